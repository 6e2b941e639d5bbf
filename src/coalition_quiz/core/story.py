"""The story behind the cards: the sections of their sources, and the items about each.

A card belongs to the sections that its `source` names after the comma. A place may name several:
``introduction and sections 1, 2 and 4–6``.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from coalition_quiz.core.cards import Section, Source
from coalition_quiz.core.items import Item

_SEPARATOR = re.compile(r"\s*(?:[,;/&]|\band\b)\s*")
_NUMBERED = re.compile(r"(.*?)s? (\d{1,4})(?:\s*(?:-|–|to)\s*(\d{1,4}))?")
_NUMBERS = re.compile(r"(\d{1,4})(?:\s*(?:-|–|to)\s*(\d{1,4}))?")
_MOST = 100


class StorySection(Struct, frozen=True):
    """A section with its items, in the order of the decks.

    Attributes:
        section: None for the items of a source that no section covers.
        source: the name of its source.
    """

    section: Section | None
    source: str
    items: tuple[str, ...]


class SectionFigures(Struct, frozen=True):
    """A section with the figures of its items today.

    Attributes:
        section: None for the items of a source that no section covers.
        source: the name of its source.
        items: the ids of its items.
        seen: the number of items that were reviewed.
        recalled: how many of these are recalled if asked now: the sum of their chances.
        due: the number of items that are due.
    """

    section: Section | None
    source: str
    items: tuple[str, ...]
    seen: int
    recalled: float
    due: int

    @property
    def recall(self) -> float | None:
        """The share (0-1) of the seen items that is recalled; None if none was seen."""
        return self.recalled / self.seen if self.seen else None


def places_in(text: str) -> frozenset[str]:
    """Return the places that a text names, each in the singular and in lower case."""
    places, name = {text.casefold().strip()}, ""
    for part in _SEPARATOR.split(text.casefold().strip()):
        if numbered := _NUMBERED.fullmatch(part):
            name, first, last = numbered.groups()
        elif name and (numbers := _NUMBERS.fullmatch(part)):
            first, last = numbers.groups()
        else:
            places.add(part)
            continue
        places |= {f"{name} {number}" for number in _range(int(first), int(last or first))}
    return frozenset(places)


def tell_story(items: Iterable[Item]) -> tuple[StorySection, ...]:
    """Sort items by the sections of their sources.

    Decks share a source if its title is the same, and a section if its title and place are. The
    sections are in the order of the deck that has most of them; items that no section covers come
    last.
    """
    sources: dict[str, Source] = {}
    told: dict[str, dict[Section, dict[str, None]]] = {}
    others: dict[str, dict[str, None]] = {}
    cited: list[tuple[str, frozenset[str], str]] = []
    for item in items:
        citation = item.card.source
        if citation is None:
            continue
        source = citation.source
        known = sources.setdefault(source.title, source)
        if len(source.sections) > len(known.sections):
            sources[source.title] = source
        for section in source.sections:
            told.setdefault(source.title, {}).setdefault(section, {})
        cited.append((source.title, _places(citation.place), item.id))
    for title, places, item_id in cited:
        found = [each for each in told.get(title, ()) if _is_in(each, places)]
        for section in found:
            told[title][section][item_id] = None
        if title in told and not found:
            others.setdefault(title, {})[item_id] = None
    return tuple(_in_order(sources, told, others))


def _in_order(
    sources: dict[str, Source],
    told: dict[str, dict[Section, dict[str, None]]],
    others: dict[str, dict[str, None]],
) -> Iterator[StorySection]:
    for title, sections in told.items():
        source = sources[title]
        for section in dict.fromkeys([*source.sections, *sections]):
            yield StorySection(section, source.name, tuple(sections[section]))
        if title in others:
            yield StorySection(None, source.name, tuple(others[title]))


def _places(text: str) -> frozenset[str]:
    return places_in(text) if text else frozenset()


def _is_in(section: Section, places: frozenset[str]) -> bool:
    return (section.place or section.title).casefold().strip() in places


def _range(first: int, last: int) -> range:
    return range(first, min(last, first + _MOST) + 1)

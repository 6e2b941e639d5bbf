"""What is searched for: a line of words and conditions, read into terms that are all to hold."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from msgspec import Struct

from coalition_quiz.core.cards import Deck, Kind
from coalition_quiz.core.search.card_status import Status
from coalition_quiz.core.search.searchable_text import BETWEEN, search_form

KINDS: tuple[str, ...] = get_args(Kind)
IS: Mapping[str, Status] = {
    "due": Status.DUE,
    "new": Status.NEW,
    "suspended": Status.SUSPENDED,
    "buried": Status.BURIED,
    "flagged": Status.FLAGGED,
    "leech": Status.LEECH,
    "stale": Status.STALE,
    "retired": Status.RETIRED,
    "changed": Status.CHANGED,
}
KEYS = ("is", "deck", "tag", "kind")

_TERM = re.compile(r'(-?)(?:([^\W\d_][\w-]*):)?(?:"([^"]*)"?|(\S+))?')
_MOST_LISTED = 12


class Words(Struct, frozen=True):
    """A text that occurs in the card, in its search form."""

    text: str
    wanted: bool = True


class InDeck(Struct, frozen=True):
    """The card is in one of these decks."""

    decks: frozenset[str]
    wanted: bool = True


class Tagged(Struct, frozen=True):
    """The card has one of these tags."""

    tags: frozenset[str]
    wanted: bool = True


class OfKind(Struct, frozen=True):
    """The card is of this kind."""

    kind: str
    wanted: bool = True


class Is(Struct, frozen=True):
    """This is true of the card, or of one of its items."""

    mark: Status
    wanted: bool = True


Term = Words | InDeck | Tagged | OfKind | Is


class Query(Struct, frozen=True):
    """What is searched for.

    Attributes:
        terms: what has to hold of a card; nothing holds of every card.
        problem: a sentence on the first condition that was not understood and is left out of
            `terms`; empty where all were.
    """

    terms: tuple[Term, ...] = ()
    problem: str = ""

    @property
    def reads(self) -> bool:
        """Whether the texts of the cards have to be searched."""
        return any(isinstance(term, Words) for term in self.terms)


class Vocabulary(Struct, frozen=True):
    """What decks and tags there are: each by its name, with the form in which it is searched."""

    decks: Mapping[str, str]
    tags: Mapping[str, str]


class _NotUnderstoodError(Exception):
    pass


def vocabulary(decks: Iterable[Deck]) -> Vocabulary:
    """The names of decks, and all their tags."""
    by_id = {deck.id: deck for deck in decks}
    tags = {tag for deck in by_id.values() for card in deck.cards for tag in card.tags}
    return Vocabulary(
        {name: search_form(f"{name} {BETWEEN} {deck.title}") for name, deck in by_id.items()},
        {tag: search_form(tag) for tag in sorted(tags)},
    )


def parse_query(text: str, known: Vocabulary) -> Query:
    """Read a line: words, "phrases", ``is: deck: tag: kind:``, each negated by a ``-`` before it.

    Never raises: what is not understood is left out, and told in `Query.problem`.
    """
    terms: list[Term] = []
    problems: list[str] = []
    for negated, key, value in _pieces(text):
        try:
            term = _term(key, value, known, wanted=not negated)
        except _NotUnderstoodError as error:
            problems.append(str(error))
        else:
            terms += [term] if term else []
    return Query(tuple(terms), problems[0] if problems else "")


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    for found in _TERM.finditer(text):
        negated, key, quoted, plain = found.groups(default="")
        if key or quoted or plain:
            yield negated, key, quoted or plain


def _term(key: str, value: str, known: Vocabulary, *, wanted: bool) -> Term | None:
    form = search_form(value.replace(BETWEEN, ""))
    match key.lower():
        case "":
            return Words(form, wanted) if form else None
        case "is":
            return Is(IS[_one_of(key, form, IS)], wanted)
        case "kind":
            return OfKind(_one_of(key, form, KINDS), wanted)
        case "deck":
            return InDeck(_named(key, form, known.decks), wanted)
        case "tag":
            return Tagged(_named(key, form, known.tags), wanted)
        case _:
            raise _NotUnderstoodError(_no_key(key))


def _one_of(key: str, value: str, known: Iterable[str]) -> str:
    if value in known:
        return value
    raise _NotUnderstoodError(_no_value(key, value, known))


def _named(key: str, value: str, known: Mapping[str, str]) -> frozenset[str]:
    """The names that are meant: the very one, or else all that contain the value."""
    exact = frozenset(name for name in known if value and search_form(name) == value)
    found = exact or frozenset(name for name, form in known.items() if value and value in form)
    if not found:
        raise _NotUnderstoodError(_no_value(key, value, known))
    return found


def _no_key(key: str) -> str:
    near = difflib.get_close_matches(key.lower()[:40], KEYS, 1)
    if near:
        return f"There is no `{key}:` to search by; did you mean `{near[0]}:`?"
    conditions = ", ".join(f"{each}:" for each in KEYS)
    return f'There is no `{key}:` to search by (there are {conditions}); "quotes" search for text.'


def _no_value(key: str, value: str, known: Iterable[str]) -> str:
    names = tuple(known)
    near = difflib.get_close_matches(value[:40], names, 1) if value else []
    if near:
        return f"There is no `{key}:{value}`; did you mean `{key}:{near[0]}`?"
    said = f"There is no `{key}:{value}`" if value else f"`{key}:` wants one of its names"
    more = ", …" if len(names) > _MOST_LISTED else ""
    listed = f"{', '.join(names[:_MOST_LISTED])}{more}" if names else "none here"
    return f"{said}: there are {listed}."

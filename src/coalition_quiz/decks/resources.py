"""What the cards of a deck draw on: its sources, pools and timelines."""

from collections.abc import Iterator

from coalition_quiz.decks.diagnostics import Report
from coalition_quiz.decks.fields import (
    Fields,
    as_mapping,
    distinct_texts,
    note_repetitions,
    wrong_shape,
)
from coalition_quiz.decks.nodes import Mapping, Node, Scalar, Sequence
from coalition_quiz.learning.cards import Citation, Happening, Source

_LEAST = 2
_SAY_POOL = "Write them as a list: [a, b]."
_SAY_EVENT = "Write each event on a line of its own: `- {date: 2023-10, event: …}`."
_SOURCE_KEYS = ("title", "published", "url", "author")
_HAPPENING_KEYS = ("date", "event")


class Resources:
    """The sources, pools and timelines of a deck.

    An entry whose own problems leave nothing to draw on is kept as empty: the cards that
    name it are left out without a second complaint.
    """

    def __init__(self, deck: Fields, report: Report) -> None:
        self.sources = {key: _source(key, node, report) for key, node in _entries(deck, "sources")}
        self.pools = {name: _pool(name, node, report) for name, node in _entries(deck, "pools")}
        self.timelines = {
            name: _timeline(name, node, report) for name, node in _entries(deck, "timelines")
        }
        self._unread = deck.keys.keys() - deck.nodes.keys()
        self._citations: dict[str, Citation | None] = {}

    def is_known(self, section: str) -> bool:
        """Whether a section was read: of one that is not YAML, nothing can be said to lack."""
        return section not in self._unread

    def citation(self, text: str) -> Citation | None:
        """The source whose key begins the text, and the place in it, or None."""
        if text not in self._citations:
            key, _, place = text.partition(",")
            source = self.sources.get(key.strip())
            self._citations[text] = Citation(source, place.strip()) if source else None
        return self._citations[text]


def _entries(deck: Fields, key: str) -> list[tuple[str, Node]]:
    mapping = deck.mapping(key)
    return list(mapping.fields.items()) if mapping else []


def _source(key: str, node: Node, report: Report) -> Source:
    mapping = as_mapping(node, key, report, f"Write `{key}: {{title: …}}`.")
    if mapping is None:
        return Source(key, key)
    fields = Fields(mapping, report)
    fields.only(_SOURCE_KEYS, "D304", "a source")
    title = fields.needed("title")
    return Source(
        key, title or key, fields.date("published"), fields.text("url"), fields.text("author")
    )


def _pool(name: str, node: Node, report: Report) -> tuple[str, ...]:
    texts = dict.fromkeys(distinct_texts(node, name, report))
    if isinstance(node, Sequence) and len(texts) < _LEAST:
        report.note("D314", node.at, f"the pool `{name}` needs at least {_LEAST} texts", _SAY_POOL)
    return tuple([text for text in texts if text])


def _timeline(name: str, node: Node, report: Report) -> tuple[Happening, ...]:
    if not isinstance(node, Sequence):
        wrong_shape(node, name, "a list of dates and events", report, _SAY_EVENT)
        return ()
    read = [_happening(name, entry, report) for entry in node.entries]
    if len(read) < _LEAST:
        report.note(
            "D314", node.at, f"the timeline `{name}` needs at least {_LEAST} events", _SAY_EVENT
        )
    happenings = tuple([happening for happening in read if happening])
    if len({happening.event for happening in happenings}) < len(happenings):
        note_repetitions(_events(node), name, report)
    return happenings


def _events(timeline: Sequence) -> Iterator[tuple[str, Node]]:
    for entry in timeline.entries:
        if isinstance(entry, Mapping):
            event = entry.fields.get("event")
            if isinstance(event, Scalar):
                yield event.text, event


def _happening(name: str, node: Node, report: Report) -> Happening | None:
    if not isinstance(node, Mapping):
        wrong_shape(node, name, "{date: …, event: …}", report, _SAY_EVENT)
        return None
    fields = Fields(node, report)
    fields.only(_HAPPENING_KEYS, "D304", "an event")
    date, event = fields.needed_date("date"), fields.needed("event")
    return Happening(date, event) if date and event else None

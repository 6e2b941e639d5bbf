"""The resources of a deck that its cards use: sources, pools and timelines."""

from collections.abc import Iterator

from coalition_quiz.core.cards import Citation, Section, Source
from coalition_quiz.core.edtf import span
from coalition_quiz.core.kinds.order import Happening
from coalition_quiz.decks.diagnostics import ProblemReport
from coalition_quiz.decks.fields import (
    EDTF_REMEDY,
    MOST_LINES_DRAWN,
    AnyField,
    Field,
    Fields,
    Shape,
    as_mapping,
    by_name,
    distinct_texts,
    note_repetitions,
    record,
    wrong_shape,
)
from coalition_quiz.decks.values import DATE, DRAWN_TEXT, FULL_TEXT, TEXT, list_of, mapping_to
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

_LEAST = 2
_SAY_POOL = "Write them as a list: [a, b]."
_SAY_SECTION = "Write one section per line: `- {title: …, summary: …}`."
_SAY_EVENT = "Write one event per line: `- {date: 2023-10, event: …}`."

_TITLE = Field("title", FULL_TEXT, "The name of the work.", needed=True)
_PUBLISHED = Field("published", DATE, "When it was published, such as 2023-10.")
_URL = Field("url", TEXT, "Where to read it online.")
_AUTHOR = Field("author", TEXT, "Who wrote it.")
_SHORT = Field("short", TEXT, "A short name to show under answers instead of the title.")

_SECTION_TITLE = Field("title", FULL_TEXT, "The title of the section.", needed=True)
_SUMMARY = Field("summary", FULL_TEXT, "What it tells, in your own words.", needed=True)
_PLACE = Field(
    "place", FULL_TEXT, "How cards name it in `source`, such as `section 1` (default: its title)."
)
_FROM = Field("from", DATE, "When what it tells began, such as 2014-08.")
_TO = Field("to", DATE, "When it ended.")
_SECTION = by_name(_SECTION_TITLE, _SUMMARY, _PLACE, _FROM, _TO)
_SECTIONS = Field(
    "sections",
    list_of(Shape(record(_SECTION.values())), 1),
    "Its sections with a summary of each, for the story screen.",
)
_SOURCE = by_name(_TITLE, _PUBLISHED, _URL, _AUTHOR, _SHORT, _SECTIONS)

_DATE = Field("date", DATE, "When it happened, such as 2023-10.", needed=True, remedy=EDTF_REMEDY)
_EVENT = Field("event", DRAWN_TEXT, "What happened.", needed=True)
_HAPPENING = by_name(_DATE, _EVENT)

SOURCES = Field(
    "sources",
    mapping_to(Shape(record(_SOURCE.values()))),
    "The sources of the facts, each with a short key.",
)
POOLS = Field(
    "pools",
    mapping_to(list_of(DRAWN_TEXT, _LEAST)),
    "Named lists of options to draw wrong options from.",
)
TIMELINES = Field(
    "timelines",
    mapping_to(list_of(Shape(record(_HAPPENING.values())), _LEAST)),
    "Named lists of dated events to draw from.",
)


class Resources:
    """The sources, pools and timelines of a deck.

    An entry whose own problems leave nothing to draw on is kept as empty: the cards that
    name it are left out without a second complaint.
    """

    def __init__(self, deck: Fields, report: ProblemReport) -> None:
        self.sources = {key: _source(key, node, report) for key, node in _entries(deck, SOURCES)}
        self.pools = {name: _pool(name, node, report) for name, node in _entries(deck, POOLS)}
        self.timelines = {
            name: _timeline(name, node, report) for name, node in _entries(deck, TIMELINES)
        }
        self._unread = deck.keys.keys() - deck.nodes.keys()
        self._citations: dict[str, Citation | None] = {}

    def is_known(self, section: str) -> bool:
        """Whether a section was read. If it is not YAML, nothing in it can be called missing."""
        return section not in self._unread

    def citation(self, text: str) -> Citation | None:
        """Find the source whose key starts the text, and the place in it; None without one."""
        if text not in self._citations:
            key, _, place = text.partition(",")
            source = self.sources.get(key.strip())
            self._citations[text] = Citation(source, place.strip()) if source else None
        return self._citations[text]


def _entries(deck: Fields, field: AnyField) -> list[tuple[str, Node]]:
    mapping = deck.mapping(field.name)
    return list(mapping.fields.items()) if mapping else []


def _source(key: str, node: Node, report: ProblemReport) -> Source:
    mapping = as_mapping(node, key, report, f"Write `{key}: {{title: …}}`.")
    if mapping is None:
        return Source(key, key)
    fields = Fields(mapping, report)
    fields.only(_SOURCE, "D304", "a source")
    title = fields.read(_TITLE)
    return Source(
        key,
        title or key,
        fields.read(_PUBLISHED),
        fields.read(_URL),
        fields.read(_AUTHOR),
        fields.read(_SHORT),
        _sections(fields),
    )


def _sections(source: Fields) -> tuple[Section, ...]:
    node, report = source.nodes.get(_SECTIONS.name), source.report
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        wrong_shape(node, _SECTIONS.name, "a list of sections", report, _SAY_SECTION)
        return ()
    if not node.entries:
        report.note("D314", node.at, "the source has no sections yet", _SAY_SECTION)
    read = [_section(entry, report) for entry in node.entries]
    return tuple([section for section in read if section])


def _section(node: Node, report: ProblemReport) -> Section | None:
    if not isinstance(node, Mapping):
        wrong_shape(node, _SECTIONS.name, "{title: …, summary: …}", report, _SAY_SECTION)
        return None
    fields = Fields(node, report)
    fields.only(_SECTION, "D304", "a section")
    title, summary = fields.read(_SECTION_TITLE), fields.read(_SUMMARY)
    begins, ends = fields.read(_FROM), fields.read(_TO)
    if begins and ends and span(ends)[1] < span(begins)[0]:
        report.note("D309", fields.nodes[_TO.name].at, "`to` is before `from`", "Swap them.")
    place = fields.read(_PLACE) if _PLACE.name in fields.nodes else ""
    return Section(title, summary, place, begins, ends) if title and summary else None


def _pool(name: str, node: Node, report: ProblemReport) -> tuple[str, ...]:
    texts = dict.fromkeys(distinct_texts(node, name, report, MOST_LINES_DRAWN))
    if isinstance(node, Sequence) and len(texts) < _LEAST:
        report.note("D314", node.at, f"the pool `{name}` needs at least {_LEAST} texts", _SAY_POOL)
    return tuple([text for text in texts if text])


def _timeline(name: str, node: Node, report: ProblemReport) -> tuple[Happening, ...]:
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


def _happening(name: str, node: Node, report: ProblemReport) -> Happening | None:
    if not isinstance(node, Mapping):
        wrong_shape(node, name, "{date: …, event: …}", report, _SAY_EVENT)
        return None
    fields = Fields(node, report)
    fields.only(_HAPPENING, "D304", "an event")
    date, event = fields.read(_DATE), fields.read(_EVENT)
    return Happening(date, event) if date and event else None

"""Cards: one kind each, an identity each, and the bad ones left out."""

from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from coalition_quiz.core.cards import Card, Change, Citation, Retirement
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import Body
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.fields import (
    EDTF_REMEDY,
    MOST_LINES,
    MOST_LINES_IN_PART,
    Field,
    Fields,
    Readable,
    Shape,
    T,
    as_mapping,
    by_name,
    distinct_texts,
    full_text,
    lines_of,
    record,
    text_or_texts,
)
from coalition_quiz.decks.identity import Identities, check_earlier, earlier_id_of, read_id
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.kinds.word import NOTE
from coalition_quiz.decks.meant_keys import KIND_NAMES, advice_on_key, kind_meant, read_as_meant
from coalition_quiz.decks.picture import PICTURE
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.strictness import STRICT
from coalition_quiz.decks.values import (
    DATE,
    EARLIER_IDS,
    FULL_TEXT,
    IDENTITY,
    NO_TEXTS,
    TEXT,
    TEXTS,
    mapping_to,
)
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

_ON = Field("on", DATE, "When it happened, such as 2023-10.", needed=True, remedy=EDTF_REMEDY)
_WAS_TRUE = Field("was", FULL_TEXT, "What was true before, in a sentence.", needed=True)
_WHY_RETIRED = Field("why", FULL_TEXT, "Why the card is no longer asked.", needed=True)


def read_source(node: Node, report: ProblemReport, resources: Resources) -> Citation | None:
    """The work that `source` names, and the place in it."""
    text = full_text(node, "source", report)
    citation = resources.citation(text)
    if citation is None and text and resources.is_known("sources"):
        name = text.partition(",")[0].strip()
        message = f"there is no source named {quoted(name)} in this deck"
        remedy = _say_source(name, report, resources)
        report.note("D401", node.at, message, remedy, len(name))
    return citation


def _say_source(name: str, report: ProblemReport, resources: Resources) -> str:
    first, _, place = name.partition(" ")
    if place and first in resources.sources:
        return f"Add a comma after the source: {quoted(f'{first}, {place}')}."
    known = report.did_you_mean(name, resources.sources)
    return known or "Add it under `sources:` at the top of the deck."


def _was(node: Node, key: str, report: ProblemReport) -> tuple[str, ...]:
    texts = text_or_texts(node, key, report)
    for text in texts:
        check_earlier(text, node.at, report)
    return tuple([earlier_id_of(text) or text for text in texts])


def _lint_ignore(node: Node, key: str, report: ProblemReport) -> tuple[str, ...]:
    remedy = "Name the warning to ignore and why: `lint_ignore: {Q101: the law's own words}`."
    mapping = as_mapping(node, key, report, remedy)
    if mapping is None:
        return ()
    for code, reason in mapping.fields.items():
        full_text(reason, code, report)
    return tuple(mapping.fields)


def _dated(make: Callable[[Edtf, str], T], text: Field[Readable[str]]) -> Readable[T | None]:
    """Make the shape of a mapping of `on` and one text."""
    known = by_name(_ON, text)

    def read(node: Node, key: str, report: ProblemReport) -> T | None:
        remedy = f"Write `{key}: {{on: 2023-10, {text.name}: …}}`."
        mapping = as_mapping(node, key, report, remedy)
        if mapping is None:
            return None
        fields = Fields(mapping, report)
        fields.only(known, "D304", f"`{key}`")
        on, said = fields.read(_ON), fields.read(text)
        return make(on, said) if on else None

    return Readable(record(known.values()), read, None)


# These two need more than their value: the other fields depend on `id`, and `source` needs the
# deck's sources.
ID = Field(
    "id",
    IDENTITY,
    "A short name, unique in the deck. Progress is stored under it, so do not change it.",
)
SOURCE = Field(
    "source", Shape(FULL_TEXT.schema), "The key of a source and, after a comma, the place in it."
)
COMMON: dict[str, Field[Readable[Any]]] = {
    field.name: field
    for field in (
        Field("why", TEXT, "An explanation, shown after the answer."),
        Field("hint", TEXT, "Help that learners can show before they answer."),
        Field("as_of", DATE, "When the fact was true, if different from the deck's `as_of`."),
        Field("review_by", DATE, "When to check the fact again."),
        Field("according_to", TEXT, "Who makes this claim, if it is a claim."),
        Field("disputed", TEXT, "What is disputed about the fact, in one sentence."),
        STRICT,
        Field("tags", TEXTS, "Tags for grouping and filtering cards."),
        PICTURE,
        Field(
            "was",
            Readable(EARLIER_IDS, _was, NO_TEXTS),
            "Earlier ids of this card, so that learners keep their progress.",
        ),
        Field(
            "changed",
            _dated(Change, _WAS_TRUE),
            "The fact has changed: when, and what was true before.",
        ),
        Field(
            "retired",
            _dated(Retirement, _WHY_RETIRED),
            "The card is retired: since when, and why.",
        ),
        Field(
            "lint_ignore",
            Readable(mapping_to(FULL_TEXT).schema, _lint_ignore, NO_TEXTS),
            "Warnings to ignore on this card, each with a reason.",
        ),
        Field("origin", TEXT, "The card's id in the program that it was imported from."),
    )
}


_KINDS = frozenset(KINDS)
_WORDED_ONCE = frozenset(kind for kind, spec in KINDS.items() if not spec.is_reworded)
_SYNONYMS = {NOTE: "why"}
_SAY_WORDINGS = "Write one question, or a list of wordings of it."
_FIELDS = {
    kind: (kind, ID.name, *by_name(*spec.own), SOURCE.name, *COMMON) for kind, spec in KINDS.items()
}
_READERS = {name: field.shape.read for name, field in COMMON.items()} | {NOTE: TEXT.read}
_KNOWN = {kind: frozenset(fields) for kind, fields in _FIELDS.items()}
FIELDS = frozenset().union(*_KNOWN.values())
"""All fields of all kinds of card, with the keys of the kinds."""
_SAY_KIND = f"Write the question after one of these keys: {', '.join(KINDS)}."


class _Form(NamedTuple):
    """The fields to read from a card. Most cards of a deck have the same keys as an earlier card.

    Attributes:
        is_known: whether its keys are all those of such a card.
        common: the fields that any card may have, each with its reader.
        cites: whether it has a source.
        read: makes its body.
    """

    kind: str
    is_known: bool
    common: tuple[tuple[str, Callable[[Node, str, ProblemReport], Any]], ...]
    cites: bool
    read: Callable[[Fields, Scalar, Resources], Body | None]


def read_cards(
    nodes: list[Node], resources: Resources, report: ProblemReport, as_of: Edtf | None
) -> list[tuple[Card, Mapping]]:
    """Read the cards that can be studied, with their mappings, and report problems in others."""
    spoiled = sorted(report.errors)
    identities = Identities(report)
    cards: list[tuple[Card, Mapping]] = []
    for node in nodes:
        errors = len(report.errors)
        if not isinstance(node, Mapping):
            report.note("D301", node.at, "this is not a card: it has no keys", _SAY_KIND)
            continue
        card = _card(node, resources, report, identities, as_of)
        if not card or len(report.errors) > errors or (spoiled and _holds_any(node, spoiled)):
            continue
        # Nothing takes more lines than it has characters in the file.
        if node.end - node.at <= MOST_LINES or _fits(node, card.kind, report):
            cards.append((card, node))
    # Only now are all ids known.
    lost = {
        card.id
        for card, node in cards
        if card.was and identities.in_use(card.id, card.was, node.fields["was"].at)
    }
    return [each for each in cards if each[0].id not in lost] if lost else cards


def _card(
    node: Mapping,
    resources: Resources,
    report: ProblemReport,
    identities: Identities,
    as_of: Edtf | None,
) -> Card | None:
    nodes = node.fields
    form = _form(tuple(nodes)) or _form_meant(node, report)
    if form is None:
        _refuse_kinds(node, report)
        return None
    if not form.is_known:
        read_as_meant(node, _FIELDS[form.kind], "D304", f"field of `{form.kind}` cards", report)
        form = _form(tuple(nodes)) or form
        _refuse_fields(node, form.kind, report)
    prompt = nodes[form.kind]
    common: dict[str, Any] = {"as_of": as_of}
    if isinstance(prompt, Sequence) and form.kind not in _WORDED_ONCE:
        prompt, common["wordings"] = _wordings(prompt, form.kind, node, report)
    text = _first_text(prompt, form.kind, report)
    card_id = identities.claim(node, form.kind, text)
    for key, read in form.common:
        common[_SYNONYMS.get(key, key)] = read(nodes[key], key, report)
    if form.cites:
        common["source"] = read_source(nodes["source"], report, resources)
    if not isinstance(prompt, Scalar):
        prompt = Scalar("", prompt.at)
    body = form.read(Fields(node, report), prompt, resources)
    return Card(card_id, body, report.line(node.at), **common) if body else None


def _first_text(prompt: Node, kind: str, report: ProblemReport) -> str:
    """Read the question. Of a word with others that are right as well, it is the word."""
    if isinstance(prompt, Sequence) and kind == "word":
        first = prompt.entries[0] if prompt.entries else None
        return first.text if isinstance(first, Scalar) else ""
    return full_text(prompt, kind, report)


def _wordings(
    node: Sequence, kind: str, card: Mapping, report: ProblemReport
) -> tuple[Scalar, tuple[str, ...]]:
    """Read a list of wordings of one question. Return the first and the others."""
    texts = distinct_texts(node, kind, report)
    if not texts:
        report.note("D314", card.keys[kind], f"`{kind}` needs at least 1 entry", _SAY_WORDINGS)
    return Scalar(texts[0] if texts else "", node.entries[0].at if texts else node.at), texts[1:]


@lru_cache(maxsize=1024)
def _form(keys: tuple[str, ...]) -> _Form | None:
    """Find how to read a card with these keys, or None unless exactly one key gives its kind."""
    kinds = _KINDS.intersection(keys)
    if len(kinds) != 1:
        return None
    kind = next(iter(kinds))
    return _Form(
        kind=kind,
        is_known=_KNOWN[kind].issuperset(keys),
        common=tuple([(key, _READERS[key]) for key in keys if key in _READERS]),
        cites="source" in keys,
        read=KINDS[kind].read,
    )


def _form_meant(card: Mapping, report: ProblemReport) -> _Form | None:
    """Find how to read a card whose kind is misspelt; None if it has a kind, or none is meant."""
    has_kind = not _KINDS.isdisjoint(card.fields)
    if has_kind or not read_as_meant(card, KINDS, "D302", "kind of card", report):
        return None
    return _form(tuple(card.fields))


def _refuse_kinds(card: Mapping, report: ProblemReport) -> None:
    """Note that no key says what kind of card it is, or several do."""
    kinds = _KINDS.intersection(card.fields)
    if kinds:
        first, second, *_ = [key for key in card.fields if key in kinds]
        message = f"this card has two kinds: `{first}` and `{second}`"
        remedy = "Keep one of them, or split it into two cards."
        report.note("D303", card.keys[second], message, remedy, len(second))
    else:
        _refuse_no_kind(card, report)


def _refuse_no_kind(card: Mapping, report: ProblemReport) -> None:
    named, meant = kind_meant(card)
    if named:
        _note_kind(card, named, meant, report)
        _read_rest(card, named, meant, report)
        return
    for key in card.fields:
        if close := report.nearest(key, KINDS):
            message = f"{quoted(key)} is not a kind of card"
            remedy = f"Did you mean `{close}`?"
            report.note("D302", card.keys[key], message, remedy, len(key))
            return
    report.note("D302", card.at, "this card has no question", _SAY_KIND)


def _note_kind(card: Mapping, named: str, meant: str, report: ProblemReport) -> None:
    """Note the key that other programs have for a kind of card or for any question."""
    if named.casefold() == "essay":
        message = "`essay` is not a kind of card: the program cannot grade one"
        remedy = "Write `front: …` and `back: …`. Learners compare and rate themselves."
    elif named.casefold() == "type":
        message, remedy = "`type` is not a key of a card", f"Write the question as `{meant}: …`."
    elif named.casefold() in KIND_NAMES:
        message, remedy = f"{quoted(named)} is not a kind of card", f"Write `{meant}: …` instead."
    else:
        message = f"{quoted(named)} does not say how the question is answered"
        remedy = f"Write `{meant}: …` instead, or another of {', '.join(KINDS)}."
        if "type" in card.fields:
            remedy = f"Write `{meant}: …` instead, and remove `type`."
    report.note("D302", card.keys[named], message, remedy, len(named))


def _read_rest(card: Mapping, named: str, meant: str, report: ProblemReport) -> None:
    """Read a card as if it had the kind that is meant, for the problems of its other fields."""
    ignored = {"type", "kind", named, *(("answer",) if meant == "front" else ())}
    fields = {key: each for key, each in card.fields.items() if key not in ignored}
    keys = {key: at for key, at in card.keys.items() if key not in ignored}
    fields[meant], keys[meant] = card.fields[named], card.keys[named]
    rest = Mapping(card.at, card.end, fields, keys)
    _refuse_fields(rest, meant, report)
    for key, read in _READERS.items():
        if key in fields:
            read(fields[key], key, report)
    if (node := card.fields.get("id")) is not None:
        read_id(node, report)


def _refuse_fields(card: Mapping, kind: str, report: ProblemReport) -> None:
    for key in card.fields:
        if key not in _KNOWN[kind]:
            _refuse_field(key, card.keys[key], kind, report)
            if report.is_full():
                break


def _refuse_field(key: str, at: int, kind: str, report: ProblemReport) -> None:
    owners = [each for each, known in _KNOWN.items() if key in known]
    if owners:
        *others, last = [f"`{each}`" for each in owners]
        allowed = f"{', '.join(others)} and {last}" if others else last
        message = f"`{key}` cannot be used on `{kind}` cards (only on {allowed} cards)"
        report.note("D305", at, message, "Remove it, or change the kind of card.", len(key))
    else:
        message = f"{quoted(key)} is not a field of `{kind}` cards"
        advice = advice_on_key(key, _FIELDS[kind])
        remedy = advice or report.did_you_mean(key, _FIELDS[kind])
        report.note("D304", at, message, remedy, len(key))


def _fits(node: Mapping, kind: str, report: ProblemReport) -> bool:
    """Check whether a card can be shown without delay; if not, note it."""
    most = MOST_LINES_IN_PART if KINDS[kind].shows_part(node.fields) else MOST_LINES
    sizes = {key: lines_of(each) for key, each in node.fields.items()}
    lines = sum(sizes.values())
    if lines <= most:
        return True
    longest = max(sizes, key=sizes.__getitem__)
    message = f"this card has {lines:,} lines on a screen (limit: {most:,}), mostly in `{longest}`"
    report.note("D319", node.keys[longest], message, KINDS[kind].shorten, len(longest))
    return False


def _holds_any(node: Mapping, places: list[int]) -> bool:
    """Whether any of the places (in order) is within the card."""
    first = bisect_left(places, node.at)
    return first < len(places) and places[first] < node.end

"""Draft a deck for the facts of a text that no card asks.

The questions are the sentences of the text with a gap, so an author must find better words for
each. A comment says so, and the rule F108 reports a question until its words are the author's own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

from msgspec import Struct

from coalition_quiz.authoring.coverage import Coverage, CoveredSentence, identity
from coalition_quiz.authoring.templates import deck_id_of, scalar, title_of
from coalition_quiz.core.edtf import Edtf, parse_edtf
from coalition_quiz.core.facts.fact import Fact, FactKind

MOST_CARDS = 200
_GAP = "…"
_SOURCE = "text"
_FEWEST_EVENTS = 3
_MOST_EVENTS = 12
_FEWEST_NAMES = 3
_LONGEST_HEADING = 10
_LONGEST_EVENT = 90
_LONGEST_ID = 40
_LONGEST_QUOTATION = 300
_ENDS = ".!?…:;,。！？।؟"
_REWORD = "Ask this in words of your own."
_PEOPLE = (FactKind.NAME, FactKind.PLACE)
_SPACE = re.compile(r"\s+")
_AND = re.compile(r"\s*(?:,|;|,?\s*(?:and|or|et|und|y|e|en|и))\s*(?:(?:the|le|la|les|l['’])\s*)?")


class Draft(Struct, frozen=True):
    """A drafted deck.

    Attributes:
        text: the YAML of the deck.
        cards: the number of its cards.
        left: the number of facts that were left out because the deck is full.
    """

    text: str
    cards: int
    left: int


class _Card(Struct, frozen=True):
    """A drafted card: its kind, its question and the lines of its answer."""

    kind: str
    name: str
    prompt: str
    answer: tuple[str, ...]
    covered: CoveredSentence
    section: str
    note: str = _REWORD


def draft_deck(
    name: str, text_name: str, coverage: Coverage, today: Edtf, as_of: Edtf | None = None
) -> Draft:
    """Draft number, date, typed, list and order cards for facts that no card asks.

    Args:
        name: the name of the deck's file without its ending.
        text_name: the name of the text's file without its ending.
        coverage: the text, compared with the decks that its author has.
        today: the day of the draft.
        as_of: when the facts were true; if None, the latest date of the text, or this month.
    """
    cards = [*_cards(coverage)]
    timeline = _timeline(coverage)
    kept = cards[:MOST_CARDS]
    dated = as_of or _latest(coverage, today) or Edtf(today.year, today.month)
    head = _head(name, text_name, dated, guessed=as_of is None)
    events = _timeline_lines(timeline) if timeline else []
    body = [line for number, each in enumerate(_named(kept)) for line in _lines(each, number)]
    order = _order_card() if timeline else []
    lines = [*head, *events, "cards:", *body, *order]
    count = len(kept) + bool(timeline)
    return Draft("\n".join(lines) + "\n", count, len(cards) - len(kept))


def _cards(coverage: Coverage) -> Iterator[_Card]:
    asked = {identity(each.fact) for each, _ in coverage.asked(1)}
    section = ""
    for covered in coverage.sentences:
        if _is_heading(covered):
            section = _one_line(covered.sentence.text)
            continue
        place = section or f"line {covered.line}"
        yield from _of_sentence(covered, place, asked)


def _is_heading(covered: CoveredSentence) -> bool:
    text = covered.sentence.text
    return len(text.split()) <= _LONGEST_HEADING and text[-1] not in _ENDS + "\"'”’»)"


def _of_sentence(
    covered: CoveredSentence, place: str, asked: set[tuple[str, str]]
) -> Iterator[_Card]:
    """Draft the cards of a sentence, and add their facts to those that are asked."""
    facts = [each.fact for each in covered.facts if identity(each.fact) not in asked]
    for names in _enumerations(covered, facts):
        yield _list_card(covered, names, place)
        asked |= set(map(identity, names))
    for fact in facts:
        if identity(fact) not in asked and (card := _card(covered, fact, place)):
            asked.add(identity(fact))
            yield card


def _enumerations(covered: CoveredSentence, facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Yield runs of three names or more that only commas and *and* part."""
    names = [fact for fact in facts if fact.kind in _PEOPLE]
    run: list[Fact] = []
    start = covered.sentence.start
    for name in names:
        between = covered.sentence.text[run[-1].end - start : name.start - start] if run else ""
        if run and not _AND.fullmatch(between):
            yield from [run] if len(run) >= _FEWEST_NAMES else []
            run = []
        run = [*run, name]
    yield from [run] if len({name.text for name in run}) >= _FEWEST_NAMES else []


def _list_card(covered: CoveredSentence, names: Sequence[Fact], place: str) -> _Card:
    entries = [*dict.fromkeys(_one_line(name.text) for name in names)]
    said = _without(covered, names[0].start, names[-1].end)
    answer = ("answer:", *(f"  - {scalar(entry)}" for entry in entries))
    prompt = f"Name the {len(entries)} that are missing. {said}"
    return _Card("list", f"list-{entries[0]}", prompt, answer, covered, place)


def _card(covered: CoveredSentence, fact: Fact, place: str) -> _Card | None:
    said = _one_line(fact.text)
    gap = _without(covered, fact.start, fact.end)
    if fact.kind is FactKind.NUMBER:
        unit = (f"unit: {scalar(_one_line(fact.about))}",) if fact.about else ()
        answer = (f"answer: {scalar(fact.key)}", *unit)
        return _Card(
            "number", f"number-{said}-{fact.about}", f"Which number? {gap}", answer, covered, place
        )
    if fact.kind is FactKind.DATE and (date := parse_edtf(fact.key)):
        return _Card("date", f"date-{date}", f"When? {gap}", (f"answer: {date}",), covered, place)
    if fact.kind is FactKind.CLAIM:
        return _claim_card(covered, fact, place)
    if fact.kind is FactKind.QUOTATION:
        return None
    prompt = "When?" if fact.kind is FactKind.DATE else "Which name?"
    answer = (f"answer: {scalar(said)}",)
    return _Card("typed", f"{fact.kind}-{said}", f"{prompt} {gap}", answer, covered, place)


def _claim_card(covered: CoveredSentence, claim: Fact, place: str) -> _Card | None:
    """Draft a card that asks who said something, if a name says it."""
    speakers = [each.fact for each in covered.facts if each.fact.text == claim.about]
    if not speakers or speakers[0].kind not in _PEOPLE:
        return None
    quoted = next((e.fact for e in covered.facts if e.fact.kind is FactKind.QUOTATION), None)
    gap = _without(covered, speakers[0].start, speakers[0].end)
    said = f"“{_one_line(quoted.text)[:_LONGEST_QUOTATION]}”" if quoted else gap
    who = _one_line(claim.about)
    answer = (f"answer: {scalar(who)}",)
    return _Card("typed", f"who-{who}", f"Who said so? {said}", answer, covered, place)


def _without(covered: CoveredSentence, start: int, end: int) -> str:
    """Return a sentence with a gap for a part of it, wherever the part is said."""
    sentence = covered.sentence
    hidden = sentence.text[start - sentence.start : end - sentence.start]
    pieces = sentence.text[: start - sentence.start], sentence.text[end - sentence.start :]
    whole = _GAP.join(pieces)
    if hidden not in pieces[0] and hidden not in pieces[1]:
        return _one_line(whole)
    alone = re.compile(rf"(?<!\w){re.escape(hidden)}(?!\w)")
    return _one_line(alone.sub(_GAP, whole))


def _timeline(coverage: Coverage) -> list[tuple[Edtf, str]]:
    """List dated events: the sentences with one full date, each without it."""
    events: dict[Edtf, str] = {}
    for covered in coverage.sentences:
        dates = [each for each in covered.facts if each.fact.kind is FactKind.DATE]
        full = [each for each in dates if parse_edtf(each.fact.key)]
        if len(full) != 1 or full[0].askings or _is_heading(covered):
            continue
        fact = full[0].fact
        if date := parse_edtf(fact.key):
            said = _without(covered, fact.start, fact.end)
            events.setdefault(date, shorten(said, _LONGEST_EVENT, placeholder=f" {_GAP}"))
    dated = sorted(events.items())[:_MOST_EVENTS]
    return dated if len(dated) >= _FEWEST_EVENTS and len(set(events.values())) > 1 else []


def _timeline_lines(timeline: Iterable[tuple[Edtf, str]]) -> list[str]:
    lines = ["timelines:", "  # Say each event in a few words of your own, without its date."]
    lines.append("  story:")
    for date, event in timeline:
        lines += [f"    - date: {date}", f"      event: {scalar(event)}"]
    return [*lines, ""]


def _order_card() -> list[str]:
    return [
        "  - id: order-story",
        "    order: Put these events in order, the earliest first.",
        "    from: story",
        "    draw: 3",
        f"    source: {_SOURCE}",
        "",
    ]


def _latest(coverage: Coverage, today: Edtf) -> Edtf | None:
    """Return the month or the year of the latest date of the text that is not after today."""
    facts = (each.fact for each, _ in coverage.distinct)
    keys = [fact.key for fact in facts if fact.kind is FactKind.DATE]
    dates = (date for key in keys if (date := parse_edtf(key)) and date <= today)
    latest = max(dates, default=None)
    return Edtf(latest.year, latest.month) if latest else None


def _head(name: str, text_name: str, as_of: Edtf, *, guessed: bool) -> list[str]:
    guess = ["# Taken from the latest date in the text: check it."] if guessed else []
    return [
        "# yaml-language-server: $schema=deck.schema.json",
        "#",
        "# A draft. Its questions are sentences of the text with a gap. Ask each in words of your",
        "# own, delete what is not worth knowing, then run `coalition-quiz check --text`.",
        "",
        "format: 1",
        f"deck: {scalar(deck_id_of(name))}",
        f"title: {scalar(title_of(name))}",
        "language: en  # of your cards; change it if they are in another",
        *guess,
        f"as_of: {as_of}",
        "sources:",
        f"  {_SOURCE}:",
        "    # Write the author, the date (`published`) and the address (`url`), too.",
        f"    title: {scalar(title_of(text_name) or 'The text')}",
        "",
    ]


def _named(cards: Iterable[_Card]) -> Iterator[_Card]:
    """Give each card an id of its own."""
    taken = {"order-story"}
    for card in cards:
        name = (deck_id_of(card.name)[:_LONGEST_ID].strip("-.")) or card.kind
        number = 1
        chosen = name
        while chosen in taken:
            number += 1
            chosen = f"{name}-{number}"
        taken.add(chosen)
        yield _Card(card.kind, chosen, card.prompt, card.answer, card.covered, card.section)


def _lines(card: _Card, number: int) -> Iterator[str]:
    yield from [""] if number else []
    yield f"  - id: {scalar(card.name)}"
    yield f"    # Line {card.covered.line}. {card.note}"
    yield f"    {card.kind}: {scalar(card.prompt)}"
    yield from (f"    {line}" for line in card.answer)
    yield f"    source: {scalar(f'{_SOURCE}, {card.section}')}"


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()

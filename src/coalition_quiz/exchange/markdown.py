"""Markdown: the decks of hashcards, and the notes of Obsidian's spaced repetition plugin.

Formats: https://github.com/eudoxia0/hashcards and
https://www.stephenmwangi.com/obsidian-spaced-repetition/flashcards/.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.questions import Entry
from coalition_quiz.decks.kinds.cloze import BadGapError, RawGap, parse_gaps, written_text
from coalition_quiz.exchange.model import (
    Exported,
    ExportOptions,
    Format,
    Imported,
    ImportedCard,
    ImportOptions,
    Loss,
    short,
)
from coalition_quiz.exchange.plain_pairs import losses_of, pairs_of
from coalition_quiz.exchange.resources import resolved
from coalition_quiz.exchange.text import clean, decode, sample

_HASHCARD = re.compile(r"^(?:Q|C):(?:\s|$)", re.MULTILINE)
_START = re.compile(r"^([QAC]):[ \t]?", re.MULTILINE)
_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_HEAD = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_SCHEDULE = re.compile(r"<!--SR:.{0,1000}?-->")
_ONE_LINE = re.compile(r"^(?P<front>.*?\S)[ \t]*(?P<mark>:::?)[ \t]*(?P<back>\S.*)$")
_SEPARATOR = re.compile(r"^\?\??$")
_HIGHLIGHT = re.compile(r"==(?P<text>[^=\n](?:[^\n]*?[^=\n])?)==")
_TAG = re.compile(r"(?<!\S)#([^\s#]+)")
_HEADING = re.compile(r"^#{1,6}\s")
_LIST_MARK = re.compile(r"^(?:[-*+]|\d+[.)])\s+")
_LINE_START = re.compile(r"^(?=[QAC]:|---\s*$)", re.MULTILINE)


def read_markdown(data: bytes, options: ImportOptions) -> Imported:
    """Read the cards of a Markdown file, in either form."""
    text, notes = decode(data)
    title, text = _head(text)
    losses: list[Loss] = []
    reader = _hashcards if _HASHCARD.search(text) else _obsidian
    cards = []
    for card in reader(text, losses):
        cards.append(card)
        options.check(len(cards))
    return Imported("markdown", cards, losses, title=title, notes=notes)


def write_markdown(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write the cards as hashcards reads them."""
    del options
    losses: list[Loss] = []
    name = decks[0].title.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    blocks = [f'---\nname = "{name}"\n---\n']
    for deck in decks:
        for card in deck.cards:
            blocks += _blocks(resolved(card, deck), deck, losses)
    return Exported("\n".join(blocks).encode(), losses)


def _head(text: str) -> tuple[str, str]:
    """Split off the head of a file. Return the deck's name in it, and the rest."""
    found = _HEAD.match(text)
    if not found:
        return "", text
    try:
        name = tomllib.loads(found[1]).get("name", "")
    except (tomllib.TOMLDecodeError, RecursionError):  # the head of Obsidian is YAML
        name = ""
    return (name if isinstance(name, str) else ""), text[found.end() :]


def _hashcards(text: str, losses: list[Loss]) -> Iterator[ImportedCard]:
    for block in _RULE.split(text):
        pieces = _START.split(block)[1:]
        texts = list(zip(pieces[::2], map(clean, pieces[1::2]), strict=True))
        for (mark, said), after in zip(texts, [*texts[1:], ("", "")], strict=False):
            if mark == "C":
                yield from _cloze(said, losses)
            elif mark == "Q" and after[0] == "A" and said and after[1]:
                yield ImportedCard(Card("", Flip(said, after[1]), 0))
            elif mark == "Q":
                losses.append(Loss("the question has no answer", short(said), left_out=True))


def _cloze(text: str, losses: list[Loss]) -> Iterator[ImportedCard]:
    """Yield a card of a text with gaps in brackets. A picture's brackets are none."""
    try:
        parts = parse_gaps(text)
    except BadGapError as bad:
        losses.append(Loss(bad.message, short(text), left_out=True))
        return
    gaps = [
        Gap(Entry(each.answer), each.hint) if isinstance(each, RawGap) else each for each in parts
    ]
    if any(isinstance(each, Gap) for each in gaps):
        yield ImportedCard(Card("", Cloze(tuple(gaps)), 0))
    else:
        losses.append(Loss("the text has no gap", short(text), left_out=True))


def _obsidian(text: str, losses: list[Loss]) -> Iterator[ImportedCard]:
    tags: tuple[str, ...] = ()
    for block in re.split(r"\n[ \t]*\n", text):
        bare = _SCHEDULE.sub("", block)
        lines = [line.rstrip() for line in bare.split("\n") if line.strip()]
        if lines and all(_TAG.sub("", line).strip() == "" for line in lines):
            tags = tuple(dict.fromkeys(_TAG.findall(bare)))
            continue
        cards = list(_cards_of(lines, tags))
        if cards and bare != block:
            losses.append(Loss("the schedule is left out", short(lines[0])))
        yield from cards


def _cards_of(lines: list[str], tags: tuple[str, ...]) -> Iterator[ImportedCard]:
    """Yield the cards of one paragraph."""
    for at, line in enumerate(lines):
        if _SEPARATOR.match(line.strip()) and at and lines[at + 1 :]:
            front, back = ("\n".join(part) for part in (lines[:at], lines[at + 1 :]))
            yield _flip(front, back, both=line.strip() == "??", tags=tags)
            return
    if _HIGHLIGHT.search("\n".join(lines)):
        yield _highlighted("\n".join(lines), tags)
        return
    for line in lines:
        if (found := _ONE_LINE.match(line)) and not _HEADING.match(line):
            front = _LIST_MARK.sub("", found["front"])
            yield _flip(front, found["back"], both=found["mark"] == ":::", tags=tags)


def _flip(front: str, back: str, *, both: bool, tags: tuple[str, ...]) -> ImportedCard:
    own = tuple(dict.fromkeys((*tags, *_TAG.findall(front))))
    front = clean(_TAG.sub("", front)) or clean(front)
    return ImportedCard(Card("", Flip(front, clean(back), both), 0, tags=own))


def _highlighted(text: str, tags: tuple[str, ...]) -> ImportedCard:
    parts: list[str | Gap] = []
    done = 0
    for found in _HIGHLIGHT.finditer(text):
        parts += [text[done : found.start()]] if found.start() > done else []
        parts.append(Gap(Entry(found["text"])))
        done = found.end()
    parts += [text[done:]] if text[done:] else []
    return ImportedCard(Card("", Cloze(tuple(parts)), 0, tags=tags))


def _blocks(card: Card, deck: Deck, losses: list[Loss]) -> Iterator[str]:
    if isinstance(card.body, Cloze):
        yield f"C: {_escaped(written_text(_without_hints(card.body)))}\n"
        losses += losses_of(card, ["hints of gaps are left out"] if _has_hints(card.body) else [])
        return
    pairs, reasons = pairs_of(card, deck)
    losses += losses_of(card, reasons)
    for pair in pairs:
        yield f"Q: {_escaped(pair.term)}\nA: {_escaped(pair.definition)}\n"


def _without_hints(cloze: Cloze) -> list[str | Gap]:
    return [part if isinstance(part, str) else Gap(part.entry) for part in cloze.parts]


def _has_hints(cloze: Cloze) -> bool:
    return any(gap.hint or gap.entry.accept for gap in cloze.gaps)


def _escaped(text: str) -> str:
    """Keep a line of a text from beginning another card."""
    return _LINE_START.sub("\u200b", text)


def _is_markdown(data: bytes) -> bool:
    text = sample(data)
    if _HASHCARD.search(text) and ("\nA:" in text or re.search("^C:", text, re.MULTILINE)):
        return True
    return any(map(_is_obsidian, text.split("\n")))


def _is_obsidian(line: str) -> bool:
    if _SCHEDULE.search(line) or _SEPARATOR.match(line) or "#flashcards" in line:
        return True
    return "::" in line and "\t" not in line and bool(_ONE_LINE.match(line))


FORMATS = (Format("markdown", "Markdown", ".md", _is_markdown, read_markdown, write_markdown),)

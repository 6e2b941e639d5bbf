"""Decks with `text: markdown`: their texts without formatting, and the formatting beside them.

Everything but the display of a card works with plain texts: grading, search, the history. So the
values of the file's tree are replaced by plain texts before the cards are read. Each card keeps
what its formatted texts look like (`formats`).
"""

from collections.abc import Iterator

from msgspec.structs import replace

from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import GAP, Cloze, Gap
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match, pair_in_words
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.markdown.formats import Format, Markup
from coalition_quiz.core.markdown.layout import laid_out, plain_text
from coalition_quiz.core.markdown.parse import parse
from coalition_quiz.core.markdown.tree import Mark, Paragraph, Run
from coalition_quiz.core.questions import Entry
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.kinds.cloze import BadGapError, RawGap, parse_gaps
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

_TEXTS = frozenset({"why", "note", "hint", "back", "disputed", *KINDS})
_ANSWERS = frozenset({"answer", "accept", "means", "wrong", "pairs"})
_VALUES = frozenset({"number", "date", "truth"})
"""Kinds whose answer is not a text."""
_SENTENCES = {"changed": "was", "retired": "why"}
_GAP = "\x01"
"""Stands for a gap while its text is parsed. A deck cannot contain it."""
_SPECIAL = str.maketrans({"[": r"\[", "]": r"\]", "|": r"\|"})

_BRACES = str.maketrans(dict.fromkeys("{}"))

_Parts = list[str | RawGap]


class MarkdownTexts:
    """The formatted texts of a deck.

    Attributes:
        shared: the formats of its introduction, pools and timelines.
    """

    def __init__(self, deck: dict[str, Node]) -> None:
        """Replace the texts of a deck's fields by plain ones."""
        self.shared: dict[str, Markup] = {}
        self._of_cards: dict[int, dict[str, Markup]] = {}
        self._clozes: dict[int, _Parts] = {}
        if "introduction" in deck:
            deck["introduction"] = _plain(deck["introduction"], self.shared, is_line=False)
        for key in ("pools", "timelines"):
            section = deck.get(key)
            if isinstance(section, Mapping):
                self._share(section)
        cards = deck.get("cards")
        for node in cards.entries if isinstance(cards, Sequence) else ():
            if isinstance(node, Mapping):
                self._of_cards[node.at] = {}
                self._replace(node)

    def with_formats(self, card: Card, node: Mapping) -> Card:
        """Return a card with the formats of its texts."""
        formats = self._of_cards[node.at]
        for plain, markup in self._composed(card, node):
            if plain != markup.source and plain_text(markup) == plain:
                formats[plain] = markup
        if not formats:
            return card
        body = _with_typed_formulae(card.body, formats)
        return replace(card, body=body, formats=tuple(formats.items()))

    def _share(self, section: Mapping) -> None:
        for name, entries in section.fields.items():
            if not isinstance(entries, Sequence):
                continue
            for event in entries.entries:
                if isinstance(event, Mapping) and "event" in event.fields:
                    text = event.fields["event"]
                    event.fields["event"] = _plain(text, self.shared, is_line=True)
            if not any(isinstance(entry, Mapping) for entry in entries.entries):
                section.fields[name] = _plain(entries, self.shared, is_line=True)

    def _replace(self, card: Mapping) -> None:
        formats, fields = self._of_cards[card.at], card.fields
        has_values = not _VALUES.isdisjoint(fields)
        for key, node in fields.items():
            if key == "cloze":
                fields[key] = self._gapped(card, node)
            elif key in _TEXTS:
                fields[key] = _plain(node, formats, is_line=False)
            elif key in _ANSWERS and not (has_values and key == "answer"):
                # The values of `wrong` say why an option is wrong.
                is_line = not (key == "wrong" and isinstance(node, Mapping))
                fields[key] = _plain(node, formats, is_line=is_line)
            elif key in _SENTENCES and isinstance(node, Mapping):
                said = node.fields.get(_SENTENCES[key])
                if said is not None:
                    node.fields[_SENTENCES[key]] = _plain(said, formats, is_line=False)

    def _gapped(self, card: Mapping, node: Node) -> Node:
        """Replace a text with gaps. One that cannot be split is left to the reader."""
        if not isinstance(node, Scalar):
            return node
        try:
            parts = parse_gaps(node.text)
        except BadGapError:
            return node
        gaps = [part for part in parts if isinstance(part, RawGap)]
        whole = Markup("".join(_GAP if isinstance(part, RawGap) else part for part in parts), False)
        pieces = plain_text(whole).split(_GAP)
        if len(pieces) != len(gaps) + 1:
            return node
        self._clozes[card.at] = parts
        text = pieces[0].translate(_SPECIAL)
        for gap, in_formula, piece in zip(gaps, _in_formulae(whole), pieces[1:], strict=True):
            text += _gap_text(gap, self._of_cards[card.at], in_formula=in_formula)
            text += piece.translate(_SPECIAL)
        return Scalar(text, node.at)

    def _composed(self, card: Card, node: Mapping) -> Iterator[Format]:
        """Yield the texts that are made of several ones of a card."""
        body, formats = card.body, self._of_cards[node.at]
        if isinstance(body, Match):
            for left, right in body.pairs:
                sides = [
                    formats[side].source if side in formats else side for side in (left, right)
                ]
                yield pair_in_words(left, right), Markup(pair_in_words(*sides), True)
        elif isinstance(body, Cloze) and node.at in self._clozes:
            parts = self._clozes[node.at]
            source = Cloze(tuple([_written(part) for part in parts]))
            yield body.prompt, Markup(source.prompt, False)
            for blank in (GAP, "___"):
                yield body.shown(blank), Markup(source.shown(blank), False)
            for part in body.item_parts:
                yield body.prompt_of(part), Markup(source.prompt_of(part), False)


def _plain(node: Node, formats: dict[str, Markup], *, is_line: bool) -> Node:
    """Return a value without formatting. The keys of a mapping are lines."""
    if isinstance(node, Scalar):
        return Scalar(_note(node.text, formats, is_line=is_line), node.at)
    if isinstance(node, Sequence):
        entries = [_plain(entry, formats, is_line=is_line) for entry in node.entries]
        return Sequence(node.at, entries)
    names = {key: _note(key, formats, is_line=True) for key in node.keys}
    if len(set(names.values())) < len(names):
        return node
    fields = {
        names[key]: _plain(each, formats, is_line=is_line) for key, each in node.fields.items()
    }
    return Mapping(node.at, node.end, fields, {names[key]: at for key, at in node.keys.items()})


def _note(text: str, formats: dict[str, Markup], *, is_line: bool) -> str:
    """Return a text without formatting, and note how it is written."""
    markup = Markup(text, is_line)
    plain = plain_text(markup)
    if plain != text:
        formats[plain] = markup
    return plain


def _in_formulae(markup: Markup) -> Iterator[bool]:
    """Yield for each gap whether it is inside a formula."""
    for line in laid_out(markup):
        for run in line.runs:
            yield from [Mark.FORMULA in run.marks] * run.text.count(_GAP)


def _gap_text(gap: RawGap, formats: dict[str, Markup], *, in_formula: bool) -> str:
    source = f"${gap.answer}$" if in_formula else gap.answer
    answer = _note(source, formats, is_line=True)
    hint = f"|{_note(gap.hint, {}, is_line=True).translate(_SPECIAL)}" if gap.hint else ""
    return f"[{answer.translate(_SPECIAL)}{hint}]"


def _with_typed_formulae(body: Body, formats: dict[str, Markup]) -> Body:
    """Accept formulae as they can be typed: ``x^2`` for *x²*."""
    match body:
        case Typed():
            return replace(body, answer=_with_forms(body.answer, formats))
        case List():
            entries = tuple([_with_forms(entry, formats) for entry in body.answer])
            return replace(body, answer=entries)
        case Cloze():
            return replace(
                body, parts=tuple([_gap_with_forms(each, formats) for each in body.parts])
            )
        case _:
            return body


def _gap_with_forms(part: str | Gap, formats: dict[str, Markup]) -> str | Gap:
    if isinstance(part, str):
        return part
    return replace(part, entry=_with_forms(part.entry, formats))


def _with_forms(entry: Entry, formats: dict[str, Markup]) -> Entry:
    texts = (entry.text, *entry.accept)
    forms = [form for text in texts if text in formats for form in _forms(text, formats[text])]
    new = tuple([form for form in dict.fromkeys(forms) if form not in texts])
    return replace(entry, accept=(*entry.accept, *new)) if new else entry


def _forms(plain: str, markup: Markup) -> Iterator[str]:
    """Yield the ways to type a text with a formula; none if it has no formula."""
    formulae = [run for run in _runs(markup) if Mark.FORMULA in run.marks]
    if formulae:
        latex = markup.source.replace("$", "")
        yield from (latex, latex.translate(_BRACES), "".join(plain.split()))


def _runs(markup: Markup) -> Iterator[Run]:
    """Yield the runs of a text without lists."""
    for block in parse(markup):
        if isinstance(block, Paragraph):
            yield from block.runs


def _written(part: str | RawGap) -> str | Gap:
    return Gap(Entry(part.answer), part.hint) if isinstance(part, RawGap) else part

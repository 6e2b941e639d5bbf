"""Moodle's XML for questions (https://docs.moodle.org/en/Moodle_XML_format)."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.kinds.shared import parse_number
from coalition_quiz.exchange.html import as_html, render
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
from coalition_quiz.exchange.school import (
    feedback_of,
    match_or_order,
    notes_lost,
    order_as_match,
    school_card,
    share_of,
    spellings_of,
    tolerance_text,
)
from coalition_quiz.exchange.text import clean, sample
from coalition_quiz.exchange.xml import add, child_text, parse_xml, written

_FULL = Decimal(100)
_CLOSE = Decimal("0.001")
_LEFT_OUT = True
_GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^}\\])*)(\}|\Z)", re.DOTALL)
_PLACED = re.compile(r"\[\[(\d+)\]\]")
_SHORT = frozenset({"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"})
_NUMERICAL = frozenset({"NUMERICAL", "NM"})


class _Answer(NamedTuple):
    """An answer of a question, with its share of the mark in per cent."""

    text: str
    share: Decimal
    feedback: str
    tolerance: Decimal


class _Reader:
    """Reads one question. Its losses go to a list of the file."""

    def __init__(self, question: Element, losses: list[Loss]) -> None:
        self._question = question
        self._losses = losses
        prompt = render(child_text(question, "questiontext/text"))
        if question.find("questiontext").get("format") == "plain_text":  # type: ignore[union-attr]
            prompt = render(as_html(child_text(question, "questiontext/text")))
        self.prompt, self.pictures = prompt.text, prompt.pictures
        self.name = short(child_text(question, "name/text") or self.prompt)

    def body(self) -> Body | None:
        """Return the card's body by the type of the question."""
        make = _TYPES.get(self._question.get("type", ""))
        if make is None:
            kind = self._question.get("type", "")
            self.leave_out(f"is of a type that a deck cannot hold ({short(kind)})")
            return None
        if not self.prompt:
            self.leave_out("has no question")
            return None
        return make(self)

    def answers(self) -> list[_Answer]:
        """Return the answers."""
        return [
            _Answer(
                render(child_text(each, "text")).text,
                parse_number(each.get("fraction", "0")) or Decimal(0),
                render(child_text(each, "feedback/text")).text,
                parse_number(child_text(each, "tolerance") or "0") or Decimal(0),
            )
            for each in self._question.findall("answer")
        ]

    def choice(self) -> Body | None:
        found = [each for each in self.answers() if each.text]
        many = child_text(self._question, "single").lower() in {"false", "0"}
        right = [e for e in found if e.share > 0] if many else [e for e in found if _is_full(e)]
        if not many and any(0 < each.share < _FULL - _CLOSE for each in found):
            self.lose("partial credit is left out")
        if any(each.feedback for each in right):
            self.lose("feedback on right answers is left out")
        texts = dict.fromkeys(each.text for each in right)
        wrong = {e.text: e.feedback for e in found if e not in right and e.text not in texts}
        if not texts or not wrong or (not many and len(texts) > 1):
            self.leave_out("has no right or no wrong option")
            return None
        return Choice(self.prompt, tuple(texts), many, tuple(Wrong(*e) for e in wrong.items()))

    def truth(self) -> Body | None:
        right = [each.text.casefold() for each in self.answers() if _is_full(each)]
        if len(right) != 1 or right[0] not in {"true", "false"}:
            self.leave_out("is neither true nor false")
            return None
        return TrueFalse(self.prompt, right[0] == "true")

    def typed(self) -> Body | None:
        found = self.answers()
        texts = dict.fromkeys(
            each.text.replace(r"\*", "*") for each in found if _is_full(each) and each.text != "*"
        )
        if len(texts) < len(found):
            self.lose("answers with partial credit are left out")
        self._lose_feedback(found)
        if not texts:
            self.leave_out("has no right answer")
            return None
        first, *others = texts
        return Typed(self.prompt, Entry(first, tuple(others)))

    def number(self) -> Body | None:
        found = self.answers()
        full = [each for each in found if _is_full(each)]
        if len(full) != 1 or len(found) > 1:
            self.lose("further answers with other tolerances are left out")
        self._lose_feedback(found)
        answer = parse_number(full[0].text) if full else None
        if answer is None:
            self.leave_out("its answer is not a number")
            return None
        within = Tolerance(full[0].tolerance) if full[0].tolerance else None
        unit = clean(child_text(self._question, "units/unit/unit_name"))
        return Number(self.prompt, answer, full[0].text, within, unit)

    def pairs(self) -> Body | None:
        found = [
            (render(child_text(each, "text")).text, clean(child_text(each, "answer/text")))
            for each in self._question.findall("subquestion")
        ]
        sides = {left: right for left, right in found if left and right}
        if len(sides) < len(found):
            self.lose("a wrong side of pairs is left out")
        if len(sides) < 2 or len(set(sides.values())) < len(sides):  # noqa: PLR2004 - two pairs
            self.leave_out("has too few pairs, or equal ones")
            return None
        return match_or_order(self.prompt, tuple(sides.items()))

    def order(self) -> Body | None:
        rows = dict.fromkeys(each.text for each in self.answers() if each.text)
        if len(rows) < 2:  # noqa: PLR2004 - likewise
            self.leave_out("has too few rows")
            return None
        return Order(self.prompt, tuple(rows))

    def essay(self) -> Body | None:
        back = render(child_text(self._question, "graderinfo/text")).text
        if not back:
            self.leave_out("is an essay without an answer")
            return None
        return Flip(self.prompt, back)

    def gaps(self) -> Body | None:
        """Read a text with answers in it."""
        text = render(child_text(self._question, "questiontext/text")).text
        parts: list[str | Gap] = []
        done = 0
        for found in _GAP.finditer(text):
            gap = self._gap(found[2], found[3]) if found[4] else None
            if gap is None:
                self.leave_out("has a gap without a right answer")
                return None
            parts += [text[done : found.start()]] if found.start() > done else []
            parts.append(gap)
            done = found.end()
        parts += [text[done:]] if text[done:] else []
        if not any(isinstance(each, Gap) for each in parts):
            self.leave_out("has no gap")
            return None
        return Cloze(tuple(parts))

    def placed(self) -> Body | None:
        """Read a text with numbered gaps into which words are dragged."""
        words = [
            render(child_text(each, "text")).text
            for each in (
                *self._question.findall("dragbox"),
                *self._question.findall("selectoption"),
            )
        ]
        parts: list[str | Gap] = []
        for number, piece in enumerate(_PLACED.split(self.prompt)):
            if number % 2 == 0:
                parts += [piece] if piece else []
            elif 0 < int(piece[:6]) <= len(words) and words[int(piece[:6]) - 1]:
                parts.append(Gap(Entry(words[int(piece[:6]) - 1])))
            else:
                self.leave_out("has a gap without a right answer")
                return None
        self.lose("words to choose from are left out")
        return Cloze(tuple(parts)) if any(isinstance(each, Gap) for each in parts) else None

    def lose(self, reason: str) -> None:
        """Note something that is lost."""
        self._losses.append(Loss(reason, self.name))

    def leave_out(self, reason: str) -> None:
        """Note that the whole question is left out."""
        self._losses.append(Loss(reason, self.name, _LEFT_OUT))

    def _gap(self, kind: str, inside: str) -> Gap | None:
        right: list[str] = []
        for piece in re.split(r"(?<!\\)~", inside):
            share = re.match(r"%(-?\d+)%", piece)
            is_right = piece.startswith("=") or bool(share and share[1] == "100")
            said = re.split(r"(?<!\\)#", piece[share.end() if share else is_right :])[0]
            if is_right and (text := re.sub(r"\\(.)", r"\1", said).strip()) not in {"", "*"}:
                right.append(text.partition(":")[0] if kind in _NUMERICAL else text)
        if kind not in _SHORT | _NUMERICAL:
            self.lose("options in gaps are left out")
        return Gap(Entry(right[0], tuple(dict.fromkeys(right[1:])))) if right else None

    def _lose_feedback(self, found: Sequence[_Answer]) -> None:
        if any(each.feedback for each in found):
            self.lose("feedback on single answers is left out")


_TYPES: dict[str, Callable[[_Reader], Body | None]] = {
    "multichoice": _Reader.choice,
    "truefalse": _Reader.truth,
    "shortanswer": _Reader.typed,
    "numerical": _Reader.number,
    "matching": _Reader.pairs,
    "ddmatch": _Reader.pairs,
    "ordering": _Reader.order,
    "essay": _Reader.essay,
    "cloze": _Reader.gaps,
    "multianswer": _Reader.gaps,
    "gapselect": _Reader.placed,
    "ddwtos": _Reader.placed,
}


def read_moodle(data: bytes, options: ImportOptions) -> Imported:
    """Read the questions of a quiz file."""
    root, notes = parse_xml(data)
    losses: list[Loss] = []
    cards: list[ImportedCard] = []
    title = ""
    for question in root.findall("question"):
        if question.get("type") == "category":
            path = child_text(question, "category/text").replace("//", "\ue130")
            title = title or clean(path.rpartition("/")[2].replace("\ue130", "/"))
        elif question.find("questiontext") is not None:
            cards += _cards(question, losses)
            options.check(len(cards))
    return Imported("moodle", cards, losses, title=title, notes=notes)


def write_moodle(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write decks as Moodle XML, each as a category."""
    del options
    root = Element("quiz")
    losses: list[Loss] = []
    for deck in decks:
        category = add(root, "question", type="category")
        path = f"$course$/top/{deck.title.replace('/', '//')}"
        add(add(category, "category"), "text", path)
        for card in deck.cards:
            _write(root, school_card(card, deck), losses)
    return Exported(written(root), losses)


def _cards(question: Element, losses: list[Loss]) -> Iterator[ImportedCard]:
    reader = _Reader(question, losses)
    body = reader.body()
    if body is None:
        return
    why = render(child_text(question, "generalfeedback/text")).text
    tags = (clean(child_text(each, "text")) for each in question.findall("tags/tag"))
    key = clean(child_text(question, "idnumber"))
    card = Card(key, body, 0, why=why, tags=tuple(dict.fromkeys(filter(None, tags))))
    pictures = tuple(each.removeprefix("@@PLUGINFILE@@/") for each in reader.pictures)
    yield ImportedCard(card, key, (), pictures)


def _is_full(answer: _Answer) -> bool:
    return abs(answer.share - _FULL) < _CLOSE


def _write(root: Element, card: Card, losses: list[Loss]) -> None:
    """Write a card as a question."""
    losses += notes_lost(card)
    write = _WRITERS[card.kind]
    kind, fill, lost = write(card.body)
    if fill is None:
        losses.append(Loss(lost, card.id, _LEFT_OUT))
        return
    losses += [Loss(lost, card.id)] if lost else []
    question = add(root, "question", type=kind)
    add(add(question, "name"), "text", short(card.body.shown("…"), 80))
    text = _gapped(card.body) if isinstance(card.body, Cloze | List) else as_html(card.body.prompt)
    add(add(question, "questiontext", format="html"), "text", text)
    add(add(question, "generalfeedback", format="html"), "text", as_html(feedback_of(card)))
    add(question, "defaultgrade", "1")
    add(question, "penalty", "0.3333333")
    add(question, "hidden", "0")
    add(question, "idnumber", card.id)
    fill(question)
    if card.tags:
        tags = add(question, "tags")
        for tag in card.tags:
            add(add(tags, "tag"), "text", tag)


_Fill = Callable[[Element], None]
_Written = tuple[str, _Fill | None, str]


def _choice(body: Choice) -> _Written:
    share = share_of(len(body.answers)) if body.many else "100"
    if not share:
        return "", None, "Moodle has no share of a mark for so many options"

    def fill(question: Element) -> None:
        add(question, "single", str(not body.many).lower())
        add(question, "shuffleanswers", "true")
        add(question, "answernumbering", "abc")
        for text in body.answers:
            _answer(question, as_html(text), share, html=True)
        for wrong in body.wrong:
            miss = "-100" if body.many else "0"
            _answer(question, as_html(wrong.text), miss, wrong.why, html=True)

    return "multichoice", fill, ""


def _truth(body: TrueFalse) -> _Written:
    def fill(question: Element) -> None:
        for answer in (True, False):
            _answer(question, str(answer).lower(), "100" if answer is body.answer else "0")

    return "truefalse", fill, ""


def _spelt(texts: Sequence[str], lost: str) -> _Written:
    def fill(question: Element) -> None:
        add(question, "usecase", "0")
        for text in dict.fromkeys(texts):
            _answer(question, text.replace("*", r"\*"), "100")

    return "shortanswer", fill, lost


def _typed(body: Typed) -> _Written:
    return _spelt((body.answer.text, *body.answer.accept), "accents and typos count in Moodle")


def _date(body: Date) -> _Written:
    return _spelt(spellings_of(body.answer), "only some spellings of a date are accepted")


def _number(body: Number) -> _Written:
    def fill(question: Element) -> None:
        answer = _answer(question, f"{body.answer:f}", "100")
        add(answer, "tolerance", tolerance_text(body.within, body.answer))
        if body.unit:
            unit = add(add(question, "units"), "unit")
            add(unit, "multiplier", "1")
            add(unit, "unit_name", body.unit)
        add(question, "unitgradingtype", "0")
        add(question, "showunits", "3")

    return "numerical", fill, ""


def _pairs(body: Match) -> _Written:
    def fill(question: Element) -> None:
        add(question, "shuffleanswers", "true")
        for left, right in body.pairs:
            pair = add(question, "subquestion", format="html")
            add(pair, "text", as_html(left))
            add(add(pair, "answer"), "text", right)

    return "matching", fill, ""


def _order(body: Order) -> _Written:
    kind, fill, _ = _pairs(order_as_match(body))
    return kind, fill, "rows are matched with their places"


def _front(body: Flip) -> _Written:
    def fill(question: Element) -> None:
        add(question, "responseformat", "editor")
        add(question, "responserequired", "1")
        add(question, "responsefieldlines", "5")
        add(question, "attachments", "0")
        add(question, "attachmentsrequired", "0")
        add(add(question, "graderinfo", format="html"), "text", as_html(body.back))
        add(add(question, "responsetemplate", format="html"), "text")

    return "essay", fill, "becomes an essay that a teacher marks"


def _cloze(body: Cloze) -> _Written:
    lost = "all gaps are asked at once"
    hints = any(gap.hint for gap in body.gaps)
    return "cloze", lambda _: None, f"{lost}; hints are left out" if hints else lost


def _list(body: List) -> _Written:
    del body
    return "cloze", lambda _: None, "becomes gaps that take any of the answers"


_WRITERS: dict[str, Callable[..., _Written]] = {
    "front": _front,
    "choice": _choice,
    "truth": _truth,
    "typed": _typed,
    "number": _number,
    "date": _date,
    "order": _order,
    "match": _pairs,
    "list": _list,
    "cloze": _cloze,
}


def _answer(
    question: Element, text: str, share: str, why: str = "", *, html: bool = False
) -> Element:
    style = "html" if html else "moodle_auto_format"
    answer = add(question, "answer", fraction=share, format=style)
    add(answer, "text", text)
    add(add(answer, "feedback", format="html"), "text", as_html(why))
    return answer


def _gapped(body: Cloze | List) -> str:
    """Write a text with answers in it."""
    if isinstance(body, List):
        every = _in_gap(
            [spelling for each in body.entries for spelling in (each.text, *each.accept)]
        )
        return "<br>".join([as_html(body.prompt), *[every] * body.need])
    return "".join(
        as_html(part).replace("{", "&#123;")
        if isinstance(part, str)
        else _in_gap([part.entry.text, *part.entry.accept])
        for part in body.parts
    )


def _in_gap(texts: Sequence[str]) -> str:
    spelt = (re.sub(r'[}~"#/\\=*]', r"\\\g<0>", " ".join(text.split())) for text in texts)
    return "{1:SHORTANSWER:" + "~".join(f"={as_html(text)}" for text in dict.fromkeys(spelt)) + "}"


def _is_moodle(data: bytes) -> bool:
    return bool(re.search(r"<quiz[\s>]", sample(data))) and b"<question" in data


FORMATS = (Format("moodle", "Moodle XML", ".xml", _is_moodle, read_moodle, write_moodle),)

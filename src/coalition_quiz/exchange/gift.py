"""GIFT, Moodle's format for questions as text (https://docs.moodle.org/en/GIFT_format)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.kinds.shared import parse_number
from coalition_quiz.exchange.html import text_of
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
    BLANK,
    feedback_of,
    match_or_order,
    notes_lost,
    order_as_match,
    school_card,
    share_of,
    spellings_of,
    tolerance_text,
)
from coalition_quiz.exchange.text import clean, decode, sample

# Escaped characters stand in the private use area while a question is taken apart.
_SPECIAL = "~=#{}:\\"
_HIDDEN = {mark: chr(0xE100 + number) for number, mark in enumerate(_SPECIAL)} | {"n": "\ue120"}
_SHOWN = str.maketrans({hidden: mark for mark, hidden in _HIDDEN.items()} | {"\ue120": "\n"})
# Authors forget the empty line: the line behind the answers begins with a title or a comment.
_NEXT = re.compile(r"(?<!\\)(\}[^\n{}]*)\n(?=[ \t]*(?:::[^:\n]|//))")
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_ANSWERS = re.compile(r"\{([^{}]*)\}", re.DOTALL)
_ONE = re.compile(r"([=~])([^=~]*)")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,5})?)%")
_RANGE = re.compile(r"(.+?)\.\.(.+)", re.DOTALL)
_ID = re.compile(r"\[id:((?:\\.|[^\]\\])+)\]")
_TAG = re.compile(r"\[tag:((?:\\.|[^\]\\])+)\]")
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.*)")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_FULL = Decimal(100)
_LEFT_OUT = True


class _Answer(NamedTuple):
    """One answer of a question.

    Attributes:
        weight: in per cent; None if it is not given.
    """

    is_right: bool
    text: str
    weight: Decimal | None
    feedback: str


class _Question(Struct, frozen=True):
    """A question taken apart, with its texts as they are shown."""

    stem: str
    tail: str
    answers: str
    is_html: bool

    def shown(self, text: str) -> str:
        """Return a piece of the question as it is shown."""
        text = clean(_FORMAT.sub("", text).translate(_SHOWN))
        return text_of(text) if self.is_html else text

    @property
    def prompt(self) -> str:
        """The question, with a blank for an answer within it."""
        return self.shown(f"{self.stem}{BLANK}{self.tail}" if self.tail.strip() else self.stem)


def read_gift(data: bytes, options: ImportOptions) -> Imported:
    """Read the questions of a GIFT file."""
    text, notes = decode(data)
    losses: list[Loss] = []
    cards: list[ImportedCard] = []
    title = ""
    for block in re.split(r"\n[ \t]*\n", _NEXT.sub(r"\1\n\n", text)):
        comments, lines = _split_comments(block)
        body = "\n".join(lines).strip()
        if found := _CATEGORY.match(body):
            title = title or _category(found[1].split("\n")[0])
            body = body.partition("\n")[2].strip()
        if body:
            cards += _cards(body, comments, losses)
            options.check(len(cards))
    return Imported("gift", cards, losses, title=title, notes=notes)


def write_gift(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write decks as GIFT, each as a category."""
    del options
    losses: list[Loss] = []
    blocks = []
    for deck in decks:
        path = deck.title.replace("/", "//").replace("\n", " ")
        blocks.append(f"$CATEGORY: $course$/top/{path}")
        for card in deck.cards:
            blocks += _blocks(school_card(card, deck), losses)
    return Exported("\n\n".join([*blocks, ""]).encode(), losses)


def _split_comments(block: str) -> tuple[str, list[str]]:
    lines = block.split("\n")
    comments = [line for line in lines if line.lstrip().startswith("//")]
    return "\n".join(comments), [line for line in lines if not line.lstrip().startswith("//")]


def _category(path: str) -> str:
    parts = path.replace("//", "\ue130").split("/")
    return clean(parts[-1].replace("\ue130", "/"))


def _cards(text: str, comments: str, losses: list[Loss]) -> Iterator[ImportedCard]:
    hidden = _ESCAPE.sub(lambda found: _HIDDEN[found[1]], text)
    named = _TITLE.match(hidden)
    body = hidden[named.end() :] if named else hidden
    found = _ANSWERS.search(body)
    name = short(clean((named[1] if named else body.partition("{")[0]).translate(_SHOWN)))
    if not found:
        losses.append(Loss("is a description, not a question", name, _LEFT_OUT))
        return
    kind = _FORMAT.search(body)
    inside, _, general = found[1].partition("####")
    is_html = bool(kind and kind[1] == "html") or (kind is None and "</" in body)
    question = _Question(body[: found.start()], body[found.end() :], inside.strip(), is_html)
    why = question.shown(general)
    body_of_card = _body(question, why, name, losses)
    if body_of_card is None:
        return
    is_back = isinstance(body_of_card, Flip)
    key = next((_unescaped(each) for each in _ID.findall(comments)), "")
    tags = tuple(dict.fromkeys(_unescaped(each) for each in _TAG.findall(comments)))
    card = Card(key, body_of_card, 0, why="" if is_back else why, tags=tags)
    yield ImportedCard(card, key)


def _body(question: _Question, why: str, name: str, losses: list[Loss]) -> Body | None:
    """Return what a question asks, by the marks of its answers."""
    answers = question.answers
    if not question.prompt:
        losses.append(Loss("has no question", name, _LEFT_OUT))
    elif not answers and why:
        return Flip(question.prompt, why)
    elif not answers:
        losses.append(Loss("is an essay without an answer", name, _LEFT_OUT))
    elif answers.startswith("#"):
        return _number(question, name, losses)
    elif (word := answers.partition("#")[0].strip().upper()) in _TRUTH:
        _note_feedback(answers.partition("#")[2], name, losses)
        return TrueFalse(question.prompt, _TRUTH[word])
    else:
        return _listed(question, name, losses)
    return None


def _listed(question: _Question, name: str, losses: list[Loss]) -> Body | None:
    """Return a choice, pairs or a short answer."""
    found = [_answer(mark, text, question) for mark, text in _ONE.findall(question.answers)]
    if not found:
        losses.append(Loss("its answers cannot be read", name, _LEFT_OUT))
    elif any(not each.is_right for each in found):
        return _choice(question, found, name, losses)
    elif all("->" in each.text for each in found):
        pairs = [tuple(map(str.strip, each.text.split("->", 1))) for each in found]
        sides = [(left, right) for left, right in pairs if left and right]
        if len(sides) < len(pairs):
            losses.append(Loss("a wrong side of pairs is left out", name))
        if len(sides) > 1 and len({right for _, right in sides}) == len(sides):
            return match_or_order(question.prompt, sides)
        losses.append(Loss("has too few pairs, or equal ones", name, _LEFT_OUT))
    else:
        return _typed(question, found, name, losses)
    return None


def _answer(mark: str, text: str, question: _Question) -> _Answer:
    weight = _WEIGHT.match(text)
    said, _, feedback = text[weight.end() if weight else 0 :].partition("#")
    share = Decimal(weight[1]) if weight else None
    return _Answer(mark == "=", question.shown(said), share, question.shown(feedback))


def _choice(
    question: _Question, found: Sequence[_Answer], name: str, losses: list[Loss]
) -> Choice | None:
    many = not any(each.is_right for each in found)
    right = [each for each in found if (many and (each.weight or 0) > 0) or each.is_right]
    if not many and any((each.weight or 0) not in (0, _FULL) for each in found):
        losses.append(Loss("partial credit is left out", name))
    if any(each.feedback for each in right):
        losses.append(Loss("feedback on right answers is left out", name))
    texts = dict.fromkeys(each.text for each in right if each.text)
    wrong = {each.text: each.feedback for each in found if each not in right and each.text}
    wrong = {text: why for text, why in wrong.items() if text not in texts}
    if not texts or not wrong or (not many and len(texts) > 1):
        losses.append(Loss("has no right or no wrong option", name, _LEFT_OUT))
        return None
    return Choice(
        question.prompt, tuple(texts), many, tuple(Wrong(*each) for each in wrong.items())
    )


def _typed(
    question: _Question, found: Sequence[_Answer], name: str, losses: list[Loss]
) -> Typed | None:
    right = [each for each in found if each.weight in (None, _FULL) and each.text not in ("", "*")]
    if len(right) < len(found):
        losses.append(Loss("answers with partial credit are left out", name))
    _note_feedback("".join(each.feedback for each in found), name, losses)
    texts = list(dict.fromkeys(each.text.replace("\\*", "*") for each in right))
    if not texts:
        losses.append(Loss("has no right answer", name, _LEFT_OUT))
        return None
    return Typed(question.prompt, Entry(texts[0], tuple(texts[1:])))


def _number(question: _Question, name: str, losses: list[Loss]) -> Number | None:
    answers = question.answers[1:]
    bands = [_answer(mark, text, question) for mark, text in _ONE.findall(answers)]
    bands = bands or [_answer("=", answers, question)]
    full = [each for each in bands if each.weight in (None, _FULL)]
    if len(full) < len(bands) or len(full) > 1:
        losses.append(Loss("further answers with other tolerances are left out", name))
    _note_feedback("".join(each.feedback for each in bands), name, losses)
    number = _parsed(full[0].text) if full else None
    if number is None:
        losses.append(Loss("its answer is not a number", name, _LEFT_OUT))
        return None
    answer, within = number
    tolerance = Tolerance(within) if within else None
    return Number(question.prompt, answer, _plain(answer), tolerance)


def _parsed(text: str) -> tuple[Decimal, Decimal] | None:
    """Read ``85``, ``85:2`` or ``80..90`` as a number and its tolerance."""
    if found := _RANGE.fullmatch(text):
        low, high = parse_number(found[1]), parse_number(found[2])
        return None if low is None or high is None else ((low + high) / 2, abs(high - low) / 2)
    number, _, within = text.partition(":")
    answer, tolerance = parse_number(number), parse_number(within or "0")
    return None if answer is None or tolerance is None else (answer, abs(tolerance))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _note_feedback(feedback: str, name: str, losses: list[Loss]) -> None:
    if feedback.strip():
        losses.append(Loss("feedback on single answers is left out", name))


def _unescaped(text: str) -> str:
    return clean(re.sub(r"\\(.)", r"\1", text))


def _blocks(card: Card, losses: list[Loss]) -> Iterator[str]:
    """Yield the questions of a card."""
    losses += notes_lost(card)
    tags = "".join(f" [tag:{_in_brackets(tag)}]" for tag in card.tags)
    if isinstance(card.body, Cloze):
        losses.append(Loss("each gap becomes a question of its own", card.id))
        for part in card.body.item_parts:
            yield f"// [id:{card.id}-{part}]{tags}\n{_gap(card, card.body, part)}"
        return
    answers = _answers(card.body, feedback_of(card), card.id, losses)
    if answers:
        yield f"// [id:{card.id}]{tags}\n[plain]{_escaped(card.body.prompt)} {{{answers}}}"


def _gap(card: Card, cloze: Cloze, part: str) -> str:
    place = cloze.item_parts.index(part)
    texts = [each if isinstance(each, str) else each.entry.text for each in cloze.parts]
    at = [n for n, each in enumerate(cloze.parts) if not isinstance(each, str)][place]
    before, after = "".join(texts[:at]), "".join(texts[at + 1 :])
    answers = _spelt(cloze.gap_of(part).entry)
    why = f"####{_escaped(feedback)}" if (feedback := feedback_of(card)) else ""
    return f"[plain]{_escaped(before)} {{{answers}{why}}} {_escaped(after)}"


def _answers(body: Body, feedback: str, card: str, losses: list[Loss]) -> str:
    """Return what stands in braces; empty if it is not possible."""
    general = f"####{_escaped(feedback)}" if feedback else ""
    match body:
        case Choice():
            inside = _options(body)
            if not inside:
                losses.append(
                    Loss("Moodle has no share of a mark for so many options", card, _LEFT_OUT)
                )
                return ""
        case TrueFalse(answer=answer):
            inside = str(answer).upper()
        case Typed(answer=entry):
            losses.append(Loss("accents and typos count in Moodle", card))
            inside = _spelt(entry)
        case Date(answer=date):
            losses.append(Loss("only some spellings of a date are accepted", card))
            first, *others = spellings_of(date)
            inside = _spelt(Entry(first, tuple(others)))
        case Number(answer=number, within=within):
            inside = f"#{_plain(number)}:{tolerance_text(within, number)}"
            if body.unit:
                losses.append(Loss("the unit is left out", card))
        case Order() | Match():
            pairs = (order_as_match(body) if isinstance(body, Order) else body).pairs
            if isinstance(body, Order):
                losses.append(Loss("rows are matched with their places", card))
            sides = (tuple(_escaped(side.replace("->", "→")) for side in pair) for pair in pairs)
            inside = " ".join(f"={left} -> {right}" for left, right in sides)
        case _:
            losses.append(Loss("becomes an essay that a teacher marks", card))
            back = body.back if isinstance(body, Flip) else "\n".join(body.answer_lines)
            inside, general = "", f"####{_escaped(chr(10).join(filter(None, [back, feedback])))}"
    return f"{inside}{general}"


def _options(choice: Choice) -> str:
    if not choice.many:
        right = [f"={_escaped(choice.answers[0])}"]
    elif share := share_of(len(choice.answers)):
        right = [f"~%{share}%{_escaped(text)}" for text in choice.answers]
    else:
        return ""
    mark = "~%-100%" if choice.many else "~"
    wrong = (
        f"{mark}{_escaped(each.text)}{f'#{_escaped(each.why)}' if each.why else ''}"
        for each in choice.wrong
    )
    return " ".join([*right, *wrong])


def _spelt(entry: Entry) -> str:
    texts = (_escaped(each.replace("*", "\\*")) for each in (entry.text, *entry.accept))
    return " ".join(f"={text}" for text in texts)


def _escaped(text: str) -> str:
    return re.sub(r"[~=#{}:\\]", r"\\\g<0>", text).replace("\n", "\\n")


def _in_brackets(text: str) -> str:
    return re.sub(r"[\\\]]", r"\\\g<0>", " ".join(text.split()))


def _is_gift(data: bytes) -> bool:
    text = sample(data)
    if re.search(r"^\$CATEGORY:|^::.*?::", text, re.MULTILINE):
        return True
    marks = r"\s*(?:[=~]|#\s*-?[\d=]|T(?:RUE)?\s*[#}]|F(?:ALSE)?\s*[#}]|\})"
    return bool(re.search(r"(?<!\\)\{" + marks, text)) and "{{" not in text and "<?xml" not in text


FORMATS = (Format("gift", "GIFT", ".gift", _is_gift, read_gift, write_gift),)

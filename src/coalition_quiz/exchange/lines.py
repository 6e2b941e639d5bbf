"""Question banks with one line for each option: Aiken, OpenTriviaQA and text2qti.

Formats: https://docs.moodle.org/en/Aiken_format, https://github.com/uberspot/OpenTriviaQA and
https://github.com/gpoore/text2qti.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.kinds.shared import parse_number, parse_tolerance
from coalition_quiz.exchange.model import (
    Format,
    Imported,
    ImportedCard,
    ImportOptions,
    Loss,
    short,
)
from coalition_quiz.exchange.text import clean, decode, sample

_AIKEN_OPTION = re.compile(r"^([A-Z])[.)][ \t]+(?=\S)(.*\S)")
_AIKEN_ANSWER = re.compile(r"^ANSWER:\s*([A-Z])\s*$")
_TRIVIA = re.compile(r"^#Q[ \t]", re.MULTILINE)
_TRIVIA_OPTION = re.compile(r"^[A-Z][ \t]+(?=\S)(.*\S)")
_NUMBERED = re.compile(r"^\d+[.)][ \t]+")
_T2Q_OPTION = re.compile(r"^(\*?)([a-zA-Z])\)[ \t]+(?=\S)(.*\S)")
_T2Q_BOX = re.compile(r"^\[(\*?)[ \t]*\][ \t]+(?=\S)(.*\S)")
_T2Q_LINE = re.compile(r"^([*=]|\.\.\.|!)[ \t]*(?=\S)(.*\S)")
_T2Q_NUMBER = re.compile(r"\[\s*(\S+?)\s*,\s*(\S+?)\s*\]|(\S+?)\s*(?:\+-|±)\s*(\S+)|(\S+)")
_LONGEST_NUMBER = 200
_TITLE = re.compile(r"^(?:Quiz )?title:[ \t]*(?=\S)(.*\S)", re.MULTILINE | re.IGNORECASE)
_NO_ANSWER = "has no right or no wrong option"
_TRUE_FALSE = {"true": True, "false": False}
_Blocks = Callable[[str, list[Loss]], Iterator[Card]]


def read_aiken(data: bytes, options: ImportOptions) -> Imported:
    """Read Aiken: a question, options with letters, and a line `ANSWER: B`."""
    return _read("aiken", data, options, _aiken)


def read_trivia(data: bytes, options: ImportOptions) -> Imported:
    """Read OpenTriviaQA: `#Q`, `^` with the right answer, and options with letters."""
    return _read("opentriviaqa", data, options, _trivia)


def read_text2qti(data: bytes, options: ImportOptions) -> Imported:
    """Read text2qti: numbered questions with options such as `*a)`, `[*]`, `*` and `=`."""
    return _read("text2qti", data, options, _text2qti)


def _read(name: str, data: bytes, options: ImportOptions, blocks: _Blocks) -> Imported:
    text, notes = decode(data)
    losses: list[Loss] = []
    cards: list[ImportedCard] = []
    for card in blocks(text, losses):
        cards.append(ImportedCard(card))
        options.check(len(cards))
    title = _TITLE.search(text) if name == "text2qti" else None
    return Imported(name, cards, losses, title=clean(title[1]) if title else "", notes=notes)


def _aiken(text: str, losses: list[Loss]) -> Iterator[Card]:
    question: list[str] = []
    options: dict[str, str] = {}
    for line in text.split("\n"):
        if answer := _AIKEN_ANSWER.match(line):
            right = options.get(answer[1], "")
            yield from _choice(question, [right], list(options.values()), losses)
            question, options = [], {}
        elif option := _AIKEN_OPTION.match(line):
            options[option[1]] = clean(option[2])
        elif line.strip():
            question.append(line.strip())
    if question:
        losses.append(Loss("has no line `ANSWER:`", short(" ".join(question)), left_out=True))


def _trivia(text: str, losses: list[Loss]) -> Iterator[Card]:
    for block in _TRIVIA.split(text)[1:]:
        question: list[str] = []
        options: list[str] = []
        right = ""
        for line in block.split("\n"):
            if line.startswith("^"):
                right = clean(line[1:])
            elif right and (option := _TRIVIA_OPTION.match(line)):
                options.append(clean(option[1]))
            elif line.strip() and not right:
                question.append(line.strip())
        yield from _choice(question, [right], options, losses)


def _text2qti(text: str, losses: list[Loss]) -> Iterator[Card]:
    lines: list[str] = []
    for line in (*text.split("\n"), "0. "):
        if _NUMBERED.match(f"{line} "):
            yield from _numbered(lines, losses)
            lines = []
        if lines or _NUMBERED.match(f"{line} "):
            lines.append(line)


def _numbered(lines: Sequence[str], losses: list[Loss]) -> Iterator[Card]:
    """Yield the card of a numbered question with the lines below it."""
    if not lines:
        return
    question = [_NUMBERED.sub("", lines[0]).strip()]
    right: list[str] = []
    options: dict[str, str] = {}
    last, many, why = "", False, ""
    spelt: list[str] = []
    number = ""
    for line in lines[1:]:
        if option := _T2Q_OPTION.match(line) or _T2Q_BOX.match(line):
            last = clean(option[option.lastindex or 0])
            options[last] = ""
            many |= line.startswith("[")
            right += [last] if option[1] else []
        elif found := _T2Q_LINE.match(line):
            mark, said = found[1], clean(found[2])
            if mark == "...":
                options, why = _with_feedback(options, last, said, why)
            elif mark == "*":
                spelt.append(said)
            elif mark == "=":
                number = said
        elif line.strip() and not options:
            question.append(line.strip())
    yield from _made(question, (right, options, many), (spelt, number, why), losses)


def _with_feedback(
    options: dict[str, str], last: str, said: str, why: str
) -> tuple[dict[str, str], str]:
    """Add a feedback to the last option, or to the question before any."""
    return (options | {last: said}, why) if last else (options, said)


def _made(
    question: Sequence[str],
    chosen: tuple[list[str], dict[str, str], bool],
    typed: tuple[list[str], str, str],
    losses: list[Loss],
) -> Iterator[Card]:
    right, options, many = chosen
    spelt, number, why = typed
    prompt = clean("\n".join(question))
    if options:
        for card in _choice(question, right, list(options), losses, many=many):
            yield _explained(card, options, why)
    elif spelt:
        yield Card("", Typed(prompt, Entry(spelt[0], tuple(dict.fromkeys(spelt[1:])))), 0, why=why)
    elif number and (body := _number(prompt, number)):
        yield Card("", body, 0, why=why)
    else:
        losses.append(Loss("has no answer that a deck can hold", short(prompt), left_out=True))


def _explained(card: Card, options: dict[str, str], why: str) -> Card:
    from msgspec.structs import replace  # noqa: PLC0415 - few files have feedback

    body = card.body
    if isinstance(body, Choice):
        wrong = tuple(Wrong(each.text, options.get(each.text, "")) for each in body.wrong)
        body = replace(body, wrong=wrong)
    return replace(card, body=body, why=why)


def _number(prompt: str, text: str) -> Body | None:
    found = _T2Q_NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if not found:
        return None
    low, high, middle, off, exact = map(parse_number, (group or "" for group in found.groups()))
    if low is not None and high is not None:
        return _within(prompt, (low + high) / 2, Tolerance(abs(high - low) / 2))
    if middle is not None:
        return _within(prompt, middle, parse_tolerance(found[4]))
    del off
    return None if exact is None else Number(prompt, exact, found[5])


def _within(prompt: str, answer: Decimal, within: Tolerance | None) -> Number:
    return Number(prompt, answer, f"{answer:f}", within)


def _choice(
    question: Sequence[str],
    right: Sequence[str],
    options: Sequence[str],
    losses: list[Loss],
    *,
    many: bool = False,
) -> Iterator[Card]:
    """Yield a choice, or a statement that is true or false."""
    prompt = clean("\n".join(question))
    answers = tuple(dict.fromkeys(filter(None, right)))
    wrong = tuple(Wrong(each) for each in dict.fromkeys(options) if each and each not in answers)
    folded = {each.casefold() for each in options}
    if prompt and len(answers) == 1 and folded == _TRUE_FALSE.keys():
        yield Card("", TrueFalse(prompt, _TRUE_FALSE[answers[0].casefold()]), 0)
    elif prompt and answers and wrong and (many or len(answers) == 1):
        yield Card("", Choice(prompt, answers, many, wrong), 0)
    else:
        losses.append(Loss(_NO_ANSWER, short(prompt), left_out=True))


def _is_aiken(data: bytes) -> bool:
    text = sample(data)
    has_option = re.search(r"^[A-Z][.)] ", text, re.MULTILINE)
    return bool(has_option and re.search(r"^ANSWER:\s*[A-Z]\s*$", text, re.MULTILINE))


def _is_trivia(data: bytes) -> bool:
    text = sample(data)
    return bool(_TRIVIA.search(text) and re.search(r"^\^ ", text, re.MULTILINE))


def _is_text2qti(data: bytes) -> bool:
    text = sample(data)
    answer = re.search(r"^(?:\*?[a-z]\)|\[\*? ?\]|\*|=)[ \t]+\S", text, re.MULTILINE)
    return bool(answer and re.search(r"^\d+\.[ \t]+\S", text, re.MULTILINE))


FORMATS = (
    Format("aiken", "Aiken", ".txt", _is_aiken, read_aiken),
    Format("opentriviaqa", "OpenTriviaQA", ".txt", _is_trivia, read_trivia),
    Format("text2qti", "text2qti", ".txt", _is_text2qti, read_text2qti),
)

"""What pupils hand in: files of the player, pasted texts, and marks from paper as CSV.

A sheet that cannot be read is a problem with a sentence; the good ones are graded all the same.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from coalition_quiz.classroom.class_test import ClassQuestion, ClassTest
from coalition_quiz.core.kinds import AnyResponse
from coalition_quiz.core.kinds.choice import ChoiceResponse, ChoiceTask
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import ListTask, Outcome, Response, Task

FORMAT = "coalition-quiz answers 1"
LARGEST = 4_000_000
"""Bytes of the largest file that is read; a full sheet of 100 questions has about 20,000."""

_MOST_SHEETS = 2_000
_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?")
_LONGEST_ANSWER = 5_000
_LETTER = re.compile(r"[A-Za-z]")
_NUMBER = re.compile(r"\d+")
_PAIR = re.compile(r"(\d{1,4}) ?[-:=]? ?([A-Za-z])")
_BETWEEN = re.compile(r"[\s,;]+")

_TRUE = frozenset({"true", "t", "yes", "y"})
_FALSE = frozenset({"false", "f", "no", "n"})
_RIGHT = frozenset({"right", "r", "1", "✓", "x"})
_WRONG = frozenset({"wrong", "w", "0", "✗", ""})


class Sheet(Struct, frozen=True):
    """The answers of one pupil.

    Attributes:
        code: the pupil's code, in capitals.
        place: the file that it came in.
        saved: when the pupil saved it (ISO 8601 in UTC); empty for marks from paper.
        answers: the responses by the key of the question.
        marks: outcomes that the teacher decided on paper, by key.
        unreadable: keys of answers that no player could have saved.
    """

    code: str
    place: str
    saved: str = ""
    answers: dict[str, Response] = {}
    marks: dict[str, Outcome] = {}
    unreadable: tuple[str, ...] = ()


class Problem(Struct, frozen=True):
    """Something handed in that could not be used, in one sentence."""

    place: str
    text: str


class HandedIn(Struct, frozen=True):
    """Everything that was handed in."""

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Document(Struct):
    """The file that the player saves."""

    format: str
    test: str
    code: str
    saved: str = ""
    answers: dict[str, Any] = {}


def read_handed_in(
    test: ClassTest, place: str, data: bytes, *, may_be_table: bool = True
) -> HandedIn:
    """Read one file: one sheet or several of the player, or a CSV file of marks from paper.

    A table counts as the teacher's word, so `may_be_table` is false for what pupils may have sent.
    """
    if len(data) > LARGEST:
        limit = LARGEST // 1_000_000
        return _refused(place, f"The file is larger than {limit} MB, so it was not read.")
    text = _decoded(data)
    if text is None:
        return _refused(place, "The file is not text, so it holds no answers.")
    if not text.strip():
        return _refused(place, "The file is empty.")
    if text.lstrip().lower().startswith(("code,", "code;", "code\t", '"code"')):
        if not may_be_table:
            refusal = "A table inside a folder was not read. If it is yours, name the file itself."
            return _refused(place, refusal)
        return _read_marks(test, place, text)
    return _read_player(test, place, text)


def latest_sheets(sheets: tuple[Sheet, ...]) -> HandedIn:
    """Keep one sheet per code: marks from paper are joined, else the one saved last counts."""
    kept: dict[str, Sheet] = {}
    problems = []
    for sheet in sorted(sheets, key=lambda each: (each.saved, each.place)):
        before = kept.get(sheet.code)
        kept[sheet.code] = sheet if before is None else _joined(before, sheet)
        if before and _differ(before, sheet):
            text = f"{sheet.code} handed in more than once. The sheet saved last counts."
            problems.append(Problem(before.place, text))
    return HandedIn(tuple(kept[code] for code in sorted(kept)), tuple(problems))


def _joined(before: Sheet, after: Sheet) -> Sheet:
    if before.saved and after.saved:
        return after
    paper, player = (after, before) if before.saved else (before, after)
    return msgspec.structs.replace(
        player,
        answers=player.answers | paper.answers,
        marks=player.marks | paper.marks,
        unreadable=tuple(dict.fromkeys((*player.unreadable, *paper.unreadable))),
    )


def _differ(before: Sheet, after: Sheet) -> bool:
    return bool(before.saved and after.saved) and before.answers != after.answers


def _decoded(data: bytes) -> str | None:
    """Decode what editors, browsers and spreadsheets write."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _read_player(test: ClassTest, place: str, text: str) -> HandedIn:
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for document in _documents(text):
        if isinstance(document, str):
            problems.append(Problem(place, document))
        elif (why := _foreign(test, document)) is not None:
            problems.append(Problem(place, why))
        else:
            sheets.append(_sheet(test, place, document))
    if not sheets and not problems:
        return _refused(place, "The file holds no answers of a test.")
    return HandedIn(tuple(sheets), tuple(problems))


def _documents(text: str) -> Iterator[_Document | str]:
    """Yield the documents in a text that may hold several, with other words around them.

    Yields:
        A document, or a sentence about a part that is damaged.
    """
    at = 0
    for _ in range(_MOST_SHEETS):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            found, end = json.JSONDecoder(strict=False).raw_decode(text, at)
            document = msgspec.convert(_without_halves(found), _Document)
        except (ValueError, RecursionError, msgspec.ValidationError):
            yield _damaged(text[at:])
            return
        yield document
        at = end
    yield f"The file holds more than {_MOST_SHEETS:,} sheets; the rest was not read."


def _without_halves(found: Any) -> Any:
    """Replace halves of characters: a page saves one if an emoji was cut in two."""
    written = json.dumps(found, ensure_ascii=False)
    whole = written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return found if whole == written else json.loads(whole)


def _damaged(text: str) -> str:
    if "coalition-quiz answers" in text[:200]:
        return "The answers are damaged or only a part of them. Ask for the file again."
    return "The file holds no answers of a test."


def _foreign(test: ClassTest, document: _Document) -> str | None:
    if document.format != FORMAT:
        return "The file is not one that the test's page saved."
    if not _CODE.fullmatch(document.code.upper()):
        return "The sheet has no valid code: letters, digits and hyphens, at most 20."
    if document.test != test.id:
        return f"{document.code.upper()} answered another test, or another drawing of this one."
    return None


def _sheet(test: ClassTest, place: str, document: _Document) -> Sheet:
    answers: dict[str, Response] = {}
    unreadable = []
    for key, raw in document.answers.items():
        try:
            answers[key] = msgspec.convert(raw, AnyResponse)
        except (msgspec.ValidationError, RecursionError):
            unreadable.append(key[:20])
    known = {key: each for key, each in answers.items() if key in test.by_key and _is_short(each)}
    strange = [key[:20] for key in answers if key not in known]
    code = document.code.upper()
    saved = document.saved[:30]
    return Sheet(code, place, saved or "-", known, unreadable=(*unreadable, *strange))


def _is_short(response: Response) -> bool:
    return sum(map(len, response.texts)) <= _LONGEST_ANSWER


def _refused(place: str, text: str) -> HandedIn:
    return HandedIn(problems=(Problem(place, text),))


def _read_marks(test: ClassTest, place: str, text: str) -> HandedIn:
    """Read ``code,question,answer`` or ``code,question,mark``, one answer per row."""
    first = text.lstrip().split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    sheets: dict[str, Sheet] = {}
    problems: list[Problem] = []
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip()), delimiter=separator))
    except csv.Error:
        return _refused(place, "The table cannot be read. Save it as CSV again.")
    head = [cell.strip().casefold() for cell in rows[0]]
    if head[:2] != ["code", "question"] or head[2:3] not in (["answer"], ["mark"]):
        text = "The first row must be `code,question,answer` or `code,question,mark`."
        return _refused(place, text)
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in (*row, "", "", "")][:3]
        if not any(cells):
            continue
        error = _read_row(test, place, head[2], cells, sheets)
        if error:
            problems.append(Problem(f"{place}, row {number}", error))
    return HandedIn(tuple(sheets.values()), tuple(problems))


def _read_row(
    test: ClassTest, place: str, column: str, cells: list[str], sheets: dict[str, Sheet]
) -> str:
    """Add one row to its sheet.

    Returns:
        What is wrong with the row; empty if it was read.
    """
    code, key, text = cells[0].upper(), cells[1].casefold(), cells[2]
    question = test.by_key.get(key)
    if not _CODE.fullmatch(code):
        return "The code must have letters, digits and hyphens only, at most 20."
    if question is None:
        return f"The test has no question {key[:20] or '(empty)'}."
    sheet = sheets.setdefault(code, Sheet(code, place))
    if column == "mark":
        outcome = _mark(text)
        if outcome is None:
            return f"The mark of {key} must be `right` or `wrong`."
        sheets[code] = msgspec.structs.replace(sheet, marks=sheet.marks | {key: outcome})
        return ""
    if not text:
        return ""
    response = paper_response(test, question, code, text[:_LONGEST_ANSWER])
    if response is None:
        return f"The answer to {key} cannot be read: {_EXPECTED[question.task_kind]}."
    sheets[code] = msgspec.structs.replace(sheet, answers=sheet.answers | {key: response})
    return ""


def _mark(text: str) -> Outcome | None:
    said = text.casefold()
    if said in _RIGHT:
        return Outcome.RIGHT
    return Outcome.WRONG if said in _WRONG else None


_EXPECTED = {
    "choice": "write the letters of the options, such as `B` or `A C`",
    "truth": "write `true` or `false`",
    "order": "write the letters of all rows in their order, such as `C A B`",
    "match": "write a number and a letter for each pair, such as `1C 2A 3B`",
}


def paper_response(
    test: ClassTest, question: ClassQuestion, code: str, text: str
) -> Response | None:
    """Read an answer as it is written on the pupil's version on paper; None if it cannot be."""
    match test.task_of(question, test.version_for(code)):
        case ChoiceTask(options=options):
            return _choice_on_paper([option.text for option in options], text)
        case TrueFalseTask():
            said = text.casefold().strip(" .")
            return TrueFalseResponse(said in _TRUE) if said in _TRUE | _FALSE else None
        case OrderTask(rows=rows):
            places = _letters(text, len(rows))
            whole = places is not None and sorted(places) == list(range(len(rows)))
            return OrderResponse(tuple(rows[at] for at in places)) if whole and places else None
        case MatchTask(lefts=lefts, rights=rights):
            return _pairs_on_paper(lefts, rights, text)
        case ListTask():
            return ListResponse(tuple(each.strip() for each in text.split(";") if each.strip()))
        case Task():
            return TypedResponse(text)


def _choice_on_paper(options: list[str], text: str) -> ChoiceResponse | None:
    exact = [option for option in options if option.casefold() == text.casefold()]
    places = _letters(text, len(options))
    if exact and (places is None or len(text) > 1):
        return ChoiceResponse((exact[0],))
    return None if not places else ChoiceResponse(tuple(options[at] for at in places))


def _pairs_on_paper(
    lefts: tuple[str, ...], rights: tuple[str, ...], text: str
) -> MatchResponse | None:
    text = " ".join(text.split())
    pairs = [(int(left) - 1, _place(right)) for left, right in _PAIR.findall(text)]
    left_over = _BETWEEN.sub("", _PAIR.sub("", text))
    inside = all(0 <= left < len(lefts) and right < len(rights) for left, right in pairs)
    if left_over or not pairs or not inside or len(dict(pairs)) < len(pairs):
        return None
    return MatchResponse(tuple((lefts[left], rights[right]) for left, right in pairs))


def _letters(text: str, count: int) -> list[int] | None:
    """Read letters as places from 0, each at most once: ``A C``, ``a,c`` or ``AC``."""
    letters = list(_BETWEEN.sub("", text.strip(" .")))
    if not letters or not all(_LETTER.fullmatch(each) for each in letters):
        return None
    places = [_place(each) for each in letters]
    return places if max(places) < count and len(set(places)) == len(places) else None


def _place(letter: str) -> int:
    return ord(letter.upper()) - ord("A")

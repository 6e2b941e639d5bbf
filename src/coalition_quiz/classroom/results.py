"""The results of a class: every sheet graded by the program's own grader, and analysed. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec
from msgspec import Struct

from coalition_quiz.classroom.answer_sheets import HandedIn, Problem, Sheet, latest_sheets
from coalition_quiz.classroom.class_test import ClassQuestion, ClassTest
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.items import Item, content_hash
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.grade import answer_to, grade
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.questions import ListTask, Outcome, Part, Response, Task, Verdict
from coalition_quiz.core.statistics.item_analysis import (
    ItemFigures,
    WholeTest,
    analyse_items,
    analyse_test,
    split_thirds,
)

_MOST_WRONG = 8
_STAYS = "The test is graded as it was made."


class Mark(Struct, frozen=True):
    """One pupil's answer to one question.

    Attributes:
        given: the answer as it is shown, one text per part; empty without an answer.
        outcome: the grade; None if there is no answer.
        note: a sentence of the grader, or why the answer could not be graded.
    """

    key: str
    given: tuple[str, ...] = ()
    outcome: Outcome | None = None
    note: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def points(self) -> int:
        """1 if the answer is right, else 0, as in a quiz."""
        return int(self.outcome is Outcome.RIGHT)


class PupilResult(Struct, frozen=True):
    """The result of one pupil; `marks` follow the order of the test's questions."""

    code: str
    version: str
    marks: tuple[Mark, ...]
    place: str = ""

    @property
    def score(self) -> int:
        """The number of right answers."""
        return sum(mark.points for mark in self.marks)

    @property
    def answered(self) -> int:
        """The number of questions with an answer."""
        return sum(mark.outcome is not None for mark in self.marks)


class OptionCount(Struct, frozen=True):
    """How many pupils chose an option, in all and in the lower and upper third."""

    text: str
    right: bool
    chosen: int
    lower: int
    upper: int


class GivenCount(Struct, frozen=True):
    """A wrong answer and how many pupils gave it."""

    text: str
    count: int


class QuestionAnalysis(Struct, frozen=True):
    """What the answers show of one question.

    Attributes:
        answer: the right answer, one text per part.
        unanswered: how many pupils gave no answer.
        options: what was chosen, for questions with options.
        wrong: the most frequent wrong answers, for all others.
    """

    key: str
    item: str
    prompt: str
    answer: tuple[str, ...]
    figures: ItemFigures
    right: int
    unanswered: int
    options: tuple[OptionCount, ...] = ()
    wrong: tuple[GivenCount, ...] = ()


class ClassResult(Struct, frozen=True):
    """The results of a class.

    Attributes:
        missing: codes that were given out and not handed in.
        questions: the analysis of each question, in the order of the test.
    """

    test: str
    title: str
    figures: WholeTest
    pupils: tuple[PupilResult, ...]
    questions: tuple[QuestionAnalysis, ...]
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def grade_class(test: ClassTest, handed_in: Sequence[HandedIn]) -> ClassResult:
    """Grade everything that was handed in, and analyse it."""
    sheets = latest_sheets(tuple(sheet for each in handed_in for sheet in each.sheets))
    grader = _Grader(test)
    pupils = tuple(grader.result(sheet) for sheet in sheets.sheets)
    codes = {pupil.code for pupil in pupils}
    scores = [[mark.points for mark in pupil.marks] for pupil in pupils]
    problems = (*(one for each in handed_in for one in each.problems), *sheets.problems)
    return ClassResult(
        test=test.id,
        title=test.title,
        figures=analyse_test(scores),
        pupils=pupils,
        questions=_analyse(test, grader, pupils, scores),
        missing=tuple(code for code in test.codes if code not in codes),
        problems=(*problems, *_strange(test, sheets.sheets)),
    )


def without_typed_texts(result: ClassResult) -> ClassResult:
    """Leave out what pupils typed; their marks stay."""
    pupils = tuple(
        msgspec.structs.replace(
            pupil,
            marks=tuple(Mark(mark.key, outcome=mark.outcome) for mark in pupil.marks),
        )
        for pupil in result.pupils
    )
    questions = tuple(msgspec.structs.replace(each, wrong=()) for each in result.questions)
    return msgspec.structs.replace(result, pupils=pupils, questions=questions)


class _Grader:
    """Grades each different answer to a question once."""

    def __init__(self, test: ClassTest) -> None:
        self._test = test
        self._graded: dict[tuple[str, Response], Verdict] = {}
        self.tasks: dict[str, Task] = {each.key: test.task_of(each) for each in test.questions}

    def result(self, sheet: Sheet) -> PupilResult:
        """Grade a sheet."""
        version = self._test.version_for(sheet.code)
        marks = tuple(self._mark(sheet, question) for question in self._test.questions)
        return PupilResult(sheet.code, version.name, marks, sheet.place)

    def _mark(self, sheet: Sheet, question: ClassQuestion) -> Mark:
        response = sheet.answers.get(question.key)
        given = () if response is None else response.texts
        if question.key in sheet.marks:
            return Mark(question.key, given, sheet.marks[question.key], "Marked on paper.")
        if response is None:
            return Mark(question.key)
        verdict = self._verdict(question, response)
        return Mark(question.key, given, verdict.outcome, verdict.note, verdict.parts)

    def _verdict(self, question: ClassQuestion, response: Response) -> Verdict:
        asked = question.key, response
        if asked not in self._graded:
            self._graded[asked] = self._grade(question, response)
        return self._graded[asked]

    def _grade(self, question: ClassQuestion, response: Response) -> Verdict:
        try:
            return grade(self.tasks[question.key], response, question.accepted)
        except (TypeError, ValueError):
            note = "This answer does not belong to the question, so it counts as wrong."
            return Verdict(Outcome.WRONG, (), note)


def _analyse(
    test: ClassTest,
    grader: _Grader,
    pupils: Sequence[PupilResult],
    scores: Sequence[Sequence[int]],
) -> tuple[QuestionAnalysis, ...]:
    if not pupils:
        return ()
    lower, upper = split_thirds([sum(row) for row in scores])
    figures = analyse_items(scores)
    return tuple(
        _analysis(
            question,
            grader.tasks[question.key],
            figures[at],
            [pupil.marks[at] for pupil in pupils],
            (lower, upper),
        )
        for at, question in enumerate(test.questions)
    )


def _analysis(
    question: ClassQuestion,
    task: Task,
    figures: ItemFigures,
    marks: Sequence[Mark],
    thirds: tuple[Sequence[int], Sequence[int]],
) -> QuestionAnalysis:
    options = _options(task, marks, thirds)
    return QuestionAnalysis(
        key=question.key,
        item=question.item,
        prompt=question.prompt,
        answer=answer_to(task),
        figures=figures,
        right=sum(mark.points for mark in marks),
        unanswered=sum(mark.outcome is None for mark in marks),
        options=options,
        wrong=() if options else _wrong(task, marks),
    )


def _options(
    task: Task, marks: Sequence[Mark], thirds: tuple[Sequence[int], Sequence[int]]
) -> tuple[OptionCount, ...]:
    match task:
        case ChoiceTask(options=options):
            texts = [(option.text, option.right) for option in options]
        case TrueFalseTask(answer=answer):
            texts = [("True", answer), ("False", not answer)]
        case _:
            return ()
    lower, upper = ([marks[row] for row in rows] for rows in thirds)
    return tuple(
        OptionCount(text, right, *(_chosen(text, rows) for rows in (marks, lower, upper)))
        for text, right in texts
    )


def _chosen(text: str, marks: Sequence[Mark]) -> int:
    return sum(text in mark.given for mark in marks)


def _wrong(task: Task, marks: Sequence[Mark]) -> tuple[GivenCount, ...]:
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for mark in marks:
        for text in _wrong_texts(task, mark):
            folded = normalise(text)
            counts[folded] += 1
            shown.setdefault(folded, text)
    frequent = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_MOST_WRONG]
    return tuple(GivenCount(shown[folded], count) for folded, count in frequent)


def _wrong_texts(task: Task, mark: Mark) -> list[str]:
    """Return the texts of a wrong answer that can be accepted one by one."""
    if not mark.given or mark.points:
        return []
    if isinstance(task, ListTask):
        return [part.given for part in mark.parts if part.given and not part.right]
    return ["; ".join(mark.given)]


def find_changed_cards(
    test: ClassTest, items: Mapping[str, Item], decks: Collection[str]
) -> tuple[Problem, ...]:
    """Report cards of a test that are other ones now.

    Args:
        test: the test.
        items: the items of the decks on this machine.
        decks: the ids of these decks; nothing is reported of other decks.
    """
    found = []
    for question in test.questions:
        if question.deck not in decks:
            continue
        item = items.get(question.item)
        if item is None:
            found.append(Problem(question.key, f"{question.item} is not asked any more. {_STAYS}"))
        elif content_hash(item.card) != question.content:
            found.append(Problem(question.key, f"{question.item} has changed. {_STAYS}"))
    return tuple(found)


def _strange(test: ClassTest, sheets: Sequence[Sheet]) -> tuple[Problem, ...]:
    found = [
        Problem(sheet.place, f"{sheet.code}: {len(sheet.unreadable)} answers cannot be read.")
        for sheet in sheets
        if sheet.unreadable
    ]
    if test.pupils:
        known = set(test.codes)
        found += [
            Problem(sheet.place, f"{sheet.code} is not a code that was given out.")
            for sheet in sheets
            if sheet.code not in known
        ]
    return tuple(found)

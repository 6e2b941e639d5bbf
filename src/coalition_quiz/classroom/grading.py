"""The results of a class while a teacher works on them: accepted answers are graded at once."""

from collections.abc import Collection, Mapping, Sequence
from enum import Enum
from pathlib import Path

import msgspec

from coalition_quiz.authoring.amendments import suggest_amendment
from coalition_quiz.classroom.answer_sheets import HandedIn
from coalition_quiz.classroom.class_test import ClassQuestion, ClassTest, accept_answer
from coalition_quiz.classroom.files import GRADEBOOK, save_test, write_report
from coalition_quiz.classroom.reports import gradebook, results_as_html, slips
from coalition_quiz.classroom.results import (
    ClassResult,
    find_changed_cards,
    grade_class,
    without_typed_texts,
)
from coalition_quiz.core.items import Item
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.text import on_one_line


class Report(Enum):
    """A file with results, by the end of its name."""

    GRADEBOOK = GRADEBOOK
    PAGE = "-results.html"
    SLIPS = "-feedback.html"


class Grading:
    """A test with everything that was handed in.

    Attributes:
        test: as it is saved, with the answers accepted so far.
    """

    def __init__(
        self,
        path: Path,
        test: ClassTest,
        handed_in: Sequence[HandedIn],
        items: Mapping[str, Item],
        decks: Collection[str],
        *,
        verdicts_only: bool = False,
    ) -> None:
        """Take everything that grading needs.

        Args:
            path: the teacher's file.
            test: its content.
            handed_in: what pupils handed in.
            items: the items of the decks on this machine, to compare with those of the test.
            decks: the ids of these decks.
            verdicts_only: whether to leave out what pupils typed.
        """
        self.test = test
        self.verdicts_only = verdicts_only
        self._path = path
        self._handed_in = handed_in
        self._items = items
        self._changed = find_changed_cards(test, items, decks)
        self._result: ClassResult | None = None

    @property
    def result(self) -> ClassResult:
        """The results, with all answers accepted so far."""
        if self._result is None:
            graded = grade_class(self.test, self._handed_in)
            problems = (*graded.problems, *self._changed)
            graded = msgspec.structs.replace(graded, problems=problems)
            self._result = without_typed_texts(graded) if self.verdicts_only else graded
        return self._result

    def accept(self, key: str, text: str) -> str:
        """Count an answer as right from now on, and save the test.

        Returns:
            What to change in the deck, so that it counts there too.

        Raises:
            UsageError: if the test has no such question, or it takes no other answers.
            ClassFileError: if the test cannot be saved; nothing has changed.
        """
        question = self.test.by_key.get(key)
        if question is None or not text.strip():
            raise UsageError(
                "Write `--accept` with a question of the test and an answer, such as "
                f"`--accept {self.test.questions[0].key}=ANSWER`."
            )
        if not question.takes_other_answers:
            raise UsageError(f"{key} has no typed answer, so no other can be accepted.")
        accepting = accept_answer(self.test, key, text.strip())
        save_test(accepting, self._path)
        self.test, self._result = accepting, None
        return self._advice(accepting.by_key[key])

    def write(self, report: Report) -> Path:
        """Write a report next to the teacher's file, and return its path.

        Raises:
            ClassFileError: if it cannot be written.
        """
        path = self._path.absolute().with_name(f"{self.test.name}{report.value}")
        write_report(path, self.render(report))
        return path

    def render(self, report: Report) -> str:
        """Render a report as text."""
        match report:
            case Report.GRADEBOOK:
                return gradebook(self.result)
            case Report.PAGE:
                return results_as_html(self.result, verdicts_only=self.verdicts_only)
            case Report.SLIPS:
                return slips(self.test, self.result)

    def _advice(self, question: ClassQuestion) -> str:
        item = self._items.get(question.item)
        if item is None or not item.card.body.is_typed:
            return (
                f"Accepted. Its deck is not on this machine: add it to `accept` of {question.item}."
            )
        line, advice = suggest_amendment(item, question.accepted)
        to_deck = f"To keep it in the deck, write in {question.item}: {line}" if line else ""
        return on_one_line(" ".join(filter(None, ("Accepted.", to_deck, advice))))

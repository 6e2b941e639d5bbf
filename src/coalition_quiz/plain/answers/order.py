"""Putting rows in order by their letters."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.questions import Response
from coalition_quiz.plain.answers.base import LETTERS, AnswerLines, Reply, index_of, letter
from coalition_quiz.wording.sentences import listed, one_line

_MANY = 3
"""The number of unknown letters that shows that words were typed."""


class OrderLines(AnswerLines):
    """Lettered rows. The letters are typed from first to last."""

    help = "You can leave out the spaces between the letters."

    def __init__(self, task: OrderTask) -> None:
        self._rows = task.rows
        self._letters = [letter(index) for index in range(len(task.rows))]
        if len(task.rows) > LETTERS:
            self.help = "Put a space between the letters."

    @property
    def lines(self) -> Iterable[str]:
        """The instruction and the rows."""
        # No example: it could be the answer.
        yield f"Type all {len(self._rows)} letters, the first one first."
        for name, row in zip(self._letters, self._rows, strict=True):
            yield f"{name}. {one_line(row)}"

    def take(self, text: str) -> Response | Reply:
        """Read all letters."""
        names = self._names(plain(text).casefold())
        if len(set(names) - set(self._letters)) >= min(len(names), _MANY):
            return Reply(f"Type all letters from a to {self._letters[-1]}, the first one first.")
        if problem := self._problem(names):
            return Reply(problem)
        return OrderResponse(tuple(self._rows[index_of(name)] for name in names))

    def _names(self, text: str) -> list[str]:
        pieces = re.findall(r"[^\s,;.>]+", text)
        run_together = len(self._rows) <= LETTERS
        return list("".join(pieces)) if run_together else pieces

    def _problem(self, names: Sequence[str]) -> str:
        count = Counter(names)
        unknown = [name for name in count if name not in self._letters]
        twice = [name for name, times in count.items() if times > 1]
        missing = [name for name in self._letters if name not in count]
        if unknown:
            return (
                f"There is no {listed(unknown, 'or')}. Use letters from a to {self._letters[-1]}."
            )
        if twice:
            return f"You typed {listed(twice)} more than once. Type each letter once."
        return f"You left out {listed(missing)}. Type all of them again." if missing else ""

"""Joining numbered lefts with lettered rights."""

import re
from collections.abc import Iterable

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.questions import Response
from coalition_quiz.plain.answers.base import LETTERS, AnswerLines, Reply, index_of, letter
from coalition_quiz.wording.sentences import listed, one_line

_PAIR = r"(\d{1,4})\s*[-:=.)]?\s*(LETTER)|(LETTER)\s*[-:=.)]?\s*(\d{1,4})"
_BETWEEN = re.compile(r"[\s,;]*")


class MatchLines(AnswerLines):
    """Pairs, typed on one line or several. A pair stays joined until the learner changes it."""

    help = "Type the pairs on one line or several. You can change a pair by typing it again."

    def __init__(self, task: MatchTask) -> None:
        self._lefts = [one_line(left) for left in task.lefts]
        self._ask = task
        self._joined: dict[int, int] = {}
        # Two letters only if the alphabet runs out: else 1ba2 would be read as 1 with ba.
        one = "[a-z]" if len(task.rights) <= LETTERS else "[a-z]{1,2}"
        self._pair = re.compile(_PAIR.replace("LETTER", one))

    @property
    def lines(self) -> Iterable[str]:
        """The instruction, both sides, and the pairs joined so far."""
        # No example: it could be the answer.
        yield "Match each number with a letter. Type the pairs, each number with its letter."
        for number, left in enumerate(self._lefts, start=1):
            yield f"{number}. {left}"
        yield "Match them with:"
        for index, right in enumerate(self._ask.rights):
            yield f"{letter(index)}. {one_line(right)}"
        if self._joined:
            yield self._standing()

    def take(self, text: str) -> Response | Reply:
        """Read pairs, and answer once all are joined."""
        pairs = self._pairs(plain(text).casefold())
        if isinstance(pairs, Reply):
            return pairs
        for left, right in pairs:
            kept = {one: other for one, other in self._joined.items() if other != right}
            self._joined = kept | {left: right}
        if len(self._joined) < len(self._lefts):
            return Reply(self._standing())
        task = self._ask
        joined = sorted(self._joined.items())
        return MatchResponse(
            tuple((task.lefts[left], task.rights[right]) for left, right in joined)
        )

    def _pairs(self, text: str) -> list[tuple[int, int]] | Reply:
        matches = self._pair.finditer(text)
        found = [(match[1] or match[4], match[2] or match[3]) for match in matches]
        if not found or _BETWEEN.fullmatch(self._pair.sub("", text)) is None:
            return Reply("Type a number and a letter for each pair.")
        pairs = [(int(number) - 1, index_of(name)) for number, name in found]
        return self._problem(pairs) or pairs

    def _problem(self, pairs: list[tuple[int, int]]) -> Reply | None:
        for left, right in pairs:
            if not 0 <= left < len(self._lefts):
                return Reply(f"There is no {left + 1}. Use numbers from 1 to {len(self._lefts)}.")
            if right >= len(self._ask.rights):
                last = letter(len(self._ask.rights) - 1)
                return Reply(f"There is no {letter(right)}. Use letters from a to {last}.")
        for side in zip(*pairs, strict=True):
            if len(set(side)) < len(side):
                return Reply("You used a number or letter twice. Match each one once.")
        return None

    def _standing(self) -> str:
        joined = [f"{left + 1}{letter(right)}" for left, right in sorted(self._joined.items())]
        missing = [str(n + 1) for n in range(len(self._lefts)) if n not in self._joined]
        return f"Matched: {listed(joined)}. Still to match: {listed(missing)}."

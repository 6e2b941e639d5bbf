"""Picking options by number or letter."""

import re
from collections.abc import Iterable

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.kinds.choice import ChoiceResponse, ChoiceTask
from coalition_quiz.core.questions import Response
from coalition_quiz.plain.answers.base import AnswerLines, Reply, index_of
from coalition_quiz.wording.sentences import one_line

_MARKS = re.compile(r"[\s,;.+&]+|\band\b")
_LONGEST_NUMBER = 6


class ChoiceLines(AnswerLines):
    """Numbered options. The learner picks one or several."""

    def __init__(self, task: ChoiceTask) -> None:
        self._ask = task
        self._texts = [one_line(option.text) for option in task.options]

    @property
    def lines(self) -> Iterable[str]:
        """The instruction and the options."""
        many = "Choose all that apply. Type their numbers, separated by commas."
        yield many if self._ask.many else "Choose one. Type its number."
        yield from (f"{number}. {text}" for number, text in enumerate(self._texts, start=1))

    @property
    def help(self) -> str:
        """A sentence that letters work too."""
        return "You can also type a letter: a for the first option, b for the second."

    def take(self, text: str) -> Response | Reply:
        """Read numbers, letters, or an option word for word."""
        named = {n for n, option in enumerate(self._texts) if option.casefold() == _folded(text)}
        picked = self._picked(text)
        if picked is None and len(named) == 1:
            picked = named
        if picked is None:
            return Reply(f"Type a number from 1 to {len(self._texts)}.")
        if named and picked != named and not any(map(str.isdigit, text)):
            # The letter of one option is the text of another.
            return Reply("That matches more than one option. Type the number.")
        if not self._ask.many and len(picked) > 1:
            return Reply("Choose only one.")
        return ChoiceResponse(tuple(self._ask.options[index].text for index in sorted(picked)))

    def _picked(self, text: str) -> set[int] | None:
        """Return the options that are meant, counted from 0; None if any piece means none."""
        indexes = {self._index(piece) for piece in _MARKS.split(plain(text).casefold()) if piece}
        return {index for index in indexes if index is not None} if _all_mean(indexes) else None

    def _index(self, piece: str) -> int | None:
        if piece.isascii() and piece.isdecimal() and len(piece) <= _LONGEST_NUMBER:
            index = int(piece) - 1
        elif re.fullmatch(r"[a-z]{1,2}", piece):
            index = index_of(piece)
        else:
            return None
        return index if 0 <= index < len(self._texts) else None


def _all_mean(indexes: set[int | None]) -> bool:
    return bool(indexes) and None not in indexes


def _folded(text: str) -> str:
    return one_line(text).casefold()

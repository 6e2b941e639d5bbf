"""Calls that write: what could not be saved is said so, and tried again when the learner likes."""

from collections.abc import Callable
from typing import TypeVar

from coalition_quiz.plain.console import Console
from coalition_quiz.system.errors import NotSavedError

_T = TypeVar("_T")
_HOW = "Press Enter to try again. Type q to leave without it."


class Left(Exception):  # noqa: N818 - no error: the learner wants to go
    """The learner leaves before the end."""


class Saver:
    """Makes a call until it is saved.

    Attributes:
        is_holding: whether something is not saved yet.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self.is_holding = False

    def keep(self, call: Callable[[], _T]) -> _T:
        """Make a call that writes; what it returns, once it is saved.

        Raises:
            Left: if the learner would rather leave.
            EndOfInput: if there is nobody to ask.
        """
        while True:
            try:
                made = call()
            except NotSavedError as error:
                self.is_holding = True
                self._console.say("This is not saved.", str(error))
                self._wait()
            else:
                self.is_holding = False
                return made

    def _wait(self) -> None:
        self._console.say(_HOW)
        while text := self._console.word("Try again:"):
            if text.removeprefix(":") in ("q", "quit"):
                raise Left
            self._console.say(_HOW)

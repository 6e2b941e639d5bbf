"""Commands of line mode: a colon and a word or its letter, such as ``:hint`` or ``:h``.

The colon may be left out if no letter can be an answer. To answer with a text that starts with a
colon, or with a question mark alone, the learner types that sign twice.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coalition_quiz.core.grading.characters import plain


class LineCommand(NamedTuple):
    """A command.

    Attributes:
        sign: its letter or sign, the same as its key on the screen.
        about: a sentence on its effect, without a subject.
    """

    word: str
    sign: str
    about: str


class UnknownCommand(NamedTuple):
    """A line that is neither a command nor an answer."""

    sentence: str


HELP = LineCommand("help", "?", "Show what you can type here.")
REPEAT = LineCommand("repeat", "r", "Repeat the question.")
QUIT = LineCommand("quit", "q", "Quit. All answers are already saved.")
UNDO = LineCommand("undo", "u", "Undo the last answer and ask again.")
SUSPEND = LineCommand("suspend", "@", "Suspend this question until you resume it.")
BURY = LineCommand("bury", "-", "Bury this question until tomorrow.")
FLAG = LineCommand("flag", "*", "Flag or unflag this question.")
HINT = LineCommand("hint", "h", "Show the hint, if there is one.")
SHOW = LineCommand("show", "g", "Show the answer. It counts as Again.")
SKIP = LineCommand("skip", "s", "Skip this question for now. Nothing is recorded.")
PAUSE = LineCommand("pause", "p", "Pause: stop the clock.")
REMOVE = LineCommand("remove", "x", "Remove the last wrong name (in a quiz, the last name).")
RIGHT = LineCommand("right", "i", "Count your answer as right from now on.")

NEXT = LineCommand("next", "n", "Go to the next question.")
BACK = LineCommand("back", "b", "Go to the previous question.")
CLEAR = LineCommand("clear", "c", "Clear your answer to this question.")
LEFT = LineCommand("left", "l", "Show unanswered and flagged questions and the time left.")
HAND_IN = LineCommand("end", "e", "Hand in the quiz.")
LEAVE = LineCommand("quit", "q", "Leave without handing in. Nothing is recorded.")
SURE = LineCommand("sure", "w", "Say how sure you are: guess, fairly sure or sure (type it again).")
MARK = LineCommand("flag", "*", "Flag or unflag this question.")

_MARK = ":"


def parse_command(
    line: str, commands: Sequence[LineCommand], *, bare: bool = False
) -> LineCommand | UnknownCommand | None:
    """Read a command from a line; None if the line is an answer.

    Args:
        line: the line typed.
        commands: the commands available here.
        bare: whether the colon may be left out.
    """
    text = plain(line).casefold()
    if text == HELP.sign:
        return HELP
    is_marked = text.startswith(_MARK) and not text.startswith(2 * _MARK)
    name = text.removeprefix(_MARK).strip() if is_marked else text
    found = next((command for command in commands if name in (command.word, command.sign)), None)
    if is_marked:
        return found or UnknownCommand(
            f"Unknown command {text}. Type ? for help. If this is your answer, type two colons."
        )
    return found if bare else None


def unescape_answer(line: str) -> str:
    """Return the answer in a line: a doubled sign at its start becomes a single one."""
    text = plain(line)
    is_doubled = text.startswith(2 * _MARK) or text == 2 * HELP.sign
    return line.strip()[1:] if is_doubled else line


def list_commands(commands: Sequence[LineCommand], *, bare: bool = False) -> Iterator[str]:
    """Yield the help on commands."""
    if bare:
        yield "Commands (the colon is optional here):"
    else:
        yield "Commands (type the colon too):"
    for command in commands:
        sign = command.sign if command is HELP else f":{command.sign}"
        yield f"{sign} or :{command.word}. {command.about}"
    if not bare:
        yield "If your answer starts with a colon, type two colons."

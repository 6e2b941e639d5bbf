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


HELP = LineCommand("help", "?", "Tells what can be typed here.")
REPEAT = LineCommand("repeat", "r", "Says it again.")
QUIT = LineCommand("quit", "q", "Ends here. Every answer is saved already.")
UNDO = LineCommand("undo", "u", "Takes the last answer back and asks it again.")
SUSPEND = LineCommand("suspend", "@", "Does not ask this any more, until you resume it.")
BURY = LineCommand("bury", "-", "Does not ask this before tomorrow.")
FLAG = LineCommand("flag", "*", "Marks this, or takes the mark away.")
HINT = LineCommand("hint", "h", "Tells the hint, where there is one.")
SHOW = LineCommand("show", "g", "Tells the answer. It counts as not recalled.")
SKIP = LineCommand("skip", "s", "Leaves this for another session. Nothing is recorded.")
PAUSE = LineCommand("pause", "p", "Stops the clock until you go on.")
REMOVE = LineCommand("remove", "x", "Removes the last wrong name; in a quiz, the last name.")
RIGHT = LineCommand("right", "i", "Counts your answer as right from now on.")

NEXT = LineCommand("next", "n", "Goes to the next question.")
BACK = LineCommand("back", "b", "Goes to the question before.")
CLEAR = LineCommand("clear", "c", "Takes your answer to this question back.")
LEFT = LineCommand("left", "l", "Tells what is not answered, what is marked, and the time left.")
HAND_IN = LineCommand("end", "e", "Hands the quiz in.")
LEAVE = LineCommand("quit", "q", "Leaves without handing in. Nothing is recorded.")
MARK = LineCommand("flag", "*", "Marks this question, or takes the mark away.")

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
            f"There is no command {text} here. Type ? for help. "
            f"If it is your answer, type the colon twice."
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
        yield "Commands. The colon may be left out here."
    else:
        yield "Commands. Type the colon too."
    for command in commands:
        sign = command.sign if command is HELP else f":{command.sign}"
        yield f"{sign} or :{command.word}. {command.about}"
    if not bare:
        yield "If your answer begins with a colon, type the colon twice."

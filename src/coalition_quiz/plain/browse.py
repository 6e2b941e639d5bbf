"""Browsing in line mode: search cards, read them, set them aside."""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from coalition_quiz.authoring.editor import (
    NO_EDITOR,
    chosen_editor,
    editor_command,
    has_window,
    run_editor,
    start_editor,
)
from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.scheduling.item_flags import ItemAction
from coalition_quiz.core.search.card_table import Sort
from coalition_quiz.plain import commands
from coalition_quiz.plain.commands import LineCommand, list_commands, parse_command
from coalition_quiz.plain.console import (
    Console,
    EndOfInput,
    LeaveRequested,
    Saver,
    standard_console,
)
from coalition_quiz.plain.questions import INTERRUPTED
from coalition_quiz.plain.quiz import run_quiz_on
from coalition_quiz.plain.study import run_study
from coalition_quiz.services.card_browser import CardBrowser
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import HistoryError, QuizError
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording import browse as browsed
from coalition_quiz.wording.browse import describe_row, describe_with_history
from coalition_quiz.wording.cards import counted

_PAGE = 10
_NUMBER = re.compile(r"[0-9]{1,7}")
_WELCOME = "Type a card's number for details, ? for help, or q to quit."
_ALL_WAYS = f"{_WELCOME} Type / and words to search."
_HELP = (
    "A number: show that card.",
    "Enter: show the next cards.",
    'A slash and words: search, for example / is:due tag:rivers -lake. You can use "phrases",',
    "tag:, deck:, kind: and is:, and put - before a term to exclude it.",
)
_NO_CARD = "Type the number of a card first."
_RESETS = "Reset this card and forget all progress on it? Type y or n."

_SUSPEND = LineCommand("suspend", "@", "Suspend or resume the card.")
_BURY = LineCommand("bury", "-", "Bury the card until tomorrow, or unbury it.")
_FLAG = LineCommand("flag", "*", "Flag or unflag the card.")
_RESET = LineCommand("reset", "r", "Reset the card to new (asks first).")
_EDIT = LineCommand("edit", "e", "Edit the card in your editor.")
_UNDO = LineCommand("undo", "u", "Undo the last change.")
_SORT = LineCommand("order", "o", "Sort by the next column: due date, recall and so on.")
_STUDY = LineCommand("study", "s", "Study the cards found, due or not.")
_QUIT = LineCommand("quit", "q", "Quit.")
_OF_A_CARD = (_SUSPEND, _BURY, _FLAG, _RESET, _EDIT)
_COMMANDS = (commands.HELP, *_OF_A_CARD, _UNDO, _SORT, _STUDY, _QUIT)


def run_browse(workspace: Workspace, query: str, console: Console | None = None) -> int:
    """Browse cards until the learner quits or the input ends.

    Args:
        workspace: the decks and the history.
        query: the first search.
        console: reads and writes; by default the standard streams.

    Returns:
        The exit code: 0, or 130 after Ctrl+C.
    """
    console = console or standard_console()
    try:
        _Browsing(workspace, console).run(query)
    except (EndOfInput, LeaveRequested):
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


class _Browsing:
    """The cards found, how many of them were listed, and the card chosen."""

    def __init__(self, workspace: Workspace, console: Console) -> None:
        self._workspace = workspace
        self._console = console
        self._saver = Saver(console)
        self._browser = CardBrowser(workspace)
        self._query = ""
        self._sort = Sort.DECK
        self._found: list[int] = []
        self._listed = 0
        self._card: int | None = None

    def run(self, query: str) -> None:
        """Search, then run commands until the learner quits."""
        self._console.say(_WELCOME)
        self._search(query)
        while self._handle(self._console.read("Next:").strip()):
            pass

    def _handle(self, line: str) -> bool:
        """Handle a line; return whether to continue."""
        if not line:
            self._more()
        elif line.startswith("/"):
            self._search(line[1:])
        elif _NUMBER.fullmatch(plain(line)):
            self._show(int(plain(line)))
        else:
            return self._run(line)
        return True

    def _run(self, line: str) -> bool:
        command = parse_command(line, _COMMANDS, bare=True)
        calls: dict[object, Callable[[], object]] = {
            commands.HELP: lambda: self._console.say(*_HELP, *list_commands(_COMMANDS, bare=True)),
            _UNDO: self._undo,
            _SORT: self._sort_next,
            _STUDY: self._study,
        }
        if command in _OF_A_CARD:
            self._change(command)
        elif command != _QUIT:
            calls.get(command, lambda: self._console.say(_ALL_WAYS))()
        return command != _QUIT

    # Finding

    def _search(self, text: str) -> None:
        self._query = text.strip()
        query = self._browser.parse(self._query)
        self._found = self._browser.find(query, self._sort)
        self._listed, self._card = 0, None
        cards = counted(len(self._browser.catalogue.rows), "card")
        self._console.say(query.problem, f"{len(self._found):,} of {cards}.")
        self._more()

    def _sort_next(self) -> None:
        sorts = tuple(Sort)
        self._sort = sorts[(sorts.index(self._sort) + 1) % len(sorts)]
        self._console.say(f"Sorted by {self._sort.value}.")
        self._search(self._query)

    def _more(self) -> None:
        start, end = self._listed, min(self._listed + _PAGE, len(self._found))
        for number, at in enumerate(islice(self._found, start, end), start=start + 1):
            row, standing = self._browser.catalogue.rows[at], self._browser.status(at)
            self._console.say(f"{number}. {describe_row(row, standing, self._browser.day)}")
        self._listed = end
        left = len(self._found) - end
        nothing = browsed.NONE_FOUND if self._browser.catalogue.rows else browsed.NO_CARDS
        self._console.say(
            f"{left:,} more. Press Enter for the next." if left else "",
            "" if self._found else nothing,
            "That is all." if self._found and not left else "",
        )

    # Reading

    def _show(self, number: int) -> None:
        if not 1 <= number <= len(self._found):
            self._console.say(
                f"There is no such card. Type a number from 1 to {len(self._found):,}."
            )
            return
        self._card = self._found[number - 1]
        browser, row = self._browser, self._browser.catalogue.rows[self._card]
        stories = [
            browsed.ItemHistory(
                item, browser.progress(item), browser.flags(item), browser.answers(item)
            )
            for item in row.items
        ]
        self._console.pause()
        self._console.say(
            *describe_with_history(row, browser.status(self._card), browser.day, stories)
        )

    # Changing

    def _change(self, command: object) -> None:
        if self._card is None:
            self._console.say(_NO_CARD)
        elif command == _EDIT:
            self._edit(self._card)
        elif command != _RESET or self._confirms(_RESETS):
            calls: dict[object, Callable[[Sequence[int]], ItemAction]] = {
                _SUSPEND: self._browser.suspend,
                _BURY: self._browser.bury,
                _FLAG: self._browser.flag,
                _RESET: self._browser.reset,
            }
            card = [self._card]
            self._console.say(
                browsed.describe_action(self._saver.save(lambda: calls[command](card)), "u")
            )

    def _confirms(self, question: str) -> bool:
        self._console.say(question)
        return self._console.word("y or n:") in ("y", "yes")

    def _undo(self) -> None:
        try:
            done = self._saver.save(self._browser.undo)
        except HistoryError as error:
            self._console.say(str(error))
        else:
            self._console.say(browsed.describe_undo(done) if done else browsed.NOTHING_TO_UNDO)

    def _study(self) -> None:
        items = self._browser.to_study(self._found)
        if not items:
            self._console.say(browsed.NOTHING_TO_STUDY)
            return
        run_study(self._workspace, StudyRequest(items=items), run_quiz_on, self._console)
        self._console.say("Back to the cards.")
        self._refresh()

    def _edit(self, card: int) -> None:
        row = self._browser.catalogue.rows[card]
        path, editor = Path(row.deck.path), chosen_editor()
        if not editor:
            where = on_one_line(f"The card is in {path}, line {row.card.line}.")
            self._console.say(NO_EDITOR, where)
            return
        command = editor_command(editor, path, row.card.line)
        if has_window(command):
            # This editor stays open: only what was saved before Enter is read.
            self._console.say(start_editor(command, self._console.say))
            self._console.say("Press Enter when you have saved.")
            self._console.read("Saved:")
        else:
            self._console.say(run_editor(command))
        try:
            self._workspace.read_again(str(path))
        except QuizError as error:
            self._console.say(str(error))
        self._refresh()

    def _refresh(self) -> None:
        """Show what was answered or edited in the meantime."""
        self._browser.refresh()
        self._search(self._query)

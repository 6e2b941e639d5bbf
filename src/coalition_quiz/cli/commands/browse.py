"""`coalition-quiz browse`: search cards on a screen, in line mode, as text or as JSON."""

import json
import sys
from typing import TYPE_CHECKING, Any

from coalition_quiz.cli.arguments import add_flag, add_json, utf8_text
from coalition_quiz.cli.notes import note_losses, print_note, read_learner_settings, reading_decks
from coalition_quiz.cli.terminal import is_interactive_terminal, wants_lines
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.search.card_status import CardRow, state_of
from coalition_quiz.core.search.query import IS
from coalition_quiz.history.history import History
from coalition_quiz.library.discovery import stocked_shelf
from coalition_quiz.library.library import read_shelf
from coalition_quiz.services.card_browser import CardBrowser
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line, printable
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_DIGITS = 4


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `browse`."""
    parser.add_argument(
        "query",
        type=utf8_text,
        nargs="*",
        metavar="QUERY",
        help="what to find: words, tag:T, deck:D, kind:K, is:due|new|suspended|buried|flagged|"
        "leech|stale|retired|changed; put - before a term to exclude it, and write -- first, as in "
        "`browse -- -is:new`",
    )
    add_flag(parser, "--plain", "print plain text, line by line; in a pipe, one card per line")
    add_json(parser, "print the cards as JSON, one object per line")


def run(arguments: "Namespace") -> int:
    """Run `browse`: show or print the cards that match a query, or every card."""
    query = " ".join(arguments.query)
    here = places()
    settings = read_learner_settings(here)
    shelf = stocked_shelf(here, settings)
    with reading_decks() as tell:
        library = read_shelf(shelf, here.cache, tell)
    note_losses(shelf, [deck.id for deck in library.decks])
    on_screen = not (arguments.json or wants_lines(arguments.plain))
    # With a pipe at either end, cards are printed for other programs.
    acts = on_screen or (is_interactive_terminal() and not arguments.json)
    open_history = History.open if acts else History.open_readonly
    with open_history(here.history) as history:
        clock = SystemClock(settings.day_start_min)
        workspace = Workspace(library, history, clock, ItemLocks(here.cache / "claims"), settings)
        if acts:
            workspace.history.record_renames(workspace.library.renames(), workspace.clock.now())
            return _show(workspace, query) if on_screen else _run_lines(workspace, query)
        _print(workspace, query, as_json=arguments.json)
    return 0


def _run_lines(workspace: Workspace, query: str) -> int:
    from coalition_quiz.plain.browse import run_browse  # noqa: PLC0415 - pipes do not need it

    return run_browse(workspace, query)


def _show(workspace: Workspace, query: str) -> int:
    from coalition_quiz.tui.app import run as draw  # noqa: PLC0415 - Textual is slow to load
    from coalition_quiz.tui.navigation import Browse  # noqa: PLC0415

    draw(workspace, Browse(query))
    return 0


def _print(workspace: Workspace, text: str, *, as_json: bool) -> None:
    for clash in workspace.library.clashes:
        print_note(clash)
    if problems := workspace.library.problems:
        found = counted(problems, "problem")
        print_note(f"{found} in decks. Run `coalition-quiz check` for details.")
    browser = CardBrowser(workspace)
    query = browser.parse(text)
    if query.problem:
        raise UsageError(printable(query.problem))
    line = _as_json if as_json else _as_line
    sys.stdout.writelines(line(browser, at) + "\n" for at in browser.find(query))


def _as_line(browser: CardBrowser, at: int) -> str:
    """Write a card as tab-separated fields: id, state, days until it is due, prompt."""
    row, standing = browser.catalogue.rows[at], browser.status(at)
    due = "" if standing.due_day is None else str(standing.due_day - browser.day)
    prompt = " ".join(printable(row.card.body.prompt).split())
    return "\t".join((on_one_line(row.key), state_of(standing), due, prompt))


def _as_json(browser: CardBrowser, at: int) -> str:
    # ASCII, so that no control character reaches the terminal.
    row, standing = browser.catalogue.rows[at], browser.status(at)
    return json.dumps(
        {
            **_about(row),
            "state": state_of(standing),
            "is": [name for name, mark in IS.items() if standing.marks & mark],
            "due_in_days": None if standing.due_day is None else standing.due_day - browser.day,
            "items": [
                _item(item, browser.progress(item), browser.flags(item), browser.day)
                for item in row.items
            ],
        }
    )


def _about(row: CardRow) -> dict[str, Any]:
    deck, card = row.deck, row.card
    dates = {"as_of": card.as_of, "review_by": card.review_by}
    return {
        "card": row.key,
        "deck": deck.id,
        "kind": card.kind,
        "prompt": card.body.prompt,
        "answers": card.body.answer_lines,
        "tags": card.tags,
        "source": card.source.in_words() if card.source else None,
        **{name: str(date) if date else None for name, date in dates.items()},
        "path": deck.path,
        "line": card.line,
    }


def _item(item: str, progress: Progress | None, flags: ItemFlags, day: int) -> dict[str, Any]:
    return {
        "item": item,
        "suspended": flags.suspended,
        "buried": flags.buried_until > day,
        "flagged": flags.flagged,
        **(_memory(progress, day) if progress else {"reviews": 0}),
    }


def _memory(progress: Progress, day: int) -> dict[str, Any]:
    return {
        "reviews": progress.reviews,
        "lapses": progress.lapses,
        "due_in_days": progress.due_day - day,
        "stability": round(progress.stability, _DIGITS),
        "difficulty": round(progress.memory.difficulty, _DIGITS),
        "recall": round(recall(progress, day), _DIGITS),
    }

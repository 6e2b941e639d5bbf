"""`coalition-quiz browse`: every card, on a screen, in a talk, a line each, or as JSON."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple, TextIO

from coalition_quiz.cli.notes import note, note_losses, read_settings
from coalition_quiz.cli.read_decks import reading_decks
from coalition_quiz.cli.terminal import is_spoken_to, wants_lines
from coalition_quiz.core.scheduling.fsrs import retrievability
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import Progress
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
from coalition_quiz.wording.cards import cited, counted

_DIGITS = 4


class BrowseOutput(NamedTuple):
    """How the cards are wished for: plain, as JSON, or else on a screen."""

    plain: bool = False
    json: bool = False


def browse(words: Sequence[str], telling: BrowseOutput, out: TextIO) -> int:
    """Show or print the cards of which a query holds; every card where there is none."""
    query = " ".join(words)
    here = places()
    settings = read_settings(here)
    shelf = stocked_shelf(here, settings)
    with reading_decks() as tell:
        library = read_shelf(shelf, here.cache, tell)
    note_losses(shelf, [deck.id for deck in library.decks])
    on_screen = not (telling.json or wants_lines(telling.plain))
    # Where a pipe is at either end, cards are printed for other programs.
    acts = on_screen or (is_spoken_to() and not telling.json)
    with (History.open if acts else History.open_readonly)(here.history) as history:
        clock = SystemClock(settings.day_start_min)
        workspace = Workspace(library, history, clock, ItemLocks(here.cache / "claims"), settings)
        if acts:
            workspace.history.record_renames(workspace.library.renames(), workspace.clock.now())
            return _show(workspace, query) if on_screen else _talk(workspace, query)
        _print(workspace, query, telling, out)
    return 0


def _talk(workspace: Workspace, query: str) -> int:
    from coalition_quiz.plain.browse import run_browse  # noqa: PLC0415 - pipes need none of it

    return run_browse(workspace, query)


def _show(workspace: Workspace, query: str) -> int:
    from coalition_quiz.tui.app import run  # noqa: PLC0415 - nothing else pays for Textual
    from coalition_quiz.tui.navigation import Browse  # noqa: PLC0415

    run(workspace, Browse(query))
    return 0


def _print(workspace: Workspace, text: str, telling: BrowseOutput, out: TextIO) -> None:
    for clash in workspace.library.clashes:
        note(clash)
    if problems := workspace.library.problems:
        note(f"{counted(problems, 'problem')} in decks; `coalition-quiz check` tells.")
    browser = CardBrowser(workspace)
    query = browser.parse(text)
    if query.problem:
        raise UsageError(printable(query.problem))
    line = _as_json if telling.json else _as_line
    out.writelines(line(browser, at) + "\n" for at in browser.find(query))


def _as_line(browser: CardBrowser, at: int) -> str:
    """A card with tabs between: its id, its state, in how many days it comes due, its prompt."""
    row, standing = browser.catalogue.rows[at], browser.status(at)
    due = "" if standing.due_day is None else str(standing.due_day - browser.day)
    prompt = " ".join(printable(row.card.body.prompt).split())
    return "\t".join((on_one_line(row.key), state_of(standing), due, prompt))


def _as_json(browser: CardBrowser, at: int) -> str:
    # ASCII, so that nothing in it can steer a terminal.
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
        "source": cited(card.source) if card.source else None,
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
        "recall": round(retrievability(progress.memory, day), _DIGITS),
    }

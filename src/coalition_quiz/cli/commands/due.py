"""`coalition-quiz due`: count due and new items, in total and per deck.

Status bars and shell prompts call it. It reads the index of the decks and the agenda of today,
and imports neither Textual nor YAML, FSRS or msgspec.
"""

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from coalition_quiz.cli.notes import installed_decks, print_note, read_learner_settings
from coalition_quiz.history.agenda import Agenda, open_agenda
from coalition_quiz.library.cache import DeckEntry
from coalition_quiz.library.index import item_ids
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `due`."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: "Namespace") -> int:
    """Run `due`."""
    return due(arguments.json, sys.stdout)


def due(as_json: bool, out: TextIO) -> int:
    """Print the numbers of due and new items.

    In JSON, `due` and `new` are sums over the decks, and `new_today` is the number of new items
    within today's limit.
    """
    here = places()
    settings = read_learner_settings(here)
    listed = installed_decks(here, settings)
    day = SystemClock(settings.day_start_min).now().study_day
    summaries = [deck.summary(partial(item_ids, deck, here.cache)) for deck in listed]
    with open_agenda(here.history, summaries, day) as agenda:
        counts = count_items(listed, agenda, settings.new_per_day)
    if as_json:
        out.write(json.dumps(counts) + "\n")
    else:
        out.write(_table(counts))
        _note_offers(listed, here.cache)
    return 0


def _note_offers(listed: Sequence[DeckEntry], cache: Path) -> None:
    from coalition_quiz.authoring.renames.join_offers import (  # noqa: PLC0415 - JSON has none
        BY_COMMAND,
        JoinOffers,
        offered,
    )

    if offer := offered(JoinOffers(cache).count(listed), BY_COMMAND):
        print_note(offer)


def count_items(listed: Sequence[DeckEntry], agenda: Agenda, new_per_day: int) -> dict[str, Any]:
    """Count due and new items, in total and per deck."""
    tally = agenda.counts(new_per_day - agenda.introduced)
    new_in = agenda.new_per_deck()
    decks = [
        {
            "deck": deck.deck,
            "title": deck.title,
            "due": tally.due.get(deck.deck, 0),
            "new": new_in[deck.deck],
        }
        for deck in listed
    ]
    return {
        "due": sum(tally.due.values()),
        "new": sum(new_in.values()),
        "new_today": tally.new_today,
        "decks": decks,
    }


def _table(counts: dict[str, Any]) -> str:
    rows = [("due", "new", "deck"), *((d["due"], d["new"], d["title"]) for d in counts["decks"])]
    total = f"{counts['due']} due · {counts['new_today']} of {counts['new']} new today"
    return "".join(f"{due:>5} {new:>5}  {on_one_line(title)}\n" for due, new, title in rows) + (
        f"{total}\n"
    )

"""`coalition-quiz due`: how much is due and new, in all and per deck.

Made to be called by status bars and shell prompts: it reads an index of the decks and what the
history has of today, and imports neither Textual nor YAML, FSRS or msgspec.
"""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any, TextIO

from coalition_quiz.authoring.renames.join_offers import BY_COMMAND, JoinOffersFile, offered
from coalition_quiz.cli.notes import installed_decks, note, read_settings
from coalition_quiz.history.due.agenda import Agenda, open_agenda
from coalition_quiz.library.cached_deck import DeckEntry
from coalition_quiz.library.index import item_ids
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line


def due(as_json: bool, out: TextIO) -> int:
    """Print what is due now and what was never asked.

    In JSON, `due` and `new` are the sums of the decks', and `new_today` is how many of the new
    items today's limit still lets in.
    """
    here = places()
    settings = read_settings(here)
    listed = installed_decks(here, settings)
    day = SystemClock(settings.day_start_min).now().study_day
    summaries = [deck.summary(partial(item_ids, deck, here.cache)) for deck in listed]
    with open_agenda(here.history, summaries, day) as agenda:
        counts = count(listed, agenda, settings.new_per_day)
    if as_json:
        out.write(json.dumps(counts) + "\n")
    else:
        out.write(_table(counts))
        if said := offered(JoinOffersFile(here.cache).count(listed), BY_COMMAND):
            note(said)
    return 0


def count(listed: Sequence[DeckEntry], agenda: Agenda, new_per_day: int) -> dict[str, Any]:
    """What is due and new, in all and per deck."""
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

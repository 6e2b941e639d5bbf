"""`coalition-quiz due`: how much is due and new, in all and per deck.

Made to be called by status bars and shell prompts: it reads an index of the decks and the
states of the items, and imports neither Textual nor YAML, FSRS or msgspec.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from coalition_quiz.clock import SystemClock
from coalition_quiz.commands.notes import installed_decks, read_settings
from coalition_quiz.deck_index import Listed, ids_of
from coalition_quiz.history.agenda import Standing, read_agenda
from coalition_quiz.learning.ids import deck_of
from coalition_quiz.learning.queue import NO_WISHES, Limits, Reason, Wishes, build_queue
from coalition_quiz.places import places
from coalition_quiz.text import printable


def due(as_json: bool, out: TextIO) -> int:
    """Print what is due now and what was never asked.

    In JSON, `due` and `new` are the sums of the decks', and `new_today` is how many of the new
    items today's limit still lets in.
    """
    here = places()
    settings = read_settings(here)
    listed = installed_decks(here, settings)
    day = SystemClock(settings.day_start_min).now().study_day
    agenda = read_agenda(here.history)
    left = settings.new_per_day - agenda.introduced_on(day)
    changed = {item: since for deck in listed for item, since in deck.changes}
    wishes = Wishes(agenda.resting(day), changed)
    items = [item for deck in listed for item in ids_of(deck, here.cache)]
    counts = count(listed, items, _renamed(agenda.by_any_id(), listed), day, left, wishes)
    if as_json:
        out.write(json.dumps(counts) + "\n")
    else:
        out.write(_table(counts))
    return 0


def count(
    listed: Sequence[Listed],
    asked: Sequence[str],
    known: Mapping[str, Standing],
    day: int,
    new_left: int,
    wishes: Wishes = NO_WISHES,
) -> dict[str, Any]:
    """What is due and new on `day`, in all and per deck."""
    items = [item for item in asked if item not in wishes.resting]
    queue = build_queue(items, known, day, Limits(new_left), wishes)
    due_in = Counter(deck_of(entry.item) for entry in queue if entry.reason is not Reason.NEW)
    new_in = Counter(deck_of(item) for item in items if item not in known)
    decks = [
        {
            "deck": deck.deck,
            "title": deck.title,
            "due": due_in[deck.deck],
            "new": new_in[deck.deck],
        }
        for deck in listed
    ]
    return {
        "due": due_in.total(),
        "new": new_in.total(),
        "new_today": len(queue) - due_in.total(),
        "decks": decks,
    }


def _renamed(known: dict[str, Standing], listed: Sequence[Listed]) -> dict[str, Standing]:
    # The app writes renames down when it opens; until then they are followed here.
    for deck in listed:
        for earlier, now in deck.renames:
            if earlier in known:
                known.setdefault(now, known[earlier])
    return known


def _table(counts: dict[str, Any]) -> str:
    rows = [("due", "new", "deck"), *((d["due"], d["new"], d["title"]) for d in counts["decks"])]
    total = f"{counts['due']} due · {counts['new_today']} of {counts['new']} new today"
    return "".join(f"{due:>5} {new:>5}  {printable(title)}\n" for due, new, title in rows) + (
        f"{total}\n"
    )

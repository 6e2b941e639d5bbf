"""`coalition-quiz log`: print all recorded events, oldest first."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from coalition_quiz.cli.arguments import add_json
from coalition_quiz.cli.notes import print_note
from coalition_quiz.core.events import ACCEPT, ALIAS, APART, UNDO, Event
from coalition_quiz.history.connection import is_missing_or_empty
from coalition_quiz.history.history import History
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the learner's local time has no zone
_RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `log`."""
    add_json(parser)


def run(arguments: "Namespace") -> int:
    """Run `log`."""
    return log(places().history, arguments.json, sys.stdout)


def log(history_path: Path, as_json: bool, out: TextIO) -> int:
    """Print one event per line; as JSON, an object with the fields of the table ``event``."""
    if is_missing_or_empty(history_path):
        print_note(f"Nothing has been recorded yet (there is no history at {history_path}).")
        return 0
    line = _json if as_json else _text
    with History.open_readonly(history_path) as history:
        out.writelines(line(event) + "\n" for event in history.events())
    return 0


def _json(event: Event) -> str:
    # ASCII, so that no control character reaches the terminal.
    return json.dumps(msgspec.structs.asdict(event))


def _text(event: Event) -> str:
    about = " · ".join(_details(event))
    line = f"{_local_time(event)}  {event.kind:<6}  {event.item}  {about}".rstrip()
    return on_one_line(line)


def _local_time(event: Event) -> str:
    try:
        at = _EPOCH + timedelta(milliseconds=event.at_ms, minutes=event.tz_min)
    except OverflowError:
        return f"{event.at_ms} ms"
    return at.strftime("%Y-%m-%d %H:%M")


def _details(event: Event) -> Iterator[str]:
    if event.kind == UNDO:
        yield f"undoes {event.target}"
    elif event.kind == ALIAS:
        yield f"is now {event.target}"
    elif event.kind == APART:
        yield f"is not {event.target}"
    elif event.kind == ACCEPT:
        yield f"“{event.payload.get('text')}”"
    yield from _rating(event.payload)
    if isinstance(verdict := event.payload.get("verdict"), str):
        yield verdict
    if isinstance(ms := event.payload.get("ms"), int):
        yield f"{ms / 1000:.1f} s"


def _rating(payload: dict[str, Any]) -> Iterator[str]:
    rating = payload.get("rating")
    if rating is not None:
        yield _RATINGS.get(rating, str(rating)) if isinstance(rating, int) else str(rating)

"""`coalition-quiz join`: give new questions the history of missing ones that they resemble."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coalition_quiz.authoring.renames.join import JoinPair, find_pairs
from coalition_quiz.authoring.renames.join_offers import JoinOffers
from coalition_quiz.cli.arguments import add_decks, add_flag, add_json
from coalition_quiz.cli.notes import print_note
from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.core.events import ALIAS, APART, Event
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_NONE = "No new question looks like one that you learnt and that is gone."
_HOW = (
    "Run `coalition-quiz join --yes` to join them, or run it in a terminal to decide on each pair."
)
_UNDO = "To undo this, run `coalition-quiz join --undo`."
_NOTHING_TO_UNDO = "There is no decision about joining questions to undo."
_ASK = "Join them? y: yes; n: no, and do not ask again; Enter: not now."


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `join`."""
    add_decks(parser)
    add_flag(parser, "--yes", "join all of them without asking")
    add_flag(parser, "--undo", "undo your last decision")
    add_json(parser, "print JSON, one object per line")


def run(arguments: "Namespace") -> int:
    """Run `join`: list the pairs, and join those that the user agrees to."""
    with opened_workspace(arguments.decks) as workspace:
        if arguments.undo:
            _undo(workspace)
            return 0
        pairs = _find(workspace)
        if not pairs:
            print_note(_NONE)
        elif arguments.json or arguments.yes or not _can_ask():
            sys.stdout.writelines(map(_as_json if arguments.json else _as_text, pairs))
            if arguments.yes:
                _settle(workspace, _Chosen([*pairs], []))
            else:
                print_note(_HOW)
        else:
            _settle(workspace, _ask_for_each(pairs))
    return 0


class _Chosen(NamedTuple):
    """The pairs to join, and the pairs to keep apart."""

    same: list[JoinPair]
    apart: list[JoinPair]


def _find(workspace: Workspace) -> tuple[JoinPair, ...]:
    return find_pairs(workspace.history.path, workspace.library, JoinOffers(workspace.cache)) or ()


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask_for_each(pairs: Sequence[JoinPair]) -> _Chosen:
    """Ask about each pair until the input ends."""
    chosen = _Chosen([], [])
    for pair in pairs:
        sys.stdout.write(_as_text(pair))
        sys.stdout.flush()
        sys.stderr.write(f"{_ASK} ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            break
        match answer.strip().casefold():
            case "y" | "yes":
                chosen.same.append(pair)
            case "n" | "no":
                chosen.apart.append(pair)
    return chosen


def _settle(workspace: Workspace, chosen: _Chosen) -> None:
    same, apart = ([item for pair in pairs for item in pair.items] for pairs in chosen)
    if not same and not apart:
        return
    workspace.settle(same, apart)
    _find(workspace)  # updates the number that `due` offers
    if chosen.same:
        print_note(f"Joined {counted(len(chosen.same), 'pair')}.")
    if chosen.apart:
        print_note(f"Kept {counted(len(chosen.apart), 'pair')} apart.")
    print_note(_UNDO)


def _undo(workspace: Workspace) -> None:
    last = _last(list(_decisions(workspace.history.events())))
    if not last:
        print_note(_NOTHING_TO_UNDO)
        return
    workspace.undo_events(last)
    _find(workspace)
    for event in last:
        what = "joined with" if event.kind == ALIAS else "kept apart from"
        print_note(on_one_line(f"{event.item} is no longer {what} {event.target}."))


def _decisions(events: Iterator[Event]) -> Iterator[Event]:
    """Yield the learner's decisions on pairs that were not undone."""
    there = list(events)
    undone = undone_refs(there)
    for event in there:
        is_ours = event.kind == APART or (event.kind == ALIAS and event.payload.get("chosen"))
        if is_ours and event.ref not in undone:
            yield event


def _last(events: Sequence[Event]) -> list[Event]:
    """Return the events of the last decision: they share a time and a device."""
    return [
        event
        for event in events
        if (event.device, event.at_ms) == (events[-1].device, events[-1].at_ms)
    ]


def _as_text(pair: JoinPair) -> str:
    before = pair.before or "(its text was not recorded)"
    rows = (
        f"{pair.old} → {pair.new} ({pair.deck})",
        f"  old: {' '.join(before.split())}",
        f"  new: {' '.join(pair.now.split())}",
    )
    return "".join(f"{on_one_line(row)}\n" for row in rows)


def _as_json(pair: JoinPair) -> str:
    # ASCII, so that no control character reaches the terminal.
    about: dict[str, str | None] = {
        "deck": pair.new.partition("/")[0],
        "old": pair.old,
        "new": pair.new,
    }
    about |= {"old_question": pair.before or None, "new_question": pair.now}
    return json.dumps(about) + "\n"

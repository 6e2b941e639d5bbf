"""`coalition-quiz join`: new questions that look like ones that are gone, joined with them."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from coalition_quiz.authoring.renames.join import JoinPair, find_pairs
from coalition_quiz.authoring.renames.join_offers import JoinOffersFile
from coalition_quiz.cli.notes import note
from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.core.events import ALIAS, APART, Event
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

_NONE = "No new question looks like one that you learnt and that is gone."
_HOW = "Run `coalition-quiz join --yes` to join them, or run it in a terminal to be asked for each."
_UNDO = "To undo this, run `coalition-quiz join --undo`."
_NOTHING_TO_UNDO = "You have not joined questions or kept any apart, or it is undone already."
_ASK = "Join them? y: yes, n: no, and do not ask again, Enter: not now."


class Wishes(NamedTuple):
    """What the user asked for.

    Attributes:
        yes: to join all without being asked.
        undo: to take back what was done last instead.
        as_json: to have an object printed for each pair.
    """

    yes: bool = False
    undo: bool = False
    as_json: bool = False


class _Chosen(NamedTuple):
    """What becomes of the pairs."""

    same: list[JoinPair]
    apart: list[JoinPair]


def join(names: Sequence[str], wishes: Wishes, out: TextIO) -> int:
    """List the pairs, and join those that the user agrees to.

    Args:
        names: of decks, as ids, files or folders; all decks if empty.
        wishes: what else was asked for.
        out: where to list them.

    Raises:
        QuizError: if a name is no deck, or the history cannot be read or written.
    """
    with opened_workspace(names) as workspace:
        if wishes.undo:
            _undo(workspace)
            return 0
        pairs = _found(workspace)
        if not pairs:
            note(_NONE)
        elif wishes.as_json or wishes.yes or not _can_ask():
            write = _as_json if wishes.as_json else _as_text
            out.writelines(map(write, pairs))
            if wishes.yes:
                _settle(workspace, _Chosen([*pairs], []))
            else:
                note(_HOW)
        else:
            _settle(workspace, _asked(pairs, out))
    return 0


def _found(workspace: Workspace) -> tuple[JoinPair, ...]:
    return (
        find_pairs(workspace.history.path, workspace.library, JoinOffersFile(workspace.cache)) or ()
    )


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(pairs: Sequence[JoinPair], out: TextIO) -> _Chosen:
    """Ask for each pair, until the input ends."""
    chosen = _Chosen([], [])
    for pair in pairs:
        out.write(_as_text(pair))
        out.flush()
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
    _found(workspace)  # so that `due` knows how many are left
    if chosen.same:
        note(f"Joined {counted(len(chosen.same), 'pair')}.")
    if chosen.apart:
        note(f"Kept {counted(len(chosen.apart), 'pair')} apart.")
    note(_UNDO)


def _undo(workspace: Workspace) -> None:
    last = _last(list(_standing(workspace.history.events())))
    if not last:
        note(_NOTHING_TO_UNDO)
        return
    workspace.undo_events(last)
    _found(workspace)
    for event in last:
        what = "joined with" if event.kind == ALIAS else "kept apart from"
        note(on_one_line(f"{event.item} is no longer {what} {event.target}."))


def _standing(events: Iterator[Event]) -> Iterator[Event]:
    """What the learner said of pairs, unless it was taken back."""
    there = list(events)
    undone = undone_refs(there)
    for event in there:
        is_ours = event.kind == APART or (event.kind == ALIAS and event.payload.get("chosen"))
        if is_ours and event.ref not in undone:
            yield event


def _last(events: Sequence[Event]) -> list[Event]:
    """The events of the last time: they have one time and one device."""
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
    # ASCII, so that nothing in it can steer a terminal.
    about: dict[str, str | None] = {
        "deck": pair.new.partition("/")[0],
        "old": pair.old,
        "new": pair.new,
    }
    about |= {"old_question": pair.before or None, "new_question": pair.now}
    return json.dumps(about) + "\n"

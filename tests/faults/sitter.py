"""A window without a screen: studies a home to the end, and tells when it asked what.

Run as a program with the home and a seed. Each line of its answer is JSON: the item, when it
was asked and when it was let go of (on the clock that all processes share), and the events that
were said to be saved.
"""

import json
import random
import sys
import time
from pathlib import Path

from coalition_quiz.core.kinds.true_false import TrueFalseResponse
from coalition_quiz.core.sessions.study import Answered, Asking
from coalition_quiz.history.history import History
from coalition_quiz.library.library import read_library
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.settings import Settings
from faults.homes import history_of


def main() -> None:
    """Study until there is nothing left that no other window asks."""
    home, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))
    with History.open(history_of(home)) as history:
        workspace = Workspace(
            read_library(sorted((home / "decks").iterdir())),
            history,
            SystemClock(240),
            ItemLocks(home / "cache" / "claims"),
            Settings(),
        )
        print("ready", flush=True)
        sys.stdin.readline()
        for _ in range(3):  # what was left to another window comes in the next session
            study_session = workspace.start_session(StudyRequest(new=10_000))
            while isinstance(study_session.session.phase, Asking):
                _ask(study_session, history, chance)
            study_session.leave()


def _ask(study_session: StudySession, history: History, chance: random.Random) -> None:
    entry, since, device = study_session.session.entry, time.monotonic(), history.device
    assert entry is not None
    before = sum(event.device == device for event in history.events(item=entry.item))
    if chance.random() < 0.5:
        time.sleep(chance.random() * 0.004)
    study_session.answer(TrueFalseResponse(chance.random() < 0.8))
    saved = [event.hash for event in history.events(item=entry.item)][before:]
    told = {"item": entry.item, "from": since, "to": time.monotonic(), "saved": saved}
    print(json.dumps(told), flush=True)
    if isinstance(study_session.session.phase, Answered):
        study_session.accept()


if __name__ == "__main__":
    main()

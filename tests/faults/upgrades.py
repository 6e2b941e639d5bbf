"""Kill -9 in the middle of long work: a history brought up to date, rebuilt, or restored."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from coalition_quiz.history.history import History
from faults.homes import damaged, events_of, findings, history_of, make_home, review
from faults.older import VERSIONS, make_older
from faults.places import program
from faults.running import environment
from faults.tally import Bench, Case, Tally

_EVENTS = 1_500
_OPEN = """
import sys
from pathlib import Path
from coalition_quiz.history.history import History
print("ready", flush=True)
with History.open(Path(sys.argv[1])) as history:
    history.rebuild()
print("done", flush=True)
"""
_DRAFTS = [review(f"kill/c{n % 40}", 19_000 + n // 3, n % 4 + 1) for n in range(_EVENTS)]


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    way, seed, kills = case
    home = make_home(folder / "home", 40)
    _WAYS[way](home, random.Random(seed), kills, tally, f"{way} {seed}")


def _migrating(home: Path, chance: random.Random, kills: int, tally: Tally, at: str) -> None:
    """Kill it on its way from each earlier version, then let it finish."""
    path = history_of(home)
    for number in range(kills):
        for file in home.glob("history.sqlite*"):
            file.unlink()
        make_older(path, VERSIONS[number % len(VERSIONS)], _DRAFTS)
        _open_and_kill(path, chance, tally)
        _expect_whole_copies(home, tally, f"{at}, kill {number}")
        _expect_all(path, _EVENTS, tally, f"{at}, kill {number}")


def _rebuilding(home: Path, chance: random.Random, kills: int, tally: Tally, at: str) -> None:
    path = history_of(home)
    with History.open(path) as history:
        history.append(_DRAFTS)
    for number in range(kills):
        _open_and_kill(path, chance, tally)
        _expect_all(path, _EVENTS, tally, f"{at}, kill {number}")


def _open_and_kill(path: Path, chance: random.Random, tally: Tally) -> None:
    tally.tried += 1
    with subprocess.Popen(
        [sys.executable, "-c", _OPEN, str(path)], env=environment(), stdout=subprocess.PIPE
    ) as opener:
        assert opener.stdout is not None
        opener.stdout.readline()
        time.sleep(chance.random() * 0.4)
        opener.send_signal(signal.SIGKILL)
        tally.count("had finished by then", int(b"done" in opener.stdout.read()))


def _expect_all(path: Path, events: int, tally: Tally, at: str) -> None:
    there = events_of(path)
    tally.expect_kept(range(events), range(len(there)), at)
    for finding in findings(path):
        tally.note("wrong", f"{at}: {finding}")


def _backing_up(home: Path, chance: random.Random, kills: int, tally: Tally, at: str) -> None:
    """Kill a session while the backup of its day is made beside it."""
    if find_spec("coalition_quiz.cli.commands.restore") is None:
        tally.leave_out("backups: none are made beside studying")
        return
    path = history_of(home)
    with History.open(path) as history:
        history.append(_DRAFTS)
    for number in range(kills):
        tally.tried += 1
        for copy in (home / "backups").glob("*"):
            copy.unlink()
        _start_and_kill(home, ("study", "kill", "--plain"), 0.3 + chance.random() * 2)
        _expect_whole_copies(home, tally, f"{at}, kill {number}")
        _expect_all(path, _EVENTS, tally, f"{at}, kill {number}")


def _start_and_kill(home: Path, arguments: tuple[str, ...], seconds: float) -> int:
    """Start the program, kill it after a while; 0 where it had come to its end."""
    with subprocess.Popen(
        [sys.executable, "-m", "coalition_quiz", *arguments],
        env={**environment(), "COALITION_QUIZ_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as started:
        time.sleep(seconds)
        started.kill()
    return started.returncode


def _restoring(home: Path, chance: random.Random, kills: int, tally: Tally, at: str) -> None:
    """Kill `restore`: then what was there stands, or what was to be put there, each whole."""
    if find_spec("coalition_quiz.cli.commands.restore") is None:
        tally.leave_out("restore: there is no such command")
        return
    path = history_of(home)
    with History.open(path) as history:
        history.append(_DRAFTS)
    _expect_done(program(home, "study", "kill", "--plain", typed="t\n\n:end\n"), tally, at)
    older = len(events_of(path)) - 1  # the backup of the day is from before the answer
    for number in range(kills):
        tally.tried += 1
        before = len(events_of(path))
        code = _start_and_kill(home, ("restore", "latest", "--yes"), 0.2 + chance.random())
        there = len(events_of(path))
        tally.acknowledged += there
        tally.count("restored by then", int(code == 0))
        if there not in (before, older):
            what = f"{at}, kill {number}: {there} events, of {before} before or {older} restored"
            tally.note("lost", what)
        _expect_whole_copies(home, tally, f"{at}, kill {number}")
        for finding in findings(path):
            tally.note("wrong", f"{at}, kill {number}: {finding}")


def _expect_whole_copies(home: Path, tally: Tally, at: str) -> None:
    """A copy that has its name is whole, whenever the kill came."""
    for copy in (home / "backups").glob("[!.]*.sqlite"):
        tally.count("backups looked at")
        if damage := damaged(copy):
            tally.note("wrong", f"{at}: {copy.name}: {damage}")


def _expect_done(done: "subprocess.CompletedProcess[str]", tally: Tally, at: str) -> None:
    tally.expect_quiet(done.stdout + done.stderr, at)
    if done.returncode:
        tally.note("wrong", f"{at}: {done.returncode} {done.stderr}")


_WAYS: dict[str, Callable[[Path, random.Random, int, Tally, str], None]] = {
    "migrating": _migrating,
    "rebuilding": _rebuilding,
    "backing up": _backing_up,
    "restoring": _restoring,
}

UPGRADES = {
    "kill -9, long work": Bench(
        about="killed while a history is brought up to date, rebuilt, backed up or restored",
        attempt=_attempt,
        every=[(way, seed, 20) for way in _WAYS for seed in range(2)],
        few=[("migrating", 9, 2), ("rebuilding", 9, 1)],
    )
}

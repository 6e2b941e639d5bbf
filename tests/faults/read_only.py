"""Homes that may only be read: whoever asks is answered, whoever would study is told so."""

import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from coalition_quiz.history.history import History
from faults.flips import make_varied
from faults.homes import history_of, make_home
from faults.places import bound_by_permissions, can_mount, program, remount, small_disk
from faults.tally import Bench, Case, Tally

_READERS = (
    ("due",),
    ("due", "--json"),
    ("stats", "--json"),
    ("stats", "--plain"),
    ("browse", "--json"),
    ("browse", "--plain", "is:due"),
    ("log", "--json"),
    ("decks", "--json"),
    ("check",),
    ("where",),
    *((("doctor", "--json"),) if find_spec("coalition_quiz.cli.commands.doctor") else ()),
)
_JUDGES = ("check", "doctor")
"""They end with 1 where they find something."""

_WRITERS = (
    ("study", "--plain"),
    ("quiz", "--plain", "-n", "2"),
    ("quiz", "--last", "--plain"),  # from there one goes on to study what was missed
)
_FOLDER, _FILE = 0o555, 0o444
_DISK_KB = 4_000


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    (way,) = case
    with _WAYS[way](folder, tally) as (home, before):
        if home is None:
            return
        data = history_of(home).read_bytes()
        with History.open_readonly(history_of(home)) as history:
            events = len(list(history.events()))
        for arguments in _READERS:
            done = _run(home, before, arguments, tally, way)
            if done.returncode > 1 or (arguments[0] not in _JUDGES and done.returncode):
                tally.note("wrong", f"{way}: {arguments} says {done.stderr} ({done.returncode})")
            _expect_answer(done, arguments, events, tally, way)
        for arguments in _WRITERS:
            done = _run(home, before, arguments, tally, way)
            if done.returncode != 2 or "read-only" not in done.stderr:
                tally.note("wrong", f"{way}: {arguments} says {done.stderr} ({done.returncode})")
        if history_of(home).read_bytes() != data:
            tally.note("wrong", f"{way}: the file is another")


def _run(
    home: Path, before: Sequence[str], arguments: Sequence[str], tally: Tally, way: str
) -> "subprocess.CompletedProcess[str]":
    tally.tried += 1
    done = program(home, *arguments, before=before, typed="t\n\n:end\ne\n")
    tally.expect_quiet(done.stdout + done.stderr, f"{way}: {arguments}")
    return done


def _expect_answer(
    done: "subprocess.CompletedProcess[str]",
    arguments: Sequence[str],
    events: int,
    tally: Tally,
    way: str,
) -> None:
    if arguments == ("log", "--json"):
        there = [json.loads(line)["item"] for line in done.stdout.splitlines()]
        tally.expect_kept(range(events), range(len(there)), f"{way}: log")
    if arguments == ("due", "--json") and not json.loads(done.stdout):
        tally.note("wrong", f"{way}: nothing is told of what is due")


Home = tuple[Path | None, Sequence[str]]


def _studied(folder: Path) -> Path:
    home = make_home(folder / "home", 30)
    make_varied(history_of(home), random.Random(1))
    return home


@contextmanager
def _disk(folder: Path, tally: Tally) -> Iterator[Home]:
    if not can_mount():
        tally.leave_out("a read-only disk: mounting takes root")
        yield None, ()
        return
    with small_disk(folder / "disk", _DISK_KB) as disk:
        home = _studied(disk)
        remount(disk, "ro")
        yield home, ()


def _permissions(folder_mode: int, file_mode: int):  # noqa: ANN202 - a context manager's maker
    @contextmanager
    def way(folder: Path, tally: Tally) -> Iterator[Home]:
        before = bound_by_permissions()
        if before is None:
            tally.leave_out("permissions: root is not bound by them here, and cannot be")
            yield None, ()
            return
        home = _studied(folder)
        history_of(home).chmod(file_mode)
        home.chmod(folder_mode)
        try:
            yield home, before
        finally:
            home.chmod(0o755)

    return way


_WAYS = {
    "read-only disk": _disk,
    "read-only folder": _permissions(_FOLDER, 0o644),
    "read-only file": _permissions(0o755, _FILE),
    "read-only folder and file": _permissions(_FOLDER, _FILE),
}

READ_ONLY = {
    "read-only": Bench(
        about="every command that reads, and those that study, on a disk, folder or file "
        "that may only be read",
        attempt=_attempt,
        every=[(way,) for way in _WAYS],
        few=[("read-only folder and file",)],
    )
}

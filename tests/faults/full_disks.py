"""Studying until the disk is full, and on when there is room again."""

import resource
from collections.abc import Callable
from pathlib import Path

from coalition_quiz.core.events import REVIEW
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError
from faults.homes import events_of, findings, history_of, make_home, review
from faults.places import can_mount, small_disk
from faults.tally import Bench, Case, Tally
from faults.window import EndedError, HangError, Window, window

_STATEMENTS = 120
_ROOM_KB = 900
_NO_ROOT = "a full tmpfs: mounting takes root"


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    way, *rest = case
    if way != "app, limit" and not can_mount():
        tally.leave_out(_NO_ROOT)
        return
    _WAYS[way](folder, tally, *rest)


def _app_on_small_disk(folder: Path, tally: Tally, room_kb: int) -> None:
    with small_disk(folder / "disk", _ROOM_KB) as disk:
        home = make_home(disk / "home", _STATEMENTS)
        ballast = disk / "ballast"

        def fill(_: Window) -> None:
            _fill(ballast, room_kb)

        _study_until_full(home, fill, lambda _: ballast.unlink(), tally, f"room {room_kb} KB")


def _app_with_limit(folder: Path, tally: Tally, room: int) -> None:
    home = make_home(folder / "home", _STATEMENTS)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(here: Window) -> None:
        most = history_of(home).stat().st_size + room
        resource.prlimit(here.child.pid, resource.RLIMIT_FSIZE, (most, hard))

    def lift(here: Window) -> None:
        resource.prlimit(here.child.pid, resource.RLIMIT_FSIZE, (hard, hard))

    _study_until_full(home, limit, lift, tally, f"limit {room} bytes")


def _study_until_full(
    home: Path,
    fill: Callable[[Window], None],
    make_room: Callable[[Window], object],
    tally: Tally,
    at: str,
) -> None:
    tally.tried += 1
    with window(home, "study", "kill", "--new", str(_STATEMENTS)) as here:
        try:
            here.wait(lambda each: each.asked, "the first question")
            here.answer()
            here.go_on()
            fill(here)
            _answer_until_refused(here)
            _judge(home, here, tally, f"{at}, while it is full")
            make_room(here)
            here.answer("\r")
            here.go_on()
            here.answer()
            here.press("\x11")
            code = here.drain()
        except (HangError, EndedError) as error:
            tally.note("hangs", f"{at}: {error!r}: {here.tail}")
            return
        if code != 0:
            tally.note("wrong", f"{at}: it ended with {code}")
    tally.expect_quiet(here.shown.decode(errors="replace"), at)
    tally.expect_kept(here.acknowledged, _reviewed(home), at)
    _judge(home, here, tally, at)


def _answer_until_refused(here: Window) -> None:
    for _ in range(_STATEMENTS - 4):
        seen, start = len(here.acknowledged), len(here.shown)
        here.press("t")
        here.wait(
            lambda each, seen=seen, start=start: (
                len(each.acknowledged) > seen or b"Not saved" in each.shown[start:]
            ),
            "a verdict or a refusal",
        )
        if len(here.acknowledged) == seen:
            return
        here.go_on()
    raise HangError("the disk was never full")


def _judge(home: Path, here: Window, tally: Tally, at: str) -> None:
    if _reviewed(home) != here.acknowledged:
        tally.note("wrong", f"{at}: shown {here.acknowledged}, saved {_reviewed(home)}")


def _reviewed(home: Path) -> list[str]:
    with History.open_readonly(history_of(home)) as history:
        return [event.item for event in history.events() if event.kind == REVIEW]


def _fill(ballast: Path, room_kb: int) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1024))
        except OSError:
            file.truncate(max(0, file.tell() - room_kb * 1024))


def _history_on_small_disk(folder: Path, tally: Tally, first_kb: int, last_kb: int) -> None:
    for room_kb in range(first_kb, last_kb):
        tally.tried += 1
        with small_disk(folder / "disk", _ROOM_KB) as disk:
            _append_until_full(disk, room_kb, tally, f"history, room {room_kb} KB")


def _append_until_full(disk: Path, room_kb: int, tally: Tally, at: str) -> None:
    path, ballast = disk / "home" / "history.sqlite", disk / "ballast"
    drafts = [review(f"kill/c{n % 9}", 20_000 + n, response="x" * 300) for n in range(400)]
    acknowledged: list[str] = []
    with History.open(path) as history:
        _fill(ballast, room_kb)
        for draft in drafts:
            try:
                acknowledged += [event.hash for event in history.append([draft])]
            except HistoryError:
                if [event.hash for event in history.events()] != acknowledged:
                    tally.note("wrong", f"{at}: something of the refused answer is there")
                ballast.unlink(missing_ok=True)
                acknowledged += [event.hash for event in history.append([draft])]
                break
        else:
            tally.note("wrong", f"{at}: the disk was never full")
    tally.expect_kept(acknowledged, [event.hash for event in events_of(path)], at)
    for finding in findings(path):
        tally.note("wrong", f"{at}: {finding}")


_WAYS: dict[str, Callable[..., None]] = {
    "app, tmpfs": _app_on_small_disk,
    "app, limit": _app_with_limit,
    "history": _history_on_small_disk,
}

FULL_DISKS = {
    "full disk": Bench(
        about="the app and the history on a full tmpfs and with RLIMIT_FSIZE, then room again",
        attempt=_attempt,
        every=[
            *(("app, tmpfs", room) for room in range(0, 120, 4)),
            *(("app, limit", room) for room in range(0, 30_000, 1_500)),
            *(("history", first, first + 10) for first in range(0, 160, 10)),
        ],
        few=[("app, tmpfs", 52), ("app, limit", 5_000), ("history", 30, 33)],
    )
}

"""Files that are cut short, or something else altogether: a sentence or a silent rebuild.

Each is put in the place of the history, the settings or a cache file, and commands are run in
this process. Nothing may be written to what is not the program's own.
"""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path

from coalition_quiz.services.bookmark import Bookmark
from coalition_quiz.system.text import is_showable
from faults.flips import make_varied
from faults.homes import history_of, make_home
from faults.places import Done, run_here
from faults.tally import Bench, Case, Tally
from faults.window import EndedError, HangError, window

_COMMANDS = (
    ("due", "--json"),
    ("log", "--json"),
    ("stats", "--json"),
    ("browse", "--json"),
    ("study", "kill", "--plain"),
    *((("doctor", "--json"),) if find_spec("coalition_quiz.cli.commands.doctor") else ()),
)
_TARGETS = (
    *("history.sqlite", "history.sqlite-journal", "settings.toml", "cache", "backups"),
    *("cache/cache.sqlite", "cache/cache.sqlite-journal", "cache/claims", "cache/claims/*.lock"),
)
_STEADY = 4
"""How many of the commands say the same each time."""

_ENDS = {False: (0, 2), True: (0, 1, 2)}
_HARMLESS = ("cache", "history.sqlite-journal")
"""What is beside the history and the settings changes nothing of what is told."""

_CACHE = "cache/cache.sqlite"
_SETTINGS = "# My settings.\nnew_per_day = 9\ndesired_retention = 0.85\n"


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    target, thing, seed = case
    chance = random.Random(seed)
    home = _used(folder / "home")
    expected = [run_here(home, arguments) for arguments in _COMMANDS[:_STEADY]]
    for arguments, usual in zip_longest(_COMMANDS, expected):
        for place in _places(home, target):
            _put(place, thing, chance)
        before = _fingerprint(home / target)
        tally.tried += 1
        done = run_here(home, arguments)
        at = f"{target}, {thing} {seed}: {arguments[0]}"
        _judge(done, usual, _fingerprint(home / target) == before, target, at, tally)
    if target == _CACHE:
        _open_app(home, thing, chance, f"{target}, {thing} {seed}: the app", tally)


def _open_app(home: Path, thing: str, chance: random.Random, at: str, tally: Tally) -> None:
    """The app keeps more in the cache than the commands do."""
    _put(home / _CACHE, thing, chance)
    tally.tried += 1
    with window(home) as here:
        try:
            here.wait_for("Unseen")
            here.press("\x11")
            code = here.drain()
        except (HangError, EndedError) as error:
            tally.note("hangs", f"{at}: {error!r}")
            return
    tally.expect_quiet(here.shown.decode(errors="replace"), at)
    if code:
        tally.note("wrong", f"{at}: ends with {code}: {here.tail}")


def _used(home: Path) -> Path:
    """A home with everything in it that the program ever writes."""
    make_home(home, 30)
    (home / "settings.toml").write_text(_SETTINGS, "utf-8")
    for deck in (home / "decks").iterdir():
        os.utime(deck, (1_700_000_000, 1_700_000_000))
    make_varied(history_of(home), random.Random(1))
    for arguments in (("due",), ("study", "kill", "--plain")):
        run_here(home, arguments)
    bookmark = Bookmark(home / "cache")
    bookmark.deck = "kill"
    bookmark.keep()
    return home


def _places(home: Path, target: str) -> list[Path]:
    return sorted(home.glob(target)) if "*" in target else [home / target]


def _judge(done: Done, usual: Done | None, kept: bool, target: str, at: str, tally: Tally) -> None:
    told = done.out + done.errors
    is_doctor = at.endswith("doctor")
    tally.expect_quiet(told, at)
    tally.count({0: "went on", 1: "found problems"}.get(done.code, "said a sentence"))
    if not is_showable(told) or "\ufffd" in told:
        tally.note("wrong", f"{at}: what may not be shown: {told[:300]!r}")
    if done.code not in _ENDS[is_doctor] or (done.code == 2 and not told.strip()):
        tally.note("wrong", f"{at}: ends with {done.code}: {done.errors[-500:]}")
    is_theirs = target == "settings.toml" or (target == "history.sqlite" and done.code == 2)
    if is_theirs and not kept:
        tally.note("wrong", f"{at}: it was written to")
    if done.code == 0 and usual and target.startswith(_HARMLESS) and done.out != usual.out:
        tally.note("wrong", f"{at}: says something else: {told[-500:]}")
    if target.startswith("cache") and done.code and not is_doctor:
        tally.note("wrong", f"{at}: does not go on: {told[-500:]}")
    if target == "settings.toml" and done.code and not is_doctor:
        tally.note("wrong", f"{at}: does not go on: {done.errors}")


def _fingerprint(place: Path) -> object:
    """What stands there: the bytes of a file, the target of a link, the kind of all else."""
    if place.is_symlink():
        return str(place.readlink())
    if place.is_file():
        return place.read_bytes()
    return sorted(place.iterdir()) if place.is_dir() else place.exists()


def _clear(place: Path) -> None:
    if place.is_symlink() or not place.is_dir():
        place.unlink(missing_ok=True)
        return
    for each in place.iterdir():
        _clear(each)
    place.rmdir()


def _put(place: Path, thing: str, chance: random.Random) -> None:
    """Put something in the place of a file or a folder."""
    data = place.read_bytes() if place.is_file() else b"x" * 300
    name, _, number = thing.partition(" ")
    if name == "page":
        contents = data[: int(number) * 4096]
    elif name == "cut":
        contents = data[: chance.randrange(max(1, len(data)))]
    else:
        _clear(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        _THINGS[name](place)
        return
    _clear(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(contents)


def _database(place: Path) -> None:
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE notes (text)")
        other.execute("INSERT INTO notes VALUES ('somebody else''s')")
        other.commit()


def _folder(place: Path) -> None:
    place.mkdir()
    (place / "file").write_text("somebody else's")


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda place: place.write_bytes(data)


_THINGS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda place: place.unlink(missing_ok=True),
    "no-bytes": _bytes(b""),
    "zeros": _bytes(bytes(8192)),
    "text": _bytes(b"Dear diary,\ntoday I learnt nothing.\n"),
    "controls": _bytes(b'a = "\x1b]52;c;x\x07"\n[b\x9b]\n\xff\xfe'),
    "nested": _bytes(b"[" * 100_000),
    "nested-toml": _bytes(b"a = " + b"[" * 5_000 + b"]" * 5_000),
    "null": _bytes(b"null"),
    "other-json": _bytes(b'{"format": 1, "decks": {"a": [1e999, NaN]}, "left": [[]], "deck": {}}'),
    "noise": _bytes(random.Random(5).randbytes(20_000)),
    "sqlite-magic": _bytes(b"SQLite format 3\0" + random.Random(6).randbytes(5_000)),
    "database": _database,
    "folder": _folder,
    "fifo": os.mkfifo,
    "loop": lambda place: place.symlink_to(place.name),
    "dangling": lambda place: place.symlink_to("nowhere/at-all"),
    "device": lambda place: place.symlink_to("/dev/zero"),
}


def _cases() -> list[Case]:
    things = [(target, thing, 0) for target in _TARGETS for thing in _THINGS]
    cuts = [(target, "cut", seed) for target in _TARGETS for seed in range(12)]
    pages = [("history.sqlite", f"page {number}", 0) for number in range(1, 60)]
    bytes_of_history = [("history.sqlite", "cut", seed) for seed in range(12, 60)]
    return [*things, *cuts, *pages, *bytes_of_history]


FOREIGN = {
    "foreign file": Bench(
        about="the history, settings and caches cut at every page and at random bytes, or "
        "another database, a text, noise, a folder, a FIFO, a loop of links, a device",
        attempt=_attempt,
        every=_cases(),
        few=[
            ("history.sqlite", "page 9", 0),
            ("history.sqlite", "database", 0),
            ("history.sqlite", "fifo", 0),
            ("settings.toml", "controls", 0),
            ("cache/cache.sqlite", "database", 0),
            ("cache/cache.sqlite", "cut", 1),
        ],
        at_once=12,
        seconds=20,
        in_memory=True,
    )
}

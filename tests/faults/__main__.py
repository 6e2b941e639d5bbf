"""Cause every fault we can cause, and count what was lost.

`python -m tests.faults [-j N] [--json FILE] [NAME …]` from the root of a checkout. It needs no
root; what only root can try is left out elsewhere, and said so.
"""

import argparse
import json
import os
import platform
import sqlite3
import sys
import time
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults.benches import BENCHES
from faults.running import Runner
from faults.tally import Tally

_HEAD = ("tried", "acknowledged", "lost", "tracebacks", "hangs", "wrong")

_TOLD = 12


def main() -> int:
    """Try everything, print a table, and return 1 where anything went wrong."""
    arguments = _arguments()
    started = time.monotonic()
    runner, rows = Runner(arguments.jobs), {}
    width = max(map(len, BENCHES))
    print(f"{_machine()}\n{'':<{width}} " + " ".join(f"{name:>12}" for name in _HEAD))
    chosen = {name: BENCHES[name] for name in arguments.names or BENCHES}
    begun = {
        name: runner.begin(name, bench, bench.few if arguments.few else bench.every)
        for name, bench in chosen.items()
    }
    for name, total in begun.items():
        rows[name] = tally = total()
        counts = " ".join(f"{getattr(tally, each):>12,}" for each in _HEAD)
        print(f"{name:<{width}} {counts}")
        _tell(tally)
    seconds = round(time.monotonic() - started)
    print(f"{seconds // 60} min {seconds % 60} s")
    if arguments.json:
        arguments.json.write_text(_as_json(rows, seconds), "utf-8")
    return int(any(tally.failures for tally in rows.values()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument(
        "-j", "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="at a time"
    )
    parser.add_argument("--few", action="store_true", help="the share that the tests run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(BENCHES):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    return arguments


def _tell(tally: Tally) -> None:
    if tally.found:
        print("    " + ", ".join(f"{times:,} {name}" for name, times in tally.found.items()))
    for what in tally.left_out:
        print(f"    left out: {what}")
    for note in tally.notes[:_TOLD]:
        print(f"    {note}")
    sys.stdout.flush()


def _machine() -> str:
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )


def _as_json(rows: dict[str, Tally], seconds: int) -> str:
    document = {
        "machine": _machine(),
        "date": time.strftime("%Y-%m-%d"),
        "seconds": seconds,
        "faults": {
            name: {"about": BENCHES[name].about, **msgspec.to_builtins(tally)}
            for name, tally in rows.items()
        },
    }
    return json.dumps(document, indent=2)


if __name__ == "__main__":
    sys.exit(main())

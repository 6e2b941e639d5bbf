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
from collections.abc import Sequence
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults.benches import BENCHES
from faults.running import Runner
from faults.tally import Tally

_HEAD = ("tried", "acknowledged", "lost", "tracebacks", "hangs", "wrong")

_TOLD = 12
_WIDTH = max(map(len, BENCHES))


def main() -> int:
    """Try everything, print a table, and return 1 where anything went wrong."""
    arguments = _arguments()
    started = time.monotonic()
    rows = _run(arguments.names or list(BENCHES), arguments.jobs, few=arguments.few)
    seconds = round(time.monotonic() - started)
    print(f"\n{_machine()}, {seconds // 60} min {seconds % 60} s with -j {arguments.jobs}")
    for name, tally in rows.items():
        _tell(name, tally)
    if arguments.json:
        arguments.json.write_text(_as_json(rows, seconds), "utf-8")
    return int(any(tally.failures for tally in rows.values()))


def _run(names: Sequence[str], jobs: int, *, few: bool) -> dict[str, Tally]:
    """Run benches, and print the row of each when it is done."""
    rows = {}
    _row("fault", [f"{name:>12}" for name in _HEAD])
    _row("-" * _WIDTH, [f"{'-' * 11}:" for _ in _HEAD])
    with Runner(jobs) as runner:
        begun = {
            name: runner.begin(
                name, BENCHES[name], BENCHES[name].few if few else BENCHES[name].every
            )
            for name in names
        }
        for name, total in begun.items():
            rows[name] = tally = total()
            _row(name, [f"{getattr(tally, each):>12,}" for each in _HEAD])
    return rows


def _row(name: str, cells: Sequence[str]) -> None:
    print(f"| {name:<{_WIDTH}} | {' | '.join(cells)} |", flush=True)


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


def _tell(name: str, tally: Tally) -> None:
    """Print what else is to be said of a bench."""
    print(f"{name}: {BENCHES[name].about}")
    if tally.found:
        print("    " + ", ".join(f"{times:,} {what}" for what, times in tally.found.items()))
    for what in tally.left_out:
        print(f"    left out: {what}")
    for note in tally.notes[:_TOLD]:
        print(f"    {note}")


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

"""Walk through the app as learners might, for long, and check after each step what must hold.

`python -m tests.walks [--seed N] [--steps M] [--deck X] [--size WxH] …` from the root of a
checkout. Without a deck or a size it walks over all of them. The same arguments give the same
walk; each kind of fault is told once, with the shortest steps that lead to it, which
`--script 'key b; key escape; …'` takes again.
"""

import argparse
import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from walks.actions import Action
from walks.decks import DECKS
from walks.faults import Fault
from walks.shrinking import shrunk
from walks.walker import SIZES, Walked, walk


class Job(NamedTuple):
    """One walk."""

    deck: str
    size: tuple[int, int]
    seed: int
    steps: int
    script: tuple[Action, ...] | None = None

    def __str__(self) -> str:
        width, height = self.size
        return f"--deck {self.deck} --size {width}x{height} --seed {self.seed} --steps {self.steps}"

    def run(self) -> Walked:
        """Walk."""
        return asyncio.run(walk(*self))


class Finding(NamedTuple):
    """A kind of fault, with its first walk and steps."""

    job: Job
    fault: Fault
    steps: tuple[Action, ...]


def main() -> int:
    """Walk, report the faults, and return 1 if there are any."""
    arguments = _arguments()
    jobs = list(_jobs(arguments))
    started = time.monotonic()
    found: dict[str, Finding] = {}
    times: Counter[str] = Counter()
    walked: Counter[str] = Counter()
    screens: Counter[str] = Counter()
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for job, done in zip(jobs, pool.map(Job.run, jobs), strict=True):
            walked[job.deck] += len(done.steps)
            screens += done.screens
            for at, fault in done.found:
                times[fault.signature] += 1
                found.setdefault(fault.signature, Finding(job, fault, done.steps[:at]))
            kinds = sorted({fault.signature for _, fault in done.found})
            print(f"{job}: {'; '.join(kinds) or 'no fault'}", flush=True)
    for signature, finding in found.items():
        _tell(finding, times[signature], shrinks=arguments.shrink)
    seconds = round(time.monotonic() - started)
    print(f"\n{sum(walked.values()):,} steps in {len(jobs)} walks, {seconds} s", dict(walked))
    print("screens:", ", ".join(f"{name} {n:,}" for name, n in screens.most_common()))
    print(f"{len(found)} kinds of fault, met {sum(times.values()):,} times")
    return int(bool(found))


def _tell(finding: Finding, times: int, *, shrinks: bool) -> None:
    job, fault, steps = finding
    print(f"\n== {fault.kind}: {fault.what} ({times} times)\n   {job}", flush=True)
    if shrinks:
        short = asyncio.run(shrunk(steps, lambda fewer: _fails(job, fault, fewer)))
        script = "; ".join(map(str, short))
        print(f"   {len(steps)} steps, shrunk to {len(short)}:\n   --script '{script}'")
    print("\n".join(f"   | {line}" for line in fault.screen.splitlines()), flush=True)


async def _fails(job: Job, fault: Fault, steps: Sequence[Action]) -> bool:
    done = await walk(job.deck, job.size, job.seed, len(steps), steps)
    return any(each.signature == fault.signature for _, each in done.found)


def _jobs(arguments: argparse.Namespace) -> Iterator[Job]:
    decks = [arguments.deck] if arguments.deck else list(DECKS)
    sizes = [arguments.size] if arguments.size else SIZES
    script = arguments.script
    steps = arguments.steps if script is None else len(script)
    for number in range(arguments.walks):
        for deck in decks:
            for size in sizes:
                yield Job(deck, size, arguments.seed + number, steps, script)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.walks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the first walk")
    parser.add_argument("--walks", type=int, default=1, metavar="N", help="seeds to walk with")
    parser.add_argument("--steps", type=int, default=400, metavar="M", help="steps of each walk")
    parser.add_argument("--deck", choices=DECKS, help="walk over this one only")
    parser.add_argument("--size", type=_size, metavar="WxH", help="begin at this size only")
    parser.add_argument("--script", type=_script, metavar="STEPS", help="take these steps instead")
    parser.add_argument("--no-shrink", dest="shrink", action="store_false", help="tell all steps")
    parser.add_argument(
        "-j", "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="at a time"
    )
    return parser.parse_args()


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def _script(text: str) -> tuple[Action, ...]:
    return tuple(Action.parse(step.strip()) for step in text.split("; ") if step.strip())


if __name__ == "__main__":
    sys.exit(main())

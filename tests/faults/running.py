"""Running benches: their cases in processes of their own, several at a time."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Self

import msgspec

from faults.tally import Bench, Case, Tally

TESTS = Path(__file__).parents[1]
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - for folders of our own


class Runner:
    """Tries the cases of benches, several at a time."""

    def __init__(self, jobs: int = 1) -> None:
        self._pool = ThreadPoolExecutor(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, name: str, bench: Bench, cases: Sequence[Case]) -> Callable[[], Tally]:
        """Have cases of a bench tried; what is returned waits for them and adds them up."""
        batches = [cases[at : at + bench.at_once] for at in range(0, len(cases), bench.at_once)]
        begun = [self._pool.submit(_try_all, name, batch, bench.seconds) for batch in batches]

        def total() -> Tally:
            tally = Tally()
            for each in begun:
                tally.add(each.result())
            return tally

        return total


def environment() -> dict[str, str]:
    """The variables of a process that is to find the tests and the program."""
    path = os.pathsep.join([str(TESTS), str(TESTS.parent / "src"), str(TESTS.parent)])
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def _try_all(name: str, cases: Sequence[Case], seconds: float) -> Tally:
    total = Tally()
    while cases:
        done = 0
        for tally in _try_some(name, cases, seconds):
            total.add(tally)
            done += 1
        cases = cases[done:]
    return total


def _try_some(name: str, cases: Sequence[Case], seconds: float) -> Iterator[Tally]:
    """Tallies of the cases up to the first that ends its worker or hangs, that one included."""
    with TemporaryFile("w+") as asked, TemporaryFile("w+") as said:
        asked.writelines(f"{json.dumps(case)}\n" for case in cases)
        asked.seek(0)
        with subprocess.Popen(
            [sys.executable, "-m", "faults.worker", name],
            env=environment(),
            stdin=asked,
            stdout=subprocess.PIPE,
            stderr=said,
        ) as worker:
            for case in cases:
                line = _line(worker, seconds)
                if not line:
                    said.seek(0)
                    yield _ended(worker.wait(), f"{name} {case}: {said.read()[-3000:]}")
                    return
                yield msgspec.json.decode(line, type=Tally)


def _line(worker: "subprocess.Popen[bytes]", seconds: float) -> bytes:
    assert worker.stdout is not None
    timer = Timer(seconds, worker.kill)
    timer.start()
    try:
        return worker.stdout.readline()
    finally:
        timer.cancel()


def _ended(code: int, what: str) -> Tally:
    tally = Tally(tried=1)
    tally.note("hangs" if code == -signal.SIGKILL else "tracebacks", what)
    return tally

"""Helpers of a first read: processes on other cores that read decks and keep them, and no more.

What they keep is found by whoever started them as what any window kept. So nothing hangs on them:
they may fail, be late, or be ended at any time.
"""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_MOST = 7
_GRACE_S = 1.0


@contextmanager
def helpers(files: Sequence[Path], cache: Path, most: int) -> Iterator[None]:
    """Have other cores read these files too, the last of them first, until this is left.

    Args:
        files: the files, in the order in which they are read here meanwhile.
        cache: where what is read is kept.
        most: how many helpers the files are worth.
    """
    is_of_use = sys.executable and _can_keep(cache)
    count = min(_cores() - 1, _MOST, most, len(files) - 1) if is_of_use else 0
    running: list[subprocess.Popen[bytes]] = []
    try:
        # Where no process can be started, all is read here.
        with suppress(OSError):
            for number in range(count):
                running.append(_start(cache))
                _tell(running[-1], files[::-1][number::count])
        yield
    finally:
        for helper in running:
            _end(helper)


def main() -> None:
    """Read the files named on the standard input, and keep them."""
    from coalition_quiz.library.reading import read  # noqa: PLC0415 - whoever starts it needs none

    gc.disable()  # it costs much where so much is made, and nothing made here is a cycle
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    (cache,) = map(Path, sys.argv[1:])
    for name in filter(None, sys.stdin.buffer.read().split(b"\0")):
        read(Path(os.fsdecode(name)), cache)


def _can_keep(cache: Path) -> bool:
    with suppress(OSError):
        (cache / "decks").mkdir(parents=True, exist_ok=True)
    return os.access(cache / "decks", os.W_OK)


def _start(cache: Path) -> subprocess.Popen[bytes]:
    # -P: no module of the folder at hand is taken for one of the program's.
    command = [sys.executable, "-P", "-m", __name__, str(cache)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)  # noqa: S603


def _tell(helper: subprocess.Popen[bytes], files: Sequence[Path]) -> None:
    assert helper.stdin is not None
    with suppress(OSError), helper.stdin as names:
        names.write(b"\0".join(os.fsencode(file.absolute()) for file in files))


def _end(helper: subprocess.Popen[bytes]) -> None:
    helper.terminate()
    try:
        helper.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


if __name__ == "__main__":
    main()

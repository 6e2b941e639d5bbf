"""Helper processes for a first read: they parse decks on other cores, and only cache them.

The parent finds their results in the cache, like those of any other window. So they may fail, be
late, or be killed at any time.
"""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_MAX_HELPERS = 7
_GRACE_S = 1.0


@contextmanager
def reading_helpers(files: Sequence[Path], cache: Path, most: int) -> Iterator[None]:
    """Let other cores read these files too, the last first, until the block ends.

    Args:
        files: the files, in the block's reading order.
        cache: the cache folder.
        most: maximum number of helpers for this amount of data.
    """
    is_of_use = sys.executable and _is_writable(cache)
    count = min(_count_cores() - 1, _MAX_HELPERS, most, len(files) - 1) if is_of_use else 0
    running: list[subprocess.Popen[bytes]] = []
    try:
        # If no process can be started, this one reads everything.
        with suppress(OSError):
            for number in range(count):
                running.append(_start(cache))
                _send_files(running[-1], files[::-1][number::count])
        yield
    finally:
        for helper in running:
            _end(helper)


def run_helper() -> None:
    """Read the files named on standard input, and cache them."""
    from coalition_quiz.library.reading import read_deck  # noqa: PLC0415 - only the helper needs it

    gc.disable()  # slow with this many objects, and none of them is in a cycle
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    (cache,) = map(Path, sys.argv[1:])
    for name in filter(None, sys.stdin.buffer.read().split(b"\0")):
        read_deck(Path(os.fsdecode(name)), cache)


def _is_writable(cache: Path) -> bool:
    with suppress(OSError):
        (cache / "decks").mkdir(parents=True, exist_ok=True)
    return os.access(cache / "decks", os.W_OK)


def _start(cache: Path) -> subprocess.Popen[bytes]:
    # -P: do not import modules from the current folder.
    command = [sys.executable, "-P", "-m", __name__, str(cache)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)  # noqa: S603


def _send_files(helper: subprocess.Popen[bytes], files: Sequence[Path]) -> None:
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


def _count_cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


if __name__ == "__main__":
    run_helper()

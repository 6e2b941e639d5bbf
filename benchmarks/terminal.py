"""A program on a pseudo-terminal, driven by keys and read by what it paints (POSIX only)."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

COLUMNS, ROWS = 80, 24
GIVE_UP_S = 20.0
_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>78])"
)


class Terminal:
    """The far end of a pseudo-terminal on which a program runs."""

    def __init__(self, pid: int, descriptor: int) -> None:
        self.pid = pid
        self._descriptor = descriptor
        self._painted = b""

    def wait_for(self, marker: bytes) -> None:
        """Return as soon as the marker has been painted since the last `press`."""
        until = time.monotonic() + GIVE_UP_S
        while marker not in _ESCAPES.sub(b"", self._painted):
            ready, _, _ = select.select([self._descriptor], [], [], until - time.monotonic())
            if not ready:
                shown = _ESCAPES.sub(b"", self._painted)[-2000:]
                raise TimeoutError(f"{marker!r} was not painted; last: {shown!r}")
            self._painted += os.read(self._descriptor, 65536)

    def press(self, keys: bytes) -> None:
        """Type keys, and forget what was painted before."""
        self._painted = b""
        os.write(self._descriptor, keys)

    def settle(self, seconds: float = 0.15) -> None:
        """Read on until nothing has been painted for a while."""
        while select.select([self._descriptor], [], [], seconds)[0]:
            self._painted += os.read(self._descriptor, 65536)

    def resident_mb(self) -> float:
        """The megabytes that the program holds (Linux only)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def kill(self) -> None:
        """End the program at once."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._descriptor)


@contextlib.contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """A program on a terminal of 80 by 24, ended when the block is left."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.execve(command[0], list(command), {"TERM": "xterm-256color", **environment})  # noqa: S606
    size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, size)
    terminal = Terminal(pid, descriptor)
    try:
        yield terminal
    finally:
        terminal.kill()

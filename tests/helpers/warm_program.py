"""The program in processes that are forked from one that has imported it, which is much quicker."""

import gc
import json
import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import coalition_quiz
from coalition_quiz.cli.main import main

_GIVE_UP_S = 60


class _Start(NamedTuple):
    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]
    out: str
    err: str


class WarmProgram:
    """Runs the program in a new process each time, where there is `os.fork`.

    Variables that Python reads when it starts, such as PYTHONUTF8, have no effect.
    """

    def __init__(self) -> None:
        self._outputs = TemporaryDirectory()
        self._server = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def close(self) -> None:
        """End the process that has imported the program."""
        self._server.communicate()
        self._outputs.cleanup()

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[str]":
        """Run the program in a folder, with nothing on its standard input, until it ends."""
        out, err = (Path(self._outputs.name, name) for name in ("out", "err"))
        start = _Start(arguments, str(folder), environment, str(out), str(err))
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(f"{json.dumps(start)}\n")
        self._server.stdin.flush()
        code = int(self._server.stdout.readline())
        said = (file.read_text(encoding="utf-8") for file in (out, err))
        return subprocess.CompletedProcess(arguments, code, *said)


def _serve() -> None:
    """Run the program for each line of standard input, and print its exit code."""
    for module in pkgutil.walk_packages(coalition_quiz.__path__, "coalition_quiz."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
    gc.freeze()
    for line in sys.stdin:
        start = _Start(*json.loads(line))
        process = os.fork()
        if not process:
            _become(start)
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


def _become(start: _Start) -> None:
    """Turn this process into a run of the program, and end with its exit code."""
    signal.alarm(_GIVE_UP_S)
    os.chdir(start.folder)
    os.environ.clear()
    os.environ.update(start.environment)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    inputs = os.open(os.devnull, os.O_RDONLY)
    for stream, file in enumerate((inputs, os.open(start.out, flags), os.open(start.err, flags))):
        os.dup2(file, stream)
        os.close(file)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - until the end
    sys.argv = ["coalition-quiz", *start.arguments]
    os._exit(main())  # clearing all the modules would take longer than most commands


if __name__ == "__main__":
    _serve()

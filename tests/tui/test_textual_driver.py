"""The app in a browser, over Textual's packet driver."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from helpers.support import SMALL_DECK

_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]")
DRIVER = "textual.drivers.web_driver:WebDriver"


class Served:
    """The program as run by a server for browsers."""

    def __init__(self, home: Path, *arguments: str) -> None:
        environment = {**os.environ, "COALITION_QUIZ_HOME": str(home), "TEXTUAL_DRIVER": DRIVER}
        environment |= {"COLUMNS": "80", "ROWS": "24", "TERM": "dumb"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coalition_quiz", *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdout is not None
        self._out: IO[bytes] = self.process.stdout

    def read_until(self, *texts: str) -> None:
        """Read packets until these texts were drawn."""
        drawn = b""
        while not all(text in _ESCAPES.sub(b"", drawn).decode() for text in texts):
            kind, size = self._out.read(1), int.from_bytes(self._out.read(4), "big")
            assert kind in (b"D", b"M"), f"no packet: {kind!r}"
            drawn += self._out.read(size)

    def read_line(self) -> bytes:
        """Read the output before the first packet."""
        return self._out.readline()

    def send(self, kind: bytes, payload: bytes) -> None:
        """Send a packet: D for typed text, M for a JSON message."""
        assert self.process.stdin is not None
        self.process.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
        self.process.stdin.flush()


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ([], "coalition-quiz"),
        (["study", "{deck}"], "As of October 2023"),
        (["quiz", "{deck}"], "Quiz · 1 of"),
        (["browse"], "Browse"),
        (["stats"], "Statistics"),
        (["preview", "{deck}"], "As of October 2023"),
    ],
    ids=lambda each: each[0] if isinstance(each, list) and each else "",
)
def test_the_app_starts_where_a_browser_shows_it(
    home: Path, tmp_path: Path, arguments: list[str], shown: str
) -> None:
    deck = tmp_path / "capitals.yaml"
    deck.write_text(SMALL_DECK, encoding="utf-8")
    served = Served(home, *(each.format(deck=deck) for each in arguments))
    try:
        assert served.read_line() == b"__GANGLION__\n"
        served.read_until(shown)
        served.send(b"D", "é".encode()[:1])
        served.send(b"D", "é".encode()[1:] + b"\xe9\x1b[97;1:3u")
        served.send(b"D", b"\x1bOP")
        served.read_until("Esc Back")
        served.send(b"M", json.dumps({"type": "quit"}).encode())
        assert served.process.wait(20) == 0
    finally:
        served.process.kill()
        served.process.communicate()


@pytest.mark.parametrize("driver", ["no_such_module:Driver", "os", "os:path", "os:PathLike", ":x"])
def test_a_driver_that_is_none_is_a_sentence(home: Path, driver: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coalition_quiz"],
        env={**os.environ, "COALITION_QUIZ_HOME": str(home), "TEXTUAL_DRIVER": driver},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("coalition-quiz: TEXTUAL_DRIVER does not name a driver")

"""Random edits of a good deck, read in a process of its own: a crash is a failed test."""

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_quiz.system.text import is_showable
from decks.editing import DECK, ODDITIES, edited

ROOT = Path(__file__).parents[2]


def edits() -> st.SearchStrategy[bytes]:
    """The deck with some bytes or lines removed, repeated, moved or put in."""
    places = st.tuples(st.integers(0, len(DECK)), st.integers(0, 60))
    lines = st.tuples(st.integers(0, DECK.count(b"\n")), st.integers(1, 4))
    edit = st.one_of(
        st.tuples(st.just("remove"), places, st.none()),
        st.tuples(st.just("repeat"), places, st.none()),
        st.tuples(st.just("insert"), places, st.sampled_from(ODDITIES)),
        st.tuples(st.just("insert"), places, st.binary(max_size=8)),
        st.tuples(st.just("remove lines"), lines, st.none()),
        st.tuples(st.just("repeat lines"), lines, st.none()),
    )
    return st.lists(edit, min_size=1, max_size=6).map(edited)


class Reader:
    """The reader in another process."""

    def __init__(self) -> None:
        path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        program = [sys.executable, str(Path(__file__).with_name("reader_process.py"))]
        self.process = subprocess.Popen(
            program,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def read(self, data: bytes) -> dict[str, Any]:
        """What came of a deck; fails where the process ends or says nothing for a minute."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(len(data).to_bytes(8) + data)
        self.process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            assert selector.select(60), "the reader hangs"
        line = self.process.stdout.readline()
        assert line, f"the reader ended with code {self.process.wait()}"
        told: dict[str, Any] = json.loads(line)
        return told

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One process for all edits."""
    process = Reader()
    yield process
    process.close()


def test_the_deck_itself_is_good(reader: Reader) -> None:
    """What is edited is without a problem."""
    told = reader.read(DECK)
    assert told["deck"]
    assert told["codes"] == []


@settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=edits())
def test_edited_deck(reader: Reader, data: bytes) -> None:
    """A deck or a problem, no crash, and nothing that a terminal must not see."""
    told = reader.read(data)
    assert told["deck"] or told["codes"]
    assert all(is_showable(text) for text in told["texts"])
    lines = data.count(b"\n") + 1
    assert all(1 <= line <= lines and column >= 1 for line, column in told["lines"])


@settings(max_examples=100)
@given(data=st.binary(max_size=200))
def test_any_bytes(reader: Reader, data: bytes) -> None:
    """Bytes that were never a deck."""
    told = reader.read(data)
    assert told["codes"]
    assert all(is_showable(text) for text in told["texts"])

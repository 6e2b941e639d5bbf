"""Files that are no history, or not one that can be written, are left alone and told."""

import os
import sqlite3
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coalition_quiz.core.events import Draft
from coalition_quiz.history.agenda import open_agenda
from coalition_quiz.history.connection import SCHEMA_VERSION
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError, NotSavedError

from helpers.support import seen_on

Review = Callable[..., Draft]
NOBODY = 65534


def refused(path: Path) -> str:
    """The sentence with which every way in refuses the file, which stays as it is."""
    before = path.read_bytes()
    sentences = set()
    for way_in in (History.open, History.open_readonly, seen_on):
        with pytest.raises(HistoryError) as caught:
            way_in(path)
        sentences.add(str(caught.value))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    (sentence,) = sentences
    assert str(path) in sentence
    return sentence


@pytest.fixture
def written(path: Path, review: Review) -> bytes:
    """The bytes of a history of a few pages."""
    with History.open(path) as history:
        history.append([review(f"d/{n}", response="x" * 100) for n in range(200)])
    return path.read_bytes()


def test_a_missing_history_is_created_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "history.sqlite"
    with History.open(path) as history:
        assert list(history.events()) == []
    assert path.stat().st_size > 0


def test_an_empty_file_is_a_new_history(path: Path, review: Review) -> None:
    path.parent.mkdir()
    path.touch()
    assert seen_on(path) == set()
    with History.open_readonly(path) as history:
        assert list(history.events()) == []
    assert path.stat().st_size == 0
    with History.open(path) as history:
        history.append([review()])
    assert len(seen_on(path)) == 1


def test_a_missing_history_reads_as_empty_and_stays_missing(path: Path) -> None:
    assert seen_on(path) == set()
    with History.open_readonly(path) as history:
        assert history.all_progress() == {}
        assert history.progress("d/a") is None
    assert not path.parent.exists()


def test_each_history_has_a_device_of_its_own(tmp_path: Path) -> None:
    devices = set()
    for name in "abc":
        with History.open(tmp_path / name) as history:
            devices.add(history.device)
    assert len(devices) == 3
    assert all(len(device) == 8 and int(device, 16) >= 0 for device in devices)


def test_a_path_may_hold_any_characters(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "a?b#c%20 d" / "Verlauf é.sqlite"
    with History.open(path) as history:
        history.append([review()])
    assert path.is_file()
    assert len(seen_on(path)) == 1


def test_reading_changes_nothing(path: Path, written: bytes, review: Review) -> None:
    with History.open_readonly(path) as history:
        assert len(list(history.events())) == 200
        with pytest.raises(NotSavedError):
            history.append([review()])
    assert path.read_bytes() == written


@pytest.mark.parametrize(
    "contents",
    [
        b"x",
        b"SQLite format 3\0",
        b"SQLite format 3\0" + bytes(4080),
        b"deck: not a history\n" * 500,
        bytes(8192),
        os.urandom(5000),
    ],
    ids=["byte", "magic", "header", "text", "zeros", "noise"],
)
def test_garbage_is_refused(path: Path, contents: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(contents)
    assert refused(path)


@pytest.mark.parametrize("share", [0.001, 0.01, 0.3, 0.9, 0.99])
def test_a_truncated_history_is_refused(path: Path, written: bytes, share: float) -> None:
    path.write_bytes(written[: int(len(written) * share)])
    sentence = refused(path)
    assert "damaged" in sentence or "no SQLite database" in sentence
    assert "`coalition-quiz doctor`" in sentence or "`coalition-quiz restore`" in sentence


def test_another_programs_database_is_refused(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE event (device, seq)")
        other.execute("PRAGMA application_id = 42")
    assert "is not a history of" in refused(path)


def test_a_database_without_application_id_is_refused(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE anything (x)")
    assert "is not a history of" in refused(path)


def test_a_schema_that_is_no_text_is_refused(path: Path, written: bytes) -> None:
    """SQLite's own message quotes it, with bytes that Python cannot decode."""
    name = written.index(b"event_is_never_changed")
    path.write_bytes(written[:name] + b"\xff" + written[name + 1 :])
    assert "damaged" in refused(path)


def test_a_pipe_with_the_name_of_a_journal_does_not_block(path: Path, written: bytes) -> None:
    """A folder in its place; a pipe, which SQLite would wait for, is in tests/faults."""
    assert written
    path.with_name(f"{path.name}-journal").mkdir()
    for way_in in (History.open, History.open_readonly, _open_agenda):
        with pytest.raises(HistoryError, match="journal is not a file"):
            way_in(path)


def _open_agenda(path: Path) -> None:
    with open_agenda(path, (), 0):
        pass


def test_a_newer_version_is_refused(path: Path, written: bytes) -> None:
    assert written
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    sentence = refused(path)
    assert "newer" in sentence
    assert "Upgrade" in sentence


def test_a_cyclic_symbolic_link_is_refused(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.name)
    for way_in in (History.open, History.open_readonly, _open_agenda):
        with pytest.raises(HistoryError, match="Could not open"):
            way_in(path)


def test_a_folder_in_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    for way_in in (History.open, History.open_readonly, seen_on):
        with pytest.raises(HistoryError, match="not a file"):
            way_in(path)


def test_a_file_in_place_of_the_folder_is_refused(path: Path) -> None:
    path.parent.write_text("x")
    for way_in in (History.open, History.open_readonly, seen_on):
        with pytest.raises(HistoryError, match="history"):
            way_in(path)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that another user may be let into."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o777)
        yield path
        path.chmod(0o700)


def as_somebody_else(act: Callable[[], None]) -> int:
    """Run something in a process that file permissions bind; they do not bind root."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            act()
            status = 0
        finally:  # whatever happens: this process must not become a second pytest
            if status:
                traceback.print_exc()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o666), (0o777, 0o444)])
def test_a_read_only_history_can_be_read(
    shared: Path, review: Review, folder_mode: int, file_mode: int
) -> None:
    path = shared / "history.sqlite"
    with History.open(path) as history:
        history.append([review("d/a"), review("d/b")])

    def read_and_try_to_write() -> None:
        with pytest.raises(HistoryError, match="is read-only"):
            History.open(path)
        assert len(seen_on(path)) == 2
        with History.open_readonly(path) as history:
            assert len(list(history.events())) == 2

    path.chmod(file_mode)
    shared.chmod(folder_mode)
    assert as_somebody_else(read_and_try_to_write) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_folder_that_cannot_be_created_is_reported(shared: Path) -> None:
    def try_to_open() -> None:
        with pytest.raises(HistoryError, match="Could not create the folder"):
            History.open(shared / "new" / "history.sqlite")

    shared.chmod(0o555)
    assert as_somebody_else(try_to_open) == 0


def test_an_unwritable_file_is_reported(history: History, review: Review) -> None:
    before = history.append([review()])
    history._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(NotSavedError, match="is read-only"):
        history.append([review()])
    history._connection.execute("PRAGMA query_only = OFF")
    after = history.append([review()])
    assert tuple(history.events()) == before + after


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let go of an open file")
def test_a_file_replaced_while_open_is_noticed(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review()])
        path.rename(path.with_suffix(".old"))
        with pytest.raises(NotSavedError, match="moved or deleted"):
            history.append([review()])
        path.with_suffix(".old").rename(path)
        history.append([review()])
        assert len(list(history.events())) == 2


def test_a_busy_file_is_reported(path: Path, review: Review) -> None:
    with History.open(path) as history, closing(sqlite3.connect(path)) as other:
        history._connection.execute("PRAGMA busy_timeout = 1")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotSavedError, match="busy"):
            history.append([review()])
        other.rollback()
        history.append([review()])
        assert len(list(history.events())) == 1


def test_the_journal_mode_of_another_tool_is_reset(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review()])
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    with History.open(path) as history:
        history.append([review()])
        assert history._connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert list(path.parent.iterdir()) == [path]

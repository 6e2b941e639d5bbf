"""`doctor --repair` makes anew what follows from the events, and changes no event."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from coalition_quiz.cli.commands.doctor import doctor
from coalition_quiz.history import backups
from coalition_quiz.history.history import History
from coalition_quiz.history.in_use_lock import InUseError
from coalition_quiz.history.restore import repaired_draft, replace_history
from coalition_quiz.services.doctor.doctor import run_doctor
from coalition_quiz.system.errors import HistoryError, UsageError
from coalition_quiz.system.findings import CheckResult
from coalition_quiz.system.paths import Places, places
from coalition_quiz.system.progress import QUIET

from helpers.faulty import events_of, flip, killed_at, live, moments, review, steps_of
from helpers.support import Run


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history with all that there is."""
    path = tmp_path_factory.mktemp("lived") / "history.sqlite"
    live(path)
    return path


@pytest.fixture
def here(home: Path, lived: Path) -> Places:
    """The places of a learner with that history."""
    found = places({"COALITION_QUIZ_HOME": str(home)})
    shutil.copyfile(lived, found.history)
    return found


def problems(here: Places) -> list[CheckResult]:
    return [finding for finding in run_doctor(here, QUIET) if finding.is_problem]


def drop_triggers(raw: sqlite3.Connection) -> None:
    for name in ("event_is_never_changed", "answer_is_discounted"):
        raw.execute(f"DROP TRIGGER {name}")


def spoil_states(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE item_state SET due_day = due_day + 400")
    raw.execute("DELETE FROM item_flags")
    raw.execute("INSERT INTO alias VALUES ('d1/c2', 'd1/nowhere')")


def lose_caches(raw: sqlite3.Connection) -> None:
    raw.execute("DROP TABLE answer_sum")
    raw.execute("DROP INDEX event_undo")
    raw.execute("DELETE FROM meta")


def spoil_an_index(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'first_day', 'due_day') "
        "WHERE name = 'item_state_first'"
    )


FAULTS = [drop_triggers, spoil_states, lose_caches, spoil_an_index]


@pytest.mark.parametrize("spoil", FAULTS)
def test_caches_are_rebuilt_from_the_events(
    here: Places, lived: Path, spoil: Callable[[sqlite3.Connection], None]
) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        spoil(raw)
    spoilt = here.history.read_bytes()
    assert problems(here)
    assert doctor(here, StringIO(), repair=True, yes=True) == 0
    assert events_of(here.history) == events_of(lived)
    with History.open(here.history) as fixed, History.open(lived) as whole:
        assert fixed.all_progress() == whole.all_progress()
        assert fixed.all_flags() == whole.all_flags()
        assert spoil is lose_caches or fixed.device == whole.device
        fixed.append([review("d/new", 9)])
    (kept,) = backups.list_backups(here.history)
    assert kept.kind.startswith("before-repair")
    assert not kept.is_raw or kept.path.read_bytes() == spoilt


def test_a_damaged_page_without_events_is_rebuilt(here: Places, lived: Path) -> None:
    with closing(sqlite3.connect(here.history)) as raw:
        (page,) = raw.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'item_state'"
        ).fetchone()
    damaged = bytearray(here.history.read_bytes())
    damaged[(page - 1) * 4096 : page * 4096] = bytes(4096)
    here.history.write_bytes(damaged)
    out = StringIO()
    assert doctor(here, out, repair=True, yes=True) == 0, out.getvalue()
    assert events_of(here.history) == events_of(lived)
    (kept,) = backups.list_backups(here.history)
    assert kept.is_raw
    assert kept.path.read_bytes() == damaged


def test_events_are_never_touched(here: Places) -> None:
    """What is lost is told, with the way on, and the file is left as it is."""
    flip(here.history, b'"sky":["clear')
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute("DROP TRIGGER event_is_never_changed")
    before = here.history.read_bytes()
    out = StringIO()
    assert doctor(here, out, repair=True, yes=True) == 1
    assert "restore --salvage" in out.getvalue()
    assert here.history.read_bytes() == before
    with pytest.raises(HistoryError, match="damaged"), repaired_draft(here.history, QUIET):
        pass
    assert here.history.read_bytes() == before
    assert backups.list_backups(here.history) == ()


def test_leftovers_are_cleared_without_touching_the_history(here: Places) -> None:
    before = here.history.read_bytes()
    leftover = here.history.with_name(".history.sqlite.draft")
    leftover.touch()
    assert doctor(here, StringIO(), repair=True, yes=True) == 0
    assert not leftover.exists()
    assert here.history.read_bytes() == before


def test_a_history_that_is_open_is_not_repaired(here: Places) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        drop_triggers(raw)
    with History.open(here.history), pytest.raises(InUseError):
        doctor(here, StringIO(), repair=True, yes=True)


def test_no_confirmation_is_asked_without_a_terminal(here: Places, run: Run) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        drop_triggers(raw)
    before = here.history.read_bytes()
    done = run("doctor", "--repair")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert here.history.read_bytes() == before
    with pytest.raises(UsageError):
        doctor(here, StringIO(), repair=True)
    done = run("doctor", "--repair", "--yes")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert "Repaired." in done.stderr


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(here: Places, lived: Path) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        spoil_states(raw)
    old, events = here.history.read_bytes(), events_of(lived)

    def repair() -> None:
        with repaired_draft(here.history, QUIET) as (draft, _):
            replace_history(here.history, draft)

    total = steps_of(repair)
    seen = set()
    for moment in moments(total, 24):
        backups.remove_files(each.path for each in backups.list_backups(here.history))
        here.history.write_bytes(old)
        killed_at(moment, repair)
        is_old = here.history.read_bytes() == old
        seen.add(is_old)
        assert is_old or events_of(here.history) == events
    assert seen == {True, False}
    repair()
    assert problems(here) == []

"""Each fault that `coalition-quiz doctor` looks for is made for real, and found."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment, moment
from coalition_quiz.core.events import Draft
from coalition_quiz.history import backups
from coalition_quiz.history.backups import back_up_daily
from coalition_quiz.history.connection import SCHEMA_VERSION
from coalition_quiz.history.history import History
from coalition_quiz.services.doctor import environment as surroundings
from coalition_quiz.services.doctor.doctor import run_doctor
from coalition_quiz.system.findings import CheckResult, Level
from coalition_quiz.system.paths import Places, places
from coalition_quiz.system.progress import QUIET, ProgressListener, StoppedError

from helpers.faulty import age, at, change, events_of, flip, live, review
from helpers.support import SMALL_DECK, Run

ELSEWHERE = {"disk", "orphans"}
"""What the machine of the tests may rightly be told, and decks of `live`, which are none."""


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history with all that there is."""
    path = tmp_path_factory.mktemp("lived") / "history.sqlite"
    live(path)
    return path


@pytest.fixture
def here(home: Path, lived: Path) -> Places:
    """The places of a learner with that history, and a backup of it."""
    found = places({"COALITION_QUIZ_HOME": str(home)})
    shutil.copyfile(lived, found.history)
    back_up_daily(found.history, at(8), 240)
    return found


def found(here: Places, about: str | None = None) -> list[CheckResult]:
    """What is not as it should be, of one thing or of all."""
    return [
        finding
        for finding in run_doctor(here, QUIET)
        if finding.level != Level.GOOD
        and (finding.about not in ELSEWHERE if about is None else finding.about == about)
    ]


def only(here: Places, about: str) -> CheckResult:
    """The one thing that is wrong."""
    (finding,) = found(here)
    assert finding.about == about
    return finding


def unchanged(here: Places, act: Callable[[], object]) -> None:
    """See that something changes no file."""
    before = {path: path.read_bytes() for path in here.history.parent.rglob("*") if path.is_file()}
    act()
    after = {path: path.read_bytes() for path in here.history.parent.rglob("*") if path.is_file()}
    assert after == before


def test_a_complete_history_has_no_problems(here: Places) -> None:
    unchanged(here, lambda: found(here))
    assert found(here) == []
    assert {
        finding.about for finding in run_doctor(here, QUIET) if finding.level == Level.GOOD
    } >= {
        *("history", "events", "file", "states", "backups", "sqlite", "space", "decks"),
    }


def test_a_missing_history_has_no_problems(home: Path) -> None:
    here = places({"COALITION_QUIZ_HOME": str(home / "new")})
    (finding,) = found(here)
    assert (finding.level, finding.about) == (Level.NOTE, "history")
    assert not (home / "new").exists()


def test_a_history_brought_up_from_an_earlier_version_is_as_good(here: Places) -> None:
    age(here.history)
    assert only(here, "version").level == Level.NOTE
    with History.open(here.history):
        pass
    assert found(here) == []


# The file


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"x", "not a history of"),
        (b"SQLite format 3\0" + bytes(4080), "Could not read"),
        (b"deck: not a history\n" * 500, "not an SQLite database"),
    ],
)
def test_garbage_is_found(here: Places, contents: bytes, said: str) -> None:
    here.history.write_bytes(contents)
    finding = only(here, "history")
    assert finding.level == Level.ERROR
    assert said in finding.sentence
    assert finding.remedy


@pytest.mark.parametrize("share", [0.2, 0.7, 0.999])
def test_a_missing_end_is_found(here: Places, share: float) -> None:
    whole = here.history.read_bytes()
    here.history.write_bytes(whole[: int(len(whole) * share)])
    unchanged(here, lambda: only(here, "history"))
    assert "restore --salvage" in only(here, "history").remedy


def test_a_foreign_database_is_found(here: Places) -> None:
    here.history.unlink()
    with closing(sqlite3.connect(here.history)) as other, other:
        other.execute("CREATE TABLE recipes (name)")
    assert "not a history of" in only(here, "history").sentence


def test_a_newer_version_is_found(here: Places) -> None:
    with closing(sqlite3.connect(here.history)) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    finding = only(here, "history")
    assert "newer" in finding.sentence
    assert "Upgrade" in finding.remedy


def test_a_folder_in_its_place_is_found(here: Places) -> None:
    here.history.unlink()
    here.history.mkdir()
    assert found(here, "history")[0].level == Level.ERROR


def test_a_page_of_zeros_is_found(here: Places) -> None:
    for page in range(1, here.history.stat().st_size // 4096):
        whole = here.history.read_bytes()
        here.history.write_bytes(
            whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :],
        )
        assert any(finding.level == Level.ERROR for finding in found(here)), page
        here.history.write_bytes(whole)


# The events


def test_a_changed_event_is_found_by_device_and_number(here: Places) -> None:
    flip(here.history, b'"sky":["clear')
    finding = only(here, "events")
    last = events_of(backups.list_backups(here.history)[0].path)
    kinds = [event for event in last if event.kind == "weather"]
    assert f"(device {kinds[0].device}, event {kinds[0].seq})" in finding.sentence
    assert "restore --salvage" in finding.remedy


def test_a_missing_event_is_found(here: Places) -> None:
    change(here.history, "DELETE FROM event WHERE seq = 9")
    assert len(found(here)) == 2
    assert all("event 9 is missing" in finding.sentence for finding in found(here, "events"))


def test_events_that_an_index_knows_and_the_table_has_not_are_found(here: Places) -> None:
    name = "event_item"
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute("PRAGMA writable_schema = ON")
        for trigger in ("changed", "deleted", "replaced"):
            raw.execute(f"DROP TRIGGER event_is_never_{trigger}")
        (root,) = raw.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)
        ).fetchone()
        row = raw.execute("SELECT * FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
        raw.execute("DELETE FROM sqlite_schema WHERE name = ?", (name,))
    assert root
    with closing(sqlite3.connect(here.history)) as raw, raw:
        # The index is not known to it, and stays as it is.
        raw.execute("DELETE FROM event WHERE rowid = (SELECT max(rowid) FROM event)")
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)
    findings = found(here, "events")
    assert "1 event is missing" in findings[0].sentence


# What follows from them


CACHE_FAULTS = {
    "item_state": "UPDATE item_state SET stability = stability * (1 + 1e-15) WHERE item = 'd0/c1'",
    "item_flags": "DELETE FROM item_flags WHERE item = 'd0/c2'",
    "answer": "UPDATE answer SET ms = 1 WHERE seq = 2",
    "answer_sum": "UPDATE answer_sum SET answers = answers + 1",
    "deck_item": "UPDATE deck_item SET stability = stability + 1",
    "stored_deck": "UPDATE stored_deck SET unseen = unseen + 1",
    "alias": "DELETE FROM alias WHERE old = 'd0/old'",
}


@pytest.mark.parametrize("table", CACHE_FAULTS)
def test_a_cache_that_differs_from_the_events_is_found(here: Places, table: str) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute(CACHE_FAULTS[table])
    findings = found(here)
    assert {finding.about for finding in findings} == {"states"}
    assert any(f"table {table} " in finding.sentence for finding in findings)
    assert all(finding.is_fixable for finding in findings)
    if table == "item_state":
        assert findings[0].sentence.startswith("1 row of the table")


def test_states_of_another_fold_are_a_note(here: Places) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute("UPDATE meta SET value = 'mixed' WHERE key = 'fold_version'")
    assert only(here, "states").level == Level.NOTE


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP TRIGGER event_is_never_deleted", "trigger event_is_never_deleted"),
        ("DROP TRIGGER answer_is_counted", "trigger answer_is_counted"),
        ("DROP INDEX event_item", "index event_item"),
        ("DROP TABLE item_flags", "table item_flags"),
    ],
)
def test_missing_parts_of_the_schema_are_found(here: Places, statement: str, name: str) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute(statement)
    finding = only(here, "schema")
    assert name in finding.sentence
    assert finding.is_fixable


def test_a_trigger_that_does_nothing_is_found(here: Places) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute("DROP TRIGGER event_is_never_deleted")
        raw.execute(
            "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT 1; END"
        )
    assert (
        "Parts of the database were changed: trigger event_is_never"
        in only(here, "schema").sentence
    )


def test_additions_to_the_schema_are_a_note(here: Places) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute("CREATE TABLE mine (x)")
    assert only(here, "schema").level == Level.NOTE


def test_an_index_that_differs_from_its_table_is_found(here: Places) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        (sql,) = raw.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'item_state_first'"
        ).fetchone()
        raw.execute("PRAGMA writable_schema = ON")
        other = sql.replace("first_day", "due_day")
        raw.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'item_state_first'", (other,))
    findings = found(here, "file")
    assert "index item_state_first" in findings[0].sentence
    assert findings[0].is_fixable


@pytest.mark.parametrize("change_", ["DELETE FROM meta", "UPDATE meta SET value = 'Q' || value"])
def test_a_history_without_a_device_is_found(here: Places, change_: str) -> None:
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute(f"{change_} WHERE key = 'device'")
    assert only(here, "device").is_fixable


# Around it


def test_a_crash_journal_is_reported_and_kept(here: Places) -> None:
    code = (
        "import os, signal, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('UPDATE item_state SET stability = 1')\n"
        "connection.execute('UPDATE answer SET ms = ms + 1')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, here.history], check=False)
    assert done.returncode == -signal.SIGKILL
    assert here.history.with_name("history.sqlite-journal").exists()
    unchanged(here, lambda: found(here))
    assert only(here, "journal").level == Level.NOTE


def test_leftovers_are_found_unless_somebody_is_at_them(here: Places) -> None:
    for name in (".history.sqlite.draft", "backups/.history-20231114T120000Z-daily.sqlite.partial"):
        (here.history.parent / name).touch()
    assert ".draft" in only(here, "leftovers").sentence
    with History.open(here.history):
        assert ".draft" not in only(here, "leftovers").sentence
    with backups.lock_backups(here.history):
        pass
    surroundings.remove_leftovers(here.history)
    assert found(here) == []


@pytest.mark.parametrize(
    "name", ["history (conflicted copy 2023-11-14).sqlite", "history.sync-conflict-20231114.sqlite"]
)
def test_another_copy_next_to_the_history_is_found(here: Places, name: str) -> None:
    shutil.copyfile(here.history, here.history.with_name(name))
    assert name in only(here, "copies").sentence


def test_a_clock_that_was_ahead_is_found(here: Places) -> None:
    ahead = moment(time.time_ns() // 10**6 + 3 * 86_400_000, 0, 240)
    with History.open(here.history) as history:
        history.append([_dated(ahead)])
    assert "3.0 days in the future" in found(here, "clock")[0].sentence


def test_a_clock_that_was_set_back_is_noted(here: Places) -> None:
    with History.open(here.history) as history:
        history.append([_dated(at(9)), _dated(at(3))])
    finding = only(here, "clock")
    assert finding.level == Level.NOTE
    assert "once" in finding.sentence


def _dated(when: Moment) -> Draft:
    return Draft("review", "d/x", when, payload={"rating": 3})


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_history_that_everybody_may_change_is_found(here: Places) -> None:
    here.history.chmod(0o666)
    assert "Other users" in only(here, "permissions").sentence


def test_a_history_that_may_not_be_written_is_found(
    here: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.history.chmod(0o444)
    if os.access(here.history, os.W_OK):  # nothing binds this user
        monkeypatch.setattr(os, "access", lambda path, _: path != here.history.resolve())
    assert "is read-only" in only(here, "permissions").sentence


def test_a_full_disk_is_found(here: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(here.history.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    assert "Free some space" in found(here, "space")[0].remedy


MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/root rw
40 22 0:35 / /home rw,relatime shared:20 - {kind} server:/home rw
41 40 0:36 / /home/me/My\\040disk rw,relatime - ext4 /dev/sdb1 rw
"""


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_network_disk_is_found(kind: str) -> None:
    mounts = MOUNTS.format(kind=kind)
    (finding,) = surroundings.check_disk(Path("/home/me/history.sqlite"), mounts)
    assert kind in finding.sentence
    assert not list(surroundings.check_disk(Path("/home/me/My disk/history.sqlite"), mounts))
    assert not list(surroundings.check_disk(Path("/homely/history.sqlite"), mounts))
    assert not list(surroundings.check_disk(Path("/home/me/history.sqlite"), ""))


@pytest.mark.parametrize(
    "folder",
    ["Dropbox", "OneDrive - School", "Nextcloud/quiz", "Library/Mobile Documents/quiz"],
)
def test_a_synchronised_folder_is_found(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "history.sqlite"
    path.parent.mkdir(parents=True)
    (finding,) = surroundings.check_sync(path)
    assert "COALITION_QUIZ_HOME" in finding.remedy


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox.cache", ".sync_1a2b.db"])
def test_the_marks_of_a_sync_service_are_found(here: Places, mark: str) -> None:
    (here.history.parent / mark).touch()
    assert mark in only(here, "sync").sentence


# Decks, settings, backups


def test_problems_of_decks_and_settings_are_found(here: Places) -> None:
    here.decks.mkdir()
    (here.decks / "bad.yaml").write_text("format: 1\ndeck: x\ncards: 3\n", encoding="utf-8")
    (here.decks / "one.yaml").write_text(SMALL_DECK, encoding="utf-8")
    (here.decks / "two.yaml").write_text(SMALL_DECK, encoding="utf-8")
    here.settings.write_text("new_per_day = -1\n", encoding="utf-8")
    assert "bad.yaml has" in found(here, "decks")[0].sentence
    assert "Two decks have the id `capitals`" in found(here, "decks")[1].sentence
    assert "new_per_day" in found(here, "settings")[0].sentence


def test_items_that_no_deck_has_are_noted_with_the_nearest_deck(here: Places) -> None:
    here.decks.mkdir()
    text = SMALL_DECK.replace("deck: capitals", "deck: d1x").replace("id: france", "id: c0")
    (here.decks / "own.yaml").write_text(text, encoding="utf-8")
    with History.open(here.history) as history:
        history.append([review("d1x/gone", 9), review("d1x/c0", 9), review("d1x/river/gap1", 9)])
    findings = found(here, "orphans")
    assert {finding.level for finding in findings} == {Level.NOTE}
    told = "\n".join(f"{finding.sentence} {finding.remedy}" for finding in findings)
    assert "in the deck `d1`, which is not installed" in told
    assert "was: [d1/…]" in told
    assert "1 question no longer in the deck `d1x`: d1x/gone" in told


def test_a_retired_card_is_no_orphan(here: Places) -> None:
    here.decks.mkdir()
    retired = SMALL_DECK.replace(
        "answer: Paris", "answer: Paris\n    retired: {on: 2023-10, why: x}"
    )
    (here.decks / "own.yaml").write_text(retired, encoding="utf-8")
    with History.open(here.history) as history:
        history.append([review("capitals/france", 9)])
    assert not any("capitals" in finding.sentence for finding in found(here, "orphans"))


def test_a_damaged_backup_is_found(here: Places) -> None:
    (backup,) = backups.list_backups(here.history)
    flip(backup.path, b'"sky":["clear')
    finding = only(here, "backups")
    assert finding.level == Level.ERROR
    assert "was changed after it was written" in finding.sentence


def test_a_backup_of_long_ago_is_found(here: Places) -> None:
    with History.open(here.history) as history:
        history.append([_dated(at(12)), _dated(at(16))])
    assert only(here, "backups").level == Level.WARNING


def test_a_history_without_a_backup_is_noted(here: Places) -> None:
    shutil.rmtree(backups.backup_folder(here.history))
    assert only(here, "backups").level == Level.NOTE


@pytest.mark.parametrize("blank", ["gone", "empty"])
def test_a_history_that_is_gone_while_its_backup_is_there_is_found(
    here: Places, run: Run, blank: str
) -> None:
    """And what is told to do brings it back."""
    before = events_of(here.history)
    here.history.unlink()
    if blank == "empty":
        here.history.touch()
    (finding,) = found(here, "backups")
    assert finding.level == Level.ERROR
    assert run("doctor").returncode == 1
    assert run("restore", "--salvage", "--yes").returncode == 0
    assert events_of(here.history) == before
    assert found(here, "backups") == []


def test_an_old_copy_in_its_place_is_found(here: Places, run: Run, lived: Path) -> None:
    """And what is told to do joins what both have."""
    old = here.history.with_name("old")
    shutil.copyfile(lived, old)
    with History.open(here.history) as history:
        history.append([review("d/later", 9), review("d/lost", 9)])
    shutil.rmtree(backups.backup_folder(here.history))
    back_up_daily(here.history, at(9), 240)
    old.replace(here.history)
    with History.open(here.history) as history:
        history.append([review("d/since", 10)])
    (finding,) = found(here, "backups")
    assert "lacks 2 reviews that the backup" in finding.sentence
    assert run("restore", "--salvage", "--yes").returncode == 0
    assert {"d/later", "d/lost", "d/since"} <= {event.item for event in events_of(here.history)}
    assert found(here, "backups") == []


def test_an_earlier_backup_that_was_restored_on_purpose_is_as_good(here: Places, run: Run) -> None:
    with History.open(here.history) as history:
        history.append([review("d/later", 9)])
    back_up_daily(here.history, at(9), 240)
    assert run("restore", "2", "--yes").returncode == 0
    assert found(here, "backups") == []


def test_a_file_instead_of_the_backup_folder_is_found(here: Places) -> None:
    shutil.rmtree(backups.backup_folder(here.history))
    backups.backup_folder(here.history).touch()
    (finding,) = (each for each in found(here, "backups") if each.is_problem)
    assert finding.sentence.endswith("backups is not a folder.")


def test_it_can_be_ended_at_any_step(here: Places) -> None:
    told: list[str] = []
    run_doctor(here, ProgressListener(told.append))
    for step in range(len(told)):
        heard: list[str] = []
        work = ProgressListener(heard.append, lambda heard=heard, step=step: len(heard) > step)
        with pytest.raises(StoppedError):
            run_doctor(here, work)
    unchanged(here, lambda: None)


# The command


def test_the_command_reports_and_sets_its_exit_code(here: Places, run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("No problems found.\n")
    with closing(sqlite3.connect(here.history)) as raw, raw:
        raw.execute("DROP TRIGGER event_is_never_deleted")
    done = run("doctor", "--json")
    assert done.returncode == 1
    assert '"problems": 1' in done.stdout

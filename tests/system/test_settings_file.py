"""Writing a setting: all else stays, and no text of the learner's is ever lost."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.scheduling.fsrs import Memory, days_until, retrievability
from coalition_quiz.system.settings import SETTINGS, Settings, load_settings
from coalition_quiz.system.settings_file import (
    SettingsError,
    change_setting,
    is_readable,
    move_aside,
    read_written_settings,
)

BY_KEY = {entry.key: entry for entry in SETTINGS}
TEXT = """\
# mine
new_per_day = 20   # twenty is enough
colour = "blue"    # no such setting
folders = [
    "~/decks",     # at home
]

[later]
x = 1
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings stand; there is no file yet."""
    return tmp_path / "config" / "settings.toml"


def put(path: Path, text: str | bytes) -> Path:
    """Write the file."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_missing_file_is_begun(path: Path) -> None:
    change_setting(path, "new_per_day", 7)
    assert load_settings(path) == (Settings(new_per_day=7), ())


def test_comments_and_unknown_keys_and_tables_stay(path: Path) -> None:
    put(path, TEXT)
    change_setting(path, "new_per_day", 7)
    change_setting(path, "theme", "nord")
    text = path.read_text(encoding="utf-8")
    assert text == TEXT.replace("= 20 ", "= 7 ").replace("]\n\n", ']\ntheme = "nord"\n\n', 1)


def test_line_ends_of_windows_and_a_byte_order_mark_stay(path: Path) -> None:
    put(path, b"\xef\xbb\xbf# mine\r\nnew_per_day = 3\r\n")
    change_setting(path, "new_per_day", 4)
    assert path.read_bytes() == b"\xef\xbb\xbf# mine\r\nnew_per_day = 4\r\n"


@pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")
def test_a_link_stays_a_link_and_a_mode_a_mode(path: Path, tmp_path: Path) -> None:
    kept = put(tmp_path / "dotfiles.toml", "new_per_day = 3\n")
    kept.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(kept)
    change_setting(path, "new_per_day", 4)
    assert path.is_symlink()
    assert kept.read_text(encoding="utf-8") == "new_per_day = 4\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("key", "value"),
    [("desired_retention", 1.5), ("new_per_day", -1), ("day_start", "25:00"), ("folders", ["\0"])],
)
def test_a_wrong_value_is_not_written(path: Path, key: str, value: object) -> None:
    put(path, TEXT)
    with pytest.raises(ValueError, match=r"must|has"):
        change_setting(path, key, value)
    assert path.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("text", [b"new_per_day = ", b"\xff\xfe", b"x = 1\nx = 2\n", b"["])
def test_a_file_that_cannot_be_read_is_left_alone(path: Path, text: bytes) -> None:
    put(path, text)
    assert not is_readable(path)
    assert read_written_settings(path) == {}
    with pytest.raises(SettingsError, match="nothing was saved"):
        change_setting(path, "new_per_day", 4)
    assert path.read_bytes() == text


def test_a_file_moved_aside_gets_an_unused_name(path: Path) -> None:
    kept = [move_aside(put(path, text)) for text in ("one", "two", "three")]
    assert [file.read_text(encoding="utf-8") for file in kept] == ["one", "two", "three"]
    assert not path.exists()


def test_a_failed_write_leaves_file_and_folder_as_they_were(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(path, TEXT)

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(SettingsError, match="No space left on device"):
        change_setting(path, "new_per_day", 4)
    assert path.read_text(encoding="utf-8") == TEXT
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_instead_of_the_history_is_reported(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(SettingsError, match="not a settings file"):
        change_setting(path, "new_per_day", 4)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("desired_retention", "85%", 0.85),
        ("desired_retention", " 85 % ", 0.85),
        ("desired_retention", "0,85", 0.85),
        ("desired_retention", "0.85", 0.85),
        ("desired_retention", "85", 0.85),
        ("desired_retention", "0.5%", 0.005),
        ("new_per_day", " 1,000 ", 1000),
        ("new_per_day", "２０", 20),
        ("desired_retention", "٨٥٪", 0.85),
        ("desired_retention", "８５％", 0.85),
        ("day_start", "０４：３０", "04:30"),
        ("mix_decks", " Yes ", True),
        ("mix_decks", "no", False),
        ("day_start", "4:30", "04:30"),
        ("folders", " ~/a ; b;; ", ["~/a", "b"]),
        ("folders", " ", []),
    ],
)
def test_values_are_read_as_people_type_them(key: str, typed: str, value: object) -> None:
    assert BY_KEY[key].written(typed) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("desired_retention", "high"),
        ("new_per_day", "2.5"),
        ("new_per_day", "²"),
        ("new_per_day", ""),
        ("mix_decks", "perhaps"),
    ],
)
def test_invalid_values_are_refused(key: str, typed: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        BY_KEY[key].written(typed)


@given(
    st.floats(0.70, 0.99).map(lambda share: round(share, 3)),
    st.integers(0, 9999),
    st.integers(0, 1439),
)
def test_shown_values_are_read_back_unchanged(retention: float, new: int, start: int) -> None:
    settings = Settings(retention, new, start)
    shown = {key: BY_KEY[key].written(BY_KEY[key].shown(settings, {})) for key in BY_KEY}
    assert shown["desired_retention"] == pytest.approx(retention, abs=1e-6)
    assert shown["new_per_day"] == new
    assert shown["day_start"] == f"{start // 60:02}:{start % 60:02}"


def test_the_effect_of_a_retention_has_an_example() -> None:
    effect = BY_KEY["desired_retention"].effect
    said = "At 80%, a card that comes back after 30 days at 90% would come back after 99."
    assert effect("80%") == effect("0.8") == said
    assert effect("5") == effect("x") == effect("100") == effect("90%") == ""


@given(st.floats(0.70, 0.99), st.floats(0.5, 400.0))
def test_recall_falls_below_the_retention_the_day_after(retention: float, stability: float) -> None:
    days, memory = days_until(retention, stability), Memory(stability, 5.0, 0)
    assert retrievability(memory, days) >= retention - 1e-6
    assert retrievability(memory, days + 1) < retention

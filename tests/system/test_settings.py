"""Settings: what is read, and what a wrong value is told."""

import os
from pathlib import Path

import pytest

from coalition_quiz.system.settings import Settings, load_settings, parse_settings

PATH = Path("/home/ada/settings.toml")


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == (Settings(), ())


def test_every_setting_is_read() -> None:
    text = """
        desired_retention = 0.85
        new_per_day = 7
        day_start = "03:30"
        theme = "nord"
        folders = ["decks", "/srv/decks"]
        mix_decks = false
    """
    settings, problems = parse_settings(text, PATH)
    folders = (PATH.parent / "decks", Path("/srv/decks"))
    assert settings == Settings(0.85, 7, 210, "nord", folders, mix_decks=False)
    assert problems == ()


def test_a_day_start_may_be_a_time_of_toml() -> None:
    assert parse_settings("day_start = 05:00:00", PATH).settings.day_start_min == 300


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("desired_retention = 1.5", "`desired_retention` must be between 0.70 and 0.99"),
        ("desired_retention = 0", "must be between"),
        ("desired_retention = nan", "must be between"),
        ("desired_retention = true", "must be a number"),
        ('desired_retention = "high"', "must be a number"),
        ("new_per_day = -1", "`new_per_day` must be a whole number"),
        ("new_per_day = 2.5", "must be a whole number"),
        ("new_per_day = true", "must be a whole number"),
        ('day_start = "25:00"', "`day_start` must be a time of day"),
        ('day_start = "4"', "must be a time of day"),
        ("day_start = 4", "must be a time of day"),
        ("mix_decks = 1", "`mix_decks` must be true or false"),
        ('mix_decks = "yes"', "must be true or false"),
        ("theme = 3", "`theme` must be the name of a theme"),
        ('folders = "decks"', "`folders` must be a list of folders"),
        ("new_per_dya = 3", "unknown setting `new_per_dya`. Did you mean `new_per_day`?"),
        ("zzz = 3", "unknown setting `zzz`"),
        ("new_per_day = ", "is not valid TOML"),
    ],
)
def test_a_wrong_value_names_file_and_key_and_leaves_the_default(text: str, says: str) -> None:
    settings, problems = parse_settings(text, PATH)
    assert settings == Settings()
    assert len(problems) == 1
    assert says in problems[0]
    assert str(PATH) in problems[0]


def test_one_wrong_value_does_not_cost_the_others() -> None:
    settings, problems = parse_settings("new_per_day = 9\ntheme = 1", PATH)
    assert settings.new_per_day == 9
    assert len(problems) == 1


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    settings, problems = load_settings(path)
    assert settings == Settings()
    assert "it is not UTF-8" in problems[0]


def test_a_folder_instead_of_the_history_is_reported(tmp_path: Path) -> None:
    assert "Could not read" in load_settings(tmp_path).problems[0]


def test_control_characters_of_a_key_are_made_visible() -> None:
    assert "\x1b" not in parse_settings('"\\u001b[31m" = 1', PATH).problems[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('folders = ["~nobody-of-this-name/x"]', "`folders` has "),
        ('folders = ["a\\u0000b"]', "`folders` has "),
        ("x = " + "[" * 5000, "Could not read"),
        ("new_per_day = " + "9" * 6000, "not valid TOML"),
    ],
)
def test_hostile_settings_are_one_sentence(text: str, says: str) -> None:
    settings, problems = parse_settings(text, PATH)
    assert settings == Settings()
    assert len(problems) == 1
    assert says in problems[0]


def test_a_byte_order_mark_is_no_setting(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbfnew_per_day = 3")
    assert load_settings(path) == (Settings(new_per_day=3), ())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    assert "not a settings file" in load_settings(tmp_path / "settings.toml").problems[0]

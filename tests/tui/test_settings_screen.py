"""The settings screen: values are checked, saved and used at once."""

from pathlib import Path

import pytest

from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import SETTINGS, Form, Settings, load_settings

from helpers.classroom import Student, deck_of, make_workspace, student_at

EVIL = "[/x] [@click=app.quit]go[/] [red]r list[int] אבג $x [b"
DECK = deck_of("truth", "typed", "front")


def text_of(path: Path) -> str:
    """Return the text of a file."""
    return path.read_text(encoding="utf-8")


def write(text: str) -> Path:
    """Write the settings file."""
    path = places().settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


async def change(student: Student, down: int, text: str) -> None:
    """Type another value for a setting."""
    await student.press(*["down"] * down, "enter")
    await student.type(text)
    await student.press("enter")


@pytest.mark.parametrize(
    ("down", "text", "shown", "settings"),
    [
        (0, "85%", "How sure you want to be  85%", Settings(desired_retention=0.85)),
        (1, "2", "New cards a day          2 ", Settings(new_per_day=2)),
        (2, "5:30", "A day starts at          05:30", Settings(day_start_min=330)),
    ],
)
async def test_a_value_is_saved_and_used_at_once(
    tmp_path: Path, down: int, text: str, shown: str, settings: Settings
) -> None:
    workspace = make_workspace(tmp_path, DECK)
    async with student_at(workspace) as student:
        await student.press("comma")
        assert "settings.toml" in student.words
        await change(student, down, text)
        assert "Saved." in student.screen
        assert shown in student.screen
        assert load_settings(places().settings) == (settings, ())
        assert workspace.settings == settings
        await student.press("q")
        assert "All decks" in student.screen
        if down == 1:
            assert "Learn the first 2 cards" in student.screen


@pytest.mark.parametrize(
    ("down", "text", "said"),
    [
        (0, "120%", "This must be between 0.70 and 0.99."),
        (0, "high", "This must be a number such as 90% or 0.9."),
        (1, "-3", "This must be a whole number from 0 to 9999."),
        (1, "99999", "This must be a whole number from 0 to 9999."),
        (2, "26:00", 'This must be a time of day such as "04:00".'),
    ],
)
async def test_invalid_value_shows_an_error_and_is_not_written(
    tmp_path: Path, down: int, text: str, said: str
) -> None:
    async with student_at(make_workspace(tmp_path, DECK)) as student:
        await student.press("comma")
        await change(student, down, text)
        assert said in student.words
        assert not places().settings.exists()
        await student.press("escape")
        assert said not in student.words
        await student.press("escape")
        assert "All decks" in student.screen


async def test_mixing_is_turned_off_and_on_by_enter(tmp_path: Path) -> None:
    """Nothing is typed, and the next session uses the setting."""
    workspace = make_workspace(
        tmp_path, *(DECK.replace("deck: ", f"deck: {name}-") for name in "ab")
    )
    async with student_at(workspace) as student:
        await student.press("comma", "down", "down", "down", "enter")
        assert "Mix decks                no" in student.screen
        assert load_settings(places().settings).settings.mix_decks is False
        assert len({entry.item.split("/")[0] for entry in workspace.plan(StudyRequest())[:2]}) == 1
        await student.press("enter")
        assert "Mix decks                yes" in student.screen
        assert load_settings(places().settings) == (Settings(), ())
        assert len({entry.item.split("/")[0] for entry in workspace.plan(StudyRequest())[:2]}) == 2


async def test_the_effect_of_a_retention_follows_what_is_typed(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, DECK)) as student:
        await student.press("comma", "enter")
        assert "days" not in student.words, "nothing is said of the default"
        await student.type("80")
        assert "after 30 days at 90% would come back after 99." in student.words
        await student.press("x")
        assert "would come back" not in student.words


async def test_folders_are_shown_as_they_are_written(tmp_path: Path) -> None:
    path = write('# mine\nfolders = ["~/one", "two"] # both\n')
    async with student_at(make_workspace(tmp_path, DECK), size=(100, 30)) as student:
        await student.press("comma", "end")
        assert "~/one; two" in student.screen
        await student.press("enter", "end")
        await student.type("; three")
        await student.press("enter")
        assert "Saved. The folder " in student.words
        assert text_of(path) == '# mine\nfolders = ["~/one", "two", "three"] # both\n'
        await student.press("q")
        assert "3 problems in decks or settings. Press !" in student.words


async def test_a_file_that_cannot_be_read_is_kept(tmp_path: Path) -> None:
    path = write("new_per_day = # oh\n")
    async with student_at(make_workspace(tmp_path, DECK)) as student:
        await student.press("comma")
        assert "! The settings file cannot be read, so defaults are used." in student.words
        await change(student, 1, "5")
        assert "kept as settings.toml.unread." in student.words
        assert "cannot be read, so defaults" not in student.words
    kept = path.with_name("settings.toml.unread")
    assert text_of(kept) == "new_per_day = # oh\n"
    assert load_settings(path) == (Settings(new_per_day=5), ())


async def test_unwritable_file_shows_an_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("", encoding="utf-8")
    async with student_at(make_workspace(tmp_path, DECK)) as student:
        await student.press("comma")
        await change(student, 1, "5")
        assert "cannot be" in student.words
        assert student.workspace.settings == Settings()


async def test_the_theme_at_the_cursor_is_shown_and_kept_by_enter(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, DECK), size=(120, 36)) as student:
        await student.press("comma", "end", "up", "enter")
        assert "► textual-dark" in student.screen
        assert "dark · in use" in student.screen
        await student.press("up", "up")
        first = student.app.theme
        assert first != "textual-dark"
        assert not places().settings.exists(), "a preview is not written"
        await student.press("escape")
        assert student.app.theme == "textual-dark"
        await student.press("enter", "up", "enter")
        kept = student.app.theme
        assert kept not in {"textual-dark", first}
        assert f"Colours                  {kept}" in student.screen
        assert load_settings(places().settings).settings.theme == kept
        assert student.workspace.settings.theme == kept
        await student.press("enter", "down", "escape")
        assert load_settings(places().settings).settings.theme == student.app.theme == kept


async def test_switches_and_explanations_need_no_key_of_their_own(tmp_path: Path) -> None:
    for size in ((60, 18), (80, 24), (120, 36)):
        async with student_at(make_workspace(tmp_path, DECK), size=size) as student:
            await student.press("comma")
            for setting in SETTINGS:
                assert setting.about[:24] in student.screen
                if setting.form is Form.SWITCH:
                    for _ in range(2):
                        before = getattr(student.workspace.settings, setting.field)
                        await student.press("enter")
                        assert getattr(student.workspace.settings, setting.field) is not before
                await student.press("down")


async def test_unsaved_theme_is_a_problem(
    tmp_path: Path,
) -> None:
    write("theme = [")
    async with student_at(make_workspace(tmp_path, DECK)) as student:
        student.app.theme = "nord"
        await student.settle()
        await student.press("comma", "q")
        assert "1 problem" in student.screen
        await student.press("exclamation_mark")
        assert "The theme could not be saved." in student.words


async def test_viewing_settings_writes_nothing(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, DECK)) as student:
        await student.press("comma", "enter", "enter", "down", "enter", "escape", "q")
        assert not places().settings.exists()
        assert not (tmp_path / "home" / "settings.toml").exists()


async def test_settings_by_mouse(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, DECK)) as student:
        await student.click("Settings")
        await student.click("New cards a day")
        await student.click("New cards a day")
        await student.type("3")
        await student.press("enter")
        assert load_settings(places().settings).settings.new_per_day == 3


async def test_hostile_values_are_shown_as_they_stand(tmp_path: Path) -> None:
    path = write(f"folders = ['{EVIL}', '/nowhere']\n")
    workspace = make_workspace(tmp_path, DECK)
    workspace.use_settings(*load_settings(path))
    async with student_at(workspace, size=(60, 18)) as student:
        await student.press("comma")
        assert "[/x] [@click=app.quit]go[/]" in student.words
        await student.press("end", "enter")
        await student.type("[/x]\u202e")
        await student.press("enter", "escape", "escape")
        assert student.app.failure is None

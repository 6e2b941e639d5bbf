"""Actions on the current card: suspend, bury, flag, edit, copy, pause, and notices."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.sessions.study import Answered, Asking
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import NotSavedError
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.study import card_actions as caring

from helpers.classroom import CARDS, HEAD, MONDAY_MS, deck_of, make_workspace, student_at
from helpers.support import script

TWO = deck_of("truth", "typed")
DAY_MS = 86_400_000
TODAY = 19_681
CHANGED = """\
  - id: changed
    choice: Which city is the seat of the council?
    answer: Lyon
    wrong: [Paris, Lille]
    changed: {on: 2023-10, was: Paris.}
    review_by: 2023-09
    according_to: the council
    disputed: Some say that it is Lille.
"""

EVIL = "[/x] [@click=app.quit]go[/] [red]r list[int] אבג \u200f \U0001f468\u200d\U0001f469 $x [b"
WORD = "W" * 200
HOSTILE = f"""\
format: 1
deck: hostile
title: '{EVIL} title'
cards:
  - id: choice
    choice: '{EVIL} {WORD}'
    answer: '{EVIL} right'
    wrong: {{'{EVIL} wrong': '{EVIL} why not', '{WORD}': }}
    why: '{EVIL} why'
    according_to: '{EVIL} someone'
    disputed: '{EVIL} disputed'
    changed: {{on: 2023-10, was: '{EVIL} {WORD}'}}
    review_by: 2020
  - id: typed
    typed: '{EVIL}'
    answer: '{EVIL}'
  - id: order
    order: '{EVIL}'
    answer: ['{EVIL} 1', '{EVIL} 2', '{WORD}']
  - id: front
    front: '{EVIL}'
    back: '{EVIL} {WORD}'
"""


def reviewed(workspace: Workspace, item: str, ratings: list[int]) -> None:
    """Record these ratings of an item, every other day until two weeks ago."""
    for number, rating in enumerate(reversed(ratings)):
        days = 14 + 2 * number
        when = Moment(MONDAY_MS - days * DAY_MS, 60, TODAY - days)
        workspace.history.append([Draft("review", item, when, payload={"rating": rating})])


@pytest.mark.parametrize("way", ["key", "function key", "mouse"])
@pytest.mark.parametrize(
    ("name", "key", "function_key"), [("suspend", "at", "f8"), ("bury", "minus", "f7")]
)
async def test_suspend_and_bury(
    tmp_path: Path, way: str, name: str, key: str, function_key: str
) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest(), (100, 24)) as student:
        if way == "mouse":
            await student.click(name.capitalize())
        else:
            await student.press(key if way == "key" else function_key)
        assert [event.kind for event in student.events] == [name]
        assert student.card == "typed"
        assert "Press ^Z to undo." in student.screen
        assert "0 of 1" in student.screen
        await student.press("ctrl+z")
        assert [event.kind for event in student.events] == [name, "undo"]
        assert student.card == "truth"
        assert "takes it back" not in student.screen
        assert "0 of 2" in student.screen


async def test_answered_card_is_suspended_and_restored(tmp_path: Path) -> None:
    for number, kind in enumerate(("choice", "typed", "front", "list", "order", "match")):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with student_at(
            make_workspace(folder, deck_of(kind, "truth")), StudyRequest()
        ) as student:
            typing = kind in {"typed", "list"}
            await student.press(*(["R", "o", "m", "e"] if typing else []), "ctrl+g")
            if kind == "front":
                await student.press("space")
            before = student.screen
            await student.press("minus")
            assert student.card == "truth", kind
            await student.press("u")
            assert isinstance(student.app.navigator.session.phase, Answered)
            assert student.screen == before, kind
            await student.press("3" if kind == "front" else "enter")
            assert student.card == "truth"


async def test_typed_text_is_restored_after_undo(tmp_path: Path) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("typed", "truth")), StudyRequest()
    ) as student:
        await student.type("Rome")
        await student.press("enter", "at", "u")
        assert "Rome" in student.screen
        assert "→ Paris" in student.screen


async def test_a_letter_in_a_field_is_a_letter(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("typed")), StudyRequest()) as student:
        await student.press("at", "minus", "asterisk", "e", "y", "p")
        assert "@-*eyp" in student.screen
        assert not student.events


async def test_a_flag_leaves_everything_as_it_is(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("order")), StudyRequest()) as student:
        await student.press("space", "down")
        before = student.screen
        assert "flagged" not in before
        await student.press("asterisk")
        head, *rest = student.screen.splitlines()
        assert "* flagged" in head
        assert rest == before.splitlines()[1:]
        await student.press("f5")
        assert student.screen == before
        assert [event.kind for event in student.events] == ["flag", "unflag"]


async def test_report_counts_suspended_and_buried(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("truth", "several", "front", "order"))
    reviewed(workspace, "kinds/order", [3])
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("ctrl+g", "enter", "at", "asterisk", "minus", "space", "3", "at")
        for said in (
            "1 of 2 right at the first try",
            "1 buried until tomorrow · 2 suspended · 1 flagged",
            "u Undo",
        ):
            assert said in student.screen
        for _ in range(8):
            await student.press("ctrl+z")
        assert student.card == "order"
        undone = {event.target for event in student.events if event.kind == "undo"}
        done = {event.ref for event in student.events[1:] if event.kind not in {"undo", "flag"}}
        assert undone == done


async def test_no_suspend_or_bury_while_an_answer_is_unsaved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(tmp_path, deck_of("order", "truth"))
    append = workspace.history.append

    def full_disk(_drafts: object) -> None:
        raise NotSavedError("The disk is full.")

    async with student_at(workspace, StudyRequest()) as student:
        await student.press("space", "down")
        laid_out = student.screen.splitlines()[2:]
        monkeypatch.setattr(workspace.history, "append", full_disk)
        await student.press("asterisk")
        assert "Not saved yet." in student.screen
        await student.press("at", "minus", "asterisk", "e", "p", "y")
        assert student.card == "order"
        monkeypatch.setattr(workspace.history, "append", append)
        await student.press("enter")
        assert "flagged" in student.screen
        assert student.screen.splitlines()[2:] == laid_out
        assert [event.kind for event in student.events] == ["flag"]


async def test_pause_hides_the_question_and_stops_the_clock(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        before = student.screen
        await student.press("p")
        assert "Paused" in student.screen
        assert "Seine" not in student.screen
        workspace.clock.at_ms += 3_600_000
        await student.press("p")
        assert student.screen == before
        await student.press("f9", "escape", "t")
        assert student.events[0].payload["ms"] < 60_000


@pytest.mark.parametrize("kind", CARDS)
async def test_copying_the_question_and_then_the_answer(tmp_path: Path, kind: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of(kind)), StudyRequest()) as student:
        await student.press("f6")
        phase = student.app.navigator.session.phase
        assert isinstance(phase, Asking)
        copied = student.app.clipboard
        assert copied.startswith(phase.question.prompt)
        assert "Question copied," in student.words
        await student.press("ctrl+g" if kind != "front" else "space", "y")
        assert student.app.clipboard.startswith(copied.rstrip())
        assert len(student.app.clipboard) > len(copied)
        assert "Question and answer copied" in student.words


async def test_changed_notice_before_and_after_the_answer(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, HEAD + CHANGED + CARDS["truth"])
    reviewed(workspace, "kinds/changed", [3])
    async with student_at(workspace, size=(100, 30)) as student:
        assert "1 fact has changed since you learnt it. It comes first." in student.words
        await student.press("enter")
        assert "This fact has changed since you learnt it." in student.screen
        assert "! May be out of date" in student.screen
        await student.press("ctrl+g")
        for said in (
            "This fact changed in October 2023, after you learnt it. Before: Paris. Now: Lyon.",
            "Disputed: Some say that it is Lille.",
            "according to the council",
            "May be out of date: the author planned to check it by September 2023.",
        ):
            assert said in student.words
        await student.press("enter")
        await student.press("t", "enter")
        assert "This has changed" not in student.screen
        await student.press("ctrl+g")
        assert "Changed in October 2023. Before: Paris." in student.words


async def test_no_changed_notice_for_a_new_card(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, HEAD + CHANGED), StudyRequest()) as student:
        assert "This has changed" not in student.screen
        await student.press("ctrl+g")
        assert "Changed in October 2023. Before: Paris." in student.words


async def test_leech_notice_with_the_answer(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("truth", "choice"))
    reviewed(workspace, "kinds/truth", [3, 1] * 7 + [3])
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("f")
        assert "You have forgotten this 8 times. Suspend it, edit it" in student.words
        await student.press("at")
        assert student.card == "choice"
        assert "missed" not in student.words


async def test_leech_notice_with_the_next_question_after_a_manual_rating(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("front", "choice"))
    reviewed(workspace, "kinds/front", [3, 1] * 11 + [3])
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("space", "1")
        assert student.card == "choice"
        assert "You have forgotten “Which is the highest mountain of the Al…” 12 times." in (
            student.words
        )
        await student.press("ctrl+z", "at")
        assert [event.kind for event in student.events][-2:] == ["undo", "suspend"]
        assert student.card == "choice"


async def test_leech_notice_in_the_report(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("truth"))
    reviewed(workspace, "kinds/truth", [3, 1] * 7 + [3])
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("t", "1")
        assert "8 times." in student.words
        await student.press("f", "at")
        assert type(student.app.screen).__name__ == "ReportScreen"


def let(editor: Path, command: str) -> None:
    """Define what the editor does next."""
    editor.write_text(command, encoding="utf-8")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set an editor that runs the commands of a file."""
    commands = tmp_path / "commands"
    monkeypatch.setattr(QuizApp, "suspend", lambda _: nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)
    tell = f'echo "$@" > {tmp_path}/told'
    monkeypatch.setenv("EDITOR", str(script(tmp_path, "vim", f'{tell}; file="$2"; . {commands}')))
    return commands


def told(folder: Path) -> list[str]:
    """Return the editor's arguments."""
    return (folder / "told").read_text(encoding="utf-8").split()


def save(file: Path, before: str, after: str) -> None:
    """Change a text in a file."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(before, after), encoding="utf-8")


async def test_what_was_recalled_is_shown_as_it_is_written_now(
    tmp_path: Path, editor: Path
) -> None:
    let(editor, 'sed -i "s/Paris/Rome/" "$file"')
    deck = "format: 1\ndeck: d\ntitle: D\ncards: [{id: a, front: Capital?, back: Paris}]\n"
    workspace = make_workspace(tmp_path, deck)
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("enter")
        assert "Paris" in student.screen
        await student.press("e")
        assert "Rome" in student.screen
        assert "Showing the edited card." in student.screen


async def test_an_edited_card_keeps_its_verdict_and_says_so(tmp_path: Path, editor: Path) -> None:
    let(editor, 'sed -i "s/The Seine flows/The Seine runs/" "$file"')
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("t", "e")
        assert "The Seine flows" in student.screen
        assert "Your result stays" in student.screen


async def test_an_edited_card_is_asked_as_it_is_written_now(tmp_path: Path, editor: Path) -> None:
    let(editor, 'sed -i "s/The Seine flows/The Seine runs/" "$file"')
    workspace = make_workspace(tmp_path, TWO)
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("e")
        assert "The Seine runs through Paris." in student.screen
        assert "Showing the edited card." in student.screen
        assert told(tmp_path) == ["+9", f"{tmp_path}/deck0.yaml"]
        await student.press("f")
        let(editor, 'sed -i "s/It divides/It parts/" "$file"')
        await student.press("e")
        assert "It parts the city." in student.screen
        assert "✗ Wrong" in student.screen
        await student.press("1", "ctrl+z")
        assert "The Seine runs through Paris." in student.screen


async def test_an_editor_that_changes_nothing_leaves_everything(
    tmp_path: Path, editor: Path
) -> None:
    let(editor, "true")
    async with student_at(make_workspace(tmp_path, deck_of("typed")), StudyRequest()) as student:
        await student.type("Par")
        before = student.screen
        await student.press("f4")
        assert student.screen == before


async def test_deck_error_made_while_editing_is_shown_and_fixed(
    tmp_path: Path, editor: Path
) -> None:
    let(editor, 'sed -i "s/answer: true/answre: true/" "$file"')
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("e")
        assert "The deck has an error now. Line " in student.words
        assert "The Seine flows" in student.screen
        let(editor, 'sed -i "s/answre: true/answer: true/" "$file"')
        await student.press("e", "t")
        assert "✓ Right" in student.screen


async def test_a_card_that_is_retired_while_studying_is_left_out(
    tmp_path: Path, editor: Path
) -> None:
    retire = "    retired: {on: 2023-10, why: No more.}"
    let(editor, f'sed -i "s/^    why: It divides.*/{retire}/" "$file"')
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("e")
        assert student.card == "typed"
        assert "That card will not be asked" in student.screen
        assert "0 of 1" in student.screen


@pytest.mark.parametrize("name", ["false", "/no/such/editor"])
async def test_failing_editor_shows_an_error(
    tmp_path: Path, editor: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    del editor
    monkeypatch.setenv("EDITOR", name)
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest()) as student:
        await student.press("e")
        assert f"editor `{name}`" in student.words
        assert "The Seine flows" in student.screen


async def test_a_file_open_in_a_window_of_its_own_is_followed(
    tmp_path: Path, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del editor
    monkeypatch.setattr(caring, "LOOK_EVERY_S", 0.02)
    monkeypatch.setenv("VISUAL", str(script(tmp_path, "code", "exit 0")))
    workspace = make_workspace(tmp_path, TWO)
    read, times = workspace.read_again, list[str]()
    monkeypatch.setattr(workspace, "read_again", lambda path: (times.append(path), read(path)))
    async with student_at(workspace, StudyRequest()) as student:
        await student.press("e")
        save(tmp_path / "deck0.yaml", "The Seine flows", "The Seine runs")
        for _ in range(200):
            await student.pilot.pause(0.02)
            if "The Seine runs" in student.screen:
                break
        assert "The Seine runs through Paris." in student.screen
        await student.pilot.pause(0.2)
        assert len(times) == 1


async def test_the_palette_and_the_help_have_them_all(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, TWO), StudyRequest(), (100, 45)) as student:
        await student.press("question_mark")
        for said in ("F8 Suspend", "F7 Bury", "^F Flag", "F4 Edit", "F9 Pause", "F6 Copy"):
            assert said in student.screen
        await student.press("escape", "ctrl+p")
        await student.pilot.pause(0.3)
        await student.type("suspend")
        await student.pilot.pause(0.5)
        await student.press("enter")
        await student.pilot.pause(0.3)
        assert [event.kind for event in student.events] == ["suspend"]


async def test_card_actions_on_a_hostile_card(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, HOSTILE)
    assert not workspace.library.diagnostics
    reviewed(workspace, "hostile/choice", [3, 1] * 7 + [3])
    async with student_at(workspace, StudyRequest(), (60, 18)) as student:
        assert "This fact has changed" in student.screen
        await student.press("asterisk", "y", "p", "p", "ctrl+g")
        assert "You have forgotten this 8 times." in student.words
        await student.press("y", "minus", "ctrl+z", "at", "ctrl+z", "ctrl+z", "end", "enter", "1")
        for _ in range(3):
            assert "flagged" not in student.screen
            await student.press("f5", "f6", "f9", "escape", "f7")
        assert "flagged" in student.screen
        await student.press("f7")
        assert type(student.app.screen).__name__ == "ReportScreen"
        assert "buried until tomorrow" in student.screen
        assert student.app.failure is None


async def test_leech_notice_of_a_hostile_card(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, HOSTILE)
    reviewed(workspace, "hostile/front", [3, 1] * 7 + [3])
    async with student_at(workspace, StudyRequest(), (60, 18)) as student:
        await student.press("space", "1")
        assert "You have forgotten “[/x] [@click=app.quit]go[/]" in student.words

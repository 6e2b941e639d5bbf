"""Several keys in one read: each takes effect in turn."""

from pathlib import Path
from random import Random
from shutil import rmtree
from typing import Any

import pytest
from textual._xterm_parser import XTermParser

from coalition_quiz.services.workspace import StudyRequest, Workspace

from helpers.classroom import CARDS, Student, deck_of, make_workspace, student_at

ANSWERS = {
    "choice": "1",
    "several": "12\r",
    "truth": "f",
    "typed": "Lutetia\r",
    "number": "12\r",
    "date": "1992-11\r",
    "order": " \x1b[B\r",
    "match": "1abc\r",
    "list": "Nice\rRome\r",
    "front": " ",
    "cloze": "Seine\r",
}
WRITTEN = {"typed": "Lutetia", "number": "12", "date": "1992-11", "cloze": "Seine"}
NEXT = {
    "a rating": "3",
    "Enter": "\r",
    "skip": "s",
    "skip while typing": "\x0e",
    "bury": "-",
    "suspend": "@",
    "flag": "*",
    "undo": "u",
    "PgDn": "\x1b[6~",
    "hint": "h",
    "help": "?",
    "the palette": "\x10",
    "Esc": "\x1b[27u",
    "a letter": "x",
    "a paste": "\x1b[200~pasted\x1b[201~",
    "a click": "\x1b[<0;10;3M\x1b[<0;10;3m",
}
LEADS_TO = {"help": "HelpScreen", "the palette": "Palette", "Esc": "ReportScreen"}


async def type_ahead(student: Student, keys: str) -> None:
    """Send all keys at once, as one read of the terminal does."""
    driver = student.app._driver
    assert driver is not None
    for event in list(XTermParser().feed(keys)):
        driver.process_message(event)
    await student.settle()


async def begin(student: Student, kind: str) -> None:
    """Go to the question of a kind."""
    while student.card != kind:
        await student.press("ctrl+n")


def reviews(student: Student) -> list[dict[str, Any]]:
    return [event.payload for event in student.events if event.kind == "review"]


@pytest.mark.parametrize("kind", CARDS)
async def test_what_follows_an_answer_in_one_read_does_not_change_it(
    tmp_path: Path, kind: str
) -> None:
    recorded = set()
    other = "front" if kind == "order" else "order"
    # A typed answer meets every key, and each key meets two kinds more: a flip card meets a rating.
    keys = list(NEXT.items())
    mine = keys if kind == "typed" else keys[(list(CARDS).index(kind) + 1) % 5 :: 5]
    for number, (name, key) in enumerate(mine):
        folder = tmp_path / str(number)
        folder.mkdir()
        workspace = make_workspace(folder, deck_of(kind, other))
        async with student_at(workspace, StudyRequest()) as student:
            await begin(student, kind)
            await type_ahead(student, ANSWERS[kind] + key)
            assert student.app.failure is None, name
            assert type(student.app.screen).__name__ == LEADS_TO.get(name, "StudyScreen"), name
            given = {str(each["response"]) for each in reviews(student)}
            assert given or kind == "front", name
            recorded |= given
    assert len(recorded) == 1
    assert WRITTEN.get(kind, "") in recorded.pop()


KEYS = (
    *"abcfghijklmnoqstuvxz0123456789 ,*-@/?[]",
    *("\r", "\t", "\x7f", "\x10", "\x13", "\x0e", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"),
    *("\r", "\r", "\x1b[5~", "\x1b[6~", "\x1b[27u", "\x1b[200~one two\x1b[201~"),
)
"""Every key except those that quit or write a file."""
PLACES = {
    "home": "",
    "study": "\r",
    "quiz": "z\r",
    "quiz setup": "z",
    "browse": "b",
    "settings": ",",
    "palette": "\x10",
}


async def after(workspace: Workspace, keys: list[str], *, at_once: bool) -> tuple[str, list[Any]]:
    """Return the screen and the events after keys in one read or one by one."""
    async with student_at(workspace) as student:
        for each in ["".join(keys)] if at_once else keys:
            await type_ahead(student, each)
        assert student.app.failure is None, keys
        return student.screen, [(e.kind, e.item, e.payload) for e in student.events]


@pytest.mark.parametrize("place", PLACES)
async def test_keys_in_one_read_do_what_they_do_one_by_one(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(place)
    keys = [*PLACES[place], *chance.choices(KEYS, k=25)]
    monkeypatch.chdir(tmp_path)
    outcomes = []
    for at_once in (True, False):
        folder = tmp_path / "learner"
        folder.mkdir()
        monkeypatch.setenv("COALITION_QUIZ_HOME", str(folder))
        outcomes.append(await after(make_workspace(folder, deck_of(*CARDS)), keys, at_once=at_once))
        rmtree(folder)
    assert outcomes[0] == outcomes[1], keys

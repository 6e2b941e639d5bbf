"""`coalition-quiz stats`: plain text, JSON and a page, each of the same figures."""

import json
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.history.history import History
from coalition_quiz.system.clock import SystemClock

from helpers.support import Run, imported_by
from helpers.terminal import program

ITEMS = ("capitals/france", "capitals/river/gap1", "elsewhere/x")
WORK = {"reviews", "introduced", "practice", "minutes", "seconds_each", "tests", "recalled"}
FIELDS: dict[str, Any] = {
    "total": WORK,
    "streak": {"current", "longest"},
    "days": WORK | {"day"},
    "kinds": WORK | {"kind"},
    "by_deck": WORK | {"deck", "title"},
    "stability": {"from", "to", "items"},
    "difficulty": {"from", "to", "items"},
    "hardest": {"item", "deck", "prompt", "difficulty", "stability", "reviews", "lapses"},
}


@pytest.fixture
def studied(home: Path, own_deck: Path) -> Path:
    """A history: three items, each reviewed on five days up to today, and a quiz."""
    now = SystemClock(240).now()
    with History.open(home / "history.sqlite") as history:
        for ago, rating in ((50, 3), (30, 3), (8, 1), (8, 3), (1, 3)):
            when = Moment(now.at_ms - ago * 86_400_000, now.tz_min, now.study_day - ago)
            payload = {"rating": rating, "ms": 30_000, "kind": "choice", "mode": "study"}
            history.append([Draft("review", item, when, payload=payload) for item in ITEMS])
        quiz = {"rating": 3, "ms": 60_000, "kind": "typed", "mode": "quiz"}
        history.append([Draft("review", ITEMS[0], now, payload=quiz)])
    return own_deck


def told(run: Run, *arguments: str) -> dict[str, Any]:
    done = run("stats", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.usefixtures("studied")
def test_json_has_every_figure_under_stable_names(run: Run) -> None:
    found = told(run, "--days", "all")
    assert list(found) == [
        *("format", "today", "since", "decks", "total", "retention", "streak", "days"),
        *("calendar", "forecast", "stability", "difficulty", "hardest", "kinds", "by_deck"),
        "calibration",
    ]
    for name, fields in FIELDS.items():
        rows = found[name] if isinstance(found[name], list) else [found[name]]
        assert rows
        assert all(set(row) == fields for row in rows), name
    assert set(found["retention"]) == {"desired", "all", "young", "mature"}
    assert set(found["forecast"]) == {"days", "later"}
    assert found["format"] == 1
    assert found["since"] is found["decks"] is None


@pytest.mark.usefixtures("studied")
def test_figures_of_spans_and_decks(run: Run) -> None:
    everything = told(run, "--days", "all")
    assert everything["total"]["reviews"] == 15
    assert everything["total"]["introduced"] == 3
    assert everything["total"]["practice"] == 1
    assert everything["total"]["minutes"] == 8.5
    assert everything["retention"]["young"] == {"tests": 6, "recalled": 6, "share": 1.0}
    assert everything["retention"]["mature"] == {"tests": 3, "recalled": 0, "share": 0.0}
    assert everything["streak"] == {"current": 2, "longest": 2}
    for rows in ("days", "kinds", "by_deck"):
        assert sum(row["reviews"] for row in everything[rows]) == 15
    calendar = everything["calendar"]
    assert sum(day["answers"] for day in calendar) == 16
    assert sum(day["minutes"] for day in calendar) == 8.5
    month = told(run)
    assert month["calendar"] == calendar
    assert month["total"]["reviews"] == 9
    assert len(month["days"]) == 3
    one = told(run, "capitals", "--days", "all")
    assert one["decks"] == ["capitals"]
    assert one["total"]["reviews"] == 10
    assert {row["deck"] for row in one["by_deck"]} == {"capitals"}
    # What no deck asks any more does not come due.
    for found in (everything, one):
        due = sum(day["due"] for day in found["forecast"]["days"]) + found["forecast"]["later"]
        assert due == sum(each["items"] for each in found["stability"]) == 2
    assert {each["item"] for each in everything["hardest"]} == set(ITEMS[:2])
    assert "[…]" in {each["prompt"][4:7] for each in everything["hardest"]}


@pytest.mark.usefixtures("studied")
@pytest.mark.parametrize("arguments", [["--plain"], []])
def test_plain_text_has_sentences_and_tables(run: Run, arguments: list[str]) -> None:
    done = run("stats", *arguments)
    assert done.returncode == 0
    assert done.stderr == ""
    for said in (
        "Statistics of all decks, last 30 days\n",
        "Overview. 10 answers, 5.5 minutes.",
        "True retention. 50% recalled (desired: 90%).",
        "Which city is the capital of France?",
        "Two capitals",
    ):
        assert said in done.stdout
    assert not set(done.stdout) & set("\x1b█⣿┤")
    assert max(map(len, done.stdout.splitlines())) <= 160


@pytest.mark.usefixtures("studied")
def test_plain_text_on_a_terminal(home: Path) -> None:
    with program(home, "stats", "--plain", columns=160, rows=100) as screen:
        assert "Overview. 10 answers" in screen.wait_for("By deck.", "elsewhere")
        assert screen.end() == 0


@pytest.mark.usefixtures("studied")
def test_on_a_terminal_it_is_a_screen_that_one_leaves_for_home(home: Path) -> None:
    with program(home, "stats", "capitals") as screen:
        shown = screen.wait_for("Came back", "last 30 days")
        assert "Statistics · Two capitals" in shown
        screen.press("\x1b")
        screen.wait_for("Unseen", "Two capitals")
        screen.press("q")
        assert screen.end() == 0


@pytest.mark.usefixtures("studied")
def test_a_page_is_written_and_said_on_stderr(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        done = run("stats", "--html", "page.html")
        assert (done.returncode, done.stdout) == (0, "")
        assert "page.html" in done.stderr
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Which city is the capital of France?" in page
    (tmp_path / "page.html").write_text("mine")
    done = run("stats", "--html", "page.html")
    assert done.returncode == 2
    assert "was not overwritten" in done.stderr
    assert (tmp_path / "page.html").read_text() == "mine"


@pytest.mark.usefixtures("studied")
def test_a_page_and_json_at_once(run: Run, tmp_path: Path) -> None:
    assert told(run, "--html", "page.html")["format"] == 1
    assert (tmp_path / "page.html").exists()


def test_statistics_work_before_any_answer(run: Run, home: Path) -> None:
    done = run("stats")
    assert done.returncode == 0
    assert "Nothing to show yet" in done.stdout
    assert not (home / "history.sqlite").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--days", "0"], "use a whole number, 1 or more"),
        (["--days", "some"], "use a whole number"),
        (["no-such-deck"], "Unknown deck `no-such-deck`"),
        (["--html", "no/such/folder.html"], "The folder no/such does not exist"),
    ],
)
def test_misuse_is_reported(run: Run, arguments: list[str], says: str) -> None:
    done = run("stats", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_figures_need_no_screen(home: Path) -> None:
    assert not {"textual", "rich", "fsrs"} & imported_by(["stats", "--json"], home)

"""Where items stand, told quickly."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from coalition_quiz.history.agenda import Agenda, Standing, read_agenda
from coalition_quiz.history.log import History
from coalition_quiz.learning.days import Moment
from coalition_quiz.learning.events import Draft

Review = Callable[..., Draft]


def test_it_says_what_the_history_says(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review("d/a", 100), review("d/b", 101), review("d/a", 103, 1)])
        progress = history.all_progress()
    agenda = read_agenda(path)
    assert agenda.known == {
        item: Standing(p.due_day, p.first_day, p.last_day, p.stability, p.reviews, p.told)
        for item, p in progress.items()
    }
    assert [agenda.introduced_on(day) for day in (99, 100, 101, 103)] == [0, 1, 1, 0]


def test_items_are_found_under_every_id(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review("d/a", 100)])
        history.adopt([("d/a", "d/b"), ("d/b", "d/c")], Moment(0, 0, 101))
        history.adopt([("d/b", "d/c")], Moment(0, 0, 101))
    agenda = read_agenda(path)
    assert agenda.known.keys() == {"d/c"}
    assert agenda.by_any_id()["d/a"] == agenda.known["d/c"]
    assert agenda.introduced_on(100) == 1


def test_nothing_is_known_without_a_history(path: Path) -> None:
    assert read_agenda(path) == Agenda({}, {}, frozenset(), {})


def test_it_loads_no_more_than_it_needs(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review()])
    code = (
        "import sys; from pathlib import Path; from coalition_quiz.history.agenda import *\n"
        "assert len(read_agenda(Path(sys.argv[1])).known) == 1\n"
        "print(*sys.modules, sep='\\n')"
    )
    source = str(Path(sys.modules["coalition_quiz"].__path__[0]).parent)
    done = subprocess.run(
        [sys.executable, "-c", code, path],
        env={"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint({"msgspec", "yaml", "fsrs", "textual", "rich", "asyncio", "json"})


def test_items_at_rest(path: Path, review: Review) -> None:
    day = Moment(0, 0, 100)
    with History.open(path) as history:
        history.append([review("d/old", 100), Draft("suspend", "d/old", day)])
        history.append([Draft("bury", "d/b", day), Draft("flag", "d/c", day)])
        history.adopt([("d/old", "d/a")], Moment(0, 0, 101))
    agenda = read_agenda(path)
    assert agenda.resting(100) == {"d/a", "d/old", "d/b"}
    assert agenda.resting(101) == {"d/a", "d/old"}

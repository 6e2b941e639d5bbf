"""The quiz of the day: the same everywhere, and a line that can be checked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.daily_quiz import (
    DAILY_COUNT,
    SIGN_OF,
    Daily,
    daily_line,
    date_of_day,
    fits_signs,
    name_questions,
    read_line,
    seed_of_date,
)
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria, select_questions
from coalition_quiz.library.library import read_library

DECKS = sorted((Path(__file__).parents[3] / "decks").glob("*.yaml"))
CODE = """
import sys
from pathlib import Path
from coalition_quiz.core.items import items_of
from coalition_quiz.core.sessions import daily_quiz as d
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria, select_questions
from coalition_quiz.library.library import read_library
items = [i for deck in read_library([Path(p) for p in sys.argv[2:]]).decks for i in items_of(deck)]
asked = select_questions(items, d.seed_of_date(sys.argv[1]), QuizCriteria(d.DAILY_COUNT))
print(d.name_questions(sys.argv[1], asked), [(q.item.id, q.prompt, q.task.offered) for q in asked])
"""
outcomes = st.lists(st.sampled_from(list(SIGN_OF)), min_size=1, max_size=DAILY_COUNT)


def test_a_date_gives_the_same_quiz_for_any_hash_seed_and_order_of_files() -> None:
    """Two other processes, one of which reads the decks backwards, ask the same."""
    told = {
        subprocess.run(
            [sys.executable, "-c", CODE, "2026-11-30", *map(str, files)],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed, files in (("1", DECKS), ("2", DECKS[::-1]))
    }
    assert len(told) == 1


def test_a_date_gives_the_same_quiz_in_every_release() -> None:
    """A teacher and a pupil may have different versions of the program."""
    cards = tuple(Card(f"c{n}", TrueFalse(f"{n}?", answer=True), n) for n in range(9))
    deck = Deck("demo", "Demo", "demo.yaml", cards)
    days = ("2026-11-30", "2026-12-01")
    asked = [select_questions(items_of(deck), seed_of_date(d), QuizCriteria(3)) for d in days]
    assert [[each.item.id.split("/")[1] for each in quiz] for quiz in asked] == [
        ["c1", "c0", "c8"],
        ["c7", "c8", "c6"],
    ]
    assert name_questions(days[0], asked[0]) == Daily(days[0], "38aa")


@given(outcomes)
def test_a_line_can_be_read_and_checked(given_outcomes: list[Outcome]) -> None:
    line = daily_line(Daily("2026-11-30", "3f9a"), given_outcomes)
    read = read_line(line)
    assert read is not None
    assert (read.date, read.questions) == ("2026-11-30", "3f9a")
    assert read.score == given_outcomes.count(Outcome.RIGHT)
    assert fits_signs(read)
    assert read_line(f"  `{line}` ".replace("  ", " ")) == read


@given(outcomes, st.integers(0, DAILY_COUNT - 1), st.sampled_from(list(SIGN_OF)))
def test_a_changed_sign_does_not_fit(made: list[Outcome], at: int, other: Outcome) -> None:
    at %= len(made)
    changed = [*made[:at], other, *made[at + 1 :]]
    line, forged = (daily_line(Daily("2026-11-30", "3f9a"), each) for each in (made, changed))
    code = line.rsplit("-", 1)[1]
    read = read_line(f"{forged.rsplit('-', 1)[0]}-{code}")
    assert read is not None
    assert fits_signs(read) == (made == changed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "coalition-quiz",
        "coalition-quiz 2026-13-30  1/1  +  3f9a-81c2",
        "coalition-quiz 2026-11-30  1/1  x  3f9a-81c2",
        "coalition-quiz 2026-11-30  1/1  +  3f9a",
        "coalition-quiz ٢٠٢٦-11-30  1/1  +  3f9a-81c2",
        "\x1b[31m" * 1000,
    ],
)
def test_other_texts_are_no_lines(text: str) -> None:
    assert read_line(text) is None


def test_dates_are_study_days() -> None:
    assert date_of_day(0) == "1970-01-01"
    assert seed_of_date(date_of_day(20_787)) == 20_261_130


def test_the_code_follows_the_content_of_the_cards() -> None:
    deck = read_library(DECKS).decks[0]
    asked = select_questions(items_of(deck), 1, QuizCriteria(3))
    assert name_questions("2026-11-30", asked) != name_questions("2026-11-30", asked[:2])
    assert name_questions("2026-11-30", asked) != name_questions("2026-12-01", asked)

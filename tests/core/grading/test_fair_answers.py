"""A fair reader's tables: answers on many subjects, and what they are worth."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import confusable_names, draw
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import Entry, ListTask, Outcome, TypedTask
from coalition_quiz.decks import read_deck

from helpers.fairness import TABLES, Asked, asked_in, worth

ASKED = [asked for table in TABLES for asked in asked_in(table)]


@pytest.mark.parametrize("asked", ASKED, ids=[asked.name for asked in ASKED])
def test_answers_are_worth_what_a_fair_reader_says(asked: Asked) -> None:
    said = [(text, kind) for kind, text in asked.answers]
    assert [(text, worth(asked.task, text)) for text, _ in said] == said


def test_the_tables_are_long() -> None:
    assert sum(len(asked.answers) for asked in ASKED) > 6000


_RIGHT = [
    (asked.task, text)
    for asked in ASKED
    if isinstance(asked.task, TypedTask)
    for kind, text in asked.answers
    if kind == "right"
]


@given(
    st.sampled_from(_RIGHT),
    st.sampled_from(
        [
            "not {}",
            "{} or {}",
            "no {}",
            "{}, not {}",
            "all but {}",
            "{} but not {}",
            "neither {}",
            "either {} or {}",
            "anything but {}",
            "{} without {}",
            "{}, {}",
            "{} / {}",
            "{} ({})",
            "{} instead of {}",
        ]
    ),
    st.sampled_from(["Zanzibar", "Hephaestus", "quartz"]),
)
def test_a_contradiction_is_never_right(row: tuple[TypedTask, str], form: str, other: str) -> None:
    task, text = row
    # A place that the program does not know is believed to lie where it is said to.
    assume(other != "Zanzibar" or form not in {"{}, {}", "{} ({})", "{} / {}"})
    # *No 13* is number 13.
    assume(form != "no {}" or not text[0].isdigit())
    assert grade(task, TypedResponse(form.format(text, other))).outcome is not Outcome.RIGHT


def test_a_surname_that_two_have_is_asked_again() -> None:
    cards = (
        Card("c", Typed("Who was the second US president?", Entry("John Adams")), 1),
        Card("d", Typed("Who was the sixth US president?", Entry("John Quincy Adams")), 2),
        Card("e", Typed("Who was the third US president?", Entry("Thomas Jefferson")), 3),
    )
    rivals = frozenset({"johnadams", "samueladams", "thomasjefferson"})
    john, _, thomas = [
        draw(item, 1, rivals).task for item in items_of(Deck("d", "D", "d.yaml", cards))
    ]
    assert grade(john, TypedResponse("Adams")).outcome == "unreadable"
    assert grade(thomas, TypedResponse("Jefferson")).outcome == "right"


ROOT = Path(__file__).parents[3]
NEAR_MISSES = ROOT.parent / "shared" / "data" / "near-misses.tsv"


@pytest.mark.skipif(not NEAR_MISSES.exists(), reason="the table of near misses is not here")
def test_no_near_miss_is_right() -> None:
    asks = {}
    for file in sorted((ROOT / "decks").glob("*.yaml")):
        deck = read_deck(file).deck
        assert deck is not None
        rivals = confusable_names(deck)
        asks.update({item.id: draw(item, 1, rivals).task for item in items_of(deck)})
    lines = NEAR_MISSES.read_text(encoding="utf-8").splitlines()
    graded = 0
    for line in lines:
        name, _, text = line.partition("\t")
        task = asks.get(f"coalition-{name}")
        if task is None or line.startswith("#"):
            continue
        said = (
            ListResponse(tuple(text.split(" | ")))
            if isinstance(task, ListTask)
            else TypedResponse(text)
        )
        try:
            verdict = grade(task, said)
        except TypeError:
            continue  # the item is now of another kind
        graded += 1
        assert verdict.outcome is not Outcome.RIGHT, line
    assert graded

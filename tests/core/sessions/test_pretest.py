"""The questions before reading: a fair share of each section, and answers found in its summary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card, Citation, Section, Source
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.items import Item, items_of
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.pretest import (
    PRETEST_COUNT,
    find_answers,
    missed_in,
    select_pretest,
)
from coalition_quiz.core.sessions.quiz_results import QuestionResult
from coalition_quiz.core.story import tell_story

SECTIONS = tuple(Section(name, "Text.") for name in "abc")
SOURCE = Source("s", "S", sections=SECTIONS)


def items(places: list[str]) -> dict[str, Item]:
    """A statement for each place, and a card that learners rate."""
    bodies = [TrueFalse("So?", answer=True) for _ in places]
    cards = [
        Card(f"c{n}", body, n, source=Citation(SOURCE, place))
        for n, (body, place) in enumerate(zip(bodies, places, strict=True))
    ]
    cards.append(Card("flip", Flip("Q", "A", both=True), 99, source=Citation(SOURCE, "a")))
    return {item.id: item for item in items_of(Deck("d", "D", "d.yaml", tuple(cards)))}


@given(st.lists(st.sampled_from(["a", "b", "c", "a and b"]), min_size=1), st.integers(0, 10**9))
def test_every_section_gets_its_share_and_the_seed_decides(places: list[str], seed: int) -> None:
    known = items(places)
    told = tell_story(known.values())
    chosen = select_pretest(told, known, seed)
    assert chosen == select_pretest(told, known, seed)
    assert len(chosen) == min(PRETEST_COUNT, len(places))
    assert len(set(map(card_of, chosen))) == len(chosen)
    assert "d/flip" not in chosen
    for each in told:
        graded = set(each.items) - {"d/flip", "d/flip/back"}
        share = min(len(graded), PRETEST_COUNT // len(told))
        assert len(graded & set(chosen)) >= share


def test_cards_that_are_rated_come_if_there_are_no_others() -> None:
    known = items([])
    assert len(select_pretest(tell_story(known.values()), known, 1)) == 1


def line(*answer: str, right: bool = False) -> QuestionResult:
    """A question with this right answer."""
    outcome = Outcome.RIGHT if right else Outcome.WRONG
    return QuestionResult("d/c", "d", "D", (), "typed", "Which?", (), answer, outcome)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (("22",), ["22"]),
        (("countries",), ["countries"]),
        (("country",), []),
        (("FRANCE", "Rakka"), ["France", "Rakka"]),
        (("F",), []),
        (("[/x]",), []),
    ],
)
def test_answers_are_found_as_whole_words(answers: tuple[str, ...], found: list[str]) -> None:
    text = "In 22 countries, France and Rakka; 222."
    assert [text[a:b] for a, b in find_answers(text, [line(*answers)])] == found


def test_only_what_was_missed_about_the_items_counts() -> None:
    assert missed_in([line("a"), line("b", right=True)], ["d/c"]) == (line("a"),)
    assert missed_in([line("a")], ["d/other"]) == ()

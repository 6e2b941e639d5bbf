"""What a history knows of cards whose ids may be gone from the decks."""

from collections.abc import Callable

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.history.history import History

Review = Callable[..., Draft]


def test_cards_of_one_deck(history: History, review: Review) -> None:
    """Its own cards, not those of a deck whose id begins the same."""
    history.append(
        [
            review("deck/a", content="c1", prompt="Why?"),
            review("deck/a", content="c2", day=101),
            review("deck/a/gap2", content="c3", prompt="And why?", day=102),
            review("deck-two/a", content="c4", prompt="No."),
            review("dec/a", content="c5", prompt="No."),
        ]
    )
    assert history.past_cards("deck") == {"a": CardSnapshot("Why?", frozenset({"c1", "c2", "c3"}))}


def test_renamed_card(history: History, review: Review) -> None:
    """It is known by the id it has now, with what was recorded under the old one."""
    history.append([review("deck/old", content="c1", prompt="Why?")])
    history.record_renames([("deck/old", "deck/new")], Moment(0, 0, 101))
    assert history.past_cards("deck") == {"new": CardSnapshot("Why?", frozenset({"c1"}))}


def test_a_card_moved_to_another_deck_is_remembered(history: History, review: Review) -> None:
    """It is not missed where it was."""
    history.append([review("deck/old", content="c1", prompt="Why?")])
    history.record_renames([("deck/old", "other/new")], Moment(0, 0, 101))
    assert history.past_cards("deck") == {}
    assert history.past_cards("other").keys() == {"new"}


def test_undone_reviews_are_not_remembered(history: History, review: Review) -> None:
    """Nothing hangs on an answer that was undone."""
    (event,) = history.append([review("deck/a", content="c1", prompt="Why?")])
    history.append([Draft("undo", "deck/a", Moment(0, 0, 101), target=event.ref)])
    assert history.past_cards("deck") == {}


def test_payload_of_another_program(history: History, review: Review) -> None:
    """What is not recorded, or otherwise, is not known."""
    history.append([review("deck/a", content=7, prompt=["Why?"])])
    assert history.past_cards("deck") == {"a": CardSnapshot("", frozenset())}


def test_right_answers_are_remembered(history: History, review: Review) -> None:
    """They tell which gap had which number; wrong and odd ones do not."""
    said = {"type": "wrote", "text": "Tiber"}
    history.append(
        [
            review("deck/a/gap1", content="c1", verdict="right", response=said),
            review("deck/a/gap2", content="c1", verdict="wrong", response=said, day=101),
            review("deck/b", content="c2", verdict="right", response=["Tiber"], day=102),
        ]
    )
    known = history.past_cards("deck")
    assert known["a"].answers == {("gap1", "Tiber")}
    assert known["b"].answers == frozenset()

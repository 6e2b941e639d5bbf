"""Drafts: cards for the facts that no card asks, valid as they are."""

from pathlib import Path

import pytest

from coalition_quiz.authoring.coverage import cover
from coalition_quiz.authoring.draft import MOST_CARDS, Draft, draft_deck
from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.texts import read_text
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.decks.reading import read_text as read_deck_text

from helpers.marked_texts import FOLDER, read_marked

TODAY = Edtf(2026, 11, 30)
TEXT = """The voyage

In April 1912 the Titanic left Southampton with 2,224 people. She called at Cherbourg, Queenstown
and Cork. Captain Edward Smith said: “Fill the boats with women first.”

The end

On 14 April 1912 the ship met ice. On 15 April 1912 the ship sank, and on July 4 it rained."""
HOSTILE = (
    "On 3 May 1912 'King: #1' said {no}: [yes]. \"A\\b\" & <i>- x</i>\n\n--- ! %YAML\n\n"
    "It's the year 1913: Null, True and No met in 'Rome' & Öd?\x1b \u202e\n\n* Z's 5% | > @ `Q R`"
)


def _draft(text: str, *decks: Deck) -> Draft:
    return draft_deck("my-deck", "ship", cover(text, decks), TODAY)


def _read(draft: Draft) -> Deck:
    result = read_deck_text(draft.text, "my-deck.yaml")
    assert [each.message for each in result.diagnostics] == []
    assert result.deck is not None
    assert len(result.deck.cards) == draft.cards
    return result.deck


def test_each_kind_of_fact_gets_its_card() -> None:
    deck = _read(_draft(TEXT))
    bodies = {card.id: card.body for card in deck.cards}
    number, event = bodies["number-2-224-people"], bodies["order-story"]
    assert isinstance(number, Number)
    assert (number.answer, number.unit) == (2224, "people")
    assert "2,224" not in number.prompt
    assert isinstance(bodies["date-1912-04-14"], Date)
    assert isinstance(bodies["date-july-4"], Typed)
    listed = bodies["list-cherbourg"]
    assert isinstance(listed, List)
    assert listed.answers == ("Cherbourg", "Queenstown", "Cork")
    said = bodies["who-edward-smith"]
    assert isinstance(said, Typed)
    assert said.prompt == "Who said so? “Fill the boats with women first”"
    assert isinstance(event, Order)
    assert [str(each.date) for each in event.timeline] == ["1912-04", "1912-04-14", "1912-04-15"]


def test_source_section_and_date_are_filled_in() -> None:
    deck = _read(_draft(TEXT))
    places = {card.id: card.source and card.source.place for card in deck.cards}
    assert places["number-2-224-people"] == "The voyage"
    assert places["date-1912-04-14"] == "The end"
    assert str(deck.as_of) == "1912-04"


def test_facts_that_a_deck_asks_are_left_out() -> None:
    first = _read(_draft(TEXT))
    again = _draft(TEXT, first)
    assert "number-2-224" not in again.text
    assert again.cards < len(first.cards)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.txt")), ids=lambda path: path.stem)
def test_drafts_of_real_texts_are_valid(path: Path) -> None:
    assert _read(_draft(read_marked(path)[0])).cards


def test_a_draft_of_a_hostile_text_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    assert _read(_draft(read_text(path))).cards


def test_a_long_text_gives_a_deck_of_limited_size() -> None:
    text = " ".join(f"There were {number} ships." for number in range(1000, 2000))
    draft = _draft(text)
    assert (draft.cards, draft.left) == (MOST_CARDS, 1000 - MOST_CARDS)
    _read(draft)


def test_every_drafted_question_is_reported_until_it_is_reworded() -> None:
    text = read_marked(FOLDER / "geography.txt")[0]
    result = read_deck_text(_draft(text).text, "d.yaml")
    found = lint(result, TODAY, {}, frozenset({"F108"}), originals=(text,))
    assert result.deck is not None
    short = "The … is well worth reading about."  # five words in a row
    assert len(found) == sum(short not in card.body.prompt for card in result.deck.cards)

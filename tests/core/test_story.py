"""The story behind the cards: which section an item belongs to."""

import pytest

from coalition_quiz.core.cards import Card, Citation, Section, Source
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.story import places_in, tell_story

ONE, TWO = Section("One", "First.", "section 1"), Section("War and peace", "Second.")


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("introduction", {"introduction"}),
        ("Introduction and Sections 1, 2 and 4–6", {"introduction", "section 1", "section 2"}),
        ("sections 4-6", {"section 4", "section 5", "section 6"}),
        ("chapter 2, page 7", {"chapter 2", "page 7"}),
        ("War and peace", {"war and peace"}),
        ("section 1 & preface", {"section 1", "preface"}),
        ("sections 1 to 9999", {"section 1", "section 2"}),
        ("page 6-2", {"page 6-2"}),
        ("", {""}),
        (", and", {", and"}),
    ],
)
def test_a_text_names_places(text: str, some: set[str]) -> None:
    found = places_in(text)
    assert some <= found
    assert len(found) < 200


def story(*decks: tuple[Source, tuple[str, ...]]) -> list[tuple[str, list[str]]]:
    """The titles of the sections with their items."""
    items = []
    for name, (source, places) in zip("abc", decks, strict=False):
        cards = tuple(
            Card(f"c{n}", TrueFalse("So?", answer=True), n, source=Citation(source, place))
            for n, place in enumerate(places)
        )
        items += items_of(Deck(name, name, f"{name}.yaml", (*cards, Card("x", cards[0].body, 9))))
    return [
        (each.section.title if each.section else "", list(each.items)) for each in tell_story(items)
    ]


def test_items_are_sorted_by_section_over_decks_and_none_is_lost() -> None:
    whole = Source("s", "The article", sections=(ONE, TWO))
    part = Source("t", "The article", sections=(TWO,))
    plain = Source("u", "A book")
    assert story(
        (part, ("war and peace", "elsewhere")), (whole, ("section 1", "")), (plain, ("section 1",))
    ) == [("One", ["b/c0"]), ("War and peace", ["a/c0"]), ("", ["a/c1", "b/c1"])]


def test_an_item_may_belong_to_several_sections() -> None:
    whole = Source("s", "The article", sections=(ONE, TWO))
    assert story((whole, ("section 1, War and peace",))) == [
        ("One", ["a/c0"]),
        ("War and peace", []),
    ]


def test_a_deck_without_sections_tells_no_story() -> None:
    assert story((Source("u", "A book"), ("section 1",))) == []

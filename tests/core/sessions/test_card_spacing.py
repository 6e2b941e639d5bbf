"""Related cards of a session stand apart, and nothing is lost or put before what it builds on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.items import Item, items_of
from coalition_quiz.core.scheduling.queue import QueueEntry, Reason
from coalition_quiz.core.sessions.card_spacing import are_related, space_out, traits_of
from coalition_quiz.decks import read_text

HEAD = "format: 1\ndeck: d\ntitle: A deck\ncards:\n"


def items(cards: str) -> dict[str, Item]:
    """The items of a deck, by their ids."""
    result = read_text(HEAD + cards, "d.yaml")
    assert result.deck is not None
    assert result.diagnostics == ()
    return {item.id: item for item in items_of(result.deck)}


def card(name: str, prompt: str = "", answer: str = "", tags: str = "") -> str:
    """A card to type."""
    return (
        f"- id: {name}\n  typed: {prompt or 'What about ' + name + '?'}\n"
        f"  answer: {answer or 'someone ' + name}\n  tags: [{tags}]\n"
    )


def names(planned: tuple[QueueEntry, ...]) -> list[str]:
    """The cards of a plan."""
    return [entry.item.removeprefix("d/") for entry in planned]


def plan(found: dict[str, Item], reason: Reason = Reason.NEW) -> tuple[QueueEntry, ...]:
    """All items in the order of the deck."""
    return tuple(QueueEntry(item, reason) for item in found)


OTHERS = "".join(map(card, "vwxyz"))


def test_cards_that_share_a_tag_are_kept_apart() -> None:
    found = items(card("a", tags="rivers") + card("b", tags="rivers") + OTHERS)
    assert names(space_out(plan(found), found)) == ["a", "v", "w", "x", "b", "y", "z"]


def test_a_tag_of_most_cards_says_nothing() -> None:
    found = items("".join(card(name, tags="all") for name in "abcd") + card("e"))
    assert names(space_out(plan(found), found)) == list("abcde")


@pytest.mark.parametrize("order", [1, -1])
def test_an_answer_and_the_prompt_that_holds_it_are_kept_apart(order: int) -> None:
    pair = [card("a", "Where did it begin?", "Ghent"), card("b", "What was Ghent's trade?")]
    found = items("".join(pair[::order]) + OTHERS)
    first, second = "ab"[::order]
    assert names(space_out(plan(found), found)) == [first, "v", "w", "x", second, "y", "z"]


@pytest.mark.parametrize(
    ("cards", "related"),
    [
        (card("a", answer="US") + card("b", "Which of us is it?"), False),
        (card("a", answer="Iran") + card("b", "What do Iranians speak?"), False),
        (card("a", answer="Élysée") + card("b", "Who lives in the Elysee palace?"), True),
        ("- id: a\n  number: How many?\n  answer: 22\n" + card("b", "Which 22 are meant?"), True),
        ("- id: a\n  number: How many?\n  answer: 22\n" + card("b", "Which 220 is it?"), False),
        (
            "- id: a\n  date: When?\n  answer: 2014-08\n" + card("b", "Why August 2014?"),
            True,
        ),
        ("- id: a\n  list: Which?\n  answer: [Ghent, Bruges]\n" + card("b", "Why Bruges?"), True),
        ("- id: a\n  cloze: The [Meuse|river] is long.\n" + card("b", "Where is the Meuse?"), True),
        (
            "- id: a\n  front: Delta\n  back: Land.\n  both: true\n" + card("b", "Why delta?"),
            True,
        ),
    ],
)
def test_answers_that_reveal_another(cards: str, related: bool) -> None:
    *_, one, other = traits_of(items(cards).values()).values()
    assert are_related(one, other) is related


def test_related_cards_keep_their_order_and_reasons_their_places() -> None:
    tagged = "".join(card(name, tags="t") for name in "abc")
    found = items(tagged + "".join(map(card, "mnopqrs")))
    due = [QueueEntry(f"d/{name}", Reason.DUE, 1) for name in "abm"]
    new = [QueueEntry(f"d/{name}", Reason.NEW) for name in "cnopqrs"]
    asked = names(space_out((*due, *new), found))
    assert sorted(asked[:3]) == ["a", "b", "m"]
    assert [name for name in asked if name in "abc"] == ["a", "b", "c"]


def test_missing_items_are_left_in_place() -> None:
    planned = (QueueEntry("d/gone", Reason.NEW), QueueEntry("e/gone", Reason.NEW))
    assert space_out(planned, {}) == planned
    assert space_out((), {}) == ()


@given(st.lists(st.sampled_from(["", "r", "s", "t"]), min_size=1, max_size=30))
def test_nothing_is_lost_and_related_cards_keep_their_order(tags: list[str]) -> None:
    found = items("".join(card(f"c{n:02}", tags=tag) for n, tag in enumerate(tags)))
    planned = plan(found)
    asked = space_out(planned, found)
    assert sorted(asked) == sorted(planned)
    traits = traits_of(found.values())
    for tag in "rst":
        same = [entry.item for entry in asked if f"d/{tag}" in traits[entry.item].tags]
        assert same == sorted(same)
    moved = [abs(planned.index(entry) - place) for place, entry in enumerate(asked)]
    assert max(moved) <= len(tags)


def test_related_cards_wait_for_a_card_held_back() -> None:
    pair = card("a", tags="r") + card("b", tags="r, s") + card("c", tags="s")
    found = items(pair + "".join(map(card, "tuvwxyz")))
    asked = names(space_out(plan(found), found))
    assert asked == ["a", "t", "u", "v", "b", "w", "x", "y", "c", "z"]

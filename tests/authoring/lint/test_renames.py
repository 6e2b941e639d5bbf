"""Cards that were learnt under another id are found again."""

import time
from collections.abc import Iterator

from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.renames.detect import Rename, find_renames
from coalition_quiz.core.cards import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.decks import read_text


def deck_of(*cards: str) -> Deck:
    """A deck of some cards, each the fields of one inside braces."""
    lines = "".join(f"  - {{{card}, back: b}}\n" for card in cards)
    deck = read_text(f"format: 1\ndeck: d\ntitle: T\ncards:\n{lines}", "deck.yaml").deck
    assert deck is not None
    assert len(deck.cards) == len(cards)
    return deck


def taught(deck: Deck, number: int, prompt: str = "") -> CardSnapshot:
    """What a history remembers that has seen a card as it is now."""
    return CardSnapshot(prompt, frozenset({"0", content_hash(deck.cards[number])}))


def asked(prompt: str) -> CardSnapshot:
    """What a history remembers of a card that teaches something else by now."""
    return CardSnapshot(prompt, frozenset({"0"}))


def test_nothing_is_gone() -> None:
    deck = deck_of("id: a, front: a", "id: b, front: b")
    assert find_renames(deck, {}) == []
    assert find_renames(deck, {"a": asked("x"), "b": asked("y")}) == []


def test_same_contents() -> None:
    """What is taught is the same: the id was changed, and nothing else need be asked."""
    deck = deck_of("id: a, front: a", "id: b, front: b", "front: c")
    known = {"x": taught(deck, 1), "y": taught(deck, 2), "a": asked("a")}
    assert find_renames(deck, known) == [
        Rename(1, "x", certain=True),
        Rename(2, "y", certain=True),
    ]


def test_earlier_ids_are_not_gone() -> None:
    """Whether they name the deck or not."""
    deck = deck_of("id: a, front: a, was: x", "id: b, front: b, was: [d/y]", "id: c, front: c")
    assert find_renames(deck, {"x": asked("c"), "y": taught(deck, 2)}) == []


def test_card_with_history_is_not_new() -> None:
    """A card that is known under its id, or an earlier one, is not taken for one that is gone."""
    deck = deck_of("id: a, front: a", "id: b, front: b, was: d/old")
    known = {"a": asked(""), "old": asked(""), "x": taught(deck, 0)}
    assert find_renames(deck, known) == []


def test_every_name_that_was_given_up() -> None:
    """An id changed twice, and an earlier id taken out of `was`, are lost as well."""
    deck = deck_of("id: b, front: b, was: d/old")
    known = {"old": taught(deck, 0), "between": taught(deck, 0)}
    assert find_renames(deck, known) == [Rename(0, "between", certain=True)]
    known = {"b": taught(deck, 0), "old": taught(deck, 0), "older": taught(deck, 0)}
    assert find_renames(deck, known) == [Rename(0, "older", certain=True)]


def test_from_another_deck() -> None:
    """What another deck lost is found by what it taught, and only so."""
    deck = deck_of("id: a, front: Who was Ann?", "id: b, front: Who was Bob?")
    known = {"other/x": taught(deck, 1), "other/y": CardSnapshot("Who was Ann?", frozenset())}
    assert find_renames(deck, known) == [Rename(1, "other/x", certain=True)]


def test_templates() -> None:
    """Prompts that differ in the name that decides are not much alike."""
    deck = deck_of("id: a, front: What is the capital of Norway?")
    assert find_renames(deck, {"x": asked("What is the capital of France?")}) == []


def test_much_work_is_not_begun() -> None:
    """Hundreds of long prompts are not held against each other."""
    deck = deck_of(*(f"id: a{n}, front: {'ab' * 140}{n}" for n in range(150)))
    known = {f"x{n}": asked(f"{'ba' * 140}{n}") for n in range(150)}
    assert find_renames(deck, known) == []


def test_same_contents_twice() -> None:
    """Of two cards that teach the same, none is certain."""
    deck = deck_of("id: a, front: a", "id: b, front: a")
    assert find_renames(deck, {"x": taught(deck, 0)}) == []
    deck = deck_of("id: a, front: a", "id: b, front: b")
    both = CardSnapshot("", taught(deck, 0).contents | taught(deck, 1).contents)
    assert find_renames(deck, {"x": both}) == []


def test_much_alike() -> None:
    """A reworded question is offered, in spite of case and spaces."""
    deck = deck_of("id: a, front: What is the capital of France", "id: b, front: Where is Rome?")
    known = {
        "x": asked("Which is the  CAPITAL of France?"),
        "y": asked("Where does one find Rome?"),
    }
    assert find_renames(deck, known)[0] == Rename(0, "x", certain=False)
    # Of the other two, one is gone and one is new.
    assert find_renames(deck, known)[1:] == [Rename(1, "y", certain=False)]


def test_alike_in_two_ways() -> None:
    """Where two are as good, nothing is offered."""
    deck = deck_of("id: a, front: the river of Rome", "id: b, front: the river of Roma")
    assert find_renames(deck, {"x": asked("the river of Romo")}) == []
    deck = deck_of("id: a, front: the river of Rome", "id: b, front: quite another")
    known = {"x": asked("the river of Romo"), "y": asked("the river of Romy")}
    assert find_renames(deck, known) == []


def test_best_of_both() -> None:
    """The best match of each goes together, though others are alike."""
    deck = deck_of(
        "id: a, front: Who leads group A today?", "id: b, front: Who leads group B today?"
    )
    known = {"x": asked("Who leads group A now?"), "y": asked("Who leads group B now?")}
    assert find_renames(deck, known) == [
        Rename(0, "x", certain=False),
        Rename(1, "y", certain=False),
    ]


def test_the_only_one() -> None:
    """One id gone and one card new: perhaps it is the same."""
    deck = deck_of("id: a, front: a", "id: b, front: b")
    assert find_renames(deck, {"a": asked("a"), "x": asked("")}) == [Rename(1, "x", certain=False)]
    assert find_renames(deck, {"x": asked("")}) == []
    assert find_renames(deck, {"a": asked("a"), "x": asked(""), "y": asked("")}) == []


def test_the_only_one_asks_something_else() -> None:
    """A card was taken out and another put in: nothing is offered."""
    deck = deck_of("id: alps, front: Which mountain is the highest of the Alps?")
    assert find_renames(deck, {"x": asked("What is the chief city of Spain?")}) == []
    assert find_renames(deck, {"x": asked("Name the highest mountain of the Alps.")}) != []


def test_reworded_card_without_id() -> None:
    """The automatic id of the old wording is an id that is gone."""
    old = deck_of("front: What is the capital of France?").cards[0]
    deck = deck_of("front: What is the capital city of France?")
    known = {old.id: asked(old.body.prompt), "y": asked("y")}
    assert find_renames(deck, known) == [Rename(0, old.id, certain=False)]


def test_much_is_gone_and_new() -> None:
    """Contents are compared whatever their number; wordings only where it takes no time."""
    prompts = [f"Which number comes after {number} when one counts?" for number in range(2_000)]
    deck = deck_of(*(f"id: new{n}, front: '{prompt}'" for n, prompt in enumerate(prompts)))
    known = {f"old{number}": taught(deck, number, prompts[number]) for number in range(2_000)}
    began = time.perf_counter()
    assert find_renames(deck, known) == [Rename(n, f"old{n}", certain=True) for n in range(2_000)]
    known = {f"old{number}": asked(prompts[number] + "?") for number in range(2_000)}
    assert find_renames(deck, known) == []
    assert time.perf_counter() - began < 10


class Gone(dict[str, CardSnapshot]):
    """What is known of a deck; it counts how often all of it is walked."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return super().__iter__()


def test_two_rules_look_once() -> None:
    text = "format: 1\ndeck: d\ntitle: T\ncards:\n  - {id: b, front: a, back: b}\n"
    result = read_text(text, "deck.yaml")
    assert result.deck is not None
    known = Gone(a=taught(result.deck, 0))
    (found,) = lint(result, Edtf(2023), known, {"I102", "I104"})
    assert found.code == "I102"
    assert known.walks == 1

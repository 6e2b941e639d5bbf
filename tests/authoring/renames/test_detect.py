"""Detection of cards that were learnt under another id."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.renames.detect import Rename, find_renames
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.decks import read_text


def deck_of(*cards: str) -> Deck:
    """Make a deck of cards, each given by its fields inside braces."""
    lines = "".join(f"  - {{{card}, back: b}}\n" for card in cards)
    deck = read_text(f"format: 1\ndeck: d\ntitle: T\ncards:\n{lines}", "deck.yaml").deck
    assert deck is not None
    assert len(deck.cards) == len(cards)
    return deck


def taught(deck: Deck, number: int, prompt: str = "") -> CardSnapshot:
    """Return a history's snapshot of a card as it is now."""
    return CardSnapshot(prompt, frozenset({"0", content_hash(deck.cards[number])}))


def asked(prompt: str) -> CardSnapshot:
    """Return a history's snapshot of a card with other content."""
    return CardSnapshot(prompt, frozenset({"0"}))


def test_no_lost_ids() -> None:
    deck = deck_of("id: a, front: a", "id: b, front: b")
    assert find_renames(deck, {}) == []
    assert find_renames(deck, {"a": asked("x"), "b": asked("y")}) == []


def test_same_contents() -> None:
    """With the same content, a changed id is certain."""
    deck = deck_of("id: a, front: a", "id: b, front: b", "front: c")
    known = {"x": taught(deck, 1), "y": taught(deck, 2), "a": asked("a")}
    assert find_renames(deck, known) == [
        Rename(1, "x", certain=True),
        Rename(2, "y", certain=True),
    ]


def test_earlier_ids_are_not_lost() -> None:
    """Earlier ids are not lost, with or without the deck's id."""
    deck = deck_of("id: a, front: a, was: x", "id: b, front: b, was: [d/y]", "id: c, front: c")
    assert find_renames(deck, {"x": asked("c"), "y": taught(deck, 2)}) == []


def test_card_with_history_is_not_new() -> None:
    """A card that is known under its id, or an earlier one, is not new."""
    deck = deck_of("id: a, front: a", "id: b, front: b, was: d/old")
    known = {"a": asked(""), "old": asked(""), "x": taught(deck, 0)}
    assert find_renames(deck, known) == []


def test_all_lost_ids() -> None:
    """An id that changed twice, or was removed from `was`, is lost too."""
    deck = deck_of("id: b, front: b, was: d/old")
    known = {"old": taught(deck, 0), "between": taught(deck, 0)}
    assert find_renames(deck, known) == [Rename(0, "between", certain=True)]
    known = {"b": taught(deck, 0), "old": taught(deck, 0), "older": taught(deck, 0)}
    assert find_renames(deck, known) == [Rename(0, "older", certain=True)]


def test_from_another_deck() -> None:
    """Cards that another deck lost are found by their content only."""
    deck = deck_of("id: a, front: Who was Ann?", "id: b, front: Who was Bob?")
    known = {"other/x": taught(deck, 1), "other/y": CardSnapshot("Who was Ann?", frozenset())}
    assert find_renames(deck, known) == [Rename(1, "other/x", certain=True)]


def test_prompts_from_one_template() -> None:
    """Prompts that differ in the decisive name are not similar."""
    deck = deck_of("id: a, front: What is the capital of Norway?")
    assert find_renames(deck, {"x": asked("What is the capital of France?")}) == []


def test_too_many_comparisons() -> None:
    """Hundreds of long prompts are not compared."""
    deck = deck_of(*(f"id: a{n}, front: {'ab' * 140}{n}" for n in range(150)))
    known = {f"x{n}": asked(f"{'ba' * 140}{n}") for n in range(150)}
    assert find_renames(deck, known) == []


def test_same_contents_twice() -> None:
    """If two cards teach the same, neither is certain."""
    deck = deck_of("id: a, front: a", "id: b, front: a")
    assert find_renames(deck, {"x": taught(deck, 0)}) == []
    deck = deck_of("id: a, front: a", "id: b, front: b")
    both = CardSnapshot("", taught(deck, 0).contents | taught(deck, 1).contents)
    assert find_renames(deck, {"x": both}) == []


def test_similar_prompts() -> None:
    """A reworded question is suggested, whatever its case and spaces."""
    deck = deck_of("id: a, front: What is the capital of France", "id: b, front: Where is Rome?")
    known = {
        "x": asked("Which is the  CAPITAL of France?"),
        "y": asked("Where does one find Rome?"),
    }
    assert find_renames(deck, known)[0] == Rename(0, "x", certain=False)
    # Of the other two, one is gone and one is new.
    assert find_renames(deck, known)[1:] == [Rename(1, "y", certain=False)]


def test_two_equally_similar() -> None:
    """If two are equally similar, neither is suggested."""
    deck = deck_of("id: a, front: the river of Rome", "id: b, front: the river of Roma")
    assert find_renames(deck, {"x": asked("the river of Romo")}) == []
    deck = deck_of("id: a, front: the river of Rome", "id: b, front: quite another")
    known = {"x": asked("the river of Romo"), "y": asked("the river of Romy")}
    assert find_renames(deck, known) == []


def test_best_matches_are_paired() -> None:
    """Best matches are paired, even if others are similar."""
    deck = deck_of(
        "id: a, front: Who leads group A today?", "id: b, front: Who leads group B today?"
    )
    known = {"x": asked("Who leads group A now?"), "y": asked("Who leads group B now?")}
    assert find_renames(deck, known) == [
        Rename(0, "x", certain=False),
        Rename(1, "y", certain=False),
    ]


def test_single_lost_id_and_single_new_card() -> None:
    """With a single lost id and a single new card, a rename is likely."""
    deck = deck_of("id: a, front: a", "id: b, front: b")
    assert find_renames(deck, {"a": asked("a"), "x": asked("")}) == [Rename(1, "x", certain=False)]
    assert find_renames(deck, {"x": asked("")}) == []
    assert find_renames(deck, {"a": asked("a"), "x": asked(""), "y": asked("")}) == []


def test_single_lost_id_and_different_question() -> None:
    """If the new card asks something else, nothing is suggested."""
    deck = deck_of("id: alps, front: Which mountain is the highest of the Alps?")
    assert find_renames(deck, {"x": asked("What is the chief city of Spain?")}) == []
    assert find_renames(deck, {"x": asked("Name the highest mountain of the Alps.")}) != []


def test_reworded_card_without_id() -> None:
    """The automatic id of the old wording is a lost id."""
    old = deck_of("front: What is the capital of France?").cards[0]
    deck = deck_of("front: What is the capital city of France?")
    known = {old.id: asked(old.body.prompt), "y": asked("y")}
    assert find_renames(deck, known) == [Rename(0, old.id, certain=False)]


def test_many_lost_and_new_cards() -> None:
    """Contents are always compared, wordings only if it takes no time."""
    prompts = [f"Which number comes after {number} when one counts?" for number in range(2_000)]
    deck = deck_of(*(f"id: new{n}, front: '{prompt}'" for n, prompt in enumerate(prompts)))
    known = {f"old{number}": taught(deck, number, prompts[number]) for number in range(2_000)}
    assert find_renames(deck, known) == [Rename(n, f"old{n}", certain=True) for n in range(2_000)]
    known = {f"old{number}": asked(prompts[number] + "?") for number in range(2_000)}
    assert find_renames(deck, known) == []


class Gone(dict[str, CardSnapshot]):
    """The known cards of a deck, with a count of full iterations."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return super().__iter__()


def test_two_rules_share_one_computation() -> None:
    text = "format: 1\ndeck: d\ntitle: T\ncards:\n  - {id: b, front: a, back: b}\n"
    result = read_text(text, "deck.yaml")
    assert result.deck is not None
    known = Gone(a=taught(result.deck, 0))
    (found,) = lint(result, Edtf(2023), known, {"I102", "I104"})
    assert found.code == "I102"
    assert known.walks == 1

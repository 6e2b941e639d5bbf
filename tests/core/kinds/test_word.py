"""Vocabulary: both ways, in two languages, strict for each side; and questions in wordings."""

import pytest

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import Question, confusable_names, draw, prompt_of
from coalition_quiz.core.grading.vocabulary import with_short_forms
from coalition_quiz.core.items import content_hash, items_of
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import Context, Entry, Outcome
from coalition_quiz.decks import read_text

HEAD = "format: 1\ndeck: d\ntitle: D\n"
FRENCH = (
    f"{HEAD}language: fr\nmeanings: en\nstrict: {{word: [accents, articles]}}\ncards:\n"
    "  - {id: gare, word: la gare, means: [station, railway station], note: Feminine.}\n"
    "  - {id: eleve, word: [un élève, une élève], means: pupil}\n"
    "  - {id: quatorze, word: quatorze, means: fourteen, both: false}\n"
)


def deck_of(text: str) -> Deck:
    read = read_text(text, "d.yaml")
    assert not read.diagnostics
    assert read.deck
    return read.deck


def questions(deck: Deck, seed: int = 1) -> dict[str, Question]:
    names = confusable_names(deck)
    return {item.id: draw(item, seed, names) for item in items_of(deck)}


def outcome(question: Question, text: str) -> Outcome:
    return grade(question.task, TypedResponse(text)).outcome


def test_a_word_is_asked_both_ways_in_its_language() -> None:
    asked = questions(deck_of(FRENCH))
    assert {name: each.prompt for name, each in asked.items()} == {
        "d/gare": "In English: la gare",
        "d/gare/back": "In French: station",
        "d/eleve": "In English: un élève",
        "d/eleve/back": "In French: pupil",
        "d/quatorze": "In English: quatorze",
    }


LISTED = (
    f"{HEAD}language: fr\nmeanings: en\nstrict: {{word: [accents]}}\ncards:\n"
    "  - {id: manger, word: manger, means: to eat}\n"
    "  - {id: laver, word: se laver, means: to wash (oneself)}\n"
    "  - {id: voiture, word: la voiture, means: car; automobile}\n"
    "  - {id: il-y-a, word: il y a, means: 'there is, there are'}\n"
    "  - {id: beau, word: beau / belle, means: 'beautiful (of people, of things)'}\n"
    "  - {id: eau, word: l'été (m.), means: (the) summer}\n"
    "  - {id: ville, word: 'oui, volontiers', means: 'yes, please', strict: [punctuation]}\n"
)


@pytest.mark.parametrize(
    ("item", "right", "wrong"),
    [
        ("manger", "eat|to eat", "ate|to|to drink"),
        ("laver", "wash|to wash|wash oneself|to wash oneself", "oneself|to"),
        ("voiture", "car|the car|automobile|car, automobile", "bus"),
        ("il-y-a", "there is|there are|there is / there are", "there|is"),
        ("beau", "beautiful|beautiful (of people, of things)", "of people|of things"),
        ("beau/back", "beau|belle|beau / belle", "bel homme"),
        ("eau/back", "l'été|été|l'été (m.)", "ete|m|le hiver"),
        ("eau", "summer|the summer", "winter"),
        ("ville", "yes, please", "yes|please"),
    ],
)
def test_one_meaning_is_enough(item: str, right: str, wrong: str) -> None:
    question = questions(deck_of(LISTED))[f"d/{item}"]
    worth = {text: outcome(question, text) for text in f"{right}|{wrong}".split("|")}
    assert {text for text, each in worth.items() if each is Outcome.RIGHT} == set(right.split("|"))


def test_a_long_list_of_meanings_is_cut() -> None:
    many = ", ".join(f"meaning {number}" for number in range(5000))
    entry = with_short_forms(Entry(many), Context())
    assert 1 < len(entry.accept) < 100


def test_each_side_has_its_own_rules() -> None:
    asked = questions(deck_of(FRENCH))
    meaning, word = asked["d/gare"], asked["d/gare/back"]
    for text in ("station", "the station", "a station", "Railway station", "stations"):
        assert outcome(meaning, text) is Outcome.RIGHT, text
    assert outcome(word, "la gare") is Outcome.RIGHT
    verdict = grade(word.task, TypedResponse("gare"))
    assert (verdict.outcome, verdict.note) == (
        Outcome.WRONG,
        "Almost: la gare needs its article.",
    )
    assert outcome(asked["d/eleve/back"], "une élève") is Outcome.RIGHT
    assert outcome(asked["d/eleve/back"], "un eleve") is Outcome.WRONG


def test_a_note_is_shown_after_the_answer() -> None:
    assert deck_of(FRENCH).cards[0].why == "Feminine."


def test_a_deck_in_one_language_names_none() -> None:
    deck = deck_of(f"{HEAD}cards:\n  - {{id: a, word: big, means: [large, great]}}\n")
    assert [prompt_of(item) for item in items_of(deck)] == ["big", "large"]


def test_typed_both_ways() -> None:
    deck = deck_of(
        f"{HEAD}language: fr\ncards:\n"
        "  - {id: a, typed: [station, railway station], answer: la gare, both: true}\n"
    )
    asked = questions(deck)
    assert outcome(asked["d/a"], "gare") is Outcome.RIGHT
    back = asked["d/a/back"]
    assert back.prompt == "In English: la gare"
    assert {outcome(back, text) for text in ("the station", "railway station")} == {Outcome.RIGHT}
    assert outcome(back, "gare") is Outcome.WRONG


def test_typed_one_way_keeps_its_hash() -> None:
    deck = deck_of(f"{HEAD}cards:\n  - {{id: a, typed: Q, answer: A}}\n")
    assert content_hash(deck.cards[0]) == "8b69eddbd315"


def test_wordings_are_drawn_by_the_seed_with_one_history() -> None:
    deck = deck_of(f"{HEAD}cards:\n  - {{id: a, truth: [One, Two, Three], answer: true}}\n")
    drawn = [questions(deck, seed) for seed in range(40)]
    assert all(list(each) == ["d/a"] for each in drawn)
    assert {each["d/a"].prompt for each in drawn} == {"One", "Two", "Three"}
    assert drawn == [questions(deck, seed) for seed in range(40)]
    assert prompt_of(next(items_of(deck))) == "One"
    single = deck_of(f"{HEAD}cards:\n  - {{id: a, truth: One, answer: true}}\n")
    assert content_hash(single.cards[0]) == content_hash(deck.cards[0])


def test_the_grader_reads_the_wording_that_was_asked() -> None:
    deck = deck_of(
        f"{HEAD}cards:\n  - {{id: a, typed: ['Which river is it?', 'Name it.'], answer: Nile}}\n"
    )
    for seed in range(20):
        question = questions(deck, seed)["d/a"]
        assert outcome(question, "Nile river") is (
            Outcome.RIGHT if "river" in question.prompt else Outcome.WRONG
        )

"""Coverage: which cards ask the facts of a text."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.authoring.coverage import cover
from coalition_quiz.authoring.texts import read_text
from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.reading import read_deck
from coalition_quiz.decks.reading import read_text as read_deck_text
from coalition_quiz.system.errors import QuizError

from helpers.marked_texts import FOLDER

ROOT = Path(__file__).parents[2]
TEXT = """In 1912 the Titanic left Southampton with 2,224 people. Captain Edward Smith said: “Fill
the boats with women first.” She had 3 propellers and 20 boats."""


def _deck(cards: str, name: str = "ship") -> Deck:
    text = f"format: 1\ndeck: {name}\ntitle: Ship\ncards:\n{cards}"
    result = read_deck_text(text, "ship.yaml")
    assert result.deck
    assert not [each for each in result.diagnostics if each.severity == "error"]
    return result.deck


def _asked(cards: str) -> set[str]:
    return {each.fact.text for each, _ in cover(TEXT, [_deck(cards)]).asked(1)}


@pytest.mark.parametrize(
    ("card", "fact"),
    [
        ("- {id: a, date: When did she leave?, answer: 1912-04-10}", "1912"),
        ("- {id: a, typed: In which year?, answer: '1912'}", "1912"),
        ("- {id: a, number: How many were aboard?, answer: 2224}", "2,224"),
        ("- {id: a, number: How many propellers did she have?, answer: 3}", "3"),
        ("- {id: a, typed: Who was in command?, answer: Smith}", "Edward Smith"),
        ("- {id: a, typed: Who?, answer: Someone, accept: [Captain Edward Smith]}", "Edward Smith"),
        ("- {id: a, choice: From where?, answer: Southampton, wrong: [Dover]}", "Southampton"),
        ("- {id: a, truth: She had 20 boats., answer: true}", "20"),
        ("- {id: a, truth: She had 16 boats., answer: false, why: There were 20 boats.}", "20"),
        ('- {id: a, cloze: "She left [Southampton]."}', "Southampton"),
        ("- {id: a, list: Name two ports., answer: [Cobh, Southampton]}", "Southampton"),
        ("- {id: a, front: Whence?, back: From the port of Southampton.}", "Southampton"),
    ],
)
def test_a_card_asks_what_its_answer_says(card: str, fact: str) -> None:
    assert fact in _asked(f"  {card}\n")


@pytest.mark.parametrize(
    ("card", "fact"),
    [
        ("- {id: a, number: How many kings were there?, answer: 3}", "3"),
        ("- {id: a, date: When?, answer: 1913}", "1912"),
        ("- {id: a, choice: Which town?, answer: Dover, wrong: [Southampton]}", "Southampton"),
        ("- {id: a, truth: She had 20 boats., answer: false}", "20"),
        (
            "- {id: a, typed: Who?, answer: Edward Smith, retired: {on: 2020, why: it is over}}",
            "Edward Smith",
        ),
    ],
)
def test_a_card_does_not_ask_another_fact(card: str, fact: str) -> None:
    assert fact not in _asked(f"  {card}\n")


def test_answers_that_are_nowhere_in_the_text() -> None:
    deck = _deck(
        "  - {id: a, typed: Who?, answer: E. J. Smith, accept: [Edward Smith]}\n"
        "  - {id: b, typed: Who else?, answer: Bruce Ismay}\n"
        "  - {id: c, number: How many?, answer: 2224}\n"
        "  - {id: d, number: How many?, answer: 1500}\n"
        "  - {id: e, date: When?, answer: 1912}\n"
        "  - {id: f, date: When?, answer: 1911}\n"
    )
    assert [each.card for each in cover(TEXT, [deck]).strays] == ["b", "d", "f"]


def test_every_fact_of_the_bundled_decks_is_asked_twice() -> None:
    """The facts are listed in our own words, because the article is not in the repository."""
    decks = [deck for path in (ROOT / "decks").glob("*.yaml") if (deck := read_deck(path).deck)]
    coverage = cover((FOLDER / "our-words.md").read_text(encoding="utf-8"), decks)
    seldom = [each.fact.text for each, _ in coverage.asked(0, 1)]
    assert (len(coverage.distinct) > 40, seldom) == (True, [])


_CARD = st.sampled_from(
    [
        "  - {id: a, typed: Who?, answer: Smith}\n",
        "  - {id: a, number: How many boats?, answer: 20}\n",
        "  - {id: a, date: When?, answer: 1912}\n",
        "  - {id: a, front: Where?, back: Southampton in 1912}\n",
        "  - {id: a, typed: Whom did Edward Smith save first?, answer: women}\n",
    ]
)


@given(st.lists(_CARD, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_coverage_does_not_depend_on_the_order_of_decks(cards: list[str], random: Random) -> None:
    decks = [_deck(card, f"deck-{number}") for number, card in enumerate(cards)]
    mixed = random.sample(decks, len(decks))
    assert cover(TEXT, decks) == cover(TEXT, mixed)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (bytes(range(256)), "binary"),
        ("Grüße aus Köln".encode("utf-16"), "UTF-16"),
        ("Grüße".encode("latin-1"), "UTF-8"),
        (b"\x01\x02 " * 50, "not a text file"),
    ],
    ids=["empty", "blank", "bytes", "UTF-16", "Latin-1", "controls"],
)
def test_what_is_no_text_is_refused_with_a_sentence(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(data)
    with pytest.raises(QuizError, match=told):
        read_text(path)


def test_characters_that_must_not_be_shown_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("\ufeffIn 1912\x1b]52;x a \u202eship left Dover\u2028and sank.\r\n", "utf-8")
    assert read_text(path) == "In 1912\ufffd]52;x a \ufffdship left Dover\nand sank.\n"

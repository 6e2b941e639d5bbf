"""Rules about answers: which cards they report, which not, and where they point."""

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text
from coalition_quiz.decks.diagnostics import Diagnostic

from helpers.example_decks import as_deck

TODAY = Edtf(2026, 11, 23)
WORDS = "one two three four five six seven eight nine ten eleven twelve"
SIX = "[a1, b2, c3, d4, e5, f6]"
SEVEN = "[a1, b2, c3, d4, e5, f6, g7]"


def found(code: str, cards: str) -> list[Diagnostic]:
    """Return the findings of one rule in some cards, or in a whole deck."""
    result = read_text(as_deck(cards), "deck.yaml")
    assert result.diagnostics == ()
    return list(lint(result, TODAY, {}, frozenset([code])))


def pointed_at(each: Diagnostic) -> str:
    """Return the piece of the line that is marked."""
    return each.excerpt[each.caret : each.caret + each.length]


def typed(*pairs: tuple[str, str]) -> str:
    """Write cards with a prompt and an answer each."""
    return "".join(
        f"- id: c{number}\n  typed: {prompt}\n  answer: {answer}\n"
        for number, (prompt, answer) in enumerate(pairs)
    )


PIECE = "What is normal human body temperature"
FLAGGED = [
    ("Q201", f"- typed: Name them.\n  answer: {WORDS} thirteen\n", f"{WORDS} thirteen"),
    ("Q201", f"- cloze: They are [{WORDS} thirteen].\n", f"[{WORDS} thirteen"),
    ("Q201", f"- list: Name them.\n  answer:\n    - short\n    - {WORDS} 13\n", f"{WORDS} 13"),
    ("Q201", f"- front: What?\n  back: {WORDS} {WORDS} {WORDS} {WORDS}\n", "back"),
    ("Q202", f"- list: Name all.\n  answer: {SEVEN}\n", "answer"),
    ("Q202", f"- list: Name seven.\n  answer: {SEVEN[:-1]}, h8]\n  need: 7\n", "need"),
    ("Q202", f"- order: Smallest first.\n  answer: {SEVEN}\n", "answer"),
    (
        "Q203",
        "- cloze: A delta is [land that a river builds up].\n",
        "[land that a river builds up",
    ),
    ("Q203", "- cloze: '[Paris]'\n", "[Paris"),
    ("Q204", "- cloze: The Danube flows [into] the Black Sea.\n", "[into]"),
    ("Q204", "- cloze: The river of [the] south.\n", "[the]"),
    ("Q206", "- number: How many airstrikes were there?\n  answer: 35,404\n", "35,404"),
    ("Q206", "- number: How dense is it in g/ml?\n  answer: 4.185\n", "4.185"),
    ("Q206", "- number: How many voters are there?\n  answer: 1234\n  unit: voters\n", "1234"),
    ("Q206", "- number: How long is the Rhine?\n  answer: 1,230\n", "How long"),
    ("Q206", "- number: What is the height of K2?\n  answer: 28\n", "What is the height"),
    ("Q206", "- number: What is normal human body temperature?\n  answer: 37\n", PIECE),
    (
        "Q206",
        "- number: At what temperature does lead melt?\n  answer: 327\n",
        "At what temperature",
    ),
    ("Q206", "- number: At what boiling point is it?\n  answer: 78\n", "boiling point"),
    ("Q207", "- date: In which year was it?\n  answer: 2014-08-12\n", "2014-08-12"),
    ("Q207", "- date: In which decade was it?\n  answer: 1910\n", "1910"),
    ("Q214", "- number: How many are there?\n  answer: 1.230\n", "1.230"),
    ("Q207", "- date: In what year was it?\n  answer: 2014-22\n", "2014-22"),
    ("Q207", "- date: In which century was it?\n  answer: 1492\n", "1492"),
    ("Q207", "- date: On what day was it?\n  answer: 2014\n", "2014"),
    ("Q207", "- date: On which date was it?\n  answer: 2014-08-12\n", ""),
    ("Q207", "- date: In which month of which year was it?\n  answer: 2014\n", "2014"),
    ("Q207", "- date: In what season of what year was it?\n  answer: 2014-08\n", "2014-08"),
]


@pytest.mark.parametrize(("code", "cards", "piece"), [case for case in FLAGGED if case[2]])
def test_problem_is_reported(code: str, cards: str, piece: str) -> None:
    """The rule reports the card once, and marks the exact piece."""
    [each] = found(code, cards)
    assert pointed_at(each) == piece


SILENT = [
    ("Q201", f"- typed: Name them.\n  answer: {WORDS}\n"),
    ("Q201", f"- front: What?\n  back: {WORDS} {WORDS} a b c d\n"),
    ("Q201", f"- front: How?\n  back: |\n    So:\n    ```\n    {WORDS * 5}\n    ```\n"),
    ("Q201", f"- choice: Which?\n  answer: {WORDS} thirteen\n  wrong: [other]\n"),
    ("Q201", f"- order: Sort.\n  answer:\n    - {WORDS} thirteen\n    - other\n"),
    ("Q202", f"- list: Name all.\n  answer: {SIX}\n"),
    ("Q202", f"- list: Name three.\n  answer: {SEVEN}\n  need: 3\n"),
    ("Q202", f"- order: Smallest first.\n  answer: {SIX}\n"),
    ("Q203", "- cloze: Hipparchus discovered the [precession of the equinoxes].\n"),
    ("Q203", "- cloze: '[Hydrogen] is H.'\n"),
    ("Q203", "- cloze: At low tide the old town on the hill is [an island in the sea].\n"),
    ("Q203", "- cloze: '[Paris|capital of France]'\n"),
    ("Q203", "- cloze: '[red], [green], [blue] and [cyan]'\n"),
    ("Q203", f"- cloze: They are [{WORDS} thirteen].\n"),
    ("Q204", "- cloze: I am afraid [of|preposition] the dark.\n"),
    ("Q204", "- cloze: 'A loop in Python begins with “[for]” or “[while]”.'\n"),
    ("Q204", "- cloze: Prophase comes [before] metaphase.\n"),
    ("Q204", "- cloze: The gate [OR] gives 1 for 1 and 0.\n"),
    ("Q204", "".join(f"- cloze: Sentence {n} is [of] the course.\n" for n in "abcd")),
    ("Q206", "- number: What is π to three decimals?\n  answer: 3.1416\n"),
    ("Q206", "- number: Exactly how many airstrikes were there?\n  answer: 35,404\n"),
    ("Q206", "- number: How many airstrikes?\n  answer: 35,404\n  within: 5%\n"),
    ("Q206", "- number: How many seconds has a day?\n  answer: 86,400\n"),
    ("Q206", "- number: How much is 2 raised to the tenth power?\n  answer: 1024\n"),
    ("Q206", "- number: 1, 4, 16, 256, …\n  answer: 65,536\n"),
    ("Q206", "- number: When did the Astros change leagues?\n  answer: 2013\n"),
    ("Q206", "- number: How long is the Rhine, in kilometres?\n  answer: 1,230\n"),
    ("Q206", "- number: How long is the Rhine?\n  answer: 1,230\n  unit: km\n"),
    ("Q207", "- date: In which year was it?\n  answer: 2014\n"),
    ("Q207", "- date: When was it?\n  answer: 2014-08-12\n"),
    ("Q207", "- date: What is the decade's first year?\n  answer: 1910\n"),
    ("Q207", "- date: In which decade's first year did it begin?\n  answer: 1910\n"),
    ("Q214", "- number: What is π?\n  answer: 3.142\n"),
    ("Q214", "- number: What is the mass in kg?\n  answer: 1.230\n"),
    ("Q214", "- number: How many are there?\n  answer: 1,230\n"),
    ("Q214", "- number: How many are there?\n  answer: 0.230\n"),
    ("Q214", "- cloze: It ran on Python [3.100] there.\n"),
    ("Q207", "- date: On which date was it?\n  answer: 2014\n"),
    ("Q207", "- date: In which month was it?\n  answer: 2014-08\n"),
    ("Q207", "- date: On which day of which month was it?\n  answer: 2014-08-12\n"),
    ("Q207", "- date: In which season of which year was it?\n  answer: 2014-22\n"),
]


@pytest.mark.parametrize(("code", "cards"), SILENT)
def test_good_card_is_not_reported(code: str, cards: str) -> None:
    """Good cards, and cards that look the same to the rule, are not reported."""
    assert found(code, cards) == []


def test_message_names_the_precision() -> None:
    """The message names both precisions."""
    [finer] = found("Q207", "- date: In which year was it?\n  answer: 2014-08-12\n")
    assert finer.message == "the question asks for a year, but the answer is a day"
    [coarser] = found("Q207", "- date: On which day was it?\n  answer: 2014-08\n")
    assert coarser.message.endswith("but the answer is a month")


class TestOneAnswerOnManyCards:
    """Q205 reports once, and names the most frequent answer."""

    def test_speaks_once(self) -> None:
        cards = typed(*((f"What of {n}?", "Paris" if n < 6 else f"City {n}") for n in range(20)))
        [each] = found("Q205", cards)
        assert pointed_at(each) == "Paris"
        assert "`Paris` is the answer of 6 of 20 cards (also lines 11, 14, 17…)" in each.message

    def test_case_does_not_count(self) -> None:
        cards = typed(*((f"What of {n}?", "Paris" if n % 2 else "paris") for n in range(6)))
        assert len(found("Q205", cards)) == 1

    @pytest.mark.parametrize(
        "answers",
        [
            ["Paris"] * 5 + ["Rome"],
            ["Paris"] * 6 + [f"City {n}" for n in range(54)],
            ["der"] * 10 + ["die"] * 9 + ["das"] * 7,
        ],
        ids=["few", "small share", "a few answers that take turns"],
    )
    def test_good_card_is_not_reported(self, answers: list[str]) -> None:
        cards = typed(*((f"What of {n}?", answer) for n, answer in enumerate(answers)))
        assert found("Q205", cards) == []

    def test_several_right_options(self) -> None:
        card = "- choice: Which, {}?\n  answer: [Paris, Rome]\n  wrong: [Oslo]\n"
        assert found("Q205", "".join(card.format(n) for n in "abcdefg")) == []


RAQQA = """\
- id: seized
  list: Which cities were seized?
  answer: [Raqqa, Mosul]
  accept:
    Raqqa: [Rakka, ar-Raqqah]
"""


class TestMissingVariant:
    """Q208 reports spellings that would be graded wrong."""

    def test_points_at_the_answer(self) -> None:
        [each] = found("Q208", RAQQA + "- typed: Which city lies there?\n  answer: Raqqa\n")
        assert pointed_at(each) == "Raqqa"
        assert "the card on line 8 also accepts `Rakka`" in each.message

    def test_points_at_the_gap(self) -> None:
        [each] = found("Q208", RAQQA + "- cloze: Raqqa is [Raqqa].\n")
        assert pointed_at(each) == "[Raqqa"

    @pytest.mark.parametrize(
        "cards",
        [
            "- typed: Which city?\n  answer: Raqqa\n  accept: [Rakka, ar-Raqqah]\n",
            "- typed: Which city?\n  answer: Mosul\n",
            "- typed: How is Rakka, ar-Raqqah, spelt in English?\n  answer: Raqqa\n",
            "- choice: Which city?\n  answer: Raqqa\n  wrong: [Oslo]\n",
            "- typed: Which city?\n  answer: Raqqa\n  retired: {on: 2023, why: Old.}\n",
        ],
        ids=["accepted", "no variants", "in the prompt", "picked", "retired"],
    )
    def test_good_card_is_not_reported(self, cards: str) -> None:
        assert found("Q208", RAQQA + cards) == []

    def test_variant_of_a_retired_card(self) -> None:
        retired = RAQQA + "  retired: {on: 2023, why: Old.}\n"
        others = "- typed: What?\n  answer: Raqqa\n- typed: Which city?\n  answer: Raqqa\n"
        assert found("Q208", retired + others) == []

    def test_a_spelling_that_is_another_entry(self) -> None:
        card = "- typed: Which group?\n  answer: Islamic State\n  accept: [IS]\n"
        names = "- list: Name two names of it.\n  answer: [Islamic State, IS]\n"
        assert found("Q208", card + names) == []

    def test_variant_for_one_question_only(self) -> None:
        states = "- typed: Where is Houston, {}?\n  answer: Texas\n  accept: [{}]\n".format
        other = "- typed: Where is Dallas?\n  answer: Texas\n"
        assert found("Q208", states("a", "Arizona") + other) == []
        assert len(found("Q208", states("a", "TX") + states("b", "TX") + other)) == 1

    def test_two_cards_that_agree(self) -> None:
        card = "- typed: Against whom, {}?\n  answer: Daesh\n  accept: [Islamic State]\n".format
        other = "- typed: Whom?\n  answer: Daesh\n"
        assert found("Q208", card("a") + other) == []
        assert len(found("Q208", card("a") + card("b") + other)) == 1

    @pytest.mark.parametrize(
        ("name", "variant"),
        [
            ("Dragon Ball Z", "DBZ"),
            ("Charles Dickens", "Dickens"),
            ("Franklin Delano Roosevelt", "Roosevelt"),
            ("Kyiv", "Kiev"),
        ],
    )
    def test_variant_similar_to_its_name(self, name: str, variant: str) -> None:
        cards = f"- typed: Who?\n  answer: {name}\n  accept: [{variant}]\n"
        assert len(found("Q208", cards + f"- typed: What?\n  answer: {name}\n")) == 1

    def test_words_and_dates_are_no_names(self) -> None:
        cards = "- typed: How?\n  answer: {0}\n  accept: [{1}]\n- typed: What?\n  answer: {0}\n"
        assert found("Q208", cards.format("massive", "masive big")) == []
        assert found("Q208", cards.format("5 July 2018", "6 July 2018")) == []


@pytest.mark.parametrize("written", ["1.230", "1,230", "-12.500"])
def test_two_readings_in_other_languages(written: str) -> None:
    """Authors write a point or a comma as they are used to, so both are in doubt."""
    for card in (f"- number: Wie lang?\n  answer: {written}\n", f"- cloze: Es sind [{written}].\n"):
        text = as_deck(card).replace("title:", "language: de\ntitle:", 1)
        result = read_text(text, "deck.yaml")
        (found,) = lint(result, TODAY, {}, frozenset(["Q214"]))
        assert pointed_at(found).strip("[]") == written


def test_huge_cards_take_no_time() -> None:
    """No rule reads a card of many parts more than a few times."""
    names = ", ".join(f"N{number}" for number in range(9_999))
    gaps = " ".join(f"[g{number}]" for number in range(9_000))
    long = "word " * 15_000
    cards = f"- list: Name.\n  answer: [{names}]\n- cloze: 'Say {gaps}.'\n- typed: {long}\n"
    result = read_text(as_deck(f"{cards}  answer: a\n"), "deck.yaml")
    codes = frozenset(["Q201", "Q202", "Q203", "Q204", "Q205", "Q206", "Q208"])
    assert [each.code for each in lint(result, TODAY, {}, codes)] == ["Q202"]

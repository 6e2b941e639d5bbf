"""Rules about facts: which cards they report, which not, and where they point."""

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text
from coalition_quiz.decks.diagnostics import Diagnostic

TODAY = Edtf(2026, 11, 23)
HEAD = "format: 1\ndeck: facts\ntitle: Facts\nsources: {atlas: {title: An atlas}}\n"
DATED = f"{HEAD}as_of: 2023\n"


def found(code: str, cards: str, head: str = HEAD) -> list[Diagnostic]:
    """Return the findings of one rule in a deck whose date, if any, is in its head."""
    result = read_text(f"{head}cards:\n{cards}", "deck.yaml")
    assert result.diagnostics == ()
    return list(lint(result, TODAY, {}, frozenset([code])))


def pointed_at(each: Diagnostic) -> str:
    """Return the piece of the line that is marked."""
    return each.excerpt[each.caret : each.caret + each.length]


def typed(prompt: str, *lines: str) -> str:
    """Write a card with a prompt and further fields."""
    return f"- typed: {prompt}\n  answer: someone\n" + "".join(f"  {line}\n" for line in lines)


SOURCED = typed("Who told it?", "source: atlas")

FLAGGED = [
    ("F102", typed("Who is the president of France?"), "Who is the president"),
    ("F102", typed("Who is the French president?"), "Who is the French president"),
    ("F102", typed("Who is the Speaker of the House?"), "Who is the Speaker of the House"),
    ("F102", typed("Who is the finance minister of Kerala?"), "Who is the finance minister"),
    ("F102", typed("What is the name of the Prime Minister of Spain?"), "What is the name of the"),
    ("F102", typed("How many people live in Norway?"), "How many people live"),
    ("F102", typed("How many countries belong to NATO?"), "How many countries belong to"),
    ("F102", typed("What is the population of Norway?"), "What is the population"),
    ("F102", typed("Which countries are members of the EU?"), "countries are members"),
    ("F102", "- truth: Norway is a member of NATO.\n  answer: true\n", "is a member of NATO"),
    ("F103", typed("Which city currently has most inhabitants?"), "currently"),
    ("F103", typed("which team won the final last year"), "last year"),
    ("F103", typed("What has so far prevented this?"), "so far"),
    ("F103", typed("Which law came after it?", "why: It is currently in force."), "currently"),
    ("F103", typed("What is the latest version of Python?"), "latest"),
    ("F103", typed("What is Python's newest version?"), "newest"),
    ("F103", typed("When did the most recent pandemic begin?"), "most recent"),
    ("F103", typed("Who won the last World Cup?"), "last World Cup"),
    ("F103", typed("Who won the last general election in Spain?"), "last general election"),
    ("F104", typed("What?", "review_by: 2024-06"), "2024-06"),
    ("F104", typed("What?", "review_by: 2025"), "2025"),
    ("F104", typed("What?", "review_by: 2026-10"), "2026-10"),
    ("F104", typed("What?", "review_by: 2026-11-22"), "2026-11-22"),
    ("F105", typed("What?", "disputed: Others say no."), "disputed"),
    ("F105", typed("Which group allegedly did this first?") + SOURCED, "allegedly"),
    ("F105", typed("Which river do critics say is dirty?") + SOURCED, "critics say"),
    ("F105", typed("Which king was rumoured to be ill then?") + SOURCED, "was rumoured to"),
]


@pytest.mark.parametrize(("code", "cards", "piece"), FLAGGED)
def test_problem_is_reported(code: str, cards: str, piece: str) -> None:
    """The rule reports the card once, and marks the exact piece."""
    [each] = found(code, cards)
    assert pointed_at(each).startswith(piece)


SILENT = [
    ("F102", typed("Who was the president of France in 1960?")),
    ("F102", typed("Who is the first governor of Kwara?")),
    ("F102", typed("Who is the vice president who worked under three presidents?")),
    ("F102", typed("Who is the king of the gods in Greek mythology?")),
    ("F102", typed("How many people are in your family?")),
    ("F102", typed("Who is the speaker in the last stanza?")),
    ("F102", typed("Who is the minister whom she meets?")),
    ("F102", typed("Who is the mayor of the town in the novel?")),
    ("F102", typed("What is the population of Norway in 2017?")),
    ("F102", typed("How many legs does a spider have?")),
    ("F102", typed("How many stars are on the flag of Europe?")),
    ("F102", typed("Who is the president of France?", "as_of: 2023")),
    ("F103", typed("Which city currently has most inhabitants?", "as_of: 2023")),
    ("F103", typed("A company recently moved. How is its old house valued?")),
    ("F103", typed("Who keeps the list of voters up to date?")),
    ("F103", typed("The US bought Alaska in this year.")),
    ("F103", typed("Who sang 'All Right Now' in 1970?")),
    ("F103", typed("What is likely to happen to prices in the next year?")),
    ("F103", typed("What did you eat for breakfast today?")),
    ("F103", typed("today")),
    ("F103", typed("What is the latest version of Python?", "as_of: 2023")),
    ("F103", typed("What was the latest version of Python in 2010?")),
    ("F103", typed("When did the most recent ice age end?")),
    ("F103", typed("Which of these kings is the latest of all?")),
    ("F103", typed("Which was the last World Cup in which Pelé played?")),
    ("F103", typed("Name one tribe of the country.", "why: Hundreds are recognised today.")),
    ("F104", typed("What?", "review_by: 2026")),
    ("F104", typed("What?", "review_by: 2026-11")),
    ("F104", typed("What?", "review_by: 2026-11-23")),
    ("F104", typed("What?", "review_by: 2026-24")),
    ("F104", typed("What?", "review_by: 2046")),
    ("F104", typed("What?")),
    ("F105", typed("What?", "disputed: Others say no.", "source: atlas")),
    ("F105", typed("What?", "disputed: Others say no.", "according_to: the club")),
    ("F105", typed("Which group allegedly did this first?", "according_to: the club")),
    ("F105", typed("Which group allegedly did this first?")),
    ("F105", typed("In which film was a dog said to have lost it?") + SOURCED),
    ("F105", typed("What does Epicurus claim that virtues spring from?") + SOURCED),
    ("F105", typed("allegedly") + SOURCED),
]


@pytest.mark.parametrize(("code", "cards"), SILENT)
def test_good_card_is_not_reported(code: str, cards: str) -> None:
    """Facts with a date or an attribution, and facts about the past, are not reported."""
    assert found(code, cards) == []


@pytest.mark.parametrize("code", ["F102", "F103"])
def test_date_of_the_deck(code: str) -> None:
    """The date of a deck is valid for all its cards."""
    cards = typed("How many people live in Norway today?")
    assert len(found(code, cards)) == 1
    assert found(code, cards, DATED) == []


def test_words_of_english_in_other_languages() -> None:
    """Decks in other languages are not read as English."""
    german = f"{HEAD}language: de\n"
    assert found("F103", typed("Wer kam currently als erster?"), german) == []


class TestNoAsOf:
    """F102 reports a deck without any date once."""

    cards = typed("Who is the president of France?") + typed("How many people live in Rome?")

    def test_a_deck_without_dates(self) -> None:
        [each] = found("F102", self.cards + typed("Who is the mayor of Rome?"))
        assert each.message.endswith("the card has no date (nor do 2 more cards)")

    def test_one_more_card(self) -> None:
        [each] = found("F102", self.cards)
        assert each.message.endswith("the card has no date (nor does 1 more card)")

    def test_a_deck_with_some_dates(self) -> None:
        both = found("F102", self.cards + typed("Who is it?", "as_of: 2023"))
        assert [each.message.endswith("but the card has no date") for each in both] == [True] * 2


class TestNoSource:
    """F101 reports the cards without a source, or one of them if they are the majority."""

    def deck(self, sourced: int, others: int) -> str:
        cards = [typed(f"Who, {n}?", "source: atlas") for n in range(sourced)]
        return "".join(cards + [typed(f"What, {n}?") for n in range(others)])

    def test_some_without(self) -> None:
        assert [each.line for each in found("F101", self.deck(2, 2))] == [12, 14]

    def test_most_without(self) -> None:
        [each] = found("F101", self.deck(1, 3))
        assert each.line == 9
        assert each.message.startswith("3 cards in this deck have no source")

    def test_all_equally_similar(self) -> None:
        assert found("F101", self.deck(3, 0)) == []
        assert found("F101", self.deck(0, 3)) == []


def test_two_findings_of_one_card() -> None:
    """A dispute and hearsay on one card are two findings."""
    card = typed("Which group allegedly did this first?", "disputed: Others say no.")
    assert len(found("F105", card)) == 1
    assert len(found("F105", card + SOURCED)) == 2
    assert len(found("F105", card + typed("Who told it?", "according_to: the club"))) == 2

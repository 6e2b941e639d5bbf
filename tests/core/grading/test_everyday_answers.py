"""What learners type to questions of school and general knowledge, and what it is worth."""

from pathlib import Path

import pytest

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.edtf import parse_edtf
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import List, ListResponse
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions.tasks import Entry, ListTask
from coalition_quiz.decks.kinds.gaps import RawGap, parse_gaps
from coalition_quiz.decks.kinds.numerals import parse_number

TABLE = Path(__file__).with_name("everyday_answers.tsv")
WORTH = ("right", "slip", "wrong", "unreadable", "partly")


def rows() -> list[object]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(prompt, answer, text, worth, id=f"{prompt}: {text} is {worth}")
        for prompt, answer, *cells in (line.split("\t") for line in lines if line[0] != "#")
        for worth, cell in zip(WORTH, cells, strict=True)
        for text in filter(None, cell.split("|"))
    ]


def body_of(prompt: str, answer: str) -> Body:
    kind, _, rest = prompt.partition(" ")
    entries = tuple(map(Entry, answer.split("|")))
    if kind == "NUM":
        value = parse_number(answer)
        assert value is not None
        return Number(rest, value, answer)
    if kind == "DATE":
        date = parse_edtf(answer)
        assert date is not None
        return Date(rest, date)
    if kind == "LIST":
        return List(rest, entries, len(entries))
    if "[" in prompt:
        return Cloze(tuple(map(part_of, parse_gaps(prompt))))
    first, *accepted = answer.split("|")
    return Typed(prompt, Entry(first, tuple(accepted)))


def part_of(part: str | RawGap) -> str | Gap:
    return Gap(Entry(part.answer), part.hint) if isinstance(part, RawGap) else part


@pytest.mark.parametrize(("prompt", "answer", "text", "worth"), rows())
def test_an_everyday_answer(prompt: str, answer: str, text: str, worth: str) -> None:
    deck = Deck("d", "D", "d.yaml", (Card("c", body_of(prompt, answer), 1),))
    task = draw(next(iter(items_of(deck))), 1).task
    verdict = grade(
        task,
        ListResponse(tuple(text.split(" ~ ")))
        if isinstance(task, ListTask)
        else TypedResponse(text),
    )
    found = "slip" if "typo" in verdict.note else verdict.outcome
    assert found == worth, verdict


def test_a_surname_that_two_have_is_asked_again() -> None:
    cards = (
        Card("c", Typed("Who was the second US president?", Entry("John Adams")), 1),
        Card("d", Typed("Who was the sixth US president?", Entry("John Quincy Adams")), 2),
        Card("e", Typed("Who was the third US president?", Entry("Thomas Jefferson")), 3),
    )
    rivals = frozenset({"johnadams", "samueladams", "thomasjefferson"})
    john, _, thomas = [
        draw(item, 1, rivals).task for item in items_of(Deck("d", "D", "d.yaml", cards))
    ]
    assert grade(john, TypedResponse("Adams")).outcome == "unreadable"
    assert grade(thomas, TypedResponse("Jefferson")).outcome == "right"

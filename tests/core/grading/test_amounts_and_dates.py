"""Numbers, dates and units as people write them: hedges, tolerances, digits of every script."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.edtf import parse_edtf
from coalition_quiz.core.items import content_hash, items_of
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import List, ListResponse
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import Entry, Outcome, Task, Tolerance
from coalition_quiz.decks.kinds.cloze import RawGap, parse_gaps
from coalition_quiz.decks.kinds.shared import parse_number, parse_tolerance

RIGHT, WRONG, AGAIN = Outcome.RIGHT, Outcome.WRONG, Outcome.UNREADABLE


def asked(body: Body, part: int = 0) -> Task:
    deck = Deck("d", "D", "d.yaml", (Card("c", body, 1),))
    return draw(list(items_of(deck))[part], 1).task


def gap(text: str, within: str = "") -> Task:
    tolerance = parse_tolerance(within) if within else None
    parts = (
        _gap(part, tolerance) if isinstance(part, RawGap) else part for part in parse_gaps(text)
    )
    return asked(Cloze(tuple(parts)))


def _gap(raw: RawGap, within: Tolerance | None) -> Gap:
    entry = Entry(raw.answer)
    return Gap(entry, raw.hint, within) if within else Gap(entry, raw.hint)


def number(prompt: str, answer: str, unit: str = "", within: str = "") -> Task:
    value = parse_number(answer)
    assert value is not None
    return asked(Number(prompt, value, answer, parse_tolerance(within) if within else None, unit))


def date(prompt: str, answer: str) -> Task:
    when = parse_edtf(answer)
    assert when
    return asked(Date(prompt, when))


def outcomes(task: Task, texts: str) -> dict[str, Outcome]:
    return {
        text: grade(task, TypedResponse(text)).outcome for text in map(str.strip, texts.split("|"))
    }


def test_nearly_80_is_not_more_than_80_within_a_tolerance() -> None:
    task = gap("It united nearly [80] countries.", "5")
    assert outcomes(task, "75|80|nearly 79|81|85|74") == dict(
        zip(("75", "80", "nearly 79", "81", "85", "74"), (RIGHT,) * 3 + (WRONG,) * 3, strict=True)
    )
    exact = number("Nearly how many countries?", "78", "", "3")
    assert set(outcomes(exact, "80|75|nearly 80").values()) == {RIGHT}


def test_a_tolerance_allows_a_hedge() -> None:
    task = number("How long is the Rhine?", "1,230", "km", "5%")
    assert set(outcomes(task, "about 1,200 km|~1250|roughly 1230|1,230 or so").values()) == {RIGHT}
    assert set(outcomes(task, "about 1,500 km|over 2000").values()) == {WRONG}


@pytest.mark.parametrize("typed", ["Par\ufffds", "\udce9", "19\ufffd2"])
def test_what_cannot_be_decoded_is_asked_again(typed: str) -> None:
    asks = (asked(Typed("?", Entry("Paris"))), number("?", "5"), date("When?", "1992"))
    asks += (asked(List("?", (Entry("Paris"),), 1)),)
    responses = [TypedResponse(typed)] * 3 + [ListResponse((typed,))]
    for task, response in zip(asks, responses, strict=True):
        assert grade(task, response).outcome is AGAIN


def test_a_list_of_dates_and_numbers_knows_its_values() -> None:
    entries = (Entry("January 2019"), Entry("March 2019"), Entry("22"))
    task = asked(List("Which?", entries, 3))
    named = ListResponse(("Jan 2019", "3/2019", "twenty-two"))
    assert grade(task, named).outcome is RIGHT
    assert grade(task, ListResponse(("February 2019", "March 2018", "23"))).outcome is WRONG


def test_a_cloze_without_a_tolerance_keeps_its_hash() -> None:
    body = Cloze(("The ", Gap(Entry("Seine")), " flows."))
    assert content_hash(Card("c", body, 1)) == "9dab7d600dce"


_ZEROS = [chr(code) for code in range(0x110000) if unicodedata.decimal(chr(code), None) == 0]


@given(st.integers(0, 10**9), st.sampled_from(_ZEROS))
def test_a_number_is_right_in_the_digits_of_every_script(value: int, zero: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in f"{value}")
    assert grade(number("How many?", f"{value}"), TypedResponse(typed)).outcome is RIGHT


_HEDGES = ("about {}", "~{}", "nearly {}", "over {}", "{} or so", "{}+", "circa {}", "at least {}")


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(_HEDGES),
    st.sampled_from(["How many?", "About how many?", "Nearly how many?"]),
)
def test_a_hedge_never_makes_a_wrong_number_right(
    answer: int, value: int, hedge: str, prompt: str
) -> None:
    task = number(prompt, f"{answer}")
    bare, hedged = (
        grade(task, TypedResponse(text)).outcome for text in (f"{value}", hedge.format(value))
    )
    assert hedged is not RIGHT or bare is RIGHT
    assert Decimal(value) == Decimal(answer) or bare is WRONG

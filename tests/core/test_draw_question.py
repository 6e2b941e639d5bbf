"""Drawing questions: all of it from a seed, and never one that is solved already."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import Question, draw
from coalition_quiz.core.edtf import Edtf, parse_edtf, span
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.items import Item, items_of
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice, ChoiceResponse, ChoiceTask
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.flip import Flip, FlipTask
from coalition_quiz.core.kinds.grade import answer_to, grade
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match, MatchResponse, MatchTask
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Happening, Order, OrderResponse, OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalse, TrueFalseTask
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import (
    Context,
    DateTask,
    Entry,
    ListTask,
    NumberTask,
    Outcome,
    TypedTask,
    random_numbers,
    sample,
    shuffled,
)

SEEDS = st.integers(0, 2**64)


CITIES = ("Mosul", "Ramadi", "Raqqa", "Fallujah", "MOSUL ", "Móśul", "raqqa")


def items(body: Body, pool: tuple[str, ...] = CITIES) -> list[Item]:
    deck = Deck("d", "D", "d.yaml", (Card("c", body, 1),), pools={"cities": pool})
    return list(items_of(deck))


def drawn(body: Body, seed: int = 1, part: int = 0) -> Question:
    return draw(items(body)[part], seed)


def pick(choice: Choice, seed: int = 1) -> ChoiceTask:
    task = drawn(choice, seed).task
    assert isinstance(task, ChoiceTask)
    return task


def arrange(order: Order, seed: int = 1) -> OrderTask:
    task = drawn(order, seed).task
    assert isinstance(task, OrderTask)
    return task


def timeline(*dates: str) -> tuple[Happening, ...]:
    return tuple(Happening(parse_edtf(date) or Edtf(1), f"event of {date}") for date in dates)


WRONG = tuple(Wrong(name, f"{name} is not it.") for name in ("Ramadi", "Raqqa", "Fallujah", "Hit"))
ONE = Choice("Which?", ("Mosul",), many=False, wrong=WRONG)
POOL = Choice("Which?", ("Mosul",), many=False, pool="cities", options=3)
ROWS = ("first", "second", "third", "fourth")
PAIRS = (("Iraq", "Baghdad"), ("Syria", "Damascus"), ("Qatar", "Doha"))
CLOZE = Cloze(
    (
        "In ",
        Gap(Entry("March 2019")),
        " the land in ",
        Gap(Entry("Syria"), "a country"),
        " was freed; ",
        Gap(Entry("syria")),
        " rejoiced.",
    )
)


@pytest.mark.parametrize(
    ("body", "task"),
    [
        pytest.param(Flip("front", "back"), FlipTask("back"), id="front"),
        pytest.param(TrueFalse("So?", answer=False), TrueFalseTask(answer=False), id="truth"),
        pytest.param(
            Typed("Who?", Entry("Daesh", ("IS",))),
            TypedTask(Entry("Daesh", ("IS",)), context=Context("Who?")),
            id="typed",
        ),
        pytest.param(
            Number("How many?", Decimal(22), "22", None, "countries"),
            NumberTask(Decimal(22), "22", None, "countries", Context("How many?")),
            id="number",
        ),
        pytest.param(
            Date("When?", Edtf(2014, 8)), DateTask(Edtf(2014, 8), Context("When?")), id="date"
        ),
        pytest.param(
            List("Name", (Entry("a"),), 1),
            ListTask((Entry("a"),), 1, context=Context("Name")),
            id="list",
        ),
    ],
)
def test_what_is_asked_the_same_way_each_time(body: Body, task: object) -> None:
    question = drawn(body)
    assert (question.task, question.prompt, question.seed) == (task, body.prompt, 1)


def test_a_card_is_asked_backwards() -> None:
    front, back = items(Flip("capital of Iraq", "Baghdad", both=True))
    assert (draw(front, 1).prompt, draw(front, 1).task) == ("capital of Iraq", FlipTask("Baghdad"))
    assert (draw(back, 1).prompt, draw(back, 1).task) == ("Baghdad", FlipTask("capital of Iraq"))


@pytest.mark.parametrize(
    ("part", "prompt", "answer"),
    [
        (0, "In […] the land in Syria was freed; syria rejoiced.", "March 2019"),
        (1, "In March 2019 the land in [a country] was freed; […] rejoiced.", "Syria"),
        (2, "In March 2019 the land in [a country] was freed; […] rejoiced.", "syria"),
    ],
    ids=["other gaps are filled", "a hint stands for the gap", "a gap is not told by its twin"],
)
def test_a_gap_is_hidden(part: int, prompt: str, answer: str) -> None:
    question = drawn(CLOZE, part=part)
    assert question.prompt == prompt
    assert answer_to(question.task) == (answer,)


def test_a_gap_knows_what_stands_around_it() -> None:
    task = drawn(CLOZE, part=1).task
    assert isinstance(task, TypedTask)
    before, after = "In March 2019 the land in ", " was freed; syria rejoiced."
    assert task.context == Context(f"{before}[…]{after}", before, after, hint="a country")


def test_rivals_are_handed_on() -> None:
    rivals = frozenset({"mosul"})
    bodies: tuple[Body, ...] = (Typed("?", Entry("a")), List("?", (Entry("a"),), 1))
    for body in bodies:
        task = draw(items(body)[0], 1, rivals).task
        assert isinstance(task, TypedTask | ListTask)
        assert task.rivals == rivals


@given(SEEDS)
def test_all_options_with_their_feedback(seed: int) -> None:
    task = pick(ONE, seed)
    assert {option.text for option in task.options} == {"Mosul", *(w.text for w in WRONG)}
    assert {option.why for option in task.options if not option.right} == {w.why for w in WRONG}


@given(SEEDS)
def test_a_pool_gives_no_spelling_of_the_answer_and_none_twice(seed: int) -> None:
    task = pick(POOL, seed)
    assert len(task.options) == 3
    assert len({normalise(option.text) for option in task.options}) == 3
    assert [option.text for option in task.options if option.right] == ["Mosul"]


def test_an_authors_wrong_option_may_differ_by_an_accent() -> None:
    task = pick(Choice("How is it spelt?", ("Élysée",), many=False, wrong=(Wrong("Elysée"),)))
    assert {option.text for option in task.options} == {"Élysée", "Elysée"}


def shown(seed: int, *texts: str, many: bool = False) -> list[str]:
    answers = texts[:2] if many else texts[:1]
    wrong = tuple(map(Wrong, texts[len(answers) :]))
    return [option.text for option in pick(Choice("?", answers, many, wrong), seed).options]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("3", "12", "35,404"), id="numbers"),
        pytest.param(("-40 °C", "-5 °C", "30 °C"), id="below zero"),
        pytest.param(("900,000 people", "1.5 million people"), id="scales"),
        pytest.param(("44 BC", "AD 14", "1066"), id="years"),
        pytest.param(("May 1998", "October 2023"), id="months"),
        pytest.param(("one", "two", "twelve"), id="words"),
    ],
)
@given(seed=SEEDS)
def test_numbers_and_dates_are_shown_in_their_order(texts: tuple[str, ...], seed: int) -> None:
    for turned in (texts, texts[::-1]):
        assert shown(seed, *turned) == list(texts)


def test_several_right_numbers_are_shown_in_their_order() -> None:
    assert shown(1, "9", "5", "7", "6", many=True) == ["5", "6", "7", "9"]


def test_numbers_drawn_from_a_pool_are_shown_in_their_order() -> None:
    choice = Choice("?", ("1,000",), many=False, pool="cities", options=4)
    pool = ("5", "70", "3,000", "900", "20,000")
    for seed in range(20):
        task = draw(items(choice, pool)[0], seed).task
        assert isinstance(task, ChoiceTask)
        sizes = [int(option.text.replace(",", "")) for option in task.options]
        assert len(sizes) == 4
        assert sizes == sorted(sizes)
        assert [option.text for option in task.options if option.right] == ["1,000"]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("3 km", "900 m", "5 km"), id="other units"),
        pytest.param(("3", "4", "none"), id="a word"),
        pytest.param(("1998", "May 1998", "June 1998"), id="other precision"),
        pytest.param(("04/05/2014", "05/06/2014", "06/07/2014"), id="two readings"),
    ],
)
def test_what_has_no_order_is_shuffled(texts: tuple[str, ...]) -> None:
    assert len({tuple(shown(seed, *texts)) for seed in range(60)}) == 6


_NAMES = st.lists(st.text(min_size=1, max_size=5), max_size=6)


@given(_NAMES.filter(bool), _NAMES, st.booleans(), st.integers(0, 8), SEEDS)
def test_options_hold_every_answer_and_nothing_twice(
    answers: list[str], wrong: list[str], from_pool: bool, options: int, seed: int
) -> None:
    if from_pool:
        choice = Choice("?", tuple(answers), many=True, pool="cities", options=options)
    else:
        choice = Choice("?", tuple(answers), True, tuple(map(Wrong, wrong)), options=options)
    task = draw(items(choice, tuple(wrong))[0], seed).task
    assert isinstance(task, ChoiceTask)
    texts = [option.text for option in task.options]
    assert len(set(texts)) == len(texts)
    assert {option.text for option in task.options if option.right} == set(answers)
    assert grade(task, ChoiceResponse(answer_to(task))).outcome is Outcome.RIGHT
    if options:
        assert len(texts) <= max(options, len(answers) + 1)


@given(st.lists(st.text(), min_size=2, unique=True), SEEDS)
def test_rows_never_start_in_order(rows: list[str], seed: int) -> None:
    task = arrange(Order("?", tuple(rows)), seed)
    assert task.answer == tuple(rows) != task.rows
    assert sorted(task.rows) == sorted(rows)
    assert grade(task, OrderResponse(task.answer)).outcome is Outcome.RIGHT


def test_two_rows_stand_the_other_way_round() -> None:
    assert {arrange(Order("?", ("a", "b")), seed).rows for seed in range(9)} == {("b", "a")}


def test_a_timeline_is_drawn_in_order_with_its_dates() -> None:
    happenings = timeline("2019-03", "2014-22", "2023-10-24", "2017-12")
    task = arrange(Order("?", timeline=happenings, draw=4))
    assert task.answer == tuple(
        f"event of {d}" for d in ("2014-22", "2017-12", "2019-03", "2023-10-24")
    )
    assert task.dates == ("summer of 2014", "December 2017", "March 2019", "24 October 2023")
    assert task.rows != task.answer


@pytest.mark.parametrize(
    ("dates", "most"),
    [
        pytest.param(("2014-22", "2014-08", "2019"), 2, id="a month of a season"),
        pytest.param(("2014", "2014-11", "2019"), 2, id="a month of a year"),
        pytest.param(
            ("2014", "2014-02", "2014-05", "2014-08"), 3, id="a year would keep three out"
        ),
        pytest.param(("2014-08", "2014-08-15", "2019"), 2, id="a day of a month"),
        pytest.param(("2014-08", "2014-08", "2019"), 2, id="equal dates"),
        pytest.param(("2014-24", "2015-01", "2016"), 2, id="a winter and the next January"),
        pytest.param(("2014-08", "2014-09"), 2, id="months that touch"),
    ],
)
@pytest.mark.parametrize("draw_all", [True, False], ids=["all", "four"])
def test_only_what_can_be_told_apart_is_drawn(
    dates: tuple[str, ...], most: int, *, draw_all: bool
) -> None:
    order = Order("?", timeline=timeline(*dates), draw=0 if draw_all else 4)
    assert {len(arrange(order, seed).rows) for seed in range(20)} == {most}


def test_an_event_that_happens_twice_is_drawn_once() -> None:
    twice = (Happening(Edtf(2014), "A vote"), Happening(Edtf(2015), "A vote"))
    order = Order("?", timeline=(*twice, Happening(Edtf(2016), "A war")), draw=3)
    assert all(len(arrange(order, seed).rows) == 2 for seed in range(9))


def test_dates_that_cannot_be_told_apart_are_recalled() -> None:
    task = drawn(Order("?", timeline=timeline("2014", "2014-08"), draw=2)).task
    assert task == FlipTask("event of 2014 (2014)\nevent of 2014-08 (August 2014)")


_DATES = st.builds(Edtf, st.integers(2010, 2020), st.sampled_from([0, 1, 6, 8, 12, 21, 22, 24]))


@given(st.lists(_DATES, min_size=1, max_size=12), st.integers(0, 6), SEEDS)
def test_drawn_happenings_share_no_day(dates: list[Edtf], count: int, seed: int) -> None:
    happenings = tuple(Happening(date, f"event {i}") for i, date in enumerate(dates))
    task = drawn(Order("?", timeline=happenings, draw=count), seed).task
    if isinstance(task, OrderTask):
        spans = {happening.event: span(happening.date) for happening in happenings}
        inner = [spans[event] for event in task.answer]
        assert all(one[1] < other[0] for one, other in pairwise(inner))
        assert len(task.rows) <= (max(count, 2) if count else len(dates))
        assert task.rows != task.answer


def test_a_long_timeline_is_drawn_as_it_was_when_every_pair_was_compared() -> None:
    dates = [Edtf(year, month) for year in range(1500, 2000) for month in (0, *range(1, 13))]
    happenings = tuple(Happening(date, f"event {i}") for i, date in enumerate(dates))
    kept: list[Happening] = []
    spans: list[tuple[int, int]] = []
    for one in shuffled(happenings, 7):
        begins, ends = span(one.date)
        if len(kept) < 500 and all(last < begins or ends < first for first, last in spans):
            kept.append(one)
            spans.append((begins, ends))
    kept.sort(key=lambda happening: span(happening.date))
    task = arrange(Order("?", timeline=happenings, draw=500), 7)
    assert task.answer == tuple(happening.event for happening in kept)


def test_thousands_of_events_are_drawn_at_once() -> None:
    happenings = tuple(Happening(Edtf(year), f"event of {year}") for year in range(1, 6001))
    assert len(arrange(Order("?", timeline=happenings, draw=6000)).rows) == 6000


@given(SEEDS)
def test_pairs_never_start_side_by_side(seed: int) -> None:
    task = drawn(Match("?", PAIRS), seed).task
    assert isinstance(task, MatchTask)
    assert task.lefts == ("Iraq", "Syria", "Qatar")
    assert task.rights != ("Baghdad", "Damascus", "Doha")
    assert sorted(task.rights) == ["Baghdad", "Damascus", "Doha"]
    assert grade(task, MatchResponse(task.pairs)).outcome is Outcome.RIGHT


DRAWN: tuple[Body, ...] = (
    ONE,
    POOL,
    Order("?", ROWS),
    Order("?", timeline=timeline("2014", "2015", "2016", "2017", "2018"), draw=3),
    Match("?", (*PAIRS, ("Jordan", "Amman"))),
)


@pytest.mark.parametrize("body", DRAWN, ids=["choice", "pool", "rows", "timeline", "match"])
def test_a_seed_decides_it_all(body: Body) -> None:
    asks = [drawn(body, seed).task for seed in range(30)]
    assert asks == [drawn(body, seed).task for seed in range(30)]
    assert len({str(task) for task in asks}) > 5


def test_a_question_of_today_is_the_same_for_ever() -> None:
    # Logged seeds must draw again what was shown: a change of these lines breaks the history.
    assert [option.text for option in pick(ONE, 2023).options] == [
        *("Hit", "Fallujah", "Ramadi", "Mosul", "Raqqa")
    ]
    assert arrange(Order("?", ROWS), 2023).rows == ("fourth", "third", "second", "first")


def test_the_generator_is_splitmix64() -> None:
    """The reference sequence for the seed 1234567 (as the published C code prints it)."""
    numbers = random_numbers(1234567)
    assert [next(numbers) for _ in range(5)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


@given(st.lists(st.integers()), st.integers())
def test_shuffling_keeps_everything(things: list[int], seed: int) -> None:
    assert sorted(shuffled(things, seed)) == sorted(things)


@given(st.lists(st.integers(), unique=True), st.integers(-3, 9), st.integers())
def test_a_sample_is_as_large_as_it_can_be(things: list[int], count: int, seed: int) -> None:
    taken = sample(things, count, seed)
    assert len(taken) == max(0, min(count, len(things)))
    assert set(taken) <= set(things)


def test_every_order_comes_up_about_as_often() -> None:
    seen = [shuffled("abc", seed) for seed in range(6000)]
    assert all(900 < seen.count(order) < 1100 for order in set(seen))
    assert len(set(seen)) == 6

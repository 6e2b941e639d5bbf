"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.grading import numbers
from coalition_quiz.core.grading.amounts import in_words
from coalition_quiz.core.questions import NumberTask, Outcome, Tolerance, Verdict

RIGHT, WRONG, UNREADABLE = Outcome.RIGHT, Outcome.WRONG, Outcome.UNREADABLE


def graded(answer: str, text: str, unit: str = "", within: Tolerance | None = None) -> Verdict:
    return numbers.grade(NumberTask(Decimal(answer.replace(",", "")), answer, within, unit), text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("35404", "35404", id="plain"),
        pytest.param("35,404", "35404", id="a comma"),
        pytest.param("35 404", "35404", id="a space"),
        pytest.param("35\u00a0404", "35404", id="a space that does not break"),
        pytest.param("35\u202f404", "35404", id="a narrow one"),
        pytest.param("35\u2009404", "35404", id="a thin one"),
        pytest.param("35'404", "35404", id="an apostrophe"),
        pytest.param("35’404", "35404", id="a curly apostrophe"),
        pytest.param("35_404", "35404", id="an underscore"),
        pytest.param("３５４０４", "35404", id="full width"),
        pytest.param("٣٥٤٠٤", "35404", id="Arabic digits"),
        pytest.param("035404", "35404", id="a zero in front"),
        pytest.param("35404.", "35404", id="a full stop"),
        pytest.param("35404!", "35404", id="an exclamation mark"),
        pytest.param("1,234,567", "1234567", id="two commas"),
        pytest.param("1.234.567", "1234567", id="two dots"),
        pytest.param("1 234 567", "1234567", id="two spaces"),
        pytest.param("1,234,567.89", "1234567.89", id="English throughout"),
        pytest.param("1.234.567,89", "1234567.89", id="German throughout"),
        pytest.param("1 234 567,89", "1234567.89", id="French throughout"),
        pytest.param("1'234.50", "1234.50", id="Swiss throughout"),
        pytest.param("10,00,000", "1000000", id="Indian"),
        pytest.param("3.14", "3.14", id="a decimal point"),
        pytest.param("3,14", "3.14", id="a decimal comma"),
        pytest.param("3,1416", "3.1416", id="a decimal comma before four digits"),
        pytest.param("0,125", "0.125", id="a decimal comma after zero"),
        pytest.param(".5", "0.5", id="nothing before the point"),
        pytest.param("+5", "5", id="a plus"),
        pytest.param("-5", "-5", id="a minus"),
        pytest.param("−5", "-5", id="a real minus"),
        pytest.param("- 5", "-5", id="a minus apart"),
        pytest.param("minus 5", "-5", id="minus in words"),
        pytest.param("35k", "35000", id="k"),
        pytest.param("35.4k", "35400", id="k after decimals"),
        pytest.param("35 thousand", "35000", id="thousand"),
        pytest.param("1.5 million", "1500000", id="million"),
        pytest.param("1,5 million", "1500000", id="million after a decimal comma"),
        pytest.param("1.5m", "1500000", id="m"),
        pytest.param("2 bn", "2000000000", id="bn"),
        pytest.param("2 Billion", "2000000000", id="billion, any case"),
        pytest.param("3.5e4", "35000", id="an exponent"),
        pytest.param("3.5E+4", "35000", id="an exponent with its sign"),
        pytest.param("35e-1", "3.5", id="a negative exponent"),
        pytest.param("3.5 x 10^4", "35000", id="a power of ten"),
        pytest.param("3.5×10⁴", "35000", id="a raised power of ten"),
        pytest.param("35·10⁻¹", "3.5", id="a raised negative power"),
        pytest.param("1/2", "0.5", id="a fraction"),
        pytest.param("2 1/2", "2.5", id="a mixed fraction"),
        pytest.param("2½", "2.5", id="a fraction of one character"),
        pytest.param("-1/4", "-0.25", id="a negative fraction"),
        pytest.param("zero", "0", id="zero"),
        pytest.param("twenty-two", "22", id="words"),
        pytest.param("Eighty", "80", id="a word, any case"),
        pytest.param("twenty two", "22", id="words without a hyphen"),
        pytest.param("a hundred and five", "105", id="a hundred"),
        pytest.param("nineteen hundred", "1900", id="hundreds beyond nine"),
        pytest.param("thirty-five thousand four hundred and four", "35404", id="many words"),
        pytest.param("two million", "2000000", id="a scale in words"),
        pytest.param("minus three", "-3", id="minus in words before words"),
    ],
)
def test_reading(text: str, value: str) -> None:
    assert graded(value, text).outcome is RIGHT


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("", "Type a number.", id="nothing"),
        pytest.param(" ", "Type a number.", id="a space"),
        pytest.param("?", "Type a number.", id="a question mark"),
        pytest.param("about 35k", "Leave out “about”", id="about"),
        pytest.param("some 35,000", "Leave out “some”", id="some"),
        pytest.param("~35000", "Leave out “~”", id="a tilde"),
        pytest.param("≈ 35000", "Leave out “≈”", id="nearly equal"),
        pytest.param("ca. 35000", "Leave out “ca.”", id="circa"),
        pytest.param("more than 35,000", "Leave out “more than”", id="more than"),
        pytest.param("35,000+", "Leave out “+”", id="a plus behind"),
        pytest.param("80ish", "Leave out “ish”", id="-ish"),
        pytest.param("35,000 or so", "Leave out “or so”", id="or so"),
        pytest.param("70-80", "one number", id="a range"),
        pytest.param("70–80", "one number", id="a range with a dash"),
        pytest.param("70 to 80", "one number", id="a range in words"),
        pytest.param("between 70 and 80", "one number", id="between"),
        pytest.param("80 or 90", "one number", id="two numbers"),
        pytest.param("many", "number in digits.", id="no number"),
        pytest.param("twenty twenty", "number in digits.", id="words that make no number"),
        pytest.param("million million", "number in digits.", id="scales that make no number"),
        pytest.param("35, 404", "grouped", id="a comma and a space: perhaps two numbers"),
        pytest.param("35 4 04", "grouped", id="odd groups"),
        pytest.param("1,23,45", "grouped", id="odd groups with commas"),
        pytest.param("80 states", "Leave out “states”", id="another unit"),
        pytest.param("22%", "does not ask for “%”", id="a unit where there is none"),
        pytest.param("1/0", "divide by zero", id="a fraction of nothing"),
        pytest.param("1e999999999", "too large", id="an exponent beyond all bounds"),
        pytest.param("1e-999999999", "too large", id="and below"),
        pytest.param("9" * 1_000_000, "too long", id="a million digits"),
        pytest.param("NaN", "number in digits.", id="no number in the sense of computers"),
        pytest.param("infinity", "number in digits.", id="infinity"),
    ],
)
def test_what_is_asked_again(text: str, note: str) -> None:
    verdict = graded("35404", text)
    assert verdict.outcome is UNREADABLE
    assert note in verdict.note
    assert not verdict.answer


@pytest.mark.parametrize(
    ("answer", "text", "outcome"),
    [
        pytest.param("35404", "35.404", UNREADABLE, id="a dot that may group: only that is right"),
        pytest.param("35.404", "35.404", RIGHT, id="a dot that marks decimals"),
        pytest.param("35404", "35,404", RIGHT, id="a comma that groups"),
        pytest.param("3.142", "3,142", UNREADABLE, id="a comma that may mark decimals"),
        pytest.param("80", "35.404", WRONG, id="wrong in both readings"),
        pytest.param("80", "35,404", WRONG, id="wrong in both readings of a comma"),
        pytest.param("35404", "35.4040", WRONG, id="decimals without doubt"),
    ],
)
def test_two_readings_ask_only_where_they_differ(answer: str, text: str, outcome: Outcome) -> None:
    assert graded(answer, text).outcome is outcome


@pytest.mark.parametrize(
    ("answer", "unit", "text"),
    [
        pytest.param("22", "countries", "22 countries", id="the unit"),
        pytest.param("22", "countries", "22", id="no unit"),
        pytest.param("22", "countries", "22 Country", id="the singular"),
        pytest.param("1", "airstrike", "1 airstrikes", id="the plural"),
        pytest.param("22", "countries", "twenty-two countries", id="words and the unit"),
        pytest.param("22", "%", "22%", id="per cent"),
        pytest.param("22", "%", "22 percent", id="per cent in a word"),
        pytest.param("22", "percent", "22 %", id="its sign"),
        pytest.param("5", "$", "$5", id="a currency in front"),
        pytest.param("-5", "$", "-$5", id="a minus before the currency"),
        pytest.param("5", "$", "5 dollars", id="a currency behind"),
        pytest.param("5000000", "$", "$5m", id="a currency and a scale"),
        pytest.param("5", "km", "5km", id="no space"),
        pytest.param("5", "km", "5 kilometres", id="the unit in full"),
        pytest.param("5", "m", "5 m", id="metres are no millions"),
        pytest.param("35404", "airstrikes", "35,404 airstrikes", id="groups and a unit"),
        pytest.param("1.5", "million people", "1.5 million people", id="a scale in the unit"),
        pytest.param("1.5", "million people", "1.5 million", id="the scale alone"),
        pytest.param("1.5", "million people", "1.5", id="neither"),
        pytest.param("1.5", "million people", "1,500,000", id="written out"),
        pytest.param("1000000000", "N", "1 bn", id="an n that is no newton"),
        pytest.param("1000000", "m", "million", id="an m that is no metre"),
        pytest.param("5", "minutes", "five minutes", id="a unit that begins as minus does"),
    ],
)
def test_units_are_left_out_of_account(answer: str, unit: str, text: str) -> None:
    assert graded(answer, text, unit).outcome is RIGHT


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("1230 m", "km", id="metres for kilometres"),
        pytest.param("1230m", "km", id="no space"),
        pytest.param("1230 M.", "kilometres", id="the unit in full"),
        pytest.param("1230 k", "m", id="kilometres, perhaps"),
        pytest.param("1½ m", "km", id="a fraction"),
        pytest.param("1230 m", "km²", id="an area"),
        pytest.param("1230 m", "square miles", id="an area in words"),
        pytest.param("1230 k", "°C", id="kelvin"),
        pytest.param("1230 g", "kg", id="grams, no scale at all"),
        pytest.param("1230 t", "kg", id="tonnes, no scale at all"),
    ],
)
def test_what_may_be_another_unit_is_asked_again(text: str, unit: str) -> None:
    verdict = graded("1230", text, unit)
    assert verdict.outcome is UNREADABLE
    assert unit in verdict.note


@pytest.mark.parametrize(
    "unit", ["", "people", "men", "strikes", "$", "USD", "inhabitants", "tests"]
)
def test_a_letter_is_a_scale_where_things_are_counted(unit: str) -> None:
    assert graded("1500000", "1.5m", unit).outcome is RIGHT
    assert graded("35000", "35k", unit).outcome is RIGHT


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("1½ million", RIGHT),
        ("1 1/2 million", RIGHT),
        ("3/2 mio.", RIGHT),
        ("1½", WRONG),
        ("½ million", WRONG),
        ("1½ dozen", UNREADABLE),
    ],
)
def test_a_fraction_of_a_scale(text: str, outcome: Outcome) -> None:
    assert graded("1500000", text, "people").outcome is outcome


def test_another_unit_names_the_one_asked_for() -> None:
    verdict = graded("22", "22 states", "countries")
    assert verdict.outcome is UNREADABLE
    assert "in countries" in verdict.note


@pytest.mark.parametrize(
    ("amount", "relative", "text", "outcome"),
    [
        pytest.param("0.05", True, "33633.8", RIGHT, id="the lower bound of a share"),
        pytest.param("0.05", True, "33633.7", WRONG, id="below it"),
        pytest.param("0.05", True, "37174.2", RIGHT, id="the upper bound"),
        pytest.param("0.05", True, "37174.3", WRONG, id="above it"),
        pytest.param("404", False, "35000", RIGHT, id="the bound of an amount"),
        pytest.param("404", False, "34999", WRONG, id="beyond it"),
    ],
)
def test_tolerance_includes_its_bounds(
    amount: str, relative: bool, text: str, outcome: Outcome
) -> None:
    assert graded("35404", text, within=Tolerance(Decimal(amount), relative)).outcome is outcome


def test_a_negative_answer_has_room_on_both_sides() -> None:
    tenth = Tolerance(Decimal("0.1"), relative=True)
    assert [graded("-100", text, within=tenth).outcome for text in ("-90", "-110", "-89")] == [
        *(RIGHT, RIGHT),
        WRONG,
    ]


def test_room_around_zero() -> None:
    assert graded("0", "2", within=Tolerance(Decimal(2))).outcome is RIGHT


def test_a_near_number_passes_and_shows_the_exact_one() -> None:
    near = graded("35,404", "35000", "airstrikes", Tolerance(Decimal("0.05"), relative=True))
    assert near.note == "Close enough. The exact answer is 35,404 airstrikes."
    exact = graded("35,404", "35404", "airstrikes", Tolerance(Decimal("0.05"), relative=True))
    assert exact.note == ""


@pytest.mark.parametrize(
    ("written", "unit", "shown"),
    [
        ("22", "countries", "22 countries"),
        ("22", "%", "22%"),
        ("22 km", "km", "22 km"),
        ("7", "", "7"),
    ],
)
def test_the_answer_is_shown_as_written(written: str, unit: str, shown: str) -> None:
    assert numbers.answer(NumberTask(Decimal(22), written, None, unit)) == (shown,)


_SPELT = st.decimals(
    allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
)


@given(_SPELT)
def test_the_answer_itself_is_right(value: Decimal) -> None:
    assert numbers.grade(NumberTask(value, f"{value:f}"), f"{value:f}").outcome is RIGHT


@given(st.integers(0, 10**15), st.sampled_from([",", " ", "'", "\u202f", ""]))
def test_a_whole_number_is_right_however_it_is_grouped(value: int, mark: str) -> None:
    written = f"{value:,}".replace(",", mark)
    assert numbers.grade(NumberTask(Decimal(value), f"{value}"), written).outcome is RIGHT


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_whole_number_is_right_for_itself_alone(answer: int, value: int) -> None:
    outcome = numbers.grade(NumberTask(Decimal(answer), f"{answer}"), f"{value}").outcome
    assert outcome is (RIGHT if answer == value else WRONG)


@given(st.text(), st.text(max_size=6))
def test_any_text_can_be_graded(text: str, unit: str) -> None:
    assert isinstance(graded("35404", text, unit), Verdict)


@given(st.from_regex(r"[-+0-9.,e ^x/'km%]{0,30}", fullmatch=True))
def test_anything_like_a_number_can_be_graded(text: str) -> None:
    near = Tolerance(Decimal("0.05"), relative=True)
    assert isinstance(graded("35404", text, "km", near), Verdict)


@pytest.mark.parametrize("answer", ["1e9999999", "1e-9999999", "-1e9999999"])
def test_an_author_may_write_any_number(answer: str) -> None:
    near = Tolerance(Decimal("0.05"), relative=True)
    assert graded(answer, "3", within=near).outcome is WRONG


def test_words_count_up() -> None:
    assert [
        in_words(words) for words in ("one", "nineteen", "twenty-one", "one hundred and one")
    ] == [
        *(1, 19),
        *(21, 101),
    ]
    assert in_words("forty twelve") is None
    assert in_words("two one") is None

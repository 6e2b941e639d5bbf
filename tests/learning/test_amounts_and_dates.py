"""Numbers, dates and units as people write them, on subjects of many kinds: right, wrong, again.

Each row is a question, its answer, and what may be typed. A question with brackets is a cloze; the
answer of any other is a number, or a date if its question begins with *When* or *In which*.
"""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.decks.gaps import RawGap, parse_gaps
from coalition_quiz.decks.numerals import parse_number, parse_tolerance
from coalition_quiz.learning.answers.grading import grade
from coalition_quiz.learning.cards import (
    Body,
    Card,
    Cloze,
    Date,
    Deck,
    Entry,
    Gap,
    Listing,
    Number,
    Tolerance,
    Typed,
)
from coalition_quiz.learning.drawing import draw
from coalition_quiz.learning.edtf import parse_edtf
from coalition_quiz.learning.items import content_hash, items_of
from coalition_quiz.learning.questions import Ask
from coalition_quiz.learning.responses import Named, Wrote
from coalition_quiz.learning.verdicts import Outcome

RIGHT, WRONG, AGAIN = Outcome.RIGHT, Outcome.WRONG, Outcome.UNREADABLE


def asked(body: Body, part: int = 0) -> Ask:
    deck = Deck("d", "D", "d.yaml", (Card("c", body, 1),))
    return draw(list(items_of(deck))[part], 1).ask


def gap(text: str, within: str = "") -> Ask:
    tolerance = parse_tolerance(within) if within else None
    parts = (
        _gap(part, tolerance) if isinstance(part, RawGap) else part for part in parse_gaps(text)
    )
    return asked(Cloze(tuple(parts)))


def _gap(raw: RawGap, within: Tolerance | None) -> Gap:
    entry = Entry(raw.answer)
    return Gap(entry, raw.hint, within) if within else Gap(entry, raw.hint)


def number(prompt: str, answer: str, unit: str = "", within: str = "") -> Ask:
    value = parse_number(answer)
    assert value is not None
    return asked(Number(prompt, value, answer, parse_tolerance(within) if within else None, unit))


def date(prompt: str, answer: str) -> Ask:
    when = parse_edtf(answer)
    assert when
    return asked(Date(prompt, when))


def outcomes(ask: Ask, texts: str) -> dict[str, Outcome]:
    return {text: grade(ask, Wrote(text)).outcome for text in map(str.strip, texts.split("|"))}


GAPS = [
    ("An octopus has [8] arms.", "8|eight|8 arms|eight arms|Eight.|٨|８|⑧", "7|nine|80", "8 legs|about 8|many|7-8"),
    ("Bolt ran 100 metres in [9.58] seconds.", "9.58|9,58|9.58 s|9.58 seconds|nine point five eight", "9.85|9.5", "9.58 minutes"),
    ("Light travels at about [300,000] km/s.", "300,000|300000|300 000|about 300,000|~300,000|3e5|three hundred thousand|300k|300 thousand|300,000 km/s|300,000 kilometres per second|c. 300,000|ca. 300,000|around 300,000|300,000 or so", "30,000|about 200,000", "300,000 miles per second"),
    ("India has more than [1.4] billion people.", "1.4|1.4 billion|over 1.4 billion|1.4bn|1.4 billion people|1,400,000,000|more than 1.4", "1.5 billion|1.4 million|14", "nearly 1.4 billion"),
    ("The summit reached nearly [9,000] metres.", "9,000|almost 9000|nearly 9,000|9000 m|9,000 meters|9 km|about 9,000", "8,000", "over 9,000|9,000 feet"),
    ("Water covers [71%] of the Earth.", "71%|71 %|71 percent|71 per cent|seventy-one per cent|seventy-one percent", "70%|29 percent", "71|71 km"),
    ("Water covers [71]% of the Earth.", "71|71%|71 per cent|seventy-one", "17|70", "71 degrees"),
    ("The dam cost [$5 million].", "$5 million|5 million dollars|US$5m|USD 5 million|$5,000,000|five million dollars", "$6 million|5 billion dollars", "5 million|€5 million"),
    ("The channel is [33 km] wide.", "33 km|33km|33 kilometres|33 kilometers|33,000 m|thirty-three kilometres", "34 km", "33|33 miles"),
    ("A game of chess begins with [32 pieces] on the board.", "32 pieces|thirty-two pieces", "16 pieces", "32|32 pawns"),
    ("The vote was carried by [two thirds] of the members.", "two thirds|two-thirds|2/3|⅔", "one third|a half|most", ""),
    ("In [1492] Columbus crossed the Atlantic.", "1492|in 1492|the year 1492|1492 AD|12 October 1492|fourteen ninety-two|१४९२|by 1492", "1493|1491|1492 BC", "92|'92|1490s|the 15th century"),
    ("Einstein was born in [1879|year].", "1879|in 1879|eighteen seventy-nine", "1878|1789", "79"),
    ("The bridge is [1500] metres long.", "1500|1,500|1500 m|1.5 km|fifteen hundred", "1400", "1500 yards"),
    ("The wall fell on [9 November 1989].", "9 November 1989|November 9, 1989|Nov 9th, 1989|the 9th of November 1989|1989-11-09|on 9 Nov 1989|Thursday 9 November 1989|the ninth of November 1989", "8 November 1989|9 November 1990|9 October 1989", "9 November|November 1989|9/11/1989|1989|Friday 9 November 1989|Nov 9"),
    ("The Bastille was stormed on [14 July] 1789.", "14 July|July 14|14th of July|July 14th|14/7|on 14 July|14 July 1789|the fourteenth of July|7/14", "4 July|14 June|14 July 1790", "July|14"),
    ("India became independent in [August 1947].", "August 1947|Aug 1947|08/1947|1947-08|in August 1947|15 August 1947", "July 1947|August 1948", "August|1947|Aug '47"),
    ("The armistice came in [November] 1918.", "November|Nov|11|in November|nov.|١١", "October|10|December", "?"),
    ("Christmas Day fell on a [Saturday] that year.", "Saturday|Sat|on Saturday|saturday", "Sunday|Sun", ""),
    ("Rome was founded, legend says, in [753 BC].", "753 BC|753 B.C.|753 BCE", "735 BC|753 AD", ""),
    ("Jazz spread in the [1920s].", "1920s|the 1920s|in the 1920s|1920's|nineteen twenties", "1930s", ""),
    ("The steam age marked the [19th century].", "19th century|nineteenth century|the nineteenth century", "18th century|20th century", ""),
    ("He came [4th] in the final.", "4th|fourth|4", "5th|fifth|14", ""),
    ("The Sun King was Louis [XIV].", "XIV|14|14th|fourteenth|the fourteenth", "XV|XIII|15", ""),
    ("It lasted through World War [II].", "II|2|two|ii", "I|III|1|3", ""),
    ("The war lasted from [1914–1918].", "1914–1918|1914-1918|1914 to 1918|from 1914 to 1918", "1939-1945|1914-1919", ""),
    ("Germany won [7–1].", "7–1|7-1|7:1|7 to 1", "1-7|7-0", ""),
    ("The Moon landing was [Apollo 11].", "Apollo 11|apollo 11", "Apollo 12|11", ""),
    ("James Bond is agent [007].", "007", "7|008", ""),
    ("The novel is [Catch-22].", "Catch-22|catch 22", "22|Catch-23", ""),
    ("The cinema showed it in [3D].", "3D|3-D", "2D|3", ""),
    ("Use Python [3.10] or later.", "3.10", "3.1|3.11", ""),
    ("The train leaves at [14:30].", "14:30|14.30|2:30 pm", "13:30|14:20", ""),
    ("Mercury freezes at [-39] °C.", "-39|−39|minus 39|-39 °C|-39℃|-39 degrees C|minus thirty-nine", "39|-38", "-39 °F"),
    ("There were [half] a million of them.", "half|a half|1/2|½|0.5", "quarter|most", ""),
    ("A set has a [dozen] eggs.", "dozen|12|twelve|a dozen", "10|two dozen", ""),
]  # fmt: skip

NUMBERS = [
    ("How high is Everest?", "8849", "m", "8849|8,849 m|8849 metres|8849 meters|8.849 km", "8489|8848", "8849 feet|8849 ft|about 8849"),
    ("About how high is Everest?", "8849", "m", "about 8849|roughly 8,849 m|8849-ish", "about 8500|8500", "8849 ft"),
    ("What is the area of France?", "550,000", "km²", "550,000 km²|550,000 km2|550,000 km^2|550000 sq km|550,000 square kilometres|550,000 square kilometers|550 thousand km²|550,000 km squared", "550,000,000", "550,000 km|550,000 sq miles|550,000 square miles"),
    ("At what temperature does water boil?", "100", "°C", "100|100 °C|100℃|100 C|100 degrees|100 degrees Celsius|100 degrees centigrade|one hundred", "90|212", "100 °F|100 K|212 F"),
    ("How fast is sound?", "343", "m/s", "343 m/s|343 metres per second|343 meters a second|343 m s⁻¹", "334", "343 km/h|343 mph|343 m"),
    ("What is the speed limit in town?", "50", "km/h", "50 km/h|50 kph|50 kmh|50 kilometres per hour|50 km per hour", "30", "50 mph|50 m/s"),
    ("How much does a boiler use?", "2", "kWh", "2 kWh|2 kwh|2 kilowatt hours|2 kilowatt-hours|2000 Wh|two kilowatt hours", "3", "2 kW|2 MWh"),
    ("How wide is a hair?", "70", "µm", "70 µm|70 μm|70 um|70 micrometres|70 microns|0.07 mm", "7", "70 mm|70 nm"),
    ("How large is the resistor?", "10", "Ω", "10 Ω|10 Ω|10 ohms|10 ohm|ten ohms", "100", "10 V"),
    ("What share of the sea is salt?", "35", "‰", "35‰|35 per mille|3.5%", "3.5", "35%"),
    ("How much did Alaska cost?", "7.2", "million US$", "7.2|7.2 million|$7.2 million|US$7.2m|7.2 million dollars|7,200,000|USD 7.2 million|7.2 million US dollars", "7.3|72|7.2 billion", "£7.2 million|€7.2m"),
    ("How much was the fine?", "4.3", "€ billion", "4.3|€4.3bn|4.3 billion euros|EUR 4.3 billion|4,300,000,000 €", "3.4", ""),
    ("How many litres does the tank hold?", "60", "litres", "60 litres|60 liters|60 l|60L|sixty litres|60,000 ml", "50", "60 gallons|60 tonnes"),
    ("How heavy is an elephant?", "6", "tonnes", "6 t|6 tonnes|6000 kg|6 metric tons|six", "5", "6 tons|6 pounds"),
    ("How many organisations signed?", "3", "organisations", "3 organizations|3 organisations|three organizations|3 Organization", "4", "3 states"),
    ("How many airstrikes were flown?", "35,404", "airstrikes", "35404 strikes|35,404 airstrikes|35,404 air strikes|35.404 thousand", "35,044", "35,404 sorties|35.404"),
    ("How many goals did Pelé score at World Cups?", "12", "", "12|12 goals|twelve goals|a dozen|12 in all|12 in total", "21", "12 matches"),
    ("How many kilometres is a marathon?", "42.195", "", "42.195|42.195 km|42.195 kilometres|42,195 m", "42", "42.195 miles"),
    ("How many times has Brazil won the World Cup?", "5", "times", "5|five times|5 times|5x", "4|twice", "about 5"),
    ("Nearly how many states are members?", "200", "states", "200|nearly 200|almost 200|about 200|just under 200", "150", "more than 200|over 200"),
    ("How old was Mozart when he died?", "35", "", "35|35 years|35 years old|thirty-five|aged 35", "36", "about 35"),
    ("What is the population of Iceland?", "380,000", "people", "380,000|380k|380,000 people|380,000 inhabitants|0.38 million", "830,000", "about 380,000"),
]  # fmt: skip

DATES = [
    ("When did the wall fall?", "1989-11-09", "9 November 1989|from 9 November 1989|on the 9th of November 1989|November 9th, 1989", "10 November 1989", "9/11/1989|Nov 9|Nov '89|Monday 9 November 1989"),
    ("In which month of which year did the war begin?", "1914-07", "July 1914|from July 1914|since July 1914|in July 1914|by the end of July 1914|28 July 1914|07/1914|7/1914|Jul 1914|during July 1914|the month of July 1914", "June 1914|July 1915", "July|1914|July '14|about July 1914|before July 1914"),
    ("In which month of 1914 did the war begin?", "1914-07", "July|in July|Jul|July 1914|7|07", "June|July 1915", "1914"),
    ("On which day of July 1969 did they land?", "1969-07-20", "20|the 20th|20 July|July 20|20 July 1969|Sunday 20 July", "21|21 July 1969", "July 1969|Monday 20 July"),
    ("In which year did the mission end?", "2021", "2021|in 2021|by the end of 2021|late 2021|December 2021|early in 2021|twenty twenty-one|２０２１|٢٠٢١", "2020|2022|mid-2020", "21|2020s|2020-2021|about 2021"),
    ("In about which year was printing invented?", "1450", "1450|about 1450|c. 1450|circa 1450|around 1450", "1540|about 1550", "1450s"),
    ("In which season of which year?", "1969-22", "summer 1969|the summer of 1969|in summer 1969|July 1969", "winter 1969|summer 1970", "summer|1969|early 1969"),
    ("After which year was coal banned?", "2030", "2030|after 2030", "2040", "before 2030"),
    ("In which year did Vesuvius erupt?", "0079", "79|AD 79|79 AD|79 CE|in 79 A.D.", "80|79 BC", ""),
]  # fmt: skip


def rows() -> list[object]:
    tables = [
        *((text, gap(text), *kinds) for text, *kinds in GAPS),
        *((text, number(text, answer, unit), *kinds) for text, answer, unit, *kinds in NUMBERS),
        *((text, date(text, answer), *kinds) for text, answer, *kinds in DATES),
    ]
    return [
        pytest.param(ask, typed, expected, id=f"{text[:30]}: {typed}")
        for text, ask, *kinds in tables
        for expected, typed_here in zip((RIGHT, WRONG, AGAIN), kinds, strict=True)
        for typed in filter(None, typed_here.split("|"))
    ]


@pytest.mark.parametrize(("ask", "typed", "expected"), rows())
def test_an_answer(ask: Ask, typed: str, expected: Outcome) -> None:
    verdict = grade(ask, Wrote(typed))
    assert verdict.outcome is expected, verdict.note


def test_nearly_80_is_not_more_than_80_within_a_tolerance() -> None:
    ask = gap("It united nearly [80] countries.", "5")
    assert outcomes(ask, "75|80|nearly 79|81|85|74") == dict(
        zip(("75", "80", "nearly 79", "81", "85", "74"), (RIGHT,) * 3 + (WRONG,) * 3, strict=True)
    )
    exact = number("Nearly how many countries?", "78", "", "3")
    assert set(outcomes(exact, "80|75|nearly 80").values()) == {RIGHT}


def test_a_tolerance_allows_a_hedge() -> None:
    ask = number("How long is the Rhine?", "1,230", "km", "5%")
    assert set(outcomes(ask, "about 1,200 km|~1250|roughly 1230|1,230 or so").values()) == {RIGHT}
    assert set(outcomes(ask, "about 1,500 km|over 2000").values()) == {WRONG}


@pytest.mark.parametrize("typed", ["Par\ufffds", "\udce9", "19\ufffd2"])
def test_what_cannot_be_decoded_is_asked_again(typed: str) -> None:
    asks = (asked(Typed("?", Entry("Paris"))), number("?", "5"), date("When?", "1992"))
    asks += (asked(Listing("?", (Entry("Paris"),), 1)),)
    responses = [Wrote(typed)] * 3 + [Named((typed,))]
    for ask, response in zip(asks, responses, strict=True):
        assert grade(ask, response).outcome is AGAIN


def test_a_list_of_dates_and_numbers_knows_its_values() -> None:
    entries = (Entry("January 2019"), Entry("March 2019"), Entry("22"))
    ask = asked(Listing("Which?", entries, 3))
    named = Named(("Jan 2019", "3/2019", "twenty-two"))
    assert grade(ask, named).outcome is RIGHT
    assert grade(ask, Named(("February 2019", "March 2018", "23"))).outcome is WRONG


def test_a_cloze_without_a_tolerance_keeps_its_hash() -> None:
    body = Cloze(("The ", Gap(Entry("Seine")), " flows."))
    assert content_hash(Card("c", body, 1)) == "9dab7d600dce"


_ZEROS = [chr(code) for code in range(0x110000) if unicodedata.decimal(chr(code), None) == 0]


@given(st.integers(0, 10**9), st.sampled_from(_ZEROS))
def test_a_number_is_right_in_the_digits_of_every_script(value: int, zero: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in f"{value}")
    assert grade(number("How many?", f"{value}"), Wrote(typed)).outcome is RIGHT


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
    ask = number(prompt, f"{answer}")
    bare, hedged = (grade(ask, Wrote(text)).outcome for text in (f"{value}", hedge.format(value)))
    assert hedged is not RIGHT or bare is RIGHT
    assert Decimal(value) == Decimal(answer) or bare is WRONG

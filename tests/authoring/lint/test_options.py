"""Rules about options: which cards they report, and where they point."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.authoring.lint import RULES, CardView, LintContext, lint
from coalition_quiz.authoring.lint.explain import describe_code
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.decks import read_text
from coalition_quiz.decks.diagnostics import Diagnostic

from helpers.example_decks import as_deck

TODAY = Edtf(2026, 11, 23)
RIVER = "Which river is it?"
OPTIONS = tuple(f"Q30{number}" for number in range(1, 10))


def choice(prompt: str, answer: str, *wrong: str) -> Choice:
    return Choice(prompt, (answer,), many=False, wrong=tuple(map(Wrong, wrong)))


def views(bodies: Iterable[Body], language: str = "en") -> Iterator[CardView]:
    cards = tuple(Card(f"c{number}", body, number) for number, body in enumerate(bodies))
    deck = Deck("d", "D", "d.yaml", cards, language, pools={"few": ("Rome", "the Rome", "Oslo")})
    context = LintContext(deck, "", TODAY, {})
    return (CardView(number, card, context) for number, card in enumerate(cards))


def messages(code: str, body: Body) -> list[str]:
    """Return the messages of a rule that checks single cards."""
    check = RULES[code].check
    assert check is not None
    return [finding.message for view in views([body]) for finding in check(view)]


def surveyed(*bodies: Body) -> list[tuple[int, str]]:
    """Return the cards that a deck rule reports, with its messages."""
    deck_rule = RULES["Q306"].deck_rule
    assert deck_rule is not None
    at_work = deck_rule(LintContext(Deck("d", "D", "d.yaml", ()), "", TODAY, {}))
    for view in views(bodies):
        at_work.see(view)
    return [(number, finding.message) for number, finding in at_work.found()]


def found(code: str, cards: str) -> tuple[str, Diagnostic]:
    """Return a deck and the single finding of a rule in it."""
    text = as_deck(cards)
    result = read_text(text, "d.yaml")
    assert result.diagnostics == ()
    (diagnostic,) = lint(result, TODAY, {}, {code})
    return text, diagnostic


def pointed_at(code: str, cards: str) -> str:
    text, diagnostic = found(code, cards)
    line = text.splitlines()[diagnostic.line - 1]
    return line[diagnostic.column - 1 :][: diagnostic.length]


@pytest.mark.parametrize(
    "options",
    [
        ("Seine", "Rhine", "All of the above"),
        ("None of the above.", "Seine", "Rhine"),
        ("Seine", "Rhine", "none of above"),
        ("Seine", "Rhine", "None of these"),
        ("All of the options given are correct", "Seine", "Rhine"),
        ("Both of these", "Seine", "Neither of these"),
        ("both A and B", "the Seine", "the Rhine"),
        ("(A) and (C)", "the Seine", "A river of Germany"),
        ("B and D", "the Seine", "the Rhine"),
        ("A only", "B only", "C only", "A and C"),
    ],
    ids=str,
)
def test_an_option_about_the_others(options: tuple[str, ...]) -> None:
    assert len(messages("Q301", choice(RIVER, *options))) == 1


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("Seine", "Rhine", "Neither"), id="may be an answer of its own"),
        pytest.param(("Federal", "State", "Both"), id="a power of both levels"),
        pytest.param(("None", "True", "False"), id="a value"),
        pytest.param(("A and B", "A", "AB", "O"), id="blood groups"),
        pytest.param(("ABC", "A,B", "B,C"), id="letters of a figure"),
        pytest.param(("All of the Seine", "All of the Rhine", "The Marne"), id="all of a thing"),
        pytest.param(("None of his letters", "All of his letters", "A book"), id="all of a lot"),
        pytest.param(("Above all", "Below all", "Between all"), id="above"),
    ],
)
def test_an_option_without_reference_to_others(options: tuple[str, ...]) -> None:
    assert messages("Q301", choice(RIVER, *options)) == []


def test_letters_of_the_prompt() -> None:
    options = ("A only", "B only", "C only", "A and C")
    assert messages("Q301", choice("Which of the points A, B and C is it?", *options)) == []


LONG = "The sea carries their sediment away faster than it can settle"


@pytest.mark.parametrize(
    ("options", "speaks"),
    [
        ((LONG, "They are slow", "They are cold"), True),
        ((LONG, "They are slow", "They are far too cold to carry sediment"), False),
        ((LONG, "They are slow"), False),
        (("Disseminated intravascular coagulation", "Air embolism", "Fat embolism"), False),
        (("Konrad Hermann Joseph Adenauer-Weinsheimer", "Kohl", "Brandt"), False),
        (("All of the options that are given here are true", "Slow", "Cold"), False),
        (("As gradual", "As sudden", "As complete"), False),
    ],
    ids=["much longer", "not by much", "one other", "a term", "a name", "all", "short"],
)
def test_a_key_that_is_much_longer(options: tuple[str, ...], *, speaks: bool) -> None:
    assert bool(messages("Q302", choice("Why is it so?", *options))) is speaks


def test_a_long_key_among_several() -> None:
    several = Choice("Why?", (LONG, "Cold"), many=True, wrong=(Wrong("Slow"), Wrong("Warm")))
    assert messages("Q302", several) == []


TIDES = "What is true of the tides?"


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("They rise", "They are always equally high", "They fall"), "always"),
        (("They rise", "They fall", "Never do they rise at night"), "never"),
        (("They rise", "They rise only in winter", "They stop in every river"), "only"),
        (("They may rise", "All of the tides are alike", "Every tide is as high"), "all"),
        (("They see well", "They never sleep", "They eat fruit"), "never"),
        (("It may freeze", "It always boils", "It is red"), "always"),
        (("more difficult", "never done", "less difficult"), "never"),
        (("Some could vote", "Women could vote", "None of them voted"), "none"),
        (("Some could vote", "Women could vote", "Every man could vote"), "every"),
    ],
    ids=[
        *("in one", "at the start", "in all wrong options", "at the start of all"),
        *("three words", "always", "two words", "none at the start", "every at the start"),
    ],
)
def test_an_absolute_word(options: tuple[str, ...], word: str) -> None:
    (message,) = messages("Q303", choice(TIDES, *options))
    assert message.startswith(f"`{word}` ")


@pytest.mark.parametrize(
    ("prompt", "options"),
    [
        pytest.param(TIDES, ("Sometimes", "Always", "Never"), id="a scale"),
        pytest.param(
            TIDES, ("They always rise", "They never rise at night", "They fall"), id="in the key"
        ),
        pytest.param(TIDES, ("They rise", "It was taken up by all", "They fall"), id="one all"),
        pytest.param(
            "Which is the band?", ("Blur", "The Only Ones of All", "The All and Every"), id="names"
        ),
        pytest.param("Which film is it?", ("Jaws", "Never Say Never Again", "Alien"), id="a title"),
        pytest.param(
            "Which is not true?", ("They fall", "They always rise by night", "It"), id="negative"
        ),
        pytest.param(
            TIDES, ("They rise", "No, because they fall", "No, because they stand"), id="no"
        ),
        pytest.param(
            TIDES, ("No tide is high", "All tides are quite low", "Every tide is high"), id="none"
        ),
        pytest.param(
            TIDES, ("They rise", "None of the above at all", "They fall"), id="none of the above"
        ),
        pytest.param(TIDES, ("They rise", "They are always equally high"), id="one other"),
        pytest.param(
            TIDES, ("sometimes true", "always true", "never true"), id="a scale of two words"
        ),
        pytest.param(TIDES, ("They rise", "They do not always rise", "They fall"), id="not always"),
        pytest.param(TIDES, ("They rise", "Almost always the same", "They fall"), id="almost"),
        pytest.param(TIDES, ("They rise", "Nobody knows it", "They fall"), id="a plain key"),
        pytest.param(
            "Which are it?", ("I, II, and IV", "I and III only", "II and III only"), id="numerals"
        ),
        pytest.param(TIDES, ("They rise", "A never-ending fall of water", "Snow"), id="a hyphen"),
    ],
)
def test_no_absolute_word(prompt: str, options: tuple[str, ...]) -> None:
    assert messages("Q303", choice(prompt, *options)) == []


@pytest.mark.parametrize(
    ("prompt", "options", "says"),
    [
        ("A moth is an", ("insect", "bird", "fish"), "`an` does not fit"),
        ("Lava feeds an ____.", ("active volcano", "glacier", "reef"), "option `glacier`"),
        ("It orbits a:", ("body", "hour", "day"), "option `hour`"),
        ("He wears a …", ("uniform", "umbrella", "hat"), "option `umbrella`"),
        ("What is it?", ("a cave", "the ocean.", "a tree"), "end with a full stop"),
        ("What is it?", ("It is.", "It was.", "It falls", "It runs."), "end with a full stop"),
        ("What is it?", ("Acute fever", "Outline form", "rashes"), "start with a capital"),
        ("How many?", ("3", "4", "violin"), "`violin` is not a number"),
        ("When was it?", ("May 1998", "June 1998", "Napoleon"), "`Napoleon` is not a number"),
    ],
    ids=str,
)
def test_options_that_differ_in_form(prompt: str, options: tuple[str, ...], says: str) -> None:
    (message,) = messages("Q304", choice(prompt, *options))
    assert says in message


@pytest.mark.parametrize(
    ("prompt", "options"),
    [
        pytest.param("A moth is an", ("insect", "animal", "arthropod"), id="all fit"),
        pytest.param("A moth is a(n)", ("insect", "bird", "fish"), id="either article"),
        pytest.param("G is a/an", ("insect", "bird", "fish"), id="both articles"),
        pytest.param("A moth is an", ("insect", "MRI", "bird"), id="letters are spelt out"),
        pytest.param("The former has a", ("insect", "bird", "fish"), id="the key does not fit"),
        pytest.param("It needs a", ("key", "lock", "All of them"), id="all of them"),
        pytest.param("Is vitamin A", ("old", "new", "rare"), id="no article"),
        pytest.param("Which firm?", ("Apple", "Sony Corp.", "Acme Inc."), id="abbreviations"),
        pytest.param("Where?", ("U.S.", "Canada", "France"), id="a country's letters"),
        pytest.param("Finish it", ("born", "and so …", "but..."), id="an ellipsis"),
        pytest.param("What is it?", ("It is.", "It was.", "Is it?"), id="a question"),
        pytest.param("Which month?", ("May", "June", "no record required"), id="names"),
        pytest.param("Which cell?", ("Acute one", "Late form", "p-ANCA"), id="a symbol"),
        pytest.param("How many?", ("3", "4", "none"), id="no number at all"),
        pytest.param("What does it print?", ("3", "4", "an error"), id="an error"),
        pytest.param("What does it print?", ("Hello world", "Good day", "an error"), id="a text"),
        pytest.param(
            "Which?", ("Swedish krona", "Danish krone", "euro", "Polish zloty"), id="adjectives"
        ),
        pytest.param("How long?", ("1 day", "10 days", "millions of years"), id="in words"),
        pytest.param("How much?", ("5 percent", "3 percent", "¼ percent"), id="a fraction"),
        pytest.param("Which tooth?", ("1st molar", "1st premolar", "Canine"), id="ordinals"),
        pytest.param("What is it?", ("a cave", "ocean."), id="two options"),
    ],
)
def test_options_alike_in_form(prompt: str, options: tuple[str, ...]) -> None:
    assert messages("Q304", choice(prompt, *options)) == []


@pytest.mark.parametrize(
    ("prompt", "options", "says"),
    [
        ("From where?", ("cloud", "snow storm", "snowstorm"), "the same as `snow storm`"),
        (
            "What are the chances?",
            ("50-100%", "<50%", "<10%"),
            "`<10%` overlaps another option, `<50%`",
        ),
        ("Where?", ("the Élysée", "Elysee", "Louvre"), "the same as `the Élysée`"),
        (
            "Where was it?",
            ("France", "northern France", "Spain"),
            "part of another option, `France`",
        ),
        ("Where was it?", ("Most of the Alps", "Alps", "Jura"), "part of another option, `Alps`"),
        (
            "How many?",
            ("5 to 10", "8 to 15", "16 to 20"),
            "`8 to 15` overlaps another option, `5 to 10`",
        ),
        ("How effective is it?", ("98 to 99%", "90 to 99%", "50%"), "`90 to 99%` overlaps"),
        (
            "How effective is it?",
            ("90–99 %", "95 %", "50 %"),
            "`95 %` overlaps another option, `90–99 %`",
        ),
        ("How many?", ("more than 5", "6", "2"), "`6` overlaps another option, `more than 5`"),
        ("How long is it?", ("60 cm", "600 mm", "5 m"), "the same amount as `60 cm`"),
        ("How long?", ("2 hours", "1 hour", "60 minutes"), "the same amount as `1 hour`"),
        ("Which share?", ("3/4", "6/8", "1/2"), "the same amount as `3/4`"),
        ("Which share?", ("1/2", "30%", "50%"), "the same amount as `1/2`"),
        ("Which year?", ("1492", "1490s", "1510"), "`1492` is part of another option, `1490s`"),
        (
            "When?",
            ("the 15th century", "1520", "1492"),
            "part of another option, `the 15th century`",
        ),
        (
            "In what share of cases?",
            ("22-40%", "11-22%", "20-50 %"),
            "`20-50 %` overlaps another option, `22-40%`",
        ),
        ("How many?", ("more than 5", "less than 3", "over 10"), "`over 10` overlaps"),
    ],
    ids=str,
)
def test_options_that_overlap(prompt: str, options: tuple[str, ...], says: str) -> None:
    (message,) = messages("Q305", choice(prompt, *options))
    assert says in message


@pytest.mark.parametrize(
    ("prompt", "options"),
    [
        pytest.param("How is it spelt?", ("Élysée", "Elysee", "Elisee"), id="spelling"),
        pytest.param("What is 'hello'.upper()?", ("HELLO", "hello", "Hello"), id="code"),
        pytest.param("3 less than p?", ("p-3", "3-p", "p+3"), id="terms"),
        pytest.param("What is the value?", ("$3", "−$3", "$500"), id="signs"),
        pytest.param("Where?", ("Ireland", "Northern Ireland", "Wales"), id="a name"),
        pytest.param("Where?", ("Africa", "South Africa", "Guinea"), id="a country"),
        pytest.param("How large is it?", ("Largest", "Second largest", "Third"), id="ranks"),
        pytest.param("What helps?", ("Aspirin", "Aspirin and heparin", "Heparin"), id="both"),
        pytest.param("How many?", ("5 to 10", "10 to 15", "15 to 20"), id="a common end"),
        pytest.param("Which war?", ("1914-1918", "1916-1920", "1939-1945"), id="years"),
        pytest.param("Which ages are meant?", ("1-4", "0-5", "5-8"), id="asks for a range"),
        pytest.param("What is a normal rate?", ("60-100", "60-80", "60-110"), id="a range of it"),
        pytest.param("What index is mild?", (">5", ">15", ">10", ">30"), id="thresholds"),
        pytest.param("How long?", ("2-4 days", "3-5 weeks", "1-2 years"), id="other units"),
        pytest.param("Which set?", ("2-4", "a pair", "3-5", "a dozen"), id="few ranges"),
        pytest.param("How many?", ("1.2.3 to 5", "4 to 6", "7 to 8"), id="no number"),
        pytest.param("Which is it?", ("3-1", "4-2", "2-0"), id="falling"),
        pytest.param("How many?", ("5 to 10 million", "1 to 2 million", "9"), id="scales"),
        pytest.param("How much?", ("more than 5", "5", "2"), id="a bound"),
        pytest.param("Which time signature?", ("3/4", "6/8", "2/4"), id="time signatures"),
        pytest.param("What is 6/8 in lowest terms?", ("3/4", "6/8", "2/4"), id="lowest terms"),
        pytest.param("What is the reference range?", ("90–99 %", "95 %", "5 %"), id="one range"),
        pytest.param("How long?", ("5 m", "5000 ms", "9 m"), id="other units"),
        pytest.param("How many?", ("5 persons", "0.05", "9"), id="no per cent"),
        pytest.param("Which album?", ("1989", "1980s", "21"), id="titles"),
        pytest.param("When?", ("1492", "1500s", "1510s"), id="apart in time"),
    ],
)
def test_options_without_overlap(prompt: str, options: tuple[str, ...]) -> None:
    assert messages("Q305", choice(prompt, *options)) == []


def number_choice(answer: int, *others: int) -> Choice:
    return choice("How many?", f"{answer}", *map(str, others))


MIDDLE, SMALLEST, LARGEST = (
    number_choice(5, 1, 9, 12),
    number_choice(5, 7, 9, 12),
    number_choice(5, 1, 2, 3),
)


@pytest.mark.parametrize(
    ("cards", "message"),
    [
        ([TrueFalse("So.", answer=True)] * 8, "8 of 8 statements are true"),
        ([TrueFalse("So.", answer=False)] * 9, "9 of 9 statements are false"),
        (
            [SMALLEST] * 8,
            "in 8 of 8 questions with numbers or dates, the answer is the smallest",
        ),
        (
            [LARGEST] * 9 + [MIDDLE],
            "in 9 of 10 questions with numbers or dates, the answer is the largest",
        ),
        (
            [MIDDLE] * 14 + [SMALLEST],
            "in 14 of 15 questions with numbers or dates, the answer is the middle one",
        ),
    ],
)
def test_a_habit(cards: list[Body], message: str) -> None:
    assert surveyed(*cards) == [(0, message)]


@pytest.mark.parametrize(
    "cards",
    [
        pytest.param([TrueFalse("So.", answer=True)] * 7, id="few statements"),
        pytest.param([TrueFalse("So.", n < 60) for n in range(80)], id="three quarters"),
        pytest.param([SMALLEST] * 7, id="few numbers"),
        pytest.param([MIDDLE] * 8 + [SMALLEST] * 3, id="chance does as much"),
        pytest.param([number_choice(5, 1, 9)] * 5 + [SMALLEST] * 4, id="now here, now there"),
        pytest.param([choice("Who?", "a", "b", "c")] * 30, id="no numbers"),
        pytest.param([number_choice(5, 1)] * 30, id="two options"),
        pytest.param([choice("How far?", "5 km", "9 m", "3 miles")] * 30, id="no order"),
    ],
)
def test_no_habit(cards: list[Body]) -> None:
    assert surveyed(*cards) == []


def test_a_habit_is_reported_at_its_first_card() -> None:
    assert [number for number, _ in surveyed(MIDDLE, *[LARGEST] * 12)] == [1]


@pytest.mark.parametrize(
    ("prompt", "options", "word"),
    [
        ("For measuring hardness, which test is used?", ("Mohs hardness", "Cold", "Heat"), "hard"),
        ("What prevents tetanus?", ("Tetanus toxoid", "Oxygen", "Cleaning"), "tetanus"),
        ("What keeps machines with blocks clean?", ("A new block", "A cloth", "Tape"), "block"),
    ],
)
def test_a_word_of_the_prompt(prompt: str, options: tuple[str, ...], word: str) -> None:
    (message,) = messages("Q307", choice(prompt, *options))
    assert message.startswith(f"`{word}")


@pytest.mark.parametrize(
    ("prompt", "options"),
    [
        pytest.param(
            "What is the capital of Mexico?", ("Mexico City", "Oslo", "Rome"), id="a name"
        ),
        pytest.param(
            "Is hydrogen or nitrogen faster?",
            ("hot hydrogen", "nitrogen", "ice"),
            id="alternatives",
        ),
        pytest.param("Which kind is meant?", ("A large kind", "Rome", "Oslo"), id="common words"),
        pytest.param("Of which river?", ("The river", "Rome", "Oslo"), id="the whole key"),
        pytest.param(
            "What does the coalition do?",
            ("It lets the coalition of many large states fight", "Rome", "Oslo"),
            id="one word of many",
        ),
        pytest.param("What of tides?", ("tide pool", "Oslo"), id="one other"),
        pytest.param("What is not of tides?", ("tide pool", "Oslo", "Rome"), id="negative"),
        pytest.param(
            "Which tides are high?", ("None of the above tides", "Oslo", "Rome"), id="the rest"
        ),
        pytest.param("Sea " + "and so on " * 30, ("sea bird", "Rome", "Oslo"), id="a story"),
    ],
)
def test_no_word_of_the_prompt(prompt: str, options: tuple[str, ...]) -> None:
    assert messages("Q307", choice(prompt, *options)) == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (choice("Which?", "Seine", "Rhine"), 2),
        (choice("Is it so?", "Yes", "No"), 2),
        (Choice("Which?", ("a",), False, (Wrong("b"), Wrong("c")), options=2), 2),
        (Choice("Which?", ("Rome",), False, pool="few", options=4), 2),
        (Choice("Which?", ("Bonn",), False, pool="few", options=2), 2),
    ],
    ids=["two", "yes or no", "shows two", "pool of one", "draws one"],
)
def test_few_options(body: Choice, count: int) -> None:
    (message,) = messages("Q308", body)
    assert message.startswith(f"only {count} options")


@pytest.mark.parametrize(
    "body",
    [
        choice("Which?", "Seine", "Rhine", "Rhône"),
        Choice("Which?", ("Bonn",), False, pool="few", options=4),
        Choice("Which?", ("Rome", "Oslo"), True, (Wrong("Bonn"),)),
    ],
    ids=["three", "a pool", "several right"],
)
def test_enough_options(body: Choice) -> None:
    assert messages("Q308", body) == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("3 km", "1,900 m", "2 miles"), "`km` and `m`"),
        (("60 °C", "140 °F", "80 °C"), "`°c` and `°f`"),
        (("90 minutes", "1 hour", "2 hours"), "`minute` and `hour`"),
        (("25%", "1/4", "50%"), "mix fractions"),
        (("0.5", "1/4", "0.75"), "mix fractions"),
    ],
    ids=str,
)
def test_numbers_that_are_hard_to_compare(options: tuple[str, ...], says: str) -> None:
    (message,) = messages("Q309", choice("How much is it?", *options))
    assert says in message


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("3 km", "900 km", "2 km"), id="one unit"),
        pytest.param(("6 months", "1 year", "2 years"), id="the larger unit is more"),
        pytest.param(("900 m", "3 km", "50 m"), id="metres below a kilometre"),
        pytest.param(("2am", "3pm", "6pm"), id="hours of a day"),
        pytest.param(("10% formalin", "40% formalin", "10% alcohol"), id="other things"),
        pytest.param(("2 goals", "3 cards", "1 player"), id="other counts"),
        pytest.param(("1/2", "1/3", "1/4"), id="fractions"),
        pytest.param(("5 million", "300,000", "2 million"), id="scales"),
        pytest.param(("8 km", "500 m"), id="two options"),
    ],
)
def test_numbers_that_are_easy_to_compare(options: tuple[str, ...]) -> None:
    assert messages("Q309", choice("How much is it?", *options)) == []


CARD = "- id: one\n  choice: {}\n  answer: {}\n  wrong:\n    - {}\n    - {}\n"


@pytest.mark.parametrize(
    ("code", "card", "text"),
    [
        ("Q301", ("Which?", "Seine", "Rhine", "All of the above"), "All of the above"),
        ("Q302", ("Why?", LONG, "Slow", "Cold"), "answer"),
        (
            "Q303",
            ("Which?", "They rise", "They fall", "They are always high"),
            "They are always high",
        ),
        ("Q304", ("An old moth is an", "insect", "bird", "animal"), "moth is an"),
        ("Q304", ("Which?", "a cave", "the sea.", "a tree"), "the sea."),
        ("Q305", ("Where?", "northern France", "France", "Spain"), "northern France"),
        ("Q307", ("What prevents tetanus?", "Tetanus toxoid", "Oxygen", "Air"), "answer"),
        ("Q309", ("How far?", "3 km", "2 miles", "9 km"), "2 miles"),
    ],
)
def test_position_of_the_finding(code: str, card: tuple[str, ...], text: str) -> None:
    assert pointed_at(code, CARD.format(*card)) == text


def test_position_in_the_bad_examples() -> None:
    pointed = {code: pointed_at(code, describe_code(code).bad) for code in ("Q306", "Q308")}
    assert pointed == {"Q306": "answer", "Q308": "wrong"}


HOSTILE = (
    choice("a" * 5_000_000 + " ____ a", "a" * 5_000_000, "b " * 2_000_000, "c"),
    choice("How many?", *map(str, range(50_000))),
    choice("Which?", *("a, " * n for n in range(1_000, 2_000))),
    choice("all " * 1_000_000, *("All of the " * 20_000 + f"{n}" for n in range(9))),
    choice("____" * 1_000_000, "1" * 4_000_000, "1-" * 2_000_000, "1, " * 1_000_000),
)


_TEXTS = st.one_of(
    st.text("0123456789.,-–/ %$kmabAB()½", min_size=1, max_size=12),
    st.text(min_size=1, max_size=12),
)


@settings(max_examples=40)
@given(st.text(max_size=20), st.lists(_TEXTS, min_size=2, max_size=6, unique=True))
def test_arbitrary_texts(prompt: str, texts: list[str]) -> None:
    body = choice(prompt, *texts)
    surveyed(body)
    for code in set(OPTIONS) - {"Q306"}:
        messages(code, body)


@pytest.mark.parametrize("code", OPTIONS)
def test_long_texts_do_not_take_for_ever(code: str) -> None:
    if code == "Q306":
        surveyed(*HOSTILE)
    else:
        for body in HOSTILE:
            messages(code, body)

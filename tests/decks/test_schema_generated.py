"""Decks made of valid pieces are valid to the reader and to the schema, however they look."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from coalition_quiz.authoring.fixes import fix_text
from coalition_quiz.core.edtf import parse_edtf
from coalition_quiz.core.grading.languages.cldr import locale_data
from coalition_quiz.core.strictness import ASPECTS, SIDES
from coalition_quiz.decks import read_text
from coalition_quiz.decks.kinds.cloze import BadGapError, RawGap, parse_gaps
from coalition_quiz.decks.kinds.shared import _NUMBER, parse_tolerance
from coalition_quiz.decks.schema import deck_schema
from coalition_quiz.decks.values import DATE, GAPPED_TEXT, NUMBER, TOLERANCE
from decks.typed_yaml import Yaml11, Yaml12, typed

locale_data("fr")  # a decent start: no example has to load Babel

VALIDATOR = Draft202012Validator(deck_schema())

# Texts to the reader; to an editor numbers, truth values, dates and more.
TEXTS = st.sampled_from(
    [
        *("word", "two words", "'quoted'", '"double"', '"x: y"', "\u00e9", "'null'", "'~'", "e~"),
        *("yes", "No", "on", "true", "FALSE", "2014", "2014-08", "2014-08-01", "014", "0x1F"),
        *("0o17", "1e3", ".5", "1:30", "-3", "+4", "1_000", "35,404", "5%", "12.0"),
        *(".inf", ".nan", "-.INF"),
    ]
)
MAYBE_EMPTY = st.one_of(TEXTS, st.sampled_from(["", "~", "null", "''"]))
DATES = st.sampled_from(
    [
        *("1969", "0969", "2014-08", "2014-22", "2014-08-31", "2024-02-29", "'2014'", "' 1969 '"),
        *("14 July 1789", "24.10.2023", "25/04/1953", "1969-7-2", "1964年10月10日", "summer 1969"),
    ]
)
TRUTHS = st.sampled_from(["true", "no", "vrai", "Falsch", "נכון", "はい", "verdadero", "'ναι'"])
FLAGS = st.sampled_from(["true", "false", "yes", "no", "Yes", "NO", "tRue", "'true'", "' no '"])
IDS = st.sampled_from(
    [
        "a",
        "a-b",
        "A.b_c",
        "7",
        "1.0",
        "2014-08",
        "true",
        "0x1F",
        "1e3",
        "'9'",
        "山",
        "élève",
        "किताब",
    ]
)
EARLIER = st.one_of(IDS, st.sampled_from(["d/a", "~0123456789", "d/~0123456789"]))
NUMBERS = st.sampled_from(
    [
        *("5", "-3", "0.5", "35,404", "35 404", "+7", "'12'", "007", "1.0", "\u22123"),
        *("forty-six", "3 × 10^9", "3,50", "1.5 million", "٣٥"),
    ]
)
TOLERANCES = st.sampled_from(["5", "5%", "0.5", "5 %", "+3", "1,000", "0", "'5%'", "2,5 %"])
GAPS = st.sampled_from(
    ["x [a] y", "'[a]'", "x [a|b] y", "'[a] [b]'", r"x \[y [a\]] z", r"x [\|a|b]", r"x [a\|b]"]
)


def lists(of: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[list[str]]:
    """Lists in which no text is twice, however it is quoted."""
    return st.lists(of, min_size=least, max_size=5, unique_by=lambda text: text.strip("'\""))


def one_or_more(of: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.one_of(of, st.lists(of, max_size=3))


def one_or_more_of(of: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.one_of(of, st.lists(of, min_size=1, max_size=3))


def maps(values: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[dict[str, Any]]:
    return lists(TEXTS, least).flatmap(
        lambda keys: st.tuples(*[values] * len(keys)).map(
            lambda found: dict(zip(keys, found, strict=True))
        )
    )


def card(needed: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(needed, optional={**COMMON, **optional})


ASPECT_LISTS = st.lists(st.sampled_from(ASPECTS), max_size=3)
STRICT = st.one_of(
    st.sampled_from(ASPECTS),
    ASPECT_LISTS,
    st.fixed_dictionaries({}, optional=dict.fromkeys(SIDES, ASPECT_LISTS)),
)
COMMON = {
    "why": MAYBE_EMPTY,
    "hint": MAYBE_EMPTY,
    "source": st.sampled_from(["s", "'s, page 1'", "s, 5"]),
    "as_of": DATES,
    "review_by": DATES,
    "according_to": MAYBE_EMPTY,
    "disputed": MAYBE_EMPTY,
    "tags": one_or_more(TEXTS),
    "strict": STRICT,
    "was": one_or_more(
        EARLIER.map(lambda text: text if "/" in text else f"z/{text.strip(chr(39))}")
    ),
    "changed": st.fixed_dictionaries({"on": DATES, "was": TEXTS}),
    "retired": st.fixed_dictionaries({"on": DATES, "why": TEXTS}),
    "lint_ignore": maps(TEXTS, 0),
}
COUNTS = st.sampled_from(["2", "02", "'2'", "' 2 '"])
WRONG = ["w1", "0", "'~'", "off"]
CARDS = st.one_of(
    card({"front": TEXTS, "back": TEXTS}, both=FLAGS),
    card(
        {
            "choice": TEXTS,
            "answer": st.just("right"),
            "wrong": st.one_of(
                lists(st.sampled_from(WRONG)),
                st.fixed_dictionaries(dict.fromkeys(WRONG, MAYBE_EMPTY)),
            ),
        },
        options=COUNTS,
    ),
    card({"choice": TEXTS, "answer": lists(TEXTS), "from": st.just("p")}),
    card({"word": one_or_more_of(TEXTS), "means": one_or_more_of(TEXTS)}, both=FLAGS),
    card({"front": lists(TEXTS), "back": TEXTS}),
    card({"typed": lists(TEXTS), "answer": TEXTS}, both=FLAGS),
    card({"truth": TEXTS, "answer": st.one_of(FLAGS, TRUTHS)}),
    card({"typed": TEXTS, "answer": TEXTS}, accept=one_or_more(TEXTS)),
    card({"number": TEXTS, "answer": NUMBERS}, within=TOLERANCES, unit=MAYBE_EMPTY),
    card({"date": TEXTS, "answer": DATES}),
    card({"order": TEXTS, "answer": lists(TEXTS, 2)}),
    card({"order": TEXTS, "from": st.just("t")}, draw=COUNTS),
    card({"match": TEXTS, "pairs": st.just({"yes": "1", "2014": "no", "1:30": "1.0"})}),
    card(
        {"list": TEXTS, "answer": st.just(["2014", ["yes", "ja"], "x"])},
        need=COUNTS,
        accept=st.fixed_dictionaries({}, optional={"2014": one_or_more(TEXTS)}),
    ),
    card({"list": TEXTS, "answer": lists(TEXTS).map(lambda texts: texts[:1])}, accept=TEXTS),
    card({"cloze": GAPS}),
    card({"cloze": st.just("x [a] y")}, accept=one_or_more(TEXTS)),
)
ANYTHING = st.sampled_from(
    [
        *("", "''", "' '", "[]", "{}", "[a]", "{a: b}", "[[]]", "[[a, b], c]", "{a: }", "{'': b}"),
        *("0", "1", "2", "010", "0144", "100", "101", "-5", "1.5", "1e2", "5%", "-5%", "5 %"),
        *("2014-02-29", "2024-02-29", "2014-13", "1:30", "yes", "true", "tru"),
        *("x [a]", "a/b", "~0123456789", "s"),
    ]
)
DECKS = st.fixed_dictionaries(
    {
        "format": st.sampled_from(["1", "'1'", "' 1 '"]),
        "deck": IDS,
        "title": TEXTS,
        "cards": st.lists(CARDS, min_size=1, max_size=4).map(
            lambda cards: [{"id": f"c{n}", **each} for n, each in enumerate(cards)]
        ),
        "sources": st.fixed_dictionaries(
            {
                "s": st.fixed_dictionaries(
                    {"title": TEXTS},
                    optional={
                        "author": MAYBE_EMPTY,
                        "published": DATES,
                        "url": MAYBE_EMPTY,
                        "sections": st.lists(
                            st.fixed_dictionaries(
                                {"title": TEXTS, "summary": TEXTS},
                                optional={"place": TEXTS, "from": DATES},
                            ),
                            min_size=1,
                            max_size=2,
                        ),
                    },
                )
            }
        ),
        "pools": st.just({"p": ["w1", "1", "1.0", "yes", "true"]}),
        "timelines": st.just(
            {"t": [{"date": "2001", "event": "yes"}, {"date": "2002-01", "event": "no"}]}
        ),
    },
    optional={
        "language": MAYBE_EMPTY,
        "meanings": MAYBE_EMPTY,
        "articles": one_or_more(TEXTS),
        "strict": STRICT,
        "description": MAYBE_EMPTY,
        "introduction": TEXTS,
        "author": MAYBE_EMPTY,
        "licence": MAYBE_EMPTY,
        "as_of": DATES,
    },
)


def written(value: Any, depth: int = 0) -> str:
    """A value as an author would write it: one a line, plain where nothing else is said."""
    begin = "\n" + "  " * depth
    if isinstance(value, dict) and value:
        return "".join(f"{begin}{key}: {written(each, depth + 1)}" for key, each in value.items())
    if isinstance(value, list) and value:
        return "".join(f"{begin}- {written(each, depth + 1).lstrip()}" for each in value)
    return value if isinstance(value, str) else f"{value}"


@given(DECKS)
def test_valid_pieces(deck: dict[str, Any]) -> None:
    """What the reader takes, the schema takes, whichever way YAML guesses the types."""
    text = written(deck).lstrip()
    # Whether an earlier id is another card's now is nothing that a schema can say.
    assert {each.code for each in read_text(text, "d").diagnostics} <= {"D405"}, text
    for loader in (Yaml11, Yaml12):
        found = [each.message for each in VALIDATOR.iter_errors(typed(text, loader))]
        assert found == [], text


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping and list inside a value, with each of its keys."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


@given(DECKS, st.data())
def test_spoiled_pieces(deck: dict[str, Any], data: st.DataObject) -> None:
    """Nor does the schema refuse what the reader takes where anything stands anywhere."""
    spoiled = deepcopy(deck)
    holder, key = data.draw(st.sampled_from(list(places(spoiled))))
    holder[key] = data.draw(ANYTHING)
    text = written(spoiled).lstrip()
    if all(each.severity == "warning" for each in read_text(text, "d").diagnostics):
        assert VALIDATOR.is_valid(typed(text, Yaml11)), text
        assert VALIDATOR.is_valid(typed(text, Yaml12)), text


def has_gaps(text: str) -> bool:
    """Whether a text is one for a cloze."""
    try:
        return any(isinstance(part, RawGap) for part in parse_gaps(text))
    except BadGapError:
        return False


def is_tolerance(text: str) -> bool:
    """Whether a text says how far off an answer may be: a minus is refused even before zero."""
    return parse_tolerance(text) is not None and text.strip()[0] not in "-\u2212"


@pytest.mark.parametrize(
    ("shape", "alphabet", "takes"),
    [
        (GAPPED_TEXT, "a \\[]|\n", has_gaps),
    ],
    ids=["cloze"],
)
def test_patterns_are_exact(shape: Any, alphabet: str, takes: Any) -> None:
    """A pattern takes the very texts that the reader takes."""
    pattern = re.compile(shape.schema["pattern"])

    @given(st.text(alphabet, max_size=12))
    def agree(text: str) -> None:
        assert bool(pattern.search(text)) == takes(text)

    agree()


@given(st.from_regex(_NUMBER, fullmatch=True))
def test_every_number(text: str) -> None:
    """Every number is one to the schema, whatever separates its thousands."""
    assert re.search(NUMBER.schema["pattern"], text)
    if is_tolerance(f"{text}%"):
        assert re.search(TOLERANCE.schema["pattern"], f"{text}%")


WORDS = (
    *("forty", "six", "-", "and", " ", "3", "5", ",", ".", "×", "10", "^", "9", "%", "km", "mille"),
    *("14", "July", "juillet", "1789", "/", "of", "the", "月", "日", "年", "２", "vrai", "はい"),
)


@given(
    st.sampled_from(["number", "date", "truth", "within"]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join),
    st.sampled_from(["en", "fr", "de", "ja"]),
)
def test_other_forms(kind: str, text: str, language: str) -> None:
    """Whatever form of a value the reader takes, the schema takes, and fixing changes no value."""
    fields = {kind: "Q", "answer": f'"{text}"'}
    if kind == "within":
        fields = {"number": "Q", "answer": "5", "within": f'"{text}"'}
    deck = {"format": "1", "deck": "d", "title": "T", "language": language, "cards": [fields]}
    source = written(deck).lstrip() + "\n"
    read = read_text(source, "d")
    if read.diagnostics:
        return
    assert all(VALIDATOR.is_valid(typed(source, loader)) for loader in (Yaml11, Yaml12)), source
    fixed = fix_text(source.encode(), "d", {}, {"S102"}).data.decode()
    again = read_text(fixed, "d")
    assert not again.other_forms, source
    assert read.deck
    assert again.deck
    assert again.deck.cards[0].body == read.deck.cards[0].body, source


@given(st.dates(), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_every_date(date: Any, form: str) -> None:
    """Every date of the calendar is one to the schema."""
    text = f"{date.year:04}{date.strftime(form)[len(date.strftime('%Y')) :]}"
    assert parse_edtf(text)
    assert re.search(DATE.schema["pattern"], text)


@given(st.text("0123456789-", min_size=4, max_size=10))
def test_what_is_no_date(text: str) -> None:
    """What is no date to the schema is none to the reader either."""
    if parse_edtf(text):
        assert re.search(DATE.schema["pattern"], text)

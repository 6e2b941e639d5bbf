"""Facts of single sentences, by kind: what is found, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.facts.find import find_facts

DATES = """
The treaty was signed on 24 October 1648.                    | 1648-10-24
The treaty was signed on Oct. 24th, 1648, in the afternoon.  | 1648-10-24
It began in the summer of 2014.                              | 2014-22
It began on the fourth of July, 1776.                        | 1776-07-04
It began on July 4.                                          | --07-04
Il naquit le 27 juin 1682.                                   | 1682-06-27
Er wurde am 28. August 1749 geboren.                         | 1749-08-28
Nació el 9 de octubre de 1547.                               | 1547-10-09
In 1542 he saw the river.                                    | 1542
The war of 1914-1918 was long.                               | 1914 1918
It was done by 2023-10-24.                                   | 2023-10-24
第二次世界大戦は1939年9月1日に始まった。                      | 1939-09-01
They may march 20 miles with 1542 soldiers.                  |
"""
NUMBERS = """
The king had 22 castles.                    | 22
It cost $1.5 million.                       | 1500000
About 35,404 airstrikes were flown.         | 35404
Some 12 % of them agreed.                   | 12
Six hundred and seventy-five miles away.    | 675
Three quarters of them left.                | 0.75
The third act was long.                     | 3
The 8th floor was empty.                    | 8
It was one of the first.                    |
It came at 10:24 with Apollo-11.            |
1. Wash your hands.                         |
"""
NAMES = """
Then President Emmanuel Macron spoke.       | name:Emmanuel Macron
It was Mrs. Lincoln who cried.              | name:Lincoln
They met in Paris near the Rhine.           | place:Paris place:Rhine
The island of Guam was quiet.               | place:Guam
The army of the Syrian Democratic Forces.   | name:Syrian Democratic Forces
The Iraqi army and American ships left.     |
Following this, Russia left.                | place:Russia
The anti-Daesh front grew.                  | name:Daesh
He read “The Merchant of Venice” there.     | name:The Merchant of Venice
Yesterday it rained.                        |
"""
CLAIMS = """
Iraq announced the end of it.                       | Iraq
“It is done”, said Mr. Fogg.                        | Fogg
The newspapers reported that it rained.             | The newspapers
He had nothing to say.                              |
"""


def _rows(table: str) -> list[tuple[str, list[str]]]:
    rows = [row.rpartition("|") for row in table.strip().splitlines()]
    return [(text.strip(), found.split()) for text, _, found in rows]


def _found(text: str, *kinds: str) -> list[str]:
    facts = [fact for sentence in find_facts(text) for fact in sentence.facts]
    return [fact.key for fact in facts if fact.kind in kinds]


@pytest.mark.parametrize(("text", "expected"), _rows(DATES))
def test_dates(text: str, expected: list[str]) -> None:
    assert _found(text, "date") == expected


@pytest.mark.parametrize(("text", "expected"), _rows(NUMBERS))
def test_numbers(text: str, expected: list[str]) -> None:
    assert _found(text, "number") == expected


@pytest.mark.parametrize("row", NAMES.strip().splitlines())
def test_names(row: str) -> None:
    text, _, expected = row.partition("|")
    facts = [fact for sentence in find_facts(text.strip()) for fact in sentence.facts]
    named = [f"{each.kind}:{each.text}" for each in facts if each.kind in ("name", "place")]
    assert " ".join(named) == expected.strip()


@pytest.mark.parametrize("row", CLAIMS.strip().splitlines())
def test_claims(row: str) -> None:
    text, _, expected = row.partition("|")
    facts = [fact for sentence in find_facts(text.strip()) for fact in sentence.facts]
    assert " ".join(fact.about for fact in facts if fact.kind == "claim") == expected.strip()


def test_quotations_of_several_languages() -> None:
    text = (
        "“One two three.” « Quatre cinq six. » „Sieben acht neun.“ 「一二三」 'It isn't so' \"a b\""
    )
    assert (
        len([fact for s in find_facts(text) for fact in s.facts if fact.kind == "quotation"]) == 6
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Fogg left. He ran.", 2),
        ("Gen. U. S. Grant came at 8 a.m. to St. Louis. He ran!", 2),
        ("A heading\n\nA sentence.", 2),
        ("One line\nand the next.", 1),
        ("東京は大きい。京都は古い。", 2),
        ("a" * 9000, 5),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(find_facts(text)) == count


@given(st.text(st.sampled_from("aB1. ,\n“”'\"-«»年月日 of May 2020Ж"), max_size=80))
def test_facts_are_where_they_say_and_in_their_order(text: str) -> None:
    for sentence in find_facts(text):
        assert text[sentence.start : sentence.end] == sentence.text
        places = [(fact.start, fact.end) for fact in sentence.facts]
        assert places == sorted(places)
        for fact in sentence.facts:
            assert text[fact.start : fact.end] == fact.text != ""
            assert sentence.start <= fact.start < sentence.end

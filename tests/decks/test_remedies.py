"""Remedies name the form that is wanted, with the author's own words where that is possible."""

import pytest

from coalition_quiz.decks import read_text
from decks.snippets import read_cards

# A card, and what its only problem must say, in its sentence or its remedy.
SAID = {
    "- {choice: a, wrong: [b]}": "Add `answer:` with the right option.",
    "- front: a": "Add it: `back: …`.",
    "- {list: a, answer: 'b, c'}": "Write a list: [b, c].",
    "- {choice: a, answer: b, wrong: c}": "Write a list: [a, b], or one entry per line",
    "- {choice: a, answer: b, wrong: [c: why]}": "write every line as `option: why` without dashes",
    "- match: a\n  pairs:\n    - b: c\n    - d: e": "`left: right`, without a dash",
    "- {front: a, back: b, retired: true}": "Write `retired: {on: 2023-10, why: …}`.",
    "- {front: a, back: b, changed: x}": "Write `changed: {on: 2023-10, was: …}`.",
    "- typed: a\n  answer:\n    - b\n    - c": "put other spellings under `accept`",
    "- front: a\n  back:\n    - b": "Write one text after the colon.",
    "- front: a\n  back:\n    b: c": "If the colon is part of the text, put",
    "- front: a\n  back: [b]": "If the text starts with [ or {, put it in quotes.",
    "- {list: a, answer: [b], need: 3}": "Write a number from 1 to 1.",
    "- {order: a, from: t, draw: 4}": "Write a number from 2 to 3.",
    "- {order: a, answer: [b]}": "one entry per line as `- text`",
    "- {match: a, pairs: {b: c}}": "one entry per line as `left: right`",
    "- {choice: a, answer: [a, b, c], from: p}": "to the pool",
    "- front:a\n  back: b": "there is no space after this colon",
    "- id: x\n  front:a\n  back: b": "there is no space after this colon",
    "- id: x\n  front:\u00a0a\n  back: b": "there is a no-break space after this colon",
    "- id: x\n  front：a\n  back: b": "this is a full-width colon",
    "- id: x\n\u00a0\u00a0front: a\n  back: b": "no-break space in the indentation",
    "- {front: a, back: b, source: s p. 3}": "Add a comma after the source: `s, p. 3`.",
    "- {date: a, answer: 800}": "Write a year with four digits: 0800.",
    "- {date: a, answer: 04/05/2014}": "Write 2014-05-04 or 2014-04-05.",
    "- {date: a, answer: 14 July 89}": "Write 2023, 2023-10, 2023-10-24, or a season",
    "- {date: a, answer: about 1850}": "Write 2023, 2023-10, 2023-10-24, or a season",
    "- {date: a, answer: 1969-02-30}": "is `1969-02-30`, a date that does not exist",
    "- {number: a, answer: 35k}": "Write 35 (and `k` in `unit`) or 35000.",
    "- {number: a, answer: 5 km, unit: miles}": "the answer is in `km`, but `unit` is `miles`",
    "- {number: a, answer: 1e400}": "Write 35404, 35,404 or 0.5, and put the unit in `unit`.",
    "- {number: a, answer: 46 (23 pairs)}": "Write 35404, 35,404 or 0.5, and put the unit",
    "- {number: a, answer: '12:30'}": "Write 35404, 35,404 or 0.5, and put the unit",
    "- {number: a, answer: 5, within: -3}": "must not be negative",
    "- {number: a, answer: 5, within: -3%}": "must not be negative",
}


@pytest.mark.parametrize("card", SAID)
def test_what_is_said(card: str) -> None:
    """The one problem of a card says what to write."""
    (problem,) = read_cards(f"{card}\n").diagnostics
    assert SAID[card] in f"{problem.message} {problem.remedy}"


@pytest.mark.parametrize("text", ["format: 1\ndeck: d\n", "# “d”\nformat: 1\n", "a: 1"])
@pytest.mark.parametrize("name", ["UTF-16", "UTF-32"])
@pytest.mark.parametrize("order", ["", "-LE", "-BE"])
def test_utf_16_and_utf_32(name: str, order: str, text: str) -> None:
    """One problem for the file, with or without its byte order mark."""
    if name == "UTF-16" and order and not text.isascii():
        pytest.skip("told by its zero bytes only")
    (problem,) = read_text(text.encode(name + order), "deck.yaml").diagnostics
    assert (problem.code, problem.message) == ("D005", f"the file is {name}, not UTF-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_place_of_another_encoding(mark: bytes) -> None:
    """The first character that is not UTF-8 is found by its line and column."""
    data = mark + "title: Élysée\n".encode() + "author: Zoë".encode("latin-1")
    (problem,) = read_text(data, "deck.yaml").diagnostics
    assert (problem.line, problem.column, problem.code) == (2, 11, "D005")

"""Slips of the keyboard and of word processors are corrected, and nothing else changes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.authoring.fixes import fix_text
from coalition_quiz.decks import read_text

from helpers.fix_decks import as_deck, fixed, fixed_cards, problems

NBSP, WIDE = "\u00a0", "\u3000"
REPAIRED = {
    "- front:a\n  back: b": "- front: a\n  back: b",
    "- front: a\n\tback: b": "- front: a\n  back: b",
    "- front:a\n  back:b": "- front: a\n  back: b",
    "-\tfront: a\n\tback: b": "- front: a\n  back: b",
    f"- front: a\n{NBSP}{NBSP}back: b": "- front: a\n  back: b",
    f"- front: a\n{WIDE}back: b": "- front: a\n  back: b",
    f"- front: a\n{WIDE}{WIDE}back: b": "- front: a\n  back: b",
    f"-{NBSP}front: a\n  back: b": "- front: a\n  back: b",
    f"- front:{NBSP}a\n  back: b": "- front: a\n  back: b",
    "- front：a\n  back： b": "- front: a\n  back: b",
    "• front: a\n  back: b": "- front: a\n  back: b",
    "– front: a\n  back: b": "- front: a\n  back: b",
    "-front: a\n  back: b": "- front: a\n  back: b",
    "- front: a\n  back b": "- front: a\n  back: b",
    "- front: a\n   back: b": "- front: a\n  back: b",
    "- front: a\n back: b": "- front: a\n  back: b",
    "- Front: a\n  BACK: b": "- front: a\n  back: b",
    "- frnt: a\n  bakc: b": "- front: a\n  back: b",
    "- ｆｒｏｎｔ: a\n  back: b": "- front: a\n  back: b",
    "- front:a\n  back: What: is it?": '- front: a\n  back: "What: is it?"',
    "- front：What: is it?\n\tback: b": '- front: "What: is it?"\n  back: b',
    "- list: a\n  answer:\n    • b\n    • c": "- list: a\n  answer:\n    - b\n    - c",
    "- list: a\n  answer: b, c; d": "- list: a\n  answer: [b, c, d]",
    "- choice: a\n  answer: b\n  wrong: c d, e": "- choice: a\n  answer: b\n  wrong: [c d, e]",
}
LEFT = [
    # It is not certain what was meant.
    "- typed: Which river flows\n  from Paris?\n  answer: b",
    "- front: a\n  bck: b",
    "- front: a\n  back: b\n  Back: c",
    "- list: a\n  answer: b",
    "- front: a\n  back: b\n  points: 2",
    "- question: a\n  answer: b",
    # These lines are text.
    "- front: a\n  back: |\n    answer:b\n    • c\n     \thint：d\n  x y",
    "- typed: See http://a.b\n  answer:http://c.d\n  x y",
]


@pytest.mark.parametrize("before", REPAIRED)
def test_repaired(before: str) -> None:
    """The card becomes valid."""
    cards = "".join(f"{line}\n" for line in before.split("\n"))
    codes = ["D102", "D103", "D104", "D116", "D302", "D304", "D307"]
    after = fixed_cards(cards, *codes)
    assert after == REPAIRED[before] + "\n"
    assert problems(cards)
    assert problems(after) == []


@pytest.mark.parametrize("cards", LEFT)
def test_left(cards: str) -> None:
    """What is not certain stays, and so does text that only looks like keys."""
    assert fixed_cards(f"{cards}\n", "D102", "D104", "D116", "D302", "D304", "D307") == f"{cards}\n"


def test_keys_of_the_deck() -> None:
    """Capitals are one problem, and corrected everywhere."""
    text = "Format: 1\nDeck: d\nTitle: T\nCards:\n  - Id: a\n    Front: b\n    Back: c\n"
    (problem,) = read_text(text, "deck.yaml").diagnostics
    assert (problem.code, problem.line, len(problem.related)) == ("D203", 1, 6)
    after = fixed(text).data.decode()
    assert after == "format: 1\ndeck: d\ntitle: T\ncards:\n  - id: a\n    front: b\n    back: c\n"


def test_first_line_with_a_full_width_colon() -> None:
    """A deck that begins with it is read."""
    text = "format：1\ndeck: d\ntitle: T\ncards:\n  - {id: a, front: b, back: c}\n"
    assert [each.line for each in read_text(text, "").diagnostics] == [1]
    assert fixed(text).data.decode() == text.replace("：", ": ")


def test_directive() -> None:
    """A directive is removed; its line stays, so that no other line moves."""
    text = "%YAML 1.2\n---\n" + as_deck("- id: a\n  front: b\n  back: c\n")
    assert fixed(text).data.decode() == text.replace("%YAML 1.2", "")


CODES = ("D102", "D103", "D104", "D116", "D302", "D304", "D307")
PASTE = """\
format: 1
deck: paste
title: A paste
cards:
\t- id: a1
\t  typed: What is a?
\t  answer: b
\u00a0\u00a0• Id：a2
    typed:What: is it?
\u3000\u3000answer：b
  – id: a3
    choice: Which is it?
    anser: b
    Wrong: c, d
    why: |
      answer:x
      • y
  - id: a4
    typed:é
    answer:\u00a0漢
    # é\u00a0
"""
CLEAN = """\
format: 1
deck: paste
title: A paste
cards:
  - id: a1
    typed: What is a?
    answer: b
  - id: a2
    typed: "What: is it?"
    answer: b
  - id: a3
    choice: Which is it?
    answer: b
    wrong: [c, d]
    why: |
      answer:x
      • y
  - id: a4
    typed: é
    answer: 漢
    # é\u00a0
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_whole_paste(newline: str, mark: bytes) -> None:
    """One pass finds and corrects everything, and the other bytes stay."""
    before, after = (mark + text.replace("\n", newline).encode() for text in (PASTE, CLEAN))
    fixed = fix_text(before, "deck.yaml", {}, CODES)
    assert fixed.data == after
    assert read_text(after, "").diagnostics == ()
    lines = {each.line for each in read_text(before, "").diagnostics}
    assert lines == {5, 8, 9, 10, 11, 13, 14, 19, 20}


GOOD = """\
format: 1
deck: slips
title: Slips
cards:
  - id: one
    typed: Which river is it?
    answer: Seine
    hint: It is long.
  - id: two
    list: Name two of them
    answer:
      - Seine
      - Loire
    why: |
      answer:x
      • no entry
  - id: three
    choice: Which of them is in Paris
    answer: Seine
    wrong: [Loire, Rhine]
"""
SLIPS = {
    "tab": lambda line: re.sub(r"^ +", lambda found: "\t" * (len(found[0]) // 2), line),
    "no-break space": lambda line: re.sub(r"^ +", lambda found: NBSP * len(found[0]), line),
    "wide space": lambda line: re.sub(r"^ +", lambda found: WIDE * (len(found[0]) // 2), line),
    "wide colon": lambda line: re.sub(r"^( +(?:- )?[a-z]+): ", r"\1：", line),
    "glued colon": lambda line: re.sub(r"^( +(?:- )?[a-z]+): (?=\w)", r"\1:", line),
    "capital": lambda line: re.sub(
        r"^( +(?:- )?)([a-z]+):", lambda f: f[1] + f[2].title() + ":", line
    ),
    "bullet": lambda line: re.sub(r"^( +)- (?=[a-z]+:)", r"\1• ", line),
    "glued dash": lambda line: re.sub(r"^( +)- (?=[a-z]+:)", r"\1-", line),
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(4, 18), st.sampled_from(sorted(SLIPS))), max_size=8))
def test_any_slips(slips: list[tuple[int, str]]) -> None:
    """However many lines of a deck have slips, fixing it gives the cards that were meant."""
    lines = GOOD.splitlines(keepends=True)
    in_block = {14, 15}
    for number, slip in slips:
        if number not in in_block:
            lines[number] = SLIPS[slip](lines[number])
    after = read_text(fix_text("".join(lines).encode(), "", {}, CODES).data, "")
    meant = read_text(GOOD, "")
    assert after.deck is not None
    assert meant.deck is not None
    assert [(card.id, card.body, card.why) for card in after.deck.cards] == [
        (card.id, card.body, card.why) for card in meant.deck.cards
    ]

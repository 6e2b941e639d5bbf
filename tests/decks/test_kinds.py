"""Every kind of card, read as its author means it."""

from decimal import Decimal

import pytest

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Happening, Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry, Tolerance
from decks.snippets import read_card

HAPPENINGS = (
    Happening(Edtf(2001), "e1"),
    Happening(Edtf(2002), "e2"),
    Happening(Edtf(2003), "e3"),
)
CHOICE = """\
- choice: Q
  answer: x
  wrong:
    y: Because.
    z:
  options: 2
"""
BLOCKS = """\
- front: |
    one
      two

  back: >
    one
    line
"""
BODIES: dict[str, tuple[str, Body]] = {
    "front": ("- {front: Q?, back: A}", Flip("Q?", "A")),
    "both sides": ("- {front: Q, back: A, both: yes}", Flip("Q", "A", both=True)),
    "block texts": (BLOCKS, Flip("one\n  two", "one line")),
    "choice": (
        "- {choice: Q, answer: x, wrong: [y, z]}",
        Choice("Q", ("x",), many=False, wrong=(Wrong("y"), Wrong("z"))),
    ),
    "feedback": (
        CHOICE,
        Choice("Q", ("x",), many=False, wrong=(Wrong("y", "Because."), Wrong("z")), options=2),
    ),
    "several": (
        "- {choice: Q, answer: [x], wrong: [y]}",
        Choice("Q", ("x",), many=True, wrong=(Wrong("y"),)),
    ),
    "pool": (
        "- {choice: Q, answer: a, from: p}",
        Choice("Q", ("a",), many=False, pool="p", options=4),
    ),
    "pool, options": (
        "- {choice: Q, answer: a, from: p, options: 2}",
        Choice("Q", ("a",), many=False, pool="p", options=2),
    ),
    "true": ("- {truth: Q, answer: Yes}", TrueFalse("Q", answer=True)),
    "false": ("- {truth: Q, answer: 'false'}", TrueFalse("Q", answer=False)),
    "typed": (
        "- {typed: Q, answer: x, accept: [y, z]}",
        Typed("Q", Entry("x", ("y", "z"))),
    ),
    "one variant": ("- {typed: Q, answer: x, accept: y}", Typed("Q", Entry("x", ("y",)))),
    "no is a text": ("- {typed: Q, answer: no}", Typed("Q", Entry("no"))),
    "014 is a text": ("- {typed: Q, answer: 014}", Typed("Q", Entry("014"))),
    "1:30 is a text": ("- {typed: Q, answer: 1:30}", Typed("Q", Entry("1:30"))),
    "2014-08 is a text": ("- {typed: Q, answer: 2014-08}", Typed("Q", Entry("2014-08"))),
    "null is a text": ("- {typed: Q, answer: null}", Typed("Q", Entry("null"))),
    "quotes": (
        r"""- {typed: "Q\u00e9", answer: 'it''s'}""",
        Typed("Qé", Entry("it's")),
    ),
    "number": ("- {number: Q, answer: 35404}", Number("Q", Decimal(35404), "35404")),
    "grouped": (
        "- {number: Q, answer: '35,404', within: 5%, unit: strikes}",
        Number("Q", Decimal(35404), "35,404", Tolerance(Decimal("0.05"), relative=True), "strikes"),
    ),
    "spaced": (
        "- {number: Q, answer: 35 404, within: 300}",
        Number("Q", Decimal(35404), "35 404", Tolerance(Decimal(300))),
    ),
    "negative": ("- {number: Q, answer: -0.5}", Number("Q", Decimal("-0.5"), "-0.5")),
    "date": ("- {date: Q, answer: 2014-22}", Date("Q", Edtf(2014, 22))),
    "order": ("- {order: Q, answer: [x, y]}", Order("Q", ("x", "y"))),
    "timeline": ("- {order: Q, from: t}", Order("Q", (), HAPPENINGS, 3)),
    "timeline, draw": ("- {order: Q, from: t, draw: 2}", Order("Q", (), HAPPENINGS, 2)),
    "match": ("- {match: Q, pairs: {x: 1, y: 2}}", Match("Q", (("x", "1"), ("y", "2")))),
    "list": (
        "- {list: Q, answer: [x, [y, z]]}",
        List("Q", (Entry("x"), Entry("y", ("z",))), 2),
    ),
    "list, accept": (
        "- {list: Q, answer: [x, [y, z]], need: 1, accept: {x: w, y: [v]}}",
        List("Q", (Entry("x", ("w",)), Entry("y", ("z", "v"))), 1),
    ),
    "cloze": (
        "- cloze: The [Seine] flows through [Paris|a city].",
        Cloze(("The ", Gap(Entry("Seine")), " flows through ", Gap(Entry("Paris"), "a city"), ".")),
    ),
    "cloze, one accept": (
        "- {cloze: 'In [x]', accept: [y]}",
        Cloze(("In ", Gap(Entry("x", ("y",))))),
    ),
    "cloze, accept": (
        "- {cloze: '[x] [y]', accept: {y: z}}",
        Cloze((Gap(Entry("x")), " ", Gap(Entry("y", ("z",))))),
    ),
    "cloze, one tolerance": (
        "- {cloze: 'Some [80] of them', within: 5%}",
        Cloze(
            ("Some ", Gap(Entry("80"), "", Tolerance(Decimal("0.05"), relative=True)), " of them")
        ),
    ),
    "cloze, tolerances": (
        "- {cloze: '[80] of [206]', within: {80: 5}}",
        Cloze((Gap(Entry("80"), "", Tolerance(Decimal(5))), " of ", Gap(Entry("206")))),
    ),
    "cloze, literal": (
        r"- cloze: a \[b\] [c\|d|e]",
        Cloze(("a [b] ", Gap(Entry("c|d"), "e"))),
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_body(name: str) -> None:
    """The text of a card becomes this body."""
    text, body = BODIES[name]
    assert read_card(f"{text}\n").body == body

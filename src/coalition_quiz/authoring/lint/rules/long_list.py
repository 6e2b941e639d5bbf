"""Q202: a list or an order with more rows than fit in memory at once."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.order import Order

MOST_ROWS = 6


def _check(view: CardView) -> Iterator[Finding]:
    body = view.body
    if isinstance(body, List) and body.need > MOST_ROWS:
        yield Finding(
            f"{body.need} names must be recalled at once; more than {MOST_ROWS} are rarely all "
            "there",
            "Ask for some of them with `need: 3`, or make cards of smaller groups.",
            "answer" if body.need == len(body.answer) else "need",
        )
    elif isinstance(body, Order) and len(body.answer) > MOST_ROWS:
        yield Finding(
            f"{len(body.answer)} rows must be put in order, and one slip makes all of it wrong",
            "Make cards of stretches that overlap; dated events go in a timeline to `draw` from.",
            "answer",
        )


RULE = Rule(
    code="Q202",
    name="long-list",
    meaning=f"More than {MOST_ROWS} names must be listed, or more than {MOST_ROWS} rows put in "
    "order.",
    kinds=frozenset({"list", "order"}),
    check=_check,
)

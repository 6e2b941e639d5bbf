"""F104: a fact whose author planned to review it before today."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.edtf import span


def _check(view: CardView) -> Iterator[Finding]:
    due = view.card.review_by
    if due is None or due.year > view.today.year:
        return
    _, last = span(due)
    today, _ = span(view.today)
    if last < today:
        yield Finding(
            f"the fact may be out of date: it was to be reviewed by {due.in_words()}",
            "Look the fact up, correct the card or its `as_of`, and set a new `review_by`.",
            "review_by",
            str(due),
        )


RULE = Rule(
    code="F104",
    name="review-overdue",
    meaning="The date in `review_by` has passed.",
    check=_check,
)

"""Q203: a gap that hides most of its text and leaves too little to recognise it."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.authoring.lint.rules.long_answer import MOST_WORDS_TYPED
from coalition_quiz.authoring.words import count_words
from coalition_quiz.core.kinds.cloze import Cloze, Gap

MOST_HIDDEN = 0.4
FEWEST_HIDDEN = 5
_LONGEST_GAP = 200


def _check(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Cloze)
    # Count words only if a gap may be a large part of its text.
    least = MOST_HIDDEN / 2 * len(view.prompt)
    large = [gap for gap in body.gaps if least < len(gap.entry.text) <= _LONGEST_GAP]
    if large:
        words = count_words(view.prompt)
        for gap in large:
            yield from _finding(gap, words)


def _finding(gap: Gap, words: int) -> Iterator[Finding]:
    hidden = count_words(gap.entry.text)
    left = words - hidden + count_words(gap.hint)
    share = hidden / (hidden + left) if hidden else 0
    several = FEWEST_HIDDEN <= hidden <= MOST_WORDS_TYPED  # Q201 reports longer ones
    if (several and share > MOST_HIDDEN) or left <= 0:
        yield Finding(
            f"a gap hides {hidden} of {hidden + left} words",
            "Hide less, or say more around the gap or in its hint, as in `[answer|hint]`.",
            "cloze",
            f"[{gap.entry.text}",
        )


RULE = Rule(
    code="Q203",
    name="mostly-hidden",
    meaning=f"One gap hides over 40% of the words of its text ({FEWEST_HIDDEN} words or more), or "
    "all of it.",
    kinds=frozenset({"cloze"}),
    check=_check,
)

"""Q201: an answer that is too long to recall or to type."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.authoring.words import count_words

MOST_WORDS_TYPED = 12
MOST_WORDS_RECALLED = 40

_CODE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_FIELDS = {"front": "back", "cloze": "cloze"}


def _check(view: CardView) -> Iterator[Finding]:
    kind = view.kind
    most = MOST_WORDS_RECALLED if kind == "front" else MOST_WORDS_TYPED
    for answer in view.answers:
        if len(answer) > 2 * most and (count := _count(answer)) > most:
            yield _finding(_FIELDS.get(kind, "answer"), answer, count, most)


def _count(answer: str) -> int:
    """Count the words of an answer, without blocks of code, which nobody recites."""
    return count_words(_CODE.sub("", answer) if "```" in answer else answer)


def _finding(key: str, answer: str, count: int, most: int) -> Finding:
    what = {"back": "the back", "cloze": "a gap"}.get(key, "an answer")
    deed = "recalled alike each time" if key == "back" else "typed word for word"
    return Finding(
        f"{what} has {count} words; more than {most} are not {deed}",
        "Ask for less: make a card of each thing that is to be known, and move the rest to `why`.",
        key,
        {"back": "", "cloze": f"[{answer}"}.get(key, answer),
    )


RULE = Rule(
    code="Q201",
    name="long-answer",
    meaning=f"An answer has more than {MOST_WORDS_TYPED} words to type, or a back more than "
    f"{MOST_WORDS_RECALLED}.",
    kinds=frozenset({"front", "typed", "list", "cloze"}),
    check=_check,
)

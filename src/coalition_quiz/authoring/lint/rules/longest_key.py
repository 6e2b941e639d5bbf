"""Q302: a right option that is much longer than every wrong one."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.options import is_on_the_rest, single_answer, wrong_options
from coalition_quiz.authoring.lint.rule import Finding, Rule

_LONG = 40
_WORDS = 6
"""The least words to count: a name or a term cannot be shortened."""
_MUCH = 1.7


def _check(view: CardView) -> Iterator[Finding]:
    answer = single_answer(view)
    if len(answer) < _LONG or len(answer.split()) < _WORDS:
        return
    wrong = [len(text) for text in wrong_options(view)]
    if len(wrong) > 1 and len(answer) > _MUCH * max(wrong) and not is_on_the_rest(answer):
        yield Finding(
            f"the right option has {len(answer)} characters, and no wrong one more than "
            f"{max(wrong)}: its length gives it away",
            "Shorten it and move the rest to `why`, or word the wrong options as fully.",
            "answer",
        )


RULE = Rule(
    code="Q302",
    name="longest-key",
    meaning="The right option is much longer than every wrong one.",
    kinds=frozenset({"choice"}),
    check=_check,
)

"""Q307: a word of the question that only the right option repeats."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.options import is_on_the_rest, single_answer, wrong_options
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.authoring.words import content_words

_LONGEST_PROMPT = 250
"""The longest prompt to check: a case or a text to read shares words with any answer."""
_MOST_WORDS = 4
_FEWEST_WRONG = 2
_NEGATIVE = re.compile(r"\b(?:not|except|false|incorrect|least)\b|n['’]t\b", re.IGNORECASE)
"""With a negative question the answer is a statement like any other, and may share words."""
_SHORTEST = 4
_COMMON_WORDS = """
    answer applied appropriate area become best better body call called case cause come common
    correct describe describes diagnosis different disease does done effect event everything
    example factor false find first following form found give given good group have help high keep
    kind know known large last learn less level like likely live long look made main make
    management many mean model must name need nothing number occur often option part patient
    people period person place play point problem proces purpose question reason result right room
    same seen show side someone something state statement study take tell term test thing time
    treatment true type used using usually want ways word work wrong year
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words that any two texts may share, in the singular."""


def _check(view: CardView) -> Iterator[Finding]:
    answer = single_answer(view)
    if not answer or not _may_share(answer, view.prompt):
        return
    wrong, asked = wrong_options(view), _stems(view.prompt)
    own = content_words(answer)
    shared = [word for word in own if _stem(word) in asked]
    if is_on_the_rest(answer) or _NEGATIVE.search(view.prompt):
        return
    if len(wrong) < _FEWEST_WRONG or not 0 < len(shared) < len(own) <= _MOST_WORDS:
        return
    word = next((word for word in shared if _stem(word) in view.prompt), "")
    if word and not _stems(" ".join(wrong)) & asked:
        yield Finding(
            f"`{word}` stands in the prompt and in the right option only, which gives it away",
            "Say it in other words in one of them, or let a wrong option have the word too.",
            "answer",
        )


def _may_share(answer: str, prompt: str) -> bool:
    """Check by first letters whether a short prompt may share a word with an answer."""
    if len(prompt) > _LONGEST_PROMPT:
        return False
    asked = prompt.lower()
    return any(word[:_SHORTEST] in asked for word in answer.lower().split() if word[3:])


def _stems(text: str) -> set[str]:
    """Return the content words of a text, in the singular."""
    found = {_stem(word) for word in content_words(text) if len(word) >= _SHORTEST}
    return found - _COMMON


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


RULE = Rule(
    code="Q307",
    name="word-of-prompt-in-key",
    meaning="A word of the prompt is taken up by the right option and by no wrong one.",
    kinds=frozenset({"choice"}),
    language="en",
    check=_check,
)

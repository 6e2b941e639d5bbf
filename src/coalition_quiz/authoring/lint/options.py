"""The options of a `choice` as rules look at them: not too many, and each with its field."""

import re
from functools import lru_cache

from coalition_quiz.authoring.lint.card_view import CardView

_MOST = 100
"""As many options as may be shown at once."""
_LONGEST = 1_000

_REST = re.compile(
    r"[ \t]*(?:all|any|both|neither|none|some) (?:of )?(?:"
    r"(?:the )?above\b[^\n]{0,30}"
    r"|(?:these|those|them|the others?|(?:the |these )?(?:other )?"
    r"(?:alternatives|answers|choices|options|statements)\b[^\n]{0,30})[ .!]*)",
    re.IGNORECASE,
)


def options(view: CardView) -> tuple[str, ...]:
    """The right options and the author's wrong ones, in this order."""
    return _all(view.answers, view.distractors)


def lines_of_options(view: CardView) -> str:
    """All options in lower case, one a line."""
    return _lines(options(view))


def wrong_options(view: CardView) -> tuple[str, ...]:
    """The author's wrong options."""
    return _shortened(view.distractors)


def single_answer(view: CardView) -> str:
    """The right option; empty where there are several."""
    return view.answers[0][:_LONGEST] if len(view.answers) == 1 else ""


def field_of(view: CardView, option: str) -> str:
    """The field that holds an option."""
    return "answer" if any(text.startswith(option) for text in view.answers) else "wrong"


def short_prompt(view: CardView) -> str:
    """The prompt, or the end of a long one: there the question stands."""
    return view.prompt[-_LONGEST:]


def is_on_the_rest(option: str) -> bool:
    """Whether an option is one such as *all of the above*."""
    return _REST.fullmatch(option) is not None


@lru_cache(maxsize=1)  # one rule after the other asks
def _all(answers: tuple[str, ...], wrong: tuple[str, ...]) -> tuple[str, ...]:
    return _shortened(answers) + _shortened(wrong)


@lru_cache(maxsize=1)  # likewise
def _lines(texts: tuple[str, ...]) -> str:
    return "\n".join(texts).lower()


def _shortened(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Not too many texts, none too long: what is beyond that is for no learner to read."""
    if len(texts) <= _MOST and max(map(len, texts), default=0) <= _LONGEST:
        return texts
    return tuple([text[:_LONGEST] for text in texts[:_MOST]])

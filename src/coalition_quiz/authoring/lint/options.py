"""Options of a `choice` as rules see them, limited in number and length."""

import re
from functools import lru_cache

from coalition_quiz.authoring.lint.card_view import CardView

_MOST = 100
"""The greatest number of options that are shown at once."""
_LONGEST = 1_000

_REST = re.compile(
    r"[ \t]*(?:all|any|both|neither|none|some) (?:of )?(?:"
    r"(?:the )?above\b[^\n]{0,30}"
    r"|(?:these|those|them|the others?|(?:the |these )?(?:other )?"
    r"(?:alternatives|answers|choices|options|statements)\b[^\n]{0,30})[ .!]*)",
    re.IGNORECASE,
)


def options(view: CardView) -> tuple[str, ...]:
    """Return the right options, then the author's wrong ones."""
    return _all(view.answers, view.distractors)


def lines_of_options(view: CardView) -> str:
    """Return all options in lower case, one per line."""
    return _lines(options(view))


def wrong_options(view: CardView) -> tuple[str, ...]:
    """Return the author's wrong options."""
    return _shortened(view.distractors)


def single_answer(view: CardView) -> str:
    """Return the right option; empty if there are several."""
    return view.answers[0][:_LONGEST] if len(view.answers) == 1 else ""


def field_of(view: CardView, option: str) -> str:
    """Return the field that holds an option."""
    return "answer" if any(text.startswith(option) for text in view.answers) else "wrong"


def short_prompt(view: CardView) -> str:
    """Return the prompt, or only the end of a long one, which usually holds the question."""
    return view.prompt[-_LONGEST:]


def is_on_the_rest(option: str) -> bool:
    """Whether an option is about the others, such as *all of the above*."""
    return _REST.fullmatch(option) is not None


@lru_cache(maxsize=1)  # several rules ask in turn
def _all(answers: tuple[str, ...], wrong: tuple[str, ...]) -> tuple[str, ...]:
    return _shortened(answers) + _shortened(wrong)


@lru_cache(maxsize=1)  # as above
def _lines(texts: tuple[str, ...]) -> str:
    return "\n".join(texts).lower()


def _shortened(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Shorten the list and its texts: no learner reads more."""
    if len(texts) <= _MOST and max(map(len, texts), default=0) <= _LONGEST:
        return texts
    return tuple([text[:_LONGEST] for text in texts[:_MOST]])

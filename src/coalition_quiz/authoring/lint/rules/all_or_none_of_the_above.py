"""Q301: an option about the other options."""

import re
from collections.abc import Iterator, Sequence

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.options import field_of, is_on_the_rest, options
from coalition_quiz.authoring.lint.rule import Finding, Rule

_BEGINNINGS = {"all ", "any ", "both", "neit", "none", "some", "eith", "only", "opti", "answ"}
_LETTER = r"\(?[a-e][).]?"
_AND = r"(?:, ?|,? and |,? or |,? nor | ?& ?)"
_LETTERS = re.compile(
    rf"(?:both |either |neither |only |options? |answers? )?{_LETTER}(?:{_AND}{_LETTER})+"
    r"(?: above| both| only| are [a-z]{4,8})?\.?",
    re.IGNORECASE,
)
_LONGEST = 5_000
_ONE_LETTER_ONLY = re.compile(r"(?:only )?\(?[A-E][).]? ?(?:only)?\.?", re.IGNORECASE)
_LONE_LETTERS = re.compile(r"(?<!\w)(?:[A-E]{2,5}|[B-E]|A$)(?!\w)")


def _check(view: CardView) -> Iterator[Finding]:
    texts = options(view)
    likely = [text for text in texts if _may_be(text)]
    if not likely:
        return
    text = next(filter(is_on_the_rest, likely), "") or _on_letters(likely, texts, view)
    if text:
        yield Finding(
            f"the option `{text}` speaks of the other options, which are shuffled at each showing",
            "Replace it by an option of its own, or list all right options under `answer`.",
            field_of(view, text),
            text,
        )


def _may_be(text: str) -> bool:
    return text[:4].lower() in _BEGINNINGS or text[1:2] in " ,&)" or text[:1] == "("


def _on_letters(likely: Sequence[str], texts: Sequence[str], view: CardView) -> str:
    """Find an option such as *both A and B*, unless the options are about letters."""
    found = [text for text in likely if _LETTERS.fullmatch(text)]
    others = [text for text in texts if not _LETTERS.fullmatch(text)] if found else []
    if others and all(map(_ONE_LETTER_ONLY.fullmatch, others)):
        # If the prompt has no letters either, the letters can only be those of options.
        return "" if _LONE_LETTERS.search(view.prompt[:_LONGEST]) else found[0]
    return found[0] if others and not any(map(_LONE_LETTERS.search, others)) else ""


RULE = Rule(
    code="Q301",
    name="all-or-none-of-the-above",
    meaning="An option stands for other options, such as “all of the above” or “both A and B”.",
    kinds=frozenset({"choice"}),
    language="en",
    check=_check,
)

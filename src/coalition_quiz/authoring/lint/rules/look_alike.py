"""Q310: options, rows or pairs that look the same on the screen."""

import re
import unicodedata
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.system.text import UNSEEN

_NOT_SEEN = re.compile(f"[{UNSEEN}]+")


def _check(view: CardView) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for key, text in _texts(view):
        group = "" if key in {"answer", "wrong"} else key
        if (other := seen.setdefault((group, _look(text)), text)) != text:
            yield Finding(
                f"`{other.strip()}` is there twice, as far as learners can see",
                "Remove what cannot be seen in it, such as spaces at its end, and keep one of the "
                "two.",
                key.partition(" ")[0],
                text,
            )
            return


def _texts(view: CardView) -> Iterator[tuple[str, str]]:
    """The texts that a learner tells apart, each with its field."""
    match view.body:
        case Choice(answers=answers, wrong=wrong):
            yield from (("answer", text) for text in answers)
            yield from (("wrong", option.text) for option in wrong)
        case Order(answer=answer):
            yield from (("answer", text) for text in answer)
        case Match(pairs=pairs):
            yield from (("pairs left", left) for left, _ in pairs)
            yield from (("pairs right", right) for _, right in pairs)


def _look(text: str) -> str:
    """A text as it looks: without what is drawn as nothing, each letter in one form."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_NOT_SEEN.sub(_space, unicodedata.normalize("NFC", text)).split())


def _space(found: re.Match[str]) -> str:
    return " " if any(map(str.isspace, found[0])) else ""


RULE = Rule(
    code="Q310",
    name="look-alike",
    meaning="Two options, rows or sides of pairs look the same on the screen.",
    kinds=frozenset({"choice", "order", "match"}),
    check=_check,
)

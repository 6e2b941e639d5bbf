"""Rules about options, rows and pairs that learners cannot tell apart."""

import re
import unicodedata
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, card_rule
from coalition_quiz.authoring.lint.rules.overlaps import ABOUT_SPELLING
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.system.text import UNSEEN

# Q310 look-alike: entries that look the same on the screen, or mean the same.

_NOT_SEEN = re.compile(f"[{UNSEEN}]+")
_SIGNS = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("‘’ʼ`´′", "'"), **dict.fromkeys("“”„«»", '"')}
)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:([, '])\d{3})(?:\1\d{3})*(?![\d,])")
_NO_DIGIT = re.compile(r"\D")
_WORD = re.compile(r"[^\W\d_]{3}")
# In these languages a capital makes another word: German *essen* and *Essen*.
_CAPITALS_MATTER = frozenset(("de", "lb"))


@card_rule(
    "Q310",
    "look-alike",
    "Two options, rows or sides of pairs look the same on the screen, or mean the same.",
    kinds={"choice", "order", "match", "list"},
)
def _look_alike(view: CardView) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    folds_case = _folds_case(view)
    for key, text in _texts(view):
        group = "" if key in {"answer", "wrong"} else key
        if (other := seen.setdefault((group, _meaning(text, folds_case)), text)) != text:
            yield _finding(other, text, key.partition(" ")[0])
            return


def _texts(view: CardView) -> Iterator[tuple[str, str]]:
    """Yield the texts that learners must tell apart, each with its field."""
    match view.body:
        case Choice(answers=answers, wrong=wrong):
            yield from (("answer", text) for text in answers)
            yield from (("wrong", option.text) for option in wrong)
        case Order(answer=answer):
            yield from (("answer", text) for text in answer)
        case List():
            yield from (("answer", text) for text in view.answers)
        case Match(pairs=pairs):
            yield from (("pairs left", left) for left, _ in pairs)
            yield from (("pairs right", right) for _, right in pairs)


def _folds_case(view: CardView) -> bool:
    """Whether capitals make no difference. Q305 compares the options of a choice."""
    language = view.context.deck.language.partition("-")[0].lower()
    is_one_word = language not in _CAPITALS_MATTER and view.kind != "choice"
    return is_one_word and not ABOUT_SPELLING.search(view.short_prompt)


def _meaning(text: str, folds_case: bool) -> str:
    """Return a text without what makes no difference to its meaning."""
    seen = _look(text).translate(_SIGNS) if not text.isascii() else _look(text)
    if not seen.isalpha():
        seen = _GROUPED.sub(lambda found: _NO_DIGIT.sub("", found[0]), seen)
    return seen.casefold() if folds_case and _WORD.search(seen) else seen


def _look(text: str) -> str:
    """Return a text as it looks: without invisible characters, each letter in one form."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_NOT_SEEN.sub(_space, unicodedata.normalize("NFC", text)).split())


def _space(found: re.Match[str]) -> str:
    return " " if any(map(str.isspace, found[0])) else ""


def _finding(one: str, other: str, key: str) -> Finding:
    if _look(one) == _look(other):
        return Finding(
            f"two entries look the same to learners: `{one.strip()}`",
            "Remove invisible characters, such as spaces at the end, and keep one of the two.",
            key,
            other,
        )
    return Finding(
        f"`{one}` and `{other}` mean the same to learners",
        "Keep one of the two.",
        key,
        other,
    )

"""Words that make a number or a date vague, in a question and in an answer.

*About 80* leans to no side, *nearly 80* lies below, *over 80* above.
"""

import re
from enum import StrEnum

from msgspec import Struct

from coalition_quiz.core.questions import Context


class Lean(StrEnum):
    """The side of a number that a hedge points to."""

    EXACT = "exact"
    ABOUT = "about"
    BELOW = "below"
    ABOVE = "above"


class Hedged(Struct, frozen=True):
    """A text split into its hedge and the rest.

    Attributes:
        lean: the direction of the hedge; EXACT without a hedge.
        word: the hedge, as it was typed.
        rest: the text without it.
    """

    lean: Lean
    word: str
    rest: str


_SLIGHTLY = r"(?:just|slightly|a (?:little|bit)|well|somewhat|far)"
_FRONT = {
    Lean.BELOW: (
        rf"nearly|almost|not quite|{_SLIGHTLY} (?:under|below|less than|fewer than)|under|below"
        r"|less than|fewer than|up to|at (?:the )?most|(?:no|not) more than|a maximum of|<|≤"
    ),
    Lean.ABOVE: (
        rf"{_SLIGHTLY} (?:over|above|more than)|over|above|(?<!no )(?<!not )more than"
        r"|at (?:the )?least|no(?:t)? (?:fewer|less) than|upwards of|in excess of|exceeding"
        r"|a minimum of|>|≥"
    ),
    Lean.ABOUT: (
        r"about|around|some|roughly|approximately|approx\.?|circa|ca\.|ca|c\.|c(?= ?\d)|close to"
        r"|in the region of|(?:in|on) the order of|something like|more or less|give or take"
        r"|(?:an )?estimated|maybe|perhaps|probably|possibly|i think|[~≈∼±]"
    ),
}
_BEHIND = {
    Lean.ABOVE: r"\+|plus|(?:or|and) (?:more|over|above|upwards)|at (?:the )?least",
    Lean.BELOW: r"or (?:less|fewer|under|below)|at (?:the )?most|max(?:imum)?",
    Lean.ABOUT: (
        r"or (?:so|thereabouts)|[- ]?ish|approximately|approx|roughly|ca\.?|circa|about|around"
        r"|more or less|give or take|[~≈]"
    ),
}
_ENDS_A_WORD = r"(?:(?<=\w)\b|(?<=\W))"
_BEGINNING = {lean: re.compile(rf"(?:{words}){_ENDS_A_WORD}\s*") for lean, words in _FRONT.items()}
_ENDING = {lean: re.compile(rf",?\s*(?:{words})\.?$") for lean, words in _BEHIND.items()}
_MOST = 3

_ASKS = (
    r"\s+(?:(?:the|a|an|in|at|on|of|by|for|to|since|from) )*"
    r"(?:how (?:many|much|long|far|high|tall|old|big|large|deep|wide|fast|heavy|often|hot|cold)"
)
_QUESTION = {
    Lean.BELOW: re.compile(rf"\b(?:{_FRONT[Lean.BELOW]}){_ASKS}\b)"),
    Lean.ABOVE: re.compile(rf"\b(?:{_FRONT[Lean.ABOVE]}){_ASKS}\b)"),
    Lean.ABOUT: re.compile(
        rf"\b(?:{_FRONT[Lean.ABOUT]}){_ASKS}|what|which|when)\b"
        r"|\b(?:approximate(?:ly)?|roughly|approx|circa|estimate[ds]?|guess|ballpark|rounded)\b"
        r"|\bround (?:number|figure)s?\b|\bto the nearest\b|\bgive or take\b|\bmore or less\b|[~≈]"
    ),
}
_HINT = re.compile(r"\b(?:about|approximate(?:ly)?|round(?:ed)?|rough(?:ly)?|estimate[d]?)\b|[~≈]")
_BEFORE_GAP = {
    lean: re.compile(rf"(?:^|[\s(])(?:{words})\s*(?:the |a )?[$€£¥]?\s*$")
    for lean, words in _FRONT.items()
}
_BEHIND_GAP = {lean: re.compile(rf"\s*(?:{words})(?!\w)") for lean, words in _BEHIND.items()}


def unhedged(said: str) -> Hedged:
    """Take the hedges off a text in lower case."""
    lean, words, rest = Lean.EXACT, list[str](), said
    for _ in range(_MOST):
        found = _first(_BEGINNING, rest, front=True) or _first(_ENDING, rest, front=False)
        if found is None:
            break
        side, match = found
        lean = side if lean in (Lean.EXACT, Lean.ABOUT) else lean
        words.append(match[0].strip(" ,"))
        rest = (rest[: match.start()] + rest[match.end() :]).strip()
    return Hedged(lean, " ".join(words), rest) if rest else Hedged(Lean.EXACT, "", said)


def lean_of_question(prompt: str) -> Lean:
    """Return the lean of a question such as *About how many …*."""
    said = prompt.casefold()
    return next((lean for lean, each in _QUESTION.items() if each.search(said)), Lean.EXACT)


def lean_around(context: Context) -> Lean:
    """Return the lean of the text around a gap: *nearly […] countries*."""
    said, after = context.before.casefold(), context.after.casefold()
    for lean in Lean:
        if lean is not Lean.EXACT and (
            _BEFORE_GAP[lean].search(said) or _BEHIND_GAP[lean].match(after)
        ):
            return lean
    return Lean.ABOUT if _HINT.search(context.hint.casefold()) else Lean.EXACT


def without_shared_hedge(text: str, context: Context) -> str:
    """Return a text without a hedge in front, if the question hedges the same way: *c. 563 BC*."""
    found = _first(_BEGINNING, text.casefold(), front=True)
    if found is None:
        return text
    asked = lean_around(context) if context.is_gap else lean_of_question(context.prompt)
    is_shared = asked is not Lean.EXACT and not contradicts(found[0], asked)
    return text[found[1].end() :] if is_shared else text


def contradicts(said: Lean, asked: Lean) -> bool:
    """Whether an answer points to the side that the question does not: *over* for *nearly*."""
    return {said, asked} == {Lean.BELOW, Lean.ABOVE}


def _first(
    patterns: dict[Lean, re.Pattern[str]], text: str, *, front: bool
) -> tuple[Lean, re.Match[str]] | None:
    for lean, pattern in patterns.items():
        if found := pattern.match(text) if front else pattern.search(text):
            return lean, found
    return None

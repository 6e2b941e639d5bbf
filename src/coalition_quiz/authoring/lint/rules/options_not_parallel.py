"""Q304: options of different sorts or forms."""

import re
from collections.abc import Iterator, Sequence

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.options import (
    field_of,
    is_on_the_rest,
    options,
    short_prompt,
    single_answer,
)
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.grading.option_order import ascending

_FEWEST = 3

_ARTICLE = re.compile(r"(?<![\w/(-])(an?) ?(?:_{2,}|…|\.{3}|$|(?=[:?]\s*$))", re.IGNORECASE)
_VOWEL = re.compile(
    r"(?!uni(?!m|n)|eu|use|usu|uti|ura|ubi|u\b|u-|one\b|once\b|ones\b)[aeiou]"
    r"|hour|honest|heir|honou?r|8|11\b|18\b",
    re.IGNORECASE,
)
_SPELT = re.compile(r"[A-Za-z]+\b(?<![A-Z][A-Z])")
"""A word that is pronounced as it is spelt, not letter by letter."""

_STOP = re.compile(r"(?<![\s.!?…])\.$")
_ABBREVIATED = re.compile(
    r"(?:\b\w|\.\w+|\b(?:al|approx|bros|co|corp|dr|ed|etc|hrs?|inc|jr|lbs?|ltd|min|no"
    r"|oz|pl|sec|sp|spp|sr|st|vol|vs|yrs?))\.$",
    re.IGNORECASE,
)

_LOWER = re.compile(r"[a-z]{2,}(?=[ ,.]|$)")
_SENTENCE = re.compile(r"[A-Z][a-z]+(?: \w+)* [a-z]{4,}")

# Such as *Swedish krona*: its capital says nothing about the form of the options.
_PROPER = re.compile(
    r"[A-Z]\w*(?:ish|ese|[dgilprst]ian|ean|[imr]can|rman|oman)\b|(?:Arab|Arabic|Croat|Czech|Dutch|Finnic"
    r"|French|Greek|Iraqi|Israeli|Serb|Slovak|Swiss|Thai|Turkic|Welsh)\b"
)
# The output of a program instead of a number or a text.
_ERROR = re.compile(
    r"(?:(?:an?|the) )?(?:[\w ]+ )?(?:error|exception)|(?:it )?(?:crashes|fails)|an infinite loop",
    re.IGNORECASE,
)
_NO_VALUE = frozenset({"infinity", "nan", "nil", "null", "undefined", "true", "false"})

_DIGIT = re.compile(r"\d")
_COUNTS = re.compile(
    r"\b(?:all|any|both|dozen|half|hundreds?|infinit\w*|millions?|billions?|thousands?|no|none"
    r"|nothing|not|cannot|never|unlimited|unknown|depends|neither|some|many|several|zero|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|more|less|fewer|same|other|equal)\b",
    re.IGNORECASE,
)


def _check(view: CardView) -> Iterator[Finding]:
    texts = options(view)
    if len(texts) < _FEWEST:
        return
    yield from _article(view, texts)
    for found in (_full_stop(texts), _small_letter(texts), _no_number(texts)):
        if found:
            message, remedy, text = found
            yield Finding(message, remedy, field_of(view, text), text)
            return


def _article(view: CardView, texts: tuple[str, ...]) -> Iterator[Finding]:
    """Find an article in the prompt that fits the right option but not a wrong one."""
    prompt = short_prompt(view)
    found = _ARTICLE.search(prompt) if _may_end_in_article(prompt) else None
    if not found or not single_answer(view) or not all(map(_SPELT.match, texts)):
        return
    fits = [(found[1].lower() == "an") == bool(_VOWEL.match(text)) for text in texts]
    odd = "" if all(fits) else texts[fits.index(False)]
    if odd and fits[0] and "/" not in odd and not is_on_the_rest(odd):
        yield Finding(
            f"`{found[1]}` in the prompt does not go with the option `{odd}`, and so rules it out",
            "Write the article into each option, or write `a(n)` in the prompt.",
            view.kind,
            _tail(prompt[: found.end()]),
        )


def _tail(text: str) -> str:
    """Return the last words of a text; an article alone occurs too often."""
    return " ".join(text.rstrip().rsplit(" ", 3)[-3:])


def _may_end_in_article(prompt: str) -> bool:
    return "__" in prompt or "…" in prompt or "..." in prompt or " a" in prompt[-6:]


_Odd = tuple[str, str, str] | None
"""The problem, the advice and the odd option; or None."""


def _full_stop(texts: tuple[str, ...]) -> _Odd:
    """Find options if only some of them end in a full stop."""
    ending = [text for text in texts if text[-1:] == "."]
    if not ending or len(ending) == len(texts):
        return None
    plain = [text for text in texts if not _ends_otherwise(text)]
    stopped = [text for text in plain if _STOP.search(text)]
    if not stopped or len(stopped) == len(plain) or len(plain) < _FEWEST:
        return None
    remedy = "End all options alike."
    if 2 * len(stopped) <= len(plain):
        return "an option ends in a full stop, and others do not", remedy, stopped[0]
    odd = next(text for text in plain if text not in stopped)
    return "an option has no full stop at its end, and others have", remedy, odd


def _ends_otherwise(text: str) -> bool:
    """Whether a text ends in another mark, a digit or an abbreviation, or has a form of its own."""
    last = text.removesuffix(".")[-1:]
    return bool(
        not last.isalpha() or _ABBREVIATED.search(text) or is_on_the_rest(text) or "\n" in text
    )


def _small_letter(texts: tuple[str, ...]) -> _Odd:
    """Find a single option with a small initial among phrases with a capital."""
    small = [text for text in texts if text[:1].islower()]
    if len(small) != 1 or not _LOWER.match(small[0]) or is_on_the_rest(small[0]):
        return None
    if _ERROR.fullmatch(small[0]):
        return None
    sentences = [text for text in texts if _SENTENCE.match(text) and not _PROPER.match(text)]
    if len(sentences) < _FEWEST - 1:
        return None  # the capitals may be those of names
    message = "an option begins with a small letter, and the others with capitals"
    return message, "Begin all options alike.", small[0]


def _no_number(texts: tuple[str, ...]) -> _Odd:
    """Find a single option that is not a number among numbers."""
    if not _DIGIT.search(texts[0]) and not _DIGIT.search(texts[1]):
        return None
    odd = _odd_one(texts)
    if not odd or _COUNTS.search(odd) or _is_of_a_program(odd) or any(map(str.isnumeric, odd)):
        return None
    remedy = "Take options of one sort, so that only the fact tells them apart."
    return f"`{odd}` is no number, and the other options are", remedy, odd


def _is_of_a_program(text: str) -> bool:
    return text.lower() in _NO_VALUE or _ERROR.fullmatch(text) is not None


def _odd_one(texts: Sequence[str]) -> str:
    """Find the only text that is not a number, an amount or a date; empty if there are more."""
    odd = [text for text in texts if not _DIGIT.search(text)]
    if len(odd) != 1:
        return ""
    return odd[0] if ascending([text for text in texts if text != odd[0]]) else ""


RULE = Rule(
    code="Q304",
    name="options-not-parallel",
    meaning="The options differ in sort or form, or the prompt's article fits only some of them.",
    kinds=frozenset({"choice"}),
    language="en",
    check=_check,
)

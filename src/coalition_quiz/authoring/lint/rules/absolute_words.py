"""Q303: wrong options that are too absolute to be right."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.options import (
    is_on_the_rest,
    lines_of_options,
    short_prompt,
    single_answer,
    wrong_options,
)
from coalition_quiz.authoring.lint.rule import Finding, Rule

_ABSOLUTE = re.compile(
    r"(?<!not )(?<!almost )(?<!nearly )\b(?:always|never(?!-)|absolutely|exclusively|invariably"
    r"|in all cases|under no circumstances)\b",
    re.IGNORECASE,
)
_SWEEPING = re.compile(r"\b(?:all|every|only|must)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:cannot|no|nobody|none|nothing)\b", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?:not|except|false|incorrect|wrong|untrue|least|always|never|all|only|must)\b|n['’]t\b",
    re.IGNORECASE,
)
_AT_THE_START = re.compile(
    r"(?:all|every\w*|each|nobody|no one|none|no)\b(?! (?:change|difference|effect))", re.IGNORECASE
)
_CAREFUL = re.compile(
    r"\b(?:some(?:times)?|may|might|could|often|usually|generally|typically|many|most)\b",
    re.IGNORECASE,
)
_STEP = re.compile(r"\b(?:always|never|sometimes|often|usually|rarely|seldom|occasionally)\b")
"""One step of a scale: *sometimes true* is between *always true* and *never true*."""
_NUMERALS = re.compile(r"[IVX ,adnor]+ only\.?")
"""Options such as *I and III only*, which refer to statements in the prompt."""
_TITLE = re.compile(r"\W*\w+\W+[^\Wa-z]")
_FEWEST_WORDS = 2
_FEWEST_WRONG = 2
_LINE_ON_ALL = re.compile(r"^(?:all|each|every|no)", re.MULTILINE)


def _check(view: CardView) -> Iterator[Finding]:
    wrong = wrong_options(view)
    if len(wrong) < _FEWEST_WRONG or not _may_be(lines_of_options(view), wrong[0]):
        return
    answer = single_answer(view)
    if not answer or _is_exempt(answer, short_prompt(view)):
        return
    word, option = (
        _always_absolute(answer, wrong)
        or _absolute_against_careful(answer, wrong)
        or _absolute_everywhere(wrong)
    )
    if option:
        yield Finding(
            f"`{word}` in a wrong option, and not in the right one, gives it away as wrong",
            "Word it as carefully as the right option.",
            "wrong",
            option,
        )


def _may_be(lines: str, wrong: str) -> bool:
    """Whether a rule's words may be in any option, or in every wrong option."""
    return (
        "always" in lines
        or "never" in lines
        or "absolutely" in lines
        or "exclusively" in lines
        or "invariably" in lines
        or " no circumstances" in lines
        or " all cases" in lines
        or _SWEEPING.search(wrong) is not None
        or _LINE_ON_ALL.search(lines) is not None
    )


def _is_exempt(answer: str, prompt: str) -> bool:
    """Whether the right option is absolute too, or the question asks for the exception."""
    sweeping = _ABSOLUTE.search(answer) or _SWEEPING.search(answer) or _NONE.search(answer)
    return bool(sweeping or _NEGATIVE.search(prompt))


def _always_absolute(answer: str, wrong: tuple[str, ...]) -> tuple[str, str] | None:
    """Find a word that is always absolute, and its option, unless both are steps of one scale."""
    step = _STEP.sub("", answer.lower(), count=1)
    for option in wrong:
        word = _phrase_word(_ABSOLUTE, option)
        if word and _STEP.sub("", option.lower(), count=1) != step:
            return word, option
    return None


def _absolute_against_careful(answer: str, wrong: tuple[str, ...]) -> tuple[str, str] | None:
    """Find a wrong option that starts with a word for all or none, if the right one says *some*."""
    if not _CAREFUL.search(answer):
        return None
    for option in wrong:
        if _AT_THE_START.match(option) and (word := _phrase_word(_AT_THE_START, option)):
            return word, option
    return None


def _absolute_everywhere(wrong: tuple[str, ...]) -> tuple[str, str]:
    """Find the first word that counts as absolute only if every wrong option has one."""
    words = [_phrase_word(_SWEEPING, option) for option in wrong]
    return (words[0], wrong[0]) if all(words) else ("", "")


def _phrase_word(pattern: re.Pattern[str], option: str) -> str:
    """Find the word of a sentence or a phrase; names and scales do not count."""
    found = pattern.search(option)
    if not found or len(option.split()) < _FEWEST_WORDS:
        return ""
    if is_on_the_rest(option) or _NUMERALS.fullmatch(option):
        return ""
    capital = found[0][0].isupper()
    is_name = capital and (found.start() > 0 or _TITLE.match(option))
    return "" if is_name else found[0].lower()


RULE = Rule(
    code="Q303",
    name="absolute-words",
    meaning="Wrong options say always, never and the like, and the right one does not.",
    kinds=frozenset({"choice"}),
    language="en",
    check=_check,
)

"""F103: words such as “currently” on a card without a date."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.authoring.words import last_sentence

_RELATIVE = re.compile(
    r"\b(?:currently|recently|nowadays|presently|at present|at the moment|as of (?:now|today)"
    r"|so far|to this day|until now|right now|in recent years|today(?!['’]s)"
    r"|(?<!in )(?<!of )(?:this|last) (?:year|month|week|decade|century|season)"
    r"|next season|(?<!the )next (?:year|month|week)|(?<!up )to date)\b",
    re.IGNORECASE,
)
# The latest of its kind, except the last of a story, of a choice or of the Earth's past.
_LATEST = re.compile(
    r"\b(?:the|whose|(?<=\w)['’]s) ((?:latest|newest|most recent)\b"
    r"(?! (?:of\b|to\b|(?:possible|common|day|date|time|hour|ice|glacia\w*|geolog\w*|mass|epoch|era"
    r"|period|ancestor)\b)))"
    r"|\bthe (last (?:(?:\w+ )?World Cup|(?:\w+ )?Olympics|(?:\w+ )?Olympic Games|Super Bowl"
    r"|World Series|(?:\w+ )?elections?|census)(?=\W*$|[?.,]| in (?!which\b)|s? (?:held|played)))",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:1\d|20)\d\d\b")
_WORDS = """
    currently recently nowadays presently present moment now today far day recent year month week
    decade century season date latest newest last
"""
_SIGNS = frozenset(_WORDS.split())
_RELATIVE_IN_WHY = re.compile(
    r"\b(?:currently|nowadays|at present|at the moment|so far|(?:this|last) year)\b"
)
# Quotations do not refer to the time of the card.
_TALK = re.compile(
    r"\b(?:I|you|we|my|your|our|he|she|me|his|her)\b|[“”\"‘]|(?<!\w)'", re.IGNORECASE
)
_FEWEST_WORDS = 5
_LONGEST = 2000


def _check(view: CardView) -> Iterator[Finding]:
    if view.card.as_of is not None:
        return
    words, why = view.words, view.card.why
    if len(words) >= _FEWEST_WORDS and not _SIGNS.isdisjoint(words):
        asked = last_sentence(view.prompt)
        text = _in(asked, _RELATIVE) or _latest(asked)
        if text:
            yield _finding(view.kind, text)
    if why and len(words) >= _FEWEST_WORDS:
        text = _in(why[:_LONGEST], _RELATIVE_IN_WHY)
        if text:
            yield _finding("why", text)


def _in(text: str, relative: re.Pattern[str]) -> str:
    found = relative.search(text)
    return found[0] if found and not _TALK.search(text) else ""


def _latest(asked: str) -> str:
    """Find a phrase for the latest of its kind, which will be replaced by another."""
    found = _LATEST.search(asked)
    if not found or _DATED.search(asked) or _TALK.search(asked):
        return ""
    return found[1] or found[2]


def _finding(key: str, text: str) -> Finding:
    return Finding(
        f"`{text}` means another time to each who reads it",
        "Name the time instead, such as “in 2023”, or say when this was true in `as_of:`.",
        key,
        text,
    )


RULE = Rule(
    code="F103",
    name="relative-time",
    meaning="A card speaks of `today` or `recently`, and neither it nor its deck has `as_of`.",
    language="en",
    check=_check,
)

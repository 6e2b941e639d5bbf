"""F103: words such as “currently” on a card that does not say when it was written."""

import re
from collections.abc import Iterator

from coalition_quiz.lint.rule import Finding, Rule
from coalition_quiz.lint.subject import Subject
from coalition_quiz.lint.words import last_sentence

_RELATIVE = re.compile(
    r"\b(?:currently|recently|nowadays|presently|at present|at the moment|as of (?:now|today)"
    r"|so far|to this day|until now|right now|in recent years|today(?!['’]s)"
    r"|(?<!in )(?<!of )(?:this|last) (?:year|month|week|decade|century|season)"
    r"|next season|(?<!the )next (?:year|month|week)|(?<!up )to date)\b",
    re.IGNORECASE,
)
_WORDS = """
    currently recently nowadays presently present moment now today far day recent year month week
    decade century season date
"""
_SIGNS = frozenset(_WORDS.split())
_RELATIVE_IN_WHY = re.compile(
    r"\b(?:currently|nowadays|at present|at the moment|so far|(?:this|last) year)\b"
)
# What is quoted, or said by somebody, tells no time of its own.
_TALK = re.compile(
    r"\b(?:I|you|we|my|your|our|he|she|me|his|her)\b|[“”\"‘]|(?<!\w)'", re.IGNORECASE
)
_FEWEST_WORDS = 5
_LONGEST = 2000


def _check(subject: Subject) -> Iterator[Finding]:
    if subject.card.as_of is not None:
        return
    words, why = subject.words, subject.card.why
    if len(words) >= _FEWEST_WORDS and not _SIGNS.isdisjoint(words):
        yield from _in(subject.kind, last_sentence(subject.prompt), _RELATIVE)
    if why and len(words) >= _FEWEST_WORDS:
        yield from _in("why", why[:_LONGEST], _RELATIVE_IN_WHY)


def _in(key: str, text: str, relative: re.Pattern[str]) -> Iterator[Finding]:
    found = relative.search(text)
    if found and not _TALK.search(text):
        yield Finding(
            f"`{found[0]}` means another time to each who reads it",
            "Name the time instead, such as “in 2023”, or say when this was true in `as_of:`.",
            key,
            found[0],
        )


RULE = Rule(
    code="F103",
    name="relative-time",
    meaning="A card speaks of `today` or `recently`, and neither it nor its deck has `as_of`.",
    why=(
        "A card is read for years. Whoever meets it later cannot tell which day was meant, nor "
        "whether the answer still holds."
    ),
    origin="Wozniak, Twenty rules of formulating knowledge, rule 19 (provide date stamping).",
    bad="""\
format: 1
deck: example
title: An example
cards:
  - id: most-people
    typed: Which country currently has the most inhabitants?
    answer: India
""",
    good="""\
format: 1
deck: example
title: An example
cards:
  - id: most-people
    typed: Which country had the most inhabitants in 1950?
    answer: China
""",
    language="en",
    check=_check,
)

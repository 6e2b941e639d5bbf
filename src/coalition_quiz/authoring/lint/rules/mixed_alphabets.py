"""Q213: a word of an answer that mixes letters of two alphabets which look alike."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry

_MOST_ANSWERS = 50
_ALIKE = "авсеһіјкмнорѕтухԁԛԝАВСЕНІЈКМОРЅТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
"""Letters of the Cyrillic and Greek alphabets that look like Latin ones."""
_MIXED = re.compile(rf"\w*(?:[a-zA-ZÀ-ɏ]\w*[{_ALIKE}]|[{_ALIKE}]\w*[a-zA-ZÀ-ɏ])\w*")


def _check(view: CardView) -> Iterator[Finding]:
    for entry, key in _entries(view):
        for spelling in (entry.text, *entry.accept[:_MOST_ANSWERS]):
            found = None if spelling.isascii() else _MIXED.search(spelling)
            if found:
                yield _finding(found[0], key if spelling == entry.text else "accept")


def _entries(view: CardView) -> Iterator[tuple[Entry, str]]:
    match view.body:
        case Typed(answer=entry):
            yield entry, "answer"
        case List(answer=entries):
            yield from ((entry, "answer") for entry in entries[:_MOST_ANSWERS])
        case Cloze(gaps=gaps):
            yield from ((gap.entry, "cloze") for gap in gaps[:_MOST_ANSWERS])


def _finding(word: str, key: str) -> Finding:
    other = next(letter for letter in word if letter in _ALIKE)
    alphabet = "Greek" if other in _ALIKE[_ALIKE.index("Α") :] else "Cyrillic"
    return Finding(
        f"`{word}` has a {alphabet} `{other}` among Latin letters: what learners type is wrong",
        "Type the word again with one keyboard layout.",
        key,
        word,
    )


RULE = Rule(
    code="Q213",
    name="mixed-alphabets",
    meaning="A word of an answer mixes letters of two alphabets that look alike.",
    kinds=frozenset({"typed", "list", "cloze"}),
    check=_check,
)

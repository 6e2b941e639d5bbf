"""Q211: a form of the answer in `why` that would be graded wrong."""

import re
from collections.abc import Iterator, Sequence

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.authoring.words import STOP_WORDS
from coalition_quiz.core.grading.typed import spelling_meant
from coalition_quiz.core.questions import Entry

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_ENDS = re.compile(r"[^\w\s'’-]")
_MOST_ENTRIES = 20
_MOST_WORDS = 5
_FEWEST_WORDS = 2
_BETWEEN = 2
"""The most small words in between: capacity building, the building *of* capacities."""
_LONGEST = 2_000
_SHORTEST_STEM = 4
_ENDING = 2
_SMALL = frozenset(("a", "an", "for", "in", "of", "the", "to"))
_NO_RIVALS: frozenset[str] = frozenset()


def _check(view: CardView) -> Iterator[Finding]:
    why = view.card.why[:_LONGEST]
    if not why:
        return
    words = [(found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(why)]
    for entry in view.body.entries[:_MOST_ENTRIES]:
        form = _form(entry, why, words)
        if form:
            yield Finding(
                f"`why` has `{form}` for the answer `{entry.text}`, and it would be graded wrong",
                "Add it to `accept:`, or use the words of the answer in `why`.",
                "why",
                form,
            )
            return


def _form(entry: Entry, why: str, words: Sequence[tuple[str, int, int]]) -> str:
    """Find the first piece of `why` with the words of an answer that would be graded wrong."""
    answer_words = [word for word in _WORD.findall(entry.text.lower()) if word not in STOP_WORDS]
    if not _FEWEST_WORDS <= len(answer_words) <= _MOST_WORDS:
        return ""
    for first in range(len(words)):
        for last in range(first + len(answer_words), first + len(answer_words) + _BETWEEN + 1):
            piece = words[first:last]
            if _has_words([word for word, _, _ in piece], answer_words):
                text = why[piece[0][1] : piece[-1][2]]
                if _is_one_phrase(text) and spelling_meant(text, entry, _NO_RIVALS) is None:
                    return text
    return ""


def _has_words(piece: Sequence[str], answer_words: Sequence[str]) -> bool:
    """Whether a piece consists of forms of the answer's words and small words in between."""
    if not piece or piece[0] in _SMALL or piece[-1] in _SMALL:
        return False
    content = [word for word in piece if word not in _SMALL]
    if len(content) != len(answer_words):
        return False
    left = list(answer_words)
    for word in content:
        mine = next((each for each in left if _is_form(word, each)), None)
        if mine is None:
            return False
        left.remove(mine)
    return True


def _is_one_phrase(text: str) -> bool:
    return not _ENDS.search(text)


def _is_form(one: str, other: str) -> bool:
    """Whether two words are the same except for an ending."""
    if one == other:
        return True
    shortest = min(len(one), len(other))
    stem = max(_SHORTEST_STEM, shortest - _ENDING)
    return shortest >= stem and one[:stem] == other[:stem]


RULE = Rule(
    code="Q211",
    name="form-in-why",
    meaning="`why` has the words of the answer in another form, which would be graded wrong.",
    kinds=frozenset({"typed", "list", "cloze"}),
    language="en",
    check=_check,
)

"""Rules about gaps of a cloze."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.lint.rules.answers import MOST_WORDS_TYPED
from coalition_quiz.authoring.words import count_words
from coalition_quiz.core.kinds.cloze import Cloze, Gap

# Q203 mostly-hidden: a gap that hides most of its text and leaves too little to recognise it.

MOST_HIDDEN = 0.4
FEWEST_HIDDEN = 5
_LONGEST_GAP = 200


@card_rule(
    "Q203",
    "mostly-hidden",
    f"One gap hides most of the sentence: {FEWEST_HIDDEN} or more words and over 40% of them, or "
    "all of it.",
    kinds={"cloze"},
)
def _mostly_hidden(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Cloze)
    # Count words only if a gap may be a large part of its text.
    least = MOST_HIDDEN / 2 * len(view.prompt)
    large = [gap for gap in body.gaps if least < len(gap.entry.text) <= _LONGEST_GAP]
    if large:
        words = count_words(view.prompt)
        for gap in large:
            yield from _mostly_hidden_finding(gap, words)


def _mostly_hidden_finding(gap: Gap, words: int) -> Iterator[Finding]:
    hidden = count_words(gap.entry.text)
    left = words - hidden + count_words(gap.hint)
    share = hidden / (hidden + left) if hidden else 0
    several = FEWEST_HIDDEN <= hidden <= MOST_WORDS_TYPED  # Q201 reports longer ones
    if (several and share > MOST_HIDDEN) or left <= 0:
        yield Finding(
            f"this gap hides {hidden} of {hidden + left} words",
            "Hide less, or add a hint: `[answer|hint]`.",
            "cloze",
            f"[{gap.entry.text}",
        )


# Q204 hidden-stop-word: a gap that hides a word without content.

# Words such as “before”, “not” or “all” are missing here: they may be the fact itself.
_EMPTY = """
    a an and are as at be been by did do does for from had has have he her his in into is it its of
    on or our she so such than that the their them then there these they this those to was we were
    when where which who whom whose will with would
"""
_EMPTY_WORDS = frozenset(_EMPTY.split())
_QUOTES = ('"', "'", "“", "‘", "«", "`", "*")
_GRAMMAR_FROM = 3
_GRAMMAR_SHARE = 0.1


@deck_rule(
    "Q204",
    "hidden-stop-word",
    "A gap hides a small word such as `the` or `of`.",
    kinds={"cloze"},
    language="en",
)
class _HiddenStopWord:
    """A rule that is silent if such gaps are common, because the deck teaches the language."""

    def __init__(self, _: LintContext) -> None:
        self._found: list[tuple[int, str]] = []
        self._cards = 0

    def see(self, view: CardView) -> None:
        body = view.body
        assert isinstance(body, Cloze)
        self._cards += 1
        before = ""
        for part in body.parts:
            if isinstance(part, Gap) and _is_empty(part, before):
                self._found.append((view.number, part.entry.text))
            before = part if isinstance(part, str) else ""

    def found(self) -> Iterator[tuple[int, Finding]]:
        if len(self._found) >= _GRAMMAR_FROM and len(self._found) > _GRAMMAR_SHARE * self._cards:
            return
        for number, word in self._found:
            yield number, _stop_word_finding(word)


def _is_empty(gap: Gap, before: str) -> bool:
    """Whether a gap hides an empty word without a hint or quotes that show the intention."""
    word = gap.entry.text
    return word in _EMPTY_WORDS and not gap.hint and not before.endswith(_QUOTES)


def _stop_word_finding(word: str) -> Finding:
    return Finding(
        f"the gap hides `{word}`, which is obvious from the grammar",
        f"Hide a word that matters. If you are teaching this word, add a hint: "
        f"`[{word}|preposition]`.",
        "cloze",
        f"[{word}]",
    )

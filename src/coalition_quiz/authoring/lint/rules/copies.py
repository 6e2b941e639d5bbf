"""Rule about questions that copy the text that a deck was made from."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from coalition_quiz.authoring.lint.rule import CardView, Finding, card_rule
from coalition_quiz.authoring.words import words

_LONGEST_RUN = 5
"""A question may have so many words in a row of the text, such as those of a name."""
_MOST_WORDS = 500

# F108 copied-words: a question in the words of its source.


@card_rule("F108", "copied-words", "A question copies six or more words in a row from its source.")
def _copied_words(view: CardView) -> Iterator[Finding]:
    runs = _runs_of(view.context.originals)
    if not runs:
        return
    asked = tuple(islice(words(view.prompt), _MOST_WORDS))
    copied = _longest_copy(asked, runs)
    if copied:
        yield Finding(
            f"the question copies {len(copied)} words in a row from the text "
            f"(recommended: {_LONGEST_RUN} or fewer): {' '.join(copied[:8])}",
            "Ask in words of your own.",
            view.kind,
        )


def _longest_copy(asked: tuple[str, ...], runs: frozenset[int]) -> tuple[str, ...]:
    """Return the longest run of words of which every six in a row are in the text."""
    size = _LONGEST_RUN + 1
    best, start = (0, 0), -1
    for at in range(len(asked) - size + 2):
        is_copied = at + size <= len(asked) and hash(asked[at : at + size]) in runs
        if is_copied and start < 0:
            start = at
        if not is_copied and start >= 0:
            best, start = max(best, (at - 1 + size - start, -start)), -1
    length, first = best
    return asked[-first : length - first]


@lru_cache(maxsize=1)
def _runs_of(originals: tuple[str, ...]) -> frozenset[int]:
    """Return the hashes of all runs of six words of the texts."""
    size = _LONGEST_RUN + 1
    runs = set[int]()
    for text in originals:
        said = words(text)
        runs.update(hash(said[at : at + size]) for at in range(len(said) - size + 1))
    return frozenset(runs)

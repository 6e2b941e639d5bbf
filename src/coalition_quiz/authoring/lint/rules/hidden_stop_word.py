"""Q204: a gap that hides a word without content."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.core.kinds.cloze import Cloze, Gap

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


class _DeckRule:
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
            yield number, _finding(word)


def _is_empty(gap: Gap, before: str) -> bool:
    """Whether a gap hides an empty word without a hint or quotes that show the intention."""
    word = gap.entry.text
    return word in _EMPTY_WORDS and not gap.hint and not before.endswith(_QUOTES)


def _finding(word: str) -> Finding:
    return Finding(
        f"the gap hides `{word}`, which the rest of the sentence gives away",
        "Hide a word that carries the fact; where this word is the point, say so in a hint, as in "
        f"`[{word}|preposition]`.",
        "cloze",
        f"[{word}]",
    )


RULE = Rule(
    code="Q204",
    name="hidden-stop-word",
    meaning="A gap hides a word without content, such as `the` or `of`.",
    kinds=frozenset({"cloze"}),
    language="en",
    deck_rule=_DeckRule,
)

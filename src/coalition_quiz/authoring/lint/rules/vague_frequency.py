"""Q108: an option or a statement whose truth depends on the meaning of `often`."""

import re
from collections.abc import Iterator, Sequence

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.choice import Choice

_KINDS: frozenset[str] = frozenset({"choice", "truth"})
_LONGEST = 1_000
_MOST_OPTIONS = 20

_VAGUE = re.compile(
    # Comparisons are not vague (more often, most commonly), and neither are names (usually called).
    # `Sometimes` is true of a single case and implies no share.
    r"(?<!though )(?<!while )(?<!most )(?<!more )(?<!less )(?<!least )(?<!how )(?<!as )(?<!so )"
    r"(?<!too )\b"
    r"(usually|often|rarely|frequently|seldom|generally|normally|typically)"
    r"\b(?! (?:called|known|named|referred|spel|abbreviated|written|regarded|considered|than)|-)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«`][^\"”»`]{0,300}[\"”»`]")
_EARLY = 40
"""The characters at the start of an option in which a word applies to the whole option."""


def _check(view: CardView) -> Iterator[Finding]:
    if isinstance(view.card.body, Choice):
        options = (*view.answers, *view.distractors)[:_MOST_OPTIONS]
        # Options that answer a vague question in its own words are as exact as the question.
        if _may_be_vague("\n".join(options)) and not _VAGUE.search(view.prompt[-_LONGEST:]):
            yield from _in_options(options, len(view.answers))
        return
    prompt = view.prompt[:_LONGEST]
    vague = _may_be_vague(prompt) and _VAGUE.search(_QUOTED.sub("", prompt))
    if vague:
        yield _finding("truth", "the statement", vague[1])


def _may_be_vague(text: str) -> bool:
    """Check quickly whether a text may contain one of the words, which settles most texts."""
    return "ly" in text or "ften" in text or "eldom" in text


def _in_options(options: Sequence[str], right: int) -> Iterator[Finding]:
    """Find the first vague option, unless all options are equally vague."""
    words = [_early(option) for option in options]
    first = next(filter(None, words), "")
    if first and len(set(words)) > 1:
        key = "answer" if words.index(first) < right else "wrong"
        yield _finding(key, "an option", first)


def _early(option: str) -> str:
    """Find the vague word that an option depends on; a single word is a step of a scale."""
    vague = _VAGUE.search(option, 0, _EARLY)
    return vague[1] if vague and " " in option.strip() else ""


def _finding(key: str, place: str, word: str) -> Finding:
    return Finding(
        f"whether {place} is right hangs on how often `{word}` is",
        "Give a figure or a comparison, such as `in most years`, or ask for what is always so.",
        key,
        word,
    )


RULE = Rule(
    code="Q108",
    name="vague-frequency",
    meaning="What is right hangs on a word such as `usually`, `often` or `rarely`.",
    kinds=_KINDS,
    language="en",
    check=_check,
)

"""Q106: an answer that can be copied from the prompt, or from a hint."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import EVERY_KIND, Finding, Rule
from coalition_quiz.authoring.words import words
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.typed import Typed

_KINDS: frozenset[str] = EVERY_KIND - {"truth", "order", "match", "list"}
_LONGEST = 300
"""The longest answer to check: a passage contains the words of most answers."""
_LONGEST_TEXT = 5_000
_MOST_GAPS = 50
_SHORTEST = 3
_FEWEST_WORDS = 5
_MOST_WORDS = 5
_CARRY_NOTHING = frozenset(
    ("a", "an", "the", "of", "in", "on", "at", "by", "to", "for", "and", "is", "it", "its", "was")
)
_OTHERWISE = frozenset(
    ("yes", "no", "not", "none", "never", "both", "neither", "nothing", "nobody", "true", "false")
)

# Alternatives to choose from, and names that cannot be asked for in other words.
_NAMED = re.compile(
    r"\b(?:or|vs|versus|between|capital|seat|headquarters|plural|singular|tense|participle|spell"
    r"|spelt|translat\w+)\b|\b[1ab][.)] |/",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"[^:.?!]{1,80}(?:,| and ) ?[^:.?!,]{1,40}: *(?:\w+ ){0,2}which\b", re.IGNORECASE
)
"""Such as *Is, am, are: which goes with “you”?*"""
_QUOTED = re.compile(r"[\"“«`‘][^\"”»`’]{0,300}[\"”»`’]|(?<!\w)'[^']{0,300}'(?!\w)")
_PLAIN = re.compile(r"[\w\s'’.-]+")
_NUMERALS = re.compile(r"[ivxlc\d]+")


def _check(view: CardView) -> Iterator[Finding]:
    body = view.card.body
    if isinstance(body, Cloze):
        yield from _in_text(body)
    elif _may_be_given_away(view):
        yield from _in_prompt(view)
    if view.card.hint:
        yield from _in_hint(view)


def _may_be_given_away(view: CardView) -> bool:
    """Check quickly, for most cards, whether the last word of an answer is in the prompt."""
    prompt = view.prompt
    if len(prompt) > _LONGEST:
        return False
    if isinstance(view.card.body, Typed) and any(
        map(prompt.__contains__, view.card.body.answer.accept)
    ):
        return True
    answer = view.answers[0]
    return answer[answer.rfind(" ") + 1 :].rstrip(".").lower() in prompt.lower()


def _in_prompt(view: CardView) -> Iterator[Finding]:
    """Find an answer that is in the prompt with all its words, or in another spelling."""
    body, prompt, answer = view.card.body, view.prompt, view.answers[0]
    if len(answer) <= _LONGEST and _is_given_away(view, prompt, answer):
        message = f"the answer `{answer}` can be read off the prompt"
        yield _finding(message, view.kind, _piece(prompt, answer))
    elif isinstance(body, Typed):
        variant = next((each for each in body.answer.accept if _is_in(each, prompt)), "")
        if variant:
            message = f"`{variant}` is accepted as the answer, and stands in the prompt"
            yield _finding(message, view.kind, variant)


def _is_given_away(view: CardView, prompt: str, answer: str) -> bool:
    if view.kind == "number" or len(view.answers) > 1 or len(view.words) < _FEWEST_WORDS:
        return False
    dated = isinstance(view.card.body, Date)
    if not _holds(_stems(prompt), answer, dated=dated) or _NAMED.search(prompt):
        return False
    if ":" in prompt and _OFFERED.match(prompt):
        return False
    shown = _stems(_QUOTED.sub(" ", prompt))
    return _holds(shown, answer, dated=dated) and not any(
        _holds(shown, wrong, dated=dated) for wrong in view.distractors[:_MOST_GAPS]
    )


def _holds(shown: frozenset[str], answer: str, *, dated: bool) -> bool:
    """Whether the words of an answer, all of them content words, are shown."""
    content = _stems(answer) - _CARRY_NOTHING
    if not content or len(content) > _MOST_WORDS or not content <= shown:
        return False
    if content & _OTHERWISE or not _PLAIN.fullmatch(answer):
        return False
    return dated or (
        max(map(len, content)) >= _SHORTEST and not any(map(_NUMERALS.fullmatch, content))
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset([word.removesuffix("'s").removesuffix("’s") for word in words(text)])


def _in_text(body: Cloze) -> Iterator[Finding]:
    """Find hidden words that the rest of the text shows, or the gap's own hint."""
    text = body.prompt
    if len(text) > _LONGEST_TEXT:
        return
    gaps = {gap.entry.text: gap for gap in body.gaps[:_MOST_GAPS]}
    for hidden, gap in gaps.items():
        if text.count(hidden) > 1 and _is_specific(hidden) and len(_places(hidden, text)) > 1:
            yield _finding(f"`{hidden}` is hidden and shown in the same text", "cloze", hidden)
        if gap.hint and _is_in(hidden.lower(), gap.hint.lower()):
            yield _finding(f"the hint in the gap holds the answer `{hidden}`", "cloze", gap.hint)


def _in_hint(view: CardView) -> Iterator[Finding]:
    """Find an answer in the hint, unless the hint has wrong options too."""
    hint = view.card.hint.lower()
    if len(hint) > _LONGEST_TEXT:
        return
    shown = [each for each in view.answers[:_MOST_GAPS] if _is_in(each.lower(), hint)]
    wrong = view.distractors[:_MOST_GAPS]
    if shown and not any(_is_in(each.lower(), hint) for each in wrong):
        text = _piece(view.card.hint, shown[0])
        yield _finding(f"the hint holds the answer `{shown[0]}`", "hint", text)


def _is_in(answer: str, text: str) -> bool:
    """Whether a text contains an answer that is more than a letter or a small word."""
    return answer in text and _is_specific(answer) and bool(_places(answer, text))


def _is_specific(answer: str) -> bool:
    return len(answer) >= _SHORTEST and answer.lower() not in _OTHERWISE | _CARRY_NOTHING


def _places(piece: str, text: str) -> list[int]:
    """Find a piece in a text as a separate word or words."""
    pattern = rf"(?<!\w){re.escape(piece)}(?!\w)"
    return [found.start() for found in re.finditer(pattern, text)]


def _piece(text: str, answer: str) -> str:
    """Return the answer as written in a text, or the text's word that starts like it."""
    at = text.lower().find(answer.lower())
    if at >= 0:
        return text[at : at + len(answer)]
    last = answer.rpartition(" ")[2].rstrip(".").lower()
    at = text.lower().find(last)
    return text[at : at + len(last)] if at >= 0 else ""


def _finding(message: str, key: str, text: str) -> Finding:
    remedy = "Say the same without the word, so that the answer is recalled and not copied."
    return Finding(message, remedy, key, text)


RULE = Rule(
    code="Q106",
    name="answer-in-prompt",
    meaning="The answer stands in the prompt, in the rest of a cloze text, or in a hint.",
    kinds=_KINDS,
    language="en",
    check=_check,
)

"""Rules about answers that can be read off a prompt, a hint or an earlier card."""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from coalition_quiz.authoring.lint.rule import (
    EVERY_KIND,
    CardView,
    Finding,
    LintContext,
    card_rule,
    deck_rule,
)
from coalition_quiz.authoring.words import STOP_WORDS, words
from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.items import Item, parts_of
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.sessions.card_spacing import as_words, revealing_answers

# Q106 answer-in-prompt: an answer that can be copied from the prompt, or from a hint.

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

# Names that cannot be asked for in other words, and alternatives to choose from. Only the name
# itself is exempt, and only a few words on each side of `or`.
_NAME = r"(?:the )?[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|the|and|de|da|del|la) )*[A-ZÀ-Þ][\w'’.-]*)*"
_WORDS = r"(?:[\w'’-]+ ?){1,4}"
_NAMED = re.compile(
    rf"(?:\b(?:capital|seat|headquarters)(?: city)?,? (?:of|is|in)\b (?:\w+ of )?{_NAME}"
    rf"|{_NAME}['’]s? (?:[a-z]+ ){{0,2}}(?:capital|seat|headquarters)\b"
    r"|\b(?:[Pp]lural|[Ss]ingular|tense|[Pp]articiple|form)(?: form)? (?:of|for) (?:the \w+ )?\S+"
    r"|\b(?:[Ss]pell|spelt|[Tt]ranslat\w+)\b.*"
    rf"|\b[Bb]etween {_WORDS}(?:, {_WORDS})*,? and {_WORDS}"
    rf"|(?:{_WORDS}, ){{0,5}}{_WORDS},? (?:or|vs\.?|versus) {_WORDS}|\S+ ?/ ?\S+)"
)
_LETTERED = re.compile(r"\b[1ABab][.)] ")
_OFFERED = re.compile(
    r"[^:.?!]{1,80}(?:,| and ) ?[^:.?!,]{1,40}: *(?:\w+ ){0,2}which\b", re.IGNORECASE
)
"""Such as *Is, am, are: which goes with “you”?*"""
_QUOTED = re.compile(r"[\"“«`‘][^\"”»`’]{0,300}[\"”»`’]|(?<!\w)'[^']{0,300}'(?!\w)")
_PLAIN = re.compile(r"[\w\s'’.-]+")
_NUMERALS = re.compile(r"[ivxlc\d]+")


@card_rule(
    "Q106",
    "answer-in-prompt",
    "The answer appears in the question, in the rest of a cloze text, or in a hint.",
    kinds=EVERY_KIND - {"truth", "order", "match", "list"},
    language="en",
)
def _answer_in_prompt(view: CardView) -> Iterator[Finding]:
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
        message = f"the question contains its answer: `{answer}`"
        yield _finding(message, view.kind, _piece(prompt, answer))
    elif isinstance(body, Typed):
        variant = next((each for each in body.answer.accept if _is_in(each, prompt)), "")
        if variant:
            message = f"`{variant}` is an accepted answer and appears in the question"
            yield _finding(message, view.kind, variant)


def _is_given_away(view: CardView, prompt: str, answer: str) -> bool:
    if view.kind == "number" or len(view.answers) > 1 or len(view.words) < _FEWEST_WORDS:
        return False
    dated = isinstance(view.card.body, Date)
    if not _holds(_stems(prompt), answer, dated=dated) or _LETTERED.search(prompt):
        return False
    if ":" in prompt and _OFFERED.match(prompt):
        return False
    shown = _stems(_NAMED.sub(" ", _QUOTED.sub(" ", prompt)))
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
            yield _finding(
                f"`{hidden}` is hidden in a gap but also visible in the text", "cloze", hidden
            )
        if gap.hint and _is_in(hidden.lower(), gap.hint.lower()):
            yield _finding(f"the gap's hint contains the answer `{hidden}`", "cloze", gap.hint)


def _in_hint(view: CardView) -> Iterator[Finding]:
    """Find an answer in the hint, unless the hint has wrong options too."""
    hint = view.card.hint.lower()
    if len(hint) > _LONGEST_TEXT:
        return
    shown = [each for each in view.answers[:_MOST_GAPS] if _is_in(each.lower(), hint)]
    wrong = view.distractors[:_MOST_GAPS]
    if shown and not any(_is_in(each.lower(), hint) for each in wrong):
        text = _piece(view.card.hint, shown[0])
        yield _finding(f"the hint contains the answer `{shown[0]}`", "hint", text)


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
    remedy = "Reword it without the answer, so that learners have to remember it."
    return Finding(message, remedy, key, text)


# Q111 answer-told-before: an answer that the prompt of a card shortly before contains.

BEFORE = 6
"""How many items later an answer that was read is still fresh."""

_KINDS_OF_ANSWER = frozenset({"typed", "cloze", "choice", "date", "list"})
_MOST_FOUND = 10_000
_MOST_PARTS = 20
_BEGINNING = 5
"""Words with the same beginning are forms of one word: retake and retaken."""
_COMMON = frozenset(
    ("article", "book", "called", "chapter", "city", "country", "first", "following", "give",
     "gives", "kind", "month", "name", "named", "text", "town", "used", "word", "year")
)  # fmt: skip


class _Shown(NamedTuple):
    """The text that a learner reads of an item: its normalised words, and the content words."""

    line: int
    number: int
    prompt: str
    about: frozenset[str]


@deck_rule(
    "Q111",
    "answer-told-before",
    f"The answer appears in a related question, at most {BEFORE} questions earlier.",
    language="en",
)
class _AnswerToldBefore:
    """A window over the prompts of the last few items."""

    def __init__(self, context: LintContext) -> None:
        del context
        self._before: deque[_Shown] = deque(maxlen=BEFORE)
        self._found: list[tuple[int, Finding]] = []

    def see(self, view: CardView) -> None:
        parts = parts_of(view.card)[:_MOST_PARTS]
        items = [Item("", part, view.card, view.context.deck) for part in parts]
        prompts = [as_words(prompt_of(item)) for item in items]
        if view.kind in _KINDS_OF_ANSWER and len(self._found) < _MOST_FOUND:
            pairs = zip(items, prompts, strict=True)
            found = (self._check_item(item, prompt) for item, prompt in pairs)
            first = next(filter(None, found), None)
            if first:
                self._found.append((view.number, first))
        line = view.card.line
        self._before += [_Shown(line, view.number, text, _about(text)) for text in prompts]

    def found(self) -> Iterator[tuple[int, Finding]]:
        yield from self._found

    def _check_item(self, item: Item, prompt: str) -> Finding | None:
        about = _about(prompt)
        for answer in filter(_is_telling, revealing_answers(item)):
            named = as_words(answer)
            if named in prompt:
                continue  # Q106 reports it
            of_it = _about(named)
            for shown in self._before:
                if named in shown.prompt and (about & shown.about) - of_it:
                    return _told_finding(answer, item, shown)
        return None


def _about(prompt: str) -> frozenset[str]:
    """Return the beginnings of the words that a prompt is about."""
    words = (word for word in prompt.split() if word not in STOP_WORDS | _COMMON)
    return frozenset([word[:_BEGINNING] for word in words if len(word) >= _BEGINNING])


def _is_telling(answer: str) -> bool:
    """Whether an answer is a name or a phrase; a bare number means other things elsewhere."""
    return not answer.strip().isdecimal() and answer.lower() not in STOP_WORDS


def _told_finding(answer: str, item: Item, shown: _Shown) -> Finding:
    return Finding(
        f"the question on line {shown.line}, asked shortly before, contains the answer `{answer}`",
        "Move the cards further apart, or reword the earlier question.",
        item.card.kind,
    )

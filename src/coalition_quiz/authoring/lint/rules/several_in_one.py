"""Q212: an answer that holds several answers, or a remark. Each learner types one part of it."""

import re
from collections.abc import Iterable, Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.grading.expected_answer import text_asked
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import Context, Entry, Outcome, TypedTask

_LONGEST = 200
_LONGEST_PROMPT = 1_000
_MOST_ANSWERS = 50
_SHORT = 4

_MAY_BE = re.compile(
    r"[/;|(,=&]| [-–—] |: |\.g\.|\b(?:or|oder|ou|and|etc|eg|for example|such as|usw)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
# Where wording or order counts, an answer with commas is one answer.
_IS_WORDING = re.compile(
    r"\b(?:bands?|books?|complete|films?|formula|full name|games?|lines?|lyrics|mottos?|movies?"
    r"|novels?|order|phrases?|plays?|poems?|quot(?:e|ation)s?|said|sayings?|slogans?|songs?|titles?)\b",
    re.IGNORECASE,
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:both|two|three|four|five|six)\b"
    r"|\b(?:which|what)(?: \w+){0,2} \w+s (?:are|were|do|did|have|make|form)\b",
    re.IGNORECASE,
)

_SEMICOLON = re.compile(r"\s*;\s+|\s+\|\s+|\s+=\s+")
_OR = re.compile(r",?\s+(?:or|oder|ou)\s+")
_COMMA = re.compile(r",\s+(?:(?:and|or)\s+)?|\s+and\s+|\s*&\s*")
_REMARK = re.compile(r"(?<=\S)\s+\((?P<said>[^()]+)\)$")
_ENDING = re.compile(r"(?<=[a-zà-ÿ]{2})\((?:e?s|n?e|le|a|in|innen|ed|ing)\)|(?<=\bun)\(e\)")
_ROMAN = re.compile(r"[IVXLCM]+|.")
_AFTERTHOUGHT = re.compile(r"(?P<first>[^:]+?)(?:\s+[-–—]\s+|:\s+)(?P<rest>[a-z]\S*(?:\s+\S+){2,})")
_EXAMPLE = re.compile(r"(?:e\.?g\.|for example|such as|z\. ?B\.|p\. ?ex\.)[ ,:]+", re.IGNORECASE)
_AND_SO_ON = re.compile(r"[\s,]*\b(?:etc\b\.?|and so on|usw\.)$", re.IGNORECASE)


def _check(view: CardView) -> Iterator[Finding]:
    for entry, context, key in _entries(view):
        for spelling in (entry.text, *entry.accept[:_MOST_ANSWERS]):
            if len(spelling) > _LONGEST or not _MAY_BE.search(spelling):
                continue
            where = key if spelling == entry.text else "accept"
            prompt = context.lead[-_LONGEST_PROMPT:]
            parts = _parts(spelling, entry, prompt, is_typed=view.kind == "typed")
            if wrong := next((one for one in parts if _is_wrong(one, entry, context)), None):
                yield _finding(spelling, wrong, where)


def _entries(view: CardView) -> Iterator[tuple[Entry, Context, str]]:
    """The answers that are typed, with the text around each and the field that holds it."""
    match view.body:
        case Typed(prompt=prompt, answer=entry):
            yield entry, Context(prompt), "answer"
        case List(prompt=prompt, answer=entries):
            for each in entries[:_MOST_ANSWERS]:
                yield each, Context(prompt), "answer"
        case Cloze(parts=parts):
            for part in parts[:_MOST_ANSWERS]:
                if isinstance(part, Gap):
                    yield part.entry, Context(before=" ", after=" "), "cloze"


def _parts(spelling: str, entry: Entry, prompt: str, *, is_typed: bool) -> Iterator[str]:
    """Yield parts of an answer that learners who know it would type."""
    yield from _without_remarks(spelling)
    yield from _alternatives(spelling)
    if _IS_WORDING.search(prompt):
        return
    sides = _OR.split(spelling)
    if spelling[:1].islower() or " or the " in spelling:
        yield from _words(sides)
    if spelling != entry.text:
        yield from _listed(spelling, entry)
    elif is_typed:
        yield from _turned(spelling, prompt)


def _without_remarks(spelling: str) -> Iterator[str]:
    """An answer without what its author adds to it."""
    remark = _REMARK.search(spelling)
    if remark and not _ROMAN.fullmatch(remark["said"]):
        yield spelling[: remark.start()]
    if _ENDING.search(spelling):
        yield _ENDING.sub("", spelling)
    found = _AFTERTHOUGHT.fullmatch(spelling)
    if found and found["first"].islower():
        yield found["first"]
    rest = _AND_SO_ON.sub("", _EXAMPLE.sub("", spelling, count=1))
    if rest != spelling and _LETTERS.search(rest):
        yield rest.partition(",")[0]


def _alternatives(spelling: str) -> Iterable[str]:
    """The answers that an author puts side by side."""
    sides = spelling.split("/")
    if " / " in spelling or all(map(_is_word, sides)):
        yield from _words(sides)
    yield from _words(_SEMICOLON.split(spelling))


def _is_word(side: str) -> bool:
    """Check whether a text next to a slash is a word, not a unit, an abbreviation or an address."""
    return len(side.strip()) >= _SHORT and not side.isupper() and ":" not in side


def _words(sides: list[str]) -> list[str]:
    """The sides of a separator, if all of them are words."""
    return sides if len(sides) > 1 and all(map(_LETTERS.search, sides)) else []


def _listed(spelling: str, entry: Entry) -> list[str]:
    """The answers in one line of `accept`; a name with its place or turned round is one."""
    sides = _words(re.split(r",\s+", spelling))
    of_answer = {word.strip(",") for word in entry.text.casefold().split()}
    return [] if any(of_answer & set(side.casefold().split()) for side in sides) else sides


def _turned(spelling: str, prompt: str) -> Iterator[str]:
    """Several things in another order than the author has them."""
    sides = _words(_COMMA.split(spelling))
    rest = " ".join(sides[1:])
    if rest.islower() and (len(sides) > 2 or _ASKS_FOR_MORE.search(prompt)):  # noqa: PLR2004 - two may be one name
        yield f"{', '.join(reversed(sides[1:]))} and {sides[0]}"


def _is_wrong(said: str, entry: Entry, context: Context) -> bool:
    task = text_asked(entry, context, None, frozenset())
    return (
        isinstance(task, TypedTask)
        and grade(task, TypedResponse(said.strip())).outcome is Outcome.WRONG
    )


def _finding(spelling: str, wrong: str, key: str) -> Finding:
    return Finding(
        f"`{spelling}` counts as one answer: who types `{wrong.strip()}` is graded wrong",
        "Write one answer, each other right one as an entry of `accept`, and remarks in `why`. If "
        "several things must be named, make it a `list`.",
        key,
        spelling,
    )


RULE = Rule(
    code="Q212",
    name="several-in-one",
    meaning="An answer to type holds several answers or a remark, and a part of it is wrong.",
    kinds=frozenset({"typed", "list", "cloze"}),
    check=_check,
)

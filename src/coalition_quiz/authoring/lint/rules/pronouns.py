"""Rules about prompts that refer to something outside the card."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import BLANK, EVERY_KIND, CardView, Finding, card_rule

# Q105 pronoun-without-anchor: a prompt that refers to something outside the card.

_Piece = tuple[str, str]
"""The pronoun, and the same with the word before it, to find it in the prompt."""

_LONGEST = 200
"""The longest prompt to check: a longer one has enough for a pronoun to refer to."""

_ASKING = r"(?:what|which|who|whom|whose|when|where|why|how)"
_BEFORE = r"(?:in|on|at|from|for|by|to|with|of|after|before|under|about|during)"
_VERB = r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had)"
# Words between `which` and its verb that a pronoun cannot refer to.
_COUNTED = (
    r"(?:many|much|long|old|far|often|tall|big|years?|days?|dates?|months?|centur(?:y|ies)|decades?"
    r"|city|country|town|place|state|age|times?|kind|type|sort|colou?r|part|of|the|other|else)"
)
_ASKED = re.compile(
    rf"(?:(?:and|but|so),? )?(?:{_BEFORE} )?{_ASKING}(?: {_COUNTED}){{0,3}} ({_VERB} "
    r"(he|she|they|it|this|these|those|his|her|its|their))\b([^?\n]*)\?*\s*$",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    rf"(({_VERB} (he|she|they|his|her|their))\b)(?! who\b)([^?\n]*)\?*\s*$", re.IGNORECASE
)
_TOLD_TO_NAME = re.compile(
    r"(?:name|give|list|state|spell) (?:(?:one|two|three|all|both|some|any|each) (?:of )?)?"
    r"((his|her|their|its))\b([^?\n]*)$",
    re.IGNORECASE,
)
_DONE_TO = re.compile(
    r"(?:[Ww]ho|[Ww]hat|[Ww]hich \w+) (?:\w+ )?(\w+"
    r" ((?:it|him|them|this|these|those)(?: [a-z]+)?))\?*\s*$"
)
_STATED = re.compile(
    r"((?:He|She|They)(?= (?:is|are|was|were|had|has|have|\w+ed|wrote|won|became|led|made)\b)"
    r"|It(?= (?:is|was) (?:located|built|founded|made|in|on|at|an?|the|one|called|named|part)\b)"
    r"|(?:This|These) [a-z]+(?= (?:is|are|was|were|had|has|have)\b))"
)
_PICTURE = r"(?:figure|picture|image|diagram|photo|graph)"
_POINTING = re.compile(
    r"\b(the above|the aforementioned|the former(?=[?,]| or)|the latter(?=[?,.]| (?:is|was|has))"
    r"|(?:pictured|shown|illustrated) (?:above|below)"
    rf"|{_PICTURE} (?:above|below)|^as (?:above|before)(?=,)"
    rf"|^(?:in|on|from|according to) the {_PICTURE}(?:(?=[,:])| shown))\b",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\b(the following(?! (?:day|night|morning|week|month|year|season|decade|century|spring|summer"
    r"|autumn|winter|election|generation)))\b"
    r"|^(?:which|what|who) (?:one |two )?(of (?:these|those))\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    ("it", "he", "she", "they", "him", "his", "its", "her", "their", "them", "this", "these")
)
_POINTERS = """
    above aforementioned before below former latter figure picture image diagram photo graph
"""
_ELSEWHERE = frozenset(_POINTERS.split())
_LISTING = frozenset(("following", "these", "those"))
_TELLTALE = _PRONOUNS | _ELSEWHERE | _LISTING
_BOTH = re.compile(r"[.?!:,] | and | or ")
_LISTED = re.compile(r"[:,;(]|\bor\b|//")
_CLAUSE = re.compile(
    r"\b(?:to|that|when|if|for|from|like|who|which|how|what|about|between|whether|going|of|in"
    r"|called \w+|named \w+|rain\w*|snow\w*|humid|hot|cold|warm|dark|legal|illegal|possible|safe)\b"
)
_NAMED = re.compile(r"[A-Z0-9\"“‘'`_,:;(]")
_CLOCK = re.compile(r"what (?:time|day|date|year|month|season) is it\b", re.IGNORECASE)
_PEOPLE = frozenset({"he", "she"})
_MOST_AFTER = 4
_RECALLED: frozenset[str] = frozenset({"front", "typed", "number", "date"})
_KINDS = EVERY_KIND - {"order", "match"}
_STATING: frozenset[str] = frozenset({"truth", "cloze"})


@card_rule(
    "Q105",
    "pronoun-without-anchor",
    "The question says `it`, `he`, `these` or `the above` without saying what that is.",
    kinds=_KINDS,
    language="en",
)
def _pronoun_without_anchor(view: CardView) -> Iterator[Finding]:
    if _TELLTALE.isdisjoint(view.words) or view.card.picture:
        return
    prompt = view.shown
    if len(prompt) > _LONGEST or "\n" in prompt:
        return
    found = _other_card(view, prompt) or _missing_list(view, prompt) or _pronoun(view, prompt)
    if found:
        pointer, text = found
        yield Finding(
            f"it is unclear what `{pointer}` refers to",
            "Name the person or thing, because learners see each card on its own.",
            view.kind,
            text,
        )


def _other_card(view: CardView, prompt: str) -> _Piece | None:
    """Find a reference to another card, or to a missing picture."""
    if _ELSEWHERE.isdisjoint(view.words):
        return None
    pointing = _POINTING.search(prompt)
    if not pointing or _BOTH.search(prompt[: pointing.start()]):
        return None
    return pointing[1], pointing[1]


def _missing_list(view: CardView, prompt: str) -> _Piece | None:
    """Find a reference to a missing list; only a `choice` is followed by options."""
    if view.kind not in _RECALLED or _LISTING.isdisjoint(view.words):
        return None
    following = _FOLLOWING.search(prompt)
    if not following or _LISTED.search(prompt[following.end() :]):
        return None
    text = following[1] or following[2]
    return text, text


def _pronoun(view: CardView, prompt: str) -> _Piece | None:
    """Find a pronoun before anything that it could refer to."""
    if _PRONOUNS.isdisjoint(view.words) or _is_phrase(view):
        return None
    if view.kind in _STATING:
        return _in_statement(view, prompt)
    return _in_question(prompt)


def _in_question(prompt: str) -> _Piece | None:
    """Find a pronoun at the start of a question, before anything that it could refer to."""
    asked = _ASKED.match(prompt)
    if not asked:
        if aside := _yes_or_no(prompt) or _to_name(prompt):
            return aside
        done_to = _DONE_TO.match(prompt)
        return (done_to[2], done_to[1]) if done_to else None
    text, pronoun, after = asked.groups()
    is_person = pronoun.lower() in _PEOPLE
    if "," in after or (not is_person and _is_anchored(prompt, after)):
        return None
    return pronoun, text


def _yes_or_no(prompt: str) -> _Piece | None:
    """Find a person in a yes/no question who has not been named: did he win."""
    asked = _YES_OR_NO.match(prompt)
    if not asked or "," in asked[4] or " who " in asked[4]:
        return None
    return asked[3], asked[2]


def _to_name(prompt: str) -> _Piece | None:
    """Find somebody's thing that the learner has to name, without a name in the sentence."""
    asked = _TOLD_TO_NAME.match(prompt)
    return (asked[2], asked[2]) if asked and not _NAMED.search(asked[3]) else None


def _is_anchored(prompt: str, after: str) -> bool:
    """Whether `it` or `this` refers to a later word or to nothing: how far is it to Rome."""
    return bool(
        _NAMED.search(after)
        or _CLAUSE.search(after)
        or _CLOCK.match(prompt)
        or len(after.split()) > _MOST_AFTER
    )


def _in_statement(view: CardView, prompt: str) -> _Piece | None:
    """Find a pronoun at the start of a statement, unless a name in a gap follows it."""
    stated = _STATED.match(prompt)
    if not stated or " who " in prompt or " that " in prompt:
        return None
    names = any(answer[:1].isupper() for answer in view.answers)
    return None if names and BLANK in prompt else (stated[1], stated[1])


def _is_phrase(view: CardView) -> bool:
    """Whether the card asks for a phrase in other words, such as in another language."""
    return view.kind in _RECALLED and view.answers[0].endswith("?")

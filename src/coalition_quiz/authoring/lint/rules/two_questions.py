"""Q102: a prompt with two questions, so that half an answer cannot be graded."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.authoring.words import last_sentence

_KINDS: frozenset[str] = frozenset({"front", "choice", "typed", "number", "date"})
_LONGEST = 1_000
_TWO = 2

_ASKING = r"(?:what|who|whom|whose|when|where|why|how|which)"
_VERB = r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had)(?![\w'’])"
_BEFORE = r"(?:(?:in|on|at|by|for|from|to|with|of|between|under|after|during|through) )?"

_PAIR = re.compile(rf"(?:^|[.!?:,] ){_BEFORE}({_ASKING} and {_ASKING})\b", re.IGNORECASE)
_FIRST = re.compile(
    rf"(?:[^.?!,:]{{0,60}}[,:] )?{_BEFORE}{_ASKING}\b|[^.?!:]{{0,160}}?[,;:…] (?:what|how)\b",
    re.IGNORECASE,
)
_SECOND = re.compile(
    rf"\band {_BEFORE}({_ASKING})(?:(?: \w+){{0,2}} {_VERB}|(?: \w+){{0,2}}(?=\?|$))",
    re.IGNORECASE,
)
_ONE_THING = re.compile(r"\b(?:between|if|whether|knows?|decides?|determines?|affects?)\b|[?.] ")
_QUESTION = re.compile(rf"(?:and )?{_BEFORE}(?:{_ASKING}|{_VERB})\b", re.IGNORECASE)
# “What is the capital and largest city of Peru” is one question, like “the king and emperor of”.
_BOTH_OF = re.compile(
    r"(?:[^.?!,:]{0,120}[.?!,:] )?(?:what (?:are|were) (?:the )?\w+(?<!s)"
    r"|(?:name|give|state|what (?:is|was)) the \w+(?<!s)(?= and the ))"
    r" (and (?:the )?(?!\w+est\b|most\b|main\b|chief\b)\w+(?<!s)) of\b(?!.*\b(?:called|known)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«`(\[][^\"”»`)\]]{0,300}[\"”»`)\]]")


def _check(view: CardView) -> Iterator[Finding]:
    prompt = view.prompt[:_LONGEST]
    if " and " not in prompt and prompt.count("?") < _TWO:
        return
    text = _second_question(_QUOTED.sub(lambda quoted: "_" * len(quoted[0]), prompt))
    if text:
        yield Finding(
            f"a second question stands in the prompt: `{text}`",
            "Make a card of each question, so that each answer is graded for itself.",
            view.kind,
            text,
        )


def _second_question(prompt: str) -> str:
    """Find the piece of a prompt that shows a second question; empty if there is one question."""
    pair = _PAIR.search(prompt)
    if pair:
        return pair[1]
    both = _BOTH_OF.match(prompt)
    if both:
        return both[1]
    return (
        _joined_question(prompt)
        or _joined_question(last_sentence(prompt))
        or _second_sentence(prompt)
    )


def _joined_question(prompt: str) -> str:
    """Find a second question after `and`, but not a clause that only looks like one."""
    first = _FIRST.match(prompt)
    second = _SECOND.search(prompt, first.end()) if first else None
    if not first or not second:
        return ""
    between = prompt[first.end() : second.start()].lower()
    is_clause = f" {second[1].lower()} " in between or _ONE_THING.search(between)
    return "" if is_clause else second[0]


def _second_sentence(prompt: str) -> str:
    """Find a second sentence that is a question, if the first is one too."""
    first, *others = [piece.strip() for piece in prompt.split("?")]
    if not _QUESTION.match(first):
        return ""
    return next((other for other in others if " " in other and _QUESTION.match(other)), "")


RULE = Rule(
    code="Q102",
    name="two-questions",
    meaning="The prompt asks two things at once.",
    kinds=_KINDS,
    language="en",
    check=_check,
)

"""Rules about prompts: their length, their form, and how many questions they ask."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.words import last_sentence
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.flip import Flip

# Q101 long-prompt: a prompt that is too long to read at a glance.

MOST_WORDS = 30
_MANY = 10
_SHARE = 0.1
# A case or a calculation needs the facts that it starts from.
_CASE = re.compile(
    r"\b(?:(?:years?|months?|weeks?|days?)[- ](?:old|of age)|patients?|present(?:s|ed|ing) with"
    r"|examination|diagnosis|biopsy|surgery|operation|symptoms?|complain\w*"
    r"|suppose|assum(?:e|es|ing)|given that|if\b.*\b(?:what|how))\b",
    re.IGNORECASE,
)
# The end of a case description: "… He is pale. Which of the following is the cause?"
_ASKED_OF_A_CASE = re.compile(
    r"[.!] [^.!]*\b(?:which of the following|most (?:likely|probable|appropriate)|next step)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d[\d.,]*")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
# Years from 1000 to 2100, days of a month and centuries are dates, not data for a calculation.
_TIMES = re.compile(
    rf"\b(?:\d\d?(?:st|nd|rd|th)?(?= {_MONTH}\b)|{_MONTH} \d\d?(?:st|nd|rd|th)?\b(?![.,]\d)"
    r"|\d\d?(?:st|nd|rd|th)(?=[- ]centur)"
    r"|(?<![\d.,$€£])(?:1\d{3}|20\d\d|2100)s?\b(?![.,]?\d| ?[%$€£°]| ?(?:[kcm]?m|[km]?g|[mc]?l|kJ?"
    r"|J|N|W|V|Hz|mol|dollars?|euros?|people|units?|met(?:er|re)s?|shares?)\b))"
)
_FIGURES_OF_A_SUM = 3
_LONGEST_CHECKED = 2_000
_LIMIT = f"(recommended: {MOST_WORDS} words or fewer)"


@deck_rule(
    "Q101",
    "long-prompt",
    f"The question has more than {MOST_WORDS} words (case studies and calculations are exempt).",
)
class _PromptLength:
    """A rule that reports each card, or one card if long prompts are the deck's style."""

    def __init__(self, _: LintContext) -> None:
        self._seen = 0
        self._long: list[tuple[int, int, str]] = []

    def see(self, view: CardView) -> None:
        self._seen += 1
        count = len(view.words)
        if count > MOST_WORDS and not _gives_data(view.shown):
            self._long.append((view.number, count, view.kind))

    def found(self) -> Iterator[tuple[int, Finding]]:
        total = len(self._long)
        if total >= _MANY and total > _SHARE * self._seen:
            number, _, kind = self._long[0]
            message = f"this and {total - 1:,} more questions are too long {_LIMIT}"
            yield number, _length_finding(message, kind)
            return
        for number, count, kind in self._long:
            yield number, _length_finding(f"the question has {count} words {_LIMIT}", kind)


def _gives_data(prompt: str) -> bool:
    beginning, end = prompt[:_LONGEST_CHECKED], prompt[-_LONGEST_CHECKED:]
    if _CASE.search(beginning) or _ASKED_OF_A_CASE.search(end):
        return True
    return len(_FIGURE.findall(_TIMES.sub("", beginning))) >= _FIGURES_OF_A_SUM


def _length_finding(message: str, kind: str) -> Finding:
    remedy = "Ask only what matters, and move the rest to `why`."
    return Finding(message, remedy, kind)


# Q102 two-questions: a prompt with two questions, so that half an answer cannot be graded.

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
    rf"\band {_BEFORE}({_ASKING})(?:(?: \w+){{0,2}} {_VERB}|(?: \w+){{0,2}}(?=\?|$))", re.IGNORECASE
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


@card_rule(
    "Q102",
    "two-questions",
    "The question asks two things at once.",
    kinds={"front", "choice", "typed", "number", "date"},
    language="en",
)
def _two_questions(view: CardView) -> Iterator[Finding]:
    prompt = view.prompt[:_LONGEST]
    if " and " not in prompt and prompt.count("?") < _TWO:
        return
    text = _second_question(_QUOTED.sub(lambda quoted: "_" * len(quoted[0]), prompt))
    if text:
        yield Finding(
            f"this card asks a second question: `{text}`",
            "Make one card for each question.",
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


# Q103 yes-no-prompt: a yes/no question that is asked as if there were more to answer.

_BARE = frozenset({"yes", "no", "true", "false"})

_YES_OR_NO = re.compile(r"(?:yes|no)(?=\s*(?:[.,;:!–—-]|$))|(?:true|false)[.!]?$", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:^|[.,;:!?)–—-] )((?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had"
    r"|may|must)(?:n['’]t)? \w+)[^?]*\??\s*$|(true or false|true ?/ ?false|yes or no|yes ?/ ?no)",
    re.IGNORECASE,
)


@card_rule(
    "Q103",
    "yes-no-prompt",
    "A yes/no question is not written as a `truth` card.",
    kinds={"front", "choice", "typed"},
    language="en",
)
def _yes_no_prompt(view: CardView) -> Iterator[Finding]:
    body = view.card.body
    if isinstance(body, Choice):
        if body.answers[0].lower() in _BARE:
            yield from _among_options(body)
        return
    answer = body.back if isinstance(body, Flip) else view.answers[0]
    if not _YES_OR_NO.match(answer):
        return
    asked = _ASKED.search(view.prompt[:_LONGEST])
    if asked:
        yield _yes_no_finding(body.kind, asked[1] or asked[2])


def _among_options(body: Choice) -> Iterator[Finding]:
    """Find options that are only yes and no, or true and false."""
    if body.wrong and all(wrong.text.lower() in _BARE for wrong in body.wrong):
        yield _yes_no_finding("answer", body.answers[0])


def _yes_no_finding(key: str, text: str) -> Finding:
    return Finding(
        "this is a yes/no question, so half of all guesses are right",
        "Ask what, which, when or why instead, or write the statement as a `truth` card.",
        key,
        text,
    )


# Q104 describe: an open task. Its right answer changes from day to day.

_TASK = re.compile(
    r"(?:(?:can|could|would) you )?(?:briefly |please |in your own words,? )?"
    r"((?:describe|explain|discuss|elaborate(?: on)?|comment on|expound|talk about|write about"
    r"|compare(?: and contrast)?|outline|summari[sz]e"
    r"|(?:tell|say|write) (?:\w+ )?(?:all |everything |something |more )?(?:you know )?about"
    r"|(?:give|provide|write) (?:\w+ )?(?:an?|the|some) (?:\w+ )?"
    r"(?:overview|summary|outline|account|description|explanation) of"
    r"|what (?:all )?(?:do|can) you (?:know|say|tell us|tell me) about))\s+\S+\s*\S",
    re.IGNORECASE,
)
# A question that compares two things decides what is right.
_QUESTION_AFTER = re.compile(
    r"compare\b.*[:.,;] *(?:and )?(?:which|what|who|is|are)\b", re.IGNORECASE
)
# Words to translate: “Explain yourself! (in French)”.
_WORDS_TO_TRANSLATE = re.compile(
    r"[^.?!]{1,60}!|.*\((?:in(?:to)? )?(?:[A-Z]\w*(?:ish|ese|ian|ean)|Arabic|Dutch|French|German"
    r"|Greek|Hebrew|Hindi|Latin|Thai|Welsh|noun|verb)\)"
)


@card_rule(
    "Q104",
    "describe",
    "An open question asks learners to describe, explain or discuss.",
    kinds={"front", "typed"},
    language="en",
)
def _describe(view: CardView) -> Iterator[Finding]:
    task = _TASK.match(view.prompt)
    if task and not _is_something_else(view):
        yield Finding(
            f"`{task[1]}` is too open to grade",
            "Ask for one specific thing: what, which, when, how many or why.",
            view.kind,
            task[1],
        )


def _is_something_else(view: CardView) -> bool:
    prompt, body = view.prompt[:_LONGEST], view.body
    asked_both_ways = isinstance(body, Flip) and body.both
    return bool(
        asked_both_ways
        or _QUESTION_AFTER.match(prompt)
        or _WORDS_TO_TRANSLATE.fullmatch(prompt.rstrip())
    )


# Q107 quiet-negation: a question that depends on `not` or `except`, which is easy to overlook.

_LONGEST_NEGATED = 5_000

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)"
# A `not` inside a subordinate clause is not the point of the question.
_WORD = (
    rf"(?:(?!(?:that|if|when|where|who|whom|whose|which|because|although|but|and|or|{_AUXILIARY})\b)"
    r"[^\s.?!\"“”]+)"
)
_NEGATION = re.compile(
    rf"(?:^|[.?!:,] )(?:[Ii]n |[Oo]f )?(?:[Ww]hich|[Ww]hat|[Ww]ho)(?: {_WORD}){{0,8}}?"
    # Every odd-one-out puzzle asks for what does not belong, and no reader overlooks it.
    rf" ({_AUXILIARY}(?:(?: {_WORD}){{0,3}}? not\b(?! belong| fit)|n['’]t\b(?! belong| fit)))"
    r"|\b(except)(?:,? for)?[\s:;,?.…–—-]*$"
)


@card_rule(
    "Q107",
    "quiet-negation",
    "A negative question has `not` or `except` in small letters.",
    kinds={"choice", "typed", "list"},
    language="en",
)
def _quiet_negation(view: CardView) -> Iterator[Finding]:
    prompt = view.prompt
    if not ("not" in prompt or "except" in prompt or "n't" in prompt or "n’t" in prompt):
        return
    if len(prompt) > _LONGEST_NEGATED:
        return
    negation = _NEGATION.search(prompt)
    if negation:
        text = negation[1] or negation[2]
        word = "except" if text == "except" else "not"
        yield Finding(
            f"learners may overlook `{word}` in this question",
            f"Write {word.upper()} in capitals, or ask a positive question.",
            view.kind,
            text,
        )

"""Q101: a prompt that is too long to read at a glance."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule

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
_TOO_LONG = "and takes longer to read than to answer"


class _DeckRule:
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
            message = f"this and {total - 1:,} more prompts have over {MOST_WORDS} words each"
            yield number, _finding(message, kind)
            return
        for number, count, kind in self._long:
            yield number, _finding(f"the prompt has {count} words {_TOO_LONG}", kind)


def _gives_data(prompt: str) -> bool:
    beginning, end = prompt[:_LONGEST_CHECKED], prompt[-_LONGEST_CHECKED:]
    if _CASE.search(beginning) or _ASKED_OF_A_CASE.search(end):
        return True
    return len(_FIGURE.findall(_TIMES.sub("", beginning))) >= _FIGURES_OF_A_SUM


def _finding(message: str, kind: str) -> Finding:
    remedy = "Ask for the one thing that matters, and move the rest to `why`."
    return Finding(message, remedy, kind)


RULE = Rule(
    code="Q101",
    name="long-prompt",
    meaning=f"The prompt has more than {MOST_WORDS} words, and is no case or sum that needs them.",
    deck_rule=_DeckRule,
)

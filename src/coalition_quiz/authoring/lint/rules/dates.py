"""Rules about dates, and facts that change over the years."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.words import last_sentence
from coalition_quiz.core.edtf import Precision, span
from coalition_quiz.core.kinds.date import Date

# F102 no-as-of: a fact that changes over the years, on a card without a date.

_OFFICE = (
    r"(?:(?:vice|deputy|acting)[- ])?president|premier|chancellor|monarch|pope|chief executive|ceo"
    r"|(?:prime|chief|finance|foreign|interior|home|defen[cs]e|health|education) minister"
    r"|minister (?:of|for)|chair(?:man|woman|person)?|secretary[- ]general|governor|mayor"
    r"|head of (?:state|government)|chief justice|speaker of the (?:house|parliament|assembly)"
)
_PEOPLE = (
    "people|inhabitants|residents|citizens|speakers|members|member (?:states|countries)"
    "|employees|users|subscribers|soldiers|troops|followers|customers"
)
_UNIONS = "countries|states|nations"
# Being the first, or having done something, lasts: “the first governor”, “the president who …”.
_CHANGING = re.compile(
    rf"\bwho(?: is|['’]s) the (?!first|last|only|next|former|\w+(?:nd|rd|th|est)\b)(?:\w+ )?"
    rf"(?:{_OFFICE})\b(?! (?:who|that|to|whose|in charge)\b)"
    rf"|\bwhat is the name of the (?:{_OFFICE})\b"
    rf"|\bhow many (?:\w+ )?(?:{_PEOPLE}) (?:are|does|do|has|have|is|live|work|speak|belong)\b"
    rf"|\bhow many (?:{_UNIONS}) (?:are (?:members of|in the)|belong to)\b"
    r"|\bwhat is the (?:current |total )?(?:population|gdp|unemployment rate|minimum wage)\b"
    rf"|\b(?:{_UNIONS}) (?:that )?are (?:currently )?members\b"
    r"|\bis (?:not )?a member(?: state)? of (?:the )?(?:EU|European Union|NATO|UN|G7|G20|OPEC)\b"
    r"|\bhas a population of\b",
    re.IGNORECASE,
)
_CHANGING_WORDS = "who who's who’s many name population gdp rate wage member members"
_CHANGING_SIGNS = frozenset(_CHANGING_WORDS.split())
# Facts dated in the prompt, facts that differ for each learner, and stories.
_STORY = re.compile(
    r"\b(?:1\d|20)\d\d\b|\byour\b|\bmytholog|\b(?:gods|film|movie|novel|book|series|game|poem|play"
    r"|story)\b",
    re.IGNORECASE,
)


@deck_rule(
    "F102",
    "no-as-of",
    "A fact that changes over time (an office, a population, a membership) has no `as_of` date.",
    language="en",
)
class _NoAsOf:
    """A rule that reports a deck without any `as_of` once, at its first such card."""

    def __init__(self, _: LintContext) -> None:
        self._without: list[tuple[int, str, str]] = []
        self._with = 0

    def see(self, view: CardView) -> None:
        if view.card.as_of is not None:
            self._with += 1
        elif not _CHANGING_SIGNS.isdisjoint(view.words):
            asked = last_sentence(view.prompt)
            found = _CHANGING.search(asked)
            if found and not _STORY.search(asked):
                self._without.append((view.number, view.kind, found[0]))

    def found(self) -> Iterator[tuple[int, Finding]]:
        reported = self._without if self._with else self._without[:1]
        more = 0 if self._with else len(self._without) - 1
        for number, key, text in reported:
            yield number, _as_of_finding(key, text, more)


def _as_of_finding(key: str, text: str, more: int) -> Finding:
    others = ""
    if more:
        others = f" (nor do {more} more cards)" if more > 1 else " (nor does 1 more card)"
    return Finding(
        f"`{' '.join(text.split())}` changes over time, but the card has no date{others}",
        "Add `as_of:` to the deck, or to this card if its date differs.",
        key,
        text,
    )


# F103 relative-time: words such as “currently” on a card without a date.

_RELATIVE = re.compile(
    r"\b(?:currently|recently|nowadays|presently|at present|at the moment|as of (?:now|today)"
    r"|so far|to this day|until now|right now|in recent years|today(?!['’]s)"
    r"|(?<!in )(?<!of )(?:this|last) (?:year|month|week|decade|century|season)"
    r"|next season|(?<!the )next (?:year|month|week)|(?<!up )to date)\b",
    re.IGNORECASE,
)
# The latest of its kind, except the last of a story, of a choice or of the Earth's past.
_LATEST = re.compile(
    r"\b(?:the|whose|(?<=\w)['’]s) ((?:latest|newest|most recent)\b"
    r"(?! (?:of\b|to\b|(?:possible|common|day|date|time|hour|ice|glacia\w*|geolog\w*|mass|epoch|era"
    r"|period|ancestor)\b)))"
    r"|\bthe (last (?:(?:\w+ )?World Cup|(?:\w+ )?Olympics|(?:\w+ )?Olympic Games|Super Bowl"
    r"|World Series|(?:\w+ )?elections?|census)(?=\W*$|[?.,]| in (?!which\b)|s? (?:held|played)))",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:1\d|20)\d\d\b")
_RELATIVE_WORDS = """
    currently recently nowadays presently present moment now today far day recent year month week
    decade century season date latest newest last
"""
_RELATIVE_SIGNS = frozenset(_RELATIVE_WORDS.split())
_RELATIVE_IN_WHY = re.compile(
    r"\b(?:currently|nowadays|at present|at the moment|so far|(?:this|last) year)\b"
)
# Quotations do not refer to the time of the card.
_TALK = re.compile(
    r"\b(?:I|you|we|my|your|our|he|she|me|his|her)\b|[“”\"‘]|(?<!\w)'", re.IGNORECASE
)
_FEWEST_WORDS = 5
_LONGEST = 2000


@card_rule(
    "F103",
    "relative-time",
    "A card says `today` or `recently`, but has no `as_of` date.",
    language="en",
)
def _relative_time(view: CardView) -> Iterator[Finding]:
    if view.card.as_of is not None:
        return
    words, why = view.words, view.card.why
    if len(words) >= _FEWEST_WORDS and not _RELATIVE_SIGNS.isdisjoint(words):
        asked = last_sentence(view.prompt)
        text = _in(asked, _RELATIVE) or _latest(asked)
        if text:
            yield _relative_finding(view.kind, text)
    if why and len(words) >= _FEWEST_WORDS:
        text = _in(why[:_LONGEST], _RELATIVE_IN_WHY)
        if text:
            yield _relative_finding("why", text)


def _in(text: str, relative: re.Pattern[str]) -> str:
    found = relative.search(text)
    return found[0] if found and not _TALK.search(text) else ""


def _latest(asked: str) -> str:
    """Find a phrase for the latest of its kind, which will be replaced by another."""
    found = _LATEST.search(asked)
    if not found or _DATED.search(asked) or _TALK.search(asked):
        return ""
    return found[1] or found[2]


def _relative_finding(key: str, text: str) -> Finding:
    return Finding(
        f"`{text}` means something different every time the card is read",
        "Give a date, such as “in 2023”, or add `as_of:`.",
        key,
        text,
    )


# F104 review-overdue: a fact whose author planned to review it before today.


@card_rule("F104", "review-overdue", "The date in `review_by` has passed.")
def _review_overdue(view: CardView) -> Iterator[Finding]:
    due = view.card.review_by
    if due is None or due.year > view.context.today.year:
        return
    _, last = span(due)
    today, _ = span(view.context.today)
    if last < today:
        yield Finding(
            f"this fact may be out of date (review was due by {due.in_words()})",
            "Check the fact, update the card and its `as_of`, and set a new `review_by`.",
            "review_by",
            str(due),
        )


# F106 long-since: a card that says `currently`, years after it was true.

_LONG_SINCE_YEARS = 3
_NOW = re.compile(
    r"\b(?:currently|nowadays|presently|recently|at present|at the moment|so far|last year"
    r"|(?:as of )?(?:today|now)\b(?! (?:called|known|named|part|in)\b)"
    r"|the (?:current|latest|newest|most recent)|this (?:year|decade))\b",
    re.IGNORECASE,
)


@card_rule(
    "F106",
    "long-since",
    "A card says `currently` or `today`, but its `as_of` is more than "
    f"{_LONG_SINCE_YEARS} years ago.",
    language="en",
)
def _long_since(view: CardView) -> Iterator[Finding]:
    card = view.card
    if card.as_of is None or view.context.today.year - card.as_of.year <= _LONG_SINCE_YEARS:
        return
    if card.changed and view.context.today.year - card.changed.on.year <= _LONG_SINCE_YEARS:
        return
    for key, text in ((view.kind, view.prompt[-_LONGEST:]), ("why", card.why[:_LONGEST])):
        if text and (found := _in(text, _NOW)):
            yield Finding(
                f"`{found}` was true in {card.as_of.in_words()}, which is years ago",
                "Check the fact and set a new `as_of`, or name the time in the question.",
                key,
                found,
            )
            return


# Q207 date-finer-than-asked: a date that is more or less precise than its question asks.

_QUESTION_WORD = re.compile(
    r"\b(?:what|which)\s+(?:\w+['’]s\s+)?(?:(?:exact|calendar|precise|first|last)\s+)?"
    r"(century|decade|year|season|month|date|day)\b(?!['’]s\b)"
    r"|\b(?:month|season|day)\b(?=\s+(?:and|of)\s+(?:(?:which|what|the)\s+)?(?:month|year)\b)",
    re.IGNORECASE,
)
_FINENESS = {
    "century": 0, "decade": 0, "year": 1, "season": 2, "month": 3, "date": 4, "day": 4,
}  # fmt: skip
_PRECISIONS = {Precision.YEAR: 1, Precision.SEASON: 2, Precision.MONTH: 3, Precision.DAY: 4}
_LONGEST_PROMPT = 1000


@card_rule(
    "Q207",
    "date-finer-than-asked",
    "The question and the answer differ in precision (year, month or day).",
    kinds={"date"},
    language="en",
)
def _date_finer_than_asked(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Date)
    prompt = body.prompt[:_LONGEST_PROMPT]
    asked = [(found[1] or found[0]).lower() for found in _QUESTION_WORD.finditer(prompt)]
    if not asked:
        return
    finest = max(asked, key=_FINENESS.__getitem__)
    precision = body.answer.precision
    if _PRECISIONS[precision] > _FINENESS[finest]:
        yield _precision_finding(finest, body, "finer")
    elif _PRECISIONS[precision] < _FINENESS[finest] and finest != "date":
        yield _precision_finding(finest, body, "coarser")


def _precision_finding(asked: str, body: Date, how: str) -> Finding:
    precision = body.answer.precision
    if asked in {"decade", "century"}:
        return Finding(
            f"the question asks for a {asked}, but the answer is a {precision}",
            f"Ask for a {precision}, or make it a `typed` card with the {asked} as its answer.",
            "answer",
            str(body.answer),
        )
    return Finding(
        f"the question asks for a {asked}, but the answer is a {precision}",
        f"Ask for a {precision}, or answer with the {asked} alone."
        if how == "finer"
        else f"Ask for a {precision}, or add the {asked} to the answer.",
        "answer",
        str(body.answer),
    )

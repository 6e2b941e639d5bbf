"""F102: a fact that changes over the years, on a card without a date."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.words import last_sentence

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
_WORDS = "who who's who’s many name population gdp rate wage member members"
_SIGNS = frozenset(_WORDS.split())
# Facts dated in the prompt, facts that differ for each learner, and stories.
_STORY = re.compile(
    r"\b(?:1\d|20)\d\d\b|\byour\b|\bmytholog|\b(?:gods|film|movie|novel|book|series|game|poem|play"
    r"|story)\b",
    re.IGNORECASE,
)


class _DeckRule:
    """A rule that reports a deck without any `as_of` once, at its first such card."""

    def __init__(self, _: LintContext) -> None:
        self._without: list[tuple[int, str, str]] = []
        self._with = 0

    def see(self, view: CardView) -> None:
        if view.card.as_of is not None:
            self._with += 1
        elif not _SIGNS.isdisjoint(view.words):
            asked = last_sentence(view.prompt)
            found = _CHANGING.search(asked)
            if found and not _STORY.search(asked):
                self._without.append((view.number, view.kind, found[0]))

    def found(self) -> Iterator[tuple[int, Finding]]:
        reported = self._without if self._with else self._without[:1]
        more = 0 if self._with else len(self._without) - 1
        for number, key, text in reported:
            yield number, _finding(key, text, more)


def _finding(key: str, text: str, more: int) -> Finding:
    others = f", here and on {more} more card{'s' if more > 1 else ''}" if more else ""
    return Finding(
        f"`{' '.join(text.split())}` asks for what changes, and nothing says when it held{others}",
        "Add `as_of:` at the top of the deck, or to the card where it differs.",
        key,
        text,
    )


RULE = Rule(
    code="F102",
    name="no-as-of",
    meaning="A number, an office or a membership that changes is asked for without `as_of`.",
    language="en",
    deck_rule=_DeckRule,
)

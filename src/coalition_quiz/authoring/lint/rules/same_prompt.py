"""Q109: two cards of a deck that ask the same."""

from collections.abc import Iterable, Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.words import words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed

_LONGEST = 2_000
_MOST_ANSWERS = 50
_MOST_PARTS = 40
_MOST_FOUND = 10_000
"""A report lists no more."""
_AROUND = " \t\n.,;:!?…\"'“”‘’"


class _DeckRule:
    """Keeps a hash for each prompt: most decks ask nothing twice."""

    def __init__(self, setting: LintContext) -> None:
        self._cards = setting.deck.cards
        self._pools = setting.deck.pools
        self._first: dict[int, int] = {}
        self._spelt: set[int] = set()
        self._again: list[tuple[int, int]] = []

    def see(self, view: CardView) -> None:
        body = view.card.body
        if isinstance(body, Cloze) or (isinstance(body, Flip) and body.both):
            self._see_sides(view.number, body)
        else:
            self._note(view.number, body.kind, view.words, body.prompt)

    def _see_sides(self, number: int, body: Body) -> None:
        for asked in _asked(body):
            if self._note(number, body.kind, words(asked[:_LONGEST]), asked):
                return

    def _note(self, number: int, kind: str, asked: tuple[str, ...], prompt: str) -> bool:
        """Whether this was asked before. Words tell most prompts apart; signs tell the others."""
        first = self._first.setdefault(hash((kind, asked)), number)
        if first == number:
            return False
        self._spell(first)
        first = self._first.setdefault(hash((kind, _plain(prompt))), number)
        if first != number and len(self._again) < _MOST_FOUND:
            self._again.append((number, first))
        return first != number

    def _spell(self, first: int) -> None:
        """Note the prompts of a card that shares its words with others by their signs too."""
        if first in self._spelt:
            return
        self._spelt.add(first)
        body = self._cards[first].body
        for each in _asked(body):
            self._first.setdefault(hash((body.kind, _plain(each))), first)

    def found(self) -> Iterator[tuple[int, Finding]]:
        for number, first in self._again:
            one, other = self._cards[number], self._cards[first]
            if self._is_same(one.body, other.body):
                yield number, _repeated(one, other)
            elif self._is_at_odds(one.body, other.body):
                yield number, _at_odds(one, other)

    def _is_same(self, one: Body, other: Body) -> bool:
        ours, theirs = _answers(one), _answers(other)
        if isinstance(one, Cloze) and isinstance(other, Cloze):
            return _is_same_gap(one, other)
        if isinstance(one, Typed | List):
            return not ours.isdisjoint(theirs)
        if isinstance(one, Choice) and isinstance(other, Choice) and one.wrong and other.wrong:
            return ours == theirs and not self._options(one).isdisjoint(self._options(other))
        return ours == theirs

    def _is_at_odds(self, one: Body, other: Body) -> bool:
        """Whether a learner cannot tell which of two answers is meant."""
        if isinstance(one, Choice) and isinstance(other, Choice):
            # Options are part of the question, unless one card calls wrong what the other asks for.
            return not (
                _answers(one).isdisjoint(self._options(other))
                and _answers(other).isdisjoint(self._options(one))
            )
        # What is to be put in order or joined stands on the screen: it tells the cards apart.
        return one.kind not in ("order", "match")

    def _options(self, body: Choice) -> frozenset[str]:
        wrong = [each.text for each in body.wrong[:_MOST_ANSWERS]]
        return _folded(wrong or self._pools.get(body.pool, ())[:_MOST_ANSWERS])


def _asked(body: Body) -> Iterator[str]:
    """What a learner sees: one prompt, or one for each side of a card and each gap of a text."""
    if isinstance(body, Cloze):
        for gap in body.gaps if len(body.parts) <= _MOST_PARTS else ():
            yield "".join([_shown(part, gap) for part in body.parts])
        return
    yield body.prompt
    if isinstance(body, Flip) and body.both:
        yield body.back


def _shown(part: str | Gap, hidden: Gap) -> str:
    if isinstance(part, str):
        return part
    return f"[{part.hint}]" if part is hidden else part.entry.text


def _is_same_gap(one: Cloze, other: Cloze) -> bool:
    """Whether what hides in the gap that two texts share is the same."""
    theirs = {_plain(asked): gap for asked, gap in zip(_asked(other), other.gaps, strict=False)}
    for asked, gap in zip(_asked(one), one.gaps, strict=False):
        twin = theirs.get(_plain(asked))
        if twin:
            return normalise(gap.entry.text) == normalise(twin.entry.text)
    return False


def _plain(text: str) -> str:
    """A prompt without what learners overlook: spaces, case and the punctuation around it."""
    shown = " ".join(text[:_LONGEST].split())
    # In a single word case and points tell: Co is no CO, and 1 is not 1.
    plain = shown.strip(_AROUND).casefold().replace(",", "") if " " in shown else shown
    return plain if len(text) <= _LONGEST else f"{plain}{hash(text)}"


def _answers(body: Body) -> frozenset[str]:
    match body:
        case Flip(prompt=prompt, back=back):
            return _folded((prompt, back))
        case Choice(answers=answers):
            return _folded(answers[:_MOST_ANSWERS])
        case TrueFalse(answer=truth):
            return frozenset((str(truth),))
        case Typed(answer=entry):
            return _folded((entry.text, *entry.accept[:_MOST_ANSWERS]))
        case List(answer=entries):
            return _folded(entry.text for entry in entries[:_MOST_ANSWERS])
        case Order(answer=rows, timeline=timeline):
            return _folded(
                (*rows[:_MOST_ANSWERS], *(each.event for each in timeline[:_MOST_ANSWERS]))
            )
        case _:
            return frozenset((repr(getattr(body, "pairs", getattr(body, "answer", ""))),))


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset([normalise(text[:_LONGEST]) for text in texts])


def _repeated(one: Card, other: Card) -> Finding:
    return Finding(
        f"this card asks the same as the one on line {other.line}",
        "Keep one of the two: what is asked twice is rehearsed too often.",
        one.kind,
    )


def _at_odds(one: Card, other: Card) -> Finding:
    return Finding(
        f"this card asks the same as the one on line {other.line}, and is answered differently",
        "Say in each prompt what tells the two apart, or join them in one card.",
        one.kind,
    )


RULE = Rule(
    code="Q109",
    name="same-prompt",
    meaning="Two cards of one kind ask the same.",
    why=(
        "Where the answers are the same, the fact is rehearsed twice as often as it needs to be. "
        "Where they differ, nobody can know which is meant. Two cards of different kinds may ask "
        "the same: typing an answer and picking it are different exercises."
    ),
    origin="Wozniak, Twenty rules of formulating knowledge, rules 11 and 17 (combat interference; "
    "redundancy, in another form, does not contradict minimum information).",
    bad="""\
- id: georgia
  typed: Which city is the capital of Georgia?
  answer: Tbilisi
  source: atlas
- id: georgia-state
  typed: Which city is the capital of Georgia?
  answer: Atlanta
  source: atlas
""",
    good="""\
- id: georgia
  typed: Which city is the capital of Georgia, the country in the Caucasus?
  answer: Tbilisi
  source: atlas
- id: georgia-state
  typed: Which city is the capital of Georgia, the state of the United States?
  answer: Atlanta
  source: atlas
""",
    deck_rule=_DeckRule,
)

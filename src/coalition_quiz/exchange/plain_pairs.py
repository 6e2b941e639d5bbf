"""Cards of every kind as pairs of a term and its definition, for formats that hold nothing else."""

from collections.abc import Iterator
from typing import NamedTuple

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.exchange.model import Loss, wordings_lost

_BLANK = "_____"
_BETWEEN = "; "


class Pair(NamedTuple):
    """A term and its definition."""

    term: str
    definition: str


def pairs_of(card: Card, deck: Deck) -> tuple[list[Pair], list[str]]:
    """Return a card as pairs, and the reasons why it is not the same card any more."""
    body = card.body
    match body:
        case Flip(prompt=prompt, back=back, both=both):
            return [Pair(prompt, back)], ["is asked in one direction only"] if both else []
        case Cloze():
            return list(_gaps(body)), ["each gap becomes a card of its own"]
        case Match(pairs=pairs):
            return [Pair(*each) for each in pairs], ["each pair becomes a card of its own"]
        case Order():
            lines = body.answer_lines
            numbered = "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
            return [Pair(body.prompt, numbered)], ["is answered from memory, not put in order"]
        case Choice():
            lost = ["the wrong options are left out"]
            return [Pair(body.prompt, _BETWEEN.join(body.answers))], lost
        case List(entries=entries, need=need):
            answer = _BETWEEN.join(each.text for each in entries)
            few = f" ({need} of them)" if need < len(entries) else ""
            return [Pair(f"{body.prompt}{few}", answer)], ["is answered from memory, not graded"]
        case _:
            del deck
            return [Pair(body.prompt, body.answer_lines[0])], [
                "is answered from memory, not graded"
            ]


def losses_of(card: Card, reasons: list[str]) -> Iterator[Loss]:
    """Yield what a card loses if only its question and its answer are kept."""
    yield from (Loss(reason, card.id) for reason in reasons)
    yield from wordings_lost(card)
    noted = {
        "explanations are left out": card.why,
        "hints are left out": card.hint,
        "sources are left out": card.source,
        "disputes and claims are left out": card.disputed or card.according_to,
    }
    yield from (Loss(reason, card.id) for reason, value in noted.items() if value)


def _gaps(cloze: Cloze) -> Iterator[Pair]:
    for part in cloze.item_parts:
        prompt = cloze.prompt_of(part).replace("[…]", _BLANK)
        yield Pair(prompt, cloze.gap_of(part).entry.text)

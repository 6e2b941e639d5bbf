"""The note types that this program writes. One field has the whole card, so nothing is lost.

Anki never forgets a note type, and takes one with another field or template for a new type. So the
fields here stay as they are for ever, and a new layout needs a new id.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import shuffled
from coalition_quiz.decks.reading import read_text
from coalition_quiz.decks.writer import write_deck
from coalition_quiz.exchange.anki.notes import write_cloze
from coalition_quiz.exchange.html import as_html, text_of

QUESTION, CLOZE, TYPED = "coalition-quiz question", "coalition-quiz gaps", "coalition-quiz typed"
WHOLE = "Card"
FIELDS = (
    *("Question", "Options", "Answer", "Also right", "Reverse", "Why", "Hint", "Source", "As of"),
    *("Disputed", "Id", WHOLE, "Spare 1", "Spare 2", "Spare 3"),
)
"""The fields of each of the types. A gap's text is in `Question`."""

_SEED = 1


def type_of(card: Card) -> str:
    """Return the note type of a card."""
    if isinstance(card.body, Cloze):
        return CLOZE
    return TYPED if isinstance(card.body, Typed | Number | Date) else QUESTION


def note_fields(card: Card, deck: Deck) -> dict[str, str]:
    """Return the fields of a note, as HTML.

    Args:
        card: without pools and timelines.
        deck: the deck that it is in.
    """
    fields = dict.fromkeys(FIELDS, "") | _shown(card)
    fields |= {
        "Why": as_html(card.why),
        "Hint": as_html(card.hint),
        "Source": as_html(card.source.in_words()) if card.source else "",
        "As of": card.as_of.in_words() if card.as_of else "",
        "Disputed": as_html(card.disputed or card.according_to),
        "Id": f"{deck.id}/{card.id}",
    }
    fields[WHOLE] = as_html(_whole(card, deck))
    return fields


def own_card(fields: Mapping[str, str]) -> Card | None:
    """Return the card that a note was made from; None if it is not one of ours, or was edited."""
    if WHOLE not in fields or not set(FIELDS) <= fields.keys():
        return None
    result = read_text(_unwrapped(fields[WHOLE]), "")
    if result.deck is None or len(result.deck.cards) != 1 or result.diagnostics:
        return None
    card = result.deck.cards[0]
    shown = _shown(card)
    if any(text_of(fields[name]) != text_of(html) for name, html in shown.items()):
        return None
    return replace(card, line=0)


def _whole(card: Card, deck: Deck) -> str:
    alone = replace(deck, cards=(card,), description="", title="a", pools={}, origin={})
    return write_deck(alone)


def _unwrapped(html: str) -> str:
    from html import unescape  # noqa: PLC0415 - only our own packages need it

    return unescape(html.replace("<br>", "\n"))


def _shown(card: Card) -> dict[str, str]:
    """Return the fields that are shown, as HTML."""
    body = card.body
    lines = "\n".join(body.answer_lines)
    match body:
        case Cloze():
            return {"Question": write_cloze(body)}
        case Flip(back=back, both=both):
            shown = (body.prompt, "", back, "", "1" if both else "")
        case Choice(answers=answers, wrong=wrong):
            options = shuffled((*answers, *(each.text for each in wrong)), _SEED)
            shown = (body.prompt, _listed(options), "\n".join(answers), "", "")
        case TrueFalse():
            shown = (body.prompt, "True or false?", lines, "", "")
        case Order(answer=answer):
            shown = (body.prompt, _listed(shuffled(answer, _SEED)), _numbered(answer), "", "")
        case Match(pairs=pairs):
            rights = shuffled(tuple(right for _, right in pairs), _SEED)
            options = (*(left for left, _ in pairs), "", *rights)
            shown = (body.prompt, _listed(options), lines, "", "")
        case Typed(answer=entry):
            reverse = "1" if len(body.item_parts) > 1 else ""
            shown = (body.prompt, "", entry.text, "\n".join(entry.accept), reverse)
        case Number(written=written):
            shown = (body.prompt, "", written, lines, "")
        case List():
            shown = (body.prompt, "", lines, "", "")
        case _:
            shown = (body.prompt, "", lines, "", "")
    return dict(zip(FIELDS, map(as_html, shown), strict=False))


def _listed(options: tuple[str, ...]) -> str:
    return "\n".join(f"– {option}" if option else "" for option in options)


def _numbered(rows: tuple[str, ...]) -> str:
    return "\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1))

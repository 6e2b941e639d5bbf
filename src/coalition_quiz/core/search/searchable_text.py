"""The texts of a card: what answers it, and all of it in the form that is searched."""

import re
import unicodedata
from collections.abc import Iterator

from coalition_quiz.core.cards import (
    Body,
    Card,
    Choice,
    Cloze,
    Date,
    Deck,
    Entry,
    Flip,
    List,
    Match,
    Number,
    Order,
    TrueFalse,
    Typed,
)

BETWEEN = "\0"
"""Stands between the texts of a card, so that no phrase is found across two of them."""

_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\ufe00-\ufe0f]")
_ONE_FORM = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("’‘‛ʼ′", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c", "")
    | {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
)


def search_form(text: str) -> str:
    """A text without its case, accents, kinds of dash and quotation mark, and widths of space."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_ONE_FORM))
    # Folded again: letters that come apart may show a capital, and the other way about.
    bare = _MARKS.sub("", apart.casefold())
    return " ".join(unicodedata.normalize("NFKD", bare).translate(_ONE_FORM).split())


def haystack(deck: Deck, card: Card) -> str:
    """All that words are searched for in: prompt, answers, id and tags, in their search form."""
    parts = (card.body.prompt, *_searched(card.body), f"{deck.id}/{card.id}", *card.tags)
    return search_form(f" {BETWEEN} ".join(parts))


def answers_of(body: Body) -> tuple[str, ...]:
    """What answers a card, a line each, with what else is accepted."""
    match body:
        case Choice(answers=answers):
            return answers
        case Order(answer=rows, timeline=timeline):
            return rows or tuple(f"{each.date.in_words()}: {each.event}" for each in timeline)
        case Match(pairs=pairs):
            return tuple(f"{left} – {right}" for left, right in pairs)
        case List(answer=entries):
            return tuple(map(_written, entries))
        case Cloze(gaps=gaps):
            return tuple(_written(gap.entry) for gap in gaps)
        case _:
            return (_answer_of(body),)


def _answer_of(body: Flip | TrueFalse | Typed | Number | Date) -> str:
    match body:
        case Flip(back=back):
            return back
        case TrueFalse(answer=answer):
            return "True" if answer else "False"
        case Typed(answer=entry):
            return _written(entry)
        case Number():
            return _number(body)
        case Date(answer=day):
            return day.in_words()


def _searched(body: Body) -> Iterator[str]:
    # The answers as they are shown, but without what only a reader needs.
    match body:
        case Typed(answer=entry):
            yield entry.text
            yield from entry.accept
        case Date(answer=answer):
            yield answer.in_words()
            yield str(answer)
        case List(answer=entries):
            for entry in entries:
                yield entry.text
                yield from entry.accept
        case Match(pairs=pairs):
            for pair in pairs:
                yield from pair
        case Cloze(gaps=gaps):
            for gap in gaps:
                yield gap.entry.text
                yield from gap.entry.accept
        case _:
            yield from answers_of(body)


def _written(entry: Entry) -> str:
    return f"{entry.text} (or {', '.join(entry.accept)})" if entry.accept else entry.text


def _number(body: Number) -> str:
    unit = f" {body.unit}" if body.unit else ""
    if body.within is None:
        return f"{body.written}{unit}"
    amount = body.within.amount
    # Normalised, a whole number of tens comes out as 3E+2; formatted, it does not.
    within = f"{(amount * 100).normalize():f}%" if body.within.relative else f"{amount:f}{unit}"
    return f"{body.written}{unit}, within {within}"

"""Texts about a card: its dates, its reasons, its sources."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from coalition_quiz.core.edtf import Edtf, Precision
from coalition_quiz.core.scheduling.item_flags import RestingCounts

if TYPE_CHECKING:
    from coalition_quiz.core.cards import Card, Picture


KIND_NAMES: Mapping[str, str] = {
    "front": "flashcard",
    "choice": "multiple choice",
    "truth": "true or false",
    "typed": "short answer",
    "number": "number",
    "date": "date",
    "order": "put in order",
    "match": "match pairs",
    "list": "name several",
    "cloze": "fill the gap",
    "word": "vocabulary",
}
"""What people call each kind of question."""
_LONGEST_NAME = 40


def circumstances(card: "Card") -> tuple[str, ...]:
    """List when the fact was true, who says so, and whether it is disputed."""
    parts = [f"As of {card.as_of.in_words()}"] if card.as_of else []
    parts += [f"according to {card.according_to}"] if card.according_to else []
    parts += ["disputed"] if card.disputed else []
    return tuple(part[:1].upper() + part[1:] if part is parts[0] else part for part in parts)


def reasons(card: "Card") -> Iterator[str]:
    """Yield the explanation of the answer, its dispute, and the answer before a change."""
    if card.why:
        yield card.why
    if card.disputed:
        yield f"Disputed: {card.disputed}"
    if card.changed:
        yield f"Changed {dated(card.changed.on)}. Before: {card.changed.was}"


def dated(date: Edtf) -> str:
    """Write a date with its preposition: ``on 24 October 2023``, ``in the summer of 2014``."""
    match date.precision:
        case Precision.DAY:
            return f"on {date.in_words()}"
        case Precision.SEASON:
            return f"in the {date.in_words()}"
        case _:
            return f"in {date.in_words()}"


def references(card: "Card", label: str = "Source: ") -> Iterator[str]:
    """Yield the source, labelled, and its address, each for a line of its own."""
    if card.source:
        yield f"{label}{card.source.in_words()}"
        if card.source.source.url:
            yield card.source.source.url


def short_reference(card: "Card") -> str:
    """Write the short name of the source and the place in it."""
    if card.source is None:
        return ""
    name = card.source.source.name
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME - 1].rstrip() + "…"
    return ", ".join(filter(None, (name, card.source.place)))


PICTURE = "Picture"


def describe_picture(picture: "Picture") -> str:
    """Describe a picture to those who do not see it."""
    credit = f" ({picture.credit})" if picture.credit else ""
    return f"{PICTURE}: {picture.alt}{credit}"


def spoken_prompt(prompt: str, kind: str) -> str:
    """Write a prompt for line mode: a screen reader says nothing at the sign for a gap."""
    from coalition_quiz.core.kinds.cloze import GAP  # noqa: PLC0415 - home shows no card

    return prompt.replace(GAP, "[blank]") if kind == "cloze" else prompt


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: ``1 card``, ``12 cards``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def describe_resting(resting: RestingCounts, of: str = "") -> str:
    """Say why no question is asked, as in ``All 3 questions are suspended``.

    Args:
        resting: how many questions are suspended or buried, out of how many.
        of: names the questions, such as ``of this deck``; empty if obvious.
    """
    items, suspended, buried = resting
    subject = f"All {items:,} questions" if items > 1 else "The only question"
    named = f"{subject} {of}".rstrip()
    verb = "are" if items > 1 else "is"
    if not buried:
        return f"{named} {verb} suspended."
    if not suspended:
        return f"{named} {verb} buried until tomorrow."
    return f"{named} are suspended ({suspended:,}) or buried until tomorrow ({buried:,})."

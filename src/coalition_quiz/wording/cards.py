"""What there is to tell of a card, and of numbers, in words that every way of studying shares."""

from collections.abc import Iterator, Sequence

from coalition_quiz.core.cards import Card, Citation
from coalition_quiz.core.edtf import Edtf, Precision
from coalition_quiz.core.scheduling.item_flags import RestingCounts


def circumstances(card: Card) -> tuple[str, ...]:
    """What a learner should know before answering: when it was true, and who says so."""
    parts = [f"As of {card.as_of.in_words()}"] if card.as_of else []
    parts += [f"according to {card.according_to}"] if card.according_to else []
    parts += ["disputed"] if card.disputed else []
    return tuple(part[:1].upper() + part[1:] if part is parts[0] else part for part in parts)


def reasons(card: Card) -> Iterator[str]:
    """Why the answer is right, who disputes it, what it was before the world changed."""
    if card.why:
        yield card.why
    if card.disputed:
        yield f"Disputed: {card.disputed}"
    if card.changed:
        yield f"Changed {dated(card.changed.on)}. Before: {card.changed.was}"


def dated(date: Edtf) -> str:
    """A date with its preposition: ``on 24 October 2023``, ``in the summer of 2014``."""
    match date.precision:
        case Precision.DAY:
            return f"on {date.in_words()}"
        case Precision.SEASON:
            return f"in the {date.in_words()}"
        case _:
            return f"in {date.in_words()}"


def references(card: Card) -> Iterator[str]:
    """Where it is from, each on a line: the source, its address."""
    if card.source:
        yield f"Source: {cited(card.source)}"
        if card.source.source.url:
            yield card.source.source.url


def cited(citation: Citation) -> str:
    """A source with its date and the place in it."""
    source = citation.source
    published = f" ({source.published.in_words()})" if source.published else ""
    place = f", {citation.place}" if citation.place else ""
    return f"{source.name}{published}{place}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 card``, ``12 cards``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percentage(share: float) -> str:
    """A share (0-1) in percent, rounded, without a sign: ``67``.

    100 appears only if nothing is missing, and 0 only if there is nothing: 199 of 200 are 99.
    """
    if share in (0, 1):
        return f"{share * 100:.0f}"
    # A hair more, because 28.5 percent of a float may be 28.499999.
    rounded = int(share * 100 + 0.5 + 1e-9)
    return f"{min(max(rounded, 1), 99)}"


def next_due(forecast: Sequence[int], *, more_today: bool) -> tuple[int, int]:
    """In how many days something comes due next, and how many items; none in sight: 0 and 0.

    Args:
        forecast: items coming due on each of the next days, today first.
        more_today: whether today has something to be studied still.
    """
    # What is due today and not asked waits for a sibling asked today, and so for tomorrow.
    held_back = 0 if more_today else forecast[0]
    later = (forecast[1] + held_back, *forecast[2:])
    return next(((day, number) for day, number in enumerate(later, start=1) if number), (0, 0))


def resting_told(resting: RestingCounts, of: str = "") -> str:
    """Why nothing is asked where all rests, as in ``All 3 questions are suspended``.

    Args:
        resting: how many there are, all of which rest.
        of: what they are of, such as ``of this deck``; empty if that is plain.
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

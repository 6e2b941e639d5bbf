"""Cards that are answered in one's own words, with a number, a date, or true or false."""

from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.fields import Fields
from coalition_quiz.decks.nodes import Scalar
from coalition_quiz.decks.numerals import parse_number, parse_tolerance
from coalition_quiz.decks.resources import Resources
from coalition_quiz.learning.cards import Date, Entry, Front, Number, Tolerance, Truth, Typed


def read_front(card: Fields, prompt: Scalar, _: Resources) -> Front:
    """A front and a back."""
    return Front(prompt.text, card.needed("back"), card.flag("both") or False)


def read_truth(card: Fields, prompt: Scalar, _: Resources) -> Truth | None:
    """A statement that is true or false."""
    if "answer" not in card.nodes:
        card.missing("answer", "Write true or false.")
    answer = card.flag("answer", code="D311")
    return None if answer is None else Truth(prompt.text, answer)


def read_typed(card: Fields, prompt: Scalar, _: Resources) -> Typed:
    """A short answer and its other spellings."""
    return Typed(prompt.text, Entry(card.needed("answer"), card.texts("accept")))


def read_number(card: Fields, prompt: Scalar, _: Resources) -> Number | None:
    """A number, how far off it may be, and its unit."""
    written = card.needed("answer")
    answer, within = parse_number(written), _within(card)
    if answer is None:
        if written:
            _bad_number(
                card, "answer", written, "Write 35404, 35,404 or 0.5; the unit goes to `unit`."
            )
        return None
    return Number(prompt.text, answer, written, within, card.text("unit"))


def _within(card: Fields) -> Tolerance | None:
    if "within" not in card.nodes:
        return None
    written = card.needed("within")
    within = parse_tolerance(written)
    if written.strip().startswith(("-", "\u2212")):
        message = f"`within` is {quoted(written)}; it must not be negative"
        remedy = "Write how far off an answer may be, up or down: 5% or 300."
        card.report.note("D310", card.nodes["within"].at, message, remedy, len(written))
    elif within is None and written:
        _bad_number(card, "within", written, "Write a share such as 5% or an amount such as 300.")
    return within


def _bad_number(card: Fields, key: str, written: str, remedy: str) -> None:
    message = f"`{key}` is {quoted(written)}, not a number"
    card.report.note("D310", card.nodes[key].at, message, remedy, len(written))


def read_date(card: Fields, prompt: Scalar, _: Resources) -> Date | None:
    """A date of some precision."""
    answer = card.needed_date("answer")
    return Date(prompt.text, answer) if answer else None

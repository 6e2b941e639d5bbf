"""Short answers that are typed: equal after folding, or but for a small typo."""

import re
from collections.abc import Iterator

from coalition_quiz.learning.answers.calendars import DAYS, MONTHS, position
from coalition_quiz.learning.answers.characters import plain
from coalition_quiz.learning.answers.folding import bare, compact, fold, same, words_of
from coalition_quiz.learning.answers.typos import edits, slips
from coalition_quiz.learning.answers.values import value_of
from coalition_quiz.learning.cards import (
    Body,
    Choice,
    Cloze,
    Deck,
    Entry,
    Listing,
    Match,
    StoredCards,
    Typed,
)
from coalition_quiz.learning.questions import Write
from coalition_quiz.learning.verdicts import Outcome, Verdict

NOTHING = "Type an answer, or ask to see it."
# No “Dr”: it is also a country's beginning, in DR Congo.
_TITLED = re.compile(r"\s*(?:mr|mrs|ms|mister|president)\b\.?\s*(\S.*)", re.IGNORECASE)
_BRACKETED = re.compile(r"([^()]*[^()\s])\s*\(([^()]+)\)\s*")


def answer(ask: Write) -> tuple[str, ...]:
    """The right answer, as its author writes it."""
    return (ask.answer.text,)


def grade(ask: Write, text: str) -> Verdict:
    """Grade a typed text: right where it is a spelling of the answer, or nearly."""
    if says_nothing(text, ask.answer):
        return Verdict(Outcome.UNREADABLE, (), NOTHING)
    spelling = spelling_meant(text, ask.answer, ask.rivals)
    if spelling is None:
        return Verdict(Outcome.WRONG, answer(ask))
    return Verdict(Outcome.RIGHT, answer(ask), note_on(text, spelling))


def says_nothing(text: str, entry: Entry) -> bool:
    """Whether a text is empty, or mere punctuation where the answer is more."""
    said = plain(text)
    return not said or not (_has_letters(said) or said == plain(entry.text))


def spelling_meant(text: str, entry: Entry, rivals: frozenset[str]) -> str | None:
    """The spelling of an entry that a text is, or is a typo of; None where it is neither."""
    meant = _spelling_of_one(text, entry, rivals)
    if meant or fold(text) in rivals:
        return meant
    pieces = [_spelling_of_one(piece, entry, rivals) for piece in pieces_of(text)]
    return pieces[0] if all(pieces) and pieces else None


def pieces_of(text: str) -> tuple[str, ...]:
    """What is left of a text that says more than a name: all of it must be the name.

    That is the name behind a title (*Mr Macron*), or a name and the one in brackets behind it
    (*European Union (EU)*). There are none in any other text.
    """
    if found := _TITLED.fullmatch(text) or _BRACKETED.fullmatch(text):
        return found.groups()
    return ()


def _spelling_of_one(text: str, entry: Entry, rivals: frozenset[str]) -> str | None:
    spellings = (entry.text, *entry.accept)
    given = fold(text)
    exact = next((one for one in spellings if _is_one(text, given, one)), None)
    if exact and (given not in rivals or given in map(fold, spellings)):
        return exact
    return None if exact else _misspelt(text, spellings, rivals)


def _is_one(text: str, given: str, spelling: str) -> bool:
    """Whether a text is a spelling but for what does not count, or the same number or date."""
    if same(text, spelling) or _shortens(given, spelling):
        return True
    value = value_of(spelling)
    return bool(value) and value == value_of(text)


def note_on(text: str, spelling: str) -> str:
    """A sentence that shows the right spelling where the text has a typo, or nothing."""
    said = (text, *pieces_of(text)[:1])
    if any(_is_one(each, fold(each), spelling) for each in said):
        return ""
    return f"A small typo: it is spelt “{spelling}”."


def rivals_of(deck: Deck) -> frozenset[str]:
    """The folded names that a deck tells apart: a typo may never turn one into another.

    An accepted spelling that is the name itself but for an article or a typo is left out, so that
    another card which does not list it can still let it pass.
    """
    if isinstance(deck.cards, StoredCards):
        return deck.cards.rivals(lambda: _gathered(deck))
    return _gathered(deck)


def _gathered(deck: Deck) -> frozenset[str]:
    bodies = [card.body for card in deck.cards]
    pools = {body.pool for body in bodies if isinstance(body, Choice)}
    drawn = (fold(text) for pool in pools for text in deck.pools.get(pool, ()))
    return frozenset(drawn).union(*map(_names_in, bodies))


def _shortens(given: str, spelling: str) -> bool:
    """Whether a text is a weekday or a month cut short: *Tue*, *Sept*."""
    full = spelling.casefold()
    return any(full in names and position(given, (full,)) for names in (DAYS, MONTHS))


def _has_letters(said: str) -> bool:
    return any(character.isalnum() for character in said)


def _misspelt(text: str, spellings: tuple[str, ...], rivals: frozenset[str]) -> str | None:
    found = [(count, spelling) for spelling in spellings if (count := _typos(text, spelling))]
    if not found:
        return None
    count, spelling = min(found, key=lambda pair: pair[0])
    given, own = fold(text), {form for name in spellings for form in _forms(name)}
    others = (name for name in rivals if name not in own and abs(len(name) - len(given)) <= count)
    return None if any(edits(given, name, count) is not None for name in others) else spelling


def _typos(text: str, spelling: str) -> int:
    """The letters by which a text misspells a name; 0 where it is no mere typo."""
    given, name = words_of(text), words_of(spelling)
    pairs = ((given, name), (bare(given), name), (given, bare(name)))
    return min((count for pair in pairs if (count := slips(*pair))), default=0)


def _forms(spelling: str) -> tuple[str, str]:
    words = words_of(spelling)
    return compact(words), compact(bare(words))


def _names_in(body: Body) -> Iterator[str]:
    match body:
        case Typed():
            yield from _names_of(body.answer)
        case Listing():
            for entry in body.answer:
                yield from _names_of(entry)
        case Cloze():
            for gap in body.gaps:
                yield from _names_of(gap.entry)
        case Choice():
            yield from map(fold, body.answers)
            yield from (fold(wrong.text) for wrong in body.wrong)
        case Match():
            yield from (fold(side) for pair in body.pairs for side in pair)
        case _:
            return


def _names_of(entry: Entry) -> Iterator[str]:
    yield fold(entry.text)
    for variant in entry.accept:
        if not same(variant, entry.text) and not _typos(variant, entry.text):
            yield fold(variant)

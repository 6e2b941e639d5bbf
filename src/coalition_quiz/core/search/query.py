"""The texts of a card in the form that is searched."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.search.card_status import Status

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
    parts = (
        card.body.prompt,
        *card.wordings,
        *card.body.searched,
        f"{deck.id}/{card.id}",
        *card.tags,
    )
    return search_form(f" {BETWEEN} ".join(parts))


IS: Mapping[str, Status] = {
    "due": Status.DUE,
    "new": Status.NEW,
    "suspended": Status.SUSPENDED,
    "buried": Status.BURIED,
    "flagged": Status.FLAGGED,
    "leech": Status.LEECH,
    "stale": Status.STALE,
    "retired": Status.RETIRED,
    "changed": Status.CHANGED,
}
KEYS = ("is", "deck", "tag", "kind")

_KEYS = {kind: kind for kind in KINDS}
_TERM = re.compile(r'(-?)(?:([^\W\d_][\w-]*):)?(?:"([^"]*)"?|(\S+))?')
_MOST_LISTED = 12


class Words(Struct, frozen=True):
    """A text that the card contains, in its search form."""

    text: str
    wanted: bool = True


class InDeck(Struct, frozen=True):
    """A condition that the card is in one of these decks."""

    decks: frozenset[str]
    wanted: bool = True


class Tagged(Struct, frozen=True):
    """A condition that the card has one of these tags."""

    tags: frozenset[str]
    wanted: bool = True


class OfKind(Struct, frozen=True):
    """A condition that the card has one of these kinds."""

    kinds: frozenset[str]
    wanted: bool = True


class Is(Struct, frozen=True):
    """A condition that a status is true of the card or of one of its items."""

    mark: Status
    wanted: bool = True


Term = Words | InDeck | Tagged | OfKind | Is


class Query(Struct, frozen=True):
    """A parsed query.

    Attributes:
        terms: the terms that a card must match; an empty query matches all cards.
        problem: a sentence about the first invalid condition; empty if all are valid. No card
            matches then.
    """

    terms: tuple[Term, ...] = ()
    problem: str = ""

    @property
    def reads(self) -> bool:
        """Whether it searches the texts of cards."""
        return any(isinstance(term, Words) for term in self.terms)


class Vocabulary(Struct, frozen=True):
    """The search forms of all decks and tags, by their names."""

    decks: Mapping[str, str]
    tags: Mapping[str, str]


class _InvalidConditionError(Exception):
    pass


def vocabulary(decks: Iterable[Deck]) -> Vocabulary:
    """Collect the names of decks and their tags."""
    by_id = {deck.id: deck for deck in decks}
    tags = {tag for deck in by_id.values() for card in deck.cards for tag in card.tags}
    return Vocabulary(
        {name: search_form(f"{name} {BETWEEN} {deck.title}") for name, deck in by_id.items()},
        {tag: search_form(tag) for tag in sorted(tags)},
    )


def parse_query(text: str, known: Vocabulary, kind_names: Mapping[str, str] = _KEYS) -> Query:
    """Parse a line: words, "phrases", ``is: deck: tag: kind:``, each negated by ``-`` before it.

    It never raises. An invalid condition is reported in `Query.problem`.

    Args:
        text: the line.
        known: the names of decks and tags.
        kind_names: what people call the kinds, by the keys of a deck.
    """
    terms: list[Term] = []
    problems: list[str] = []
    for negated, key, value in _pieces(text):
        try:
            term = _term(key, value, known, kind_names, wanted=not negated)
        except _InvalidConditionError as error:
            problems.append(str(error))
        else:
            terms += [term] if term else []
    return Query(tuple(terms), problems[0] if problems else "")


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    for found in _TERM.finditer(text):
        negated, key, quoted, plain = found.groups(default="")
        if key or quoted or plain:
            yield negated, key, quoted or plain


def _term(
    key: str, value: str, known: Vocabulary, kind_names: Mapping[str, str], *, wanted: bool
) -> Term | None:
    form = search_form(value.replace(BETWEEN, ""))
    match key.lower():
        case "":
            return Words(form, wanted) if form else None
        case "is":
            return Is(IS[_one_of(key, form, IS)], wanted)
        case "kind":
            return OfKind(_kinds(form.replace("-", " "), kind_names), wanted)
        case "deck":
            return InDeck(_named(key, form, known.decks), wanted)
        case "tag":
            return Tagged(_named(key, form, known.tags), wanted)
        case _:
            raise _InvalidConditionError(_no_key(key))


def _one_of(key: str, value: str, known: Iterable[str]) -> str:
    if value in known:
        return value
    raise _InvalidConditionError(_no_value(key, value, known))


def _kinds(value: str, names: Mapping[str, str]) -> frozenset[str]:
    forms = {kind: f"{kind} {BETWEEN} {name}" for kind, name in names.items()}
    try:
        return _named("kind", value, forms)
    except _InvalidConditionError as error:
        raise _InvalidConditionError(_no_value("kind", value, names.values())) from error


def _named(key: str, value: str, known: Mapping[str, str]) -> frozenset[str]:
    """Find the names that match exactly, or else all that contain the value."""
    exact = frozenset(name for name in known if value and search_form(name) == value)
    found = exact or frozenset(name for name, form in known.items() if value and value in form)
    if not found:
        raise _InvalidConditionError(_no_value(key, value, known))
    return found


def _no_key(key: str) -> str:
    near = difflib.get_close_matches(key.lower()[:40], KEYS, 1)
    if near:
        return f"There is no `{key}:` to search by. Did you mean `{near[0]}:`?"
    conditions = ", ".join(f"{each}:" for each in KEYS)
    use = 'Use "quotes" to search for text.'
    return f"There is no `{key}:` to search by (there are {conditions}). {use}"


def _no_value(key: str, value: str, known: Iterable[str]) -> str:
    names = tuple(known)
    near = difflib.get_close_matches(value[:40], names, 1) if value else []
    if near:
        found = f'"{near[0]}"' if " " in near[0] else near[0]
        return f"There is no `{key}:{value}`. Did you mean `{key}:{found}`?"
    said = f"There is no `{key}:{value}`" if value else f"Add a name after `{key}:`"
    more = ", …" if len(names) > _MOST_LISTED else ""
    listed = f"{', '.join(names[:_MOST_LISTED])}{more}" if names else "none"
    return f"{said}. There are: {listed}."

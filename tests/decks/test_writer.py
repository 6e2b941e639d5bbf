"""A written deck reads as the same deck, whatever its texts hold."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from coalition_quiz.core.cards import Card, Change, Citation, Retirement, Source
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.kinds.word import Word
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.reading import read_deck, read_text
from coalition_quiz.decks.writer import write_deck
from coalition_quiz.system.paths import bundled_decks
from coalition_quiz.system.text import is_blank, is_showable

DECKS = sorted(bundled_decks().glob("*.yaml"))
HARD = (
    *("yes", "null", "~", "- x", "-5", "a: b", "a:", "# x", "a #b", "a#b", "'", '"', "it's"),
    *("[x]", "{y}", "&a", "*b", "!c", "|", ">", "%d", "@e", "`f`", "? g", "?h", ", i", "\\", "\\n"),
    *(" lead", "trail ", "two\nlines", "two\n\nlines", "\nlead", "end\n", " a\nb", "a\n b", "a\tb"),
    *("---", "...", "a\n---\nb", "0x1F", "1e3", "2014-10-11", "=", "«ü»", "متن", "\u200d", "a \nb"),
)

texts = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
    | st.sampled_from(HARD)
    | st.lists(st.sampled_from(HARD), min_size=2, max_size=3).map(" ".join)
).filter(
    lambda text: is_showable(text) and not is_blank(text) and text[-1] != "\n" and text != "<<"
)
distinct = st.lists(texts, min_size=2, max_size=4, unique=True).map(tuple)
some = st.lists(texts, max_size=2, unique=True).map(tuple)
entries = st.builds(Entry, texts, some)
tolerances = st.builds(
    Tolerance, st.decimals(0, 999, allow_nan=False, places=2), st.just(value=False)
) | st.builds(lambda n: Tolerance(Decimal(n) / 1000, relative=True), st.integers(1, 999))
dates = st.sampled_from([Edtf(1969), Edtf(1969, 7), Edtf(1969, 22), Edtf(1969, 7, 20)])


def _unescapable(text: str) -> str:
    """A backslash at the end of a text before a gap cannot be written (see `_apart`)."""
    return f"{text}." if text.endswith("\\") else text


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    options = draw(distinct)
    count = draw(st.integers(1, len(options) - 1))
    wrong = tuple(Wrong(text, draw(st.just("") | texts)) for text in options[count:])
    many = count > 1 or draw(st.booleans())
    return Choice(draw(texts), options[:count], many, wrong)


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    parts: list[str | Gap] = []
    for answer in draw(st.lists(texts.map(_unescapable), min_size=1, max_size=3, unique=True)):
        parts.append(_unescapable(draw(texts)))
        hint = draw(st.just("") | texts.map(_unescapable))
        parts.append(Gap(Entry(answer, draw(some)), hint))
    return Cloze((*parts, draw(texts)))


@st.composite
def lists(draw: st.DrawFn) -> List:
    found = draw(st.lists(entries, min_size=1, max_size=3, unique_by=lambda each: each.text))
    return List(draw(texts), tuple(found), draw(st.integers(1, len(found))))


numbers = st.builds(
    lambda prompt, n, within, unit: Number(prompt, Decimal(n), str(n), within, unit),
    *(texts, st.integers(-999999, 999999), st.none() | tolerances, st.just("") | texts),
)
pairs = distinct.flatmap(
    lambda lefts: st.lists(texts, min_size=len(lefts), max_size=len(lefts), unique=True).map(
        lambda rights: tuple(zip(lefts, rights, strict=True))
    )
)
BODIES: dict[str, st.SearchStrategy[Any]] = {
    "front": st.builds(Flip, texts, texts, st.booleans()),
    "choice": choices(),
    "truth": st.builds(TrueFalse, texts, st.booleans()),
    "typed": st.builds(Typed, texts, entries),
    "number": numbers,
    "date": st.builds(Date, texts, dates),
    "order": st.builds(Order, texts, distinct),
    "match": st.builds(Match, texts, pairs),
    "list": lists(),
    "cloze": clozes(),
    "word": st.builds(Word, entries, entries, st.booleans()),
}
SOURCE = Source("atlas", "An atlas: maps", Edtf(2020), "https://example.org/#a", "A. Author", "Map")
cards = st.builds(
    Card,
    st.just("card"),
    st.one_of(*BODIES.values()),
    st.just(0),
    why=st.just("") | texts,
    hint=st.just("") | texts,
    source=st.none() | st.just(Citation(SOURCE, "page 3: top")),
    as_of=st.none() | dates,
    review_by=st.none() | dates,
    according_to=st.just("") | texts,
    disputed=st.just("") | texts,
    tags=some,
    was=st.just(()) | st.just(("old", "deck/older")),
    changed=st.none() | st.builds(Change, dates, texts),
    retired=st.none() | st.builds(Retirement, dates, texts),
)


def _deck(*cards: Card) -> Deck:
    named = [
        replace(card, id=f"c{n}", was=card.was if n == 0 else ()) for n, card in enumerate(cards)
    ]
    return Deck("demo", "A title: with a colon", "", tuple(named), description="# no comment")


def _without_lines(deck: Deck | None) -> Deck:
    assert deck is not None
    return replace(deck, path="", cards=tuple(replace(card, line=0) for card in deck.cards))


def test_there_are_texts_for_every_kind() -> None:
    assert list(BODIES) == list(KINDS)


@settings(deadline=None)
@given(st.lists(cards, min_size=1, max_size=3))
def test_a_written_deck_reads_as_the_same_deck(found: list[Card]) -> None:
    deck = _deck(*found)
    text = write_deck(deck, {"c0": ["Look at\nthis."]}, ["From elsewhere."])
    result = read_text(text, "")
    assert result.diagnostics == (), text
    assert _without_lines(result.deck) == deck, text


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_the_bundled_decks_are_written_as_they_are_read(path: Path) -> None:
    deck = _without_lines(read_deck(path).deck)
    again = _without_lines(read_text(write_deck(deck), "").deck)
    assert again == deck


EVERYTHING = """\
format: 1
deck: mots
title: Mots
language: fr
meanings: de
articles: [un]
strict: {means: case, word: [accents, articles]}
text: markdown
introduction: Two sentences. That is all.
sources:
  livre:
    title: Un livre
    sections:
      - {title: First, place: I, from: 1914, to: 1918, summary: A war.}
      - {title: Second, summary: A peace.}
pools:
  rivers: ["*Seine*", Loire, Rhône]
timelines:
  short:
    - {date: 1914, event: "the *first* shot"}
    - {date: 1918, event: the last shot}
cards:
  - {id: 山, word: [où, là], means: ["*wo*", dort], note: "See *où*.", source: "livre, I"}
  - {id: gare, word: la gare, means: der Bahnhof, both: false}
  - {id: both, typed: Eau?, answer: Wasser, both: true, strict: [spelling]}
  - id: many
    number: ["How *many*?", "What is the number?"]
    answer: 12
    picture: {file: a.png, alt: A dozen, credit: Ours}
  - {id: species, choice: Which *one*?, answer: "*Homo sapiens*", wrong: {"`x`": "not *this*", y: }}
  - {id: rows, order: In order., from: short}
  - {id: river, choice: Which?, answer: Seine, wrong: {from: rivers}}
  - {id: light, cloze: "Light is [fast|how?]."}
  - {id: pairs, match: Which?, pairs: {"*a*": "`b`", c: d}}
"""


def test_every_key_of_the_format_is_written() -> None:
    result = read_text(EVERYTHING, "")
    assert [each.message for each in result.diagnostics] == []
    written = write_deck(_without_lines(result.deck))
    again = read_text(written, "")
    assert [each.message for each in again.diagnostics] == [], written
    assert _without_lines(again.deck) == _without_lines(result.deck), written


def test_a_deck_looks_as_people_write_it() -> None:
    choice = Choice(
        "Which is it?", ("Paris",), many=False, wrong=(Wrong("Lyon", "No: it is not."),)
    )
    deck = Deck(
        *("demo", "Demo", ""),
        cards=(
            Card("a", choice, 0, tags=("big city", "europe"), why="One.\n\nTwo."),
            Card("b", TrueFalse("yes", answer=False), 0, as_of=Edtf(2020)),
            Card("~1234567890", Cloze(("The ", Gap(Entry("[x]", ("y",)), "a|b"), " runs.")), 0),
        ),
        language="fr",
        as_of=Edtf(2020),
    )
    assert write_deck(deck, {"b": ["Look at this."]}) == (
        "format: 1\ndeck: demo\ntitle: Demo\nlanguage: fr\nas_of: 2020\ncards:\n"
        "  - id: a\n    choice: Which is it?\n    answer: Paris\n"
        "    wrong:\n      Lyon: 'No: it is not.'\n"
        "    why: |-\n      One.\n\n      Two.\n    tags: [big city, europe]\n"
        "  # Look at this.\n"
        "  - id: b\n    truth: yes\n    answer: false\n"
        "  - cloze: The [\\[x\\]|a\\|b] runs.\n    accept: [y]\n"
    )

"""Every format: what it writes, it reads again, and foreign files are read as people mean them."""

import codecs
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
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
from coalition_quiz.decks.reading import read_deck
from coalition_quiz.exchange.formats import FORMATS, WRITTEN, read, recognise
from coalition_quiz.exchange.model import (
    ExchangeError,
    ExportOptions,
    Imported,
    ImportedCard,
    ImportOptions,
)
from coalition_quiz.exchange.naming import named_cards
from coalition_quiz.system.paths import bundled_decks
from decks.test_writer import BODIES

NOW = ExportOptions(now_ms=1_790_000_000_000)
DECKS = [deck for path in sorted(bundled_decks().glob("*.yaml")) if (deck := read_deck(path).deck)]
EXACT = {
    "csv": set(BODIES) - {"cloze"},
    "quizlet": {"front"},
    "markdown": {"front", "cloze"},
    "anki-text": {"front", "cloze"},
    "anki": set(BODIES),
    "moodle": {"choice", "truth", "match", "number", "order"},
    "qti": {"choice", "truth", "match", "number", "order"},
    "qti21": {"choice", "truth", "match", "number", "order"},
    "gift": {"choice", "truth", "match", "number", "order"},
}
"""The kinds that a format holds without loss."""

# Words and marks that other formats give a meaning, but no line breaks or spaces at the ends.
WORDS = st.lists(
    st.sampled_from(
        ["a", "Käse", "x=y", "1", "{b}", "::", "[c]", "#d", "~e", "<f>", "&g;", "}}", '"']
    )
    | st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=5),
    min_size=1,
    max_size=4,
).map(" ".join)


def imported(data: bytes, name: str = "", **fields: str) -> Imported:
    return read(data, ImportOptions("file", fields), name)


def cards_of(found: Imported, deck: str = "demo") -> list[Card]:
    return list(named_cards(found.cards, deck, {}))


def bodies(data: bytes, name: str = "") -> list[object]:
    return [each.card.body for each in imported(data, name).cards]


@pytest.mark.parametrize("name", WRITTEN)
def test_every_card_of_the_bundled_decks_is_written_and_recognised(name: str) -> None:
    write = FORMATS[name].write
    assert write is not None
    for deck in DECKS:
        exported = write([deck], NOW)
        if name != "quizlet":
            assert recognise(exported.data) is FORMATS[name]
        found = imported(exported.data, name)
        left_out = sum(loss.left_out for loss in exported.losses)
        assert len(found.cards) >= len(deck.cards) - left_out
        assert left_out <= 1
        assert not [loss for loss in found.losses if loss.left_out]
        assert {loss.card for loss in exported.losses} <= {card.id for card in deck.cards}


def of_words(kind: str) -> st.SearchStrategy[Any]:
    """Return bodies of a kind whose texts are words and marks."""
    two = st.lists(WORDS, min_size=4, max_size=4, unique=True)
    wrong = st.lists(st.just("") | WORDS, min_size=2, max_size=2)
    return {
        "front": st.builds(lambda t: Flip(t[0], t[1]), two),
        "choice": st.builds(
            lambda t, w, several: Choice(
                t[0],
                (t[1], t[2]) if several else (t[1],),
                several,
                tuple(map(Wrong, (t[3], f"{t[3]}!"), w)),
            ),
            *(two, wrong, st.booleans()),
        ),
        "truth": st.builds(lambda t, answer: TrueFalse(t[0], answer), two, st.booleans()),
        "typed": st.builds(lambda t: Typed(t[0], Entry(t[1], (t[2],))), two),
        "number": st.builds(
            lambda t, n, within: Number(
                t[0], Decimal(n), str(n), Tolerance(Decimal(within)) if within else None
            ),
            *(two, st.integers(-999, 999), st.integers(0, 9)),
        ),
        "date": st.builds(lambda t: Date(t[0], Edtf(1969, 7, 20)), two),
        "order": st.builds(lambda t: Order(t[0], tuple(t[1:])), two),
        "match": st.builds(lambda t: Match(t[0], ((f"{t[1]}a", t[2]), (f"{t[1]}b", t[3]))), two),
        "list": st.builds(lambda t: List(t[0], (Entry(t[1]), Entry(t[2])), 2), two),
        "word": st.builds(lambda t: Word(Entry(t[0], (t[1],)), Entry(t[2], (t[3],))), two),
        "cloze": st.builds(
            lambda t: Cloze((f"{t[0]} ", Gap(Entry(t[1])), f" {t[2]} ", Gap(Entry(t[3])), ".")),
            two.filter(lambda t: not any(text.endswith("\\") for text in t)),
        ),
    }[kind]


EXACT_CASES = [(name, kind) for name, kinds in EXACT.items() for kind in sorted(kinds)]


@pytest.mark.parametrize(("name", "kind"), EXACT_CASES)
@settings(deadline=None, max_examples=12)
@given(st.data())
def test_kinds_that_a_format_holds_come_back_equal(
    name: str, kind: str, data: st.DataObject
) -> None:
    write = FORMATS[name].write
    assert write is not None
    body = data.draw(of_words(kind))
    bare = name in {"quizlet", "markdown"}
    tags = () if bare else ("one", "two")
    deck = Deck("demo", "Demo", "", (Card("card", body, 0, tags=tags),))
    (card,) = cards_of(imported(write([deck], NOW).data, name))
    assert (card.body, card.tags) == (body, tags)
    assert bare or card.id == "card"


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(sorted(BODIES)).flatmap(lambda kind: BODIES[kind]))
def test_a_package_for_anki_brings_every_kind_back(body: object) -> None:
    write = FORMATS["anki"].write
    assert write is not None
    deck = Deck("demo", "Demo", "", (Card("card", body, 0, why="because"),))
    (card,) = cards_of(imported(write([deck], NOW).data))
    assert card == replace(deck.cards[0], origin="")


def test_two_columns_are_a_question_and_an_answer() -> None:
    flips = [Flip("dog", "Hund"), Flip("cat", "Katze")]
    for data in (
        b"dog\tHund\ncat\tKatze\n",
        b"dog;Hund\r\ncat;Katze",
        b'"dog","Hund"\n"cat","Katze"',
    ):
        assert bodies(data) == flips
        assert bodies(codecs.BOM_UTF8 + data) == flips
        assert bodies(data.decode().encode("utf-16")) == flips
        assert bodies(data.decode().encode("utf-16-le")) == flips


def test_columns_are_found_by_their_names_or_named() -> None:
    table = b"Word,Notes,Meaning\ndog,animal,Hund\n"
    found = imported(table, question="Word", answer="3")
    assert [each.card.body for each in found.cards] == [Flip("dog", "Hund")]
    assert found.preview == ("Columns: question: Word, answer: Meaning", "dog | Hund")
    named = imported(b"Tags;Back;Front\nt1, t2;Hund;dog\n").cards[0].card
    assert (named.body, named.tags) == (Flip("dog", "Hund"), ("t1", "t2"))
    with pytest.raises(ExchangeError, match="no column Nope"):
        imported(table, question="Nope", answer="Meaning")


def test_windows_1252_is_read_and_said() -> None:
    found = imported("Käse\tcheese\n".encode("cp1252"))
    assert [each.card.body for each in found.cards] == [Flip("Käse", "cheese")]
    assert "Windows-1252" in found.notes[0]


def test_rows_without_an_answer_are_left_out_by_name() -> None:
    (loss,) = imported(b"dog\tHund\ncat\t\n").losses
    assert (loss.card, loss.left_out) == ("row 2", True)


def test_the_markdown_of_hashcards_and_obsidian_is_read() -> None:
    hashcards = '---\nname = "Deck"\n---\n\nQ: One\ntwo\nA: three\n\nC: The [sea] is \\[x\\].\n'
    found = imported(hashcards.encode())
    assert found.title == "Deck"
    assert [each.card.body.prompt for each in found.cards] == ["One\ntwo", "The sea is [x]."]
    obsidian = (
        "#flashcards/en\n\ndog::Hund\n- cat:::Katze\n\nWhat?\n?\nLong\nanswer\n"
        "<!--SR:!2023-01-01,1,2-->\n\nA ==gap== here.\n"
    )
    found = imported(obsidian.encode())
    bodies = [each.card.body for each in found.cards]
    assert bodies[:3] == [
        Flip("dog", "Hund"),
        Flip("cat", "Katze", both=True),
        Flip("What?", "Long\nanswer"),
    ]
    assert bodies[3].answers == ("gap",)
    assert found.cards[0].card.tags == ("flashcards/en",)
    assert [loss.reason for loss in found.losses] == ["the schedule is left out"]


def test_the_text_of_anki_follows_its_head() -> None:
    text = (
        "#separator:Pipe\n#html:true\n#guid column:2\n#tags column:4\n"
        "a<br>b|G1|c&nbsp;d [sound:x.mp3]|t1 t2\nThe {{c2::dog::pet}} and {{c1::cat}}|G2||\n"
        "{{c1::a {{c2::b}}}}|G3||\n"
    )
    found = imported(text.encode())
    first, second = found.cards
    assert (first.key, first.card.body, first.card.tags) == (
        "G1",
        Flip("a\nb", "c d"),
        ("t1", "t2"),
    )
    assert second.card.body.answers == ("dog", "cat")
    assert {loss.reason for loss in found.losses} == {
        "sound is left out",
        "gaps are inside one another",
    }


def test_a_spreadsheet_runs_no_cell_if_asked() -> None:
    deck = Deck("demo", "Demo", "", (Card("a", Flip("=1+1", "@x"), 0),))
    write = FORMATS["csv"].write
    assert write is not None
    assert b",=1+1,@x" in write([deck], NOW).data
    assert b",'=1+1,'@x" in write([deck], replace(NOW, spreadsheet=True)).data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not recognised"),
        (b"\0\1\2\3" * 100, "not recognised"),
        (b"only one column\n", "not recognised"),
        (b"PK\x03\x04" + b"x" * 50, "not recognised"),
        (b"%PDF-1.7\n", "not recognised"),
    ],
)
def test_other_files_get_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        imported(data)


@pytest.mark.parametrize("name", [name for name in WRITTEN if name != "anki"])
def test_one_wording_of_a_question_is_written_and_the_others_are_reported(name: str) -> None:
    body = Typed("Which city?", Entry("Paris"))
    deck = Deck("demo", "Demo", "", (Card("a", body, 0, wordings=("Which town?",)),))
    write = FORMATS[name].write
    assert write is not None
    exported = write([deck], NOW)
    (card,) = imported(exported.data, name).cards
    assert card.card.body.prompt == "Which city?"
    assert "other wordings of the question are left out" in [
        loss.reason for loss in exported.losses
    ]


def test_many_equal_cards_get_ids_of_their_own() -> None:
    """Each used to try the numbers of all before it, which took minutes."""
    equal = [ImportedCard(Card("", Flip("a", "b"), 0))] * 40_000
    cards = list(named_cards(equal, "demo", {}))
    assert len({card.id for card in cards}) == len(cards)
    assert [card.id.split("-")[-1] for card in cards[4:7]] == ["2", "3", "4"]

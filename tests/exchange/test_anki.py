"""Anki's packages: three generations, notes of all sorts, the review log, and hostile files."""

import io
import json
import random
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from backports import zstd

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry
from coalition_quiz.exchange.anki.collection import LogRow, Settings, open_collection
from coalition_quiz.exchange.anki.history import reviews_in
from coalition_quiz.exchange.anki.package import open_package
from coalition_quiz.exchange.anki.templates import render_template
from coalition_quiz.exchange.anki.writing import _SCHEMA, write_package
from coalition_quiz.exchange.formats import read
from coalition_quiz.exchange.model import ExchangeError, ExportOptions, Imported, ImportOptions

SHARED = Path(__file__).parents[3] / "shared" / "data" / "exchange" / "apkg"
DAY_MS = 86_400_000
_FRONT_SIDE = "{{FrontSide}}<hr id=answer>{{Back}}"
TYPES = {
    1: ("Basic", ["Front", "Back"], [("{{Front}}", _FRONT_SIDE)], 0),
    2: (
        *("Reversed", ["Front", "Back"]),
        [("{{Front}}", _FRONT_SIDE), ("{{Back}}", "{{FrontSide}}<hr>{{Front}}")],
        0,
    ),
    3: ("Typing", ["Front", "Back"], [("{{Front}}{{type:Back}}", "{{Front}}{{type:Back}}")], 0),
    4: ("Cloze", ["Text", "Extra"], [("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}")], 1),
}
INSERT_CARD = "INSERT INTO cards VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
LONG_IDS = (
    "UPDATE col SET models = json_object(printf('%05000d', 9), json_object()), "
    "decks = json_object('1', json_object('id', printf('%05000d', 9)))"
)
ENDLESS = (
    "CREATE VIEW notes AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) "
    "SELECT x AS id, x AS guid, x AS mid, x AS tags, x AS flds FROM n"
)
NOTES = (
    (11, "g1", 1, " t1 t2 ", "<b>dog</b><img src='d.png'>\x1fHund [sound:a.mp3]"),
    (12, "g2", 2, "", "cat\x1fKatze"),
    (13, "g3", 3, "", "bird\x1fVogel"),
    (14, "g4", 4, "", "A {{c2::b::letter}} and {{c1::c}}.\x1fmore"),
    (15, "g5", 4, "", "{{c1::twice}} {{c1::asked}}\x1f"),
    (16, "g6", 4, "", "{{c1::image-occlusion:rect:left=1}}\x1f"),
    (17, "g7", 99, "", "lost\x1ftype"),
)
CARDS = ((11, 0), (12, 0), (12, 1), (13, 0), (14, 0), (14, 1), (15, 0), (16, 0), (17, 0))


def collection(*, tables: bool = False, more: Iterable[str] = ()) -> bytes:
    """Make a database of schema 11, or of a later one with tables for types and decks."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(_SCHEMA)
        models = {} if tables else {str(key): _model(key) for key in TYPES}
        decks = {} if tables else {"5": {"id": 5, "name": "French::Verbs"}}
        conf = {"schedVer": 2, "rollover": 4, "creationOffset": 0}
        texts = [json.dumps(each) for each in (conf, models, decks, {}, {})]
        db.execute("INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, ?, ?, ?, ?, ?)", texts)
        for note in NOTES:
            row = (*note[:3], 0, -1, *note[3:], "", 0, 0, "")
            db.execute("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
        for number, (note_id, ord_) in enumerate(CARDS):
            row = (100 + number, note_id, 5, ord_, *[0] * 13, "")
            queue = -1 if number == 2 else 0
            db.execute(INSERT_CARD, (*row[:7], queue, *row[8:]))
        log = [
            (DAY_MS * 20_000 + n * DAY_MS, 100, -1, 3, 1, 1, 0, 900, int(n > 0)) for n in range(3)
        ]
        db.executemany("INSERT INTO revlog VALUES (?,?,?,?,?,?,?,?,?)", log)
        if tables:
            _add_tables(db)
        for statement in more:
            db.execute(statement)
        return db.serialize()


def _model(key: int) -> dict[str, Any]:
    name, fields, sides, kind = TYPES[key]
    return {
        "name": name,
        "type": kind,
        "flds": [{"name": each} for each in fields],
        "tmpls": [{"qfmt": front, "afmt": back} for front, back in sides],
    }


def _add_tables(db: sqlite3.Connection) -> None:
    db.create_collation("unicase", lambda a, b: (a > b) - (a < b))
    db.execute(
        "CREATE TABLE notetypes (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase, config BLOB)"
    )
    db.execute("CREATE TABLE fields (ntid INT, ord INT, name TEXT COLLATE unicase, config BLOB)")
    db.execute("CREATE TABLE templates (ntid INT, ord INT, name TEXT, config BLOB)")
    db.execute("CREATE TABLE decks (id INTEGER PRIMARY KEY, name TEXT COLLATE unicase)")
    db.execute("CREATE TABLE config (key TEXT, val BLOB)")
    db.execute("INSERT INTO decks VALUES (5, ?)", ("French\x1fVerbs",))
    db.executemany("INSERT INTO config VALUES (?, ?)", [("schedVer", b"2"), ("rollover", b"4")])
    db.execute("INSERT INTO fields VALUES (77, 0, 'orphan', NULL)")
    for key, (name, fields, sides, kind) in TYPES.items():
        db.execute("INSERT INTO notetypes VALUES (?, ?, ?)", (key, name, bytes([8, kind])))
        for ord_, field in enumerate(fields):
            db.execute("INSERT INTO fields VALUES (?, ?, ?, NULL)", (key, ord_, field))
        for ord_, side in enumerate(sides):
            config = b"".join(_text(number, each) for number, each in enumerate(side, 1))
            db.execute("INSERT INTO templates VALUES (?, ?, '', ?)", (key, ord_, config))


def _text(number: int, text: str) -> bytes:
    data = text.encode()
    return bytes([number << 3 | 2, len(data)]) + data


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("_", "."), data)
    return out.getvalue()


def generations() -> dict[str, bytes]:
    stub = b"SQLite format 3\0 please update"
    media = _text(1, "").replace(b"\0", b"")
    entry = _text(1, "d.png")
    packed = zstd.compress(bytes([10, len(entry)]) + entry)
    del media
    return {
        "anki2": archive(collection_anki2=collection(), media=b'{"0": "d.png"}', **{"0": b"PNG"}),
        "anki21": archive(collection_anki2=stub, collection_anki21=collection(), media=b"{}"),
        "anki21b": archive(
            meta=b"\x08\x03",
            collection_anki2=stub,
            collection_anki21b=zstd.compress(collection(tables=True)),
            media=packed,
            **{"0": zstd.compress(b"PNG")},
        ),
        "database": collection(),
    }


def imported(data: bytes, **fields: str) -> Imported:
    return read(data, ImportOptions("x.apkg", fields, history=True))


@pytest.mark.parametrize("name", generations())
def test_each_generation_gives_the_same_cards(name: str) -> None:
    found = imported(generations()[name])
    assert found.title == "French: Verbs"
    bodies = {each.key: each.card.body for each in found.cards}
    assert bodies["g1"] == Flip("dog", "Hund")
    assert bodies["g2"] == Flip("cat", "Katze", both=True)
    assert bodies["g3"] == Typed("bird", Entry("Vogel"))
    assert bodies["g4"].answers == ("b", "c")
    assert found.cards[0].card.tags == ("t1", "t2")
    assert found.cards[0].pictures == ("d.png",)
    assert found.cards[3].card.why == "more"
    assert {loss.reason: loss.left_out for loss in found.losses} == {
        "sound is left out": False,
        "one question asks several gaps at once": True,
        "hides parts of a picture": True,
        "its note type is missing": True,
    }
    assert [(each.part, each.suspended) for each in found.flags] == [("back", True)]
    assert [(each.key, each.day, each.rating) for each in found.reviews] == [
        ("g1", day, 3) for day in (19_999, 20_000, 20_001)
    ]
    if name in {"anki2", "anki21b"}:
        assert dict(found.media) == {"d.png": b"PNG"}


def test_the_parts_of_a_cloze_follow_its_numbers() -> None:
    more = ["INSERT INTO revlog VALUES (1700000000000, 104, 0, 3, 1, 1, 0, 9, 0)"]
    found = imported(collection(more=more))
    assert [(each.key, each.part) for each in found.reviews if each.key == "g4"] == [("g4", "gap2")]


def test_fields_can_be_named() -> None:
    found = imported(collection(), question="Back", answer="Front")
    assert found.cards[0].card.body == Flip("Hund", "dog")


def test_templates_show_sections_and_filters() -> None:
    fields = {"A": "x", "B": "", "Kanji": "漢字[かんじ]"}
    template = (
        "{{#A}}a{{#B}}b{{/B}}{{/A}}{{^B}}c{{/B}}<!-- {{A}} -->{{kanji:Kanji}} {{type:A}}{{ A }}"
    )
    assert render_template(template, fields) == "ac漢字 x"
    assert render_template("{{#B}}" * 5000 + "{{/B}}", fields) == ""


def test_the_log_is_read_by_the_rules_of_its_scheduler() -> None:
    places = {1: ("k", "")}
    rows = [
        LogRow(1 * DAY_MS, 1, 2, 1, 0, 0, 0),  # learning
        LogRow(2 * DAY_MS, 1, 3, 1, 0, 0, 1),
        LogRow(3 * DAY_MS, 1, 3, 1, 0, 0, 3),  # practice: factor 0
        LogRow(4 * DAY_MS, 1, 0, 1, 9, 0, 4),  # rescheduled by hand
        LogRow(5 * DAY_MS, 1, 0, 0, 0, 0, 4),  # reset
        LogRow(6 * DAY_MS, 1, 3, 1, 9, 0, 1),
        LogRow(7 * DAY_MS, 1, 1, 1, 9, 0, 0),  # learning again: it was forgotten in between
        LogRow(8 * DAY_MS, 2, 3, 1, 9, 0, 0),  # of another card
    ]
    found = [
        (each.day, each.rating, each.practice) for each in reviews_in(rows, places, Settings(2))
    ]
    plain = [(0, 2), (1, 3), (2, 3), (4, 0), (5, 3), (6, 0), (6, 1)]
    assert found == [(day, rating, day == 2) for day, rating in plain]
    old = [each.rating for each in reviews_in(rows[:2], places, Settings(1))]
    assert old == [3, 3]


@pytest.mark.parametrize(
    "more",
    [
        ["CREATE VIEW config AS SELECT 'rollover' AS key, '7' AS val"],
        [
            "CREATE TABLE config (key, val AS ('7'))",
            "INSERT INTO config VALUES ('rollover')",
        ],
    ],
)
def test_what_is_computed_is_not_read(more: list[str]) -> None:
    with open_collection(collection(more=more)) as found:
        assert found.settings().rollover_h == 4


def test_a_template_does_not_multiply_a_long_field() -> None:
    html = render_template("{{Front}}" * 1_000, {"Front": "x" * 10_000})
    assert len(html) < 1_000_000


def test_a_card_of_a_note_of_ours_with_a_strange_number_is_left_alone() -> None:
    deck = Deck("demo", "Demo", "", (Card("a", Flip("dog", "Hund"), 0),))
    package = zipfile.ZipFile(io.BytesIO(write_package([deck], ExportOptions()).data))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(package.read("collection.anki2"))
        db.execute("UPDATE cards SET ord = -2")
        (card,) = imported(db.serialize()).cards
    assert card.card.body == Flip("dog", "Hund")


@pytest.mark.parametrize(
    "more",
    [
        ["DROP TABLE graves", "DROP TABLE revlog", "CREATE VIEW revlog AS SELECT 1"],
        ["DROP TABLE notes", ENDLESS],
        [
            "DROP TABLE notes",
            "CREATE TABLE notes (id, guid, mid, tags, flds AS (hex(zeroblob(100000000))))",
            "INSERT INTO notes VALUES (1, 2, 3, 4)",
        ],
        ["DROP TABLE cards", "CREATE TABLE cards (id)"],
        ["UPDATE col SET models = '[[['"],
        [LONG_IDS],
        ["UPDATE col SET models = '{\"1\": 5, \"x\": {}}', decks = '7', conf = 'x'"],
    ],
)
def test_a_hostile_database_gets_a_sentence(more: list[str]) -> None:
    with suppress(ExchangeError):
        found = imported(collection(more=more))
        assert len(found.cards) + len(found.losses) < 20


def test_bombs_and_traversal_are_refused_or_harmless(tmp_path: Path) -> None:
    bomb = archive(collection_anki2=b"SQLite format 3\0" + bytes(64 * 1024 * 1024))
    packed = archive(meta=b"\x08\x03", collection_anki21b=zstd.compress(bytes(64 * 1024 * 1024)))
    for data in (bomb, packed):
        with pytest.raises(ExchangeError, match="too much data"):
            open_package(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("collection.anki2", collection())
        file.writestr("media", json.dumps({"0": "../../evil", "1": 5}))
        file.writestr("../../evil", b"x")
        file.writestr("0", b"x")
    before = list(tmp_path.parent.iterdir())
    assert set(imported(out.getvalue()).media) == {"../../evil"}
    assert list(tmp_path.parent.iterdir()) == before


@pytest.mark.parametrize("name", generations())
def test_damaged_packages_get_a_sentence(name: str) -> None:
    data = generations()[name]
    source = random.Random(name)
    for _ in range(60):
        broken = bytearray(data[: source.randrange(len(data))] if source.random() < 0.3 else data)
        for _ in range(source.randrange(1, 20)):
            if broken:
                broken[source.randrange(len(broken))] = source.randrange(256)
        with suppress(ExchangeError):
            imported(bytes(broken))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "cards", "reviews"),
    [
        ("anki-apkg-export_output.apkg", 3, 0),
        ("ankipandas_schema11.anki2", 7, 6),
        ("ankipandas_schema15.anki2", 7, 6),
        ("poppe_french_history.apkg", 461, 3470),
        ("poppe_japanese_history.apkg", 164, 2258 + 30),
    ],
)
def test_real_packages_are_read_in_full(name: str, cards: int, reviews: int) -> None:
    found = imported((SHARED / name).read_bytes())
    assert (len(found.cards), len(found.reviews)) == (cards, reviews)
    assert not found.losses

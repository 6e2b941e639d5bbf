"""Write a package: a ZIP file with one SQLite database of schema 11, which every Anki reads."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from coalition_quiz.core.cards import Card
from coalition_quiz.core.days import study_day
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.scheduling.fsrs import DEFAULT_PARAMETERS, Memory, Rating, review
from coalition_quiz.exchange.anki.history import RESET
from coalition_quiz.exchange.anki.own import CLOZE, FIELDS, QUESTION, TYPED, note_fields, type_of
from coalition_quiz.exchange.archive import write_archive
from coalition_quiz.exchange.html import text_of
from coalition_quiz.exchange.model import (
    Exported,
    ExportOptions,
    ImportedReview,
    ItemHistory,
    Loss,
)
from coalition_quiz.exchange.resources import resolved

_SCHEMA = """
CREATE TABLE col (
    id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
    ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL,
    conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL,
    tags text NOT NULL
);
CREATE TABLE notes (
    id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
    usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL,
    csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL
);
CREATE TABLE cards (
    id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
    mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
    due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
    lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
    flags integer NOT NULL, data text NOT NULL
);
CREATE TABLE revlog (
    id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
    ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
    time integer NOT NULL, type integer NOT NULL
);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""
_FIRST_ID = 1_400_000_000_000
_IDS = 100_000_000_000
_DAY_S, _HOUR_S, _MINUTE_S = 86_400, 3_600, 60
_DAY_STARTS_H = 4
_STARTING_EASE = 2500
_LONGEST_MS = 60_000
_AGAIN_S = -600
_RETENTION = 0.9
_LEARN, _REVIEW, _RELEARN, _MANUAL = 0, 1, 2, 4
_NEW, _REVIEWED, _SUSPENDED, _BURIED = 0, 2, -1, -3
_CSS = """\
.card { font-family: sans-serif; font-size: 20px; text-align: center; }
.options { display: inline-block; margin-top: 1em; text-align: left; }
.note { margin-top: 1em; font-size: 80%; }
.cloze { font-weight: bold; color: #36c; }
"""
_NOTES = "".join(
    f'{{{{#{name}}}}}<div class="note">{label}{{{{{name}}}}}</div>{{{{/{name}}}}}'
    for name, label in (
        ("Also right", "Also right: "),
        ("Why", ""),
        ("Disputed", ""),
        ("As of", "As of "),
        ("Source", "Source: "),
    )
)
_ASKED = "{{Question}}{{#Options}}<div class=options>{{Options}}</div>{{/Options}}"
_HINT = "{{#Hint}}<div class=note>{{hint:Hint}}</div>{{/Hint}}"
_RULE = "<hr id=answer>"
_REVERSE = (
    "{{#Reverse}}{{Answer}}{{/Reverse}}",
    f"{{{{Answer}}}}{_RULE}{{{{Question}}}}{_NOTES}",
)
_SIDES = {
    QUESTION: ((f"{_ASKED}{_HINT}", f"{_ASKED}{_RULE}{{{{Answer}}}}{_NOTES}"), _REVERSE),
    TYPED: (
        (
            f"{_ASKED}{_HINT}<div>{{{{type:Answer}}}}</div>",
            f"{_ASKED}{_RULE}<div>{{{{type:Answer}}}}</div>{_NOTES}",
        ),
        _REVERSE,
    ),
    CLOZE: ((f"{{{{cloze:Question}}}}{_HINT}", f"{{{{cloze:Question}}}}{_NOTES}"),),
}
_UNGRADED = "is not graded in Anki"
_LOST = {
    **dict.fromkeys(("choice", "truth", "order", "match", "list"), _UNGRADED),
    **dict.fromkeys(("typed", "number", "date"), "other spellings and tolerances are only shown"),
}


def write_package(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write decks as a package.

    Their histories leave with the first import only: Anki never changes the schedule of a card that
    it has.
    """
    writer = _Writer(options, _first_day(options))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        connection.execute(_insert("col", 13), writer.collection(decks))
        for table, columns, rows in writer.tables(decks):
            connection.executemany(_insert(table, columns), rows)
        connection.execute("COMMIT")
        connection.execute("PRAGMA user_version = 0")
        database = connection.serialize()
    data = write_archive({"collection.anki2": database, "media": b"{}"})
    return Exported(data, writer.losses)


class _Writer:
    """Makes the rows of a collection."""

    def __init__(self, options: ExportOptions, first_day: int) -> None:
        self._options = options
        self._first_day = first_day
        self._now_s = options.now_ms // 1000
        self._taken = set[int]()
        self._review_ids = set[int]()
        self.losses: list[Loss] = []

    def collection(self, decks: Sequence[Deck]) -> tuple[Any, ...]:
        """Return the only row of the table `col`."""
        options = self._options
        created = self._first_day * _DAY_S + _DAY_STARTS_H * _HOUR_S - options.tz_min * _MINUTE_S
        conf = {
            "schedVer": 2,
            "rollover": options.day_start_min // 60 % 24,
            "creationOffset": -options.tz_min,
        }
        models = {str(_hashed(name)): self._note_type(name) for name in _SIDES}
        found = {str(_hashed(deck.id)): self._deck(deck) for deck in decks}
        texts = (json.dumps(each) for each in (conf, models, found, {}, {}))
        return (1, created, options.now_ms, options.now_ms, 11, 0, 0, 0, *texts)

    def tables(self, decks: Sequence[Deck]) -> Iterator[tuple[str, int, list[tuple[Any, ...]]]]:
        """Yield the other tables: their names, the numbers of their columns, and their rows."""
        notes: list[tuple[Any, ...]] = []
        cards: list[tuple[Any, ...]] = []
        log: list[tuple[Any, ...]] = []
        for deck in decks:
            for card in deck.cards:
                note_id = self._free_id(f"{deck.id}/{card.id}")
                notes.append(self._note(note_id, card, deck))
                for row, reviews in self._cards(note_id, card, deck, len(cards)):
                    cards.append(row)
                    log += reviews
        yield "notes", 11, notes
        yield "cards", 18, cards
        yield "revlog", 9, log

    def _note(self, note_id: int, card: Card, deck: Deck) -> tuple[Any, ...]:
        own = resolved(card, deck)
        fields = list(note_fields(own, deck).values())
        tags = "".join(f" {'_'.join(tag.split())}" for tag in card.tags)
        if reason := _LOST.get(card.kind):
            self.losses.append(Loss(reason, card.id))
        sort = text_of(fields[0])
        return (
            *(note_id, f"{deck.id}/{card.id}", _hashed(type_of(card)), self._now_s, -1),
            *(f"{tags} " if tags else "", "\x1f".join(fields), sort, _checksum(sort), 0, ""),
        )

    def _cards(
        self, note_id: int, card: Card, deck: Deck, position: int
    ) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
        """Yield the row of each item, with those of its reviews."""
        for ord_, part in enumerate(card.body.item_parts):
            item = f"{deck.id}/{card.id}{f'/{part}' if part else ''}"
            card_id = self._free_id(item)
            history = (self._options.histories or {}).get(item, ItemHistory())
            rows = list(self._log(card_id, history.reviews))
            start = (card_id, note_id, _hashed(deck.id), ord_, self._now_s, -1)
            yield (*start, *self._state(history, position + ord_)), rows

    def _state(self, history: ItemHistory, position: int) -> tuple[Any, ...]:
        """Return the columns of a card from its type on."""
        flags = history.flags
        rest = _SUSPENDED if flags and flags.suspended else None
        rest = _BURIED if flags and flags.buried and rest is None else rest
        flag = int(bool(flags and flags.flagged))
        if not history.stability:
            return (_NEW, _NEW if rest is None else rest, position, *[0] * 7, flag, "{}")
        count = sum(1 for each in history.reviews if each.rating and not each.practice)
        last = max((each.at_ms for each in history.reviews if each.rating), default=0)
        data = {
            "s": round(history.stability, 4),
            "d": round(history.difficulty, 3),
            "dr": _RETENTION,
            "decay": round(-DEFAULT_PARAMETERS.decay, 3),
            "lrt": last // 1000,
        }
        return (
            *(_REVIEWED, _REVIEWED if rest is None else rest),
            *(history.due_day - self._first_day, max(1, history.due_day - history.last_day)),
            *(_STARTING_EASE, count, history.lapses, 0, 0, 0, flag),
            json.dumps(data, separators=(",", ":")),
        )

    def _log(self, card_id: int, reviews: Sequence[ImportedReview]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of the review log of a card."""
        memory: Memory | None = None
        before = 0
        for each, at_ms in zip(reviews, self._times(reviews), strict=True):
            if each.practice:
                continue
            at = self._free_time(at_ms)
            if each.rating == RESET:
                memory, before = None, 0
                yield (at, card_id, -1, 0, 0, 0, 0, 0, _MANUAL)
                continue
            is_first, last = memory is None, memory.last_day if memory else 0
            after = review(memory, Rating(each.rating), each.day, _RETENTION)
            memory = after.memory
            kind = _LEARN if is_first else _RELEARN if each.day <= last else _REVIEW
            interval = after.interval or _AGAIN_S
            ease = round((memory.difficulty - 1) / 9 * 1000 + 100)
            took = min(each.ms, _LONGEST_MS)
            yield (at, card_id, -1, each.rating, interval, before, ease, took, kind)
            before = interval

    def _note_type(self, name: str) -> dict[str, Any]:
        fields = [
            {"name": each, "ord": ord_, "sticky": False, "rtl": False, "font": "Arial", "size": 20}
            | {"media": []}
            for ord_, each in enumerate(FIELDS)
        ]
        templates = [
            {"name": f"Card {ord_ + 1}", "ord": ord_, "qfmt": front, "afmt": back, "bqfmt": ""}
            | {"bafmt": "", "did": None, "bfont": "", "bsize": 0}
            for ord_, (front, back) in enumerate(_SIDES[name])
        ]
        return {
            "id": _hashed(name),
            "name": name,
            "type": int(name == CLOZE),
            "mod": self._now_s,
            "usn": -1,
            "sortf": 0,
            "did": None,
            "tmpls": templates,
            "flds": fields,
            "css": _CSS,
            "latexPre": "",
            "latexPost": "",
            "latexsvg": False,
            "req": [],
            "tags": [],
            "vers": [],
        }

    def _deck(self, deck: Deck) -> dict[str, Any]:
        name = deck.title.replace("::", ":\u200b:")
        today = {key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")}
        return {
            "id": _hashed(deck.id),
            "name": name,
            "mod": self._now_s,
            "usn": -1,
            **today,
            "collapsed": False,
            "browserCollapsed": False,
            "desc": deck.description,
            "dyn": 0,
            "conf": 1,
            "extendNew": 0,
            "extendRev": 0,
        }

    def _free_id(self, key: str) -> int:
        """Return an id that lies in the past, is the same every time, and is not taken."""
        found = _hashed(key)
        while found in self._taken:
            found += 1
        self._taken.add(found)
        return found

    def _times(self, reviews: Sequence[ImportedReview]) -> Iterator[int]:
        """Yield the times of an item's reviews.

        Anki counts all days by one time zone. If a review would fall on another day, because it was
        given in another zone, all of them get the times that their clocks showed.
        """
        zone, starts = self._options.tz_min, self._options.day_start_min
        days = [study_day(each.at_ms, zone, starts) for each in reviews]
        if days == [each.day for each in reviews]:
            yield from (each.at_ms for each in reviews)
            return
        for each in reviews:
            shown = each.at_ms + (each.tz_min - zone) * _MINUTE_S * 1000
            yield shown + (each.day - study_day(shown, zone, starts)) * _DAY_S * 1000

    def _free_time(self, at_ms: int) -> int:
        while at_ms in self._review_ids:
            at_ms += 1
        self._review_ids.add(at_ms)
        return at_ms


def _first_day(options: ExportOptions) -> int:
    """Return the day from which due days are counted: none may be before it."""
    today = study_day(options.now_ms, options.tz_min, options.day_start_min)
    histories: Mapping[str, ItemHistory] = options.histories or {}
    known = [min(each.last_day, each.due_day) for each in histories.values() if each.stability]
    return min([today, *known])


def _hashed(key: str) -> int:
    return _FIRST_ID + int.from_bytes(hashlib.sha256(key.encode()).digest()) % _IDS


def _checksum(text: str) -> int:
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8], 16)


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"  # noqa: S608 - constants

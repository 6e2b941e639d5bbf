"""What is kept of decks: the same library as without it, whatever happens to files and cache."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_quiz.core.items import asked_ids, items_of
from coalition_quiz.library.cache import Cache, open_cache
from coalition_quiz.library.index import item_ids, list_decks
from coalition_quiz.library.library import Library, read_library
from coalition_quiz.library.stored_deck import cached_confusable_names

from helpers.support import SMALL_DECK

LONG_AGO = 1_000_000_000
HEAD = """\
format: 1
deck: {name}
title: Deck {name} — the {title}
language: fr
as_of: 2023-10
author: Ada
licence: CC0
description: Of every kind.
introduction: Read it first.
sources:
  atlas: {{title: A small atlas, published: 2023, url: https://example.org/atlas}}
  diary: {{title: A diary}}
pools:
  cities: [Paris, Lyon, Lille, Nantes, Brest, Metz]
timelines:
  treaties: [{{date: 1992-02, event: Signed}}, {{date: 1993-11, event: In force}}]
cards:
"""
CARDS = (
    "front: What is {n}?\n    back: So.\n    both: true\n    source: 'atlas, p. {n}'",
    "choice: Which city is {n}?\n    answer: Paris\n    wrong: {{Lyon: It lies south., Lille: }}",
    "choice: Which lies on {n}?\n    answer: Rouen\n    from: cities\n    options: 4",
    "truth: Is it {n}?\n    answer: yes\n    source: diary\n    tags: [a, b]",
    "typed: Who is {n}?\n    answer: Élysée {n}\n    accept: [Elysee {n}]",
    "number: How many are {n}?\n    answer: 35,404\n    within: 5%",
    "date: When was {n}?\n    answer: 1992-02\n    changed: {{on: 2023-10, was: Not so.}}",
    "order: Order {n}.\n    from: treaties\n    draw: 2\n    source: atlas",
    "order: Put {n} in order.\n    answer: [one, two, three]",
    "match: Join {n}.\n    pairs: {{France: Paris, Spain: Madrid}}",
    "list: Name those of {n}.\n    answer: [Belgium, [Germany, Deutschland]]\n    need: 2",
    "cloze: The [Seine] flows by [Paris|a city] {n}.\n    was: [old-{n}, other/older-{n}]",
    "truth: Was it {n}?\n    answer: no\n    retired: {{on: 2023-10, why: It is over.}}",
    "truth: This card is bad {n}.",
    "truth: This one warns {n} # and is cut\n    answer: true",
)
QUICK = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DAMAGED = settings(QUICK, max_examples=60)
KINDS = st.lists(st.integers(0, len(CARDS) - 1), max_size=8)


def deck(name: str, kinds: Sequence[int], title: str = "first") -> str:
    """A deck with cards of these kinds."""
    cards = (f"  - id: c{n}\n    {CARDS[kind].format(n=n)}\n" for n, kind in enumerate(kinds))
    return HEAD.format(name=name, title=title) + "".join(cards)


def write(path: Path, text: str, at: int = LONG_AGO) -> Path:
    """Write a deck file, dated long ago."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))
    return path


def seen(library: Library) -> dict[str, Any]:
    """All that can be seen of a library."""
    return {
        "decks": library.decks,
        "cards": [tuple(deck.cards) for deck in library.decks],
        "pools": [dict(deck.pools) for deck in library.decks],
        "items": [(item.id, item.part, item.card) for item in library.items.values()],
        "ids": list(library.items),
        "by id": [library.items[item].card.id for item in library.items],
        "counts": [len(library.items), *map(len, (deck.cards for deck in library.decks))],
        "listed": [each._replace(content="") for each in library.entries],
        "renames": list(library.renames()),
        "changes": library.changes,
        "diagnostics": library.diagnostics,
        "problems": library.problems,
        "clashes": library.clashes,
        "rivals": [cached_confusable_names(deck) for deck in library.decks],
    }


def change(cache: Path, *statements: str) -> list[tuple[Any, ...]]:
    """Change the cache file from outside, and return the rows of the last statement."""
    rows = []
    with closing(sqlite3.connect(cache / "cache.sqlite", isolation_level=None)) as other:
        for statement in statements:
            rows = other.execute(statement).fetchall()
    return rows


def must_be_as_read(files: Sequence[Path], cache: Path) -> Library:
    """The library with a cache, held against the one without."""
    library = read_library(files, cache)
    assert seen(library) == seen(read_library(files))
    return library


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder that is not there yet."""
    return tmp_path / "cache"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two decks with all cards, one that has the other's id, one that is none, one not there."""
    folder = tmp_path / "decks"
    every = range(len(CARDS))
    return [
        write(folder / "a.yaml", deck("a", every)),
        write(folder / "b.yaml", deck("b", [*every, *every])),
        write(folder / "clash.yaml", deck("a", [0, 1], "second")),
        write(folder / "broken.yaml", "format: 1\ncards: [\n"),
        folder / "gone.yaml",
    ]


def test_a_cached_library_equals_the_one_read_from_files(files: list[Path], cache: Path) -> None:
    for _ in range(3):
        must_be_as_read(files, cache)
    assert [path.name for path in cache.iterdir()] == ["cache.sqlite"]
    assert change(cache, "SELECT count(*) FROM deck, file") == [(4 * 4,)]


def test_cached_bundled_decks_equal_the_files(cache: Path) -> None:
    bundled = sorted((Path(__file__).parents[2] / "decks").glob("*.yaml"))
    read_library(bundled, cache)
    must_be_as_read(bundled, cache)


EDITS: dict[str, Callable[[Path, str, int], object]] = {
    "another text": lambda path, text, n: write(path, text, LONG_AGO + n),
    "the same bytes again": lambda path, _, n: os.utime(path, (LONG_AGO - n, LONG_AGO - n)),
    "as large and at the same time": lambda path, text, _: (
        write(path, text),
        write(path, text.replace("So.", "No.").replace("first", "third")),
        os.utime(path),
    ),
    "a new inode": lambda path, text, _: write(path.with_suffix(".new"), text).replace(path),
    "gone": lambda path, *_: path.unlink(missing_ok=True),
    "empty": lambda path, *_: write(path, ""),
}


@QUICK
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 2), KINDS), min_size=1, max_size=5
    )
)
def test_after_any_edits_the_cache_equals_the_files(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, list[int]]]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    files = [write(folder / "d" / f"{name}.yaml", deck(name, [0, 4, 13])) for name in "abc"]
    must_be_as_read(files, folder / "cache")
    for number, (edit, which, kinds) in enumerate(steps, start=1):
        if edit == "the same bytes again" and not files[which].exists():
            continue
        EDITS[edit](files[which], deck("abc"[which], kinds), number)
        must_be_as_read(files, folder / "cache")


def test_a_same_sized_edit_within_one_tick_is_seen(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "own" / "a.yaml", deck("a", [0], "first"))
    os.utime(file)
    now = file.stat().st_mtime_ns
    must_be_as_read([file], cache)
    file.write_text(deck("a", [0], "third"), encoding="utf-8")
    os.utime(file, ns=(now, now))
    assert must_be_as_read([file], cache).decks[0].title.endswith("third")


@DAMAGED
@given(seed=st.integers(0, 10**9))
def test_damage_anywhere_in_the_cache_is_noticed(files: list[Path], cache: Path, seed: int) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    expected = seen(read_library(files, cache))
    store = open_cache(cache)
    store.store_document("one", "form", ["kept"])
    rng = random.Random(seed)
    opened = read_library(files, cache)
    path = cache / "cache.sqlite"
    whole = bytearray(path.read_bytes())
    for _ in range(rng.choice((1, 1, 40))):
        at = rng.randrange(len(whole))
        match rng.randrange(3):
            case 0:
                whole[at] ^= 1 << rng.randrange(8)
            case 1:
                whole[at : at + 40] = rng.randbytes(len(whole[at : at + 40]))
            case _:
                del whole[at + 1 :]
    path.write_bytes(whole)
    assert seen(opened) == expected
    assert store.document("one", "form") in (["kept"], None)
    assert seen(read_library(files, cache)) == expected
    assert seen(read_library(files, cache)) == expected


@pytest.mark.parametrize("rubbish", [b"", b"\x00", b"{}" * 99, b"SQLite format 3\x00" * 300])
def test_a_foreign_file_is_replaced(files: list[Path], cache: Path, rubbish: bytes) -> None:
    cache.mkdir()
    (cache / "cache.sqlite").write_bytes(rubbish)
    must_be_as_read(files, cache)
    assert change(cache, "SELECT count(*) FROM deck") == [(4,)]


@pytest.mark.parametrize("table", ["deck (text)", "card (deck, id)", "file (path)", "notes (text)"])
def test_another_database_is_replaced(files: list[Path], cache: Path, table: str) -> None:
    cache.mkdir()
    change(cache, f"CREATE TABLE {table}")
    must_be_as_read(files, cache)
    assert len(list_decks(files, cache)) == len(files)
    assert change(cache, "SELECT count(*) FROM deck") == [(4,)]


WRONG_ROWS = {
    "cards of other decks": "UPDATE card SET deck = 9 WHERE deck = 1 AND id = x'6331';"
    "UPDATE card SET deck = 1 WHERE deck = 2 AND id = x'6331';"
    "UPDATE card SET deck = 2 WHERE deck = 9",
    "exchanged cards": "UPDATE card SET (value, checksum) ="
    " (SELECT value, checksum FROM card WHERE id = x'6330')",
    "lost cards": "DELETE FROM card WHERE id IN (x'6331', x'633132')",
    "parts of other decks": "UPDATE part SET (value, checksum) ="
    " (SELECT value, checksum FROM part AS p WHERE"
    " p.name = part.name AND p.deck != part.deck)",
    "exchanged parts": "UPDATE part SET (value, checksum) ="
    " (SELECT value, checksum FROM part AS p WHERE"
    " p.deck = part.deck AND p.name != part.name)",
    "lost parts": "DELETE FROM part",
    "entries of other decks": "UPDATE deck SET (entry, checksum) ="
    " (SELECT entry, checksum FROM deck AS d WHERE"
    " d.number != deck.number)",
    "files of other decks": "UPDATE file SET deck = 1 + deck % 4",
    "other paths": "UPDATE file SET path = path || 'x'",
    "other stamps": "UPDATE file SET stamp = x'31'",
    "numbers for cards": "UPDATE card SET value = 7",
    "texts for cards": "UPDATE card SET value = CAST(x'ff' AS TEXT), id = 7.5 WHERE id = x'6331'",
    "numbers for paths": "UPDATE file SET path = rowid + 0.5",
    "texts for parts": "UPDATE part SET value = CAST(x'ff' AS TEXT)",
    "lost files": "DELETE FROM file",
    "lost decks": "DROP TRIGGER deck_removed;DELETE FROM deck",
}


@pytest.mark.parametrize("wrong", WRONG_ROWS)
def test_rows_in_a_wrong_place_are_not_used(files: list[Path], cache: Path, wrong: str) -> None:
    expected = seen(read_library(files, cache))
    opened = read_library(files, cache)
    change(cache, *WRONG_ROWS[wrong].split(";"))
    for item in expected["items"]:
        found = read_library(files, cache).items[item[0]]  # each on its own: one miss reads again
        assert (found.id, found.part, found.card) == item
    assert seen(opened) == expected
    assert [*map(len, (item_ids(each, cache) for each in opened.entries))] == [
        each.items for each in opened.entries
    ]
    must_be_as_read(files, cache)
    must_be_as_read(files, cache)


def test_a_cache_deleted_while_a_window_is_open_is_replaced_by_the_file(
    files: list[Path], cache: Path
) -> None:
    expected = seen(read_library(files, cache))
    library = read_library(files, cache)
    next(iter(library.decks[1].cards))
    shutil.rmtree(cache)
    assert seen(library) == expected


def test_a_deck_edited_after_its_cache_was_deleted_is_read_as_edited(
    tmp_path: Path, cache: Path
) -> None:
    file = write(tmp_path / "own" / "a.yaml", deck("a", [0, 1, 2]))
    read_library([file], cache)
    library = read_library([file], cache)
    shutil.rmtree(cache)
    write(file, deck("a", [0, 4]))
    assert [item.card.kind for item in library.items.values()] == ["front", "front", "typed"]
    assert cached_confusable_names(library.decks[0]) == {"elysee1"}
    assert "a/c2" not in library.items
    assert library.items["a/c1"].card.kind == "typed"
    file.unlink()
    library = read_library([file], cache)
    assert (library.decks, len(library.items), library.problems) == ((), 0, 1)


@pytest.mark.parametrize(
    "in_the_way", ["cache", "cache/cache.sqlite/x", "cache/cache.sqlite-journal/x"]
)
def test_decks_are_read_if_the_cache_cannot_be_written(
    files: list[Path], tmp_path: Path, in_the_way: str
) -> None:
    obstacle = tmp_path / in_the_way
    obstacle.parent.mkdir(parents=True, exist_ok=True)
    obstacle.write_text("")
    for _ in range(2):
        must_be_as_read(files, tmp_path / "cache")
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_cache_is_still_read(files: list[Path], cache: Path) -> None:
    must_be_as_read(files, cache)
    (cache / "cache.sqlite").chmod(0o400)
    cache.chmod(0o500)
    write(files[0], deck("a", [0]), LONG_AGO + 1)
    must_be_as_read(files, cache)
    cache.chmod(0o700)


def test_the_cache_is_valid_by_stamp_and_then_by_content(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "own" / "a.yaml", deck("a", [0]))
    (listed,) = list_decks([file], cache)
    forge(listed.content, cache, "a/forged")
    assert item_ids(listed, cache) == ["a/forged"]
    os.utime(file, (LONG_AGO + 5, LONG_AGO + 5))
    assert list(read_library([file], cache).items) == ["a/forged"]
    moved = file.replace(tmp_path / "own" / "b.yaml")
    assert list(read_library([moved], cache).items) == ["a/forged"]
    change(cache, "DELETE FROM file")
    assert list(read_library([moved], cache).items) == ["a/forged"]
    write(moved, deck("a", [0]) + "\n")
    assert list(read_library([moved], cache).items) == ["a/c0", "a/c0/back"]


def forge(content: str, cache: Path, ids: str) -> None:
    """Cache of a deck what no file has, so that one sees where it came from."""
    open_cache(cache).store_part(content, "items", ids.encode())


def test_a_file_that_changed_just_now_is_not_trusted_by_its_stamp(
    tmp_path: Path, cache: Path
) -> None:
    file = write(tmp_path / "own" / "a.yaml", deck("a", [0]))
    os.utime(file)
    read_library([file], cache)
    assert change(cache, "SELECT count(*) FROM file") == [(0,)]


def test_item_ids_are_the_same_from_cache_and_file(files: list[Path], cache: Path) -> None:
    for _ in range(2):
        for listed, each in zip(
            list_decks(files[:2], cache), read_library(files).decks, strict=True
        ):
            expected = [item.id for item in items_of(each)]
            assert list(item_ids(listed, cache)) == expected == list(asked_ids(each))
            assert listed.items == len(expected)
        change(cache, "DELETE FROM part")


def test_a_fingerprint_changes_with_the_items_and_with_nothing_else(
    tmp_path: Path, cache: Path
) -> None:
    def fingerprint(kinds: Sequence[int], name: str = "a", title: str = "first") -> str:
        file = tmp_path / "own" / f"{len(list(tmp_path.glob('own/*')))}.yaml"
        (listed,) = list_decks([write(file, deck(name, kinds, title))], cache)
        return listed.fingerprint

    assert fingerprint([0, 3]) == fingerprint([0, 5], title="second")
    assert len({fingerprint([0, 3]), fingerprint([3, 0]), fingerprint([0, 3], "b")}) == 3


def test_unused_decks_leave_the_cache_after_a_week(files: list[Path], cache: Path) -> None:
    contents = [each.content for each in list_decks(files, cache)[:4]]

    def there() -> list[bool]:
        kept = {row[0] for row in change(cache, "SELECT content FROM deck")}
        return [content in kept for content in contents]

    change(cache, "UPDATE deck SET used = 1")
    for file in files[:2]:
        file.unlink()
    write(files[2], deck("new", [0]), LONG_AGO + 1)
    read_library(files, cache)
    # They were in use until now, and another window may have them open.
    assert there() == [True] * 4
    change(cache, "UPDATE deck SET used = 1")
    write(files[2], deck("newer", [0]), LONG_AGO + 2)
    read_library(files, cache)
    assert there() == [False, False, False, True]
    orphans = """
    SELECT deck FROM (SELECT deck FROM card UNION SELECT deck FROM part UNION SELECT deck FROM file)
    WHERE deck NOT IN (SELECT number FROM deck)
    """
    assert change(cache, orphans) == []
    must_be_as_read(files, cache)


def test_files_named_once_do_not_evict_installed_decks(files: list[Path], cache: Path) -> None:
    list_decks(files, cache)
    other = write(files[0].with_name("other.yaml"), deck("other", [0]))
    read_library([other], cache)
    heard: list[int] = []
    list_decks(files[:4], cache, lambda done, _: heard.append(done))
    assert heard == []


def test_a_cache_that_another_process_locks_costs_one_wait(
    files: list[Path], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_be_as_read(files, cache)
    monkeypatch.setattr("coalition_quiz.library.cache._PATIENCE_S", 0.1)
    busy = 0

    class Store(Cache):
        def _handle(self, error: Exception, useless: Sequence[int]) -> bool:
            nonlocal busy
            busy += isinstance(error, sqlite3.Error)
            return super()._handle(error, useless)

    store = Store(cache)
    for module in ("index", "library", "reading"):
        monkeypatch.setattr(f"coalition_quiz.library.{module}.open_cache", lambda _: store)
    with closing(sqlite3.connect(cache / "cache.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        must_be_as_read(files, cache)
        assert busy == 1
        assert not store.store_files(())
    must_be_as_read(files, cache)


def test_a_cache_that_another_window_replaced_is_opened_again(
    files: list[Path], cache: Path
) -> None:
    store = open_cache(cache)
    store.store_document("one", "form", 1)
    shutil.copy(cache / "cache.sqlite", cache / "copy")
    store.store_document("one", "form", 2)
    (cache / "copy").replace(cache / "cache.sqlite")
    assert store.document("one", "form") == 1
    (cache / "cache.sqlite").unlink()
    assert store.document("one", "form") is None
    must_be_as_read(files, cache)


def test_files_of_earlier_versions_are_removed(files: list[Path], cache: Path) -> None:
    old = [cache / name for name in ("decks.json", "bookmark.json", "offers.json", "decks/a.deck")]
    draft = cache / "quiz.json"
    (cache / "decks").mkdir(parents=True)
    for file in (*old, draft):
        file.write_text("{}")
    must_be_as_read(files, cache)
    assert sorted(path.name for path in cache.iterdir()) == ["cache.sqlite", "quiz.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["cache.sqlite", "cache.sqlite-journal"])
def test_a_pipe_in_the_way_is_removed(files: list[Path], cache: Path, name: str) -> None:
    must_be_as_read(files, cache)
    (cache / name).unlink(missing_ok=True)
    os.mkfifo(cache / name)
    open_cache.cache_clear()
    must_be_as_read(files, cache)
    assert [path.name for path in cache.iterdir()] == ["cache.sqlite"]


EXCHANGED = """
UPDATE document SET (value, checksum) = (SELECT value, checksum FROM document WHERE name = 'two')
"""


def test_documents_are_read_in_the_form_they_were_written_in(cache: Path) -> None:
    store = open_cache(cache)
    assert store.document("one", "form") is None
    store.store_document("one", "form", {"a": [1, 0.1, "é"]})
    store.store_document("two", "form", [])
    assert store.document("one", "form") == {"a": [1, 0.1, "é"]}
    assert store.document("one", "another") is None
    change(cache, EXCHANGED)
    assert store.document("one", "form") is None
    assert store.document("two", "form") == []


def test_threads_share_the_cache(files: list[Path], cache: Path) -> None:
    must_be_as_read(files, cache)
    expected = seen(read_library(files))
    library = read_library(files, cache)
    store = open_cache(cache)

    def work(number: int) -> bool:
        store.store_document(f"of {number}", "form", number)
        is_same = [tuple(each.cards) for each in library.decks] == expected["cards"]
        return is_same and store.document(f"of {number}", "form") == number

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(work, range(40)))


def test_decks_read_before_an_interruption_are_cached(files: list[Path], cache: Path) -> None:
    def break_off(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_library(files, cache, break_off)
    heard: list[tuple[int, int]] = []
    must_be_as_read(files, cache)
    change(cache, "DELETE FROM file")
    with pytest.raises(KeyboardInterrupt):
        read_library(files, cache, break_off)
    read_library(files, cache, lambda *where: heard.append(where))
    assert heard == [(0, 3), (1, 3), (2, 3)]


READER = """
import sys
from pathlib import Path
from coalition_quiz.library.library import read_library
cache, *files = map(Path, sys.argv[1:])
for _ in range(6):
    library = read_library(files, cache)
    print(hash(tuple(item.card.body.prompt for item in library.items.values())), library.problems)
"""


def test_windows_started_at_the_same_time_read_the_same(files: list[Path], cache: Path) -> None:
    command = [sys.executable, "-c", READER, str(cache), *map(str, files)]
    windows = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONHASHSEED": "1"}
        )
        for _ in range(3)
    ]
    said = [window.communicate(timeout=60)[0] for window in windows]
    assert len({line for text in said for line in text.splitlines()}) == 1
    assert [len(text.splitlines()) for text in said] == [6, 6, 6]
    must_be_as_read(files, cache)


def test_cards_of_a_cached_deck_behave_as_a_tuple(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "own" / "a.yaml", deck("a", range(13)))
    read_library([file], cache)
    (kept,), (fresh,) = read_library([file], cache).decks, read_library([file]).decks
    cards, plain = kept.cards, fresh.cards
    assert type(cards) is not type(plain)
    assert (kept, cards, plain, fresh) == (fresh, plain, cards, kept)
    assert (cards[0], cards[-1], cards[2:5], cards[::-2]) == (
        *(plain[0], plain[-1], plain[2:5]),
        plain[::-2],
    )
    assert list(reversed(cards)) == list(reversed(plain))
    assert plain[3] in cards
    assert cards.index(plain[7]) == 7
    assert cards != plain[:-1]
    assert cards != plain[::-1]
    with pytest.raises(IndexError):
        cards[13]


def test_items_are_a_mapping_in_the_order_taught(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "own" / "a.yaml", deck("a", range(13)))
    for library in (read_library([file], cache), read_library([file], cache), read_library([file])):
        items = library.items
        assert "a/c11/gap2" in items
        for nothing in ("a/c11", "a/c11/gap3", "a/c12", "a/c99", "a", "a/", "", "b/c0", "a/c0/"):
            assert nothing not in items
        assert items["a/c0/back"].part == "back"
        assert items.get("a/c12") is None
        assert list(items) == [item.id for item in items.values()] == list(items.keys())
        assert len(items) == len(list(items.values())) == len(items.values())


def test_a_shared_timeline_is_stored_once(tmp_path: Path, cache: Path) -> None:
    text = deck("a", [7] * 300)
    events = "".join(f"{{date: {1000 + n}, event: Event {n}}}, " for n in range(300))
    file = write(tmp_path / "own" / "a.yaml", text.replace("treaties: [", f"treaties: [{events}"))
    must_be_as_read([file], cache)
    first, *_, last = read_library([file], cache).decks[0].cards
    assert first.body.timeline is last.body.timeline
    assert (cache / "cache.sqlite").stat().st_size < 150_000


def test_a_path_that_is_not_utf8_is_read_and_cached(tmp_path: Path, cache: Path) -> None:
    try:
        file = write(tmp_path / "own" / os.fsdecode(b"bad\xff.yaml"), SMALL_DECK + "  - id: x\n")
    except OSError:
        pytest.skip("this file system knows no such names")
    for _ in range(2):
        library = must_be_as_read([file], cache)
        assert library.decks[0].path == str(file)

"""Where the learner was: kept, and harmless when it is lost or anything at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.services.bookmark import Bookmark, LeftSession


def test_a_saved_bookmark_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "bookmark.json"
    first = Bookmark(path)
    assert (first.deck, first.left_on(7)) == (None, ())
    first.deck = "d"
    left = LeftSession(7, ("d",), ("d/a", "d/b"))
    first.leave(left, ["d/a", "d/b", "d/c"])
    first.keep()
    again = Bookmark(path)
    assert (again.deck, again.left_on(7)) == ("d", (left,))


def test_a_session_that_was_left_outlives_others(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path / "bookmark.json")
    one, other = LeftSession(7, ("d",), ("d/a", "d/b")), LeftSession(7, (), ("e/a",))
    bookmark.leave(one, ["d/a", "d/b", "d/c"])
    bookmark.leave(other, ["d/a", "e/a"])
    assert bookmark.left_on(7) == (other, one)
    bookmark.leave(one._replace(items=("d/b",)), one.items)
    assert bookmark.left_on(7) == (one._replace(items=("d/b",)), other)
    bookmark.leave(one._replace(items=()), ["d/b"])
    assert bookmark.left_on(7) == (other,)


def test_items_left_yesterday_are_simply_due(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path / "bookmark.json")
    bookmark.leave(LeftSession(7, (), ("d/a",)), ["d/a"])
    assert bookmark.left_on(8) == ()


def test_nothing_new_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "bookmark.json"
    Bookmark(path).keep()
    assert not path.exists()


def test_a_place_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    bookmark = Bookmark(tmp_path / "file" / "bookmark.json")
    bookmark.deck = "d"
    bookmark.keep()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"format": "other", "deck": "d", "left": {"day": 1, "items": []}}',
        b'{"format": "coalition-quiz bookmark 2", "deck": 3, "left": []}',
        b'{"format": "coalition-quiz bookmark 2", "deck": "d", "left": [[1, [], 4]]}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_read_as_empty(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "bookmark.json"
    path.write_bytes(text)
    bookmark = Bookmark(path)
    assert (bookmark.deck, bookmark.left_on(1)) == (None, ())


@given(st.binary(max_size=200))
def test_any_bytes_are_harmless(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bookmark") / "bookmark.json"
    path.write_bytes(data)
    assert Bookmark(path).left_on(1) == ()

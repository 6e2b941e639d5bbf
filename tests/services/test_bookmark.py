"""Where the learner was: kept, and harmless when it is lost."""

from pathlib import Path

from coalition_quiz.services.bookmark import Bookmark, LeftSession


def test_a_saved_bookmark_is_read_back(tmp_path: Path) -> None:
    first = Bookmark(tmp_path)
    assert (first.deck, first.left_on(7)) == (None, ())
    first.deck = "d"
    left = LeftSession(7, ("d",), ("d/a", "d/b"))
    first.leave(left, ["d/a", "d/b", "d/c"])
    first.keep()
    again = Bookmark(tmp_path)
    assert (again.deck, again.left_on(7)) == ("d", (left,))
    (tmp_path / "cache.sqlite").unlink()
    lost = Bookmark(tmp_path)
    assert (lost.deck, lost.left_on(7)) == (None, ())


def test_a_session_that_was_left_outlives_others(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path)
    one, other = LeftSession(7, ("d",), ("d/a", "d/b")), LeftSession(7, (), ("e/a",))
    bookmark.leave(one, ["d/a", "d/b", "d/c"])
    bookmark.leave(other, ["d/a", "e/a"])
    assert bookmark.left_on(7) == (other, one)
    bookmark.leave(one._replace(items=("d/b",)), one.items)
    assert bookmark.left_on(7) == (one._replace(items=("d/b",)), other)
    bookmark.leave(one._replace(items=()), ["d/b"])
    assert bookmark.left_on(7) == (other,)


def test_items_left_yesterday_are_simply_due(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path)
    bookmark.leave(LeftSession(7, (), ("d/a",)), ["d/a"])
    assert bookmark.left_on(8) == ()


def test_nothing_new_is_not_written(tmp_path: Path) -> None:
    Bookmark(tmp_path).keep()
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    bookmark = Bookmark(tmp_path / "file" / "cache")
    bookmark.deck = "d"
    bookmark.keep()

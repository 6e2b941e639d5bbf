"""Where the learner was: kept, and harmless when it is lost."""

from pathlib import Path

from coalition_quiz.services.bookmark import Bookmark


def test_a_saved_bookmark_is_read_back(tmp_path: Path) -> None:
    first = Bookmark(tmp_path)
    assert (first.deck, first.left_on(7)) == ("", ())
    first.deck = "d"
    first.leave(7, ["d/a", "d/b"])
    first.keep()
    again = Bookmark(tmp_path)
    assert (again.deck, again.left_on(7)) == ("d", ("d/a", "d/b"))
    (tmp_path / "cache.sqlite").unlink()
    lost = Bookmark(tmp_path)
    assert (lost.deck, lost.left_on(7)) == ("", ())


def test_items_left_yesterday_are_simply_due(tmp_path: Path) -> None:
    bookmark = Bookmark(tmp_path)
    bookmark.leave(7, ["d/a"])
    assert bookmark.left_on(8) == ()


def test_nothing_new_is_not_written(tmp_path: Path) -> None:
    Bookmark(tmp_path).keep()
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    bookmark = Bookmark(tmp_path / "file" / "cache")
    bookmark.deck = "d"
    bookmark.keep()

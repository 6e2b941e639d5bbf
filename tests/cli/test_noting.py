"""Whoever opens the history with all installed decks notes what they ask."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from helpers.support import Run


def noted(home: Path) -> set[str]:
    """The decks that the history has noted."""
    with closing(sqlite3.connect(home / "history.sqlite")) as raw:
        return {deck for (deck,) in raw.execute("SELECT deck FROM stored_deck")}


def test_all_decks_are_noted_and_a_file_alone_changes_nothing(
    run: Run, home: Path, own_deck: Path
) -> None:
    before = json.loads(run("due", "--json").stdout)
    assert not (home / "history.sqlite").exists()
    assert run("study", "--plain").returncode == 0
    decks = {deck["deck"] for deck in before["decks"]}
    assert noted(home) == decks
    assert json.loads(run("due", "--json").stdout) == before
    for name in (str(own_deck), "capitals"):
        assert run("study", name, "--plain").returncode == 0
        assert noted(home) == decks
    own_deck.unlink()
    assert run("study", "--plain").returncode == 0
    assert noted(home) == decks - {"capitals"}


def test_a_history_that_may_only_be_read_is_counted_the_same(
    run: Run, home: Path, own_deck: Path
) -> None:
    assert run("study", "--plain").returncode == 0
    text = own_deck.read_text(encoding="utf-8")
    own_deck.write_text(text.replace("[Seine]", "Seine"), encoding="utf-8")
    (home / "history.sqlite").chmod(0o400)
    (capitals,) = (
        deck
        for deck in json.loads(run("due", "--json").stdout)["decks"]
        if deck["deck"] == "capitals"
    )
    assert capitals["new"] == 2

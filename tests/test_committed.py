"""What the last commit holds of a deck file: a real repository, and none."""

import os
import subprocess
from pathlib import Path

import pytest

from coalition_quiz.committed import Commits
from coalition_quiz.decks import read_deck
from coalition_quiz.learning.cards import Deck
from coalition_quiz.learning.items import content_hash
from coalition_quiz.learning.memories import Remembered

TEXT = """\
format: 1
deck: rivers
title: Rivers
cards:
  - {id: rome, typed: Which river flows through Rome?, answer: Tiber}
  - {typed: 'Which river flows through Paris?', answer: Seine}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A deck, committed as it stands, two folders down."""
    path = tmp_path / "school" / "dé cks" / "rivers.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "decks")):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    return path


def deck_of(file: Path) -> Deck:
    """The deck as it stands in the folder now."""
    deck = read_deck(file).deck
    assert deck is not None
    return deck


def test_unchanged(file: Path) -> None:
    """What was committed is what is there: nothing to compare."""
    assert Commits().known(deck_of(file)) == {}


def test_changed(file: Path) -> None:
    """The cards as they were, those without an id among them."""
    before = deck_of(file)
    file.write_text(TEXT.replace("rome", "roma").replace("Which river", "What"), encoding="utf-8")
    known = Commits().known(deck_of(file))
    assert known == {
        card.id: Remembered(card.body.prompt, frozenset({content_hash(card)}))
        for card in before.cards
    }


def test_in_a_hook(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git sets for its hooks changes nothing."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / ".git"))
    file.write_text(TEXT.replace("rome", "roma"), encoding="utf-8")
    assert "rome" in Commits().known(deck_of(file))


def test_through_a_link(file: Path, tmp_path: Path) -> None:
    """A link from elsewhere leads to the repository of the file."""
    file.write_text(TEXT.replace("rome", "roma"), encoding="utf-8")
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert "rome" in Commits().known(deck_of(link))


def test_another_deck(file: Path) -> None:
    """A file whose deck has another id now is another deck."""
    file.write_text(TEXT.replace("deck: rivers", "deck: streams"), encoding="utf-8")
    assert Commits().known(deck_of(file)) == {}


def test_not_committed(file: Path) -> None:
    """A file that is new in the repository."""
    new = file.with_name("new.yaml")
    new.write_text(TEXT, encoding="utf-8")
    assert Commits().known(deck_of(new)) == {}


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without one, and a machine without git."""
    file = tmp_path / "rivers.yaml"
    file.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert Commits().known(deck_of(file)) == {}
    monkeypatch.setenv("PATH", os.devnull)
    assert Commits().known(deck_of(file)) == {}

"""Previous cards from git: with a real repository, and without one."""

import os
import subprocess
from pathlib import Path

import pytest

from coalition_quiz.authoring.renames import git as committed
from coalition_quiz.authoring.renames.git import CommittedDecks
from coalition_quiz.authoring.renames.previous import PreviousCards
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot, Known
from coalition_quiz.decks import read_deck
from coalition_quiz.system.errors import UsageError

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
    """Write and commit a deck two folders down."""
    path = tmp_path / "school" / "dé cks" / "rivers.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "decks")):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    return path


def deck_of(file: Path) -> Deck:
    """Read the deck as it is in the folder now."""
    deck = read_deck(file).deck
    assert deck is not None
    return deck


def known(file: Path, **options: str) -> Known:
    """Return the cards known of the deck in a file."""
    return PreviousCards(**options).known(deck_of(file))


def commit(folder: Path, message: str = "more") -> None:
    """Commit everything in a folder's repository."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for arguments in (("add", "-A"), (*who, "commit", "-qm", message)):
        subprocess.run(["git", *arguments], cwd=folder, check=True)


def test_unchanged(file: Path) -> None:
    """Without changes there is nothing to compare."""
    assert known(file) == {}


def test_changed(file: Path) -> None:
    """The cards are as committed, including those without an id."""
    before = deck_of(file)
    file.write_text(TEXT.replace("rome", "roma").replace("Which river", "What"), encoding="utf-8")
    assert known(file) == {
        card.id: CardSnapshot(card.body.prompt, frozenset({content_hash(card)}))
        for card in before.cards
    }


def test_in_a_hook(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's variables in hooks, and others that redirect git, have no effect."""
    for name, value in (("GIT_DIR", str(tmp_path / ".git")), ("GIT_ICASE_PATHSPECS", "1")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "many")
    file.write_text(TEXT.replace("rome", "roma"), encoding="utf-8")
    assert "rome" in known(file)


def test_through_a_link(file: Path, tmp_path: Path) -> None:
    """A link from elsewhere leads to the repository of the file."""
    file.write_text(TEXT.replace("rome", "roma"), encoding="utf-8")
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert "rome" in known(link)


def test_another_file(file: Path) -> None:
    """A deck is found by its id, whatever its file is called now."""
    file.rename(file.with_name("streams.yaml"))
    renamed = file.with_name("streams.yaml")
    renamed.write_text(TEXT.replace("rome", "roma"), encoding="utf-8")
    assert "rome" in known(renamed)


def test_another_deck_id(file: Path) -> None:
    """If a deck's id has changed, its cards are those that the old deck lost."""
    file.write_text(TEXT.replace("deck: rivers", "deck: streams"), encoding="utf-8")
    contents = {name: each.contents for name, each in known(file).items()}
    first, second = deck_of(file).cards
    assert contents == {
        "rivers/rome": {content_hash(first)},
        f"rivers/{second.id}": {content_hash(second)},
    }


def test_moved_to_another_deck(file: Path) -> None:
    """A card that one deck lost may be in another now; a card that it still has is not lost."""
    head, rome, paris = TEXT.partition("  - {id: rome")
    card, _, rest = paris.partition("\n")
    file.write_text(head + rest, encoding="utf-8")
    other = file.with_name("italy.yaml")
    text = head.replace("deck: rivers", "deck: italy") + rome + card + "\n"
    other.write_text(text, encoding="utf-8")
    (card_of_italy,) = deck_of(other).cards
    assert known(other) == {
        "rivers/rome": CardSnapshot("", frozenset({content_hash(card_of_italy)}))
    }
    given = text.replace("id: rome", "id: rome, was: rivers/rome")
    other.write_text(given, encoding="utf-8")
    assert known(other) == {}


def test_removed_earlier_id_is_known(file: Path, tmp_path: Path) -> None:
    """An id that was removed from `was` is known."""
    file.write_text(TEXT.replace("id: rome", "id: rome, was: roma"), encoding="utf-8")
    commit(tmp_path)
    file.write_text(TEXT, encoding="utf-8")
    assert "roma" in known(file)


def test_since_another_commit(file: Path, tmp_path: Path) -> None:
    """The commit to compare with can be named; an unknown one is a usage error."""
    file.write_text(TEXT.replace("rome", "roma"), encoding="utf-8")
    commit(tmp_path)
    assert known(file) == {}
    assert "rome" in known(file, revision="HEAD~1")
    for none in ("nowhere", "--help", "-l", "\x1b[31m"):
        with pytest.raises(UsageError, match=r"The git commit .* was not found"):
            known(file, revision=none)


def test_with_a_history(file: Path) -> None:
    """Both sources are used; without a new card, other decks are not read."""
    asked: list[str] = []

    def remembered(deck: str) -> Known:
        asked.append(deck)
        return {"tiber": CardSnapshot("Which river?", frozenset({"0"}))} if deck == "rivers" else {}

    assert PreviousCards(remembered).known(deck_of(file)).keys() >= {"tiber"}
    assert set(asked) == {"rivers"}


def test_not_committed(file: Path) -> None:
    """A new file in the repository has no previous cards."""
    new = file.with_name("new.yaml")
    new.write_text(TEXT.replace("deck: rivers", "deck: new"), encoding="utf-8")
    assert known(new) == {}


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a repository, or a machine without git, has no previous cards."""
    file = tmp_path / "rivers.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert known(file) == {}
    monkeypatch.setenv("PATH", os.devnull)
    assert known(file) == {}


@pytest.mark.parametrize(
    "settings",
    [
        {"remote.origin.url": "ssh://x/y", "core.sshCommand": "touch started;"},
        {"remote.origin.url": "ext::sh -c touch% started", "protocol.ext.allow": "always"},
        {"remote.origin.url": "/nowhere", "remote.origin.uploadpack": "touch started;"},
        {"core.fsmonitor": "touch started;"},
    ],
    ids=["ssh", "ext", "uploadpack", "fsmonitor"],
)
def test_git_starts_no_program(file: Path, tmp_path: Path, settings: dict[str, str]) -> None:
    """A repository cannot make git start a program to fetch a missing file."""
    in_git = ("git", "-C", str(tmp_path))
    blob = subprocess.check_output([*in_git, "rev-parse", "HEAD:./school/dé cks/rivers.yaml"])
    name = blob.decode().strip()
    (tmp_path / ".git/objects" / name[:2] / name[2:]).unlink()
    partial = {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
    }
    for key, value in (partial | settings).items():
        subprocess.run([*in_git, "config", key, value], check=True)
    file.write_text(TEXT.replace("rome", "roma"), encoding="utf-8")
    assert known(file) == {}
    assert not list(tmp_path.rglob("started"))


def test_a_huge_file_is_not_read(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file too large for a deck is not read."""
    monkeypatch.setattr(committed, "LARGEST", 1000)
    file.write_text("#" * 2000, encoding="utf-8")
    commit(tmp_path)
    file.write_text(TEXT, encoding="utf-8")
    asked = []
    monkeypatch.setattr(CommittedDecks, "_deck", lambda *given: asked.append(given))
    assert known(file) == {}
    assert asked == []

"""Previous cards from git: with a real repository, and without one."""

import os
import subprocess
from pathlib import Path

import pytest

from coalition_quiz.authoring.fixes import fix_text
from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.renames import git as committed
from coalition_quiz.authoring.renames.git import CommittedDecks
from coalition_quiz.authoring.renames.previous import PreviousCards
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
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
        card.id: CardSnapshot(
            card.body.prompt,
            frozenset({content_hash(card)}),
            frozenset({("", card.body.answers[0])}),
        )
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


def findings(file: Path, *codes: str) -> list[str]:
    """Return what the rules say of a file, compared with the last commit."""
    found = lint(read_deck(file), Edtf(2026, 11, 23), known(file), frozenset(codes))
    return [f"{each.line}:{each.code} {each.message}" for each in found]


GAPS = TEXT + "  - {id: gaps, cloze: 'The [Tiber] is in [Rome] and the [Seine] in [Paris].'}\n"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("The [Tiber] is in [Rome] and the [Seine] in [Paris].", ""),
        ("The long [Tiber] is in [Rome], and the [Seine] is in [Paris] and [Rouen].", ""),
        ("The [Tiber River] is in [Rome] and the [Seine] in [Paris].", ""),
        ("In [Italy] the [Tiber] is in [Rome] and the [Seine] in [Paris].", "`Tiber` was gap 1"),
        ("The [Seine] is in [Paris] and the [Tiber] in [Rome].", "`Tiber` was gap 1"),
        ("The Tiber is in [Rome] and the [Seine] in [Paris].", "`Rome` was gap 2"),
    ],
)
def test_gaps(file: Path, text: str, moved: str) -> None:
    """Progress on gaps that get another number would move, and nothing else is reported."""
    file.write_text(GAPS, encoding="utf-8")
    commit(file.parent)
    old = "The [Tiber] is in [Rome] and the [Seine] in [Paris]."
    file.write_text(GAPS.replace(old, text) + "# more\n", encoding="utf-8")
    found = findings(file, "I106")
    assert len(found) == bool(moved)
    assert not moved or moved in found[0]


def test_removed(file: Path) -> None:
    """A card that is gone is named; a retired or moved one, or one with an error, is not gone."""
    head, _, rest = TEXT.partition("  - {id: rome")
    card, _, paris = rest.partition("\n")
    file.write_text(head + paris, encoding="utf-8")
    (found,) = findings(file, "I107")
    assert found.startswith(
        "4:I107 a card is gone that learners may have progress on: `rome` (`Which"
    )
    other = file.with_name("italy.yaml")
    moved = head.replace("deck: rivers", "deck: italy") + "  - {id: roma, was: rivers/rome" + card
    other.write_text(f"{moved}\n", encoding="utf-8")
    assert findings(file, "I107") == []
    other.unlink()
    file.write_text(f"{head}  - {{id: rome, typed: [a], answer: b}}\n{paris}", encoding="utf-8")
    assert findings(file, "I107") == []


@pytest.mark.parametrize(
    ("question", "answer", "is_reused"),
    [
        ("Which river flows through Rome?", "Tevere", False),
        ("Which river flows through Rome, Italy?", "Tiber", False),
        ("Which rivver flows through Rome?", "Tevere", False),
        ("Which river flows through Vienna?", "Danube", True),
        ("Which river flows through Vienna?", "Tiber", True),
        ("Which lake lies near Rome?", "Bracciano", True),
    ],
)
def test_reused(file: Path, question: str, answer: str, *, is_reused: bool) -> None:
    """A question with another answer, or about another thing, is another one."""
    text = TEXT.replace("Which river flows through Rome?", question).replace("Tiber", answer)
    file.write_text(text + "# more\n", encoding="utf-8")
    assert bool(findings(file, "I105")) is is_reused


def test_moved_across_folders(file: Path) -> None:
    """A deck in another folder is compared with its version in the old one."""
    folder = file.parent.with_name("other")
    folder.mkdir()
    file.rename(folder / file.name)
    moved = folder / file.name
    assert findings(moved, "I102", "I107") == []
    moved.write_text(TEXT.replace("id: rome", "id: roma"), encoding="utf-8")
    (found,) = findings(moved, "I102")
    assert "this card's id was `rome`" in found


def test_changed_deck_id(file: Path) -> None:
    """It is one problem, at the id, and the fix gives the deck its id back."""
    file.write_text(TEXT.replace("deck: rivers", "deck: waters"), encoding="utf-8")
    (found,) = findings(file, "I102")
    assert found.startswith("2:I102 the deck's id was `rivers`")
    data = file.read_bytes()
    assert fix_text(data, str(file), known(file), ["I102"]).data == TEXT.encode()

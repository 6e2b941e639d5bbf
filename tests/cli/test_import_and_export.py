"""`import` and `export`: a deck comes in, is updated without losing edits, and goes out again."""

from pathlib import Path

import pytest

from coalition_quiz.cli.main import main
from coalition_quiz.decks.reading import read_deck


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(*rows: str) -> None:
    Path("words.tsv").write_text("".join(f"{row}\n" for row in rows).replace("=", "\t"))


def run(*argv: str) -> int:
    return main(list(argv))


def test_a_deck_is_updated_and_keeps_the_authors_edits(capsys: pytest.CaptureFixture[str]) -> None:
    deck = Path("words.yaml")
    table("dog=Hund", "cat=Katze", "old=alt")
    assert run("import", "words.tsv") == 0
    assert "3 cards: 3 added." in capsys.readouterr().out
    edited = deck.read_text().replace("Katze", "Kater  # mine").replace("- id: old", "- id: old")
    deck.write_text(f"# my deck\n{edited}# the end\n")
    table("dog=Hündin", "cat=Katze", "new=neu")
    assert run("import", "words.tsv") == 0
    assert "3 cards: 1 added, 1 changed, 1 unchanged.\nNo longer in the file" in (
        capsys.readouterr().out
    )
    text = deck.read_text()
    assert text == edited_text("Hündin", "Kater  # mine")
    table("dog=Hündin", "cat=Mieze", "new=neu")
    assert run("import", "words.tsv") == 1
    assert "  yours:  Kater\n  theirs: Mieze\n" in capsys.readouterr().out
    assert deck.read_text() == text
    assert run("import", "words.tsv", "--ours") == 0
    assert deck.read_text() == text
    table("dog=Hündin", "cat=Kätzchen", "new=neu")
    assert run("import", "words.tsv", "--theirs") == 0
    assert deck.read_text() == edited_text("Hündin", "Kätzchen")


def edited_text(dog: str, cat: str) -> str:
    return (
        "# my deck\nformat: 1\ndeck: words\ntitle: words\norigin:\n  format: csv\n"
        f"  file: words.tsv\ncards:\n  - id: dog\n    front: dog\n    back: {dog}\n"
        f"  - id: cat\n    front: cat\n    back: {cat}\n"
        "  - id: old\n    front: old\n    back: alt\n"
        "  - id: new\n    front: new\n    back: neu\n# the end\n"
    )


def test_cards_that_the_author_removed_stay_away(capsys: pytest.CaptureFixture[str]) -> None:
    table("dog=Hund", "cat=Katze")
    run("import", "words.tsv")
    deck = Path("words.yaml")
    deck.write_text(deck.read_text().partition("  - id: cat")[0])
    assert run("import", "words.tsv") == 0
    assert "Removed by you, not added again: cat." in capsys.readouterr().out
    result = read_deck(deck).deck
    assert result is not None
    assert [card.id for card in result.cards] == ["dog"]


def test_a_preview_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table("dog=Hund", "cat=")
    assert run("import", "words.tsv", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "Columns: question: column 1, answer: column 2\ndog | Hund\n" in said
    assert "- 1 card left out: has no question or no answer (row 2)\nNothing was written." in said
    assert [path.name for path in folder.iterdir()] == ["words.tsv"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["missing.csv"], "missing.csv does not exist. Check the path."),
        ([], "Name the file to import, or - for standard input."),
        (["words.tsv", "--out", "deck.txt"], "must end in .yaml"),
        (["words.tsv", "--fields", "x"], "--fields question=Word,answer=Meaning"),
        (["words.tsv", "--as", "anki"], "The package is damaged"),
        (["words.tsv", "--out", "no/deck.yaml"], "The folder no does not exist. Create it first."),
        (["bad.yaml", "--as", "csv", "--out", "bad.yaml"], "exists and has mistakes"),
        (["words.tsv", "--out", "home.yaml"], "Could not read home.yaml"),
    ],
)
def test_what_cannot_be_imported_gets_a_sentence(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table("dog=Hund")
    Path("bad.yaml").write_text("a,b\n")
    Path("home.yaml").mkdir()
    assert run("import", *argv) == 2
    assert said in capsys.readouterr().err


def test_reviews_come_and_go_with_a_package(capsys: pytest.CaptureFixture[str]) -> None:
    """A package of our own has the history; another learner imports it, twice, and undoes it."""
    from exchange.test_anki import collection

    Path("deck.anki2").write_bytes(collection())
    assert run("import", "deck.anki2", "--history") == 0
    assert "History: 4 events added.\n" in capsys.readouterr().out
    assert run("import", "deck.anki2", "--history") == 0
    assert "History: 0 events added, 4 were there already.\n" in capsys.readouterr().out
    assert run("export", "deck.yaml", "--to", "anki", "--history", "--out", "out.apkg") == 0
    assert "Wrote 4 cards to out.apkg." in capsys.readouterr().out
    assert run("import", "out.apkg", "--history", "--out", "deck.yaml") == 0
    assert "History: 0 events added, 4 were there already.\n" in capsys.readouterr().out
    assert run("import", "--undo") == 0
    assert "Took back the reviews of deck.anki2 in the deck deck.\n" in capsys.readouterr().out
    assert run("import", "--undo") == 0
    assert "no import of reviews to take back" in capsys.readouterr().err
    assert run("import", "deck.anki2", "--history") == 0
    assert "History: 4 events added.\n" in capsys.readouterr().out


def test_only_anki_takes_reviews(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--to", "csv", "--history", "--out", "x.csv") == 2
    assert "The format csv holds no reviews." in capsys.readouterr().err

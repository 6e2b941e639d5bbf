"""`follow` and `update`: decks come from a file, a folder or an address, and edits stay."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from coalition_quiz.cli.main import main
from coalition_quiz.decks.reading import read_text

DECK = """\
# Made by the school.
format: 1
deck: capitals
title: Capitals
sources:
  atlas: {title: An atlas, published: 2023}
cards:
  - id: france
    typed: What is the capital of France?
    answer: Paris  # of course
    source: atlas
  - {id: spain, typed: What is the capital of Spain?, answer: Madrid}

  # A difficult one.
  - id: chad
    typed: What is the capital of Chad?
    answer: N'Djamena
"""
NEW = (
    DECK.replace("title: Capitals", "title: Capitals of the world")
    .replace("answer: N'Djamena", "answer: N'Djamena\n    retired: {on: 2024-01, why: It moved.}")
    .replace("  - {id: spain, typed: What is the capital of Spain?, answer: Madrid}\n", "")
    + "  - {id: peru, typed: What is the capital of Peru?, answer: Lima}\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def school(folder: Path) -> Path:
    """The deck as the school publishes it, followed by a learner."""
    path = folder / "school" / "capitals.yaml"
    path.parent.mkdir()
    path.write_text(DECK, encoding="utf-8")
    assert main(["follow", "school"]) == 0
    return path


@pytest.fixture
def copy(folder: Path, school: Path) -> Path:
    """The learner's copy."""
    del school
    return folder / "home" / "decks" / "capitals.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_copy_without_edits_becomes_the_new_version(
    school: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copy.read_text() == DECK
    capsys.readouterr()
    assert main(["update"]) == 0
    assert capsys.readouterr().out == "capitals: nothing new.\n"
    school.write_text(NEW, encoding="utf-8")
    assert main(["update"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "capitals: 1 new, 1 retired, 1 removed.",
        *("  new: peru", "  retired: chad", "  removed: spain"),
    ]
    assert copy.read_text() == NEW
    assert main(["update", "--undo"]) == 0
    assert copy.read_text() == DECK
    assert main(["update"]) == 0
    assert copy.read_text() == NEW


def test_edits_stay_and_the_rest_is_updated(school: Path, copy: Path) -> None:
    edit(copy, "answer: Paris  # of course", "answer: Paris  # of course\n    hint: On the Seine.")
    edit(copy, "# A difficult one.", "# A difficult one for me.")
    copy.write_text(copy.read_text() + "  - {id: own, typed: What is mine?, answer: This}\n")
    school.write_text(NEW, encoding="utf-8")
    assert main(["update"]) == 0
    text = copy.read_text()
    result = read_text(text, "")
    assert result.deck is not None
    assert not [each for each in result.diagnostics if each.severity == "error"]
    assert result.deck.title == "Capitals of the world"
    cards = {card.id: card for card in result.deck.cards}
    assert [*cards] == ["france", "chad", "own", "peru"]
    assert cards["france"].hint == "On the Seine."
    assert cards["chad"].retired is not None
    assert "# of course" in text
    assert "for me" in text
    edit(copy, "On the Seine", "It lies on the Seine")
    assert main(["update", "--undo"]) == 1  # these edits would be lost
    assert "It lies on the Seine" in copy.read_text()


@pytest.mark.parametrize(
    ("mine", "theirs", "place"),
    [
        ("answer: N'Djamena", "answer: N'Djamena", "chad, `answer`"),
        ("title: Capitals", "title: Capitals", "top of the file"),
    ],
    ids=["card", "top"],
)
def test_a_field_that_both_changed_is_asked_about(
    school: Path, copy: Path, capsys: pytest.CaptureFixture[str], mine: str, theirs: str, place: str
) -> None:
    edit(copy, mine, f"{mine} (mine)")
    edit(school, theirs, f"{theirs} (theirs)")
    before = copy.read_text()
    capsys.readouterr()
    assert main(["update"]) == 1
    said = capsys.readouterr().out
    assert "you and the deck have both changed 1 field. It was not updated." in said
    assert f"{place}\n  yours:  " in said
    assert copy.read_text() == before
    assert main(["update", "--ours"]) == 0
    assert "(mine)" in copy.read_text()
    assert main(["update", "--undo"]) == 0
    assert main(["update", "--theirs"]) == 0
    assert "(theirs)" in copy.read_text()
    assert "(mine)" not in copy.read_text()


def test_what_cannot_be_merged_or_read_leaves_everything_alone(
    school: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(copy, "answer: Madrid", "answer: Madrid (mine)")
    edit(school, "answer: Paris", "answr: Paris")
    before = copy.read_text()
    capsys.readouterr()
    assert main(["update"]) == 1
    assert "has a mistake in line 10" in capsys.readouterr().err
    school.unlink()
    assert main(["update"]) == 1
    assert "Could not read" in capsys.readouterr().err
    assert copy.read_text() == before
    assert main(["follow", "--stop", "capitals"]) == 0
    assert main(["follow"]) == 0
    assert capsys.readouterr().out == ""
    assert copy.read_text() == before


def test_a_deck_that_is_there_is_not_replaced(
    school: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (school.parent / "second.yaml").write_text(DECK.replace("deck: capitals", "deck: second"))
    capsys.readouterr()
    assert main(["follow", "school"]) == 0  # a folder that is followed has a new deck
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["second"]
    other = school.with_name("third.yaml")
    other.write_text(DECK, encoding="utf-8")
    assert main(["follow", str(other)]) == 2
    assert "A deck `capitals` is installed already" in capsys.readouterr().err
    assert copy.read_text() == DECK


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    """A web server for the folder, and a redirect to a file of this machine."""
    (folder / "secret.yaml").write_text(DECK.replace("deck: capitals", "deck: secret"))

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/redirect":
                return super().do_GET()
            self.send_response(302)
            self.send_header("Location", (folder / "secret.yaml").as_uri())
            return self.end_headers()

        def log_message(self, *_: object) -> None: ...

    handler = partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()


def test_addresses(server: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published = folder / "web.yaml"
    published.write_text(DECK.replace("deck: capitals", "deck: web"), encoding="utf-8")
    (folder / "page.html").write_text("<!doctype html><p>A page</p>", encoding="utf-8")
    assert main(["follow", f"{server}/web.yaml"]) == 0
    edit(published, "answer: Madrid", "answer: Madrid (new)")
    assert main(["update"]) == 0
    assert "(new)" in (folder / "home" / "decks" / "web.yaml").read_text()
    local = published.as_uri().replace("web.yaml", "secret.yaml")
    assert main(["follow", local]) == 0
    capsys.readouterr()
    for address, said in (
        (f"{server}/none.yaml", "the server answered 404."),
        (f"{server}/page.html", "holds no deck. Name the YAML file itself"),
        (f"{server}/redirect", "cannot be read"),
        ("ftp://example.org/deck.yaml", "Use an address with https, http or file."),
        ("http://127.0.0.1:9/deck.yaml", "cannot be read: Connection refused."),
        ("http://[x/deck.yaml", "cannot be read"),
    ):
        assert main(["follow", address]) == 2
        assert said in capsys.readouterr().err, address


def test_a_file_that_is_too_large_is_not_read(
    server: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("coalition_quiz.services.following._LARGEST", 2**20)
    (folder / "large.yaml").write_text("#" * (2**20 + 1), encoding="utf-8")
    for source in (f"{server}/large.yaml", "large.yaml", (folder / "large.yaml").as_uri()):
        assert main(["follow", source]) == 2
        assert "is larger than 1 MB, so it was not read." in capsys.readouterr().err

"""The YAML language server, which editors run, on a good deck and on a bad one."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_quiz.decks.schema import schema_text
from decks.language_server import LanguageServer

VERSION = "1.25.0"
INSTALLED_WITHIN = 300
MODELINE = "# yaml-language-server: $schema=deck.schema.json\n"
GOOD = f"""\
{MODELINE}format: 1
deck: good
title: 2014
as_of: 2023-10
cards:
  - choice: Which is true of 1:30?
    answer: yes
    wrong:
      no:
      1.0: off
  - number: How many?
    answer: 35,404
    within: 5%
  - date: When?
    answer: 2014-08-01
  - typed: Which year?
    answer: 2014
    accept: [014, 0x1F]
  - cloze: Between [the brackets|where] is a gap.
"""
BAD = f"""\
{MODELINE}format: 1
deck: bad
titel: Several mistakes
title: Bad
cards:
  - front: A front
    bakc: A back
  - answer: No kind
  - date: When?
    answer: 2014-08
  - date: When?
    answer: 2014-13
  - typed: What?
    answer:
"""
UNFINISHED = f"""\
{MODELINE}format: 1
deck: unfinished
title: T
cards:
  - choice: Which?
    a
  - typed: What?
    answer: x
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that starts the language server."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("Node and npm are not installed")
    folder = tmp_path_factory.mktemp("npm")
    package = f"yaml-language-server@{VERSION}"
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]
    try:
        done = subprocess.run(
            [npm, "install", "--prefix", str(folder), *options, package],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=INSTALLED_WITHIN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm does not get {package} in time")
    if done.returncode:
        pytest.skip(f"npm does not get {package}: {done.stderr.strip()[-300:]}")
    script = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    return [node, str(script), "--stdio"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with decks and, beside them, the schema that they name."""
    texts = {"good": GOOD, "bad": BAD, "unfinished": UNFINISHED}
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "deck.schema.json").write_text(schema_text(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(installed: list[str], folder: Path) -> Iterator[LanguageServer]:
    """The language server, at work in the folder."""
    with LanguageServer(installed, folder) as running:
        yield running


def test_mistakes_are_underlined(server: LanguageServer, folder: Path) -> None:
    """A good deck has no problem; those of a bad one stand where they are, and say what."""
    assert server.problems(folder / "good.yaml") == []
    problems = server.problems(folder / "bad.yaml")
    assert [line for line, _ in problems] == [4, 7, 8, 9, 13, 15]
    messages = [message for _, message in problems]
    assert messages[0] == "Property titel is not allowed."
    assert messages[1:3] == ['Missing property "back".', "Property bakc is not allowed."]
    assert messages[3].startswith("A card has one of these keys, with its question: front, ")
    assert messages[4].startswith("Write 2023, 2023-10, ")
    assert messages[5].startswith("Write one text here")


def test_keys_complete(server: LanguageServer, folder: Path) -> None:
    """A card is offered the fields of its kind, and a deck its keys."""
    deck = folder / "unfinished.yaml"
    server.problems(deck)
    offered = server.completions(deck, line=7, column=6)
    assert {"answer", "wrong", "from", "options", "why", "lint_ignore"} <= offered
    assert not {"within", "pairs", "front", "both"} & offered
    assert {"as_of", "pools", "timelines"} <= server.completions(deck, line=2, column=1)


def test_keys_are_explained(server: LanguageServer, folder: Path) -> None:
    """Each key has its sentence under the pointer."""
    deck = folder / "good.yaml"
    server.problems(deck)
    assert "the learner picks the right option" in server.hover(deck, line=7, column=6)
    assert "a percentage" in server.hover(deck, line=14, column=6)

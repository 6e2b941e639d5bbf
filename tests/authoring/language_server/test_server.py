"""The language server over standard input and output, as an editor runs it."""

import subprocess
import sys
from pathlib import Path
from typing import Any, Self

from decks.language_server import LanguageServer

SERVER = [sys.executable, "-m", "coalition_quiz", "lsp", "--stdio"]
DECK = """\
format: 1
deck: rivers
title: Rivers
sources:
  atlas: {title: An atlas}
cards:
  - front: "日本 𝄞: which river?"
    back: &x
    source: atlas
"""


class Editor(LanguageServer):
    """An editor with our server."""

    def __enter__(self) -> Self:
        """Begin."""
        self.ask("initialize", processId=None, rootUri=self._folder.as_uri(), capabilities={})
        self._tell("initialized")
        return self

    def change(self, file: Path, text: str, version: int) -> list[str]:
        """Type a text, and return the codes of its problems."""
        document = {"uri": file.as_uri(), "version": version}
        self._tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        found = self._await(lambda each: each.get("method") == "textDocument/publishDiagnostics")
        return [each["code"] for each in found["params"]["diagnostics"]]

    def actions(self, file: Path, line: int) -> list[dict[str, Any]]:
        """The code actions of a line, counted from 1."""
        place = {"line": line - 1, "character": 0}
        actions: list[dict[str, Any]] = self.ask(
            "textDocument/codeAction",
            textDocument={"uri": file.as_uri()},
            range={"start": place, "end": place},
            context={"diagnostics": []},
        )
        return actions


def test_a_deck_in_an_editor(tmp_path: Path) -> None:
    """Problems while typing, their explanation, a fix that can be applied, and completions."""
    file = tmp_path / "rivers.yaml"
    file.write_text(DECK, encoding="utf-8")
    with Editor(SERVER, tmp_path) as editor:
        assert next(line for line, _ in editor.problems(file)) == 8
        card = DECK.replace("&x", "y").replace("𝄞: which", "𝄞: Which  ")
        codes = editor.change(file, card, 2)
        assert codes == ["I101"]
        assert "**I101 no-id**" in editor.hover(file, 7, 5)
        quick, everything = editor.actions(file, 7)
        assert quick["title"].startswith("I101: ")
        ((edit,),) = quick["edit"]["changes"].values()
        assert edit["newText"].lstrip().startswith("id: ")
        assert edit["range"]["start"]["line"] == 6
        ((whole,),) = everything["edit"]["changes"].values()
        assert editor.change(file, whole["newText"], 3) == []
        assert editor.actions(file, 7) == []
        unfinished = f"{whole['newText']}    source: "
        editor.change(file, unfinished, 4)
        line = unfinished.count("\n") + 1
        answer = editor.ask(
            "textDocument/completion",
            textDocument={"uri": file.as_uri()},
            position={"line": line - 1, "character": 12},
        )
        items = answer["items"] if isinstance(answer, dict) else answer
        assert [item["label"] for item in items] == ["atlas"]
        assert editor.change(file, "deck: d\ncards: " + "[" * 50_000, 5)
        assert editor.change(file, "services: {web: {image: &x}}\n", 6) == []
        assert editor.change(file, DECK.replace("&x", "'\U0001d11e' z"), 7)


def test_without_pygls(tmp_path: Path) -> None:
    """A sentence says how to install it."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'pygls' else find(name, *a)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        SERVER,
        env={"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "pip install 'coalition-quiz[lsp]'" in done.stderr
    assert "Traceback" not in done.stderr

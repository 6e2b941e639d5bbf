"""Reads decks from standard input and tells what came of each.

Run as a program. A deck is its length in eight bytes and its bytes; the answer is one line of
JSON. A crash of the reader is a process that ends; see test_edits.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from coalition_quiz.decks import ReadResult, read_text
from coalition_quiz.decks.rendering import render_github, render_json, render_text


def main() -> None:
    """Answer until there is no more."""
    while length := sys.stdin.buffer.read(8):
        data = sys.stdin.buffer.read(int.from_bytes(length))
        result = read_text(data, "edited.yaml")
        print(json.dumps(told(result)), flush=True)


def told(result: ReadResult) -> dict[str, Any]:
    """Whether there is a deck, the codes, and every text that could reach a screen."""
    diagnostics = result.diagnostics
    deck = msgspec.to_builtins(result.deck, str_keys=True, order="sorted")
    shown = [render(diagnostics) for render in (render_text, render_json, render_github)]
    return {
        "deck": result.deck is not None,
        "codes": [problem.code for problem in diagnostics],
        "lines": [[problem.line, problem.column] for problem in diagnostics],
        "texts": [*texts(deck), *shown, *texts(msgspec.to_builtins(diagnostics))],
    }


def texts(value: Any) -> Iterator[str]:
    """Every text in nested values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(key)
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


if __name__ == "__main__":
    main()

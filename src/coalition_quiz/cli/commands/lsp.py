"""`coalition-quiz lsp`: the language server, which an editor starts."""

import gc
from importlib.util import find_spec
from typing import TYPE_CHECKING

from coalition_quiz.cli.checker import checker_of_today, selection_of
from coalition_quiz.system.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coalition_quiz.authoring.check import Checker


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the argument that editors pass."""
    parser.add_argument(
        "--stdio", action="store_true", help="use standard input and output (always so)"
    )


def run(_arguments: "Namespace") -> int:
    """Run the server until the editor ends it.

    Raises:
        UsageError: pygls is not installed.
    """
    if find_spec("pygls") is None:
        raise UsageError(
            "The language server needs pygls. Run `pip install 'coalition-quiz[lsp]'`."
        )
    from coalition_quiz.authoring.language_server.server import serve  # noqa: PLC0415 - optional

    # The command line turns collection off, because most commands end at once.
    gc.enable()
    serve(_checker)
    return 0


def _checker() -> "Checker":
    """Make a checker. Standard output belongs to the editor, so nothing is printed."""
    return checker_of_today(selection_of(None, None, strict=False), tell=lambda _: None)

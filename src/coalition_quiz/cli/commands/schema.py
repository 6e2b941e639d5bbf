"""`coalition-quiz schema`: print the JSON Schema of decks, for editors."""

import sys
from typing import TYPE_CHECKING

from coalition_quiz.decks.schema import schema_text

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(_parser: "ArgumentParser") -> None:
    """Add no arguments."""


def run(_arguments: "Namespace") -> int:
    """Run `schema`."""
    sys.stdout.write(schema_text())
    return 0

"""`coalition-quiz guide`: print how to write a good deck, for people and writing assistants."""

import sys
from typing import TYPE_CHECKING

from coalition_quiz.authoring.guide import guide

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(_parser: "ArgumentParser") -> None:
    """Add no arguments."""


def run(_arguments: "Namespace") -> int:
    """Run `guide`."""
    sys.stdout.write(guide())
    return 0

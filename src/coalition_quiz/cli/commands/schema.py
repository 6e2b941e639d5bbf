"""`coalition-quiz schema`: what a deck may hold, for editors."""

from typing import TextIO

from coalition_quiz.decks.schema import schema_text


def schema(out: TextIO) -> int:
    """Print the JSON Schema of decks."""
    out.write(schema_text())
    return 0

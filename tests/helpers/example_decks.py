"""A whole deck around a few cards: rules and codes are explained by cards alone."""

_HEAD = """\
format: 1
deck: example
title: An example
as_of: 2023-10
sources:
  atlas: {title: A small atlas}
cards:
"""


def as_deck(example: str) -> str:
    """The text of a deck that holds the cards of an example, or the example if it is a deck."""
    if not example.startswith("-"):
        return example
    return _HEAD + "".join(
        f"  {line}" if line.strip() else line for line in example.splitlines(True)
    )

"""A whole deck around the cards of an example of a rule or a code."""

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
    """Return a deck with the cards of an example, or the example itself if it is a deck."""
    if not example.startswith("-"):
        return example
    return _HEAD + "".join(
        f"  {line}" if line.strip() else line for line in example.splitlines(True)
    )

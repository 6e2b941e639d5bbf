"""Sentences and lists made of other people's texts."""

from collections.abc import Sequence


def one_line(text: str) -> str:
    """Join a text on one line, with one space for each run of white space."""
    return " ".join(text.split())


def sentence(text: str) -> str:
    """Join a text on one line and end it with a full stop, unless it ends a sentence already."""
    text = one_line(text)
    return text if not text or text[-1] in ".!?…:" else f"{text}."


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names: ``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))

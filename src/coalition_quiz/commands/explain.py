"""`coalition-quiz check --explain CODE`: all about one code."""

import textwrap
from typing import TextIO

from coalition_quiz.lint.explaining import Explained, explained
from coalition_quiz.mending import MENDS

_WIDTH = 78


def explain(code: str, out: TextIO) -> int:
    """Print what a code stands for, why it matters, and an example each way.

    Raises:
        UsageError: if there is no such code.
    """
    out.write("\n\n".join(_paragraphs(explained(code))) + "\n")
    return 0


def _paragraphs(it: Explained) -> list[str]:
    paragraphs = [f"{it.code.code} {it.code.name} ({it.code.severity})"]
    paragraphs += [_wrapped(it.code.meaning), _wrapped(it.why)]
    for word, example in (("Bad:", it.bad), ("Good:", it.good)):
        if example:
            paragraphs += [word, textwrap.indent(example.rstrip("\n"), "    ")]
    if it.code.code in MENDS:
        paragraphs.append("`coalition-quiz check --fix` mends this.")
    if it.origin:
        paragraphs.append(_wrapped(f"Origin: {it.origin}"))
    return paragraphs


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)

"""`coalition-quiz check --explain CODES`: all about a code, or a list of those that begin so."""

import textwrap
from typing import TextIO

from coalition_quiz.authoring.fixes import FIXES
from coalition_quiz.authoring.lint.explain import CodeText, describe_code
from coalition_quiz.authoring.lint.selection import codes_starting_with
from coalition_quiz.decks.codes import Code

_WIDTH = 78


def explain(codes: str, out: TextIO) -> int:
    """Print what codes stand for, why each matters, and an example each way.

    Args:
        codes: codes, their names, or beginnings of codes, which are listed; with commas between.
        out: where to print.

    Raises:
        UsageError: if there is no such code.
    """
    asked = [code.strip() for code in codes.split(",") if code.strip()] or [codes]
    out.write("\n\n".join([_about(code) for code in asked]) + "\n")
    return 0


def _about(text: str) -> str:
    listed = codes_starting_with(text) if text.strip() else ()
    if len(listed) > 1:
        return "\n".join(map(_listed, listed))
    return "\n\n".join(_paragraphs(describe_code(text)))


def _listed(code: Code) -> str:
    first = f"{code.code} {code.name} ({code.severity}): "
    text = first + code.meaning
    return textwrap.fill(text, _WIDTH, subsequent_indent=" " * 5, break_on_hyphens=False)


def _paragraphs(it: CodeText) -> list[str]:
    paragraphs = [f"{it.code.code} {it.code.name} ({it.code.severity})"]
    paragraphs += [_wrapped(f"{it.code.meaning} {it.only}"), _wrapped(it.why)]
    for word, example in (("Bad:", it.bad), ("Good:", it.good)):
        if example:
            paragraphs += [word, textwrap.indent(example.rstrip("\n"), "    ")]
    if it.code.code in FIXES:
        does = FIXES[it.code.code].does
        paragraphs.append(_wrapped(f"`check --fix` mends this where it is certain: it {does}."))
    if it.origin:
        paragraphs.append(_wrapped(f"Origin: {it.origin}"))
    return paragraphs


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)

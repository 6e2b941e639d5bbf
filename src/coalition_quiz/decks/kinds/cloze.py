"""Cards whose answers are gaps in a text."""

import re
from collections.abc import Iterator, Sequence
from typing import cast

from msgspec import UNSET, Struct

from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.fields import Field, Fields, full_text
from coalition_quiz.decks.kinds.shared import (
    KindOfCard,
    accepted_spellings,
    refuse_others,
    tolerance_of,
    written_spellings,
    written_tolerance,
)
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.values import GAPPED_TEXT, SPELLINGS, TOLERANCES
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar
from coalition_quiz.system.text import is_blank

# Cloze texts: text in [brackets] is hidden, and ``[answer|hint]`` shows the hint instead.
#
# ``\[``, ``\]`` and ``\|`` are the characters themselves.

_BRACKET = re.compile(r"[\[\]]")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([\[\]|])")
_ESCAPABLE = re.compile(r"[\[\]|]")
_BEFORE_ESCAPABLE = re.compile(r"[\[\]]|(?<=\\)\|")
_LITERAL = r"To show a literal bracket, write \[ or \]."


class RawGap(Struct, frozen=True):
    """A gap as it is written."""

    answer: str
    hint: str


class BadGapError(Exception):
    """A bracket without its partner, or an empty gap; `at` is its place in the text."""

    def __init__(self, at: int, message: str, remedy: str = _LITERAL) -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        self.remedy = remedy


def parse_gaps(text: str) -> list[str | RawGap]:
    """Split a text into shown texts and gaps, in order.

    Raises:
        BadGapError: A bracket is not paired, or a gap is empty or inside another.
    """
    found = [bracket.start() for bracket in _BRACKET.finditer(text)]
    brackets = [at for at in found if text[at - 1 : at] != "\\"]
    shape = "".join([text[at] for at in brackets])
    if shape != "[]" * (len(shape) // 2):
        raise _unpaired(shape, brackets)
    parts: list[str | RawGap] = []
    done = 0
    for opened, closed in zip(brackets[::2], brackets[1::2], strict=True):
        if opened > done:
            parts.append(_literal(text[done:opened]))
        parts.append(_gap(text[opened + 1 : closed], opened))
        done = closed + 1
    if done < len(text):
        parts.append(_literal(text[done:]))
    return parts


def _unpaired(shape: str, brackets: list[int]) -> BadGapError:
    """Describe the first bracket that does not open and close in turn."""
    first = next((i for i, each in enumerate(shape) if each != "[]"[i % 2]), len(shape) - 1)
    if shape[first] == "]":
        return BadGapError(brackets[first], "this ] has no matching [")
    if first % 2:
        return BadGapError(brackets[first], "this [ is inside another gap")
    return BadGapError(brackets[first], "this [ is never closed")


def _gap(inside: str, at: int) -> RawGap:
    answer, hint = inside, ""
    if bar := _BAR.search(inside):
        answer, hint = inside[: bar.start()], inside[bar.end() :]
    if is_blank(answer):
        raise BadGapError(at, "this gap is empty", "Write [answer] or [answer|hint].")
    return RawGap(_literal(answer), _literal(hint))


def _literal(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


_WITHIN = Field(
    "within",
    TOLERANCES,
    "Tolerance of a number in a gap, such as 5% or 300. With several gaps: one for each answer.",
)


def _read_cloze(card: Fields, prompt: Scalar, _: Resources) -> Cloze | None:
    """Read a text with gaps and the other accepted spellings of the hidden words."""
    if is_blank(prompt.text):
        return None
    try:
        parts = parse_gaps(prompt.text)
    except BadGapError as bad:
        at = card.report.inside(prompt.text, prompt.at, bad.at)
        card.report.note("D318", at, bad.message, bad.remedy)
        return None
    answers = [part.answer for part in parts if isinstance(part, RawGap)]
    if not answers:
        card.report.note(
            "D318", prompt.at, "this text has no gap", "Put the words to fill in inside [brackets]."
        )
    accepted = accepted_spellings(card, answers)
    within = _tolerances(card, answers)
    return Cloze(
        tuple(
            [
                Gap(
                    Entry(part.answer, accepted.get(part.answer, ())),
                    part.hint,
                    within.get(part.answer, UNSET),
                )
                if isinstance(part, RawGap)
                else part
                for part in parts
            ]
        )
    )


def _tolerances(card: Fields, answers: list[str]) -> dict[str, Tolerance]:
    """Read how far off the number in each gap may be. One value is enough if there is one gap."""
    node = card.nodes.get(_WITHIN.name)
    if node is None:
        return {}
    if isinstance(node, Mapping):
        refuse_others(node, answers, card.report)
        known = {answer: each for answer, each in node.fields.items() if answer in answers}
        return dict(_tolerances_of(card, known))
    if len(answers) != 1:
        remedy = (
            "Below `within:`, write one line per answer: the answer, a colon and its tolerance."
        )
        message = "`within` does not say which gap this tolerance belongs to"
        card.report.note("D307", node.at, message, remedy)
        return {}
    return dict(_tolerances_of(card, {answers[0]: node}))


def _tolerances_of(card: Fields, nodes: dict[str, Node]) -> Iterator[tuple[str, Tolerance]]:
    from coalition_quiz.core.grading.expected_answer import is_number  # noqa: PLC0415 - few decks need it

    for answer, node in nodes.items():
        within = tolerance_of(card, full_text(node, _WITHIN.name, card.report), node.at)
        if within is not None and not is_number(answer, card.report.language):
            message = f"`within` needs a number, but {quoted(answer)} is not a number"
            remedy = "Remove it, or write a number in the gap, such as [80]."
            card.report.note("D310", node.at, message, remedy)
        elif within is not None:
            yield answer, within


def _write_cloze(card: Cloze) -> dict[str, Value]:
    within: dict[str, Value] = {
        gap.entry.text: written_tolerance(gap.within)
        for gap in card.gaps
        if isinstance(gap.within, Tolerance)
    }
    accept = written_spellings(card.entries) | ({"within": within} if within else {})
    if len(card.gaps) == 1:
        accept = {
            key: next(iter(cast("dict[str, Value]", each).values())) for key, each in accept.items()
        }
    return {"cloze": written_text(card.parts)} | accept


def written_text(parts: Sequence[str | Gap]) -> str:
    """Write texts and gaps, so that `parse_gaps` reads them.

    A backslash before a bracket of a gap would make it a literal one, so a space follows it.
    """
    *before, last = [
        _written_gap(part) if isinstance(part, Gap) else _BEFORE_ESCAPABLE.sub(r"\\\g<0>", part)
        for part in parts
    ]
    return "".join([*map(_apart, before), last])


def _written_gap(gap: Gap) -> str:
    texts = (gap.entry.text, gap.hint)
    answer, hint = (_apart(_ESCAPABLE.sub(r"\\\g<0>", each)) for each in texts)
    return f"[{answer}|{hint}]" if hint else f"[{answer}]"


def _apart(text: str) -> str:
    return f"{text} " if text.endswith("\\") else text


KIND = KindOfCard(
    "A text with gaps in square brackets. A hint can follow after a bar: [Paris|a city].",
    (
        Field(
            "accept",
            SPELLINGS,
            "Other spellings: a list for one gap, or a list for each answer if there are several.",
        ),
        _WITHIN,
    ),
    _read_cloze,
    _write_cloze,
    prompt=GAPPED_TEXT,
    is_reworded=False,
)

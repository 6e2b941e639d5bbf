"""Cards whose answers are gaps in a text."""

from collections.abc import Iterator

from msgspec import UNSET

from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.fields import Fields, full_text
from coalition_quiz.decks.kinds.gaps import BadGapError, RawGap, parse_gaps
from coalition_quiz.decks.kinds.shared import (
    KindOfCard,
    accepted_spellings,
    refuse_others,
    tolerance_of,
)
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.shapes import Field
from coalition_quiz.decks.values import GAPPED_TEXT, SPELLINGS, TOLERANCES
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar
from coalition_quiz.system.text import is_blank

_WITHIN = Field(
    "within",
    TOLERANCES,
    "How far off a number in a gap may be, such as 5% or 300; several gaps: a map of answer to it.",
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
            "D318", prompt.at, "there is no gap", "Put what is asked for in [brackets]."
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
        remedy = "Write `within:` as a mapping: the answer, a colon, and how far off it may be."
        message = "it is not said which gap this tolerance belongs to"
        card.report.note("D307", node.at, message, remedy)
        return {}
    return dict(_tolerances_of(card, {answers[0]: node}))


def _tolerances_of(card: Fields, nodes: dict[str, Node]) -> Iterator[tuple[str, Tolerance]]:
    from coalition_quiz.core.grading.expected_answer import is_number  # noqa: PLC0415 - few decks need it

    for answer, node in nodes.items():
        within = tolerance_of(card, full_text(node, _WITHIN.name, card.report), node.at)
        if within is not None and not is_number(answer):
            message = f"`within` belongs to a number, and {quoted(answer)} is not one"
            remedy = "Remove it, or write the gap as a number such as [80]."
            card.report.note("D310", node.at, message, remedy)
        elif within is not None:
            yield answer, within


KIND = KindOfCard(
    "A text with gaps in square brackets; after a bar comes a hint: [Paris|a city].",
    (
        Field(
            "accept",
            SPELLINGS,
            "One gap: a list of variants; several gaps: a map of answer to a list of variants.",
        ),
        _WITHIN,
    ),
    _read_cloze,
    prompt=GAPPED_TEXT,
)

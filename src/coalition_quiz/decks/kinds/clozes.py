"""Cards whose answers are gaps in a text."""

from coalition_quiz.decks.fields import Fields
from coalition_quiz.decks.gaps import BadGapError, RawGap, parse_gaps
from coalition_quiz.decks.kinds.shared import KindOfCard, accepted_spellings
from coalition_quiz.decks.nodes import Scalar
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.shapes import Field
from coalition_quiz.decks.values import GAPPED_TEXT, SPELLINGS
from coalition_quiz.learning.cards import Cloze, Entry, Gap


def _read_cloze(card: Fields, prompt: Scalar, _: Resources) -> Cloze | None:
    """A text with gaps, and the other spellings of what is hidden."""
    if not prompt.text.strip():
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
    return Cloze(
        tuple(
            [
                Gap(Entry(part.answer, accepted.get(part.answer, ())), part.hint)
                if isinstance(part, RawGap)
                else part
                for part in parts
            ]
        )
    )


CLOZE = KindOfCard(
    "A text with gaps in square brackets; after a bar comes a hint: [Paris|a city].",
    (
        Field(
            "accept",
            SPELLINGS,
            "One gap: a list of variants; several gaps: a map of answer to a list of variants.",
        ),
    ),
    _read_cloze,
    prompt=GAPPED_TEXT,
)

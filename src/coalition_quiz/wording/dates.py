"""How to answer with a date."""

from coalition_quiz.core.edtf import Edtf, Precision, example_unlike

_PARTS = {
    Precision.DAY: "a day",
    Precision.MONTH: "a month",
    Precision.SEASON: "a season",
    Precision.YEAR: "a year",
}


def date_instruction(answer: Edtf) -> str:
    """Say how precise the answer is, with an example that gives nothing of it away."""
    return f"Type {_PARTS[answer.precision]}, for example {example_unlike(answer).in_words()}."

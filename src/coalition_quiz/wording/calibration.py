"""Sentences about how sure a learner was, and how often that was right."""

from collections.abc import Iterator

from coalition_quiz.core.statistics.calibration import Calibration, Confidence, Level
from coalition_quiz.wording.figures import percent_in_words, percent_of
from coalition_quiz.wording.tree import Node, Role

CONFIDENCE_NAMES = {
    Confidence.GUESS: "guess",
    Confidence.FAIRLY: "fairly sure",
    Confidence.SURE: "sure",
}
SURE_BUT_WRONG = "Sure, but wrong"
RETURNS = "Such mistakes return most easily, so look at them first."


def describe_confidence(confidence: Confidence | None) -> str:
    """Say how sure the learner is."""
    if confidence is None:
        return "You have not said how sure you are."
    name = CONFIDENCE_NAMES[confidence]
    return "You are guessing." if confidence is Confidence.GUESS else f"You are {name}."


def describe_calibration(calibration: Calibration) -> Iterator[Node]:
    """Say how often each confidence was right, the surest first, and the Brier score."""
    yield from (_describe_level(each) for each in reversed(calibration.levels) if each.asked)
    spoken = (
        f"Your Brier score is {calibration.brier:.2f}. 0 is perfect, and saying fifty-fifty every "
        "time gets 0.25 (Brier, 1950)."
    )
    yield Node(Role.FIGURE, describe_brier(calibration), spoken=spoken)


def _describe_level(level: Level) -> Node:
    name = CONFIDENCE_NAMES[level.confidence].capitalize()
    text = f"{name}: {level.right} of {level.asked} right"
    spoken = f"{text}, {percent_in_words(level.right / level.asked)}."
    return Node(Role.FIGURE, f"{text} ({percent_of(level.right, level.asked)}).", spoken=spoken)


def describe_brier(calibration: Calibration) -> str:
    """Say the Brier score and how to read it."""
    return (
        f"Brier score {calibration.brier:.2f}: 0 is perfect, and saying 50% every time "
        "gets 0.25 (Brier, 1950)."
    )

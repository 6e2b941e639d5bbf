"""What is said in place of the home screen where none can be drawn."""

from coalition_quiz.plain.console import Console

_GUIDE = (
    "Learn facts, with spaced repetition.",
    "The home screen cannot be drawn here. These commands ask and tell line by line.",
    "coalition-quiz study: asks what is due, then new cards.",
    "coalition-quiz quiz: tests you on questions from all decks.",
    "coalition-quiz stats: tells how studying goes.",
    "coalition-quiz browse: tells the cards that are like a query.",
    "coalition-quiz due: tells how much is due.",
    "coalition-quiz decks: tells which decks there are.",
    "coalition-quiz --help: tells all commands.",
    "On a terminal that could draw, add --plain to each of the first four.",
)


def tell_home(console: Console) -> int:
    """Say how to go on, line by line; the exit code."""
    console.say(*_GUIDE)
    return 0

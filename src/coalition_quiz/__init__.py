"""Learn facts in a terminal: plain-text decks, graded questions, spaced repetition."""

__version__ = "0.1.0"

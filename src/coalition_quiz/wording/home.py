"""The sentences of the home screen. All pure."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from coalition_quiz.core.scheduling.item_flags import RestingCounts
from coalition_quiz.core.statistics.overview import FORECAST_DAYS, DeckMemory
from coalition_quiz.wording.cards import counted, describe_resting
from coalition_quiz.wording.figures import next_day, past_day, percent, short_day

WELCOME = (
    "Welcome! Answer a question, see the right answer, then press Enter.",
    "Cards come back just before you forget them. Ten minutes a day are enough.",
    "Your answers are saved as you go, so you can stop at any time.",
)
ALL_DECKS = "All decks"
ABOUT_ALL_DECKS = "All installed decks."
QUIZ_LEFT = "You left a quiz. Press {} to continue it."
PRESS_Q = "Press {} to quit."
UNKNOWN = "…"
"""Stands for a figure that is still being computed."""

MORE_NEW = 10
_MOST_MINUTES = 120


class Act(Enum):
    """What Enter does."""

    STUDY = auto()
    LEARN = auto()
    LEARN_MORE = auto()
    BROWSE = auto()


class Work(NamedTuple):
    """The work of a deck, or of all.

    Attributes:
        due: the cards to review today.
        new_today: the new cards of today.
        unseen: all cards never seen.
        forecast: cards to review on each of the next days, today first.
        resting: the cards that are suspended or buried, if nothing else is left.
        is_first: whether nothing was ever answered.
    """

    due: int
    new_today: int
    unseen: int
    forecast: Sequence[int]
    resting: RestingCounts | None = None
    is_first: bool = False

    @property
    def act(self) -> Act:
        """The most useful thing to do."""
        if self.due:
            return Act.STUDY
        if self.new_today:
            return Act.LEARN
        return Act.LEARN_MORE if self.unseen else Act.BROWSE

    @property
    def is_more(self) -> bool:
        """Whether there are unseen cards beyond those of today."""
        return self.unseen > self.new_today

    @property
    def cards(self) -> int:
        """The number of cards that Enter asks."""
        if self.act is Act.LEARN_MORE:
            return min(MORE_NEW, self.unseen)
        return self.due + self.new_today


def describe_act(work: Work, today: int) -> str:
    """Say what Enter does: ``Study 17 due and 2 new``."""
    match work.act:
        case Act.STUDY:
            new = f" and {work.new_today:,} new" if work.new_today else ""
            return f"Study {work.due:,} due{new}"
        case Act.LEARN if work.is_first:
            number = f"{work.new_today:,} cards" if work.new_today > 1 else "card"
            return f"Learn the first {number}"
        case Act.LEARN:
            return f"Learn {work.new_today:,} new"
        case Act.LEARN_MORE:
            return f"Learn {work.cards:,} more new"
        case _:
            return f"{_why_nothing(work, today)}: browse the cards"


def _why_nothing(work: Work, today: int) -> str:
    if work.resting and work.resting.is_all:
        return describe_resting(work.resting).rstrip(".")
    if not (work.resting and work.resting.items):
        return "There are no cards to study"
    day = next_day(work.forecast)
    return f"Nothing is due until {short_day(today + (day or FORECAST_DAYS))}"


def describe_done(work: Work) -> str:
    """Say that the share of new cards for today is used up, if Enter goes beyond it."""
    return "Today's new cards are done." if work.act is Act.LEARN_MORE else ""


def about_minutes(minutes: int) -> str:
    """Write an estimate: ``about 4 minutes``, or hours if it is long."""
    if minutes < _MOST_MINUTES:
        return f"about {counted(minutes, 'minute')}"
    return f"about {counted(round(minutes / 60), 'hour')}"


class Fact(NamedTuple):
    """A figure with its name before it and a note after it."""

    name: str
    figure: str
    note: str = ""


def memory_facts(memory: DeckMemory | None, items: int, today: int) -> tuple[Fact, ...]:
    """Return what is learned, what is recalled, and the last day, of a deck with this many cards.

    Args:
        memory: what is remembered of the deck; None until it is computed.
        items: the number of its cards.
        today: the study day.
    """
    if memory is None:
        return (Fact("Learnt", UNKNOWN), Fact("Recall", UNKNOWN), Fact("Last", UNKNOWN))
    learned = Fact("Learnt", f"{memory.learned:,} of {items:,}", "recalled after a day or more")
    share = memory.recall
    if share is None:
        return (learned, Fact("Recall", "–", "no card seen yet"), Fact("Last", "–"))
    recall = Fact("Recall", percent(share), f"of the {memory.seen:,} seen, if asked now")
    if memory.last_day is None:
        return learned, recall, Fact("Last", UNKNOWN)
    answers = f"{counted(memory.answers, 'answer')}, {memory.right_at_first:,} right at first"
    return learned, recall, Fact("Last", past_day(memory.last_day, today), answers)


def describe_changed(number: int) -> str:
    """Say that facts have changed since they were learned."""
    if not number:
        return ""
    if number == 1:
        return "1 fact has changed since you learnt it. It comes first."
    return f"{number:,} facts have changed since you learnt them. They come first."


def describe_streak(days: int) -> str:
    """Write the days in a row on which everything due was done; nothing for none."""
    return f"{counted(days, 'day')} in a row" if days else ""


def describe_all_resting(resting: RestingCounts, of: str = "") -> str:
    """Say why nothing is asked if everything is set aside, and which key helps."""
    them = "them" if resting.items > 1 else "it"
    return f"{describe_resting(resting, of)} Resume {them} in Browse (b)."


def describe_problems(problems: int, missed: Sequence[str]) -> str:
    """Return the problems with decks and settings, and the keys that help.

    Args:
        problems: the number of problems, missed decks included.
        missed: a sentence for each deck whose file is gone.
    """
    if problems == 1 and missed:
        return f"{missed[0]} Put it back, or press f to forget it."
    forget = ", or f to forget decks whose files are gone" if missed else ""
    return f"{counted(problems, 'problem')} in decks or settings. Press ! to see them{forget}."


def no_decks(folders: Sequence[tuple[str, bool]]) -> list[str]:
    """Say that there are no decks, and where to put one.

    Args:
        folders: each folder that was looked in, and whether it is there.
    """
    return [
        "No decks found.",
        "",
        "Put a deck (a .yaml file) into one of these folders:",
        *(f"  {folder}{'' if there else '   (missing)'}" for folder, there in folders),
        "or create one:  coalition-quiz new my-deck.yaml",
    ]

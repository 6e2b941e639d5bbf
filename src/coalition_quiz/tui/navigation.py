"""Destinations in the app, and the message that a screen sends to open one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.message import Message

from coalition_quiz.services.bookmark import LeftSession
from coalition_quiz.services.workspace import StudyRequest

if TYPE_CHECKING:
    from coalition_quiz.core.sessions.quiz_results import Result
    from coalition_quiz.services.quiz_session import QuizSession


class Home(Struct, frozen=True):
    """The home screen."""


class ForgetMissing(Struct, frozen=True):
    """The home screen, once the decks whose files are gone have been forgotten."""


class ReadDecks(Struct, frozen=True):
    """The home screen, once the deck files have been read again."""


class Study(Struct, frozen=True):
    """A new study session.

    Attributes:
        request: what to study.
        origin: the destination that the session was started from and leads back to; None for home.
    """

    request: StudyRequest
    origin: "Destination | None" = None


class StudyMissed(Struct, frozen=True):
    """A study session over the item ids missed in a quiz. Due questions follow it."""

    items: Sequence[str]
    result: "Result"


class Origin(Struct, frozen=True):
    """The destination that the session was started from."""


class StudyMore(Struct, frozen=True):
    """Another session like the last one, over what is left."""


class ContinueSession(Struct, frozen=True):
    """A session of today that was left."""

    left: LeftSession


class LastAnswer(Struct, frozen=True):
    """The question answered last, with its answer undone."""


class Report(Struct, frozen=True):
    """The report of the session.

    Attributes:
        left: how many questions were not asked.
        lost: whether the last answer could not be saved.
    """

    left: int = 0
    lost: bool = False


class Statistics(Struct, frozen=True):
    """Statistics of these deck ids (none: all decks) over a span of days (None: all days)."""

    decks: tuple[str, ...] = ()
    span: int | None = 30


class Browse(Struct, frozen=True):
    """The table of cards. Without a query, the last one is kept.

    Attributes:
        query: what to search for.
        card: the ``deck/card`` to go to, among all cards; empty for the last one.
    """

    query: str = ""
    card: str = ""


class Story(Struct, frozen=True):
    """The story of these deck ids (none: all decks), and where to go back to (None: home)."""

    decks: tuple[str, ...] = ()
    origin: "Destination | None" = None


class FindOut(Struct, frozen=True):
    """A pretest across the story of these deck ids (none: all decks)."""

    decks: tuple[str, ...] = ()
    seed: int | None = None


class Timeline(Struct, frozen=True):
    """The timeline of these deck ids (none: all decks), and where to go back to (None: home)."""

    decks: tuple[str, ...] = ()
    origin: "Destination | None" = None


class PlaceEvents(Struct, frozen=True):
    """A practice of placing events. It leads back to the timeline of the same decks.

    Attributes:
        seed: None for a new seed.
    """

    decks: tuple[str, ...] = ()
    origin: "Destination | None" = None
    seed: int | None = None


class Settings(Struct, frozen=True):
    """The settings."""


class Problems(Struct, frozen=True):
    """The problems of decks and settings."""


class QuizSetup(Struct, frozen=True):
    """The setup of a quiz on one deck id (empty: all decks)."""

    deck: str = ""


class QuizOn(Struct, frozen=True):
    """A new quiz on these item ids."""

    items: tuple[str, ...]


class DailyQuiz(Struct, frozen=True):
    """The quiz of the day, or its result if it has been taken."""


class NewQuiz(Struct, frozen=True):
    """A new quiz. An unfinished quiz is offered first."""

    quiz: "QuizSession"


class ResumedQuiz(Struct, frozen=True):
    """A quiz that the learner has agreed to continue."""

    quiz: "QuizSession"


class ContinueQuiz(Struct, frozen=True):
    """The unfinished quiz, or the setup of a new one."""


class QuizResult(Struct, frozen=True):
    """The result of a quiz. After a pretest, the story is shown unless `whole` is true.

    If it is `listed`, it was opened from the list of past quizzes, and leads back there.
    """

    result: "Result"
    whole: bool = False
    listed: bool = False


class PastQuizzes(Struct, frozen=True):
    """The list of past quizzes."""


Destination = (
    Home
    | ForgetMissing
    | ReadDecks
    | Study
    | StudyMissed
    | Origin
    | StudyMore
    | ContinueSession
    | LastAnswer
    | Report
    | Statistics
    | Browse
    | Story
    | FindOut
    | Timeline
    | PlaceEvents
    | Settings
    | Problems
    | QuizSetup
    | QuizOn
    | DailyQuiz
    | NewQuiz
    | ResumedQuiz
    | ContinueQuiz
    | QuizResult
    | PastQuizzes
)


class Navigate(Message):
    """A request to show a destination. The app fulfils it."""

    def __init__(self, destination: Destination) -> None:
        super().__init__()
        self.destination = destination

"""What the home screen knows: today's figures, the work of each deck, and what was left."""

from collections.abc import Sequence

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.statistics.overview import Overview
from coalition_quiz.services.bookmark import Bookmark, LeftSession
from coalition_quiz.services.mastery import LatestMastery
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.tui.home.deck_rows import DeckRow, deck_rows
from coalition_quiz.wording.home import Work

_NO_WORK = Work(0, 0, 0, ())


class Agenda:
    """The decks, what is to be done with the selected one, and the sessions that were left.

    Attributes:
        overview: today's figures; None before they are read.
        day: the study day they were read on.
        is_first: whether nothing was ever answered.
        rows: all decks, then each one; empty without decks.
        row: the selected one of them.
        can_continue_quiz: whether a quiz was left before it was handed in.
    """

    def __init__(self, workspace: Workspace, bookmark: Bookmark, mastery: LatestMastery) -> None:
        self.mastery = mastery
        self.overview: Overview | None = None
        self.day = -1
        self.is_first = False
        self.rows: Sequence[DeckRow] = ()
        self.row: DeckRow | None = None
        self.can_continue_quiz = False
        self._workspace = workspace
        self._bookmark = bookmark
        self._left: tuple[tuple[LeftSession, int], ...] = ()
        self._works: dict[str, Work] = {}

    def read(self) -> None:
        """Read today's figures and the sessions that were left.

        Raises:
            QuizError: if the history cannot be read.
        """
        self.day = self._workspace.clock.now().study_day
        self.overview = self._workspace.overview()
        found = [
            (left, len(self._workspace.plan_rest(left.items)))
            for left in self._bookmark.left_on(self.day)
        ]
        self._left = tuple(each for each in found if each[1])
        self._works.clear()
        self.is_first = not self._workspace.history.last_event()[0]

    def make_rows(self, lines_each: int) -> None:
        """Make the rows of the decks, with what was measured of them last."""
        overview = self.overview
        assert overview is not None
        rows = deck_rows(overview, self.mastery.latest.decks, lines_each)
        self.rows = rows if overview.decks else ()

    def select(self, at: int | None) -> None:
        """Select a row."""
        self.row = self.rows[at or 0] if self.rows else None

    @property
    def place(self) -> int:
        """The row to start at: the last deck, unless it is done, or all decks."""
        if self._bookmark.deck is None:
            return min(1, len(self.rows) - 1) if self.is_first else 0
        decks = [row.deck if row.due or row.unseen else "" for row in self.rows]
        return decks.index(self._bookmark.deck) if self._bookmark.deck in decks else 0

    @property
    def chosen(self) -> tuple[str, ...]:
        """The id of the selected deck; empty for all."""
        return (self.row.deck,) if self.row and self.row.deck else ()

    @property
    def deck(self) -> Deck | None:
        """The selected deck; None for all."""
        decks = self.overview.decks if self.overview else ()
        return next((each.deck for each in decks if (each.deck.id,) == self.chosen), None)

    @property
    def left(self) -> tuple[LeftSession, int] | None:
        """The session left on the selected deck, or else the one left last, and its cards."""
        own = (each for each in self._left if each[0].decks == self.chosen)
        return next(own, next(iter(self._left), None))

    @property
    def weakest(self) -> Sequence[tuple[str, float]]:
        """The weakest items of the selected deck, and the chance that each is recalled."""
        return self.row.memory.weakest if self.row and self.row.memory else ()

    def prompt(self, item: str) -> str:
        """Return the question of an item."""
        found = self._workspace.library.items.get(item)
        return prompt_of(found) if found else item

    @property
    def minutes(self) -> int:
        """An estimate for what Enter asks."""
        return self.overview.minutes(self.work.cards) if self.overview else 0

    @property
    def work(self) -> Work:
        """The work of the selected deck, read when it is selected for the first time."""
        row, overview = self.row, self.overview
        if row is None or overview is None:
            return _NO_WORK
        if row.deck not in self._works:
            new_today = overview.new_today
            if row.deck and row.unseen:
                new_today = self._workspace.overview(self.chosen).new_today
            is_idle = not (row.due or row.unseen)
            self._works[row.deck] = Work(
                due=row.due,
                new_today=new_today if row.unseen else 0,
                unseen=row.unseen,
                forecast=row.forecast,
                resting=self._workspace.resting(self.chosen) if is_idle else None,
                is_first=self.is_first,
            )
        return self._works[row.deck]

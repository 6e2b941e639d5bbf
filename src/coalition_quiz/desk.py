"""The desk a learner sits down at: decks, history, clock and settings in one hand.

Every way of studying (the screens, the line mode, the tests) is given a desk and asks it.
"""

from collections.abc import Mapping, Sequence

from coalition_quiz.claims import Claims
from coalition_quiz.clock import Clock
from coalition_quiz.history.log import History
from coalition_quiz.learning.overview import USUAL_MS, Overview, overview
from coalition_quiz.learning.progress import Progress
from coalition_quiz.learning.queue import Entry, Limits, build_queue
from coalition_quiz.library import Library
from coalition_quiz.settings import Settings
from coalition_quiz.sitting import Sitting


class Request:
    """What the learner asked to study: these decks (none: all), so many new, so many in all."""

    def __init__(
        self,
        decks: Sequence[str] = (),
        new: int | None = None,
        most: int | None = None,
        siblings: bool = False,
    ) -> None:
        self.decks = tuple(decks)
        self.new = new
        self.most = most
        self.siblings = siblings


class Desk:
    """What studying needs.

    Attributes:
        notices: sentences to tell the learner at the start: settings or decks that are wrong.
    """

    def __init__(
        self,
        library: Library,
        history: History,
        clock: Clock,
        claims: Claims,
        settings: Settings,
        notices: Sequence[str] = (),
    ) -> None:
        self.library = library
        self.history = history
        self.clock = clock
        self.settings = settings
        self.notices = tuple(notices)
        self._claims = claims

    def overview(self) -> Overview:
        """Today's figures, as of now."""
        day = self.clock.now().study_day
        progress = self.history.all_progress()
        pace = self.history.pace_ms() or USUAL_MS
        today = self._queue(Request(), progress, day)
        return overview(self.library.decks, progress, today, day, pace)

    def plan(self, request: Request) -> tuple[Entry, ...]:
        """What a session that was asked for would ask now."""
        day = self.clock.now().study_day
        return self._queue(request, self.history.all_progress(), day)

    def _queue(
        self, request: Request, progress: Mapping[str, Progress], day: int
    ) -> tuple[Entry, ...]:
        left = self.settings.new_per_day - self.history.introduced_on(day)
        limits = Limits(
            new=left if request.new is None else request.new,
            most=request.most,
            siblings=request.siblings,
        )
        items = [
            item.id
            for item in self.library.items.values()
            if not request.decks or item.deck.id in request.decks
        ]
        return build_queue(items, progress, day, limits)

    def sit(self, request: Request) -> Sitting:
        """Begin a session with its first question put; nothing is written yet."""
        return Sitting(
            planned=self.plan(request),
            items=self.library.items,
            history=self.history,
            clock=self.clock,
            claims=self._claims,
            retention=self.settings.desired_retention,
        )

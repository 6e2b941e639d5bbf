"""The workspace of a learner: decks, history, clock and settings.

The screens and the line mode share it.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from coalition_quiz.core.events import UNDO, Draft, Event
from coalition_quiz.core.ids import DeckSummary, deck_of
from coalition_quiz.core.scheduling.item_flags import (
    ItemFlags,
    RestingCounts,
    count_resting,
    sum_resting,
)
from coalition_quiz.core.scheduling.queue import (
    QueueEntry,
    QueueLimits,
    QueueOptions,
    Reason,
    build_queue,
)
from coalition_quiz.core.statistics.overview import (
    FORECAST_DAYS,
    USUAL_MS,
    Counts,
    Overview,
    compute_overview,
)
from coalition_quiz.history.agenda import DueItem
from coalition_quiz.history.history import History, UndoRefusedError
from coalition_quiz.library.library import Library
from coalition_quiz.system.clock import Clock, SystemClock
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.settings import Settings

if TYPE_CHECKING:
    from coalition_quiz.core.statistics.statistics import Statistics
    from coalition_quiz.services.study_session import StudySession


class StudyRequest(NamedTuple):
    """A session as the learner asked for it.

    Attributes:
        decks: ids of decks; empty for all.
        new: the most new items; None for today's limit.
        most: the most items in total; None for no limit.
        siblings: whether several gaps or sides of one card may come on one day.
        items: if not empty, exactly these items are asked in this order, due or not.
    """

    decks: Sequence[str] = ()
    new: int | None = None
    most: int | None = None
    siblings: bool = False
    items: Sequence[str] = ()


class Workspace:
    """Everything that a study session needs.

    Attributes:
        notices: sentences about faulty settings or decks, to be shown at the start.
    """

    def __init__(
        self,
        library: Library,
        history: History,
        clock: Clock,
        item_locks: ItemLocks,
        settings: Settings,
        notices: Sequence[str] = (),
    ) -> None:
        self.library = library
        self.history = history
        self.clock = clock
        self.settings = settings
        self.notices = tuple(notices)
        self._item_locks = item_locks

    @property
    def cache(self) -> Path:
        """The cache folder."""
        return self._item_locks.folder.parent

    def overview(self, decks: Collection[str] = ()) -> Overview:
        """Compute today's figures of these decks (none: all)."""
        day = self.clock.now().study_day
        pace = self.history.pace_ms() or USUAL_MS
        summaries = self._summaries(decks)
        with self.history.agenda(summaries, day) as agenda:
            tally = agenda.counts(self.settings.new_per_day - agenda.introduced)
            counts = Counts(
                items={each.deck: each.items for each in summaries},
                due=tally.due,
                new=agenda.new_per_deck(),
                forecast=agenda.forecast(FORECAST_DAYS),
                new_today=tally.new_today,
                changed=tally.changed,
            )
        chosen = [each for each in self.library.decks if each.id in counts.items]
        return compute_overview(chosen, counts, pace)

    def statistics(self, decks: Sequence[str] = (), span: int | None = None) -> "Statistics":
        """Compute the statistics of decks (none: all ever studied) for the last `span` days."""
        from coalition_quiz.core.statistics import statistics  # noqa: PLC0415 - studying needs none

        now = self.clock.now()
        today = now.study_day
        since = statistics.first_day(span, today)
        chosen = self._summaries(decks)
        is_noted = len(chosen) >= len(set(decks)) and self.history.has_stored(
            chosen, exclusively=not decks
        )
        sums = self.history.raw_statistics(
            decks, None if is_noted else self._item_ids(decks), since
        )
        studied = {day for day, _ in sums.days}
        skipped = self.history.skipped_days(studied, now, self.settings.day_start_min)
        found = statistics.compute_statistics(
            sums, today, since, self.settings.desired_retention, skipped
        )
        from coalition_quiz.services.calibration import read_calibration  # noqa: PLC0415 - as above

        found = replace(found, calibration=read_calibration(self.history, decks, since))
        if decks:
            return found
        from coalition_quiz.services.study_days import find_streak  # noqa: PLC0415 - as above

        summaries, desired = self.library.summaries, self.settings.desired_retention
        current = find_streak(self.history, summaries, today, studied, skipped, desired)
        longest = max(current, found.streak.longest)
        return replace(found, streak=statistics.Streak(current, longest))

    def plan(self, request: StudyRequest) -> tuple[QueueEntry, ...]:
        """Build the queue for a request."""
        day = self.clock.now().study_day
        if request.items:
            named = self._existing(request.items)
            changes = self.library.changes
            rows = self.history.look_up_items(named)
            awake = [row for row in rows if not row.is_resting(day)]
            return tuple(
                _requested_entry(row.item_state, changes.get(row.item, "")) for row in awake
            )
        with self.history.agenda(self._summaries(request.decks), day) as agenda:
            left = self.settings.new_per_day - agenda.introduced
            new = left if request.new is None else request.new
            mixed = self.settings.mix_decks
            return agenda.queue(QueueLimits(new, request.most, request.siblings, mixed))

    def more_new(self, most: int, decks: Sequence[str] = ()) -> StudyRequest | None:
        """Request new items beyond today's limit, at most so many; None if there are none.

        Gaps and sides of cards seen today come only if there is nothing else.
        """
        for siblings in (False, True):
            queue = self.plan(StudyRequest(decks=decks, new=most, siblings=siblings))
            if new := tuple(entry.item for entry in queue if entry.reason is Reason.NEW):
                return StudyRequest(decks=decks, items=new)
        return None

    def more_new_or_any(self, most: int, decks: Sequence[str]) -> StudyRequest | None:
        """Request more new items of these decks or, if they have none left, of all decks."""
        return self.more_new(most, decks) or (self.more_new(most) if decks else None)

    def resting(self, decks: Collection[str] = ()) -> RestingCounts:
        """Count the suspended and buried items of these decks (none: all)."""
        return sum_resting(
            rest for deck, rest in self.resting_by_deck().items() if deck in decks or not decks
        )

    def resting_by_deck(self) -> dict[str, RestingCounts]:
        """Count the suspended and buried items of each deck."""
        day = self.clock.now().study_day
        flags_by_deck: dict[str, list[ItemFlags]] = {
            each.deck: [] for each in self.library.summaries
        }
        for item, flags in self.history.all_flags().items():
            if item in self.library.items:
                flags_by_deck[deck_of(item)].append(flags)
        return {
            each.deck: count_resting(each.items, flags_by_deck[each.deck], day)
            for each in self.library.summaries
        }

    def _summaries(self, decks: Collection[str]) -> list[DeckSummary]:
        return [each for each in self.library.summaries if not decks or each.deck in decks]

    def _existing(self, items: Sequence[str]) -> list[str]:
        """Keep the items that the decks ask, in their order."""
        asked = {item for each in self._summaries(set(map(deck_of, items))) for item in each.ids()}
        return [item for item in items if item in asked]

    def _item_ids(self, decks: Sequence[str]) -> Collection[str]:
        asked = {item for each in self._summaries(decks) for item in each.ids()}
        # A read-only history may not have recorded a rename yet.
        return asked | {old for old, new in self.library.renames() if new in asked}

    def plan_rest(self, items: Sequence[str]) -> tuple[QueueEntry, ...]:
        """Build the queue for the rest of a session that was left, in its order."""
        day = self.clock.now().study_day
        rows = self.history.look_up_items(self._existing(items))
        known = {row.item: row.item_state for row in rows if row.reviews}
        resting = {row.item for row in rows if row.is_resting(day)}
        limits = QueueLimits(new=len(items), siblings=True)
        options = QueueOptions(resting, self.library.changes)
        there = [row.item for row in rows]
        queue = {entry.item: entry for entry in build_queue(there, known, day, limits, options)}
        return tuple(queue[item] for item in there if item in queue)

    def read_again(self, path: str) -> None:
        """Read an edited deck file again."""
        self.library = self.library.read_again(Path(path))
        self.history.record_renames(self.library.renames(), self.clock.now())

    def read_all_again(self) -> None:
        """Read all deck files again that have changed."""
        self.library = self.library.read_all_again()
        self.history.record_renames(self.library.renames(), self.clock.now())

    def use_settings(self, settings: Settings, notices: Sequence[str]) -> None:
        """Use other settings from now on. Changed deck folders are read at the next start.

        Args:
            settings: the new settings.
            notices: sentences about faulty values.
        """
        self.settings = settings
        self.notices = tuple(notices)
        if isinstance(self.clock, SystemClock):
            self.clock = SystemClock(settings.day_start_min)

    def start_session(self, request: StudyRequest) -> "StudySession":
        """Start a session and ask its first question. Nothing is recorded yet.

        Named items keep their order. Otherwise related items are spaced out.
        """
        planned = self.plan(request)
        if not request.items:
            from coalition_quiz.core.sessions.card_spacing import space_out  # noqa: PLC0415 - it reads cards

            planned = space_out(planned, self.library.items)
        return self.start_session_over(planned)

    def start_session_over(self, planned: tuple[QueueEntry, ...]) -> "StudySession":
        """Start a session over these entries."""
        from coalition_quiz.services.study_session import StudySession  # noqa: PLC0415 - the home screen asks nothing

        return StudySession(
            planned=planned,
            items=self.library.items,
            history=self.history,
            clock=self.clock,
            item_locks=self._item_locks,
            retention=self.settings.desired_retention,
        )

    def record_action(self, kind: str, items: Iterable[str]) -> tuple[Event, ...]:
        """Record an event of a kind (suspend, resume, bury, flag, unflag, reset) for each item.

        Raises:
            NotSavedError: if they could not be saved; none was.
        """
        now = self.clock.now()
        drafts = [Draft(kind, item, now) for item in items]
        return self.history.append(drafts) if drafts else ()

    def settle(
        self, same: Iterable[tuple[str, str]], apart: Iterable[tuple[str, str]]
    ) -> tuple[Event, ...]:
        """Join missing items with new ones, or record that they are different.

        Args:
            same: pairs of a missing item and the new one that takes over its history.
            apart: pairs that will not be offered again.

        Raises:
            NotSavedError: if it could not be saved; nothing was.
        """
        return self.history.record_decisions(same, apart, self.clock.now())

    def undo_events(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Undo events, latest first, except those that another window has undone.

        Raises:
            NotSavedError: if it could not be saved; nothing was.
            UndoRefusedError: if another window has undone all of it.
        """
        now = self.clock.now()
        drafts = [Draft(UNDO, each.item, now, target=each.ref) for each in reversed(events)]
        try:
            return self.history.append(drafts) if drafts else ()
        except UndoRefusedError as refused:
            left = [each for each in events if each.ref != refused.target]
            if not left:
                raise
            return self.undo_events(left)


def _requested_entry(standing: DueItem, changed: str) -> QueueEntry:
    if not standing.reviews:
        return QueueEntry(standing.item, Reason.NEW)
    reason = Reason.CHANGED if changed > standing.change_seen else Reason.AGAIN
    return QueueEntry(standing.item, reason, standing.reviews)

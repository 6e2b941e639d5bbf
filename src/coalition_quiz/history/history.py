"""The history of a learner: one question or one change, one method."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from coalition_quiz.core.accepted_answers import accepted_in
from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.core.events import ACCEPT, Draft, Event
from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import PastAnswer, Progress
from coalition_quiz.history import (
    answers,
    schema,
)
from coalition_quiz.history import (
    append as adding,
)
from coalition_quiz.history import (
    connection as connecting,
)
from coalition_quiz.history import (
    event_rows as rows,
)
from coalition_quiz.history import (
    integrity as verifying,
)
from coalition_quiz.history import (
    item_flags as cares,
)
from coalition_quiz.history import (
    item_states as state,
)
from coalition_quiz.history import (
    orphaned_items as gone,
)
from coalition_quiz.history import (
    past_cards as remembering,
)
from coalition_quiz.history import (
    renames as names,
)
from coalition_quiz.history.due import agenda
from coalition_quiz.history.due import deck_items as asked
from coalition_quiz.history.due import due_items as standings
from coalition_quiz.history.failures import not_saved, reading
from coalition_quiz.history.in_use_lock import being_open
from coalition_quiz.history.integrity import Fault
from coalition_quiz.history.progress import QUIETLY, ProgressListener
from coalition_quiz.history.reporting import Told, to_nobody
from coalition_quiz.history.transactions import snapshot, transaction
from coalition_quiz.system.durable_files import make_folder
from coalition_quiz.system.errors import HistoryError, NotSavedError
from coalition_quiz.system.locks import Lock

if TYPE_CHECKING:
    from coalition_quiz.core.statistics.statistics import RawStatistics

_PACE_OF = 100


class History:
    """An open history file. Use it on the thread that opened it, and only there.

    Ids that an item had before may be used wherever one is asked for.

    Attributes:
        path: the file.
        device: the name under which events are added here.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, presence: Lock | None = None
    ) -> None:
        self.path = path
        self._connection = connection
        self._presence = presence or Lock(None)
        with reading(path):
            self.device = _device(connection, path)

    @classmethod
    def open(cls, path: Path, told: Told = to_nobody, work: ProgressListener = QUIETLY) -> Self:
        """Open a history to add to it; made if missing, brought up to date if older.

        Args:
            path: the file.
            told: is told how far it is where the caches must be made anew.
            work: is told how far the backup is that is made before it is brought up to date.

        Raises:
            HistoryError: if the file is no history, is a newer program's, or cannot be written.
                It is left as it is.
        """
        try:
            make_folder(path.parent)
        except OSError as error:
            raise HistoryError(
                f"There can be no history {path}: the folder {path.parent} cannot be made "
                f"({error.strerror}). Choose another with COALITION_QUIZ_HOME."
            ) from error
        presence = being_open(path)
        try:
            connection = connecting.connect_writable(path)
            return cls._prepared(
                path, connection, lambda: schema.prepare(connection, path, told, work), presence
            )
        except BaseException:
            presence.release()
            raise

    @classmethod
    def open_readonly(cls, path: Path) -> Self:
        """Open a history to read it; one that is missing reads as empty.

        Raises:
            HistoryError: if the file is no history, or not of this program's version.
        """
        connection = connecting.connect_readonly(path)
        if connection is not None:
            return cls._prepared(path, connection, lambda: None)
        nowhere = connecting.connect_nowhere()
        return cls._prepared(path, nowhere, lambda: schema.create(nowhere))

    @classmethod
    def _prepared(
        cls,
        path: Path,
        connection: sqlite3.Connection,
        prepare: Callable[[], None],
        presence: Lock | None = None,
    ) -> Self:
        try:
            with reading(path):
                prepare()
            return cls(path, connection, presence)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._presence.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Adding

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Add events, all or none; when this returns they outlive a power cut.

        Raises:
            NotSavedError: if they could not be written. The history is as it was, and the same
                call may be made again.
            UndoRefusedError: if an undo names no event, another item's, or one taken back already.
        """
        return self._write(lambda: drafts)

    def adopt(self, renames: Iterable[tuple[str, str]], when: Moment) -> int:
        """Let items that were renamed keep what was recorded under their earlier ids.

        Args:
            renames: pairs of an earlier id and the present one, as the decks have them. Circles
                are left out, and of two that name one earlier id the first holds.
            when: the time to record.

        Returns:
            How many renames were news.

        Raises:
            NotSavedError: if they could not be written; nothing was.
        """
        pairs = tuple(renames)
        with reading(self.path):
            known = names.Renames(names.cached(self._connection))
            if not any(names.missing(pairs, known, self._is_used)):
                return 0
        return len(self._write(lambda: adding.renames(self._connection, pairs, when)))

    def settle(
        self,
        same: Iterable[tuple[str, str]],
        apart: Iterable[tuple[str, str]],
        when: Moment,
    ) -> tuple[Event, ...]:
        """Record what the learner says of pairs of an item that is gone and one that is new.

        Args:
            same: pairs to join: the new item has the history of the other from now on.
            apart: pairs that are not the same, so that they are not offered again.
            when: the time to record.

        Returns:
            The events; each may be undone.

        Raises:
            NotSavedError: if they could not be written; nothing was.
        """
        pairs = tuple(same), tuple(apart)
        return self._write(lambda: adding.settled(self._connection, *pairs, when))

    def note_asked(self, summaries: Sequence[DeckSummary], told: Told = to_nobody) -> int:
        """Write down what is asked, so that a day's work is found without a look at all there is.

        Args:
            summaries: every deck that is installed.
            told: is told how many decks are written, of how many.

        Returns:
            How many decks were news.

        Raises:
            NotSavedError: if it could not be written. All stays right, and is slower.
        """
        try:
            return asked.write(self._connection, summaries, told)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise not_saved(self.path, error) from error

    def rebuild(self, told: Told = to_nobody) -> None:
        """Make all that is cached anew from the events.

        Args:
            told: is told how many events are done, of how many. What it raises leaves the cache
                as it was.

        Raises:
            NotSavedError: if it could not be written; the cache is as it was.
        """
        try:
            with transaction(self._connection):
                state.rebuild(self._connection, told)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise not_saved(self.path, error) from error

    # Asking

    def progress(self, item: str) -> Progress | None:
        """Where an item stands; None if it was never reviewed."""
        with reading(self.path):
            return state.read(self._connection, item)

    def all_progress(self) -> dict[str, Progress]:
        """Where every item stands that was ever reviewed, under each id it has had."""
        with reading(self.path):
            known = state.read_all(self._connection)
            earlier = names.cached(self._connection)
        return known | {old: known[new] for old, new in earlier.items() if new in known}

    def events(self, *, item: str | None = None) -> Iterator[Event]:
        """The events in the order in which they came in.

        Args:
            item: only those of this item, under whatever id.
        """
        with reading(self.path):
            yield from self._events(item)

    def remembered(self, deck: str) -> dict[str, CardSnapshot]:
        """The cards of a deck that were ever learnt, by the ids they have here now."""
        with reading(self.path):
            return remembering.remembered(self._connection, deck)

    def decks(self) -> list[str]:
        """The decks, installed or not, of which anything was ever learnt."""
        with reading(self.path):
            return gone.decks(self._connection)

    def has_new(self, summary: DeckSummary) -> bool:
        """Whether a deck asks anything that was never reviewed."""
        with reading(self.path):
            return gone.has_new(self._connection, summary)

    def gone(self, summary: DeckSummary) -> list[str]:
        """The items of a deck that were learnt and that it does not ask any more."""
        with reading(self.path):
            return gone.items(self._connection, summary)

    def kept_apart(self, items: Sequence[str]) -> frozenset[tuple[str, str]]:
        """The pairs that the learner keeps apart: one of these items, and what it is not."""
        with reading(self.path):
            return gone.kept_apart(self._connection, items)

    def flags(self, item: str) -> ItemFlags:
        """What was asked for an item beside its schedule."""
        with reading(self.path):
            return cares.read(self._connection, names.current(self._connection, item))

    def accepted(self, item: str) -> tuple[str, ...]:
        """The texts that the learner counts as right answers to an item, the first one first."""
        with reading(self.path):
            return accepted_in(
                rows.accepts(self._connection, names.current(self._connection, item))
            )

    def all_accepted(self) -> dict[str, tuple[str, ...]]:
        """The texts that the learner counts as right, by the id that each item has now."""
        with reading(self.path):
            events, now = rows.all_accepts(self._connection), names.cached(self._connection)
        items = dict.fromkeys(now.get(e.item, e.item) for e in events if e.kind == ACCEPT)
        return {item: texts for item in items if (texts := self.accepted(item))}

    def all_care(self) -> dict[str, ItemFlags]:
        """What was asked for every item that anything was asked for, under each id it has had."""
        with reading(self.path):
            known = cares.read_all(self._connection)
            earlier = names.cached(self._connection)
        return known | {old: known[new] for old, new in earlier.items() if new in known}

    def is_noted(self, summaries: Sequence[DeckSummary], *, alone: bool) -> bool:
        """Whether what these decks ask is written down as it is now.

        Args:
            summaries: of the decks.
            alone: whether no other deck may be written down.
        """
        with reading(self.path):
            return asked.holds(self._connection, summaries, alone=alone)

    def sums(
        self, decks: Sequence[str], asked: Collection[str] | None, since: int | None
    ) -> "RawStatistics":
        """What was answered and what comes due, counted (see `learning.statistics`).

        Args:
            decks: the decks whose answers count; none for all there ever were.
            asked: the items that are asked, under their present ids: others do not come due. None
                for those of the decks as they are noted (see `is_noted`).
            since: the first study day of the span; None for all.
        """
        from coalition_quiz.history import statistics  # noqa: PLC0415 - studying needs none

        with reading(self.path):
            return statistics.read(self._connection, decks, asked, since)

    def skipped_days(
        self, studied: Collection[int], now: Moment, day_start_min: int
    ) -> frozenset[int]:
        """The days between days with an answer that a traveller flew past (see `flew_past_a_day`).

        Args:
            studied: the study days with an answer.
            now: the present moment.
            day_start_min: minutes after local midnight at which a study day begins.
        """
        from coalition_quiz.history import skipped_days as travels  # noqa: PLC0415 - only statistics need it

        with reading(self.path):
            return travels.skipped_days(self._connection, studied, now, day_start_min)

    def answers(self, item: str) -> tuple[PastAnswer, ...]:
        """The answers to an item that stand, oldest first, practice among them."""
        with reading(self.path):
            return answers.of_item(self._connection, names.current(self._connection, item))

    def look_up(self, items: Sequence[str]) -> list[standings.ItemRow]:
        """Where items stand, in their order; quicker for many than one by one."""
        with reading(self.path):
            return standings.look_up(self._connection, items)

    @contextmanager
    def agenda(self, summaries: Sequence[DeckSummary], day: int) -> Iterator[agenda.Agenda]:
        """What can be asked of these decks on a day.

        In the block nothing may be added, and other windows wait until it is left.
        """
        with reading(self.path), snapshot(self._connection):
            yield agenda.read(self._connection, summaries, day)

    def last_event(self) -> tuple[int, str]:
        """The number, counted as they came in, and the hash of the last event."""
        with reading(self.path):
            return rows.last(self._connection)

    def decks_moved_since(self, number: int, mark: str) -> set[str] | None:
        """The decks with items that anything was recorded of since an event.

        Args:
            number: of the event (see `last_event`).
            mark: its hash.

        Returns:
            Their ids; None where the event is not there, or an item changed its name since: then
            any deck may be another.
        """
        with reading(self.path):
            items = rows.touched_since(self._connection, number, mark)
        return None if items is None else set(map(deck_of, items))

    def pace_ms(self) -> int | None:
        """Milliseconds that an answer usually takes, going by the latest; None before any."""
        with reading(self.path):
            latest = rows.latest(self._connection, _PACE_OF)
        taken = [ms for event in latest if isinstance(ms := event.payload.get("ms"), int)]
        return sorted(taken)[len(taken) // 2] if taken else None

    def verify_chain(self, told: Told = to_nobody) -> tuple[Fault, ...]:
        """The first fault in each device's chain; nothing if all is as it was written.

        Args:
            told: is told how many events were looked at, of how many.
        """
        with reading(self.path):
            return verifying.faults(self._connection, told)

    def _write(self, drafts: Callable[[], Sequence[Draft]]) -> tuple[Event, ...]:
        events: tuple[Event, ...] = ()
        try:
            with transaction(self._connection):
                self._check_version()
                events = adding.add(self._connection, self.device, drafts())
        except sqlite3.ProgrammingError:
            raise  # misuse of a connection is no failure of the disk
        except sqlite3.Error as error:
            if not self._arrived(events):
                raise not_saved(self.path, error) from error
        return events

    def _check_version(self) -> None:
        if connecting.version(self._connection) != connecting.SCHEMA_VERSION:
            raise NotSavedError(
                f"The history {self.path} was brought up to date by a newer coalition-quiz in "
                "the meantime: nothing was saved. Close this window and start again."
            )

    def _arrived(self, events: Sequence[Event]) -> bool:
        # A commit can fail after the fact, when only the tidying up does. Said to be lost, its
        # events would be added again by whoever tries once more.
        with suppress(sqlite3.Error):
            if events:
                last = events[-1]
                return rows.holds(self._connection, last.device, last.seq, last.hash)
        return False

    def _events(self, item: str | None) -> Iterable[Event]:
        if item is None:
            return rows.in_order(self._connection)
        return rows.of_item(self._connection, names.current(self._connection, item))

    def _is_used(self, item: str) -> bool:
        return names.is_used(self._connection, item)


def _device(connection: sqlite3.Connection, path: Path) -> str:
    found = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if found is None:
        raise HistoryError(
            f"The history {path} is damaged: it does not say which device it belongs to. "
            "`coalition-quiz doctor` tells what to do."
        )
    return str(found[0])

"""A learner's history: one method per question or change."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import ACCEPT, UNDO, Draft, Event
from coalition_quiz.core.ids import DeckSummary, deck_of
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.core.scheduling.fsrs import DEFAULT_PARAMETERS, Parameters
from coalition_quiz.core.scheduling.item_flags import ItemFlags, accepted_in
from coalition_quiz.core.scheduling.progress import (
    ParametersById,
    PastAnswer,
    Progress,
    undone_refs,
)
from coalition_quiz.history import (
    answers,
    deck_items,
    event_rows,
    hash_chain,
    integrity,
    item_states,
    past_items,
    renames,
    schema,
)
from coalition_quiz.history.agenda import Agenda, ItemRow, look_up_items, read_agenda
from coalition_quiz.history.connection import (
    SCHEMA_VERSION,
    connect_in_memory,
    connect_readonly,
    connect_writable,
    schema_version,
    snapshot,
    transaction,
)
from coalition_quiz.history.failures import not_saved_error, reading_history, writing_history
from coalition_quiz.history.in_use_lock import lock_shared
from coalition_quiz.history.integrity import Fault
from coalition_quiz.system.errors import HistoryError, NotSavedError
from coalition_quiz.system.files import make_folder
from coalition_quiz.system.locks import Lock
from coalition_quiz.system.progress import QUIET, OnCount, ProgressListener, ignore_count

if TYPE_CHECKING:
    from coalition_quiz.core.statistics.statistics import RawStatistics
    from coalition_quiz.core.statistics.study_days import DayFigures
    from coalition_quiz.history.learner_days import LateAnswer

_T = TypeVar("_T")

ALREADY_UNDONE = "Already undone in another window."


class UndoRefusedError(HistoryError):
    """An undo names an event that does not exist, or that was undone already.

    Attributes:
        target: the event that the undo named.
    """

    def __init__(self, message: str, target: str) -> None:
        super().__init__(message)
        self.target = target


class History:
    """An open history file. Use it only on the thread that opened it.

    Earlier ids of an item may be used wherever an id is expected.

    Attributes:
        path: the file.
        device: the device id of the events added here.
        parameters: the weights of FSRS for new reviews.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        in_use: Lock | None = None,
        weights: Sequence[Parameters] = (DEFAULT_PARAMETERS,),
    ) -> None:
        self.path = path
        self.parameters = weights[-1]
        self._others = _by_id(weights)
        self._connection = connection
        self._in_use = in_use or Lock(None)
        self.device = _device(connection, path)

    @classmethod
    def open(
        cls,
        path: Path,
        work: ProgressListener = QUIET,
        weights: Sequence[Parameters] = (DEFAULT_PARAMETERS,),
    ) -> Self:
        """Open a history for writing. Create it if it is missing, migrate it if it is older.

        Args:
            path: the file.
            work: shows how far a migration and its backup are, or a rebuild of the caches.
            weights: the weights of FSRS whose ids reviews may name. New reviews use the last.

        Raises:
            HistoryError: if the file is not a history, is from a newer program, or cannot be
                written. It is left as it is.
        """
        try:
            make_folder(path.parent)
        except OSError as error:
            raise HistoryError(
                f"Could not create the folder {path.parent} for your history: {error.strerror}. "
                "Choose another folder with COALITION_QUIZ_HOME."
            ) from error
        in_use = lock_shared(path)
        try:
            connection = connect_writable(path)
            with _closed_on_error(connection, path):
                schema.prepare_schema(connection, path, work, _by_id(weights))
                return cls(path, connection, in_use, weights)
        except BaseException:
            in_use.release()
            raise

    @classmethod
    def open_readonly(cls, path: Path) -> Self:
        """Open a history for reading. A missing one reads as empty.

        Raises:
            HistoryError: if the file is not a history, or not of this program's version.
        """
        found = connect_readonly(path)
        connection = found or connect_in_memory()
        with _closed_on_error(connection, path):
            if found is None:
                schema.create_tables(connection)
            return cls(path, connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._in_use.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Changes

    def append(self, drafts: Sequence[Draft]) -> tuple[Event, ...]:
        """Add events, all or none. When this returns, they are safe from a power cut.

        Raises:
            NotSavedError: if they could not be written. The history is unchanged, and the call may
                be repeated.
            UndoRefusedError: if an undo names no event, another item's, or one that was undone.
        """
        return self._write(lambda: drafts)

    def record_renames(self, pairs: Iterable[tuple[str, str]], when: Moment) -> int:
        """Record renames of items, so that they keep what was recorded under their earlier ids.

        Args:
            pairs: of an earlier id and the current one, as the decks have them. Cycles are
                left out, and of two pairs with one earlier id the first is used.
            when: the time to record.

        Returns:
            The number of new renames.

        Raises:
            NotSavedError: if they could not be written; nothing was.
        """
        wanted = tuple(pairs)
        with reading_history(self.path):
            known = renames.Renames(renames.cached_renames(self._connection))
            if not any(renames.missing_renames(wanted, known, self._is_used)):
                return 0
        return len(self._write(lambda: renames.rename_drafts(self._connection, wanted, when)))

    def record_decisions(
        self,
        same: Iterable[tuple[str, str]],
        apart: Iterable[tuple[str, str]],
        when: Moment,
    ) -> tuple[Event, ...]:
        """Record the learner's decisions on pairs of an orphaned item and a new one.

        Args:
            same: pairs to join: the new item has the history of the other from now on.
            apart: pairs to keep apart: they are not offered again.
            when: the time to record.

        Returns:
            The events; each may be undone.

        Raises:
            NotSavedError: if they could not be written; nothing was.
        """
        pairs = tuple(same), tuple(apart)
        return self._write(lambda: renames.decision_drafts(self._connection, *pairs, when))

    def add_import(
        self,
        head: Draft,
        drafts: Callable[[str], Iterable[Draft]],
        work: ProgressListener = QUIET,
    ) -> int:
        """Add what was learnt in another program, all or nothing.

        Args:
            head: the event of the import itself; undoing it takes all of it back.
            drafts: makes answers, resets and flags, given the `ref` of the import: their target.
            work: shows how many are added. If it raises, nothing was added.

        Returns:
            The number of events added, without the first. If it is 0, nothing was.

        Raises:
            NotSavedError: if they could not be written; nothing was.
        """
        from coalition_quiz.history import imports  # noqa: PLC0415 - studying does not need it

        with writing_history(self.path), transaction(self._connection):
            self._check_version()
            return imports.add_import(
                self._connection, self.device, (head, drafts), self._others, work
            )

    def undo_last_import(self, when: Moment, work: ProgressListener = QUIET) -> Event | None:
        """Undo the last import, and return its event; None if there is none.

        Raises:
            NotSavedError: if it could not be written; nothing was.
        """
        from coalition_quiz.history import imports  # noqa: PLC0415 - as above

        with writing_history(self.path), transaction(self._connection):
            self._check_version()
            return imports.undo_last_import(self._connection, self.device, when, self._others, work)

    def times_of_answers(self, deck: str) -> set[tuple[str, int]]:
        """Return the current id and the time of each answer and reset of a deck.

        Those of imports that were undone are left out.
        """
        with reading_history(self.path):
            now = renames.cached_renames(self._connection)
            found = event_rows.times_of_answers(self._connection, deck)
            return {(now.get(item, item), at_ms) for item, at_ms in found}

    def store_decks(self, summaries: Sequence[DeckSummary], work: ProgressListener = QUIET) -> int:
        """Store the items of the installed decks, so that a day's queue is found fast.

        Args:
            summaries: every installed deck.
            work: shows how many decks are stored.

        Returns:
            The number of decks that had changed.

        Raises:
            NotSavedError: if they could not be written. Everything still works, but slower.
        """
        counting = work.counting("Listing the questions of your decks")
        with writing_history(self.path):
            return deck_items.store_decks(self._connection, summaries, counting)

    def rebuild(self, on_count: OnCount = ignore_count) -> None:
        """Rebuild all caches from the events.

        Args:
            on_count: called with the number of events done, and their total. If it raises, the
                caches stay as they were.

        Raises:
            NotSavedError: if they could not be written; the caches are as they were.
        """
        with writing_history(self.path), transaction(self._connection):
            item_states.rebuild(self._connection, on_count, self._others)

    # Questions

    def progress(self, item: str) -> Progress | None:
        """Return the progress of an item, or None if it was never reviewed."""
        with reading_history(self.path):
            return item_states.read_state(self._connection, item)

    def all_progress(self) -> dict[str, Progress]:
        """Return the progress of every reviewed item, under each of its ids."""
        with reading_history(self.path):
            return self._under_each_id(item_states.read_all_states(self._connection))

    def events(self, *, item: str | None = None) -> Iterator[Event]:
        """Yield the events in the order of insertion.

        Args:
            item: only the events of this item, under any of its ids.
        """
        with reading_history(self.path):
            yield from self._events(item)

    def events_since(self, item: str, at_ms: int) -> list[Event]:
        """Return the events of an item since a time, in milliseconds since 1970, undone or not."""
        with reading_history(self.path):
            return event_rows.events_since(self._connection, item, at_ms)

    def past_cards(self, deck: str) -> dict[str, CardSnapshot]:
        """Return snapshots of the reviewed cards of a deck, by their current ids."""
        with reading_history(self.path):
            return past_items.read_past_cards(self._connection, deck)

    def learnt_decks(self) -> list[str]:
        """Return the decks, installed or not, of all items with a history."""
        with reading_history(self.path):
            return past_items.learnt_decks(self._connection)

    def is_learnt(self, deck: str) -> bool:
        """Return True if an item of a deck was ever reviewed."""
        with reading_history(self.path):
            return past_items.is_learnt(self._connection, deck)

    def has_new(self, summary: DeckSummary) -> bool:
        """Return True if a deck asks an item that was never reviewed."""
        with reading_history(self.path):
            return past_items.has_new(self._connection, summary)

    def orphaned_items(self, summary: DeckSummary) -> list[str]:
        """Return the items of a deck with a history that it does not ask any more."""
        with reading_history(self.path):
            return past_items.orphaned_items(self._connection, summary)

    def refused_pairs(self, items: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Return the pairs of one of these items and an item that the learner keeps apart."""
        with reading_history(self.path):
            return past_items.refused_pairs(self._connection, items)

    def flags(self, item: str) -> ItemFlags:
        """Return the flags of an item: suspended, buried, flagged."""
        with reading_history(self.path):
            return item_states.read_flags(self._connection, self._current(item))

    def accepted(self, item: str) -> tuple[str, ...]:
        """Return the answers that the learner counts as right for an item, oldest first."""
        with reading_history(self.path):
            return accepted_in(event_rows.accept_events(self._connection, self._current(item)))

    def all_accepted(self) -> dict[str, tuple[str, ...]]:
        """Return the answers that the learner counts as right, by the current id of each item."""
        with reading_history(self.path):
            events = event_rows.all_accept_events(self._connection)
            now = renames.cached_renames(self._connection)
        items = dict.fromkeys(now.get(e.item, e.item) for e in events if e.kind == ACCEPT)
        return {item: texts for item in items if (texts := self.accepted(item))}

    def all_flags(self) -> dict[str, ItemFlags]:
        """Return the flags of every item that has any, under each of its ids."""
        with reading_history(self.path):
            return self._under_each_id(item_states.read_all_flags(self._connection))

    def answers_per_day(self, deck: str = "") -> "dict[int, DayFigures]":
        """Return the figures of each day with an answer, of a deck or (by default) of all."""
        from coalition_quiz.history import learner_days  # noqa: PLC0415 - studying does not need it

        with reading_history(self.path):
            return learner_days.answers_per_day(self._connection, deck)

    def count_learned(self, items: Sequence[str], before: int | None = None) -> int:
        """Count the items whose last answer a day or more after the one before was right.

        Args:
            items: their ids.
            before: only answers before this study day count; None for all.
        """
        from coalition_quiz.history import learner_days  # noqa: PLC0415 - likewise

        with reading_history(self.path):
            return learner_days.count_learned(self._connection, items, before)

    def late_answers(self, per_day: float, until: Callable[[], int]) -> "Iterator[LateAnswer]":
        """Yield answers that may have been late (see `learner_days.late_answers`)."""
        from coalition_quiz.history import learner_days  # noqa: PLC0415 - likewise

        with reading_history(self.path):
            yield from learner_days.late_answers(self._connection, per_day, until)

    def is_card_asked(self, card: str, day: int) -> bool:
        """Return whether a gap or side of a card was answered on a day."""
        from coalition_quiz.history import learner_days  # noqa: PLC0415 - likewise

        with reading_history(self.path):
            return learner_days.is_card_asked(self._connection, card, day)

    def has_stored(self, summaries: Sequence[DeckSummary], *, exclusively: bool) -> bool:
        """Return True if these decks are stored as they are now.

        Args:
            summaries: of the decks.
            exclusively: also check that no other deck is stored.
        """
        with reading_history(self.path):
            return deck_items.are_stored(self._connection, summaries, exclusively=exclusively)

    def raw_statistics(
        self, decks: Sequence[str], asked: Collection[str] | None, since: int | None
    ) -> "RawStatistics":
        """Count answers and due items (see `core.statistics`).

        Args:
            decks: the decks whose answers count; empty for all there ever were.
            asked: the current ids of the items that can come due. None for those of the stored
                decks (see `has_stored`).
            since: the first study day of the span; None for all.
        """
        from coalition_quiz.history import statistics  # noqa: PLC0415 - studying does not need it

        with reading_history(self.path):
            return statistics.read_statistics(self._connection, decks, asked, since)

    def skipped_days(
        self, studied: Collection[int], now: Moment, day_start_min: int
    ) -> frozenset[int]:
        """Return the days without an answer that a traveller skipped (see `flew_past_a_day`).

        Args:
            studied: the study days with an answer.
            now: the current moment.
            day_start_min: minutes from local midnight to the start of a study day.
        """
        from coalition_quiz.history import statistics  # noqa: PLC0415 - studying does not need it

        with reading_history(self.path):
            return statistics.skipped_days(self._connection, studied, now, day_start_min)

    def answers(self, item: str) -> tuple[PastAnswer, ...]:
        """Return the answers to an item that were not undone, oldest first, including practice."""
        with reading_history(self.path):
            return answers.answers_of_item(self._connection, self._current(item))

    def look_up_items(self, items: Sequence[str]) -> list[ItemRow]:
        """Return the states of items, in their order; faster for many items than one by one."""
        with reading_history(self.path):
            return look_up_items(self._connection, items)

    @contextmanager
    def agenda(self, summaries: Sequence[DeckSummary], day: int) -> Iterator[Agenda]:
        """Read the agenda of these decks on a day.

        In the block nothing may be added, and other windows wait until it ends.
        """
        with reading_history(self.path), snapshot(self._connection):
            yield read_agenda(self._connection, summaries, day)

    def last_event(self) -> tuple[int, str]:
        """Return the row number and the hash of the last event."""
        with reading_history(self.path):
            return event_rows.last_row(self._connection)

    def decks_changed_since(self, number: int, mark: str) -> set[str] | None:
        """Return the ids of the decks with items that have an event after this one.

        Args:
            number: row number of the event (see `last_event`).
            mark: its hash.

        Returns:
            None if the event is not there, or if an item was renamed since: any deck may differ.
        """
        with reading_history(self.path):
            items = event_rows.items_changed_since(self._connection, number, mark)
        return None if items is None else set(map(deck_of, items))

    def pace_ms(self) -> int | None:
        """Return the median time of the latest answers in milliseconds; None before any."""
        with reading_history(self.path):
            latest = event_rows.latest_events(self._connection, _PACE_ANSWERS)
        taken = [ms for event in latest if isinstance(ms := event.payload.get("ms"), int)]
        return sorted(taken)[len(taken) // 2] if taken else None

    def verify_chain(self, on_count: OnCount = ignore_count) -> tuple[Fault, ...]:
        """Return the first fault of each device's chain (empty if all events are as written).

        Args:
            on_count: called with the number of events checked, and their total.
        """
        with reading_history(self.path):
            return integrity.find_faults(self._connection, on_count)

    def _write(self, drafts: Callable[[], Sequence[Draft]]) -> tuple[Event, ...]:
        events: tuple[Event, ...] = ()
        try:
            with transaction(self._connection):
                self._check_version()
                events = tuple(_insert_events(self._connection, self.device, drafts()))
                item_states.apply_events(self._connection, events, self._others)
        except sqlite3.ProgrammingError:
            raise  # misuse of a connection, not a failure of the disk
        except sqlite3.Error as error:
            if not self._arrived(events):
                raise not_saved_error(self.path, error) from error
        return events

    def _check_version(self) -> None:
        if schema_version(self._connection) != SCHEMA_VERSION:
            raise NotSavedError(
                f"A newer version of coalition-quiz has upgraded the history {self.path}, so this "
                "was not saved. Close this window and start again."
            )

    def _arrived(self, events: Sequence[Event]) -> bool:
        # A commit may report an error after the events were written, if only its cleanup failed.
        # Reported as not saved, they would be added a second time.
        with suppress(sqlite3.Error):
            if events:
                last = events[-1]
                return event_rows.contains(self._connection, last.device, last.seq, last.hash)
        return False

    def _events(self, item: str | None) -> Iterable[Event]:
        if item is None:
            return event_rows.events_in_order(self._connection)
        return event_rows.events_of_item(self._connection, self._current(item))

    def _under_each_id(self, known: dict[str, _T]) -> dict[str, _T]:
        earlier = renames.cached_renames(self._connection)
        return known | {old: known[new] for old, new in earlier.items() if new in known}

    def _current(self, item: str) -> str:
        return renames.current_id(self._connection, item)

    def _is_used(self, item: str) -> bool:
        return renames.has_events(self._connection, item)


def _by_id(weights: Iterable[Parameters]) -> ParametersById:
    """Index weights other than the default ones, whose id is empty."""
    return {each.id: each for each in weights if each.id}


@contextmanager
def _closed_on_error(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    try:
        with reading_history(path):
            yield
    except BaseException:
        connection.close()
        raise


def _device(connection: sqlite3.Connection, path: Path) -> str:
    found = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if found is None:
        raise HistoryError(
            f"The history {path} is damaged: its device id is missing. Run `coalition-quiz doctor`."
        )
    return str(found[0])


def _insert_events(
    connection: sqlite3.Connection, device: str, drafts: Sequence[Draft]
) -> Iterator[Event]:
    seq, prev = event_rows.chain_head(connection, device)
    for draft in drafts:
        if draft.kind == UNDO:
            _check_undo(connection, draft)
        seq += 1
        row = hash_chain.chain_row(draft, device, seq, prev)
        event_rows.insert_row(connection, row)
        event = hash_chain.event_of(row)
        prev = event.hash
        yield event


def _check_undo(connection: sqlite3.Connection, draft: Draft) -> None:
    root = event_rows.root_event(connection, draft.target)
    if root is None:
        raise UndoRefusedError(
            f"There is nothing to undo: no event has the id {draft.target}.", draft.target
        )
    _, item = root
    if renames.current_id(connection, item) != renames.current_id(connection, draft.item):
        raise UndoRefusedError(
            f"The event {draft.target} is about {item}, not {draft.item}: it was not undone.",
            draft.target,
        )
    if draft.target in undone_refs(event_rows.event_and_undos(connection, draft.target)):
        raise UndoRefusedError(ALREADY_UNDONE, draft.target)


_PACE_ANSWERS = 100

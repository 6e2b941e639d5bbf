"""The history of a learner: one question or one change, one method."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from coalition_quiz.errors import HistoryError, NotSavedError
from coalition_quiz.history import (
    adding,
    answers,
    cares,
    connecting,
    names,
    remembering,
    rows,
    schema,
    state,
    verifying,
)
from coalition_quiz.history.failures import not_saved, reading
from coalition_quiz.history.files import make_folder
from coalition_quiz.history.presence import being_open
from coalition_quiz.history.transactions import transaction
from coalition_quiz.history.verifying import Fault
from coalition_quiz.learning.browsing.past import PastAnswer
from coalition_quiz.learning.care import Care
from coalition_quiz.learning.days import Moment
from coalition_quiz.learning.events import Draft, Event
from coalition_quiz.learning.memories import Remembered
from coalition_quiz.learning.progress import Progress
from coalition_quiz.locks import Lock

if TYPE_CHECKING:
    from coalition_quiz.learning.statistics import Sums

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
    def open(cls, path: Path) -> Self:
        """Open a history to add to it; made if missing, brought up to date if older.

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
                path, connection, lambda: schema.prepare(connection, path), presence
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
            known = names.Names(names.cached(self._connection))
            if not any(names.missing(pairs, known, self._is_used)):
                return 0
        return len(self._write(lambda: adding.renames(self._connection, pairs, when)))

    def rebuild(self) -> None:
        """Make all that is cached anew from the events.

        Raises:
            NotSavedError: if it could not be written; the cache is as it was.
        """
        try:
            with transaction(self._connection):
                state.rebuild(self._connection)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise not_saved(self.path, error) from error

    # Asking

    def progress(self, item: str) -> Progress | None:
        """Where an item stands; None if it was never reviewed."""
        with reading(self.path):
            return state.read(self._connection, names.current(self._connection, item))

    def all_progress(self) -> dict[str, Progress]:
        """Where every item stands that was ever reviewed, under each id it has had."""
        with reading(self.path):
            known = state.read_all(self._connection)
            earlier = names.cached(self._connection)
        return known | {old: known[new] for old, new in earlier.items() if new in known}

    def events(self, *, item: str | None = None, after_seq: int | None = None) -> Iterator[Event]:
        """The events in the order in which they came in.

        Args:
            item: only those of this item, under whatever id.
            after_seq: only those of this device after that one: what another window added.
        """
        with reading(self.path):
            yield from self._events(item, after_seq)

    def remembered(self, deck: str) -> dict[str, Remembered]:
        """The cards of a deck that were ever learnt, by the ids they have here now."""
        with reading(self.path):
            return remembering.remembered(self._connection, deck)

    def care(self, item: str) -> Care:
        """What was asked for an item beside its schedule."""
        with reading(self.path):
            return cares.read(self._connection, names.current(self._connection, item))

    def all_care(self) -> dict[str, Care]:
        """What was asked for every item that anything was asked for, under each id it has had."""
        with reading(self.path):
            known = cares.read_all(self._connection)
            earlier = names.cached(self._connection)
        return known | {old: known[new] for old, new in earlier.items() if new in known}

    def sums(self, decks: Sequence[str], asked: Collection[str], since: int | None) -> "Sums":
        """What was answered and what comes due, counted (see `learning.statistics`).

        Args:
            decks: the decks whose answers count; none for all there ever were.
            asked: the items that are asked, under their present ids: others do not come due.
            since: the first study day of the span; None for all.
        """
        from coalition_quiz.history import statistics  # noqa: PLC0415 - studying needs none

        with reading(self.path):
            return statistics.read(self._connection, decks, asked, since)

    def answers(self, item: str) -> tuple[PastAnswer, ...]:
        """The answers to an item that stand, oldest first, practice among them."""
        with reading(self.path):
            return answers.of_item(self._connection, names.current(self._connection, item))

    def introduced_on(self, study_day: int) -> int:
        """How many items were reviewed for the first time on a day."""
        query = "SELECT count(*) FROM item_state WHERE first_day = ?"
        with reading(self.path):
            (count,) = self._connection.execute(query, (study_day,)).fetchone()
        return int(count)

    def pace_ms(self) -> int | None:
        """Milliseconds that an answer usually takes, going by the latest; None before any."""
        with reading(self.path):
            latest = rows.latest(self._connection, _PACE_OF)
        taken = [ms for event in latest if isinstance(ms := event.payload.get("ms"), int)]
        return sorted(taken)[len(taken) // 2] if taken else None

    def verify_chain(self) -> tuple[Fault, ...]:
        """The first fault in each device's chain; nothing if all is as it was written."""
        with reading(self.path):
            return verifying.faults(self._connection)

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
            return bool(events) and rows.holds(self._connection, events[-1])
        return False

    def _events(self, item: str | None, after_seq: int | None) -> Iterator[Event]:
        if item is not None:
            found = rows.of_item(self._connection, names.current(self._connection, item))
            return (e for e in found if after_seq is None or self._is_after(e, after_seq))
        if after_seq is not None:
            return rows.after(self._connection, self.device, after_seq)
        return rows.in_order(self._connection)

    def _is_after(self, event: Event, seq: int) -> bool:
        return event.device == self.device and event.seq > seq

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

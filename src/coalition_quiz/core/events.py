"""The events of a history. They never change, and everything else is a fold of them."""

from typing import Any, Protocol

from msgspec import Struct, convert

from coalition_quiz.core.days import Moment

REVIEW = "review"
UNDO = "undo"
ALIAS = "alias"
SUSPEND = "suspend"
RESUME = "resume"
BURY = "bury"
FLAG = "flag"
UNFLAG = "unflag"
RESET = "reset"
IMPORT = "import"
"""An answer that was given in another program. `target` has the `ref` of the import it came with.

The import itself is an event of this kind too: its item is the id of the deck, and its payload has
no rating. If it is undone, so are all events with it as their target, of any kind.
"""
ACCEPT = "accept"
"""The learner counts a text as a right answer to the item; `payload` has it as ``text``."""
APART = "apart"
"""The learner says that `item`, which is gone from its deck, is not the new item `target`."""


class Draft(Struct, frozen=True):
    """An event that is not yet in a history.

    Attributes:
        kind: one of those above; others may come and are kept.
        item: the item it is about.
        target: for an import the `ref` of the import that it came with; for an undo that of the
            event it takes back; for an alias the id that `item` has now; for an apart the id that
            it is not.
        payload: JSON: rating, verdict, response, milliseconds taken, mode, content, scheduler. An
            alias that the learner asked for has ``chosen``.
    """

    kind: str
    item: str
    when: Moment
    target: str = ""
    payload: dict[str, Any] = {}


class ReviewPayload(Struct, frozen=True, gc=False):
    """The known keys of a review's payload. A newer program may have written other types."""

    rating: Any = None
    mode: Any = None
    counts: Any = None
    changed: Any = None
    scheduler: Any = None
    kind: Any = None
    ms: Any = None


class Event(Struct, frozen=True):
    """An event of a history. `(device, seq)` is its identity and `hash` chains it to `prev`."""

    device: str
    seq: int
    kind: str
    item: str
    target: str
    at_ms: int
    tz_min: int
    study_day: int
    payload: dict[str, Any]
    prev: str
    hash: str

    @property
    def ref(self) -> str:
        """The reference that other events use for this one: ``device:seq``."""
        return f"{self.device}:{self.seq}"

    @property
    def order(self) -> tuple[int, int, str, int]:
        """The sort key of the total order of events, used to fold them."""
        return (self.study_day, self.at_ms, self.device, self.seq)

    @property
    def given(self) -> ReviewPayload:
        """The known keys of a review's payload."""
        return convert(self.payload, ReviewPayload)


class Trace(Struct, frozen=True, gc=False):
    """The fields of an event that a fold needs: a million are read in one go."""

    device: str
    seq: int
    kind: str
    item: str
    target: str
    at_ms: int
    study_day: int
    given: ReviewPayload

    @property
    def ref(self) -> str:
        """The reference that other events use for this one (see `Event.ref`)."""
        return f"{self.device}:{self.seq}"

    @property
    def order(self) -> tuple[int, int, str, int]:
        """The sort key of the total order of events (see `Event.order`)."""
        return (self.study_day, self.at_ms, self.device, self.seq)


class EventLike(Protocol):
    """An event that can be folded: an `Event` or its `Trace`."""

    @property
    def device(self) -> str: ...  # noqa: D102 - see `Event`
    @property
    def seq(self) -> int: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def target(self) -> str: ...  # noqa: D102
    @property
    def study_day(self) -> int: ...  # noqa: D102
    @property
    def given(self) -> ReviewPayload: ...  # noqa: D102
    @property
    def ref(self) -> str: ...  # noqa: D102
    @property
    def order(self) -> tuple[int, int, str, int]: ...  # noqa: D102

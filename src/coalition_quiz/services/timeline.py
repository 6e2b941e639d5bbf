"""The timeline of some decks, with what is due and weak, and the practice of placing events."""

from collections.abc import Collection

from msgspec import Struct

from coalition_quiz.core import timeline
from coalition_quiz.core.events import REVIEW, Draft
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.scheduling.progress import QUIZ, scheduler_payload
from coalition_quiz.core.scheduling.queue import is_missed
from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.timeline import DatedFact, Placed, Practice
from coalition_quiz.services.workspace import Workspace

_WEAK = 0.7
_LONGEST_PROMPT = 300


class TimelineFact(Struct, frozen=True):
    """A dated fact, and how its item stands today.

    Attributes:
        is_due: whether it is due.
        is_weak: whether it was seen and its chance of recall is below 70%.
    """

    fact: DatedFact
    is_due: bool
    is_weak: bool


def read_timeline(workspace: Workspace, decks: Collection[str] = ()) -> tuple[TimelineFact, ...]:
    """Read the dated facts of these decks (none: all), earliest first.

    Raises:
        HistoryError: if the history cannot be read.
    """
    items = workspace.library.items.values()
    facts = timeline.dated_facts(item for item in items if not decks or item.deck.id in decks)
    day = workspace.clock.now().study_day
    rows = workspace.history.look_up_items(list(dict.fromkeys(fact.item for fact in facts)))
    seen = {row.item: row for row in rows if row.reviews and not row.is_resting(day)}
    due = {
        item
        for item, row in seen.items()
        if row.item_state.due_day <= day or is_missed(row.item_state)
    }
    weak = {item for item, row in seen.items() if recall(row.item_state, day) < _WEAK}
    return tuple(TimelineFact(fact, fact.item in due, fact.item in weak) for fact in facts)


class TimelinePractice:
    """A practice of placing events. Each placing is recorded before its result is shown.

    Attributes:
        practice: its state, to be shown.
        last: the event that was placed last.
    """

    def __init__(self, workspace: Workspace, practice: Practice, seed: int) -> None:
        self._workspace = workspace
        self._seed = seed
        self._since_ms = workspace.clock.now().at_ms
        self.practice = practice
        self.last: Placed | None = None

    def place(self, slot: int) -> Placed:
        """Place the next event before the event of this number, as practice.

        Raises:
            NotSavedError: if it could not be saved; nothing was. The call may be repeated.
        """
        fact, now = self.practice.left[0], self._workspace.clock.now()
        is_right = timeline.fits(self.practice, slot)
        draft = Draft(REVIEW, fact.item, now, payload=self._payload(slot, is_right, now.at_ms))
        self._workspace.history.append([draft])
        self.practice, self._since_ms = timeline.place(self.practice, slot), now.at_ms
        self.last = Placed(fact, is_right)
        return self.last

    def _payload(self, slot: int, is_right: bool, now_ms: int) -> dict[str, object]:
        placed, fact = self.practice.placed, self.practice.left[0]
        card = self._workspace.library.items[fact.item].card
        rating = int(Rating.GOOD if is_right else Rating.AGAIN)
        workspace = self._workspace
        return {
            "rating": rating,
            "suggested": rating,
            "verdict": (Outcome.RIGHT if is_right else Outcome.WRONG).value,
            "response": {
                "type": "placed",
                "event": fact.event,
                "after": placed[slot - 1].fact.event if slot else None,
                "before": placed[slot].fact.event if slot < len(placed) else None,
            },
            "ms": max(0, now_ms - self._since_ms),
            # Practice, as a quiz is: it leaves the schedule alone.
            "mode": QUIZ,
            "kind": card.kind,
            "seed": self._seed,
            "content": content_hash(card),
            "scheduler": scheduler_payload(
                workspace.settings.desired_retention, workspace.history.parameters
            ),
            "prompt": card.body.prompt[:_LONGEST_PROMPT],
        }


def start_practice(
    workspace: Workspace, decks: Collection[str] = (), seed: int | None = None
) -> TimelinePractice | None:
    """Start a practice on these decks (none: all); None if they have too few dates.

    Args:
        workspace: the decks and the history.
        decks: ids of decks.
        seed: None for a new seed.
    """
    chosen = workspace.clock.now().at_ms if seed is None else seed
    facts = [each.fact for each in read_timeline(workspace, decks)]
    practice = timeline.begin_practice(facts, chosen)
    return None if practice is None else TimelinePractice(workspace, practice, chosen)

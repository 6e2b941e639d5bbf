"""Where items stand, for a quick command: read without msgspec, YAML, FSRS or Textual."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.history.connecting import connect_readonly
from coalition_quiz.history.failures import reading


class Standing(NamedTuple):
    """What `learning.queue` must know of an item (see `learning.progress.Progress`)."""

    due_day: int
    first_day: int
    last_day: int
    stability: float
    reviews: int
    told: str


class Agenda(NamedTuple):
    """Where every item stands that was ever reviewed.

    Attributes:
        known: by the id it has now.
        earlier: the id it has now, by each it had before.
        suspended: the items that are not asked until they are resumed.
        buried_until: for items that were buried, the study day from which they are asked again.
    """

    known: dict[str, Standing]
    earlier: dict[str, str]
    suspended: frozenset[str]
    buried_until: dict[str, int]

    def by_any_id(self) -> dict[str, Standing]:
        """Where each item stands, under every id it ever had."""
        return self.known | {
            old: self.known[now] for old, now in self.earlier.items() if now in self.known
        }

    def resting(self, study_day: int) -> set[str]:
        """The items that are not asked on a day, under every id they ever had."""
        now = {item for item, until in self.buried_until.items() if until > study_day}
        now |= self.suspended
        return now | {old for old, new in self.earlier.items() if new in now}

    def introduced_on(self, study_day: int) -> int:
        """How many items were reviewed for the first time on a day."""
        return sum(standing.first_day == study_day for standing in self.known.values())


def read_agenda(path: Path) -> Agenda:
    """Read where items stand; a history that is missing has none.

    Raises:
        HistoryError: if the file is no history, or not of this program's version.
    """
    found = connect_readonly(path)
    if found is None:
        return Agenda({}, {}, frozenset(), {})
    with closing(found) as connection, reading(path):
        states = connection.execute(
            "SELECT item, due_day, first_day, last_day, stability, reviews, told FROM item_state"
        ).fetchall()
        earlier = connection.execute("SELECT old, new FROM alias").fetchall()
        cares = connection.execute("SELECT item, suspended, buried_until FROM care").fetchall()
    return Agenda(
        {item: Standing._make(rest) for item, *rest in states},
        dict(earlier),
        frozenset(item for item, suspended, _ in cares if suspended),
        {item: until for item, _, until in cares if until},
    )

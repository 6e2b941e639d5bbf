"""The states kept beside the log are those that the log amounts to, whatever happens."""

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import Progress, fold_progress
from coalition_quiz.history.history import History, UndoRefusedError

from helpers.support import open_quickly

ITEMS = ["d/a", "d/b", "d/c/gap1", "d/c/gap2", "e/a"]

items = st.sampled_from(ITEMS)
ratings = st.integers(1, 4)
retentions = st.sampled_from([0.7, 0.9, 0.93, 0.99])
steps = st.sampled_from([0, 0, 0, 1, 1, 2, 7, 40, -1, -3])

odd = st.sampled_from([None, True, 3.0, "3", [3], {"retention": "?"}, -1, 2**63, "\ud800", 10**400])
odd_payloads = st.fixed_dictionaries(
    {"rating": ratings | odd},
    optional={
        name: odd | also
        for name, also in {
            "mode": st.just("quiz"),
            "counts": st.booleans(),
            "changed": st.just("2024-05"),
            "scheduler": st.sampled_from([{"retention": 0.8}, {"retention": 10**400}]),
            "kind": st.just("typed"),
            "ms": st.just(4000),
        }.items()
    },
)


def amounts_to(events: list[Event]) -> dict[str, Progress]:
    """What the whole log amounts to, worked out the long way round."""
    undos = [event for event in events if event.kind == "undo"]

    def stands(event: Event) -> bool:
        return not any(stands(undo) for undo in undos if undo.target == event.ref)

    leads_to: dict[str, str] = {}

    def way(item: str) -> list[str]:
        return [item, *(way(leads_to[item]) if item in leads_to else [])]

    for event in sorted(events, key=lambda event: event.order):
        if event.kind == "alias" and stands(event) and event.item != event.target:
            if event.item in way(event.target):
                del leads_to[event.target]
            leads_to[event.item] = event.target
    reviews = defaultdict(list)
    for event in events:
        if event.kind in {"review", "reset"} and stands(event):
            reviews[way(event.item)[-1]].append(event)
    return {item: progress for item in reviews if (progress := fold_progress(reviews[item]))}


def cared_for(history: History) -> dict[str, ItemFlags]:
    """What every item of the tests was asked for."""
    return {item: history.flags(item) for item in ITEMS}


class Log(RuleBasedStateMachine):
    """Anything that can happen to a history, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.history = open_quickly(Path(self.folder.name) / "history.sqlite")
        self.other = open_quickly(self.history.path)
        self.other.device = "zz"  # as if it had come from another machine
        self.day, self.ms = 1000, 1000 * 86_400_000
        self.events: list[Event] = []

    def teardown(self) -> None:
        self.other.close()
        self.history.close()
        self.folder.cleanup()

    def now(self, step: int) -> Moment:
        self.day += step
        self.ms += step * 86_400_000 + 1000
        return Moment(self.ms, 0, self.day)

    def add(self, *drafts: Draft) -> tuple[Event, ...]:
        added = self.history.append(drafts)
        self.events += added
        self.history, self.other = self.other, self.history  # the other window's turn
        return added

    def states(self) -> dict[str, Progress]:
        return self.history.all_progress()

    @rule(item=items, rating=ratings, step=steps, retention=retentions)
    def review(self, item: str, rating: int, step: int, retention: float) -> None:
        scheduler = {"name": "fsrs-6", "retention": retention}
        payload = {"rating": rating, "scheduler": scheduler}
        self.add(Draft("review", item, self.now(step), payload=payload))

    @rule(item=items, rating=ratings, step=steps)
    def review_and_think_better(self, item: str, rating: int, step: int) -> None:
        before = self.states()
        (event,) = self.add(Draft("review", item, self.now(step), payload={"rating": rating}))
        after = self.states()
        (undone,) = self.add(Draft("undo", item, self.now(-step), target=event.ref))
        assert self.states() == before
        self.add(Draft("undo", item, self.now(0), target=undone.ref))
        assert self.states() == after

    @precondition(lambda self: self.events)
    @rule(data=st.data(), step=steps)
    def take_back(self, data: st.DataObject, step: int) -> None:
        event = data.draw(st.sampled_from(self.events))
        before = self.states()
        try:
            (undone,) = self.add(Draft("undo", event.item, self.now(step), target=event.ref))
        except UndoRefusedError:
            assert self.states() == before
        else:
            self.add(Draft("undo", event.item, self.now(0), target=undone.ref))
            assert self.states() == before
            self.add(Draft("undo", event.item, self.now(0), target=self.events[-1].ref))

    @rule(old=items, new=items, step=steps)
    def rename(self, old: str, new: str, step: int) -> None:
        self.add(Draft("alias", old, self.now(step), target=new))

    @rule(renames=st.lists(st.tuples(items, items), max_size=4), step=steps)
    def adopt(self, renames: list[tuple[str, str]], step: int) -> None:
        last = len(self.events)
        added = self.history.record_renames(renames, self.now(step))
        self.events += list(self.history.events())[last:]
        assert len(self.events) == last + added
        assert self.history.record_renames(renames, self.now(step)) == 0

    @rule(
        same=st.lists(st.tuples(items, items), max_size=3),
        apart=st.lists(st.tuples(items, items), max_size=2),
        step=steps,
    )
    def settle(self, same: list[tuple[str, str]], apart: list[tuple[str, str]], step: int) -> None:
        before = self.states()
        settled = self.history.record_decisions(same, apart, self.now(step))
        undos = [Draft("undo", each.item, self.now(0), target=each.ref) for each in settled[::-1]]
        self.events += settled
        undone = self.add(*undos)
        assert self.states() == before
        again = [Draft("undo", each.item, self.now(0), target=each.ref) for each in undone[::-1]]
        self.add(*again)

    @rule(drafts=st.lists(st.tuples(items, ratings, steps), min_size=2, max_size=6))
    def review_many(self, drafts: list[tuple[str, int, int]]) -> None:
        self.add(
            *(
                Draft("review", item, self.now(step), payload={"rating": rating})
                for item, rating, step in drafts
            )
        )

    @rule(item=items, kind=st.sampled_from(["loan", "review", "setting"]))
    def something_newer(self, item: str, kind: str) -> None:
        self.add(Draft(kind, item, self.now(0), target="x:1", payload={"rating": "new"}))

    @rule(item=items, payload=odd_payloads, step=steps)
    def something_odd(self, item: str, payload: dict[str, Any], step: int) -> None:
        self.add(Draft("review", item, self.now(step), payload=payload))

    @rule(item=items, rating=ratings, step=steps)
    def practise(self, item: str, rating: int, step: int) -> None:
        before = self.states()
        payload = {"rating": rating, "mode": "quiz"}
        self.add(Draft("review", item, self.now(step), payload=payload))
        assert self.states() == before

    @rule(
        item=items,
        kind=st.sampled_from(["suspend", "resume", "bury", "flag", "unflag", "reset"]),
        step=steps,
    )
    def ask_and_take_back(self, item: str, kind: str, step: int) -> None:
        before, cares = self.states(), cared_for(self.history)
        (event,) = self.add(Draft(kind, item, self.now(step)))
        after, cares_after = self.states(), cared_for(self.history)
        (undone,) = self.add(Draft("undo", item, self.now(-step), target=event.ref))
        assert (self.states(), cared_for(self.history)) == (before, cares)
        self.add(Draft("undo", item, self.now(0), target=undone.ref))
        assert (self.states(), cared_for(self.history)) == (after, cares_after)

    @invariant()
    def every_answer_that_stands_is_kept_once(self) -> None:
        undos = [event for event in self.events if event.kind == "undo"]

        def stands(event: Event) -> bool:
            return not any(stands(undo) for undo in undos if undo.target == event.ref)

        expected = {
            (e.device, e.seq)
            for e in self.events
            if e.kind == "review" and e.payload.get("rating") in [1, 2, 3, 4] and stands(e)
        }
        kept = self.history._connection.execute("SELECT device, seq FROM answer").fetchall()
        assert set(kept) == expected

    @invariant()
    def incremental_is_what_the_log_amounts_to(self) -> None:
        found = self.states()
        expected = amounts_to(self.events)
        assert {item: found[item] for item in expected} == expected
        # What else is found stands under an id that an item had before.
        assert all(progress in expected.values() for progress in found.values())

    @invariant()
    def rebuilding_changes_nothing(self) -> None:
        tables = [
            f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608
            for table in ("item_state", "alias", "answer", "answer_sum", "item_flags")
        ]
        before = [self.history._connection.execute(table).fetchall() for table in tables]
        self.history.rebuild()
        assert [self.history._connection.execute(t).fetchall() for t in tables] == before

    @invariant()
    def the_log_is_whole(self) -> None:
        assert list(self.history.events()) == self.events
        assert self.history.verify_chain() == ()


TestLog = Log.TestCase
TestLog.settings = settings(max_examples=25, stateful_step_count=15)


def test_a_review_dated_before_a_reset_leaves_its_item_new(history: History) -> None:
    for kind, day in (("review", 100), ("reset", 300), ("review", 200)):
        payload = {"rating": 3} if kind == "review" else {}
        history.append([Draft(kind, "d/a", Moment(day * 86_400_000, 0, day), payload=payload)])
    assert history.progress("d/a") is None
    history.rebuild()
    assert history.progress("d/a") is None

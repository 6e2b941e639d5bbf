"""What today's work is counted from: a share of the history, and the same as from all of it."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.core.ids import DeckSummary, deck_of
from coalition_quiz.core.scheduling.queue import (
    QueueEntry,
    QueueLimits,
    QueueOptions,
    Reason,
    build_queue,
)
from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.statistics.overview import sum_forecasts
from coalition_quiz.history import agenda as agendas
from coalition_quiz.history import deck_items
from coalition_quiz.history.agenda import Agenda, QueueCounts, open_agenda
from coalition_quiz.history.history import History
from coalition_quiz.system.progress import ProgressListener

from helpers.support import empty_history, seen_on

Review = Callable[..., Draft]

DAY_MS = 86_400_000
CARDS = {
    "one": ["one/a", "one/b/gap1", "one/b/gap2"],
    "two": ["two/b", "two/a"],
}
ITEMS = [item for items in CARDS.values() for item in items]
GONE = ["two/gone", "two/a/gap9"]
CHANGES = ["", "2020", "2023-10"]


def summary(
    deck: str, items: Sequence[str], changes: Iterable[tuple[str, str]] = ()
) -> DeckSummary:
    """A deck that asks these items."""
    return DeckSummary(deck, repr(items), len(items), lambda: items, tuple(changes))


ANY_ITEM = st.sampled_from([*ITEMS, *GONE])
OTHERS = ["undo", "undo", "reset", "suspend", "bury", "resume", "flag", "alias", "alias", "rebuild"]
reviews = st.fixed_dictionaries(
    {
        "do": st.just("review"),
        "item": ANY_ITEM,
        "rating": st.integers(1, 4),
        "changed": st.sampled_from(CHANGES),
        "step": st.sampled_from([0, 0, 0, 1, 3, 12, -1]),
    }
)
others = st.fixed_dictionaries(
    {
        "do": st.sampled_from([*OTHERS, "note"]),
        "item": ANY_ITEM,
        "to": ANY_ITEM,
        "of": st.integers(0, 30),
        "step": st.sampled_from([0, 0, 1]),
    }
)


def write(history: History, what: Iterable[dict[str, Any]], decks: Sequence[DeckSummary]) -> int:
    """Do all that; the last day."""
    day, ms, last = 1000, 1000 * DAY_MS, 1000
    done: list[Event] = []
    for each in what:
        day, ms = day + each["step"], ms + 1000
        last = max(last, day)
        when = Moment(ms, 0, day)
        match each["do"]:
            case "review":
                payload = {"rating": each["rating"], "changed": each["changed"]}
                done += history.append([Draft("review", each["item"], when, payload=payload)])
            case "undo":
                if done:
                    event = done.pop(each["of"] % len(done))
                    done += history.append([Draft("undo", event.item, when, target=event.ref)])
            case "alias":
                done += history.append([Draft("alias", each["item"], when, target=each["to"])])
            case "note":
                history.store_decks(decks[each["of"] % 2 :])
            case "rebuild":
                history.rebuild()
                history.store_decks(decks)
            case kind:
                done += history.append([Draft(kind, each["item"], when)])
    return last


def queue_from_all(
    history: History, items: Sequence[str], day: int, limits: QueueLimits, changed: dict[str, str]
) -> tuple[QueueEntry, ...]:
    """The queue, counted from all there is."""
    all_flags = history.all_flags()
    resting = {item for item, flags in all_flags.items() if flags.rests(day)}
    return build_queue(items, history.all_progress(), day, limits, QueueOptions(resting, changed))


def counts_from_all(history: History, items: Sequence[str], day: int) -> tuple[Any, ...]:
    """How many are new in each deck, come due on each day, and were new on the day."""
    known, flags = history.all_progress(), history.all_flags()
    new: Counter[str] = Counter()
    coming: Counter[int] = Counter()
    for item in items:
        rests_until = flags[item].rests_until if item in flags and flags[item].rests(day) else day
        if item not in known:
            new[deck_of(item)] += rests_until == day
        elif rests_until is not None:
            coming[max(rests_until, known[item].due_day) - day] += 1
    (introduced,) = history._connection.execute(
        "SELECT count(*) FROM item_state WHERE first_day = ?", (day,)
    ).fetchone()
    return new, [coming[ahead] for ahead in range(14)], introduced


def check_tally(agenda: Agenda, new: int) -> None:
    """See that what the queue comes to is what is in it."""
    queue = agenda.queue(QueueLimits(new))
    due = Counter(deck_of(entry.item) for entry in queue if entry.reason is not Reason.NEW)
    tally = agenda.counts(new)
    assert tally.due == due
    assert tally.new_today == len(queue) - due.total()
    assert tally.changed == sum(entry.reason is Reason.CHANGED for entry in queue)


def check_written(history: History, day: int, decks: Collection[DeckSummary]) -> None:
    """See that what is written down of each deck is what looking it up gives."""
    connection = history._connection
    for deck, noted in deck_items.read_deck_rows(connection).items():
        (ids,) = [each.ids() for each in decks if each.deck == deck]
        rows = agendas.look_up_items(connection, ids)
        found = connection.execute(
            "SELECT ask_from, buried_until, position, item, coalesce(due_day, 0), "
            "coalesce(last_day, 0), coalesce(stability, 0.0), reviews, coalesce(change_seen, '') "
            "FROM deck_item WHERE deck = ? ORDER BY position",
            (deck,),
        ).fetchall()
        assert found == [(row.day, row.buried_until, *row.item_state) for row in rows]
        assert noted.unseen == sum(row.day is not None and not row.reviews for row in rows)
        found = []
        for fingerprint in (noted.fingerprint, "edited"):
            deck_now = DeckSummary(deck, fingerprint, len(ids), lambda ids=ids: ids)
            with history.agenda([deck_now], day) as agenda:
                chances = {row.item: recall(row, day) for row in agenda.reviewed(deck)}
                forecast = sum_forecasts(agenda.forecast(9).values())
                found.append((agenda.new_per_deck(), forecast, chances, agenda.seen))
        assert found[0][:3] == found[1][:3]
        assert found[0][3].keys() == found[1][3].keys()


class Case(NamedTuple):
    """What was done, what the decks ask by now, and what is wanted.

    Attributes:
        what: done to a history in which all decks are noted.
        edited: what each deck asks by now, if it is among `stale`.
        changed: the items whose facts have changed since.
        limits: how much to ask.
        later: days after the last thing done.
    """

    what: list[dict[str, Any]]
    edited: Mapping[str, list[str]] = CARDS
    stale: tuple[str, ...] = ()
    changed: Mapping[str, str] = {}
    limits: QueueLimits = QueueLimits(9)
    later: int = 0


cases = st.builds(
    Case,
    st.lists(st.one_of(reviews, others), min_size=2, max_size=16),
    st.fixed_dictionaries(
        {deck: st.lists(st.sampled_from(items), unique=True) for deck, items in CARDS.items()}
    ),
    st.sampled_from([(), (), ("two",), ("one",)]),
    st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(CHANGES[1:]), max_size=4),
    st.builds(
        QueueLimits,
        st.integers(0, 9),
        st.sampled_from([None, None, 2]),
        st.booleans(),
        st.booleans(),
    ),
    st.integers(0, 3),
)


def review_of(item: str, rating: int = 3, step: int = 0, changed: str = "") -> dict[str, Any]:
    return {"do": "review", "item": item, "rating": rating, "changed": changed, "step": step}


def flags(do: str, item: str, to: str = "", of: int = 0, step: int = 0) -> dict[str, Any]:
    return {"do": do, "item": item, "to": to, "of": of, "step": step}


@settings(max_examples=60)
@given(cases)
@example(Case([review_of("two/b"), flags("alias", "two/a", "two/b"), flags("undo", "", of=1)]))
@example(
    Case([flags("suspend", "two/b"), flags("alias", "two/a", "two/b"), flags("undo", "", of=1)])
)
@example(Case([flags("suspend", "two/a"), flags("alias", "two/a", "two/gone")]))
@example(Case([review_of("two/a", 4), flags("bury", "two/a")], changed={"two/a": "2020"}))
@example(Case([review_of("two/a"), flags("bury", "two/a", step=30)]))
@example(Case([review_of("two/a/gap9")]))
@example(Case([review_of("two/a/gap9"), review_of("two/b")], changed={"two/b": "2020"}))
@example(Case([flags("bury", "two/a")]))
@example(Case([flags("bury", "two/a")], later=1))
@example(Case([review_of("one/b/gap9"), flags("alias", "one/b/gap9", "two/gone")]))
@example(Case([review_of("two/gone"), flags("alias", "one/b/gap9", "two/gone")]))
@example(Case([review_of("two/b", 1), review_of("two/a", 1), review_of("one/a", 1)], later=2))
def test_the_agenda_equals_one_computed_from_all_items(case: Case) -> None:
    """Whether decks are noted, edited since, or not noted at all."""
    asking = {
        deck: case.edited[deck] if deck in case.stale else items for deck, items in CARDS.items()
    }
    changed = {i: since for i, since in case.changed.items() if i in asking[deck_of(i)]}
    noted = [summary(deck, items) for deck, items in CARDS.items()]
    decks = [
        summary(deck, items, [pair for pair in changed.items() if deck_of(pair[0]) == deck])
        for deck, items in asking.items()
    ]
    items = [item for each in decks for item in each.ids()]
    with patch.object(agendas, "_FIRST_BATCH", 1), empty_history() as history:
        history.store_decks(noted)
        day = write(history, case.what, noted) + case.later
        check_written(history, day, noted)
        expected = queue_from_all(history, items, day, case.limits, changed)
        new, forecast, introduced_then = counts_from_all(history, items, day)
        for _ in ("as it is", "all noted"):
            with history.agenda(decks, day) as agenda:
                assert agenda.queue(case.limits) == expected
                check_tally(agenda, case.limits.new)
                assert agenda.new_per_deck() == {each.deck: new[each.deck] for each in decks}
                assert list(sum_forecasts(agenda.forecast(14).values())) == forecast
                assert agenda.introduced == introduced_then
            history.store_decks(decks)
            assert history.has_stored(decks, exclusively=True)
        check_written(history, day, decks)


def test_the_next_batch_starts_after_the_last_one(history: History) -> None:
    ids = [f"d/{number}" for number in range(200)]
    deck = summary("d", ids)
    history.store_decks([deck])
    with history.agenda([deck], 100) as agenda:
        assert list(agenda.unseen()) == ids


def test_only_changed_decks_are_stored(history: History, review: Review) -> None:
    decks = [summary(deck, items) for deck, items in CARDS.items()]
    shown: list[str] = []
    assert history.store_decks(decks, ProgressListener(shown.append)) == 2
    assert shown == [f"Listing the questions of your decks: {done} of 2" for done in (0, 1)]
    assert history.store_decks(decks) == 0
    one, two = decks
    assert history.store_decks([one, summary("two", ["two/b"])]) == 1
    assert not history.has_stored(decks, exclusively=True)
    assert history.store_decks([one]) == 1
    assert history.has_stored([one], exclusively=True)
    assert history.store_decks(decks) == 1
    assert history.has_stored([two], exclusively=False)
    assert not history.has_stored([two], exclusively=True)
    history.append([review()])
    check_written(history, 100, decks)


def test_decks_with_ids_of_the_same_prefix_are_kept_apart(history: History, review: Review) -> None:
    """Ids that go on with what stands beside the slash, or differ in case alone."""
    named = ("two", "two.", "two0", "two-2", "two_", "Two", "t", "0")
    decks = [summary(deck, [f"{deck}/{card}" for card in "abc"]) for deck in named]
    history.store_decks(decks)
    for number, deck in enumerate(decks):
        drafts = [review(item) for item in deck.ids()[: 1 + number % 3]]
        history.append([*drafts, Draft("suspend", f"{deck.deck}/c", Moment(0, 0, 100))])
    edited = [summary("two", ["two/b", "two/new"]), *decks[2:]]  # and one deck is gone
    history.store_decks(edited)
    check_written(history, 200, edited)
    items = [item for each in edited for item in each.ids()]
    with history.agenda(edited, 200) as agenda:
        assert agenda.queue(QueueLimits(99)) == queue_from_all(
            history, items, 200, QueueLimits(99), {}
        )
        assert agenda.new_per_deck() == {
            each.deck: counts_from_all(history, each.ids(), 200)[0][each.deck] for each in edited
        }


def test_an_interrupted_store_of_decks_changes_nothing(history: History) -> None:
    decks = [summary(deck, items) for deck, items in CARDS.items()]

    def interrupt(what: str) -> None:
        if "1 of 2" in what:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        history.store_decks(decks, ProgressListener(interrupt))
    assert deck_items.read_deck_rows(history._connection) == {}
    assert not history._connection.in_transaction
    assert history.store_decks(decks) == 2


def test_two_windows_store_their_own_decks(history: History, review: Review) -> None:
    here = [summary(deck, items) for deck, items in CARDS.items()]
    there = [summary("one", [*CARDS["one"], "one/new"]), here[1]]
    with History.open(history.path) as other:
        history.store_decks(here)
        assert other.store_decks(there) == 1
        other.append([review("one/a"), review("one/new", rating=1)])
        for window, decks in ((history, here), (other, there)):
            items = [item for each in decks for item in each.ids()]
            expected = queue_from_all(window, items, 100, QueueLimits(9), {})
            with window.agenda(decks, 100) as agenda:
                assert agenda.queue(QueueLimits(9)) == expected


def test_a_rebuild_clears_the_stored_decks_and_they_are_stored_again(
    history: History, review: Review
) -> None:
    decks = [summary(deck, items) for deck, items in CARDS.items()]
    history.store_decks(decks)
    history.append([review("one/a"), review("two/a")])
    history.rebuild()
    assert not history.has_stored(decks, exclusively=False)
    assert history.store_decks(decks) == 2
    check_written(history, 100, decks)


def test_a_rename_is_followed_before_it_is_recorded(path: Path, review: Review) -> None:
    renames = [("two/old", "two/a"), ("two/b", "two/renamed"), ("gone/x", "two/a")]
    ids = ["two/a", "two/renamed", "two/new"]
    deck = DeckSummary("two", "renamed", 3, lambda: ids, (), renames)
    with History.open(path) as history:
        history.store_decks([deck])
        history.append([review("two/old"), review("two/b"), review("two/b", rating=1)])
        history.append([Draft("suspend", "two/b", Moment(0, 0, 100))])
    found = []
    for _ in ("followed", "written down"):
        with open_agenda(path, [deck], 100) as agenda:
            assert agenda.seen.keys() >= {"two/a", "two/renamed"}
        with open_agenda(path, [deck], 200) as agenda:
            found.append((agenda.queue(QueueLimits(9)), agenda.new_per_deck(), agenda.forecast(3)))
        with History.open(path) as history:
            history.record_renames(renames, Moment(0, 0, 101))
    queue = (QueueEntry("two/a", Reason.DUE, 1), QueueEntry("two/new", Reason.NEW))
    assert found == [(queue, {"two": 1}, {"two": (1, 0, 0)})] * 2


def test_without_a_history_every_item_is_new(path: Path) -> None:
    with open_agenda(path, [summary("two", CARDS["two"])], 100) as agenda:
        assert (list(agenda.unseen()), agenda.new_per_deck()) == (CARDS["two"], {"two": 2})
        assert agenda.queue(QueueLimits(1)) == (QueueEntry("two/b", Reason.NEW),)
        assert agenda.counts(1) == QueueCounts({}, 1, 0)
        assert (agenda.seen, agenda.introduced) == ({}, 0)
        assert not any(map(any, agenda.forecast(3).values()))
    assert not path.exists()


def test_items_seen_today_are_found_under_every_id(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review("d/a", 100)])
        history.record_renames([("d/a", "d/b"), ("d/b", "d/c")], Moment(0, 0, 101))
        history.record_renames([("d/b", "d/c")], Moment(0, 0, 101))
    assert seen_on(path) >= {"d/a", "d/c"}
    assert seen_on(path, 99) == set()


@pytest.mark.parametrize(
    "query",
    [
        *(agendas._DUE, agendas._DUE_COUNT, agendas._ASKABLE, agendas._UNSEEN),
        *(agendas._DUE_PER_DAY, agendas._BURIED, agendas._REVIEWED),
        *(agendas._SEEN_ON.replace(":day", "?"), agendas._INTRODUCED_ON),
    ],
)
def test_no_query_scans_a_table(history: History, query: str) -> None:
    values = (1,) * query.count("?")
    explained = f"EXPLAIN QUERY PLAN {query.format(table='deck_item')}"
    plan = history._connection.execute(explained, values).fetchall()
    steps = [step[-1] for step in plan if not step[-1].startswith("SCAN json_each")]
    assert not any(step.startswith("SCAN") or "TEMP B-TREE" in step for step in steps), steps


def test_no_event_scans_the_stored_items(history: History) -> None:
    query = "SELECT sql FROM sqlite_schema WHERE name = 'deck_item_is_refreshed'"
    ((trigger,),) = history._connection.execute(query).fetchall()
    update = trigger.partition("BEGIN")[2].rpartition("END")[0].replace("new.item", "'one/a'")
    plan = history._connection.execute(f"EXPLAIN QUERY PLAN {update}").fetchall()
    steps = [step[-1] for step in plan]
    tables = ("deck_item", "alias", "item_flags", "item_state", "state", "flags")
    assert not any(step.startswith(f"SCAN {table}") for step in steps for table in tables), steps
    assert "SEARCH deck_item USING PRIMARY KEY (item=?)" in steps, steps


def test_the_agenda_loads_few_modules(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review()])
    code = (
        "import sys; from pathlib import Path; from coalition_quiz.history.agenda import *\n"
        "with open_agenda(Path(sys.argv[1]), (), 100) as agenda: assert len(agenda.seen) == 1\n"
        "print(*sys.modules, sep='\\n')"
    )
    source = str(Path(sys.modules["coalition_quiz"].__path__[0]).parent)
    done = subprocess.run(
        [sys.executable, "-c", code, path],
        env={"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint({"msgspec", "yaml", "fsrs", "textual", "rich", "asyncio"})

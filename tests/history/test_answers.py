"""What the history counts is what the log amounts to: the sums against a fold of the events."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.scheduling.progress import is_answer, is_practice, progress_steps
from coalition_quiz.core.statistics.statistics import (
    DIFFICULTY_FROM,
    LONGEST_MS,
    STABILITY_FROM,
    AnswerCounts,
    HardItem,
    RawStatistics,
)
from coalition_quiz.history.history import History

from helpers.support import empty_history

Review = Callable[..., Draft]
ITEMS = ["one/a", "one/b", "two/c/gap1", "two/c/gap2", "t/d", "one-more/e"]

answers = st.fixed_dictionaries(
    {
        "do": st.just("answer"),
        "item": st.sampled_from(ITEMS),
        "rating": st.integers(1, 4),
        "ms": st.sampled_from([0, 1500, 299_999, 300_000, 300_001, 10**9, -5]),
        "kind": st.sampled_from(["choice", "typed", ""]),
        "mode": st.sampled_from(["study", "study", "quiz", "counting quiz"]),
        "step": st.sampled_from([0, 0, 1, 2, 20, 21, 40, -1]),
    }
)
others = st.fixed_dictionaries(
    {
        "do": st.sampled_from(["undo", "reset", "suspend", "bury", "alias"]),
        "item": st.sampled_from(ITEMS),
        "to": st.sampled_from(ITEMS),
        "step": st.sampled_from([0, 0, 1]),
    }
)


def write(history: History, what: Iterable[dict[str, object]]) -> int:
    """Do all that to a history; returns the last day."""
    day, ms = 1000, 1000 * 86_400_000
    reviews: list[Event] = []
    for each in what:
        day, ms = day + int(str(each["step"])), ms + 1000
        when = Moment(ms, 0, day)
        item = str(each["item"])
        match each["do"]:
            case "answer":
                mode = str(each["mode"])
                payload = {
                    **{key: each[key] for key in ("rating", "ms", "kind")},
                    "mode": mode.rpartition(" ")[2],
                    "counts": mode.startswith("counting"),
                }
                reviews += history.append([Draft("review", item, when, payload=payload)])
            case "undo":
                if reviews:
                    last = reviews.pop()
                    history.append([Draft("undo", last.item, when, target=last.ref)])
            case "alias":
                history.append([Draft("alias", item, when, target=str(each["to"]))])
            case kind:
                history.append([Draft(str(kind), item, when)])
    return day


def sort_of(practice: bool, elapsed: int) -> str:
    """What an answer so many days after the one before says of memory; -1: there was none."""
    if practice:
        return "practice"
    return {-1: "first", 0: "repeat"}.get(elapsed, "young" if elapsed < 21 else "mature")


def folded(history: History, decks: tuple[str, ...], asked: set[str], since: int) -> RawStatistics:
    """The same sums, the long way round: every event of every item is folded."""
    days: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    works: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    due: Counter[int] = Counter()
    stability: Counter[int] = Counter()
    difficulty: Counter[int] = Counter()
    hard = []
    leads = dict(history._connection.execute("SELECT old, new FROM alias").fetchall())
    for item in {leads.get(event.item, event.item) for event in history.events()}:
        deck = item.split("/")[0]
        done = list(progress_steps(list(history.events(item=item))))
        for event, before, _ in done:
            if event.kind != "review" or (decks and deck not in decks):
                continue
            elapsed = max(0, event.study_day - before.last_day) if before else -1
            sort = sort_of(is_answer(event) and is_practice(event.given), elapsed)
            ms = event.payload["ms"]
            counted = {
                "answers": 1,
                "misses": event.payload["rating"] == 1,
                "ms": min(ms, LONGEST_MS) if ms > 0 else 0,
            }
            days[event.study_day, sort].update(counted)
            if event.study_day >= since:
                works[deck, event.payload["kind"], sort].update(counted)
        progress = done[-1].after if done else None
        if progress is None or item not in asked:
            continue
        flags = history.flags(item)
        if not flags.suspended:
            due[max(progress.due_day, flags.buried_until)] += 1
        memory = progress.memory
        stability[sum(memory.stability >= start for start in STABILITY_FROM[1:])] += 1
        difficulty[sum(memory.difficulty >= start for start in DIFFICULTY_FROM[1:])] += 1
        figures = (progress.reviews, progress.lapses)
        hard.append(HardItem(item, memory.difficulty, memory.stability, *figures))
    return RawStatistics(
        days=tuple((day, tally(sort, found)) for (day, sort), found in days.items()),
        works=tuple((d, kind, tally(sort, found)) for (d, kind, sort), found in works.items()),
        due=tuple(due.items()),
        stability=stability,
        difficulty=difficulty,
        hardest=tuple(sorted(hard, key=lambda one: (-one.difficulty, -one.lapses, one.item)))[:10],
    )


def tally(sort: str, found: Counter[str]) -> AnswerCounts:
    return AnswerCounts(sort, found["answers"], found["misses"], found["ms"])


def in_order(sums: RawStatistics) -> tuple[object, ...]:
    return (
        sorted(sums.days),
        sorted(sums.works),
        sorted(sums.due),
        sorted(sums.stability.items()),
        sorted(sums.difficulty.items()),
        sums.hardest,
    )


@settings(max_examples=50)
@given(
    st.lists(st.one_of(answers, answers, others), min_size=3, max_size=40),
    st.sampled_from([(), ("one",), ("two", "t"), ("none",)]),
    st.sampled_from([None, 3]),
)
def test_the_statistics_equal_those_computed_from_all_events(
    what: list[dict[str, object]], decks: tuple[str, ...], span: int | None
) -> None:
    with empty_history() as history:
        today = write(history, what)
        asked = {item for item in ITEMS if not decks or item.split("/")[0] in decks} - {"one/b"}
        since = None if span is None else today - span + 1
        expected = folded(history, decks, asked, -(10**9) if since is None else since)
        assert in_order(history.raw_statistics(decks, asked, since)) == in_order(expected)
        history.rebuild()
        assert in_order(history.raw_statistics(decks, asked, since)) == in_order(expected)
        there = {item: item.split("/")[0] for item in ITEMS if item != "one/b"}
        noted = [
            DeckSummary(deck, "", 1, lambda deck=deck: [i for i in there if there[i] == deck])
            for deck in set(there.values())
        ]
        history.store_decks(noted)
        assert in_order(history.raw_statistics(decks, None, since)) == in_order(expected)


def test_the_days_since_the_last_review_sort_an_answer(history: History, review: Review) -> None:
    day = 100
    for between in (0, 0, 1, 20, 21, 22, 400):
        day += between
        history.append([review(day=day)])
    sorts = Counter(tally.sort for _, tally in history.raw_statistics((), (), None).days)
    assert sorts == {"first": 1, "repeat": 1, "young": 2, "mature": 3}


def test_an_answer_counts_at_most_five_minutes_and_an_undone_one_none(
    history: History, review: Review
) -> None:
    history.append([review(ms=LONGEST_MS), review(ms=1000)])
    long, short = history.append([review("deck/b", ms=10**9), review("deck/b", ms=7, rating=1)])
    assert (
        sum(tally.ms for _, tally in history.raw_statistics((), (), None).days)
        == 2 * LONGEST_MS + 1007
    )
    when = Moment(0, 0, 100)
    history.append([Draft("undo", each.item, when, target=each.ref) for each in (short, long)])
    found = history.raw_statistics((), (), None)
    assert sum(tally.ms for _, tally in found.days) == LONGEST_MS + 1000
    assert sum(tally.misses for _, tally in found.days) == 0
    (rows,) = history._connection.execute("SELECT min(answers) FROM answer_sum").fetchone()
    assert rows == 1


def test_buried_items_come_due_later_and_suspended_ones_never(
    history: History, review: Review
) -> None:
    history.append([review(f"deck/{name}", day=100, rating=1) for name in "abc"])
    when = Moment(0, 0, 105)
    history.append([Draft("bury", "deck/b", when), Draft("suspend", "deck/c", when)])
    asked = {"deck/a", "deck/b", "deck/c"}
    found = history.raw_statistics((), asked, None)
    assert dict(found.due) == {100: 1, 106: 1}
    assert sum(found.stability.values()) == len(found.hardest) == 3
    assert dict(history.raw_statistics((), {"deck/b"}, None).due) == {106: 1}


def test_a_missing_history_has_empty_statistics(path: Path) -> None:
    with History.open_readonly(path) as history:
        assert history.raw_statistics((), {"d/a"}, None) == RawStatistics((), (), (), {}, {}, ())


def test_odd_deck_ids_are_kept_apart(history: History, review: Review) -> None:
    odd = ['a"b', "é", "a,b", "[1]", "a'b", "'); DROP TABLE event; --"]
    history.append([review(f"{deck}/x") for deck in odd])
    for deck in odd:
        (found,) = history.raw_statistics([deck], (), None).works
        assert found[:2] == (deck, "")


def test_statistics_do_not_block_an_answer(history: History, review: Review) -> None:
    history.append([review()])
    with History.open_readonly(history.path) as reader:
        reader.raw_statistics((), {"deck/card"}, None)
        history.append([review(day=101)])
        assert len(reader.raw_statistics((), {"deck/card"}, None).days) == 2


def test_days_are_counted_without_scanning_the_answers(history: History) -> None:
    from coalition_quiz.history import statistics

    for query in (statistics._DAYS, statistics._WORKS):
        for whose in (statistics._EVERY, statistics._FEW):
            values = {"decks": "[]", "since": 0}
            text = f"EXPLAIN QUERY PLAN {query.format(whose=whose)}"
            plan = history._connection.execute(text, values).fetchall()
            assert not any(step[-1].split()[1:2] == ["answer"] for step in plan), plan
            is_sorted = whose is statistics._EVERY
            assert not (is_sorted and any("TEMP B-TREE" in step[-1] for step in plan)), plan
            assert is_sorted or not any("SCAN answer_sum" in step[-1] for step in plan), plan


def test_a_damaged_file_is_reported(history: History) -> None:
    from coalition_quiz.system.errors import HistoryError

    history._connection.execute("DROP TABLE answer_sum")
    with pytest.raises(HistoryError, match="Could not read"):
        history.raw_statistics((), (), None)

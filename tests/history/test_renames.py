"""Items that were renamed keep what was recorded under their earlier ids."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.scheduling.progress import fold_progress
from coalition_quiz.history.history import History
from coalition_quiz.history.renames import Renames, missing_renames

from helpers.support import introduced

Review = Callable[..., Draft]

NOW = Moment(200 * 86_400_000, 60, 200)
EARLIER = Moment(50 * 86_400_000, 60, 50)

ids = st.sampled_from("abcdefg")
pairs = st.lists(st.tuples(ids, ids), max_size=12)


def names_in_table(history: History) -> set[str]:
    return {item for (item,) in history._connection.execute("SELECT item FROM item_state")}


def test_a_rename_keeps_the_history(history: History, review: Review) -> None:
    (event,) = history.append([review("d/old")])
    assert history.record_renames([("d/old", "d/new")], NOW) == 1
    assert history.progress("d/new") == history.progress("d/old") == fold_progress([event])
    assert names_in_table(history) == {"d/new"}
    assert history.all_progress().keys() == {"d/new", "d/old"}
    alias = list(history.events())[-1]
    assert (alias.kind, alias.item, alias.target) == ("alias", "d/old", "d/new")


def test_recording_the_same_renames_again_adds_nothing(history: History, review: Review) -> None:
    history.append([review("d/a"), review("d/b")])
    renames = [("d/a", "d/c"), ("d/b", "d/c"), ("d/c", "d/d"), ("d/never", "d/d")]
    assert history.record_renames(renames, NOW) == 2
    assert history.record_renames(renames, NOW) == 0
    assert history.record_renames(reversed(renames), NOW) == 0
    assert names_in_table(history) == {"d/d"}


def test_an_id_without_history_needs_no_alias(history: History) -> None:
    assert history.record_renames([("d/a", "d/b")], NOW) == 0
    assert list(history.events()) == []


def test_events_of_the_old_and_the_new_id_are_folded_together(
    history: History, review: Review
) -> None:
    first = history.append([review("d/a", 100)])
    second = history.append([review("d/b", 105)])
    history.record_renames([("d/a", "d/b")], NOW)
    later = history.append([review("d/a", 110, 1)])  # by a device that has the old deck
    assert history.progress("d/b") == fold_progress(first + second + later)
    assert introduced(history, 100) == [1]
    assert introduced(history, 105) == [0]


def test_a_chain_of_renames_leads_to_the_last_id(history: History, review: Review) -> None:
    events = history.append([review("d/a")])
    for old, new in ("ab", "bc", "cd"):
        assert history.record_renames([(f"d/{old}", f"d/{new}")], NOW) == 1
    assert all(history.progress(f"d/{name}") == fold_progress(events) for name in "abcd")
    assert names_in_table(history) == {"d/d"}


def test_a_review_can_be_undone_under_any_id(history: History, review: Review) -> None:
    one, two = history.append([review("d/a", 100), review("d/a", 105)])
    history.record_renames([("d/a", "d/b")], NOW)
    history.append([Draft("undo", "d/b", NOW, target=two.ref)])
    assert history.progress("d/b") == fold_progress([one])
    history.append([Draft("undo", "d/a", NOW, target=one.ref)])
    assert history.progress("d/b") is None


def test_an_undone_review_stays_undone_after_renames(history: History, review: Review) -> None:
    (event,) = history.append([review("d/a")])
    history.record_renames([("d/a", "d/b")], NOW)
    (undone,) = history.append([Draft("undo", "d/b", NOW, target=event.ref)])
    history.append([Draft("alias", "d/a", NOW, target="d/c")])
    assert history.all_progress() == {}
    assert undone in history.events(item="d/c")


@pytest.mark.parametrize("later", [NOW, EARLIER], ids=["clock stands", "clock was set back"])
def test_a_rename_can_be_reverted(history: History, review: Review, later: Moment) -> None:
    events = history.append([review("d/a")])
    for when in (NOW, later):
        assert history.record_renames([("d/a", "d/b")], when) == 1
        assert names_in_table(history) == {"d/b"}
        assert history.record_renames([("d/b", "d/a")], later) == 1
        assert history.record_renames([("d/b", "d/a")], later) == 0
        assert names_in_table(history) == {"d/a"}
        assert history.progress("d/a") == history.progress("d/b") == fold_progress(events)


def test_an_older_deck_version_reverts_a_rename(history: History, review: Review) -> None:
    history.append([review("d/a")])
    history.record_renames([("d/a", "d/b"), ("d/b", "d/c")], NOW)
    assert names_in_table(history) == {"d/c"}
    assert history.record_renames([("d/a", "d/b")], NOW) == 1
    assert history.record_renames([("d/a", "d/b")], NOW) == 0
    assert names_in_table(history) == {"d/b"}


def test_an_alias_that_moves_other_items_moves_them_back(history: History, review: Review) -> None:
    history.append([review("d/a"), review("d/b")])
    history.append([Draft("alias", f"d/{old}", NOW, target="d/b") for old in "ac"])
    renames = [("d/a", "d/c"), ("d/b", "d/d")]
    assert history.record_renames(renames, NOW) > 0
    assert history.record_renames(renames, NOW) == 0
    assert names_in_table(history) == {"d/c", "d/d"}


@pytest.mark.parametrize(
    "renames",
    [
        [("d/a", "d/a")],
        [("d/a", "d/b"), ("d/b", "d/a")],
        [("d/a", "d/b"), ("d/b", "d/c"), ("d/c", "d/a")],
        [("d/a", "d/b"), ("d/b", "d/c"), ("d/c", "d/b")],
    ],
)
def test_cyclic_renames_are_left_out(
    history: History, review: Review, renames: list[tuple[str, str]]
) -> None:
    history.append([review("d/a"), review("d/b")])
    before = history.all_progress()
    assert history.record_renames(renames, NOW) == 0
    assert history.all_progress() == before


def test_cyclic_aliases_in_the_log_end(history: History, review: Review) -> None:
    history.append([review("d/a"), review("d/b"), review("d/c")])
    history.append([Draft("alias", f"d/{a}", NOW, target=f"d/{b}") for a, b in ("ab", "bc", "ca")])
    history.append([Draft("alias", "d/c", NOW, target="d/c")])
    assert names_in_table(history) == {"d/a"}
    progress = history.progress("d/a")
    assert progress is not None
    assert progress.reviews == 3


def test_of_two_cards_with_one_earlier_id_the_first_gets_it(
    history: History, review: Review
) -> None:
    history.append([review("d/a")])
    renames = [("d/a", "d/b"), ("d/a", "d/c")]
    assert history.record_renames(renames, NOW) == 1
    assert history.record_renames(renames, NOW) == 0
    assert names_in_table(history) == {"d/b"}


def test_an_alias_can_be_undone(history: History, review: Review) -> None:
    history.append([review("d/a"), review("d/b", 105)])
    before = history.all_progress()
    history.record_renames([("d/a", "d/b")], NOW)
    joined = history.all_progress()
    alias = list(history.events())[-1]
    (undone,) = history.append([Draft("undo", "d/b", NOW, target=alias.ref)])
    assert history.all_progress() == before
    history.append([Draft("undo", "d/a", NOW, target=undone.ref)])
    assert history.all_progress() == joined


@given(pairs)
def test_renames_are_never_cyclic(links: list[tuple[str, str]]) -> None:
    names = Renames()
    for old, new in links:
        names.link(old, new)
        assert names.of(old) == names.of(new)
        assert names.flat().keys().isdisjoint(names.flat().values())


@given(pairs)
def test_the_latest_rename_counts(links: list[tuple[str, str]]) -> None:
    names = Renames()
    for old, new in links:
        names.link(old, new)
        led = names.flat()
        assert old == new or names.of(old) != old, led


@given(pairs, pairs, st.sets(ids))
def test_a_missing_rename_is_listed_once(
    links: list[tuple[str, str]], renames: list[tuple[str, str]], recorded: set[str]
) -> None:
    names = Renames()
    for old, new in links:
        names.link(old, new)

    def used_in(flat: dict[str, str]) -> Callable[[str], bool]:
        return lambda item: any(id_ == item or flat.get(id_) == item for id_ in recorded)

    list(missing_renames(renames, names, used_in(names.flat())))
    flat = names.flat()
    assert list(missing_renames(renames, names, used_in(flat))) == []
    assert list(missing_renames(renames, Renames(flat), used_in(flat))) == []

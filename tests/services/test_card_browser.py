"""Browsing against a real history: what is set aside is an event, and undo takes it back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.core.days import moment
from coalition_quiz.core.events import FLAG, RESUME, REVIEW, SUSPEND, UNDO, Draft
from coalition_quiz.core.search.card_table import Sort
from coalition_quiz.history.history import UndoRefusedError
from coalition_quiz.library.library import Library, read_library
from coalition_quiz.services import card_browser as browser_module
from coalition_quiz.services.card_browser import CardBrowser
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.settings import Settings

from helpers.classroom import MONDAY_MS, FixedClock, deck_of, make_workspace
from helpers.support import open_quickly

DAY_MS = 86_400_000
TWO_GAPS = """\
format: 1
deck: more
title: More
cards:
  - id: gaps
    cloze: The [Loire] and the [Rhône].
  - id: both
    front: Seine
    back: Paris
    both: true
  - id: gone
    truth: It was so.
    answer: yes
    retired: {on: 2022, why: It is not.}
"""
KINDS = ("choice", "truth", "typed")


def review(item: str, days_ago: int, rating: int = 3, **payload: object) -> Draft:
    """A review some days ago."""
    when = moment(MONDAY_MS - days_ago * DAY_MS, 60, 240)
    told = {"rating": rating, "ms": 4_000, "kind": "truth", "mode": "study", **payload}
    return Draft(REVIEW, item, when, payload=told)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Three cards of one item, two of two, one that is retired; some were reviewed."""
    made = make_workspace(tmp_path, deck_of(*KINDS), TWO_GAPS)
    made.history.append(
        [
            review("kinds/choice", 40),
            review("kinds/choice", 10),
            review("kinds/truth", 1, rating=4),
            review("more/gaps/gap1", 9, rating=1),
            review("more/both", 30),
        ]
    )
    yield made
    made.history.close()


def rows_of(browser: CardBrowser, text: str) -> list[int]:
    """What a query finds."""
    query = browser.parse(text)
    assert not query.problem
    return browser.find(query)


def cards(browser: CardBrowser, text: str) -> list[str]:
    """The cards that a query finds."""
    return [browser.catalogue.rows[at].key for at in rows_of(browser, text)]


def test_suspended_cards_are_found_at_once(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    gaps = rows_of(browser, "deck:more kind:cloze")
    done = browser.suspend(gaps)
    assert (done.kind, done.items) == (SUSPEND, ("more/gaps/gap1", "more/gaps/gap2"))
    assert cards(browser, "is:suspended") == ["more/gaps"]
    assert cards(CardBrowser(workspace), "is:suspended") == ["more/gaps"]
    assert browser.suspend(gaps).kind == RESUME
    assert cards(browser, "is:suspended") == []


def test_cards_have_the_same_status_before_and_after_reading(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    places = range(len(browser.catalogue.rows))
    browser.suspend([1])

    def look() -> list[object]:
        rows = [browser.catalogue.rows[at] for at in places]
        items = [item for row in rows for item in row.items]
        known = [(browser.progress(item), browser.flags(item)) for item in items]
        return [rows, [browser.status(at) for at in places], known]

    before = look()
    assert browser.catalogue.rows[-3:][0] == browser.catalogue.rows[-3]
    assert not browser.is_read
    browser.read_in_thread()
    assert browser.is_read
    assert look() == before


def test_changes_during_reading_are_read_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = CardBrowser(workspace)
    card_statuses = browser_module.card_statuses

    def overtaken(*of: Any) -> Any:
        workspace.record_action(SUSPEND, ["kinds/truth"])
        browser.refresh()
        return card_statuses(*of)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(browser_module, "card_statuses", overtaken)
        browser.read_in_thread()
    assert not browser.is_read
    assert cards(browser, "is:suspended") == ["kinds/truth"]


def test_a_partly_suspended_card_is_suspended_entirely(workspace: Workspace) -> None:
    workspace.record_action(SUSPEND, ["more/gaps/gap1"])
    browser = CardBrowser(workspace)
    assert browser.suspend(rows_of(browser, "gaps")).items == ("more/gaps/gap2",)


def test_bury_is_until_tomorrow_and_back(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    found = rows_of(browser, "is:due")
    browser.bury(found)
    assert rows_of(browser, "is:buried") == found
    assert rows_of(browser, "is:due") == []
    assert not workspace.plan(StudyRequest(decks=["kinds"], new=0))
    assert browser.bury(found).kind == RESUME
    assert rows_of(browser, "is:due") == found


def test_bury_leaves_suspended_cards(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    truth = rows_of(browser, "kind:truth -is:retired")
    browser.suspend(truth)
    assert browser.bury(truth).items == ()
    assert cards(browser, "is:suspended") == ["kinds/truth"]


def test_a_reset_makes_reviewed_cards_new(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    everything = rows_of(browser, "")
    done = browser.reset(everything)
    assert set(done.items) == {"kinds/choice", "kinds/truth", "more/gaps/gap1", "more/both"}
    assert cards(browser, "-is:new") == ["more/gone"]
    assert workspace.history.all_progress() == {}
    assert browser.reset(everything).items == ()


def test_retired_cards_may_be_flagged_and_are_not_suspended_or_studied(
    workspace: Workspace,
) -> None:
    browser = CardBrowser(workspace)
    gone = rows_of(browser, "is:retired")
    assert browser.suspend(gone).items == ()
    assert browser.bury(gone).items == ()
    assert browser.to_study(gone) == ()
    assert browser.flag(gone).items == ("more/gone",)
    assert cards(browser, "is:flagged is:retired") == ["more/gone"]


def test_suspended_and_buried_items_are_not_studied(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    browser.bury(rows_of(browser, "kind:typed"))
    browser.suspend(rows_of(browser, "kind:front"))
    assert browser.to_study(rows_of(browser, "")) == (
        "kinds/choice", "kinds/truth", "more/gaps/gap1", "more/gaps/gap2",
    )  # fmt: skip


def test_shown_cards_can_be_studied_due_or_not(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    items = browser.to_study(rows_of(browser, "deck:kinds"))
    study_session = workspace.start_session(StudyRequest(items=items))
    assert [entry.item for entry in study_session.session.planned] == list(items)
    study_session.close()


def test_undo_of_nothing(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    assert browser.undo() is None
    browser.reset(rows_of(browser, "kind:typed"))  # never reviewed: nothing is done
    assert not browser.undoable


def test_an_action_undone_in_another_window_is_not_undone_twice(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    done = browser.flag(rows_of(browser, "kind:typed"))
    workspace.undo_events(done.events)
    with pytest.raises(UndoRefusedError):
        browser.undo()
    assert not browser.undoable


def test_a_partly_undone_action_is_undone_for_the_rest(
    workspace: Workspace,
) -> None:
    browser = CardBrowser(workspace)
    rows = rows_of(browser, "")
    done = browser.flag(rows)
    workspace.undo_events(done.events[1:3])
    assert browser.undo()
    assert not any(flags.flagged for flags in workspace.history.all_flags().values())
    assert not browser.undoable


def test_answers_elsewhere_are_seen_after_a_refresh(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    assert "kinds/typed" in cards(browser, "is:new")
    workspace.history.append([review("kinds/typed", 0)])
    browser.refresh()
    assert "kinds/typed" not in cards(browser, "is:new")


def test_the_status_before_reading_is_the_same(workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    before = [browser.status(at) for at in range(6)]
    assert not browser.is_read
    browser.read()
    assert browser.is_read
    assert before == [browser.status(at) for at in range(6)]


def test_the_answers_of_an_item(workspace: Workspace) -> None:
    workspace.history.append([review("kinds/choice", 0, mode="quiz"), review("kinds/choice", 0, 1)])
    answers = CardBrowser(workspace).answers("kinds/choice")
    assert [(each.rating, each.elapsed, each.practice) for each in answers] == [
        (3, -1, False), (3, 30, False), (3, -1, True), (1, 10, False),
    ]  # fmt: skip
    assert answers[1].stability == pytest.approx(2.3065)
    assert [each.study_day for each in answers] == sorted(each.study_day for each in answers)


def test_a_renamed_card_keeps_its_answers(tmp_path: Path, workspace: Workspace) -> None:
    renamed = deck_of(*KINDS).replace("- id: choice", "- id: city\n    was: [choice]")
    (tmp_path / "deck0.yaml").write_text(renamed, encoding="utf-8")
    library = read_library([tmp_path / "deck0.yaml", tmp_path / "deck1.yaml"])
    other = Workspace(
        library, workspace.history, FixedClock(), ItemLocks(tmp_path / "c"), Settings()
    )
    # Even where, as in a report, the rename has not been written down.
    assert cards(CardBrowser(other), "is:due deck:kinds") == cards(
        CardBrowser(other), "city is:due"
    )
    workspace.history.record_renames(library.renames(), FixedClock().now())
    assert len(CardBrowser(other).answers("kinds/city")) == 2


def test_an_edited_file_is_read_again(tmp_path: Path, workspace: Workspace) -> None:
    browser = CardBrowser(workspace)
    browser.suspend(rows_of(browser, "kind:typed"))
    path = tmp_path / "deck0.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The Seine flows", "The Loire flows"), encoding="utf-8")
    workspace.read_again(str(path))
    browser.refresh()
    assert cards(browser, "loire deck:kinds") == ["kinds/truth"]
    assert cards(browser, "is:suspended") == ["kinds/typed"]
    assert browser.undo()


@pytest.mark.parametrize("broken", ["nothing: [", "format: 1\ndeck: more\ntitle: M\ncards: []\n"])
def test_a_file_broken_by_editing_keeps_its_deck(
    tmp_path: Path, workspace: Workspace, broken: str
) -> None:
    path = tmp_path / "deck0.yaml"
    path.write_text(broken, encoding="utf-8")
    workspace.read_again(str(path))
    assert [deck.id for deck in workspace.library.decks] == ["kinds", "more"]
    path.write_text(deck_of("truth"), encoding="utf-8")
    workspace.read_again(str(path))
    assert len(workspace.library.decks[0].cards) == 1
    assert not workspace.library.diagnostics


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["suspend", "bury", "flag", "reset"]),
        st.sets(st.integers(0, 5), min_size=1).map(sorted),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The decks of these tests."""
    folder = tmp_path_factory.mktemp("decks")
    for number, text in enumerate((deck_of(*KINDS), TWO_GAPS)):
        (folder / f"deck{number}.yaml").write_text(text, encoding="utf-8")
    return read_library(sorted(folder.glob("*.yaml")))


@settings(max_examples=20)
@given(ACTS)
def test_undo_gives_back_progress_and_care_to_the_last_digit(
    tmp_path_factory: pytest.TempPathFactory, library: Library, acts: list[tuple[str, list[int]]]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    with open_quickly(folder / "history.sqlite") as history:
        workspace = Workspace(
            library, history, FixedClock(), ItemLocks(folder / "claims"), Settings()
        )
        history.append([review("kinds/choice", 9), review("kinds/choice", 2, 1)])
        history.append(
            [review("more/gaps/gap1", 9), Draft(FLAG, "more/both", workspace.clock.now())]
        )
        browser = CardBrowser(workspace)
        states = [_state(workspace, browser)]
        for name, rows in acts:
            if getattr(browser, name)(rows).events:
                states.append(_state(workspace, browser))
        assert _state(workspace, CardBrowser(workspace)) == states[-1]
        while browser.undoable:
            states.pop()
            browser.undo()
            assert _state(workspace, browser) == states[-1]
        assert len(states) == 1
        cached = _state(workspace, browser)
        history.rebuild()
        assert _state(workspace, CardBrowser(workspace)) == cached
        undone = [event.target for event in history.events() if event.kind == UNDO]
        assert len(undone) == len(set(undone))


def _state(workspace: Workspace, browser: CardBrowser) -> object:
    browser.read()
    standings = [browser.status(at) for at in range(len(browser.catalogue.rows))]
    orders = [browser.find(browser.parse(""), sort) for sort in Sort]
    answers = {item: browser.answers(item) for item in workspace.library.items}
    return (
        workspace.history.all_progress(),
        workspace.history.all_flags(),
        standings,
        orders,
        answers,
    )

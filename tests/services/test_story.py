"""The story of some decks: its figures agree with the history, and a section can be studied."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from coalition_quiz.core.questions import GaveUp
from coalition_quiz.services.story import read_story, study_request
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.wording.story import describe_recall

from helpers.classroom import make_workspace

DECK = """\
format: 1
deck: rivers
title: Rivers
sources:
  book:
    title: A book
    sections:
      - {title: Rivers, summary: Rivers flow., place: part 1, from: 2014-22}
      - {title: Lakes, summary: Lakes do not., from: 2015, to: 2016-03}
cards:
""" + "".join(
    f"  - {{id: c{n}, truth: Statement {n} stands., answer: true, source: 'book, {place}'}}\n"
    for n, place in enumerate(["part 1", "part 1", "Lakes", "parts 1 and 2", "preface"])
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = make_workspace(tmp_path, DECK)
    with made.history:
        yield made


def answer(workspace: Workspace, item: str) -> None:
    from coalition_quiz.services.workspace import StudyRequest

    study_session = workspace.start_session(StudyRequest(items=(item,)))
    study_session.answer(GaveUp())
    study_session.close()


def test_figures_agree_with_the_history(workspace: Workspace) -> None:
    answer(workspace, "rivers/c0")
    rivers, lakes, others = read_story(workspace)
    assert [len(each.items) for each in (rivers, lakes, others)] == [3, 1, 1]
    assert (rivers.seen, rivers.recall, rivers.due) == (1, 0.0, 1)
    assert (lakes.seen, lakes.recall) == (0, None)
    assert others.section is None
    assert describe_recall(rivers)[1] == "mostly forgotten"
    assert describe_recall(lakes)[1] == "not started"
    # Little says nothing about much.
    assert describe_recall(replace(rivers, recalled=1.0))[1] == "mostly unseen"
    assert describe_recall(replace(rivers, seen=2, recalled=2.0))[1] == "well remembered"
    assert read_story(workspace, ["another"]) == ()


def test_what_is_due_is_studied_first_then_what_is_new(workspace: Workspace) -> None:
    answer(workspace, "rivers/c1")
    rivers = read_story(workspace)[0]
    request = study_request(workspace, rivers.items)
    assert request.items == ("rivers/c1", "rivers/c0", "rivers/c3")
    workspace.record_action("suspend", rivers.items)
    assert study_request(workspace, rivers.items).items == ()
    assert read_story(workspace)[0].due == 0

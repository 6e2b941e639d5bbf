"""A fair reader's table: answers of many subjects, and what they are worth."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coalition_quiz.core.draw_question import confusable_names, draw
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import Context, Entry, ListTask, Outcome, TypedTask
from coalition_quiz.decks import read_deck

from helpers.fairness import GAPS, LISTS, TYPED, Asked, Listed


def asked(question: Asked) -> TypedTask:
    before, _, after = question.prompt.partition("[…]")
    sides = (before, after) if after else ("", "")
    rivals = frozenset(map(normalise, (question.answer, *question.accept, *question.rivals)))
    context = Context(question.prompt, *sides, told=question.why)
    return TypedTask(Entry(question.answer, question.accept), rivals, context)


def rows(kind: str) -> list[object]:
    return [
        pytest.param(question, text, id=f"{question.answer}: {text}")
        for question in (*TYPED, *GAPS)
        for text in getattr(question, kind)
    ]


@pytest.mark.parametrize(("question", "text"), rows("right"))
def test_right_and_not_called_a_typo(question: Asked, text: str) -> None:
    verdict = grade(asked(question), TypedResponse(text))
    assert (verdict.outcome, verdict.note) == (Outcome.RIGHT, "")


@pytest.mark.parametrize(("question", "text"), rows("slips"))
def test_a_slip_passes_with_a_note(question: Asked, text: str) -> None:
    verdict = grade(asked(question), TypedResponse(text))
    assert verdict.outcome is Outcome.RIGHT
    assert verdict.note


@pytest.mark.parametrize(("question", "text"), rows("wrong"))
def test_wrong(question: Asked, text: str) -> None:
    assert grade(asked(question), TypedResponse(text)).outcome is Outcome.WRONG


@pytest.mark.parametrize(("question", "text"), rows("again"))
def test_asked_again(question: Asked, text: str) -> None:
    assert grade(asked(question), TypedResponse(text)).outcome is Outcome.UNREADABLE


def listed(question: Listed) -> ListTask:
    rivals = frozenset(map(normalise, question.answer))
    entries = tuple(map(Entry, question.answer))
    return ListTask(entries, question.need, rivals, Context(question.prompt))


@pytest.mark.parametrize(
    ("question", "lines", "outcome"),
    [
        pytest.param(question, lines, Outcome(kind), id=f"{kind}: {' + '.join(lines)}")
        for question in LISTS
        for kind in ("right", "partly", "wrong")
        for lines in getattr(question, kind)
    ],
)
def test_lists(question: Listed, lines: tuple[str, ...], outcome: Outcome) -> None:
    assert grade(listed(question), ListResponse(lines)).outcome is outcome


_ALL = [(question, text) for question in (*TYPED, *GAPS) for text in question.right]


@given(
    st.sampled_from(_ALL),
    st.sampled_from(
        [
            "not {}",
            "{} or {}",
            "no {}",
            "{}, not {}",
            "all but {}",
            "{} but not {}",
            "neither {}",
            "either {} or {}",
            "anything but {}",
            "{} without {}",
            "{}, {}",
            "{} / {}",
            "{} ({})",
            "{} instead of {}",
        ]
    ),
    st.sampled_from(["Zanzibar", "Hephaestus", "quartz"]),
)
def test_a_contradiction_is_never_right(row: tuple[Asked, str], form: str, other: str) -> None:
    question, text = row
    # A place that the program does not know is believed to lie where it is said to.
    assume(other != "Zanzibar" or form not in {"{}, {}", "{} ({})"})
    said = form.format(text, other)
    assert grade(asked(question), TypedResponse(said)).outcome is not Outcome.RIGHT


ROOT = Path(__file__).parents[3]
NEAR_MISSES = ROOT.parent / "shared" / "data" / "near-misses.tsv"


@pytest.mark.skipif(not NEAR_MISSES.exists(), reason="the table of near misses is not here")
def test_no_near_miss_is_right() -> None:
    asks = {}
    for file in sorted((ROOT / "decks").glob("*.yaml")):
        deck = read_deck(file).deck
        assert deck is not None
        rivals = confusable_names(deck)
        asks.update({item.id: draw(item, 1, rivals).task for item in items_of(deck)})
    lines = NEAR_MISSES.read_text(encoding="utf-8").splitlines()
    graded = 0
    for line in lines:
        name, _, text = line.partition("\t")
        task = asks.get(f"coalition-{name}")
        if task is None or line.startswith("#"):
            continue
        said = (
            ListResponse(tuple(text.split(" | ")))
            if isinstance(task, ListTask)
            else TypedResponse(text)
        )
        try:
            verdict = grade(task, said)
        except TypeError:
            continue  # the item is now of another kind
        graded += 1
        assert verdict.outcome is not Outcome.RIGHT, line
    assert graded

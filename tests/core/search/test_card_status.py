"""How cards stand, and the texts of theirs that are searched and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.scheduling.fsrs import (
    Memory,
    forgetting_curve,
    retrievability,
)
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.scheduling.queue import QueueLimits, QueueOptions, build_queue
from coalition_quiz.core.scheduling.recall import recall_ahead
from coalition_quiz.core.search.card_status import CardRow, ItemFacts, Status, card_status, state_of
from coalition_quiz.core.search.query import haystack, search_form
from coalition_quiz.decks import read_text

TODAY = 19_680
HEAD = "format: 1\ndeck: d\ntitle: D\ncards:\n  - id: c\n    "
GAPS = "cloze: The [Loire] and the [Rhône]."


def row_of(card: str) -> CardRow:
    """A card of a deck of its own."""
    deck = read_text(HEAD + card, "d.yaml").deck
    assert deck is not None
    return CardRow(deck, deck.cards[0])


def stood(due: int, last: int = TODAY - 9, stability: float = 5.0, told: str = "") -> Progress:
    """A reviewed item."""
    return Progress(Memory(stability, 5.0, last), due, last, 3, 2, 3, (1, 1, "a", 1), told)


@pytest.mark.parametrize(
    ("progress", "flags", "state"),
    [
        ({}, {}, "new"),
        ({1: stood(TODAY)}, {}, "due"),
        ({1: stood(TODAY + 1)}, {}, "new"),
        ({1: stood(TODAY + 1), 2: stood(TODAY + 9)}, {}, "waiting"),
        ({1: stood(TODAY), 2: stood(TODAY)}, {1: ItemFlags(suspended=True)}, "due"),
        ({1: stood(TODAY), 2: stood(TODAY + 1)}, {1: ItemFlags(suspended=True)}, "waiting"),
        ({}, {1: ItemFlags(suspended=True)}, "new"),
        ({}, {1: ItemFlags(suspended=True), 2: ItemFlags(suspended=True)}, "suspended"),
        (
            {1: stood(TODAY)},
            {1: ItemFlags(suspended=True), 2: ItemFlags(suspended=True)},
            "suspended",
        ),
        (
            {1: stood(TODAY), 2: stood(TODAY)},
            {n: ItemFlags(buried_until=TODAY + 1) for n in (1, 2)},
            "buried",
        ),
        (
            {1: stood(TODAY), 2: stood(TODAY)},
            {n: ItemFlags(buried_until=TODAY) for n in (1, 2)},
            "due",
        ),
    ],
)
def test_a_card_has_its_most_urgent_state(
    progress: dict[int, Progress], flags: dict[int, ItemFlags], state: str
) -> None:
    known = ItemFacts(
        {f"d/c/gap{n}": each for n, each in progress.items()},
        {f"d/c/gap{n}": each for n, each in flags.items()},
        TODAY,
    )
    assert state_of(card_status(row_of(GAPS), known)) == state


def test_a_card_has_the_worst_of_its_items() -> None:
    weak, strong = stood(TODAY + 3, TODAY - 2, 4.0), stood(TODAY + 40, TODAY - 2, 60.0)
    stands = card_status(row_of(GAPS), ItemFacts({"d/c/gap1": strong, "d/c/gap2": weak}, {}, TODAY))
    assert (stands.due_day, stands.stability, stands.weakest) == (TODAY + 3, 4.0, weak)
    assert stands.faded == 0.5


def test_changed_items_are_due() -> None:
    row = row_of("truth: It is so.\n    answer: true\n    changed: {on: 2023-05, was: no}")
    later = stood(TODAY + 40)
    before = card_status(row, ItemFacts({"d/c": later}, {}, TODAY))
    assert state_of(before) == "changed"
    assert before.marks & Status.DUE
    told = card_status(row, ItemFacts({"d/c": stood(TODAY + 40, told="2023-05")}, {}, TODAY))
    assert state_of(told) == "waiting"
    assert told.marks == Status.CHANGED


def test_a_retired_card_is_neither_due_nor_new_nor_stale() -> None:
    row = row_of(
        "truth: It is so.\n    answer: true\n    review_by: 2001\n"
        "    retired: {on: 2023, why: Gone.}"
    )
    for progress in ({}, {"d/c": stood(TODAY)}):
        stands = card_status(row, ItemFacts(progress, {}, TODAY))
        assert (stands.marks, stands.due_day, state_of(stands)) == (Status.RETIRED, None, "retired")


@pytest.mark.parametrize(
    ("by", "stale"), [("2023-11-18", True), ("2023-11-19", False), ("2023", False)]
)
def test_a_card_is_stale_once_the_last_day_of_its_date_has_passed(by: str, stale: bool) -> None:
    row = row_of(f"truth: It is so.\n    answer: true\n    review_by: {by}")
    assert bool(card_status(row, ItemFacts({}, {}, TODAY)).marks & Status.STALE) is stale


CARES = st.builds(ItemFlags, st.booleans(), st.sampled_from([0, TODAY, TODAY + 1]), st.booleans())
PROGRESS = st.none() | st.builds(
    stood, st.integers(TODAY - 5, TODAY + 5), told=st.sampled_from(["", "2023"])
)


@given(PROGRESS, CARES, st.booleans())
def test_due_and_new_match_the_queue(
    progress: Progress | None, flags: ItemFlags, new: bool
) -> None:
    changed = "\n    changed: {on: 2023, was: no}" if new else ""
    row = row_of("truth: It is so.\n    answer: true" + changed)
    known = {"d/c": progress} if progress else {}
    stands = card_status(row, ItemFacts(known, {"d/c": flags}, TODAY))
    resting = {"d/c"} if flags.rests(TODAY) else set()
    options = QueueOptions(resting, {"d/c": "2023"} if new else {})
    asked = build_queue(["d/c"], known, TODAY, QueueLimits(9, siblings=True), options)
    assert bool(asked) == bool(stands.marks & (Status.DUE | Status.NEW))
    assert bool(stands.marks & Status.NEW) == bool(asked and progress is None)


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        ("front: F?\n    back: B", ("B",)),
        ("choice: F?\n    answer: [A, B]\n    wrong: [C]", ("A", "B")),
        ("truth: F.\n    answer: no", ("False",)),
        ("typed: F?\n    answer: A\n    accept: [B, C]", ("A (or B, C)",)),
        ("number: F?\n    answer: 1,500\n    within: 5%\n    unit: km", ("1,500 km, within 5%",)),
        ("number: F?\n    answer: 1,500\n    within: 300", ("1,500, within 300",)),
        ("number: F?\n    answer: 7", ("7",)),
        ("date: F?\n    answer: 2014-22", ("summer of 2014",)),
        ("order: F\n    answer: [A, B]", ("A", "B")),
        ("match: F\n    pairs: {A: B, C: D}", ("A – B", "C – D")),
        ("list: F\n    answer: [A, [B, C]]", ("A", "B (or C)")),
        ("cloze: The [A] and [B|hint].", ("A", "B")),
    ],
)
def test_the_answer_of_every_kind(card: str, answers: tuple[str, ...]) -> None:
    row = row_of(card)
    assert row.card.body.answer_lines == answers
    hay = haystack(row.deck, row.card)
    assert "d/c" in hay
    assert all(search_form(answer.split(" (or ")[0].split(" – ")[0]) in hay for answer in answers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élysée", "elysee"),
        ("L’État — c’est moi", "l'etat - c'est moi"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "STRASSE"),
        ("a\u00a0b\n c", "a b c"),
        ("ﬁne", "fine"),
        ("بَغْدَاد", "بغداد"),
        ("al\u200b-Aaraji", "al-aaraji"),
    ],
)
def test_forms_that_are_searched_alike(one: str, other: str) -> None:
    assert search_form(one) == search_form(other)


@given(st.text())
def test_a_search_form_is_its_own(text: str) -> None:
    assert search_form(search_form(text)) == search_form(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_word_of_a_text_is_found_in_it(one: str, other: str) -> None:
    form = search_form(f"{one} {other}")
    assert all(word in form for word in search_form(other).split())


@given(st.floats(0.1, 3000), st.integers(TODAY - 400, TODAY + 3), st.integers(2, 120))
def test_a_curve_falls_from_one_and_agrees_with_the_figures(s: float, last: int, n: int) -> None:
    memory = Memory(s, 5.0, last)
    drawn = forgetting_curve(memory, TODAY, n)
    assert len(drawn.points) == n
    assert drawn.points[0] == 1.0
    assert list(drawn.points) == sorted(drawn.points, reverse=True)
    assert drawn.points[-1] == retrievability(memory, max(TODAY, last) + 90)
    assert 0 <= drawn.place_of(max(TODAY, last)) <= 1
    known = stood(last + 1, last, s)
    assert recall_ahead(known, TODAY)[0] == retrievability(memory, TODAY)

"""Naming the items of a list, one at a time."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.grading import lists
from coalition_quiz.core.grading.lists import EntryCheck, EntryStatus, check_entry, entries_in
from coalition_quiz.core.grading.normalise import normalise, words_of
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.questions import Entry, ListTask, Outcome, Part, Verdict

RIGHT, PARTLY, WRONG, UNREADABLE = Outcome

MEMBERS = ListTask(
    (
        Entry("Saudi Arabia"),
        Entry("United Arab Emirates", ("UAE",)),
        Entry("Morocco"),
        Entry("Jordan"),
        Entry("Bahrain"),
        Entry("Qatar"),
    ),
    need=3,
)
ALIKE = ListTask((Entry("Iceland"), Entry("Ireland")), need=2)


@pytest.mark.parametrize(
    ("before", "text", "check"),
    [
        pytest.param((), "qatar", EntryCheck(EntryStatus.ACCEPTED, "Qatar"), id="an entry"),
        pytest.param(
            (), "uae", EntryCheck(EntryStatus.ACCEPTED, "United Arab Emirates"), id="a variant"
        ),
        pytest.param(
            (),
            "Morroco",
            EntryCheck(EntryStatus.ACCEPTED, "Morocco", "A small typo. It is spelt “Morocco”."),
            id="the wrong letter doubled",
        ),
        pytest.param(
            (),
            "Moroco",
            EntryCheck(EntryStatus.ACCEPTED, "Morocco", "A small typo. It is spelt “Morocco”."),
            id="a typo",
        ),
        pytest.param(
            ("Qatar",),
            "qatar!",
            EntryCheck(EntryStatus.DUPLICATE, "Qatar", "You already have that one."),
            id="a repeat",
        ),
        pytest.param(
            ("United Arab Emirates",),
            "UAE",
            EntryCheck(EntryStatus.DUPLICATE, "United Arab Emirates", "You already have that one."),
            id="a repeat in another spelling",
        ),
        pytest.param(("Narnia",), "Iran", EntryCheck(EntryStatus.UNKNOWN), id="no entry"),
        pytest.param(
            (),
            " ",
            EntryCheck(EntryStatus.UNREADABLE, note="Type an answer."),
            id="nothing",
        ),
    ],
)
def test_an_entry_is_checked_at_once(before: tuple[str, ...], text: str, check: EntryCheck) -> None:
    assert check_entry(MEMBERS, before, text) == check


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("Belgium, Netherlands, Luxembourg", ("Belgium", "Netherlands", "Luxembourg")),
        ("Qatar; Jordan", ("Qatar", "Jordan")),
        ("Qatar\nJordan", ("Qatar", "Jordan")),
        ("Qatar & Jordan / Morocco", ("Qatar", "Jordan", "Morocco")),
        ("1. Qatar 2. Jordan", ("Qatar", "Jordan")),
        ("- Qatar", ("Qatar",)),
        ("both Qatar and Jordan", ("Qatar", "Jordan")),
        ("Qatar, Bosnia and Herzegovina", ("Qatar", "Bosnia and Herzegovina")),
        ("Iran, Iraq,", ("Iran", "Iraq")),
        ("Qatar", ("Qatar",)),
        (", ,", (", ,",)),
    ],
)
def test_several_on_one_line_are_taken_apart(line: str, entries: tuple[str, ...]) -> None:
    assert entries_in(MEMBERS, line) == entries
    verdict = grade(MEMBERS, ListResponse((line,)))
    assert verdict == grade(MEMBERS, ListResponse(entries))


def test_what_belongs_to_an_entry_is_not_taken_apart() -> None:
    names = ("Trinidad and Tobago", "Washington, D.C.", "AC/DC")
    task = ListTask(tuple(map(Entry, names)), 3)
    for name in names:
        assert entries_in(task, name) == (name,)
    line = "Trinidad and Tobago, Washington, D.C. and AC/DC"
    assert entries_in(task, line) == names


def test_an_entry_may_hold_a_comma_or_end_in_one() -> None:
    task = ListTask((Entry("Congo, Republic of the"), Entry("Qatar")), 2)
    assert check_entry(task, (), "congo, republic of the").standing is EntryStatus.ACCEPTED
    assert check_entry(task, (), "Qatar,").standing is EntryStatus.ACCEPTED
    assert check_entry(task, (), "Iran,").standing is EntryStatus.UNKNOWN


@pytest.mark.parametrize(
    "text", ["in Jordan", "Jordan (Jordan)", "UAE (United Arab Emirates)", "al-Bahrain", "Moroco"]
)
def test_an_entry_is_found_as_a_short_answer_is(text: str) -> None:
    assert check_entry(MEMBERS, (), text).standing is EntryStatus.ACCEPTED


def test_a_weekday_of_a_list_may_be_cut_short() -> None:
    assert check_entry(ListTask((Entry("Tuesday"),), 1), (), "Tue").entry == "Tuesday"


def test_a_list_of_thousands_is_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["".join(letters) for letters in product("abcdefghij", repeat=4)]
    task = ListTask(tuple(Entry(f"{name}{name}") for name in names), len(names))
    check_entry(task, (), "none of them")
    folded: list[str] = []

    def counted(text: str) -> tuple[str, ...]:
        folded.append(text)
        return words_of(text)

    monkeypatch.setattr(lists, "words_of", counted)
    for text in ("abcdabcd", "abcdabdc", "abcdefgh"):
        check_entry(task, [entry.text for entry in task.entries[:20]], text)
    assert len(folded) < 200


def test_entries_are_told_apart() -> None:
    assert check_entry(ALIKE, (), "Ireland").entry == "Ireland"
    assert check_entry(ALIKE, (), "Ieland").standing is EntryStatus.UNKNOWN


def test_a_spelling_of_two_entries_names_the_one_that_is_missing() -> None:
    task = ListTask((Entry("DR Congo", ("Congo",)), Entry("Congo-Brazzaville", ("Congo",))), 2)
    assert grade(task, ListResponse(("Congo", "Congo"))).outcome is RIGHT


@pytest.mark.parametrize(
    ("named", "outcome"),
    [
        pytest.param(("Qatar", "Jordan", "Bahrain"), RIGHT, id="as many as needed"),
        pytest.param(("Qatar", "UAE", "Bahrain", "Morocco"), RIGHT, id="more than needed"),
        pytest.param(("Qatar", "Iran", "Jordan", "Bahrain"), RIGHT, id="a wrong one among them"),
        pytest.param(
            ("Iran", "Russia", "China", "Qatar", "Jordan", "Bahrain"), RIGHT, id="as many wrong"
        ),
        pytest.param(
            ("Iran", "Russia", "China", "India", "Qatar", "Jordan", "Bahrain"),
            PARTLY,
            id="more wrong than right",
        ),
        pytest.param(
            ("Iran", "iran", "IRAN", "Iran.", "Qatar", "Jordan", "Bahrain"),
            RIGHT,
            id="a wrong one repeated counts once",
        ),
        pytest.param(("Qatar", "qatar", "QATAR"), PARTLY, id="one entry three times"),
        pytest.param(("Qatar", "Jordan"), PARTLY, id="too few"),
        pytest.param(("Iran", "Russia"), WRONG, id="none of them"),
        pytest.param((), UNREADABLE, id="nothing named"),
        pytest.param(("", " ", "?"), UNREADABLE, id="nothing but blanks"),
        pytest.param(("", "Qatar", " ", "Jordan", "Bahrain"), RIGHT, id="blanks in between"),
    ],
)
def test_naming(named: tuple[str, ...], outcome: Outcome) -> None:
    assert grade(MEMBERS, ListResponse(named)).outcome is outcome


def test_the_parts_of_a_list() -> None:
    task = ListTask((Entry("Qatar"), Entry("Morocco"), Entry("Jordan")), need=3)
    verdict = grade(task, ListResponse(("Iran", "iran.", "Moroco", "Qatar", "qatar")))
    assert verdict.parts == (
        Part("Iran", right=False),
        Part("Moroco", right=True, expected="Morocco"),
        Part("Qatar", right=True),
        Part("", right=False, expected="Jordan"),
    )
    assert verdict.answer == ("Qatar", "Morocco", "Jordan")


def test_what_was_not_needed_was_not_missed() -> None:
    parts = grade(MEMBERS, ListResponse(("Qatar", "Jordan", "Bahrain"))).parts
    assert [part.given for part in parts] == ["Qatar", "Jordan", "Bahrain"]


_ENTRIES = st.lists(
    st.text(min_size=1).filter(normalise), min_size=1, max_size=6, unique_by=normalise
)


@given(_ENTRIES, st.randoms(use_true_random=False))
def test_the_answer_itself_is_right_in_any_order(names: list[str], chance: object) -> None:
    task = ListTask(tuple(map(Entry, names)), len(names))
    chance.shuffle(names)  # type: ignore[attr-defined]
    assert grade(task, ListResponse(tuple(names))).outcome is RIGHT


@given(st.text(st.sampled_from("Qatr ,;/&|\nand1.-()"), max_size=30))
def test_taking_a_line_apart_loses_nothing(line: str) -> None:
    kept = normalise("".join(entries_in(MEMBERS, line)))
    for word in re.findall(r"[Qatrnd]{4,}", line):
        assert normalise(word) in kept


@given(
    st.lists(st.sampled_from(["Qatar", "Jordan", "Iran", "Peru", "Moroco"]), min_size=1, max_size=4)
)
def test_a_line_is_worth_what_its_entries_are(entries: list[str]) -> None:
    for between in (", ", "; ", " and ", " & ", " / ", "\n"):
        line = between.join(entries)
        assert entries_in(MEMBERS, line) == tuple(entries)


@given(st.lists(st.text(max_size=40), max_size=5), st.text(max_size=80))
def test_any_text_can_be_named(before: list[str], text: str) -> None:
    assert isinstance(check_entry(MEMBERS, before, text), EntryCheck)
    assert isinstance(grade(MEMBERS, ListResponse((*before, text))), Verdict)

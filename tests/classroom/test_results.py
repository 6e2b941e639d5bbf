"""Sheets are graded as the app grades, problems get a sentence, and the figures follow."""

import csv
import io
import json

import msgspec
import pytest

from coalition_quiz.classroom.answer_sheets import LARGEST, read_handed_in
from coalition_quiz.classroom.class_test import accept_answer
from coalition_quiz.classroom.reports import (
    gradebook,
    results_as_html,
    results_as_json,
    results_as_text,
    slips,
)
from coalition_quiz.classroom.results import grade_class, without_typed_texts
from coalition_quiz.core.days import moment
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds import AnyResponse
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.quiz import QuizTerms, answer_question, begin_quiz, go_to, hand_in
from coalition_quiz.core.sessions.quiz_results import quiz_result
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria, is_graded, select_questions
from coalition_quiz.decks import read_text

from helpers.class_test import DECK, every_kind, handed_in, key_of, sheet

RIGHT = {
    "choice": {"type": "picked", "options": ["Paris"]},
    "several": {"type": "picked", "options": ["Nice", "Marseille"]},
    "truth": {"type": "judged", "answer": True},
    "typed": {"type": "wrote", "text": "paris"},
    "number": {"type": "wrote", "text": "777 km"},
    "date": {"type": "wrote", "text": "November 1993"},
    "order": {"type": "arranged", "rows": ["Lille", "Paris", "Lyon", "Marseille"]},
    "match": {
        "type": "joined",
        "pairs": [["Paris", "Seine"], ["Lyon", "Rhône"], ["Nantes", "Loire"]],
    },
    "list": {"type": "named", "entries": ["Nice", "Toulon"]},
    "cloze": {"type": "wrote", "text": "the Seine"},
}
OTHER = {
    "choice": {"type": "picked", "options": ["Lyon"]},
    "several": {"type": "picked", "options": ["Nice"]},
    "truth": {"type": "judged", "answer": False},
    "typed": {"type": "wrote", "text": "Lyon"},
    "number": {"type": "wrote", "text": "12"},
    "date": {"type": "wrote", "text": "December 1994"},
    "order": {"type": "arranged", "rows": ["Lille", "Paris", "Marseille", "Lyon"]},
    "match": {
        "type": "joined",
        "pairs": [["Paris", "Seine"], ["Lyon", "Loire"], ["Nantes", "Rhône"]],
    },
    "list": {"type": "named", "entries": ["Nice", "Nantes"]},
    "cloze": {"type": "wrote", "text": "Loire"},
}


@pytest.mark.parametrize("script", [RIGHT, OTHER], ids=["right", "other"])
def test_a_script_gets_the_verdicts_of_the_app(script: dict[str, dict[str, object]]) -> None:
    test = every_kind()
    pupil = grade_class(test, handed_in(test, P01=script)).pupils[0]
    deck = read_text(DECK, "kinds.yaml").deck
    assert deck is not None
    items = [item for item in items_of(deck) if is_graded(item)]
    now = moment(1_700_474_400_000, 0, 240)
    quiz = begin_quiz(select_questions(items, 7, QuizCriteria(count=99)), QuizTerms(7), now)
    for at, question in enumerate(quiz.questions):
        response = msgspec.convert(script[question.item.card.id], AnyResponse)
        quiz = answer_question(go_to(quiz, at, now), response, now)
    lines = quiz_result(hand_in(quiz, now)).lines
    assert [mark.outcome for mark in pupil.marks] == [line.outcome for line in lines]
    assert [mark.given for mark in pupil.marks] == [line.given for line in lines]
    assert pupil.score == (len(lines) if script is RIGHT else 0)


def test_every_kind_of_bad_input_gets_its_sentence() -> None:
    test, other = every_kind(), every_kind(seed=8)
    good = sheet(test, "P01", RIGHT)
    table = [
        (b"", "The file is empty."),
        (b"   \n", "The file is empty."),
        (good[: len(good) // 2], "The answers are damaged or only a part of them. Ask for the"),
        (b"Dear teacher, here it is", "The file holds no answers of a test."),
        (b'{"score": 3}', "The file holds no answers of a test."),
        (b"{" * 200_000, "The file holds no answers of a test."),
        (b'{"a":' * 100_000, "The file holds no answers of a test."),
        (b"\x00\x01\x02PK", "The file is not text, so it holds no answers."),
        (b" " * (LARGEST + 1), "The file is larger than 4 MB, so it was not read."),
        (sheet(test, "", RIGHT), "The sheet has no valid code: letters, digits and hyphens"),
        (sheet(test, "=HYPERLINK(1)", RIGHT), "The sheet has no valid code"),
        (sheet(test, "\x1b[2J", RIGHT), "The sheet has no valid code"),
        (sheet(other, "P01", RIGHT), "P01 answered another test, or another drawing of this one."),
        (good.replace(b"answers 1", b"answers 2"), "The file is not one that the test's page"),
        (b"code,question,points\nP01,q01,1\n", "The first row must be `code,question,answer`"),
    ]
    for data, sentence in table:
        found = read_handed_in(test, "file", data)
        assert found.problems[0].text.startswith(sentence), data[:40]
        assert not found.sheets
    everything = [read_handed_in(test, "bad", data) for data, _ in table]
    result = grade_class(test, [*everything, read_handed_in(test, "good", good)])
    assert [(pupil.code, pupil.score) for pupil in result.pupils] == [("P01", len(test.questions))]
    assert len(result.problems) == len(table)


def test_half_of_a_character_is_graded_like_any_other() -> None:
    """A browser saves one if a pupil's emoji was cut in two."""
    test = every_kind()
    answers = RIGHT | {"typed": {"type": "wrote", "text": "Paris \ud83d"}}
    found = read_handed_in(test, "file", sheet(test, "P01", answers, saved="\udc00"))
    pupil = grade_class(test, [found]).pupils[0]
    given = {mark.key: mark.given for mark in pupil.marks}
    assert given[key_of(test, "typed")] == ("Paris \ufffd",)
    assert results_as_json(grade_class(test, [found])).encode()


@pytest.mark.parametrize("cell", [f"{'9' * 4_400}A", "1" * 2_500 + " " * 2_500])
def test_a_cell_of_many_digits_gets_a_sentence(cell: str) -> None:
    test = every_kind()
    table = f"code,question,answer\nP01,{key_of(test, 'match')},{cell}\n"
    (problem,) = read_handed_in(test, "file", table.encode()).problems
    assert "cannot be read" in problem.text


def test_several_sheets_in_one_pasted_text() -> None:
    test = every_kind()
    text = b"Hello,\n" + sheet(test, "p01", RIGHT) + b"\n\nregards {:\n"
    both = sheet(test, "P02", OTHER) + b"\n" + text
    found = read_handed_in(test, "mail.txt", both)
    assert [each.code for each in found.sheets] == ["P02", "P01"]


def test_the_sheet_saved_last_counts() -> None:
    test = every_kind()
    late = sheet(test, "P01", RIGHT, saved="2023-11-20T11:00:00Z")
    early = sheet(test, "P01", OTHER, saved="2023-11-20T10:00:00Z")
    files = [read_handed_in(test, name, data) for name, data in (("a", late), ("b", early))]
    result = grade_class(test, files)
    assert result.pupils[0].score == len(test.questions)
    assert [each.text for each in result.problems] == [
        "P01 handed in more than once. The sheet saved last counts."
    ]
    twice = [read_handed_in(test, name, late) for name in ("a", "b")]
    assert grade_class(test, twice).problems == ()


def test_an_answer_that_no_page_could_save_counts_as_wrong() -> None:
    test = every_kind()
    bad = RIGHT | {
        "choice": {"type": "picked", "options": ["Berlin"]},
        "order": {"type": "arranged", "rows": ["Lille"]},
        "truth": {"type": "wrote", "text": "true"},
        "typed": {"type": "sung"},
    }
    result = grade_class(test, handed_in(test, P01=bad))
    marks = {mark.key: mark for mark in result.pupils[0].marks}
    for card in ("choice", "order", "truth"):
        assert marks[key_of(test, card)].outcome is Outcome.WRONG
    assert marks[key_of(test, "typed")].outcome is None
    assert [each.text for each in result.problems] == ["P01: 1 answers cannot be read."]


def test_marks_and_answers_from_paper() -> None:
    test = every_kind(versions=2)
    version = test.version_for("P02")
    key = {card: key_of(test, card) for card in RIGHT}

    def letter(card: str, text: str) -> str:
        return chr(ord("A") + version.layouts[key[card]].index(text))

    rows = [
        ["P02", key["choice"], letter("choice", "Paris")],
        ["P02", key["several"], f"{letter('several', 'Nice')} {letter('several', 'Marseille')}"],
        ["P02", key["truth"], "True"],
        ["P02", key["typed"], "Paris"],
        ["P02", key["number"], "777"],
        ["P02", key["date"], "November 1993"],
        ["P02", key["order"], "".join(letter("order", row) for row in RIGHT["order"]["rows"])],
        ["P02", key["list"], "Nice; Toulon"],
        ["P02", key["cloze"], "Seine"],
    ]
    lefts = test.task_of(test.by_key[key["match"]]).lefts  # type: ignore[attr-defined]
    pairs = dict(RIGHT["match"]["pairs"])
    match = " ".join(f"{at}{letter('match', pairs[left])}" for at, left in enumerate(lefts, 1))
    rows.append(["P02", key["match"], match])
    for separator in ",;\t":
        text = io.StringIO()
        csv.writer(text, delimiter=separator).writerows([["code", "question", "answer"], *rows])
        found = read_handed_in(test, "paper.csv", text.getvalue().encode("utf-8-sig"))
        assert found.problems == ()
        assert grade_class(test, [found]).pupils[0].score == len(test.questions)
    marks = (
        *("Code,Question,Mark", f"p03,{key['typed']},right", f"P03,{key['date']},0"),
        *("P03,q99,1", f"P03,{key['list']},maybe"),
    )
    found = read_handed_in(test, "marks.csv", "\n".join(marks).encode())
    assert [each.text for each in found.problems] == [
        "The test has no question q99.",
        f"The mark of {key['list']} must be `right` or `wrong`.",
    ]
    assert grade_class(test, [found]).pupils[0].score == 1


@pytest.mark.parametrize(
    ("card", "text"),
    [
        *(("choice", "Z"), ("choice", "Berlin"), ("order", "AB"), ("truth", "perhaps")),
        *(("match", "1A 1B"), ("match", "9Z"), ("match", "Seine")),
    ],
)
def test_an_answer_on_paper_that_cannot_be_read(card: str, text: str) -> None:
    test = every_kind()
    data = f"code,question,answer\nP01,{key_of(test, card)},{text}\n"
    found = read_handed_in(test, "paper.csv", data.encode())
    assert len(found.problems) == 1
    assert "cannot be read: write" in found.problems[0].text


def test_accepting_an_answer_regrades_everything() -> None:
    test = every_kind()
    script = RIGHT | {"typed": {"type": "wrote", "text": "Panam"}}
    files = handed_in(test, P01=script, P02=script)
    assert [each.score for each in grade_class(test, files).pupils] == [9, 9]
    accepted = accept_answer(test, key_of(test, "typed"), "panam")
    assert [each.score for each in grade_class(accepted, files).pupils] == [10, 10]


def _a_class() -> tuple[object, ...]:
    test = every_kind(pupils=4, versions=2)
    hostile = RIGHT | {"typed": {"type": "wrote", "text": "<script>\x1b[31m =1+1\u202e"}}
    return test, grade_class(test, handed_in(test, P01=RIGHT, P02=OTHER, P03=hostile))


def test_reports_show_what_was_found_and_no_raw_text() -> None:
    test, result = _a_class()
    text = results_as_text(result)  # type: ignore[arg-type]
    assert "3 pupils, 10 questions. Mean 6.3" in text
    assert "Small group: these figures say little." in text
    assert "Nothing from: P04" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    page = results_as_html(result)  # type: ignore[arg-type]
    assert "<script" not in page
    assert "\x1b" not in page
    told = slips(test, result)  # type: ignore[arg-type]
    assert told.count('class="slip"') == 3
    assert "Right answer: Paris" in told
    rows = list(csv.reader(io.StringIO(gradebook(result))))  # type: ignore[arg-type]
    assert [row[:6] for row in rows[1:]] == [
        ["P01", "A", "10", "10", "100", "10"],
        ["P02", "B", "0", "10", "0", "10"],
        ["P03", "A", "9", "10", "90", "10"],
    ]
    data = json.loads(results_as_json(result))  # type: ignore[arg-type]
    assert [pupil["score"] for pupil in data["pupils"]] == [10, 0, 9]
    assert data["questions"][0]["figures"]["facility"] == pytest.approx(2 / 3)


def test_only_verdicts() -> None:
    _, result = _a_class()
    shown = results_as_json(without_typed_texts(result), verdicts_only=True)  # type: ignore[arg-type]
    assert "=1+1" not in shown
    assert '"text": "Lyon", "right": false, "chosen": 1' in " ".join(shown.split())
    assert [each["score"] for each in json.loads(shown)["pupils"]] == [10, 0, 9]


def test_distractors_by_thirds() -> None:
    test = every_kind()
    weak = {card: OTHER[card] for card in ("choice", "truth")}
    sheets = {f"P{at:02}": RIGHT for at in range(1, 5)} | {f"P{at:02}": weak for at in range(5, 7)}
    result = grade_class(test, handed_in(test, **sheets))
    choice = next(each for each in result.questions if each.key == key_of(test, "choice"))
    chosen = {each.text: (each.chosen, each.lower, each.upper) for each in choice.options}
    assert chosen["Paris"] == (4, 0, 2)
    assert chosen["Lyon"] == (2, 2, 0)
    typed = next(each for each in result.questions if each.key == key_of(test, "typed"))
    assert (typed.unanswered, typed.wrong) == (2, ())

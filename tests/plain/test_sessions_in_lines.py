"""Sessions by lines: rating, undo, care, commands, the report, leaving, and what is not saved."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.events import UNDO, Draft
from coalition_quiz.history.history import History
from coalition_quiz.services.workspace import StudyRequest, Workspace

from helpers.classroom import CARDS, HEAD, deck_of, make_workspace
from helpers.spoken import Heard, Talk

TWO = deck_of("truth", "typed")


@pytest.fixture
def workspaces(tmp_path: Path) -> Iterator[Any]:
    """Makes desks of deck texts, each with a history of its own unless one is shared."""
    made: list[Workspace] = []

    def make(*decks: str, history: str = "") -> Workspace:
        folder = tmp_path / (history or str(len(made)))
        folder.mkdir(exist_ok=True)
        made.append(make_workspace(folder, *decks))
        return made[-1]

    yield make
    for workspace in made:
        workspace.history.close()


def kinds_of(talk: Talk) -> list[str]:
    return [event.kind for event in talk.events]


DIGITS = [("１", 1), ("٢", 2), ("३", 3), ("④", 4), ("𝟒", 4)]


@pytest.mark.parametrize(
    ("typed", "rating"), [("", 3), ("1", 1), ("2", 2), ("3", 3), ("4", 4), *DIGITS]
)
def test_ratings(workspaces: Any, typed: str, rating: int) -> None:
    workspace = workspaces(TWO)
    talk = Talk(workspace, "t", typed)
    assert "Enter: Good, next in 2 days.\n1 to 4: choose another rating.\n" in talk.text
    assert workspace.history.progress("kinds/truth").last_rating == rating
    assert "Question 2." in talk.text


@pytest.mark.parametrize("typed", ["i", ":i", "right", ":right", "ｉ", "：ｒｉｇｈｔ"])
def test_i_was_right(workspaces: Any, typed: str) -> None:
    workspace = workspaces(deck_of("typed"))
    talk = Talk(workspace, "Capital City", typed)
    assert "Enter: continue, asked again today.\ni: I was right, next in 2 days." in talk.text
    assert talk.ratings == [1, 3]
    assert kinds_of(talk) == ["review", "undo", "accept", "review"]
    assert workspace.history.accepted("kinds/typed") == ("Capital City",)


def test_right_and_given_up_answers_cannot_be_protested(workspaces: Any) -> None:
    talk = Talk(workspaces(TWO), "t", "i", "", ":show", "i", "")
    assert "I was right" not in talk.text
    assert "Press Enter, or type 1, 2, 3 or 4. Type ? for help." in talk.text
    assert "Press Enter to continue. Type ? for help." in talk.text
    assert talk.ratings == [3, 1]


def test_only_available_ratings_are_accepted(workspaces: Any) -> None:
    talk = Talk(workspaces(deck_of("truth")), "f", "1", "4", ":right", "?", "")
    assert talk.text.count("Press Enter to continue.") == 3
    assert "Unknown command :right." in talk.text
    assert "or :right." not in talk.text
    assert "Again:" not in talk.text
    assert talk.ratings == [1]


@pytest.mark.parametrize("typed", ["5", "0", "good", ":hint", "t", "11"])
def test_other_words_rate_nothing(workspaces: Any, typed: str) -> None:
    talk = Talk(workspaces(TWO), "t", typed)
    assert talk.text.count("Rating: ") == 2
    assert talk.ratings == [3]


def test_undo_of_an_answer_asks_it_again(workspaces: Any) -> None:
    workspace = workspaces(TWO)
    talk = Talk(workspace, ":undo", "f", "u", "t")
    assert "There is nothing to undo." in talk.text
    assert "Undone." in talk.text
    assert talk.text.count("Question 1. 0 of 2 done.") == 2
    assert kinds_of(talk) == ["review", "undo", "review"]
    assert workspace.history.progress("kinds/truth").last_rating == 3


def test_undo_goes_back_from_the_next_question(workspaces: Any) -> None:
    workspace = workspaces(TWO)
    talk = Talk(workspace, "t", "", ":u")
    assert talk.text.count("The Seine flows through Paris.") == 2
    assert workspace.history.progress("kinds/truth") is None


def test_undo_from_the_end_and_study_on(workspaces: Any) -> None:
    talk = Talk(workspaces(deck_of("truth")), "t", "", "u", "f", "", "t", "", "?", "")
    assert talk.text.count("Done for today.") == 2
    assert talk.text.count("Next: ") == 3
    assert talk.ratings == [3, 1, 3]
    assert talk.code == 0


def test_a_missed_item_comes_back_and_the_count_says_so(workspaces: Any) -> None:
    talk = Talk(workspaces(TWO), "f", "", "Paris", "", "t", "")
    numbers = re.findall(r"Question (\d)\. (\d) of (\d) done\.", talk.text)
    assert numbers == [("1", "0", "2"), ("2", "0", "2"), ("3", "1", "2")]
    assert "Asked again.\n" in talk.text


def test_studying_on_asks_the_questions_left(workspaces: Any) -> None:
    talk = Talk(workspaces(TWO), "t", "", "s", "Paris", "", "s", "", request=StudyRequest(most=1))
    assert talk.ratings == [3, 3]
    assert talk.text.count("There is more to study.") == 1
    assert talk.text.count("Session finished.") == 1
    assert talk.text.count("Done for today.") == 1


def test_the_tricky_ones_and_more_new_cards_after_a_session(workspaces: Any) -> None:
    one = StudyRequest(new=1)
    talk = Talk(workspaces(TWO), "f", "", "t", "", "r", "t", "", "m", "Paris", "", "", request=one)
    said = "Type s to continue, r to study the tricky card again, m to learn 1 new"
    assert said in talk.text
    assert talk.ratings == [1, 3, 3, 3]


def test_a_quiz_on_the_cards_of_the_session(workspaces: Any) -> None:
    session = ("t", "", "", "", "z")
    talk = Talk(workspaces(deck_of("truth", "front")), *session, "", "y", "t", "e", "")
    assert "Type z to take a quiz on 2 cards of this session." in talk.text
    assert "This quiz has 2 questions." in talk.text
    assert "2 of 2 questions right" in talk.text
    assert kinds_of(talk)[-1] == "quiz"


def test_more_new_cards_are_those_of_the_decks_studied(tmp_path: Path) -> None:
    chosen = deck_of("truth", "typed", "number")
    workspace = make_workspace(tmp_path, chosen, chosen.replace("id: ", "id: other-", 1))
    deck = workspace.library.decks[0].id
    talk = Talk(workspace, "t", "", "m", "", "", "", request=StudyRequest(decks=(deck,), new=1))
    workspace.history.close()
    assert "m to learn 2 new cards" in talk.text


@pytest.mark.parametrize("kind", CARDS)
def test_skipping_records_nothing(workspaces: Any, kind: str) -> None:
    talk = Talk(workspaces(deck_of(kind)), ":skip")
    assert not talk.events
    assert "Skipped.\n" in talk.text
    assert "1 card was skipped.\n" in talk.text


@pytest.mark.parametrize("kind", [kind for kind in CARDS if kind != "front"])
def test_giving_up(workspaces: Any, kind: str) -> None:
    talk = Talk(workspaces(deck_of(kind)), ":show")
    assert "Here is the answer. It counts as Again.\n" in talk.text
    assert talk.ratings == [1]
    assert talk.payload["response"] == {"type": "gave-up"}


def test_the_hint_is_shown(workspaces: Any) -> None:
    talk = Talk(workspaces(deck_of("choice", "truth")), ":h", "Paris", "")
    assert "Hint: It lies on the Seine.\n" in talk.text
    assert "There is no hint.\n" in Talk(workspaces(deck_of("truth")), ":hint").text


@pytest.mark.parametrize(
    ("typed", "kind", "says"),
    [
        (":suspend", "suspend", "Suspended until"),
        (":@", "suspend", "Suspended until"),
        (":bury", "bury", "Buried until tomorrow."),
        (":-", "bury", "Buried until tomorrow."),
    ],
)
@pytest.mark.parametrize("answered", [False, True])
def test_putting_to_rest_and_taking_it_back(
    workspaces: Any, typed: str, kind: str, says: str, answered: bool
) -> None:
    workspace = workspaces(TWO)
    before = ("t",) if answered else ()
    talk = Talk(workspace, *before, typed, ":quit")
    assert kinds_of(talk) == ["review"] * answered + [kind]
    assert says in talk.text
    assert workspace.history.flags("kinds/truth").rests(talk.events[-1].study_day)
    again = workspaces(TWO)
    back = Talk(again, *before, typed, ":u", ":q")
    assert kinds_of(back)[-1] == "undo"
    assert not again.history.flags("kinds/truth").rests(talk.events[-1].study_day)


def test_marking(workspaces: Any) -> None:
    workspace = workspaces(TWO)
    talk = Talk(workspace, ":*", ":flag", ":*", ":r", "t", "*", "flag", "")
    assert kinds_of(talk) == ["flag", "unflag", "flag", "review", "unflag", "flag"]
    assert talk.text.count("You flagged this question.\n") == 1
    assert workspace.history.flags("kinds/truth").flagged


def test_letters_are_commands_only_where_they_cannot_be_answers(workspaces: Any) -> None:
    assert Talk(workspaces(deck_of("typed")), "q", "").ratings == [1]
    assert not Talk(workspaces(deck_of("front")), "q").events
    assert "Skipped." in Talk(workspaces(deck_of("front")), "s").text


@pytest.mark.parametrize(
    ("answer", "typed"), [(":wq", "::wq"), ("?", "??"), (":", "::"), ("a:b", "a:b")]
)
def test_an_answer_that_looks_like_a_command_is_typed_doubled(
    workspaces: Any, answer: str, typed: str
) -> None:
    workspace = workspaces(
        deck_of() + f"  - id: vim\n    typed: What is typed?\n    answer: '{answer}'\n"
    )
    talk = Talk(workspace, ":wq", typed)
    assert "Unknown command :wq." in talk.text
    assert "type two colons" in talk.text
    assert talk.payload["response"]["text"] == answer


def test_help_lists_every_command_and_how_to_answer(workspaces: Any) -> None:
    talk = Talk(workspaces(deck_of("date", "front")), "?", ":skip", ":help", "", "?")
    first, second, third = re.findall(r"Commands \(.*?(?=Answer: |Rating: )", talk.text, re.DOTALL)
    for word in ("repeat", "hint", "show", "skip", "undo", "suspend", "bury", "flag", "quit"):
        assert f":{word}" in first
        assert f":{word}" in second
    assert "is optional here" in second
    assert ":right" not in third  # the learner rates the card
    assert "1: Again, asked again today." in talk.text


def test_a_changed_fact_is_announced_before_and_after(workspaces: Any) -> None:
    card = "  - id: capital\n    typed: Which is the capital?\n    answer: {}\n"
    workspace = workspaces(deck_of() + card.format("Bonn"), history="shared")
    now = workspace.clock.now()
    payload = {"rating": 3, "mode": "study"}
    workspace.history.append([Draft("review", "kinds/capital", now, payload=payload)])
    changed = "    changed: {on: 2023-11, was: Bonn}\n"
    later = workspaces(deck_of() + card.format("Berlin") + changed, history="shared")
    later.clock.at_ms += 86_400_000
    talk = Talk(later, "Bonn", "")
    assert "This fact has changed since you learnt it.\n" in talk.text
    told = "This fact changed in November 2023, after you learnt it. Before: Bonn. Now: Berlin.\n"
    assert f"Wrong.\nThe answer is Berlin.\nYou wrote Bonn.\n{told}" in talk.text


def example_of_a_change() -> str:
    """The card with a change on the page about the format of decks, without its source."""
    page = Path(__file__).parents[2] / "docs" / "deck-format.md"
    (card,) = re.findall(r"  - id: chair\n(?:    .*\n)+", page.read_text(encoding="utf-8"))
    return str(card.replace("    source: report, page 2\n", ""))


@pytest.mark.parametrize(
    ("learnt", "told"),
    [
        (
            True,
            "This fact changed in June 2023, after you learnt it. Before: {} Now: Amina Diallo.",
        ),
        (False, "Changed in June 2023. Before: {}"),
    ],
)
@pytest.mark.parametrize(
    ("was", "before"),
    [
        ("Until then, Jonas Weber was the chair.", "Until then, Jonas Weber was the chair."),
        ("Jonas Weber", "Jonas Weber."),
    ],
)
def test_a_change_reads_well_as_a_phrase_and_as_a_sentence(
    workspaces: Any, learnt: bool, told: str, was: str, before: str
) -> None:
    sentence = "Until then, Jonas Weber was the chair."
    workspace = workspaces(deck_of() + example_of_a_change().replace(sentence, was))
    if learnt:
        earlier = workspace.clock.now()._replace(study_day=workspace.clock.now().study_day - 9)
        payload = {"rating": 3, "mode": "study"}
        workspace.history.append([Draft("review", "kinds/chair", earlier, payload=payload)])
    talk = Talk(workspace, "Amina Diallo", "")
    assert f"\n{told.format(before)}\n" in talk.text


CAUTIOUS = """\
  - id: old
    typed: Which is the capital?
    answer: Bonn
    review_by: 2023-01
    according_to: the atlas
    disputed: Some say Berlin.
"""


def test_an_old_fact_is_announced_before_and_after(workspaces: Any) -> None:
    talk = Talk(workspaces(HEAD + CAUTIOUS), "Bonn", "")
    before, after = talk.text.split("Answer: ")
    assert "May be out of date.\n" in before
    assert "According to the atlas.\n" in after
    assert "Disputed: Some say Berlin.\n" in after
    assert "the author planned to check it by January 2023".lower() in after.lower()


def test_flagged_and_buried_questions_are_in_the_report(workspaces: Any) -> None:
    workspace = workspaces(deck_of("truth", "choice", "typed", "date"))
    talk = Talk(workspace, ":flag", ":suspend", ":bury", ":pause", "", ":q")
    assert "1 card was buried until tomorrow.\n1 card was suspended.\n" in talk.text
    assert "1 card was flagged.\n" in talk.text


def test_a_pause_stops_the_clock(workspaces: Any) -> None:
    def payload(*typed: str) -> int:
        workspace = workspaces(TWO)
        reply = typed[-1]

        def slowly(_heard: Heard) -> str:
            workspace.clock.at_ms += 600_000
            return reply

        return int(Talk(workspace, *typed[:-1], slowly, "t").events[0].payload["ms"])

    assert payload(":pause", "") < 60_000
    assert payload(":repeat", ":repeat") >= 300_000  # no pause: it counts


def reviewed(workspace: Workspace, item: str, ratings: list[int]) -> None:
    """Review an item on as many days before today, far enough apart to be due."""
    for number, rating in enumerate(ratings):
        moment = workspace.clock.now()
        ago = 2 * (len(ratings) - number)
        then = moment.__class__(
            moment.at_ms - ago * 86_400_000, moment.tz_min, moment.study_day - ago
        )
        workspace.history.append([Draft("review", item, then, payload={"rating": rating})])


def test_a_leech_is_reported_with_the_answer(workspaces: Any) -> None:
    workspace = workspaces(deck_of("truth"))
    reviewed(workspace, "kinds/truth", [3, 1] * 7 + [3])
    talk = Talk(workspace, "f", "@")
    assert "You have forgotten this 8 times. Suspend it" in talk.text
    assert kinds_of(talk)[-1] == "suspend"


def test_a_leech_rated_by_hand_is_reported_with_the_next_question(workspaces: Any) -> None:
    workspace = workspaces(deck_of("front", "choice"))
    reviewed(workspace, "kinds/front", [3, 1] * 7 + [3])
    talk = Talk(workspace, "", "1", ":undo", ":suspend", ":q")
    assert "You have forgotten “Which is the highest mountain of the Al…” 8 times." in talk.text
    assert kinds_of(talk)[-2:] == ["undo", "suspend"]


def test_the_report(workspaces: Any) -> None:
    talk = Talk(
        workspaces(deck_of("truth", "choice", "typed", "date")),
        "f",
        "",
        ":skip",
        "Paris",
        "2",
        ":q",
    )
    report = talk.text.split("You left early.")[1]
    assert report.splitlines() == [
        " Every answer is saved.",
        "1 of 2 right at the first try: 50 percent.",
        "It took 8 seconds.",
        "2 new.",
        "1 card was skipped.",
        "2 cards were left for later.",
        "Tricky today:",
        "The Seine flows through Paris.",
        "The answer is True.",
        "You said False.",
        "Which city is the capital of France?",
        "The answer is Paris.",
        "1 day in a row. 1 of the last 7 days, 2 answers.",
        "Coming up: 1 due and 2 new still to do today.",
        "There is more to study.",
    ]
    assert talk.code == 0


def test_due_items_are_reported_as_retention(workspaces: Any) -> None:
    workspace = workspaces(TWO)
    Talk(workspace, "t", "", "Paris", "")
    workspace.clock.at_ms += 9 * 86_400_000
    talk = Talk(workspace, *[lambda heard: "f" if "Seine" in heard else "Paris", ""] * 2)
    assert "1 of 2 due recalled, 50 percent.\n" in talk.text


def test_nothing_to_study(workspaces: Any) -> None:
    workspace = workspaces(deck_of("truth"))
    Talk(workspace, "t", "", "")
    talk = Talk(workspace)
    assert (
        talk.text == "\nNothing to study right now.\nComing up: 1 card on Wednesday 22 November.\n"
    )
    assert talk.code == 0


ALL = ["t", "", "f", "1", "t", "u", "t", ""]


@pytest.mark.parametrize("count", range(len(ALL) + 1))
def test_the_input_may_end_anywhere(workspaces: Any, count: int) -> None:
    """What was answered is saved, and the report says so."""
    cards = "".join(f"  - id: c{n}\n    truth: Number {n}.\n    answer: true\n" for n in range(3))
    workspace = workspaces(HEAD + cards)
    talk = Talk(workspace, *ALL[:count])
    whole = Talk(workspaces(HEAD + cards), *ALL)
    assert talk.code == 0
    assert kinds_of(talk) == kinds_of(whole)[: len(talk.events)]
    assert "You left early. Every answer is saved.\n" in talk.text
    assert not workspace.history.progress("kinds/c2") or count >= 5
    assert talk.text.endswith(".\n")


@pytest.mark.parametrize("before", [(), ("t",), ("t", ""), ("t", "", "Paris", "")])
def test_ctrl_c_ends_with_the_report(workspaces: Any, before: tuple[str, ...]) -> None:
    talk = Talk(workspaces(TWO), *before, KeyboardInterrupt())
    assert talk.code == 130
    assert "Every answer is saved." in talk.text or "Done for today." in talk.text
    assert len(talk.ratings) == min(1, len(before)) + (len(before) == 4)


def unwritable(workspace: Workspace, yes: bool) -> None:
    """Writing fails for real, as on a disk that may only be read."""
    connection: sqlite3.Connection = workspace.history._connection
    connection.execute(f"PRAGMA query_only = {'ON' if yes else 'OFF'}")


def test_failed_saves_are_reported_and_tried_again(workspaces: Any) -> None:
    workspace = workspaces(TWO)

    def stopped(heard: Heard) -> str:
        assert "The Seine" in heard
        unwritable(workspace, True)
        return "t"

    def again(heard: Heard) -> str:
        assert "This could not be saved.\n" in heard
        assert "Press Enter to try again, or type q to leave without saving this.\n" in heard
        assert "Right." not in heard
        return "perhaps"

    def fixed(heard: Heard) -> str:
        assert "Press Enter to try again," in heard
        unwritable(workspace, False)
        return ""

    talk = Talk(workspace, stopped, again, lambda _: "", fixed, "")
    assert talk.ratings == [3]
    assert talk.text.count("Right.") == 1
    assert "Question 2. 1 of 2 done." in talk.text


@pytest.mark.parametrize("typed", [["q"], [":quit"], []])
def test_leaving_without_saving(workspaces: Any, typed: list[str]) -> None:
    workspace = workspaces(TWO)

    def stopped(_: Heard) -> str:
        unwritable(workspace, True)
        return "t"

    talk = Talk(workspace, stopped, *typed)
    assert "You left early. Your last answer is not saved." in talk.text
    assert talk.code == 2
    assert not talk.events


def test_questions_open_in_another_window_are_left_out(workspaces: Any) -> None:
    first, second = workspaces(TWO, history="shared"), workspaces(TWO, history="shared")
    study_session = first.start_session(StudyRequest())
    talk = Talk(second, "Paris", "")
    study_session.close()
    assert [event.item for event in talk.events] == ["kinds/typed"]
    assert "1 card was left to another window.\n" in talk.text


def test_an_answer_undone_in_another_window_is_asked_again(workspaces: Any) -> None:
    workspace = workspaces(TWO)

    def undo(_: Heard) -> str:
        with History.open(workspace.history.path) as other:
            (review,) = other.events()
            other.append([Draft(UNDO, review.item, workspace.clock.now(), target=review.ref)])
        return ":undo"

    talk = Talk(workspace, "t", "", undo, "f")
    assert "Already undone in another window." in talk.text
    assert kinds_of(talk) == ["review", "undo", "review"]

"""`coalition-quiz new`: a deck to begin with, and nobody's file overwritten."""

import errno
import os
from io import StringIO
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.authoring.lint import RULES, lint
from coalition_quiz.authoring.templates import deck_id_of, fill_template, title_of
from coalition_quiz.cli.commands.new import new
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import confusable_names, draw
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.kinds.choice import Choice, ChoiceResponse, ChoiceTask
from coalition_quiz.core.kinds.flip import Flip, FlipTask
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import List, ListResponse
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.kinds.order import Order, OrderResponse, OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import (
    DateTask,
    ListTask,
    NumberTask,
    Outcome,
    Response,
    Task,
    TypedTask,
)
from coalition_quiz.decks import read_deck, read_text
from coalition_quiz.decks.identity import id_of
from coalition_quiz.system.errors import QuizError, UsageError
from coalition_quiz.system.text import on_one_line

TODAY = Edtf(2027, 3, 4)
SCHEMA = '{"title": "A deck"}\n'
SHOWABLE = st.text(
    st.characters(codec="utf-8").filter(lambda each: on_one_line(each) == each), max_size=50
)
BOTH = pytest.mark.parametrize("minimal", [False, True], ids=["full", "minimal"])


def made(path: Path, *, minimal: bool = False) -> str:
    """What is printed when a deck is made."""
    out = StringIO()
    assert new(path, TODAY, SCHEMA, out, minimal=minimal) == 0
    return out.getvalue()


def deck_in(path: Path) -> Deck:
    """The deck of a file that has no problem."""
    result = read_deck(path)
    assert result.diagnostics == ()
    assert result.deck is not None
    return result.deck


def right_response(task: Task) -> Response | None:
    """What a learner who knows the answer does; None where they rate themselves."""
    match task:
        case FlipTask():
            return None
        case ChoiceTask(options):
            return ChoiceResponse(tuple(option.text for option in options if option.right))
        case TrueFalseTask(answer):
            return TrueFalseResponse(answer)
        case TypedTask(answer):
            return TypedResponse(answer.text)
        case NumberTask(written=written):
            return TypedResponse(written)
        case DateTask(answer):
            return TypedResponse(str(answer))
        case OrderTask(answer=rows):
            return OrderResponse(rows)
        case MatchTask(pairs=pairs):
            return MatchResponse(pairs)
        case ListTask(entries, need):
            return ListResponse(tuple(entry.text for entry in entries[:need]))


@BOTH
def test_deck_is_good(tmp_path: Path, minimal: bool) -> None:
    """Neither the reader nor any rule has a word to say, today and a year later."""
    path = tmp_path / "my-deck.yaml"
    made(path, minimal=minimal)
    deck_in(path)
    for today in (TODAY, Edtf(TODAY.year + 1, TODAY.month, TODAY.day)):
        assert lint(read_deck(path), today, {}, frozenset(RULES)) == ()


def test_shows_every_kind(tmp_path: Path) -> None:
    """All kinds, and what teachers ask for first."""
    made(tmp_path / "my-deck.yaml")
    cards = deck_in(tmp_path / "my-deck.yaml").cards
    kinds = [kind for kind, _ in groupby(card.kind for card in cards)]
    assert sorted(kinds) == sorted(KINDS)
    bodies = [card.body for card in cards]
    assert any(isinstance(body, Flip) and body.both for body in bodies)
    assert any(isinstance(body, Choice) and body.many for body in bodies)
    assert any(isinstance(body, Choice) and body.pool for body in bodies)
    assert any(isinstance(body, Choice) and any(w.why for w in body.wrong) for body in bodies)
    assert any(isinstance(body, Order) and body.timeline for body in bodies)
    assert any(isinstance(body, List) and body.need < len(body.answer) for body in bodies)
    assert any(card.hint for card in cards)
    assert any(card.why for card in cards)
    assert [card.review_by for card in cards if card.review_by] == [Edtf(2029, 3)]


@BOTH
def test_every_card_is_whole(tmp_path: Path, minimal: bool) -> None:
    """Each has an id, a source and the month it was made in."""
    made(tmp_path / "my-deck.yaml", minimal=minimal)

    def is_whole(card: Card) -> bool:
        return not card.id.startswith("~") and card.source is not None

    cards = deck_in(tmp_path / "my-deck.yaml").cards
    assert all(is_whole(card) and card.as_of == Edtf(2027, 3) for card in cards)


def test_minimal(tmp_path: Path) -> None:
    """Three cards, and no notes but the line for editors."""
    made(tmp_path / "my-deck.yaml", minimal=True)
    assert len(deck_in(tmp_path / "my-deck.yaml").cards) == 3
    assert (tmp_path / "my-deck.yaml").read_text(encoding="utf-8").count("#") == 1


@BOTH
@pytest.mark.parametrize("seed", range(5))
def test_every_item_can_be_answered(tmp_path: Path, seed: int, minimal: bool) -> None:
    """Whoever knows the answer is right, however the question is drawn."""
    made(tmp_path / "my-deck.yaml", minimal=minimal)
    deck = deck_in(tmp_path / "my-deck.yaml")
    for item in items_of(deck):
        question = draw(item, seed, confusable_names(deck))
        response = right_response(question.task)
        assert question.prompt
        assert response is None or grade(question.task, response).outcome is Outcome.RIGHT


@BOTH
def test_editors_find_the_schema(tmp_path: Path, minimal: bool) -> None:
    """The first line names the file that is written beside the deck."""
    out = made(tmp_path / "my-deck.yaml", minimal=minimal)
    first = (tmp_path / "my-deck.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=deck.schema.json"
    assert (tmp_path / "deck.schema.json").read_text(encoding="utf-8") == SCHEMA
    assert "Wrote deck.schema.json too" in out


def test_an_existing_schema_is_kept(tmp_path: Path) -> None:
    """It may be of a newer program, or changed by its owner."""
    (tmp_path / "deck.schema.json").write_text("mine", encoding="utf-8")
    assert "deck.schema.json" not in made(tmp_path / "my-deck.yaml")
    assert (tmp_path / "deck.schema.json").read_text(encoding="utf-8") == "mine"


def test_next_steps_are_printed(tmp_path: Path) -> None:
    """Three commands, fit to be copied."""
    path = tmp_path / "my rivers.yaml"
    out = made(path)
    assert out.startswith(f"Wrote {path}.\n")
    commands = [line.split()[:2] for line in out.splitlines() if line.startswith("  ")]
    assert [verb for _, verb in commands] == ["check", "preview", "study"]
    assert out.count(f"{path}'" if os.name == "posix" else f'{path}"') == 3


def test_name_that_begins_with_a_dash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands do not take it for an option."""
    monkeypatch.chdir(tmp_path)
    assert f"check   .{os.sep}-rivers.yaml" in made(Path("-rivers.yaml"))


def test_overwrites_nothing(tmp_path: Path) -> None:
    """Not even an empty file, nor through a link that leads nowhere."""
    path, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_text("", encoding="utf-8")
    link.symlink_to(tmp_path / "nowhere")
    for taken in (path, link):
        with pytest.raises(UsageError, match=r"already exists\. Choose another name"):
            made(taken)
    assert path.read_text(encoding="utf-8") == ""
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "is a folder. Give a file name"),
        ("none/a.yaml", "none does not exist. Create it first"),
        ("rivers", "Try rivers.yaml."),
        ("rivers.txt", "Try rivers.yaml."),
        (".yaml", "Try my-deck.yaml."),
        (".rivers.yaml", "must not start with a dot"),
        ("a\nb.yaml", r"a\\nb.yaml contains a character that cannot be displayed"),
        ("a\x1b[31m.yaml", r"a\\x1b\[31m.yaml contains a character"),
        ("\u202eb.yaml", r"\\u202eb.yaml contains a character"),
        ("a\0.yaml", r"a\\x00.yaml contains a character"),
        ("a\udcff.yaml", r"a\\udcff.yaml contains a character"),
        ("---.yaml", "needs at least one letter or digit"),
        ("a" * 300 + ".yaml", "Could not write "),
    ],
)
def test_refused(tmp_path: Path, name: str, sentence: str) -> None:
    """A sentence says what to do, and nothing is written."""
    with pytest.raises(QuizError, match=sentence) as refused:
        made(tmp_path / name)
    assert refused.value.exit_code == 2
    assert str(refused.value).isprintable()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("full_after", [0, 1], ids=["deck", "schema"])
def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_after: int) -> None:
    """Nothing is left half-written, nor a deck without the schema it names."""
    done: list[int] = []
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if len(done) == full_after:
            raise OSError(errno.ENOSPC, "No space left on device")
        done.append(descriptor)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(QuizError, match=r"Could not write .*: No space left on device"):
        made(tmp_path / "a.yaml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "deck_id", "title"),
    [
        ("my-deck", "my-deck", "My deck"),
        ("Rivers of Europe", "rivers-of-europe", "Rivers of Europe"),
        ("chapter_3", "chapter-3", "Chapter 3"),
        ("Élysée", "elysee", "Élysée"),
        ("Łódź & Großstädte", "lodz-grossstadte", "Łódź & Großstädte"),
        ("b2.v1", "b2.v1", "B2.v1"),
        ("null", "null", "Null"),
        ("2024", "2024", "2024"),
        ("it's: #1", "it-s-1", "It's: #1"),
        ("реки 1", "реки-1", "Реки 1"),
        ("x" * 100, "x" * 64, "X" + "x" * 99),
        ("реки", "реки", "Реки"),
    ],
)
def test_names(name: str, deck_id: str, title: str) -> None:
    """What a deck of that name is called."""
    assert deck_id_of(name) == deck_id
    assert title_of(name) == title


@given(st.text(min_size=1))
def test_id_of_any_name(name: str) -> None:
    """An id, or none at all; and one that is an id as it stands stays nearly what it is."""
    deck_id = deck_id_of(name)
    assert deck_id == "" or id_of(deck_id)
    assert deck_id_of(deck_id) == deck_id


@given(SHOWABLE, st.sampled_from("aZ7é"), SHOWABLE)
def test_deck_of_any_name(before: str, letter: str, after: str) -> None:
    """Whatever a file is called, the deck in it can be read, with its name as its title."""
    name = f"{before}{letter}{after}"
    result = read_text(fill_template(name, TODAY, minimal=True), "deck.yaml")
    assert result.diagnostics == ()
    assert result.deck is not None
    assert (result.deck.id, result.deck.title) == (deck_id_of(name), title_of(name))

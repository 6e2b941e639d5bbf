"""What hostile or broken files do: a clear sentence, quickly, and never a crash."""

import os
import sys
from pathlib import Path

import pytest

from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.decks import read_deck, read_text
from coalition_quiz.decks.diagnostics import MOST_PROBLEMS
from coalition_quiz.decks.reading import LARGEST
from coalition_quiz.system.text import is_showable
from decks.snippets import HEAD, deck_of, places, read_cards

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{"])
def test_deep_nesting(opening: str) -> None:
    """A million of them neither crash libyaml nor take long."""
    (problem,) = read_text(opening * 1_000_000, "deck.yaml").diagnostics
    assert problem.code == "D112"
    assert problem.line == 1


def test_deep_nesting_in_one_card() -> None:
    """The other cards are read."""
    result = read_cards(f"- {{front: {'[' * 100_000}, back: A}}\n")
    assert [card.id for card in deck_of(result).cards] == ["before", "after"]
    assert [problem.code for problem in result.diagnostics] == ["D112"]


def listed(entry: str, count: int) -> str:
    """A list of so many numbered entries, in one line."""
    return f"[{', '.join(f'{entry} {number}' for number in range(count))}]"


def lines(count: int) -> str:
    """A text of so many lines, in double quotes."""
    return '"' + "x\\n" * (count - 1) + 'x"'


@pytest.mark.parametrize(
    ("card", "column"),
    [
        (f"front: {lines(1_001)}, back: A", 13),
        (f"front: Q, back: {'a' * 80_001}", 22),
        (f"front: Q, back: A, why: {lines(600)}, hint: {lines(600)}", 25),
        (f"choice: Q, answer: A, wrong: {listed('w', 1_000)}", 28),
        (f"choice: Q, answer: A, wrong: {listed('w', 100_000)}, options: 4", 28),
        (f"choice: Q, answer: {listed('w', 20_000)}, wrong: [b]", 17),
        (f"order: Q, answer: {listed('r', 1_000)}", 16),
        (f"match: Q, pairs: {{{', '.join(f'{n}: {n}' for n in range(500))}}}", 16),
        (f"list: Q, answer: {listed('e', 10_000)}", 15),
        (f"list: Q, answer: [{lines(1_001)}]", 24),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_more_than_a_screen_shows_at_once(card: str, column: int) -> None:
    """What would take seconds to draw is told where it stands, and no other card is lost."""
    result = read_cards(f"- {{{card}}}\n")
    assert places(result) == [(9, column, "D319")]
    assert result.diagnostics[0].remedy
    assert [each.id for each in deck_of(result).cards] == ["before", "after"]


@pytest.mark.parametrize(
    "card",
    [
        f"front: {lines(998)}, back: {'a' * 80}",
        f"choice: Q, answer: A, wrong: {listed('w', 998)}",
        f"choice: Q, answer: A, wrong: {listed('w', 9_000)}, options: 4",
        f"order: Q, answer: {listed('r', 999)}",
        f"list: Q, answer: {listed('e', 9_999)}",
    ],
    ids=lambda card: card[:30],
)
def test_much_at_once(card: str) -> None:
    """What can be drawn at once, or is not drawn at once, is read."""
    result = read_cards(f"- {{{card}}}\n")
    assert result.diagnostics == ()
    assert len(deck_of(result).cards) == 3


def test_long_texts_around_the_cards() -> None:
    """They are told and cut: the cards can be studied. A pool may be of any size."""
    text = f"""\
format: 1
deck: d
title: {lines(60_000)}
pools: {{p: {listed("p", 50_000)}, q: [a, {lines(11)}]}}
timelines: {{t: [{{date: 2001, event: a}}, {{date: 2002, event: {"b" * 801}}}]}}
cards: [{{choice: Q, answer: A, from: p}}, {{order: R, from: t}}]
"""
    result = read_text(text, "deck.yaml")
    assert [(each.line, each.code) for each in result.diagnostics] == [
        (3, "D319"),
        (4, "D319"),
        (5, "D319"),
    ]
    deck = deck_of(result)
    assert len(deck.title) < 2_000
    assert max(text.count("\n") for text in deck.pools["q"]) < 10
    assert len(deck.pools["p"]) == 50_000


def test_many_events_are_not_drawn_at_once() -> None:
    """Neither to be sorted nor, where none can be told from another, to be recalled."""
    events = ", ".join(f"{{date: 2001, event: e{number}}}" for number in range(10_000))
    head = HEAD.replace("timelines: {t: [", f"timelines: {{same: [{events}], t: [")
    refused = read_text(f"{head}  - {{order: Q, from: same, draw: 101}}\n", "deck.yaml")
    assert [each.code for each in refused.diagnostics] == ["D310"]
    deck = deck_of(read_text(f"{head}  - {{order: Q, from: same}}\n", "deck.yaml"))
    (item,) = items_of(deck)
    task = draw(item, 1).task
    assert isinstance(task, FlipTask)
    assert task.back.count("\n") < 100


def test_alias_bomb() -> None:
    """Aliases are refused, not followed."""
    codes = {problem.code for problem in read_text(BOMB, "deck.yaml").diagnostics}
    assert {"D107", "D108"} <= codes


def test_merge_bomb() -> None:
    """Merge keys are refused, not followed."""
    text = "a: &a {x: y}\n" + "".join(f"b{i}: {{<<: [*a , *a ]}}\n" for i in range(100))
    assert "D110" in {problem.code for problem in read_text(text, "deck.yaml").diagnostics}


@pytest.mark.parametrize(
    "line", ["  - @\n", "  - a\n", "  - &a x\n", '  - "\n', "%\n", "x: y: z\n"]
)
def test_countless_problems(line: str) -> None:
    """A file of nothing but mistakes gives a list with an end."""
    diagnostics = read_text(HEAD + line * 30_000, "deck.yaml").diagnostics
    assert 1 <= len(diagnostics) <= MOST_PROBLEMS + 1
    assert diagnostics[-1].code == "D007" or len(diagnostics) < MOST_PROBLEMS


def test_countless_values() -> None:
    """More values than any deck has are not even begun with."""
    (problem,) = read_text("- \n" * 9_000_000, "deck.yaml").diagnostics
    assert problem.code == "D008"


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9b",
        "\u2028",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ufffe",
    ],
)
def test_control_characters(character: str) -> None:
    """Each is shown as an escape, and its card is left out."""
    result = read_cards(f"- {{front: a{character}b, back: c}}\n")
    (problem,) = result.diagnostics
    assert (problem.line, problem.column, problem.code) == (9, 14, "D101")
    assert all(is_showable(text) for text in (problem.message, problem.excerpt))
    assert [card.id for card in deck_of(result).cards] == ["before", "after"]


@pytest.mark.parametrize("escape", ["\\e", "\\0", "\\a", "\\x9b", "\\N", "\\L", "\\u202e", "\\r"])
def test_escapes(escape: str) -> None:
    """What an escape makes is refused like the character itself."""
    result = read_cards(f'- {{front: "a{escape}b", back: c}}\n')
    assert [problem.code for problem in result.diagnostics] == ["D101"]
    assert [card.id for card in deck_of(result).cards] == ["before", "after"]


def test_escape_in_title() -> None:
    """A text of the deck itself is cleaned: the cards can be studied."""
    text = HEAD.replace("title: T", 'title: "a\\eb"') + "  - {front: Q, back: A}\n"
    assert deck_of(read_text(text, "deck.yaml")).title == "a\ufffdb"


def test_harmless_characters() -> None:
    """Joiners and letters of every direction are kept."""
    text = "שלום 👩\u200d🚀 می\u200cخواهم é\u0301"
    result = read_cards(f"- {{front: '{text}', back: A}}\n")
    assert result.diagnostics == ()
    assert deck_of(result).cards[1].body.prompt == text


def test_lone_carriage_return() -> None:
    """A line end that editors do not count is refused, and lines stay as editors count."""
    result = read_cards("- {front: a\rb, back: c}\n- {front: d}\n")
    assert places(result) == [(9, 14, "D101"), (10, 5, "D306")]
    assert "line endings of Unix or Windows" in result.diagnostics[0].remedy


def test_missing_file(tmp_path: Path) -> None:
    """A path without a file is a problem, not an exception."""
    (problem,) = read_deck(tmp_path / "none.yaml").diagnostics
    assert (problem.code, problem.line, problem.column) == ("D001", 1, 1)


def test_folder(tmp_path: Path) -> None:
    """A folder is no deck."""
    (problem,) = read_deck(tmp_path).diagnostics
    assert problem.code == "D002"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe(tmp_path: Path) -> None:
    """A pipe that nobody writes to is not waited for."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    (problem,) = read_deck(pipe).diagnostics
    assert problem.code == "D002"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_device() -> None:
    """A device without an end is not read."""
    (problem,) = read_deck(Path("/dev/zero")).diagnostics
    assert problem.code == "D002"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path: Path) -> None:
    """A file one may not read is told with the system's reason."""
    path = tmp_path / "deck.yaml"
    path.touch(mode=0o000)
    (problem,) = read_deck(path).diagnostics
    assert problem.code == "D003"


def test_impossible_path() -> None:
    """A path that the system refuses is a problem, not an exception."""
    (problem,) = read_deck(Path("a\0b")).diagnostics
    assert problem.code == "D003"
    assert is_showable(problem.path)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "D006"),
        (b"# nothing but a comment\n", "D006"),
        (b"\xff\xfef\x00o\x00", "D005"),
        ("format: 1".encode("utf-16"), "D005"),
        ("title: Élysée".encode("latin-1"), "D005"),
        (bytes(range(256)), "D005"),
        (b"title: \xed\xa0\x80", "D005"),
    ],
)
def test_content(content: bytes, code: str, tmp_path: Path) -> None:
    """Files that hold no text, or none in UTF-8."""
    path = tmp_path / "deck.yaml"
    path.write_bytes(content)
    result = read_deck(path)
    assert result.deck is None
    assert [problem.code for problem in result.diagnostics] == [code]


def test_large_file(tmp_path: Path) -> None:
    """A file over the limit is not read at all."""
    path = tmp_path / "deck.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (problem,) = read_deck(path).diagnostics
    assert problem.code == "D004"


def test_hostile_path(tmp_path: Path) -> None:
    """A file's name is made visible too."""
    path = tmp_path / "a\x1b]0;b.yaml"
    (problem,) = read_deck(path).diagnostics
    assert is_showable(problem.path)

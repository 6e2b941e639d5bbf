"""One bad card never hides the good ones, however it is indented or begun."""

import pytest

from coalition_quiz.decks import diagnostics, read_text
from decks.snippets import deck_of, places

TOP = "format: 1\ndeck: d\ntitle: T\n"
CARD = "  - id: {0}\n    front: Question {0}\n    back: one\n"
# Line 8 is the first of the bad card.
BAD = {
    "dedented key": ("  - id: x\n    front: Q?\nback: a\n", (10, 1, "D116")),
    "dedented key of the deck": (
        "  - id: x\n    front: Q\nas_of: 2020\n    back: a\n",
        (10, 1, "D116"),
    ),
    "dedented text": ("  - id: x\n    front: Q is\nlong\n    back: a\n", (10, 1, "D102")),
    "one column deeper": ("   - id: x\n     front: Q?\n     back: a\n", (8, 4, "D116")),
    "two columns deeper": ("    - id: x\n      front: Q?\n      back: a\n", (8, 5, "D116")),
    "not deep enough": (" - id: x\n   front: Q?\n   back: a\n", (8, 2, "D116")),
    "in column 1": ("- id: x\n  list: Q?\n  answer:\n  - a\n  - b\n", (8, 1, "D116")),
    "tab before the dash": ("\t- id: x\n\t  front: Q?\n\t  back: a\n", (8, 1, "D104")),
    "no space after the dash": ("  -id: x\n    front: Q?\n    back: a\n", (8, 3, "D102")),
    "nor an indentation": ("-id: x\n  front: Q?\n  back: a\n", (8, 1, "D102")),
    "no dash": ("  id: x\n  front: a\n  back: b\n", (8, 3, "D102")),
    "nothing before the key": ("front: a\nback: b\n", (8, 1, "D102")),
    "long dash": ("  – id: x\n    front: a\n    back: b\n", (8, 3, "D102")),
    "asterisk": ("  * id: x\n    front: a\n    back: b\n", (8, 3, "D102")),
    "list in column 1": ("  - id: x\n    list: a\n    answer:\n- b\n- c\n", (11, 1, "D116")),
    "separator": ("---\n", (8, 1, "D113")),
    "dots": ("...\n# more\n\n", (8, 1, "D113")),
}


def around(bad: str) -> str:
    """A deck with a bad card, one good card before it and two after it."""
    good = [CARD.format(name) for name in ("g1", "g2", "g3")]
    return f"{TOP}cards:\n{good[0]}{bad}{good[1]}{good[2]}"


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
@pytest.mark.parametrize("name", BAD)
def test_its_neighbours_stay(name: str, line_end: str) -> None:
    """The good cards are read, and the bad place is named, once, at its own line."""
    bad, expected = BAD[name]
    result = read_text(around(bad).replace("\n", line_end), "deck.yaml")
    ids = [card.id for card in deck_of(result).cards]
    assert [each for each in ids if each != "x"] == ["g1", "g2", "g3"]
    assert places(result) == [expected]


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_first_card_deeper(line_end: str) -> None:
    """The column is that of most cards, and lists inside cards are no cards."""
    first = "    - id: x\n      front: a\n      back: b\n"
    second = "  - id: y\n    list: c\n    answer:\n    - d\n    - e\n"
    text = f"{TOP}cards:\n{first}{second}{CARD.format('g')}".replace("\n", line_end)
    result = read_text(text, "deck.yaml")
    assert [card.id for card in deck_of(result).cards] == ["x", "y", "g"]
    assert places(result) == [(5, 5, "D116")]


def test_first_card_without_dash() -> None:
    """What stands before the first dash is told."""
    text = f"{TOP}cards:  # all\n  # the first\n  id: x\n  front: a\n{CARD.format('g')}"
    result = read_text(text, "deck.yaml")
    assert [card.id for card in deck_of(result).cards] == ["g"]
    assert places(result) == [(6, 3, "D102")]


def test_sections_after_the_cards() -> None:
    """A bad card does not swallow what the deck has below its cards."""
    pools = "pools:\n  p: [b, c, d]\nas_of: 2020\n"
    card = "  - {id: c, choice: a, answer: b, from: p}\n"
    result = read_text(f"{TOP}cards:\n{card}  - front: a: b\n{pools}", "deck.yaml")
    assert [card.id for card in deck_of(result).cards] == ["c"]
    assert str(deck_of(result).as_of) == "2020"
    assert places(result) == [(6, 5, "D306"), (6, 12, "D103")]


def test_second_deck_is_not_read() -> None:
    """A line of dashes before another deck ends the first."""
    text = f"{TOP}cards:\n{CARD.format('g')}"
    result = read_text(f"{text}---\n{text}", "deck.yaml")
    assert [card.id for card in deck_of(result).cards] == ["g"]
    assert places(result) == [(8, 1, "D113")]


BULK = {
    "pool": "  - {{choice: Q{0}, answer: a, from: {1}}}\n",
    "source": "  - {{front: Q{0}, back: a, source: '{1}, p. 3'}}\n",
    "field": "  - {{front: Q{0}, back: a, {1}: x}}\n",
}


@pytest.mark.parametrize("what", BULK)
def test_countless_misspellings(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was meant is not sought for ever, and the first problems are listed."""
    monkeypatch.setattr(diagnostics, "MOST_PROBLEMS", 1_000)
    monkeypatch.setattr(diagnostics, "_COMPARISONS", 5_000)
    names = [f"abcdefghijklmnopqrst{number}" for number in range(200)]
    head = f"sources: {{{', '.join(f'{name}: {{title: T}}' for name in names)}}}\n"
    head += f"pools: {{{', '.join(f'{name}: [a, b]' for name in names)}}}\n"
    cards = "".join(BULK[what].format(number, f"abcdefghkl{number}") for number in range(1_200))
    found = read_text(f"{TOP}{head}cards:\n{cards}", "deck.yaml").diagnostics
    assert [problem.line for problem in found[:-1]] == list(range(7, 1_007))
    assert found[0].remedy.startswith("Did you mean") or what == "field"


@pytest.mark.parametrize(
    "fields",
    ["front: Q, back: A, {}", "cloze: '[Q]', accept: {{{}}}", "front: Q, back: A, retired: {{{}}}"],
)
def test_countless_bad_keys(fields: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more problems than are listed, the first are listed: in the order of the file."""
    monkeypatch.setattr(diagnostics, "MOST_PROBLEMS", 1_000)
    keys = ", ".join(f"k{number}: x" for number in range(3_000))
    text = f"{TOP}cards:\n  - {{{fields.format(keys)}}}\n{CARD.format('g')}"
    result = read_text(text, "deck.yaml")
    columns = [problem.column for problem in result.diagnostics if problem.code in {"D304", "D404"}]
    assert len(columns) >= 998
    assert columns[-1] < text.index("k1002:")
    assert [card.id for card in deck_of(result).cards] == ["g"]

"""The bytes around a fix: line ends, a byte order mark, a missing last newline."""

import pytest

from coalition_quiz.authoring.fixes import FixedText, fix_text
from coalition_quiz.decks import read_text
from decks.test_problems import SNIPPETS

from helpers.fix_decks import as_deck, fixed, fixed_cards, problems

HEAD = "format: 1\ndeck: d\ntitle: T\ncards:\n"
BEFORE = HEAD + "  - front: What: is\ttab? \n    back: é 漢 \t\n"
AFTER = HEAD + '  - id: what-is-tab\n    was: ~4ad9\n    front: "What: is\ttab?"\n    back: é 漢\n'


def automatic_id(data: bytes) -> bytes:
    """Return the automatic id that was written to `was`."""
    return data.partition(b"was: ")[2][:11]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_nothing_else_changes(newline: str, mark: bytes, last: str) -> None:
    """The fix changes nothing else."""
    before = mark + BEFORE.replace("\n", newline).rstrip().encode() + last.encode()
    after = mark + AFTER.replace("\n", newline).rstrip().encode() + last.encode()
    found = fix_text(before, "deck.yaml", {}).data
    assert found == after.replace(b"~4ad9", automatic_id(found))


def test_mixed_line_ends() -> None:
    """A new line ends like the line next to it."""
    text = (
        "format: 1\ndeck: d\ntitle: T\ncards:\n- front: a\r\n  back: b\n- front: c\n  back: d\r\n"
    )
    data = fixed(text).data
    assert b"- id: a\r\n  was: ~" in data
    assert b"- id: c\n  was: ~" in data
    assert data.count(b"\r\n") == 4


def test_was_after_the_last_character() -> None:
    """If the card ends the file without a newline, the line put below it has none either."""
    text = HEAD + "- front: a\n  back: b\n  was:\n    - c"
    assert fixed(text).data.endswith(b"    - c\n    - " + _last(text))


def _last(text: str) -> bytes:
    deck = read_text(text, "deck.yaml").deck
    assert deck is not None
    return deck.cards[0].id.encode()


def test_file_that_is_not_text() -> None:
    """A file that is not UTF-8 stays unchanged."""
    for data in (b"", b"\xff\xfea\0", b"title: \xe9\n", b"\0\1", b"- a: b: c  \n"):
        assert fix_text(data, "deck.yaml", {}) == FixedText(data)


def test_file_that_is_not_a_deck() -> None:
    """In a file that is not a deck, nothing can be called a mistake."""
    for data in (b"@\n", b"notes: a: b \n", b"a: b  \n", b"- a  \n"):
        assert fix_text(data, "notes.yaml", {}) == FixedText(data)


def test_line_numbers_are_those_before() -> None:
    """Line numbers are those of the file before, whatever was inserted above."""
    text = (
        HEAD + "- front: a  \n  back: b\n- number: c\n  answer: 12345 \n- front: d: e\n  back: f\n"
    )
    assert [(each.line, each.code) for each in fixed(text).fixes] == [
        (5, "I101"),
        (5, "S101"),
        (7, "I101"),
        (8, "S101"),
        (9, "D103"),
        (9, "I101"),
    ]


def test_sentences() -> None:
    """Each fix has a sentence for people."""
    text = HEAD + "- number: How many: all?\n  answer: 12345 \n"
    assert [each.sentence for each in fixed(text).fixes] == [
        "put `How many: all?` in quotes",
        "added the id how-many-all",
        "removed spaces at the end of the line",
    ]


FIXED = {
    "- front: What: is it?\n  back: x": '- front: "What: is it?"\n  back: x',
    "- front: *bold* text\n  back: x": '- front: "*bold* text"\n  back: x',
    "- front: *bold text\n  back: x": '- front: "*bold text"\n  back: x',
    "- front: *bold\n  back: x": '- front: "*bold"\n  back: x',
    "- front: @x\n  back: x": '- front: "@x"\n  back: x',
    "- front: `x`\n  back: x": '- front: "`x`"\n  back: x',
    "- front: {{name}} is\n  back: x": '- front: "{{name}} is"\n  back: x',
    "- front: !important\n  back: x": '- front: "!important"\n  back: x',
    "- {cloze: Boils at [100] degrees}": '- {cloze: "Boils at [100] degrees"}',
    "- front: 'it's'\n  back: b": '- front: "it\'s"\n  back: b',
    "- front: [100] degrees\n  back: b": '- front: "[100] degrees"\n  back: b',
    "- front: a\n  back: - b": '- front: a\n  back: "- b"',
    "- front: a\n  back: ? b": '- front: a\n  back: "? b"',
    "- front: a\n  back: ,b": '- front: a\n  back: ",b"',
    "- front: a\n  back: >b": '- front: a\n  back: ">b"',
    "- front: !a!b c\n  back: d": '- front: "!a!b c"\n  back: d',
    "- front: & a\n  back: b": '- front: "& a"\n  back: b',
    "- id: x y\n  front: What: is it?\n  back: b": (
        '- id: x y\n  front: "What: is it?"\n  back: b'
    ),
    "- front: a\n  back: ]": '- front: a\n  back: "]"',
}
"""Snippets with problems that quotes correct; all other snippets stay unchanged."""
QUOTES = ("D103", "D107", "D108", "D109", "D115")


@pytest.mark.parametrize("snippet", [snippet for snippet, _ in SNIPPETS])
def test_every_problem_of_the_reader(snippet: str) -> None:
    """Each snippet of the reader's own table becomes a valid card, or stays unchanged."""
    cards = f"{snippet}\n"
    expected = FIXED.get(snippet, snippet) + "\n"
    assert fixed_cards(cards, *QUOTES) == expected
    assert snippet not in FIXED or {*problems(expected)} <= {"D312"}


def test_every_problem_at_once() -> None:
    """Many mistakes in one file do not prevent each other's fixes."""
    cards = "".join(f"{snippet}\n" for snippet in FIXED)
    assert fixed_cards(cards, *QUOTES) == "".join(f"{after}\n" for after in FIXED.values())
    broken = as_deck(cards + '- front: "unclosed\n')
    assert len(fixed(broken, *QUOTES).fixes) == len(FIXED)


@pytest.mark.parametrize("piece", ["[", "{", " ", "\t", "a ", "'", "- ", "a: ", "&a ", "!a ", " #"])
def test_hostile_line(piece: str) -> None:
    """A line that repeats one piece many times does not take for ever."""
    fixed(HEAD + "- front: a: " + piece * 20_000 + "x\n  back: b\n")

"""The deck around the cards: its keys, its sources, and what survives a mistake."""

import pytest

from coalition_quiz.core.cards import Change, Citation, Retirement, Section, Source
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds.order import Happening, Order
from coalition_quiz.decks import read_text
from decks.snippets import HEAD, Place, deck_of, places, read_card, read_cards

CARD = "  - {id: a, front: Q, back: A}\n"
START = "format: 1\ndeck: d\ntitle: T\n"

TIMELINES = """\
  t: [{date: x, event: e}]
  u: [a, {event: e}]
  v: [{date: 2001, event: e}, {date: 2002, event: e}]
  w: x
"""

# A deck's text, the places of its problems, and how many cards are read (-1: no deck).
SECTIONS = """\
sources:
  s:
    title: S
    sections:
      - A
      - {title: A, text: B}
      - {title: A, summary: B, from: soon}
      - {title: A, summary: B, from: 2020, to: 2019-12}
"""
DECKS: dict[str, tuple[str, list[Place], int]] = {
    "good": (f"{START}cards:\n{CARD}", [], 1),
    "windows": (f"{START}cards:\n{CARD}".replace("\n", "\r\n"), [], 1),
    "byte order mark": (f"\ufeff{START}cards:\n{CARD}", [], 1),
    "document start": (f"---\n{START}cards:\n{CARD}", [], 1),
    "document end": (f"{START}cards:\n{CARD}...\n", [], 1),
    "cards in the first column": (f"{START}cards:\n- {{front: Q, back: A}}\n", [], 1),
    "cards before pools": (f"{START}cards:\n{CARD}pools: {{p: [a, b]}}\n", [], 1),
    "no title": (f"format: 1\ndeck: d\ncards:\n{CARD}", [(1, 1, "D202")], 1),
    "no format": (f"deck: d\ntitle: T\ncards:\n{CARD}", [(1, 1, "D202")], -1),
    "no id": (f"format: 1\ntitle: T\ncards:\n{CARD}", [(1, 1, "D202")], -1),
    "no cards": (START, [(1, 1, "D202")], 0),
    "empty cards": (f"{START}cards:\n", [(4, 7, "D314")], 0),
    "empty list of cards": (f"{START}cards: []\n", [(4, 8, "D314")], 0),
    "only cards that are no YAML": (f"{START}cards:\n  - front: [a\n", [(5, 12, "D117")], 0),
    "cards no list": (f"{START}cards: {{a: b}}\n", [(4, 8, "D307")], 0),
    "bad id": (f"format: 1\ndeck: a/b\ntitle: T\ncards:\n{CARD}", [(2, 7, "D205")], -1),
    "newer format": (f"format: 2\ndeck: d\ntitle: T\ncards:\n{CARD}", [(1, 9, "D204")], -1),
    "bad format": (f"format: one\ndeck: d\ntitle: T\ncards:\n{CARD}", [(1, 9, "D204")], -1),
    "unknown key": (f"{START}lang: en\ncards:\n{CARD}", [(4, 1, "D203")], 1),
    "repeated key": (f"{START}title: U\ncards:\n{CARD}", [(4, 1, "D106")], 1),
    "bad date": (f"{START}as_of: soon\ncards:\n{CARD}", [(4, 8, "D309")], 1),
    "empty introduction": (
        f"{START}introduction: ''\ncards:\n{CARD}",
        [(4, 15, "D308")],
        1,
    ),
    "long introduction": (
        f"{START}introduction: {'x ' * 801}\ncards:\n{CARD}",
        [(4, 15, "D319")],
        1,
    ),
    "bad description": (f"{START}description: [a]\ncards:\n{CARD}", [(4, 14, "D307")], 1),
    "not a deck": ("- a\n- b\n", [(1, 1, "D201")], -1),
    "text": ("just a text\n", [(1, 1, "D201")], -1),
    "second document": (f"{START}cards:\n{CARD}---\na: b\n", [(6, 1, "D113")], 1),
    "directive": (f"%YAML 1.2\n---\n{START}cards:\n{CARD}", [(1, 1, "D114")], 1),
    "source no mapping": (f"{START}sources: {{s: S}}\ncards:\n{CARD}", [(4, 14, "D307")], 1),
    "source without title": (
        f"{START}sources:\n  s: {{link: x, published: soon}}\ncards:\n{CARD}",
        [(5, 6, "D306"), (5, 7, "D304"), (5, 27, "D309")],
        1,
    ),
    "sections no list": (
        f"{START}sources: {{s: {{title: S, sections: x}}}}\ncards:\n{CARD}",
        [(4, 35, "D307")],
        1,
    ),
    "no sections": (
        f"{START}sources: {{s: {{title: S, sections: []}}}}\ncards:\n{CARD}",
        [(4, 35, "D314")],
        1,
    ),
    "sections": (
        f"{START}{SECTIONS}cards:\n{CARD}",
        [(8, 9, "D307"), (9, 9, "D306"), (9, 20, "D304"), (10, 38, "D309"), (11, 48, "D309")],
        1,
    ),
    "pool": (
        f"{START}pools: {{p: [a], q: [b, b], r: c}}\ncards:\n{CARD}",
        [(4, 12, "D314"), (4, 20, "D314"), (4, 24, "D315"), (4, 31, "D307")],
        1,
    ),
    "timeline": (
        f"{START}timelines:\n{TIMELINES}cards:\n{CARD}",
        [
            (5, 6, "D314"),
            (5, 14, "D309"),
            (6, 7, "D307"),
            (6, 10, "D306"),
            (7, 51, "D315"),
            (8, 6, "D307"),
        ],
        1,
    ),
    "a section that is not YAML": (
        f"{START}description: A: B\nauthor: me\ncards:\n{CARD}",
        [(4, 14, "D103")],
        1,
    ),
    "a title that is not YAML": (
        f"format: 1\ndeck: d\ntitle: A: B\ncards:\n{CARD}",
        [(3, 8, "D103")],
        1,
    ),
    "sources that are not YAML": (
        f"{START}sources:\n  s: {{title: A: B}}\ncards:\n  - {{front: Q, back: A, source: s}}\n",
        [(5, 15, "D103")],
        1,
    ),
    "pools that are not YAML": (
        f"{START}pools:\n  p: [a\ncards:\n{CARD}  - {{choice: Q, answer: A, from: p}}\n",
        [(5, 6, "D117")],
        1,
    ),
    "nothing is YAML": ("format: 'a\n", [(1, 9, "D105")], -1),
}


@pytest.mark.parametrize("name", DECKS)
def test_deck(name: str) -> None:
    """Each problem is told, and the cards are read wherever that makes sense."""
    text, expected, cards = DECKS[name]
    result = read_text(text, "deck.yaml")
    assert places(result) == expected
    assert (len(result.deck.cards) if result.deck else -1) == cards


def test_fields() -> None:
    """Everything that a deck says about itself."""
    text = (
        "format: 1\ndeck: d.1\ntitle: T\nlanguage: fr\ndescription: D\nauthor: A\nlicence: L\n"
        "introduction: |\n  I\n  J\n"
        f"as_of: 2023-10\npools: {{p: [x, y]}}\ncards:\n{CARD}"
    )
    deck = deck_of(read_text(text, "deck.yaml"))
    assert (deck.id, deck.title, deck.path, deck.language) == ("d.1", "T", "deck.yaml", "fr")
    assert deck.introduction == "I\nJ"
    assert (deck.description, deck.author, deck.licence) == ("D", "A", "L")
    assert (deck.as_of, deck.pools) == (Edtf(2023, 10), {"p": ("x", "y")})
    assert deck.cards[0].as_of == Edtf(2023, 10)


def test_common_fields() -> None:
    """Everything that any card may say."""
    card = read_card(
        """\
        - id: a-1
          front: Q
          back: A
          why: W
          hint: H
          source: s, a place, and more
          as_of: 2022
          review_by: 2024-01-31
          according_to: P
          disputed: D
          tags: [x, y]
          was: [b, e/c, ~0123456789]
          changed: {on: 2021, was: before}
          retired: {on: 2023-05, why: settled}
        """
    )
    assert (card.id, card.line, card.why, card.hint) == ("a-1", 9, "W", "H")
    assert card.source == Citation(Source("s", "S"), "a place, and more")
    assert (card.as_of, card.review_by) == (Edtf(2022), Edtf(2024, 1, 31))
    assert (card.according_to, card.disputed, card.tags) == ("P", "D", ("x", "y"))
    assert card.was == ("b", "e/c", "~0123456789")
    assert card.changed == Change(Edtf(2021), "before")
    assert card.retired == Retirement(Edtf(2023, 5), "settled")


def test_one_tag_and_one_earlier_id() -> None:
    """A single text will do where a list may stand."""
    card = read_card("- {front: Q, back: A, tags: x, was: y}")
    assert (card.tags, card.was) == (("x",), ("y",))


def test_source_fields() -> None:
    """A source keeps what is said of it."""
    text = (
        f"{START}sources: {{s: {{title: S, published: 2023-10, url: 'https://x', author: me}}}}\n"
        "cards:\n  - {front: Q, back: A, source: s}\n"
    )
    card = deck_of(read_text(text, "deck.yaml")).cards[0]
    assert card.source == Citation(Source("s", "S", Edtf(2023, 10), "https://x", "me"))


def test_section_fields() -> None:
    """A section keeps what is said of it."""
    text = (
        f"{START}sources:\n  s:\n    title: S\n    sections:\n"
        "      - {title: A, summary: B}\n"
        "      - {title: C, summary: D, place: section 2, from: 2014-22, to: 2015}\n"
        "cards:\n  - {front: Q, back: A, source: s}\n"
    )
    citation = deck_of(read_text(text, "deck.yaml")).cards[0].source
    assert citation is not None
    assert citation.source.sections == (
        Section("A", "B"),
        Section("C", "D", "section 2", Edtf(2014, 22), Edtf(2015)),
    )


def test_happenings_keep_their_order() -> None:
    """A timeline is kept as it is written, equal dates too."""
    text = (
        f"{START}timelines: {{t: [{{date: 2014-22, event: a}}, {{date: 2014-08, event: b}}]}}\n"
        "cards:\n  - {order: Q, from: t}\n"
    )
    body = deck_of(read_text(text, "deck.yaml")).cards[0].body
    happenings = (Happening(Edtf(2014, 22), "a"), Happening(Edtf(2014, 8), "b"))
    assert body == Order("Q", (), happenings, 2)


def test_automatic_id_survives_case_and_spacing() -> None:
    """A card without an id keeps the one made of its prompt when only the form changes."""
    first = read_card("- {front: What is  it?, back: A}").id
    again = read_card("- {front: what is it?, back: B}").id
    other = read_card("- {typed: What is it?, answer: A}").id
    assert first == again
    assert first != other
    assert first.startswith("~")
    assert len(first) == 11


def test_first_of_two_equal_ids_stays() -> None:
    """The card that came first keeps the id."""
    result = read_cards("- {id: x, front: one, back: A}\n- {id: x, front: two, back: A}\n")
    assert [card.body.prompt for card in deck_of(result).cards] == ["Q", "one", "Q"]
    assert "line 9" in result.diagnostics[0].message


def test_earlier_id_of_another_card() -> None:
    """A card cannot take over the history of one that is still there, nor two of one."""
    result = read_cards(
        "- {id: x, front: one, back: A, was: y}\n"
        "- {id: y, front: two, back: A, was: [y, z]}\n"
        "- {id: w, front: three, back: A, was: z}\n"
    )
    assert places(result) == [(9, 39, "D405"), (11, 41, "D405")]
    assert [card.id for card in deck_of(result).cards] == ["before", "y", "after"]
    assert "line 10" in result.diagnostics[0].message


def test_duplicate_key_names_both_lines() -> None:
    """Whoever wrote a key twice is told where."""
    (problem,) = read_cards("- front: a\n  back: b\n  front: c\n").diagnostics
    assert problem.line == 11
    assert "line 9" in problem.message


def test_alias_names_its_anchor() -> None:
    """Both the anchor and the alias are told, and the alias says where the anchor is."""
    anchor, alias = read_cards("- {front: &x a, back: b}\n- {front: c, back: *x }\n").diagnostics
    assert (anchor.code, anchor.line, alias.code, alias.line) == ("D107", 9, "D108", 10)
    assert "line 9" in alias.message


@pytest.mark.parametrize(
    ("card", "remedy"),
    [
        ("- {front: a, bakc: b}", "Did you mean `back`?"),
        ("- {frnt: a, back: b}", "Did you mean `front`?"),
        ("- {front: a, back: b, source: S}", "Use one of: s."),
        ("- {choice: Q, answer: A, from: q}", "Use one of: p."),
        ("- {cloze: a [bird], accept: {brid: c}}".replace("a [bird]", "'a [bird]'"), "`bird`"),
    ],
)
def test_did_you_mean(card: str, remedy: str) -> None:
    """A misspelt name gets the nearest one."""
    assert any(remedy in problem.remedy for problem in read_cards(f"{card}\n").diagnostics)


def test_field_of_another_kind_says_whose_it_is() -> None:
    """A field that exists elsewhere is no misspelling."""
    (problem,) = read_cards("- {front: a, back: b, accept: c}\n").diagnostics
    assert problem.message == (
        "`accept` cannot be used on `front` cards (only on `typed`, `list` and `cloze` cards)"
    )


def test_all_problems_in_one_pass() -> None:
    """Mistakes of every layer are found together."""
    result = read_text(
        f"{HEAD}  - front: What: is it?\n    back: x\n"
        '  - {front: "a\\e", back: b, xyz: c}\n'
        "  - {front: c\x07, back: b}\n"
        "  - {truth: a, answer: b, source: z}\n"
        "  - {id: good, front: a, back: b}\n",
        "deck.yaml",
    )
    assert places(result) == [
        (8, 12, "D103"),
        (10, 13, "D101"),
        (10, 29, "D304"),
        (11, 14, "D101"),
        (12, 24, "D311"),
        (12, 35, "D401"),
    ]
    assert [card.id for card in deck_of(result).cards] == ["good"]

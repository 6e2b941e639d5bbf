"""Each fixer by itself: cards before and after, byte for byte."""

import pytest

from coalition_quiz.authoring.fixes import FIXES
from coalition_quiz.core.cards import Card
from coalition_quiz.core.items import content_hash, renames_of
from coalition_quiz.core.past_cards import CardSnapshot

from helpers.fix_decks import as_deck, fixed, fixed_cards, problems, read

QUOTED = {
    # The value as written, and in quotes.
    "What: is it?": '"What: is it?"',
    "*bold* text": '"*bold* text"',
    "*bold": '"*bold"',
    "@x": '"@x"',
    "`x`": '"`x`"',
    "%x": '"%x"',
    "{{name}} is": '"{{name}} is"',
    "[100] degrees": '"[100] degrees"',
    "& a": '"& a"',
    "!a!b c": '"!a!b c"',
    "!important": '"!important"',
    "!now?": '"!now?"',
    "&c": '"&c"',
    ",b": '",b"',
    ">b": '">b"',
    "]": '"]"',
    "- b": '"- b"',
    "? b": '"? b"',
    "'it's'": '"it\'s"',
    '"Yes" was it: no': "'\"Yes\" was it: no'",
    r"a: \[b\]": r"'a: \[b\]'",
    'it\'s: "so"': "'it''s: \"so\"'",
    "What: is it?  # two spaces": '"What: is it?"  # two spaces',
    "What: is it?\t# a tab": '"What: is it?"\t# a tab',
    "What: is #5?": '"What: is #5?"',
    "漢: 字 😀": '"漢: 字 😀"',
}

LEFT = [
    # It is not clear what the author meant.
    "- front: Capital of France? back: Paris\n",
    "- front: 'b' 'c'\n  back: d\n",
    '- front: "a" b "c"\n  back: d\n',
    "- front: 'It''s' it\n  back: d\n",
    '- front: "a\\n" b\n  back: d\n',
    "- front: > What is it?\n  back: d\n",
    "- typed: a\n  answer: b\n  accept: - c\n",
    "- list: a\n  answer: - b\n    - c\n",
    "- front: What: is\n    it?\n  back: d\n",
    "- front: &foo bar\n  back: d\n",
    "- front: !!str 5\n  back: d\n",
    "- front: !now then\n  back: d\n",
    "- front: &a b\n  back: *a\n",
    "- front: &a\n  back: *a\n",
    "- match: a\n  pairs: &p\n    b: c\n    d: e\n",
    # Quotes alone would not make it a card, or would hide another mistake.
    "- front: What: is it?\n  back: [b\n",
    "- number: How many?\n  answer: @5\n",
    "- list: a\n  answer:\n    - b: c: d\n    - e\n",
    "- front: a\n  back: {b: c: d}\n",
    "- front: What: \x1b is it?\n  back: d\n",
    # Other problems have no fix.
    '- front: "a\n  back: b\n',
]

CUT = {
    # A text that a number sign cuts short, in a card with an id, and the fixed version.
    "front: C # x\nback: a": 'front: "C # x"\nback: a',
    "front: a\nback: F # is a note": 'front: a\nback: "F # is a note"',
    "typed: a\nanswer: Room #5": 'typed: a\nanswer: "Room #5"',
    "list: a\nanswer:\n  - b #1\n  - c #2": 'list: a\nanswer:\n  - "b #1"\n  - "c #2"',
    'front: Say "hi" #1\nback: a': "front: 'Say \"hi\" #1'\nback: a",
    "front: C # x  # a comment\nback: a": 'front: "C # x"  # a comment\nback: a',
    "front: a\nback: A # major": 'front: a\nback: "A # major"',
    "front: a\nback: Because #MeToo changed it": 'front: a\nback: "Because #MeToo changed it"',
    "front: a\nback: Room #5 or #6": 'front: a\nback: "Room #5 or #6"',
}

COMMENTS = [
    # Comments, or texts that may be comments.
    "front: What is it? # easy\nback: a",
    "front: C # TODO say more\nback: a",
    "front: C  # x\nback: a",
    "front: Delta # first card\nback: a",
    "front: a\nback: Land at the mouth # see book p. 3",
    "front: a\nback: The mouth ## see book p. 3",
    "front: a\nback: b\nwhy: From delta # Latin",
    "front: a\nback: Au 79 # from Latin",
    "front: a\nback: Room #5 # not for 9a",
    "front: a\nback: C # minor # not for 9a",
    "front: a\nback: The end #",
    "typed: a\nanswer: 42 # not 43",
    'front: "C" # x\nback: a',
    "typed: a\nanswer: Paris # the capital",
    "number: a\nanswer: 5 # about",
    "number: a\nanswer: 5 #about",
    "front: a\nback: b\nsource: s #5",
    "front: a\n  b #5\nback: c",
    "front: a\nback: b\ntags: c #5",
    "front: a\x1b #5\nback: b",
]


def card(fields: str) -> str:
    """Write a card with an id and some more lines."""
    return "- id: x\n" + "".join([f"  {line}\n" for line in fields.splitlines()])


@pytest.mark.parametrize("written", QUOTED)
def test_quoting(written: str) -> None:
    """The text is put in quotes and is read as written."""
    before = f"- id: x\n  front: {written}\n  back: b\n"
    assert fixed_cards(before) == f"- id: x\n  front: {QUOTED[written]}\n  back: b\n"


@pytest.mark.parametrize("cards", LEFT)
def test_no_quoting(cards: str) -> None:
    """Unclear texts, and problems that quotes do not solve, stay unchanged."""
    codes = [code for code in FIXES if code.startswith("D")]
    assert problems(cards)
    assert fixed_cards(cards, *codes) == cards


def test_quoting_inside_brackets() -> None:
    """Inside brackets, a value ends at the next comma or bracket."""
    before = "- {id: x, front: Boils at [100] degrees, back: !so, hint: @h}\n"
    after = '- {id: x, front: "Boils at [100] degrees", back: "!so", hint: "@h"}\n'
    assert fixed_cards(before) == after


def test_quoting_around_the_cards() -> None:
    """A title, a source and a pool are fixed like a card."""
    text = (
        "format: 1\ndeck: d\ntitle: T: more\nsources:\n  s: {title: @s}\n"
        "pools:\n  p:\n    - *a* b\n    - `c`\ncards:\n  - {id: a, front: a, back: b}\n"
    )
    after = fixed(text).data.decode()
    assert 'title: "T: more"\nsources:\n  s: {title: "@s"}\n' in after
    assert '    - "*a* b"\n    - "`c`"\n' in after
    assert read(after).diagnostics == ()


def test_pool_that_can_be_read_with_quotes() -> None:
    """The cards that draw from it are read in the same pass, and keep their own problems."""
    card = "  - {id: c, choice: a, answer: b, from: q, options: x}\n"
    text = f"format: 1\ndeck: d\ntitle: T\npools:\n  p:\n    - *a* b\n    - c\ncards:\n{card}"
    assert {each.code for each in read(text).diagnostics} == {"D103", "D310", "D402"}
    assert fixed(text).data.decode() == text.replace("*a* b", '"*a* b"')


def test_several_in_one_card() -> None:
    """YAML reports only the first problem, but all are fixed at once."""
    before = "- id: x\n  front: What: is it?\n  back: *this*: is\n  why: `so`\n"
    after = '- id: x\n  front: "What: is it?"\n  back: "*this*: is"\n  why: "`so`"\n'
    assert fixed_cards(before) == after


def test_fix_may_reveal_another_problem() -> None:
    """A fix may reveal that a field is missing."""
    assert fixed_cards("- front: What: is it?\n", "D103") == '- front: "What: is it?"\n'


@pytest.mark.parametrize("fields", CUT)
def test_cut_by_comment(fields: str) -> None:
    assert problems(card(fields))
    assert fixed_cards(card(fields)) == card(CUT[fields])


@pytest.mark.parametrize("fields", COMMENTS)
def test_comment(fields: str) -> None:
    assert fixed_cards(card(fields)) == card(fields)


def test_comment_on_the_deck() -> None:
    """A note after the description is for the author alone."""
    deck = as_deck("- id: a\n  front: a\n  back: b\n")
    deck = deck.replace("cards:", "description: For class 9b # not for 9a\ncards:")
    assert fixed(deck, "D115").data.decode() == deck


def test_cut_prompt_of_a_card_without_id() -> None:
    """Without an id only the prompt identifies the card, so it stays unless ids are given."""
    before = "- front: C # x\n  back: b\n"
    now = only_card(before)
    assert fixed_cards(before, "D115") == before
    after = f'- id: c\n  was: {now.id}\n  front: "C # x"\n  back: b\n'
    assert fixed_cards(before) == after


def test_numbers_elsewhere() -> None:
    """Only answers are numbers; a prompt and a postal code stay."""
    cards = card("typed: What is at 35404?\nanswer: 90210")
    assert fixed_cards(cards) == cards


BLANKS = {
    "- id: x  \n  front: a\t\n  back: b \t \n": "- id: x\n  front: a\n  back: b\n",
    "- id: x\n  \n  front: a # b  \n  back: c\n": '- id: x\n\n  front: "a # b"\n  back: c\n',
    "- id: x\n  front: |  \n    a  \n    \n    b\n  back: c  # d  \n": (
        "- id: x\n  front: |\n    a  \n    \n    b\n  back: c  # d\n"
    ),
    "- id: x\n  front: 'a  \n    b'  \n  back: c\n": "- id: x\n  front: 'a  \n    b'\n  back: c\n",
    "- id: x\n  front: a  \n    b  \n  back: c\n": "- id: x\n  front: a\n    b\n  back: c\n",
    '- id: x  # "  \n  front: "a"  \n  back: c\n': '- id: x  # "\n  front: "a"\n  back: c\n',
}


@pytest.mark.parametrize("before", BLANKS)
def test_trailing_blanks(before: str) -> None:
    """Blanks are removed unless they are part of a text."""
    assert fixed_cards(before) == BLANKS[before]


def test_trailing_blanks_of_what_is_not_yaml() -> None:
    """In invalid YAML the ends of texts are unknown."""
    cards = '- id: x  \n  front: "a  \n  back: b\n'
    assert fixed_cards(cards) == cards


def only_card(cards: str) -> Card:
    """Return the card between the two others."""
    deck = read(as_deck(cards)).deck
    assert deck is not None
    (found,) = deck.cards[1:-1]
    return found


IDS = {
    "- front: Delta\n  back: b\n": "- id: delta\n  was: ~\n  front: Delta\n  back: b\n",
    "-   front: Delta\n    back: b\n": (
        "-   id: delta\n    was: ~\n    front: Delta\n    back: b\n"
    ),
    "-\n  front: Delta\n  back: b\n": "-\n  id: delta\n  was: ~\n  front: Delta\n  back: b\n",
    "- # first\n  front: Delta\n  back: b\n": (
        "- # first\n  id: delta\n  was: ~\n  front: Delta\n  back: b\n"
    ),
    "- {front: Delta, back: b}\n": "- {id: delta, was: ~, front: Delta, back: b}\n",
    "- { back: b,\n    front: Delta }\n": "- { id: delta, was: ~, back: b,\n    front: Delta }\n",
    "- {\n    front: Delta, back: b}\n": "- {\n    id: delta, was: ~, front: Delta, back: b}\n",
    "- ? front\n  : Delta\n  back: b\n": (
        "- id: delta\n  was: ~\n  ? front\n  : Delta\n  back: b\n"
    ),
    "- front: Delta\n  was: old\n  back: b\n": (
        "- id: delta\n  front: Delta\n  was: [old, ~]\n  back: b\n"
    ),
    "- front: Delta\n  was: [old, d/older]  # so\n  back: b\n": (
        "- id: delta\n  front: Delta\n  was: [old, d/older, ~]  # so\n  back: b\n"
    ),
    "- front: Delta\n  was:\n    - old\n    - 'older'  # so\n  back: b\n": (
        "- id: delta\n  front: Delta\n  was:\n    - old\n    - 'older'  # so\n    - ~\n  back: b\n"
    ),
}


@pytest.mark.parametrize("before", IDS)
def test_id(before: str) -> None:
    """The card starts with its new id and keeps its automatic id in `was`."""
    old = only_card(before)
    after = fixed_cards(before)
    assert after == IDS[before].replace("~", old.id)
    now = only_card(after)
    assert (now.id, now.was[-1]) == ("delta", old.id)
    assert now.body == old.body


def test_history_follows_new_ids() -> None:
    """A learner's reviews under the automatic ids follow the cards."""
    text = as_deck("- front: A: b\n  back: c\n  both: true\n- cloze: a [b] c [d]\n")
    good = text.replace("A: b", "'A: b'")
    before, after = read(good).deck, read(fixed(good).data.decode()).deck
    assert before is not None
    assert after is not None
    ids = [(old.id, new.id) for old, new in zip(before.cards, after.cards, strict=True)][1:3]
    (front, cloze) = ids
    assert set(renames_of(after)) == {
        (f"d/{front[0]}", f"d/{front[1]}"),
        (f"d/{front[0]}/back", f"d/{front[1]}/back"),
        (f"d/{cloze[0]}/gap1", f"d/{cloze[1]}/gap1"),
        (f"d/{cloze[0]}/gap2", f"d/{cloze[1]}/gap2"),
    }


SLUGS = {
    "front: Which city is the capital of France?": "city-capital-france",
    "front: Why do some rivers have no delta?": "rivers-delta",
    "front: What is it?": "what-is-it",
    "front: Who lives in the Élysée, in the king's château?": "lives-elysee-kings-chateau",
    "front: One two three four five six?": "one-two-three-four",
    "cloze: The largest city of Switzerland is [Zurich|city].": "largest-city-switzerland",
    "cloze: '[Zurich]'": "zurich",
    "front: 漢字は何?": "漢字は何",
    "front: '?'": "front-card",
    f"front: {'a' * 90}": "a" * 40,
    "front: Before": "before-2",
    "front: After, before?": "after-before",
    "front: After?": "after-2",
    "front: Gone": "gone-2",
    "front: Older": "older-2",
}


@pytest.mark.parametrize("prompt", SLUGS)
def test_slug(prompt: str) -> None:
    """An id is made of the question's words and is unique, also among earlier ids."""
    back = "" if prompt.startswith("cloze") else "  back: b\n"
    known = {"gone": CardSnapshot("", frozenset())}
    cards = f"- {prompt}\n{back}- {{id: y, was: x/older, front: y, back: z}}\n"
    after = fixed_cards(cards, known=known)
    assert after.startswith(f"- id: {SLUGS[prompt]}\n  was: ~")


def test_ids_of_cards_that_cannot_be_read() -> None:
    """Ids of unreadable cards count as taken."""
    cards = '- id: delta\n  front: "unclosed\n- front: Delta\n  back: b\n'
    assert "- id: delta-2\n" in fixed_cards(cards)


def test_same_question_twice() -> None:
    """Only the author can say which card the history belongs to."""
    cards = "- front: a\n  back: b\n- front: a\n  back: c\n"
    assert fixed_cards(cards) == cards


IGNORING = [
    "- front: a\n  back: b\n  lint_ignore: {I101: on purpose}\n",
]


@pytest.mark.parametrize("cards", IGNORING)
def test_ignored_warning_is_not_fixed(cards: str) -> None:
    """A warning that the author ignores is not fixed."""
    assert fixed_cards(cards) == cards


WAS = {
    "- id: x\n  front: a\n  back: b\n": "- id: x\n  was: old\n  front: a\n  back: b\n",
    "- id: x  # so\n  front: a\n  back: b\n": (
        "- id: x  # so\n  was: old\n  front: a\n  back: b\n"
    ),
    "- front: a\n  back: b\n  id: 'x'\n": "- front: a\n  back: b\n  id: 'x'\n  was: old\n",
    "- {front: a, id: x, back: b}\n": "- {front: a, id: x, was: old, back: b}\n",
    '- {front: a, back: b, id: "x"}\n': '- {front: a, back: b, id: "x", was: old}\n',
    "- id: x\n  was: older\n  front: a\n  back: b\n": (
        "- id: x\n  was: [older, old]\n  front: a\n  back: b\n"
    ),
    "- id: x\n  was:\n  - older\n  front: a\n  back: b\n": (
        "- id: x\n  was:\n  - older\n  - old\n  front: a\n  back: b\n"
    ),
}


@pytest.mark.parametrize("before", WAS)
def test_changed_id(before: str) -> None:
    """A card that teaches what was learnt under a lost id gets that id as `was`."""
    contents = content_hash(only_card(before))
    known = {
        "old": CardSnapshot("a", frozenset({contents})),
        "after": CardSnapshot("", frozenset()),
    }
    assert fixed_cards(before, known=known) == WAS[before]
    assert fixed_cards(before, "S101", known=known) == before


def test_changed_id_cannot_be_ignored() -> None:
    """A changed id is an error, and errors cannot be ignored."""
    cards = "- id: x\n  front: a\n  back: b\n  lint_ignore: {I102: it is another}\n"
    known = {"old": CardSnapshot("a", frozenset({content_hash(only_card(cards))}))}
    assert fixed_cards(cards, known=known) == cards.replace("id: x\n", "id: x\n  was: old\n")


def test_changed_id_that_is_not_certain() -> None:
    """A question that is only similar is reported by the check, but never fixed."""
    cards = "- id: x\n  front: What is the capital of France\n  back: b\n"
    known = {"old": CardSnapshot("What is the capital of France?", frozenset({"0"}))}
    assert fixed_cards(cards, known=known) == cards


def test_id_that_was_removed() -> None:
    """A card without its id gets a new one and keeps both earlier names."""
    before = "- front: Delta\n  back: b\n"
    now = only_card(before)
    known = {"river": CardSnapshot("Delta", frozenset({content_hash(now)}))}
    after = f"- id: delta\n  was: [{now.id}, river]\n  front: Delta\n  back: b\n"
    assert fixed_cards(before, known=known) == after


def test_only_selected_codes() -> None:
    """Codes that are not selected are not fixed."""
    cards = "- front: a  \n  back: b\n"
    assert fixed_cards(cards, "S101") == "- front: a\n  back: b\n"
    assert fixed_cards(cards, "Q101") == cards


def test_same_words() -> None:
    """Ids of cards whose questions have the same words get numbers."""
    cards = "".join(f"- {{front: Delta{mark}, back: b}}\n" for mark in ("", "!", "?", "."))
    cards += "- {id: delta-3, front: x, back: y}\n"
    after = fixed_cards(cards)
    assert [line.split()[2] for line in after.splitlines()] == [
        "delta,",
        "delta-2,",
        "delta-4,",
        "delta-5,",
        "delta-3,",
    ]


def test_author_note_stays_a_note() -> None:
    """An author's note after a value stays outside the quotes."""
    before = "- id: x\n  front: Mouth\n  back: Land: at the mouth # see p. 3\n"
    assert fixed_cards(before) == before.replace("Land: at the mouth", '"Land: at the mouth"')
    glued = "- id: x\n  front: What: Room #5?\n  back: b\n"
    assert fixed_cards(glued) == glued.replace("What: Room #5?", '"What: Room #5?"')

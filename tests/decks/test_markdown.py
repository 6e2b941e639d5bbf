"""Decks with `text: markdown`: what is graded, what is stored, and what stays as it was."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.markdown.layout import plain_text
from coalition_quiz.core.questions import Outcome
from coalition_quiz.decks import read_text
from coalition_quiz.library.library import read_library
from coalition_quiz.library.reading import read_deck
from coalition_quiz.system.paths import bundled_decks

HEAD = "format: 1\ndeck: md\ntitle: Markdown\ntext: markdown\n"


def deck_of(text: str) -> tuple[Card, ...]:
    """The cards of a deck in Markdown, which has no problems."""
    result = read_text(f"{HEAD}cards:\n{text}", "md.yaml")
    assert result.diagnostics == ()
    assert result.deck
    return tuple(result.deck.cards)


def test_every_field_is_plain_and_keeps_its_format() -> None:
    (card,) = deck_of(
        "- id: a\n  choice: Which *species*?\n  answer: '*Homo*'\n"
        "  wrong: {'`Pan`': 'Not **this**', Felis: }\n  why: |\n    - a\n    - b\n"
        "  hint: $x^2$\n  disputed: Some say *no*.\n"
        "  changed: {on: 2020, was: '*old*'}\n  retired: {on: 2021, why: '*done*'}\n"
        "  tags: ['*t*']\n"
    )
    body = card.body
    assert (body.prompt, body.answers) == ("Which species?", ("Homo",))
    assert [(each.text, each.why) for each in body.wrong] == [("Pan", "Not this"), ("Felis", "")]
    assert (card.why, card.hint, card.disputed) == ("• a\n• b", "x²", "Some say no.")
    assert card.changed
    assert card.retired
    assert (card.changed.was, card.retired.why, card.tags) == ("old", "done", ("*t*",))
    assert {markup.source for _, markup in card.formats} == {
        *("Which *species*?", "*Homo*", "`Pan`", "Not **this**", "- a\n- b", "$x^2$"),
        *("Some say *no*.", "*old*", "*done*"),
    }


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        ("typed: Which?\n  answer: '*Homo sapiens*'", ["homo sapiens"]),
        ("typed: Which?\n  answer: '[Paris](https://a.b)'", ["Paris"]),
        ("typed: Which?\n  answer: A\n  accept: ['**Bern**']", ["Bern"]),
        ("typed: Which?\n  answer: $E=mc^2$", ["E=mc²", "E = mc2", "E=mc^2", "e=mc^2"]),
        ("typed: Which?\n  answer: $x^{2}$", ["x^2", "x²", "x^{2}"]),
        ("typed: Which?\n  answer: $\\frac{a}{b+1}$", ["a/(b+1)", "a/(b + 1)"]),
        ("cloze: 'The *[Seine]* flows.'", ["Seine"]),
        ("cloze: 'The [**Seine**|a *river*] flows.'", ["Seine"]),
        ("cloze: Einstein wrote $E = [mc^2]$.", ["mc²", "mc^2"]),
        ("number: How many $n$?\n  answer: 5", ["5"]),
    ],
)
def test_grading_sees_the_plain_text(card: str, answers: list[str]) -> None:
    result = read_text(f"{HEAD}cards:\n- id: a\n  {card}\n", "md.yaml")
    assert result.diagnostics == ()
    assert result.deck
    (item,) = items_of(result.deck)
    for answer in answers:
        verdict = grade(draw(item, 1).task, TypedResponse(answer))
        assert verdict.outcome is Outcome.RIGHT, answer


def test_gaps() -> None:
    r"""Formatting may span a gap; `\[` is no gap; each gap's question keeps the formatting."""
    (card,) = deck_of(r"- cloze: '*The [Seine] is* [long|*how*?], \[really\] \*so\*.'")
    assert card.body.prompt == "The Seine is long, [really] *so*."
    assert card.body.prompt_of("gap1") == "The […] is long, [really] *so*."
    assert card.body.prompt_of("gap2") == "The Seine is [how?], [really] *so*."
    for part in card.body.item_parts:
        assert card.body.prompt_of(part) in dict(card.formats)


def test_an_introduction_is_formatted() -> None:
    text = f"{HEAD}introduction: '*Read* this.'\ncards:\n- {{front: a, back: b}}\n"
    deck = read_text(text, "md.yaml").deck
    assert deck
    assert deck.introduction == "Read this."
    assert deck.formats["Read this."].source == "*Read* this."


def test_each_wording_is_formatted() -> None:
    (card,) = deck_of("- id: a\n  typed: ['Which *one*?', 'Name **one**.']\n  answer: b\n")
    assert [plain for plain, _ in card.formats] == ["Which one?", "Name one."]


def test_pools_and_timelines_are_formatted() -> None:
    text = (
        f"{HEAD}pools:\n  p: ['*a*', '*b*', c]\n"
        "timelines:\n  t:\n  - {date: 2001, event: '*one*'}\n  - {date: 2002, event: two}\n"
        "cards:\n- {id: a, choice: Q?, answer: '*a*', from: p}\n- {id: b, order: Q?, from: t}\n"
    )
    deck = read_text(text, "md.yaml").deck
    assert deck
    assert deck.pools == {"p": ("a", "b", "c")}
    questions = [draw(item, 1) for item in items_of(deck)]
    assert [dict(question.formats)["a"].source for question in questions[:1]] == ["*a*"]
    assert dict(questions[1].formats)["one"].source == "*one*"


def test_formats_come_back_from_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "md.yaml"
    file.write_text(
        f"{HEAD}pools:\n  p: ['*a*', '*b*']\n"
        "cards:\n- {id: a, choice: '*Q*?', answer: c, from: p}\n",
        encoding="utf-8",
    )
    for _ in range(2):
        deck = read_library([file], cache=tmp_path / "cache").decks[0]
        (item,) = items_of(deck)
        formats = draw(item, 1).formats
        assert (formats["Q?"].source, formats["b"].source) == ("*Q*?", "*b*")
    assert read_deck(file, tmp_path / "cache").result is None


def test_two_options_that_differ_by_formatting_only_are_one() -> None:
    """They cannot be told apart when they are graded."""
    text = f"{HEAD}cards:\n- {{id: a, choice: Q?, answer: x, wrong: ['*y*', y]}}\n"
    assert [each.code for each in read_text(text, "md.yaml").diagnostics] == ["D315"]


@pytest.mark.parametrize("text", ["plain", "Plain ", "", "html", "[a]"])
def test_other_values(text: str) -> None:
    result = read_text(HEAD.replace("markdown", text) + "cards:\n- {front: '*a*', back: b}\n", "m")
    codes = [each.code for each in result.diagnostics]
    assert codes == ({"html": ["D320"], "": ["D320"], "[a]": ["D307"]}.get(text) or [])
    assert result.deck
    assert result.deck.cards[0].body.prompt == "*a*"


def test_decks_without_it_do_not_change() -> None:
    """Nothing is added to a card, and its stars stay."""
    deck = read_text((bundled_decks() / "01-glossary.yaml").read_bytes(), "d").deck
    assert deck
    assert b"formats" not in msgspec.json.encode(list(deck.cards))
    head = "format: 1\ndeck: d\ntitle: T\n"
    starred = read_text(f"{head}cards:\n- {{front: '*a*', back: $x^2$}}\n", "d")
    assert starred.deck
    card = starred.deck.cards[0]
    assert (card.body.prompt, card.body.answers, card.formats) == ("*a*", ("$x^2$",), ())


PIECES = st.sampled_from(
    ["*", "**", "`", "$", "[", "]", "\\[", "|", "](u)", "a", " b ", "\n", "- ", "x^2", "{", "\\"]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map("".join)
KINDS = [
    lambda a, b: {"cloze": a, "why": b},
    lambda a, b: {"front": a, "back": b, "both": True},
    lambda a, b: {"typed": a, "answer": b, "accept": [a]},
    lambda a, b: {"choice": a, "answer": b, "wrong": {a: b, "z": a}},
    lambda a, b: {"match": a, "pairs": {a: b, "x": "y"}},
    lambda a, b: {"list": a, "answer": [a, b], "accept": {b: [a]}},
]


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(KINDS))
def test_any_text(one: str, other: str, kind: object) -> None:
    """A deck is read without an error, and each format has the text that it belongs to."""
    assert callable(kind)
    text = HEAD + "cards:\n- " + msgspec.json.encode(kind(one, other)).decode() + "\n"
    deck = read_text(text, "d").deck
    assert deck
    for card in deck.cards:
        for plain, markup in card.formats:
            assert plain_text(markup) == plain


ANSWERED = """
import sys
import subprocess
import sys
from pathlib import Path
from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.items import items_of
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.library.library import read_library
from coalition_quiz.tui.questions.feedback import above
from coalition_quiz.tui.questions.view import QuestionView
deck = read_library([Path(sys.argv[1])], cache=Path(sys.argv[2])).decks[0]
for item in items_of(deck):
    above(draw(item, 1))
heavy = ("markdown_it", "mdit_py_plugins", "latex2mathml", "PIL", "pygls", "subprocess")
own = [f"coalition_quiz.{name}" for name in ("core.markdown.layout", "library.pictures")]
print(*(name for name in (*heavy, *own) if name in sys.modules))
"""


def test_decks_without_formatting_load_none_of_it(tmp_path: Path) -> None:
    """A question of a plain deck is shown without the parser; one in Markdown needs it."""
    for kind, loaded in (("plain", ""), ("markdown", "markdown_it")):
        file = tmp_path / f"{kind}.yaml"
        text = HEAD.replace("markdown", kind) + "cards:\n- {id: a, front: '*a*', back: b}\n"
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", ANSWERED, str(file), str(tmp_path / "cache")]
        read_library([file], cache=tmp_path / "cache")
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        names = done.stdout.split()
        assert names[:1] == loaded.split()[:1] if loaded else names in ([], ["subprocess"])

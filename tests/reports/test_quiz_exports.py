"""A result on paper: Markdown, HTML and JSON, with whatever decks and learners wrote as text."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coalition_quiz.core.questions import Outcome, Part
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result, result_from_event
from coalition_quiz.reports.quiz_page import quiz_as_html
from coalition_quiz.reports.quiz_text import (
    escaped,
    quiz_as_json,
    quiz_as_markdown,
)
from coalition_quiz.wording.figures import duration, percent_of
from coalition_quiz.wording.quiz_report import (
    describe_question,
    describe_score,
    describe_verdict,
)
from coalition_quiz.wording.tree import signed

EVIL = "</p><script>alert(1)</script> <img src=x onerror=1> & \"'`*_[x](javascript:1)|~~<!--"
LINE = QuestionResult(
    item="d/c",
    deck="d",
    title="A deck",
    tags=("places",),
    kind="typed",
    prompt="Which city?",
    given=("Rome",),
    answer=("Paris",),
    outcome=Outcome.WRONG,
    why="Because.",
    source="A small atlas (2023), chapter 2",
    url="https://example.org/atlas",
    as_of="October 2023",
)
RIGHT = msgspec.structs.replace(LINE, given=("Paris",), outcome=Outcome.RIGHT, deck="e", title="E")
RESULT = Result(7, "2023-11-20 11:00", 125_000, (LINE, RIGHT), 1, minutes=5)


def evil(text: str) -> Result:
    """A result that says this wherever a text can be."""
    line = QuestionResult(
        item=f"d/{text}",
        deck=text,
        title=text,
        tags=(text,),
        kind=text,
        prompt=text,
        given=(text, text),
        answer=(text,),
        outcome=Outcome.PARTLY,
        note=text,
        parts=(Part(text, right=False, expected=text, why=text),),
        why=text,
        source=text,
        url=text,
        as_of=text,
        according_to=text,
        disputed=text,
    )
    return Result(7, text, 1, (line, line), 0)


class Page(HTMLParser):
    """The elements of a page, with the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags = set[str]()
        self.attributes = set[str]()
        self.links = list[str]()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = Page(quiz_as_html(RESULT))
texts = st.text(st.one_of(st.characters(), st.sampled_from("<>&\"'`|*_[]()\n#-+=.0123\x1b\u202e")))


@given(texts)
def test_no_text_becomes_an_element(text: str) -> None:
    page = Page(quiz_as_html(evil(text)))
    assert page.tags <= OURS.tags
    assert page.attributes <= OURS.attributes
    assert all(link.startswith(("https://", "http://")) for link in page.links)


def test_a_hostile_deck_is_shown_literally() -> None:
    page = quiz_as_html(evil(EVIL))
    assert "<script" not in page
    assert EVIL in Page(page).text


@pytest.mark.parametrize("make", [quiz_as_html, quiz_as_markdown])
@given(texts)
def test_control_characters_are_made_visible(make: Callable[[Result], str], text: str) -> None:
    told = make(evil(f"\x1b]52;c;\x07\x9b\u202e{text}"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


def test_a_page_needs_nothing_from_elsewhere() -> None:
    page = quiz_as_html(RESULT)
    assert "default-src 'none'" in page
    assert "@media print" in page
    assert OURS.links == ["https://example.org/atlas"] * 2
    assert OURS.tags.isdisjoint({"script", "link", "img", "iframe", "object", "base", "form"})


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org"])
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    line = msgspec.structs.replace(LINE, url=url)
    page = Page(quiz_as_html(msgspec.structs.replace(RESULT, lines=(line,))))
    assert page.links == []
    assert url in page.text


@pytest.mark.parametrize("make", [quiz_as_html, quiz_as_markdown])
def test_all_is_told(make: Callable[[Result], str]) -> None:
    told = make(RESULT)
    for text in ("2023-11-20 11:00", "1 of 2 right", "2 min 5 s", "seed 7", "limit 5 min"):
        assert text in told
    for text in ("Which city?", "Rome", "Paris", "Because.", "A small atlas", "October 2023"):
        assert text in told
    assert told.count("Right answer") == 1


def test_markdown_of_a_result() -> None:
    assert (
        quiz_as_markdown(RESULT)
        == """\
# Quiz of 2023-11-20 11:00

**1 of 2 right (50%)**

Taken in 2 min 5 s, limit 5 min, seed 7, practice.

| Deck | Right | Asked | |
|---|--:|--:|--:|
| A deck | 0 | 1 | 0% |
| E | 1 | 1 | 100% |

| Tag | Right | Asked | |
|---|--:|--:|--:|
| places | 1 | 2 | 50% |

## Questions

### 1. ✗ Wrong

Which city?

- Right answer: Paris
- Your answer: Rome
- Why: Because.
- As of: October 2023
- Source: A small atlas (2023), chapter 2
- Link: https://example.org/atlas

### 2. ✓ Right

Which city?

- Your answer: Paris
- Why: Because.
- As of: October 2023
- Source: A small atlas (2023), chapter 2
- Link: https://example.org/atlas
"""
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("- no list", r"\- no list"),
        ("=== no rule", r"\=== no rule"),
        ("a*b_c`d", r"a\*b\_c\`d"),
        ("[a](b) | <b>", r"\[a\](b) \| \<b\>"),
        ("3.5 and U.S.", "3.5 and U.S."),
        ("2) no list", r"2\) no list"),
        ("-5 or so", r"\-5 or so"),
        ("a\n\n\n    b\n# c", "a\n\n\n    b\n\\# c"),
    ],
)
def test_escaping(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


def shape(markdown: str) -> list[str]:
    """The blocks of a page, and what stands in them beside text and line breaks."""
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    )
    inside = [child.type for token in tokens for child in token.children or ()]
    plain = {"text", "text_special", "softbreak", "hardbreak"}
    return [token.type for token in tokens] + [kind for kind in inside if kind not in plain]


@given(texts.filter(str.strip))
def test_no_text_breaks_out_of_its_place_in_markdown(text: str) -> None:
    assert shape(quiz_as_markdown(evil(text))) == shape(quiz_as_markdown(evil("x")))


def test_a_hostile_deck_is_text_in_markdown() -> None:
    assert shape(quiz_as_markdown(evil(EVIL))) == shape(quiz_as_markdown(evil("x")))


@given(texts)
def test_json_holds_the_whole_result(text: str) -> None:
    result = evil(text)
    told = quiz_as_json(result)
    assert told.isascii()
    read = json.loads(told)
    assert read["format"] == 1
    assert read["by_tag"] == [{"name": text, "right": 0, "asked": 2}]
    assert result_from_event(read) == result


def test_each_verdict_has_its_sign_and_words() -> None:
    assert signed(describe_verdict(LINE)) == "✗ Wrong"
    unanswered = msgspec.structs.replace(LINE, answered=False)
    assert signed(describe_verdict(unanswered)) == "– Not answered"
    rated = msgspec.structs.replace(RIGHT, self_rated=True)
    assert signed(describe_verdict(rated)).startswith("✓ Right, self-rated")
    partly = msgspec.structs.replace(LINE, outcome=Outcome.PARTLY)
    assert signed(describe_verdict(partly)) == "≈ Partly right"


def test_score_says_how_the_quiz_was_taken() -> None:
    late = msgspec.structs.replace(RESULT, out_of_time=True, counts=True)
    score, how_taken = describe_score(late)
    assert "time limit 5 min reached" in how_taken.text
    assert "counted as reviews" in how_taken.text
    assert score.text == "1 of 2 right (50%)"


def test_a_part_says_why_it_is_wrong() -> None:
    line = msgspec.structs.replace(LINE, parts=(Part("Rome", right=False, why="In Italy."),))
    _, _, details = describe_question(line)
    named = [(node.name, node.text) for node in details.children]
    assert ("Notes on the options", "Rome: In Italy.") in named
    assert ("Your answer", "✗ Rome") in named


def test_each_piece_of_an_answer_says_whether_it_is_right() -> None:
    parts = (Part("Nice", right=True), Part("Rome", right=False), Part("", True, "Toulon"))
    line = msgspec.structs.replace(LINE, given=("Nice", "Rome"), parts=parts)
    _, _, details = describe_question(line)
    assert ("Your answer", "✓ Nice\n✗ Rome") in [
        (each.name, each.text) for each in details.children
    ]


@pytest.mark.parametrize(
    ("ms", "words"),
    [(0, "0 s"), (59_999, "59 s"), (60_000, "1 min"), (61_000, "1 min 1 s"), (-5, "0 s")],
)
def test_durations(ms: int, words: str) -> None:
    assert duration(ms) == words


@pytest.mark.parametrize(
    ("right", "asked", "share"),
    [(0, 0, "0%"), (1, 3, "33%"), (2, 3, "67%"), (1, 300, "1%"), (199, 200, "99%"), (3, 3, "100%")],
)
def test_percents(right: int, asked: int, share: str) -> None:
    assert percent_of(right, asked) == share

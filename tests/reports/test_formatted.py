"""Formatted texts in HTML and in Markdown files."""

import json
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coalition_quiz.core.markdown.formats import Formats, Markup
from coalition_quiz.core.markdown.layout import plain_text
from coalition_quiz.core.markdown.parse import parse
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.quiz_results import (
    QuestionResult,
    Result,
    result_from_event,
    result_payload,
)
from coalition_quiz.reports.formatted_html import formatted_html
from coalition_quiz.reports.formatted_markdown import formatted_markdown
from coalition_quiz.reports.quiz_page import quiz_as_html
from coalition_quiz.reports.quiz_text import quiz_as_json, quiz_as_markdown


def formats_of(source: str, *, is_line: bool = False) -> tuple[str, Formats]:
    """A text without formatting, and its format."""
    markup = Markup(source, is_line)
    return plain_text(markup), {plain_text(markup): markup}


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("*a* **b** `c<d`", "<em>a</em> <strong>b</strong> <code>c&lt;d</code>"),
        ("***a***", "<em><strong>a</strong></em>"),
        ("*a*\n\nb", "<p><em>a</em></p><p>b</p>"),
        ("- a\n  - *b*", "<ul><li><p>a</p><ul><li><em>b</em></li></ul></li></ul>"),
        ("3. a", '<ol start="3"><li>a</li></ol>'),
        ("```\n<x>\n```", "<pre><code>&lt;x&gt;</code></pre>"),
        (
            "[a](https://b.c?d=1&e)",
            '<a rel="noreferrer" href="https://b.c?d=1&amp;e">a</a> (https://b.c?d=1&amp;e)',
        ),
        ("[a](ftp://b.c)", "a (ftp://b.c)"),
        ("<script>*x*</script>", "&lt;script&gt;<em>x</em>&lt;/script&gt;"),
        (
            "$x^2$",
            '<math display="inline"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>',
        ),
    ],
)
def test_html(source: str, page: str) -> None:
    assert formatted_html(*formats_of(source)) == page


@pytest.mark.parametrize(
    "source",
    [
        "*a* **b** `c` ``d`e``",
        "***a***",
        "To do:\n\n- a\n\n  - b\n\n- c",
        "1. a\n\n2. b",
        "```\nx\n```",
        "[a](https://b.c)",
        "$x^2$ and $$y$$",
        "1\\. no list, <b>, \\*a\\* # b",
    ],
)
def test_markdown_means_the_same(source: str) -> None:
    """What is written is read as the same text."""
    text, formats = formats_of(source)
    again = Markup(formatted_markdown(text, formats), is_line=False)
    assert plain_text(again) == text


LINE = QuestionResult(
    item="d/c",
    deck="d",
    title="D",
    tags=(),
    kind="choice",
    prompt="Which x²?",
    given=("a",),
    answer=("b",),
    outcome=Outcome.WRONG,
    why="• one\n• two",
    markdown={"Which x²?": "Which $x^2$?", "b": "*b*", "• one\n• two": "- one\n- two"},
)
RESULT = Result(7, "2023-11-20 11:00", 125_000, (LINE,), 0)


def test_exports() -> None:
    """A page is typeset, a Markdown file and JSON have the source."""
    page, text, data = quiz_as_html(RESULT), quiz_as_markdown(RESULT), quiz_as_json(RESULT)
    assert "<div>Which <math" in page
    assert "<em>b</em>" in page
    assert "<ul><li>one</li><li>two</li></ul>" in page
    assert "Which $x^2$?" in text
    assert "- Right answer: *b*" in text
    assert "- Why: - one\n  - two" in text
    assert json.loads(data)["lines"][0]["markdown"]["b"] == "*b*"


def test_a_stored_result_keeps_its_formats() -> None:
    payload = json.loads(json.dumps(result_payload(RESULT)))
    assert result_from_event(payload) == RESULT


def test_results_without_formats_have_no_trace_of_them() -> None:
    plain = msgspec.structs.replace(LINE, markdown={})
    result = Result(7, "2023-11-20 11:00", 125_000, (plain,), 0)
    assert "markdown" not in result_payload(result)["lines"][0]
    assert "markdown" not in quiz_as_json(result)
    page = quiz_as_html(result)
    assert "<p>Which x²?</p>" in page
    assert "article div" not in page


class Page(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.names = set[str](), set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        assert dict(attrs).get("href", "http").startswith(("http", "mailto:"))  # type: ignore[union-attr]


PIECES = st.sampled_from(
    (
        *("*", "**", "`", "$", "[a](", ")", "<script>", "<img src=x onerror=1>", "](javascript:1)"),
        *("\n", "- ", "a", '"', "'>", "\\href{javascript:1}{x}", "{", "}", "&lt;", "```\n"),
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), st.booleans())
def test_no_text_becomes_html(source: str, is_line: bool) -> None:
    text, formats = formats_of(source, is_line=is_line)
    page = Page(formatted_html(text, formats))
    assert not page.tags & {"script", "img", "style", "b"}
    assert not page.names & {"onerror", "style", "class", "src"}
    rendered = MarkdownIt("commonmark").render(formatted_markdown(text, formats))
    assert "<script" not in rendered
    assert "onerror=1>" not in rendered
    assert parse(Markup(source, is_line))

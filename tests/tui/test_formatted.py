"""Formatted texts on the screen: looks, hanging indents, and nothing that acts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.content import Content

from coalition_quiz.core.markdown.formats import Formats, Markup
from coalition_quiz.core.markdown.layout import plain_text
from coalition_quiz.tui.formatted import formatted, formatted_line
from coalition_quiz.tui.literal import literal


def formats_of(source: str) -> tuple[str, Formats]:
    """A text without formatting, and its format."""
    markup = Markup(source, is_line=False)
    return plain_text(markup), {plain_text(markup): markup}


def looks(content: Content) -> dict[str, str]:
    """The styles of pieces of a text."""
    return {content.plain[span.start : span.end]: str(span.style) for span in content.spans}


def test_looks() -> None:
    text, formats = formats_of("a *b* **c** `d` [e](https://f.g)")
    content = formatted(text, formats)
    assert content.plain == text == "a b c d e (https://f.g)"
    assert looks(content) == {"b": "italic", "c": "bold", "d": "$text-accent"}


@pytest.mark.parametrize(("style", "look"), [("bold $foreground", "underline"), ("", "bold")])
def test_strong_differs_from_a_bold_question(style: str, look: str) -> None:
    text, formats = formats_of("a **b**")
    assert looks(formatted(text, formats, style))["b"] == look


def test_code_on_a_ground_keeps_its_colour() -> None:
    text, formats = formats_of("`a`")
    assert looks(formatted(text, formats, "$learn on $ground")) == {"a": "$learn on $ground"}


def test_lists_hang() -> None:
    text, formats = formats_of("Look:\n- one two three four\n  - five six seven")
    content = formatted(text, formats).stylize("bold") + "!"
    assert [line.plain for line in content.wrap(14)] == [
        *("Look:", "• one two", "  three four", "  • five six", "    seven!"),
    ]
    assert all(line.cell_length <= 6 for line in content.wrap(6))


def test_text_without_formats_is_literal() -> None:
    """The same object of Textual, to the last span."""
    for style in ("", "bold"):
        assert formatted("*a* [b]", {}, style) == literal("*a* [b]", style)
    other = {"x": Markup("*x*", is_line=True)}
    assert formatted("*a* [b]", other).plain == "*a* [b]"
    assert formatted_line("*a*\n [b]", other).plain == "*a* [b]"


def test_on_one_line() -> None:
    text, formats = formats_of("a\n- *b*\n- c")
    assert formatted_line(text, formats).plain == "a b c"
    assert looks(formatted_line(text, formats)) == {"b": "italic"}


LOOKS = {"bold", "italic", "underline", "$text-accent"}
PIECES = st.sampled_from(
    (
        *("*", "**", "`", "$", "[@click=app.quit]", "[/]", "[b]", "](javascript:x)", "["),
        *("\x1b[31m", "\n", "a b", "- ", "$x^2$", "日本語", "\u202e", "]", "(", ")", "\\"),
    )
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join), st.integers(4, 30))
def test_nothing_acts(source: str, width: int) -> None:
    """No style has an action or a link, no control character is left, and every width works."""
    text, formats = formats_of(source)
    for content in (formatted(text, formats, "bold"), formatted_line(text, formats)):
        assert not any(sign in content.plain for sign in "\x1b\u202e")
        assert {str(span.style) for span in content.spans} <= LOOKS
        assert all(line.cell_length <= width for line in content.wrap(width))

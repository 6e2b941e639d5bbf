"""Markdown as lines: what learners read where there is no formatting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.core.markdown.formats import Markup, formatted_pieces
from coalition_quiz.core.markdown.layout import laid_out, markup_of, plain_text
from coalition_quiz.core.markdown.parse import LONGEST
from coalition_quiz.core.markdown.tree import Mark
from coalition_quiz.system.text import is_showable

TEXTS = [
    ("*Homo sapiens*", "Homo sapiens"),
    ("**bold** and __bold__", "bold and bold"),
    ("`a*b*c`", "a*b*c"),
    ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
    (r"\*literal\* and \$5", "*literal* and $5"),
    ("It costs $5 and $6, or $7-$8.", "It costs $5 and $6, or $7-$8."),
    ("$x^2$ and $H_2O$", "x² and H₂O"),
    ("[the list](https://example.org/a_b)", "the list (https://example.org/a_b)"),
    ("[https://a.b](https://a.b)", "https://a.b"),
    ("[](https://a.b)", "https://a.b"),
    ("[*two* runs](https://a.b) after", "two runs (https://a.b) after"),
    ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
    ("To do:\n- a\n- b\n  - c\n- d", "To do:\n• a\n• b\n  • c\n• d"),
    ("3. three\n4. four", "3. three\n4. four"),
    ("Before:\n\n```py\nif x:\n    *y*\n```\nafter", "Before:\n\n  if x:\n      *y*\nafter"),
    ("$$\n\\frac{a}{b}\n$$", "a/b"),
    # Nothing else is interpreted.
    ("# head\n> quote\n---\n| a | b |", "# head\n> quote\n---\n| a | b |"),
    ("<b>bold</b> &amp; <https://a.b> https://c.d", "<b>bold</b> &amp; <https://a.b> https://c.d"),
    ("![alt](x.png)", "![alt](x.png)"),
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("[b]not[/b] [@click=app.quit]markup[/]", "[b]not[/b] [@click=app.quit]markup[/]"),
]


@pytest.mark.parametrize(("source", "plain"), TEXTS)
def test_plain_text(source: str, plain: str) -> None:
    assert plain_text(Markup(source, is_line=False)) == plain


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("*Homo sapiens*", "Homo sapiens"),
        ("[Paris](https://example.org)", "Paris"),
        ("1. FC *Köln*", "1. FC Köln"),
        ("- 5", "- 5"),
    ],
)
def test_answers_have_no_lists_and_no_addresses(source: str, plain: str) -> None:
    """An answer is what learners type."""
    assert plain_text(Markup(source, is_line=True)) == plain
    assert markup_of(plain, source).is_line


def test_marks() -> None:
    """Each run knows its formatting; nested ones add up."""
    (line,) = laid_out(Markup("a *b **c*** `d` $e$", is_line=True))
    marks = {run.text: run.marks for run in line.runs if run.text.strip()}
    assert marks["b "] == Mark.EMPHASIS
    assert marks["c"] == Mark.EMPHASIS | Mark.STRONG
    assert (marks["d"], marks["e"]) == (Mark.CODE, Mark.FORMULA)


def test_entries_of_a_list_have_labels() -> None:
    """Wrapped lines are indented by them."""
    lines = laid_out(Markup("1. a\n   b\n2. c\n   - d", is_line=False))
    assert [line.label for line in lines] == ["1. ", "   ", "2. ", "   • "]


def test_deeply_nested_and_very_long_texts_stay_as_they_are() -> None:
    deep = "\n".join("  " * level + "- a" for level in range(12))
    long = "*a* " * LONGEST
    assert plain_text(Markup(deep, is_line=False)) == deep
    assert plain_text(Markup(long, is_line=False)) == long


def test_formatted_texts_are_found_in_sentences() -> None:
    """At the borders of words, and the longest first."""
    formats = {each: Markup(f"*{each}*", True) for each in ("Homo", "Homo sapiens", "is")}
    pieces = list(formatted_pieces("Disputed: Homo sapiens is Homosexual.", formats))
    assert [piece for piece, markup in pieces if markup] == ["Homo sapiens"]
    assert "".join(piece for piece, _ in pieces) == "Disputed: Homo sapiens is Homosexual."


SIGNS = st.sampled_from(
    (
        *("*", "**", "_", "`", "```\n", "$", "$$", "[", "](", ")", "\\", "\n", "\n\n", "- ", "1. "),
        *("a", "B c", "{", "}", "^", "\\frac", "<b>", "é", "\t", " ", "&", "!"),
    )
)


@settings(max_examples=400, deadline=None)
@given(st.lists(SIGNS, max_size=40).map("".join), st.booleans())
def test_no_text_is_lost(source: str, is_line: bool) -> None:
    """Any input is read without an error, and its letters outside of formulae and fences stay."""
    plain = plain_text(Markup(source, is_line))
    assert is_showable(plain)
    has_hidden_address = is_line and "](" in source
    if "$" not in source and "`" not in source and not has_hidden_address:
        assert plain.count("B c") == source.count("B c")
        assert plain.count("é") == source.count("é")


@pytest.mark.parametrize(
    "text",
    ["[", "*a_", "`", "$a", "- ", "[a](", "1. a\n", "{", "\\sqrt", "[]", "**", "x^", "\\frac{"],
)
def test_hostile_texts_are_read(text: str) -> None:
    """The parser neither crashes nor hangs (the test would run into its time limit)."""
    for length in (LONGEST, 900):
        source = text * (length // len(text))
        assert plain_text(Markup(source, is_line=False))
        assert plain_text(Markup(f"${source}$", is_line=True))

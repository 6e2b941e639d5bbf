"""HTML of other programs as text, however strange it is."""

import pytest

from coalition_quiz.exchange.anki.templates import render_template
from coalition_quiz.exchange.formats import read
from coalition_quiz.exchange.html import text_of
from coalition_quiz.exchange.model import ExchangeError, ImportOptions

QUIZ = "<quiz><question type='cloze'><name><text>a</text></name><questiontext><text>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<![foo[x]]>y", "y"),
        ("<![if !supportLists]>y<![endif]>", "y"),
        ("<!DOCTYPE html><?xml x?>y", "y"),
        ("x<!-- > -->y", "xy"),
        ("x<!-- y", "x"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("<b>x</b> <b", "x <b"),
        ("x <![y", "x <![y"),
    ],
)
def test_strange_markup_is_text_or_nothing(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize("mark", ["<!--", "<?", "<![", "<a ", "</", "<!-- x"])
def test_marks_that_do_not_end_take_no_longer_than_others(mark: str) -> None:
    """Each used to be searched to the end of the text, which took minutes."""
    text_of(mark * 200_000)
    assert render_template(mark * 200_000 + "{{ Front }}", {"Front": ""}) is not None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("aiken", f"Which?\nA. {' ' * 400_000}\n"),
        ("text2qti", f"1. How many?\n=   [{',' * 400_000}\n"),
        ("markdown", f"Q::A\n{'<!--SR:' * 200_000}\n"),
        (
            "moodle",
            f"{QUIZ}{'{1:MC:' * 200_000}</text></questiontext></question></quiz>",
        ),
    ],
)
def test_long_lines_take_no_longer_than_short_ones(name: str, text: str) -> None:
    try:
        found = read(text.encode(), ImportOptions("file"), name)
    except ExchangeError:
        return
    assert len(found.cards) <= 1

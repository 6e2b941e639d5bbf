"""Pictures in exported quizzes."""

from pathlib import Path

import msgspec
import pytest
from PIL import Image

from coalition_quiz.core.cards import Picture
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.quiz_results import (
    QuestionResult,
    Result,
    result_from_event,
    result_payload,
)
from coalition_quiz.reports.files import save_result

LINE = QuestionResult(
    item="d/c",
    deck="d",
    title="D",
    tags=(),
    kind="typed",
    prompt="Which?",
    given=("a",),
    answer=("b",),
    outcome=Outcome.WRONG,
    picture=Picture("map.png", 'A "map" <b>', "CC0"),
)
RESULT = Result(7, "2023-11-20 11:00", 125_000, (LINE,), 0)


def exported(folder: Path, ending: str, deck: str = "d") -> str:
    """The quiz, saved next to the picture's deck."""
    decks = [Deck(deck, "D", str(folder / "d.yaml"), ())]
    return save_result(RESULT, str(folder / f"result{ending}"), decks).read_text(encoding="utf-8")


def test_a_page_contains_its_pictures(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "map.png")
    page = exported(tmp_path, ".html")
    assert '<img src="data:image/png;base64,' in page
    assert 'alt="A &quot;map&quot; &lt;b&gt;"' in page
    assert "style-src 'unsafe-inline'; img-src data:" in page
    assert "<dt>Picture</dt><dd>A &quot;map&quot; &lt;b&gt; (CC0)</dd>" in page


@pytest.mark.parametrize("deck", ["d", "other"])
def test_a_picture_that_is_gone_is_described(tmp_path: Path, deck: str) -> None:
    page = exported(tmp_path, ".html", deck)
    assert "<img" not in page
    assert "<dt>Picture</dt><dd>A &quot;map&quot;" in page


def test_text_formats_describe_it(tmp_path: Path) -> None:
    assert '- Picture: A "map" \\<b\\> (CC0)' in exported(tmp_path, ".md")
    assert '"file": "map.png"' in exported(tmp_path, ".json")


def test_it_is_stored_and_read_again() -> None:
    payload = msgspec.json.decode(msgspec.json.encode(result_payload(RESULT)))
    assert result_from_event(payload) == RESULT

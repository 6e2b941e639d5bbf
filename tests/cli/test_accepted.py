"""`coalition-quiz accepted`: the line it prints makes the deck accept the answer."""

import json
from io import StringIO
from pathlib import Path

import pytest

from coalition_quiz.cli.commands.accepted import accepted
from coalition_quiz.core.days import Moment
from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.events import ACCEPT, Draft
from coalition_quiz.core.items import Item, items_of
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import Outcome, Response
from coalition_quiz.decks.reading import read_deck
from coalition_quiz.history.history import History

from helpers.classroom import deck_of, make_workspace
from helpers.spoken import Talk

HEAD = "format: 1\ndeck: rivers\ntitle: Rivers\ncards:\n"
TYPED = """\
  - id: card
    typed: Which river flows through Kazan?
    answer: Volga
"""
TWO_GAPS = """\
  - id: card
    cloze: The [Volga] rises north-west of [Moscow].
    why: It is long.
"""
LISTED = """\
  - id: card
    list: Name two rivers of Russia.
    answer: [Volga, Lena, Ob]
    need: 2
"""
TEXTS = [
    "Itil",
    "the long one",
    "Itil: the old name",
    "#1",
    '"quoted" \\ back',
    "it's",
    "[Itil]",
    "{a: b}",
    "- Itil",
    "yes",
    "null",
    "1e3",
    "12:30",
    "* & ! | > % @ ` Itil",
    "a, b",
    "Идель",
    "伊德爾河",
    "نهر إتيل",
]
DECKS = {
    "typed": (TYPED, 1),
    "typed with others in one line": (f"{TYPED}    accept: [Wolga, 'Rha: the river']\n", 1),
    "typed with others below": (f"{TYPED}    accept:\n      - Wolga\n      - Rha\n", 1),
    "one gap": ("  - id: card\n    cloze: The [Volga] flows through Kazan.\n", 1),
    "one gap with others": (
        "  - id: card\n    cloze: The [Volga] flows through Kazan.\n    accept: [Wolga]\n",
        1,
    ),
    "first of two gaps": (TWO_GAPS, 1),
    "two gaps with others": (f"{TWO_GAPS}    accept: {{Moscow: [Moskva], Volga: Wolga}}\n", 1),
    "list": (LISTED, 2),
    "list with others": (f"{LISTED}    accept:\n      Lena: [Ulakhan]\n      Ob: [Umar]\n", 2),
}


def printed(deck: Path, *, as_json: bool) -> str:
    out = StringIO()
    accepted([str(deck)], as_json, out)
    return out.getvalue()


def with_line(deck: str, line: str) -> str:
    """A deck whose card has this line, in place of its `accept` if it has one."""
    head, _, after = deck.partition("    accept:")
    rest = [each for each in after.split("\n")[1:] if each and not each.startswith("      ")]
    return head + f"    {line}\n" + "".join(f"{each}\n" for each in rest)


def read_items(deck: Path) -> list[Item]:
    reading = read_deck(deck)
    assert reading.deck is not None
    assert not reading.diagnostics
    return list(items_of(reading.deck))


def verdict_of(deck: Path, response: Response) -> Outcome:
    """What the deck, as it is written, makes of an answer to its first question."""
    question = draw(read_items(deck)[0], 1)
    return grade(question.task, response).outcome


@pytest.fixture(autouse=True)
def _home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(home))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("body", "names"), DECKS.values(), ids=DECKS)
def test_with_the_line_that_is_printed_the_deck_accepts_the_answer(
    home: Path, tmp_path: Path, body: str, names: int, text: str
) -> None:
    deck = tmp_path / "rivers.yaml"
    deck.write_text(HEAD + body, encoding="utf-8")
    item = next(iter(read_items(deck))).id
    with History.open(home / "history.sqlite") as history:
        history.append([Draft(ACCEPT, item, Moment(0, 0, 1), payload={"text": text})])
    told = json.loads(printed(deck, as_json=True))
    assert f"line to add: {told['add']}\n" in printed(deck, as_json=False)
    # In a list it is put under the most similar name, which then is named already.
    others: list[tuple[str, ...]] = [()] if names == 1 else [("Lena",), ("Ob",)]
    given = [ListResponse((*each, text)) if each else TypedResponse(text) for each in others]
    assert Outcome.RIGHT not in [verdict_of(deck, each) for each in given]
    deck.write_text(with_line(HEAD + body, told["add"]), encoding="utf-8")
    assert Outcome.RIGHT in [verdict_of(deck, each) for each in given]


def test_an_answer_counted_as_right_on_the_way_is_accepted_by_the_deck(
    home: Path,
) -> None:
    workspace = make_workspace(home, deck_of("typed"))
    Talk(workspace, "City of Light", "i")
    workspace.history.close()
    deck = home / "deck0.yaml"
    told = json.loads(printed(deck, as_json=True))
    assert told["answers"] == [{"text": "City of Light", "given": 1}]
    assert told["add"] == "accept: [Lutetia, City of Light]"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("accept: [Lutetia]", told["add"]), encoding="utf-8")
    assert verdict_of(deck, TypedResponse("city of light")) is Outcome.RIGHT

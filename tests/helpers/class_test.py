"""A test for a class with every graded kind, and sheets as pupils hand them in."""

import json
from collections.abc import Mapping
from typing import Any

from coalition_quiz.classroom.answer_sheets import FORMAT, HandedIn, read_handed_in
from coalition_quiz.classroom.class_test import ClassTest, Plan, make_test
from coalition_quiz.core.items import items_of
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.decks import read_text

from helpers.classroom import CARDS, HEAD

DECK = HEAD + "".join(CARDS.values())


def every_kind(text: str = DECK, *, picture: str = "", **plan: Any) -> ClassTest:
    """Make a test of a deck; without a deck, of one with every graded kind."""
    deck = read_text(text, "kinds.yaml").deck
    assert deck is not None
    asked = {"name": "kinds", "seed": 7, "criteria": QuizCriteria(count=99)} | plan
    test, _ = make_test(items_of(deck), Plan(**asked), picture_of=lambda *_: picture)
    return test


def key_of(test: ClassTest, card: str) -> str:
    """Return the key of the question about a card."""
    return next(each.key for each in test.questions if each.item.split("/")[1] == card)


def sheet(
    test: ClassTest, code: str, answers: Mapping[str, Any], saved: str = "2023-11-20T10:00:00Z"
) -> bytes:
    """Write the file that the player saves; answers are named by their cards."""
    told = {
        "format": FORMAT,
        "test": test.id,
        "code": code,
        "saved": saved,
        "answers": {key_of(test, card): answer for card, answer in answers.items()},
    }
    return json.dumps(told).encode()


def handed_in(test: ClassTest, **sheets: Mapping[str, Any]) -> tuple[HandedIn, ...]:
    """Read one sheet per code."""
    return tuple(
        read_handed_in(test, f"{code}.json", sheet(test, code, answers))
        for code, answers in sheets.items()
    )

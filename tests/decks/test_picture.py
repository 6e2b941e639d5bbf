"""The picture of a card as it is read."""

import jsonschema
import pytest
import yaml

from coalition_quiz.core.cards import Picture
from coalition_quiz.decks import read_text
from coalition_quiz.decks.schema import deck_schema

HEAD = "format: 1\ndeck: d\ntitle: T\ncards:\n- {id: a, front: F, back: B, picture: "
VALIDATOR = jsonschema.Draft202012Validator(deck_schema())

CASES = [
    ("{file: a.png, alt: A}", []),
    ("{file: maps/deep/Köln 1.JPEG, alt: A, credit: me}", []),
    ("{file: a..b.webp, alt: A}", []),
    ("{file: a.gif, alt: ''}", ["D308"]),
    ("{file: a.gif}", ["D306"]),
    ("{alt: A}", ["D306"]),
    ("{file: a.gif, alt: A, size: 3}", ["D304"]),
    ("a.png", ["D307"]),
    ("{file: /a.png, alt: A}", ["D321"]),
    ("{file: ../a.png, alt: A}", ["D321"]),
    ("{file: b/../../a.png, alt: A}", ["D321"]),
    ("{file: b/./a.png, alt: A}", ["D321"]),
    (r"{file: 'b\a.png', alt: A}", ["D321"]),
    ("{file: 'C:/a.png', alt: A}", ["D321"]),
    ("{file: 'https://a.b/a.png', alt: A}", ["D321"]),
    ("{file: a.svg, alt: A}", ["D321"]),
    ("{file: a, alt: A}", ["D321"]),
    ("{file: [a.png], alt: A}", ["D307"]),
    (f"{{file: {'a' * 300}.png, alt: A}}", ["D321"]),
]


@pytest.mark.parametrize(("written", "codes"), CASES)
def test_reader_and_schema_agree(written: str, codes: list[str]) -> None:
    text = f"{HEAD}{written}}}\n"
    assert [each.code for each in read_text(text, "d.yaml").diagnostics] == codes
    assert VALIDATOR.is_valid(yaml.safe_load(text)) == (not codes)


def test_a_picture() -> None:
    deck = read_text(f"{HEAD}{{file: a.png, alt: A map, credit: CC0}}}}\n", "d.yaml").deck
    assert deck
    assert deck.cards[0].picture == Picture("a.png", "A map", "CC0")

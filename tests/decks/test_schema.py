"""The schema for editors agrees with the reader: what the reader takes, the schema takes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from coalition_quiz.cli.parser import parse_arguments
from coalition_quiz.decks import ReadResult, read_text
from coalition_quiz.decks.schema import deck_schema
from coalition_quiz.library.discovery import deck_files
from coalition_quiz.system.paths import bundled_decks
from decks.snippets import HEAD, read_cards
from decks.test_problems import SNIPPETS
from decks.typed_yaml import Yaml11, Yaml12, typed

ROOT = Path(__file__).parents[2]
DECKS = sorted((ROOT / "decks").glob("*.yaml"))
EXAMPLES = re.findall(
    r"```yaml\n(.*?)```", (ROOT / "docs" / "deck-format.md").read_text(encoding="utf-8"), re.DOTALL
)
VALIDATOR = Draft202012Validator(deck_schema())
LOADERS = (Yaml11, Yaml12)

# Each in a deck of its own, with the code that the reader has for it.
CARD_MISTAKES = """
D301 - text
D301 - [a]
D302 - {}
D302 - {id: a, chioce: b, answer: c}
D303 - {front: a, truth: b}
D303 - {front: a, back: b, typed: c}
D304 - {front: a, back: b, bakc: c}
D304 - {front: a, back: b, changed: {on: 2020, was: c, by: d}}
D305 - {front: a, back: b, accept: c}
D305 - {date: a, answer: 2020, within: 5%}
D306 - {front: a}
D306 - {choice: a, wrong: [b]}
D306 - {choice: a, answer: b}
D306 - {truth: a}
D306 - {typed: a}
D306 - {number: a}
D306 - {date: a}
D306 - {order: a}
D306 - {match: a}
D306 - {list: a}
D306 - {front: a, back: b, changed: {on: 2020}}
D306 - {front: a, back: b, retired: {why: c}}
D307 - {front: [[a]], back: b}
D314 - {front: [], back: b}
D306 - {word: a}
D308 - {word: [a, ''], means: b}
D307 - {word: a, means: {b: c}}
D314 - {word: a, means: []}
D307 - {word: a, means: b, both: maybe}
D307 - {front: a, back: {b: c}}
D307 - {front: a, back: b, both: maybe}
D307 - {front: a, back: b, both: 1}
D307 - {front: a, back: b, tags: {c: d}}
D307 - {front: a, back: b, why: [c]}
D307 - {front: a, back: b, retired: yes}
D307 - {front: a, back: b, as_of: [2020]}
D307 - {front: a, back: b, lint_ignore: [Q101]}
D307 - {choice: a, answer: b, wrong: c}
D307 - {choice: a, answer: b, wrong: [[c]]}
D307 - {choice: a, answer: b, wrong: {c: [d]}}
D307 - {typed: a, answer: [b]}
D307 - {typed: a, answer: b, accept: {c: d}}
D307 - {order: a, answer: b}
D307 - {match: a, pairs: [b]}
D307 - {list: a, answer: b}
D307 - {list: a, answer: [b, c], accept: [d]}
D307 - {list: a, answer: [b, c], accept: {b: {d: e}}}
D307 - {cloze: [a]}
D308 - {front: , back: b}
D308 - {front: a, back: ''}
D308 - {front: a, back: ' '}
D308 - {front: a, back: b, source: }
D308 - {front: a, back: b, lint_ignore: {Q101: }}
D308 - {front: a, back: b, tags: [c, '']}
D308 - {choice: a, answer: b, wrong: {'': c}}
D308 - {match: a, pairs: {b: c, ' ': d}}
D308 - {match: a, pairs: {b: c, d: }}
D308 - {number: a, answer: }
D309 - {date: a, answer: 2014-13}
D309 - {date: a, answer: 2014-25}
D309 - {date: a, answer: 2023-04-31}
D309 - {date: a, answer: 2023-02-30}
D309 - {date: a, answer: 10.2023}
D309 - {date: a, answer: 0000}
D309 - {date: a, answer: 20145}
D309 - {date: a, answer: 2014.5}
D309 - {front: a, back: b, as_of: }
D309 - {front: a, back: b, review_by: soon}
D309 - {front: a, back: b, retired: {on: x, why: c}}
D310 - {number: a, answer: 5, within: -5%}
D310 - {number: a, answer: 5, within: -5}
D310 - {choice: a, answer: b, wrong: [c], options: 1}
D310 - {choice: a, answer: b, wrong: [c], options: 101}
D310 - {choice: a, answer: b, wrong: [c], options: 2.5}
D310 - {choice: a, answer: b, wrong: [c], options: two}
D310 - {choice: a, answer: b, wrong: [c], options: }
D310 - {order: a, from: t, draw: 1}
D310 - {list: a, answer: [b, c], need: 0}
D311 - {truth: a, answer: perhaps}
D311 - {truth: a, answer: 1}
D311 - {truth: a, answer: }
D312 - {front: a, back: b, id: a b}
D312 - {front: a, back: b, id: -a}
D312 - {front: a, back: b, was: a/b/c}
D312 - {front: a, back: b, was: [c, ~d]}
D314 - {choice: a, answer: [], wrong: [b]}
D314 - {choice: a, answer: b, wrong: []}
D314 - {choice: a, answer: b, wrong: {}}
D314 - {order: a, answer: [b]}
D314 - {match: a, pairs: {b: c}}
D314 - {list: a, answer: []}
D322 - {typed: a, answer: b, strict: [capitals]}
D322 - {typed: a, answer: b, strict: accent}
D304 - {typed: a, answer: b, strict: {back: [case]}}
D317 - {choice: a, answer: b, wrong: [c], from: p}
D317 - {order: a, answer: [b, c], from: t}
D317 - {order: a, answer: [b, c], draw: 2}
D318 - {cloze: no gap}
D318 - {cloze: 'a [b'}
D318 - {cloze: 'a b]'}
D318 - {cloze: 'a [b [c] d]'}
D318 - {cloze: 'a [ ] b'}
D318 - {cloze: 'a [|h] b'}
D318 - {cloze: 'a \\[b\\] c'}
D318 - {cloze: 5}
"""
READER_ALONE = """
D309 - {date: a, answer: 01/02/2024}
D309 - {date: a, answer: 14 July 89}
D309 - {date: a, answer: about 1850}
D310 - {number: a, answer: about 35k}
D310 - {number: a, answer: 35k}
D310 - {number: a, answer: 1 2 3 4}
D310 - {number: a, answer: yes sir}
D310 - {number: a, answer: 5 km, within: some}
D317 - {number: a, answer: 5 km, unit: miles}
"""
"""Values that may be words of any language, which no schema knows."""
DECK_MISTAKES = """
D201 [a]
D201 text
D202 {deck: d, title: T, cards: []}
D202 {format: 1, title: T, cards: []}
D202 {format: 1, deck: d, cards: []}
D202 {format: 1, deck: d, title: T}
D203 {format: 1, deck: d, title: T, cards: [], titel: T}
D204 {format: 2, deck: d, title: T, cards: []}
D204 {format: one, deck: d, title: T, cards: []}
D204 {format: , deck: d, title: T, cards: []}
D205 {format: 1, deck: d d, title: T, cards: []}
D304 {format: 1, deck: d, title: T, cards: [], sources: {s: {title: T, year: 2020}}}
D304 {format: 1, deck: d, title: T, cards: [], timelines: {t: [{date: 1, event: e, at: f}]}}
D306 {format: 1, deck: d, title: T, cards: [], sources: {s: {author: A}}}
D306 {format: 1, deck: d, title: T, cards: [], timelines: {t: [{event: e}, {event: f}]}}
D307 {format: 1, deck: d, title: T, cards: {a: b}}
D307 {format: 1, deck: d, title: T, cards: [], sources: }
D307 {format: 1, deck: d, title: T, cards: [], sources: {s: T}}
D307 {format: 1, deck: d, title: T, cards: [], pools: {p: a}}
D307 {format: 1, deck: d, title: T, cards: [], pools: [a]}
D307 {format: 1, deck: d, title: T, cards: [], timelines: {t: [a, b]}}
D307 {format: 1, deck: d, title: T, cards: [], author: [A]}
D308 {format: 1, deck: d, title: , cards: []}
D308 {format: 1, deck: d, title: T, cards: [], pools: {p: [a, b, '']}}
D309 {format: 1, deck: d, title: T, cards: [], as_of: now}
D314 {format: 1, deck: d, title: T, cards: }
D314 {format: 1, deck: d, title: T, cards: [], pools: {p: [a]}}
D314 {format: 1, deck: d, title: T, cards: [], timelines: {t: [{date: 2020, event: e}]}}
"""
ALWAYS_SEEN = frozenset(
    {"D301", "D302", "D303", "D304", "D305", "D306", "D308", "D309", "D311", "D312", "D317", "D318"}
)
"""The codes of cards that a schema refuses wherever the reader does; others it sees at times."""


def in_deck(cards: str) -> str:
    return HEAD + indent(dedent(cards), "  ")


def entries(table: str) -> list[Any]:
    """The rows of a table of mistakes as parameters: a code and a text."""
    rows = (line.split(" ", 1) for line in table.strip().splitlines())
    return [pytest.param(code, text, id=f"{code} {text}") for code, text in rows]


def is_yaml(text: str) -> bool:
    """Whether a schema has anything to look at."""
    try:
        refusals(text)
    except (yaml.YAMLError, TypeError):
        return False
    return True


def errors(result: ReadResult) -> set[str]:
    """The codes of the errors; a warning spoils nothing."""
    return {each.code for each in result.diagnostics if each.severity == "error"}


def refusals(text: str) -> list[bool]:
    """Whether the schema refuses a text, in YAML 1.1 and in YAML 1.2."""
    return [not VALIDATOR.is_valid(typed(text, loader)) for loader in LOADERS]


def properties(part: Any) -> Iterator[tuple[str, Any]]:
    """Every key that a deck may have somewhere; rules between keys are passed over."""
    if isinstance(part, dict):
        yield from part.get("properties", {}).items()
        for name, each in part.items():
            if name not in {"if", "then", "else"}:
                yield from properties(each)


def test_is_a_schema() -> None:
    """It is valid itself, by JSON Schema 2020-12."""
    Draft202012Validator.check_schema(deck_schema())


def test_shipped_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands beside the decks is what the command prints, in ASCII for any shell."""
    assert parse_arguments(["schema"])() == 0
    printed = capsys.readouterr().out
    assert printed.isascii()
    assert printed == (bundled_decks() / "deck.schema.json").read_text(encoding="utf-8")


def test_is_no_deck() -> None:
    """The schema beside the decks is not taken for one of them."""
    assert [file.name for file in deck_files([bundled_decks()])] == [path.name for path in DECKS]


def test_every_key_is_described() -> None:
    """An editor has a sentence for each key."""
    for name, part in properties(deck_schema()):
        assert "$ref" in part or part["description"].endswith("."), name


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_bundled_decks(path: Path) -> None:
    """Every deck that ships names the schema, and is valid in both."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=deck.schema.json\n")
    assert not errors(read_text(text, path.name))
    assert refusals(text) == [False, False]


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.splitlines()[1])
def test_documented_decks(text: str) -> None:
    """Every example of the documentation is valid in both."""
    assert not errors(read_text(text, "deck.yaml"))
    assert refusals(text) == [False, False]


@pytest.mark.parametrize(("code", "card"), entries(CARD_MISTAKES))
def test_card_mistake(code: str, card: str) -> None:
    """Each mistake is refused by both; without it the deck is valid in both."""
    assert code in errors(read_cards(f"{card}\n"))
    assert refusals(in_deck(card)) == [True, True]


@pytest.mark.parametrize(("code", "card"), entries(READER_ALONE))
def test_mistake_in_words(code: str, card: str) -> None:
    """What people type as a number or a date is checked by the reader alone."""
    assert code in errors(read_cards(f"{card}\n"))
    assert refusals(in_deck(card)) == [False, False]


@pytest.mark.parametrize(("code", "text"), entries(DECK_MISTAKES))
def test_deck_mistake(code: str, text: str) -> None:
    """So is each mistake around the cards."""
    assert code in errors(read_text(f"{text}\n", "deck.yaml"))
    assert refusals(text) == [True, True]


@pytest.mark.parametrize("snippet", [each for each, _ in SNIPPETS if is_yaml(in_deck(each))])
def test_never_stricter(snippet: str) -> None:
    """Of all known problems of cards, the schema sees some, and none where there is none."""
    codes = errors(read_cards(f"{snippet}\n"))
    refused = refusals(in_deck(snippet))
    if not codes:
        assert refused == [False, False]
    if codes & ALWAYS_SEEN:
        assert refused == [True, True]


def numbered(count: int) -> str:
    return f"[{', '.join(f'r{number}' for number in range(count))}]"


def pairs(count: int) -> str:
    return f"{{{', '.join(f'{number}: r{number}' for number in range(count))}}}"


@pytest.mark.parametrize(
    ("most", "card"),
    [
        (79_920, lambda most: f"front: Q, back: {'a' * most}"),
        (999, lambda most: f"order: Q, answer: {numbered(most)}"),
        (499, lambda most: f"match: Q, pairs: {pairs(most)}"),
    ],
    ids=["text", "order", "match"],
)
def test_too_long(most: int, card: Callable[[int], str]) -> None:
    """As much as may be is valid in both, and what is more is refused by both."""
    as_much, more = (f"- {{{card(size)}}}\n" for size in (most, most + 1_500))
    assert (errors(read_cards(as_much)), refusals(in_deck(as_much))) == (set(), [False, False])
    assert (errors(read_cards(more)), refusals(in_deck(more))) == ({"D319"}, [True, True])


@pytest.mark.parametrize("word", ["null", "~"])
def test_words_that_want_quotes(word: str) -> None:
    """The one thing that the reader takes and the schema does not: what is nothing to YAML."""
    plain, quoted = (f"- {{typed: a, answer: {text}}}" for text in (word, f"'{word}'"))
    assert not errors(read_cards(f"{plain}\n"))
    assert refusals(in_deck(plain)) == [True, True]
    assert not errors(read_cards(f"{quoted}\n"))
    assert refusals(in_deck(quoted)) == [False, False]

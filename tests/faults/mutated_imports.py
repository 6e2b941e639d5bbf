"""Files of other programs changed at random and imported.

What they are changed from: bundled decks in every format that is written, and small foreign files.
"""

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.reading import read_deck, read_text
from coalition_quiz.decks.writer import write_deck
from coalition_quiz.exchange.formats import FORMATS, WRITTEN, read
from coalition_quiz.exchange.model import ExchangeError, ExportOptions, Imported, ImportOptions
from coalition_quiz.exchange.naming import named_cards
from coalition_quiz.system.paths import bundled_decks
from coalition_quiz.system.text import is_showable
from exchange.test_anki import generations
from exchange.test_school import LINES, MOODLE
from faults.tally import Bench, Case, Tally

_CARDS = 6
_NOW = ExportOptions(now_ms=1_790_000_000_000)


@cache
def corpus() -> Sequence[tuple[str, bytes]]:
    """What is changed, with the names of the formats."""
    found = [(name, text.encode()) for name, text in LINES.items()]
    found += [("anki", data) for data in generations().values()]
    found += [("moodle", MOODLE.encode()), ("moodle", MOODLE.encode("cp1252"))]
    paths = sorted(bundled_decks().glob("*.yaml"))
    decks = [
        replace(deck, cards=deck.cards[:_CARDS]) for path in paths if (deck := read_deck(path).deck)
    ]
    for name in WRITTEN:
        write = FORMATS[name].write
        assert write is not None
        found += [(name, write([deck], _NOW).data) for deck in decks]
    return found


def mutated(chance: random.Random) -> tuple[str, bytes]:
    """Return one of the corpus after some changes, and the format to read it as."""
    name, data = chance.choice(corpus())
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        at, length = chance.randrange(len(data) + 1), chance.randrange(1, 60)
        match chance.randrange(5):
            case 0:
                data = data[:at] + data[at + length :]
            case 1:
                data = data[:at] + data[at : at + length] + data[at:]
            case 2:
                data = data[:at] + chance.randbytes(chance.randrange(1, 8)) + data[at + 1 :]
            case 3:
                _, other = chance.choice(corpus())
                start = chance.randrange(len(other))
                data = data[:at] + other[start : start + length] + data[at:]
            case _:
                data = data[:at] if chance.random() < 0.2 else data
    return chance.choice(["", name, name, chance.choice(list(FORMATS))]), data


def _import(case: Case, _folder: Path, tally: Tally) -> None:
    seed, count = case
    chance = random.Random(seed)
    for number in range(count):
        name, data = mutated(chance)
        tally.tried += 1
        at = f"file {number} of {seed} as {name or 'anything'}"
        try:
            _check(read(data, ImportOptions("file", history=True), name), at, tally)
        except ExchangeError as error:
            tally.count("files refused")
            if not str(error) or not is_showable(str(error)):
                tally.note("wrong", f"{at}: no sentence: {error!r}")
        except Exception as error:  # noqa: BLE001 - counted
            tally.note("tracebacks", f"{at}: {error!r}")


def _check(found: Imported, at: str, tally: Tally) -> None:
    """Write what was read as a deck, and read that."""
    tally.count("files read")
    for name in found.media:
        _unpack(found, name)
    cards = tuple(named_cards(found.cards, "demo", {}))
    text = write_deck(Deck("demo", found.title or "Demo", "", cards))
    result = read_text(text, "")
    if result.deck is None or not is_showable(text):
        tally.note("wrong", f"{at}: no deck: {result.diagnostics[:1]}")
    elif len(result.deck.cards) < len(cards):
        tally.count("cards with a problem", len(cards) - len(result.deck.cards))


def _unpack(found: Imported, name: str) -> None:
    try:
        found.media[name]
    except ExchangeError:
        return


MUTATED_IMPORTS = {
    "mutated import": Bench(
        about="files of other programs changed at random and imported",
        attempt=_import,
        every=[(seed, 250) for seed in range(80)],
        few=[(3_000, 60)],
        at_once=2,
        in_memory=True,
    ),
}

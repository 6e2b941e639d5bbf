"""Suggestions for a deck that should accept an answer which a learner counted as right."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.kinds.word import Word
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.system.text import is_showable

_PLAIN = re.compile(r"[^\W\d_](?:[\w.'-]| (?=[\w.'-]))*")
_MISREAD = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


class Amendment(NamedTuple):
    """A change that would make a card accept more answers.

    Attributes:
        line: the line to add to the card, or to replace that of the same key with; empty if no
            line can do it.
        advice: a sentence on what to do; empty if the line is enough.
    """

    line: str = ""
    advice: str = ""


def suggest_amendment(item: Item, texts: Sequence[str]) -> Amendment:
    """Suggest how to make the card of an item accept these texts as answers."""
    new = [text for text in texts if is_showable(text)]
    match item.card.body:
        case Word() as word:
            side, entry = ("word", word.word) if item.part else ("means", word.means)
            return Amendment(f"{side}: {_sequence((entry.text, *_merged_accept(entry, new)))}")
        case Typed(prompt=prompt) if item.part:
            known = (prompt, *item.card.wordings)
            return Amendment(f"typed: {_sequence(dict.fromkeys((*known, *new)))}")
        case Typed(answer=answer):
            return Amendment(_line(_sequence(_merged_accept(answer, new))))
        case Cloze() as cloze:
            gap = cloze.gaps[int(item.part.removeprefix("gap")) - 1]
            entries = [each.entry for each in cloze.gaps]
            if len(entries) == 1:
                return Amendment(_line(_sequence(_merged_accept(gap.entry, new))))
            return Amendment(_line(_mapping(entries, {gap.entry.text: new})))
        case List(answer=entries):
            return _amend_list(entries, new)
        case Number() as number:
            return Amendment(advice=_advise_number(number))
        case _:
            return Amendment(
                advice="A date card has no `accept`. Correct `answer`, or make it less precise, "
                "such as the year alone."
            )


def _amend_list(entries: Sequence[Entry], new: Sequence[str]) -> Amendment:
    """Put each name under the most similar entry; only a person can say whether that is right."""
    places: dict[str, list[str]] = {}
    for text in new:
        nearest = max(entries, key=lambda entry: _similarity(entry, text))
        places.setdefault(nearest.text, []).append(text)
    return Amendment(
        _line(_mapping(entries, places)),
        "Move each name under the entry it belongs to, or add it to `answer`.",
    )


def _similarity(entry: Entry, text: str) -> float:
    given = normalise(text)
    spellings = (entry.text, *entry.accept)
    return max(SequenceMatcher(None, normalise(each), given).ratio() for each in spellings)


def _advise_number(number: Number) -> str:
    within = (
        f"Increase `within` (now {_as_written(number.within)})" if number.within else "Add `within`"
    )
    return f"A number card has no `accept`. {within}, or correct `answer` or `unit`."


def _as_written(within: Tolerance) -> str:
    if within.relative:
        return f"{(within.amount * 100).normalize():f}%"
    return f"{within.amount:f}"


def _merged_accept(entry: Entry, new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*entry.accept, *new)))


def _mapping(entries: Iterable[Entry], new: Mapping[str, Sequence[str]]) -> str:
    pairs = {entry.text: _merged_accept(entry, new.get(entry.text, ())) for entry in entries}
    each = (f"{_scalar(text)}: {_sequence(more)}" for text, more in pairs.items() if more)
    return "{" + ", ".join(each) + "}"


def _sequence(texts: Iterable[str]) -> str:
    return "[" + ", ".join(map(_scalar, texts)) + "]"


def _scalar(text: str) -> str:
    """Write a text as a YAML scalar inside brackets. JSON's quotes are valid in YAML."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _MISREAD
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _line(value: str) -> str:
    return f"accept: {value}"

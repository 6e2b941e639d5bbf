"""What an author would write into a deck so that it accepts what a learner counts as right."""

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
from coalition_quiz.core.questions.tasks import Entry, Tolerance
from coalition_quiz.system.text import is_showable

_PLAIN = re.compile(r"[^\W\d_](?:[\w.'-]| (?=[\w.'-]))*")
_MISREAD = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


class Amendment(NamedTuple):
    """How a card would come to accept some answers.

    Attributes:
        line: the line that the card needs, in place of its `accept` if it has one; empty if no
            line can do it.
        advice: a sentence on what to do; empty if the line says it all.
    """

    line: str = ""
    advice: str = ""


def amendment(item: Item, texts: Sequence[str]) -> Amendment:
    """How the card of an item would come to accept these texts as answers."""
    new = [text for text in texts if is_showable(text)]
    match item.card.body:
        case Typed(answer=answer):
            return Amendment(_line(_sequence(_with(answer, new))))
        case Cloze() as cloze:
            gap = cloze.gaps[int(item.part.removeprefix("gap")) - 1]
            entries = [each.entry for each in cloze.gaps]
            if len(entries) == 1:
                return Amendment(_line(_sequence(_with(gap.entry, new))))
            return Amendment(_line(_mapping(entries, {gap.entry.text: new})))
        case List(answer=entries):
            return _of_list(entries, new)
        case Number() as number:
            return Amendment(advice=_of_number(number))
        case _:
            return Amendment(
                advice="A date has no `accept`: check `answer`, or write it less exactly, "
                "such as the year alone."
            )


def _of_list(entries: Sequence[Entry], new: Sequence[str]) -> Amendment:
    """A line that puts each name where it is most alike, which only a person can know."""
    places: dict[str, list[str]] = {}
    for text in new:
        nearest = max(entries, key=lambda entry: _likeness(entry, text))
        places.setdefault(nearest.text, []).append(text)
    return Amendment(
        _line(_mapping(entries, places)),
        "Put each name under the item that it stands for, or add it to `answer`.",
    )


def _likeness(entry: Entry, text: str) -> float:
    given = normalise(text)
    spellings = (entry.text, *entry.accept)
    return max(SequenceMatcher(None, normalise(each), given).ratio() for each in spellings)


def _of_number(number: Number) -> str:
    within = f"widen `within` (now {_written(number.within)})" if number.within else "add `within`"
    return f"A number has no `accept`: {within}, or check `answer` and `unit`."


def _written(within: Tolerance) -> str:
    if within.relative:
        return f"{(within.amount * 100).normalize():f}%"
    return f"{within.amount:f}"


def _with(entry: Entry, new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*entry.accept, *new)))


def _mapping(entries: Iterable[Entry], new: Mapping[str, Sequence[str]]) -> str:
    pairs = {entry.text: _with(entry, new.get(entry.text, ())) for entry in entries}
    each = (f"{_scalar(text)}: {_sequence(more)}" for text, more in pairs.items() if more)
    return "{" + ", ".join(each) + "}"


def _sequence(texts: Iterable[str]) -> str:
    return "[" + ", ".join(map(_scalar, texts)) + "]"


def _scalar(text: str) -> str:
    """A text as YAML has it inside brackets; JSON's quotes are YAML's as well."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _MISREAD
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _line(value: str) -> str:
    return f"accept: {value}"

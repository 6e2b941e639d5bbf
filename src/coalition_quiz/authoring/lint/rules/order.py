"""Rules about the order of options and rows."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from coalition_quiz.authoring.lint.rule import CardView, Finding, card_rule
from coalition_quiz.core.grading.option_order import Magnitude, sort_key
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.typed import Typed

# Q309 unordered-numbers: numbers that are hard to compare at a glance.

_FEWEST_NUMBERS = 3
_DIGIT = re.compile(r"\d")
_FRACTION = re.compile(r"\d+ ?[/⁄] ?\d+|[½⅓⅔¼¾⅕⅛]")
_PARTS = 3

# The names of units in the singular, each with its size in the first unit of its row.
_METRIC, _IMPERIAL = "metric", "imperial"
_ROWS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "length",
        _METRIC,
        (
            ("mm millimetre millimeter", "1"),
            ("cm centimetre centimeter", "10"),
            ("m metre meter", "1e3"),
            ("km kilometre kilometer", "1e6"),
        ),
    ),
    (
        "length",
        _IMPERIAL,
        (
            ("in inch inche", "25.4"),
            ("ft foot feet", "304.8"),
            ("yd yard", "914.4"),
            ("mi mile", "1609344"),
        ),
    ),
    (
        "mass",
        _METRIC,
        (("mg milligram", "1"), ("g gram", "1e3"), ("kg kilo kilogram", "1e6"), ("t tonne", "1e9")),
    ),
    ("mass", _IMPERIAL, (("oz ounce", "28349.5"), ("lb pound", "453592"))),
    ("volume", _METRIC, (("ml millilitre milliliter", "1"), ("l litre liter", "1e3"))),
    ("volume", _IMPERIAL, (("pint", "568"), ("gal gallon", "4546"))),
    ("temperature", _METRIC, (("°c", "1"),)),
    ("temperature", _IMPERIAL, (("°f", "1"),)),
    (
        "time",
        "",
        (
            ("ms millisecond", "1e-3"),
            ("s sec second", "1"),
            ("min minute", "60"),
            ("h hour", "3600"),
            ("day", "86400"),
            ("week", "604800"),
            ("month", "2629800"),
            ("year", "31557600"),
            ("decade", "315576000"),
            ("century centurie", "3155760000"),
        ),
    ),
)
_UNITS = {
    name: (dimension, system, Decimal(factor))
    for dimension, system, row in _ROWS
    for names, factor in row
    for name in names.split()
}


@card_rule(
    "Q309",
    "unordered-numbers",
    "Options with amounts use different units or forms, which makes them hard to compare.",
    kinds={"choice"},
)
def _unordered_numbers(view: CardView) -> Iterator[Finding]:
    if not _DIGIT.search(view.answers[0][:60]):
        return
    texts = view.options
    if len(texts) < _FEWEST_NUMBERS or not all(map(_DIGIT.search, texts)):
        return
    found = _mixed_units(texts) or _mixed_forms(texts)
    if found:
        message, text = found
        yield Finding(
            message,
            "Write all options in the same unit and form, so that they are sorted by size.",
            view.field_of(text),
            text,
        )


_Mixed = tuple[str, str] | None
"""The mixture, and an option that shows it; or None."""


def _mixed_units(texts: Sequence[str]) -> _Mixed:
    keys = [sort_key(text) for text in texts]
    known = [(key, text) for key, text in zip(keys, texts, strict=True) if key]
    units = {key.unit for key, _ in known}
    if len(known) < len(texts) or len(units) == 1 or not units <= _UNITS.keys():
        return None
    if len({_UNITS[unit][0] for unit in units}) > 1 or _go_by_unit([key for key, _ in known]):
        return None
    first, other = known[0][0], next(pair for pair in known if pair[0].unit != known[0][0].unit)
    return f"the options mix `{first.unit}` and `{other[0].unit}`", other[1]


def _go_by_unit(keys: Sequence[Magnitude]) -> bool:
    """Whether every amount in a larger unit is larger, as with 6 months and 2 years."""
    if len({_UNITS[key.unit][1] for key in keys}) > 1:
        return False
    sizes = sorted((_UNITS[key.unit][2], key.size * _UNITS[key.unit][2]) for key in keys)
    return all(one[1] <= other[1] for one, other in pairwise(sizes))


def _mixed_forms(texts: Sequence[str]) -> _Mixed:
    """Find fractions mixed with decimals or percentages."""
    fractions = [text for text in texts if _FRACTION.fullmatch(text.strip())]
    others = [text for text in texts if (key := sort_key(text)) and key.unit in ("", "%")]
    shares = [text for text in others if text.rstrip().endswith("%")]
    points = [text for text in others if "." in text and text not in shares]
    forms = [form for form in (fractions, points, shares) if form]
    if len(fractions) + len(others) < len(texts) or len(forms) < _PARTS - 1:
        return None
    least = min(forms, key=len)
    return "the options mix fractions, decimals and percentages", least[0]


# Q311 labelled-row: letters or numbers in front of options or rows, which are shuffled when they
# are shown.

_MOST = 100
_LONGEST_PROMPT = 2_000
_LABEL = re.compile(r"\(?(?P<label>[a-hA-H]|\d{1,2}|[ivx]{1,4})(?P<end>[.)]|:(?=\s))\s+(?=\S)")
_IN_PROMPT = re.compile(
    r"^\s*\(?[aA1][.)]\s+\S.*\n\s*\(?[bB2][.)]\s+\S"
    # The lines of a prompt are joined unless it is a block of text.
    r"|(?:^|\s)\(?[aA1]\)\s+\S[^\n]{0,200}\s\(?[bB2]\)\s+\S",
    re.MULTILINE,
)
_JOINED = re.compile(r"\s[aA1]\.\s+\S[^\n]{0,200}\s[bB2]\.\s+\S")
_LETTER = re.compile(r"\(?[a-hA-H1-9][.)]?")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_FEWEST_LABELS = 2


@card_rule(
    "Q311",
    "labelled-row",
    "Options or rows start with their own letters or numbers.",
    kinds={"choice", "order", "list", "typed"},
)
def _labelled_row(view: CardView) -> Iterator[Finding]:
    if view.kind in {"choice", "typed"} and ("." in view.prompt or ")" in view.prompt):
        found = _options_in(view)
        if found:
            yield Finding(
                "the question contains lettered options",
                "Use a `choice` card, with the options under `answer` and `wrong` and no letters.",
                view.kind,
                found.strip().partition("\n")[0],
            )
    texts = _texts(view)
    labels = [_LABEL.match(text) for text in texts]
    first = next((label for label in labels if label), None)
    if not first or not _count_on([label["label"].lower() for label in labels if label], texts):
        return
    row = texts[labels.index(first)]
    told = "give away the order" if view.kind == "order" else "mean nothing to learners"
    yield Finding(
        f"labels such as `{first[0].strip()}` {told}",
        f"Remove them: write `{row[first.end() :]}`.",
        "answer" if row in view.answers else "wrong",
        row,
    )


def _options_in(view: CardView) -> str:
    """Find lettered options in a prompt. With full stops, *A. Smith* may be a name."""
    prompt = view.prompt[:_LONGEST_PROMPT]
    found = _IN_PROMPT.search(prompt)
    if not found and all(map(_LETTER.fullmatch, view.answers)):
        found = _JOINED.search(prompt)
    return found[0] if found else ""


def _texts(view: CardView) -> Sequence[str]:
    match view.body:
        case Choice():
            return (*view.answers, *view.distractors)[:_MOST]
        case Order(answer=answer):
            return answer[:_MOST]
        case List() | Typed():
            return view.answers[:_MOST]
        case _:
            return ()


def _count_on(labels: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether labels are a row of their own from its beginning: a, b, c or 1, 2, 3."""
    if len(labels) < len(texts) or len(texts) < _FEWEST_LABELS:
        return False
    rows = ("abcdefgh", [str(number) for number in range(1, len(labels) + 1)], _ROMAN)
    return any(sorted(labels) == sorted(row[: len(labels)]) for row in rows)

"""Q309: numbers that are hard to compare at a glance."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.options import field_of, options
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.grading.option_order import Magnitude, sort_key

_FEWEST = 3
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
        (
            ("mg milligram", "1"),
            ("g gram", "1e3"),
            ("kg kilo kilogram", "1e6"),
            ("t tonne", "1e9"),
        ),
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


def _check(view: CardView) -> Iterator[Finding]:
    if not _DIGIT.search(view.answers[0][:60]):
        return
    texts = options(view)
    if len(texts) < _FEWEST or not all(map(_DIGIT.search, texts)):
        return
    found = _mixed_units(texts) or _mixed_forms(texts)
    if found:
        message, text = found
        yield Finding(
            message,
            "Write all options in one unit and one form; they are then shown in their order.",
            field_of(view, text),
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
    return f"the options count in `{first.unit}` and in `{other[0].unit}`", other[1]


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
    return "the options are in part fractions, decimals or shares in per cent", least[0]


RULE = Rule(
    code="Q309",
    name="unordered-numbers",
    meaning="Options that are amounts have different units or forms, so that they are hard to "
    "compare.",
    kinds=frozenset({"choice"}),
    check=_check,
)

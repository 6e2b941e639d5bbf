"""Units as people write them: km² or sq km or square kilometres, US$ or dollars, airstrikes.

A unit is read into its dimensions and a factor. This makes two spellings of one unit equal, and
3 km equal to 3,000 m. Only decimal units and units of time are converted into one another: a mile
is a separate unit.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import product

from msgspec import Struct

from coalition_quiz.core.grading.characters import plain


class Unit(Struct, frozen=True):
    """A unit: what it measures, as sorted pairs of a base and its exponent, and how large it is."""

    dimensions: tuple[tuple[str, int], ...]
    factor: Fraction = Fraction(1)


_LONGEST = 60
_PREFIXES = {
    "nano": ("n", -9), "micro": ("μ", -6), "milli": ("m", -3), "centi": ("c", -2),
    "deci": ("d", -1), "hecto": ("h", 2), "kilo": ("k", 3), "mega": ("M", 6), "giga": ("G", 9),
    "tera": ("T", 12),
}  # fmt: skip
# The symbol and the names of units that take a prefix, with the power of ten of their base.
_PREFIXED = {
    "m": ("metre meter", {"m": 1}, 0),
    "g": ("gram gramme gr", {"g": 1}, 0),
    "s": ("second sec", {"s": 1}, 0),
    "l": ("litre liter ltr ltre", {"m": 3}, -3),
    "W": ("watt", {"W": 1}, 0),
    "J": ("joule", {"J": 1}, 0),
    "Wh": ("watt-hour watthour", {"Wh": 1}, 0),
    "V": ("volt", {"V": 1}, 0),
    "A": ("ampere amp", {"A": 1}, 0),
    "Ω": ("ohm", {"Ω": 1}, 0),
    "Hz": ("hertz", {"Hz": 1}, 0),
    "Pa": ("pascal", {"Pa": 1}, 0),
    "N": ("newton", {"N": 1}, 0),
    "F": ("farad", {"F": 1}, 0),
    "T": ("tesla", {"T": 1}, 0),
    "eV": ("electronvolt electron-volt", {"eV": 1}, 0),
    "cal": ("calorie", {"cal": 1}, 0),
    "B": ("byte", {"B": 1}, 0),
    "bit": ("bit", {"bit": 1}, 0),
    "b": ("bits", {"bit": 1}, 0),
    "mol": ("mole", {"mol": 1}, 0),
    "t": ("tonne", {"g": 1}, 6),
    "bar": ("bar", {"bar": 1}, 0),
    "Sv": ("sievert", {"Sv": 1}, 0),
    "Bq": ("becquerel", {"Bq": 1}, 0),
    "K": ("kelvin", {"K": 1}, 0),
}
_HOUR = Fraction(3600)
# Names of units without prefixes, in lower case, each with its dimensions and factor.
_PLAIN: tuple[tuple[str, dict[str, int], Fraction], ...] = (
    ("%|percent|per cent|pct|p.c.", {"%": 1}, Fraction(1)),
    ("‰|per mille|per mill|permille", {"%": 1}, Fraction(1, 10)),
    ("percentage point|pp|ppt|%-point", {"%pt": 1}, Fraction(1)),
    ("kilo", {"g": 1}, Fraction(1000)),
    ("micron", {"m": 1}, Fraction(1, 10**6)),
    ("sqkm|qkm", {"m": 2}, Fraction(10**6)),
    ("sqm|qm", {"m": 2}, Fraction(1)),
    ("hectare|ha", {"m": 2}, Fraction(10**4)),
    ("cc", {"m": 3}, Fraction(1, 10**6)),
    ("metric ton|metric tonne", {"g": 1}, Fraction(10**6)),
    ("ton", {"ton": 1}, Fraction(1)),
    ("minute|min|'", {"s": 1}, Fraction(60)),
    ("hour|hr|h", {"s": 1}, _HOUR),
    ("day|d", {"s": 1}, 24 * _HOUR),
    ("week|wk", {"s": 1}, 168 * _HOUR),
    ("month|mo", {"month": 1}, Fraction(1)),
    ("year|yr|y|annum|yo|year old", {"month": 1}, Fraction(12)),
    ("decade", {"month": 1}, Fraction(120)),
    ("century", {"month": 1}, Fraction(1200)),
    ("kph|kmh|kmph|km/hr", {"m": 1, "s": -1}, 1000 / _HOUR),
    ("mph|mi/h", {"mile": 1, "s": -1}, 1 / _HOUR),
    ("knot|kn|kt", {"knot": 1}, Fraction(1)),
    ("mile|mi", {"mile": 1}, Fraction(1)),
    ("nautical mile|nmi|sea mile", {"nmi": 1}, Fraction(1)),
    ("foot|feet|ft|'", {"foot": 1}, Fraction(1)),
    ('inch|in|inche|"', {"inch": 1}, Fraction(1)),
    ("yard|yd", {"yard": 1}, Fraction(1)),
    ("acre|ac", {"acre": 1}, Fraction(1)),
    ("lb|lbs|pound|pound weight", {"lb": 1}, Fraction(1)),
    ("ounce|oz", {"oz": 1}, Fraction(1)),
    ("stone|st", {"stone": 1}, Fraction(1)),
    ("gallon|gal", {"gallon": 1}, Fraction(1)),
    ("°|degree|deg", {"°": 1}, Fraction(1)),
    (
        (
            "°c|degree celsius|degree centigrade|celsius|celcius|centigrade|degree c|deg c"
            "|deg. c|° c|c|degree|°"
        ),
        {"°C": 1},
        Fraction(1),
    ),
    (
        "°f|degree fahrenheit|fahrenheit|degree f|deg f|° f|° fahrenheit|f|degree|°|deg",
        {"°F": 1},
        Fraction(1),
    ),
    ("degree kelvin|°k|deg k|k", {"K": 1}, Fraction(1)),
    ("light year|ly|lightyear", {"ly": 1}, Fraction(1)),
    ("astronomical unit|au", {"au": 1}, Fraction(1)),
    ("parsec|pc", {"pc": 1}, Fraction(1)),
    ("atmosphere|atm", {"atm": 1}, Fraction(1)),
    ("decibel|db", {"dB": 1}, Fraction(1)),
    ("horsepower|hp", {"hp": 1}, Fraction(1)),
    (
        "$|us$|usd|dollar|us dollar|u.s. dollar|american dollar|us$ dollar|buck",
        {"USD": 1},
        Fraction(1),
    ),
    ("€|eur|euro", {"EUR": 1}, Fraction(1)),
    ("£|gbp|pound|pound sterling|sterling|british pound|quid", {"GBP": 1}, Fraction(1)),
    ("¥|jpy|yen|japanese yen", {"JPY": 1}, Fraction(1)),
    ("¥|cny|rmb|yuan|renminbi", {"CNY": 1}, Fraction(1)),
    ("₹|inr|rupee|indian rupee|rs", {"INR": 1}, Fraction(1)),
    ("₽|rub|rouble|ruble|russian rouble|russian ruble", {"RUB": 1}, Fraction(1)),
    ("chf|franc|swiss franc|sfr", {"CHF": 1}, Fraction(1)),
    (
        "person|people|inhabitant|resident|human|human being|human beings",
        {"people": 1},
        Fraction(1),
    ),
    ("time|x|fold", {"times": 1}, Fraction(1)),
    ("bpm", {"s": -1, "times": 1}, Fraction(1, 60)),
    ("cent", {"USD": 1}, Fraction(1, 100)),
    ("cent|eurocent|euro cent", {"EUR": 1}, Fraction(1, 100)),
    ("penny|pence", {"GBP": 1}, Fraction(1, 100)),
)
CURRENCIES = frozenset({"USD", "EUR", "GBP", "JPY", "CNY", "INR", "RUB", "CHF"})
_COUNTED = frozenset({"people", "times"})
GROUPS = {"pair": 2, "couple": 2, "duo": 2, "trio": 3, "quartet": 4, "dozen": 12}
"""Words for several of a thing, each with how many."""
_NEVER = frozenset({"am", "pm"})
"""Morning and afternoon, which are not lengths."""
_PLURALS = {
    "feet": "foot", "men": "man", "women": "woman", "children": "child", "people": "people",
    "inches": "inch", "mice": "mouse", "species": "species", "series": "series", "teeth": "tooth",
    "geese": "goose", "lives": "life", "halves": "half", "wives": "wife", "leaves": "leaf",
    "wolves": "wolf", "knives": "knife", "hertz": "hertz", "celsius": "celsius", "gas": "gas",
}  # fmt: skip
_ALIKE = (
    (re.compile(r"tre$"), "ter"),
    (re.compile(r"our(?=s?$|able|ed|ing|ite)"), "or"),
    (re.compile(r"amme$"), "am"),
    (re.compile(r"^aero(?=plane)"), "air"),
    (re.compile(r"z"), "s"),
    (re.compile(r"ll(?=ers?$|ed$|ing$)"), "l"),
)
_BEATS = re.compile(r"\b(?:beats?|times) (?:per|a) min(?:ute)?\b", re.IGNORECASE)
_PER = re.compile(r"\s*/\s*|\s+(?:per|a|an|each|every)\s+")
_SPLIT = re.compile(r"[\s*·⋅×]+|(?<=[^\W\d_])-(?=[^\W\d_])")
_POWER = re.compile(r"(\D+?)\^?(-?[1-4])")
_POWERS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3, "squared": 2, "cubed": 3}
_MOST_WORDS = 3
_MOST_READINGS = 16
_SHORTEST_TAIL = 6


def ratio(given: str, wanted: str) -> Fraction | None:
    """Return the factor from a given unit to the wanted one: 1 for another spelling of it.

    Returns:
        None if the two do not measure the same, or are not converted into one another.
    """
    ours, theirs = units_of(given), units_of(wanted)
    pairs = [(one, other) for one in ours for other in theirs if _alike(one, other)]
    ratios = [one.factor / other.factor for one, other in pairs]
    return min(ratios, key=lambda each: each != 1) if ratios else None


def is_measure(text: str) -> bool:
    """Check whether a text is a unit of measurement or a currency, and not what is counted."""
    return any(
        all(not base.startswith("of ") and base not in _COUNTED for base, _ in unit.dimensions)
        for unit in units_of(text)
    )


def is_currency(text: str) -> bool:
    """Check whether a text is a currency."""
    return any(base in CURRENCIES for unit in units_of(text) for base, _ in unit.dimensions)


@lru_cache(maxsize=256)
def units_of(text: str) -> tuple[Unit, ...]:
    """Return the units that a text may name. An unknown word is the name of a thing counted."""
    said = plain(text).strip(" .,;")
    if not said or len(said) > _LONGEST:
        return ()
    said = re.sub(r"\bper (?:cent|mille?)\b", _joined, said, flags=re.IGNORECASE)
    said = _BEATS.sub("bpm", said)
    above, *below = _PER.split(said)
    tops = _products(above)
    bottoms = [[_inverse(unit) for unit in _products(each)] for each in below]
    combined = product(tops, *bottoms)
    return tuple(
        _multiplied(units) for _, units in zip(range(_MOST_READINGS), combined, strict=False)
    )


def singular(word: str) -> str:
    """Return a word in the singular, and spelt as one spells it in one country."""
    one = _PLURALS.get(word) or _one(word)
    for pattern, instead in _ALIKE:
        one = pattern.sub(instead, one)
    return one


def thing(text: str) -> str:
    """Return the name of a counted thing in the singular, without hyphens and spaces."""
    words = re.sub(r"[^\w\s]", " ", plain(text).casefold()).split()
    kept = [word for word in words if word not in ("the", "of", "a", "an")]
    return "".join([*kept[:-1], *map(singular, kept[-1:])])


def same_thing(given: str, wanted: str) -> bool:
    """Whether two names are of one thing: the head of a name will do (*strikes*: *airstrikes*)."""
    one, other = thing(given), thing(wanted)
    if not one or not other:
        return False
    last_given, last_wanted = (thing(text.split()[-1]) for text in (given, wanted))
    if last_wanted == "country" and one == "nation":
        return True
    tail = len(one) >= _SHORTEST_TAIL and other.endswith(one)
    return one in (other, last_wanted) or tail or last_given == other


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(" ", "")


def _one(word: str) -> str:
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def _alike(one: Unit, other: Unit) -> bool:
    if one.dimensions == other.dimensions:
        return True
    pairs = list(zip(one.dimensions, other.dimensions, strict=False))
    return len(one.dimensions) == len(other.dimensions) and all(
        ours == theirs or (ours[1] == theirs[1] and _counted_alike(ours[0], theirs[0]))
        for ours, theirs in pairs
    )


def _counted_alike(one: str, other: str) -> bool:
    both = one.startswith("of ") and other.startswith("of ")
    return both and same_thing(one.removeprefix("of "), other.removeprefix("of "))


def _products(text: str) -> list[Unit]:
    """The units that words one after another may name: ``kilowatt hours``, ``square metres``."""
    words = [word for word in _SPLIT.split(text.strip()) if word]
    whole = _atoms(" ".join(words))
    if whole or not words:
        return whole
    parts = list(_parts(words))
    if any(not units for units in parts):
        return [Unit(((f"of {' '.join(words)}", 1),))]
    return [
        _multiplied(units) for _, units in zip(range(_MOST_READINGS), product(*parts), strict=False)
    ]


def _parts(words: list[str]) -> Iterator[list[Unit]]:
    at = 0
    while at < len(words):
        power = _POWERS.get(words[at].casefold().rstrip("."), 1)
        at += power > 1
        length = next((n for n in (3, 2, 1) if _atoms(" ".join(words[at : at + n]))), 1)
        units = _atoms(" ".join(words[at : at + length]))
        at += length
        behind = _POWERS.get(words[at].casefold(), 1) if at < len(words) else 1
        at += behind > 1
        yield [_raised(unit, power * behind) for unit in units]


def _atoms(text: str) -> list[Unit]:
    """Return the units with this name or symbol; none for a word that is not a unit."""
    found = _POWER.fullmatch(text)
    name, power = (found[1], int(found[2])) if found else (text, 1)
    if name.casefold().rstrip(".") in _NEVER:
        return []
    exact = _SYMBOLS.get(name.rstrip("."))
    units = exact or _named(name.casefold())
    return [_raised(unit, power) for unit in units]


def _named(name: str) -> tuple[Unit, ...]:
    one = name.rstrip(".")
    return _NAMES.get(name) or _NAMES.get(one) or _NAMES.get(_singulars(one)) or ()


def _singulars(name: str) -> str:
    return " ".join(_PLURALS.get(word) or _one(word) for word in re.split(r"[ -]", name))


def _raised(unit: Unit, power: int) -> Unit:
    raised = tuple((base, exponent * power) for base, exponent in unit.dimensions)
    return Unit(raised, unit.factor**power)


def _inverse(unit: Unit) -> Unit:
    return _raised(unit, -1)


def _multiplied(units: Iterable[Unit]) -> Unit:
    dimensions, factor = dict[str, int](), Fraction(1)
    for unit in units:
        factor *= unit.factor
        for base, exponent in unit.dimensions:
            dimensions[base] = dimensions.get(base, 0) + exponent
    left = {base: exponent for base, exponent in dimensions.items() if exponent}
    # An hour of watts is a watt-hour.
    if left.get("W", 0) == 1 and left.get("s", 0) == 1:
        left = {**left, "Wh": 1}
        left.pop("W")
        left.pop("s")
        factor /= _HOUR
    return Unit(tuple(sorted(left.items())), factor)


def _unit(dimensions: dict[str, int], factor: Fraction) -> Unit:
    return Unit(tuple(sorted(dimensions.items())), factor)


def _tables() -> tuple[dict[str, tuple[Unit, ...]], dict[str, tuple[Unit, ...]]]:
    """Return units by their symbols (case matters) and by their names in lower case."""
    symbols, names = dict[str, tuple[Unit, ...]](), dict[str, tuple[Unit, ...]]()

    def add(table: dict[str, tuple[Unit, ...]], key: str, unit: Unit) -> None:
        table[key] = (*table.get(key, ()), unit)

    for symbol, (called, dimensions, power) in _PREFIXED.items():
        for prefix, (letter, more) in {"": ("", 0), **_PREFIXES}.items():
            unit = _unit(dimensions, Fraction(10) ** (power + more))
            add(symbols, letter + symbol, unit)
            add(names, (letter + symbol).casefold(), unit)
            if letter == "μ":
                add(names, f"u{symbol}".casefold(), unit)
            for name in called.split():
                add(names, prefix + name, unit)
    for called, dimensions, factor in _PLAIN:
        for name in called.split("|"):
            add(names, name, _unit(dimensions, factor))
    for name, units in names.items():
        if name in symbols:
            symbols[name] = tuple(
                dict.fromkeys((*symbols[name], *(u for u in units if _plainly(u))))
            )
    return symbols, names


def _plainly(unit: Unit) -> bool:
    """Check whether the case of letters does not matter in any symbol of a unit."""
    return all(base in ("°C", "°F", "K", "s", "lb", "inch", "stone") for base, _ in unit.dimensions)


_SYMBOLS, _NAMES = _tables()

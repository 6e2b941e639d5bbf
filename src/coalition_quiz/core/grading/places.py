"""Places: which country a text names, and whether a place may lie in it.

`places.txt` has a line for each country, historical state and larger part of a country: code, codes
of what it is part of, names, adjectives, cities. The lines that begin with @ have the sights of a
city. All names are folded. Any place is believed for a city or a sight that is not listed.
"""

import pkgutil
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

_AREAS = {
    name: name
    for name in (
        *("europe", "asia", "africa", "northamerica", "southamerica", "america", "oceania"),
        *("middleeast", "westafrica", "eastafrica", "northafrica", "southernafrica"),
        *("centralafrica", "southeastasia", "eastasia", "southasia", "centralasia"),
        *("scandinavia", "baltics", "balkans", "centralamerica", "caribbean", "easterneurope"),
        *("westerneurope", "southerneurope", "northerneurope"),
    )
} | {
    "americas": "america", "neareast": "middleeast", "latinamerica": "southamerica",
    "fareast": "eastasia",
}  # fmt: skip

_OF_AREAS = {"african": "africa", "european": "europe", "asian": "asia"}


class Region(Struct, frozen=True):
    """A country or a part of one, with all names folded. Its capital is the first of its cities."""

    code: str
    areas: frozenset[str]
    names: frozenset[str]
    adjectives: frozenset[str]
    cities: tuple[str, ...]


class _Gazetteer(Struct, frozen=True):
    regions: dict[str, Region]
    names: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    cities: dict[str, frozenset[str]]
    sights: dict[str, frozenset[str]]


def country(name: str) -> str:
    """Return the code of the only country with this folded name, or an empty text."""
    codes = _gazetteer().names.get(name, frozenset())
    return next(iter(codes)) if len(codes) == 1 else ""


def country_said(name: str) -> str:
    """Return the code of the country that a folded name means in speech: America is the US."""
    return "us" if name == "america" else country(name)


def state(code: str) -> str:
    """Return the region of a postal code of the US in capitals, such as CA, or an empty text."""
    region = f"us-{code.casefold()}"
    return region if code.isupper() and region in _gazetteer().regions else ""


def adjective(name: str) -> str:
    """Return the code of the country that a folded adjective belongs to, if to one only."""
    codes = _gazetteer().adjectives.get(name, frozenset())
    return next(iter(codes)) if len(codes) == 1 else _OF_AREAS.get(name, "")


def named(name: str) -> frozenset[str]:
    """Return the codes of all regions and areas with this folded name."""
    area = _AREAS.get(name)
    return _gazetteer().names.get(name, frozenset()) | ({area} if area else frozenset())


def described(name: str) -> frozenset[str]:
    """Return the codes of all regions with this folded adjective."""
    return _gazetteer().adjectives.get(name, frozenset())


def is_known(name: str) -> bool:
    """Check whether a folded name is a country, its adjective or a larger city."""
    places = _gazetteer()
    return name in places.names or name in places.adjectives or name in places.cities


def is_area(codes: Iterable[str]) -> bool:
    """Check whether codes are of continents and the like, not of countries."""
    return all(code in _AREAS for code in codes)


def is_city(name: str) -> bool:
    """Check whether a folded name is a larger city."""
    return name in _gazetteer().cities


def spellings_of(code: str) -> frozenset[str]:
    """Return the folded names of a region."""
    region = _gazetteer().regions.get(code)
    return region.names if region else frozenset({code} & _AREAS.keys())


def may_lie_in(place: str, codes: Iterable[str]) -> bool | None:
    """Check whether a folded place may lie in one of the regions. Return None if unknown."""
    places = _gazetteer()
    wanted = frozenset(codes)
    if own := places.names.get(place, frozenset()) - places.cities.get(place, frozenset()):
        return any(places.regions[code].areas & wanted for code in own)
    holding = places.cities.get(place)
    if holding is None:
        cities = places.sights.get(place, frozenset())
        found = [may_lie_in(city, wanted) for city in cities]
        return True in found if found else None
    held = {code for each in holding for code in (each, *places.regions[each].areas)}
    if not held & wanted and not any("-" in code for code in holding):
        # The city is listed for its country, in none of the parts of it that are listed.
        return None if any(code[:2] in held for code in wanted if "-" in code) else False
    return bool(held & wanted)


def may_stand_in(sight: str, city: str) -> bool | None:
    """Check whether a folded sight stands in a city. Return None if it is unknown."""
    cities = _gazetteer().sights.get(sight)
    return None if cities is None else city in cities


def is_capital_of(city: str, codes: Iterable[str]) -> bool:
    """Check whether a city is the capital of one of the regions."""
    regions = _gazetteer().regions
    return any(city in regions[code].cities[:1] for code in codes if code in regions)


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    lines = (pkgutil.get_data(__name__, "places.txt") or b"").decode("utf-8").splitlines()
    regions = {region.code: region for region in (_read(one) for one in lines if one[0] != "@")}
    sights = (one[1:].partition("|") for one in lines if one[0] == "@")
    return _Gazetteer(
        regions,
        _by_name((region.code, region.names) for region in regions.values()),
        _by_name((region.code, region.adjectives) for region in regions.values()),
        _by_name((region.code, region.cities) for region in regions.values()),
        _by_name((city, names.split()) for city, _, names in sights),
    )


def _read(line: str) -> Region:
    code, areas, names, adjectives, cities = line.split("|")
    return Region(
        code,
        frozenset(areas.split()),
        frozenset(names.split()),
        frozenset(adjectives.split()),
        tuple(cities.split()),
    )


def _by_name(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, names in pairs:
        for name in names:
            found[name] = found.get(name, frozenset()) | {code}
    return found

"""Places: which country a text names, and whether a place may lie in it."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from coalition_quiz.core.grading.gazetteer import REGIONS

_AREAS = {
    "europe": "europe", "asia": "asia", "africa": "africa", "northamerica": "northamerica",
    "southamerica": "southamerica", "america": "america", "americas": "america",
    "oceania": "oceania", "middleeast": "middleeast", "neareast": "middleeast",
    "latinamerica": "southamerica",
}  # fmt: skip

_OF_AREAS = {"african": "africa", "european": "europe", "asian": "asia"}


class Region(Struct, frozen=True):
    """A country, a state of the US, or a part of the UK, with all names folded."""

    code: str
    areas: frozenset[str]
    names: frozenset[str]
    adjectives: frozenset[str]
    cities: frozenset[str]


class _Gazetteer(Struct, frozen=True):
    regions: dict[str, Region]
    names: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    cities: dict[str, frozenset[str]]


def country(name: str) -> str:
    """Return the code of the only country with this folded name, or an empty text."""
    codes = _gazetteer().names.get(name, frozenset())
    return next(iter(codes)) if len(codes) == 1 else ""


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
        return None
    return any({code, code[:2], *places.regions[code].areas} & wanted for code in holding)


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    regions = {region.code: region for region in map(_read, _lines())}
    return _Gazetteer(
        regions,
        _by_name((region.code, region.names) for region in regions.values()),
        _by_name((region.code, region.adjectives) for region in regions.values()),
        _by_name((region.code, region.cities) for region in regions.values()),
    )


def _lines() -> list[str]:
    return REGIONS.replace("\n ", " ").splitlines()


def _read(line: str) -> Region:
    code, *rest = line.split("|")
    return Region(code, *(frozenset(each.split()) for each in rest))


def _by_name(pairs: Iterable[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, names in pairs:
        for name in names:
            found[name] = found.get(name, frozenset()) | {code}
    return found

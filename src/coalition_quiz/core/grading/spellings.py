"""Right spellings of one name: British and American, singular and plural, Syria's and Syrian."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from coalition_quiz.core.grading.amounts import in_words, is_number_word, ordinals, roman
from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.grading.normalise import bare, compact, is_article, normalise, words_of

_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?=\s|$)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_AMERICAN = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"^(.{3,})is(e|ed|es|er|ers|ing|ation|ations|ational)$", r"\1iz\2"),
        (r"^(.{3,})ys(e|ed|es|er|ing)$", r"\1yz\2"),
        (r"^(.{2,}[bcdfglmnprtv])our(s|ed|ers?|ing|able|ful|less|hood|ites?|y|ist)?$", r"\1or\2"),
        (r"^((?!timb).{2,}[tbg])re(s)?$", r"\1er\2"),
        (r"^(defen|offen|preten|licen)s(e|es|ed)$", r"\1c\2"),
        (r"^practis", "practic"),
        (r"^(.*gram)me(s)?$", r"\1\2"),
        (r"^(.{3,}log)ue(s)?$", r"\1\2"),
        (r"^(.{4,}[aeiou]l)l(ed|ing|er|ers|or|ors|ous|ery)$", r"\1\2"),
        (r"^jewel+e?ry$", "jewelry"),
        (r"^(fulfil|enrol|instal|distil|instil)l?(ment|ments|s)?$", r"\1\2"),
    )
)  # fmt: skip
_STEMS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"haem", "hem"), (r"aemi", "emi"), (r"anaem", "anem"), (r"anaesth", "anesth"),
        (r"^paed|(?<=ortho)paed", "ped"), (r"^foet", "fet"), (r"oesoph", "esoph"),
        (r"oestr", "estr"), (r"rrhoea", "rrhea"), (r"manoeuv", "maneuv"), (r"paedia", "pedia"),
        (r"archae", "arche"), (r"mediaev", "mediev"), (r"^caes(?=i)", "ces"), (r"oedem", "edem"),
        (r"gynae", "gyne"), (r"^faec", "fec"), (r"palae", "pale"), (r"^aetio", "etio"),
        (r"^aesth", "esth"), (r"amoeb", "ameb"), (r"coeli", "celi"), (r"homoe", "home"),
        (r"sulph", "sulf"), (r"alumini", "alumin"), (r"^grey", "gray"), (r"^mould", "mold"),
        (r"^plough", "plow"), (r"aeroplane", "airplane"), (r"^sceptic", "skeptic"),
        (r"^moustache", "mustache"), (r"^artefact", "artifact"), (r"^dis[ck]$", "disk"),
        (r"^(judg|acknowledg|fledg)ement", r"\1ment"), (r"^ageing", "aging"),
        (r"^cheque$", "check"), (r"^tyre", "tire"), (r"^(czar|tzar)$", "tsar"),
        (r"^whiskey", "whisky"), (r"^yoghurt", "yogurt"), (r"^cosy$", "cozy"),
        (r"^pyjama", "pajama"), (r"^enquir", "inquir"), (r"^centred$", "centered"),
    )
)  # fmt: skip
_STEM = re.compile("|".join(pattern.pattern for pattern, _ in _STEMS))
_BRITISH = re.compile("|".join(pattern.pattern for pattern, _ in _AMERICAN))
_SHORT = {
    "st": "saint",
    "ste": "saint",
    "mt": "mount",
    "mont": "mount",
    "ft": "fort",
    "dr": "doctor",
    "yrs": "year",
    "yr": "year",
}
_ERAS = {"bce": "bc", "ce": "ad"}
_STREETS = {"st": "street", "ave": "avenue", "rd": "road", "sq": "square"}
_TIMES = {f"{time}s": time for time in ("year", "day", "week", "month", "hour")}
_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "lice": "louse", "geese": "goose", "people": "person", "oxen": "ox",
    "genera": "genus", "corpora": "corpus", "indices": "index", "vertices": "vertex",
    "matrices": "matrix", "appendices": "appendix", "criteria": "criterion",
    "phenomena": "phenomenon", "mitochondria": "mitochondrion", "ganglia": "ganglion",
    "bacteria": "bacterium", "media": "medium", "data": "datum", "ova": "ovum", "strata": "stratum",
    "spectra": "spectrum", "atria": "atrium", "crania": "cranium", "quanta": "quantum",
    "fungi": "fungus", "nuclei": "nucleus", "cacti": "cactus", "radii": "radius", "foci": "focus",
    "loci": "locus", "stimuli": "stimulus", "bacilli": "bacillus", "alumni": "alumnus",
    "algae": "alga", "larvae": "larva", "vertebrae": "vertebra", "antennae": "antenna",
    "formulae": "formula", "nebulae": "nebula", "supernovae": "supernova", "wolves": "wolf",
    "leaves": "leaf", "knives": "knife", "lives": "life", "halves": "half", "calves": "calf",
    "shelves": "shelf", "thieves": "thief", "wives": "wife", "elves": "elf", "loaves": "loaf",
    "hooves": "hoof",
}  # fmt: skip
_WORLD_WAR = re.compile(r"ww(1|2|i{1,2})")
_SIDES = frozenset({"south", "north", "latin", "central", "west", "east"})
_CAPITAL = frozenset({"dc", "districtofcolumbia"})
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_NO_NUMERALS = frozenset("cdlm")
_SINGULAR_IN_S = ("as", "ss", "us", "is", "ics")
_LONG = 6
_MODIFIER = re.compile(r"(?<=[a-z]{3}ic)(?:al|s)$")
_KINDS = frozenset(
    [
        "war",
        "battle",
        "siege",
        "treaty",
        "peace",
        "gulf",
        "bay",
        "sea",
        "river",
        "lake",
        "mount",
        "strait",
        "cape",
        "kingdom",
        "empire",
        "county",
        "duchy",
        "province",
        "government",
        "regime",
        "army",
        "king",
        "queen",
        "emperor",
        "president",
        "revolution",
        "law",
        "theorem",
        "principle",
        "theory",
        "capital",
        "city",
        "town",
        "island",
        "coast",
        "parliament",
        "gospel",
        "university",
        "constitution",
    ]
)


def alike(one: str, other: str) -> bool:
    """Whether two texts are right spellings of one name, which folding alone does not show."""
    ours, theirs = standard(one), standard(other)
    if ours == theirs or _with_umlauts(one) == _with_umlauts(other):
        return True
    if normalise(one) == _with_umlauts(other) or _with_umlauts(one) == normalise(other):
        return True
    return compact(bare(words_of(one))) == _with_umlauts(other)


def standard(text: str) -> tuple[str, ...]:
    """The words of a text in one spelling of several, in one number, countries by their code."""
    return _standard(text)


@lru_cache(maxsize=512)
def _standard(text: str) -> tuple[str, ...]:
    folded = words_of(_POSSESSIVE.sub("", plain(text)) or text)
    words = _with_eras(_without_arabic_articles(folded))
    common = text.islower()
    spelt = [_SHORT.get(word, word) if len(words) > 1 else word for word in words]
    if len(words) > 1:
        spelt[-1] = _STREETS.get(words[-1], spelt[-1])
    spelt[1:-1] = ["and" if word == "n" else word for word in spelt[1:-1]]  # rock 'n' roll
    placed = _numbered(_reordered(_places_coded(_in_digits(_in_full(spelt)))))
    last = len(placed) - 1
    return tuple(
        [_word(word, common=common, leads=number < last) for number, word in enumerate(placed)]
    )


def _with_eras(words: Sequence[str]) -> Sequence[str]:
    """Words with one spelling for eras and centuries: *18th c. BC*, *18th century BCE*."""
    if len(words) < 2:  # noqa: PLR2004 - a number and an era
        return words
    spelt = [_ERAS.get(word, word) for word in words]
    return [
        "century" if word in {"c", "cent"} and _ordinal(spelt[at - 1]) and at else word
        for at, word in enumerate(spelt)
    ]


def _in_full(words: Sequence[str]) -> Sequence[str]:
    """Words with a few of their short forms written out, or left out."""
    if words[:1] == ["ww"]:
        return ["world", "war", *words[1:]]
    if words and (found := _WORLD_WAR.fullmatch(words[0])):
        return ["world", "war", found[1], *words[1:]]
    is_capital = words[:1] == ["washington"] and "".join(words[1:]) in _CAPITAL
    return words[:1] if is_capital else words


def _numbered(words: Sequence[str]) -> Sequence[str]:
    """A numbered thing with its number in front: World War II, Second World War, Symphony No. 9.

    An ordinal may be anywhere: Newton's 2nd law and Newton's second law are one.
    """
    if len(words) < 2:  # noqa: PLR2004 - a number and a thing
        return words
    last = words[-1]
    found = [(at, number) for at, word in enumerate(words) if (number := _ordinal(word))]
    if len(found) == 1:
        at, number = found[0]
        return [f"#{number}", *words[:at], *words[at + 1 :]]
    numeral = int(last) if last.isdecimal() else roman(last.upper())
    if not numeral or last in _NO_NUMERALS:
        return words
    rest = words[:-1]
    return [f"#{numeral}", *(rest[:-1] if rest[-1] in {"no", "number", "nr"} else rest)]


def _ordinal(word: str) -> int:
    """Return the number of an ordinal in words or digits; 0 for any other word."""
    return ordinals().get(word, 0) or (int(word[:-2]) if _ORDINAL.fullmatch(word) else 0)


def _in_digits(words: Sequence[str]) -> list[str]:
    """Words with digits for the numbers among them, and times behind those in the singular."""
    found: list[str] = []
    for is_number, group in groupby(words, is_number_word):
        if is_number and len(words) > 1:
            run = [*group]
            number = in_words(" ".join(run))
            found += run if number is None else [f"{number}"]
        else:
            found += group
    return [
        _TIMES.get(word, word) if number and found[number - 1].isdecimal() else word
        for number, word in enumerate(found)
    ]


def _word(word: str, *, common: bool, leads: bool) -> str:
    if word.startswith("=") or not word.isalpha():
        return word
    if _STEM.search(word):
        for pattern, becomes in _STEMS:
            word = pattern.sub(becomes, word)
    word = _MODIFIER.sub("", word) if leads else word
    word = _singular(word, common=common)
    if _BRITISH.search(word):
        for pattern, becomes in _AMERICAN:
            word = pattern.sub(becomes, word)
    return word


def _singular(word: str, *, common: bool) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if len(word) < (4 if common else _LONG):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "ches", "shes", "zes")):
        return word[:-2] + ("is" if word.endswith(("yses", "crises", "heses")) else "")
    if word.endswith("s") and not word.endswith(_SINGULAR_IN_S[common:]):
        return word[:-1]
    return word


def _without_arabic_articles(words: Sequence[str]) -> tuple[str, ...]:
    pairs = pairwise(words)
    return (*(word for word, after in pairs if not is_article(word, after)), *words[-1:])


def _places_coded(words: Sequence[str]) -> list[str]:
    """Replace country names, and their adjectives next to other words, by the country code."""
    if len(words) < 2:  # noqa: PLR2004 - alone, Syrian is not Syria
        return list(words)
    from coalition_quiz.core.grading.places import adjective, country, country_said  # noqa: PLC0415 - large

    coded: list[str] = []
    at = 0
    while at < len(words):
        is_part = at and words[at - 1] in _SIDES
        size = next((n for n in (3, 2) if country("".join(words[at : at + n]))), 1)
        word = "".join(words[at : at + size])
        code = "" if is_part else country_said(word) or adjective(word)
        coded.append(f"={code}" if code else word)
        at += size
    return coded


def _reordered(words: Sequence[str]) -> list[str]:
    """Return a kind *of* or *in* a place behind the place: civil war in Syria, Syrian civil war."""
    for number, word in enumerate(words):
        if word in {"of", "in"} and number and number + 1 < len(words):
            before, behind = words[:number], words[number + 1 :]
            if before[-1] in _KINDS and len(behind) == 1:
                return [*behind, *before]
    return list(words)


@lru_cache(maxsize=1024)
def _with_umlauts(text: str) -> str:
    """Fold a text, with ae, oe and ue for ä, ö and ü."""
    return normalise(plain(text).casefold().translate(_UMLAUTS))


def in_one_word(words: Iterable[str]) -> str:
    """Return the words of a standard spelling run together, to be looked up."""
    return compact(tuple(words))

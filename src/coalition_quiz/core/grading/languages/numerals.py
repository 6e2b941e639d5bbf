"""Numbers and ordinals that are written out in other languages than English.

A number is looked for as it is built: small numbers from a table, then hundreds, thousands and
millions around them. Spaces and hyphens do not count, because languages and spelling reforms
disagree on them (*vingt-et-un*, *vingt et un*).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from coalition_quiz.core.grading.languages.names import code_of
from coalition_quiz.core.grading.normalise import all_words_of


class _Numerals(Struct, frozen=True):
    """The number words of a language, folded.

    Attributes:
        small: the words for 0 to 19, several for one number joined by a stroke.
        tens: the words for 20, 30 … 90.
        joins: the words between a ten and a unit.
        unit_first: whether a number below 100 names its unit before its ten.
        hundred: the words for 100.
        hundreds: the words for several hundreds that are not built regularly.
        scales: the words for thousand, million and so on, with their powers of ten.
        more: other words for numbers below 100.
        ordinals: the ordinals from first on.
        ordinal_ending: the endings of an ordinal in digits, as a pattern.
    """

    small: str
    tens: str
    joins: tuple[str, ...] = ("",)
    unit_first: bool = False
    hundred: str = ""
    hundreds: Mapping[str, int] = {}
    scales: Mapping[str, int] = {}
    more: Mapping[str, int] = {}
    ordinals: str = ""
    ordinal_ending: str = ""


_NUMERALS = {
    "fr": _Numerals(
        "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
        "quinze seize dix-sept dix-huit dix-neuf",
        "vingt trente quarante cinquante soixante septante huitante/octante nonante",
        ("", "et"),
        hundred="cent/cents",
        scales={"mille": 3, "mil": 3, "million/millions": 6, "milliard/milliards": 9},
        more={"quatre-vingts": 80, "quatre-vingt": 80},
        ordinals="premier/première deuxième/second/seconde troisième quatrième cinquième sixième "
        "septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième "
        "seizième dix-septième dix-huitième dix-neuvième vingtième",
        ordinal_ending="er|re|ère|e|ème|ième|nd|nde",
    ),
    "de": _Numerals(
        "null ein/eins/eine zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf "
        "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        ("und",),
        unit_first=True,
        hundred="hundert",
        scales={"tausend": 3, "million/millionen": 6, "milliarde/milliarden": 9},
        ordinals="erste zweite dritte vierte fünfte sechste siebte/siebente achte neunte zehnte "
        "elfte zwölfte dreizehnte vierzehnte fünfzehnte sechzehnte siebzehnte achtzehnte "
        "neunzehnte zwanzigste",
        ordinal_ending=r"\.|te|ter|tes|ten|ste|ster|stes|sten",
    ),
    "es": _Numerals(
        "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
        "quince dieciséis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        ("y",),
        hundred="cien/ciento",
        hundreds={
            "doscientos/doscientas": 2, "trescientos/trescientas": 3,
            "cuatrocientos/cuatrocientas": 4, "quinientos/quinientas": 5,
            "seiscientos/seiscientas": 6, "setecientos/setecientas": 7,
            "ochocientos/ochocientas": 8, "novecientos/novecientas": 9,
        },
        scales={"mil": 3, "millón/millones": 6},
        more={
            "veintiuno/veintiún/veintiuna": 21, "veintidós": 22, "veintitrés": 23,
            "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26, "veintisiete": 27,
            "veintiocho": 28, "veintinueve": 29,
        },
        ordinals="primero/primer/primera segundo/segunda tercero/tercer/tercera cuarto/cuarta "
        "quinto/quinta sexto/sexta séptimo/séptima octavo/octava noveno/novena décimo/décima "
        "undécimo/undécima duodécimo/duodécima",
        ordinal_ending=r"\.?[oa]|er",
    ),
    "it": _Numerals(
        "zero uno/un/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
        "quattordici quindici sedici diciassette diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        hundred="cento",
        scales={"mille": 3, "mila": 3, "milione/milioni": 6, "miliardo/miliardi": 9},
        more={
            "ventuno": 21, "ventotto": 28, "trentuno": 31, "trentotto": 38, "quarantuno": 41,
            "quarantotto": 48, "cinquantuno": 51, "cinquantotto": 58, "sessantuno": 61,
            "sessantotto": 68, "settantuno": 71, "settantotto": 78, "ottantuno": 81,
            "ottantotto": 88, "novantuno": 91, "novantotto": 98,
        },
        ordinals="primo/prima secondo/seconda terzo/terza quarto/quarta quinto/quinta "
        "sesto/sesta settimo/settima ottavo/ottava nono/nona decimo/decima "
        "undicesimo/undicesima dodicesimo/dodicesima",
        ordinal_ending="[oa°]",
    ),
    "pt": _Numerals(
        "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze "
        "catorze/quatorze quinze dezasseis/dezesseis dezassete/dezessete dezoito "
        "dezanove/dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        ("e",),
        hundred="cem/cento",
        hundreds={
            "duzentos/duzentas": 2, "trezentos/trezentas": 3, "quatrocentos/quatrocentas": 4,
            "quinhentos/quinhentas": 5, "seiscentos/seiscentas": 6, "setecentos/setecentas": 7,
            "oitocentos/oitocentas": 8, "novecentos/novecentas": 9,
        },
        scales={"mil": 3, "milhão/milhões": 6},
        ordinals="primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta "
        "quinto/quinta sexto/sexta sétimo/sétima oitavo/oitava nono/nona décimo/décima",
        ordinal_ending=r"\.?[oa]",
    ),
    "nl": _Numerals(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
        "vijftien zestien zeventien achttien negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        ("en",),
        unit_first=True,
        hundred="honderd",
        scales={"duizend": 3, "miljoen": 6, "miljard": 9},
        ordinals="eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde "
        "twaalfde",
        ordinal_ending="e|de|ste",
    ),
    "ru": _Numerals(
        "ноль/нуль один/одна/одно два/две три четыре пять шесть семь восемь девять десять "
        "одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать "
        "восемнадцать девятнадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        hundred="сто",
        hundreds={
            "двести": 2, "триста": 3, "четыреста": 4, "пятьсот": 5, "шестьсот": 6, "семьсот": 7,
            "восемьсот": 8, "девятьсот": 9,
        },
        scales={"тысяча/тысячи/тысяч": 3, "миллион/миллиона/миллионов": 6},
        ordinal_ending="-?(?:й|я|е|го|ый|ой|ий)",
    ),
    "he": _Numerals(
        "אפס אחת/אחד שתיים/שניים/שתי/שני שלוש/שלושה ארבע/ארבעה חמש/חמישה/חמשה שש/שישה/ששה "
        "שבע/שבעה שמונה תשע/תשעה עשר/עשרה "
        "אחת-עשרה/אחד-עשר שתים-עשרה/שתיים-עשרה/שנים-עשר/שניים-עשר שלוש-עשרה/שלושה-עשר "
        "ארבע-עשרה/ארבעה-עשר חמש-עשרה/חמישה-עשר/חמשה-עשר שש-עשרה/שישה-עשר/ששה-עשר "
        "שבע-עשרה/שבעה-עשר שמונה-עשרה/שמונה-עשר תשע-עשרה/תשעה-עשר",
        "עשרים שלושים ארבעים חמישים/חמשים שישים/ששים שבעים שמונים תשעים",
        ("ו",),
        hundred="מאה",
        hundreds={"מאתיים": 2, "שלוש מאות": 3, "ארבע מאות": 4, "חמש מאות": 5},
        scales={"אלף": 3},
    ),
    "ar": _Numerals(
        "صفر واحد/واحدة اثنان/اثنين/اثنتان/اثنتين ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع "
        "ثمانية/ثمان/ثماني تسعة/تسع عشرة/عشر "
        "أحد-عشر/إحدى-عشرة اثنا-عشر/اثني-عشر/اثنتا-عشرة ثلاثة-عشر/ثلاث-عشرة أربعة-عشر/أربع-عشرة "
        "خمسة-عشر/خمس-عشرة ستة-عشر/ست-عشرة سبعة-عشر/سبع-عشرة ثمانية-عشر/ثماني-عشرة "
        "تسعة-عشر/تسع-عشرة",
        "عشرون/عشرين ثلاثون/ثلاثين أربعون/أربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين "
        "تسعون/تسعين",
        ("و",),
        unit_first=True,
        hundred="مئة/مائة",
        hundreds={"مئتان/مئتين/مائتان": 2, "ثلاثمئة/ثلاثمائة": 3},
        scales={"ألف/آلاف": 3, "مليون/ملايين": 6},
    ),
}  # fmt: skip
_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9, "两": 2, "兩": 2}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_EAST_ASIAN = frozenset({"ja", "zh", "ko"})
_LONGEST = 80
_HUNDRED = 100


def number_in_words(text: str, tag: str) -> int | None:
    """Return a number that is written out in a language, or None."""
    if len(text) > _LONGEST:
        return None
    code = code_of(tag)
    if code in _EAST_ASIAN:
        return _in_ideographs(text.replace(" ", ""))
    table = _table(code)
    said = _key(text)
    return _number(said, table) if table and said.isalpha() else None


def ordinal_value(text: str, tag: str) -> int | None:
    """Return the number of an ordinal in words or digits: *14e*, *quatorzième*, *第14*."""
    code = code_of(tag)
    if code in _EAST_ASIAN:
        said = text.strip().removeprefix("第")
        if said == text.strip():
            return None
        return int(said) if said.isdecimal() else _in_ideographs(said)
    numerals = _NUMERALS.get(code)
    if numerals is None:
        return None
    if found := re.fullmatch(rf"(\d{{1,3}})(?:{_folded_ending(code)})", _unaccented(text)):
        return int(found[1])
    return _ordinals(code).get(_key(text))


def without_ordinal_endings(said: str, tag: str) -> str:
    """Return a text in lower case with plain digits for its ordinals: *1er*, *1.*, *1º*."""
    ending = _folded_ending(code_of(tag))
    return re.sub(rf"\b(\d{{1,2}})(?:{ending})(?=\s|$)", r"\1", said) if ending else said


def scale_of(word: str, tag: str) -> int:
    """Return the power of ten of a word such as *millions*; 0 for any other word."""
    table = _table(code_of(tag))
    return table.scales.get(_key(word), 0) if table else 0


class _Table(Struct, frozen=True):
    """The number words of a language, looked up by their keys."""

    below_hundred: Mapping[str, int]
    hundreds: Mapping[str, int]
    scales: Mapping[str, int]
    joins: tuple[str, ...]


@lru_cache(maxsize=8)
def _table(code: str) -> _Table | None:
    numerals = _NUMERALS.get(code)
    if numerals is None:
        return None
    small = dict(_numbered(numerals.small.split(), 0))
    units = {word: n for word, n in small.items() if 0 < n < 10}  # noqa: PLR2004 - one digit
    tens = {word: 10 * n for word, n in _numbered(numerals.tens.split(), 2)}
    below = {**small, **tens, **_keyed(numerals.more)}
    below |= dict(_joined(numerals, tens, units))
    if code == "fr":
        below |= dict(_scores(numerals, below, small))
    hundreds = dict.fromkeys(_forms(numerals.hundred), _HUNDRED)
    counts = small if numerals.unit_first else units  # neunzehnhundert
    hundreds |= {w + h: _HUNDRED * n for w, n in counts.items() for h in _forms(numerals.hundred)}
    hundreds |= {word: _HUNDRED * n for word, n in _keyed(numerals.hundreds).items()}
    return _Table(below, hundreds, _keyed(numerals.scales), ("", *numerals.joins))


def _joined(
    numerals: _Numerals, tens: Mapping[str, int], units: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Yield the numbers that are built of a ten and a unit."""
    for join in map(_key, numerals.joins):
        for ten, many in tens.items():
            for unit, few in units.items():
                yield (
                    (f"{unit}{join}{ten}" if numerals.unit_first else f"{ten}{join}{unit}"),
                    (many + few),
                )


def _scores(
    numerals: _Numerals, below: Mapping[str, int], small: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Yield the French numbers of 70 to 79 and 81 to 99: *soixante-dix*, *quatre-vingt-un*."""
    for word, n in small.items():
        for join in numerals.joins:
            if n >= 10:  # noqa: PLR2004 - the teens
                yield f"soixante{join}{word}", 60 + n
            if n:
                yield f"quatrevingt{join}{word}", below["quatrevingt"] + n


def _numbered(words: list[str], first: int) -> Iterator[tuple[str, int]]:
    for number, alternatives in enumerate(words, first):
        yield from ((form, number) for form in _forms(alternatives))


def _keyed(words: Mapping[str, int]) -> dict[str, int]:
    return {form: number for each, number in words.items() for form in _forms(each)}


def _forms(alternatives: str) -> Iterator[str]:
    return map(_key, filter(None, alternatives.split("/")))


@lru_cache(maxsize=2048)
def _key(text: str) -> str:
    """Return the letters of a text, folded, without spaces and hyphens."""
    return "".join(all_words_of(text))


def _number(said: str, table: _Table) -> int | None:
    """Return the number that a word without spaces names, the largest scale first."""
    for scale, power in sorted(table.scales.items(), key=lambda each: (-each[1], -len(each[0]))):
        before, found, behind = said.partition(scale)
        if not found:
            continue
        count = _below_thousand(before, table) if before else 1
        rest = _rest(behind, table, power)
        if count is not None and rest is not None:
            return count * int(10**power) + rest
    return _below_thousand(said, table)


def _rest(behind: str, table: _Table, power: int) -> int | None:
    if not behind:
        return 0
    for join in dict.fromkeys(table.joins):
        if behind.startswith(join):
            number = _number(behind.removeprefix(join), table)
            if number is not None and number < 10**power:
                return number
    return None


def _below_thousand(said: str, table: _Table) -> int | None:
    if said in table.below_hundred:
        return table.below_hundred[said]
    if said in table.hundreds:
        return table.hundreds[said]
    for word, number in table.hundreds.items():
        if said.startswith(word):
            rest = said.removeprefix(word)
            found = (rest.removeprefix(join) for join in table.joins if rest.startswith(join))
            for each in found:
                if each in table.below_hundred:
                    return number + table.below_hundred[each]
    return None


def _in_ideographs(text: str) -> int | None:
    """Return a number in Chinese characters: 四十六, 二〇二四, 三万五千."""
    if not text or not all(each in _DIGITS or each in _TENS or each in _MYRIADS for each in text):
        return None
    if all(each in _DIGITS for each in text):
        return int("".join(str(_DIGITS[each]) for each in text))
    total = group = digit = 0
    for each in text:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each in _TENS:
            group, digit = group + (digit or 1) * _TENS[each], 0
        else:
            total, group, digit = total + (group + digit or 1) * _MYRIADS[each], 0, 0
    return total + group + digit


@lru_cache(maxsize=8)
def _ordinals(code: str) -> dict[str, int]:
    found = dict(_numbered(_NUMERALS[code].ordinals.split(), 1))
    if code == "de":
        found |= {f"{word}{end}": n for word, n in found.items() for end in "rsnm"}
    return found


@lru_cache(maxsize=8)
def _folded_ending(code: str) -> str:
    numerals = _NUMERALS.get(code)
    return _unaccented(numerals.ordinal_ending) if numerals else ""


def _unaccented(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().strip())
    return re.sub("[\u0300-\u036f]", "", folded) if not folded.isascii() else folded

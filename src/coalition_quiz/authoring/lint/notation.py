"""The signs of dictionaries, worksheets and textbooks, which authors copy and nobody types."""

import re
from collections.abc import Iterator

from coalition_quiz.core.grading.people import has_given_name

# 3. Paris: in these languages, 3. is an ordinal.
_ORDINAL_POINT = frozenset(
    ("cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr",
     "sv", "tr")
)  # fmt: skip
_NUMBERED = re.compile(r"\d{1,2}\. +(?=[^\W\d_]{2})")
_LETTERED = re.compile(r"\(?(?:[а-зА-З]|\d{1,2})\) +(?=[^\W\d_]{2})")
_POINTS = re.compile(
    r"\s*[,;:(\[–-]\s*\d{1,2} ?(?:marks?|points?|pts?\.?|p\.|балл\w*|б\.|Punkte?|Pkt\.?|puntos?"
    r"|punti|punto|pontos?|punten|pkt|poeng|poäng|נקודות|点)[)\]]?$",
    re.IGNORECASE,
)
# г. Москва, oz. Bajkal: a kind of place or an office, shortened in front of a name.
_SHORTENED_KIND = re.compile(
    r"(?!(?:c|ca|av|v|z|d|p|e)\.)[^\W\d_A-ZА-Я]{1,4}\.[  ]?(?=[^\W\d_a-zа-я])"
)
_SURNAME_FIRST = re.compile(r"(?P<surname>[^\W\d_]{3,}),? (?:[^\W\d_a-zа-я]\. ?){1,3}")
_CONTRAST = re.compile(
    r"(?<=[^\W_]{2})\s*(?:[,;(]|[-–—](?= ))\s*(?:not|nicht|kein|pas|no|non|niet|не|nie) [^,;]+$"
)
_NUMBERED_RULER = re.compile(r"(?P<name>.+?) [IVX]+")

_OF_GRAMMAR = (
    r"(?:(?:n\.? ?)?"
    r"(?:m|f|n|v|mf|pl|sg|sing|inv|fam|masc|fem|vt|vi|adj|adv|prep|conj|inf|м|ж|ср|мн)\."
    r"(?:,? ?(?:m|f|n|pl|sg|inv)\.)?|n[mf]|vt|vi|adj|adv)"
)
_GRAMMAR = re.compile(rf",?\s+(?:\({_OF_GRAMMAR}\)|\[{_OF_GRAMMAR}\]|{_OF_GRAMMAR})$")
_GRAMMAR_FIRST = re.compile(rf"(?:\({_OF_GRAMMAR}\)|{_OF_GRAMMAR})\s+(?=[^\W\d_])")
_ENDING_APART = re.compile(r"(?P<word>[^\W\d_]{3,}),? [-–~][^\W\d_]{1,5}")
_SOMEBODY = re.compile(
    r"\s*(?:\([^()]{1,10}\)|\b(?:sth|sb|smb|smth|sby|qqch|qqn|qqc|qch|etw|jdn|jdm|jmd|jmdn|jmdm|jd"
    r"|qcn|qcs|qlco|qlcu|alg|iem|iets)(?![^\W\d_])\.?|\bs\.(?:o|th)\.)",
    re.IGNORECASE,
)
_HAS_SOMEBODY = re.compile(
    r"\b(?:sth|sb|smb|smth|sby|qqch|qqn|qqc|qch|etw|jdn|jdm|jmd|jmdn|jmdm|qcn|qcs|qlco|qlcu|alg|iem"
    r"|s\.(?:o|th))(?![^\W\d_])"
)
_SIDE_BY_SIDE = re.compile(r"\s*[,;/=]\s*")
_ENDS_A_SENTENCE = re.compile(r"[.!?…]")
_MOST_WORDS = 3
_TWO = 2

_WHO = {
    "cs": "kdo", "da": "hvem", "de": "wer|wen|wem", "es": "quién|quiénes", "he": "מי", "it": "chi",
    "fr": r"qui|quel(?:le)? (?:écrivain|peintre|aut(?:eur|rice)|roi|reine|président)\w*",
    "nb": "hvem", "nl": "wie", "no": "hvem", "pl": "kto", "pt": "quem", "ru": "кто|кого|кому|кем",
    "sv": "vem", "uk": "хто|кого",
}  # fmt: skip
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?: [^\W\d_]+(?:-[^\W\d_]+)*){1,3}")
_IN_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_TURNED_NAME = re.compile(r"(?P<surname>[^\W\d_]{2,}), [^\W\d_]{2,}")
_OF_A_PLACE = "da"
"""Leonardo da Vinci is Leonardo."""
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_TWO_THINGS = re.compile(
    r"\b(?:deux|trois|zwei|drei|beiden|dos|tres|due|tre|dois|duas|três|twee|drie|два|две|двух|три|трёх"
    r"|quels|quelles|lesquels|cuáles|quali|quais|какие|каких)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r",? (?:et|und|y|e|en|и|ו) ?|, ")


def without_notation(spelling: str, language: str) -> Iterator[str]:
    """Yield what learners type of an answer that was copied with its number, marks or initials."""
    if language not in _ORDINAL_POINT and (found := _NUMBERED.match(spelling)):
        yield spelling[found.end() :]
    for pattern in (_LETTERED, _SHORTENED_KIND):
        if found := pattern.match(spelling):
            yield spelling[found.end() :]
    if (found := _POINTS.search(spelling)) and found.start():
        before = spelling[: found.start()]
        if before.count("(") == before.count(")"):
            yield before
    if found := _CONTRAST.search(spelling):
        yield spelling[: found.start()]
    if found := _SURNAME_FIRST.fullmatch(spelling):
        yield found["surname"]


def surname(spelling: str, prompt: str, language: str) -> Iterator[str]:
    """Yield the last name of a person that a question in another language than English asks for."""
    who = _WHO.get(language)
    if not who or not re.search(rf"\b(?:{who})\b", prompt, re.IGNORECASE):
        return
    spelling = _IN_BRACKETS.sub("", spelling)
    if found := _TURNED_NAME.fullmatch(spelling):
        yield found["surname"]
    words = spelling.split()
    is_name = _NAME.fullmatch(spelling) and words[0][:1].isupper() and words[-1][:1].isupper()
    is_numbered = _NUMBERED_RULER.fullmatch(spelling)
    is_person = _CYRILLIC.search(spelling) or has_given_name(spelling)
    if is_name and is_person and not is_numbered:
        yield words[0] if _OF_A_PLACE in words else words[-1]


def turned(spelling: str, prompt: str) -> Iterator[str]:
    """Yield two things in a different order, if the question asks for several."""
    sides = _JOINED.split(spelling)
    if len(sides) == _TWO and all(sides) and _TWO_THINGS.search(prompt):
        joint = spelling[len(sides[0]) : -len(sides[1])]
        yield f"{sides[1]}{joint}{sides[0]}"


def in_brackets(before: str, said: str) -> Iterator[str]:
    """Yield a longer form of the answer, or a byname, that stands in brackets behind it."""
    *_, last = before.split() or [""]
    if " " in said and last.casefold() in said.casefold().split():
        yield said  # amylase (salivary amylase)
    if said[:1].isupper() and " " not in said and (ruler := _NUMBERED_RULER.fullmatch(before)):
        yield f"{ruler['name']} {said}"


def of_dictionary(spelling: str) -> Iterator[str]:
    """Yield what learners type of a word that was copied from a list of words."""
    if found := _GRAMMAR.search(spelling):
        yield spelling[: found.start()]
    if found := _GRAMMAR_FIRST.match(spelling):
        yield spelling[found.end() :]
    if found := _ENDING_APART.fullmatch(spelling):
        yield found["word"]  # rojo -a
    if _HAS_SOMEBODY.search(spelling):
        yield " ".join(_SOMEBODY.sub("", spelling).split())
    sides = [side.strip() for side in _SIDE_BY_SIDE.split(spelling)]
    is_article = " / " not in spelling and "/" in spelling and " " in sides[-1]  # el/la estudiante
    if 1 < len(sides) == len(set(sides)) and not is_article and all(map(_is_a_word, sides)):
        yield from sides


def _is_a_word(side: str) -> bool:
    """Whether a text is a word in lower case with at most two more, and no part of a sentence."""
    return (
        len(side) > 1
        and side[0].isalpha()
        and side == side.lower()
        and 0 < len(side.split()) <= _MOST_WORDS
        and not _ENDS_A_SENTENCE.search(side)
        and all(each.isalpha() or each in " '’-" for each in side)
    )

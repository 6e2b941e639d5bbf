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
_NUMBERED_RULER = re.compile(r"(?P<name>.+?) [IVX]+")

_GRAMMAR = re.compile(
    r",?\s+[(\[]?(?:(?:n\.? ?)?(?:m|f|n|mf|pl|sg|sing|inv|fam|masc|fem|vt|vi|adj|adv|prep|conj|inf"
    r"|м|ж|ср|мн)\.(?:,? ?(?:m|f|n|pl|sg|inv)\.)?|n[mf]|vt|vi|adj|adv)[)\]]?$"
)
_SOMEBODY = re.compile(
    r"\s*(?:\([^()]{1,10}\)|\b(?:sth|sb|smb|smth|sby|qqch|qqn|qqc|qch|etw|jdn|jdm|jmd|jmdn|jmdm|jd"
    r"|qlco|qlcu|alg|iem|iets)(?![^\W\d_])\.?|\bs\.(?:o|th)\.)",
    re.IGNORECASE,
)
_HAS_SOMEBODY = re.compile(
    r"\b(?:sth|sb|smb|smth|sby|qqch|qqn|qqc|qch|etw|jdn|jdm|jmd|jmdn|jmdm|qlco|qlcu|alg|iem"
    r"|s\.(?:o|th))(?![^\W\d_])"
)
_SIDE_BY_SIDE = re.compile(r"\s*[,;/=]\s*")
_ENDS_A_SENTENCE = re.compile(r"[.!?…]")
_MOST_WORDS = 3
_TWO = 2

_WHO = re.compile(
    r"\b(?:qui|wer|wen|wem|quién|quiénes|chi|quem|wie|кто|кого|кому|кем|kto|vem|hvem|quel(?:le)? "
    r"(?:écrivain|peintre|auteur|autrice|roi|reine|scientifique|président)\w*)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?: [^\W\d_]+(?:-[^\W\d_]+)*){1,3}")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_TWO_THINGS = re.compile(
    r"\b(?:deux|trois|zwei|drei|beiden|dos|tres|due|tre|dois|duas|três|twee|drie|два|две|двух|три|трёх"
    r"|quels|quelles|lesquels|cuáles|quali|quais|какие|каких)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r" (?:et|und|y|e|en|и|ו) ?")


def without_notation(spelling: str, language: str) -> Iterator[str]:
    """Yield what learners type of an answer that was copied with its number, marks or initials."""
    if language not in _ORDINAL_POINT and (found := _NUMBERED.match(spelling)):
        yield spelling[found.end() :]
    for pattern in (_LETTERED, _SHORTENED_KIND):
        if found := pattern.match(spelling):
            yield spelling[found.end() :]
    if (found := _POINTS.search(spelling)) and found.start():
        yield spelling[: found.start()]
    if found := _SURNAME_FIRST.fullmatch(spelling):
        yield found["surname"]


def surname(spelling: str, prompt: str) -> Iterator[str]:
    """Yield the last name of a person that a question in another language than English asks for."""
    words = spelling.split()
    is_name = _NAME.fullmatch(spelling) and words[0][:1].isupper() and words[-1][:1].isupper()
    is_numbered = _NUMBERED_RULER.fullmatch(spelling)
    is_person = _CYRILLIC.search(spelling) or has_given_name(spelling)
    if is_name and is_person and not is_numbered and _WHO.search(prompt):
        yield words[-1]


def turned(spelling: str, prompt: str) -> Iterator[str]:
    """Yield two things in a different order, if the question asks for several."""
    sides = _JOINED.split(spelling)
    if len(sides) == _TWO and all(map(_is_a_word, sides)) and _TWO_THINGS.search(prompt):
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
    if _HAS_SOMEBODY.search(spelling):
        yield " ".join(_SOMEBODY.sub("", spelling).split())
    sides = [side.strip() for side in _SIDE_BY_SIDE.split(spelling)]
    if len(sides) > 1 and len(set(sides)) == len(sides) and all(map(_is_a_word, sides)):
        yield from sides


def _is_a_word(side: str) -> bool:
    """Whether a text is a word in lower case with at most two more, and no part of a sentence."""
    return (
        len(side) > 1
        and side == side.lower()
        and 0 < len(side.split()) <= _MOST_WORDS
        and not _ENDS_A_SENTENCE.search(side)
        and all(each.isalpha() or each in " '’-" for each in side)
    )

"""Small typos: which misspelling still shows that a name is known."""

import re
from collections.abc import Sequence
from itertools import permutations

_DOUBLED = re.compile(r"(.)\1+")
_ROMAN = re.compile(r"[ivxlcdm]+")
_ONE_SLIP = 5
_TWO_SLIPS = 9
_OPPOSITES = (
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("macro", "micro"),
    ("endo", "exo"),
    ("ante", "anti"),
    ("absor", "adsor"),
    ("east", "west"),
    ("ate", "ite", "ide"),
    ("ase", "ose"),
    ("ane", "ene", "ine", "yne"),
)
"""Pieces of words that turn a term into its counterpart: a slip from one to the other is none."""


def edits(one: str, other: str, most: int) -> int | None:
    """How many letters are left out, added, exchanged or swapped with their neighbour.

    The Damerau-Levenshtein distance in its restricted form (optimal string alignment; Damerau,
    CACM 7(3), 1964), searched no deeper than `most`: linear in the length of the texts.

    Returns:
        The distance in letters, or None where it is over `most`.
    """
    if abs(len(one) - len(other)) > most:
        return None
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other))
    if most == 0:
        return None
    one, other = one[start:], other[start:]
    rests = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if one[:2] == other[1::-1]:
        rests.append((one[2:], other[2:]))
    found = [n for rest in rests if (n := edits(*rest, most - 1)) is not None]
    return 1 + min(found) if found else None


def slips(given: Sequence[str], name: Sequence[str]) -> int | None:
    """By how many letters a name is misspelt, word by word.

    Each word may differ by one letter from five letters on, and by two from nine on; the whole
    by two. What is shorter in either spelling, begins otherwise (*legal*, *illegal*), holds a
    digit or is a Roman numeral must be as it is.

    Args:
        given: the folded words that were typed.
        name: the folded words of the name.

    Returns:
        The letters that differ, or None where it is more than a typo.
    """
    if len(given) != len(name):
        return None
    found = [_slips_in_word(*pair) for pair in zip(given, name, strict=True) if pair[0] != pair[1]]
    total = sum(count for count in found if count is not None)
    return None if None in found or total > _allowed(_TWO_SLIPS) else total


def _slips_in_word(given: str, word: str) -> int | None:
    if given[0] != word[0] or _numeric(given, word):
        return None
    # A letter doubled or not (Raqa, Assad) makes no other name; otherwise the shorter counts.
    lengths = sorted((len(given), len(word)))
    only_doubled = _DOUBLED.sub(r"\1", given) == _DOUBLED.sub(r"\1", word)
    found = edits(given, word, _allowed(lengths[only_doubled]))
    return None if found is None or _opposed(given, word) else found


def _numeric(one: str, other: str) -> bool:
    """Whether words hold digits, or are both Roman numerals: every character counts in them."""
    roman = _ROMAN.fullmatch(one) and _ROMAN.fullmatch(other)
    return bool(roman) or any(map(str.isdecimal, one + other))


def _allowed(letters: int) -> int:
    return (letters >= _ONE_SLIP) + (letters >= _TWO_SLIPS)


def _opposed(one: str, other: str) -> bool:
    return any(
        one.replace(*pair) == other for group in _OPPOSITES for pair in permutations(group, 2)
    )

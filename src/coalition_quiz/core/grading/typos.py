"""Small typos: which misspelling still shows that a name is known."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_DOUBLED = re.compile(r"(.)\1+")
_ROMAN_LETTERS = re.compile(r"[ivxlcdm]+")
_ROMAN = re.compile(r"m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_SPELT_BY_LETTERS = re.compile(r"[a-z\u00df-\u052f]+")
_CONSONANTS_ALONE = re.compile(r"[\u05d0-\u05ea\u0620-\u06d3]+")
_SILENT_H = re.compile(r".*[aeiou]h")
_ONE_SLIP = 5
_ONE_ADDED = 6
_ONE_SLIP_OF_CONSONANTS = 7
_NEIGHBOURING_KEY = 8
_TWO_SLIPS = 10
_SPELT_BY_EAR = 8
_SILENT_E = 6
_ONE_VOWEL = 12
_PREFIX = 5
_TERM_ENDING = 4
_TERM_ENDINGS = (
    *("ane", "ene", "yne", "ine", "one", "ide", "ate", "ite", "ase", "ose", "ol", "yl", "ium"),
    *("ous", "ic"),
)
"""Endings where one vowel makes another term: *ethane* and *ethene*."""
_MOST = 2
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_LOOKALIKES = """
anonym antonym / angel angle /
acetic ascetic / bight blight bright / board broad / canon cannon / cloths clothes /
ethic ethnic / expect except / forth fourth / hart heart / holly holy / humus hummus / lama llama
/ moral mortal / ordinance ordnance / patent patient / spare sparse / spite sprite / venous venus
/ viscous viscus / baring barring / brain bran / brain brian / carter crater / carton cartoon /
casual causal / cation caution / chord cord / coma comma / coral corral / country county / dairy
diary / decent descent / desert dessert / diner dinner / discreet discrete / facial fascial /
filing filling / furry fury / genius genus / hoping hopping / iconic ionic ironic / immorality
immortality / insulin inulin / later latter / lightening lightning / linear liner / loose lose /
maize maze / marital martial / martian martin / meiosis miosis / mental metal / minister minster /
mucous mucus / palace place plaice / perineal peritoneal / planet plant / planing planning /
poplar popular / prostate prostrate / pubic public / quiet quite / raise rise / relay replay /
sacred scared / salon saloon / silver sliver / staring starring / statue stature statute / striped
stripped / sturgeon surgeon / styria syria / super supper / thorough through / thrust trust /
tired tried / trail trial / trophic tropic / trying tying / vellum velum / venal venial / wales
whales / word world / human humane / urban urbane / moral morale / local locale / rational
rationale / artist artiste / german germane / franc france / corps corpse / breath breathe /
were where / case cause clause / three there tree / though through trough / sort short shot shoot
shout / exit exist / rest reset / sale scale / seed speed / site suite / back black / font front /
contract contact / flat float / bring boring / plan plain pain / rely reply / tile title / fact
facet / sold solid slid / sole solve / native naive / send spend / sent scent spent / making marking
masking / talking taking tasking / seeking seeing / heard hard / lies lives lines / layer lawyer /
gained grained / favor flavor / favour flavour / tick trick thick / phase phrase / chose choose /
save slave stave / pane plane / ease erase / sell spell shell smell / selling spelling smelling /
with width / last least / fried friend fiend find / fight flight fright / fist first / both booth /
bead bread beard / breast beast best / brush bush / camp champ cramp clamp / cash crash clash /
cave crave / cook crook / dawn drawn / fame flame frame / fiction friction / gain grain / gown grown
/ mouth moth month / paint pant plant print point pint / peach preach / sand stand / sick stick
slick / sing sting string swing / sock stock / spit split spilt / stem steam stream / tuck truck /
wheat what / pond pound / rage range / rise rinse / sport spot / tail trail / teat treat threat /
throne throe / wine whine / wing wring / bond blond / blind bind / bloom boom broom / bought brought
/ bride bridge / brides bridges / bunch brunch / clam claim / cart chart / cast coast cost / cover
clover / cold could / dive drive / diver driver / down drown / fast feast / father farther / field
filed / feet fleet / food flood / fair flair / gave grave / guest gust / hated heated / mist moist /
nose noise / paying praying playing / perfect prefect / pets pests / sore store / soon spoon /
spring sprig / staring starting / sill still / strip stripe / swam swarm / boarder border / form
forum / hostel hotel / signed singed / signing singing / revel reveal / revere reverse / envy envoy
/ solder soldier / state statue / station statin / stain satin / topic tropic / wedding weeding /
widow window / barely barley / bake brake / bled bleed / averse adverse / apprise appraise / below
bellow / wave waive / hunt haunt / hunted haunted / hunting haunting / haven heaven / longing
lounging / ponder pounder / side slide / fake flake / mere merge / bend blend / sake shake / seen
seven / party parity / simulate stimulate / self shelf / pure purge / boot boost / fees feeds /
water waiter / exiting existing / stay stray / turning tuning / apples applies / macro marco / table
tale stable stale / area arena / derive drive / asset assert / reuse refuse / cone clone / plot
pilot / cloth
clothe / wreath wreathe / sooth soothe / divers diverse / revers reverse / secret secrete / grand
grande / envelop envelope / confirmation conformation / complementary complimentary
"""
"""Words that a typo would turn into one another, though both are words."""


def edits(one: str, other: str, most: int) -> int | None:
    """Count letters left out, added, exchanged or swapped with their neighbour.

    The Damerau-Levenshtein distance in its restricted form (optimal string alignment; Damerau,
    CACM 7(3), 1964).

    Returns:
        The distance in letters, or None if it is over `most`.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - most answers are spelt as they should be

    found = OSA.distance(one, other, score_cutoff=most)
    return found if found <= most else None


def slips(given: Sequence[str], name: Sequence[str], *, is_english: bool = True) -> int | None:
    """Count the wrong letters of a misspelt name, word by word.

    In a word of five letters or more, letters may be doubled or not, and one may be left out or
    swapped with its neighbour; from six letters on, one may be added (*Styria* is not Syria); two
    in a word of ten or more. From eight letters on, one consonant may be its neighbour on the
    keyboard. No other letter may replace another, because one letter can change the meaning
    (*chlorine*, *chloride*). There are two exceptions: *f* for *ph*, and one vowel well inside a
    word of twelve letters or more. A word begins and ends as it should, but for a plural's s, a
    silent h and a silent e. Words that hold a digit, are Roman numerals, or are each a word of
    their own (*desert*, *dessert*) must be as they are. The whole may differ by two letters.

    This is so in Latin, Greek and Cyrillic letters. Hebrew and Arabic words have hardly any vowels,
    so they need seven letters; in other scripts every character
    counts (おばさん is not おばあさん).

    Args:
        given: the folded words that were typed.
        name: the folded words of the name.
        is_english: whether a plural's s and a silent h or e at the end may be missing.

    Returns:
        The number of letters that differ, or None if it is more than a typo.
    """
    if len(given) != len(name):
        return None
    total = 0
    for pair in zip(given, name, strict=True):
        found = 0 if pair[0] == pair[1] else _slips_in_word(*pair, is_english=is_english)
        if found is None or (total := total + found) > _MOST:
            return None
    return total


def _slips_in_word(given: str, word: str, *, is_english: bool) -> int | None:
    if is_english and _is_spelt_by_ear(given, word) and not _are_two_words(given, word):
        return 1
    if given[0] != word[0] or abs(len(given) - len(word)) > _MOST or _is_numeric(given, word):
        return None
    if not _may_be_misspelt(word) or _are_two_words(given, word):
        return None
    if max(len(given), len(word)) >= _ONE_SLIP and _without_doubles(given) == _without_doubles(
        word
    ):
        return edits(given, word, _MOST)
    if len(word) < (_ONE_ADDED if _one_added(given, word) else _ONE_SLIP):
        return None
    shorter, longer = sorted((given, word), key=len)
    if not _ends_alike(shorter, longer, is_english=is_english):
        return None
    found = _count_moved(longer, shorter, 1 + (len(word) >= _TWO_SLIPS))
    return 1 if found is None and _is_neighbouring_key(given, word) else found


def _is_spelt_by_ear(given: str, word: str) -> bool:
    """Check whether a long word is spelt by ear: *fotosynthesis*, *Danub*, *Mediterranian*."""
    if len(word) >= _SPELT_BY_EAR and given.replace("ph", "f") == word.replace("ph", "f"):
        return True
    if f"{given}e" == word:
        silent = given[-1] not in _VOWELS and not word.endswith(_TERM_ENDINGS)
        return silent and len(word) >= _SILENT_E
    return _one_vowel(given, word)


def _one_vowel(given: str, word: str) -> bool:
    """Whether one vowel in the middle of a very long word is another, and no ending of a term."""
    if len(given) != len(word) or len(word) < _ONE_VOWEL:
        return False
    differing = [at for at, pair in enumerate(zip(given, word, strict=True)) if pair[0] != pair[1]]
    if len(differing) != 1 or not {given[differing[0]], word[differing[0]]} <= _VOWELS:
        return False
    ends = given.endswith(_TERM_ENDINGS) or word.endswith(_TERM_ENDINGS)
    return _PREFIX <= differing[0] < len(word) - (_TERM_ENDING if ends else 1)


def _one_added(given: str, word: str) -> bool:
    """Check whether a letter was added within a word, which the end of a plural is not."""
    return len(given) > len(word) and not given.startswith(word)


def _may_be_misspelt(word: str) -> bool:
    """Check whether an extra or missing letter counts as a slip in the script of a word."""
    if _CONSONANTS_ALONE.fullmatch(word):
        return len(word) >= _ONE_SLIP_OF_CONSONANTS
    return _SPELT_BY_LETTERS.fullmatch(word) is not None


def _without_doubles(word: str) -> str:
    """Return a word with no letter doubled."""
    return _DOUBLED.sub(r"\1", word)


def _ends_alike(shorter: str, longer: str, *, is_english: bool) -> bool:
    """Whether words end in one letter, in two swapped, or in one and its plural or a silent h."""
    swapped = len(longer) == len(shorter) and longer[-2:] == shorter[:-3:-1]
    if longer[-1] == shorter[-1] or swapped:
        return True
    ends = is_english and (longer[-1] == "s" or _SILENT_H.fullmatch(longer))
    return bool(ends) and longer[:-1] == shorter and len(shorter) >= _ONE_SLIP


def _count_moved(longer: str, shorter: str, most: int) -> int | None:
    """Count the letters missing from the shorter word or moved; None if others differ."""
    if Counter(shorter) - Counter(longer) or _has_distant_swap(longer, shorter):
        return None
    return edits(longer, shorter, most)


def _has_distant_swap(one: str, other: str) -> bool:
    """Check whether two non-adjacent letters are swapped: *conservation, conversation*."""
    if len(one) != len(other):
        return False
    differing = [n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(differing) == 2 and differing[1] - differing[0] > 1  # noqa: PLR2004 - see above


def _is_neighbouring_key(given: str, word: str) -> bool:
    """Check whether only one consonant of a long word is its neighbour on the keyboard."""
    if len(given) != len(word) or len(word) < _NEIGHBOURING_KEY:
        return False
    differing = [pair for pair in zip(given, word, strict=True) if pair[0] != pair[1]]
    pairs = (one + other for one, other in differing if not {one, other} & _VOWELS)
    neighbours = [any(pair in row or pair[::-1] in row for row in _KEYS) for pair in pairs]
    return len(differing) == 1 and neighbours == [True]


def _is_numeric(one: str, other: str) -> bool:
    """Check whether words hold digits, or are Roman numerals: every character counts in them."""
    if _ROMAN_LETTERS.fullmatch(one) and _ROMAN_LETTERS.fullmatch(other):
        return bool(_ROMAN.fullmatch(one) or _ROMAN.fullmatch(other))
    return any(map(str.isdecimal, one + other))


def _are_two_words(one: str, other: str) -> bool:
    """Check whether two folded words are known to be different words that look alike."""
    return other in _groups().get(one, frozenset())


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for line in _LOOKALIKES.split("/"):
        words = frozenset(line.split())
        for word in words:
            groups[word] = groups.get(word, frozenset()) | words
    return groups

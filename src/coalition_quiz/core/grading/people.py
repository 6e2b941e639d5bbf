"""Names of people, short or in other forms: Newton, da Vinci, I. Newton, Newton, Isaac."""

import re
from collections.abc import Sequence
from functools import lru_cache

from coalition_quiz.core.grading import places
from coalition_quiz.core.grading.amounts import roman
from coalition_quiz.core.grading.normalise import bare, normalise, same, words_of
from coalition_quiz.core.grading.word_lists import (
    KINDS,
    NEGATIONS,
    OF,
    PREPOSITIONS,
    TITLES,
    WEAK_TITLES,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INITIAL_A = re.compile(r"\s*A(?:\.\s*|\s)(?=\w)")
"""A. Curie is not an article and Curie."""
_BACKWARDS = 4
NICKNAMES = dict(
    pair.split("/")
    for pair in _words(
        """
        abe/abraham al/albert alex/alexander andy/andrew ben/benjamin bill/william
        bob/robert charlie/charles chris/christopher dan/daniel dave/david dick/richard
        ed/edward fred/frederick geoff/geoffrey harry/harold jack/john jim/james
        jimmy/james joe/joseph johnny/john kate/katherine larry/lawrence liz/elizabeth
        matt/matthew meg/margaret mike/michael nick/nicholas pete/peter phil/philip
        ron/ronald sam/samuel steve/stephen sue/susan ted/theodore teddy/theodore
        tim/timothy tom/thomas tony/anthony vince/vincent walt/walter will/william
        wm/william chas/charles geo/george jas/james ch/charles th/thomas
        thos/thomas alf/alfred gus/gustav fritz/friedrich
        """
    )
)
"""Short and familiar forms of first names."""
OTHER_MIDDLE_NAMES = frozenset({"quincy"})
"""John Quincy Adams is not John Adams."""
PARTICLES = _words(
    "van von der den de del della da di du la le ter ten zu af bin ibn ben al el abu"
)
_BEHIND = frozenset({"jr", "sr", "junior", "senior"})
_PEERS = _words("duke earl count baron marquis marquess viscount lord")
_ROMAN = re.compile(r"[IVXLCDM]+")
_MOST_WORDS = 6
# First words of names that do not belong to a person.
_NO_FIRST_NAME = _words(
    """
    new old great united free red black white green blue golden yellow young west east north south
    western eastern northern southern central upper lower soviet ottoman roman byzantine german
    french british english american russian chinese japanese spanish italian dutch islamic muslim
    christian jewish catholic holy royal national international world democratic republican social
    communist socialist viet khmer sitting crazy snow santa uncle big little first second third
    pink led deep rolling real manchester inter san los las el la saint
    """
)
_NO_LAST_NAME = _words(
    """
    khan pasha bey great hand army navy forces guard rouge cong united city states nations isles
    church brothers sisters company club band council court court party parties claus white hood
    bull horse people peoples tribe tribes dynasty family
    """
)
_FAMILY_FIRST = _words(
    """
    mao deng zhou chiang xi hu jiang zhao liu lin wang zhang chen sun cai ai ho ngo nguyen vo park
    syngman roh moon ban kim yi
    """
)
_BY_FIRST_NAME = _words(
    """
    leonardo michelangelo galileo napoleon rembrandt dante raphael titian donatello caravaggio
    genghis kublai attila petrarch erasmus tutankhamun saddam fidel che
    """
)
_GIVEN_NAMES = _words(
    """
    aaron abraham ada adam adolf adrian agatha akira alan albert aldous alessandro alessandra alex
    alexander alexandra alexandre alexei alfred alice amelia amy ana anders andre andrea andreas
    andrew angela anna anne annie anthony anton antoine antoni antonio antonin aretha ariel aristide
    arnold arthur astrid audrey august auguste augusto ayn barack barbara bashar beatrix benedict
    benito benjamin benazir bernard bertolt bertrand bill blaise bob boris brian bruce camille carl
    carlos caroline caspar catherine cecil cesar charles charlotte che chinua christian christiaan
    christine christoph christopher clara claude claudio clement constantin cornelius dag daniel
    david denis diego dietrich dmitri dorothy douglas dwight edgar edith edmund edouard eduard
    edvard edward edwin eleanor elena elizabeth ella ellen elvis emil emile emily emma emmanuel
    emmeline enrico enid eric erich ernest erwin eugene eva fidel filippo florence francis francisco
    franco francois frank franklin franz frederic frederick frida friedrich fritz fyodor gabriel
    galileo george georges georg gerald gerhard giacomo gianlorenzo giordano giorgio giovanni
    giuseppe golda gottfried greta gregor grigori guglielmo gustav gustave hafez hannah hans harold
    harper harriet harry hector heinrich helen henri henrik henry herbert herman hermann hillary
    honore hugo ian igor imre indira ingmar ingrid irene isaac isabel isabella isadora ivan jack
    jackie jacob jacques james jan jane jawaharlal jean jeanne jesse jimmy joan joe johan johann
    johannes john jonas jonathan jorge jose josef joseph josephine josip juan julia julius justin
    karl katherine kemal kofi konrad kurt lech leif leo leon leonard leonardo leonhard leonid
    lev lewis linus lise lou louis louisa louise lucrezia ludwig luigi luis lyndon mahatma malala
    malcolm manuel marc marcel marco margaret maria marie marilyn mario mark martin mary mathilde
    matthew maurice max maximilien maya michael michelangelo miguel mikhail miles mohandas muhammad
    nancy napoleon neil nelson niccolo nicholas nicolas nicolaus niels nikita nikola nikolai nina
    nouri olga oliver orson oscar oskar otto pablo pascal patrick paul pearl percy peter philip
    pierre pol pyotr qassem rachel rainer ralph raymond rene richard robert roald roger roland
    ronald rosa rosalind rudolf rudyard saddam salvador samuel sandro sarah sebastian sergei sigmund
    simon simone sophie stephen steve steven susan sylvia tenzing theodor theodore thomas tim
    timothy tom toni tycho ulysses umberto ursula valentina vasco vasily victor victoria vincent
    virginia vladimir volodymyr walt walter wangari warren werner wilfred wilhelm will willem
    william wilma winston wolfgang woodrow yasser yitzhak yuri zora
    """
)


def has_given_name(spelling: str) -> bool:
    """Check whether a name begins with a well-known first name."""
    words = spelling.split()
    return len(words) > 1 and normalise(words[0]) in _GIVEN_NAMES


def is_given_name(word: str) -> bool:
    """Check whether a folded word is a well-known first name."""
    return word in _GIVEN_NAMES


@lru_cache(maxsize=256)
def short_names(spelling: str) -> tuple[str, ...]:
    """Return shorter names of a person, if a text may be a person's full name."""
    words = spelling.split()
    if words and normalise(words[0]) in _PEERS and words[1:2] == ["of"]:
        land = " ".join(words[2:])
        return () if places.country(normalise(land)) else (land,)
    titled, words = words, _without_additions(words)
    if len(words) == 1 < len(titled) and _is_first_name(words[0]):
        return (words[0],)
    if not 1 < len(words) <= _MOST_WORDS or not _is_name(words):
        return ()
    first, last = normalise(words[0]), words[-1]
    if first in _FAMILY_FIRST:
        return (words[0],)
    known = [words[0]] if first in _BY_FIRST_NAME else []
    if normalise(last) not in _NO_LAST_NAME:
        start = len(words) - 1
        while start > 1 and words[start - 1].casefold() in PARTICLES:
            start -= 1
        known += dict.fromkeys([last, *(" ".join(words[n:]) for n in range(start, 0, -1))])
    return tuple(known)


def _without_additions(words: list[str]) -> list[str]:
    while len(words) > 1 and normalise(words[0]) in TITLES | WEAK_TITLES:
        words = words[1:]
    return words[:-1] if words and normalise(words[-1]) in _BEHIND else words


def _is_first_name(word: str) -> bool:
    known = KINDS.keys() | TITLES | WEAK_TITLES
    return word[:1].isupper() and normalise(word) not in known and not _ROMAN.fullmatch(word)


def _is_name(words: list[str]) -> bool:
    """Check whether words look like a person's first and last name."""
    last = words[-1]
    spelt = all(
        word[:1].isupper() or word.casefold() in PARTICLES or word[:3] in {"al-", "el-"}
        for word in words
    )
    named = words[0][:1].isupper() and not _ROMAN.fullmatch(last) and last[:1].isalpha()
    kind = (
        normalise(last) in KINDS
        or normalise(words[0]) in KINDS
        or normalise(words[0]) in _NO_FIRST_NAME
    )
    return spelt and named and not kind and len(normalise(last)) > 1


def is_initialled(text: str, spelling: str, rivals: frozenset[str]) -> bool:
    """Whether a text gives a name by its initials and last word, and no rival's: E. Macron."""
    name = words_of(spelling)
    if len(name) < 2 or not spelling[:1].isupper():  # noqa: PLR2004 - a first and a last name
        return False
    given = words_of(text)
    if INITIAL_A.match(text):
        given = ("a", *given)
    if (
        given[-1:] != name[-1:]
        or (given[0][:1] != name[0][:1] and NICKNAMES.get(given[0]) != name[0])
        or has_namesake(name, given[0], rivals)
    ):
        return False
    if len(given) < 2:  # noqa: PLR2004 - likewise
        return False
    said, first = (given[0], *bare(given[1:])[:-1]), bare(name)[:-1]
    return _matches_first_names(said, first) or _matches_first_names(
        _unlinked(said), _unlinked(first)
    )


def _unlinked(first: Sequence[str]) -> tuple[str, ...]:
    """First names without *van*, *von* or *de* behind them: Ludwig Beethoven."""
    return (*first[:1], *(word for word in first[1:] if word not in PARTICLES))


def _matches_first_names(said: Sequence[str], first: Sequence[str]) -> bool:
    """Check whether first names are given in full, by initials, or without those in the middle."""
    if not said or not first:
        return False
    middle = [word for word in first[1:] if len(word) > 1]
    spoken = tuple(word for word in said if len(word) > 1)
    return (
        "".join(said) == "".join(word[0] for word in first)
        or tuple(said) == (first[0], *middle)
        or (said[0] == first[0] and spoken == tuple(first))
        or (len(said) == len(first) and all(map(_is_name_or_initial, said, first)))
    )


def differs_in_the_middle(text: str, spelling: str, rivals: frozenset[str]) -> bool:
    """Check whether a text has one more name in the middle, or none: *Charles Robert Darwin*."""
    given, name = _unlinked(words_of(text)), _unlinked(words_of(spelling))
    if given[-1] != name[-1] or len(given) < 2:  # noqa: PLR2004 - first and last name
        return False
    by_initials = given[0] == name[0][:1] and (len(given) == 2 or len(given[1]) == 1)  # noqa: PLR2004 - likewise
    if name[0] not in (given[0], NICKNAMES.get(given[0])) and not by_initials:
        return False
    if roman(name[-1].upper()):
        return False
    if len(given) < len(name):
        return len(given) == 2 and not has_namesake(name, given[0], rivals)  # noqa: PLR2004 - first and last name
    if len(name) != 2 or len(given) != 3:  # noqa: PLR2004 - likewise, and one in the middle
        return False
    middle = given[1]
    is_name = middle.isalpha() and text.split()[1][:1].isupper() is text[:1].isupper()
    is_other = middle in OTHER_MIDDLE_NAMES or "".join(given[1:]) in rivals
    return is_name and not is_other and middle not in NEGATIONS | OF | PREPOSITIONS.keys() | {"and"}


def has_namesake(name: Sequence[str], first: str, rivals: frozenset[str]) -> bool:
    """Whether a rival has the same last name, and a first name that begins as the text does."""
    own = {name[-1], *("".join((*name[:n], name[-1])) for n in range(1, len(name)))}
    same_last = (one for one in rivals if one.endswith(name[-1]) and one not in own)
    begins = (one for one in same_last if one.startswith(first))
    return any(not one.startswith(name[0]) for one in begins)


def _is_name_or_initial(said: str, word: str) -> bool:
    return (
        said in {word, word[0]}
        or said[0] == word
        or NICKNAMES.get(said) == word
        or NICKNAMES.get(word) == said
    )


def is_last_name_first(text: str, spelling: str) -> bool:
    """Check whether a text turns a name of several words round: the last name first."""
    if not spelling[:1].isupper() or text.count(" ") < 1:
        return False
    words = spelling.split()
    if not 1 < len(words) <= _BACKWARDS or not all(
        word[:1].isupper() or word[:3].casefold() in {"al-", "el-"} for word in words
    ):
        return False
    return same(text, " ".join((words[-1], *words[:-1])))

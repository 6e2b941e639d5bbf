"""Harmless words around an answer: its country, a title, the words of the question.

An answer is taken apart into what names it and what surrounds it. All that surrounds it must be
known to do no harm; a word that is not (*not*, *but*, another name) leaves the answer wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile, takewhile

from msgspec import Struct

from coalition_quiz.core.grading import places
from coalition_quiz.core.grading.amounts import Amount, ordinals, read_amount
from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.grading.normalise import normalise, words_of
from coalition_quiz.core.grading.people import is_given_name
from coalition_quiz.core.grading.spellings import standard
from coalition_quiz.core.grading.units import is_measure, ratio
from coalition_quiz.core.grading.word_lists import (
    ARTICLES,
    ASKING,
    AUXILIARIES,
    BEHIND,
    DESCRIPTIONS,
    FORMALITIES,
    FORMER,
    FORMULAS,
    JOINING,
    KINDS,
    LEADING_TO,
    NEGATIONS,
    OF,
    OPPOSING,
    PEOPLE,
    PLACE,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SIDES,
    SITES,
    STAND_INS,
    STATES,
    STOPPING,
    TITLES,
    VERBS,
    WEAK_TITLES,
    WHO,
)
from coalition_quiz.core.questions import Context

Means = Callable[[str], str | None]
"""Gives the spelling that a text alone is, or nearly is, if any."""

_COUNTRYS = "countrys"
"""A word of questions that a demonym answers: *which country's leadership*."""
_BODY = frozenset({"organ", "bone", "muscle", "gland", "artery", "vein", "nerve", "tissue"})
_GROUPS = frozenset({"group", "movement", "party"})
_PLACES = frozenset({"city", "country", "region", "river", "sea", "lake", "mountain", "island"})
_NAMING_WHAT = frozenset({"which", "what"})
_BEING = frozenset({"is", "are", "was", "were"})
_LONGEST = 24
_LONGEST_PHRASE = 7
_MOST_PIECES = 6
_LONGEST_NAME = 4
_SHORTEST_INITIALS = 2
_LONGEST_SYMBOL = 3
_SYMBOLIC = frozenset({"symbol", "formula", "abbreviation", "code", "sign"})
_BLANK = re.compile(r"_{2,}|…|\.{3}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAD = re.compile(
    r"(?:(?:well|oh|so|um|mostly|mainly|maybe|perhaps|probably|possibly"
    r"|i (?:think|believe|guess|suppose|say)"
    r"|i'd say|the answer (?:is|was)|answer:|it(?:'s| is| was| must be)|that(?:'s| is| was)|this is"
    r"|(?:he|she|they) (?:is|was|are|were)|they're|it|he|she|they|this was"
    r"|its|c'est|es (?:ist|war)|era|es)\s*,?\s+)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"[\s,]+(?:i (?:think|guess|believe|suppose)|i'd say|maybe|perhaps|probably|possibly|please)"
    r"[\s.?!]*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\(([^()]+)\)\s*$")
_YEARS = re.compile(
    r"(?:(?:since|from|until|in|c\.?|ca\.?|born|died|b\.|d\.)\s*)?\d{3,4}"
    r"(?:\s*-\s*(?:\d{2,4}|today|present|now)?)?(?:\s*(?:bc|bce|ad|ce))?",
    re.IGNORECASE,
)
_WORKS = "novel"
_AUTHOR = re.compile(r"\s*by(?: [A-Z][^\W\d_]*\.?){1,4}\s*")
_BY_AUTHOR = re.compile(r"(?<=\w)\s+(by [A-Z].*)$")
_NTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_YEAR = re.compile(r"\b\d{3,4}\b")
_YEAR_BEHIND = re.compile(
    r"(?:\s*,\s*|,?\s+(?:in|of|from)\s+(?:the year\s+)?)(\d{3,4}(?:\s*-\s*\d{2,4})?)$"
)
_OR = re.compile(
    r"\s*,?\s+(?:or|oder|ou|aka|i\.e\.|a\.k\.a\.|also (?:known as|called))\s+", re.IGNORECASE
)
_FRONTED = frozenset({"river", "lake", "mountain", "city", "element", "planet"})
"""Kinds of thing that may change sides: River Nile, Nile River."""
_OWNING = re.compile(r"['’]s$")
_APART = re.compile(r"\s*[,;:/|=\n()\[\]]+\s*|\s+[-–—]+\s+")
_OPENING = re.compile(
    r"u?(?:[wn]+[pPi]|[pP])?a?f*[sS]?(?:[dRsS]?a?[fh]*[tTn]+(?:oa?[RSdn]?)?|q?ko?)?a?t*"
)
_CLOSING = re.compile(r"[nk]*(?:[oi]a?(?:C|[wnRS]+)|[RS])?j?")
_DESCRIBING = re.compile(r"a?[fhd]*")
_ROLE_TAGS = re.compile(r"a?d*[xtTn]{0,2}")
_AGENT = re.compile(r"..(?:er|or|ist|ian|man)$")
_BARE_REGION = re.compile(r"[nk]*[RS]j?")
_BESIDE = re.compile(r"[oi]?a?[RSC]|f*a?[fh]*[dRS]?a?f*[tTn]+(?:[oi]a?[wnRS]+)?|j|f+a?n+")


class Asked(Struct, frozen=True):
    """The kind of answer that a question asks for, judged by its words.

    Attributes:
        words: its folded words.
        kinds: the kinds of thing it speaks of (river, city).
        nouns: the words without a capital that say what is asked (*which* northern city).
        prepositions: the groups of prepositions that it asks with (*in* which, *from* where).
        regions: the codes of the countries that it, or the rest of its card, speaks of.
        person: whether it speaks of somebody.
        somebody: whether somebody is what it asks for.
        country: whether it asks for a country.
        years: the years that it, or the rest of its card, speaks of.
        names: the folded words with a capital.
        before: the folded words in front of a gap.
        after: the folded words behind a gap.
    """

    words: frozenset[str]
    kinds: frozenset[str]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    regions: frozenset[str]
    person: bool
    somebody: bool
    country: bool
    years: frozenset[str]
    names: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]


@lru_cache(maxsize=32)
def asked_in(context: Context) -> Asked:
    """Return the kind of answer that a question asks for."""
    spoken = _WORD.findall(f"{context.prompt} {context.hint}")
    words = [normalise(word) for word in spoken]
    phrase = _phrase(spoken)
    nouns = frozenset(normalise(word) for word in phrase if word.islower()) - ARTICLES
    kinds = frozenset(filter(None, map(_kind, words)))
    before, after = _sides(context)
    somebody = _asks_for_somebody(words, [normalise(word) for word in phrase])
    return Asked(
        words=frozenset(words),
        kinds=kinds,
        nouns=nouns | {_single(noun) for noun in nouns},
        prepositions=frozenset(_prepositions(words, before)),
        regions=_regions(words) | _regions(words_of(context.told)),
        person=bool(PEOPLE & {*words, *map(_single, words)}),
        somebody=somebody,
        country=not somebody and "country" in {_kind(normalise(word)) for word in phrase},
        years=frozenset(_YEAR.findall(f"{context.prompt} {context.told}")),
        names=frozenset(normalise(word) for word in spoken if word[:1].isupper()),
        before=before,
        after=after,
    )


def core(text: str, means: Means, asked: Asked, rivals: frozenset[str]) -> str | None:
    """Return the spelling of the answer in a text with harmless extra words, or None.

    Args:
        text: what was typed.
        means: what a text alone is.
        asked: what the question asks for.
        rivals: the folded names of other answers, which describe none.
    """
    if len(text.split()) > _LONGEST:
        return None
    lead = _LEAD.match(text.strip())
    if lead:
        text = _without_verb(text.strip()[lead.end() :], asked)
    text = _TRAIL.sub("", text)
    said = (_without_predicate(text, asked), _without_subject(text, asked))
    return next(
        filter(None, (_core(one, means, asked, rivals) for one in dict.fromkeys(said))), None
    )


def _core(text: str, means: Means, asked: Asked, rivals: frozenset[str]) -> str | None:
    text = _without_aside(text, asked)
    either = _OR.split(text)
    if len(either) > _MOST_PIECES:
        return None
    if len(either) > 1:
        meant = [core(one, means, asked, rivals) for one in either]
        return meant[0] if all(meant) else None
    if _WORKS in asked.kinds:
        text = _BY_AUTHOR.sub(r", \1", text)
    pieces = [piece for piece in _APART.split(text) if piece]
    if len(pieces) > _MOST_PIECES:
        return None
    if len(pieces) > 1:
        return _meaning_of_pieces(pieces, means, asked, rivals)
    return _meaning_of_piece(pieces[0], means, asked) if pieces else None


def _without_aside(text: str, asked: Asked) -> str:
    """Strip years or a measure behind a name: *Mount Fuji (3,776 m)*, *Peace of Paris, 1763*."""
    found = _ASIDE.search(text)
    if not found:
        found = _YEAR_BEHIND.search(plain(text))
        is_dated = found and found.start() and _may_be_dated(found[1], asked)
        return plain(text)[: found.start()] if found and is_dated else text
    if not text[: found.start()].strip():
        return text
    inside = plain(found[1])
    amount = read_amount(inside)
    is_measured = isinstance(amount, Amount) and is_measure(amount.unit)
    is_dated = _YEARS.fullmatch(inside) and _may_be_dated(inside, asked)
    return text[: found.start()] if is_measured or is_dated else text


def _may_be_dated(years: str, asked: Asked) -> bool:
    """Check whether years contradict no year that the question speaks of. A span is believed."""
    return "-" in years or not asked.years or not asked.years.isdisjoint(_YEAR.findall(years))


def _without_predicate(text: str, asked: Asked) -> str:
    """Return the subject of a sentence that repeats the question: *Austen wrote it*, *Iran did*."""
    tokens = text.split()
    for at in range(1, len(tokens)):
        verb, *rest = map(normalise, tokens[at:])
        is_verb = verb in AUXILIARIES or _is_verb_of_question(verb, asked)
        if is_verb and asked.words.union(STAND_INS, ARTICLES).issuperset(rest):
            return " ".join(tokens[:at])
    return text


def _is_verb_of_question(word: str, asked: Asked) -> bool:
    base = _base(word)
    return base in map(_base, asked.words) if base else word in asked.words and word.endswith("ed")


def _base(verb: str) -> str:
    return VERBS.get(verb) or VERBS.get(verb.removesuffix("s"), "")


def _without_subject(text: str, asked: Asked) -> str:
    """Return what a sentence says of a subject from the question: *The capital is Amsterdam*."""
    tokens = text.split()
    at = next((n for n, token in enumerate(tokens) if normalise(token) in _BEING), 0)
    said = asked.words | set(map(_single, asked.words)) | ARTICLES
    is_said = at and all({word, _single(word)} & said for word in map(normalise, tokens[:at]))
    return " ".join(tokens[at + 1 :]) if is_said else text


def _without_verb(text: str, asked: Asked) -> str:
    """Return a sentence that has lost its subject without the question's words that follow it."""
    tokens = text.split()
    while len(tokens) > 1 and _is_verb_of(tokens[0], asked):
        tokens = tokens[1:]
    return " ".join(tokens)


def _is_verb_of(token: str, asked: Asked) -> bool:
    word = normalise(token)
    plain_word = word in PREPOSITIONS or word in ARTICLES or word in NEGATIONS
    asks = {word, _single(word), word.removesuffix("s")} & asked.words
    return token.islower() and not plain_word and bool(asks)


def without_kind(spelling: str, asked: Asked) -> str:
    """Return a name without the kind of thing that the question asks for: Nile, of River Nile."""
    if not asked.kinds:
        return ""
    words = spelling.split()
    while words and normalise(words[0]) in ARTICLES:
        words = words[1:]
    if len(words) > 1 and _is_kind_asked_for(words[-1], asked):
        kept = words[:-1]
        while len(kept) > 1 and kept[-1][:1].isupper() and normalise(kept[-1]) in asked.nouns:
            kept = kept[:-1]
        name = " ".join(kept)
        # Mexico and the Cape are not cities, but New York is.
        is_told = _kind(normalise(words[-1])) != "city" or places.is_city(normalise(name))
        return name if is_told else ""
    if len(words) > 1 and _is_kind_asked_for(words[0], asked):
        return " ".join(words[1:] if normalise(words[1]) not in OF else words[2:])
    return ""


def _is_kind_asked_for(word: str, asked: Asked) -> bool:
    kind = _kind(normalise(word))
    return kind in asked.kinds and kind not in STATES


def _meaning_of_pieces(
    pieces: Sequence[str], means: Means, asked: Asked, rivals: frozenset[str]
) -> str | None:
    """Return the answer in several pieces, if the other pieces do no harm."""
    turned = f"{pieces[1]} {pieces[0]}"
    if meant := _meaning_of_name(turned, means, asked):
        pieces = (turned, *pieces[2:])
        found: list[str | None] = [
            meant,
            *(_meaning_of_piece(each, means, asked) for each in pieces[1:]),
        ]
    else:
        found = [_meaning_of_piece(piece, means, asked) for piece in pieces]
    named = [(piece, spelling) for piece, spelling in zip(pieces, found, strict=True) if spelling]
    if not named:
        return None
    others = [piece for piece, spelling in zip(pieces, found, strict=True) if not spelling]
    fits = all(
        any(_is_harmless_beside(other, *name, asked, rivals) for name in named) for other in others
    )
    return named[0][1] if fits else None


def _meaning_of_piece(piece: str, means: Means, asked: Asked) -> str | None:
    """Return the answer in a piece without commas, or the person behind a role in it."""
    meant = _meaning_of_name(piece, means, asked)
    if meant or not asked.somebody:
        return meant
    return _meaning_behind_role(*_tagged(_without_gap_words(piece, asked), asked), means)


def _meaning_of_name(piece: str, means: Means, asked: Asked) -> str | None:
    """The answer in a piece without commas, with harmless words in front of it and behind it."""
    if meant := means(piece):
        return meant
    piece = _without_gap_words(piece, asked)
    if meant := means(piece) or _country_by_adjective(piece, means, asked):
        return meant
    tokens, tags = _tagged(piece, asked)
    if places.is_known(normalise(piece)) and not _is_the_city(piece, asked):
        return None
    for start, end in _slices(tags):
        name = " ".join(tokens[start:end])
        meant = means(name)
        if meant and _are_harmless_around(tokens, tags, (start, end), meant, asked):
            return meant
    return None


def _meaning_behind_role(tokens: Sequence[str], tags: str, means: Means) -> str | None:
    """Return the person in a piece such as *the German reformer Martin Luther*."""
    at = next((n for n, token in enumerate(tokens) if token[:1].isupper() and tags[n] != "d"), 0)
    words, opening = [normalise(token) for token in tokens[:at]], tags[:at]
    if not at or not _ROLE_TAGS.fullmatch(opening) or not all(map(_may_be_role, words)):
        return None
    if set(opening) <= {"x"} and not all(map(_AGENT.search, words)):
        return None
    meant = means(" ".join(tokens[at:]))
    return meant if meant and meant[:1].isupper() else None


def _may_be_role(word: str) -> bool:
    known = word in RELATIVES or word in NEGATIONS or word in PREPOSITIONS or word in STOPPING
    return word.isalpha() and not known and not is_given_name(word)


def _is_the_city(piece: str, asked: Asked) -> bool:
    """Whether a known place is named as the kind of place that is asked for: *New York City*."""
    return "city" in asked.nouns and not asked.country and _kind(words_of(piece)[-1]) == "city"


def _slices(tags: str) -> Iterator[tuple[int, int]]:
    """Yield the slices that may be the answer, the longest first."""
    starts = [n for n in range(len(tags)) if _OPENING.fullmatch(tags[: n + (tags[n] in "tT")])]
    ends = [n for n in range(1, len(tags) + 1) if _CLOSING.fullmatch(tags[n:])]
    every = [(start, end) for start in starts for end in ends if start < end]
    return iter(sorted(every, key=lambda one: one[0] - one[1]))


def _are_harmless_around(
    tokens: Sequence[str], tags: str, place: tuple[int, int], meant: str, asked: Asked
) -> bool:
    start, end = place
    around = tags[:start] + tags[end:]
    name = normalise(" ".join(tokens[start:end]))
    if set(around) & set("tTPu") and meant[:1].islower() is not ("u" in around):
        return False
    if _exchanges_article(tokens[:start], tags, meant):
        return False
    if _is_kind_in_front(tokens[:start], meant) or _is_possessive(tokens[end - 1], meant):
        return False
    if _BARE_REGION.fullmatch(tags[end:]) and not _known_to_lie(tokens[end:], tags[end:], name):
        return False
    if "k" in around and not places.country(normalise(meant)):
        return False
    if set(around) & set("tT") and (places.named(name) or (asked.country and "t" in around)):
        return False
    if "S" in tags[:start] and places.is_known(name):
        return False
    if not _may_stand_in_all(tokens[end:], tags[end:], name, meant, asked):
        return False
    leading, behind = _codes(tokens[:start], tags[:start]), _codes(tokens[end:], tags[end:])
    is_person = asked.somebody and not set(tags[:start]).isdisjoint("tT")
    return (is_person or _do_regions_agree(leading, meant, name, asked)) and _do_regions_agree(
        behind, meant, name, asked
    )


def _is_kind_in_front(opening: Sequence[str], meant: str) -> bool:
    """Check whether a kind of thing is in front instead of behind: *Sea Black*."""
    first = _kind(normalise(opening[-1])) if opening else ""
    return bool(first) and first not in _FRONTED and first == _kind(words_of(meant)[-1])


def _is_possessive(last: str, meant: str) -> bool:
    """Check whether something of the answer's was named: *Newton's laws*."""
    owned = _OWNING.search(last) and not _OWNING.search(meant)
    return bool(owned) and not places.country(normalise(meant))


def _known_to_lie(tokens: Sequence[str], tags: str, name: str) -> bool:
    """Check whether a place is known to lie in the region behind it: *Vienna Austria*."""
    return all(places.may_lie_in(name, each) for each in _codes(tokens, tags))


def _exchanges_article(opening: Sequence[str], tags: str, meant: str) -> bool:
    """Check whether a foreign article replaces another one in the answer."""
    first = words_of(meant)[:1]
    last = normalise(opening[-1]) if opening and tags[len(opening) - 1] == "a" else "the"
    return bool(first) and first[0] in ARTICLES and last not in {"the", "a", "an", first[0]}


def _codes(tokens: Sequence[str], tags: str) -> list[frozenset[str]]:
    return [_region(token) for token, tag in zip(tokens, tags, strict=True) if tag in "dRsS"]


def _do_regions_agree(
    codes: Sequence[frozenset[str]], spelling: str, name: str, asked: Asked
) -> bool:
    """Check whether what is named may lie in, or come from, all of the regions."""
    words = words_of(spelling)
    names = {normalise(spelling), name, normalise(without_kind(spelling, asked))}
    names |= {words[-1]} if words and _kind(words[0]) else set()
    for each in codes:
        known = [places.may_lie_in(one, each) for one in names]
        if True in known:
            if _is_city_of(names, asked) or _is_in_other_region(names, each, asked):
                return False
            continue
        if False in known or (asked.regions and not _do_overlap(each, asked.regions)):
            return False
        if not asked.regions and spelling[:1].islower() and "place" not in asked.prepositions:
            return False
    return True


def _is_city_of(names: Iterable[str], asked: Asked) -> bool:
    """Check whether a city was named where somebody is asked for: *Lincoln, Nebraska*."""
    known = [name for name in names if places.is_city(name)]
    return asked.somebody and bool(known) and not any(map(places.country, names))


def _is_in_other_region(names: Iterable[str], codes: frozenset[str], asked: Asked) -> bool:
    """Check whether the question means a place of the same name in another region."""
    meant = any(places.may_lie_in(name, asked.regions) for name in names)
    return meant and not _do_overlap(codes, asked.regions)


def _do_overlap(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    short = [{code[:2] for code in codes if "-" in code} | codes for codes in (ours, theirs)]
    return bool(short[0] & short[1]) or _lies_in(ours, theirs) or _lies_in(theirs, ours)


def _lies_in(inner: Iterable[str], outer: frozenset[str]) -> bool:
    names = (name for code in inner for name in places.spellings_of(code))
    return any(places.may_lie_in(name, outer) for name in names)


def _is_harmless_beside(
    piece: str, name: str, spelling: str, asked: Asked, rivals: frozenset[str]
) -> bool:
    """Check whether a piece is only the answer's long or short form, place or role."""
    return (
        _is_other_form(piece, name, spelling, asked)
        or _denies_other(piece, spelling, asked)
        or _says_place_or_role(piece, name, spelling, asked)
        or (normalise(piece) not in rivals and _describes(piece, name, spelling, asked))
    )


def _is_other_form(piece: str, name: str, spelling: str, asked: Asked) -> bool:
    """Check whether a piece is an abbreviation, a symbol or a formula of the answer."""
    return (
        abbreviates(piece, spelling)
        or abbreviates(spelling, piece)
        or abbreviates(piece, name)
        or (_is_symbol(piece) and normalise(piece) in asked.words)
        or is_symbol_of(piece, spelling)
        or (is_measure(piece) and ratio(piece, spelling) == 1)
    )


def _names_author(piece: str, spelling: str, asked: Asked) -> bool:
    """Check whether a piece says who wrote a work, and the question names nobody else."""
    if _WORKS not in asked.kinds or not _AUTHOR.fullmatch(piece) or spelling[:1].islower():
        return False
    return "by" not in asked.words or asked.names.issuperset(words_of(piece)[1:])


def _says_place_or_role(piece: str, name: str, spelling: str, asked: Asked) -> bool:
    tokens, tags = _tagged(piece, asked)
    if not _BESIDE.fullmatch(tags) or (set(tags) & set("tT") and spelling[:1].islower()):
        return False
    if not _may_stand_in_all(tokens, tags, normalise(name), spelling, asked):
        return False
    codes = _codes(tokens, tags)
    if asked.country and any(map(_excludes(normalise(name)), codes)):
        return False
    return _do_regions_agree(codes, spelling, normalise(name), asked)


def _excludes(name: str) -> Callable[[frozenset[str]], bool]:
    """Return a check whether a region is a country that a place is no part of."""
    return lambda codes: not places.is_area(codes) and not places.may_lie_in(name, codes)


def _may_stand_in_all(
    tokens: Sequence[str], tags: str, name: str, spelling: str, asked: Asked
) -> bool:
    cities = [normalise(token) for token, tag in zip(tokens, tags, strict=True) if tag == "C"]
    return all(_may_stand_in(name, spelling, city, asked) for city in cities)


def _may_stand_in(name: str, spelling: str, city: str, asked: Asked) -> bool:
    """Check whether what is named may stand in a city: *Prado, Madrid*, not *Prado, Paris*."""
    names = {name, normalise(spelling), normalise(without_kind(spelling, asked))}
    known = [places.may_stand_in(one, city) for one in names]
    if True in known:
        return True
    if False in known or spelling[:1].islower() or "city" in asked.kinds or asked.somebody:
        return False
    if any(map(places.is_known, names)) or SITES.isdisjoint(asked.words):
        return False
    return city in asked.words or not asked.regions or places.is_capital_of(city, asked.regions)


def _repeats_question(piece: str, asked: Asked) -> bool:
    """Check whether a piece describes the answer in the question's own words."""
    words = [word for word in words_of(piece) if word not in ARTICLES | OF]
    if not NEGATIONS.isdisjoint(words) or {"or", "than"} & asked.words:
        return False
    said = asked.words | set(map(_single, asked.words))
    is_said = all(word in said or _single(word) in said for word in words)
    enough = len(words) > 1 or not _SYMBOLIC.isdisjoint(asked.words)
    return is_said and enough and not asked.names.issuperset(words)


def _describes(piece: str, name: str, spelling: str, asked: Asked) -> bool:
    """Check whether a piece describes the answer: by the question, its author or its kind."""
    return (
        _repeats_question(piece, asked)
        or _names_author(piece, spelling, asked)
        or _says_what_it_is(piece, name, spelling, asked)
    )


def _says_what_it_is(piece: str, name: str, spelling: str, asked: Asked) -> bool:
    """Check whether a piece in small letters says what a name is: *Jupiter, a gas giant*."""
    tokens, tags = _tagged(piece, asked)
    led = _DESCRIBING.match(tags)
    rest = tokens[led.end() if led else 0 :]
    words = words_of(" ".join(rest))
    if not words or not (spelling[:1].isupper() and name[:1].isupper()):
        return False
    is_role = asked.somebody and _AGENT.search(words[-1])
    is_led = tokens[0] in ("a", "an") or is_role or _kind(words[-1]) or words[-1] in asked.words
    is_plain = "".join(rest).islower() and len(words) <= _LONGEST_NAME
    if not is_led or not is_plain or set(tags) & set("sCpPiou") or any(map(places.is_known, words)):
        return False
    kind = _kind(words[-1])
    fits = not kind or not asked.kinds or kind in asked.kinds
    codes = _codes(tokens, tags)
    return (
        fits
        and all(map(_may_be_role, words))
        and _do_regions_agree(codes, spelling, normalise(name), asked)
    )


def is_symbol_of(short: str, name: str) -> bool:
    """Check whether a text is the formula of what is named: Fe, CO2."""
    said = plain(short).replace(" ", "")
    known = FORMULAS.get(normalise(name), ())
    return said in known or (
        len(said) > _SHORTEST_INITIALS and said.casefold() in map(str.casefold, known)
    )


def _denies_other(piece: str, spelling: str, asked: Asked) -> bool:
    """Check if a piece denies the other of two options that the question gives: *not a fish*."""
    first, *others = words_of(piece)
    denied = [word for word in others if word not in ARTICLES]
    return (
        first in {"not", "no"}
        and "or" in asked.words
        and bool(denied)
        and asked.words.issuperset(denied)
        and set(words_of(spelling)).isdisjoint(denied)
    )


def _is_symbol(piece: str) -> bool:
    """Check whether a text is short for something: Fe, UN."""
    return len(piece) <= _LONGEST_SYMBOL and piece[:1].isupper() and piece.isalpha()


def abbreviates(short: str, long: str) -> bool:
    """Check whether a text is made of the first letters of another."""
    words = [word for word in _WORD.findall(long.replace("-", " ")) if word]
    given = normalise(short)
    if len(given) < _SHORTEST_INITIALS or len(words) < _SHORTEST_INITIALS or not given.isalpha():
        return False
    folded = [normalise(word) for word in words]
    small = ARTICLES | OF | {"and", "for", "in", "on", "et", "y", "und"}
    every = "".join(word[:1] for word in folded)
    leading = "".join(word[:1] for word in folded if word not in small)
    return given in {every, leading}


def _country_by_adjective(piece: str, means: Means, asked: Asked) -> str | None:
    """Return a country that is named by an adjective and what was asked: *the Iraqi government*."""
    words = [word for word in words_of(piece) if word not in ARTICLES]
    if words and PREPOSITIONS.get(words[0]) in asked.prepositions:
        words = words[1:]
    alone = len(words) == 1 and _COUNTRYS in asked.words
    if not alone and (len(words) < _SHORTEST_INITIALS or not _all_govern(words[1:], asked)):
        return None
    code = places.adjective(words[0]) or (alone and places.adjective(_single(words[0]))) or ""
    return next(filter(None, map(means, sorted(places.spellings_of(code)))), None)


def _all_govern(words: Sequence[str], asked: Asked) -> bool:
    return all(_asked_for(word, asked) or FORMALITIES.get(word) == "k" for word in words)


def _without_gap_words(piece: str, asked: Asked) -> str:
    """Return a piece without the words around the gap that it repeats."""
    tokens = piece.split()
    for count in range(min(len(tokens) - 1, len(asked.before)), 0, -1):
        if _folded(tokens[:count]) == asked.before[-count:]:
            tokens = tokens[count:]
            break
    if len(tokens) > 1 and tokens[-1].isdecimal() and asked.before[-1:] == (tokens[-1],):
        tokens = tokens[:-1]  # July 14, if the gap follows 14
    for count in range(min(len(tokens) - 1, len(asked.after)), 0, -1):
        if _folded(tokens[-count:]) == asked.after[:count]:
            tokens = tokens[:-count]
            break
    return " ".join(tokens)


def _folded(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(normalise, tokens))


def _tagged(piece: str, asked: Asked) -> tuple[list[str], str]:
    """The words of a piece, places of several words as one, each with a letter for its part."""
    tokens = piece.split()
    merged: list[str] = []
    while tokens:
        size = next(
            (
                n
                for n in range(min(len(tokens), _LONGEST_NAME), 1, -1)
                if _is_one_word(" ".join(tokens[:n]), asked)
            ),
            1,
        )
        merged.append(" ".join(tokens[:size]))
        tokens = tokens[size:]
    several = len(merged) > 1
    tags = [_tag(one, asked, first=several and not at) for at, one in enumerate(merged)]
    return merged, "".join(tags)


def _is_one_word(text: str, asked: Asked) -> bool:
    """Check whether words are one name of a place, or of a kind of thing."""
    word = normalise(text)
    is_city = "city" not in asked.kinds and places.is_city(word)
    is_kind = (word in KINDS or word in FORMALITIES) and not _is_article(text.partition(" ")[0])
    return bool(_region(text)) or is_city or is_kind


def _tag(token: str, asked: Asked, *, first: bool) -> str:
    word = normalise(token)
    if not first and places.state(token.strip(",.")):
        return "R"
    if first and word == "to" and "to" not in asked.prepositions:
        return "u"
    if first and (tag := _preposition(word, asked)):
        return tag
    if word in PREPOSITIONS and PREPOSITIONS[word] in asked.prepositions and word not in BEHIND:
        return "p"
    if token[:1].isupper() and len(word) == 1:
        return "x"  # an initial: L. is not an article
    for tag, words in (
        ("a", ARTICLES),
        ("o", OF),
        ("i", BEHIND),
        ("f", FORMER),
        ("h", {word} if _NTH.fullmatch(word) or word in ordinals() else ()),
        ("j", {"jr", "sr"}),
    ):
        if word in words:
            return tag
    return _naming_tag(token, word, asked)


def _naming_tag(token: str, word: str, asked: Asked) -> str:
    if word in NEGATIONS:
        return "x"
    if tag := _describing_tag(word, asked):
        return tag
    if region := _region(token):
        if word in asked.nouns:
            return "n"
        owns = _OWNING.search(token) or _spoken_of(region, asked)
        if places.named(word):
            return "S" if _spoken_of(region, asked) else "R"
        return "s" if owns else "d"
    if _is_owner(token, asked):
        return "n"
    if places.is_city(word):
        return "C"
    return "w" if word in asked.words else "x"


def _describing_tag(word: str, asked: Asked) -> str:
    """Return the tag of a word that describes the answer; empty for any other word."""
    if not asked.kinds.isdisjoint(_BODY) and (word == "human" or word in POSSESSIVES):
        return "a"
    is_group = not asked.kinds.isdisjoint(_GROUPS)
    if _asked_for(word, asked) or (is_group and _kind(word) in _GROUPS):
        return "n"
    if is_group and word in DESCRIPTIONS:
        return "n" if word.endswith("s") else "t"
    if word in TITLES:
        return "t"
    if word in WEAK_TITLES and (asked.person or word in asked.words):
        return "T"
    return FORMALITIES.get(word, "")


def _is_owner(token: str, asked: Asked) -> bool:
    """Check whether a token is the possessive of a name in the question: *Shakespeare's Hamlet*."""
    owner = normalise(token).removesuffix("s")
    return token[:1].isupper() and token.endswith("s") and owner in asked.names


def _spoken_of(region: frozenset[str], asked: Asked) -> bool:
    """Check whether the question itself speaks of a region."""
    return bool(region & asked.regions)


def _asked_for(word: str, asked: Asked) -> bool:
    kind = _kind(word)
    if kind == "city" and not asked.kinds:
        return True
    return kind in asked.kinds or word in asked.nouns or _single(word) in asked.nouns


def _preposition(word: str, asked: Asked) -> str:
    group = PREPOSITIONS.get(word, "")
    if group in asked.prepositions or (word in PLACE and "where" in asked.prepositions):
        return "p" if group else ""
    return "P" if word in PLACE else ""


def _region(token: str) -> frozenset[str]:
    bare = _OWNING.sub("", token)
    if state := places.state(bare.strip(",.")):
        return frozenset({state})
    word = normalise(bare)
    found = places.named(word) or places.described(word)
    side, _, rest = bare.partition(" ")
    return found if found or normalise(side) not in SIDES else places.named(normalise(rest))


def _kind(word: str) -> str:
    return KINDS.get(word) or KINDS.get(_single(word), "")


def _single(word: str) -> str:
    return standard(word)[-1] if word else word


def _asks(word: str, number: int) -> bool:
    """Check whether a word asks a question. The German *was* does so at the start only."""
    return word in ASKING and (word != "was" or not number)


def _phrase(spoken: Sequence[str]) -> list[str]:
    """Return the words that say what is asked: from *which* on to the verb, or after *what is*."""
    found: list[str] = []
    for number, word in enumerate(spoken):
        if normalise(word) in ASKING:
            behind = spoken[number + 1 : number + 1 + _LONGEST_PHRASE]
            named = [*takewhile(_goes_on, behind)]
            if not named and normalise(word) in _NAMING_WHAT:
                rest = dropwhile(lambda each: normalise(each) in _BEING, behind)
                named = [*takewhile(_goes_on_to_noun, dropwhile(_is_article, rest))]
            found += named
    return found


def _goes_on(word: str) -> bool:
    return normalise(word) not in STOPPING and normalise(word) not in NEGATIONS


def _goes_on_to_noun(word: str) -> bool:
    return _goes_on(word) and not _is_article(word) and normalise(word) not in OF


def _is_article(word: str) -> bool:
    return normalise(word) in ARTICLES


def _asks_for_somebody(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Check whether a question asks *who*, or *which* or *what* person."""
    asking = next((word for n, word in enumerate(words) if _asks(word, n)), "")
    if asking in WHO:
        return True
    noun = takewhile(lambda word: word not in ARTICLES, dropwhile(ARTICLES.__contains__, phrase))
    named = {form for word in noun for form in (word, _single(word))}
    if named and any(map(places.described, named)) and not _is_followed(phrase):
        return True
    if named:
        return bool(named & (PEOPLE | TITLES | WEAK_TITLES))
    return bool(asking) and not WHO.isdisjoint(words)


def _is_followed(phrase: Sequence[str]) -> bool:
    """Check whether an adjective stands before what it describes: not *which Russian wrote*."""
    verb = phrase[1] if len(phrase) > 1 else ""
    return bool(verb) and not (verb.endswith("ed") or verb in VERBS)


def _asks_for_opponent(words: Sequence[str]) -> bool:
    """Check whether the answer is the other side of a fight: whom one fought, not who fought."""
    if not OPPOSING.intersection(words) or JOINING.intersection(words):
        return False
    start = next((n for n, word in enumerate(words) if _asks(word, n)), len(words))
    verb = next((word for word in words[start + 1 :] if word in STOPPING or word in OPPOSING), "")
    return verb not in OPPOSING


def _prepositions(words: Sequence[str], before: Sequence[str]) -> Iterator[str]:
    """The groups of the prepositions before a question word, at the end, or before the gap."""
    asking = [n for n, word in enumerate(words) if _asks(word, n)]
    near = [words[n - 1] for n in asking if n] + list(words[-1:])
    near += [word for word in before[-2:] if word not in ARTICLES]
    yield from (PREPOSITIONS[word] for word in near if word in PREPOSITIONS)
    if _asks_for_opponent(words):
        yield "against"
    if {"where", "wo", "ou", "donde", "где"} & set(words):
        yield from ("where", "place")
    if {"who", "whom", "author"} & set(words) or _PLACES.isdisjoint(map(_kind, words)):
        yield "by"
    yield from (group for group, verbs in LEADING_TO.items() if not verbs.isdisjoint(words))
    if "from" in words and {"where", "wherefrom"} & set(words):
        yield "from"
    if {"whither", "wohin", "куда"} & set(words):
        yield "to"
    if {"woher", "откуда"} & set(words):
        yield "from"


def _regions(words: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for number in range(len(words)):
        for size in (1, 2, 3):
            name = "".join(words[number : number + size])
            found |= places.named(name) | places.described(name)
    return frozenset(found)


def _sides(context: Context) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words on both sides of a gap, or of a blank that a question leaves."""
    before, after = context.before, context.after
    blank = _BLANK.search(context.prompt)
    if not before and not after and blank:
        before, after = context.prompt[: blank.start()], context.prompt[blank.end() :]
    return _near(_WORD.findall(before)[::-1])[::-1], _near(_WORD.findall(after))


def _near(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words up to one that denies."""
    folded = [normalise(word) for word in words[:_LONGEST_PHRASE]]
    end = next((n for n, word in enumerate(folded) if word in NEGATIONS), len(folded))
    return tuple(folded[:end])

"""Short answers that are typed: equal after folding, or but for a small typo."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from coalition_quiz.core.grading import places
from coalition_quiz.core.grading.calendars import DAYS, MONTHS, position, value_of
from coalition_quiz.core.grading.characters import TOO_LONG, is_too_long, plain
from coalition_quiz.core.grading.exactness import note_of_inexactness
from coalition_quiz.core.grading.extra_words import (
    Asked,
    asked_in,
    core,
    is_symbol_of,
    without_kind,
)
from coalition_quiz.core.grading.hedges import without_shared_hedge
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.grading.matched import MatchedSpelling
from coalition_quiz.core.grading.normalise import (
    bare,
    compact,
    is_article,
    normalise,
    same,
    words_of,
)
from coalition_quiz.core.grading.people import (
    INITIAL_A,
    differs_in_the_middle,
    has_given_name,
    has_namesake,
    is_initialled,
    is_last_name_first,
    short_names,
)
from coalition_quiz.core.grading.spellings import alike, in_one_word, standard
from coalition_quiz.core.grading.typos import edits, slips
from coalition_quiz.core.grading.units import is_measure, ratio
from coalition_quiz.core.grading.word_lists import (
    COUNTS,
    FORMS,
    KINDS,
    MEMBERS,
    NAMING,
    ORDERED,
    TITLES,
    WEAK_TITLES,
)
from coalition_quiz.core.questions import Context, Entry, Outcome, TypedTask, Verdict

NOTHING = "Type an answer."
NO_CONTEXT = Context()
_SHORT_DECADE = re.compile(r"(?:in )?(?:the )?'?(\d0)'?s")
_REPLIES = {
    **dict.fromkeys(("yes", "yep", "yeah", "yup"), "yes"),
    **dict.fromkeys(("no", "nope", "nah"), "no"),
}
_REPLY = re.compile(
    r"(yes|yep|yeah|yup|no|nope|nah)?(?:(?:^|[,.;]?\s+)((?:it|they|he|she|there|that|this|these|those|we|you|i)\s+"
    r"(?:do|does|did|is|are|was|were|can|could|has|have|had|will|would|must|should)"
    r"(\s*not|n't)?))?"
)
_UNITS = frozenset({"unit", "units"})
_SYMBOLS = frozenset({"symbol", "abbreviation", "abbreviated", "short"})
_JOINT = re.compile(
    r"\s*[,;&+]\s*(?:(?:and|und|et|y|e|en)\s+)?|\s+(?:and|und|et|y|e|en|plus|as well as)\s+",
    re.IGNORECASE,
)
_JOINT_CLOSELY = re.compile(rf"{_JOINT.pattern}|\s*[/–-]\s*", re.IGNORECASE)
_MOST_JOINED = 6


def answer(task: TypedTask) -> tuple[str, ...]:
    """Return the right answer, as its author writes it."""
    return (task.answer.text,)


def grade(task: TypedTask, text: str) -> Verdict:
    """Grade a typed text: right if it is a spelling of the answer, or nearly."""
    if is_too_long(text):
        return Verdict(Outcome.UNREADABLE, (), TOO_LONG)
    if says_nothing(text, task.answer):
        return Verdict(Outcome.UNREADABLE, (), NOTHING)
    meant = spelling_meant(text, task.answer, task.rivals, task.context)
    if meant is None and not is_english(task.context.language):
        return Verdict(Outcome.WRONG, answer(task))
    if meant is None and (said := without_shared_hedge(text, task.context)) != text:
        meant = spelling_meant(said, task.answer, task.rivals, task.context)
    if meant is None:
        note = _missing_part_note(text, task)
        return (
            Verdict(Outcome.UNREADABLE, (), note) if note else Verdict(Outcome.WRONG, answer(task))
        )
    spellings = (task.answer.text, *task.answer.accept)
    if inexact := note_of_inexactness(text, spellings, task.context):
        return Verdict(Outcome.WRONG, answer(task), inexact)
    return Verdict(Outcome.RIGHT, answer(task), meant.note)


def _missing_part_note(text: str, task: TypedTask) -> str:
    """Return a request for a missing first name or century, or an empty text."""
    spellings = (task.answer.text, *task.answer.accept)
    if (decade := _SHORT_DECADE.fullmatch(plain(text).casefold())) and any(
        re.search(rf"\b\d\d{decade[1]}'?s$", one) for one in spellings
    ):
        return "Write the decade with its century: four digits and an s."
    with_era = {f"{plain(text)} BC", f"{plain(text)} BCE"}
    if any(plain(one) in with_era for one in spellings):
        return "Add the era."
    asked = asked_in(task.context)
    named = [name for one in spellings if _is_person(one, asked) for name in short_names(one)]
    known = normalise(text) in asked.words or INITIAL_A.match(text)
    if known or not any(same(text, name) for name in named):
        return ""
    return "Several people here have this name. Add the first name."


def says_nothing(text: str, entry: Entry) -> bool:
    """Check whether a text is empty, or mere punctuation if the answer is more than that."""
    said = plain(text)
    return not said or not (_has_letters(said) or said == plain(entry.text))


def spelling_meant(
    text: str, entry: Entry, rivals: frozenset[str], context: Context = NO_CONTEXT
) -> MatchedSpelling | None:
    """Return the spelling of an entry that a text matches, perhaps with a typo, or None.

    Args:
        text: what was typed.
        entry: the answer.
        rivals: the folded names that a text may not be taken for the answer from.
        context: what the question says, which the text may repeat.
    """
    if not is_english(context.language):
        from coalition_quiz.core.grading import other_languages  # noqa: PLC0415 - few decks need it

        return other_languages.spelling_meant(text, entry, rivals, context)
    asked = asked_in(context)
    return meant_with_surroundings(
        text, lambda said: meant_alone(said, entry, rivals, asked), rivals, asked
    )


def meant_with_surroundings(
    text: str,
    alone: Callable[[str], MatchedSpelling | None],
    rivals: frozenset[str],
    asked: Asked,
) -> MatchedSpelling | None:
    """Return the spelling that a text matches, with harmless words around it.

    Args:
        text: what was typed.
        alone: gives what a text means without anything around it.
        rivals: the folded names of other answers, whatever words they contain.
        asked: what the question asks for.
    """
    alone = cache(alone)  # the words around it are stripped in several ways, often to the same text
    if (meant := alone(text)) or normalise(text) in rivals:
        return meant
    found: dict[str, MatchedSpelling] = {}

    def means(said: str) -> str | None:
        if one := alone(said):
            found[one.spelling] = one
            return one.spelling
        return None

    spelling = core(text, means, asked, rivals)
    return found[spelling] if spelling else None


def meant_alone(
    text: str, entry: Entry, rivals: frozenset[str], asked: Asked
) -> MatchedSpelling | None:
    """Return the spelling of an entry that a text is by itself."""
    spellings = (entry.text, *entry.accept)
    given = normalise(text)
    own = set(map(normalise, spellings))
    exact = next((one for one in spellings if _is_one(text, given, one)), None)
    if exact:
        return MatchedSpelling(exact) if given not in rivals or given in own else None
    if given in rivals and given not in own:
        return None
    others = rivals - own
    other = next((one for one in spellings if _is_form_of(text, one, others, asked)), None)
    if other:
        return MatchedSpelling(other)
    short = [each for one in spellings for each in surnames(one, others, asked)]
    short += filter(None, (without_kind(one, asked) for one in spellings))
    return _misspelt(text, spellings if INITIAL_A.match(text) else (*spellings, *short), rivals)


def surnames(spelling: str, rivals: frozenset[str], asked: Asked) -> tuple[str, ...]:
    """The names that a person is known by for short, where nobody else in the deck has them."""
    if not _is_person(spelling, asked) or has_namesake(words_of(spelling), "", rivals):
        return ()
    return tuple(one for one in short_names(spelling) if normalise(one) not in asked.words)


def _by_surname(text: str, spelling: str, rivals: frozenset[str], asked: Asked) -> bool:
    short = surnames(spelling, rivals, asked)
    return not INITIAL_A.match(text) and any(same(text, one) for one in short)


def _is_person(spelling: str, asked: Asked) -> bool:
    """Check whether a name is a person's, by the question or by its first name."""
    alone = asked.before or asked.after or not MEMBERS.isdisjoint(asked.words)
    may_be = asked.somebody or (alone and has_given_name(spelling))
    return bool(may_be and short_names(spelling))


def _is_one(text: str, given: str, spelling: str) -> bool:
    """Whether a text is a spelling but for what does not count, or the same number or date."""
    if same(text, spelling) or _shortens(given, spelling):
        return True
    value = value_of(spelling)
    return bool(value) and value == value_of(text)


def _is_form_of(text: str, spelling: str, rivals: frozenset[str], asked: Asked) -> bool:
    """Check whether a text is another right way to write a name."""
    if not FORMS.isdisjoint(asked.words):
        return False
    if alike(text, spelling) or _is_reply(text, spelling) or _is_equation(text, spelling):
        return True
    short = without_kind(spelling, asked)
    if short and (same(text, short) or alike(text, short)):
        return True
    return (
        is_initialled(text, spelling, rivals)
        or _titled(text, spelling, rivals, asked)
        or _by_surname(text, spelling, rivals, asked)
        or (_is_person(spelling, asked) and is_last_name_first(text, spelling))
        or (_is_person(spelling, asked) and differs_in_the_middle(text, spelling, rivals))
        or _is_formula(text, spelling, asked)
        or _same_country(text, spelling, asked)
        or _without_title(text, spelling)
        or _is_unit(text, spelling, asked)
        or _reorders(text, spelling, asked)
    )


def _is_reply(text: str, spelling: str) -> bool:
    """Check whether a text is another way to say yes or no: *nope*, *No, they do not*."""
    own = _REPLIES.get(normalise(spelling))
    found = _REPLY.fullmatch(plain(text).casefold().strip(" .!")) if own else None
    if not found or (found[1] and _REPLIES[found[1]] != own):
        return False
    return not found[2] or bool(found[3]) is (own == "no")


def _is_equation(text: str, spelling: str) -> bool:
    """Check whether a text is the same equation, perhaps with = for the arrow."""
    own = _folded_equation(spelling)
    return "→" in own and _folded_equation(text).replace("=", "→") == own


def _folded_equation(text: str) -> str:
    return normalise(text.replace("+", " + "))


def _is_formula(text: str, spelling: str, asked: Asked) -> bool:
    """Check whether a text is the formula of a substance, and no name or formula is asked for."""
    asks_for_words = {"symbol", "formula", "called", "name", "named"} & asked.words
    return not asks_for_words and is_symbol_of(text, spelling)


def _is_unit(text: str, spelling: str, asked: Asked) -> bool:
    """Check whether a text is another spelling of a unit: *metres per second* for *m/s*."""
    is_asked = "/" in spelling or not _UNITS.isdisjoint(asked.words)
    if not is_asked or not _SYMBOLS.isdisjoint(asked.words) or not is_measure(spelling):
        return False
    return ratio(text, spelling) == 1


def _reorders(text: str, spelling: str, asked: Asked) -> bool:
    """Whether a text names the things of an answer such as *oxygen and carbon dioxide* otherwise.

    Their order and their separators do not count, unless the question is about order or
    the answer is one title (*War and Peace*).
    """
    names = [name for name in _JOINT.split(spelling) if name]
    if not 1 < len(names) <= _MOST_JOINED or not ORDERED.isdisjoint(asked.words):
        return False
    if not _asks_for_several(names, asked):
        return False
    wanted = sorted(map(_key, names))
    return any(
        sorted(_key(name) for name in parts.split(text) if name) == wanted
        for parts in (_JOINT, _JOINT_CLOSELY)
    )


def _asks_for_several(names: Sequence[str], asked: Asked) -> bool:
    """Check whether a question asks for several things, or the answer can only be several."""
    if "novel" in asked.kinds or not NAMING.isdisjoint(asked.words):
        return False
    counts = COUNTS.get(len(names), frozenset()) | {"both", "between"}
    plural = any(f"{noun}s" in asked.nouns or f"{noun}es" in asked.nouns for noun in asked.nouns)
    return (
        plural
        or asked.somebody
        or not counts.isdisjoint(asked.words)
        or all(name[:1].islower() for name in names)
    )


def _key(name: str) -> str:
    return in_one_word(standard(name))


def _titled(text: str, spelling: str, rivals: frozenset[str], asked: Asked) -> bool:
    """Whether a text is a title and the last name of the only one who has it: Prof. Einstein."""
    *titles, last = bare(words_of(text)) or ("",)
    name = words_of(spelling)
    if not titles or len(name) < 2 or last != name[-1] or not spelling[:1].isupper():  # noqa: PLR2004 - a first and a last name
        return False
    named = TITLES | WEAK_TITLES if asked.person else TITLES
    return set(titles) <= named and last not in asked.words and not has_namesake(name, "", rivals)


def _same_country(text: str, spelling: str, asked: Asked) -> bool:
    """Check whether two texts name one country, and the question does not use the first name."""
    given = normalise(text)
    code = places.country(normalise(spelling))
    return bool(code) and places.country_said(given) == code and given not in asked.words


def _without_title(text: str, spelling: str) -> bool:
    """Check whether a text is a name of two words or more without the title in front of it."""
    words = spelling.split()
    if len(words) < 3 or normalise(words[0]) not in TITLES | WEAK_TITLES:  # noqa: PLR2004 - a title and a name
        return False
    rest = words[1:]
    is_name = all(word[:1].isupper() for word in rest) and normalise(rest[-1]) not in KINDS
    return is_name and same(text, " ".join(rest))


def _shortens(given: str, spelling: str) -> bool:
    """Check whether a text is a weekday or a month cut short: *Tue*, *Sept*."""
    full = spelling.casefold()
    return any(full in names and position(given, (full,)) for names in (DAYS, MONTHS))


def _has_letters(said: str) -> bool:
    return any(character.isalnum() for character in said)


def _misspelt(
    text: str, spellings: tuple[str, ...], rivals: frozenset[str]
) -> MatchedSpelling | None:
    found = [(count, spelling) for spelling in spellings if (count := _typos(text, spelling))]
    if not found or places.is_known(normalise(text)):
        return None
    count, spelling = min(found, key=lambda pair: pair[0])
    given, own = normalise(text), {form for name in spellings for form in _forms(name)}
    others = (name for name in rivals if name not in own and abs(len(name) - len(given)) <= count)
    if any(edits(given, name, count) is not None for name in others):
        return None
    return MatchedSpelling(spelling, typo=not _is_transcribed(text, spelling))


def _is_transcribed(text: str, spelling: str) -> bool:
    """Check whether a text writes an Arabic name with other doubled letters: al-Asad, Ar-Raqqa."""
    given, name = words_of(text), words_of(spelling)
    arabic = any(is_article(*pair) for each in (given, name) for pair in pairwise(each))
    return arabic and _transcribed_words(given) == _transcribed_words(name)


def _transcribed_words(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(re.sub(r"(.)\1|(?<=[aeiou])h$", r"\1", word) for word in bare(words))


def _typos(text: str, spelling: str) -> int:
    """Return the number of wrong letters in a name; 0 if it is not a mere typo."""
    given, name = words_of(text), words_of(spelling)
    pairs = ((given, name), (bare(given), name), (given, bare(name)))
    return min((count for pair in pairs if (count := slips(*pair))), default=0)


def _forms(spelling: str) -> tuple[str, str]:
    words = words_of(spelling)
    return compact(words), compact(bare(words))


def names_of(entry: Entry) -> Iterator[str]:
    """Yield the folded names of an entry, without variants that are the name but for a typo."""
    yield normalise(entry.text)
    for variant in entry.accept:
        same_name = same(variant, entry.text) or alike(variant, entry.text)
        if not same_name and not _typos(variant, entry.text):
            yield normalise(variant)

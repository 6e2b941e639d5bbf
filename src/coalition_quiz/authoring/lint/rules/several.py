"""Rules about answers that hold more than what a learner types: other answers, or a remark."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.notation import (
    in_brackets,
    of_dictionary,
    surname,
    turned,
    without_notation,
)
from coalition_quiz.authoring.lint.rule import CardView, Finding, card_rule
from coalition_quiz.core.grading.expected_answer import text_asked, word_asked
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.kinds.base import MEANINGS
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.kinds.word import Word
from coalition_quiz.core.questions import Context, Entry, Outcome, TypedTask

# Q212 several-in-one: an answer that holds several answers, or a remark. Each learner types one
# part of it. Whether that part is right is for the grader to say.

_LONGEST = 200
_LONGEST_PROMPT = 1_000
_MOST_ANSWERS = 50
_SHORT = 4
_TWO = 2
_MOST_WORDS = 4
"""A longer text beside a sign may be the rest of one answer."""

_MAY_BE = re.compile(
    r"[/;|(\[,=&\n／・、，（>→).]| [-–—] |: |\b(?:sth|sb|smth|smb|qqch|qqn|qch|qcn|etw|jdn|jdm)\b"
    r"| n[mf]$|\b(?:et|und|y|и|i|or|oder|ou|o|u|of|and|aka|etc|eg|for example"
    r"|such as|usw|ans)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}|[^\x00-\u02ff]")
# A word, an amount with a degree sign, an abbreviation with full stops: no letter of a formula.
_SIDE = re.compile(r"[^\W\d_]{2}|[^\x00-\u02ff]|\d ?°|(?:[^\W\d_]\.){2}")
# Where wording or order counts, an answer with commas is one answer.
_IS_WORDING = re.compile(
    r"\b(?:bands?|books?|complete|films?|formula|full name|games?|lines?|lyrics|mottos?|movies?"
    r"|novels?|order|phrases?|plays?|poems?|quot(?:e|ation)s?|said|sayings?|slogans?|songs?|titles?)\b",
    re.IGNORECASE,
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:both|two|three|four|five|six)\b"
    r"|\b(?:which|what)(?: \w+){0,2} \w+s (?:are|were|do|did|have|make|form)\b",
    re.IGNORECASE,
)

_SLASH = re.compile(r"\s+/\s+|\s*／\s*")
_SEMICOLON = re.compile(r"\s*;\s+|\s+\|\s+|\s+(?:=|->|→|⇒)\s+")
_CJK_LIST = re.compile(r"[、，]")
_CJK_DOT = re.compile(r"・")
_KATAKANA = re.compile(r"[ァ-ヿ]")
_OR = {
    "en": re.compile(r",?\s+(?:or|aka|a\.k\.a\.|also known as|also called)\s+|,\s+also\s+"),
    "de": re.compile(r",?\s+(?:oder|bzw\.)\s+"),
    "fr": re.compile(r",?\s+ou(?: bien)?\s+"),
    "es": re.compile(r",?\s+(?:o|u)\s+"),
    "it": re.compile(r",?\s+(?:o|oppure)\s+"),
    "pt": re.compile(r",?\s+ou\s+"),
    "nl": re.compile(r",?\s+of\s+"),
    "ru": re.compile(r",?\s+(?:или|либо)\s+"),
    "he": re.compile(r",?\s+או\s+"),
    "ar": re.compile(r"[,،]?\s+أو\s+"),
}
_COMMA = re.compile(r",\s+(?:(?:and|or)\s+)?|\s+and\s+|\s*&\s*")
_REMARK = re.compile(
    r"(?<=\S)(?:\s+\((?P<said>[^()]+)\)|\s+\[(?P<noted>[^\[\]]+)\]|（(?P<read>[^（）]+)）)$"
)
_ALSO = re.compile(r"(?:also|or|aka|auch|oder|ou|aussi|o|anche|ook|of)\b:?\s*", re.IGNORECASE)
_SHORT_NAME = re.compile(r"(?=.*[A-Z])[A-Z\d]{2,6}")
_LEAD = re.compile(r"\((?P<said>\w{1,4})\)\s+(?=\w)")
_ENDING = re.compile(r"(?<=[a-zà-ÿ]{2})\((?:e?s|n?e|le|a|in|innen|ed|ing)\)|(?<=\bun)\(e\)")
_ROMAN = re.compile(r"[IVXLCM]+|.")
_AFTERTHOUGHT = re.compile(r"(?P<first>[^:]+?)(?:\s+[-–—]\s+|:\s+)(?P<rest>[a-z]\S*(?:\s+\S+)+)")
_APPOSITION = re.compile(r"(?P<first>[^\W\d_][\w' -]*), (?:the|an?|not|because|which is) \w.*")
_SHORT_FORM = re.compile(
    r"(?P<first>[^\W\d_]{3,}(?: [^\W\d_]+)*)(?:/-?|,\s+[-–~])(?P<ending>[^\W\d_]{1,4})"
)
_TWO_BEFORE = re.compile(r"(?P<one>[^\W\d_]{1,4})/(?P<other>[^\W\d_]{1,5}) (?P<rest>[^\W\d_].*)")
_MARKED = re.compile(r"(?:ans(?:wer)?|réponse|antwort|respuesta): +|\(?[a-d1-9]\) +", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:e\.?g\.|for example|such as|z\. ?B\.|p\. ?ex\.)[ ,:]+", re.IGNORECASE)
_AND_SO_ON = re.compile(r"[\s,]*\b(?:etc\b\.?|and so on|usw\.)$", re.IGNORECASE)
_ARTICLES = frozenset(
    ("the", "a", "an", "ein", "eine", "der", "die", "das", "un", "une", "le", "la")
)
_HAVE_GENDERS = frozenset(("de", "es", "fr", "it", "nl", "pt"))
_PRONOUNS = frozenset(
    ("he", "she", "him", "her", "his", "hers", "il", "elle", "er", "sie", "es", "el", "ella", "lui")
)


@card_rule(
    "Q212",
    "several-in-one",
    "A typed answer contains several answers or a remark, and a part of it is marked wrong.",
    kinds={"typed", "list", "cloze", "word"},
)
def _several_in_one(view: CardView) -> Iterator[Finding]:
    for entry, context, key in _entries(view):
        for spelling in (entry.text, *entry.accept[:_MOST_ANSWERS]):
            may_be_name = " " in spelling and not is_english(context.language)
            if len(spelling) > _LONGEST or not (may_be_name or _MAY_BE.search(spelling)):
                continue
            where = key if spelling == entry.text or view.kind == "word" else "accept"
            parts = _parts(spelling, entry, context, view)
            wrongs = (one for one in parts if is_marked_wrong(one, entry, context, view.kind))
            if wrong := next(wrongs, None):
                yield _several_finding(spelling, wrong, where)


def _entries(view: CardView) -> Iterator[tuple[Entry, Context, str]]:
    """Yield the typed answers, with the text around each and its field."""
    match view.body:
        case Typed(prompt=prompt, answer=entry):
            yield entry, _context(view, prompt, "answer"), "answer"
        case Word(word=word, means=means, both=both):
            yield means, _context(view, word.text, "means"), "means"
            if both:
                yield word, _context(view, means.text, "word"), "word"
        case List(prompt=prompt, answer=entries):
            for each in entries[:_MOST_ANSWERS]:
                yield each, _context(view, prompt, "answer"), "answer"
        case Cloze(parts=parts):
            for part in parts[:_MOST_ANSWERS]:
                if isinstance(part, Gap):
                    yield part.entry, _context(view, "", "answer", gap=" "), "cloze"


def _context(view: CardView, prompt: str, side: str, gap: str = "") -> Context:
    """Return the context that an answer is graded in, as when it is asked."""
    deck, own = view.context.deck, view.card.strict
    language = deck.meanings if side in MEANINGS else deck.language
    strict = (deck.strict if own is None else own).of(side)
    return Context(prompt, gap, gap, language=language, articles=deck.articles, strict=strict)


def _parts(spelling: str, entry: Entry, context: Context, view: CardView) -> Iterator[str]:
    """Yield parts of an answer that learners who know it would type."""
    language = context.language.partition("-")[0].lower()
    yield from without_notation(spelling, language)
    if view.kind == "word":
        yield from of_dictionary(spelling)
    yield from alternatives(spelling)
    yield from _without_remarks(spelling, has_genders=language in _HAVE_GENDERS)
    yield from _shortened(spelling)
    prompt = context.lead[-_LONGEST_PROMPT:]
    if language != "en" and view.kind == "typed":
        yield from surname(spelling, prompt, language)
        yield from turned(spelling, prompt)
    if _IS_WORDING.search(prompt):
        return
    has_sign = " or the " in spelling or " bzw. " in spelling or spelling[:1].upper() > "\u0590"
    if spelling[:1].islower() or has_sign:
        sides = _OR[language].split(spelling) if language in _OR else []
        # With more words, *finality of payment or acceptance* is a name of one thing.
        yield from _words(sides) if all(len(_content(side)) <= _TWO for side in sides) else ()
    if language == "en" and (found := _APPOSITION.fullmatch(spelling)):
        yield found["first"]
    if spelling != entry.text:
        yield from listed(spelling, entry.text)
    elif view.kind == "typed":
        yield from _turned(spelling, prompt)


def _content(side: str) -> list[str]:
    """Return the words of a side of a separator, without articles."""
    return [word for word in side.split() if word not in _ARTICLES]


def _without_remarks(spelling: str, *, has_genders: bool) -> Iterator[str]:
    """Yield an answer without the remarks that its author adds."""
    remark = _REMARK.search(spelling)
    if remark and "(" not in spelling[: remark.start()]:
        said = remark["said"] or remark["noted"] or remark["read"]
        if not _ROMAN.fullmatch(said):
            yield spelling[: remark.start()]
            yield from _in_brackets(spelling[: remark.start()], said)
            if has_genders and _begin_alike(spelling[: remark.start()], said.lstrip("-")):
                yield said  # acteur (actrice)
    if lead := _LEAD.match(spelling):
        yield spelling[lead.end() :]
    if _ENDING.search(spelling):
        yield _ENDING.sub("", spelling)
    if marked := _MARKED.match(spelling):
        yield spelling[marked.end() :]
    first_line, _, more = spelling.partition("\n")
    if more:
        yield first_line
    found = _AFTERTHOUGHT.fullmatch(spelling)
    if found and found["first"].islower():
        yield found["first"]
    rest = _AND_SO_ON.sub("", _EXAMPLE.sub("", spelling, count=1))
    if rest != spelling and _LETTERS.search(rest):
        yield rest.partition(",")[0]


def _in_brackets(before: str, said: str) -> Iterator[str]:
    """Yield what stands in brackets if it is another answer, not a remark."""
    yield from in_brackets(before, said)
    if also := _ALSO.match(said):
        yield said[also.end() :]
    elif _SHORT_NAME.fullmatch(before) and " " in said and said[:1].isalpha():
        yield said
    elif not before.isascii() and not said.isascii() and " " not in before + said:
        yield said  # the reading of a word in kanji, or another form of it


def alternatives(spelling: str) -> Iterator[str]:
    """Yield the answers that an author puts side by side, between signs that no name has."""
    yield from _words(_SLASH.split(spelling), _SIDE)
    sides = spelling.split("/")
    yield from _words(sides) if all(map(_is_word, sides)) else ()
    yield from _words(_SEMICOLON.split(spelling))
    yield from _words(_CJK_LIST.split(spelling), _SIDE)
    sides = _CJK_DOT.split(spelling)
    if not all(_KATAKANA.match(side) for side in sides):
        yield from _words(sides, _SIDE)


def _shortened(spelling: str) -> Iterator[str]:
    """Yield the words behind *le/la prof*, *niño/a* and *maestro, -a*."""
    if (found := _TWO_BEFORE.fullmatch(spelling)) and found["one"].islower():
        yield from (f"{found['one']} {found['rest']}", f"{found['other']} {found['rest']}")
    elif (found := _SHORT_FORM.fullmatch(spelling)) and found["ending"].islower():
        yield found["first"]
    elif (sides := spelling.lower().split("/")) and _PRONOUNS.issuperset(sides):
        yield from sides
    one, comma, other = spelling.partition(", ")
    if comma and " " not in one + other and _begin_alike(one, other):
        yield from (one, other)


def _begin_alike(one: str, other: str) -> bool:
    """Whether two words are probably forms of one word, such as *beau* and *belle*."""
    return (
        one[:2] == other[:2]
        and one.islower()
        and other.islower()
        and min(map(len, (one, other))) >= _SHORT - 1
    )


def _is_word(side: str) -> bool:
    """Check whether a text next to a slash is a word, not a unit, an abbreviation or an address."""
    return len(side.strip()) >= _SHORT and not side.isupper() and ":" not in side


def _words(sides: list[str], sign: re.Pattern[str] = _LETTERS) -> list[str]:
    """Return the sides of a separator if all of them are words."""
    return sides if len(sides) > 1 and all(map(sign.search, sides)) else []


def listed(spelling: str, answer: str) -> list[str]:
    """Return the answers in one line of `accept`. A name with its place, or reversed, is one."""
    sides = _words(re.split(r",\s+", spelling))
    if not sides:
        return []
    of_answer = answer.casefold().replace(",", "").split()
    parts = [side.casefold().split() for side in sides]
    said = [word for part in parts for word in part]
    is_reversed = sorted(said) == sorted(of_answer) or (
        set(said) <= set(of_answer) and all(len(part) == 1 for part in parts)
    )
    has_place = len(sides) == _TWO and _shares(parts[0], of_answer) and sides[1][:1].isupper()
    return [] if is_reversed or has_place else sides


def _shares(one: list[str], other: list[str]) -> bool:
    """Whether two lists have a word in common that is no article."""
    return any(len(word) >= _SHORT for word in set(one) & set(other))


def _turned(spelling: str, prompt: str) -> Iterator[str]:
    """Yield the things of an answer in a different order, or each of two synonyms."""
    sides = _words(_COMMA.split(spelling))
    rest = " ".join(sides[1:])
    asks_for_more = _ASKS_FOR_MORE.search(prompt)
    if rest.islower() and (len(sides) > _TWO or asks_for_more):  # two may be one name
        yield f"{', '.join(reversed(sides[1:]))} and {sides[0]}"
    sides = spelling.split(", ")
    if len(sides) == _TWO and not asks_for_more and all(map(_is_plain_word, sides)):
        yield from sides


def _is_plain_word(side: str) -> bool:
    return side.isalpha() and side.islower()


def is_marked_wrong(said: str, entry: Entry, context: Context, kind: str = "typed") -> bool:
    """Whether a learner who types this is marked wrong."""
    none = frozenset[str]()
    is_word = kind == "word"
    task = word_asked(entry, context, none) if is_word else text_asked(entry, context, None, none)
    return (
        isinstance(task, TypedTask)
        and grade(task, TypedResponse(said.strip())).outcome is Outcome.WRONG
    )


def _several_finding(spelling: str, wrong: str, key: str) -> Finding:
    return Finding(
        f"`{' '.join(spelling.split())}` is one answer, so `{wrong.strip()}` alone is marked wrong",
        "Write one answer, and put other right answers under `accept` and remarks in `why`. If "
        "learners must name several things, use a `list` card.",
        key,
        spelling,
    )


def split_certainly(spelling: str) -> list[str]:
    """Split a text at signs that only stand between several answers; empty if there are none."""
    for pattern in (_SLASH, _SEMICOLON):
        sides = _words(pattern.split(spelling), _SIDE)
        if sides and all(len(side.split()) <= _MOST_WORDS for side in sides):
            return [side.strip() for side in sides]
    sides = spelling.split("/")
    return _words(sides) if all(map(_is_word, sides)) and "\n" not in spelling else []

"""Rules about answers to type, to list and to put in order."""

import re
from array import array
from collections.abc import Iterable, Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.words import count_words
from coalition_quiz.core.grading.expected_answer import text_asked
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import Context, Entry, Outcome, TypedTask

# Q201 long-answer: an answer that is too long to recall or to type.

MOST_WORDS_TYPED = 12
MOST_WORDS_RECALLED = 40

_CODE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_FIELDS = {"front": "back", "cloze": "cloze"}


@card_rule(
    "Q201",
    "long-answer",
    f"An answer is too long: more than {MOST_WORDS_TYPED} typed words, or more than "
    f"{MOST_WORDS_RECALLED} words on the back of a card.",
    kinds={"front", "typed", "list", "cloze"},
)
def _long_answer(view: CardView) -> Iterator[Finding]:
    kind = view.kind
    most = MOST_WORDS_RECALLED if kind == "front" else MOST_WORDS_TYPED
    for answer in view.answers:
        if len(answer) > 2 * most and (count := _count(answer)) > most:
            yield _length_finding(_FIELDS.get(kind, "answer"), answer, count, most)


def _count(answer: str) -> int:
    """Count the words of an answer, without blocks of code, which nobody recites."""
    return count_words(_CODE.sub("", answer) if "```" in answer else answer)


def _length_finding(key: str, answer: str, count: int, most: int) -> Finding:
    what = {"back": "the back", "cloze": "a gap"}.get(key, "the answer")
    return Finding(
        f"{what} has {count} words (limit: {most})",
        "Ask for less: make one card for each fact, and move the rest to `why`.",
        key,
        {"back": "", "cloze": f"[{answer}"}.get(key, answer),
    )


# Q202 long-list: a list or an order with more rows than fit in memory at once.

MOST_ROWS = 6


@card_rule(
    "Q202",
    "long-list",
    f"A list asks for more than {MOST_ROWS} names, or an order for more than {MOST_ROWS} rows.",
    kinds={"list", "order"},
)
def _long_list(view: CardView) -> Iterator[Finding]:
    body = view.body
    if isinstance(body, List) and body.need > MOST_ROWS:
        yield Finding(
            f"learners must name {body.need} things at once (recommended: {MOST_ROWS} or fewer)",
            "Ask for some of them with `need: 3`, or make one card for each smaller group.",
            "answer" if body.need == len(body.answer) else "need",
        )
    elif isinstance(body, Order) and len(body.answer) > MOST_ROWS:
        yield Finding(
            f"learners must order {len(body.answer)} rows (recommended: {MOST_ROWS} or fewer)",
            "Split it into cards that overlap, or put dated events in a timeline and use `draw`.",
            "answer",
        )


# Q205 one-answer-on-many-cards: one answer that is right so often that it is a good guess.

FEWEST_CARDS = 6
LARGEST_SHARE = 0.1
_TIMES_THE_NEXT = 2.5
_LINES_NAMED = 3


@deck_rule(
    "Q205",
    "one-answer-on-many-cards",
    "One answer is right on far more cards of the deck than any other.",
    kinds={"typed", "choice", "date"},
)
class _OneAnswerOnManyCards:
    """A count of answers by their hashes, which hardly ever collide in 100,000 cards."""

    def __init__(self, context: LintContext) -> None:
        self._deck = context.deck
        self._answers = array("q")
        self._numbers = array("q")

    def see(self, view: CardView) -> None:
        answer = _answer(view.body)
        if answer:
            self._answers.append(hash(answer.casefold()))
            self._numbers.append(view.number)

    def found(self) -> Iterator[tuple[int, Finding]]:
        counts: dict[int, int] = {}
        for answer in self._answers:
            counts[answer] = counts.get(answer, 0) + 1
        most, next_most = sorted([0, 0, *counts.values()])[:-3:-1]
        stands_out = most >= _TIMES_THE_NEXT * next_most
        if most >= FEWEST_CARDS and stands_out and most > LARGEST_SHARE * len(self._answers):
            yield self._finding(next(each for each in self._answers if counts[each] == most))

    def _finding(self, answer: int) -> tuple[int, Finding]:
        pairs = zip(self._answers, self._numbers, strict=True)
        first, *others = [number for each, number in pairs if each == answer]
        body = self._deck.cards[first].body
        lines = ", ".join([str(self._deck.cards[each].line) for each in others[:_LINES_NAMED]])
        more = "…" if len(others) > _LINES_NAMED else ""
        shown = _answer(body)
        return first, Finding(
            f"`{shown}` is the answer of {len(others) + 1} of {len(self._answers)} cards "
            f"(also lines {lines}{more})",
            f"Turn some of them around: put `{shown}` in the question and ask for the rest.",
            "answer",
            shown,
        )


def _answer(body: Body) -> str:
    """Return the single answer of a card; none if there are several."""
    match body:
        case Typed(answer=entry):
            return entry.text
        case Choice(answers=(answer,)):
            return answer
        case Date(answer=date):
            return str(date)
        case _:
            return ""


# Q212 several-in-one: an answer that holds several answers, or a remark. Each learner types one
# part of it.

_LONGEST = 200
_LONGEST_PROMPT = 1_000
_MOST_ANSWERS = 50
_SHORT = 4

_MAY_BE = re.compile(
    r"[/;|(,=&]| [-–—] |: |\.g\.|\b(?:or|oder|ou|and|etc|eg|for example|such as|usw)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
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

_SEMICOLON = re.compile(r"\s*;\s+|\s+\|\s+|\s+=\s+")
_OR = re.compile(r",?\s+(?:or|oder|ou)\s+")
_COMMA = re.compile(r",\s+(?:(?:and|or)\s+)?|\s+and\s+|\s*&\s*")
_REMARK = re.compile(r"(?<=\S)\s+\((?P<said>[^()]+)\)$")
_ENDING = re.compile(r"(?<=[a-zà-ÿ]{2})\((?:e?s|n?e|le|a|in|innen|ed|ing)\)|(?<=\bun)\(e\)")
_ROMAN = re.compile(r"[IVXLCM]+|.")
_AFTERTHOUGHT = re.compile(r"(?P<first>[^:]+?)(?:\s+[-–—]\s+|:\s+)(?P<rest>[a-z]\S*(?:\s+\S+){2,})")
_EXAMPLE = re.compile(r"(?:e\.?g\.|for example|such as|z\. ?B\.|p\. ?ex\.)[ ,:]+", re.IGNORECASE)
_AND_SO_ON = re.compile(r"[\s,]*\b(?:etc\b\.?|and so on|usw\.)$", re.IGNORECASE)


@card_rule(
    "Q212",
    "several-in-one",
    "A typed answer contains several answers or a remark, and a part of it is marked wrong.",
    kinds={"typed", "list", "cloze"},
)
def _several_in_one(view: CardView) -> Iterator[Finding]:
    for entry, context, key in _entries(view):
        for spelling in (entry.text, *entry.accept[:_MOST_ANSWERS]):
            if len(spelling) > _LONGEST or not _MAY_BE.search(spelling):
                continue
            where = key if spelling == entry.text else "accept"
            prompt = context.lead[-_LONGEST_PROMPT:]
            parts = _parts(spelling, entry, prompt, is_typed=view.kind == "typed")
            if wrong := next((one for one in parts if _is_wrong(one, entry, context)), None):
                yield _several_finding(spelling, wrong, where)


def _entries(view: CardView) -> Iterator[tuple[Entry, Context, str]]:
    """Yield the typed answers, with the text around each and its field."""
    match view.body:
        case Typed(prompt=prompt, answer=entry):
            yield entry, Context(prompt), "answer"
        case List(prompt=prompt, answer=entries):
            for each in entries[:_MOST_ANSWERS]:
                yield each, Context(prompt), "answer"
        case Cloze(parts=parts):
            for part in parts[:_MOST_ANSWERS]:
                if isinstance(part, Gap):
                    yield part.entry, Context(before=" ", after=" "), "cloze"


def _parts(spelling: str, entry: Entry, prompt: str, *, is_typed: bool) -> Iterator[str]:
    """Yield parts of an answer that learners who know it would type."""
    yield from _without_remarks(spelling)
    yield from _alternatives(spelling)
    if _IS_WORDING.search(prompt):
        return
    sides = _OR.split(spelling)
    if spelling[:1].islower() or " or the " in spelling:
        yield from _words(sides)
    if spelling != entry.text:
        yield from _listed(spelling, entry)
    elif is_typed:
        yield from _turned(spelling, prompt)


def _without_remarks(spelling: str) -> Iterator[str]:
    """Yield an answer without the remarks that its author adds."""
    remark = _REMARK.search(spelling)
    if remark and not _ROMAN.fullmatch(remark["said"]):
        yield spelling[: remark.start()]
    if _ENDING.search(spelling):
        yield _ENDING.sub("", spelling)
    found = _AFTERTHOUGHT.fullmatch(spelling)
    if found and found["first"].islower():
        yield found["first"]
    rest = _AND_SO_ON.sub("", _EXAMPLE.sub("", spelling, count=1))
    if rest != spelling and _LETTERS.search(rest):
        yield rest.partition(",")[0]


def _alternatives(spelling: str) -> Iterable[str]:
    """Return the answers that an author puts side by side."""
    sides = spelling.split("/")
    if " / " in spelling or all(map(_is_word, sides)):
        yield from _words(sides)
    yield from _words(_SEMICOLON.split(spelling))


def _is_word(side: str) -> bool:
    """Check whether a text next to a slash is a word, not a unit, an abbreviation or an address."""
    return len(side.strip()) >= _SHORT and not side.isupper() and ":" not in side


def _words(sides: list[str]) -> list[str]:
    """Return the sides of a separator if all of them are words."""
    return sides if len(sides) > 1 and all(map(_LETTERS.search, sides)) else []


def _listed(spelling: str, entry: Entry) -> list[str]:
    """Return the answers in one line of `accept`. A name with its place, or reversed, is one."""
    sides = _words(re.split(r",\s+", spelling))
    of_answer = {word.strip(",") for word in entry.text.casefold().split()}
    return [] if any(of_answer & set(side.casefold().split()) for side in sides) else sides


def _turned(spelling: str, prompt: str) -> Iterator[str]:
    """Yield the things of an answer in a different order."""
    sides = _words(_COMMA.split(spelling))
    rest = " ".join(sides[1:])
    if rest.islower() and (len(sides) > 2 or _ASKS_FOR_MORE.search(prompt)):  # noqa: PLR2004 - two may be one name
        yield f"{', '.join(reversed(sides[1:]))} and {sides[0]}"


def _is_wrong(said: str, entry: Entry, context: Context) -> bool:
    task = text_asked(entry, context, None, frozenset())
    return (
        isinstance(task, TypedTask)
        and grade(task, TypedResponse(said.strip())).outcome is Outcome.WRONG
    )


def _several_finding(spelling: str, wrong: str, key: str) -> Finding:
    return Finding(
        f"`{spelling}` is one answer, so `{wrong.strip()}` alone is marked wrong",
        "Write one answer, and put other right answers under `accept` and remarks in `why`. If "
        "learners must name several things, use a `list` card.",
        key,
        spelling,
    )


# Q213 mixed-alphabets: a word of an answer that mixes letters of two alphabets which look alike.

_ALIKE = "авсеһіјкмнорѕтухԁԛԝАВСЕНІЈКМОРЅТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
"""Letters of the Cyrillic and Greek alphabets that look like Latin ones."""
_MIXED = re.compile(rf"\w*(?:[a-zA-ZÀ-ɏ]\w*[{_ALIKE}]|[{_ALIKE}]\w*[a-zA-ZÀ-ɏ])\w*")


@card_rule(
    "Q213",
    "mixed-alphabets",
    "A word of an answer mixes letters of two alphabets that look alike.",
    kinds={"typed", "list", "cloze"},
)
def _mixed_alphabets(view: CardView) -> Iterator[Finding]:
    key = "cloze" if view.kind == "cloze" else "answer"
    for entry in view.body.entries[:_MOST_ANSWERS]:
        for spelling in (entry.text, *entry.accept[:_MOST_ANSWERS]):
            found = None if spelling.isascii() else _MIXED.search(spelling)
            if found:
                yield _mixed_finding(found[0], key if spelling == entry.text else "accept")


def _mixed_finding(word: str, key: str) -> Finding:
    other = next(letter for letter in word if letter in _ALIKE)
    alphabet = "Greek" if other in _ALIKE[_ALIKE.index("Α") :] else "Cyrillic"
    return Finding(
        f"`{word}` contains a {alphabet} `{other}` among Latin letters, so what learners type is "
        "marked wrong",
        "Type the word again with one keyboard layout.",
        key,
        word,
    )

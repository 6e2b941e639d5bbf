"""Rules about answers to type, to list and to put in order."""

import re
from array import array
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.words import count_words
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.typed import Typed

# Q201 long-answer: an answer that is too long to recall or to type.

MOST_WORDS_TYPED = 12
MOST_WORDS_RECALLED = 30

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


# Q213 mixed-alphabets: a word of an answer that mixes letters of two alphabets which look alike.

_ALIKE = "авсеһіјкмнорѕтухԁԛԝАВСЕНІЈКМОРЅТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
"""Letters of the Cyrillic and Greek alphabets that look like Latin ones."""
_MOST_ANSWERS = 50
_AFTER_LATIN = "\u0250"
_MIXED = re.compile(rf"\w*(?:[a-zA-ZÀ-ɏ]\w*[{_ALIKE}]|[{_ALIKE}]\w*[a-zA-ZÀ-ɏ])\w*")


@card_rule(
    "Q213",
    "mixed-alphabets",
    "A word of an answer mixes letters of two alphabets that look alike.",
    kinds={"typed", "list", "cloze", "word"},
)
def _mixed_alphabets(view: CardView) -> Iterator[Finding]:
    key = "cloze" if view.kind == "cloze" else "answer"
    keys = ("means", "word") if view.kind == "word" else ()
    for number, entry in enumerate(view.body.entries[:_MOST_ANSWERS]):
        for spelling in (entry.text, *entry.accept[:_MOST_ANSWERS]):
            found = None if spelling.isascii() else _MIXED.search(spelling)
            if found:
                where = key if spelling == entry.text else "accept"
                yield _mixed_finding(found[0], keys[number] if keys else where)


def _mixed_finding(word: str, key: str) -> Finding:
    latin = [letter for letter in word if letter < _AFTER_LATIN and letter.isalpha()]
    others = [letter for letter in word if letter >= _AFTER_LATIN and letter.isalpha()]
    looks = next(letter for letter in word if letter in _ALIKE)
    alphabet = "Greek" if looks in _ALIKE[_ALIKE.index("Α") :] else "Cyrillic"
    names = (("Latin", latin[0], alphabet), (alphabet, looks, "Latin"))
    rare, letter, usual = names[len(latin) >= len(others)]
    return Finding(
        f"`{word}` contains a {rare} `{letter}` among {usual} letters, so what learners type is "
        "marked wrong",
        "Type the word again with one keyboard layout.",
        key,
        word,
    )

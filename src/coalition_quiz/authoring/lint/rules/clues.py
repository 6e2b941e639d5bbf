"""Rules about clues that give the right option away."""

import re
from collections.abc import Iterator
from math import log

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.lint.rules.options import is_on_the_rest
from coalition_quiz.authoring.words import content_words
from coalition_quiz.core.grading.option_order import ascending
from coalition_quiz.core.kinds.true_false import TrueFalse

# Q302 longest-key: a right option that is much longer than every wrong one.

_LONG = 40
_WORDS = 6
"""The least words to count: a name or a term cannot be shortened."""
_MUCH = 1.7


@card_rule(
    "Q302", "longest-key", "The right option is much longer than every wrong one.", kinds={"choice"}
)
def _longest_key(view: CardView) -> Iterator[Finding]:
    answer = view.single_answer
    if len(answer) < _LONG or len(answer.split()) < _WORDS:
        return
    wrong = [len(text) for text in view.wrong_options]
    if len(wrong) > 1 and len(answer) > _MUCH * max(wrong) and not is_on_the_rest(answer):
        yield Finding(
            f"the right option ({len(answer)} characters) is much longer than any wrong one "
            f"({max(wrong)} at most)",
            "Shorten it and move the rest to `why`, or write longer wrong options.",
            "answer",
        )


# Q303 absolute-words: wrong options that are too absolute to be right.

_ABSOLUTE = re.compile(
    r"(?<!not )(?<!almost )(?<!nearly )\b(?:always|never(?!-)|absolutely|exclusively|invariably"
    r"|in all cases|under no circumstances)\b",
    re.IGNORECASE,
)
_SWEEPING = re.compile(r"\b(?:all|every|only|must)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:cannot|no|nobody|none|nothing)\b", re.IGNORECASE)
_NEGATIVE_OR_ABSOLUTE = re.compile(
    r"\b(?:not|except|false|incorrect|wrong|untrue|least|always|never|all|only|must)\b|n['’]t\b",
    re.IGNORECASE,
)
_AT_THE_START = re.compile(
    r"(?:all|every\w*|each|nobody|no one|none|no)\b(?! (?:change|difference|effect))", re.IGNORECASE
)
_CAREFUL = re.compile(
    r"\b(?:some(?:times)?|may|might|could|often|usually|generally|typically|many|most)\b",
    re.IGNORECASE,
)
_STEP = re.compile(r"\b(?:always|never|sometimes|often|usually|rarely|seldom|occasionally)\b")
"""One step of a scale: *sometimes true* is between *always true* and *never true*."""
_NUMERALS = re.compile(r"[IVX ,adnor]+ only\.?")
"""Options such as *I and III only*, which refer to statements in the prompt."""
_TITLE = re.compile(r"\W*\w+\W+[^\Wa-z]")
_FEWEST_WORDS = 2
_FEWEST_WRONG = 2
_LINE_ON_ALL = re.compile(r"^(?:all|each|every|no)", re.MULTILINE)


@card_rule(
    "Q303",
    "absolute-words",
    "Wrong options use absolute words such as “always” or “never”.",
    kinds={"choice"},
    language="en",
)
def _absolute_words(view: CardView) -> Iterator[Finding]:
    wrong = view.wrong_options
    if len(wrong) < _FEWEST_WRONG or not _may_be(view.option_lines, wrong[0]):
        return
    answer = view.single_answer
    if not answer or _is_exempt(answer, view.short_prompt):
        return
    word, option = (
        _always_absolute(answer, wrong)
        or _absolute_against_careful(answer, wrong)
        or _absolute_everywhere(wrong)
    )
    if option:
        yield Finding(
            f"`{word}` appears only in a wrong option, so learners can rule it out",
            "Reword it as carefully as the right option.",
            "wrong",
            option,
        )


def _may_be(lines: str, wrong: str) -> bool:
    """Whether a rule's words may be in any option, or in every wrong option."""
    return (
        "always" in lines
        or "never" in lines
        or "absolutely" in lines
        or "exclusively" in lines
        or "invariably" in lines
        or " no circumstances" in lines
        or " all cases" in lines
        or _SWEEPING.search(wrong) is not None
        or _LINE_ON_ALL.search(lines) is not None
    )


def _is_exempt(answer: str, prompt: str) -> bool:
    """Whether the right option is absolute too, or the question asks for the exception."""
    sweeping = _ABSOLUTE.search(answer) or _SWEEPING.search(answer) or _NONE.search(answer)
    return bool(sweeping or _NEGATIVE_OR_ABSOLUTE.search(prompt))


def _always_absolute(answer: str, wrong: tuple[str, ...]) -> tuple[str, str] | None:
    """Find a word that is always absolute, and its option, unless both are steps of one scale."""
    step = _STEP.sub("", answer.lower(), count=1)
    for option in wrong:
        word = _phrase_word(_ABSOLUTE, option)
        if word and _STEP.sub("", option.lower(), count=1) != step:
            return word, option
    return None


def _absolute_against_careful(answer: str, wrong: tuple[str, ...]) -> tuple[str, str] | None:
    """Find a wrong option that starts with a word for all or none, if the right one says *some*."""
    if not _CAREFUL.search(answer):
        return None
    for option in wrong:
        if _AT_THE_START.match(option) and (word := _phrase_word(_AT_THE_START, option)):
            return word, option
    return None


def _absolute_everywhere(wrong: tuple[str, ...]) -> tuple[str, str]:
    """Find the first word that counts as absolute only if every wrong option has one."""
    words = [_phrase_word(_SWEEPING, option) for option in wrong]
    return (words[0], wrong[0]) if all(words) else ("", "")


def _phrase_word(pattern: re.Pattern[str], option: str) -> str:
    """Find the word of a sentence or a phrase; names and scales do not count."""
    found = pattern.search(option)
    if not found or len(option.split()) < _FEWEST_WORDS:
        return ""
    if is_on_the_rest(option) or _NUMERALS.fullmatch(option):
        return ""
    capital = found[0][0].isupper()
    is_name = capital and (found.start() > 0 or _TITLE.match(option))
    return "" if is_name else found[0].lower()


# Q306 key-in-same-place: a deck whose answers can be guessed by their position.

_FEWEST_CARDS = 8
_FEWEST_OPTIONS = 3
_CHANCE = 0.005
"""The most likely that a deck without a habit is reported (0–1)."""
_GAIN = 0.6
"""The least share of the way from chance to certainty that a habit must win for a guesser."""

_DIGIT = re.compile(r"\d")
_PLACES = ("the smallest", "the middle one", "the largest")
_REMEDY = "Put wrong options both above and below the right answer."


class _Place:
    """The number of answers in one position, and the number expected by chance."""

    def __init__(self) -> None:
        self.first = -1
        self.count = 0
        self.expected = 0.0

    def see(self, number: int, *, there: bool, chance: float) -> None:
        self.expected += chance
        if there:
            self.count += 1
            self.first = number if self.first < 0 else self.first

    def is_habit(self, total: int) -> bool:
        """Whether the position is unlikely by chance and useful for guessing."""
        if total < _FEWEST_CARDS:
            return False
        share, chance = self.count / total, self.expected / total
        useful = share >= chance + _GAIN * (1 - chance)
        return useful and total * _divergence(share, chance) >= -log(_CHANCE)


@deck_rule(
    "Q306",
    "key-in-same-place",
    "The right answer is nearly always the smallest, middle or largest number, or nearly always "
    "“true”.",
    kinds={"choice", "truth"},
)
class _KeyInSamePlace:
    """A count of the positions of numeric answers, and of true statements."""

    def __init__(self, _: LintContext) -> None:
        self._numbers = 0
        self._places = tuple(_Place() for _ in _PLACES)
        self._truths = 0
        self._truth_values = {True: _Place(), False: _Place()}

    def see(self, view: CardView) -> None:
        body = view.body
        if isinstance(body, TrueFalse):
            self._truths += 1
            for value, place in self._truth_values.items():
                place.see(view.number, there=body.answer is value, chance=0.5)
        else:
            self._see_options(view)

    def _see_options(self, view: CardView) -> None:
        answer = view.single_answer
        if not _DIGIT.search(answer):
            return
        texts = view.options
        order = ascending(texts) if len(texts) >= _FEWEST_OPTIONS else None
        if not order:
            return
        self._numbers += 1
        at = {0: 0, len(order) - 1: 2}.get(order.index(0), 1)
        ends = 1 / len(order)
        for place, chance in enumerate((ends, 1 - 2 * ends, ends)):
            self._places[place].see(view.number, there=place == at, chance=chance)

    def found(self) -> Iterator[tuple[int, Finding]]:
        for words, place in zip(_PLACES, self._places, strict=True):
            if place.is_habit(self._numbers):
                message = (
                    f"in {place.count} of {self._numbers} questions with numbers or dates, the "
                    f"answer is {words}"
                )
                yield place.first, Finding(message, _REMEDY, "answer")
                break
        for value, place in self._truth_values.items():
            if place.is_habit(self._truths):
                word, other = ("true", "false") if value else ("false", "true")
                message = f"{place.count} of {self._truths} statements are {word}"
                yield place.first, Finding(message, f"Make more of them {other}.", "answer")


def _divergence(share: float, chance: float) -> float:
    """Compute the divergence D of a share from chance: its probability is below exp(-nD).

    This is Chernoff's bound in Hoeffding's form (JASA 58, 1963, theorem 1). It also holds for
    chances that differ from card to card.
    """
    rest = (1 - share) * log((1 - share) / (1 - chance)) if share < 1 else 0.0
    return share * log(share / chance) + rest


# Q307 word-of-prompt-in-key: a word of the question that only the right option repeats.

_LONGEST_PROMPT = 250
"""The longest prompt to check: a case or a text to read shares words with any answer."""
_MOST_WORDS = 4
_NEGATIVE = re.compile(r"\b(?:not|except|false|incorrect|least)\b|n['’]t\b", re.IGNORECASE)
"""With a negative question the answer is a statement like any other, and may share words."""
_SHORTEST = 4
_COMMON_WORDS = """
    answer applied appropriate area become best better body call called case cause come common
    correct describe describes diagnosis different disease does done effect event everything
    example factor false find first following form found give given good group have help high keep
    kind know known large last learn less level like likely live long look made main make
    management many mean model must name need nothing number occur often option part patient
    people period person place play point problem proces purpose question reason result right room
    same seen show side someone something state statement study take tell term test thing time
    treatment true type used using usually want ways word work wrong year
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words that any two texts may share, in the singular."""


@card_rule(
    "Q307",
    "word-of-prompt-in-key",
    "Only the right option repeats a word from the question.",
    kinds={"choice"},
    language="en",
)
def _word_of_prompt_in_key(view: CardView) -> Iterator[Finding]:
    answer = view.single_answer
    if not answer or not _may_share(answer, view.prompt):
        return
    wrong, asked = view.wrong_options, _stems(view.prompt)
    own = content_words(answer)
    shared = [word for word in own if _stem(word) in asked]
    if is_on_the_rest(answer) or _NEGATIVE.search(view.prompt):
        return
    if len(wrong) < _FEWEST_WRONG or not 0 < len(shared) < len(own) <= _MOST_WORDS:
        return
    word = next((word for word in shared if _stem(word) in view.prompt), "")
    if word and not _stems(" ".join(wrong)) & asked:
        yield Finding(
            f"`{word}` appears in the question and only in the right option, which is a clue",
            "Use a different word in one of them, or repeat the word in a wrong option too.",
            "answer",
        )


def _may_share(answer: str, prompt: str) -> bool:
    """Check by first letters whether a short prompt may share a word with an answer."""
    if len(prompt) > _LONGEST_PROMPT:
        return False
    asked = prompt.lower()
    return any(word[:_SHORTEST] in asked for word in answer.lower().split() if word[3:])


def _stems(text: str) -> set[str]:
    """Return the content words of a text, in the singular."""
    found = {_stem(word) for word in content_words(text) if len(word) >= _SHORTEST}
    return found - _COMMON


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word

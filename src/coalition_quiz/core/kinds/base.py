"""The interface of every kind of card, with defaults that suit most of them."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, ClassVar, NamedTuple

from msgspec import Struct

from coalition_quiz.core.questions import (
    Context,
    Entry,
    Outcome,
    Part,
    Response,
    Task,
    Verdict,
    shuffled,
)
from coalition_quiz.core.strictness import Strictness

MEANINGS = frozenset({"means", "typed"})
"""The keys whose texts are in the language of the meanings if they are typed."""


class Showing(NamedTuple):
    """The data that a question is drawn from, apart from the card's body.

    Attributes:
        part: the part of the card that is asked; empty for the card itself.
        seed: any whole number. The same seed always draws the same question.
        rivals: the folded names that the deck keeps distinct.
        pools: the deck's texts by the name of their pool.
        why: the card's explanation, shown after an answer.
        language: the language of the card.
        meanings: the language of the other side of words.
        articles: the deck's own articles.
        strict: what must be exact.
        wordings: further wordings of the question.
    """

    part: str
    seed: int
    rivals: frozenset[str]
    pools: Mapping[str, tuple[str, ...]]
    why: str
    language: str = "en"
    meanings: str = "en"
    articles: tuple[str, ...] = ()
    strict: Strictness = Strictness()
    wordings: tuple[str, ...] = ()

    def context(
        self, prompt: str, side: str = "answer", before: str = "", after: str = "", hint: str = ""
    ) -> Context:
        """Return the context of an answer to a question.

        Args:
            prompt: the question.
            side: the key of the card whose text is the answer.
            before: the text in front of a gap.
            after: the text behind a gap.
            hint: the hint in a gap.
        """
        is_meaning = side in MEANINGS
        return Context(
            prompt,
            before,
            after,
            self.why,
            hint,
            self.meanings if is_meaning else self.language,
            () if is_meaning else self.articles,
            self.strict.of(side),
        )


class Wrong(Struct, frozen=True):
    """A distractor, and why it is wrong (may be empty)."""

    text: str
    why: str = ""


class CardBody(Struct, frozen=True):
    """The body of a card: its question and its answer, in the form of its kind.

    Attributes:
        kind: the key that names the kind in a deck.
        is_named: whether its answers are typed names, which are drawn with the deck's rivals.
        is_typed: whether its answers are typed, so that the learner may count one as right.
    """

    kind: ClassVar[str]
    is_named: ClassVar[bool] = False
    is_typed: ClassVar[bool] = False

    @property
    @abstractmethod
    def prompt(self) -> str:
        """The question; a text with gaps has them filled in."""

    @property
    @abstractmethod
    def answers(self) -> tuple[str, ...]:
        """The right answers as they are shown: one, or those of all rows, gaps and entries."""

    @abstractmethod
    def draw_task(self, showing: Showing) -> Task:
        """Draw the task of one showing."""

    @property
    def item_parts(self) -> tuple[str, ...]:
        """The parts that are asked, each an item of its own: an empty name for the card itself."""
        return ("",)

    def part_name(self, part: str) -> str:
        """Return the name of a part to show; empty for the card itself."""
        del part
        return ""

    def prompt_of(self, part: str) -> str:
        """Return the question for a part, without the text that it hides."""
        del part
        return self.prompt

    def typed_side(self, part: str) -> str:
        """Return the key of the text that is typed, if the learner must be told its language."""
        del part
        return ""

    def shown(self, blank: str) -> str:
        """Return the question with a blank for every text that one of its parts hides."""
        del blank
        return self.prompt

    @property
    def is_graded(self) -> bool:
        """Whether an answer can be right or wrong without the learner's own word for it."""
        return True

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """The answers of the card, one per line, each with its accepted spellings."""
        return self.answers

    @property
    def searched(self) -> Iterable[str]:
        """The answers in all spellings, to be searched."""
        return self.answer_lines

    def answers_of(self, part: str) -> tuple[str, ...]:
        """Return the answers of a part that another card's prompt could give away."""
        del part
        return self.answers

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The answers that may be written in several ways."""
        return ()

    @property
    def names(self) -> Iterable[str]:
        """Further texts that the deck keeps distinct. No typo turns one into another."""
        return ()

    @property
    def wrong(self) -> tuple[Wrong, ...]:
        """The author's distractors."""
        return ()

    @property
    def pool(self) -> str:
        """The pool of the deck that distractors are drawn from; empty for none."""
        return ""


class Kind(NamedTuple):
    """A kind of card: its body, its own task, and the functions that grade that task.

    Attributes:
        body: the class of the body.
        task: the class of the task; None for a kind that asks the tasks of others.
        response: the class of the response to that task.
        right_answer: returns the right answer to a task, to be shown, one text per piece.
        grade: grades a response to a task; None for tasks that the learner rates.
        accept: returns the verdict that a response gets because the learner counts texts as
            right, or the verdict without them. It is given the task, the response, the texts and
            that verdict.
    """

    body: type[CardBody]
    task: type[Task] | None = None
    response: type[Response] = Response
    right_answer: Callable[[Any], tuple[str, ...]] = lambda _: ()
    grade: Callable[[Any, Any], Verdict] | None = None
    accept: Callable[[Any, Any, Collection[str], Verdict], Verdict] | None = None

    @property
    def name(self) -> str:
        """The key that names it in a deck."""
        return self.body.kind


def written(entry: Entry) -> str:
    """Return an entry with its other spellings."""
    return f"{entry.text} (or {', '.join(entry.accept)})" if entry.accept else entry.text


def spellings(entries: Iterable[Entry]) -> Iterable[str]:
    """Yield all spellings of entries."""
    for entry in entries:
        yield entry.text
        yield from entry.accept


def unsorted(rows: tuple[str, ...], seed: int) -> tuple[str, ...]:
    """Shuffle rows. If chance leaves them as they were, move each by one place."""
    mixed = shuffled(rows, seed)
    return mixed[1:] + mixed[:1] if mixed == rows else mixed


def compared(given: str, expected: str) -> Part:
    """Compare a row or a pair of a response with the expected one."""
    return Part(given, given == expected, "" if given == expected else expected)


def outcome_of(parts: tuple[Part, ...], *, partly: bool) -> Outcome:
    """Return RIGHT if all parts are right, else PARTLY or WRONG."""
    if all(part.right for part in parts):
        return Outcome.RIGHT
    return Outcome.PARTLY if partly else Outcome.WRONG

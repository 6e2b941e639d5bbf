"""A test for a class: its questions as drawn, in one or more versions, as the teacher keeps it.

The teacher's file holds everything that grading needs, so later edits of the decks do no harm.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from msgspec import Struct

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import Question, confusable_names
from coalition_quiz.core.grading.option_order import ascending
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.items import Item, content_hash
from coalition_quiz.core.kinds import KIND_OF_TASK, KINDS
from coalition_quiz.core.kinds.base import unsorted
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.markdown.formats import Formats
from coalition_quiz.core.markdown.layout import markup_of
from coalition_quiz.core.questions import Task, seed_of, shuffled
from coalition_quiz.core.sessions.quiz_selection import (
    NamesOf,
    QuizCriteria,
    eligible_items,
    is_graded,
    select_questions,
)

FORMAT = "coalition-quiz test 1"
ABOUT = "The teacher's file: it contains the right answers. Do not give it to pupils."
MOST_VERSIONS = 8
MOST_PUPILS = 999

_ID_DIGITS = 16
_LONGEST_TITLE = 70
_NUMBER = re.compile(r"\d+$")
_LARGE = {"rivals"}


class ClassQuestion(Struct, frozen=True):
    """One question of a test.

    Attributes:
        key: its name on every face of the test: ``q07``. It says nothing about the answer.
        content: the hash of the card's content when the test was made.
        task_kind: the name of the kind that the task belongs to.
        drawn: the task, as plain values without the names of its deck.
        accepted: texts that the teacher counts as right in this test.
        picture: the picture shown with it, as a ``data:`` address; empty for none.
        alt: a description of the picture; `credit` says who made it.
        markdown: its formatted texts: each without formatting, and as it is written in Markdown.
    """

    key: str
    item: str
    deck: str
    kind: str
    content: str
    prompt: str
    task_kind: str
    drawn: dict[str, Any]
    tags: tuple[str, ...] = ()
    why: str = ""
    source: str = ""
    accepted: tuple[str, ...] = ()
    picture: str = ""
    alt: str = ""
    credit: str = ""
    markdown: dict[str, str] = {}

    @property
    def takes_other_answers(self) -> bool:
        """Whether the teacher can count another answer as right: it is typed, not chosen."""
        return KINDS[self.task_kind].accept is not None

    @property
    def formats(self) -> Formats:
        """How its texts are formatted."""
        return {plain: markup_of(plain, source) for plain, source in self.markdown.items()}


class ClassDeck(Struct, frozen=True):
    """A deck that a test was drawn from; `names` are those that no typo may turn into another."""

    id: str
    title: str
    language: str = "en"
    names: tuple[str, ...] = ()


class Version(Struct, frozen=True):
    """A version of a test.

    Attributes:
        name: a capital letter.
        order: the keys of its questions in their order.
        layouts: the options, rows or right sides of a question in their order, by its key.
    """

    name: str
    order: tuple[str, ...]
    layouts: dict[str, tuple[str, ...]]


class ClassTest(Struct, frozen=True, kw_only=True, dict=True):
    """A test as the teacher keeps it.

    Attributes:
        id: a hash of everything else, without the answers accepted later.
        minutes: the time limit in minutes; 0 for none.
        pupils: how many codes were given out; 0 if unknown.
    """

    format: str = FORMAT
    about: str = ABOUT
    id: str = ""
    name: str
    title: str
    seed: int
    minutes: int = 0
    pupils: int = 0
    decks: tuple[ClassDeck, ...]
    questions: tuple[ClassQuestion, ...]
    versions: tuple[Version, ...]

    @cached_property
    def by_key(self) -> Mapping[str, ClassQuestion]:
        """The questions by their keys."""
        return {question.key: question for question in self.questions}

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that were given out: ``P01`` and so on."""
        return tuple(f"P{number:02}" for number in range(1, self.pupils + 1))

    def version_for(self, code: str) -> Version:
        """Return the version of a pupil: the number of the code decides."""
        number = _NUMBER.search(code)
        return self.versions[(int(number[0]) - 1 if number else 0) % len(self.versions)]

    def task_of(self, question: ClassQuestion, version: Version | None = None) -> Task:
        """Rebuild the task of a question, as laid out in a version."""
        names = next(deck.names for deck in self.decks if deck.id == question.deck)
        task = _rebuilt(question, frozenset(names))
        layout = version and version.layouts.get(question.key)
        return _laid_out(task, layout) if layout else task


class Plan(Struct, frozen=True):
    """What a teacher asks for.

    Attributes:
        name: what the files are called.
        title: what pupils read at the top; empty to name the decks.
        seed: the same seed and decks give the same test, byte for byte.
        versions: how many versions, from 1.
    """

    name: str
    criteria: QuizCriteria
    seed: int
    title: str = ""
    minutes: int = 0
    versions: int = 1
    pupils: int = 0


class NothingToAskError(Exception):
    """No card that the program can grade matches the plan."""


PictureOf = Callable[[str, str], str]
"""Returns a picture as a ``data:`` address, given the path of a deck and the picture's file."""


def make_test(
    items: Iterable[Item],
    plan: Plan,
    names_of: NamesOf = confusable_names,
    picture_of: PictureOf = lambda _deck, _file: "",
) -> tuple[ClassTest, int]:
    """Draw a test.

    Args:
        items: the items that may be asked.
        plan: what the teacher asks for.
        names_of: gives the names of each deck with typed answers.
        picture_of: reads the picture of a card; empty if it cannot be read.

    Returns:
        The test, and how many matching cards were left out because the learner rates them.

    Raises:
        NothingToAskError: if no question is left.
    """
    kinds = plan.criteria.kinds or tuple(KINDS)
    found = eligible_items(items, msgspec.structs.replace(plan.criteria, kinds=kinds))
    graded = [item for item in found if is_graded(item)]
    left_out = {card_of(item.id) for item in found if not is_graded(item)}
    asked = _graded_questions(graded, plan, names_of) if graded else ()
    if not asked:
        raise NothingToAskError
    questions = tuple(
        _question(f"q{at:02}", each, picture_of) for at, each in enumerate(asked, start=1)
    )
    decks = {each.item.deck.id: each.item.deck for each in asked}
    test = ClassTest(
        name=plan.name,
        title=plan.title or _title([decks[name].title for name in sorted(decks)]),
        seed=plan.seed,
        minutes=plan.minutes,
        pupils=plan.pupils,
        decks=tuple(_deck(decks[name], asked, names_of) for name in sorted(decks)),
        questions=questions,
        versions=_versions(asked, questions, plan),
    )
    return msgspec.structs.replace(test, id=_id(test)), len(left_out)


def encode_test(test: ClassTest) -> bytes:
    """Write the teacher's file."""
    return msgspec.json.format(msgspec.json.encode(test, order="deterministic"), indent=1) + b"\n"


def decode_test(data: bytes) -> ClassTest:
    """Read the teacher's file.

    Raises:
        ValueError: if it is no such file, or damaged.
    """
    try:
        test = msgspec.json.decode(data, type=ClassTest)
        keys = set(test.by_key)
        whole = all(set(version.order) == keys for version in test.versions)
        if test.format != FORMAT or not test.versions or not keys or not whole:
            raise ValueError(test.format)
        for question in test.questions:
            test.task_of(question)
            for version in test.versions:
                test.task_of(question, version)
    except (msgspec.MsgspecError, RecursionError, LookupError, TypeError, StopIteration) as error:
        raise ValueError(str(error)) from error
    return test


def accept_answer(test: ClassTest, key: str, text: str) -> ClassTest:
    """Count a text as right in one question of a test."""
    questions = tuple(
        msgspec.structs.replace(each, accepted=tuple(dict.fromkeys((*each.accepted, text))))
        if each.key == key
        else each
        for each in test.questions
    )
    return msgspec.structs.replace(test, questions=questions)


def _title(titles: Sequence[str]) -> str:
    together = ", ".join(titles)
    if len(together) <= _LONGEST_TITLE or len(titles) == 1:
        return together
    return f"{titles[0]} and {len(titles) - 1} more"


def _graded_questions(items: Sequence[Item], plan: Plan, names_of: NamesOf) -> tuple[Question, ...]:
    drawn = select_questions(items, plan.seed, plan.criteria, names_of=names_of)
    return tuple(each for each in drawn if not isinstance(each.task, FlipTask))


def _question(key: str, question: Question, picture_of: PictureOf) -> ClassQuestion:
    card, task, picture = question.item.card, question.task, question.item.card.picture
    drawn = msgspec.json.decode(msgspec.json.encode(task), type=dict[str, Any])
    return ClassQuestion(
        key=key,
        item=question.item.id,
        deck=question.item.deck.id,
        kind=question.kind,
        content=content_hash(card),
        prompt=question.prompt,
        task_kind=KIND_OF_TASK[type(task)].name,
        drawn={name: value for name, value in drawn.items() if name not in _LARGE},
        tags=card.tags,
        why=card.why,
        source=card.source.in_words() if card.source else "",
        picture=picture_of(question.item.deck.path, picture.file) if picture else "",
        alt=picture.alt if picture else "",
        credit=picture.credit if picture else "",
        markdown={plain: markup.source for plain, markup in question.formats.items()},
    )


def _rebuilt(question: ClassQuestion, names: frozenset[str]) -> Task:
    task = KINDS[question.task_kind].task
    if task is None:
        raise LookupError(question.task_kind)
    own = {"rivals": names} if "rivals" in task.__struct_fields__ else {}
    return msgspec.convert(question.drawn | own, task)


def _deck(deck: Deck, asked: Sequence[Question], names_of: NamesOf) -> ClassDeck:
    typed = any(each.item.card.body.is_named for each in asked if each.item.deck.id == deck.id)
    names = tuple(sorted(names_of(deck))) if typed else ()
    return ClassDeck(deck.id, deck.title, deck.language, names)


def _versions(
    asked: Sequence[Question], questions: Sequence[ClassQuestion], plan: Plan
) -> tuple[Version, ...]:
    keys = [question.key for question in questions]
    tasks = {question.key: each.task for question, each in zip(questions, asked, strict=True)}
    made = []
    for number in range(plan.versions):
        name = chr(ord("A") + number)
        seed = seed_of(f"version {name}", plan.seed)
        order = shuffled(keys, seed) if number else tuple(keys)
        layouts = {
            key: layout
            for key, task in tasks.items()
            if (layout := _layout(task, seed_of(key, seed) if number else None))
        }
        made.append(Version(name, order, layouts))
    return tuple(made)


def _layout(task: Task, seed: int | None) -> tuple[str, ...]:
    """Lay out what a task offers; without a seed as it was drawn."""
    match task:
        case ChoiceTask(options=options):
            texts = tuple(option.text for option in options)
            return texts if seed is None or ascending(texts) else shuffled(texts, seed)
        case OrderTask(rows=rows, answer=answer):
            return rows if seed is None else unsorted(answer, seed)
        case MatchTask(rights=rights, pairs=pairs):
            return rights if seed is None else unsorted(tuple(right for _, right in pairs), seed)
    return ()


def _laid_out(task: Task, layout: tuple[str, ...]) -> Task:
    match task:
        case ChoiceTask(options=options):
            by_text = {option.text: option for option in options}
            return msgspec.structs.replace(task, options=tuple(by_text[text] for text in layout))
        case OrderTask():
            return msgspec.structs.replace(task, rows=layout)
        case MatchTask():
            return msgspec.structs.replace(task, rights=layout)
    return task


def _id(test: ClassTest) -> str:
    digest = hashlib.sha256(msgspec.json.encode(test, order="deterministic"))
    return digest.hexdigest()[:_ID_DIGITS]

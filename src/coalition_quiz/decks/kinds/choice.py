"""Cards whose answer is picked among options."""

from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.fields import (
    MOST_DRAWN,
    Field,
    Fields,
    distinct_texts,
    full_text,
    need_keys,
    plain_text,
)
from coalition_quiz.decks.kinds.shared import (
    KindOfCard,
    drawn_instead,
    need_entries,
    note_conflict,
    note_unknown,
)
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.values import ANSWERS, FULL_TEXT, OPTIONS, count
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

_OPTIONS_FROM_POOL = 4
_LEAST_OPTIONS = 2

_ANSWER = Field("answer", ANSWERS, "The right option, or a list if several are right.", needed=True)
_WRONG = Field("wrong", OPTIONS, "The wrong options: a list, or lines of `option: why`.")
_FROM = Field("from", FULL_TEXT, "The name of a pool to draw wrong options from.")
_OPTIONS = Field("options", count(_LEAST_OPTIONS, MOST_DRAWN), "How many options to show in total.")


def _read_choice(card: Fields, prompt: Scalar, resources: Resources) -> Choice | None:
    """Read the right options, and the wrong ones or their pool."""
    answers = _answers(card)
    many = isinstance(card.nodes.get(_ANSWER.name), Sequence)
    drawn = _FROM.name in card.nodes
    pool = _pool(card, answers, resources) if drawn else ""
    wrong = () if drawn else _wrong(card, answers)
    usual = max(_OPTIONS_FROM_POOL, len(answers) + 1) if pool else 0
    options = card.count(_OPTIONS.name, len(answers) + 1, MOST_DRAWN, usual)
    return Choice(prompt.text, answers, many, wrong, pool, options) if wrong or pool else None


def _answers(card: Fields) -> tuple[str, ...]:
    node = card.nodes.get(_ANSWER.name)
    if node is None:
        card.missing("answer", "Add `answer:` with the right option.")
        return ()
    if isinstance(node, Sequence):
        answers = distinct_texts(node, "answer", card.report)
        need_entries(card, node, "answer", len(answers), 1)
        return answers
    return (full_text(node, "answer", card.report),)


def _pool(card: Fields, answers: tuple[str, ...], resources: Resources) -> str:
    """Return the name of the pool; empty if there is nothing to draw from it."""
    name = card.read(_FROM)
    if "wrong" in card.nodes:
        note_conflict(card, "wrong", "from")
    pool = resources.pools.get(name)
    if pool is None and name and resources.is_known("pools"):
        note_unknown(card, "D402", "pool", name, resources.pools)
    if pool and frozenset(answers).issuperset(pool):
        message = f"the pool {quoted(name)} has no wrong option left for this card"
        remedy = "Add wrong options to the pool, or list some under `wrong:`."
        card.report.note("D314", card.keys["from"], message, remedy)
    return name if pool else ""


def _wrong(card: Fields, answers: tuple[str, ...]) -> tuple[Wrong, ...]:
    """The author's distractors: a mapping to their feedback, or a list."""
    node = card.nodes.get("wrong")
    if node is None:
        card.missing("wrong", "List wrong options under `wrong:`, or draw them with `from: POOL`.")
        return ()
    if isinstance(node, Mapping):
        wrong = _with_feedback(node, card)
    else:
        wrong = tuple([Wrong(text) for text in distinct_texts(node, "wrong", card.report)])
    need_entries(card, node, "wrong", len(wrong), 1)
    right = frozenset(answers)
    for option in wrong:
        if option.text in right:
            _note_wrong_is_right(card, node, option.text)
            if card.report.is_full():
                break
    return wrong


def _with_feedback(node: Mapping, card: Fields) -> tuple[Wrong, ...]:
    need_keys(node, "wrong", card.report)
    options = node.fields.items()
    return tuple([Wrong(text, plain_text(why, text, card.report)) for text, why in options])


def _note_wrong_is_right(card: Fields, node: Node, text: str) -> None:
    if isinstance(node, Mapping):
        at = node.keys[text]
    else:
        entries = node.entries if isinstance(node, Sequence) else [node]
        same = (each.at for each in entries if isinstance(each, Scalar) and each.text == text)
        at = next(same, node.at)
    message = f"{quoted(text)} is both right and wrong"
    card.report.note("D316", at, message, "Remove it from `answer` or from `wrong`.", len(text))


def _write_choice(card: Choice) -> dict[str, Value]:
    written: dict[str, Value] = {
        "choice": card.prompt,
        "answer": card.answers if card.many else card.answers[0],
    }
    if card.pool:
        written["from"] = card.pool
    elif any(each.why for each in card.wrong):
        written["wrong"] = {each.text: each.why for each in card.wrong}
    else:
        written["wrong"] = [each.text for each in card.wrong]
    return written | ({"options": str(card.options)} if card.options else {})


KIND = KindOfCard(
    "A question: the learner picks the right option, or all right options.",
    (_ANSWER, _WRONG, _FROM, _OPTIONS),
    _read_choice,
    _write_choice,
    rules=drawn_instead(_WRONG.name, _FROM.name),
    shows_part=lambda keys: _OPTIONS.name in keys,
    shorten="Use fewer options, or move the wrong ones into a pool and use `from`.",
)

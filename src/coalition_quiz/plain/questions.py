"""How a question is put in lines: its number, what it rests on, its prompt, what to type."""

from collections.abc import Iterator

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.cloze import GAP
from coalition_quiz.core.notices import Notices
from coalition_quiz.core.scheduling.queue import Reason
from coalition_quiz.core.sessions.study import Session
from coalition_quiz.plain.answers.base import AnswerLines
from coalition_quiz.plain.console import sentence
from coalition_quiz.wording.cards import circumstances
from coalition_quiz.wording.notices import CHANGED, STALE

_BLANK = "[blank]"
_REASONS = {
    Reason.CHANGED: CHANGED,
    Reason.NEW: "New.",
    Reason.AGAIN: "Asked again.",
    Reason.DUE: "",
}


def number_of(session: Session) -> str:
    """``Question 3 of 20.``, where a missed one that comes back counts once more."""
    return f"Question {session.asked} of {session.asked + session.remaining - 1}."


def reason_of(session: Session) -> str:
    """Why the question is asked, where that is worth a sentence."""
    return _REASONS[session.entry.reason] if session.entry else ""


def rests_on(item: Item) -> Iterator[str]:
    """When the fact was true, and who says so; with its deck."""
    yield f"Deck: {sentence(item.deck.title)}"
    yield sentence(", ".join(circumstances(item.card)))


def beware(card_notices: Notices) -> Iterator[str]:
    """What to know of the question beside what it rests on."""
    if card_notices.stale:
        yield sentence(STALE.capitalize())
    if card_notices.flagged:
        yield "Marked by you."


def put(question: Question, asker: AnswerLines) -> Iterator[str]:
    """The prompt, and what to type."""
    yield prompt_of(question.prompt, question.kind)
    yield from asker.lines


def prompt_of(prompt: str, kind: str) -> str:
    """The prompt; a gap is said in a word, because its sign is passed over in silence."""
    return prompt.replace(GAP, _BLANK) if kind == "cloze" else prompt

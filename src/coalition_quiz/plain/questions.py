"""A question in line mode: what is said before and after its answer, and the reading of lines."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.items import Item
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.questions import Response
from coalition_quiz.core.scheduling.fsrs import Rating, RatingPreview
from coalition_quiz.core.scheduling.queue import Reason
from coalition_quiz.core.sessions.study import Answered, Session, ratings_on_offer, texts_to_accept
from coalition_quiz.plain import commands
from coalition_quiz.plain.answers.base import AnswerLines, Reply
from coalition_quiz.plain.answers.list import ListLines
from coalition_quiz.plain.commands import (
    LineCommand,
    UnknownCommand,
    parse_command,
    unescape_answer,
)
from coalition_quiz.plain.console import Console, Saver
from coalition_quiz.wording.cards import circumstances, spoken_prompt
from coalition_quiz.wording.feedback import describe_answered
from coalition_quiz.wording.figures import interval_in_words
from coalition_quiz.wording.notices import CHANGED, STALE
from coalition_quiz.wording.sentences import sentence
from coalition_quiz.wording.tree import speak

_REASONS = {
    Reason.CHANGED: CHANGED,
    Reason.NEW: "New.",
    Reason.AGAIN: "Asked again.",
    Reason.DUE: "",
}


NOT_SAVED = 2
"""The exit code if the learner left with an unsaved answer."""

INTERRUPTED = 130
"""The exit code after Ctrl+C, as in shells. Every answer is saved."""


class LineReader(ABC):
    """Reads the lines that the learner types: commands and answers."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._saver = Saver(console)

    @abstractmethod
    def _answer(self, response: Response, text: str) -> bool:
        """Answer the open question; return whether that settled it."""

    @abstractmethod
    def _run(self, command: LineCommand, asker: AnswerLines) -> bool:
        """Run a command while a question is open; return whether that settled it."""

    def _handle_line(
        self, line: str, asker: AnswerLines, available: Sequence[LineCommand], *, bare: bool
    ) -> bool:
        """Handle a line while a question is open; return whether it settled the question."""
        command = parse_command(line, available, bare=bare)
        if isinstance(command, UnknownCommand):
            self._console.say(command.sentence)
            return False
        if command is not None:
            return self._run(command, asker)
        text = unescape_answer(line)
        response = asker.take(text)
        if isinstance(response, Reply):
            self._console.say(response.sentence, _how_to_command(text, available))
            return False
        return self._answer(response, text)

    def _say_flagged(self, *, flagged: bool) -> None:
        self._console.say("Flagged." if flagged else "Flag removed.")


def _how_to_command(text: str, available: Sequence[LineCommand]) -> str:
    """Say how to give the command that a learner typed without its colon; empty for none."""
    command = parse_command(text, available, bare=True)
    return f"If you meant the command, type :{plain(text)}." if command else ""


def with_remove(
    available: tuple[LineCommand, ...], asker: AnswerLines | None
) -> tuple[LineCommand, ...]:
    """Add the command that removes a name, if a list is asked."""
    return (*available, commands.REMOVE) if isinstance(asker, ListLines) else available


def number_line(session: Session) -> str:
    """Write ``Question 3. 2 of 20 done.``; a question asked again gets a number of its own."""
    return f"Question {session.asked}. {session.tally.settled} of {session.total} done."


def reason_line(session: Session) -> str:
    """Say why the question is asked; empty if it is simply due."""
    return _REASONS[session.entry.reason] if session.entry else ""


def context_lines(item: Item) -> Iterator[str]:
    """Yield the deck of a question, when its fact was true, and who says so."""
    yield f"Deck: {sentence(item.deck.title)}"
    yield sentence(", ".join(circumstances(item.card)))


def introduction_lines(deck: Deck) -> Iterator[str]:
    """Yield the name of a deck, and what to know before its first card."""
    yield f"Deck: {sentence(deck.title)}"
    yield from (sentence(line) for line in deck.introduction.splitlines() if line.strip())


def notice_lines(card_notices: Notices) -> Iterator[str]:
    """Yield warnings about a question, and whether it is flagged."""
    if card_notices.stale:
        yield sentence(STALE.capitalize())
    if card_notices.flagged:
        yield "You flagged this question."


def question_lines(question: Question, asker: AnswerLines) -> Iterator[str]:
    """Yield the prompt, and how to answer it."""
    yield spoken_prompt(question.prompt, question.kind)
    yield from asker.lines


def feedback_lines(answered: Answered, notices: Notices = NO_NOTICES) -> Iterator[str]:
    """Say everything about an answered question, before it is rated."""
    return speak(describe_answered(answered, notices))


def offer_lines(answered: Answered) -> Iterator[str]:
    """Yield the suggested rating with its interval, and how to choose another.

    With only one rating to choose, Enter continues.
    """
    by_rating = {
        rating_preview.rating: rating_preview for rating_preview in answered.rating_previews
    }
    suggested = by_rating[answered.suggested]
    choices = ratings_on_offer(answered)
    if len(choices) > 1:
        yield f"Enter: {_offer(suggested)}"
    else:
        yield f"Enter: continue, {_when(suggested)}."
    if texts_to_accept(answered):
        yield f"i: I was right, {_when(by_rating[Rating.GOOD])}."
    if answered.verdict is not None and len(choices) == len(Rating):
        yield "1 to 4: choose another rating."
    else:
        yield from rating_lines(answered)


def rating_lines(answered: Answered) -> Iterator[str]:
    """Yield the ratings to choose from with their intervals; none if there is only one."""
    choices = ratings_on_offer(answered)
    if len(choices) > 1:
        for each in answered.rating_previews:
            if each.rating in choices:
                yield f"{int(each.rating)}: {_offer(each)}"


def _offer(rating_preview: RatingPreview) -> str:
    return f"{rating_preview.rating.name.capitalize()}, {_when(rating_preview)}."


def _when(rating_preview: RatingPreview) -> str:
    return (
        f"next in {interval_in_words(rating_preview.interval)}"
        if rating_preview.interval
        else "asked again today"
    )

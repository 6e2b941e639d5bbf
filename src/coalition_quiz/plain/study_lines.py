"""A sitting driven by what is typed: puts the question, reads lines, tells what came of it."""

from typing import NamedTuple

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.questions.responses import GaveUp
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import (
    Answered,
    Asking,
    Finished,
    ratings_on_offer,
    texts_to_accept,
)
from coalition_quiz.history.append import ALREADY_UNDONE
from coalition_quiz.plain import commands as orders
from coalition_quiz.plain.answers.base import AnswerLines, Reply, listed
from coalition_quiz.plain.answers.list import ListLines
from coalition_quiz.plain.answers.registry import asker_of
from coalition_quiz.plain.commands import (
    LineCommand,
    UnknownCommand,
    answer_in,
    explained,
    order_in,
)
from coalition_quiz.plain.console import Console, EndOfInput, sentence
from coalition_quiz.plain.feedback import feedback, offers, ratings
from coalition_quiz.plain.questions import beware, number_of, put, reason_of, rests_on
from coalition_quiz.plain.saving import Left, Saver
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.wording.notices import leech_told_after

NOT_SAVED = 2
"""The exit code where the learner left without what could not be saved."""

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it; every answer given is saved all the same."""

_CARE = (orders.SUSPEND, orders.BURY, orders.FLAG, orders.QUIT)
_WHILE_ASKING = (
    *(orders.HELP, orders.REPEAT, orders.HINT, orders.SHOW, orders.SKIP, orders.UNDO),
    orders.PAUSE,
    *_CARE,
)
_WHILE_RATING = (orders.HELP, orders.REPEAT, orders.RIGHT, orders.UNDO, *_CARE)
_RATINGS = {str(int(rating)): rating for rating in Rating}
_HOW_TO_SEE = "Type :show to be told the answer, or :skip to leave it."
_BACK_TO_LEECH = "Type :undo to go back to it: then :suspend has it asked no more."
_PAUSED = "Paused. The time does not count. Press Enter to go on."
_CONTINUE = "Press Enter to continue."
_HOW_TO_RATE = "Rate how well you recalled it. Enter takes what is suggested."
_MEANINGS = {
    Rating.AGAIN: "Again: you did not know it.",
    Rating.HARD: "Hard: you knew it, but only just.",
    Rating.GOOD: "Good: you knew it.",
    Rating.EASY: "Easy: you knew it at once.",
}


class Ending(NamedTuple):
    """How it ended.

    Attributes:
        left: entries that were not settled.
        lost: whether what was done last could not be saved.
        code: the exit code.
        goes_on: whether all was asked, and the learner is still there.
    """

    left: int = 0
    lost: bool = False
    code: int = 0
    goes_on: bool = False


class StudyLines:
    """Drives a sitting by what is typed."""

    def __init__(self, study_session: StudySession, console: Console) -> None:
        self._study_session = study_session
        self._console = console
        self._keeper = Saver(console)
        self._told: tuple[str, ...] = ()

    def play(self) -> Ending:
        """Ask until nothing is left, the learner leaves, or the input ends."""
        try:
            while not isinstance(self._study_session.session.phase, Finished):
                self._turn()
        except (Left, EndOfInput):
            return self._leave(NOT_SAVED if self._keeper.is_holding else 0)
        except KeyboardInterrupt:
            return self._leave(INTERRUPTED)
        return Ending(goes_on=True)

    def undo(self) -> bool:
        """Take the last answer back; whether that could be done."""
        if self._study_session.session.previous is None:
            self._console.say("There is nothing to take back.")
            return False
        taken = self._keeper.keep(self._study_session.undo)
        done = ALREADY_UNDONE if self._study_session.was_undone_elsewhere else "Taken back."
        self._console.say(done if taken else "It is open in another window just now.")
        return taken

    def _leave(self, code: int) -> Ending:
        session = self._study_session.session
        left = session.total - session.tally.settled
        self._study_session.leave()
        return Ending(left, self._keeper.is_holding, code)

    def _turn(self) -> None:
        match self._study_session.session.phase:
            case Asking(question):
                self._ask(question)
            case Answered() as answered:
                self._rate(answered)

    # Asking

    def _ask(self, question: Question) -> None:
        asker = asker_of(question)
        if leech := self._study_session.leech:
            # What was rated by hand is known for a leech only when the next question is there.
            self._console.say(leech_told_after(leech, _BACK_TO_LEECH))
        self._put(question, asker)
        while not self._take(self._console.read("Answer:"), question, asker):
            pass

    def _put(self, question: Question, asker: AnswerLines, *, again: bool = False) -> None:
        session = self._study_session.session
        before = tuple(rests_on(question.item))
        self._console.pause()
        self._console.say(number_of(session), reason_of(session))
        # Said of the first of several questions that rest on the same, and when asked for.
        if again or before != self._told:
            self._console.say(*before)
        self._told = before
        self._console.say(*beware(self._study_session.card_notices), *put(question, asker))

    def _take(self, line: str, question: Question, asker: AnswerLines) -> bool:
        """Take a line; whether that was the end of the question."""
        order = order_in(line, _while_asking(asker), bare=isinstance(question.task, FlipTask))
        if order is None:
            return self._answer(asker, answer_in(line))
        if isinstance(order, UnknownCommand):
            self._console.say(order.sentence)
            return False
        return self._obey_asking(order, question, asker)

    def _answer(self, asker: AnswerLines, text: str) -> bool:
        response = asker.take(text)
        if isinstance(response, Reply):
            self._console.say(response.sentence)
            return False
        self._keeper.keep(lambda: self._study_session.answer(response))
        phase = self._study_session.session.phase
        if isinstance(phase, Asking):
            self._console.say(phase.note, "" if text.strip() else _HOW_TO_SEE)
        return not isinstance(phase, Asking)

    def _obey_asking(self, order: LineCommand, question: Question, asker: AnswerLines) -> bool:
        match order:
            case orders.HELP:
                bare = isinstance(question.task, FlipTask)
                commands = explained(_while_asking(asker), bare=bare)
                self._console.say(*asker.lines, asker.help, *commands)
            case orders.REPEAT:
                self._put(question, asker, again=True)
            case orders.HINT:
                self._console.say(_hint(question))
            case orders.REMOVE if isinstance(asker, ListLines):
                self._console.say(asker.remove())
            case orders.PAUSE:
                self._pause()
            case orders.SHOW:
                return self._show(question)
            case orders.SKIP:
                self._keeper.keep(self._study_session.skip)
                self._console.say("Skipped.")
                return True
            case _:
                return self._obey(order)
        return False

    def _pause(self) -> None:
        self._study_session.pause()
        self._console.say(_PAUSED)
        self._console.read("Paused:")
        self._study_session.resume()

    def _show(self, question: Question) -> bool:
        if isinstance(question.task, FlipTask):
            self._console.say("Press Enter to be told the answer.")
            return False
        self._keeper.keep(lambda: self._study_session.answer(GaveUp()))
        return True

    # Rating

    def _rate(self, answered: Answered) -> None:
        self._tell(answered)
        prompt = "Rating:" if _choices(answered) else "Continue:"
        while not self._take_rating(self._console.read(prompt), answered):
            pass

    def _tell(self, answered: Answered) -> None:
        self._console.say(*feedback(answered, self._study_session.card_notices), *offers(answered))

    def _take_rating(self, line: str, answered: Answered) -> bool:
        """Take a line; whether the answer is settled."""
        text = plain(line)
        if not text:
            self._keeper.keep(self._study_session.accept)
            return True
        if (rating := _RATINGS.get(text)) in _choices(answered):
            self._keeper.keep(lambda: self._study_session.rate(Rating(rating)))
            return True
        order = order_in(line, _orders(answered), bare=True)
        if not isinstance(order, LineCommand):
            said = f"{_ways_on(answered)} Type ? for help."
            self._console.say(order.sentence if order else said)
            return False
        return self._obey_rating(order, answered)

    def _obey_rating(self, order: LineCommand, answered: Answered) -> bool:
        match order:
            case orders.HELP:
                self._console.say(*_explained(answered), *ratings(answered))
                self._console.say(*explained(_orders(answered), bare=True))
            case orders.REPEAT:
                self._tell(answered)
            case orders.RIGHT:
                self._keeper.keep(self._study_session.was_right)
                return True
            case _:
                return self._obey(order)
        return False

    # Both

    def _obey(self, order: LineCommand) -> bool:
        match order:
            case orders.UNDO:
                return self.undo()
            case orders.SUSPEND:
                self._keeper.keep(self._study_session.suspend)
                self._console.say("Suspended. It is not asked any more until you resume it.")
            case orders.BURY:
                self._keeper.keep(self._study_session.bury)
                self._console.say("Put off until tomorrow.")
            case orders.FLAG:
                flagged = self._keeper.keep(self._study_session.flag)
                self._console.say("Marked." if flagged else "The mark is taken away.")
                return False
            case _:
                raise Left
        return True


def _while_asking(asker: AnswerLines) -> tuple[LineCommand, ...]:
    """The commands that can be given while a question is open."""
    return (*_WHILE_ASKING, orders.REMOVE) if isinstance(asker, ListLines) else _WHILE_ASKING


def _choices(answered: Answered) -> tuple[Rating, ...]:
    """The ratings to choose from; none if there is only one."""
    ratings = ratings_on_offer(answered)
    return ratings if len(ratings) > 1 else ()


def _orders(answered: Answered) -> tuple[LineCommand, ...]:
    """The commands that can be given once it is answered."""
    may_protest = bool(texts_to_accept(answered))
    return tuple(each for each in _WHILE_RATING if each is not orders.RIGHT or may_protest)


def _ways_on(answered: Answered) -> str:
    if digits := [str(int(rating)) for rating in _choices(answered)]:
        return f"Press Enter, or type {listed(digits, 'or')}."
    return _CONTINUE


def _explained(answered: Answered) -> tuple[str, ...]:
    """What Enter does, and what each rating means."""
    choices = _choices(answered)
    return (_HOW_TO_RATE, *map(_MEANINGS.__getitem__, choices)) if choices else (_CONTINUE,)


def _hint(question: Question) -> str:
    hint = question.item.card.hint
    return f"Hint: {sentence(hint)}" if hint else "There is no hint."

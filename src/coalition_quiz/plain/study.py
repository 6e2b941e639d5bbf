"""Studying in line mode: sessions and their reports, until the learner quits."""

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from coalition_quiz.authoring.renames.join_offers import BY_COMMAND, JoinOffers, offered
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.questions import GaveUp, Response
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.scheduling.item_flags import RestingCounts
from coalition_quiz.core.sessions.retyping import answers_to_retype, still_to_retype
from coalition_quiz.core.sessions.study import (
    Answered,
    Asking,
    Finished,
    ratings_on_offer,
    texts_to_accept,
)
from coalition_quiz.history.history import ALREADY_UNDONE
from coalition_quiz.plain import commands
from coalition_quiz.plain.answers import asker_of
from coalition_quiz.plain.answers.base import AnswerLines
from coalition_quiz.plain.answers.list import ListLines
from coalition_quiz.plain.commands import (
    LineCommand,
    list_commands,
    parse_command,
    unescape_answer,
)
from coalition_quiz.plain.console import (
    Console,
    EndOfInput,
    LeaveRequested,
    standard_console,
)
from coalition_quiz.plain.questions import (
    INTERRUPTED,
    NOT_SAVED,
    LineReader,
    context_lines,
    feedback_lines,
    introduction_lines,
    notice_lines,
    number_line,
    offer_lines,
    question_lines,
    rating_lines,
    reason_line,
    with_remove,
)
from coalition_quiz.services.day_end import DayEnd, read_day_end
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.wording.cards import counted, describe_resting
from coalition_quiz.wording.figures import day_in_words
from coalition_quiz.wording.home import MORE_NEW
from coalition_quiz.wording.notices import describe_past_leech
from coalition_quiz.wording.retyping import ask_to_retype, describe_not_retyped
from coalition_quiz.wording.sentences import listed, sentence
from coalition_quiz.wording.session_report import Ended, Learned, describe_ended, describe_more_new
from coalition_quiz.wording.tree import speak

_CARE = (commands.SUSPEND, commands.BURY, commands.FLAG, commands.QUIT)
_WHILE_ASKING = (
    *(commands.HELP, commands.REPEAT, commands.HINT, commands.SHOW, commands.SKIP, commands.UNDO),
    commands.PAUSE,
    *_CARE,
)
_WHILE_RATING = (commands.HELP, commands.REPEAT, commands.RIGHT, commands.UNDO, *_CARE)
_RATINGS = {str(int(rating)): rating for rating in Rating}
_HOW_TO_SEE = "Type :show to see the answer, or :skip to skip it."
_BACK_TO_LEECH = "Type :undo to go back to it, then :suspend to stop it being asked."
_PAUSED = "Paused. The clock is stopped. Press Enter to continue."
_CONTINUE = "Press Enter to continue."
_HOW_TO_RATE = "Rate how well you knew it, or press Enter to accept the suggestion."
_MEANINGS = {
    Rating.AGAIN: "Again: you did not know it.",
    Rating.HARD: "Hard: you knew it, but only just.",
    Rating.GOOD: "Good: you knew it.",
    Rating.EASY: "Easy: you knew it at once.",
}


class Ending(NamedTuple):
    """The end of a session.

    Attributes:
        left: the number of questions that were not settled.
        lost: whether the last answer could not be saved.
        code: the exit code.
        goes_on: whether every question was asked and the learner is still there.
    """

    left: int = 0
    lost: bool = False
    code: int = 0
    goes_on: bool = False


class StudyLines(LineReader):
    """Runs a session by the lines that the learner types."""

    def __init__(
        self, study_session: StudySession, console: Console, *, retypes_missed: bool = False
    ) -> None:
        super().__init__(console)
        self._study_session = study_session
        self._retypes_missed = retypes_missed
        self._context: tuple[str, ...] = ()

    def play(self) -> Ending:
        """Ask until nothing is left, the learner leaves, or the input ends."""
        try:
            while not isinstance(self._study_session.session.phase, Finished):
                self._turn()
        except (LeaveRequested, EndOfInput):
            return self._leave(NOT_SAVED if self._saver.has_unsaved else 0)
        except KeyboardInterrupt:
            return self._leave(INTERRUPTED)
        return Ending(goes_on=True)

    def undo(self) -> bool:
        """Undo the last answer; return whether that succeeded."""
        if self._study_session.session.previous is None:
            self._console.say("There is nothing to undo.")
            return False
        taken = self._saver.save(self._study_session.undo)
        done = ALREADY_UNDONE if self._study_session.was_undone_elsewhere else "Undone."
        self._console.say(done if taken else "That question is open in another window.")
        return taken

    def _leave(self, code: int) -> Ending:
        session = self._study_session.session
        left = session.total - session.tally.settled
        self._study_session.leave()
        return Ending(left, self._saver.has_unsaved, code)

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
            # After a rating by hand, a leech is found only when the next question is drawn.
            self._console.say(describe_past_leech(leech, _BACK_TO_LEECH))
        self._show_question(question, asker)
        self._question = question
        bare = isinstance(question.task, FlipTask)
        available = with_remove(_WHILE_ASKING, asker)
        while not self._handle_line(self._console.read("Answer:"), asker, available, bare=bare):
            pass

    def _show_question(
        self, question: Question, asker: AnswerLines, *, again: bool = False
    ) -> None:
        session = self._study_session.session
        before = tuple(context_lines(question.item))
        self._console.pause()
        self._introduce()
        self._console.say(number_line(session), reason_line(session))
        # Repeated only if it differs from the last question, or on request.
        if again or before != self._context:
            self._console.say(*before)
        self._context = before
        self._console.say(
            *notice_lines(self._study_session.card_notices), *question_lines(question, asker)
        )

    def _introduce(self) -> None:
        """Say the introduction of a deck before its first card."""
        if deck := self._study_session.take_introduction():
            self._console.say("Read this first.", *introduction_lines(deck))
            self._console.pause()

    def _answer(self, response: Response, text: str) -> bool:
        self._saver.save(lambda: self._study_session.answer(response))
        phase = self._study_session.session.phase
        if isinstance(phase, Asking):
            self._console.say(phase.note, "" if text.strip() else _HOW_TO_SEE)
        return not isinstance(phase, Asking)

    def _run(self, command: LineCommand, asker: AnswerLines) -> bool:
        match command:
            case commands.HELP:
                bare = isinstance(self._question.task, FlipTask)
                help_lines = list_commands(with_remove(_WHILE_ASKING, asker), bare=bare)
                self._console.say(*asker.lines, asker.help, *help_lines)
            case commands.REPEAT:
                self._show_question(self._question, asker, again=True)
            case commands.HINT:
                self._console.say(_hint(self._question))
            case commands.REMOVE if isinstance(asker, ListLines):
                self._console.say(asker.remove())
            case commands.PAUSE:
                self._pause()
            case commands.SHOW:
                return self._show_answer(self._question)
            case commands.SKIP:
                self._saver.save(self._study_session.skip)
                self._console.say("Skipped.")
                return True
            case _:
                return self._run_anytime(command)
        return False

    def _pause(self) -> None:
        self._study_session.pause()
        self._console.say(_PAUSED)
        self._console.read("Paused:")
        self._study_session.resume()

    def _show_answer(self, question: Question) -> bool:
        if isinstance(question.task, FlipTask):
            self._console.say("Press Enter to see the answer.")
            return False
        self._saver.save(lambda: self._study_session.answer(GaveUp()))
        return True

    # Rating

    def _rate(self, answered: Answered) -> None:
        self._console.say(*feedback_lines(answered, self._study_session.card_notices))
        if self._retypes_missed and not self._retype(answered):
            return
        self._console.say(*offer_lines(answered))
        prompt = "Rating:" if _choices(answered) else "Continue:"
        while not self._handle_rating(self._console.read(prompt), answered):
            pass

    def _retype(self, answered: Answered) -> bool:
        """Let the learner type a missed answer; return whether it is still to be rated."""
        left = answers_to_retype(answered)
        if left:
            self._console.say(ask_to_retype(left))
        while left and (line := self._console.read("Type it:")).strip():
            if parse_command(line, _commands(answered)):
                if self._handle_rating(line, answered):
                    return False
                continue
            before, text = left, unescape_answer(line)
            left = still_to_retype(answered.question.task, before, text)
            if left == before:
                self._console.say(describe_not_retyped(left))
            else:
                self._console.say("Right.", ask_to_retype(left) if left else "")
        return True

    def _give_feedback(self, answered: Answered) -> None:
        self._console.say(
            *feedback_lines(answered, self._study_session.card_notices), *offer_lines(answered)
        )

    def _handle_rating(self, line: str, answered: Answered) -> bool:
        """Handle a line; return whether it settled the rating."""
        text = plain(line)
        if not text:
            self._saver.save(self._study_session.accept)
            return True
        if (rating := _RATINGS.get(text)) in _choices(answered):
            self._saver.save(lambda: self._study_session.rate(Rating(rating)))
            return True
        command = parse_command(line, _commands(answered), bare=True)
        if not isinstance(command, LineCommand):
            said = f"{_ways_on(answered)} Type ? for help."
            self._console.say(command.sentence if command else said)
            return False
        return self._run_while_rating(command, answered)

    def _run_while_rating(self, command: LineCommand, answered: Answered) -> bool:
        match command:
            case commands.HELP:
                self._console.say(*_explained(answered), *rating_lines(answered))
                self._console.say(*list_commands(_commands(answered), bare=True))
            case commands.REPEAT:
                self._give_feedback(answered)
            case commands.RIGHT:
                self._saver.save(self._study_session.was_right)
                return True
            case _:
                return self._run_anytime(command)
        return False

    # Both

    def _run_anytime(self, command: LineCommand) -> bool:
        match command:
            case commands.UNDO:
                return self.undo()
            case commands.SUSPEND:
                self._saver.save(self._study_session.suspend)
                self._console.say("Suspended until you resume it.")
            case commands.BURY:
                self._saver.save(self._study_session.bury)
                self._console.say("Buried until tomorrow.")
            case commands.FLAG:
                flagged = self._saver.save(self._study_session.flag)
                self._say_flagged(flagged=flagged)
                return False
            case _:
                raise LeaveRequested
        return True


def _choices(answered: Answered) -> tuple[Rating, ...]:
    """Return the ratings to choose from; none if there is only one."""
    ratings = ratings_on_offer(answered)
    return ratings if len(ratings) > 1 else ()


def _commands(answered: Answered) -> tuple[LineCommand, ...]:
    """Return the commands available after an answer."""
    may_protest = bool(texts_to_accept(answered))
    return tuple(each for each in _WHILE_RATING if each is not commands.RIGHT or may_protest)


def _ways_on(answered: Answered) -> str:
    if digits := [str(int(rating)) for rating in _choices(answered)]:
        return f"Press Enter, or type {listed(digits, 'or')}."
    return _CONTINUE


def _explained(answered: Answered) -> tuple[str, ...]:
    """Explain what Enter does, and what each rating means."""
    choices = _choices(answered)
    return (_HOW_TO_RATE, *map(_MEANINGS.__getitem__, choices)) if choices else (_CONTINUE,)


def _hint(question: Question) -> str:
    hint = question.item.card.hint
    return f"Hint: {sentence(hint)}" if hint else "There is no hint."


_WELCOME = "Type an answer and press Enter. Type ? for help. Your answers are saved as you go."


class _Next(Enum):
    """The choice of the learner after a session."""

    END = auto()
    ON = auto()
    QUIZ = auto()
    BACK = auto()


class _Way(NamedTuple):
    """A way on after a session: what to type, and what is studied then, or asked in a quiz."""

    text: str
    request: StudyRequest
    next: _Next = _Next.ON


TakeQuiz = Callable[[Workspace, tuple[str, ...], Console], int]
"""Takes a quiz on items and returns the exit code."""


def run_study(
    workspace: Workspace,
    request: StudyRequest,
    take_quiz: TakeQuiz,
    console: Console | None = None,
) -> int:
    """Study until nothing is left, the learner quits, or the input ends.

    Args:
        workspace: the decks and the history.
        request: the questions to study.
        take_quiz: called if the learner chooses a quiz after a session.
        console: reads and writes; by default the standard streams.

    Returns:
        The exit code: 0, or 130 after Ctrl+C.
    """
    console = console or standard_console()
    while True:
        session = _Session(workspace, request, console)
        if (code := session.run()) is not None:
            return code
        request = session.next_request
        if session.is_quiz_next:
            return take_quiz(workspace, tuple(request.items), console)


def report_lines(ended: Ended, end: DayEnd | None, resting: RestingCounts) -> Iterator[str]:
    """Report a session.

    Args:
        ended: the session.
        end: the learner's days and what has lasted, if anything was answered.
        resting: the questions of its decks that are suspended or buried.
    """
    if resting.is_all and not ended.session.previous:
        yield from _how_to_resume(resting)
        return
    days = end.days if end else None
    learned = Learned(end.cards, end.learned, end.learned_before) if end else None
    for node in describe_ended(ended, days, learned, day_in_words):
        yield from speak(node)


def _how_to_resume(resting: RestingCounts) -> Iterator[str]:
    yield describe_resting(resting)
    if resting.suspended:
        yield "Run `coalition-quiz browse is:suspended` and type @ to resume a question."
    if resting.buried:
        yield "Run `coalition-quiz browse is:buried` and type - to unbury a question."


def _offer(workspace: Workspace) -> Iterator[str]:
    """Yield a sentence if new questions resemble missing ones."""
    if not workspace.history.last_event()[0]:
        return
    from coalition_quiz.authoring.renames.join import find_pairs  # noqa: PLC0415 - a first start has none

    pairs = find_pairs(workspace.history.path, workspace.library, JoinOffers(workspace.cache))
    yield offered(len(pairs or ()), BY_COMMAND)


class _Session:
    """A session and the choices after it.

    Attributes:
        next_request: what the learner chose to study after it, or to be asked in a quiz.
        is_quiz_next: whether it is a quiz.
    """

    def __init__(self, workspace: Workspace, request: StudyRequest, console: Console) -> None:
        self._workspace = workspace
        self._request = self.next_request = request
        self.is_quiz_next = False
        self._console = console
        self._study_session = workspace.start_session(request)
        self._lines = StudyLines(
            self._study_session, console, retypes_missed=workspace.settings.retype_missed
        )

    def run(self) -> int | None:
        """Study, and return the exit code, or None to start another session."""
        if not isinstance(self._study_session.session.phase, Finished):
            self._console.say(_WELCOME, *_offer(self._workspace))
        try:
            return self._play()
        except (EndOfInput, LeaveRequested):
            return 0
        except KeyboardInterrupt:
            return INTERRUPTED
        finally:
            self._study_session.close()

    def _play(self) -> int | None:
        while True:
            ending = self._lines.play()
            ways = self._report(ending)
            if not ending.goes_on or self._study_session.session.previous is None:
                return ending.code
            next_ = self._ask_next(ways)
            self.is_quiz_next = next_ is _Next.QUIZ
            if next_ is not _Next.BACK:
                return 0 if next_ is _Next.END else None

    def _report(self, ending: Ending) -> dict[str, _Way]:
        """Report the session; return the ways on, by the letter that the learner types."""
        workspace, study_session = self._workspace, self._study_session
        # A session of chosen items asks all of them: there are no more.
        more = not self._request.items and bool(workspace.plan(self._request))
        decks = frozenset(deck_of(entry.item) for entry in study_session.session.planned)
        overview = workspace.overview(self._request.decks or decks)
        chosen = self._request.decks or (tuple(decks) if self._request.items else ())
        ended = Ended(
            session=study_session.session,
            left=ending.left,
            lost=ending.lost,
            elsewhere=study_session.elsewhere,
            flagged=len(study_session.flagged),
            forecast=overview.forecast,
            unseen_today=overview.new_today,
            today=workspace.clock.now().study_day,
            leech=study_session.leech,
        )
        answered = study_session.session.tally.answered
        end = read_day_end(workspace, decks) if answered else None
        if end and not workspace.settings.show_streak:
            end = end._replace(days=end.days._replace(streak=0))
        self._console.pause()
        self._console.say(
            *report_lines(ended, end, workspace.resting(self._request.decks)),
            "There is more to study." if more else "",
        )
        ways = {"s": _Way("s to continue", self._request)} if more else {}
        if tricky := tuple(each.item for each in ended.tricky):
            what = "cards" if len(tricky) > 1 else "card"
            text = f"r to study the tricky {what} again"
            ways["r"] = _Way(text, StudyRequest(decks=self._request.decks, items=tricky))
        if new := workspace.more_new_or_any(MORE_NEW, chosen):
            cards = describe_more_new(len(new.items), of_all=bool(chosen) and not new.decks)
            ways["m"] = _Way(f"m to learn {cards}", new)
        if asked := tuple(each.item for each in ended.results):
            text = f"z to take a quiz on {counted(len(asked), 'card')} of this session"
            ways["z"] = _Way(text, StudyRequest(items=asked), _Next.QUIZ)
        return ways

    def _ask_next(self, ways: dict[str, _Way]) -> _Next:
        how = "Press Enter to finish. Type u to undo the last answer."
        how += f" Type {listed([way.text for way in ways.values()], 'or')}." if ways else ""
        self._console.say(how)
        while True:
            text = self._console.word("Next:").removeprefix(":")
            if text in ("", "q", "quit"):
                return _Next.END
            if text in ways:
                self.next_request = ways[text].request
                return ways[text].next
            if text in ("u", "undo") and self._lines.undo():
                return _Next.BACK
            self._console.say(how)

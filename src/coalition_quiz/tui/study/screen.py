"""The screen of a study session."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple, cast

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from coalition_quiz.authoring.renames.join_offers import offered
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.questions import GaveUp
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered, Asking, ratings_on_offer, texts_to_accept
from coalition_quiz.history.history import ALREADY_UNDONE
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import HistoryError, NotSavedError, QuizError
from coalition_quiz.tui.commands import command, former, key_of
from coalition_quiz.tui.navigation import Navigate, Report
from coalition_quiz.tui.page import Failed
from coalition_quiz.tui.questions.base import AnswerWidget, Submitted
from coalition_quiz.tui.study.card_actions import CARD_ACTIONS, CardActionsScreen
from coalition_quiz.tui.study.header import StudyHeader
from coalition_quiz.tui.widgets.rows import SignedRow
from coalition_quiz.tui.widgets.unsaved import Unsaved
from coalition_quiz.wording.notices import describe_past_leech

_OPEN_ELSEWHERE = "That question is open in another window. Nothing was undone."


class _UnsavedCall(NamedTuple):
    """A call that could not be saved, and its continuation."""

    call: Callable[[], object]
    then: Callable[[], Awaitable[None]] | None


class StudyScreen(CardActionsScreen):
    """The questions of a session and the feedback to each."""

    BINDING_GROUP_TITLE = "This question"
    GROUPS: ClassVar[Mapping[str, frozenset[str]]] = {
        "The card": CARD_ACTIONS - {"pause"} | {"card"},
        "Session": frozenset({"undo", "skip", "pause", "side_pane", "join", "leave"}),
    }
    # A narrow key bar shows the first ones.
    BINDINGS: ClassVar[list[BindingType]] = [
        command("hint", "h,ctrl+r,f2", "Hint", "Show the hint"),
        command("leave", "escape,q", "Finish", "Quit. All answers are already saved."),
        command("give_up", "g,ctrl+g", "Show answer", "Show the answer. It counts as Again."),
        command("skip", "s,ctrl+s", "Skip", "Skip the question for now. Nothing is recorded."),
        command("undo", "u,ctrl+z", "Undo", "Undo the last step, as often as you like"),
        command("card", "v", "Card", "Show all about the card: its source, your memory"),
        command("flag", "asterisk,ctrl+f", "Flag", "Flag it to find it again, or unflag it"),
        command("bury", "minus,f7", "Bury", "Bury the question until tomorrow"),
        command("accept", "enter,space", "Continue", "Accept the suggested rating", shown=False),
        command("rate(1)", "1", "Again", "Rate Again: you did not know it", shown=False),
        command("rate(2)", "2", "Hard", "Rate Hard: you knew it with difficulty", shown=False),
        command("rate(3)", "3", "Good", "Rate Good: you knew it", shown=False),
        command("rate(4)", "4", "Easy", "Rate Easy: you knew it at once", shown=False),
        command(
            "was_right", "i", "I was right", "Count my answer as right from now on", shown=False
        ),
        command("reveal", "enter,space", "Show", "Show the answer", shown=False),
        command("suspend", "at,f8", "Suspend", "Suspend the question until you resume it"),
        command("edit", "e,f4", "Edit", "Open the card in your editor"),
        command("join", "J,f3", "Join", "Compare new questions with old ones that look like them"),
        command("pause", "p,f9", "Pause", "Hide the question and stop the clock"),
        command("copy", "y,f6", "Copy", "Copy the question (and the answer, once shown)"),
        command("side_pane", "full_stop", "Side pane", "Show or hide the side pane", shown=False),
        former("hint", "ctrl+t"),
        former("skip", "ctrl+n"),
        former("flag", "f5"),
        command("read(-1)", "pageup", "Question up", "Scroll the question up", shown=False),
        command("read(1)", "pagedown", "Question down", "Scroll the question down", shown=False),
        command("look(-1)", "up", "Scroll up", "Scroll the explanation up", shown=False),
        command("look(1)", "down", "Scroll down", "Scroll the explanation down", shown=False),
    ]

    _header: StudyHeader

    def __init__(
        self, study_session: StudySession, workspace: Workspace, *, undo: bool = False
    ) -> None:
        super().__init__(study_session, workspace)
        self._starts_with_undo = undo
        self._unsaved_call: _UnsavedCall | None = None
        self._shown: Question | None = None
        self._warned_of: object = None  # the unfinished answer that the learner may lose
        self._card_notices = study_session.card_notices
        self._header = StudyHeader()
        self.set_class(workspace.settings.side_pane, "-aside")
        question = self._open_question
        if question is not None:
            self._shown = question
            self._open(self._card.put(question, self._card_notices))

    async def on_mount(self) -> None:
        """Show the current question, or undo the last answer."""
        if self._starts_with_undo:
            await self._show_last()
            await self.action_undo()
        else:
            self._focus_answer()
            self._introduce()
            self.look_for_pairs()

    def show_pairs(self) -> None:
        """Show how many new questions look like removed ones, next to an open question."""
        if self._open_question:
            self._card.note(
                offered(len(self.pairs), f"Press {key_of(self, 'join')} to compare them.")
            )

    async def _show_last(self) -> None:
        """Show the last question before its undo, so that a failure appears below it."""
        last = self._study_session.session.previous
        if last is not None and isinstance(last.phase, Asking | Answered):
            await self._show_question(last.phase.question)

    def may_quit(self) -> bool:
        """Return whether the program may quit. Ask about an unsaved or unfinished answer."""
        if not self._unsaved.may_quit():
            return False
        return self.app.screen is not self or not self._warns_of_loss("Ctrl+Q")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        question = self._open_question
        match action:
            case "hint":
                return question is not None and bool(question.item.card.hint)
            case "give_up":
                return question is not None and not isinstance(question.task, FlipTask)
            case "skip" | "hand_in":
                return question is not None
            case "undo":
                return (
                    self._unsaved_call is None and self._study_session.session.previous is not None
                )
            case "reveal":
                return question is not None and isinstance(question.task, FlipTask)
            case "rate":
                return self._may_rate(parameters)
            case "accept" | "card":
                return self._is_answered
            case "look" | "read":
                return self._scrolls(action, *cast("tuple[int]", parameters))
            case "was_right":
                return self._is_answered and self._may_accept_text
            case _:
                return self._allows_other_action(action)

    def _allows_other_action(self, action: str) -> bool:
        """Return whether an action other than answering makes sense now."""
        if action == "side_pane":
            return self.has_room_for_aside
        if action == "join":
            return bool(self.pairs) and self._unsaved_call is None
        is_free = self.question is not None and self._unsaved_call is None
        return action not in CARD_ACTIONS or is_free

    def _scrolls(self, action: str, step: int) -> bool:
        if action == "read":
            return self._card.prompt.can_scroll(step)
        return self._is_answered and self._card.can_look(step)

    @on(Submitted)
    async def _answer(self, event: Submitted) -> None:
        if self._open_question:
            await self.write(lambda: self._study_session.answer(event.response), self._show_outcome)

    async def _show_outcome(self) -> None:
        """Show what came of an answer, and let the learner type a missed one if they want to."""
        await self.show_session()
        phase = self._study_session.session.phase
        if not self._workspace.settings.retype_missed or not isinstance(phase, Answered):
            return
        from coalition_quiz.core.sessions.retyping import answers_to_retype  # noqa: PLC0415 - optional
        from coalition_quiz.tui.questions.retyping import RetypeLine  # noqa: PLC0415 - likewise

        if answers_to_retype(phase):
            await self._card.retype(RetypeLine(phase))
            self._ratings.explain(RetypeLine.tips)

    def on_retype_line_done(self) -> None:
        """Offer the ratings once the answer is typed."""
        phase = self._study_session.session.phase
        if isinstance(phase, Answered):
            self._card.note("")
            self._ratings.offer(phase)
            self.set_focus(None)

    @on(Unsaved.TryAgain)
    async def _try_again(self) -> None:
        if self._unsaved_call is not None:
            await self.write(*self._unsaved_call)

    @on(Unsaved.Abandoned)
    def _abandon(self) -> None:
        self._unsaved_call = None
        self._leave(lost=True)

    async def action_accept(self) -> None:
        """Accept the suggested rating."""
        await self.write(self._study_session.accept)

    async def action_rate(self, rating: int) -> None:
        """Choose another rating."""
        is_choice = self.question is not None and self.question.task.is_chosen
        if is_choice and self.is_pressed_twice:
            return  # Pressed twice, the digit that chose an option would turn a miss into a pass.
        await self.write(lambda: self._study_session.rate(Rating(rating)))

    async def action_was_right(self) -> None:
        """Count the answer as right."""
        await self.write(self._study_session.was_right)

    def action_hint(self) -> None:
        """Show the hint below the answer."""
        if question := self._open_question:
            self._card.note(f"Hint: {question.item.card.hint}")

    def action_card(self) -> None:
        """Show all about the card."""
        from coalition_quiz.tui.study.card_page import CardPage  # noqa: PLC0415 - few ask for it

        phase = self._study_session.session.phase
        if isinstance(phase, Answered):
            self.app.push_screen(CardPage(phase, self._study_session.progress_before))

    def action_side_pane(self) -> None:
        """Show or hide the side pane, and remember the choice."""
        self.toggle_class("-aside")
        self.show_aside()
        shown = self.has_class("-aside")
        self._workspace.settings = self._workspace.settings._replace(side_pane=shown)
        from coalition_quiz.system.paths import places  # noqa: PLC0415 - few hide it
        from coalition_quiz.system.settings_file import change_setting  # noqa: PLC0415 - likewise

        try:
            change_setting(places().settings, "side_pane", shown)
        except QuizError as error:
            self._card.note(str(error))

    async def action_give_up(self) -> None:
        """Show the answer of a graded question."""
        await self.write(lambda: self._study_session.answer(GaveUp()), self._show_outcome)

    async def action_skip(self) -> None:
        """Skip the question."""
        await self.write(self._study_session.skip)

    async def action_undo(self) -> None:
        """Undo the last answer."""
        undone: list[bool] = []

        async def show() -> None:
            if undone[-1] or self.question is None:
                await self.show_session()
            else:
                self._card.note(_OPEN_ELSEWHERE)

        await self.write(lambda: undone.append(self._study_session.undo()), show)

    def action_leave(self) -> None:
        """End the session. Ask first if an unfinished answer would be lost."""
        if not self._warns_of_loss(key_of(self, "leave")):
            self._leave(lost=False)

    def _warns_of_loss(self, key: str) -> bool:
        """Say once that an unfinished answer would be lost, and return whether that was news."""
        answer = self._card.answer
        if answer is None or not self.is_open:
            return False
        typed = answer.entry.value.strip() if isinstance(answer.entry, Input) else ""
        unfinished = (self._shown, answer.draft, typed)
        if not any(unfinished[1:]) or unfinished == self._warned_of:
            return False
        self._warned_of = unfinished
        self._card.note(f"Press {key} again to leave without this answer.")
        return True

    def _leave(self, *, lost: bool) -> None:
        total = self._study_session.session.total
        self._study_session.leave()
        left = total - self._study_session.session.tally.settled
        self.post_message(Navigate(Report(left, lost)))

    @property
    def is_open(self) -> bool:
        """Whether the question takes an answer."""
        return self._open_question is not None

    @property
    def _open_question(self) -> Question | None:
        phase = self._study_session.session.phase
        return phase.question if isinstance(phase, Asking) and self._unsaved_call is None else None

    @property
    def _is_answered(self) -> bool:
        return (
            isinstance(self._study_session.session.phase, Answered) and self._unsaved_call is None
        )

    @property
    def _may_accept_text(self) -> bool:
        phase = self._study_session.session.phase
        return isinstance(phase, Answered) and bool(texts_to_accept(phase))

    def _may_rate(self, parameters: tuple[object, ...]) -> bool:
        """Return whether this rating can be chosen."""
        phase = self._study_session.session.phase
        ratings = (
            ratings_on_offer(phase)
            if isinstance(phase, Answered) and self._unsaved_call is None
            else ()
        )
        return len(ratings) > 1 and set(parameters) <= set(ratings)

    async def write(
        self, call: Callable[[], object], then: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Run a call that writes. Nothing looks done before it is saved."""
        try:
            call()
        except NotSavedError as error:
            self._unsaved_call = _UnsavedCall(call, then)
            self._card.freeze(True)
            self._unsaved.hold(str(error))
        except HistoryError as error:
            self.post_message(Failed(error))
        else:
            self._unsaved_call = None
            self._card.freeze(False)
            self._unsaved.release()
            with self.app.batch_update():
                focused = self.focused
                await (then or self.show_session)()
                # Not after the paint: the thread that writes would wait for it.
                if self.focused is focused:  # a move of the focus does it too
                    self.refresh_bindings()
            if self.has_aside:
                # After the paint of the verdict or the question. It goes through the pane's queue:
                # through the screen's it would come before the screen hears of the changes.
                self.aside.call_after_refresh(self.show_aside)
            return
        self.refresh_bindings()

    async def show_session(self, message: str = "") -> None:
        """Show the state of the session, and a sentence below the answer."""
        self._card_notices = self._study_session.card_notices
        session = self._study_session.session
        match session.phase:
            case Asking(note=note) if note:
                self._ask_again(note)
            case Asking(question):
                await self._show_question(question)
                self._focus_answer()
                self._introduce()
            case Answered() as answered:
                if not self._is_shown(answered.question):  # an undo returns to it
                    await self._show_question(answered.question)
                self._show_header()
                self._card.tell(answered, self._card_notices)
                self._ratings.offer(answered)
                self.set_focus(None)
            case _:
                self.post_message(Navigate(Report()))
        if message := message or self._leech_message or self._undo_message:
            self._card.note(message)

    def _introduce(self) -> None:
        """Show the introduction of a deck before its first card, while the clock stands still."""
        deck = self._study_session.take_introduction()
        if deck is not None:
            from coalition_quiz.tui.deck_pages import IntroductionPage  # noqa: PLC0415 - once a deck

            self._study_session.pause()
            self.app.push_screen(IntroductionPage(deck), lambda _: self._study_session.resume())

    def refresh_header(self) -> None:
        """Refresh the header."""
        self._card_notices = self._study_session.card_notices
        self._show_header()

    def _show_header(self) -> None:
        if question := self.question:
            self._header.show(question.item, self._study_session.session, self._card_notices)

    def aside_rows(self) -> Sequence[SignedRow]:
        """Return the rows of the side pane."""
        from coalition_quiz.tui.study.aside import aside  # noqa: PLC0415 - for wide terminals alone

        return tuple(aside(self._study_session.session, self._study_session.progress_before))

    async def _show_question(self, question: Question) -> None:
        self._shown = question
        self._open(await self._card.ask(question, self._card_notices))

    def _open(self, answer: AnswerWidget) -> None:
        self._show_header()
        self._ratings.explain(answer.tips)

    def _is_shown(self, question: Question) -> bool:
        shown = self._shown
        return shown is not None and (shown.item.id, shown.seed) == (
            question.item.id,
            question.seed,
        )

    @property
    def _leech_message(self) -> str:
        # After a manual rating a leech is known only at the next question.
        leech = self._card_notices.leech
        return (
            describe_past_leech(leech, _back_to_leech(key_of(self, "undo")))
            if leech and self._open_question
            else ""
        )

    @property
    def _undo_message(self) -> str:
        return ALREADY_UNDONE if self._study_session.was_undone_elsewhere else ""


def _back_to_leech(key: str) -> str:
    return f"Press {key} to go back to it, then suspend or edit it." if key else ""

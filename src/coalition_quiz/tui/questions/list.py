"""Naming the entries of a list, one or several on a line, each judged at once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.grading.lists import EntryCheck, EntryStatus, check_entry, entries_in
from coalition_quiz.core.kinds.list import ListResponse, with_accepted
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.questions.tasks import ListTask
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal_line
from coalition_quiz.tui.questions.base import HAND_IN, AnswerNote, Submitted
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.key_bar import Tip

_ENOUGH = "Press Enter once more if that is all you know."
_TIPS = (Tip("Enter", "name it"), Tip("Enter on an empty line", "that is all I know", HAND_IN))
_CORRECT = Tip("↑", "correct the last wrong name")


class ListWidget(Vertical):
    """A line, the count, and the names so far."""

    DEFAULT_CSS = """
    ListWidget {
        height: auto; overflow-y: auto; scrollbar-size-vertical: 1;
        & > #count { color: $foreground 85%; }
        & > #named { padding-left: 2; }
    }
    """
    BINDING_GROUP_TITLE = "Naming"
    BINDINGS: ClassVar[list[BindingType]] = [
        command(
            "correct", "up", "Correct", "Take the last wrong name back to the line", shown=False
        )
    ]

    def __init__(self) -> None:
        super().__init__(classes="answer")
        self._line = LineInput()
        self._count = Static(id="count")
        self._named = Static(id="named")
        self._ask = ListTask((), 0)
        self._entries: list[tuple[str, EntryCheck]] = []
        self._warned = False

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer."""
        return _TIPS if self._last_wrong is None else (_TIPS[0], _CORRECT, _TIPS[1])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a wrong name is corrected."""
        if action == "correct":
            return self._line.can_focus and self._last_wrong is not None
        return super().check_action(action, parameters)

    @property
    def entry(self) -> Widget:
        """The line."""
        return self._line

    def compose(self) -> ComposeResult:
        """Yield the line on top, so that it stays in sight."""
        yield self._line
        yield self._count
        yield self._named

    def begin(self, question: Question) -> None:
        """Begin with nothing named."""
        assert isinstance(question.task, ListTask)
        self._ask = with_accepted(question.task, question.accepted)
        self._entries.clear()
        self._warned = False
        self._line.invite("one, or several with commas")
        self._tell()

    @property
    def draft(self) -> Response | None:
        """The names so far."""
        return ListResponse(tuple(text for text, _ in self._entries)) if self._entries else None

    def resume(self, response: Response) -> None:
        """Name these."""
        for text in response.entries if isinstance(response, ListResponse) else ():
            self._keep(check_entry(self._ask, self._right, text), text)
        self._tell()

    def settle(self, answered: Answered) -> bool:
        """Close the line, and return False to hide the widget: the feedback shows each entry."""
        del answered
        self._line.close()
        return False

    def hand_in(self) -> None:
        """Hand in the names so far."""
        self.post_message(Submitted(ListResponse(tuple(text for text, _ in self._entries))))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Judge one entry, or hand in on an empty line (the first one may only warn)."""
        event.stop()
        if event.value.strip():
            self._warned = False
            self._judge(event.value)
        elif self._entries and not self._warned:
            self._warned = True
            self.post_message(AnswerNote(_ENOUGH))
        else:
            self.hand_in()

    def action_correct(self) -> None:
        """Take the last wrong name out, and put it on the line."""
        at = self._last_wrong
        assert at is not None
        text, _ = self._entries.pop(at)
        self._line.value = text
        self._line.action_end()
        self.post_message(AnswerNote(""))
        self._tell()
        self.refresh_bindings()

    @property
    def _last_wrong(self) -> int | None:
        """The index of the last wrong name; None if all are right."""
        checks = [check.standing for _, check in self._entries]
        wrong = [at for at, standing in enumerate(checks) if standing is EntryStatus.UNKNOWN]
        return wrong[-1] if wrong else None

    @property
    def _right(self) -> set[str]:
        """The entries named, each as its author writes it."""
        return {check.entry for _, check in self._entries if check.standing is EntryStatus.ACCEPTED}

    def _judge(self, text: str) -> None:
        entries, said, readable = entries_in(self._ask, text), list[str](), False
        for entry in entries:
            check = check_entry(self._ask, self._right, entry)
            self._keep(check, entry)
            readable |= check.standing is not EntryStatus.UNREADABLE
            said.append(_said(check, entry, alone=len(entries) == 1))
        self._line.value = "" if readable else text
        self.post_message(AnswerNote(" ".join(filter(None, said))))
        self._tell()
        self.refresh_bindings()
        if len(self._right) >= self._ask.need:
            self.hand_in()

    def _keep(self, check: EntryCheck, text: str) -> None:
        if check.standing in (EntryStatus.ACCEPTED, EntryStatus.UNKNOWN):
            self._entries.append((text, check))

    def _tell(self) -> None:
        self._count.update(Content(f"{len(self._right)} of {self._ask.need} named"))
        shown = [_shown(check, text) for text, check in self._entries]
        self._named.update(Content("   ").join(shown))
        self._named.display = bool(self._entries)


def _shown(check: EntryCheck, text: str) -> Content:
    if check.standing is EntryStatus.ACCEPTED:
        return Content.styled("✓ ", "$text-success") + literal_line(check.entry)
    return Content.styled("✗ ", "$text-error") + literal_line(text)


def _said(check: EntryCheck, text: str, *, alone: bool) -> str:
    match check.standing:
        case EntryStatus.DUPLICATE:
            return f"{check.entry} is already named."
        case EntryStatus.UNKNOWN:
            return "Not one of them." if alone else f"{text} is not one of them."
        case _:
            return check.note

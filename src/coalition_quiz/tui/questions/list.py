"""Naming the entries of a list, one or several on a line. None is judged before all are named."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.grading.lists import EntryCheck, EntryStatus, check_entry, entries_in
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.kinds.list import ListResponse, with_accepted
from coalition_quiz.core.questions import ListTask, Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal_line
from coalition_quiz.tui.looks import ENTRY
from coalition_quiz.tui.questions.base import HAND_IN, AnswerNote, Submitted
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.key_bar import Tip

_TIPS = (Tip("Enter", "add"), Tip("Enter on an empty line", "when you are done", HAND_IN))
_CORRECT = Tip("↑", "change the last one")


class ListWidget(Vertical):
    """The names so far, and a line for the next one."""

    DEFAULT_CSS = """
    ListWidget {
        height: auto; overflow-y: auto; scrollbar-size-vertical: 1;
        & > #named { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
        & > Horizontal { height: 1; }
        & #prompt-mark { width: 2; color: $text-primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("correct", "up,backspace", "Change", "Edit the last name", shown=False)
    ]

    def __init__(self) -> None:
        super().__init__(classes="answer")
        self._line = LineInput()
        self._named = Static(id="named")
        self._ask = ListTask((), 0)
        self._entries: list[tuple[str, EntryCheck]] = []

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer."""
        return (_TIPS[0], _CORRECT, _TIPS[1]) if self._entries else _TIPS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Change the last name only if there is one, and the line is free for it."""
        if action == "correct":
            return self._line.can_focus and bool(self._entries) and not self._line.value
        return super().check_action(action, parameters)

    @property
    def instruction(self) -> str:
        """What to do, and how far it is done."""
        so_far = f" {len(self._entries)} so far." if self._entries else ""
        return f"Name {self._ask.need}.{so_far}"

    @property
    def entry(self) -> Widget:
        """The line."""
        return self._line

    def compose(self) -> ComposeResult:
        """Yield the names above the line."""
        yield self._named
        with Horizontal():
            yield Static(ENTRY, id="prompt-mark")
            yield self._line

    def begin(self, question: Question) -> None:
        """Begin with nothing named."""
        assert isinstance(question.task, ListTask)
        self._ask = with_accepted(question.task, question.accepted)
        self._entries.clear()
        self._line.invite()
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
        """Submit the names so far."""
        self.post_message(Submitted(ListResponse(tuple(text for text, _ in self._entries))))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add names, or submit on an empty line or once enough are named."""
        event.stop()
        if event.value.strip():
            self._add(event.value)
        else:
            self.hand_in()

    def action_correct(self) -> None:
        """Take the last name back to the line."""
        text, _ = self._entries.pop()
        self._line.value = text
        self._line.action_end()
        self._tell()
        self.post_message(AnswerNote(""))
        self.refresh_bindings()

    @property
    def _right(self) -> set[str]:
        """The entries named, each as its author writes it."""
        return {check.entry for _, check in self._entries if check.standing is EntryStatus.ACCEPTED}

    def _add(self, text: str) -> None:
        entries, said, readable = entries_in(self._ask, text), list[str](), False
        for entry in entries:
            check = check_entry(self._ask, self._right, entry)
            readable |= check.standing is not EntryStatus.UNREADABLE
            if any(normalise(entry) == normalise(text) for text, _ in self._entries):
                check = EntryCheck(EntryStatus.DUPLICATE, check.entry or entry)
            self._keep(check, entry)
            said.append(_said(check))
        self._line.value = "" if readable else text
        if len(self._entries) > self._ask.need:
            said.append(f"Only {self._ask.need} asked for; you named {len(self._entries)}.")
        self._tell()
        self.call_after_refresh(self.scroll_end, animate=False)  # to the line
        self.post_message(AnswerNote(" ".join(filter(None, said))))
        self.refresh_bindings()
        if len(self._entries) == self._ask.need and not any(said):
            self.hand_in()

    def _keep(self, check: EntryCheck, text: str) -> None:
        if check.standing in (EntryStatus.ACCEPTED, EntryStatus.UNKNOWN):
            self._entries.append((text, check))

    def _tell(self) -> None:
        shown = [Content("· ") + literal_line(text) for text, _ in self._entries]
        self._named.update(Content("\n").join(shown))
        self._named.display = bool(self._entries)


def _said(check: EntryCheck) -> str:
    match check.standing:
        case EntryStatus.DUPLICATE:
            return f"You already have {check.entry}."
        case EntryStatus.UNREADABLE:
            return check.note
        case _:
            return ""

"""The header of a session."""

from typing import NamedTuple

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from coalition_quiz.core.items import Item
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered, Session
from coalition_quiz.tui.literal import QUIET, literal_line, sides
from coalition_quiz.tui.looks import TITLE, WARNING
from coalition_quiz.wording.figures import progress_bar
from coalition_quiz.wording.notices import FLAGGED

_BAR = 24
_NARROW_BAR = 12
_NARROW = 70
_NARROWEST = 56


class _Shown(NamedTuple):
    title: str
    done: int
    total: int
    to_repeat: int
    flagged: bool


class StudyHeader(Widget):
    """The deck, how far the session is, and how many cards come back in it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "StudyHeader { height: 1; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.auto_links = False  # looking for links takes as long as drawing
        self._shown: _Shown | None = None

    def show(self, item: Item, session: Session, card_notices: Notices = NO_NOTICES) -> None:
        """Show the state of the session."""
        shown = _Shown(
            item.deck.title,
            session.tally.settled,
            session.total,
            to_repeat(session),
            card_notices.flagged,
        )
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, style = self.content_size.width, self.visual_style
        if self._shown is None or y:
            return Strip.blank(width, style.rich_style)
        return Visual.to_strips(self, _line(self._shown, width), width, 1, style)[0]


def to_repeat(session: Session) -> int:
    """Return how many cards were missed and come back in this session."""
    phase = session.phase
    missed = isinstance(phase, Answered) and phase.rating is Rating.AGAIN
    return len(session.again) + missed


def _line(shown: _Shown, width: int) -> Content:
    bar = 0 if width < _NARROWEST else _NARROW_BAR if width < _NARROW else _BAR
    full, rest = progress_bar(shown.done, shown.total, bar) if bar else ("", "")
    count = f"{shown.done} of {shown.total}"
    if shown.to_repeat:
        count += f" · {shown.to_repeat} to repeat"
    flag = (f"* {FLAGGED}  ", WARNING) if shown.flagged else ("", "")
    right = Content.assemble(flag, (full, "$primary"), (rest, QUIET), "  " if bar else "", count)
    return sides(literal_line(shown.title, TITLE), right, width)

"""The header of a session."""

from typing import NamedTuple

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from coalition_quiz.core.items import Item
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.sessions.study import Session
from coalition_quiz.tui.literal import QUIET, literal_line, sides
from coalition_quiz.tui.questions.feedback import before
from coalition_quiz.wording.figures import progress_bar
from coalition_quiz.wording.notices import marks

_BAR = 24
_NARROW_BAR = 12
_NARROW = 70
_MARKED = "bold $text-warning"


class _Told(NamedTuple):
    """The content of the two lines."""

    title: str
    before: Content
    done: int
    total: int
    marks: tuple[str, ...]


class StudyHeader(Widget):
    """The title and the progress, and below them the as-of date and warnings."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "StudyHeader { height: 2; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.auto_links = False  # looking for links takes as long as drawing
        self._told: _Told | None = None

    def tell(self, item: Item, session: Session, card_notices: Notices = NO_NOTICES) -> None:
        """Show the state of the session and the warnings of the item."""
        done, total = session.tally.settled, session.total
        told = _Told(item.deck.title, before(item), done, total, marks(card_notices))
        for y, changed in enumerate(self._changes(told)):
            if changed:
                self.refresh(Region(0, y, self.content_size.width, 1))
        self._told = told

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines."""
        width, style = self.content_size.width, self.visual_style
        if self._told is None:
            return Strip.blank(width, style.rich_style)
        line = (_far, _careful)[y](self._told, width)
        return Visual.to_strips(self, line, width, 1, style)[0]

    def _changes(self, told: _Told) -> tuple[bool, bool]:
        was = self._told
        if was is None:
            return (True, True)
        far = (was.title, was.done, was.total) != (told.title, told.done, told.total)
        return (far, (was.before, was.marks) != (told.before, told.marks))


def _far(told: _Told, width: int) -> Content:
    bar = _NARROW_BAR if width < _NARROW else _BAR
    full, rest = progress_bar(told.done, told.total, bar)
    count = f"  {told.done} / {told.total}"
    right = Content.assemble((full, "$primary"), (rest, QUIET), count)
    return sides(literal_line(told.title, "bold"), right, width)


def _careful(told: _Told, width: int) -> Content:
    return sides(told.before, Content.styled(" · ".join(told.marks), _MARKED), width)

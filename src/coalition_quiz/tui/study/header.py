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


class _HeaderContent(NamedTuple):
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
        self._shown: _HeaderContent | None = None

    def show(self, item: Item, session: Session, card_notices: Notices = NO_NOTICES) -> None:
        """Show the state of the session and the warnings of the item."""
        done, total = session.tally.settled, session.total
        content = _HeaderContent(item.deck.title, before(item), done, total, marks(card_notices))
        for y, changed in enumerate(self._changes(content)):
            if changed:
                self.refresh(Region(0, y, self.content_size.width, 1))
        self._shown = content

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines."""
        width, style = self.content_size.width, self.visual_style
        if self._shown is None:
            return Strip.blank(width, style.rich_style)
        line = (_first_line, _second_line)[y](self._shown, width)
        return Visual.to_strips(self, line, width, 1, style)[0]

    def _changes(self, content: _HeaderContent) -> tuple[bool, bool]:
        was = self._shown
        if was is None:
            return (True, True)
        far = (was.title, was.done, was.total) != (content.title, content.done, content.total)
        return (far, (was.before, was.marks) != (content.before, content.marks))


def _first_line(content: _HeaderContent, width: int) -> Content:
    bar = _NARROW_BAR if width < _NARROW else _BAR
    full, rest = progress_bar(content.done, content.total, bar)
    count = f"  {content.done} / {content.total}"
    right = Content.assemble((full, "$primary"), (rest, QUIET), count)
    return sides(literal_line(content.title, "bold"), right, width)


def _second_line(content: _HeaderContent, width: int) -> Content:
    return sides(content.before, Content.styled(" · ".join(content.marks), _MARKED), width)

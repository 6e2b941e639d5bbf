"""The two lines on top of a question: the deck, how far, and what the facts rest on."""

from textual.content import Content
from textual.widget import Widget

from coalition_quiz.cautioning import marks
from coalition_quiz.learning.cautions import NO_CAUTIONS, Cautions
from coalition_quiz.learning.items import Item
from coalition_quiz.learning.session import Session
from coalition_quiz.tui.feedback import before
from coalition_quiz.tui.figures import progress_bar
from coalition_quiz.tui.literal import QUIET, literal_line, sides

_BAR = 24
_NARROW_BAR = 12
_NARROW = 70
_MARKED = "bold $text-warning"


class Head(Widget):
    """Title and progress on one line; below, the as-of date and what to beware of."""

    DEFAULT_CSS = "Head { height: 2; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._item: Item | None = None
        self._done = self._total = 0
        self._marks: tuple[str, ...] = ()

    def tell(self, item: Item, session: Session, cautions: Cautions = NO_CAUTIONS) -> None:
        """Show where the session stands, and what goes with the item."""
        self._item = item
        self._marks = marks(cautions)
        self._done, self._total = session.tally.settled, session.total
        self.refresh()

    def render(self) -> Content:
        """Both lines."""
        if self._item is None:
            return Content("")
        width = self.content_size.width
        bar = _NARROW_BAR if width < _NARROW else _BAR
        full, rest = progress_bar(self._done, self._total, bar)
        count = f"  {self._done} / {self._total}"
        right = Content.assemble((full, "$primary"), (rest, QUIET), count)
        return Content("\n").join(
            [
                sides(literal_line(self._item.deck.title, "bold"), right, width),
                sides(before(self._item), Content.styled(" · ".join(self._marks), _MARKED), width),
            ]
        )

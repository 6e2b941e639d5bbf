"""The line above the keys: how to answer, and once answered, how to rate."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from coalition_quiz.learning.memory import Rating
from coalition_quiz.learning.session import Answered
from coalition_quiz.telling_answers import may_protest
from coalition_quiz.tui.answers.base import Tip
from coalition_quiz.tui.bars import key_item, packed
from coalition_quiz.tui.figures import interval

_NAMES = {rating: rating.name.capitalize() for rating in Rating}


class Ratings(Widget):
    """Offers the four ratings, each with the interval that it leads to."""

    DEFAULT_CSS = """
    Ratings {
        height: auto; min-height: 1; padding: 0 1;
        link-style: none; link-color: $foreground; link-background-hover: $primary-muted;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Content] = []
        self._drawn: tuple[int, list[Content]] = (0, [])

    def explain(self, tips: tuple[Tip, ...]) -> None:
        """Say how the open question is answered."""
        self._put([key_item(tip.key, tip.label, tip.call) for tip in tips])

    def offer(self, answered: Answered) -> None:
        """Offer the ratings: the suggested one first."""
        protest = may_protest(answered)
        labels = {
            each.rating: _NAMES[each.rating] + _ahead(each.interval) for each in answered.prospects
        }
        items = [key_item("⏎", labels[answered.suggested], "screen.accept")]
        if protest:
            label = "I was right" + _ahead(_interval(answered))
            items.append(key_item("i", label, "screen.was_right"))
        shown = {answered.suggested} | ({Rating.GOOD} if protest else set())
        items += [
            key_item(str(int(rating)), label, f"screen.rate({int(rating)})")
            for rating, label in labels.items()
            if rating not in shown
        ]
        self._put(items)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the items take."""
        del container, viewport
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """The items."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _put(self, items: list[Content]) -> None:
        self._items = items
        self._drawn = (0, [])
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        if self._drawn[0] != width:
            self._drawn = (width, packed(self._items, width))
        return self._drawn[1]


def _ahead(days: int) -> str:
    return f" · {interval(days)}" if days else ""


def _interval(answered: Answered) -> int:
    return next(each.interval for each in answered.prospects if each.rating is Rating.GOOD)

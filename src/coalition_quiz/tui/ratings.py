"""The line above the keys: how to answer, and once answered, how to rate."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from coalition_quiz.learning.memory import Rating
from coalition_quiz.learning.responses import GaveUp
from coalition_quiz.learning.session import Answered
from coalition_quiz.learning.verdicts import Outcome
from coalition_quiz.tui.answers.base import Tip
from coalition_quiz.tui.bars import key_item, packed
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.figures import interval

_NAMES = {rating: rating.name.capitalize() for rating in Rating}


class Ratings(Widget, can_focus=True):
    """Offers the four ratings, each with the interval that it leads to."""

    BINDING_GROUP_TITLE = "Rating"
    DEFAULT_CSS = """
    Ratings {
        height: auto; min-height: 1; padding: 0 1;
        link-style: none; link-color: $foreground; link-background-hover: $primary-muted;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("accept", "enter,space", "Go on", "Accept the rating suggested", shown=False),
        command("rate(1)", "1", "Again", "Rate Again: not recalled", shown=False),
        command("rate(2)", "2", "Hard", "Rate Hard: recalled with great effort", shown=False),
        command("rate(3)", "3", "Good", "Rate Good: recalled", shown=False),
        command("rate(4)", "4", "Easy", "Rate Easy: recalled at once", shown=False),
        command(
            "was_right", "i", "I was right", "Count the answer as right after all", shown=False
        ),
    ]

    @dataclass
    class Rated(Message):
        """A rating was chosen."""

        rating: Rating

    class Accepted(Message):
        """The suggested rating was accepted."""

    class WasRight(Message):
        """The learner says that the answer was right."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Content] = []
        self._may_protest = False

    def explain(self, tips: tuple[Tip, ...]) -> None:
        """Say how the open question is answered."""
        self._put([key_item(tip.key, tip.label, tip.call) for tip in tips], may_protest=False)

    def offer(self, answered: Answered) -> None:
        """Offer the ratings: the suggested one first."""
        verdict = answered.verdict
        missed = verdict is not None and verdict.outcome is not Outcome.RIGHT
        protest = missed and not isinstance(answered.response, GaveUp)
        labels = {
            each.rating: _NAMES[each.rating] + _ahead(each.interval) for each in answered.prospects
        }
        items = [key_item("⏎", labels[answered.suggested], "accept")]
        if protest:
            items.append(key_item("i", "I was right" + _ahead(_interval(answered)), "was_right"))
        shown = {answered.suggested} | ({Rating.GOOD} if protest else set())
        items += [
            key_item(str(int(rating)), label, f"rate({int(rating)})")
            for rating, label in labels.items()
            if rating not in shown
        ]
        self._put(items, may_protest=protest)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the items take."""
        del container, viewport
        return max(1, len(packed(self._items, width)))

    def render(self) -> Content:
        """The items."""
        return Content("\n").join(packed(self._items, self.content_size.width))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an answer graded as missed can be called right after all."""
        del parameters
        return self._may_protest if action == "was_right" else True

    def action_accept(self) -> None:
        """Accept."""
        self.post_message(self.Accepted())

    def action_rate(self, rating: int) -> None:
        """Rate."""
        self.post_message(self.Rated(Rating(rating)))

    def action_was_right(self) -> None:
        """Protest."""
        self.post_message(self.WasRight())

    def _put(self, items: list[Content], *, may_protest: bool) -> None:
        self._items = items
        self._may_protest = may_protest
        self.refresh(layout=True)


def _ahead(days: int) -> str:
    return f" · {interval(days)}" if days else ""


def _interval(answered: Answered) -> int:
    return next(each.interval for each in answered.prospects if each.rating is Rating.GOOD)

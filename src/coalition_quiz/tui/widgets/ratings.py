"""The line of keys that answer or rate."""

from collections.abc import Sequence

from textual.content import Content

from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered, ratings_on_offer, texts_to_accept
from coalition_quiz.tui.widgets.key_bar import Tip, TipBar, packed
from coalition_quiz.wording.figures import interval

_NARROW = 60
_COMES_BACK = "This comes back later in this session."
_NAMES = {rating: rating.name.capitalize() for rating in Rating}


class Ratings(TipBar):
    """The ratings with the intervals that they give."""

    DEFAULT_CSS = (
        "Ratings { height: auto; min-height: 1; padding: 0 0 0 2; link-color: $foreground; }"
    )

    def __init__(self) -> None:
        super().__init__(id="tips")

    def explain(self, tips: tuple[Tip, ...]) -> None:
        """Show how to answer the question."""
        self.put(tips)

    def offer(self, answered: Answered) -> None:
        """Offer the sensible ratings in their order, the suggested one as the act of Enter."""
        ratings = ratings_on_offer(answered)
        labels = {
            each.rating: _NAMES[each.rating]
            + ("" if each.rating is Rating.AGAIN else _ahead(each.interval))
            for each in answered.rating_previews
        }
        moves_on = len(ratings) == 1 or answered.suggested is Rating.AGAIN
        items = [
            Tip("[Enter", f"{'Next' if moves_on else labels[rating]}]", "screen.accept")
            if rating is answered.suggested
            else Tip(str(int(rating)), labels[rating], f"screen.rate({int(rating)})")
            for rating in ratings
        ]
        if texts_to_accept(answered):
            items.append(Tip("i", "I was right", "screen.was_right"))
        if answered.suggested is Rating.AGAIN and self.app.size.width >= _NARROW:
            items.append(Tip("", _COMES_BACK))
        self.put(tuple(items))

    def arranged(self, items: Sequence[Content], width: int) -> Content:
        """Set the items on as many lines as they take."""
        return Content("\n").join(packed(items, width))


def _ahead(days: int) -> str:
    return f" {interval(days)}" if days else ""

"""The line of keys that answer or rate."""

from collections.abc import Sequence

from textual.content import Content

from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered, ratings_on_offer, texts_to_accept
from coalition_quiz.tui.widgets.key_bar import Tip, TipBar, packed
from coalition_quiz.wording.figures import interval

_NAMES = {rating: rating.name.capitalize() for rating in Rating}


class Ratings(TipBar):
    """The ratings with the intervals that they give."""

    DEFAULT_CSS = "Ratings { height: auto; min-height: 1; link-color: $foreground; }"

    def explain(self, tips: tuple[Tip, ...]) -> None:
        """Show how to answer the question."""
        self.put(tips)

    def offer(self, answered: Answered) -> None:
        """Offer the sensible ratings, the suggested one first. A single one has no name."""
        ratings = ratings_on_offer(answered)
        labels = {
            each.rating: _NAMES[each.rating] + _ahead(each.interval)
            for each in answered.rating_previews
        }
        suggested = labels[answered.suggested] if len(ratings) > 1 else "Continue"
        items = [Tip("Enter", suggested, "screen.accept")]
        if texts_to_accept(answered):
            label = "I was right" + _ahead(_interval(answered))
            items.append(Tip("i", label, "screen.was_right"))
        items += [
            Tip(str(int(rating)), labels[rating], f"screen.rate({int(rating)})")
            for rating in ratings
            if rating is not answered.suggested
        ]
        self.put(tuple(items))

    def arranged(self, items: Sequence[Content], width: int) -> Content:
        """Set the items on as many lines as they take."""
        return Content("\n").join(packed(items, width))


def _ahead(days: int) -> str:
    return f" · {interval(days)}" if days else ""


def _interval(answered: Answered) -> int:
    return next(each.interval for each in answered.rating_previews if each.rating is Rating.GOOD)

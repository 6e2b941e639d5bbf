"""What line mode says of an answer, and the ratings that it offers. All pure."""

from collections.abc import Iterator

from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.scheduling.fsrs import Rating, RatingPreview
from coalition_quiz.core.sessions.study import Answered, on_offer, texts_to_accept
from coalition_quiz.wording.feedback import describe_answered
from coalition_quiz.wording.figures import interval_in_words
from coalition_quiz.wording.tree import speak


def feedback(answered: Answered, notices: Notices = NO_NOTICES) -> Iterator[str]:
    """Say everything about an answered question, before it is rated."""
    return speak(describe_answered(answered, notices))


def offers(answered: Answered) -> Iterator[str]:
    """The rating suggested, with when the item would be asked again, and how to choose another.

    Where there is no choice, Enter continues.
    """
    by_rating = {
        rating_preview.rating: rating_preview for rating_preview in answered.rating_previews
    }
    suggested = by_rating[answered.suggested]
    choices = on_offer(answered)
    if len(choices) > 1:
        yield f"Enter: {_offer(suggested)}"
    else:
        yield f"Enter: continue, {_when(suggested)}."
    if texts_to_accept(answered):
        yield f"i: I was right, {_when(by_rating[Rating.GOOD])}."
    if answered.verdict is not None and len(choices) == len(Rating):
        yield "1 to 4: another rating."
    else:
        yield from ratings(answered)


def ratings(answered: Answered) -> Iterator[str]:
    """The ratings on offer, each with when the item would be asked again; none without a choice."""
    choices = on_offer(answered)
    if len(choices) > 1:
        for each in answered.rating_previews:
            if each.rating in choices:
                yield f"{int(each.rating)}: {_offer(each)}"


def _offer(rating_preview: RatingPreview) -> str:
    return f"{rating_preview.rating.name.capitalize()}, {_when(rating_preview)}."


def _when(rating_preview: RatingPreview) -> str:
    return (
        f"next in {interval_in_words(rating_preview.interval)}"
        if rating_preview.interval
        else "asked again today"
    )

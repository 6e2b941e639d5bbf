"""All about a card, once it is answered."""

from collections.abc import Iterator

from textual.content import Content

from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.formatted import formatted
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.tui.looks import PART
from coalition_quiz.tui.page import Overlay
from coalition_quiz.tui.questions.feedback import BLANK, above, feedback
from coalition_quiz.tui.questions.marks import MARK_LEARN, NO_LABEL, marked
from coalition_quiz.tui.study.aside import about_card
from coalition_quiz.tui.widgets.rows import SignedRow, SignedText, WithMargin
from coalition_quiz.wording.cards import references


class CardPage(Overlay):
    """The question, the feedback, the source in full, and the learner's memory of it."""

    BINDING_GROUP_TITLE = "The card"

    def __init__(self, answered: Answered, before: Progress | None) -> None:
        super().__init__("Card", [WithMargin(row) for row in _rows(answered, before)])


def _rows(answered: Answered, before: Progress | None) -> Iterator[SignedRow]:
    item = answered.question.item
    yield from above(answered.question, answered=answered)
    yield BLANK
    answers = answered.verdict.answer if answered.verdict else ()
    if isinstance(answered.question.task, ChoiceTask | TrueFalseTask):
        # In study, their widget marks the answer.
        yield from (
            marked(MARK_LEARN, "", formatted(text, answered.question.formats)) for text in answers
        )
    yield from feedback(answered).rows
    yield from (BLANK, _part("Source"))
    sources = list(references(item.card, label="")) or ["The card does not name one."]
    yield from map(_text, sources)
    yield from (BLANK, _part("Your memory"))
    yield from about_card(answered, before)
    yield from (BLANK, _part("Place"))
    yield _text(f"{item.deck.title}: {item.id}")
    if item.card.tags:
        yield _text(f"Topics: {', '.join(item.card.tags)}")


def _part(title: str) -> SignedText:
    return SignedText(NO_LABEL, NO_LABEL, Content.styled(title, PART))


def _text(text: str) -> SignedText:
    return SignedText(NO_LABEL, NO_LABEL, literal_line(text, QUIET))

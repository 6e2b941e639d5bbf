"""The state of a preview."""

from coalition_quiz.authoring.check import DeckCheck
from coalition_quiz.core.questions import Response
from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.tui.preview.cards import CardPlace, Cards, can_be_shown
from coalition_quiz.tui.preview.trial import Trial, draw_trial, redraw_trial

_STALE = "The file cannot be read at the moment. Showing the last version that worked."
_GONE = "The file is gone. Showing the last version. Save the file to reload it."
_MISSING = "D001"
_LOST = "`{}` cannot be shown now. Showing the nearest card instead."

_EDITED = "The card has changed. Answer it again."


class PreviewState:
    """The current card and the problems of the file. Saving the file keeps the card.

    Attributes:
        cards: those of the last reading that had any.
        problems: those of the last reading.
        trial: the current question, or None if there is no card.
        place: the position that was chosen, even while its card cannot be shown.
        is_stale: whether the cards are older than the problems.
        is_lost: whether another card is shown because the chosen one is missing.
    """

    def __init__(self, checked: DeckCheck) -> None:
        self.cards = Cards(checked.result)
        self.problems: tuple[Diagnostic, ...] = tuple(checked.diagnostics)
        self.trial: Trial | None = None
        self.place: CardPlace | None = None
        self.is_stale = self.is_lost = False
        self.go(0)

    @property
    def at(self) -> int:
        """The number of the current item."""
        return self.cards.items.index(self.trial.item) if self.trial else 0

    @property
    def has_verdict(self) -> bool:
        """Whether the answer is shown."""
        return self.trial is not None and self.trial.answered is not None

    @property
    def notices(self) -> tuple[str, ...]:
        """Return notices about the current card."""
        stale = (_GONE if self._is_gone else _STALE,) if self.is_stale else ()
        return (*stale, _LOST.format(self.place.card)) if self.is_lost and self.place else stale

    @property
    def _is_gone(self) -> bool:
        return any(problem.code == _MISSING for problem in self.problems)

    @property
    def line(self) -> int:
        """The current line of the file."""
        return self.place.first if self.place else 1

    def go(self, at: int) -> None:
        """Show another item, at most the last and at least the first."""
        items = self.cards.items
        if items:
            item = items[min(max(0, at), len(items) - 1)]
            self.place, self.is_lost = self.cards.place(item), False
            self.trial = draw_trial(item, 0, self.cards.rivals)

    def answer(self, response: Response) -> str:
        """Answer the question. Return why the response cannot be read, or ""."""
        assert self.trial is not None
        try:
            graded = self.trial.graded(response)
        except (TypeError, ValueError):  # the file was saved after the key was pressed
            return _EDITED
        if isinstance(graded, str):
            return graded
        self.trial = graded
        return ""

    def reveal(self) -> None:
        """Show the answer."""
        assert self.trial is not None
        self.trial = self.trial.revealed()

    def reopen(self) -> None:
        """Show the question again."""
        assert self.trial is not None
        self.trial = self.trial.reopened()

    def redraw(self) -> None:
        """Draw the question as at another review."""
        assert self.trial is not None
        number = self.trial.number + 1
        self.trial = draw_trial(self.trial.item, number, self.cards.rivals)

    def take(self, checked: DeckCheck) -> None:
        """Use another reading of the file."""
        self.problems = tuple(checked.diagnostics)
        self.is_stale = bool(self.cards.items) and not can_be_shown(checked)
        if not self.is_stale:
            self.cards = Cards(checked.result)
            self._find()

    def _find(self) -> None:
        at = self.cards.find(self.place) if self.place else None
        if self.place is None or self.trial is None or at is None:
            self.trial = self.place = None
            self.go(0)
            return
        item = self.cards.items[at]
        # Keep the position of a missing card: the next save may bring the card back.
        self.is_lost = not self.cards.has(self.place)
        if not self.is_lost:
            self.place = self.cards.place(item)
        same = not self.is_lost or item.card.id == self.trial.item.card.id
        redrawn = redraw_trial(self.trial, item, self.cards.rivals)
        self.trial = redrawn if same else draw_trial(item, 0, self.cards.rivals)

"""Matching pairs: a left, then its right."""

from string import ascii_lowercase
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.markdown.formats import NO_FORMATS
from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.commands import command, digits
from coalition_quiz.tui.formatted import formatted
from coalition_quiz.tui.looks import KEY, PAIR
from coalition_quiz.tui.questions.base import HAND_IN, AnswerNote, Submitted
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.rows import Rows

_LABEL = 3
"""The cells of a number or a letter with the gap behind it."""
_GAP = 4
"""The cells between the longest left and the rights."""
_NARROW_GAP = 3


def _letters() -> list[Binding]:
    about = "Match the highlighted row with that letter"
    first = Binding("a", "letter(0)", "Match", False, "a–z", tooltip=about)
    rest = (Binding(ascii_lowercase[n], f"letter({n})", "Match", False) for n in range(1, 26))
    return [first, *rest]


class PairRow(NamedTuple):
    """A left with its partner and a line between them, or with a right that is still free.

    Attributes:
        left: the left; None below the last one.
        right: the right; None if there are more lefts.
        longest: the cells of the longest left.
        is_chosen: whether the cursor is on the right.
    """

    number: int
    left: Content | None
    letter: str
    right: Content | None
    joined: bool
    longest: int
    is_chosen: bool

    def lines(self, width: int) -> list[Content]:
        """Return the lines of both texts beside each other."""
        column = left_width(self.longest, width)
        gap = _gap(width)
        room = max(1, width - 2 * _LABEL - column - gap)
        lefts = self.left.wrap(column) if self.left else []
        rights = self.right.wrap(room) if self.right else []
        lines = []
        for at in range(max(len(lefts), len(rights), 1)):
            left = lefts[at] if at < len(lefts) else Content("")
            right = rights[at] if at < len(rights) else Content("")
            label = f"{self.number:<{_LABEL}}" if self.left and not at else " " * _LABEL
            letter = f"{self.letter:<{_LABEL}}" if self.right and not at else " " * _LABEL
            rest = column + gap - left.cell_length
            is_line = self.joined and not at
            between = " " + "─" * (rest - 2) + " " if is_line else " " * rest
            if self.is_chosen and not at:
                between = between[:-2] + "► "
            text = Content.assemble(
                (label, KEY),
                left,
                (between, PAIR),
                (letter, f"bold {PAIR}" if is_line else KEY),
                right,
            )
            lines.append(text.stylize("bold") if self.joined else text)
        return lines


def left_width(longest: int, width: int) -> int:
    """Return the cells of the left column."""
    return max(1, min(longest, (width - 2 * _LABEL - _gap(width)) // 2))


def _gap(width: int) -> int:
    return _GAP if width >= 2 * _LABEL + 40 else _NARROW_GAP


class MatchWidget(Rows):
    """Lefts with numbers and rights with letters. A right that is matched moves beside its left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *digits("digit", "Left", "Go to that number on the left"),
        *_letters(),
        command("side(0)", "left", "Left column", "Go to the left column", shown=False),
        command("side(1)", "right", "Right column", "Go to the right column", shown=False),
        command("take", "space", "Match", "Choose one on the left, then its partner", shown=False),
        command("hand_in", "enter", "Submit", "Match; submit when all are matched", shown=False),
    ]

    def __init__(self) -> None:
        super().__init__(classes="answer")
        self._ask = MatchTask((), (), ())
        self._formats = NO_FORMATS
        self._joined: dict[int, int] = {}
        self._places: list[int | None] = []
        self._left = 0
        self._side = 0

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer: Enter matches until all are matched."""
        free = self._first_free
        by_name = Tip(f"{self._left + 1} {ascii_letter(free)}", "matches them")
        if self._all_joined:
            return (by_name, Tip("↑↓ Space", "choose, match"), Tip("Enter", "check", HAND_IN))
        return (by_name, Tip("↑↓ Enter", "choose, match"))

    @property
    def instruction(self) -> str:
        """What to do."""
        return "Match each on the left with its partner on the right."

    @property
    def entry(self) -> Widget:
        """These rows."""
        return self

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Release letters and digits without a row, because other keys may use them."""
        most = {"letter": len(self._ask.rights) - 1, "digit": len(self._ask.lefts)}.get(action)
        if most is None:
            return super().check_action(action, parameters)
        number = next(iter(parameters), 0)
        return isinstance(number, int) and number <= most

    def begin(self, question: Question) -> None:
        """Lay out both columns, nothing matched."""
        assert isinstance(question.task, MatchTask)
        self._ask = question.task
        self._formats = question.formats
        self._joined.clear()
        self._left = self._side = 0
        self._lay()

    @property
    def draft(self) -> Response | None:
        """The pairs matched so far."""
        return self._pairs() if self._joined else None

    def resume(self, response: Response) -> None:
        """Match these pairs."""
        pairs = response.pairs if isinstance(response, MatchResponse) else ()
        lefts, rights = self._ask.lefts, self._ask.rights
        self._joined = {lefts.index(left): rights.index(right) for left, right in pairs}
        self._lay()

    def settle(self, answered: Answered) -> bool:
        """Return False to hide the widget: the feedback shows each pair."""
        del answered
        return False

    def hand_in(self) -> None:
        """Submit the pairs once all are matched."""
        missing = len(self._ask.lefts) - len(self._joined)
        if missing:
            self.post_message(AnswerNote(f"{missing} of {len(self._ask.lefts)} still to match."))
            return
        self.post_message(Submitted(self._pairs()))

    def action_hand_in(self) -> None:
        """Submit if all are matched, else take the row at the cursor."""
        if self._all_joined:
            self.hand_in()
        else:
            self.action_take()

    def action_take(self) -> None:
        """Go from a left to the rights, or match with the right at the cursor."""
        right = self._places[self.cursor or 0]
        if not self._side:
            self.action_side(1)
        elif right is not None:
            self._join(right)

    def action_side(self, side: int) -> None:
        """Go to a column: to the left being matched, or to its partner or the first free right."""
        self._side = side
        if side:
            wanted = self._joined.get(self._left, self._first_free)
            self._lay(self._places.index(wanted))
        else:
            self._lay(self._left)

    def action_move(self, step: int) -> None:
        """Move within a column."""
        most = len(self._ask.rights if self._side else self._ask.lefts) - 1
        places = [at for at, right in enumerate(self._places) if right is not None]
        here = places.index(self.cursor or 0) if self._side else self._left
        to = min(max(0, here + step), most)
        if not self._side:
            self._left = to
        self._lay(places[to] if self._side else to)

    def action_end(self, side: int) -> None:
        """Move to the first or the last row of a column."""
        self.action_move(side * self.count)

    def action_digit(self, number: int) -> None:
        """Go to a left by its number."""
        self._left = number - 1
        self.action_side(0)

    def action_letter(self, index: int) -> None:
        """Match the left at the cursor with a right."""
        self._join(index)

    def on_click(self, event: Click) -> None:
        """Go to the left that was clicked, or match with the right."""
        event.prevent_default()
        row = event.style.meta.get("row")
        if not isinstance(row, int):
            return
        event.stop()
        width = self.scrollable_content_region.width - 2
        rights_from = 2 + _LABEL + left_width(self._longest, width) + _gap(width)
        right = self._places[row]
        if event.x < rights_from and row < len(self._ask.lefts):
            self.action_digit(row + 1)
        elif right is not None:
            self._join(right)

    @property
    def _all_joined(self) -> bool:
        return len(self._joined) == len(self._ask.lefts)

    @property
    def _longest(self) -> int:
        return max(
            (formatted(text, self._formats).cell_length for text in self._ask.lefts), default=1
        )

    @property
    def _first_free(self) -> int:
        taken = set(self._joined.values())
        return next((n for n in range(len(self._ask.rights)) if n not in taken), 0)

    def _pairs(self) -> MatchResponse:
        pairs = sorted(self._joined.items())
        lefts, rights = self._ask.lefts, self._ask.rights
        return MatchResponse(tuple((lefts[left], rights[right]) for left, right in pairs))

    def _join(self, right: int) -> None:
        pairs = {left: other for left, other in self._joined.items() if other != right}
        self._joined = pairs | {self._left: right}
        free = [left for left in range(len(self._ask.lefts)) if left not in self._joined]
        after = [left for left in free if left > self._left]
        self._left = next(iter(after or free), self._left)
        self._side = 0
        self._lay()
        self.post_message(AnswerNote("" if free else "All matched. Press Enter to submit."))

    def _lay(self, cursor: int | None = None) -> None:
        """Put each right beside its left, and the free ones into the other rows in order."""
        lefts, rights = self._ask.lefts, self._ask.rights
        free = iter(sorted(set(range(len(rights))) - set(self._joined.values())))
        rows = max(len(lefts), len(rights))
        self._places = [
            self._joined[at] if at in self._joined else next(free, None) for at in range(rows)
        ]
        at_cursor = self._left if cursor is None else cursor
        self.fill([self._row(at, at_cursor) for at in range(rows)], at_cursor)

    def _row(self, at: int, cursor: int) -> PairRow:
        lefts, right = self._ask.lefts, self._places[at]
        return PairRow(
            number=at + 1,
            left=formatted(lefts[at], self._formats) if at < len(lefts) else None,
            letter="" if right is None else ascii_letter(right),
            right=None if right is None else formatted(self._ask.rights[right], self._formats),
            joined=at in self._joined,
            longest=self._longest,
            is_chosen=bool(self._side) and at == cursor,
        )


def ascii_letter(index: int) -> str:
    """Return the letter of a right; a blank after the end of the alphabet."""
    return ascii_lowercase[index] if index < len(ascii_lowercase) else " "

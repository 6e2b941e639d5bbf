"""A front and a back: recalled, revealed and rated by the learner."""

from typing import ClassVar

from coalition_quiz.core.kinds.base import CardBody, Kind, Showing
from coalition_quiz.core.questions import Response, Task

_BACK = "back"


class FlipTask(Task, frozen=True):
    """Remember, reveal, rate oneself."""

    back: str


class FlipResponse(Response, frozen=True, tag="revealed"):
    """Looked at the back of a card."""


class Flip(CardBody, frozen=True, tag="front"):
    """A flashcard: the learner recalls, reveals and rates it. `both` asks it backwards too."""

    kind: ClassVar[str] = "front"
    prompt: str
    back: str
    both: bool = False

    @property
    def item_parts(self) -> tuple[str, ...]:
        """The card, and its back."""
        return ("", _BACK) if self.both else ("",)

    def part_name(self, part: str) -> str:
        """Return the name of the part that asks the back."""
        return "Back to front" if part == _BACK else ""

    def prompt_of(self, part: str) -> str:
        """Return the front or the back."""
        return self.back if part == _BACK else self.prompt

    def draw_task(self, showing: Showing) -> FlipTask:
        """Show the other side."""
        return FlipTask(self.prompt if showing.part == _BACK else self.back)

    @property
    def is_graded(self) -> bool:
        """No: the learner rates it."""
        return False

    @property
    def answers(self) -> tuple[str, ...]:
        """The back."""
        return (self.back,)

    def answers_of(self, part: str) -> tuple[str, ...]:
        """Return the other side."""
        return (self.prompt,) if part else (self.back,)


def _right_answer(task: FlipTask) -> tuple[str, ...]:
    return (task.back,)


KIND = Kind(Flip, FlipTask, FlipResponse, _right_answer)

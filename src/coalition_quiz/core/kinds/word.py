"""A word and its meaning: each is typed when the other is shown."""

from collections.abc import Iterable
from typing import ClassVar

from coalition_quiz.core.kinds.base import CardBody, Kind, Showing, spellings, written
from coalition_quiz.core.kinds.typed import BACK
from coalition_quiz.core.questions import Entry, Task


class Word(CardBody, frozen=True, tag="word"):
    """A word and its meaning. `both` asks for the word too."""

    kind: ClassVar[str] = "word"
    is_named: ClassVar[bool] = True
    is_typed: ClassVar[bool] = True
    word: Entry
    means: Entry
    both: bool = True

    @property
    def prompt(self) -> str:
        """The word."""
        return self.word.text

    @property
    def item_parts(self) -> tuple[str, ...]:
        """The meaning, and the word."""
        return ("", BACK) if self.both else ("",)

    def part_name(self, part: str) -> str:
        """Return the name of the part that asks for the word."""
        return "Meaning to word" if part == BACK else ""

    def prompt_of(self, part: str) -> str:
        """Return the word or its meaning."""
        return self.means.text if part == BACK else self.word.text

    def typed_side(self, part: str) -> str:
        """Return the key of the side that is typed."""
        return "word" if part == BACK else "means"

    def draw_task(self, showing: Showing) -> Task:
        """Ask for the meaning or for the word; numbers and dates are words here."""
        from coalition_quiz.core.grading.expected_answer import word_asked  # noqa: PLC0415 - not at the start

        entry = self.word if showing.part == BACK else self.means
        context = showing.context(self.prompt_of(showing.part), self.typed_side(showing.part))
        return word_asked(entry, context, showing.rivals)

    @property
    def answers(self) -> tuple[str, ...]:
        """The meaning."""
        return (self.means.text,)

    def answers_of(self, part: str) -> tuple[str, ...]:
        """Return the other side."""
        return ((self.word if part == BACK else self.means).text,)

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """The meaning with its other spellings, and those of the word."""
        others = (written(self.word),) if self.word.accept else ()
        return (written(self.means), *others)

    @property
    def searched(self) -> Iterable[str]:
        """Both sides in all spellings."""
        return spellings((self.word, self.means))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The sides that are typed."""
        return (self.means, self.word) if self.both else (self.means,)


KIND = Kind(Word)

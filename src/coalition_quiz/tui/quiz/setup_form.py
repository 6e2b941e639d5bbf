"""The form of a quiz's criteria, one row per field. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_selection import USUAL_COUNT, QuizCriteria
from coalition_quiz.services.quiz_plan import QuizPlan
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.wording.cards import KIND_NAMES

_NAME_WIDTH = 19
_COUNT_WIDTH = 6
_WIDEST_TITLE = 60
_ANY = "any"
_YES_NO = ("no", "yes")
_FEEDBACK = {Feedback.END: "at the end", Feedback.EACH: "after each question"}
_SCHEDULE = ("stays as it is", "each answer counts")
_LONGEST = 6
_ABOUT = (
    "How many questions: type a number, or change it with ← and →.",
    "The quiz is handed in when time is up. Type a number of minutes.",
    "Ask only about this topic.",
    "Ask only this kind of question.",
    "Show the answers after each question, or at the end of the quiz.",
    "Start with the questions you are least likely to recall.",
    "Practice: your answers are recorded, but your schedule does not change.",
    "Type the number of a quiz to take the same one again.",
)
"""What each field means."""
_COUNTS = "Each answer is a review, and it changes when the card comes back."
_TOPIC_AT = 2
_SCHEDULE_AT = 6
_DECK = "Press Space to include or exclude this deck."


class ChoiceField(NamedTuple):
    """A choice between texts."""

    name: str
    texts: tuple[str, ...]
    at: int = 0

    @property
    def number(self) -> int:
        """The number of the chosen text, from 0."""
        return self.at

    @property
    def shown(self) -> str:
        """The chosen text."""
        return self.texts[self.at]

    def stepped(self, step: int) -> "ChoiceField":
        """Return the field with the next or the previous text."""
        return self._replace(at=(self.at + step) % len(self.texts))

    def typed(self, digit: str) -> "ChoiceField":
        """Return the field unchanged."""
        del digit
        return self


class NumberField(NamedTuple):
    """A number to step through or to type.

    Attributes:
        nothing: the text for 0, if 0 is not a number here.
        stride: the size of a step.
        fresh: whether the next digit starts a new number.
    """

    name: str
    value: int
    nothing: str = ""
    least: int = 0
    stride: int = 1
    unit: str = ""
    prefix: str = ""
    fresh: bool = True

    @property
    def number(self) -> int:
        """The value."""
        return self.value

    @property
    def shown(self) -> str:
        """The value with its unit."""
        return (
            f"{self.prefix}{self.value}{self.unit}"
            if self.value or not self.nothing
            else self.nothing
        )

    def stepped(self, step: int) -> "NumberField":
        """Return the field one stride up or down, on multiples of the stride."""
        grid = self.value // self.stride if step > 0 else -(-self.value // self.stride)
        value = max(self.least, (grid + step) * self.stride)
        return self._replace(value=min(value, 10**_LONGEST - 1), fresh=True)

    def typed(self, digit: str) -> "NumberField":
        """Return the field with a digit appended, or without its last digit."""
        if not digit:
            return self._replace(value=self.value // 10, fresh=False)
        text = digit if self.fresh else f"{self.value}{digit}"
        return self._replace(value=int(text[:_LONGEST]), fresh=False)


class DeckField(NamedTuple):
    """A deck and whether to draw from it."""

    deck: str
    title: str
    ticked: bool
    items: int = 0
    tags: frozenset[str] = frozenset()


class Form(NamedTuple):
    """The fields, then the decks."""

    fields: tuple[ChoiceField | NumberField, ...]
    decks: tuple[DeckField, ...]

    def with_field(self, at: int, field: ChoiceField | NumberField) -> "Form":
        """Return the form with one field changed."""
        return self._replace(fields=(*self.fields[:at], field, *self.fields[at + 1 :]))

    def with_tick(self, at: int) -> "Form":
        """Return the form with one deck switched."""
        tick = self.decks[at]._replace(ticked=not self.decks[at].ticked)
        return self.with_decks((*self.decks[:at], tick, *self.decks[at + 1 :]))

    def with_decks(self, decks: tuple[DeckField, ...]) -> "Form":
        """Return the form with these decks and the topics of those that are ticked."""
        tags = sorted(set().union(*(deck.tags for deck in decks if deck.ticked)))
        topics = (_ANY, *tags)
        number = self.fields[_TOPIC_AT].number
        topic = ChoiceField("Topic", topics)
        if number and (chosen := self.fields[_TOPIC_AT].shown) in tags:
            topic = topic._replace(at=topics.index(chosen, 1))
        return self._replace(decks=decks).with_field(_TOPIC_AT, topic)


def new_form(decks: tuple[Deck, ...], items: Mapping[str, int], only: str = "") -> Form:
    """Return the default form for one deck or all.

    Args:
        decks: all decks.
        items: the number of questions of each.
        only: the id of the deck to draw from; empty for all.
    """
    fields = (
        NumberField("Questions", USUAL_COUNT, least=1, stride=5),
        NumberField("Time limit", 0, "none", stride=5, unit=" min"),
        ChoiceField("Topic", (_ANY,)),
        ChoiceField("Kind of question", (_ANY, *KIND_NAMES.values())),
        ChoiceField("Answers shown", tuple(_FEEDBACK.values())),
        ChoiceField("Weakest first", _YES_NO),
        ChoiceField("Schedule", _SCHEDULE),
        NumberField("Draw", 0, "random", prefix="quiz no. "),
    )
    ticks = tuple(
        DeckField(
            deck.id,
            deck.title,
            only in ("", deck.id),
            items.get(deck.id, 0),
            frozenset(tag for card in deck.cards for tag in card.tags),
        )
        for deck in decks
    )
    return Form(fields, ()).with_decks(ticks)


def plan_of(form: Form) -> QuizPlan:
    """Return the plan that the form describes."""
    questions, minutes, tag, kind, feedback, weak, counts, seed = form.fields
    ticked = tuple(tick.deck for tick in form.decks if tick.ticked)
    criteria = QuizCriteria(
        count=max(1, questions.number),
        tags=(tag.shown,) if tag.number else (),
        kinds=(tuple(KIND_NAMES)[kind.number - 1],) if kind.number else (),
        weak=bool(weak.number),
    )
    return QuizPlan(
        decks=() if len(ticked) == len(form.decks) else ticked,
        criteria=criteria,
        seed=seed.number or None,
        feedback=tuple(_FEEDBACK)[feedback.number],
        minutes=minutes.number,
        counts=bool(counts.number),
    )


class FieldRow(NamedTuple):
    """A row with a field's name and its value between arrows."""

    field: ChoiceField | NumberField

    def lines(self, width: int) -> list[Content]:
        """One line."""
        name = Content.styled(f"{self.field.name:<{_NAME_WIDTH}}", QUIET)
        value = literal_line(self.field.shown, "bold")
        line = Content.assemble(name, ("‹ ", QUIET), value, (" ›", QUIET))
        return [line.truncate(width, ellipsis=True)]


class TickRow(NamedTuple):
    """A row with a deck, its tick, and the number of its questions."""

    tick: DeckField

    def lines(self, width: int) -> list[Content]:
        """One line."""
        box = "[x] " if self.tick.ticked else "[ ] "
        title = literal_line(self.tick.title)
        room = min(width - len(box) - _COUNT_WIDTH, _WIDEST_TITLE)
        shown = title.truncate(max(1, room), ellipsis=True)
        count = Content.styled(f"{self.tick.items:>{_COUNT_WIDTH},}", QUIET)
        return [Content.assemble(box, shown, " " * max(0, room - shown.cell_length), count)]


def explain_field(form: Form, at: int) -> str:
    """Explain the field or deck at a row."""
    if at >= len(form.fields):
        return _DECK
    return _COUNTS if at == _SCHEDULE_AT and form.fields[at].number else _ABOUT[at]

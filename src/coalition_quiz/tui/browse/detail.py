"""The detail of a card: text, schedule and past answers of its items.

Pure: its data is collected before.
"""

from calendar import month_abbr
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.markdown.formats import Formats, formats_of
from coalition_quiz.core.notices import LEECH_AT, NO_NOTICES, Notices
from coalition_quiz.core.scheduling.fsrs import (
    DAYS_AHEAD,
    Memory,
    forgetting_curve,
    retrievability,
)
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import PastAnswer, Progress
from coalition_quiz.core.scheduling.queue import is_missed
from coalition_quiz.core.scheduling.recall import recall_ahead
from coalition_quiz.core.search.card_status import CardRow, CardStatus, Status, item_marks
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.formatted import formatted, formatted_line
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import BAR, LEARN, MEASURE, QUESTION, SAME, WARNING, rule
from coalition_quiz.tui.statistics.plots import ruler, vertical_bars
from coalition_quiz.tui.widgets.rows import HangingText
from coalition_quiz.wording.cards import (
    KIND_NAMES,
    circumstances,
    counted,
    dated,
    reasons,
    references,
)
from coalition_quiz.wording.figures import day_of, interval_in_words, percent
from coalition_quiz.wording.notices import describe_review_date

_BLANK = Content("")
_RATINGS = {1: "✗ Again", 2: "✓ Hard", 3: "✓ Good", 4: "✓ Easy"}
_RATING_WIDTH = 9
_MOST_ANSWERS = 40
_PLOT_HEIGHT = 3
_PLOT_WIDEST = 60
_AXIS = 5
_MS_A_SECOND = 1000


class ItemStory(NamedTuple):
    """The history and the schedule of one item."""

    item: str
    progress: Progress | None
    flags: ItemFlags
    answers: tuple[PastAnswer, ...]


class Detail(NamedTuple):
    """A card and its items, drawn as one row of many lines."""

    row: CardRow
    status: CardStatus
    day: int
    stories: tuple[ItemStory, ...]

    @property
    def kind(self) -> str:
        """What people call its kind of question, as a title."""
        return KIND_NAMES[self.row.card.kind].capitalize()

    @property
    def formats(self) -> Formats:
        """How the texts of its card are formatted."""
        card = self.row.card
        return formats_of(card.formats, self.row.deck.formats, card.body.answers)

    def lines(self, width: int) -> list[Content]:
        """Return lines of at most `width` cells."""
        width = max(len(SAME) + 1, min(width, MEASURE))
        shown = [*_of_card(self, width)]
        for each in self.stories:
            shown += _story(self, each, width)
        return [line.truncate(width) for line in shown]


def _of_card(detail: Detail, width: int) -> Iterator[Content]:
    card = detail.row.card
    for line in formatted(card.body.prompt, detail.formats, QUESTION).wrap(width - len(SAME)):
        yield BAR + line
    yield _BLANK
    for answer in card.body.answer_lines:
        yield from _hanging("→ ", formatted(answer, detail.formats, LEARN), width, LEARN)
    for wrong in _distractors(card.body, detail.formats):
        yield from _hanging("✗ ", wrong, width)
    for parts in (_warnings(detail), _explanations(detail), _origins(detail)):
        shown = [line for sign, text in parts for line in _hanging(sign, text, width)]
        if shown:
            yield _BLANK
            yield from shown


def _hanging(sign: str, text: Content, width: int, style: str = QUIET) -> list[Content]:
    return HangingText(Content.styled(sign, style), text).lines(width) if text else []


def _distractors(body: Body, formats: Formats) -> Iterator[Content]:
    for each in body.wrong:
        yield formatted_line(f"{each.text}: {each.why}" if each.why else each.text, formats, QUIET)
    if body.pool:
        yield literal_line(f"drawn from the pool “{body.pool}”", QUIET)


_Signed = Iterable[tuple[str, Content]]


def _warnings(detail: Detail) -> _Signed:
    card, marks = detail.row.card, detail.status.marks
    if card.retired:
        yield "! ", literal(f"Retired {dated(card.retired.on)}: {card.retired.why}", WARNING)
    if marks & Status.STALE:
        yield "~ ", literal(describe_review_date(card, Notices(stale=True)), WARNING)
    if marks & Status.LEECH:
        yield "! ", literal(f"Forgotten {LEECH_AT} or more times. Try rewording the card.", WARNING)


def _explanations(detail: Detail) -> _Signed:
    texts = reasons(detail.row.card)
    return (("  ", formatted(each, detail.formats)) for each in texts)


def _origins(detail: Detail) -> _Signed:
    row, card = detail.row, detail.row.card
    yield "  ", literal_line(" · ".join(circumstances(card)), QUIET)
    for each in references(card):
        yield "  ", literal_line(each, QUIET)
    if not detail.status.marks & Status.STALE:
        yield "  ", literal_line(describe_review_date(card, NO_NOTICES), QUIET)
    topics = f"Topic: {', '.join(card.tags)} · " if card.tags else ""
    yield "  ", literal_line(f"{topics}{KIND_NAMES[card.kind]}", QUIET)
    file = on_one_line(PurePath(row.deck.path).name)
    yield "  ", literal_line(f"{row.key} · {file}:{card.line}", QUIET)


def _story(detail: Detail, story: ItemStory, width: int) -> Iterator[Content]:
    yield _BLANK
    yield rule(_name(detail.row.card, story.item), width)
    for each in (_state(detail, story), *_memory(story.progress, detail.day)):
        yield from _hanging("  ", Content(each), width)
    if story.progress is not None and not is_missed(story.progress):
        yield _BLANK
        yield from _curve(story.progress.memory, detail.day, width)
    if story.answers:
        yield _BLANK
        yield from _history(story.answers)


def _name(card: Card, item: str) -> str:
    part = item.split("/")[2] if item.count("/") > 1 else ""
    named = literal_line(card.body.part_name(part))
    return named.plain or "Your memory"


def _state(detail: Detail, story: ItemStory) -> str:
    card, progress, day = detail.row.card, story.progress, detail.day
    changed_on = str(card.changed.on) if card.changed else ""
    marks = item_marks(progress, story.flags, day, changed_on, retired=card.retired is not None)
    parts = [
        words
        for mark, words in (
            (Status.SUSPENDED, "suspended"),
            (Status.BURIED, "buried until tomorrow"),
            (Status.CHANGE_UNSEEN, "changed since you learnt it; due today"),
            (Status.NEW, "new"),
            (Status.FLAGGED, "flagged *"),
        )
        if marks & mark
    ]
    if progress is not None:
        if not marks & Status.CHANGE_UNSEEN and card.retired is None:
            parts.insert(0, _due(progress.due_day - day, progress.due_day))
        parts.append(f"seen {_times(progress.reviews)}")
        forgotten = f"forgotten {_times(progress.lapses)}"
        parts.append(forgotten if progress.lapses else "never forgotten")
    words = " · ".join(parts)
    return words[:1].upper() + words[1:]


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _due(ahead: int, day: int) -> str:
    if ahead <= 0:
        return f"due since {_date(day)}" if ahead else "due today"
    return f"due in {counted(ahead, 'day')}, on {_date(day)}"


def _memory(progress: Progress | None, day: int) -> Iterator[str]:
    if progress is None:
        return
    memory = progress.memory
    yield f"Lasts about {_days(memory.stability)} · difficulty {memory.difficulty:.1f} out of 10"
    names = [f"in {ahead} days" if ahead else "today" for ahead in DAYS_AHEAD]
    shares = zip(names, recall_ahead(progress, day), strict=True)
    yield f"Recall {' · '.join(f'{name} {percent(share)}' for name, share in shares)}"


def _curve(memory: Memory, day: int, width: int) -> Iterator[Content]:
    room = min(width - _AXIS, _PLOT_WIDEST)
    if room < _PLOT_WIDEST // 3:
        return
    drawn = forgetting_curve(memory, day, room)
    labels = {0: "100% ", _PLOT_HEIGHT - 1: "  0% "}
    for number, cells in enumerate(vertical_bars(drawn.points, _PLOT_HEIGHT)):
        yield Content.assemble((labels.get(number, "     "), QUIET), (cells, "$text-accent"))
    places = [(drawn.place_of(day), "today"), (1.0, "in 90 days"), (0.0, "last answer")]
    if drawn.first_day >= day:
        places[0] = (0.0, "today")
    yield Content.styled(" " * _AXIS + ruler(places, room), QUIET)


def _history(answers: tuple[PastAnswer, ...]) -> Iterator[Content]:
    for each in reversed(answers[-_MOST_ANSWERS:]):
        text = f"{_date(each.study_day):>11}  {_RATINGS.get(each.rating, '?'):<{_RATING_WIDTH}}"
        yield Content(f"{text}{_interval(each)} · {each.ms / _MS_A_SECOND:.1f} s")
    if len(answers) > _MOST_ANSWERS:
        yield Content.styled(f"… and {len(answers) - _MOST_ANSWERS:,} earlier", QUIET)


def _interval(answer: PastAnswer) -> str:
    if answer.practice:
        return "in a quiz"
    if answer.elapsed < 0:
        return "first answer"
    if not answer.elapsed:
        return "the same day"
    # The probability of recall does not depend on the difficulty.
    before = Memory(answer.stability, 5.0, 0)
    expected = percent(retrievability(before, answer.elapsed))
    return f"after {interval_in_words(answer.elapsed)}, {expected} expected"


def _days(stability: float) -> str:
    if stability < 10:  # noqa: PLR2004 - two figures are enough
        return f"{stability:.1f} days"
    return interval_in_words(round(stability))


def _date(day: int) -> str:
    date = day_of(day)
    return f"{date.day} {month_abbr[date.month]} {date.year}"

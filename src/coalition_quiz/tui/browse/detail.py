"""The detail of a card: text, schedule and past answers of its items.

Pure: its data is collected before.
"""

from calendar import month_abbr
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.notices import LEECH_AT, NO_NOTICES, Notices
from coalition_quiz.core.scheduling.fsrs import (
    DAYS_AHEAD,
    Memory,
    forgetting_curve,
    recall_ahead,
    retrievability,
)
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import PastAnswer, Progress
from coalition_quiz.core.search.card_status import CardRow, CardStatus, Status, item_marks
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.literal import QUIET, lines, literal, literal_line
from coalition_quiz.tui.statistics.plots import curve_points, draw_curve, ruler
from coalition_quiz.wording.cards import circumstances, counted, dated, reasons, references
from coalition_quiz.wording.figures import day_of, interval, percent
from coalition_quiz.wording.notices import describe_review_date

_BLANK = Content(" ")
_RATINGS = {1: "✗ Again", 2: "✓ Hard", 3: "✓ Good", 4: "✓ Easy"}
_RATING_WIDTH = 9
_MOST_ANSWERS = 40
_PLOT_HEIGHT = 5
_PLOT_WIDEST = 60
_AXIS = 6
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

    def lines(self, width: int) -> list[Content]:
        """Return lines of at most `width` cells."""
        shown = lines(
            *_of_card(self), *(lines(*_story(self, each, width)) for each in self.stories)
        )
        return shown.wrap(max(1, width))


def _of_card(detail: Detail) -> Iterator[Content]:
    card = detail.row.card
    yield literal(card.body.prompt, "bold")
    yield from (
        Content("→ ") + literal(each, "bold $text-accent") for each in card.body.answer_lines
    )
    yield from _distractors(card.body)
    yield _BLANK
    about = [literal(each) for each in (*_warnings(detail), *reasons(card))]
    about += [literal_line(" · ".join(circumstances(card)), QUIET)]
    about += [literal_line(each, QUIET) for each in references(card)]
    if not detail.status.marks & Status.STALE:
        about += [literal_line(describe_review_date(card, NO_NOTICES), QUIET)]
    about += [literal_line(f"Tags: {', '.join(card.tags)}", QUIET)] if card.tags else []
    yield lines(*about, literal_line(_place(detail), QUIET))


def _distractors(body: Body) -> Iterator[Content]:
    for each in body.wrong:
        why = f" — {each.why}" if each.why else ""
        yield literal_line(f"✗ {each.text}{why}", QUIET)
    if body.pool:
        yield literal_line(f"✗ drawn from the pool {body.pool}", QUIET)


def _warnings(detail: Detail) -> Iterator[str]:
    card, marks = detail.row.card, detail.status.marks
    if card.retired:
        yield f"Retired {dated(card.retired.on)}: {card.retired.why}"
    if marks & Status.STALE:
        yield f"~ {describe_review_date(card, Notices(stale=True))}"
    if marks & Status.LEECH:
        yield f"! Leech: forgotten {LEECH_AT} times or more. Perhaps write it otherwise."


def _place(detail: Detail) -> str:
    row = detail.row
    file = on_one_line(PurePath(row.deck.path).name)
    return f"{row.key} · {row.card.kind} · {file}:{row.card.line}"


def _story(detail: Detail, story: ItemStory, width: int) -> Iterator[Content]:
    yield _BLANK
    yield _name(detail.row.card, story.item, width)
    yield Content(_state(detail, story))
    if story.progress is not None:
        yield from _memory(story.progress, detail.day, width)
    if story.answers:
        yield _BLANK
        yield from _history(story.answers, width)


def _name(card: Card, item: str, width: int) -> Content:
    part = item.split("/")[2] if item.count("/") > 1 else ""
    name = card.body.part_name(part) or "This card"
    title = literal_line(name, "bold").truncate(max(1, width - 4), ellipsis=True)
    rule = "─" * max(0, width - title.cell_length - 4)
    return Content.assemble(("── ", QUIET), title, " ", (rule, QUIET))


def _state(detail: Detail, story: ItemStory) -> str:
    card, progress, day = detail.row.card, story.progress, detail.day
    changed_on = str(card.changed.on) if card.changed else ""
    marks = item_marks(progress, story.flags, day, changed_on, retired=card.retired is not None)
    parts = [
        words
        for mark, words in (
            (Status.SUSPENDED, "suspended"),
            (Status.BURIED, "buried until tomorrow"),
            (Status.CHANGE_UNSEEN, "changed since you learnt it: asked today"),
            (Status.NEW, "new: never asked"),
            (Status.FLAGGED, "flagged *"),
        )
        if marks & mark
    ]
    if progress is not None and not marks & Status.CHANGE_UNSEEN and card.retired is None:
        parts.insert(0, _due(progress.due_day - day, progress.due_day))
    words = " · ".join(parts)
    return words[:1].upper() + words[1:]


def _due(ahead: int, day: int) -> str:
    if ahead <= 0:
        return f"due since {_date(day)}" if ahead else "due today"
    return f"due in {counted(ahead, 'day')}, on {_date(day)}"


def _memory(progress: Progress, day: int, width: int) -> Iterator[Content]:
    memory = progress.memory
    reviews = f"{counted(progress.reviews, 'review')}, {counted(progress.lapses, 'lapse')}"
    stable = f"stability {_days(memory.stability)} · difficulty {memory.difficulty:.1f} of 10"
    yield Content(f"{reviews} · {stable}")
    names = [f"in {ahead} d" if ahead else "today" for ahead in DAYS_AHEAD]
    shares = recall_ahead(memory, day)
    figures = (f"{name} {percent(share)}" for name, share in zip(names, shares, strict=True))
    yield Content("Recall: ") + Content(" · ".join(figures))
    yield from _curve(memory, day, width)


def _curve(memory: Memory, day: int, width: int) -> Iterator[Content]:
    room = min(width - _AXIS, _PLOT_WIDEST)
    if room < _PLOT_WIDEST // 3:
        return
    drawn = forgetting_curve(memory, day, curve_points(room))
    labels = {0: "100% ", _PLOT_HEIGHT // 2: " 50% ", _PLOT_HEIGHT - 1: "  0% "}
    for number, cells in enumerate(draw_curve(drawn.points, _PLOT_HEIGHT)):
        label = labels.get(number, "     ")
        yield Content.assemble((f"{label}│", QUIET), (cells, "$text-accent"))
    places = [(drawn.place_of(day), "today"), (1.0, "in 90 d"), (0.0, "last review")]
    if drawn.first_day >= day:
        places[0] = (0.0, "today")
    yield Content.styled(" " * _AXIS + ruler(places, room), QUIET)


def _history(answers: tuple[PastAnswer, ...], width: int) -> Iterator[Content]:
    for each in reversed(answers[-_MOST_ANSWERS:]):
        text = f"{_date(each.study_day):>11}  {_RATINGS.get(each.rating, '?'):<{_RATING_WIDTH}}"
        yield Content(f"{text}{_interval(each)} · {each.ms / _MS_A_SECOND:.1f} s"[:width])
    if len(answers) > _MOST_ANSWERS:
        yield Content.styled(f"… and {len(answers) - _MOST_ANSWERS:,} before", QUIET)


def _interval(answer: PastAnswer) -> str:
    if answer.practice:
        return "practice"
    if answer.elapsed < 0:
        return "first review"
    if not answer.elapsed:
        return "the same day"
    # The probability of recall does not depend on the difficulty.
    before = Memory(answer.stability, 5.0, 0)
    return f"after {interval(answer.elapsed)} ({percent(retrievability(before, answer.elapsed))})"


def _days(stability: float) -> str:
    return f"{stability:.1f} d" if stability < 10 else interval(round(stability))  # noqa: PLR2004 - two figures are enough


def _date(day: int) -> str:
    date = day_of(day)
    return f"{date.day} {month_abbr[date.month]} {date.year}"

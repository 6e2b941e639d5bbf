"""The story of some decks: each section with how much of it is recalled now."""

from collections.abc import Collection, Sequence
from math import fsum

from coalition_quiz.core.scheduling.queue import is_missed
from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.story import SectionFigures, StorySection, tell_story
from coalition_quiz.history.agenda import ItemRow
from coalition_quiz.services.workspace import StudyRequest, Workspace

_MOST_AGAIN = 20


def read_story(workspace: Workspace, decks: Collection[str] = ()) -> tuple[SectionFigures, ...]:
    """Read the story of these decks (none: all), with today's figures.

    Raises:
        HistoryError: if the history cannot be read.
    """
    items = workspace.library.items.values()
    told = tell_story(item for item in items if not decks or item.deck.id in decks)
    day = workspace.clock.now().study_day
    asked = list(dict.fromkeys(item for each in told for item in each.items))
    rows = {row.item: row for row in workspace.history.look_up_items(asked)}
    return tuple(_figures(each, rows, day) for each in told)


def study_request(workspace: Workspace, items: Sequence[str]) -> StudyRequest:
    """Request a session on a section: what is due, then new items, or else the weakest again."""
    day = workspace.clock.now().study_day
    rows = [row for row in workspace.history.look_up_items(items) if not row.is_resting(day)]
    due = [row.item for row in rows if row.reviews and _is_due(row, day)]
    new = [row.item for row in rows if not row.reviews][: max(1, workspace.settings.new_per_day)]
    weakest = sorted((row for row in rows if row.reviews), key=lambda row: _recall(row, day))
    again = [row.item for row in weakest][:_MOST_AGAIN]
    return StudyRequest(items=tuple(due + new or again), siblings=True)


def _figures(told: StorySection, rows: dict[str, ItemRow], day: int) -> SectionFigures:
    seen = [rows[item] for item in told.items if item in rows and rows[item].reviews]
    return SectionFigures(
        section=told.section,
        source=told.source,
        items=told.items,
        seen=len(seen),
        recalled=fsum(_recall(row, day) for row in seen),
        due=sum(_is_due(row, day) and not row.is_resting(day) for row in seen),
    )


def _recall(row: ItemRow, day: int) -> float:
    return recall(row.item_state, day)


def _is_due(row: ItemRow, day: int) -> bool:
    return row.item_state.due_day <= day or is_missed(row.item_state)

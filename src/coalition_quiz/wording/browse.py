"""Texts about browsing cards: a card and its history in sentences, and what was done to it."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from coalition_quiz.core.cards import Card
from coalition_quiz.core.events import BURY, FLAG, RESET, RESUME, SUSPEND, UNFLAG
from coalition_quiz.core.notices import Notices
from coalition_quiz.core.scheduling.fsrs import DAYS_AHEAD
from coalition_quiz.core.scheduling.item_flags import ItemAction, ItemFlags
from coalition_quiz.core.scheduling.progress import PastAnswer, Progress
from coalition_quiz.core.scheduling.recall import recall_ahead
from coalition_quiz.core.search.card_status import WAITING, CardRow, CardStatus, Status, state_of
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import (
    KIND_NAMES,
    circumstances,
    counted,
    dated,
    reasons,
    references,
)
from coalition_quiz.wording.figures import (
    day_in_words,
    day_of,
    interval_in_words,
    percent_in_words,
)
from coalition_quiz.wording.notices import STALE, describe_review_date
from coalition_quiz.wording.sentences import one_line, sentence

NONE_FOUND = "No cards match."
COPIED = "Copied, if your terminal lets programs copy."
SHOW_ALL = "Esc shows all cards again."
NO_CARDS = "There are no cards yet."
NOTHING_TO_STUDY = "Nothing to study here. All these cards are suspended, buried or retired."
NOTHING_TO_UNDO = "Nothing to undo."

_DONE = {
    SUSPEND: ("{} suspended until you resume {}.", "Already suspended."),
    RESUME: ("{} resumed.", "Not suspended."),
    BURY: ("{} buried until tomorrow.", "Already out of today's questions."),
    FLAG: ("{} flagged. Search for is:flagged to find {}.", "Nothing to flag."),
    UNFLAG: ("{} unflagged.", "Nothing was flagged."),
    RESET: ("{} reset to new.", "Nothing to reset. This is still new."),
}

_UNDONE = {
    SUSPEND: "resumed",
    RESUME: "suspended or buried again",
    BURY: "no longer buried",
    FLAG: "unflagged",
    UNFLAG: "flagged again",
    RESET: "restored to earlier progress",
}

_MOST_ANSWERS = 20
_MS_A_SECOND = 1000
_RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
_MARKS = (
    (Status.STALE, STALE),
    (Status.LEECH, "often forgotten"),
    (Status.FLAGGED, "flagged"),
)


def describe_action(done: ItemAction, undo: str) -> str:
    """Describe an action on cards, and the key that undoes it."""
    some, none = _DONE[done.kind]
    if not done.items:
        # A card that can be resumed but not suspended was suspended before.
        return _DONE[BURY][1] if done.kind == RESUME else none
    number = len(done.items)
    them = "it" if number == 1 else "them"
    return f"{some.format(counted(number, 'question'), them)} Press {undo} to undo."


def card_as_text(card: Card) -> str:
    """Write a card as plain text: question, answer, explanation, source."""
    return "\n".join(
        [card.body.prompt, "", *card.body.answer_lines, *reasons(card), *references(card)]
    )


def describe_undo(done: ItemAction) -> str:
    """Describe an action that was undone."""
    return f"{counted(len(done.items), 'question')} {_UNDONE[done.kind]}."


class ItemHistory(NamedTuple):
    """The progress and the past answers of an item, oldest first."""

    item: str
    progress: Progress | None
    flags: ItemFlags
    answers: Sequence[PastAnswer]


def describe_row(row: CardRow, standing: CardStatus, day: int) -> str:
    """Write the prompt of a card and its state."""
    return f"{sentence(row.card.body.prompt)} {_standing(standing, day)}"


def describe_with_history(
    row: CardRow, standing: CardStatus, day: int, stories: Sequence[ItemHistory]
) -> Iterator[str]:
    """Yield a card with its answer and sources, and the history of each item."""
    yield from _of_card(row, standing)
    yield _standing(standing, day)
    for story in stories:
        if len(stories) > 1:
            yield f"{_name(row, story.item)}"
        yield from _of_item(story, day)


def _standing(standing: CardStatus, day: int) -> str:
    state, due = state_of(standing), standing.due_day
    if state == WAITING and due is not None:
        state = f"due in {counted(due - day, 'day')}"
    said = [state, *(words for mark, words in _MARKS if standing.marks & mark)]
    return sentence(", ".join(said).capitalize())


def _of_card(row: CardRow, standing: CardStatus) -> Iterator[str]:
    card = row.card
    yield card.body.prompt
    yield f"The answer: {sentence('; '.join(map(one_line, card.body.answer_lines)))}"
    yield from (f"Not {sentence(wrong.text)} {wrong.why}" for wrong in card.body.wrong)
    if card.retired:
        yield f"Retired {dated(card.retired.on)}: {card.retired.why}"
    yield from reasons(card)
    yield sentence(", ".join(circumstances(card)))
    yield from references(card)
    yield sentence(describe_review_date(card, Notices(stale=bool(standing.marks & Status.STALE))))
    yield f"Tags: {sentence(', '.join(card.tags))}" if card.tags else ""
    file = on_one_line(PurePath(row.deck.path).name)
    yield f"Deck: {sentence(row.deck.title)} File {file}, line {card.line}."
    yield f"Kind: {KIND_NAMES[card.kind]}."


def _name(row: CardRow, item: str) -> str:
    part = item.split("/")[2] if item.count("/") > 1 else ""
    if not part:
        return "Asked from front to back."
    return (
        "Asked from back to front." if part == "back" else sentence(row.card.body.part_name(part))
    )


def _of_item(story: ItemHistory, today: int) -> Iterator[str]:
    if story.progress is None:
        yield "Never reviewed."
    else:
        yield from _memory(story.progress, today)
    for answer in story.answers[: -_MOST_ANSWERS - 1 : -1]:
        seconds = f"{answer.ms / _MS_A_SECOND:.1f} seconds"
        rating = _RATINGS.get(answer.rating, "rating unknown")
        day = f"{day_in_words(answer.study_day)} {day_of(answer.study_day).year}"
        yield f"{day}: {rating}, {_interval(answer)}, {seconds}."
    before = len(story.answers) - _MOST_ANSWERS
    yield f"And {counted(before, 'earlier answer')}." if before > 0 else ""


def _memory(progress: Progress, day: int) -> Iterator[str]:
    memory = progress.memory
    yield (
        f"{counted(progress.reviews, 'review')}, {_forgotten(progress.lapses)}. "
        f"Stability {memory.stability:.1f} days, difficulty {memory.difficulty:.1f} out of 10."
    )
    shares = zip(DAYS_AHEAD, recall_ahead(progress, day), strict=True)
    told = (
        f"{f'in {ahead} days' if ahead else 'today'} {percent_in_words(share)}"
        for ahead, share in shares
    )
    yield f"Chance of recall: {', '.join(told)}."


def _forgotten(times: int) -> str:
    if times > 1:
        return f"forgotten {times:,} times"
    return "forgotten once" if times else "never forgotten"


def _interval(answer: PastAnswer) -> str:
    if answer.practice:
        return "in a quiz"
    if answer.elapsed < 0:
        return "the first review"
    return f"after {interval_in_words(answer.elapsed)}" if answer.elapsed else "on the same day"

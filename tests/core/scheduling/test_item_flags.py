"""What a learner asks for an item: resting, waiting, marked; and starting anew."""

import pytest

from coalition_quiz.core.events import Event
from coalition_quiz.core.scheduling.item_flags import NO_FLAGS, ItemFlags, fold_flags
from coalition_quiz.core.scheduling.progress import fold_progress, progress_steps

DAY = 100


def event(seq: int, kind: str, day: int = DAY, target: str = "", **payload: object) -> Event:
    """An event of one item; those with greater numbers come later."""
    at_ms = day * 86_400_000 + seq
    return Event("dev", seq, kind, "d/a", target, at_ms, 0, day, dict(payload), "", "")


@pytest.mark.parametrize(
    ("kinds", "flags"),
    [
        ([], NO_FLAGS),
        (["suspend"], ItemFlags(suspended=True)),
        (["suspend", "resume"], NO_FLAGS),
        (["bury"], ItemFlags(buried_until=DAY + 1)),
        (["bury", "resume"], NO_FLAGS),
        (["flag"], ItemFlags(flagged=True)),
        (["flag", "unflag"], NO_FLAGS),
        (["flag", "bury", "suspend"], ItemFlags(True, DAY + 1, True)),
        (["suspend", "review", "reset"], ItemFlags(suspended=True)),
    ],
)
def test_fold(kinds: list[str], flags: ItemFlags) -> None:
    """The last word holds, and each kind says one thing."""
    events = [event(seq, kind, rating=3) for seq, kind in enumerate(kinds, 1)]
    assert fold_flags(events) == flags
    assert fold_flags(events[::-1]) == flags


def test_taken_back() -> None:
    """An undo gives back what was before."""
    events = [event(1, "suspend"), event(2, "undo", target="dev:1")]
    assert fold_flags(events) == NO_FLAGS


def test_rests() -> None:
    """A buried item is asked again from the next study day, a suspended one is not."""
    buried = fold_flags([event(1, "bury")])
    assert [buried.rests(day) for day in (DAY, DAY + 1)] == [True, False]
    assert ItemFlags(suspended=True).rests(DAY + 1000)
    assert not NO_FLAGS.rests(DAY)


def test_a_reset_restarts_the_progress() -> None:
    """What was learnt before counts no more, and what comes after counts from the start."""
    first, again = event(1, "review", rating=3), event(3, "review", day=DAY + 5, rating=4)
    reset = event(2, "reset")
    assert fold_progress([first, reset]) is None
    anew, alone = fold_progress([first, reset, again]), fold_progress([again])
    assert anew == alone
    assert [step.after is None for step in progress_steps([first, reset, again])] == [
        False,
        True,
        False,
    ]


def test_practice_moves_no_schedule() -> None:
    """Unless the learner asked for it."""
    first = event(1, "review", rating=3)
    practice = event(2, "review", day=DAY + 1, rating=1, mode="quiz")
    meant = event(2, "review", day=DAY + 1, rating=1, mode="quiz", counts=True)
    assert fold_progress([first, practice]) == fold_progress([first])
    progress = fold_progress([first, meant])
    assert progress is not None
    assert progress.lapses == 1


def test_told_of_a_change() -> None:
    """The last change that a learner was told of is known; a review of no change says nothing."""
    reviews = [
        event(1, "review", rating=3, changed="2023-06"),
        event(2, "review", day=DAY + 1, rating=3),
    ]
    progress = fold_progress(reviews)
    assert progress is not None
    assert progress.change_seen == "2023-06"

"""The end of a session: what came of it, what was tricky, the streak, what is next. All pure."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.grade import answer_to
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.notices import Leech
from coalition_quiz.core.questions import GaveUp, ListTask, Verdict
from coalition_quiz.core.sessions.study import Answered, Session
from coalition_quiz.core.sessions.study_results import CardResult, card_results, tricky_cards
from coalition_quiz.core.statistics.study_days import StudyDays
from coalition_quiz.wording.cards import counted, spoken_prompt
from coalition_quiz.wording.figures import (
    duration,
    from_now,
    next_day,
    percent,
    percent_in_words,
    short_day,
    time_in_words,
)
from coalition_quiz.wording.notices import describe_past_leech
from coalition_quiz.wording.sentences import listed, one_line, sentence
from coalition_quiz.wording.tree import Node, Role, section

_LEECH_KEYS = "Press {undo} to go back to it, then suspend or edit it."
_LEECH_COMMANDS = "Undo the last answer to suspend it, or try another way to remember it."
_WEEK = 7


class Ended(NamedTuple):
    """A session that has ended, with what it cannot know itself.

    Attributes:
        left: questions not settled when the learner left.
        lost: whether the learner left without saving the last answer.
        elsewhere: questions left to another window.
        flagged: questions flagged in the session.
        forecast: cards of its decks to review on each of the next days, today first.
        unseen_today: new cards of its decks that today still brings.
        today: the study day.
        leech: the card that the last answer made a leech, if any.
        resting: a sentence if every question is suspended or buried.
    """

    session: Session
    left: int
    lost: bool
    elsewhere: int
    flagged: int
    forecast: Sequence[int]
    unseen_today: int
    today: int
    leech: Leech | None = None
    resting: str = ""

    @property
    def results(self) -> list[CardResult]:
        """What came of each answered card."""
        return card_results(self.session)

    @property
    def tricky(self) -> list[CardResult]:
        """The tricky cards, those missed most often first."""
        return tricky_cards(self.results)


class Learned(NamedTuple):
    """The cards of the session's decks that are learned, now and when the day began."""

    cards: int
    now: int
    before: int


def describe_heading(ended: Ended) -> Node:
    """Describe how a session ended, in a line."""
    if ended.lost:
        spoken = "You left early. Your last answer is not saved. All the others are."
        text = "Left early: the last answer was not saved, all others are"
        return Node(Role.TITLE, text, spoken=spoken)
    if ended.left:
        spoken = "You left early. Every answer is saved."
        return Node(Role.TITLE, "Left early: every answer is saved", spoken=spoken)
    if not ended.session.previous:
        text = "Nothing to study right now"
        return Node(Role.TITLE, text, spoken=f"{text}.")
    is_done = not ended.forecast[0] and not ended.unseen_today
    text = "Done for today" if is_done else "Session finished"
    return Node(Role.TITLE, text, spoken=f"{text}.")


def right_at_first(ended: Ended) -> tuple[int, int]:
    """Count the cards that were right at the first try, and all that were answered."""
    results = ended.results
    return sum(each.is_right_at_first for each in results), len(results)


def describe_score(ended: Ended) -> Node:
    """Describe the cards that were right at the first try; nothing without an answer."""
    right, cards = right_at_first(ended)
    if not cards:
        return section()
    text = f"{right:,} of {cards:,} right at the first try"
    spoken = f"{text}: {percent_in_words(right / cards)}."
    return Node(Role.FIGURE, text, spoken=spoken)


def describe_time(ended: Ended) -> Node:
    """Describe the time, and how many cards were due and new."""
    tally = ended.session.tally
    if not tally.answered:
        return section()
    sorts = ((tally.due_recalled + tally.due_missed, "due"), (tally.introduced, "new"))
    counts = [f"{number:,} {what}" for number, what in sorts if number]
    time = _part(duration(tally.ms), f"It took {time_in_words(tally.ms)}.")
    cards = [_part(", ".join(counts), f"{listed(counts)}.")] if counts else []
    return section(time, *cards)


def describe_recalled(ended: Ended) -> Node:
    """Describe the share of due cards that were recalled; nothing if none was due."""
    tally = ended.session.tally
    due = tally.due_recalled + tally.due_missed
    if not due:
        return section()
    recalled, share = f"{tally.due_recalled:,} of {due:,} due recalled", tally.due_recalled / due
    text = f"{recalled} ({percent(share)}; {percent(ended.session.retention)} desired)"
    return _part(text, f"{recalled}, {percent_in_words(share)}.")


def describe_learned(learned: Learned) -> Node:
    """Describe what has lasted of the decks, and how much more that is than yesterday."""
    if not (learned.now or learned.before):
        return section()
    text = f"{learned.now:,} of {learned.cards:,} learnt"
    more = learned.now - learned.before
    gain = f", {abs(more):,} {'more' if more > 0 else 'fewer'} than yesterday" if more else ""
    return _part(f"{text}{gain}", f"{text}{gain}.")


def describe_rest(ended: Ended) -> Node:
    """Describe what was skipped, set aside, flagged or left."""
    tally = ended.session.tally
    counts = (
        (tally.skipped, "skipped", "skipped"),
        (tally.buried, "buried until tomorrow", "buried until tomorrow"),
        (tally.suspended, "suspended", "suspended"),
        (ended.flagged, "flagged", "flagged"),
        (ended.left, "cards left" if ended.left != 1 else "card left", "left for later"),
        (ended.elsewhere, "left to another window", "left to another window"),
    )
    return section(
        *(
            _part(f"{number:,} {what}", _were(number, spoken))
            for number, what, spoken in counts
            if number > 0
        )
    )


def describe_tricky(result: CardResult) -> Node:
    """Describe a tricky card: its question, with its answer and the learner's below it."""
    question = result.first.question
    prompt, answer = one_line(question.prompt), answer_text(result.first)
    yours = your_answer(result)
    spoken = (
        spoken_prompt(prompt, question.kind),
        f"The answer is {sentence(answer)}",
        sentence(yours[:1].upper() + yours[1:]),
    )
    return Node(
        Role.RIGHT if result.is_slip else Role.WRONG,
        prompt,
        spoken="\n".join(filter(None, spoken)),
        children=(Node(Role.ANSWER, answer), Node(Role.OWN_ANSWER, yours)),
    )


def answer_text(answered: Answered) -> str:
    """Return the right answer on one line."""
    task = answered.question.task
    texts = (task.back,) if isinstance(task, FlipTask) else answer_to(task)
    return ", ".join(one_line(text) for text in texts)


def your_answer(result: CardResult) -> str:
    """Say what the learner answered at the first try: ``you said spring 2014``."""
    response, verdict = result.first.response, result.first.verdict
    if isinstance(response, GaveUp):
        return "you looked at the answer"
    if verdict is None or (result.is_slip and not verdict.note):
        return ""
    task = result.first.question.task
    if result.is_slip:
        return _said(response.texts, "you wrote")
    if isinstance(task, OrderTask | MatchTask):
        right = sum(part.right for part in verdict.parts)
        return f"{right} of {len(verdict.parts)} were right"
    if isinstance(task, ListTask | ChoiceTask):
        return _left_out(verdict) or _said(_wrong_texts(verdict))
    return _said(response.texts)


def _wrong_texts(verdict: Verdict) -> tuple[str, ...]:
    return tuple(part.given for part in verdict.parts if part.given and not part.right)


def _left_out(verdict: Verdict) -> str:
    """Say what is missing, if nothing wrong was given."""
    if _wrong_texts(verdict):
        return ""
    given = {part.given for part in verdict.parts if part.right}
    missing = [text for text in verdict.answer if text not in given]
    return f"you left out {listed([one_line(text) for text in missing])}" if missing else ""


def _said(texts: Sequence[str], verb: str = "you said") -> str:
    said = ", ".join(one_line(text) for text in texts if text.strip())
    return f"{verb} {said}" if said else "you gave no answer"


def describe_more_new(cards: int, *, of_all: bool) -> str:
    """Name more new cards: of the decks just studied, or of all if these have none left."""
    return f"{counted(cards, 'new card')}{' of all decks' if of_all else ''}"


def describe_more_tricky(cards: int, shown: int, key: str) -> str:
    """Say how many tricky cards there are besides those shown, and the key that studies them."""
    if not cards:
        return ""
    number = f"and {cards:,} more" if shown else counted(cards, "card")
    return f"{number}. Press {key} to study {'them all' if shown or cards > 1 else 'it'}."


def describe_streak(days: StudyDays, today: int) -> Node:
    """Describe the days in a row and the week."""
    week = [days.days.get(day) for day in range(today - _WEEK + 1, today + 1)]
    studied = [each for each in week if each]
    answers = sum(each.answers for each in studied)
    kept = f"{counted(days.streak, 'day')} in a row" if days.streak else "This week"
    this_week = f"{len(studied)} of the last {_WEEK} days, {counted(answers, 'answer')}"
    spoken = f"{kept}. {this_week}." if days.streak else f"{this_week}."
    return Node(Role.TITLE, kept, spoken=spoken, children=(Node(Role.FIGURE, this_week),))


def describe_next(ended: Ended, write_day: Callable[[int], str] = short_day) -> Node:
    """Describe when cards of the session's decks come next."""
    forecast, today = ended.forecast, ended.today
    sorts = ((forecast[0], "due"), (ended.unseen_today, "new"))
    if now := [f"{number:,} {what}" for number, what in sorts if number]:
        return _sentence(f"{listed(now)} still left today")
    soon = next_day(forecast)
    if soon is None:
        return _sentence(f"nothing before {write_day(today + len(forecast))}")
    parts = [f"{counted(forecast[soon], 'card')} {from_now(soon, today, write_day)}"]
    week = sum(forecast[1 : _WEEK + 1])
    if week > forecast[soon]:
        parts.append(f"{week:,} in the next seven days")
    return _sentence(", ".join(parts))


def _sentence(text: str) -> Node:
    return Node(Role.NOTE, f"Next: {text}", spoken=f"Coming up: {text}.")


def describe_last_leech(leech: Leech | None, undo: str = "") -> Node:
    """Describe the question that the last answer made a leech; nothing if it made none.

    Args:
        leech: the question.
        undo: the key that undoes the last answer.
    """
    if leech is None:
        return section()
    spoken = describe_past_leech(leech, _LEECH_COMMANDS)
    return Node(Role.NOTE, describe_past_leech(leech, _LEECH_KEYS.format(undo=undo)), spoken=spoken)


def describe_ended(
    ended: Ended,
    days: StudyDays | None,
    learned: Learned | None,
    write_day: Callable[[int], str],
) -> Iterator[Node]:
    """Describe a whole session, in the order in which line mode says it.

    Args:
        ended: the session.
        days: the learner's days, unless they are not to be told.
        learned: what has lasted of its decks.
        write_day: writes a study day.
    """
    yield describe_heading(ended)
    yield describe_score(ended)
    yield describe_time(ended)
    yield describe_recalled(ended)
    if learned is not None:
        yield describe_learned(learned)
    yield describe_rest(ended)
    tricky = ended.tricky
    if tricky:
        yield Node(Role.TITLE, TRICKY, spoken=f"{TRICKY}:")
        yield from map(describe_tricky, tricky)
    yield describe_last_leech(ended.leech)
    if days is not None and days.days:
        yield describe_streak(days, ended.today)
    yield describe_next(ended, write_day)


TRICKY = "Tricky today"


def _part(text: str, spoken: str) -> Node:
    return Node(Role.FIGURE, text, spoken=spoken)


def _were(number: int, what: str) -> str:
    verb = "was" if number == 1 else "were"
    return f"{counted(number, 'card')} {verb} {what}."

"""The checks after each step."""

import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from rich.cells import cell_len
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.grade import answer_to
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import Outcome, Verdict
from coalition_quiz.core.sessions.study import Answered, Asking
from coalition_quiz.system.text import is_showable
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.commands import commands_of
from coalition_quiz.tui.dialogs import HelpScreen, TooSmallScreen
from coalition_quiz.tui.home.screen import HomeScreen
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.quiz.screen import QuizScreen
from coalition_quiz.tui.study.screen import StudyScreen
from coalition_quiz.tui.widgets.key_bar import KeyBar, Tip
from walks.actions import Offer, offers
from walks.faults import Fault
from walks.reading import lines_of, squeezed, strips, unread
from walks.sentences import dead_keys

_VERDICTS = "✓✗≈○?"
_MARKUP = re.compile(r"\[/?(?:b|bold|dim|red|@click[^\]]*|\$[\w-]+)\]|\[/\]")
_MOST_SCROLLS = 150
_CURSOR = {"move", "end", "turn", "page", "carry", "side"}
_RANGES = {"digit", "letter", "place", "type"}

Press = Callable[[str], Awaitable[None]]


def text_of(app: QuizApp) -> list[str]:
    """Return the lines on the screen."""
    return lines_of(strips(app))


def sane(app: QuizApp, corpus: str) -> Iterator[Fault]:
    """Find control characters on the screen, and text outside it."""
    lines = text_of(app)
    width, height = app.size
    if len(lines) != height:
        yield Fault("outside", f"{len(lines)} lines on a screen of {height}")
    if wrong := next((line for line in lines if cell_len(line) != width), None):
        yield Fault(
            "outside", f"a line of {cell_len(wrong)} cells on a screen of {width}: {wrong!r}"
        )
    for line in lines:
        if not all(map(is_showable, line)):
            yield Fault("control", repr(line))
        for found in _MARKUP.finditer(line):
            if squeezed(found[0]) not in corpus:
                yield Fault("markup", line.strip())


def bars(app: QuizApp) -> Iterator[Fault]:
    """Find keys in the key bar that cannot be pressed, or have names no keyboard has."""
    screen = app.screen
    now = [Tip(each.key, each.label, each.call) for each in commands_of(screen) if each.shown]
    for bar in screen.query(KeyBar):
        if bar.region and list(bar._items) != now:
            gone = [tip.label for tip in bar._items if tip not in now]
            lacking = [tip.label for tip in now if tip not in bar._items]
            where = type(screen).__name__
            yield Fault("stale bar", f"{where} shows {gone} too much and {lacking} too little")
    for offer in offers(screen):
        if not offer.key:
            yield Fault("no such key", f"{offer.label} on {type(screen).__name__}")


def sentences(app: QuizApp, corpus: str) -> Iterator[Fault]:
    """Find sentences that name a key without effect."""
    screen = app.screen
    if isinstance(screen, HelpScreen) or not hasattr(screen, "BINDING_GROUP_TITLE"):
        return
    works = {offer.key for offer in offers(screen)}
    if isinstance(screen.focused, LineInput):
        works.add("enter")  # this one refers to itself: it submits without a visible key
    for words in dead_keys(text_of(app), corpus, works):
        yield Fault("dead sentence", f"{type(screen).__name__}: … {words} …")


def figures(app: QuizApp) -> Iterator[Fault]:
    """Compare the figures on home with the history."""
    screen = app.screen
    if isinstance(screen, HomeScreen) and screen._agenda.rows:
        due = screen._workspace.overview().due
        text = " ".join(text_of(app))
        # On a short terminal the row of all decks may be scrolled away.
        if due and "All decks" in text and not re.search(rf"All decks +{due:,} ", text):
            yield Fault("figures", f"{due} are due, and home does not say so")


async def readable(app: QuizApp, press: Press) -> list[Fault]:
    """Find an open question, verdict or right answer that cannot be read."""
    screen: Any = app.screen
    if isinstance(screen, StudyScreen):
        phase = screen._study_session.session.phase
        if isinstance(phase, Asking):
            return await _prompt(app, phase.question, press)
        if isinstance(phase, Answered):
            return await _answer(app, phase.question, phase.response, phase.verdict, press)
    if isinstance(screen, QuizScreen) and screen._quiz.ended is None:
        quiz = screen._quiz
        given = quiz.answer_here
        if given is not None and quiz.is_final:
            return await _answer(app, quiz.question, given.response, given.verdict, press)
        return await _prompt(app, quiz.question, press)
    if isinstance(screen, TooSmallScreen):
        return []
    return []


async def _prompt(app: QuizApp, question: Question, press: Press) -> list[Fault]:
    part = await _unread(app, "read", [question.prompt], press)
    what = f"{question.kind} at {_size(app)}: {part!r} of the question cannot be read"
    return [Fault("question hidden", what, question.prompt)] if part else []


async def _answer(
    app: QuizApp, question: Question, response: object, verdict: Verdict | None, press: Press
) -> list[Fault]:
    wanted = _to_learn(question, response, verdict)
    part = await _unread(app, "look", wanted, press)
    what = f"{question.kind} at {_size(app)}: {part!r} of the answer cannot be read"
    found = [Fault("answer hidden", what, " / ".join(wanted))] if part else []
    text = "".join(text_of(app))
    if verdict is not None and not any(mark in text for mark in _VERDICTS):
        found.append(Fault("verdict hidden", f"{question.kind} at {_size(app)}"))
    return found


def _to_learn(question: Question, response: object, verdict: Verdict | None) -> list[str]:
    match question.task:
        case FlipTask(back):
            return [back]
        case TrueFalseTask(answer):
            is_missed = verdict is None or verdict.outcome is not Outcome.RIGHT
            return [f"{'→' if is_missed else '✓'} {'t' if answer else 'f'}  {answer}"]
        case ChoiceTask(options):
            return [option.text for option in options if option.right]
        case MatchTask(pairs=pairs):
            return [side for pair in pairs for side in pair]
        case _:
            texts = list(answer_to(question.task)) if verdict is None else list(verdict.answer)
    same = (
        isinstance(response, TypedResponse) and verdict is not None and verdict.outcome == "right"
    )
    return [response.text.strip()] if same and isinstance(response, TypedResponse) else texts


def _size(app: QuizApp) -> str:
    return f"{app.size.width}x{app.size.height}"


async def _unread(app: QuizApp, action: str, wanted: list[str], press: Press) -> str:
    """Return the unreadable part of these texts, after scrolling with visible keys."""
    screen: Any = app.screen
    pane = screen._card.prompt if action == "read" else screen._card.feedback
    lines = _lines_in(app, pane)
    screens = [_whole(app)]
    for step in (-1, 1):
        for _ in range(_MOST_SCROLLS):
            missing = _missing(wanted, [_joined(lines), *screens])
            key = _key(app, f"{action}({step})")
            if not missing or not key:
                break
            await press(key)
            lines |= _lines_in(app, pane)
            screens.append(_whole(app))
    missing = _missing(wanted, [_joined(lines), *screens])
    while len(screens) > 1 and (back := _key(app, f"{action}(-1)")):
        await press(back)
    return missing


def _lines_in(app: QuizApp, pane: Widget) -> dict[int, str]:
    """Return the visible lines of a text by number."""
    x, y, width, height = pane.region.intersection(app.screen.region)
    drawn = strips(app)[y : y + height]
    shown = lines_of(strip.crop(x, x + width) for strip in drawn)
    return dict(enumerate(shown, pane.scroll_offset.y))


def _joined(lines: dict[int, str]) -> str:
    """Join the lines that were seen."""
    return "".join(squeezed(lines[number]) for number in sorted(lines))


def _whole(app: QuizApp) -> str:
    """Return the whole screen."""
    return "".join(map(squeezed, text_of(app)))


def _missing(wanted: list[str], views: list[str]) -> str:
    return next((part for text in wanted if (part := unread(text, views))), "")


def _key(app: QuizApp, action: str) -> str:
    found = (offer.key for offer in offers(app.screen) if offer.action == action)
    return next(found, "")


def is_cursor(offer: Offer) -> bool:
    """Return whether a key moves a cursor or is one of a range, and so may have no effect."""
    name = offer.action.partition("(")[0]
    return offer.shown != "bar" and name in _CURSOR | _RANGES

"""Record docs/session.svg, a short session as an animated picture: `python docs/record.py`.

The script drives the real app over the bundled decks. Its history is invented, and its clock moves
by the script alone: the same screens give the same picture. Change `_play` to record something
else.
"""

import asyncio
import os
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from textual.pilot import Pilot

from coalition_quiz.core.days import Moment, moment
from coalition_quiz.core.events import REVIEW, Draft
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.history.history import History
from coalition_quiz.library.discovery import deck_files
from coalition_quiz.library.library import read_library
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import bundled_decks
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.navigation import Destination, Home, Navigate, Study

PICTURE = Path(__file__).with_name("session.svg")
SIZE = (88, 24)
"""Columns and rows. More columns make the letters too small for a README."""
STILL = 2
"""Number of the frame that is shown where pictures do not move."""

_NOON_MS = 1_795_435_200_000
"""23 November 2026, in milliseconds since 1970."""
_DAY_MS = 86_400_000
_PAST_DAYS = 12
_ITEMS = [f"coalition-campaign/{card}" for card in ("after-aim", "capital")]


class _Clock:
    """A clock that moves only when the script moves it."""

    def __init__(self) -> None:
        self.at_ms = _NOON_MS

    def now(self) -> Moment:
        return moment(self.at_ms, 0, 240)


class _Recording:
    """Screens of an app, each with the seconds it is shown. The clock moves with them."""

    def __init__(self, clock: _Clock) -> None:
        self.frames: list[tuple[str, float]] = []
        self._clock = clock

    async def show(self, pilot: Pilot[None], seconds: float) -> None:
        await pilot.pause(0.2)  # a key pressed at once would count as held down
        await pilot.pause()
        title = "coalition-quiz"
        self.frames.append((pilot.app.export_screenshot(title=title, simplify=True), seconds))
        self._clock.at_ms += int(seconds * 1_000)


async def _play(pilot: Pilot[None], recording: _Recording) -> None:
    await recording.show(pilot, 4)
    _open(pilot, Study(StudyRequest(items=_ITEMS)))
    await recording.show(pilot, 3.5)
    await pilot.press("1")
    await recording.show(pilot, 5)
    await pilot.press("enter")
    await recording.show(pilot, 2.5)
    for part in ("Mos", "sul"):
        for letter in part:
            await pilot.press(letter)
            await pilot.pause(0.2)
        await recording.show(pilot, 0.8)
    await pilot.press("enter")
    await recording.show(pilot, 5)
    await pilot.press("enter")
    await recording.show(pilot, 5)
    await pilot.press("t")
    await recording.show(pilot, 5)


def _open(pilot: Pilot[None], destination: Destination) -> None:
    pilot.app.post_message(Navigate(destination))


def _study_before(workspace: Workspace, clock: _Clock) -> None:
    """Fill the history with reviews of earlier days."""
    chance = random.Random(1)  # noqa: S311 - the picture shall be the same each time
    ratings = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)

    def review(item: str) -> Draft:
        (rating,) = chance.choices(ratings, (10, 10, 70, 10))
        payload = {"rating": rating, "ms": chance.randrange(4_000, 20_000), "mode": "study"}
        return Draft(REVIEW, item, clock.now(), payload=payload)

    for days_ago in range(_PAST_DAYS, 0, -1):
        clock.at_ms = _NOON_MS - days_ago * _DAY_MS
        new = chance.randrange(3, 12)
        planned = [entry.item for entry in workspace.plan(StudyRequest(new=new))]
        workspace.history.append([review(item) for item in planned if item not in _ITEMS])
    clock.at_ms = _NOON_MS


async def _record(home: Path) -> _Recording:
    clock = _Clock()
    recording = _Recording(clock)
    library = read_library(tuple(deck_files([bundled_decks()])))
    with History.open(home / "history.sqlite") as history:
        history.store_decks(library.summaries)
        locks = ItemLocks(home / "claims")
        workspace = Workspace(library, history, clock, locks, Settings())
        _study_before(workspace, clock)
        app = QuizApp(workspace, Home())
        async with app.run_test(size=SIZE) as pilot:
            await _play(pilot, recording)
        app.navigator.close()
    return recording


def _join(recording: _Recording) -> str:
    """Join the pictures of all frames into one that moves."""
    first = recording.frames[0][0]
    window = f"{_found(_WINDOW, first)}</g>".replace(_found(_TITLE_CLASS, first), "title")
    ground = _found(_GROUND, first)
    classes: dict[str, str] = {}
    bodies = [_body(picture, ground, classes) for picture, _ in recording.frames]
    return _PAGE.format(
        box=_found(_BOX, first),
        window=window,
        ground=ground,
        size=_found(_SIZE, first),
        css="\n".join([*_animations(recording), *_rules(classes)]),
        still=STILL,
        groups="\n".join(f'<g class="f f{n}">{body}</g>' for n, body in enumerate(bodies)),
    )


def _animations(recording: _Recording) -> Iterator[str]:
    """Return the CSS that shows each frame at its time."""
    total, start = sum(seconds for _, seconds in recording.frames), 0.0
    for number, (_, seconds) in enumerate(recording.frames):
        first, last = start / total * 100, (start + seconds) / total * 100
        hidden = "0%{opacity:0}" if number else ""
        steps = f"{hidden}{first:.2f}%{{opacity:1}}{last:.2f}%,to{{opacity:0}}"
        yield f"@keyframes f{number}{{{steps}}}"
        yield f".f{number}{{animation:f{number} {total:g}s step-end infinite}}"
        start += seconds


def _rules(classes: dict[str, str]) -> list[str]:
    return [f".{name}{{{style}}}" for style, name in classes.items()]


def _body(picture: str, ground: str, classes: dict[str, str]) -> str:
    """Return what a picture shows, with classes that all pictures share and without clip paths."""
    names = {
        name: classes.setdefault(style, f"c{len(classes)}")
        for name, style in re.findall(r"\.(terminal-\d+-r\d+) \{ (.*?) \}", picture)
    }
    body = _found(_TERMINAL, picture)
    body = re.sub(r' clip-path="[^"]*"| shape-rendering="crispEdges"', "", body)
    body = re.sub(rf'<rect fill="{ground}"[^>]*/>', "", body)
    body = re.sub(r"terminal-\d+-r\d+", lambda match: names[match[0]], body)
    return re.sub(r"\s*\n\s*", "", body)


def _found(pattern: str, picture: str) -> str:
    match = re.search(pattern, picture, re.DOTALL)
    assert match is not None, f"Textual's picture has no {pattern}"
    return match[1]


_BOX = r'viewBox="([^"]*)"'
_WINDOW = r'</defs>\s*(<rect.*?)</g>\s*<g transform="translate\(9, 41\)"'
_TITLE_CLASS = r'<text class="(terminal-\d+-title)"'
_TERMINAL = r'<g transform="translate\(9, 41\)"[^>]*>(.*)</g>\s*</svg>'
_SIZE = r'clip-terminal">\s*<rect x="0" y="0" (width="[^"]*" height="[^"]*")'
_GROUND = r'translate\(9, 41\).*?<rect fill="([^"]*)"'
_PAGE = """\
<svg viewBox="{box}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>A short session in coalition-quiz</title>
<style>
text{{font:20px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}}
.title{{font:bold 18px sans-serif}}
.f{{opacity:0}}
{css}
.f{still}{{opacity:1}}
@media (prefers-reduced-motion:reduce){{.f{{animation:none}}}}
</style>
{window}
<g transform="translate(9,41)">
<rect fill="{ground}" {size}/>
{groups}
</g>
</svg>
"""


def picture(home: Path) -> str:
    """Record the session with a history in `home`."""
    return _join(asyncio.run(_record(home)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COALITION_QUIZ_HOME"] = folder
        PICTURE.write_text(picture(Path(folder)), encoding="utf-8")

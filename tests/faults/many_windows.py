"""Two and four windows answer at once: nothing is lost, nothing is asked twice at once."""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

from coalition_quiz.core.events import REVIEW
from faults.homes import events_of, findings, history_of, make_home
from faults.running import environment
from faults.tally import Bench, Case, Tally
from faults.window import EndedError, HangError, Window, window

_GIVE_UP_S = 120


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    way, seed, windows, statements = case
    home = make_home(folder / "home", statements)
    tally.tried += 1
    at = f"{windows} windows ({way}), seed {seed}"
    {"processes": _processes, "app": _apps}[way](home, seed, windows, tally, at)
    for finding in findings(history_of(home)):
        tally.note("wrong", f"{at}: {finding}")


def _processes(home: Path, seed: int, windows: int, tally: Tally, at: str) -> None:
    with ExitStack() as stack:
        sitters = [stack.enter_context(_sitter(home, seed * 10 + n)) for n in range(windows)]
        for sitter in sitters:
            assert sitter.stdout is not None
            sitter.stdout.readline()
        told: list[dict[str, Any]] = []
        for sitter in sitters:
            assert sitter.stdin is not None
            sitter.stdin.write("go\n")
            sitter.stdin.flush()
        for sitter in sitters:
            told += _all_of(sitter, tally, at)
    there = [event.hash for event in events_of(history_of(home))]
    tally.expect_kept([seal for each in told for seal in each["saved"]], there, at)
    if len(set(there)) != len(there):
        tally.note("wrong", f"{at}: an event is there twice")
    for twice in _at_once(told):
        tally.note("wrong", f"{at}: asked twice at once: {twice}")


def _sitter(home: Path, seed: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "faults.sitter", str(home), str(seed)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _all_of(sitter: "subprocess.Popen[str]", tally: Tally, at: str) -> list[dict[str, Any]]:
    try:
        out, errors = sitter.communicate(timeout=_GIVE_UP_S)
    except subprocess.TimeoutExpired:
        sitter.kill()
        tally.note("hangs", at)
        return []
    if sitter.returncode:
        tally.note("tracebacks", f"{at}: {errors[-1500:]}")
    return [json.loads(line) for line in out.splitlines()]


def _at_once(told: Sequence[dict[str, Any]]) -> list[str]:
    ordered = sorted(told, key=lambda each: (each["item"], each["from"]))
    return [
        f"{one} {other}"
        for one, other in pairwise(ordered)
        if one["item"] == other["item"] and other["from"] < one["to"]
    ]


def _apps(home: Path, seed: int, windows: int, tally: Tally, at: str) -> None:
    """Press keys in all windows at once, then see what each has shown."""
    chance = random.Random(seed)
    arguments = ("study", "kill", "--new", "400")
    with ExitStack() as stack:
        here = [stack.enter_context(window(home, *arguments)) for _ in range(windows)]
        try:
            for each in here:
                each.wait(lambda one: one.asked, "the first question")
            for _ in range(10):
                _turn(here, chance, tally, at)
        except (HangError, EndedError) as error:
            tally.note("hangs", f"{at}: {error!r}: {here[0].tail}")
        shown = [item for each in here for item in each.acknowledged]
        for each in here:
            tally.expect_quiet(each.shown.decode(errors="replace"), at)
    saved = [event.item for event in events_of(history_of(home)) if event.kind == REVIEW]
    tally.expect_kept(shown, saved, at)
    if len(set(saved)) != len(saved):
        tally.note("wrong", f"{at}: an item was answered in two windows: {sorted(saved)}")


def _turn(here: Sequence[Window], chance: random.Random, tally: Tally, at: str) -> None:
    asked = [each.asked for each in here]
    if len(set(asked)) != len(asked):
        tally.note("wrong", f"{at}: one question in two windows: {asked}")
    turns = list(here)
    chance.shuffle(turns)
    seen = [len(each.acknowledged) for each in turns]
    for each in turns:
        each.press("t")
    for each, count in zip(turns, seen, strict=True):
        each.wait(lambda one, count=count: len(one.acknowledged) > count, "a verdict")
    asked = [each.asked for each in turns]
    for each in turns:
        each.press("\r")
    for each, before in zip(turns, asked, strict=True):
        each.wait(lambda one, before=before: one.asked != before, "the next question")


MANY_WINDOWS = {
    "many windows": Bench(
        about="two and four windows, with and without a screen, answer at once",
        attempt=_attempt,
        every=[
            *(("processes", seed, windows, 60) for seed in range(30) for windows in (2, 4)),
            *(("app", seed, windows, 60) for seed in range(15) for windows in (2, 4)),
        ],
        few=[("processes", 0, 4, 25), ("app", 0, 2, 40)],
        at_once=5,
    )
}

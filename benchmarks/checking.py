"""The cost of `check`: reading a deck and running every rule, against CSafeLoader's bare load.

`python -m benchmarks checking`, or `python -m benchmarks.checking [CARDS]` for another size. The
garbage collector is off for both. Memory is the peak of a separate process, minus its memory
before the start.
"""

import gc
import subprocess
import sys
from pathlib import Path

import yaml

from benchmarks.reading import deck
from benchmarks.timing import Ratio, interleaved
from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.lint.selection import ALL_CODES
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import Diagnostic, read_text
from coalition_quiz.decks.diagnostics import MOST_PROBLEMS

CARDS = 100_000
TARGET = 2.0
MEMORY_TARGET = 0.5
RUNS = 3

_MEMORY = """
import gc
from benchmarks import checking
from benchmarks.reading import deck
text = deck({count})
gc.disable()
before = checking.most_held_kb()
checking.{what}(text)
print(checking.most_held_kb() - before)
"""
_STATUS = Path("/proc/self/status")


def check(text: str) -> tuple[Diagnostic, ...]:
    """Read a deck and run every rule on it."""
    return lint(read_text(text, "benchmark.yaml"), Edtf(2026, 11, 23), {}, frozenset(ALL_CODES))


def load(text: str) -> None:
    """Load a deck with the YAML library alone."""
    yaml.load(text, Loader=yaml.CSafeLoader)


def most_held_kb() -> int:
    """Return the peak memory of this process in KB. Linux only: elsewhere a parent's counts too."""
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])


def measure(count: int = CARDS) -> list[Ratio]:
    """Measure time and memory for a deck of this size."""
    text = deck(count)
    # With a full list of problems, the rules would stop before the end.
    assert len(check(text)) < MOST_PROBLEMS
    gc.disable()
    ours, theirs = interleaved(lambda: check(text), lambda: load(text), RUNS)
    gc.enable()
    time = Ratio(f"check of {count:,} cards / CSafeLoader", ours, theirs, TARGET)
    return [time, _memory_ratio(count)] if _STATUS.exists() else [time]


def _memory_ratio(count: int) -> Ratio:
    return Ratio(
        f"memory of check, {count:,} cards / CSafeLoader",
        _memory("check", count),
        _memory("load", count),
        MEMORY_TARGET,
        "MB",
    )


def _memory(what: str, count: int) -> float:
    """Return the megabytes that a process needs in addition to the text."""
    code = _MEMORY.format(what=what, count=count)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def main() -> int:
    """Print the ratios; return 1 if a target is missed."""
    ratios = measure(int(sys.argv[1]) if len(sys.argv) > 1 else CARDS)
    for ratio in ratios:
        print(f"{ratio.name}: {ratio.value:.2f} (at most {ratio.target}), {ratio.figures}")
    return int(any(ratio.value > ratio.target for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main())

"""How long a quick command takes, against `python -c pass`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import Ratio, interleaved

RUNS = 31


def measure() -> list[Ratio]:
    """`coalition-quiz due` on the bundled decks, index warm, against an empty Python."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"COALITION_QUIZ_HOME": home, "PATH": str(Path(sys.executable).parent)}
        program = Path(sys.executable).with_name("coalition-quiz")
        due = [sys.executable, str(program), "due", "--json"]
        empty = [sys.executable, "-c", "pass"]

        def run(command: list[str]) -> None:
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)

        run(due)
        return [
            Ratio(
                "`due`, decks indexed / `python -c pass`",
                *interleaved(lambda: run(due), lambda: run(empty), RUNS),
                target=4.0,
            )
        ]

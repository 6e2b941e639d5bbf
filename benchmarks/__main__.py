"""Run every measurement: `python -m benchmarks [--json] [NAME …]`."""

import argparse
import json
import platform
import sys

from benchmarks import (
    browsing,
    checking,
    classes,
    covering,
    engines,
    figures,
    grading,
    growth,
    reading,
    screen,
    startup,
)
from benchmarks.timing import Measurement

MEASUREMENTS = {
    "startup": startup.measure,
    "reading": reading.measure,
    "checking": checking.measure,
    "covering": covering.measure,
    "screen": screen.measure,
    "home": screen.lifetime_home,
    "statistics": figures.measure,
    "browse": browsing.measure,
    "grading": grading.measure,
    "classes": classes.measure,
    "engines": engines.measure,
    "growth": growth.measure,
}


def main() -> int:
    """Measure, print a table or JSON, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    found = [each for name in arguments.names or MEASUREMENTS for each in MEASUREMENTS[name]()]
    print(_as_json(found) if arguments.json else _as_table(found))
    return int(any(each.value > each.target for each in found))


def _as_table(found: list[Measurement]) -> str:
    width = max((len(each.name) for each in found), default=0)
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    rows = [f"{'ours / base (×), or growth (^)':<{width}}   value  target   figures"]
    rows += [
        f"{each.name:<{width}} {each.value:7.2f} {each.target:7.2f}{each.mark}  {each.figures}"
        for each in found
    ]
    return "\n".join([machine, *rows])


def _as_json(found: list[Measurement]) -> str:
    return json.dumps([each.document for each in found], indent=2)


if __name__ == "__main__":
    sys.exit(main())

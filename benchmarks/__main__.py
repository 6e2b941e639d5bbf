"""Run every measurement: `python -m benchmarks [--json] [NAME …]`."""

import argparse
import json
import platform
import sys

from benchmarks import browsing, checking, engines, figures, reading, screen, startup
from benchmarks.timing import Ratio

MEASUREMENTS = {
    "startup": startup.measure,
    "reading": reading.measure,
    "checking": checking.measure,
    "screen": screen.measure,
    "statistics": figures.measure,
    "browse": browsing.measure,
    "engines": engines.measure,
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
    ratios = [ratio for name in arguments.names or MEASUREMENTS for ratio in MEASUREMENTS[name]()]
    print(_as_json(ratios) if arguments.json else _as_table(ratios))
    return int(any(ratio.value > ratio.target for ratio in ratios))


def _as_table(ratios: list[Ratio]) -> str:
    width = max((len(ratio.name) for ratio in ratios), default=0)
    machine = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    rows = [f"{'ours / base':<{width}}  ratio  target  figures"]
    rows += [
        f"{ratio.name:<{width}} {ratio.value:6.2f} {ratio.target:6.2f}×  {ratio.figures}"
        for ratio in ratios
    ]
    return "\n".join([machine, *rows])


def _as_json(ratios: list[Ratio]) -> str:
    return json.dumps(
        [
            {
                "name": ratio.name,
                "ratio": round(ratio.value, 3),
                "target": ratio.target,
                "ours": round(ratio.ours, 6),
                "base": round(ratio.base, 6),
                "unit": ratio.unit,
            }
            for ratio in ratios
        ],
        indent=2,
    )


if __name__ == "__main__":
    sys.exit(main())

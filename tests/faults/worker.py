"""Tries the cases that come on standard input, and tells what came of each.

Run as a program with the name of a bench. A case is a line of JSON, and so is each answer; a
crash of what is tried is a process that ends, see `running`.
"""

import faulthandler
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from faults.benches import BENCHES
from faults.running import MEMORY
from faults.tally import Tally


def main() -> None:
    """Answer until there is no more."""
    bench = BENCHES[sys.argv[1]]
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what others print there is no answer
    for line in sys.stdin:
        tally = Tally()
        faulthandler.dump_traceback_later(bench.seconds * 0.9)  # where a hang is, before its end
        with TemporaryDirectory(
            prefix="fault-", dir=MEMORY if bench.in_memory else None, ignore_cleanup_errors=True
        ) as folder:
            bench.attempt(tuple(json.loads(line)), Path(folder), tally)
        answers.write(f"{msgspec.json.encode(tally).decode()}\n")
        answers.flush()


if __name__ == "__main__":
    main()

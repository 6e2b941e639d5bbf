"""The program on a disk on which one operation fails.

Run as a program with the operation's name, the manner and its number, then the program's own
arguments.
"""

import os
import sys

from coalition_quiz.cli.main import main
from faults.disk import installed
from faults.disk_faults import MANNERS, Fault

if __name__ == "__main__":
    name, manner, number = sys.argv[1:4]
    installed().watch = Fault(name, MANNERS[name, manner], int(number), lasts=False).watch
    code = main(sys.argv[4:])
    sys.stdout.flush()
    sys.stderr.flush()
    # SQLite would call back into this VFS to close the cache, after Python has ended.
    os._exit(code)

"""The program on a disk on which one operation fails.

Run as a program with the operation's name, the manner and its number, then the program's own
arguments.
"""

import sys

from coalition_quiz.cli.main import main
from faults.disk import installed
from faults.disk_faults import MANNERS, Fault

if __name__ == "__main__":
    name, manner, number = sys.argv[1:4]
    installed().watch = Fault(name, MANNERS[name, manner], int(number), lasts=False).watch
    sys.exit(main(sys.argv[4:]))

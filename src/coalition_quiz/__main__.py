"""Run ``python -m coalition_quiz``."""

import sys

from coalition_quiz.cli import main

sys.exit(main())

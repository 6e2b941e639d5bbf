"""Run ``python -m coalition_quiz``."""

import sys

from coalition_quiz.cli.main import main

sys.exit(main())

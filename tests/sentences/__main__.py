"""List every sentence of the program for proofreading.

`python -m tests.sentences [PACKAGE …]` from the root of a checkout prints file, line and text.
Texts of rules and explanations are not listed: they are YAML files in the packages.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sentences.listing import sentences

for each in sentences(tuple(sys.argv[1:])):
    print(f"{each.path}:{each.line}: {each.text}")

"""D1xx, third part: what YAML can do and decks have no use for."""

from coalition_quiz.decks.explanations.explanation import Explanation

_DEEP = "[" * 17 + "Look" + "]" * 17

EXPLAINED = {
    "D106": Explanation(
        why=(
            "Of two equal keys YAML silently keeps one, and the other is lost. It comes about "
            "when a card is pasted into another one, or when the dash in front of a new card is "
            "forgotten. Keep one of them, or give the second card its dash."
        ),
        bad="""\
- id: gold
  typed: Which metal has the symbol Au?
  answer: Gold
  why: From the Latin word aurum.
  why: It was known in antiquity.
""",
        good="""\
- id: gold
  typed: Which metal has the symbol Au?
  answer: Gold
  why: From the Latin word aurum. Gold was known in antiquity.
""",
    ),
    "D110": Explanation(
        why=(
            "`<<` takes over the fields of another mapping, so that a card no longer says what "
            "it is made of, and changing one card changes others. Write the fields out: a card "
            "should be complete where it stands."
        ),
        bad="""\
- <<: {unit: km, within: 5%}
  id: rhine
  number: About how long is the Rhine?
  answer: 1,230
""",
        good="""\
- id: rhine
  number: About how long is the Rhine?
  answer: 1,230
  unit: km
  within: 5%
""",
    ),
    "D112": Explanation(
        why=(
            "A card is a few levels deep; a value far below that is brackets that belong to a "
            "text, or a file made to exhaust the program. Put a text that begins with brackets "
            "or braces in quotes."
        ),
        bad=f"""\
- id: brackets
  front: {_DEEP}
  back: A word in many brackets.
""",
        good=f"""\
- id: brackets
  front: "{_DEEP}"
  back: A word in many brackets.
""",
    ),
    "D113": Explanation(
        why=(
            "A line of `---` or `...` ends the deck for YAML, and what follows would be lost. It "
            "comes about when two decks are put into one file, or when such a line is drawn "
            "between cards. Write one deck a file, and part its cards by an empty line or a "
            "comment."
        ),
        bad="""\
format: 1
deck: moons
title: Moons
cards:
  - id: titan
    typed: Which planet does the moon Titan circle?
    answer: Saturn
---
  - id: io
    typed: Which planet does the moon Io circle?
    answer: Jupiter
""",
        good="""\
format: 1
deck: moons
title: Moons
cards:
  - id: titan
    typed: Which planet does the moon Titan circle?
    answer: Saturn

  - id: io
    typed: Which planet does the moon Io circle?
    answer: Jupiter
""",
    ),
    "D114": Explanation(
        why=(
            "A line that begins with % instructs YAML and is no part of the text. Decks need no "
            "such instruction. If the line goes on with a text, indent it; otherwise remove it."
        ),
        bad="""\
%YAML 1.2
---
format: 1
deck: oceans
title: Oceans
cards:
  - id: largest
    typed: Which ocean is the largest?
    answer: Pacific Ocean
""",
        good="""\
format: 1
deck: oceans
title: Oceans
cards:
  - id: largest
    typed: Which ocean is the largest?
    answer: Pacific Ocean
""",
    ),
}

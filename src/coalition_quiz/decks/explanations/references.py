"""D4xx: names that lead to something else in the deck."""

from coalition_quiz.decks.explanations.explanation import Explanation

_CAPITALS = """\
format: 1
deck: capitals
title: Capitals
pools:
  capitals:
    - Lisbon
    - Oslo
    - Paris
    - Rome
    - Vienna
cards:
  - id: capital-of-austria
    choice: Which city is the capital of Austria?
    answer: Vienna
    from: {}
"""
_SPACEFLIGHT = """\
format: 1
deck: spaceflight
title: Spaceflight
timelines:
  firsts:
    - date: 1957-10-04
      event: First artificial satellite
    - date: 1961-04-12
      event: First human in space
    - date: 1969-07-20
      event: First people on the Moon
cards:
  - id: firsts-in-space
    order: Put these events in order, the earliest first.
    from: {}
"""

EXPLAINED = {
    "D401": Explanation(
        why=(
            "A learner who asks where a fact stands would be sent nowhere. What comes before the "
            "comma is the key of one of the deck's `sources`; the place in it, such as a page, "
            "comes after the comma. Look for a typo, or add the work under `sources:`."
        ),
        bad="""\
- id: deepest-lake
  typed: Which lake is the deepest in the world?
  answer: Lake Baikal
  source: altas, page 3
""",
        good="""\
- id: deepest-lake
  typed: Which lake is the deepest in the world?
  answer: Lake Baikal
  source: atlas, page 3
""",
    ),
    "D402": Explanation(
        why=(
            "The wrong options of this card are to be drawn from a pool that is not there, so "
            "that it has none. Look for a typo in the name, or add the list under `pools:` at "
            "the top of the deck. Options for this card alone are better listed under `wrong`."
        ),
        bad=_CAPITALS.format("capital"),
        good=_CAPITALS.format("capitals"),
    ),
    "D403": Explanation(
        why=(
            "The events of this card are to be drawn from a timeline that is not there. Look for "
            "a typo in the name, or add the events under `timelines:` at the top of the deck. "
            "Rows for this card alone can be listed under `answer` in their right order."
        ),
        bad=_SPACEFLIGHT.format("first"),
        good=_SPACEFLIGHT.format("firsts"),
    ),
    "D404": Explanation(
        why=(
            "Variants belong to an answer, and are found by its text. If no answer is written "
            "exactly like that, they would never count, and learners would be graded wrongly. "
            "Write the answer before the colon letter by letter as it stands in the card."
        ),
        bad="""\
- id: benelux
  list: Name the three Benelux countries.
  answer:
    - Belgium
    - Luxembourg
    - Netherlands
  accept:
    The Netherlands:
      - Holland
""",
        good="""\
- id: benelux
  list: Name the three Benelux countries.
  answer:
    - Belgium
    - Luxembourg
    - Netherlands
  accept:
    Netherlands:
      - Holland
""",
    ),
}

"""D2xx: the deck around its cards."""

from coalition_quiz.decks.explanations.explanation import Explanation

_CARDS = """\
cards:
  - id: vienna
    typed: Which large river flows through Vienna?
    answer: Danube
"""

EXPLAINED = {
    "D201": Explanation(
        why=(
            "A deck has an id that answers are remembered under and a title that learners see; a "
            "bare list of cards has neither. Other YAML files, which have nothing to do with "
            "decks, look like this too. Begin with the keys of a deck, and put the cards below "
            "`cards:`."
        ),
        bad="""\
# Rivers
- id: vienna
  typed: Which large river flows through Vienna?
  answer: Danube
""",
        good=f"""\
# Rivers
format: 1
deck: rivers
title: Rivers
{_CARDS}""",
    ),
    "D202": Explanation(
        why=(
            "Every deck has `format`, `deck`, `title` and `cards`. Without `format` a later "
            "version could not know how to read the file, and without `deck` no answer could be "
            "remembered: nothing of such a deck can be studied. Add the key that is missing."
        ),
        bad=f"""\
format: 1
deck: rivers
{_CARDS}""",
        good=f"""\
format: 1
deck: rivers
title: Rivers
{_CARDS}""",
    ),
    "D203": Explanation(
        why=(
            "A key that nobody reads does nothing: what its author wanted does not happen. It is "
            "most often misspelt, or belongs to a card and stands too far to the left. Write it "
            "as the format does, or put a note to yourself in a comment."
        ),
        bad=f"""\
format: 1
deck: rivers
title: Rivers
license: CC0-1.0
{_CARDS}""",
        good=f"""\
format: 1
deck: rivers
title: Rivers
licence: CC0-1.0
{_CARDS}""",
    ),
    "D204": Explanation(
        why=(
            "The number says by which rules the file is written, so that a deck of today can be "
            "read for ever and a deck of tomorrow is not misread. There is one format so far, 1. "
            "A higher number needs a newer version of the program."
        ),
        bad=f"""\
format: v1
deck: rivers
title: Rivers
{_CARDS}""",
        good=f"""\
format: 1
deck: rivers
title: Rivers
{_CARDS}""",
    ),
    "D205": Explanation(
        why=(
            "The id stands in the history and in commands, so it has no spaces, accents or "
            "slashes. It is not the title: learners see that one, and it may be changed at any "
            "time. Choose an id of letters, digits and hyphens, and keep it."
        ),
        bad=f"""\
format: 1
deck: Rivers of Europe
title: Rivers of Europe
{_CARDS}""",
        good=f"""\
format: 1
deck: rivers-of-europe
title: Rivers of Europe
{_CARDS}""",
    ),
}

"""D1xx, first part: the lines of a file do not fit together as YAML."""

from coalition_quiz.decks.explanations.explanation import Explanation

EXPLAINED = {
    "D102": Explanation(
        why=(
            "A line of a deck is `key: text`. Without the colon, or without a space after it, "
            "YAML sees no key, and the lines around it mean something else too. A no-break space "
            "or a full-width colon, as some keyboards and word processors write them, does not "
            "count. Write a plain colon and a plain space."
        ),
        bad="""\
- id: nile
  typed:Into which sea does the Nile flow?
  answer: Mediterranean Sea
""",
        good="""\
- id: nile
  typed: Into which sea does the Nile flow?
  answer: Mediterranean Sea
""",
    ),
    "D104": Explanation(
        why=(
            "How wide a tab is depends on the editor, so that the same file would mean different "
            "things to different people; YAML forbids tabs in front of a line. Set your editor "
            "to write spaces when you press Tab."
        ),
        bad="""\
- id: jupiter
\ttyped: Which planet has the Great Red Spot?
\tanswer: Jupiter
""",
        good="""\
- id: jupiter
  typed: Which planet has the Great Red Spot?
  answer: Jupiter
""",
    ),
    "D105": Explanation(
        why=(
            "A text that begins with a quote goes on to the next quote of the same sort, over "
            "any number of lines, and takes the cards that follow with it. Either the closing "
            "quote was forgotten, or the first one belongs to the text. Close it, or put the "
            "whole text in quotes of the other sort."
        ),
        bad="""\
- id: aurora
  front: "Aurora borealis
  back: The northern lights.
""",
        good="""\
- id: aurora
  front: "Aurora borealis"
  back: The northern lights.
""",
    ),
    "D116": Explanation(
        why=(
            "The indentation says which lines belong together. A line that begins a column to "
            "the left or to the right of its neighbours belongs to something else, and often to "
            "nothing at all. Begin all keys of a card in the same column, and all dashes in one."
        ),
        bad="""\
- id: everest
  typed: Which mountain is the highest above sea level?
   answer: Mount Everest
""",
        good="""\
- id: everest
  typed: Which mountain is the highest above sea level?
  answer: Mount Everest
""",
    ),
    "D117": Explanation(
        why=(
            "What begins with [ or { goes on to the bracket that closes it, over any number of "
            "lines, so that the keys after it are lost. Close it, or write one value a line "
            "after dashes, which needs no brackets. If the bracket belongs to the text, put the "
            "text in quotes."
        ),
        bad="""\
- id: primary-colours
  list: Name the three primary colours of light.
  answer: [red, green, blue
""",
        good="""\
- id: primary-colours
  list: Name the three primary colours of light.
  answer: [red, green, blue]
""",
    ),
    "D118": Explanation(
        why=(
            "In double quotes a backslash begins an escape such as \\n, and most letters after "
            "it mean nothing. Formulas, regular expressions and the brackets of a cloze have "
            "backslashes of their own. Write such a text in single quotes, or without quotes."
        ),
        bad="""\
- id: digit
  front: "What does \\d match in a regular expression?"
  back: A digit.
""",
        good="""\
- id: digit
  front: 'What does \\d match in a regular expression?'
  back: A digit.
""",
    ),
}

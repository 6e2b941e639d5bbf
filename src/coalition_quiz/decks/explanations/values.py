"""D3xx, second part: what the fields of a card hold."""

from coalition_quiz.decks.explanations.explanation import Explanation

EXPLAINED = {
    "D308": Explanation(
        why=(
            "A question or an answer of nothing cannot be shown or graded. Most often it was "
            "meant to be filled in later, or YAML took the text away: what follows a # is a "
            "comment. Write the text, or take the card out until there is one."
        ),
        bad="""\
- id: longest-bone
  typed: Which bone of the human body is the longest?
  answer:
""",
        good="""\
- id: longest-bone
  typed: Which bone of the human body is the longest?
  answer: Femur
  accept:
    - thigh bone
""",
    ),
    "D309": Explanation(
        why=(
            "04/05/1969 is in April to some and in May to others, and names of months belong to "
            "one language. Dates in decks are therefore written as EDTF does, the year first: "
            "1969, 1969-07, 1969-07-20, or 1969-22 for a summer. Learners may type dates as they "
            "are used to, whatever the deck writes."
        ),
        bad="""\
- id: moon-landing
  date: On what day did people first land on the Moon?
  answer: 20 July 1969
""",
        good="""\
- id: moon-landing
  date: On what day did people first land on the Moon?
  answer: 1969-07-20
""",
    ),
    "D310": Explanation(
        why=(
            "A number is compared with what the learner types, so words and units around it are "
            "in the way. Write digits, with commas between thousands if you like; how far off an "
            "answer may be goes to `within`, and what is counted to `unit`. Powers of ten such "
            "as 6.022e23 are not read: ask for the exponent alone, or for the figures before it. "
            "Numbers such as `need` and `options` must also fit what the card has."
        ),
        bad="""\
- id: moon-distance
  number: How far is the Moon from the Earth on average?
  answer: about 384,400 km
""",
        good="""\
- id: moon-distance
  number: How far is the Moon from the Earth on average?
  answer: 384,400
  within: 5%
  unit: km
""",
    ),
    "D311": Explanation(
        why=(
            "A learner can say true or false and nothing between. A statement that is neither is "
            "better asked in another way, or made narrow enough to be the one or the other. What "
            "there is to add goes to `why`."
        ),
        bad="""\
- id: ocean-share
  truth: The surface of the Earth is covered by water.
  answer: mostly
""",
        good="""\
- id: ocean-share
  truth: Most of the surface of the Earth is covered by water.
  answer: true
  why: The oceans cover about 71 percent of it.
""",
    ),
    "D314": Explanation(
        why=(
            "One row cannot be put in order, one pair needs no joining, a choice needs something "
            "to choose from, and a deck without cards has nothing to ask. Add entries, or ask the "
            "same thing with a kind that needs only one, such as `typed`."
        ),
        bad="""\
- id: currencies
  match: Join each country to its currency.
  pairs:
    Japan: yen
""",
        good="""\
- id: currencies
  match: Join each country to its currency.
  pairs:
    India: rupee
    Japan: yen
    Sweden: krona
""",
    ),
    "D315": Explanation(
        why=(
            "The learner would see the same text twice and could not know which one is meant; of "
            "two equal right sides of a match, either would fit. It comes about by copying a "
            "line and forgetting to change it. Change one of them, or remove it."
        ),
        bad="""\
- id: red-planet
  choice: Which planet is called the red planet?
  answer: Mars
  wrong:
    - Jupiter
    - Saturn
    - Jupiter
""",
        good="""\
- id: red-planet
  choice: Which planet is called the red planet?
  answer: Mars
  wrong:
    - Jupiter
    - Saturn
    - Venus
""",
    ),
    "D316": Explanation(
        why=(
            "The same text would be right and wrong at once, and whoever picks it could be told "
            "either. It comes about when the options are all listed under `wrong`, the right one "
            "among them. List only the others there."
        ),
        bad="""\
- id: capital-of-canada
  choice: Which city is the capital of Canada?
  answer: Ottawa
  wrong:
    - Montreal
    - Ottawa
    - Toronto
    - Vancouver
""",
        good="""\
- id: capital-of-canada
  choice: Which city is the capital of Canada?
  answer: Ottawa
  wrong:
    - Montreal
    - Toronto
    - Vancouver
""",
    ),
    "D318": Explanation(
        why=(
            "In a cloze, square brackets hold what is asked for; without them nothing is hidden, "
            "and with one missing it is not clear where the gap ends. Every gap has an answer, "
            "and after a bar perhaps a hint. Brackets that belong to the text are written \\[ "
            "and \\]."
        ),
        bad="""\
- id: water
  cloze: Water consists of [hydrogen and oxygen.
""",
        good="""\
- id: water
  cloze: Water consists of hydrogen and [oxygen|a gas].
""",
    ),
    "D319": Explanation(
        why=(
            "What a card shows is wrapped and drawn as a whole, so that a book in one text, or a "
            "hundred thousand options, would keep the learner waiting at every key. A card may "
            "take 1,000 lines of 80 characters on a screen, or 10,000 where it is a `list` or "
            "shows some of its options only, and a text in a pool or a timeline may take 10. "
            "Make several cards of it, or draw the wrong options from a pool, which may have any "
            "number of texts."
        ),
    ),
}

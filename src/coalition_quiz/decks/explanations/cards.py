"""D3xx, first part: what a card is made of."""

from coalition_quiz.decks.explanations.explanation import Explanation

EXPLAINED = {
    "D301": Explanation(
        why=(
            "A card is made of keys, such as `front:` and `back:`. An entry without any says "
            "neither how it is asked nor what is right. Most often a question stands there alone. "
            "Write it after the key of its kind, and the answer below it."
        ),
        bad="""\
- Which gas do plants take in for photosynthesis?
""",
        good="""\
- id: photosynthesis
  typed: Which gas do plants take in for photosynthesis?
  answer: Carbon dioxide
  accept:
    - CO2
""",
    ),
    "D302": Explanation(
        why=(
            "The key in front of the question says how it is answered: typed, chosen from "
            "options, put in order, and so on. Without one of these keys nobody knows what to "
            "ask. Put the question behind one of the ten, and look for a typo in it first."
        ),
        bad="""\
- id: smallest-continent
  question: Which continent is the smallest?
  answer: Australia
""",
        good="""\
- id: smallest-continent
  typed: Which continent is the smallest?
  answer: Australia
""",
    ),
    "D303": Explanation(
        why=(
            "A card is asked in one way. With two kinds it would have two questions, and one of "
            "them would never be seen. Keep one of the keys, or make two cards; to ask the same "
            "fact in both directions, a `front` card has `both: true`."
        ),
        bad="""\
- id: iron
  front: Fe
  back: Iron
  typed: Which metal has the symbol Fe?
""",
        good="""\
- id: iron
  typed: Which metal has the symbol Fe?
  answer: Iron
""",
    ),
    "D304": Explanation(
        why=(
            "A field that nobody reads does nothing: the hint is not shown, the variant is not "
            "accepted. It is most often misspelt. Write it as the format does, or put a note to "
            "yourself in a comment."
        ),
        bad="""\
- id: largest-desert
  typed: Which hot desert is the largest?
  answer: Sahara
  hints: It is in Africa.
""",
        good="""\
- id: largest-desert
  typed: Which hot desert is the largest?
  answer: Sahara
  hint: It is in Africa.
""",
    ),
    "D305": Explanation(
        why=(
            "The field exists, but not for this kind of card, where it would do nothing. Either "
            "the card is of another kind than you meant, or the field was left over when it was "
            "changed. Change the kind, or remove the field."
        ),
        bad="""\
- id: mont-blanc
  typed: About how high is Mont Blanc?
  answer: 4806
  unit: m
""",
        good="""\
- id: mont-blanc
  number: About how high is Mont Blanc?
  answer: 4806
  within: 100
  unit: m
""",
    ),
    "D306": Explanation(
        why=(
            "Without this field the card cannot be asked or graded: a choice needs wrong "
            "options, a typed card an answer. It may also stand there under a misspelt name, "
            "which is then told beside it. Add it."
        ),
        bad="""\
- id: hottest-planet
  choice: Which planet has the hottest surface?
  answer: Venus
""",
        good="""\
- id: hottest-planet
  choice: Which planet has the hottest surface?
  answer: Venus
  wrong:
    - Earth
    - Mars
    - Mercury
""",
    ),
    "D307": Explanation(
        why=(
            "A field holds one text, a list or a mapping, and cannot guess which part of another "
            "shape was meant. A typed card, for example, shows one answer; its other spellings "
            "go to `accept`. Brackets or a colon can also make a list or a mapping of what was "
            "meant as a text: that needs quotes."
        ),
        bad="""\
- id: salt
  typed: What is the chemical name of table salt?
  answer: [Sodium chloride, NaCl]
""",
        good="""\
- id: salt
  typed: What is the chemical name of table salt?
  answer: Sodium chloride
  accept:
    - NaCl
""",
    ),
    "D317": Explanation(
        why=(
            "The two fields say different things about the same matter, and whichever was "
            "followed, the other would be ignored. Rows are either listed under `answer` or "
            "drawn from a timeline with `from`; wrong options are either listed or drawn from a "
            "pool. Keep what you mean."
        ),
        bad="""\
- id: inner-planets
  order: Put these planets in order, the nearest to the Sun first.
  answer:
    - Mercury
    - Venus
    - Earth
    - Mars
  draw: 3
""",
        good="""\
- id: inner-planets
  order: Put these planets in order, the nearest to the Sun first.
  answer:
    - Mercury
    - Venus
    - Earth
    - Mars
""",
    ),
}

"""D3xx and D4xx about ids: what a learner remembers is kept under them."""

from coalition_quiz.decks.explanations.explanation import Explanation

EXPLAINED = {
    "D312": Explanation(
        why=(
            "What a learner remembers of a card is kept under its id, so it has to be short and "
            "the same everywhere: letters a–z, digits, `-`, `_` and `.`. Spaces, accents and "
            "slashes are taken for something else. Join the words by hyphens."
        ),
        bad="""\
- id: capital of Peru
  typed: Which city is the capital of Peru?
  answer: Lima
""",
        good="""\
- id: capital-of-peru
  typed: Which city is the capital of Peru?
  answer: Lima
""",
    ),
    "D313": Explanation(
        why=(
            "Two cards with one id would share one history: knowing the one would count as "
            "knowing the other. It comes about when a card is copied and its id left as it was. "
            "Cards without an id go by their question, so two that ask the same collide as well. "
            "Give the new card an id of its own."
        ),
        bad="""\
- id: largest
  typed: Which planet of the Solar System is the largest?
  answer: Jupiter
- id: largest
  typed: Which moon of Saturn is the largest?
  answer: Titan
""",
        good="""\
- id: largest-planet
  typed: Which planet of the Solar System is the largest?
  answer: Jupiter
- id: largest-moon-of-saturn
  typed: Which moon of Saturn is the largest?
  answer: Titan
""",
    ),
    "D405": Explanation(
        why=(
            "`was` hands the history of an earlier id over to this card. If another card has "
            "that id now, or claims the same earlier one, it is not clear whose history it is, "
            "and one of them would lose it. Remove it here, or give the other card another id."
        ),
        bad="""\
- id: tokyo
  typed: Which city is the capital of Japan?
  answer: Tokyo
- id: edo
  was: tokyo
  typed: Which city was called Edo until 1868?
  answer: Tokyo
""",
        good="""\
- id: capital-of-japan
  was: tokyo
  typed: Which city is the capital of Japan?
  answer: Tokyo
- id: edo
  typed: Which city was called Edo until 1868?
  answer: Tokyo
""",
    ),
    "D406": Explanation(
        why=(
            "Answers are remembered under the deck's id, so that two decks with one id mix up "
            "their histories; only the first of them is studied. It comes about when a deck is "
            "copied to make another one, or when an old copy lies in the same folder. Give the "
            "new deck another id, or move the copy away."
        ),
    ),
}

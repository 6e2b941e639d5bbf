"""The results of a large class: 500 pupils and 100 questions, against the 2 seconds promised."""

import json
import random
import time

from benchmarks.timing import Ratio
from coalition_quiz.classroom.answer_sheets import FORMAT, read_handed_in
from coalition_quiz.classroom.class_test import ClassTest, Plan, make_test
from coalition_quiz.classroom.reports import results_as_text
from coalition_quiz.classroom.results import grade_class
from coalition_quiz.core.items import items_of
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.decks import read_text

_PUPILS = 500
_QUESTIONS = 100
_PROMISED_S = 2.0
_RUNS = 3
_DIFFERENT = 100
"""How many different wrong answers there are to a question where pupils type."""
_KINDS = (
    "typed: 'What is the name of town {0}?', answer: Town {0}",
    "choice: 'Which is thing {0}?', answer: Thing {0}, wrong: [One, Two, Three]",
    "number: 'How many are there in {0}?', answer: {0}",
    "truth: 'So it is in {0}.', answer: true",
)


def measure() -> list[Ratio]:
    """The processor time of reading, grading and analysing all sheets, over what is promised."""
    test = large_test()
    sheets = sheets_of(test)
    taken = min(_taken(test, sheets) for _ in range(_RUNS))
    name = f"the results of {_PUPILS} pupils × {_QUESTIONS} questions"
    return [Ratio(name, taken, _PROMISED_S, target=1)]


def large_test() -> ClassTest:
    """Make a test with questions of four kinds."""
    cards = "".join(
        f"  - {{id: c{at}, {_KINDS[at % len(_KINDS)].format(at)}}}\n" for at in range(_QUESTIONS)
    )
    deck = read_text(f"format: 1\ndeck: large\ntitle: Large\ncards:\n{cards}", "large.yaml").deck
    assert deck is not None
    plan = Plan("large", QuizCriteria(_QUESTIONS), seed=1)
    return make_test(items_of(deck), plan)[0]


def sheets_of(test: ClassTest, seed: int = 1) -> list[bytes]:
    """Write a sheet per pupil."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark needs the same sheets each time
    sheets = []
    for number in range(_PUPILS):
        answers = {each.key: _answer(chance, each.item, each.kind) for each in test.questions}
        told = {"format": FORMAT, "test": test.id, "code": f"P{number}", "answers": answers}
        sheets.append(json.dumps(told).encode())
    return sheets


def _answer(chance: random.Random, item: str, kind: str) -> dict[str, object]:
    number = item.removeprefix("large/c")
    other = chance.randrange(_DIFFERENT)
    match kind:
        case "typed":
            texts = (f"town {number}", "Town", f"Village {other}")
            return {"type": "wrote", "text": chance.choice(texts)}
        case "choice":
            option = chance.choice((f"Thing {number}", "One", "Two", "Three"))
            return {"type": "picked", "options": [option]}
        case "number":
            return {"type": "wrote", "text": chance.choice((number, f"{other}"))}
        case _:
            return {"type": "judged", "answer": chance.random() < 0.7}


def _taken(test: ClassTest, sheets: list[bytes]) -> float:
    start = time.process_time()
    handed_in = [read_handed_in(test, f"{at}.json", each) for at, each in enumerate(sheets)]
    results_as_text(grade_class(test, handed_in))
    return time.process_time() - start

"""The keys that answer a question, correctly or not."""

from random import Random

from textual.keys import _character_to_key

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.grade import answer_to
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.questions import ListTask

JUNK = ("x", "no idea", "42", "[/b]", "1998", "Ünï", "a; b", "Ж", "٣", "true")
_MOST_DIGITS = 9


def typed(text: str) -> list[str]:
    """Return the keys that type a text."""
    return [each if each.isalnum() else _character_to_key(each) for each in text]


def right_keys(question: Question) -> list[str] | None:
    """Return the keys of the deck's own answer, or None if single keys cannot give it."""
    match question.task:
        case FlipTask():
            return ["enter"]
        case ChoiceTask(options, many):
            numbers = [at for at, option in enumerate(options, 1) if option.right]
            if max(numbers) > _MOST_DIGITS:
                return None
            return [*map(str, numbers), *(["enter"] if many else [])]
        case TrueFalseTask(answer):
            return ["t" if answer else "f"]
        case OrderTask(rows, answer):
            return _arranged(list(rows), list(answer))
        case MatchTask(lefts, rights, pairs):
            mates = dict(pairs)
            letters = (chr(97 + rights.index(mates[left])) for left in lefts)
            pairs_of_keys = ((str(at), letter) for at, letter in enumerate(letters, 1))
            return [*(key for pair in pairs_of_keys for key in pair), "enter"]
        case ListTask(entries, need):
            texts = (entry.text for entry in entries[:need])
            return [key for text in texts for key in (*typed(text), "enter")]
        case _:
            return [*typed(answer_to(question.task)[0]), "enter"]


def wrong_keys(question: Question, random: Random) -> list[str]:
    """Return the keys of another answer."""
    match question.task:
        case FlipTask():
            return ["enter"]
        case ChoiceTask(options, many):
            number = str(random.randint(1, min(len(options), _MOST_DIGITS)))
            return [number, "enter"] if many else [number]
        case TrueFalseTask():
            return [random.choice("tf")]
        case OrderTask():
            return ["space", "down", "enter"]
        case MatchTask(_, rights):
            letters = [chr(97 + at) for at in range(len(rights))]
            return [*random.sample(letters, len(letters)), "enter"]
        case _:
            return [*typed(random.choice(JUNK)), "enter"]


def _arranged(rows: list[str], answer: list[str]) -> list[str]:
    """Move each row to its place in turn. The cursor goes with it."""
    keys: list[str] = []
    cursor = 0
    for place, row in enumerate(answer):
        at = rows.index(row)
        step = "down" if at > cursor else "up"
        keys += [step] * abs(at - cursor) + [str(place + 1)]
        rows.insert(place, rows.pop(at))
        cursor = place
    # If nothing had to move, the first Enter only asks.
    return [*keys, "enter"]

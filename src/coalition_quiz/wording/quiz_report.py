"""The report of a quiz: its score, and each question with its answers. All pure."""

from collections.abc import Iterator

from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.daily_quiz import DailyLine
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result
from coalition_quiz.wording.calibration import CONFIDENCE_NAMES
from coalition_quiz.wording.cards import counted, spoken_prompt
from coalition_quiz.wording.figures import (
    duration,
    percent_in_words,
    percent_of,
    time_in_words,
)
from coalition_quiz.wording.sentences import one_line, sentence
from coalition_quiz.wording.tree import Node, Role, section, signed

_VERDICTS = {Outcome.RIGHT: (Role.RIGHT, "Right"), Outcome.PARTLY: (Role.PARTLY, "Partly right")}
_WRONG = (Role.WRONG, "Wrong")
_MS_A_MINUTE = 60_000
_PAIR = " – "

TAKEN_TODAY = "You have taken today's quiz. This is its result."
SHARE = "Pass this line on. It does not give any answer away."


def describe_score(result: Result) -> tuple[Node, Node]:
    """Describe the score in a title, and in a note how the quiz was taken."""
    score = f"{result.score} of {result.asked} right ({percent_of(result.score, result.asked)})"
    share = percent_in_words(result.score / result.asked if result.asked else 0)
    spoken = f"{result.score} of {counted(result.asked, 'question')} right, {share}."
    return Node(Role.TITLE, score, spoken=spoken), _how_taken(result)


def describe_verified(line: DailyLine, same_questions: bool, agrees: bool) -> Iterator[str]:
    """Say whether the line of a quiz of the day fits these decks and itself."""
    yield f"Quiz of {line.date}: {line.score} of {line.asked} right."
    if same_questions:
        yield "The questions are those of these decks."
    else:
        yield "The questions are not those of these decks. The learner has other decks or versions."
    if agrees:
        yield "The score, the signs and the code agree."
    else:
        yield "The score, the signs and the code do not agree, so the line was changed."


def describe_question(line: QuestionResult) -> tuple[Node, Node, Node]:
    """Describe a question: the verdict, the prompt, and a section of named details."""
    prompt = Node(Role.TITLE, line.prompt, spoken=spoken_prompt(line.prompt, line.kind))
    return describe_verdict(line), prompt, section(*_details(line))


def describe_verdict(line: QuestionResult) -> Node:
    """Describe whether a question was answered right."""
    if not line.answered:
        return Node(Role.UNANSWERED, "Not answered", spoken="Not answered.")
    role, text = _VERDICTS.get(line.outcome, _WRONG)
    if not line.self_rated:
        return Node(role, text, spoken=f"{text}.")
    spoken = f"{text}. You rated it yourself."
    return Node(role, f"{text}, self-rated", spoken=spoken)


def _how_taken(result: Result) -> Node:
    shown = [f"Taken in {duration(result.taken_ms)}"]
    if result.minutes:
        limit = duration(result.minutes * _MS_A_MINUTE)
        shown.append(f"time limit {limit} reached" if result.out_of_time else f"limit {limit}")
    shown.append(f"seed {result.seed}")
    shown.append("counted as reviews" if result.counts else "practice")
    until = ", until time was up" if result.out_of_time else ""
    moves = "changed" if result.counts else "did not change"
    spoken = (
        f"It took {time_in_words(result.taken_ms)}{until}.\n"
        f"Use --seed {result.seed} to get the same quiz again.\n"
        f"It {moves} your schedule."
    )
    return Node(Role.NOTE, ", ".join(shown) + ".", spoken=spoken)


def _details(line: QuestionResult) -> Iterator[Node]:
    if line.answer and not (line.is_right and line.given == line.answer):
        spoken = f"The answer: {_pieces(line.answer)}"
        yield Node(Role.ANSWER, "\n".join(line.answer), "Right answer", spoken)
    if line.given:
        spoken = f"Your answer: {_pieces(line.given)}"
        pieces = tuple(_given_pieces(line))
        shown = "\n".join(map(signed, pieces) if pieces else line.given)
        yield Node(Role.OWN_ANSWER, shown, "Your answer", spoken, pieces)
    if line.note and not line.self_rated:
        yield Node(Role.NOTE, line.note, "Note")
    if line.confidence and line.answered:
        name = CONFIDENCE_NAMES[line.confidence]
        yield Node(Role.NOTE, name, "How sure", f"How sure you were: {name}.")
    whys = [(part.given or part.expected, part.why) for part in line.parts if part.why]
    if whys:
        shown = "\n".join(f"{text}: {why}" for text, why in whys)
        spoken = "\n".join(f"{one_line(text)}: {why}" for text, why in whys)
        yield Node(Role.WHY, shown, "Notes on the options", spoken)
    if line.why:
        yield Node(Role.WHY, line.why, "Why")
    if line.disputed:
        yield Node(Role.NOTE, line.disputed, "Disputed", f"Disputed: {line.disputed}")
    yield from _sources(line)


def _given_pieces(line: QuestionResult) -> Iterator[Node]:
    """Yield the pieces of an answer that has several, each with whether it is right."""
    given = [part for part in line.parts if part.given]
    if len(given) < len(line.given):
        return
    for part in given:
        role = Role.RIGHT_PIECE if part.right else Role.WRONG_PIECE
        pair = (text for text in line.given if text.endswith(f"{_PAIR}{part.given}"))
        text = next(pair, part.given) if line.kind == "match" else part.given
        yield Node(role, text)


def _sources(line: QuestionResult) -> Iterator[Node]:
    according = f"according to {line.according_to}" if line.according_to else ""
    if line.as_of:
        spoken = sentence(", ".join(filter(None, [f"As of {line.as_of}", according])))
        yield Node(Role.SOURCE, line.as_of, "As of", spoken)
    if line.according_to:
        spoken = "" if line.as_of else sentence(according)
        yield Node(Role.SOURCE, line.according_to, "According to", spoken)
    if line.source:
        yield Node(Role.SOURCE, line.source, "Source", f"Source: {line.source}")
    if line.url:
        yield Node(Role.LINK, line.url, "Link")


def _pieces(texts: tuple[str, ...]) -> str:
    return sentence("; ".join(one_line(text).replace(_PAIR, ": ") for text in texts))

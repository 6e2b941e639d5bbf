"""What a quiz came to, in sentences. All pure."""

from collections.abc import Iterator

from coalition_quiz.core.questions.verdicts import Outcome
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result, Score
from coalition_quiz.plain.questions import prompt_of
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import percent_in_words, time_in_words
from coalition_quiz.wording.sentences import one_line, sentence

_OUTCOMES = {Outcome.RIGHT: "Right.", Outcome.PARTLY: "Partly right."}
_BLANK_LINE = " "
_PAIR = " – "


def heard(result: Result) -> Iterator[str]:
    """The score, in all and by deck and tag."""
    share = percent_in_words(result.score / result.asked)
    yield f"{result.score} of {counted(result.asked, 'question')} right, {share}."
    until = ", until the time was up" if result.out_of_time else ""
    yield f"It took {time_in_words(result.taken_ms)}{until}."
    yield f"The seed {result.seed} gives the same quiz again."
    yield "It counts for your schedule." if result.counts else "It does not move your schedule."
    yield from _shares("Deck", result.by_deck())
    yield from _shares("Tag", result.by_tag())


def missed_lines(result: Result) -> Iterator[str]:
    """Each question that was missed."""
    if not result.missed:
        yield "You missed none."
        return
    yield f"You missed {len(result.missed)}. They follow."
    yield from _numbered(result, only_missed=True)


def lines_of(result: Result) -> Iterator[str]:
    """Each question."""
    return _numbered(result, only_missed=False)


def _numbered(result: Result, *, only_missed: bool) -> Iterator[str]:
    for number, line in enumerate(result.lines, start=1):
        if not (only_missed and line.is_right):
            yield _BLANK_LINE
            yield from _told(number, line)


def _told(number: int, line: QuestionResult) -> Iterator[str]:
    yield f"Question {number}. {_outcome(line)}"
    yield prompt_of(line.prompt, line.kind)
    if line.given:
        yield f"Your answer: {_pieces(line.given)}"
    if not (line.is_right and line.given == line.answer):
        yield f"The answer: {_pieces(line.answer)}"
    yield "" if line.self_rated else line.note
    for part in line.parts:
        if part.why:
            yield f"{one_line(part.given or part.expected)}: {part.why}"
    yield line.why
    yield f"Disputed: {line.disputed}" if line.disputed else ""
    yield _rests_on(line)
    yield f"Source: {line.source}" if line.source else ""
    yield line.url


def _outcome(line: QuestionResult) -> str:
    if not line.answered:
        return "Not answered."
    said = _OUTCOMES.get(line.outcome, "Not right.")
    return f"{said} You rated it yourself." if line.self_rated else said


def _rests_on(line: QuestionResult) -> str:
    parts = [f"As of {line.as_of}"] if line.as_of else []
    parts += [f"according to {line.according_to}"] if line.according_to else []
    return sentence(", ".join(parts))


def _pieces(texts: tuple[str, ...]) -> str:
    return sentence("; ".join(one_line(text).replace(_PAIR, ": ") for text in texts))


def _shares(name: str, shares: tuple[Score, ...]) -> Iterator[str]:
    if len(shares) > 1:
        for each in shares:
            yield f"{name} {one_line(each.name)}: {each.right} of {each.asked}."

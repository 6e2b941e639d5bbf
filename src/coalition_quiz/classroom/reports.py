"""The results of a class as text, CSV, JSON, one HTML page, and feedback slips. Pure."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape

import msgspec

from coalition_quiz.classroom.class_test import ClassTest
from coalition_quiz.classroom.pages import read_page
from coalition_quiz.classroom.results import ClassResult, Mark, PupilResult, QuestionAnalysis
from coalition_quiz.core.kinds.grade import answer_to
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.statistics.item_analysis import WholeTest
from coalition_quiz.system.text import on_one_line, printable
from coalition_quiz.wording.figures import percent_of

FORMAT = 1
ABOUT = "The results of a class by code, with pupils' answers. No names."
ABOUT_VERDICTS = "The results of a class by code, without what pupils wrote. No names."
SMALL = "Small group: these figures say little."

SIGNS = {
    Outcome.RIGHT: "✓",
    Outcome.PARTLY: "≈",
    Outcome.WRONG: "✗",
    Outcome.UNREADABLE: "?",
    None: "–",
}
LEGEND = "✓ right  ≈ partly right  ✗ wrong  ? cannot be read  – no answer"

_WIDEST_PROMPT = 60


def results_as_json(result: ClassResult, *, verdicts_only: bool = False) -> str:
    """Render everything as JSON, in ASCII."""
    about = ABOUT_VERDICTS if verdicts_only else ABOUT
    pupils = [
        {"code": each.code, "version": each.version, "score": each.score, "answered": each.answered}
        | {"marks": msgspec.to_builtins(each.marks)}
        for each in result.pupils
    ]
    told = {"format": FORMAT, "about": about, **msgspec.to_builtins(result), "pupils": pupils}
    return json.dumps(told) + "\n"


def gradebook(result: ClassResult) -> str:
    """Render a table for a gradebook: a row per code, a column per question, as CSV."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    keys = [question.key for question in result.questions]
    write(["code", "version", "score", "out of", "percent", "answered", *keys])
    for pupil in result.pupils:
        asked = len(pupil.marks)
        share = round(100 * pupil.score / asked)
        points = [mark.points if mark.outcome else "" for mark in pupil.marks]
        head = [pupil.code, pupil.version, pupil.score, asked, share, pupil.answered]
        write([*head, *points])
    return text.getvalue()


def results_as_text(result: ClassResult) -> str:
    """Render the grid, the figures and the questions, hardest first, as plain text."""
    lines = [f"Results of {on_one_line(result.title)}", "", *figure_lines(result.figures), ""]
    lines += [*_grid(result), ""] if result.pupils else []
    for question in hardest_first(result.questions):
        lines += [*_question_lines(question, len(result.pupils)), ""]
    lines += _problem_lines(result)
    return "\n".join(lines).rstrip() + "\n"


def hardest_first(questions: Iterable[QuestionAnalysis]) -> list[QuestionAnalysis]:
    """Sort questions by facility, then by discrimination, the least telling first."""

    def key(question: QuestionAnalysis) -> tuple[float, float, str]:
        figures = question.figures
        telling = 1.0 if figures.discrimination is None else figures.discrimination
        return figures.facility, telling, question.key

    return sorted(questions, key=key)


def figure(value: float | None, digits: int = 2) -> str:
    """Write a figure, or a dash where it does not exist."""
    return "–" if value is None else f"{value:.{digits}f}".replace("-", "−")


def figure_lines(figures: WholeTest) -> Iterator[str]:
    """Yield the figures of a whole test as lines."""
    pupils = f"{figures.pupils} {'pupil' if figures.pupils == 1 else 'pupils'}"
    yield f"{pupils}, {figures.items} questions. Mean {figures.mean:.1f}, median {figures.median:g}"
    yield (
        f"Standard deviation {figure(figures.deviation)}, reliability (KR-20) "
        f"{figure(figures.alpha)}, standard error {figure(figures.standard_error)}"
    )
    if figures.is_small:
        yield SMALL


def _grid(result: ClassResult) -> Iterator[str]:
    width = max(len(pupil.code) for pupil in result.pupils)
    keys = [question.key[1:] for question in result.questions]
    yield " ".join([" " * width, "score", *(f"{key:>2}" for key in keys)])
    for pupil in result.pupils:
        signs = (
            f"{SIGNS[mark.outcome]:>{len(key)}}"
            for mark, key in zip(pupil.marks, keys, strict=True)
        )
        yield " ".join([f"{pupil.code:<{width}}", f"{pupil.score:>5}", *signs])
    yield LEGEND


def _question_lines(question: QuestionAnalysis, pupils: int) -> Iterator[str]:
    prompt = on_one_line(question.prompt)
    shown = f"{prompt[:_WIDEST_PROMPT]}…" if len(prompt) > _WIDEST_PROMPT else prompt
    figures = question.figures
    yield f"{question.key}  {shown}"
    yield (
        f"  {question.right} of {pupils} right ({percent_of(question.right, pupils)}), "
        f"discrimination {figure(figures.discrimination)}"
        + (f", {question.unanswered} without an answer" if question.unanswered else "")
    )
    yield f"  Answer: {on_one_line('; '.join(question.answer))}"
    for option in question.options:
        sign = "✓" if option.right else " "
        thirds = f"lower third {option.lower}, upper third {option.upper}"
        yield f"  {sign} {option.chosen:>3}  {on_one_line(option.text)}  ({thirds})"
    for wrong in question.wrong:
        yield f"    {wrong.count:>3}  {on_one_line(wrong.text)}"


def _problem_lines(result: ClassResult) -> list[str]:
    lines = []
    if result.missing:
        lines += [f"Nothing from: {', '.join(result.missing)}"]
    return lines + [
        f"{on_one_line(each.place)}: {on_one_line(each.text)}" for each in result.problems
    ]


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def results_as_html(result: ClassResult, *, verdicts_only: bool = False) -> str:
    """Render one page for a browser or a printer, without scripts."""
    about = ABOUT_VERDICTS if verdicts_only else ABOUT
    body = [
        f"<h1>Results of {_text(result.title)}</h1>",
        *(f"<p>{_text(line)}</p>" for line in figure_lines(result.figures)),
        _html_grid(result),
        "<h2>Questions, hardest first</h2>",
        *(_html_question(each, len(result.pupils)) for each in hardest_first(result.questions)),
        *(f"<p>{_text(line)}</p>" for line in _problem_lines(result)),
    ]
    return _page(f"Results of {result.title}", about, body)


def slips(test: ClassTest, result: ClassResult) -> str:
    """Render a page of feedback per code: right answers, explanations and sources."""
    about = "Feedback for each pupil, by code. It contains the right answers."
    body = [_slip(test, pupil) for pupil in result.pupils]
    return _page(f"Feedback: {result.title}", about, body)


def _page(title: str, about: str, body: Sequence[str]) -> str:
    head = (
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f'<meta name="description" content="{_text(about)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title><style>{read_page('results.css')}</style></head><body>",
    )
    return "\n".join((*head, *body, "</body></html>", ""))


def _html_grid(result: ClassResult) -> str:
    keys = "".join(f'<th class="n" scope="col">{each.key[1:]}' for each in result.questions)
    rows = "".join(_html_row(pupil) for pupil in result.pupils)
    return (
        '<div class="grid" tabindex="0" role="region" aria-label="Pupils and questions">'
        f'<table><thead><tr><th scope="col">Code<th class="n" scope="col">Score{keys}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div><p>{LEGEND}</p>"
    )


def _html_row(pupil: PupilResult) -> str:
    cells = "".join(
        f'<td class="n {mark.outcome.value if mark.outcome else ""}">{SIGNS[mark.outcome]}'
        for mark in pupil.marks
    )
    return f'<tr><th scope="row">{_text(pupil.code)}<td class="n">{pupil.score}{cells}</tr>'


def _html_question(question: QuestionAnalysis, pupils: int) -> str:
    share = percent_of(question.right, pupils)
    telling = figure(question.figures.discrimination)
    answer = "; ".join(question.answer)
    return (
        f'<article><p dir="auto"><b>{question.key}</b> {_text(question.prompt)}</p>'
        f"<p>{question.right} of {pupils} right ({share}), discrimination {telling}</p>"
        f'<p dir="auto">Answer: {_text(answer)}</p>{_option_table(question)}'
        f"{_wrong_table(question)}</article>"
    )


def _option_table(question: QuestionAnalysis) -> str:
    if not question.options:
        return ""
    rows = "".join(
        f'<tr><td dir="auto">{"✓ " if each.right else ""}{_text(each.text)}'
        f'<td class="n">{each.chosen}<td class="n">{each.lower}<td class="n">{each.upper}</tr>'
        for each in question.options
    )
    head = '<th>Option<th class="n">Chosen<th class="n">Lower third<th class="n">Upper third'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _wrong_table(question: QuestionAnalysis) -> str:
    if not question.wrong:
        return ""
    rows = "".join(
        f'<tr><td dir="auto">{_text(each.text)}<td class="n">{each.count}</tr>'
        for each in question.wrong
    )
    head = '<th>Wrong answer<th class="n">Pupils'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _slip(test: ClassTest, pupil: PupilResult) -> str:
    marks = {mark.key: mark for mark in pupil.marks}
    version = next(each for each in test.versions if each.name == pupil.version)
    parts = "".join(
        _slip_question(test, marks[key], number)
        for number, key in enumerate(version.order, start=1)
    )
    return (
        f'<section class="slip"><h1>{_text(pupil.code)}: {pupil.score} of {len(pupil.marks)}</h1>'
        f"<p>{_text(test.title)}</p>{parts}</section>"
    )


def _slip_question(test: ClassTest, mark: Mark, number: int) -> str:

    question = test.by_key[mark.key]
    answer = "; ".join(answer_to(test.task_of(question)))
    given = f"<br>Your answer: {_text('; '.join(mark.given))}" if mark.given else ""
    right = "" if mark.points else f"<br>Right answer: {_text(answer)}"
    why = f"<br>{_text(question.why)}" if question.why else ""
    source = f"<br>Source: {_text(question.source)}" if question.source else ""
    return (
        f'<article><p dir="auto">{number}. {SIGNS[mark.outcome]} {_text(question.prompt)}'
        f"{given}{right}{why}{source}</p></article>"
    )


def _text(text: str) -> str:
    return escape(printable(text))

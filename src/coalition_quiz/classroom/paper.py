"""A test on paper: its versions with answer sheets, and the keys for the teacher."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from coalition_quiz.classroom.class_test import ClassQuestion, ClassTest, Version
from coalition_quiz.classroom.pages import read_page
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.grade import answer_to
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.markdown.formats import Formats
from coalition_quiz.core.questions import ListTask, NumberTask, Task
from coalition_quiz.reports.formatted_html import formatted_html
from coalition_quiz.system.text import printable

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_FOR_TEACHER = (
    "For the teacher. The keys with the right answers follow the test: take them out before you "
    "hand it out."
)
_SHEET_LINE = '<span class="line"></span>'
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def paper_page(test: ClassTest, *, large: bool = False) -> str:
    """Render the test on paper: each version with its answer sheet, then the keys."""
    sections = [_version(test, version) for version in test.versions]
    sections += [_answer_sheet(test, version) for version in test.versions]
    sections += [_key(test, version) for version in test.versions]
    about = f'<p class="about">{_text(_FOR_TEACHER)}</p>'
    sections[0] = sections[0].replace("<section>", f"<section>{about}", 1)
    return _page(test.title, sections, large=large)


def slips_page(test: ClassTest) -> str:
    """Render the codes to cut out, one per pupil."""
    slips = "".join(
        f"<div><b>{code}</b>{_text(test.title)}<br>Version {test.version_for(code).name}</div>"
        for code in test.codes
    )
    about = "Cut out the codes. Keep the list of who has which code on paper only."
    section = (
        f'<section><h1>Codes</h1><p class="about">{about}</p><div class="slips">{slips}</div>'
        "</section>"
    )
    return _page(f"Codes: {test.title}", [section], large=False)


def _page(title: str, sections: Sequence[str], *, large: bool) -> str:
    head = (
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title><style>{read_page('paper.css')}</style></head>",
        '<body class="large">' if large else "<body>",
    )
    return "\n".join((*head, *sections, "</body></html>", ""))


def _version(test: ClassTest, version: Version) -> str:
    minutes = f" · {test.minutes} minutes" if test.minutes else ""
    count = len(version.order)
    points = f"{count} {'point' if count == 1 else 'points'}"
    articles = "".join(
        _article(test, version, key, number) for number, key in enumerate(version.order, start=1)
    )
    return (
        f'<section><h1 dir="auto">{_text(test.title)}</h1>'
        f"<p>Version {version.name} · {points}{minutes}</p>{_WHO}{articles}</section>"
    )


_WHO = '<p class="who"><span>Name</span><span>Code</span><span>Date</span></p>'


def _article(test: ClassTest, version: Version, key: str, number: int) -> str:
    question = test.by_key[key]
    language = next(deck.language for deck in test.decks if deck.id == question.deck)
    body = "".join(_answer_space(test.task_of(question, version), question.formats))
    prompt = formatted_html(question.prompt, question.formats)
    return (
        f'<article lang="{_text(language)}"><div class="prompt" dir="auto">'
        f'<span class="points">1 point <span class="id">{key}</span></span>'
        f"{number}. {prompt}</div>{_picture(question)}{body}</article>"
    )


def _picture(question: ClassQuestion) -> str:
    if not question.picture:
        return f"<p>Picture: {_text(question.alt)}</p>" if question.alt else ""
    credit = f'<span class="id">{_text(question.credit)}</span>' if question.credit else ""
    return f'<p><img src="{_text(question.picture)}" alt="{_text(question.alt)}"><br>{credit}</p>'


def _answer_space(task: Task, formats: Formats) -> Iterator[str]:
    match task:
        case ChoiceTask(options=options, many=many):
            if many:
                yield "<p>Mark all that are right.</p>"
            yield _listed([option.text for option in options], _boxed, formats)
        case TrueFalseTask():
            yield _listed(["True", "False"], _boxed, formats)
        case OrderTask(rows=rows):
            yield "<p>Put in order: write the letters.</p>"
            yield _listed(rows, _lettered, formats)
            yield _line("")
        case MatchTask(lefts=lefts, rights=rights):
            yield "<p>Write the letter that belongs to each number.</p>"
            left = _listed(lefts, _numbered, formats)
            right = _listed(rights, _lettered, formats)
            yield f'<div class="pairs">{left}{right}</div>'
        case ListTask(need=need):
            yield f"<p>Name {need}.</p>"
            yield _line("") * need
        case NumberTask(unit=unit):
            yield _line(unit)
        case _:
            yield _line("")


def _line(unit: str) -> str:
    shown = f"<span>{_text(unit)}</span>" if unit else ""
    return f'<div class="answer"><span class="line"></span>{shown}</div>'


def _listed(texts: Sequence[str], sign: Callable[[int], str], formats: Formats) -> str:
    rows = "".join(
        f'<li dir="auto">{sign(at)} {formatted_html(text, formats)}</li>'
        for at, text in enumerate(texts)
    )
    return f"<ul>{rows}</ul>"


def _boxed(at: int) -> str:
    return f'<span class="box"></span> <span class="letter">{_LETTERS[at % 26]}</span>'


def _lettered(at: int) -> str:
    return f'<span class="letter">{_LETTERS[at % 26]}</span>'


def _numbered(at: int) -> str:
    return f'<span class="box"></span> <span class="letter">{at + 1}.</span>'


def _answer_sheet(test: ClassTest, version: Version) -> str:
    rows = "".join(
        f'<tr><td class="number">{number}</td>{_sheet_cell(test, version, key)}</tr>'
        for number, key in enumerate(version.order, start=1)
    )
    return (
        f"<section><h1>Answer sheet, version {version.name}</h1>"
        f'<p dir="auto">{_text(test.title)}</p>{_WHO}'
        f"<table><thead><tr><th>No.<th>Answer</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _sheet_cell(test: ClassTest, version: Version, key: str) -> str:
    match test.task_of(test.by_key[key], version):
        case ChoiceTask(options=options):
            return _boxes([_LETTERS[at % 26] for at in range(len(options))])
        case TrueFalseTask():
            return _boxes(["True", "False"])
        case MatchTask(lefts=lefts):
            return _boxes([str(at) for at in range(1, len(lefts) + 1)])
        case OrderTask(rows=rows):
            return _boxes([f"{at}." for at in range(1, len(rows) + 1)])
        case ListTask(need=need):
            return f"<td>{_SHEET_LINE * need}</td>"
        case _:
            return f"<td>{_SHEET_LINE}</td>"


def _boxes(names: Sequence[str]) -> str:
    boxes = "".join(f'<span>{name} <span class="box"></span></span> ' for name in names)
    return f'<td class="boxes">{boxes}</td>'


def _key(test: ClassTest, version: Version) -> str:
    rows = "".join(
        _key_row(test, version, test.by_key[key], number)
        for number, key in enumerate(version.order, start=1)
    )
    return (
        f"<section><h1>Key, version {version.name}</h1>"
        f'<p>For the teacher only. <span dir="auto">{_text(test.title)}</span></p>'
        "<table><thead><tr><th>No.<th>Answer<th>Question</tr></thead>"
        f"<tbody>{rows}</tbody></table></section>"
    )


def _key_row(test: ClassTest, version: Version, question: ClassQuestion, number: int) -> str:
    task = test.task_of(question, version)
    letters = letters_of(task)
    answer = "<br>".join(formatted_html(each, question.formats) for each in answer_to(task))
    shown = f"<b>{letters}</b><br>{answer}" if letters else answer
    accepted = "".join(f"<br>also {_text(text)}" for text in question.accepted)
    return (
        f'<tr><td class="number">{number}</td><td dir="auto">{shown}{accepted}</td>'
        f'<td><span dir="auto">{formatted_html(question.prompt, question.formats)}</span> '
        f'<span class="id">{question.key} {_text(question.item)}</span></td></tr>'
    )


def letters_of(task: Task) -> str:
    """Write the right answer to a task as letters of its layout; empty if it has none."""
    match task:
        case ChoiceTask(options=options):
            return " ".join(_LETTERS[at % 26] for at, each in enumerate(options) if each.right)
        case OrderTask(rows=rows, answer=answer):
            return " ".join(_LETTERS[rows.index(row) % 26] for row in answer)
        case MatchTask(lefts=lefts, rights=rights, pairs=pairs):
            wanted = dict(pairs)
            places = (rights.index(wanted[left]) for left in lefts)
            return " ".join(
                f"{at}{_LETTERS[place % 26]}" for at, place in enumerate(places, start=1)
            )
    return ""


def _text(text: str) -> str:
    return escape(printable(text))

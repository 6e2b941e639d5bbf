"""The result of a quiz as one page of HTML in a single file, for a browser or a printer. Pure."""

from collections.abc import Iterator

from coalition_quiz.core.markdown.formats import Formats
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result, Score
from coalition_quiz.reports.formatted_html import STYLE, formatted_html, html
from coalition_quiz.wording.calibration import describe_calibration
from coalition_quiz.wording.figures import percent_of
from coalition_quiz.wording.quiz_report import describe_question, describe_score
from coalition_quiz.wording.tree import Node, Role, signed

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; }
.score { font-size: 1.8rem; font-weight: bold; margin: .5rem 0 0; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { text-align: left; padding: .15rem .5rem; border-bottom: 1px solid #8886; }
td:nth-child(n+2), th:nth-child(n+2) { text-align: right; width: 5rem; }
.bar { display: inline-block; height: .6rem; width: 4rem; border: 1px solid #888; }
.bar i { display: block; height: 100%; background: #2a7f62; print-color-adjust: exact; }
article { border-left: 4px solid #888; padding: .2rem 0 .2rem 1rem; margin: 1.2rem 0; }
article.right { border-color: #2a7f62; }
article.partly { border-color: #b7791f; border-left-style: dashed; }
article.wrong { border-color: #b83232; border-left-style: double; }
article h2 { font-size: .95rem; margin: 0; }
p, dd { white-space: pre-line; overflow-wrap: anywhere; }
article p { font-weight: bold; margin: .2rem 0; }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .1rem 1rem; margin: .3rem 0; }
dt { color: GrayText; } dd { margin: 0; }
@media print {
  body { margin: 0; max-width: none; font-size: 10pt; }
  article, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LINKED = ("https://", "http://")


def quiz_as_html(result: Result) -> str:
    """Render the page, without scripts, pictures or anything from another address."""
    title = html(f"Quiz of {result.when}")
    score, how_taken = describe_score(result)
    style = _STYLE + (STYLE if any(line.markdown for line in result.lines) else "")
    head = (
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{style}</style></head><body>",
    )
    body = (
        f'<h1>{title}</h1><p class="score">{html(score.text)}</p>',
        f"<p>{html(how_taken.text)}</p>",
        *([f"<p>{html(result.line_to_share)}</p>"] if result.daily else ()),
        *_calibration(result),
        *_table("Deck", result.by_deck()),
        *_table("Tag", result.by_tag()),
        *(_article(number, line) for number, line in enumerate(result.lines, start=1)),
    )
    return "\n".join((*head, *body, "</body></html>", ""))


def _calibration(result: Result) -> Iterator[str]:
    if calibration := result.calibration:
        yield from (f"<p>{html(node.text)}</p>" for node in describe_calibration(calibration))


def _table(name: str, shares: tuple[Score, ...]) -> Iterator[str]:
    yield f"<table><thead><tr><th>{name}<th>Right<th>Asked<th>Share<th></thead><tbody>"
    for each in shares:
        share = percent_of(each.right, each.asked)
        bar = f'<span class="bar" aria-hidden="true"><i style="width:{share}"></i></span>'
        figures = f"<td>{each.right}<td>{each.asked}<td>{share}<td>{bar}"
        yield f"<tr><td>{html(each.name)}{figures}</tr>"
    yield "</tbody></table>"


def _article(number: int, line: QuestionResult) -> str:
    verdict, prompt, details = describe_question(line)
    formats = line.formats
    terms = "".join(
        f"<dt>{node.name}</dt><dd>{_detail(node, formats)}</dd>" for node in details.children
    )
    # A paragraph cannot contain a list.
    element = "div" if prompt.text in formats else "p"
    asked = f"<{element}>{formatted_html(prompt.text, formats)}</{element}>"
    return (
        f'<article class="{html(line.outcome.value)}"><h2>{number}. {html(signed(verdict))}</h2>'
        f"{asked}<dl>{terms}</dl></article>"
    )


def _detail(node: Node, formats: Formats) -> str:
    text = formatted_html(node.text, formats)
    if node.role is Role.LINK and node.text.startswith(_LINKED):
        return f'<a rel="noreferrer" href="{text}">{text}</a>'
    return text

"""The coverage of a text as one page of HTML in a single file. Pure."""

from collections.abc import Iterator

from coalition_quiz.authoring.coverage import AskedFact, Coverage, CoveredSentence
from coalition_quiz.reports.coverage_text import (
    describe_cards,
    describe_fact,
    missing_lists,
    name_of,
    summary,
)
from coalition_quiz.reports.svg import text

GENERATOR = '<meta name="generator" content="coalition-quiz cover"/>'
"""Near the start of every page: only a file that has it is ever replaced."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_OFTEN = ("none", "once", "often")
_LEGEND = (
    "<p><mark>Asked by two cards or more</mark>, "
    '<mark class="once">by one</mark>, <mark class="none">by none</mark>.</p>'
)
_STYLE = """
:root { color-scheme: light dark; --none: #b83232; --once: #8a5a00; --often: #2a6f4e; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 0; }
p { margin: .4rem 0; overflow-wrap: anywhere; }
mark { background: none; color: inherit; border-bottom: 2px solid var(--often); }
mark.once { border-bottom: 2px dashed var(--once); }
mark.none { border-bottom: 3px double var(--none); }
details { margin: 0 0 .8rem 1rem; font-size: .9rem; } summary { cursor: pointer; }
li { overflow-wrap: anywhere; } .line { color: GrayText; font-size: .85rem; }
li.none::marker { content: "✗ "; } li.once::marker { content: "1 "; }
li.often::marker { content: "✓ "; }
@media (prefers-color-scheme: dark) {
  :root { --none: #ff8f8f; --once: #f0b95a; --often: #7fd1a8; }
}
@media print {
  :root { color-scheme: light; } body { margin: 0; max-width: none; font-size: 10pt; }
  p, li { break-inside: avoid; } h2 { break-after: avoid; }
}
"""


def coverage_as_html(title: str, coverage: Coverage) -> str:
    """Render the page, without scripts or anything from another address."""
    head = (
        "<!DOCTYPE html>",
        f'<html lang="en"><head><meta charset="utf-8"/>{GENERATOR}',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
        f"<title>{text(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{text(title)}</h1>",
        *(f"<p>{text(each)}</p>" for each in summary(coverage)),
        _LEGEND,
        "<h2>The text</h2>",
    )
    body = [line for each in coverage.sentences for line in _sentence(each)]
    return "\n".join((*head, *body, *_lists(coverage), "</body></html>", ""))


def _sentence(covered: CoveredSentence) -> Iterator[str]:
    yield f'<p dir="auto"><span class="line">{covered.line}</span> {_marked(covered)}</p>'
    if covered.facts:
        unasked = sum(not each.askings for each in covered.facts)
        note = f", {unasked} not asked" if unasked else ""
        yield f"<details><summary>Facts: {len(covered.facts)}{note}</summary><ul>"
        for each in covered.facts:
            names = ", ".join(map(name_of, each.askings))
            said = f"{describe_fact(each)}: {describe_cards(each)}" + (
                f": {names}" if names else ""
            )
            yield f'<li class="{_how_often(each)}">{text(said)}</li>'
        yield "</ul></details>"


def _marked(covered: CoveredSentence) -> str:
    """Mark the facts in a sentence. Of facts within each other, the shorter ones are marked."""
    sentence, pieces, at = covered.sentence, list[str](), covered.sentence.start
    for each in sorted(covered.facts, key=lambda one: (one.fact.start, one.fact.end)):
        fact = each.fact
        holds_another = any(
            other is not each and fact.start <= other.fact.start and other.fact.end <= fact.end
            for other in covered.facts
        )
        if fact.start >= at and not holds_another and fact.end <= sentence.end:
            pieces.append(text(sentence.text[at - sentence.start : fact.start - sentence.start]))
            shown = text(sentence.text[fact.start - sentence.start : fact.end - sentence.start])
            pieces.append(f'<mark class="{_how_often(each)}">{shown}</mark>')
            at = fact.end
    return "".join((*pieces, text(sentence.text[at - sentence.start :])))


def _how_often(asked: AskedFact) -> str:
    return _OFTEN[min(len(asked.askings), len(_OFTEN) - 1)]


def _lists(coverage: Coverage) -> Iterator[str]:
    for title, rows in missing_lists(coverage):
        yield f"<h2>{text(title.rstrip(':'))}</h2><ul>"
        yield from (f"<li>{text(row)}</li>" for row in rows)
        yield "</ul>"

"""The page on which pupils take a test: one file for any browser, without answers.

The page grades nothing. What it saves is graded by `classroom.results`.
"""

import base64
import hashlib
import json
from html import escape
from typing import Any

from coalition_quiz.classroom.class_test import ClassQuestion, ClassTest
from coalition_quiz.classroom.pages import read_page
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.questions import ListTask, NumberTask, Task
from coalition_quiz.reports.formatted_html import formatted_html
from coalition_quiz.system.text import printable

_ABOUT = "A test for pupils. It contains questions and no answers, and sends nothing."
_NO_SCRIPT = "This page needs JavaScript, which is switched off."


def player_page(test: ClassTest) -> str:
    """Render the page of a test."""
    script, style = read_page("player.js"), read_page("player.css")
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    title = escape(printable(test.title))
    # No text of a deck can end the element: `<` is escaped.
    data = json.dumps(_shown(test), ensure_ascii=False).replace("<", "\\u003c")
    head = (
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="description" content="{_ABOUT}">',
        f"<title>{title}</title><style>{style}</style></head><body>",
    )
    body = (
        "<header hidden></header>",
        f"<main><noscript><p>{_NO_SCRIPT}</p></noscript></main>",
        f'<script type="application/json" id="test">{data}</script>',
        f"<script>{script}</script></body></html>",
    )
    return "\n".join((*head, *body, ""))


def _shown(test: ClassTest) -> dict[str, Any]:
    """Collect what pupils may see; whatever is not named here stays out."""
    languages = {deck.id: deck.language for deck in test.decks}
    return {
        "id": test.id,
        "name": test.name,
        "title": printable(test.title),
        "minutes": test.minutes,
        "questions": [_question(test, each, languages[each.deck]) for each in test.questions],
        "versions": [
            {"name": version.name, "order": version.order, "layouts": version.layouts}
            for version in test.versions
        ],
    }


def _question(test: ClassTest, question: ClassQuestion, language: str) -> dict[str, Any]:
    task = test.task_of(question)
    kind = KINDS[question.task_kind].response.__struct_config__.tag
    shown: dict[str, Any] = {
        "key": question.key,
        "kind": kind,
        "prompt": question.prompt,
        "lang": language,
    }
    if question.picture or question.alt:
        shown |= {"picture": question.picture, "alt": question.alt, "credit": question.credit}
    if html := _formatted(question, task):
        shown["html"] = html
    match task:
        case ChoiceTask(many=many):
            return shown | {"many": many}
        case NumberTask(unit=unit):
            return shown | {"unit": unit}
        case MatchTask(lefts=lefts):
            return shown | {"lefts": lefts}
        case ListTask(need=need):
            return shown | {"need": need}
    return shown


def _formatted(question: ClassQuestion, task: Task) -> dict[str, str]:
    """Render the formatted texts that pupils see, by the texts without formatting."""
    formats = question.formats
    texts = (question.prompt, *task.offered) if formats else ()
    shown = {text: formatted_html(text, formats) for text in texts}
    return {text: html for text, html in shown.items() if html != escape(printable(text))}


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"

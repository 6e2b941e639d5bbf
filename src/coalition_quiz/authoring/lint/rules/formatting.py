"""Rules about formatting: signs that are shown as they are, and formulae that cannot be read."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import (
    CardView,
    Finding,
    LintContext,
    card_rule,
    deck_rule,
)

# T101 formatting-signs: stars, backticks or dollars in a deck without `text: markdown`.

_SIGNS = re.compile(
    r"(?<![\w*\\])(\*{1,2})(?=[^\s*])[^*\n]*[^\s*]\1(?![\w*])"  # *word*, **word**
    r"|(?<![\w`\\])`(?=[^\s`])[^`\n]*[^\s`]`(?![\w`])"  # `code`; a single letter is one, too
    r"|(?<![\w`\\])`[^\s`]`(?![\w`])"
    r"|(?<![\w*\\])\*[^\s*]\*(?![\w*])"
    r"|(?<![\w\\$])\$(?=[^\s$])[^$\n]*[\\^_{][^$\n]*[^\s\\]\$(?!\d)"  # $x^2$
    r"|(?<![\w\\$])\$[A-Za-z]\$(?!\w)"  # $x$
    r"|\[[^\]\n]+\]\(https?://[^\s)]+\)"  # [text](https://…)
)


@deck_rule("T101", "formatting-signs", "Signs of formatting are shown as they are.")
class _FormattingSigns:
    """A check of the whole deck, reported once: one line at the top formats all cards."""

    def __init__(self, context: LintContext) -> None:
        self._is_markdown = context.deck.is_markdown
        self._first: tuple[int, str, str] | None = None
        self._count = 0

    def see(self, view: CardView) -> None:
        """Look for signs in the texts of a card."""
        if self._is_markdown:
            return
        for key, text in _texts(view):
            if _may_have_signs(text) and (found := _SIGNS.search(text)):
                self._first = self._first or (view.number, key, found[0])
                self._count += 1
                break

    def found(self) -> Iterator[tuple[int, Finding]]:
        """Report the first card, and how many there are."""
        if self._first is not None:
            number, key, text = self._first
            others = f" (and so on in {self._count - 1:,} more cards)" if self._count > 1 else ""
            message = f"learners see `{text}` with these signs{others}".replace("``", "`")
            remedy = "Add `text: markdown` at the top of the deck, or remove the signs."
            yield number, Finding(message, remedy, key, text)


# T102 unreadable-formula: LaTeX that is shown as it is.

_FORMULA = re.compile(r"(?<![\\$\w])\$(?=\S)([^$\n]*\S)\$(?!\d)")


@card_rule("T102", "unreadable-formula", "A formula cannot be read.")
def _unreadable_formula(view: CardView) -> Iterator[Finding]:
    """Read what is left between dollars: a formula that was read has none."""
    if not view.context.deck.is_markdown:
        return
    from coalition_quiz.core.markdown.formula import read_formula  # noqa: PLC0415 - few decks need it

    for key, text in _texts(view):
        for found in _FORMULA.finditer(text) if "$" in text else ():
            if read_formula(found[1]) is None:
                message = f"the formula {found[0]} cannot be read, so it is shown as it is"
                remedy = r"Correct the LaTeX. If dollars are meant, write \$."
                yield Finding(message, remedy, key, found[0])


# T103 html-tag: HTML is text.

_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|sub|sup|br|p|code|span|img)(?: [^<>\n]*)?/?>", re.IGNORECASE
)


@card_rule("T103", "html-tag", "A tag of HTML is shown as it is.")
def _html_tag(view: CardView) -> Iterator[Finding]:
    """Look for tags, once per card."""
    for key, text in _texts(view):
        if "<" in text and (found := _TAG.search(text)):
            message = f"{found[0]} is shown as it is, because decks cannot contain HTML"
            remedy = "Use `text: markdown` and *emphasis* or $H_2O$, or remove the tag."
            yield Finding(message, remedy, key, found[0])
            return


def _texts(view: CardView) -> Iterator[tuple[str, str]]:
    """Yield the texts of a card that may be formatted, each with its field."""
    card = view.card
    yield view.kind, view.prompt
    for answer in view.options[: len(view.answers)]:
        yield _ANSWER_KEYS.get(view.kind, "answer"), answer
    for wrong in card.body.wrong[:100]:
        yield "wrong", wrong.text
        yield "wrong", wrong.why
    yield "why", card.why
    yield "hint", card.hint


_ANSWER_KEYS = {"front": "back", "match": "pairs", "cloze": "cloze"}


def _may_have_signs(text: str) -> bool:
    return "*" in text or "`" in text or "$" in text or "](" in text

"""Ignored rules: `lint_ignore` of a card, and whether it has any effect."""

from collections.abc import Collection, Iterator

from coalition_quiz.authoring.lint.registry import RULES
from coalition_quiz.authoring.lint.rule import Finding
from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.codes import CODES, Code

UNKNOWN = Code("L101", "ignores-nothing", "`lint_ignore` names no rule.", "warning")
NEEDLESS = Code("L102", "ignored-in-vain", "A rule is ignored that finds nothing here.", "warning")
_ERRORS = frozenset(
    each.code
    for each in (*CODES.values(), *(rule.as_code for rule in RULES.values()))
    if each.severity == "error"
)
_FIX = "Remove it here, and mend what the error is about."
_NAMED = {rule.name: rule.code for rule in RULES.values()}


class IgnoredRules:
    """The rules that the cards of a deck ignore."""

    def __init__(self, deck: Deck, codes: Collection[str]) -> None:
        self._codes = codes
        self._ignored: dict[int, set[str]] = {
            number: set(card.lint_ignore)
            for number, card in enumerate(deck.cards)
            if card.lint_ignore and not card.retired
        }
        self._used: dict[int, set[str]] = {}

    def suppresses(self, number: int, code: str) -> bool:
        """Whether a card ignores a rule that has found something in it."""
        if code in _ERRORS or code not in self._ignored.get(number, ()):
            return False
        self._used.setdefault(number, set()).add(code)
        return True

    def find_mistakes(self) -> Iterator[tuple[Code, int, Finding]]:
        """Find ignored codes without effect, after all rules have run."""
        for number, codes in self._ignored.items():
            for code in sorted(codes - self._used.get(number, set())):
                yield from self._mistake(number, code)

    def _mistake(self, number: int, code: str) -> Iterator[tuple[Code, int, Finding]]:
        if code not in RULES or code in _ERRORS:
            if UNKNOWN.code in self._codes:
                yield UNKNOWN, number, Finding(*_unknown(code), "lint_ignore", code)
        elif code in self._codes and NEEDLESS.code in self._codes:
            message = f"{code} finds nothing in this card"
            yield NEEDLESS, number, Finding(message, "Remove it.", "lint_ignore", code)


def _unknown(written: str) -> tuple[str, str]:
    """Explain why a text is not a warning's code, and what to do."""
    code = written.upper()
    meant = code if code in RULES else _NAMED.get(written.lower(), "")
    if code in _ERRORS or meant in _ERRORS:
        return f"`{written}` is an error's code; errors cannot be ignored", _FIX
    if meant:
        return f"no rule has the code `{written}`", f"Write {meant}."
    return f"no rule has the code `{written}`", "Write the code of a warning, such as Q101."

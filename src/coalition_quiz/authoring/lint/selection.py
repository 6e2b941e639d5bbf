"""The codes that are reported: selected, not ignored, and not ignored by a card's `lint_ignore`."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from coalition_quiz.authoring.lint.rule import Finding
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.codes import CODES, Code
from coalition_quiz.decks.diagnostics import Suggester
from coalition_quiz.system.errors import UsageError

UNKNOWN = Code("L101", "ignores-nothing", "`lint_ignore` has an unknown code.", "warning")
NEEDLESS = Code(
    "L102",
    "ignored-in-vain",
    "`lint_ignore` names a warning that this card does not have.",
    "warning",
)
ALL_CODES: dict[str, Code] = {**CODES, **RULES, **{code.code: code for code in (UNKNOWN, NEEDLESS)}}
"""All codes, of the reader and of the rules."""
RETIRED = frozenset(("Q209",))
"""Codes of rules that are gone. Decks and settings may still name them."""

_WARNINGS = frozenset(each.code for each in ALL_CODES.values() if each.severity == "warning")
_ERRORS = ALL_CODES.keys() - _WARNINGS
_NAMED = {each.name: each.code for each in ALL_CODES.values()}
_SAY_FIX = "Remove it and fix the error."


class Selection(Struct, frozen=True):
    """The warnings that the author wants to see. Errors are always reported.

    Attributes:
        select: codes or prefixes of codes (``Q``, ``Q1``, ``Q101``); all if empty.
        ignore: codes or prefixes to leave out.
        strict: whether a warning fails the check like an error.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False

    def codes(self) -> frozenset[str]:
        """Return the selected codes of warnings, and the codes of the errors that rules find."""
        chosen = _codes_with_prefix(self.select) if self.select else _WARNINGS
        return frozenset(chosen - _codes_with_prefix(self.ignore)) | (_ERRORS & RULES.keys())


def parse_selectors(selectors: Sequence[str], where: str) -> tuple[str, ...]:
    """Parse selectors into codes or prefixes of codes.

    Args:
        selectors: codes, prefixes or names, in any case.
        where: the place of the selectors, for messages.

    Raises:
        UsageError: if a selector matches no warning.
    """
    codes = []
    for selector in selectors:
        code = _as_code(selector)
        if not code or not any(each.startswith(code) for each in _WARNINGS | RETIRED):
            raise UsageError(f"{where}: {_selector_error(selector.strip(), code)}")
        codes.append(code)
    return tuple(codes)


def find_code(code: str) -> Code:
    """Find a code by its code or name.

    Raises:
        UsageError: if there is no such code.
    """
    found = ALL_CODES.get(_as_code(code))
    if found is None:
        hint = _suggestion(code) or "`check` prints codes such as D304 or Q101."
        raise UsageError(f"Unknown code `{code}`. {hint}")
    return found


def codes_starting_with(text: str) -> tuple[Code, ...]:
    """Return the codes that start with a text, in order; none for an empty text."""
    start = text.strip().upper()
    return tuple([code for _, code in sorted(ALL_CODES.items()) if code.code.startswith(start)])


def skips_language(language: str, codes: Collection[str]) -> bool:
    """Whether a deck's language is not supported by one of the selected rules."""
    understood = ("", language.partition("-")[0].lower())
    return any(rule.code in codes and rule.language not in understood for rule in RULES.values())


def _as_code(text: str) -> str:
    """Convert a code or a name to a code; other text is only put in upper case."""
    return _NAMED.get(text.strip().lower()) or text.strip().upper()


def _suggestion(text: str) -> str:
    """Ask whether the most similar code or name was meant; empty if none is similar."""
    close = Suggester().nearest(text, [*ALL_CODES, *_NAMED])
    return f"Did you mean `{close}`?" if close else ""


def _codes_with_prefix(selectors: Iterable[str]) -> set[str]:
    return {code for code in _WARNINGS if code.startswith(tuple(selectors))}


def _selector_error(selector: str, code: str) -> str:
    if code and any(each.startswith(code) for each in ALL_CODES):
        return f"`{selector}` is an error. Only warnings can be selected or ignored."
    letters = ", ".join(sorted({each[0] for each in _WARNINGS}))
    hint = _suggestion(selector) or f"Codes look like Q101 and start with {letters}."
    return f"No warning code starts with `{selector}`. {hint}"


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
        if code in RETIRED:
            message = f"{code} is no longer a warning"
            yield NEEDLESS, number, Finding(message, "Remove it.", "lint_ignore", code)
        elif code not in RULES or code in _ERRORS:
            if UNKNOWN.code in self._codes:
                yield UNKNOWN, number, Finding(*_unknown(code), "lint_ignore", code)
        elif code in self._codes and NEEDLESS.code in self._codes:
            message = f"this card has no {code} warning to ignore"
            yield NEEDLESS, number, Finding(message, "Remove it.", "lint_ignore", code)


def _unknown(written: str) -> tuple[str, str]:
    """Explain why a text is not a warning's code, and what to do."""
    code = written.upper()
    meant = next(iter({code, _NAMED.get(written.lower(), "")} & RULES.keys()), "")
    if code in _ERRORS or meant in _ERRORS:
        return f"`{written}` is an error, and errors cannot be ignored", _SAY_FIX
    if meant:
        return f"unknown code `{written}`", f"Write {meant}."
    return f"unknown code `{written}`", "Write the code of a warning, such as Q101."

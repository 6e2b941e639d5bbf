"""Selection of the codes to check: codes or prefixes that are selected and not ignored."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from coalition_quiz.authoring.lint.ignore import NEEDLESS, UNKNOWN
from coalition_quiz.authoring.lint.registry import RULES
from coalition_quiz.decks.codes import CODES, Code
from coalition_quiz.decks.suggest import Suggester
from coalition_quiz.system.errors import UsageError

ALL_CODES: dict[str, Code] = {
    **CODES,
    **{code: rule.as_code for code, rule in RULES.items()},
    **{code.code: code for code in (UNKNOWN, NEEDLESS)},
}
"""All codes, of the reader and of the rules."""

_WARNINGS = frozenset(each.code for each in ALL_CODES.values() if each.severity == "warning")
_ERRORS_OF_RULES = frozenset(rule.code for rule in RULES.values() if rule.severity == "error")
_NAMED = {each.name: each.code for each in ALL_CODES.values()}


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
        return frozenset(chosen - _codes_with_prefix(self.ignore)) | _ERRORS_OF_RULES


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
        if not code or not any(each.startswith(code) for each in _WARNINGS):
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
        raise UsageError(f"There is no code `{code}`; {hint}")
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
    return f"did you mean `{close}`?" if close else ""


def _codes_with_prefix(selectors: Iterable[str]) -> set[str]:
    return {code for code in _WARNINGS if code.startswith(tuple(selectors))}


def _selector_error(selector: str, code: str) -> str:
    if code and any(each.startswith(code) for each in ALL_CODES):
        return f"`{selector}` is an error; only warnings can be selected or ignored."
    letters = ", ".join(sorted({each[0] for each in _WARNINGS}))
    hint = _suggestion(selector) or f"codes are such as Q101 and begin with {letters}."
    return f"`{selector}` begins no warning's code; {hint}"

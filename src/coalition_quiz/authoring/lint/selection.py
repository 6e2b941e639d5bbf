"""Which checks are run: codes, or their beginnings, that are selected and not ignored."""

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
"""Every code there is, the reader's and those of the rules."""

_WARNINGS = frozenset(each.code for each in ALL_CODES.values() if each.severity == "warning")
_ERRORS_OF_RULES = frozenset(rule.code for rule in RULES.values() if rule.severity == "error")
_NAMED = {each.name: each.code for each in ALL_CODES.values()}


class Selection(Struct, frozen=True):
    """What the author wants to be told. Errors are always told.

    Attributes:
        select: codes or beginnings of codes (``Q``, ``Q1``, ``Q101``); all if empty.
        ignore: the same, of what is left out.
        strict: whether a warning fails the check as an error does.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False

    def codes(self) -> frozenset[str]:
        """The codes of the warnings that are told, and of the errors that rules find."""
        chosen = _codes_with_prefix(self.select) if self.select else _WARNINGS
        return frozenset(chosen - _codes_with_prefix(self.ignore)) | _ERRORS_OF_RULES


def parse_selectors(selectors: Sequence[str], where: str) -> tuple[str, ...]:
    """The selectors as codes or beginnings of codes, each of which means something.

    Args:
        selectors: codes, their beginnings or names, in any case.
        where: where they stand, for people.

    Raises:
        UsageError: if one means no warning.
    """
    codes = []
    for selector in selectors:
        code = _as_code(selector)
        if not code or not any(each.startswith(code) for each in _WARNINGS):
            raise UsageError(f"{where}: {_selector_error(selector.strip(), code)}")
        codes.append(code)
    return tuple(codes)


def find_code(code: str) -> Code:
    """What a code, or the name of one, stands for.

    Raises:
        UsageError: if there is none.
    """
    found = ALL_CODES.get(_as_code(code))
    if found is None:
        hint = _suggestion(code) or "`check` prints codes such as D304 or Q101."
        raise UsageError(f"There is no code `{code}`; {hint}")
    return found


def codes_starting_with(text: str) -> tuple[Code, ...]:
    """The codes that begin so, in their order; none where nothing is asked for."""
    start = text.strip().upper()
    return tuple([code for _, code in sorted(ALL_CODES.items()) if code.code.startswith(start)])


def skips_language(language: str, codes: Collection[str]) -> bool:
    """Whether one of some rules does not understand a deck's language."""
    understood = ("", language.partition("-")[0].lower())
    return any(rule.code in codes and rule.language not in understood for rule in RULES.values())


def _as_code(text: str) -> str:
    """The code that a text means, be it by its name; else the text as codes are written."""
    return _NAMED.get(text.strip().lower()) or text.strip().upper()


def _suggestion(text: str) -> str:
    """A question after the code or name most like a text; empty where nothing is like it."""
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

"""Which checks are run: codes, or their beginnings, that are selected and not ignored."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from coalition_quiz.decks.codes import CODES, Code
from coalition_quiz.decks.spelling import Speller
from coalition_quiz.errors import UsageError
from coalition_quiz.lint.ignoring import NEEDLESS, UNKNOWN
from coalition_quiz.lint.registry import RULES

ALL_CODES: dict[str, Code] = {
    **CODES,
    **{code: rule.as_code for code, rule in RULES.items()},
    **{code.code: code for code in (UNKNOWN, NEEDLESS)},
}
"""Every code there is, the reader's and those of the rules."""

_WARNINGS = frozenset(each.code for each in ALL_CODES.values() if each.severity == "warning")


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
        """The codes of the warnings that are told."""
        chosen = _beginning_with(self.select) if self.select else _WARNINGS
        return frozenset(chosen - _beginning_with(self.ignore))


def checked(selectors: Sequence[str], where: str) -> tuple[str, ...]:
    """The selectors, each of which means something.

    Raises:
        UsageError: if one is the beginning of no warning's code. `where` says where it stands.
    """
    for selector in selectors:
        if not any(code.startswith(selector) for code in _WARNINGS):
            raise UsageError(f"{where}: {_complaint(selector)}")
    return tuple(selectors)


def find(code: str) -> Code:
    """What a code, or the name of one, stands for.

    Raises:
        UsageError: if there is none.
    """
    named = {each.name: each for each in ALL_CODES.values()}
    found = ALL_CODES.get(code.upper()) or named.get(code.lower())
    if found is None:
        close = Speller().nearest(code, [*ALL_CODES, *named])
        hint = f"did you mean `{close}`?" if close else "`check` prints codes such as D304 or Q101."
        raise UsageError(f"There is no code `{code}`; {hint}")
    return found


def _beginning_with(selectors: Iterable[str]) -> set[str]:
    return {code for code in _WARNINGS if code.startswith(tuple(selectors))}


def _complaint(selector: str) -> str:
    if any(code.startswith(selector) for code in CODES) and selector:
        return f"`{selector}` is an error; only warnings can be selected or ignored."
    letters = ", ".join(sorted({code[0] for code in _WARNINGS}))
    return (
        f"`{selector}` begins no warning's code; codes are such as Q101 and begin with {letters}."
    )

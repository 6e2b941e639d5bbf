"""Checking a deck file: what the reader finds, then what the rules find."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.lint.selection import Selection
from coalition_quiz.core.cards import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks import Diagnostic, ReadResult, read_deck


class DeckCheck(Struct, frozen=True):
    """A deck file and all that is to be said of it, in the order of the file."""

    result: ReadResult
    diagnostics: tuple[Diagnostic, ...]


class Checker:
    """Checks files as of a day, with what a history holds and each folder's own wishes."""

    def __init__(
        self,
        today: Edtf,
        known: Callable[[Deck], Known],
        selection: Callable[[Path], Selection],
    ) -> None:
        self._today = today
        self._known = known
        self._selection = selection

    def check(self, path: Path, tell: Callable[[int], object] = lambda _: None) -> DeckCheck:
        """Check a file; `tell` hears now and then how many cards the rules have seen."""
        codes = self.codes(path)
        result = read_deck(path)
        told = [each for each in result.diagnostics if _is_told(each, codes)]
        if result.deck is not None:
            told += lint(result, self._today, self._known(result.deck), codes, tell)
        told.sort(key=lambda each: (each.line, each.column, each.code))
        return DeckCheck(result, tuple(told))

    def codes(self, path: Path) -> frozenset[str]:
        """The codes of the warnings that are told of a file."""
        return self._selection(path).codes()

    def known(self, path: Path) -> Known:
        """The cards that a file's deck had before; none where it holds no deck."""
        deck = read_deck(path).deck
        return self._known(deck) if deck else {}

    def is_strict(self, path: Path) -> bool:
        """Whether warnings fail a file's check."""
        return self._selection(path).strict


def _is_told(problem: Diagnostic, codes: frozenset[str]) -> bool:
    return problem.severity == "error" or problem.code in codes

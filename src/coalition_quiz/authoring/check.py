"""Checking a deck file: the reader's diagnostics, then those of the rules."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.lint.selection import Selection
from coalition_quiz.authoring.pictures import find_missing_pictures
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks import Diagnostic, ReadResult, read_deck, read_text


class DeckCheck(Struct, frozen=True):
    """A deck file as it was read, with all its diagnostics in the order of the file."""

    result: ReadResult
    diagnostics: tuple[Diagnostic, ...]


class Checker:
    """A checker of deck files, which applies the settings of each file's folder.

    Args:
        today: the day of the check.
        known: returns the cards that a deck had before.
        selection: returns the selection of codes for a file.
        originals: the texts that the decks were made from.
    """

    def __init__(
        self,
        today: Edtf,
        known: Callable[[Deck], Known],
        selection: Callable[[Path], Selection],
        originals: tuple[str, ...] = (),
    ) -> None:
        self._today = today
        self._known = known
        self._selection = selection
        self._originals = originals

    def check(self, path: Path, on_progress: Callable[[int], object] = lambda _: None) -> DeckCheck:
        """Check a file. `on_progress` is called now and then with the number of cards checked."""
        return self._check(read_deck(path), self.codes(path), on_progress)

    def check_contents(self, data: bytes, path: Path) -> DeckCheck:
        """Check bytes as if they were the contents of a file."""
        return self._check(read_text(data, str(path)), self.codes(path))

    def check_text(self, text: str, path: Path) -> DeckCheck:
        """Check the text of a file as it is in an editor."""
        return self._check(read_text(text, str(path)), self.codes(path))

    def _check(
        self,
        result: ReadResult,
        codes: frozenset[str],
        on_progress: Callable[[int], object] = lambda _: None,
    ) -> DeckCheck:
        diagnostics = [each for each in result.diagnostics if _is_reported(each, codes)]
        diagnostics += filter(lambda each: _is_reported(each, codes), find_missing_pictures(result))
        if result.deck is not None:
            known = self._known(result.deck)
            diagnostics += lint(result, self._today, known, codes, on_progress, self._originals)
        diagnostics.sort(key=lambda each: (each.line, each.column, each.code))
        return DeckCheck(result, tuple(diagnostics))

    def codes(self, path: Path) -> frozenset[str]:
        """Return the codes of the warnings that are reported for a file."""
        return self._selection(path).codes()

    def known(self, path: Path) -> Known:
        """Return the cards that a file's deck had before; none if the file holds no deck."""
        return self.known_of(read_deck(path).deck)

    def known_of(self, deck: Deck | None) -> Known:
        """Return the cards that a deck had before; none without a deck."""
        return self._known(deck) if deck else {}

    def is_strict(self, path: Path) -> bool:
        """Whether warnings fail the check of a file."""
        return self._selection(path).strict


def _is_reported(problem: Diagnostic, codes: frozenset[str]) -> bool:
    return problem.severity == "error" or problem.code in codes

"""Decks that are followed: copies of decks that somebody else publishes, and their updates.

A copy is an installed deck like any other, and the learner may edit it. Next to it are kept the
version that it was last updated to, for the merge, and the files before the last update, for undo.
Answers stay in the history under the ids of the cards, whatever an update does.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from coalition_quiz.decks.merging import UnmergeableError, merge_deck
from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.updating import THEIRS, Conflict, Updated
from coalition_quiz.library.discovery import deck_files
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.files import replace_file
from coalition_quiz.system.paths import Places
from coalition_quiz.system.text import on_one_line
from coalition_quiz.system.web import fetch, is_address

_LARGEST = 16 * 2**20


class FollowError(QuizError):
    """A deck that cannot be followed or updated."""


class Followed(Struct, frozen=True):
    """A followed deck.

    Attributes:
        deck: its id.
        source: the path or the address that it is read from.
    """

    deck: str
    source: str


class DeckUpdate(Struct, frozen=True):
    """What an update did to a deck, or why it did nothing.

    Attributes:
        added: ids of new cards; so are `changed`, `retired` and `gone`.
        conflicts: fields that both sides changed. With any, the deck is as it was.
        problem: a sentence if the deck could not be updated.
    """

    deck: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problem: str = ""


class FollowedDecks:
    """The followed decks of a learner, in a folder next to the history."""

    def __init__(self, here: Places) -> None:
        self._decks = here.decks
        self._folder = here.history.with_name("followed")
        self._list = self._folder / "followed.json"

    def listed(self) -> tuple[Followed, ...]:
        """Return the followed decks by their ids.

        Raises:
            FollowError: if the list is damaged.
        """
        try:
            return msgspec.json.decode(self._list.read_bytes(), type=tuple[Followed, ...])
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.MsgspecError) as error:
            raise FollowError(
                f"The list of followed decks cannot be read: {self._list}. Delete the file and "
                "follow the decks again. Your decks and answers are kept."
            ) from error

    def copy_of(self, deck: str) -> Path:
        """Return the learner's copy of a deck."""
        return self._decks / f"{deck}.yaml"

    def follow(self, source: str, installed: Collection[str]) -> tuple[str, ...]:
        """Copy the decks of a file, folder or address that are not followed yet, and follow them.

        Args:
            source: the path or address.
            installed: ids of decks that are installed already.

        Returns:
            The ids of the decks.

        Raises:
            FollowError: if a deck has mistakes or is there already; nothing is written.
            FetchError: if an address cannot be read.
        """
        known = self.listed()
        places = {each.source for each in known}
        read = [(place, data) for place, data in _read(source) if place not in places]
        found = [(place, _read_good(place, data)) for place, data in read]
        for place, result in found:
            deck = _id_of(result)
            if deck in installed or self.copy_of(deck).exists():
                raise FollowError(
                    f"A deck `{deck}` is installed already, so {on_one_line(place)} cannot be "
                    "followed. Remove the installed one first. Your answers are kept."
                )
        for _, result in found:
            self._write(self.copy_of(_id_of(result)), result.text)
            self._write(self._base(_id_of(result)), result.text)
        new = [Followed(_id_of(result), place) for place, result in found]
        self._save((*known, *new))
        return tuple(each.deck for each in new)

    def stop(self, deck: str) -> None:
        """Stop following a deck. Its copy stays.

        Raises:
            FollowError: if it is not followed.
        """
        known = self.listed()
        rest = tuple(each for each in known if each.deck != deck)
        if len(rest) == len(known):
            raise FollowError(f"No followed deck is called `{on_one_line(deck)}`.")
        self._save(rest)

    def update(self, prefer: str = "") -> Iterator[DeckUpdate]:
        """Update all followed decks, one by one; one that fails leaves the others alone."""
        for followed in self.listed():
            try:
                yield self._update(followed, prefer)
            except QuizError as error:
                yield DeckUpdate(followed.deck, problem=str(error))

    def undo(self) -> Iterator[DeckUpdate]:
        """Put the decks back as they were before their last updates.

        A deck that was edited since stays, because its edits would be lost.
        """
        for followed in self.listed():
            copy, base = self.copy_of(followed.deck), self._base(followed.deck)
            before, base_before = copy_before(base), base.with_suffix(".base.before")
            if not before.exists():
                continue
            if _text(copy) != _text(base.with_suffix(".after")):
                problem = f"{on_one_line(str(copy))} was edited after its update, so it stays."
                yield DeckUpdate(followed.deck, problem=problem)
                continue
            self._write(copy, _text(before))
            self._write(base, _text(base_before))
            before.unlink()
            yield DeckUpdate(followed.deck)

    def _update(self, followed: Followed, prefer: str) -> DeckUpdate:
        copy, base = self.copy_of(followed.deck), self._base(followed.deck)
        (place, data), *_ = _read(followed.source)
        theirs = _read_good(place, data)
        if _id_of(theirs) != followed.deck:
            raise FollowError(f"{on_one_line(place)} holds another deck now: `{_id_of(theirs)}`.")
        if theirs.text == _text(base):
            return DeckUpdate(followed.deck)
        ours = _read_good(str(copy), _bytes(copy))
        updated = _merged(ours, read_text(_text(base), ""), theirs, prefer)
        if not updated.conflicts:
            self._write(copy_before(base), ours.text)
            self._write(base.with_suffix(".base.before"), _text(base))
            self._write(base.with_suffix(".after"), updated.text)
            self._write(copy, updated.text)
            self._write(base, theirs.text)
        retired = _retired(theirs) - _retired(ours)
        changed = tuple(card for card in updated.changed if card not in retired)
        return DeckUpdate(
            followed.deck,
            updated.added,
            changed,
            tuple(card for card in updated.changed if card in retired),
            updated.gone,
            updated.conflicts,
        )

    def _base(self, deck: str) -> Path:
        return self._folder / f"{deck}.yaml"

    def _save(self, followed: tuple[Followed, ...]) -> None:
        ordered = tuple(sorted(followed, key=lambda each: each.deck))
        self._write(self._list, msgspec.json.format(msgspec.json.encode(ordered)).decode())

    def _write(self, path: Path, text: str) -> None:
        try:
            replace_file(path, text.encode())
        except OSError as error:
            raise FollowError(f"Could not write {path}: {error.strerror or error}.") from error


def copy_before(base: Path) -> Path:
    """Return the file with a deck as it was before its last update."""
    return base.with_suffix(".before")


def _read(source: str) -> list[tuple[str, bytes]]:
    """Read the deck at an address or path, or all decks of a folder, with their places."""
    if is_address(source):
        return [(source, fetch(source, _LARGEST))]
    path = Path(source).expanduser().absolute()
    files = list(deck_files([path])) if path.is_dir() else [path]
    if not files:
        raise FollowError(f"There are no deck files (*.yaml) in {on_one_line(str(path))}.")
    return [(str(file), _bytes(file)) for file in files]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise FollowError(f"{path} is larger than {_LARGEST // 2**20} MB, so it was not read.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FollowError(on_one_line(f"Could not read {path}: {reason}.")) from error


def _text(path: Path) -> str:
    return _bytes(path).decode("utf-8", errors="replace") if path.exists() else ""


def _read_good(place: str, data: bytes) -> ReadResult:
    result = read_text(data, place)
    shown = on_one_line(place)
    if result.deck is None:
        raise FollowError(f"{shown} holds no deck. Name the YAML file itself, not a page about it.")
    errors = [each for each in result.diagnostics if each.severity == "error"]
    if errors:
        first = errors[0]
        raise FollowError(
            f"The deck {shown} has a mistake in line {first.line}: {on_one_line(first.message)}. "
            "It was left alone. Tell its author, or correct it if it is yours."
        )
    return result


def _id_of(result: ReadResult) -> str:
    assert result.deck is not None
    return result.deck.id


def _retired(result: ReadResult) -> set[str]:
    assert result.deck is not None
    return {card.id for card in result.deck.cards if card.retired is not None}


def _merged(ours: ReadResult, base: ReadResult, theirs: ReadResult, prefer: str) -> Updated:
    try:
        return merge_deck(ours, base, theirs, prefer)
    except UnmergeableError:
        if prefer == THEIRS:
            return merge_deck(ours, ours, theirs)
        raise FollowError(
            "Your edits and the new version do not fit into one file. Run `coalition-quiz update "
            "--theirs` to take the new version as it is. `--undo` brings yours back."
        ) from None

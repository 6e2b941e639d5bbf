"""Turn a foreign file into a deck file, or bring a deck file up to date with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.updating import Cards, Conflict, fields_of_cards, update_deck
from coalition_quiz.decks.writer import write_deck
from coalition_quiz.exchange.model import ExchangeError, Imported, Loss
from coalition_quiz.exchange.naming import known_ids, named_cards, slug
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.files import make_folder, replace_file
from coalition_quiz.system.text import on_one_line

_NAMED = 5


class ImportPlan(Struct, frozen=True):
    """What an import would write, before anything is written.

    Attributes:
        deck: the deck as it is imported.
        text: of the deck file.
        base: the deck as it is imported, as a text, for the next update.
        added: ids of new cards.
        changed: ids of cards that get another value.
        gone: ids of cards that the foreign file has no more.
        removed: ids of cards that the author has removed.
        conflicts: fields that both sides have changed. With any, nothing is written.
        ids: the id of each card by its foreign id.
    """

    deck: Deck
    text: str
    base: str
    added: tuple[str, ...]
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    ids: dict[str, str] = {}


def plan_import(
    imported: Imported, out: Path, source: str, bases: Path, prefer: str = ""
) -> ImportPlan:
    """Plan an import.

    Args:
        imported: the content of the foreign file.
        out: the deck file, which may exist.
        source: the name of the foreign file.
        bases: the folder with the decks as they were imported last.
        prefer: `updating.THEIRS` or `updating.OURS`, to decide conflicts.

    Raises:
        ExchangeError: if the file has no card.
        UsageError: if the deck file exists and has mistakes, or cannot be read.
    """
    if not imported.cards:
        why = "; ".join(f"{n}: {reason}" for reason, n in _reasons(imported.losses))
        raise ExchangeError(f"No card of this file can be imported.{f' {why}.' if why else ''}")
    ours = _existing(out)
    deck = _deck(imported, out, source, ours)
    text = write_deck(deck, _comments(imported, deck))
    ids = {each.key: card.id for each, card in zip(imported.cards, deck.cards, strict=True)}
    if ours is None:
        return ImportPlan(deck, text, text, tuple(card.id for card in deck.cards), ids=ids)
    base = _base(bases, deck.id)
    updated = update_deck(ours, base, deck, prefer)
    return ImportPlan(
        deck,
        updated.text,
        text,
        updated.added,
        updated.changed,
        updated.gone,
        updated.removed,
        updated.conflicts,
        ids,
    )


def write_import(plan: ImportPlan, out: Path, bases: Path) -> None:
    """Write the deck file, and keep the deck as it was imported for the next update.

    Raises:
        UsageError: if the deck file cannot be written.
    """
    try:
        if not out.parent.is_dir():
            raise UsageError(f"The folder {out.parent} does not exist. Create it first.")
        replace_file(out, plan.text.encode())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"Could not write {out}: {reason}.") from error
    try:
        make_folder(bases)
        replace_file(_base_file(bases, plan.deck.id), plan.base.encode())
    except OSError:
        pass  # the next update asks about every difference


def report_lines(losses: Iterable[Loss]) -> Iterator[str]:
    """Yield a line for each reason, with the cards that it concerns."""
    named: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for loss in dict.fromkeys(losses):
        named[loss.reason, loss.left_out].append(loss.card)
    for (reason, left_out), names in named.items():
        shown = [on_one_line(name) for name in names[:_NAMED] if name]
        which = f" ({', '.join(shown)}{', …' if len(names) > _NAMED else ''})" if shown else ""
        number = f"{len(names)} {'card' if len(names) == 1 else 'cards'}"
        yield f"{number}{' left out' if left_out else ''}: {on_one_line(reason)}{which}"


def _reasons(losses: Iterable[Loss]) -> list[tuple[str, int]]:
    return Counter(each.reason for each in losses).most_common(3)


def _existing(out: Path) -> ReadResult | None:
    """Read the deck file that is to be updated; None if there is none."""
    try:
        data = out.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"Could not read {out}: {reason}.") from error
    result = read_text(data, str(out))
    if result.deck is None or any(each.severity == "error" for each in result.diagnostics):
        raise UsageError(
            f"{out} exists and has mistakes, so it was not updated. "
            f"Run `coalition-quiz check {out}`, or choose another file with `--out`."
        )
    return result


def _deck(imported: Imported, out: Path, source: str, ours: ReadResult | None) -> Deck:
    known = known_ids(ours.deck) if ours and ours.deck else {}
    existing = ours.deck if ours else None
    deck_id = existing.id if existing else slug(out.stem) or "imported"
    return Deck(
        id=deck_id,
        title=existing.title if existing else imported.title or out.stem,
        path=str(out),
        cards=tuple(named_cards(imported.cards, deck_id, known)),
        language=imported.language or "en",
        description=imported.description,
        author=imported.author,
        licence=imported.licence,
        origin={"format": imported.format, "file": on_one_line(source)},
    )


def _comments(imported: Imported, deck: Deck) -> dict[str, Sequence[str]]:
    pairs = zip(imported.cards, deck.cards, strict=True)
    return {card.id: each.comments for each, card in pairs if each.comments}


def _base(bases: Path, deck_id: str) -> Cards:
    try:
        result = read_text(_base_file(bases, deck_id).read_bytes(), "")
    except OSError:
        return {}
    return fields_of_cards(result) if result.deck else {}


def _base_file(bases: Path, deck_id: str) -> Path:
    return bases / f"{deck_id}.yaml"

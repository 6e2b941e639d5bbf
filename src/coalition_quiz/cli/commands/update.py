"""`coalition-quiz update`: update the decks that you follow, and keep your own edits."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coalition_quiz.cli.arguments import add_flag
from coalition_quiz.cli.notes import print_note
from coalition_quiz.decks.updating import Conflict
from coalition_quiz.services.following import DeckUpdate, FollowedDecks
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_SHOWN_CONFLICTS = 20


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `update`."""
    side = parser.add_mutually_exclusive_group()
    for name, text in (
        ("theirs", "where you and the deck have changed the same field, take the deck's text"),
        ("ours", "where you and the deck have changed the same field, keep your text"),
    ):
        side.add_argument(
            f"--{name}", dest="prefer", action="store_const", const=name, default="", help=text
        )
    add_flag(parser, "--undo", "put the decks back as they were before the last update")


def run(arguments: "Namespace") -> int:
    """Run `update`."""
    followed = FollowedDecks(places())
    if not followed.listed():
        print_note("You follow no deck. Run `coalition-quiz follow SOURCE` first.")
        return 0
    if arguments.undo:
        return _undo(followed)
    left = False
    for update in followed.update(arguments.prefer):
        left |= bool(update.problem or update.conflicts)
        if update.problem:
            print_note(f"{update.deck}: {update.problem}")
        else:
            sys.stdout.writelines(f"{line}\n" for line in _lines(update))
    return int(left)


def _undo(followed: FollowedDecks) -> int:
    undone = list(followed.undo())
    for each in undone:
        if each.problem:
            print_note(each.problem)
        else:
            sys.stdout.write(f"{each.deck}: as it was before the last update.\n")
    if not undone:
        print_note("There is no update to undo.")
    return int(any(each.problem for each in undone))


def _lines(update: DeckUpdate) -> Iterator[str]:
    if update.conflicts:
        fields = counted(len(update.conflicts), "field")
        yield f"{update.deck}: you and the deck have both changed {fields}. It was not updated."
        for conflict in update.conflicts[:_SHOWN_CONFLICTS]:
            yield from _conflict_lines(conflict)
        if len(update.conflicts) > _SHOWN_CONFLICTS:
            yield f"… and {len(update.conflicts) - _SHOWN_CONFLICTS:,} more"
        yield "Update again with `--ours` to keep your texts, or `--theirs` to take the others."
        return
    parts = (
        ("new", update.added),
        ("changed", update.changed),
        ("retired", update.retired),
        ("removed", update.gone),
    )
    said = ", ".join(f"{len(cards):,} {what}" for what, cards in parts if cards)
    yield f"{update.deck}: {said or 'nothing new'}."
    for what, cards in parts:
        yield from (f"  {what}: {card}" for card in cards)


def _conflict_lines(conflict: Conflict) -> Iterator[str]:
    where = conflict.card if conflict.card == conflict.field else ""
    yield where or f"{conflict.card}, `{conflict.field}`"
    yield f"  yours:  {on_one_line(conflict.ours)}"
    yield f"  theirs: {on_one_line(conflict.theirs)}"

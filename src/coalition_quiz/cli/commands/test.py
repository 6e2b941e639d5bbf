"""`coalition-quiz test`: make a test for a class, for browsers and on paper."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.classroom.class_test import Plan
from coalition_quiz.classroom.making import make_and_write_test, usual_name
from coalition_quiz.cli.arguments import add_decks, positive, seed, utf8_text
from coalition_quiz.cli.notes import print_note, read_learner_settings, reading_decks
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.library.discovery import stocked_shelf
from coalition_quiz.library.library import require_questions, select
from coalition_quiz.services.quiz_plan import SEEDS
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `test`."""
    add_decks(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="write the files to FOLDER"
    )
    parser.add_argument(
        "--name", type=utf8_text, metavar="NAME", help="name the files (default: the deck's id)"
    )
    parser.add_argument(
        "--title",
        type=utf8_text,
        default="",
        metavar="TITLE",
        help="what pupils read at the top (default: the titles of the decks)",
    )
    parser.add_argument(
        "-n", type=positive, default=20, metavar="N", help="ask at most N questions (default: 20)"
    )
    for name, text in (("--tag", "cards with this tag"), ("--kind", "cards of this kind")):
        parser.add_argument(
            name,
            type=utf8_text,
            action="append",
            default=[],
            metavar=name[2].upper(),
            help=f"ask only {text}",
        )
    parser.add_argument(
        "--seed", type=seed, metavar="S", help="use seed S; the same seed gives the same test"
    )
    for name, metavar, default, text in (
        ("--minutes", "M", 0, "give M minutes (default: no limit)"),
        ("--versions", "V", 1, "make V versions, in another order each (default: 1)"),
        ("--pupils", "P", 0, "print codes for P pupils: P01, P02 …"),
    ):
        parser.add_argument(name, type=positive, default=default, metavar=metavar, help=text)


def run(arguments: "Namespace") -> int:
    """Run `test`."""
    here = places()
    settings = read_learner_settings(here)
    with reading_decks() as tell:
        library = select(arguments.decks, stocked_shelf(here, settings), here.cache, tell)
    require_questions(library)
    items = list(library.items.values())
    criteria = QuizCriteria(arguments.n, tuple(arguments.tag), tuple(arguments.kind))
    _check_names(items, criteria)
    named = arguments.name
    plan = Plan(
        name=usual_name([deck.id for deck in library.decks]) if named is None else named,
        criteria=criteria,
        seed=_seed(arguments.seed),
        title=arguments.title.strip(),
        minutes=arguments.minutes,
        versions=arguments.versions,
        pupils=arguments.pupils,
    )
    made = make_and_write_test(items, plan, arguments.out)
    for note in made.notes:
        print_note(note)
    for each in made.files:
        sys.stdout.write(f"{on_one_line(str(each.path))}  ({each.purpose})\n")
    return 0


def _check_names(items: list[Item], criteria: QuizCriteria) -> None:
    from coalition_quiz.decks.diagnostics import Suggester  # noqa: PLC0415 - a mistake pays for it

    tags = {tag for item in items for tag in item.card.tags}
    for what, names, known in (("tag", criteria.tags, tags), ("kind", criteria.kinds, KINDS)):
        for name in names:
            if name not in known:
                meant = Suggester().did_you_mean(name, tuple(sorted(known)))
                raise UsageError(on_one_line(f"Unknown {what} `{name}`. {meant}".rstrip()))


def _seed(asked: int | None) -> int:
    if asked is not None:
        return asked
    return SystemClock(0).now().at_ms % SEEDS

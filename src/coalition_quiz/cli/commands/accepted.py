"""`coalition-quiz accepted`: list the answers that the learner counts as right, for authors."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from coalition_quiz.authoring.amendments import Amendment, suggest_amendment
from coalition_quiz.cli.arguments import add_decks, add_json
from coalition_quiz.cli.notes import print_note, read_learner_settings, reading_decks
from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.events import REVIEW, Event
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.items import Item
from coalition_quiz.core.scheduling.progress import undone_refs
from coalition_quiz.history.history import History
from coalition_quiz.library.discovery import stocked_shelf
from coalition_quiz.library.library import Library, select
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_NONE = "You have not counted any answer as right yet with “I was right”."


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `accepted`."""
    add_decks(parser)
    add_json(parser, "print JSON, one object per line")


def run(arguments: "Namespace") -> int:
    """Run `accepted`."""
    return accepted(arguments.decks, arguments.json, sys.stdout)


class Accepted(NamedTuple):
    """The answers to one question that the learner counts as right.

    Attributes:
        item: the id of the question.
        question: its current text, or the recorded one if its card is gone.
        now: the question in its deck; None if it is gone or retired.
        answers: the texts, and how often each was given.
    """

    item: str
    question: str
    now: Item | None
    answers: Mapping[str, int]

    @property
    def amendment(self) -> Amendment:
        """The change of the deck that would accept the answers."""
        return suggest_amendment(self.now, tuple(self.answers)) if self.now else Amendment()


def accepted(names: Sequence[str], as_json: bool, out: TextIO) -> int:
    """Print the answers that the learner counts as right.

    Args:
        names: ids, files or folders of decks; if empty, all decks, also missing ones.
        as_json: whether to print JSON, one object per line.
        out: the stream to print to.

    Raises:
        QuizError: if a deck is unknown, or the history cannot be read.
    """
    here = places()
    shelf = stocked_shelf(here, read_learner_settings(here))
    with reading_decks() as tell:
        library = select(names, shelf, here.cache, tell)
    with History.open_readonly(here.history) as history:
        found = list(_find(history, library, everything=not names))
    if not found:
        print_note(_NONE)
    write = _as_json if as_json else _as_text
    out.writelines(write(each) + "\n" for each in found)
    return 0


def _find(history: History, library: Library, *, everything: bool) -> Iterator[Accepted]:
    """Yield the accepted answers by the current ids of their questions."""
    decks = {deck.id for deck in library.decks}
    renamed = dict(library.renames())
    for old, texts in sorted(history.all_accepted().items()):
        item = renamed.get(old, old)
        if everything or deck_of(item) in decks:
            yield _accepted(item, texts, tuple(history.events(item=old)), library)


def _accepted(
    item: str, texts: Iterable[str], events: Sequence[Event], library: Library
) -> Accepted:
    now = library.items.get(item)
    if now is not None and not now.card.body.is_typed:
        now = None  # its kind has changed
    given = _count_given(events)
    answers = {text: given[normalise(text)] for text in texts}
    return Accepted(item, prompt_of(now) if now else _prompt_then(events), now, answers)


def _count_given(events: Sequence[Event]) -> Counter[str]:
    """Count how often each normalised text was given, without undone reviews."""
    undone = undone_refs(events)
    reviews = (each for each in events if each.kind == REVIEW and each.ref not in undone)
    return Counter(normalise(text) for review in reviews for text in set(_texts(review)))


def _texts(review: Event) -> list[str]:
    response = review.payload.get("response")
    if not isinstance(response, dict):
        return []
    entries = response.get("entries")
    texts = entries if isinstance(entries, list) else [response.get("text")]
    return [text for text in texts if isinstance(text, str)]


def _prompt_then(events: Iterable[Event]) -> str:
    prompts = (event.payload.get("prompt") for event in events)
    return next((each for each in prompts if isinstance(each, str)), "")


def _as_text(found: Accepted) -> str:
    where = f"{found.now.deck.path}:{found.now.card.line}: " if found.now else ""
    gone = "" if found.now else " (this card was deleted or retired, or has another kind now)"
    line, advice = found.amendment
    rows = [
        f"{where}{found.item}{gone}",
        f"  question: {' '.join(found.question.split())}" if found.question else "",
        *(f"  accepted: {text} (given {_times(n)})" for text, n in found.answers.items()),
        f"  line to add: {line}" if line else "",
        f"  {advice}" if advice else "",
    ]
    return "".join(f"{on_one_line(row)}\n" for row in rows if row).rstrip("\n") + "\n"


def _times(number: int) -> str:
    return "once" if number == 1 else counted(number, "time")


def _as_json(found: Accepted) -> str:
    # ASCII, so that no control character reaches the terminal.
    now, (line, advice) = found.now, found.amendment
    about: dict[str, Any] = {
        "item": found.item,
        "deck": deck_of(found.item),
        "card": found.item.split("/")[1] if "/" in found.item else found.item,
        "path": now.deck.path if now else None,
        "line": now.card.line if now else None,
        "kind": now.card.kind if now else None,
        "question": found.question,
        "answers": [{"text": text, "given": number} for text, number in found.answers.items()],
        "add": line or None,
        "advice": advice or None,
    }
    return json.dumps(about)

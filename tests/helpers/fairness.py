"""Tables of answers: cards on many subjects, and what a fair reader calls each answer.

A table is a text of blocks with an empty line between them. A block is a card as a deck has it,
and lines such as ``right: in Paris | Paris, France``. All cards of a table are one deck, so that
their answers are told apart. ``(nothing)`` stands for an empty answer, ``⏎`` for Enter in a list.
The first block may hold keys of the deck, such as ``language: fr``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from coalition_quiz.core.draw_question import confusable_names, draw
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import ListTask, Task
from coalition_quiz.decks import read_deck

TABLES = sorted((Path(__file__).parents[1] / "core" / "grading" / "answers").glob("*.txt"))
WORTH = ("right", "slip", "partly", "wrong", "again")


@dataclass(frozen=True)
class Asked:
    """A question, and answers to it with what each is worth."""

    name: str
    task: Task
    answers: tuple[tuple[str, str], ...]


def worth(task: Task, text: str) -> str:
    """Grade a text and say what it is worth, in the words of the tables."""
    listed = ListResponse(tuple(text.split(" ⏎ "))) if isinstance(task, ListTask) else None
    verdict = grade(task, listed or TypedResponse(text))
    if "typo" in verdict.note:
        return "slip"
    return "again" if verdict.outcome == "unreadable" else str(verdict.outcome)


def asked_in(table: Path) -> Iterator[Asked]:
    """Yield the questions of a table, drawn as the app draws them."""
    blocks = [block.splitlines() for block in table.read_text("utf-8").strip().split("\n\n")]
    keys = "".join(f"{line}\n" for line in blocks.pop(0)) if _is_of_deck(blocks[0][0]) else ""
    cards = [
        f"  - id: c{number}\n" + "".join(f"    {line}\n" for line in block if not _says_worth(line))
        for number, block in enumerate(blocks)
    ]
    with TemporaryDirectory() as folder:
        file = Path(folder, f"{table.stem}.yaml")
        head = f"format: 1\ndeck: {table.stem}\ntitle: {table.stem}\n{keys}cards:\n"
        file.write_text(head + "".join(cards), "utf-8")
        read = read_deck(file)
    assert read.deck is not None, read.diagnostics
    rivals, drawn = confusable_names(read.deck), dict[str, Task]()
    for item in items_of(read.deck):
        drawn.setdefault(item.card.id, draw(item, 1, rivals).task)
    for number, block in enumerate(blocks):
        rows = (line.partition(": ") for line in block if _says_worth(line))
        answers = (
            (kind, "" if text == "(nothing)" else text)
            for kind, _, texts in rows
            for text in texts.split(" | ")
        )
        yield Asked(f"{table.stem}: {block[0]}", drawn[f"c{number}"], tuple(answers))


def _is_of_deck(line: str) -> bool:
    return line.partition(":")[0] in {"language", "strict", "articles", "meanings"}


def _says_worth(line: str) -> bool:
    return line.partition(": ")[0] in WORTH

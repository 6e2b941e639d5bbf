"""Tables: CSV and TSV with a column for each field, and Quizlet's terms and definitions."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.reading import read_text
from coalition_quiz.decks.writer import card_fields
from coalition_quiz.decks.yaml.emit import Value, emit_item
from coalition_quiz.exchange.model import (
    ExchangeError,
    Exported,
    ExportOptions,
    Format,
    Imported,
    ImportedCard,
    ImportOptions,
    Loss,
    short,
    wordings_lost,
)
from coalition_quiz.exchange.plain_pairs import losses_of, pairs_of
from coalition_quiz.exchange.resources import resolved
from coalition_quiz.exchange.text import clean, decode, sample

MOST_CELLS = 5_000_000
_DELIMITERS = ("\t", ";", ",", "|")
_PREVIEWED = 3
_SNIFFED = 50
_FORMULA = ("=", "+", "-", "@")
_GIVEN_WORDS = {
    "id": "id identifier guid key nr no number# kennung",
    "kind": "kind type typ questiontype art",
    "question": "question front term prompt word frage vorderseite begriff pregunta terme",
    "answer": "answer back definition meaning translation antwort rückseite respuesta réponse",
    "wrong": "wrong distractors incorrect falsch falsche",
    "accept": "accept alternatives synonyms also variants",
    "why": "why explanation feedback comment note erklärung",
    "hint": "hint tip hinweis",
    "tags": "tags tag category labels stichwörter",
    "source": "source quelle",
}
_NAMES = {word: field for field, words in _GIVEN_WORDS.items() for word in words.split()}
_ANSWER_KEYS = {"front": "back", "match": "pairs", "word": "means"}
_EXTRA = ("within", "unit", "need", "both", "as_of", "according_to", "disputed", "options")
COLUMNS = (
    *("id", "kind", "question", "answer", "wrong", "accept", "within", "unit", "need", "both"),
    *("why", "hint", "source", "as_of", "according_to", "disputed", "tags"),
)
"""The columns of a table that this program writes."""

_LISTS = frozenset({"wrong", "tags", "accept"})
_PARTS = frozenset({"choice", "order", "list", "match"})
"""The kinds whose answer has one line for each of its parts."""
_EQUALS = " = "


class Table(Struct, frozen=True):
    """The rows of a table with the field that each column holds.

    Attributes:
        columns: the place of each field among the cells of a row.
        header: the first row, if it names the columns.
    """

    rows: list[list[str]]
    columns: Mapping[str, int]
    header: Sequence[str] = ()


def read_table(data: bytes, options: ImportOptions) -> Imported:
    """Read a table. Without names, the first column is the question and the second the answer.

    Raises:
        ExchangeError: if it is no table with two columns, or has no column that `fields` names.
    """
    text, notes = decode(data)
    return _imported(list(_rows(text, may_quote=True)), options, notes)


def read_quizlet(data: bytes, options: ImportOptions) -> Imported:
    """Read terms and definitions, in which quotes are only quotes.

    Raises:
        ExchangeError: if no line has two columns.
    """
    text, notes = decode(data)
    return _imported(list(_rows(text, may_quote=False)), options, notes)


def _imported(rows: list[list[str]], options: ImportOptions, notes: Sequence[str]) -> Imported:
    table = _table(rows, options.fields)
    cards: list[ImportedCard] = []
    losses: list[Loss] = []
    for number, row in enumerate(table.rows, 1 + bool(table.header)):
        cells = {field: clean(row[at]) for field, at in table.columns.items() if at < len(row)}
        card = _card(cells, number, losses)
        if card is not None:
            cards.append(card)
        options.check(len(cards))
    return Imported("csv", cards, losses, notes=notes, preview=tuple(_preview(table)))


def write_table(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write a CSV file with a row of names and a row for each card."""
    losses: list[Loss] = []
    rows = [_cells_of(card, deck, losses) for deck in decks for card in deck.cards]
    used = [column for column in COLUMNS if any(row.get(column) for row in rows)]
    lines = [[row.get(column, "") for column in used] for row in rows]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=options.separator or ",", lineterminator="\r\n")
    writer.writerows([used, *(map(_protected, lines) if options.spreadsheet else lines)])
    return Exported(out.getvalue().encode("utf-8-sig"), losses)


def write_quizlet(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write a term and a definition in each line, for the import of Quizlet."""
    between, end = options.separator or "\t", options.row_separator or "\n"
    losses: list[Loss] = []
    rows: list[str] = []
    for card in (card for deck in decks for card in deck.cards):
        pairs, reasons = pairs_of(card, decks[0])
        losses += losses_of(card, reasons)
        for pair in pairs:
            cells = [_without(cell, between, end) for cell in pair]
            if tuple(cells) != tuple(pair):
                losses.append(Loss("line breaks and separators become spaces", card.id))
            rows.append(between.join(_protected(cells) if options.spreadsheet else cells) + end)
    return Exported("".join(rows).encode(), losses)


def _rows(text: str, *, may_quote: bool) -> Iterator[list[str]]:
    """Yield the rows that hold something.

    Raises:
        ExchangeError: if the table is too large, or a quote is never closed.
    """
    delimiter = _delimiter(text)
    csv.field_size_limit(1 << 24)
    is_quoted = may_quote and _has_quoted_cells(text, delimiter)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting):
            cells += len(row)
            if cells > MOST_CELLS:
                raise ExchangeError("The table has too many cells. Split it and import the parts.")
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise ExchangeError(f"The table cannot be read: {error}.") from error


def _has_quoted_cells(text: str, delimiter: str) -> bool:
    """Tell cells in quotes from quotes within terms and definitions."""
    mark = re.escape(delimiter)
    cell = re.search(rf'(?:^|{mark})"(?:[^"]|"")*"(?:{mark}|$)', text, re.MULTILINE)
    return bool(cell) and text.count('"') % 2 == 0


def _delimiter(text: str) -> str:
    """Find the delimiter that gives most lines the same number of columns, two or more."""
    lines = [line for line in text.split("\n", _SNIFFED)[:_SNIFFED] if line.strip()]
    best = max(_DELIMITERS, key=lambda mark: _evenness(lines, mark))
    return best if _evenness(lines, best) else "\t"


def _evenness(lines: Sequence[str], mark: str) -> float:
    counts = [row for row in map(len, csv.reader(lines, delimiter=mark)) if row]
    if not counts or max(counts) < 2:  # noqa: PLR2004 - a term and its definition
        return 0
    usual = max(set(counts), key=counts.count)
    return counts.count(usual) / len(counts) if usual > 1 else 0


def _table(rows: list[list[str]], fields: Mapping[str, str]) -> Table:
    if not rows or max(map(len, rows)) < 2:  # noqa: PLR2004 - likewise
        raise ExchangeError(
            "This is no table: no line has two columns. Put a tab or a comma between the question "
            "and the answer."
        )
    header = [cell.strip() for cell in rows[0]]
    named = {field: _column(header, name) for field, name in fields.items()}
    known: dict[str, int] = {}
    for at, cell in enumerate(header):
        if field := _field_of(cell):
            known.setdefault(field, at)
    has_names = {"question", "answer"} <= known.keys() or (
        bool(fields) and not all(name.isdigit() for name in fields.values())
    )
    if has_names:
        return Table(
            rows[1:], named | {key: at for key, at in known.items() if key not in named}, header
        )
    return Table(rows, named or {"question": 0, "answer": 1})


def _column(header: Sequence[str], name: str) -> int:
    """Find a column by its name, or by its number, counted from 1."""
    folded = [cell.casefold() for cell in header]
    if name.casefold() in folded:
        return folded.index(name.casefold())
    if name.isascii() and name.isdigit() and 1 <= int(name[:6]) <= len(header):
        return int(name[:6]) - 1
    columns = ", ".join(short(cell) for cell in header[:20])
    raise ExchangeError(f"There is no column {short(name)}. The columns are: {columns}.")


def _field_of(cell: str) -> str:
    word = re.sub(r"[\s_-]+", "", cell.casefold())
    return _NAMES.get(word, "") or next(
        (each for each in _EXTRA if word == each.replace("_", "")), ""
    )


def _card(cells: dict[str, str], row: int, losses: list[Loss]) -> ImportedCard | None:
    question = cells.get("question", "")
    if not question or (not cells.get("answer") and cells.get("kind") != "cloze"):
        losses.append(Loss("has no question or no answer", f"row {row}", left_out=True))
        return None
    fields = _fields(cells)
    text = f"format: 1\ndeck: a\ntitle: a\ncards:\n{''.join(emit_item(fields, 1))}"
    result = read_text(text, "")
    if result.deck is None or not result.deck.cards:
        problem = result.diagnostics[0].message if result.diagnostics else "is no card"
        losses.append(Loss(problem, f"row {row}", left_out=True))
        return None
    card = result.deck.cards[0]
    wish = "" if card.id.startswith("~") else card.id
    return ImportedCard(replace(card, id=wish, line=0), cells.get("id", ""))


def _fields(cells: Mapping[str, str]) -> dict[str, Value]:
    """Return the fields of a card as a deck has them."""
    kind = cells.get("kind", "").casefold()
    kind = kind if kind in KINDS else "front"
    fields: dict[str, Value] = {"id": each} if (each := cells.get("id", "")) else {}
    question = cells["question"]
    fields[kind] = question.split("\n") if kind == "word" else question
    fields |= _answer(kind, cells.get("answer", ""))
    for field, cell in cells.items():
        if cell and field in {*_EXTRA, "why", "hint", "wrong", "accept", "tags"}:
            fields[field] = _value(field, cell)
    return fields


def _answer(kind: str, cell: str) -> dict[str, Value]:
    lines = _lines(cell)
    if kind == "word":
        return {"means": lines}
    if kind == "front":
        return {"back": cell}
    if kind == "match":
        return {"pairs": dict(_sides(line) for line in lines)}
    if kind == "cloze":
        return {}
    if kind in {"order", "list"} or (kind == "choice" and len(lines) > 1):
        return {"answer": lines}
    return {"answer": cell}


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _value(field: str, cell: str) -> Value:
    lines = _lines(cell)
    if field == "tags":
        return [tag for line in lines for tag in re.split(r"[,;]\s*", line) if tag]
    if field in {"wrong", "accept"} and all(_EQUALS in f"{line} " for line in lines):
        # An option without an explanation ends with the mark.
        pairs = [[part.strip() for part in f"{line} ".split(_EQUALS)] for line in lines]
        several = {key: values for key, *values in pairs}
        return several if field == "accept" else {key: values[0] for key, values in several.items()}
    return lines if field in _LISTS else cell


def _sides(line: str) -> tuple[str, str]:
    left, _, right = line.partition(_EQUALS)
    return left.strip(), right.strip()


def _cells_of(card: Card, deck: Deck, losses: list[Loss]) -> dict[str, str]:
    fields = card_fields(resolved(card, deck), deck)
    kind = card.kind
    questions = _texts(fields.pop(kind))
    answer = fields.pop(_ANSWER_KEYS.get(kind, "answer"), "")
    question = _cell(questions) if kind == "word" else questions[0]
    cells = {"kind": kind, "question": question, "answer": _cell(answer)}
    losses += wordings_lost(card)
    for field, value in fields.items():
        if field in COLUMNS:
            cells[field] = _cell(value)
        else:
            losses.append(Loss(f"`{field}` is left out", card.id))
    if card.source:
        cells["source"] = card.source.in_words()
        losses.append(Loss("the source is a text only", card.id))
    return cells


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        lines = [_EQUALS.join([key, *_texts(each)]) for key, each in value.items()]
    else:
        lines = _texts(value)
    return "\n".join(" ".join(line.split("\n")) for line in lines)


def _texts(value: Value) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in value]


def _preview(table: Table) -> Iterator[str]:
    """Yield a line for the columns and one for each of the first rows."""
    named = [
        f"{field}: {table.header[at] if table.header else f'column {at + 1}'}"
        for field, at in table.columns.items()
    ]
    yield f"Columns: {', '.join(named)}"
    for row in table.rows[:_PREVIEWED]:
        yield " | ".join(short(row[at]) for at in table.columns.values() if at < len(row))


def _protected(cells: Iterable[str]) -> list[str]:
    """Keep a spreadsheet from running a cell as a formula."""
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]


def _without(cell: str, *marks: str) -> str:
    for mark in (*marks, "\n"):
        cell = " ".join(cell.split(mark)) if mark in cell else cell
    return cell


def _is_table(data: bytes) -> bool:
    text = sample(data)
    lines = [line for line in text.split("\n")[:_SNIFFED] if line.strip()]
    return bool(lines) and any(_evenness(lines, mark) > 0.6 for mark in _DELIMITERS)  # noqa: PLR2004 - most lines


def _is_quizlet(_data: bytes) -> bool:
    return False  # the same as a table with two columns


FORMATS = (
    Format("csv", "CSV or TSV table", ".csv", _is_table, read_table, write_table),
    Format("quizlet", "Quizlet", ".txt", _is_quizlet, read_quizlet, write_quizlet),
)

"""Anki's text files: notes with a head of `#key:value` lines."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.exchange.anki.notes import (
    BadClozeError,
    losses_of_html,
    read_cloze,
    write_cloze,
)
from coalition_quiz.exchange.html import as_html, render
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
)
from coalition_quiz.exchange.plain_pairs import losses_of, pairs_of
from coalition_quiz.exchange.resources import resolved
from coalition_quiz.exchange.text import clean, decode, sample

_HEAD = re.compile(r"#([a-z ]+):(.*)")
_SEPARATORS = {
    "tab": "	",
    "comma": ",",
    "semicolon": ";",
    "space": " ",
    "pipe": "|",
    "colon": ":",
}
_MOST_COLUMNS = 999
_SPECIAL = ("guid", "notetype", "deck", "tags")
_LIKE_CLOZE = re.compile(r"\{\{c\d+::")
_WRITTEN_HEAD = (
    "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
    "#tags column:4\n"
)


def read_anki_text(data: bytes, options: ImportOptions) -> Imported:
    """Read notes. The columns that the head does not name are the fields of the note."""
    text, notes = decode(data)
    head, body = _split_head(text)
    rows = _rows(body, head)
    places = {name: int(head[key]) - 1 for name in _SPECIAL if (key := f"{name} column") in head}
    cards: list[ImportedCard] = []
    losses: list[Loss] = []
    for row in rows:
        cards += _cards(row, places, head, losses)
        options.check(len(cards))
    title = clean(head.get("deck", ""))
    return Imported("anki-text", cards, losses, title=title, notes=notes)


def write_anki_text(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write notes of Anki's own types: Basic, Basic (and reversed card), Cloze."""
    del options
    losses: list[Loss] = []
    out = io.StringIO(newline="")
    out.write(_WRITTEN_HEAD)
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for deck in decks:
        for card in deck.cards:
            writer.writerows(_rows_of(resolved(card, deck), deck, losses))
    return Exported(out.getvalue().encode(), losses)


def _split_head(text: str) -> tuple[dict[str, str], str]:
    head: dict[str, str] = {}
    while (line := text.partition("\n"))[0].startswith("#") and (found := _HEAD.match(line[0])):
        head[found[1].strip()] = found[2].rstrip("\n")
        text = line[2]
    for key, value in head.items():
        if key.endswith(" column") and not _is_place(value.strip()):
            raise ExchangeError(f"The line `#{key}:{short(value)}` must end with a number.")
    return head, text


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 0 < int(text[:6]) <= _MOST_COLUMNS


def _rows(body: str, head: Mapping[str, str]) -> Iterator[list[str]]:
    named = head.get("separator", "tab").strip()
    delimiter = _SEPARATORS.get(named.casefold(), named[:1] or "\t")
    csv.field_size_limit(1 << 24)
    try:
        yield from csv.reader(io.StringIO(body, newline=""), delimiter=delimiter)
    except (csv.Error, TypeError, ValueError) as error:
        raise ExchangeError(f"The file cannot be read: {error}.") from error


def _cards(
    row: Sequence[str], places: Mapping[str, int], head: Mapping[str, str], losses: list[Loss]
) -> Iterator[ImportedCard]:
    special = {name: row[at] for name, at in places.items() if at < len(row)}
    fields = [cell for at, cell in enumerate(row) if at not in places.values()]
    if not any(field.strip() for field in fields):
        return
    if head.get("html", "true").strip() == "false":
        fields = [as_html(field) for field in fields]
    rendered = [render(field) for field in fields]
    name = short(rendered[0].text)
    losses += [loss for each in rendered for loss in losses_of_html(each, name)]
    losses += [
        Loss("pictures are left out: a text file has none", name)
        for each in rendered
        if each.pictures
    ]
    key = special.get("guid", "")
    tags = tuple(dict.fromkeys((special.get("tags", "") or head.get("tags", "")).split()))
    texts = [each.text for each in rendered]
    if _LIKE_CLOZE.search(fields[0]):
        try:
            body: Cloze | Flip = read_cloze(fields[0]).body
        except BadClozeError as bad:
            losses.append(Loss(str(bad), name, left_out=True))
            return
        yield ImportedCard(_card(body, tags, texts[1] if len(texts) > 1 else ""), key)
    elif len(texts) > 1 and texts[0] and texts[1]:
        both = "reversed" in special.get("notetype", "").casefold()
        yield ImportedCard(
            _card(Flip(texts[0], texts[1], both), tags, "\n".join(filter(None, texts[2:]))), key
        )
    else:
        losses.append(Loss("has no text on one side", name, left_out=True))


def _card(body: Cloze | Flip, tags: tuple[str, ...], why: str) -> Card:
    return Card("", body, 0, why=why, tags=tags)


def _rows_of(card: Card, deck: Deck, losses: list[Loss]) -> Iterator[list[str]]:
    tags = " ".join(tag.replace(" ", "_") for tag in card.tags)
    guid, title = f"{deck.id}/{card.id}", deck.title.replace("\n", " ")
    if isinstance(card.body, Cloze):
        losses += losses_of(replace_why(card), [])
        yield [guid, "Cloze", title, tags, write_cloze(card.body), as_html(card.why)]
        return
    pairs, reasons = pairs_of(card, deck)
    both = isinstance(card.body, Flip) and card.body.both
    kind = "Basic (and reversed card)" if both else "Basic"
    losses += losses_of(card, [] if both else reasons)
    for number, pair in enumerate(pairs, 1):
        own = guid if len(pairs) == 1 else f"{guid}/{number}"
        yield [own, kind, title, tags, as_html(pair.term), as_html(pair.definition)]


def replace_why(card: Card) -> Card:
    """Return a card whose explanation is not lost: a cloze has a field for it."""
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(card, why="")


def _is_anki_text(data: bytes) -> bool:
    first = sample(data).partition("\n")[0]
    found = _HEAD.match(first)
    keys = {"separator", "html", "tags", "columns", "deck", "notetype"}
    return bool(found and (found[1] in keys or found[1].endswith(" column")))


FORMATS = (
    Format("anki-text", "Anki text", ".txt", _is_anki_text, read_anki_text, write_anki_text),
)

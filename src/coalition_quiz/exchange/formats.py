"""The formats of other programs: the only list of them, and how a file's format is found."""

from msgspec.structs import replace

from coalition_quiz.exchange import gift, lines, markdown, moodle, tables
from coalition_quiz.exchange.anki import format as anki
from coalition_quiz.exchange.anki import text as anki_text
from coalition_quiz.exchange.model import (
    ExchangeError,
    Format,
    Imported,
    ImportOptions,
)
from coalition_quiz.exchange.qti import format as qti
from coalition_quiz.exchange.text import clean

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        *anki.FORMATS,
        *anki_text.FORMATS,
        *qti.FORMATS,
        *moodle.FORMATS,
        *lines.FORMATS,
        *gift.FORMATS,
        *markdown.FORMATS,
        *tables.FORMATS,
    )
}
"""By their names, the most particular first: plain tables accept almost every text."""

READ = tuple(name for name, each in FORMATS.items() if each.read)
WRITTEN = tuple(name for name, each in FORMATS.items() if each.write)


def read(data: bytes, options: ImportOptions, name: str = "") -> Imported:
    """Read a file as a format, or as the format that its content shows.

    Raises:
        ExchangeError: if it is none of the formats, or damaged.
    """
    found = FORMATS[name] if name else recognise(data)
    if found is None or found.read is None:
        raise ExchangeError(
            f"The format of {options.name or 'this file'} was not recognised. "
            f"Name it with `--as`: {', '.join(READ)}."
        )
    imported = found.read(data, options)
    named = ("title", "language", "description", "author", "licence")
    return replace(imported, **{name: clean(getattr(imported, name)) for name in named})


def recognise(data: bytes) -> Format | None:
    """Return the first format that the content looks like; None if there is none."""
    return next((each for each in FORMATS.values() if each.read and each.recognise(data)), None)

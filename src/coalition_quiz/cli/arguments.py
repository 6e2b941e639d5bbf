"""Arguments that several commands share, and the types of their values."""

from typing import TYPE_CHECKING

from coalition_quiz.system.text import decoded

if TYPE_CHECKING:
    from argparse import ArgumentParser

_LONGEST_SEED = 18
_LONGEST_NUMBER = 9


def add_decks(parser: "ArgumentParser") -> None:
    """Let a command name decks."""
    text = "a deck's id, a deck file, or a folder of decks"
    parser.add_argument("decks", nargs="*", metavar="DECK", help=text)


def add_json(parser: "ArgumentParser", text: str = "print JSON") -> None:
    """Let a command print JSON."""
    add_flag(parser, "--json", text)


def add_flag(parser: "ArgumentParser", name: str, text: str) -> None:
    """Add an option without a value, off by default."""
    parser.add_argument(name, action="store_true", help=text)


def non_negative(text: str) -> int:
    """Read a whole number of 0 or more."""
    return _whole(text, least=0)


def positive(text: str) -> int:
    """Read a whole number of 1 or more."""
    return _whole(text, least=1)


def days_or_all(text: str) -> int:
    """Read a number of days; 0 for ``all``."""
    return 0 if text == "all" else _whole(text, least=1)


def seed(text: str) -> int:
    """Read the seed of a quiz."""
    if not text.isdecimal() or len(text) > _LONGEST_SEED:
        raise _refusal(f"{text!r} is not a valid seed: use a whole number of up to 18 digits")
    return int(text)


def utf8_text(text: str) -> str:
    """Read a text, and refuse one that is not UTF-8."""
    try:
        return decoded(text)
    except UnicodeError as error:
        raise _refusal(f"{text} cannot be read: it is not UTF-8") from error


def codes(text: str) -> tuple[str, ...]:
    """Read codes of checks, separated by commas."""
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _whole(text: str, least: int) -> int:
    if not text.isdecimal() or int(text[:_LONGEST_NUMBER]) < least:
        raise _refusal(f"{text!r} is not valid: use a whole number, {least} or more")
    return int(text[:_LONGEST_NUMBER])


def _refusal(message: str) -> Exception:
    from argparse import ArgumentTypeError  # noqa: PLC0415 - a plain `study` needs no argparse

    return ArgumentTypeError(message)

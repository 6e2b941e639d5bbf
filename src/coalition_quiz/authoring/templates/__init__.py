"""Templates for new decks: real decks of this package, filled in with a name and a month."""

import re
import unicodedata
from importlib.resources import files

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks.identity import id_of

# The lines of the templates that a new deck replaces.
_DECK = "deck: my-deck\n"
_TITLE = "title: My deck\n"
_AS_OF = "as_of: 2026-11\n"
_REVIEW_BY = "review_by: 2028-11\n"
_YEARS_TO_REVIEW = 2

_LONGEST_ID = 64
_NOT_IN_ID = re.compile(r"[^a-z0-9.]+")
_SPELT_OUT = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i",
        "æ": "ae", "œ": "oe", "þ": "th",
    }
)  # fmt: skip
_PLAIN = re.compile(r"[^\W\d_](?:[\w .-]*[\w.-])?")
# Our reader takes these for texts, but other YAML readers do not.
_TYPED_BY_YAML = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})


def fill_template(name: str, today: Edtf, *, minimal: bool) -> str:
    """Fill in the template of a new deck.

    Args:
        name: the file's name without its ending; `deck_id_of` turns it into an id.
        today: the day of creation. The deck's facts are as of this month.
        minimal: three cards without comments, instead of every kind of card.
    """
    text = _template("minimal" if minimal else "full")
    month = Edtf(today.year, today.month)
    later = Edtf(today.year + _YEARS_TO_REVIEW, today.month)
    text = text.replace(_DECK, f"deck: {scalar(deck_id_of(name))}\n", 1)
    text = text.replace(_TITLE, f"title: {scalar(title_of(name))}\n", 1)
    return text.replace(_AS_OF, f"as_of: {month}\n").replace(_REVIEW_BY, f"review_by: {later}\n")


def _is_of_id(letter: str) -> bool:
    return letter in "._" or unicodedata.category(letter)[0] in "LMN"


def deck_id_of(name: str) -> str:
    """Make a deck id of a name: letters, digits and hyphens; empty if nothing is left.

    Letters of Latin script become a–z; those of other scripts stay.
    """
    # The signs of other scripts may be dropped, so that what is left is Latin.
    return _as_id(_as_id(name))


def _as_id(name: str) -> str:
    spelt = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT_OUT))
    letters = "".join(each for each in spelt if not unicodedata.combining(each)).lower()
    if any(each.isalpha() and not each.isascii() for each in letters):
        kept = "".join(
            each if _is_of_id(each) else "-" for each in unicodedata.normalize("NFC", name)
        )
        return id_of(re.sub("-+", "-", kept).strip("-.")[:_LONGEST_ID].rstrip("-."))
    return _NOT_IN_ID.sub("-", letters).strip("-.")[:_LONGEST_ID].rstrip("-.")


def title_of(name: str) -> str:
    """Make a deck title of a name: `rivers-of-europe` becomes “Rivers of europe”."""
    title = " ".join(re.split(r"[-_\s]+", name)).strip()
    return title[:1].upper() + title[1:]


def _template(name: str) -> str:
    return files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def scalar(text: str) -> str:
    """Write a text as a YAML scalar, in quotes if it could be read as something else."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _TYPED_BY_YAML:
        return text
    return "'{}'".format(text.replace("'", "''"))

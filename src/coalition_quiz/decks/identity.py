"""The identity of a card: its id, or one made from its prompt, and the ids it had before."""

import re
import unicodedata

from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.fields import full_text
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar
from coalition_quiz.system.text import UNSEEN

# Letters and digits, `-`, `_` and `.`; the first a letter or digit; at most 64.
_LONGEST = 64
_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{_LONGEST - 1}}}")
_AUTOMATIC_ID = re.compile(r"~[0-9a-f]{10}")
ID_REMEDY = (
    "Use up to 64 letters and digits of any script, -, _ and . (starting with a letter or digit)."
)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_PARTS = "._-"
# A schema cannot tell letters of other scripts from signs, and it counts accents as characters.
_ANY_SCRIPT = rf"[A-Za-z0-9._-]|[^\x00-\x7f{UNSEEN}]"
ID_PATTERN = rf"{_ID.pattern}|(?![._-])(?=[\x00-\x7f]*[^\x00-\x7f])(?:{_ANY_SCRIPT}){{1,255}}"
EARLIER_ID_PATTERN = rf"(?:(?:{ID_PATTERN})/)?(?:{ID_PATTERN}|{_AUTOMATIC_ID.pattern})"


def id_of(text: str) -> str:
    """Return the id that a text gives, composed (NFC), or an empty text if it is not valid.

    Letters and digits of every script and their marks are valid; invisible characters are not.
    """
    if _ID.fullmatch(text):
        return text
    name = unicodedata.normalize("NFC", text)
    if name.isascii() or len(name) > _LONGEST or _UNSEEN.search(name):
        return ""
    kinds = [unicodedata.category(each)[0] for each in name]
    is_id = kinds[0] in "LN" and all(
        kind in "LMN" or each in _PARTS for kind, each in zip(kinds, name, strict=True)
    )
    return name if is_id else ""


def earlier_id_of(text: str) -> str:
    """Return the earlier id of a card, perhaps with its deck's, or an empty text."""
    deck, slash, card = text.rpartition("/")
    name = card if _AUTOMATIC_ID.fullmatch(card) else id_of(card)
    return f"{id_of(deck)}{slash}{name}" if name and (not slash or id_of(deck)) else ""


class Identities:
    """The ids of a deck's cards: every one belongs to the first card that claims it."""

    def __init__(self, report: ProblemReport) -> None:
        self._report = report
        self._places: dict[str, int] = {}

    def claim(self, card: Mapping, kind: str, prompt: str) -> str:
        """Return the id of a card. If another card has it, note the problem."""
        node = card.fields.get("id")
        if node is None:
            card_id, at = automatic_id(kind, prompt), card.at
        else:
            card_id, at = read_id(node, self._report), node.at
        first = self._places.setdefault(card_id, at)
        if first != at and card_id:
            self._repeated(card_id, at, first, given=node is not None)
        return card_id

    def in_use(self, card_id: str, earlier: tuple[str, ...], at: int) -> bool:
        """Check whether another card has one of a card's earlier ids. If so, note the problem."""
        taken = [each for each in earlier if each != card_id and each in self._places]
        for each in taken:
            line = self._report.line(self._places[each])
            message = f"{quoted(each)} already belongs to the card on line {line}"
            remedy = "Remove it here, or give that card a different id."
            self._report.note("D405", at, message, remedy, related=[self._places[each]])
        # Of two cards that were once one, only the first can keep its history.
        for each in earlier:
            self._places.setdefault(each, at)
        return bool(taken)

    def _repeated(self, card_id: str, at: int, first: int, *, given: bool) -> None:
        line = self._report.line(first)
        if given:
            message = f"{quoted(card_id)} is also the id of the card on line {line}"
            remedy, length = "Give this card a different id.", len(card_id)
        else:
            message = (
                f"this card has the same question as the one on line {line}, and neither has an id"
            )
            remedy, length = "Give each an `id`, or remove one of them.", 1
        self._report.note("D313", at, message, remedy, length, [first])


def automatic_id(kind: str, prompt: str) -> str:
    """Make an id that does not depend on the prompt's case, spacing or line breaks."""
    import hashlib  # noqa: PLC0415 - only cards without an id need it

    folded = " ".join(unicodedata.normalize("NFKC", prompt).casefold().split())
    return "~" + hashlib.sha256(f"{kind}\n{folded}".encode()).hexdigest()[:10]


def read_id(node: Node, report: ProblemReport) -> str:
    """Read the id of a field."""
    if isinstance(node, Scalar) and (name := id_of(node.text)):
        return name
    text = full_text(node, "id", report)
    if text.strip():
        report.note("D312", node.at, f"{quoted(text)} is not a valid id", ID_REMEDY, len(text))
    return text


def check_earlier(text: str, at: int, report: ProblemReport) -> None:
    """Note an earlier id that is not valid."""
    if text and not earlier_id_of(text):
        remedy = f"Write the card's earlier id, or deck/id. {ID_REMEDY}"
        report.note("D312", at, f"{quoted(text)} is not a valid id", remedy, len(text))

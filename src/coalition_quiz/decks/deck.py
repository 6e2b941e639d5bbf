"""The deck around the cards: its identity, its title and what its cards draw on."""

from coalition_quiz.decks.cards import read_cards
from coalition_quiz.decks.diagnostics import Report, quoted
from coalition_quiz.decks.fields import Fields, wrong_shape
from coalition_quiz.decks.identity import ID, ID_REMEDY
from coalition_quiz.decks.nodes import Mapping, Node, Scalar, Sequence
from coalition_quiz.decks.resources import Resources
from coalition_quiz.learning.cards import Deck

FORMAT = 1
KEYS = (
    "format",
    "deck",
    "title",
    "language",
    "description",
    "author",
    "licence",
    "as_of",
    "sources",
    "pools",
    "timelines",
    "cards",
)
_NEEDED = {
    "format": f"Write `format: {FORMAT}` at the top.",
    "deck": "Write `deck:` and an id that never changes: the history is kept under it.",
    "title": "Write `title:` and what the learner sees.",
    "cards": "Write `cards:` and below it one `- ` for each card.",
}


Placed = tuple[Mapping, ...]


def read_deck_tree(root: Node, report: Report, path: str) -> tuple[Deck | None, Placed]:
    """The deck of a file's tree, and the mapping that each of its cards is written as.

    There is no deck where the file has no id or another format.
    """
    if not isinstance(root, Mapping):
        report.note(
            "D201",
            root.at,
            "the file is not a deck: a deck is made of lines such as `title: …`",
            "Begin with `format: 1`, `deck: ID` and `title: TITLE`.",
        )
        return None, ()
    fields = Fields(root, report)
    fields.only(KEYS, "D203", "a deck")
    for key, remedy in _NEEDED.items():
        if key not in root.keys:
            report.note("D202", root.at, f"the deck has no `{key}`", remedy)
    readable = _is_readable(fields)
    deck_id = _deck_id(fields)
    deck, placed = _deck(fields, deck_id, path)
    return (deck, placed) if readable and deck_id else (None, ())


def _deck(fields: Fields, deck_id: str, path: str) -> tuple[Deck, Placed]:
    report = fields.report
    resources = Resources(fields, report)
    as_of = fields.date("as_of")
    title = fields.needed("title") if "title" in fields.nodes else ""
    cards = read_cards(_entries(fields), resources, report, as_of)
    deck = Deck(
        id=deck_id,
        title=title or deck_id,
        path=path,
        cards=tuple([card for card, _ in cards]),
        language=fields.text("language") or "en",
        description=fields.text("description"),
        author=fields.text("author"),
        licence=fields.text("licence"),
        as_of=as_of,
        pools=resources.pools,
    )
    return deck, tuple([node for _, node in cards])


def _entries(fields: Fields) -> list[Node]:
    node = fields.nodes.get("cards")
    if isinstance(node, Sequence):
        return node.entries
    if isinstance(node, Scalar) and not node.text:
        fields.report.note("D314", node.at, "the deck has no cards yet", _NEEDED["cards"])
    elif node is not None:
        wrong_shape(node, "cards", "a list of cards", fields.report, _NEEDED["cards"])
    return []


def _is_readable(fields: Fields) -> bool:
    """Whether the format is one that this version knows."""
    if "format" not in fields.nodes:
        return False
    text = fields.text("format").strip()
    if text == str(FORMAT):
        return True
    at = fields.nodes["format"].at
    if text.isascii() and text.isdigit() and text.strip("0"):
        message = f"the deck is written in format {quoted(text)}, newer than this program"
        fields.report.note("D204", at, message, "Install a newer coalition-quiz.", len(text))
    else:
        message = f"`format` is {quoted(text)}, not a format"
        fields.report.note("D204", at, message, f"Write `format: {FORMAT}`.", len(text))
    return False


def _deck_id(fields: Fields) -> str:
    """The deck's id, or an empty text where it has none that can be used."""
    node = fields.nodes.get("deck")
    if node is None:
        return ""
    text = fields.needed("deck")
    if ID.fullmatch(text):
        return text
    if text:
        message = f"{quoted(text)} cannot be a deck's id"
        fields.report.note("D205", node.at, message, ID_REMEDY, len(text))
    return ""

"""The check that the pictures of a deck exist and are pictures."""

from collections.abc import Iterator

from coalition_quiz.decks import Diagnostic
from coalition_quiz.decks.diagnostics import ProblemReport
from coalition_quiz.decks.reading import ReadResult
from coalition_quiz.decks.yaml.nodes import Mapping
from coalition_quiz.library.pictures import PictureError, examine_picture

_REMEDY = "Put the file into the deck's folder, or correct `file`. Pass it on with the deck."


def find_missing_pictures(result: ReadResult) -> tuple[Diagnostic, ...]:
    """Find the pictures of a deck that cannot be shown. Only the first bytes are read."""
    if result.deck is None:
        return ()
    report = ProblemReport(result.deck.path, result.text)
    for card, node in zip(result.deck.cards, result.nodes, strict=True):
        if card.picture is not None:
            try:
                examine_picture(result.deck.path, card.picture.file)
            except PictureError as error:
                at = next(_places(node), node.at)
                report.note("D407", at, f"{error}", _REMEDY, len(card.picture.file))
    return report.in_order()


def _places(card: Mapping) -> Iterator[int]:
    picture = card.fields.get("picture")
    if isinstance(picture, Mapping) and "file" in picture.fields:
        yield picture.fields["file"].at

"""Questions: what one showing of an item looks like, drawn from a seed."""

from msgspec import Struct

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.base import Showing
from coalition_quiz.core.markdown.formats import Formats, formats_of
from coalition_quiz.core.questions import Task


class Question(Struct, frozen=True):
    """One showing of an item.

    Attributes:
        prompt: the text to show, with ``[…]`` or ``[hint]`` for a cloze gap.
        seed: the seed of the drawing, to repeat it.
        accepted: the texts that the learner counts as right, in addition to the deck's.
    """

    item: Item
    prompt: str
    task: Task
    seed: int
    accepted: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the card."""
        return self.item.card.kind

    @property
    def formats(self) -> Formats:
        """How its texts are formatted."""
        return formats_of(self.item.card.formats, self.item.deck.formats, self.task.offered)


def draw(
    item: Item,
    seed: int,
    rivals: frozenset[str] = frozenset(),
    accepted: tuple[str, ...] = (),
) -> Question:
    """Draw a question of an item. The same seed draws the same question for ever.

    Args:
        item: the item to ask.
        seed: any whole number.
        rivals: the names of its deck that typos may not confuse (see `confusable_names`).
        accepted: the texts that the learner counts as right.
    """
    showing = Showing(item.part, seed, rivals, item.deck.pools, item.card.why)
    task = item.card.body.draw_task(showing)
    return Question(item, prompt_of(item), task, seed, accepted)


def prompt_of(item: Item) -> str:
    """Return the text that asks an item, with ``[…]`` or ``[hint]`` for a cloze gap."""
    return item.card.body.prompt_of(item.part)


def confusable_names(deck: Deck) -> frozenset[str]:
    """Gather the folded names of a deck. A typo may never turn one into another.

    An accepted spelling that differs from its name by an article or a typo only is left out, so
    that other cards still let it pass.
    """
    from coalition_quiz.core.grading.normalise import normalise  # noqa: PLC0415 - not at the start
    from coalition_quiz.core.grading.typed import names_of  # noqa: PLC0415 - likewise

    bodies = [card.body for card in deck.cards]
    pools = {body.pool for body in bodies}
    texts = [text for pool in pools for text in deck.pools.get(pool, ())]
    texts += [name for body in bodies for name in body.names]
    entries = (names_of(entry) for body in bodies for entry in body.entries)
    return frozenset(map(normalise, texts)).union(*entries)

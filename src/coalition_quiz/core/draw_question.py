"""Questions: what one showing of an item looks like, drawn from a seed."""

import msgspec
from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import MEANINGS, Showing
from coalition_quiz.core.markdown.formats import Formats, formats_of
from coalition_quiz.core.questions import Task, sample


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
    deck, card = item.deck, item.card
    strict = deck.strict if card.strict is None else card.strict
    manner = (deck.language, deck.meanings, deck.articles, strict, card.wordings)
    showing = Showing(item.part, seed, rivals, deck.pools, card.why, *manner)
    body = _worded(card, seed)
    return Question(item, _prompt(body, item), body.draw_task(showing), seed, accepted)


def _worded(card: Card, seed: int) -> Body:
    """Return the body of a card with one of the wordings of its question, drawn by the seed."""
    if not card.wordings:
        return card.body
    (prompt,) = sample((card.body.prompt, *card.wordings), 1, seed)
    body: Body = msgspec.structs.replace(card.body, prompt=prompt)
    return body


def prompt_of(item: Item) -> str:
    """Return the text that asks an item, with ``[…]`` or ``[hint]`` for a cloze gap.

    Of several wordings, it is the first.
    """
    return _prompt(item.card.body, item)


def _prompt(body: Body, item: Item) -> str:
    """Return the prompt, with the language to answer in if that is not clear."""
    prompt, side = body.prompt_of(item.part), body.typed_side(item.part)
    if not side:
        return prompt
    from coalition_quiz.core.grading.languages.names import code_of, name_of  # noqa: PLC0415 - for words alone

    deck = item.deck
    language = deck.meanings if side in MEANINGS else deck.language
    name = name_of(language) if code_of(deck.language) != code_of(deck.meanings) else ""
    return f"In {name}: {prompt}" if name else prompt


def confusable_names(deck: Deck) -> frozenset[str]:
    """Gather the folded names of a deck. A typo may never turn one into another.

    An accepted spelling that differs from its name by an article or a typo only is left out, so
    that other cards still let it pass.
    """
    from coalition_quiz.core.grading.languages.names import is_english  # noqa: PLC0415 - not at the start
    from coalition_quiz.core.grading.normalise import normalise  # noqa: PLC0415 - likewise
    from coalition_quiz.core.grading.typed import names_of  # noqa: PLC0415 - likewise

    bodies = [card.body for card in deck.cards]
    names = frozenset[str]()
    if not is_english(deck.language):
        from coalition_quiz.core.grading import other_languages  # noqa: PLC0415 - few decks need it

        entries_in = [entry for body in bodies for entry in body.entries]
        names = other_languages.names_in(entries_in, deck.language, deck.articles)
    pools = {body.pool for body in bodies}
    texts = [text for pool in pools for text in deck.pools.get(pool, ())]
    texts += [name for body in bodies for name in body.names]
    entries = (names_of(entry) for body in bodies for entry in body.entries)
    return names.union(map(normalise, texts), *entries)

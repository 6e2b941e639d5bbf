"""A deck without the types of its cards, for what counts decks and shows no card."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.strictness import Strictness

if TYPE_CHECKING:
    from coalition_quiz.core.cards import Card
    from coalition_quiz.core.markdown.formats import Markup


class StoredCards(Sequence["Card"]):
    """Cards that are fetched one by one, with the facts that would otherwise need all of them."""

    @property
    @abstractmethod
    def asked(self) -> int:
        """The number of items that are asked."""

    @abstractmethod
    def asked_ids(self) -> Sequence[str]:
        """Return the ids of those items, in the order of the cards."""

    @abstractmethod
    def find(self, card_id: str) -> "Card | None":
        """Return the card of this id, or None."""


class Deck(Struct, frozen=True):
    """A file of cards. Its history is stored under `id`.

    Attributes:
        language: the language of the cards.
        meanings: the language of the meanings of words, and of the prompts that are typed.
        articles: articles that the program does not know.
        strict: what must be exact in answers to cards that do not say so themselves.
        introduction: a few sentences to read before the first new card; may be empty.
        pools: the texts of each pool, held once, although many cards may share it.
        origin: what it was imported from: its `format` and `file`.
        is_markdown: whether its file has formatted texts.
        formats: the formatted texts of its introduction, pools and timelines.
    """

    id: str
    title: str
    path: str
    cards: Sequence["Card"]
    language: str = "en"
    description: str = ""
    introduction: str = ""
    author: str = ""
    licence: str = ""
    as_of: Edtf | None = None
    pools: Mapping[str, tuple[str, ...]] = {}
    origin: Mapping[str, str] = {}
    is_markdown: bool = False
    formats: Mapping[str, "Markup"] = {}
    meanings: str = "en"
    articles: tuple[str, ...] = ()
    strict: Strictness = Strictness()

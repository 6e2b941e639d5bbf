"""A deck as its author means it: cards of any kind, with their sources and dates.

Every value is frozen. The reader makes them; questions are drawn from them.
"""

from msgspec import Struct

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.markdown.formats import Format
from coalition_quiz.core.strictness import Strictness


class Section(Struct, frozen=True):
    """A part of a source, told in the words of the deck's author.

    Attributes:
        place: how cards name it in their `source`; empty to use its title.
        begins: when what it tells began; None if it has no dates.
        ends: when that ended; None if it is not known.
    """

    title: str
    summary: str
    place: str = ""
    begins: Edtf | None = None
    ends: Edtf | None = None


class Source(Struct, frozen=True):
    """A work that facts are taken from.

    Attributes:
        short: what to call it under an answer; empty to use its title.
    """

    key: str
    title: str
    published: Edtf | None = None
    url: str = ""
    author: str = ""
    short: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def name(self) -> str:
        """The name shown under an answer: the short name, or else the title."""
        return self.short or self.title


class Citation(Struct, frozen=True):
    """A source of a fact, with the place in it: free text such as a section's title."""

    source: Source
    place: str = ""

    def in_words(self) -> str:
        """Write the source, when it was published, and the place in it."""
        published = f" ({self.source.published.in_words()})" if self.source.published else ""
        place = f", {self.place}" if self.place else ""
        return f"{self.source.name}{published}{place}"


class Change(Struct, frozen=True):
    """The world changed: since when, and what was true before."""

    on: Edtf
    was: str


class Retirement(Struct, frozen=True):
    """The card is retired: since when, and why."""

    on: Edtf
    why: str


class Picture(Struct, frozen=True):
    """A picture that is shown with a question.

    Attributes:
        file: its path from the deck's folder, with slashes.
        alt: a description for those who do not see it.
        credit: who made it, and its licence.
    """

    file: str
    alt: str
    credit: str = ""


class Card(Struct, frozen=True, omit_defaults=True):
    """A card as its author writes it: one prompt, its answer and its notes.

    Attributes:
        id: unique in the deck; ``~`` and a hash of the prompt if the author gave none.
        line: the line of the file it starts on, counted from 1.
        as_of: when the fact was true; the deck's date if the card has none.
        was: earlier ids of this card, as ``card`` or ``deck/card``.
        lint_ignore: the codes of checks that its author has answered with a reason.
        origin: its id in the program that it was imported from.
        formats: its formatted texts. All other fields hold them without formatting.
        strict: what must be exact in its answers; None if the deck decides.
        wordings: further wordings of its question; each showing draws one.
    """

    id: str
    body: Body
    line: int
    why: str = ""
    hint: str = ""
    source: Citation | None = None
    as_of: Edtf | None = None
    review_by: Edtf | None = None
    according_to: str = ""
    disputed: str = ""
    tags: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    changed: Change | None = None
    retired: Retirement | None = None
    lint_ignore: tuple[str, ...] = ()
    origin: str = ""
    formats: tuple[Format, ...] = ()
    picture: Picture | None = None
    strict: Strictness | None = None
    wordings: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The key that names what the learner does."""
        return self.body.kind

"""Pages about a deck: its introduction, and all about it."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.style import Style

from coalition_quiz.core.deck import Deck
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.formatted import formatted
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import ACT, BAR, PART
from coalition_quiz.tui.page import Overlay
from coalition_quiz.tui.questions.marks import NO_LABEL
from coalition_quiz.tui.widgets.rows import SignedText, WithMargin
from coalition_quiz.wording.home import Fact

_LABEL = 14
_BEGIN = Content.styled("[Enter Begin]", ACT).stylize(Style.from_meta({"@click": "screen.dismiss"}))
_BLANK = SignedText(NO_LABEL, NO_LABEL, Content(""))


class IntroductionPage(Overlay, inherit_bindings=False):
    """The introduction of a deck, before its first new card."""

    BINDING_GROUP_TITLE = "Introduction"
    DEFAULT_CSS = """
    IntroductionPage {
        & > * { max-width: 82; }
        & > VerticalScroll { padding: 1 3; }
        &.-short > VerticalScroll { padding: 0 1; }
        &.-high > VerticalScroll { padding: 4 3; }
        &.-higher > VerticalScroll { padding: 9 3; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("dismiss", "enter,space,escape,q", "Begin", "Begin with the first card"),
    ]

    def __init__(self, deck: Deck) -> None:
        text = SignedText(BAR, NO_LABEL, formatted(deck.introduction, deck.formats), repeats=True)
        title = SignedText(NO_LABEL, NO_LABEL, literal_line(deck.title, "bold"))
        rows = (title, _BLANK, text, _BLANK, SignedText(NO_LABEL, NO_LABEL, _BEGIN))
        super().__init__("Read this first", list(map(WithMargin, rows)))


class DeckPage(Overlay):
    """What a deck is about, the learner's figures, and where it comes from."""

    BINDING_GROUP_TITLE = "The deck"

    def __init__(self, deck: Deck, figures: Sequence[Fact]) -> None:
        rows = [*_about(deck), *_figures(figures), *_origin(deck)]
        super().__init__(literal_line(deck.title).plain, list(map(WithMargin, rows)))


def _about(deck: Deck) -> Iterator[SignedText]:
    if deck.description:
        yield _text(deck.description)
    if deck.introduction:
        yield from (
            _BLANK,
            _part("Introduction"),
            SignedText(NO_LABEL, NO_LABEL, formatted(deck.introduction, deck.formats)),
        )


def _figures(figures: Sequence[Fact]) -> Iterator[SignedText]:
    yield from (_BLANK, _part("Your progress"))
    for fact in figures:
        yield _labelled(fact.name, fact.figure, f"   {fact.note}" if fact.note else "")


def _origin(deck: Deck) -> Iterator[SignedText]:
    facts = {
        "Facts as of": deck.as_of.in_words() if deck.as_of else "",
        "Author": deck.author,
        "Licence": deck.licence,
        "Language": deck.language,
        "File": on_one_line(deck.path),
    }
    yield from (_BLANK, _part("The deck"))
    yield from (_labelled(name, value) for name, value in facts.items() if value)


def _labelled(name: str, value: str, note: str = "") -> SignedText:
    label = Content.styled(f"{name:<{_LABEL}}", QUIET)
    text = literal_line(value, "bold" if note else "") + Content.styled(note, QUIET)
    return SignedText(NO_LABEL, label, text)


def _part(title: str) -> SignedText:
    return SignedText(NO_LABEL, NO_LABEL, Content.styled(title, PART))


def _text(text: str) -> SignedText:
    return SignedText(NO_LABEL, NO_LABEL, literal(text))

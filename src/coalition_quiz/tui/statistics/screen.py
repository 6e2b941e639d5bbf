"""The statistics screen."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.geometry import Region

from coalition_quiz.core.ids import card_of
from coalition_quiz.core.statistics.overview import DeckMemory, sum_memories
from coalition_quiz.core.statistics.statistics import HardItem, Statistics
from coalition_quiz.reports.statistics import SPANS, deck_names, span_name
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal_line
from coalition_quiz.tui.looks import CURSOR, WIDE
from coalition_quiz.tui.navigation import Browse, Home, Navigate, QuizSetup
from coalition_quiz.tui.page import Failed, Page, TitleLine
from coalition_quiz.tui.statistics.parts import Dashboard, Known
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.pane import can_scroll
from coalition_quiz.tui.widgets.rows import HangingText, Paragraphs, Row

Decks = tuple[str, ...]


class StatisticsScreen(Page):
    """Figures and plots of one deck or all, over a span of days."""

    BINDING_GROUP_TITLE = "Statistics"
    DEFAULT_CSS = """
    StatisticsScreen {
        & > * { max-width: 100%; }
        &.-usual > *, &.-narrow > * { max-width: 100; }
        &.-usual > TitleLine { margin-bottom: 1; }
        & > VerticalScroll {
            height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("span(1)", "right,s", "More days", "Longer period", priority=True),
        command("span(-1)", "left,S", "Fewer", "Shorter period", priority=True),
        command("deck(1)", "d", "Deck", "Next deck"),
        command("open", "enter,v", "Open card", "Open the hard card at the cursor in Browse"),
        command("card(1)", "tab", "Next card", "Go to the next of the hardest cards"),
        command(
            "card(-1)", "shift+tab", "Previous card", "Go to the previous hard card", shown=False
        ),
        command("arrow(1)", "down", "Down", "Next card", shown=False, priority=True),
        command("arrow(-1)", "up", "Up", "Previous card", shown=False, priority=True),
        command("browse", "b", "Browse", "Browse the cards"),
        command("quiz", "z", "Quiz", "Set up a quiz"),
        command("leave", "escape,q,t", "Back", "Go to the home screen"),
        command("deck(-1)", "D", "Previous deck", "Previous deck", shown=False),
        command("scroll(1)", "j", "Down", "Scroll down", shown=False),
        command("scroll(-1)", "k", "Up", "Scroll up", shown=False),
    ]

    def __init__(
        self,
        workspace: Workspace,
        decks: Decks,
        span: int | None,
        memories: Mapping[str, DeckMemory],
        streak: int | None,
    ) -> None:
        """Create the screen.

        Args:
            workspace: the decks and the history.
            decks: the decks to look at; empty for all.
            span: the days to look at; None for all.
            memories: what was last measured to be remembered of each deck.
            streak: the days in a row on which everything due was done; None if unknown.
        """
        super().__init__()
        self._memories = memories
        self._streak = streak
        self._cursor = 0
        self._workspace = workspace
        self._names = deck_names(workspace.library)
        self._spans = sorted({*SPANS, span}, key=lambda days: (days is None, days or 0))
        self._choices = _choices(workspace, decks)
        self._span = span
        self._decks = decks
        self._cache: dict[tuple[Decks, int | None], Statistics] = {}
        self._title = TitleLine("Statistics")
        self._text = DashboardText(())
        self._scroll = VerticalScroll(self._text)

    def compose(self) -> ComposeResult:
        """Lay out the heading, the figures and the keys."""
        yield self._title
        yield self._scroll
        yield KeyBar()

    def on_mount(self) -> None:
        """Compute the figures after the first paint."""
        self._scroll.focus(scroll_visible=False)
        self._update()

    def action_leave(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    def action_span(self, step: int) -> None:
        """Go to the next longer or shorter span."""
        at = self._spans.index(self._span) + step
        if 0 <= at < len(self._spans):
            self._span = self._spans[at]
            self._update()

    def action_deck(self, step: int) -> None:
        """Go to the next deck. All decks follow the last one."""
        if len(self._choices) > 1:
            at = self._choices.index(self._decks) + step
            self._decks = self._choices[at % len(self._choices)]
            self._update()

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self._scroll.scroll_relative(y=step, animate=False)

    def action_card(self, step: int) -> None:
        """Move to another of the hardest cards."""
        cards = self._hardest
        if cards:
            self._cursor = (self._cursor + step) % len(cards)
            self._show()
            self._scroll.scroll_to_region(self._text.cursor_line, animate=False)

    def action_arrow(self, step: int) -> None:
        """Move to another of the hardest cards, on a wide terminal."""
        self.action_card(step)

    def action_open(self, at: int = -1) -> None:
        """Open a hard card in Browse."""
        cards = self._hardest
        if cards:
            item = cards[min(self._cursor, len(cards) - 1) if at < 0 else at].item
            self.post_message(Navigate(Browse(card=card_of(item))))

    def action_browse(self) -> None:
        """Browse the cards of the deck."""
        self.post_message(Navigate(Browse(" ".join(f"deck:{deck}" for deck in self._decks))))

    def action_quiz(self) -> None:
        """Set up a quiz on the deck."""
        self.post_message(Navigate(QuizSetup(self._decks[0] if len(self._decks) == 1 else "")))

    def on_resize(self, _event: Resize) -> None:
        """Update the keys: the arrows scroll on a narrow terminal."""
        self.refresh_bindings()

    @property
    def _hardest(self) -> Sequence[HardItem]:
        found = self._cache.get((self._decks, self._span))
        return found.hardest if found else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        match action:
            case "span":
                return self._span != self._spans[0 if parameters == (-1,) else -1]
            case "scroll":
                return can_scroll(self._scroll, *cast("tuple[int]", parameters))
            case "card" | "open":
                return bool(self._hardest)
            case "arrow":
                return bool(self._hardest) and self.size.width >= WIDE
            case _:
                return action != "deck" or len(self._choices) > 1

    def _update(self) -> None:
        titles = ", ".join(map(self._names.title, self._decks)) or "All decks"
        self._title.show(f"‹ {span_name(self._span)} ›", literal_line(titles))
        self.refresh_bindings()
        if (self._decks, self._span) in self._cache:
            self._show()
            return
        # A lifetime of answers takes a moment, so say so first.
        self._fill([HangingText(Content(""), Content("Counting…"))])
        self.call_after_refresh(self._count)

    def _count(self) -> None:
        key = (self._decks, self._span)
        try:
            if key not in self._cache:
                self._cache[key] = self._workspace.statistics(*key)
        except QuizError as error:
            self.post_message(Failed(error))
        else:
            self._show()

    def _show(self) -> None:
        found = self._cache[self._decks, self._span]
        board = Dashboard(found, self._names, self._known(), span_name(self._span), self._cursor)
        self._fill([board])
        self.refresh_bindings()

    def _known(self) -> Known:
        chosen = [
            each
            for each in self._workspace.library.summaries
            if not self._decks or each.deck in self._decks
        ]
        measured = [self._memories[each.deck] for each in chosen if each.deck in self._memories]
        is_measured = bool(chosen) and len(measured) == len(chosen)
        return Known(
            cards=sum(each.items for each in chosen),
            memory=sum_memories(measured) if is_measured else None,
            streak=None if self._decks else self._streak,
        )

    def _fill(self, rows: list[Row]) -> None:
        self._text.show(rows)


class DashboardText(Paragraphs):
    """The figures."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    DashboardText {
        link-style: none; link-color: $foreground; link-color-hover: $foreground;
        link-background-hover: $primary-muted;
    }
    """

    def show(self, rows: Sequence[Row]) -> None:
        """Show other figures."""
        self._rows = rows
        self.refresh(layout=True)

    @property
    def cursor_line(self) -> Region:
        """The place of the card at the cursor."""
        lines = self._lines(self.content_size.width)
        at = next((y for y, line in enumerate(lines) if CURSOR in line.plain), 0)
        return Region(0, at, 1, 1)


def _choices(workspace: Workspace, decks: Decks) -> list[Decks]:
    every = tuple(deck.id for deck in workspace.library.decks)
    # The command named the decks, so there are no others to go to.
    first = decks if set(decks) == set(every) else ()
    return list(dict.fromkeys([first, *((deck,) for deck in every), decks]))

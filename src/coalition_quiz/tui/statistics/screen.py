"""The statistics screen."""

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from coalition_quiz.core.statistics.statistics import Statistics
from coalition_quiz.reports.statistics import SPANS, deck_names, sections, span_name, years
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal_line
from coalition_quiz.tui.navigation import Home, Navigate
from coalition_quiz.tui.page import Failed, Page, TitleLine
from coalition_quiz.tui.statistics.parts import Calendar, SectionView
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.pane import can_scroll
from coalition_quiz.tui.widgets.rows import HangingText, Paragraphs, Row

_MOST_PERIODS = 100

Decks = tuple[str, ...]


class StatisticsScreen(Page):
    """Figures and plots of one deck or all, over a span of days."""

    BINDING_GROUP_TITLE = "Statistics"
    DEFAULT_CSS = """
    StatisticsScreen {
        & > TitleLine { margin-bottom: 1; }
        & > VerticalScroll {
            height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("leave", "escape,q,t", "Back", "Go to the home screen"),
        command("span(1)", "right,s", "Longer", "Look at more days", priority=True),
        command("span(-1)", "left,S", "Shorter", "Look at fewer days", priority=True),
        command("deck(1)", "d", "Deck", "Look at the next deck"),
        command("deck(-1)", "D", "Deck before", "Look at the deck before", shown=False),
        command("scroll(1)", "j", "Down", "Scroll down", shown=False),
        command("scroll(-1)", "k", "Up", "Scroll up", shown=False),
    ]

    def __init__(self, workspace: Workspace, decks: Decks, span: int | None) -> None:
        super().__init__()
        self._workspace = workspace
        self._names = deck_names(workspace.library)
        self._spans = sorted({*SPANS, span}, key=lambda days: (days is None, days or 0))
        self._choices = _choices(workspace, decks)
        self._span = span
        self._decks = decks
        self._cache: dict[tuple[Decks, int | None], Statistics] = {}
        self._title = TitleLine("Statistics")
        self._scroll = VerticalScroll()

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        if action == "span":
            return self._span != self._spans[0 if parameters == (-1,) else -1]
        if action == "scroll":
            return can_scroll(self._scroll, *cast("tuple[int]", parameters))
        return action != "deck" or len(self._choices) > 1

    def _update(self) -> None:
        titles = ", ".join(map(self._names.title, self._decks)) or "All decks"
        self._title.show(f"‹ {span_name(self._span)} ›", literal_line(titles))
        self.refresh_bindings()
        if (self._decks, self._span) in self._cache:
            self._show()
            return
        # A lifetime of answers takes a moment, so say so first.
        self._fill([HangingText(Content(""), Content("Counting …"))])
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
        statistics = self._cache[self._decks, self._span]
        first, *rest = map(SectionView, sections(statistics, self._names, _MOST_PERIODS))
        calendars = [Calendar(year, statistics.today) for year in years(statistics)]
        self._fill([first, *calendars, *rest])

    def _fill(self, rows: list[Row]) -> None:
        with self.app.batch_update():
            self._scroll.remove_children()
            self._scroll.mount(Paragraphs(rows))


def _choices(workspace: Workspace, decks: Decks) -> list[Decks]:
    every = tuple(deck.id for deck in workspace.library.decks)
    # The command named the decks, so there are no others to go to.
    first = decks if set(decks) == set(every) else ()
    return list(dict.fromkeys([first, *((deck,) for deck in every), decks]))

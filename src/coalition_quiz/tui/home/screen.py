"""The home screen: the decks, and what is known of the one at the cursor."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from coalition_quiz.authoring.renames.join_offers import offered
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.statistics.study_days import StudyDays
from coalition_quiz.services.bookmark import Bookmark
from coalition_quiz.services.mastery import LatestMastery, Mastery, measure_mastery
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import HistoryError, QuizError
from coalition_quiz.tui import navigation as to
from coalition_quiz.tui.commands import command, key_of
from coalition_quiz.tui.home.agenda import Agenda
from coalition_quiz.tui.home.deck_rows import column_header
from coalition_quiz.tui.home.panes import SHORT, DayPanes, DeckPanes
from coalition_quiz.tui.join_offer import JoinOfferPage
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.looks import WIDE
from coalition_quiz.tui.navigation import Navigate
from coalition_quiz.tui.page import Failed, TitleLine
from coalition_quiz.tui.widgets.drawing import Drawing
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording import home as wording
from coalition_quiz.wording.figures import today_in_words
from coalition_quiz.wording.home import MORE_NEW, Act

_LOOK_EVERY_S = 60.0
_NOTICE_S = 2.0
_GUTTER = Content("  ")
_SCROLLBAR = 1
_TWO_LINES = 44
_SHARE = 0.55
"""The largest share of the height for the decks if there are other panes."""
_FRAME = 3
"""The lines around the decks in their pane."""
_WELCOME = [Content(sentence) for sentence in wording.WELCOME]
_BRIEF, _BRIEF_AT_FIRST, _BRIEF_IF_SHORT = 9, 7, 3
"""The lines below the decks on a narrow screen: fewer at the first start, and on a short one."""


class MasteryMeasured(Message):
    """Posted when the decks' mastery has been computed."""

    def __init__(self, mastery: Mastery) -> None:
        super().__init__()
        self.mastery = mastery


class DaysRead(Message):
    """Posted when the learner's days have been read."""

    def __init__(self, days: StudyDays) -> None:
        super().__init__()
        self.days = days


class HomeScreen(JoinOfferPage):
    """The decks. Enter does the most useful thing with the one at the cursor."""

    BINDING_GROUP_TITLE = "Home"
    DEFAULT_CSS = """
    HomeScreen {
        & > #body { height: 1fr; }
        & #left { width: 1fr; height: 1fr; }
        & #right { display: none; width: 52; height: 1fr; }
        & #decks-pane { height: auto; border: none; padding: 1 1 0 1; }
        & #columns { height: auto; }
        & #decks { scrollbar-gutter: stable; scrollbar-size-horizontal: 0; height: auto; }
        & #brief { padding: 1 1 0 1; }
        & #year, & #lately, & #ahead { display: none; }
        & #weakest, & #lately { height: 1fr; }
        & > #problems, & > #pairs { height: auto; padding: 0 1; }
        & > #pairs { color: $text-accent; display: none; }
        &.-short #decks-pane, &.-short #brief { padding: 0 1; }
        &.-wider #right { width: 66; }
        &.-wide, &.-wider {
            & #right, & #lately { display: block; }
            & #brief { display: none; }
            & #decks-pane {
                border: round $foreground 30%; padding: 0 1;
                &:focus-within { border: round $primary; }
            }
            &.-alone #right { display: none; }
            &.-high #year, &.-higher #year, &.-high #ahead, &.-higher #ahead { display: block; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("study", "enter,space", "Study", "Study what is due and today's new cards"),
        command("learn", "enter,space", "Learn", "Learn new cards"),
        command("look", "enter,space", "Browse", "Browse the cards: nothing is due"),
        command("go_on", "c", "Continue", "Continue the session you left"),
        command("more", "m,n", "More new", f"Learn {MORE_NEW} new cards beyond today's limit"),
        command("continue_quiz", "Z", "Continue quiz", "Continue the quiz you left"),
        command("quiz", "z", "Quiz", "Take a quiz on the deck at the cursor"),
        command("daily", "d", "Quiz of the day", "Take the quiz of the day", shown=False),
        command("browse", "b", "Browse", "Browse all cards: search, suspend, edit"),
        command("story", "S", "Story", "Show the story behind the cards", shown=False),
        command("timeline", "T", "Timeline", "Show all dates on one axis", shown=False),
        command("statistics", "t", "Statistics", "Show statistics"),
        command("settings", "comma", "Settings", "Change settings: daily limit, retention, theme"),
        command("join", "J,f3", "Join", "Compare new cards with old ones that look like them"),
        command("undo_join", "u,ctrl+z", "Undo", "Undo what you last joined or kept apart"),
        command(
            "problems", "exclamation_mark,p", "Problems", "Show problems in decks and settings"
        ),
        command("forget", "f", "Forget", "Forget decks whose files are gone (keeps progress)"),
        command(
            "read_decks", "f5", "Read the decks again", "Read changed deck files again", shown=False
        ),
        command("aside", "full_stop", "Side pane", "Show or hide the side pane", shown=False),
        command("leave", "q", "Quit", "Quit. All answers are already saved."),
        command("about", "v", "Deck", "Show all about the deck at the cursor"),
        command("stay", "escape", "Stay", "Say how to quit", shown=False),
    ]

    def __init__(
        self,
        workspace: Workspace,
        problems: int,
        searched: Sequence[tuple[str, bool]],
        bookmark: Bookmark,
        mastery: LatestMastery,
        *,
        can_continue_quiz: bool,
    ) -> None:
        super().__init__(workspace)
        self._problems = problems
        self._searched = searched
        self._bookmark = bookmark
        self._mastery = mastery
        self._agenda = Agenda(workspace, bookmark, mastery)
        self._agenda.can_continue_quiz = can_continue_quiz
        self._title = TitleLine("coalition-quiz")
        self.add_class("-panes", update=False)
        self._decks = Rows(height=1, id="decks")
        self._columns = Drawing(self._draw_columns, id="columns")
        self._deck_panes = DeckPanes(self._agenda)
        self._day_panes = DayPanes(self._agenda)

    def compose(self) -> ComposeResult:
        """Lay out the decks on the left and the one at the cursor on the right."""
        yield self._title
        with Horizontal(id="body"):
            with Vertical(id="left"):
                with Vertical(id="decks-pane", classes="pane") as pane:
                    pane.border_title = "Decks"
                    yield self._columns
                    yield self._decks
                yield self._deck_panes.brief
            if self._has_panes:
                yield Vertical(id="right")
        yield Static(id="problems", classes="warning")
        yield Static(id="pairs")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the problems, which do not change while the program runs."""
        line = self.query_one("#problems", Static)
        missed = [each.loss.said for each in self._workspace.library.missed]
        line.update(literal(f"! {wording.describe_problems(self._problems, missed)}"))
        line.display = self._problems > 0
        self.set_interval(_LOOK_EVERY_S, self.look_at_day)

    def on_resize(self, event: Resize) -> None:
        """Give the decks the room that the lines below them leave."""
        self._fit(event.size.width, event.size.height)
        if self._has_panes and not self._are_panes_there:
            # After the list, which is what one reads first. Its place is kept.
            self.call_after_refresh(self._mount_panes)

    @property
    def _are_panes_there(self) -> bool:
        return self._day_panes.all[0].is_attached

    async def _mount_panes(self) -> None:
        if not self._are_panes_there:
            if not self.query("#right"):
                await self.query_one("#body").mount(Vertical(id="right"))
            await self.query_one("#left").mount(*self._day_panes.all)
            await self.query_one("#right").mount(*self._deck_panes.all)
            self._show_row()

    def _fit(self, width: int, height: int) -> None:
        if width >= WIDE:
            others = height - int(height * _SHARE) + _FRAME
        else:
            brief = _BRIEF_AT_FIRST if self._agenda.is_first else _BRIEF
            others = 3 + (_BRIEF_IF_SHORT if height < SHORT else brief + 1)
            others += (self._problems > 0) + bool(self.pairs)
            others += len(self._welcome(width - 2))
        self._decks.styles.max_height = max(3, height - others)

    def look_at_day(self) -> None:
        """Refresh the figures if a new study day has begun."""
        if self.is_current and self._workspace.clock.now().study_day != self._agenda.day:
            self.refresh_figures()

    def on_screen_resume(self) -> None:
        """Refresh the figures."""
        self.refresh_figures()
        self._decks.focus(scroll_visible=False)

    def refresh_figures(self) -> None:
        """Show the current figures."""
        try:
            self._agenda.read()
            self.look_for_pairs()
        except QuizError as error:
            self.post_message(Failed(error))
            return
        self._fit(*self.app.size)
        self._show_decks()
        self._show_title()
        self._show_row()
        # After the paint, because it takes a while.
        self.call_after_refresh(self._measure)

    def _show_title(self) -> None:
        days = self._mastery.days
        streak = wording.describe_streak(days.streak if days else 0)
        now = today_in_words(self._workspace.clock.now())
        hides = not self._workspace.settings.show_streak
        self._title.show(now if hides or not streak else f"{streak} · {now}")

    def _show_decks(self) -> None:
        """Show the decks, with what was measured of them last."""
        agenda = self._agenda
        overview = agenda.overview
        assert overview is not None
        self._decks.lines_each = self._lines_each(len(overview.decks) + 1)
        agenda.make_rows(self._decks.lines_each)
        self._columns.redraw()
        at = self._decks.cursor
        self._decks.fill(agenda.rows, agenda.place if at is None else at)
        self._decks.display = bool(agenda.rows)

    def _lines_each(self, rows: int) -> int:
        size = self.app.size
        has_room = size.width >= WIDE and size.height >= _TWO_LINES
        return 2 if has_room and rows * 2 + _FRAME <= size.height * _SHARE else 1

    def _show_row(self) -> None:
        """Show what is known of the deck at the cursor."""
        self._agenda.select(self._decks.cursor)
        self._deck_panes.brief.redraw()
        if self._has_panes:
            self._deck_panes.redraw()
            self._day_panes.redraw()
        self.refresh_bindings()

    @work(thread=True, exclusive=True)
    def _measure(self) -> None:
        """Measure the decks and read the learner's days, on a thread with its own connection."""
        from coalition_quiz.services.study_days import read_study_days  # noqa: PLC0415 - after the first paint

        worker = get_current_worker()
        workspace = self._workspace
        history, summaries = workspace.history.path, workspace.library.summaries
        settings, now = workspace.settings, workspace.clock.now()
        before = self._mastery.latest
        try:
            found = measure_mastery(
                history, summaries, now.study_day, before, lambda: not worker.is_cancelled
            )
            if found is not None:
                self.post_message(MasteryMeasured(found))
                if found != before or self._mastery.days is None:
                    start, desired = settings.day_start_min, settings.desired_retention
                    days = read_study_days(history, summaries, now, start, desired)
                    self.post_message(DaysRead(days))
        except QuizError as error:
            self.post_message(Failed(error))

    def on_mastery_measured(self, event: MasteryMeasured) -> None:
        """Show what is remembered of the decks."""
        if self._mastery.take(event.mastery):
            self._show_decks()
            self._show_row()

    def on_days_read(self, event: DaysRead) -> None:
        """Show the learner's days."""
        self._mastery.days = event.days
        self._show_title()
        self._day_panes.redraw()
        self._deck_panes.redraw_days()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked row, or do its act if it is selected."""
        if event.index == self._decks.cursor:
            self.action_act()
        else:
            self._decks.cursor = event.index

    def on_rows_moved(self) -> None:
        """Show the deck at the cursor, and remember the position."""
        self._show_row()
        if row := self._agenda.row:
            self._bookmark.deck = row.deck

    # What is drawn

    def _draw_columns(self, width: int, height: int) -> list[Content]:
        del height
        if not self._agenda.rows:
            texts = map(literal, wording.no_decks(self._searched))
            return [line for text in texts for line in text.wrap(max(1, width)) or [text]]
        header = _GUTTER + column_header(width - len(_GUTTER) - _SCROLLBAR)
        return [*self._welcome(width), header]

    def _welcome(self, width: int) -> list[Content]:
        """Return the sentences that explain the app, until the first answer."""
        if not self._agenda.is_first:
            return []
        room = max(1, width - 2 * len(_GUTTER))
        lines = [line for text in _WELCOME for line in text.wrap(room)]
        return [*(_GUTTER + line for line in lines), Content("")]

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        agenda = self._agenda
        work = agenda.work
        act = work.act if agenda.row else None
        sensible = {
            "study": act is Act.STUDY,
            "learn": act in {Act.LEARN, Act.LEARN_MORE},
            "look": act is Act.BROWSE,
            "more": act is not None and not work.is_first and work.is_more,
            "go_on": agenda.left is not None,
            "continue_quiz": agenda.can_continue_quiz,
            "problems": self._problems > 0,
            "forget": bool(self._workspace.library.missed),
            "join": bool(self.pairs),
            "undo_join": bool(self.settled),
            "aside": self._has_panes,
            "quiz": bool(agenda.rows),
            "daily": bool(agenda.rows),
            "about": bool(agenda.chosen),
        }
        return sensible.get(action, True)

    def action_act(self) -> None:
        """Do what Enter does."""
        match self._agenda.work.act:
            case Act.STUDY | Act.LEARN:
                self.action_study()
            case Act.LEARN_MORE:
                self.action_more()
            case _:
                self.action_browse()

    def action_study(self) -> None:
        """Study the selected deck."""
        self._study(StudyRequest(decks=self._agenda.chosen))

    def action_learn(self) -> None:
        """Learn new cards: those of today, or more."""
        self.action_act()

    def action_look(self) -> None:
        """Browse the selected deck."""
        self.action_browse()

    def action_more(self) -> None:
        """Learn more new cards than today's limit."""
        if request := self._workspace.more_new(MORE_NEW, self._agenda.chosen):
            self._study(request)

    def action_statistics(self) -> None:
        """Show the statistics of the selected deck."""
        self.post_message(Navigate(to.Statistics(self._agenda.chosen)))

    def action_story(self) -> None:
        """Show the story of the selected deck."""
        self.post_message(Navigate(to.Story(self._agenda.chosen)))

    def action_timeline(self) -> None:
        """Show the timeline of the selected deck."""
        self.post_message(Navigate(to.Timeline(self._agenda.chosen)))

    def action_browse(self) -> None:
        """Browse the cards of the selected deck."""
        query = " ".join(f"deck:{deck}" for deck in self._agenda.chosen)
        self.post_message(Navigate(to.Browse(query)))

    def action_open_weak(self, at: int) -> None:
        """Open one of the weakest cards in Browse."""
        self.post_message(Navigate(to.Browse(card=card_of(self._agenda.weakest[at][0]))))

    def action_about(self) -> None:
        """Show all about the selected deck: its introduction, the learner's figures, its file."""
        from coalition_quiz.tui.deck_pages import DeckPage  # noqa: PLC0415 - few ask for it

        row, deck = self._agenda.row, self._agenda.deck
        if row and deck:
            facts = wording.memory_facts(row.memory, row.cards, self._agenda.day)
            self.app.push_screen(DeckPage(deck, facts))

    def action_quiz(self) -> None:
        """Set up a quiz."""
        deck = self._agenda.row.deck if self._agenda.row else ""
        self.post_message(Navigate(to.QuizSetup(deck)))

    def action_daily(self) -> None:
        """Take the quiz of the day."""
        self.post_message(Navigate(to.DailyQuiz()))

    def action_go_on(self) -> None:
        """Continue the session that was left."""
        if left := self._agenda.left:
            self.post_message(Navigate(to.ContinueSession(left[0])))

    def action_continue_quiz(self) -> None:
        """Continue the unfinished quiz."""
        self.post_message(Navigate(to.ContinueQuiz()))

    def action_undo_join(self) -> None:
        """Undo the last join decision."""
        from coalition_quiz.tui.join import undo_last  # noqa: PLC0415 - few ever do

        try:
            undo_last(self._workspace, self.settled)
        except HistoryError as error:
            self._show_pairs(str(error))
        else:
            self.refresh_figures()

    def show_pairs(self) -> None:
        """Show how many new questions look like removed ones."""
        self._show_pairs(offered(len(self.pairs), f"Press {key_of(self, 'join')} to compare them."))

    def _show_pairs(self, message: str) -> None:
        line = self.query_one("#pairs", Static)
        line.update(literal(message))
        line.display = bool(message)

    def action_settings(self) -> None:
        """Open the settings."""
        self.post_message(Navigate(to.Settings()))

    def action_problems(self) -> None:
        """Show the problems."""
        self.post_message(Navigate(to.Problems()))

    def action_forget(self) -> None:
        """Forget the decks whose files are gone."""
        self.post_message(Navigate(to.ForgetMissing()))

    def action_read_decks(self) -> None:
        """Read the deck files again."""
        self.post_message(Navigate(to.ReadDecks()))

    @property
    def _has_panes(self) -> bool:
        return self.app.size.width >= WIDE

    def action_aside(self) -> None:
        """Show or hide the right column."""
        self.toggle_class("-alone")

    def action_stay(self) -> None:
        """Say how to quit."""
        self.notify(wording.PRESS_Q.format(key_of(self, "leave")), timeout=_NOTICE_S, markup=False)

    def _study(self, request: StudyRequest) -> None:
        self.post_message(Navigate(to.Study(request)))

    async def action_leave(self) -> None:
        """Quit."""
        await self.app.action_quit()

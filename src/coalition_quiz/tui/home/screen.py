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
from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.statistics.overview import Overview
from coalition_quiz.core.statistics.study_days import StudyDays
from coalition_quiz.services.bookmark import Bookmark, LeftSession
from coalition_quiz.services.mastery import LatestMastery, Mastery, measure_mastery
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import HistoryError, QuizError
from coalition_quiz.tui import navigation as to
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.day_plots import Calendar, forecast_bars
from coalition_quiz.tui.home import panes
from coalition_quiz.tui.home.deck_rows import DeckRow, column_header, deck_rows
from coalition_quiz.tui.join_offer import JoinOfferPage
from coalition_quiz.tui.literal import literal, literal_line
from coalition_quiz.tui.looks import WIDE, rule
from coalition_quiz.tui.navigation import Navigate
from coalition_quiz.tui.page import Failed, TitleLine
from coalition_quiz.tui.widgets.drawing import Drawing
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording import home as wording
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import today_in_words
from coalition_quiz.wording.home import MORE_NEW, Act, Work

_LOOK_EVERY_S = 60.0
_NOTICE_S = 2.0
_GUTTER = Content("  ")
_SCROLLBAR = 1
_TWO_LINES = 44
_SHARE = 0.55
"""The most of the height that the decks take beside other panes."""
_FRAME = 3
"""The lines around the decks in their pane."""
_BARS = 5
_MONTH = 30
_WELCOME = [Content(sentence) for sentence in wording.WELCOME]
_BRIEF, _BRIEF_AT_FIRST, _BRIEF_IF_SHORT = 9, 7, 3
"""The lines below the decks on a narrow screen: fewer at the first start, and on a short one."""
_SHORT = 20


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
    """The decks. Enter does the most useful thing with the one at the cursor.

    Attributes:
        can_continue_quiz: whether a quiz was left before it was handed in.
    """

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
        command("study", "enter,space", "Study", "Study what is due, and the new cards of today"),
        command("learn", "enter,space", "Learn", "Learn new cards"),
        command("look", "enter,space", "Browse", "Look through the cards: nothing is due"),
        command("go_on", "c", "Continue", "Continue the session that was left"),
        command("more", "m,n", "More new", f"Learn {MORE_NEW} new cards beyond today's share"),
        command("continue_quiz", "Z", "Continue quiz", "Continue the quiz that was left"),
        command("quiz", "z", "Quiz", "Take a quiz on the deck at the cursor"),
        command("browse", "b", "Browse", "Look through the cards: search, suspend, edit"),
        command("statistics", "t", "Statistics", "Show how studying goes"),
        command("settings", "comma", "Settings", "Choose how much, how well, and how it looks"),
        command("join", "J,f3", "Join", "Compare new cards with old ones that they look like"),
        command("undo_join", "u,ctrl+z", "Undo", "Take back what you joined or kept apart last"),
        command("problems", "exclamation_mark,p", "Problems", "Show what is wrong with decks"),
        command("forget", "f", "Forget", "Forget decks whose files are gone; progress is kept"),
        command(
            "read_decks", "f5", "Read the decks again", "Read changed deck files again", shown=False
        ),
        command("aside", "full_stop", "Side pane", "Show or hide the side pane", shown=False),
        command("leave", "q", "Quit", "Quit; every answer is saved already"),
        command("stay", "escape", "Stay", "Say how to quit", shown=False),
    ]

    def __init__(
        self,
        workspace: Workspace,
        problems: int,
        searched: Sequence[tuple[str, bool]],
        bookmark: Bookmark,
        mastery: LatestMastery,
    ) -> None:
        super().__init__(workspace)
        self._problems = problems
        self._searched = searched
        self._bookmark = bookmark
        self._mastery = mastery
        self._overview: Overview | None = None
        self._left: tuple[tuple[LeftSession, int], ...] = ()
        self._works: dict[str, Work] = {}
        self.can_continue_quiz = False
        self._shown: Sequence[DeckRow] = ()
        self._is_first = False
        self._day = -1
        self._title = TitleLine("coalition-quiz")
        self.add_class("-panes")
        self._decks = Rows(height=1, id="decks")
        self._columns = Drawing(self._draw_columns, id="columns")
        self._brief = Drawing(self._draw_brief, id="brief")
        self._about = Drawing(self._draw_about, id="about", classes="pane")
        self._ahead = Drawing(self._draw_ahead, id="ahead", classes="pane")
        self._weakest = Drawing(self._draw_weakest, id="weakest", classes="pane")
        self._year = Drawing(self._draw_year, id="year", classes="pane")
        self._lately = Drawing(self._draw_lately, id="lately", classes="pane")

    def compose(self) -> ComposeResult:
        """Lay out the decks on the left and the one at the cursor on the right."""
        yield self._title
        with Horizontal(id="body"):
            with Vertical(id="left"):
                with Vertical(id="decks-pane", classes="pane") as pane:
                    pane.border_title = "Decks"
                    yield self._columns
                    yield self._decks
                yield self._brief
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
        if self._has_panes and not self._about.is_attached:
            # After the list, which is what one reads first. Its place is kept.
            self.call_after_refresh(self._mount_panes)

    async def _mount_panes(self) -> None:
        if not self._about.is_attached:
            if not self.query("#right"):
                await self.query_one("#body").mount(Vertical(id="right"))
            await self.query_one("#left").mount(self._year, self._lately)
            await self.query_one("#right").mount(self._about, self._ahead, self._weakest)
            self._show_row()

    def _fit(self, width: int, height: int) -> None:
        if width >= WIDE:
            others = height - int(height * _SHARE) + _FRAME
        else:
            brief = _BRIEF_AT_FIRST if self._is_first else _BRIEF
            others = 3 + (_BRIEF_IF_SHORT if height < _SHORT else brief + 1)
            others += (self._problems > 0) + bool(self.pairs)
            others += len(self._welcome(width - 2))
        self._decks.styles.max_height = max(3, height - others)

    def look_at_day(self) -> None:
        """Refresh the figures if a new study day has begun."""
        if self.is_current and self._workspace.clock.now().study_day != self._day:
            self.refresh_figures()

    def on_screen_resume(self) -> None:
        """Refresh the figures."""
        self.refresh_figures()
        self._decks.focus(scroll_visible=False)

    def refresh_figures(self) -> None:
        """Show the current figures."""
        now = self._workspace.clock.now()
        self._day = now.study_day
        try:
            self._overview = self._workspace.overview()
            found = [
                (left, len(self._workspace.plan_rest(left.items)))
                for left in self._bookmark.left_on(now.study_day)
            ]
            self.look_for_pairs()
        except QuizError as error:
            self.post_message(Failed(error))
            return
        self._left = tuple(each for each in found if each[1])
        self._works.clear()
        self._is_first = not self._workspace.history.last_event()[0]
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
        overview = self._overview
        assert overview is not None
        self._decks.lines_each = self._lines_each(len(overview.decks) + 1)
        memories = self._mastery.latest.decks
        rows = deck_rows(overview, memories, self._decks.lines_each)
        self._shown = rows if overview.decks else ()
        self._columns.redraw()
        at = self._decks.cursor
        self._decks.fill(self._shown, self._place if at is None else at)
        self._decks.display = bool(self._shown)

    def _lines_each(self, rows: int) -> int:
        size = self.app.size
        has_room = size.width >= WIDE and size.height >= _TWO_LINES
        return 2 if has_room and rows * 2 + _FRAME <= size.height * _SHARE else 1

    def _show_row(self) -> None:
        """Show what is known of the deck at the cursor."""
        row = self._row
        self._brief.redraw()
        if self._has_panes:
            forecast = row.forecast if row else ()
            self._about.redraw(row.title if row else "")
            self._ahead.redraw(f"Due in the next {len(forecast)} days: {sum(forecast):,}")
            self._weakest.redraw("Weakest cards")
            self._show_days()
        self.refresh_bindings()

    def _show_days(self) -> None:
        self._year.redraw(f"Days studied, all decks: {self._days_of_month()}")
        self._lately.redraw("Lately, all decks")

    def _days_of_month(self) -> str:
        days = self._mastery.days
        found = range(self._day - _MONTH + 1, self._day + 1)
        number = len(days.days.keys() & found) if days else wording.UNKNOWN
        return f"{number} of the last {_MONTH}"

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
        self._show_days()
        self._about.redraw()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked row, or do its act if it is selected."""
        if event.index == self._decks.cursor:
            self.action_act()
        else:
            self._decks.cursor = event.index

    def on_rows_moved(self) -> None:
        """Show the deck at the cursor, and remember the position."""
        if self._row:
            self._bookmark.deck = self._row.deck
        self._show_row()

    # What is drawn

    def _draw_columns(self, width: int, height: int) -> list[Content]:
        del height
        if not self._shown:
            texts = map(literal, wording.no_decks(self._searched))
            return [line for text in texts for line in text.wrap(max(1, width)) or [text]]
        header = _GUTTER + column_header(width - len(_GUTTER) - _SCROLLBAR)
        return [*self._welcome(width), header]

    def _welcome(self, width: int) -> list[Content]:
        """Return the sentences that explain the app, until the first answer."""
        if not self._is_first:
            return []
        room = max(1, width - 2 * len(_GUTTER))
        lines = [line for text in _WELCOME for line in text.wrap(room)]
        return [*(_GUTTER + line for line in lines), Content("")]

    def _draw_brief(self, width: int, height: int) -> list[Content]:
        del height
        row = self._row
        if row is None:
            return []
        acts = self._act_lines(width)
        if self.app.size.height < _SHORT:
            return [rule(literal_line(row.title).plain, width), *acts]
        weakest = row.memory.weakest if row.memory else ()
        prompt = self._prompt(weakest[0][0]) if weakest else ""
        brief = panes.brief_lines(row, prompt, self._day, width, is_first=self._work.is_first)
        return [rule(literal_line(row.title).plain, width), *brief, self._note, *acts]

    def _draw_about(self, width: int, height: int) -> list[Content]:
        del height
        row = self._row
        if row is None:
            return []
        days = self._mastery.days
        if not row.deck and row.memory and days and days.days:
            row = row._replace(memory=days.add_last_day(row.memory))
        return [*panes.about_lines(row, self._day, width), self._note, *self._act_lines(width)]

    def _act_lines(self, width: int) -> list[Content]:
        """Return what Enter and c do, always on two lines."""
        row = self._row
        assert row is not None
        work, overview = self._work, self._overview
        assert overview is not None
        minutes = overview.minutes(work.cards)
        about = wording.about_minutes(minutes) if minutes else ""
        acts = [panes.ActLine("Enter", wording.describe_act(work, self._day), about, "screen.act")]
        if left := self._left_session:
            title = next((each.title for each in self._shown if (each.deck,) == left[0].decks), "")
            same = left[0].decks == self._chosen or not title
            text = "Continue your last session" if same else f"Continue: {title}"
            acts.append(
                panes.ActLine("c", text, f"{counted(left[1], 'card')} left", "screen.go_on")
            )
        lines = [act.line(width) for act in acts]
        return lines if len(lines) > 1 else [*lines, Content("")]

    @property
    def _note(self) -> Content:
        """Return a sentence before the acts."""
        work, overview = self._work, self._overview
        changed = overview.changed if overview else 0
        note = wording.describe_done(work) or wording.describe_changed(changed)
        if self.can_continue_quiz:
            note = wording.QUIZ_LEFT
        return Content(note)

    def _draw_ahead(self, width: int, height: int) -> list[Content]:
        del height
        row = self._row
        return forecast_bars(row.forecast, self._day, width, _BARS) if row else []

    def _draw_weakest(self, width: int, height: int) -> list[Content]:
        row = self._row
        if row is None:
            return []
        if row.memory is None:
            return panes.unknown()
        return panes.weakest_lines(row.memory.weakest, self._prompt, width, height)

    def _draw_year(self, width: int, height: int) -> list[Content]:
        del height
        days = self._mastery.days
        answers = {day: each.answers for day, each in days.days.items()} if days else {}
        return Calendar(answers, self._day).lines(width)

    def _draw_lately(self, width: int, height: int) -> list[Content]:
        days = self._mastery.days
        if days is None:
            return panes.unknown()
        latest = sorted(days.days.items(), reverse=True)[:height]
        return panes.lately_lines(latest, width, height)

    def _prompt(self, item: str) -> str:
        found = self._workspace.library.items.get(item)
        return prompt_of(found) if found else item

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        act = self._work.act if self._row else None
        sensible = {
            "study": act is Act.STUDY,
            "learn": act in {Act.LEARN, Act.LEARN_MORE},
            "look": act is Act.BROWSE,
            "more": act is not None and not self._work.is_first and self._work.is_more,
            "go_on": self._left_session is not None,
            "continue_quiz": self.can_continue_quiz,
            "problems": self._problems > 0,
            "forget": bool(self._workspace.library.missed),
            "join": bool(self.pairs),
            "undo_join": bool(self.settled),
            "aside": self._has_panes,
            "quiz": bool(self._shown),
        }
        return sensible.get(action, True)

    def action_act(self) -> None:
        """Do what Enter does."""
        match self._work.act:
            case Act.STUDY | Act.LEARN:
                self.action_study()
            case Act.LEARN_MORE:
                self.action_more()
            case _:
                self.action_browse()

    def action_study(self) -> None:
        """Study the selected deck."""
        self._study(StudyRequest(decks=self._chosen))

    def action_learn(self) -> None:
        """Learn new cards: those of today, or more."""
        self.action_act()

    def action_look(self) -> None:
        """Browse the selected deck."""
        self.action_browse()

    def action_more(self) -> None:
        """Learn more new cards than today's share."""
        if request := self._workspace.more_new(MORE_NEW, self._chosen):
            self._study(request)

    def action_statistics(self) -> None:
        """Show the statistics of the selected deck."""
        self.post_message(Navigate(to.Statistics(self._chosen)))

    def action_browse(self) -> None:
        """Browse the cards of the selected deck."""
        self.post_message(Navigate(to.Browse(" ".join(f"deck:{deck}" for deck in self._chosen))))

    def action_quiz(self) -> None:
        """Set up a quiz."""
        deck = self._row.deck if self._row else ""
        self.post_message(Navigate(to.QuizSetup(deck)))

    def action_go_on(self) -> None:
        """Continue the session that was left."""
        if left := self._left_session:
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
        self._show_pairs(offered(len(self.pairs), "Press J to compare them."))

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
        self.notify(wording.PRESS_Q, timeout=_NOTICE_S, markup=False)

    def _study(self, request: StudyRequest) -> None:
        self.post_message(Navigate(to.Study(request)))

    async def action_leave(self) -> None:
        """Quit."""
        await self.app.action_quit()

    @property
    def _place(self) -> int:
        """Return the row to select: the last deck, unless it is done, or all decks."""
        if self._bookmark.deck is None:
            return min(1, len(self._shown) - 1) if self._is_first else 0
        decks = [row.deck if row.due or row.unseen else "" for row in self._shown]
        return decks.index(self._bookmark.deck) if self._bookmark.deck in decks else 0

    @property
    def _row(self) -> DeckRow | None:
        return self._shown[self._decks.cursor or 0] if self._shown else None

    @property
    def _chosen(self) -> tuple[str, ...]:
        return (self._row.deck,) if self._row and self._row.deck else ()

    @property
    def _left_session(self) -> tuple[LeftSession, int] | None:
        """The session left on the selected deck, or else the one left last."""
        own = (each for each in self._left if each[0].decks == self._chosen)
        return next(own, next(iter(self._left), None))

    @property
    def _work(self) -> Work:
        """The work of the selected deck, read when the cursor is on it for the first time."""
        row, overview = self._row, self._overview
        if row is None or overview is None:
            return Work(0, 0, 0, ())
        if row.deck not in self._works:
            new_today = overview.new_today
            if row.deck and row.unseen:
                new_today = self._workspace.overview(self._chosen).new_today
            is_idle = not (row.due or row.unseen)
            self._works[row.deck] = Work(
                due=row.due,
                new_today=new_today if row.unseen else 0,
                unseen=row.unseen,
                forecast=row.forecast,
                resting=self._workspace.resting(self._chosen) if is_idle else None,
                is_first=self._is_first,
            )
        return self._works[row.deck]

"""The end of a session: what came of it, and the ways on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from coalition_quiz.core.sessions.study_results import CardResult
from coalition_quiz.core.statistics.study_days import StudyDays
from coalition_quiz.services.bookmark import LeftSession
from coalition_quiz.services.day_end import DayEnd
from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui import navigation as to
from coalition_quiz.tui.commands import command, key_of
from coalition_quiz.tui.day_plots import Calendar, forecast_bars
from coalition_quiz.tui.home.pane_lines import ActLine
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import LEARN, RIGHT, WARNING, WIDE, WRONG, rule
from coalition_quiz.tui.navigation import Navigate
from coalition_quiz.tui.page import Failed, Page, TitleLine
from coalition_quiz.tui.widgets.drawing import Drawing
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.wording import session_report as wording
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import percent, progress_bar
from coalition_quiz.wording.home import MORE_NEW, about_minutes
from coalition_quiz.wording.session_report import Ended, Learned
from coalition_quiz.wording.tree import Role

_SHORT = 20
_BARS = 5
_BAR = 40
_ANSWER = 4
_APART = 3
_AROUND = 7
_SHORTEST_SCOPE = 8
"""The fewest cells for the title of what was studied."""
"""The cells around the texts of the title line."""
_FRAMES = 8
"""The lines of the frames of three panes, the title and the keys."""
_SPACES = 5
"""The empty lines on a narrow screen that is not short."""
_DOT = " · "


@dataclass(frozen=True)
class WaysOn:
    """What the learner can do after a session.

    Attributes:
        scope: the title of what was studied.
        decks: the decks of the session, for Browse.
        left: the session that can be continued, if it was left.
        minutes: the time for what was left.
        more_new: the request for more new cards; None if there are none.
        is_more: whether there is more to study now like the session.
        undoable: whether the last answer can be undone.
        has_origin: whether the session was started from another page than home.
        shows_streak: whether days in a row are shown.
    """

    scope: str
    decks: tuple[str, ...]
    left: LeftSession | None
    minutes: int
    more_new: StudyRequest | None
    is_more: bool
    undoable: bool
    has_origin: bool
    shows_streak: bool


class EndRead(Message):
    """Posted when the figures of the day have been read."""

    def __init__(self, end: DayEnd) -> None:
        super().__init__()
        self.end = end


class ReportScreen(Page):
    """The results of a session, what was tricky, and the ways on."""

    BINDING_GROUP_TITLE = "After a session"
    DEFAULT_CLASSES = "-panes"
    DEFAULT_CSS = """
    ReportScreen {
        & > #body { height: 1fr; }
        & #left { width: 1fr; height: 1fr; padding: 0 1; }
        & #right { display: none; width: 48; height: 1fr; }
        & #week, & #ahead-line { padding: 0 0 1 0; }
        &.-wider #right { width: 64; }
        &.-wide, &.-wider {
            & #left { padding: 0; }
            & #right { display: block; }
            & #week, & #ahead-line { display: none; }
            & #summary, & #tricky { padding: 0 1; }
        }
        &.-narrow .pane, &.-usual .pane { border: none; padding: 0; }
        &.-usual #summary, &.-narrow #summary { padding: 1 1 1 2; }
        &.-usual #tricky, &.-narrow #tricky { padding: 0 0 1 0; }
        &.-short #summary { padding: 0 1 0 2; }
        &.-short #tricky, &.-short #ahead-line { padding: 0; }
        &.-short #week { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("go_on", "c", "Continue", "Continue the session you left"),
        command("back", "enter,escape,q,space", "Back", "Go back to where you started this"),
        command("home", "enter,escape,q,space", "Home", "Go to the home screen"),
        command("study", "s", "Study more", "Keep studying"),
        command("again", "r", "Repeat", "Study the tricky cards again"),
        command("more", "m", "More new", f"Learn {MORE_NEW} new cards"),
        command("quiz", "z", "Quiz", "Take a quiz on the cards of this session"),
        command("undo", "u,ctrl+z", "Undo", "Undo the last step, as often as you like"),
        command("browse", "b", "Browse", "Browse the cards of these decks"),
        command("statistics", "t", "Statistics", "Show statistics"),
    ]

    def __init__(
        self, ended: Ended, ways: WaysOn, read_end: Callable[[], DayEnd], date: str
    ) -> None:
        super().__init__()
        self._ended = ended
        self._ways = ways
        self._read_end = read_end
        self._date = date
        self._tricky = ended.tricky
        self._end: DayEnd | None = None
        self._title = TitleLine(wording.describe_heading(ended).text)
        self._drawings = [
            Drawing(self._draw_summary, id="summary", classes="pane"),
            Drawing(self._draw_tricky, id="tricky", classes="pane"),
            Drawing(self._draw_week, id="week"),
            Drawing(self._draw_next, id="ahead-line"),
            Drawing(self._draw_acts, id="acts", classes="pane"),
        ]
        self._panes = [
            Drawing(self._draw_streak, id="streak", classes="pane"),
            Drawing(self._draw_year, id="year", classes="pane"),
            Drawing(self._draw_ahead, id="ahead", classes="pane"),
        ]

    def compose(self) -> ComposeResult:
        """Lay out the results on the left, and the days on the right."""
        yield self._title
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield from self._drawings
            with Vertical(id="right"):
                yield from self._panes
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the session, and read the figures of the day after the first paint."""
        titles = {"summary": "This session", "tricky": wording.TRICKY, "acts": "What next"}
        for drawing in self._drawings:
            drawing.border_title = titles.get(drawing.id or "")
            if drawing.id == "tricky" and not self._tricky:
                drawing.display = False
        self._show_days()
        self.call_after_refresh(self._read)

    @work(thread=True)
    def _read(self) -> None:
        try:
            end = self._read_end()
        except QuizError as error:
            self.post_message(Failed(error))
        else:
            self.post_message(EndRead(end))

    def on_end_read(self, event: EndRead) -> None:
        """Show the days, and what has lasted."""
        self._end = event.end
        self._show_days()

    def on_resize(self) -> None:
        """Fit the title to the width, and the tricky cards to the height."""
        heading = wording.describe_heading(self._ended).text
        room = self.app.size.width - len(heading) - len(self._date) - _AROUND
        scope = literal_line(self._ways.scope).truncate(max(1, room), ellipsis=True).plain
        detail = _DOT.join((scope, self._date)) if room >= _SHORTEST_SCOPE else ""
        self._title.show(detail)
        for drawing in self._drawings:
            drawing.redraw()

    def _show_days(self) -> None:
        forecast = self._ended.forecast
        titles = (
            self._streak_title,
            "Days studied, all decks",
            f"Coming back in the next {len(forecast)} days: {sum(forecast):,}",
        )
        for pane, title in zip(self._panes, titles, strict=True):
            pane.redraw(title)
        for drawing in self._drawings:
            drawing.redraw()

    @property
    def _days(self) -> StudyDays:
        return self._end.days if self._end else StudyDays(0, {})

    @property
    def _streak_title(self) -> str:
        days = self._days if self._ways.shows_streak else self._days._replace(streak=0)
        return wording.describe_streak(days, self._ended.today).text

    # What is drawn

    def _draw_summary(self, width: int, height: int) -> list[Content]:
        del height
        ended, end = self._ended, self._end
        lines = []
        if score := wording.describe_score(ended).text:
            lines.append(_score_line(score, *wording.right_at_first(ended), width))
        # The place of what has lasted is kept, so that nothing jumps when it is read.
        learned = Learned(end.cards, end.learned, end.learned_before) if end else None
        lasted = wording.describe_learned(learned).text if learned else ""
        first = [node.text for node in wording.describe_time(ended).children]
        if self._has_panes:
            recalled = wording.describe_recalled(ended).text
            lines += [_joined(first), *([_joined([recalled])] if recalled else [])]
            lines.append(_joined([lasted]))
        else:
            lines += [_joined([*first, lasted])]
        resting = literal(ended.resting)
        rest = _joined([node.text for node in wording.describe_rest(ended).children])
        leech = literal(
            wording.describe_last_leech(ended.leech, key_of(self, "undo")).text, WARNING
        )
        return [
            *(line.truncate(width, ellipsis=True) for line in lines),
            *(line for text in (rest, resting, leech) if text for line in text.wrap(max(1, width))),
        ]

    @property
    def _has_panes(self) -> bool:
        return self.app.size.width >= WIDE

    def _draw_tricky(self, width: int, height: int) -> list[Content]:
        has_panes = self._has_panes
        del height
        room = self._room(width)
        head = [] if has_panes else [rule(wording.TRICKY, width)]
        shown: list[Content] = []
        done = 0
        for result in self._tricky:
            lines = _tricky_lines(result, width, 2 if has_panes else 1)
            is_last = result is self._tricky[-1]
            if len(head) + len(shown) + len(lines) + (not is_last) > max(room, 3):
                break
            shown += lines
            done += 1
        more = wording.describe_more_tricky(len(self._tricky) - done, done, key_of(self, "again"))
        return [*head, *shown, *([Content.styled(f"  {more}", QUIET)] if more else [])]

    def _room(self, width: int) -> int:
        """Return the lines that are left for tricky cards."""
        height = self.app.size.height
        if self._has_panes:
            return height - _FRAMES - len(self._draw_summary(width, 0)) - self._act_count
        lines = len(self._draw_summary(width, 0)) + self._act_count + 3
        is_short = height < _SHORT
        return height - lines - (0 if is_short else _SPACES + len(self._draw_week(width, 0)))

    def _draw_week(self, width: int, height: int) -> list[Content]:
        del height
        node = wording.describe_streak(self._days, self._ended.today)
        names, signs = self._calendar.week()
        names = names.pad_left(2)
        room = width - names.cell_length - 3
        text = Content(node.children[0].text)
        names = Content.assemble(names, "   ", text) if text.cell_length <= room else names
        return [rule(self._streak_title, width), names, signs.pad_left(2)]

    def _draw_streak(self, width: int, height: int) -> list[Content]:
        del height
        node = wording.describe_streak(self._days, self._ended.today)
        text = Content.styled(node.children[0].text, QUIET).truncate(width, ellipsis=True)
        return [*self._calendar.week(), text]

    def _draw_year(self, width: int, height: int) -> list[Content]:
        del height
        return self._calendar.lines(width)

    @property
    def _calendar(self) -> Calendar:
        answers = {day: each.answers for day, each in self._days.days.items()}
        return Calendar(answers, self._ended.today)

    def _draw_ahead(self, width: int, height: int) -> list[Content]:
        del height
        return forecast_bars(self._ended.forecast, self._ended.today, width, _BARS)

    def _draw_next(self, width: int, height: int) -> list[Content]:
        del height
        return literal(wording.describe_next(self._ended).text).wrap(max(1, width))

    @property
    def _act_count(self) -> int:
        return len(self._draw_acts(1, 0))

    def _draw_acts(self, width: int, height: int) -> list[Content]:
        del height
        ways = self._ways
        acts = []
        if ways.left:
            text = f"Continue: {counted(len(ways.left.items), 'card')}"
            acts.append(ActLine("c", text, about_minutes(ways.minutes), "screen.go_on"))
        where = "Back" if ways.has_origin else "Home"
        acts.append(ActLine("Enter", where, "", "screen.leave_here"))
        if self._tricky:
            number = len(self._tricky)
            what = f"the {number:,} tricky ones" if number > 1 else "the tricky one"
            acts.append(ActLine("r", f"Study {what} again", "", "screen.again"))
        if ways.more_new:
            of_all = bool(ways.decks) and not ways.more_new.decks
            text = f"Learn {wording.describe_more_new(len(ways.more_new.items), of_all=of_all)}"
            acts.append(ActLine("m", text, "", "screen.more"))
        if cards := len(self._items):
            text = f"Quiz on {counted(cards, 'card')} of this session"
            acts.append(ActLine("z", text, "", "screen.quiz"))
        return [act.line(width) for act in acts]

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        ways = self._ways
        known = {
            "go_on": ways.left is not None,
            "study": ways.is_more and not ways.left,
            "again": bool(self._tricky),
            "more": ways.more_new is not None,
            "quiz": bool(self._items),
            "undo": ways.undoable,
            "back": ways.has_origin,
            "home": not ways.has_origin,
        }
        return known.get(action, True)

    @property
    def _items(self) -> tuple[str, ...]:
        return tuple(each.item for each in self._ended.results)

    def action_leave_here(self) -> None:
        """Do what Enter does."""
        self._go(to.Origin() if self._ways.has_origin else to.Home())

    def action_back(self) -> None:
        """Go back to the page that the session was started from."""
        self._go(to.Origin())

    def action_home(self) -> None:
        """Go home."""
        self._go(to.Home())

    def action_go_on(self) -> None:
        """Continue the session."""
        if self._ways.left:
            self._go(to.ContinueSession(self._ways.left))

    def action_study(self) -> None:
        """Start another session."""
        self._go(to.StudyMore())

    def action_again(self) -> None:
        """Study the tricky cards again."""
        self._go(to.Study(StudyRequest(items=tuple(each.item for each in self._tricky))))

    def action_more(self) -> None:
        """Learn more new cards."""
        if self._ways.more_new:
            self._go(to.Study(self._ways.more_new))

    def action_quiz(self) -> None:
        """Take a quiz on the cards of the session."""
        self._go(to.QuizOn(self._items))

    def action_browse(self) -> None:
        """Browse the cards of these decks."""
        self._go(to.Browse(" ".join(f"deck:{deck}" for deck in self._ways.decks)))

    def action_statistics(self) -> None:
        """Show the statistics of these decks."""
        self._go(to.Statistics(self._ways.decks))

    def action_undo(self) -> None:
        """Undo the last answer."""
        self._go(to.LastAnswer())

    def _go(self, destination: to.Destination) -> None:
        self.post_message(Navigate(destination))


def _joined(texts: Sequence[str]) -> Content:
    return literal(_DOT.join(filter(None, texts)))


def _score_line(score: str, right: int, cards: int, width: int) -> Content:
    bar = min(_BAR, width - len(score) - 10)
    line = Content.styled(score, "bold")
    if bar < 1:
        return line
    done, rest = progress_bar(right, cards, bar)
    return Content.assemble(
        line, "   ", (done, "$primary"), (rest, QUIET), (f" {percent(right / cards)}", "bold")
    )


def _tricky_lines(result: CardResult, width: int, most: int) -> list[Content]:
    """Return a tricky card: its question, and on the next line the answer and the learner's."""
    node = wording.describe_tricky(result)
    answer, own = (child.text for child in node.children)
    sign = ("✓ ", RIGHT) if node.role is Role.RIGHT else ("✗ ", WRONG)
    room = max(1, width - 2)
    question = literal_line(node.text)
    lines = question.wrap(room)[:most] or [Content("")]
    if question.cell_length > room * most:
        rest = Content(" ").join(question.wrap(room)[most - 1 :])
        lines[-1] = rest.truncate(room, ellipsis=True)
    elif most == 1:
        lines = [question.truncate(room, ellipsis=True)]
    learn = literal_line(answer, LEARN).truncate(max(1, width - _ANSWER - 2), ellipsis=True)
    last = Content.assemble("  ", ("→ ", LEARN), learn)
    yours = literal_line(own, QUIET)
    if last.cell_length + _APART + yours.cell_length <= width:
        last = Content.assemble(last, " " * _APART, yours)
    first, *others = lines
    return [Content.assemble(sign, first), *(line.pad_left(2) for line in others), last]

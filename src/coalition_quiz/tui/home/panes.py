"""The panes of the home screen, drawn from what it knows."""

from textual.content import Content
from textual.widget import Widget

from coalition_quiz.tui.commands import key_of
from coalition_quiz.tui.day_plots import Calendar, forecast_bars
from coalition_quiz.tui.home import pane_lines
from coalition_quiz.tui.home.agenda import Agenda
from coalition_quiz.tui.literal import literal_line
from coalition_quiz.tui.looks import rule
from coalition_quiz.tui.widgets.drawing import Drawing
from coalition_quiz.wording import home as wording
from coalition_quiz.wording.cards import counted

SHORT = 20
"""The height below which there is no room for the figures of a deck."""
_BARS = 5
_MONTH = 30


class DeckPanes:
    """What is known of the selected deck, and the acts that Enter and c do.

    Attributes:
        brief: below the decks of a narrow screen.
        all: at the right of a wide one.
    """

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self.brief = Drawing(self._draw_brief, id="brief")
        self._about = Drawing(self._draw_about, id="about", classes="pane")
        self._ahead = Drawing(self._draw_ahead, id="ahead", classes="pane")
        self._weakest = Drawing(self._draw_weakest, id="weakest", classes="pane")
        self.all: tuple[Widget, ...] = (self._about, self._ahead, self._weakest)

    def redraw(self) -> None:
        """Draw the panes anew."""
        row = self._agenda.row
        forecast = row.forecast if row else ()
        self._about.redraw(row.title if row else "")
        self._ahead.redraw(f"Due in the next {len(forecast)} days: {sum(forecast):,}")
        self._weakest.redraw("Weakest cards")

    def redraw_days(self) -> None:
        """Draw the pane with the last day anew."""
        self._about.redraw()

    def _draw_brief(self, width: int, height: int) -> list[Content]:
        del height
        agenda = self._agenda
        row = agenda.row
        if row is None:
            return []
        title, acts = rule(literal_line(row.title).plain, width), self._act_lines(width)
        if self.brief.app.size.height < SHORT:
            return [title, *acts]
        weakest = agenda.weakest
        prompt = agenda.prompt(weakest[0][0]) if weakest else ""
        is_first = agenda.work.is_first
        brief = pane_lines.brief_lines(row, prompt, agenda.day, width, is_first=is_first)
        return [title, *brief, self._note, *acts]

    def _draw_about(self, width: int, height: int) -> list[Content]:
        del height
        row, days = self._agenda.row, self._agenda.mastery.days
        if row is None:
            return []
        if not row.deck and row.memory and days and days.days:
            row = row._replace(memory=days.add_last_day(row.memory))
        about = pane_lines.about_lines(row, self._agenda.day, width)
        return [*about, self._note, *self._act_lines(width)]

    def _act_lines(self, width: int) -> list[Content]:
        """Return what Enter and c do, always on two lines."""
        agenda = self._agenda
        minutes = agenda.minutes
        about = wording.about_minutes(minutes) if minutes else ""
        text = wording.describe_act(agenda.work, agenda.day)
        acts = [pane_lines.ActLine("Enter", text, about, "screen.act")]
        if left := agenda.left:
            session, cards = left
            title = next((each.title for each in agenda.rows if (each.deck,) == session.decks), "")
            same = session.decks == agenda.chosen or not title
            text = "Continue your last session" if same else f"Continue: {title}"
            note = f"{counted(cards, 'card')} left"
            acts.append(pane_lines.ActLine("c", text, note, "screen.go_on"))
        lines = [act.line(width) for act in acts]
        return lines if len(lines) > 1 else [*lines, Content("")]

    @property
    def _note(self) -> Content:
        """Return a sentence before the acts."""
        agenda = self._agenda
        if agenda.can_continue_quiz:
            key = key_of(self.brief.screen, "continue_quiz")
            return Content(wording.QUIZ_LEFT.format(key))
        changed = agenda.overview.changed if agenda.overview else 0
        return Content(wording.describe_done(agenda.work) or wording.describe_changed(changed))

    def _draw_ahead(self, width: int, height: int) -> list[Content]:
        del height
        row = self._agenda.row
        return forecast_bars(row.forecast, self._agenda.day, width, _BARS) if row else []

    def _draw_weakest(self, width: int, height: int) -> list[Content]:
        agenda = self._agenda
        if agenda.row is None:
            return []
        if agenda.row.memory is None:
            return pane_lines.unknown()
        return pane_lines.weakest_lines(agenda.weakest, agenda.prompt, width, height)


class DayPanes:
    """The days of the learner, about all decks.

    Attributes:
        all: below the decks of a wide screen.
    """

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._year = Drawing(self._draw_year, id="year", classes="pane")
        self._lately = Drawing(self._draw_lately, id="lately", classes="pane")
        self.all: tuple[Widget, ...] = (self._year, self._lately)

    def redraw(self) -> None:
        """Draw the panes anew."""
        self._year.redraw(f"Days studied, all decks: {self._days_of_month()}")
        self._lately.redraw("Lately, all decks")

    def _days_of_month(self) -> str:
        days, today = self._agenda.mastery.days, self._agenda.day
        found = range(today - _MONTH + 1, today + 1)
        number = len(days.days.keys() & found) if days else wording.UNKNOWN
        return f"{number} of the last {_MONTH}"

    def _draw_year(self, width: int, height: int) -> list[Content]:
        del height
        days = self._agenda.mastery.days
        answers = {day: each.answers for day, each in days.days.items()} if days else {}
        return Calendar(answers, self._agenda.day).lines(width)

    def _draw_lately(self, width: int, height: int) -> list[Content]:
        days = self._agenda.mastery.days
        if days is None:
            return pane_lines.unknown()
        latest = sorted(days.days.items(), reverse=True)[:height]
        return pane_lines.lately_lines(latest, width, height)

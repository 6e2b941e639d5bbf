"""What stays of the screen of all cards while the learner is elsewhere."""

from coalition_quiz.core.search.card_status import CardRow, CardStatus
from coalition_quiz.core.search.card_table import Sort
from coalition_quiz.core.search.query import Query
from coalition_quiz.services.card_browser import CardBrowser
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.tui.browse.detail import Detail, ItemStory


class CardSearch:
    """A search of the table, where it stands, and what it found.

    Attributes:
        text: what is searched for, as it was typed.
        found: the rows that are shown, as positions in the catalogue.
        marked: rows that are marked, whether shown or not.
        card: the ``deck/card`` at the cursor.
    """

    def __init__(self, workspace: Workspace, text: str) -> None:
        self.workspace = workspace
        self.browser = CardBrowser(workspace)
        self.text = text
        self.query = Query()
        self.sort = Sort.DECK
        self.descends = False
        self.found: list[int] = list(range(self.total))
        self.marked: set[int] = set()
        self.card = ""

    @property
    def total(self) -> int:
        """How many cards there are."""
        return len(self.browser.catalogue.rows)

    @property
    def is_of_today(self) -> bool:
        """Whether the day has not changed since cards were last looked at."""
        return self.workspace.clock.now().study_day == self.browser.day

    def refresh(self) -> None:
        """Take in what has changed elsewhere."""
        catalogue = self.browser.catalogue
        self.browser.refresh()
        if self.browser.catalogue is not catalogue:
            self.marked.clear()
            self.found = list(range(self.total))

    def search(self) -> None:
        """Find what is searched for; every card's text must have been read."""
        self.query = self.browser.parse(self.text)
        self.found = self.browser.find(self.query, self.sort, descends=self.descends)

    def turn(self) -> None:
        """Order the other way round."""
        self.descends = not self.descends
        self.search()

    def sort_next(self) -> None:
        """Order by the next thing to order by."""
        sorts = tuple(Sort)
        self.sort = sorts[(sorts.index(self.sort) + 1) % len(sorts)]
        self.descends = False
        self.search()

    def mark(self, number: int) -> None:
        """Mark a line of what was found, or take its mark away."""
        self.marked ^= {self.found[number]}

    def mark_all(self) -> None:
        """Mark all that was found; where all of it is marked, take the marks away."""
        shown = set(self.found)
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown

    def is_marked(self, number: int) -> bool:
        """Whether a line of what was found is marked."""
        return self.found[number] in self.marked

    def row(self, number: int) -> tuple[CardRow, CardStatus]:
        """A line of what was found."""
        at = self.found[number]
        return self.browser.catalogue.rows[at], self.browser.status(at)

    def number_of_card(self) -> int:
        """The line at which the cursor stood, or the first."""
        at = self.browser.catalogue.by_key.get(self.card, -1) if self.card else -1
        return self.found.index(at) if at in self.found else 0

    def detail(self, number: int) -> Detail:
        """All there is to say of a line of what was found."""
        row, standing = self.row(number)
        browser = self.browser
        stories = tuple(
            ItemStory(item, browser.progress(item), browser.flags(item), browser.answers(item))
            for item in row.items
        )
        return Detail(row, standing, browser.day, stories)

"""The state of the browse screen between visits."""

from coalition_quiz.core.search.card_status import CardRow, CardStatus
from coalition_quiz.core.search.card_table import Sort
from coalition_quiz.core.search.query import Query
from coalition_quiz.services.card_browser import CardBrowser
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.tui.browse.detail import Detail, ItemStory


class CardSearch:
    """A search, its order, its results and the position in them.

    Attributes:
        text: the query as typed.
        found: the rows found, as positions in the catalogue.
        selected: all selected rows, also those not found.
        card: the ``deck/card`` at the cursor.
        shows_detail: whether the card stands beside the table where there is room.
    """

    def __init__(self, workspace: Workspace, text: str) -> None:
        self.workspace = workspace
        self.browser = CardBrowser(workspace)
        self.text = text
        self.query = Query()
        self.sort = Sort.DECK
        self.descends = False
        self.found: list[int] = list(range(self.total))
        self.selected: set[int] = set()
        self.card = ""
        self.shows_detail = True

    @property
    def total(self) -> int:
        """The number of all cards."""
        return len(self.browser.catalogue.rows)

    @property
    def is_of_today(self) -> bool:
        """Whether the study day is still that of the last refresh."""
        return self.workspace.clock.now().study_day == self.browser.day

    def refresh(self) -> None:
        """Reload progress that changed on other screens."""
        catalogue = self.browser.catalogue
        self.browser.refresh()
        if self.browser.catalogue is not catalogue:
            self.selected.clear()
            self.found = list(range(self.total))

    def search(self) -> None:
        """Run the query. Every card's text must have been read."""
        self.query = self.browser.parse(self.text)
        self.found = self.browser.find(self.query, self.sort, descends=self.descends)

    def turn(self) -> None:
        """Reverse the order."""
        self.descends = not self.descends
        self.search()

    def sort_next(self) -> None:
        """Order by the next column."""
        sorts = tuple(Sort)
        self.sort = sorts[(sorts.index(self.sort) + 1) % len(sorts)]
        self.descends = False
        self.search()

    def select(self, number: int) -> None:
        """Select a row of the results, or no longer."""
        self.selected ^= {self.found[number]}

    def select_all(self) -> None:
        """Select all results, or none if all are selected."""
        shown = set(self.found)
        self.selected = self.selected - shown if shown <= self.selected else self.selected | shown

    def is_selected(self, number: int) -> bool:
        """Return whether a row of the results is selected."""
        return self.found[number] in self.selected

    def row(self, number: int) -> tuple[CardRow, CardStatus]:
        """Return a row of the results."""
        at = self.found[number]
        return self.browser.catalogue.rows[at], self.browser.status(at)

    def number_of_card(self) -> int:
        """Return the row of the last card at the cursor, or the first."""
        at = self.browser.catalogue.by_key.get(self.card, -1) if self.card else -1
        return self.found.index(at) if at in self.found else 0

    def detail(self, number: int) -> Detail:
        """Return the detail of a row."""
        row, status = self.row(number)
        browser = self.browser
        stories = tuple(
            ItemStory(item, browser.progress(item), browser.flags(item), browser.answers(item))
            for item in row.items
        )
        return Detail(row, status, browser.day, stories)

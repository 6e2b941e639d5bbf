"""A bare Textual app with Header and Footer that repaints one line on Enter."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Bare(App[None]):
    """A counter between a header and a footer."""

    BINDINGS = [("enter", "count", "Count"), ("3", "count", "Count")]  # noqa: RUF012 - Textual's own form
    count = 0

    def compose(self) -> ComposeResult:
        """The counter."""
        yield Header()
        yield Static("Count number 0.", id="count")
        yield Footer()

    def action_count(self) -> None:
        """Show the next number."""
        self.count += 1
        self.query_one("#count", Static).update(f"Count number {self.count}.")


if __name__ == "__main__":
    Bare().run()

"""The command palette and the list of themes, safe to type ahead in."""

from textual.command import CommandList, CommandPalette

from coalition_quiz.tui.clickable import Clickable


class Palette(Clickable, CommandPalette):
    """Textual's palette, which turns no page of a list that has no lines yet.

    The list is filled a moment after it opens; a page key in that moment would end the program
    (`OptionList._move_page` looks up the line of an option that was never laid out).
    """

    # Nothing of the screen below shines through: its keys do not work here.
    DEFAULT_CSS = "Palette { background: $background; }"

    @property
    def is_searching(self) -> bool:
        """Whether commands are still being looked for: Enter waits until they are listed."""
        return any(
            worker.node is self and worker.group == self._GATHER_COMMANDS_GROUP
            for worker in self.workers
            if not worker.is_finished
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        if action == "command_list":
            return any(each.scrollable_content_region for each in self.query(CommandList))
        return super().check_action(action, parameters)

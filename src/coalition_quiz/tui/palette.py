"""The command palette and the list of themes."""

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's palette without a crash on page keys before the list is filled.

    Textual fills the list a moment after it opens. A page key in that moment would end the program:
    `OptionList._move_page` looks up a line of an option that has no layout yet.
    """

    # Keys of the screen below do not work here, so hide it.
    DEFAULT_CSS = "Palette { background: $background; }"

    @property
    def is_searching(self) -> bool:
        """Whether the search for commands still runs. Enter waits for it."""
        return any(
            worker.node is self and worker.group == self._GATHER_COMMANDS_GROUP
            for worker in self.workers
            if not worker.is_finished
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        if action == "command_list":
            return any(each.scrollable_content_region for each in self.query(CommandList))
        return super().check_action(action, parameters)

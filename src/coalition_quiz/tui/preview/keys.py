"""The commands of the preview."""

from textual.binding import BindingType

from coalition_quiz.tui.commands import command

_NEXT = "Go to the next card, gap or side"
_PREVIOUS = "Go to the card, gap or side before"

KEYS: list[BindingType] = [
    command("step(-1)", "left,p", "Previous", _PREVIOUS),
    command("step(-1)", "pageup", "Previous", _PREVIOUS, priority=True),
    command("step(1)", "right,n", "Next", _NEXT),
    command("step(1)", "pagedown", "Next", _NEXT, priority=True),
    command("end(-1)", "home,ctrl+home", "First", "Go to the first card", shown=False),
    command("end(1)", "end,ctrl+end", "Last", "Go to the last card", shown=False),
    command("answer", "enter", "Answer", "Answer as learners do, or anew", shown=False),
    command("flip", "space,g,ctrl+g", "Turn", "Turn to the answer, and back", shown=False),
    command("redraw", "r,ctrl+r", "Redraw", "Draw it as at another showing", shown=False),
    command("hint", "h,ctrl+t,f2", "Hint", "Show the hint of this card", shown=False),
    command("edit", "e,f4", "Edit", "Open the file at this line in your editor"),
    command("problems", "tab", "Problems", "Go to the problems of the file"),
    command("card", "tab,escape", "Card", "Go back to the card"),
    command("look(-1)", "up", "Look up", "Scroll the card back", shown=False),
    command("look(1)", "down", "Look on", "Scroll the card", shown=False),
    command("back", "escape", "Stop", "Stop answering, and leaf through again", shown=False),
    command("leave", "q", "Quit", "Quit; nothing was recorded"),
]

"""The commands of the study screen."""

from textual.binding import BindingType

from coalition_quiz.tui.commands import command

# A narrow key bar shows the first ones.
KEYS: list[BindingType] = [
    command("hint", "h,ctrl+t,f2", "Hint", "Show the hint of this card"),
    command("give_up", "g,ctrl+g", "Show", "Show the answer: counts as not recalled"),
    command("skip", "s,ctrl+n", "Skip", "Leave it for another session; nothing is recorded"),
    command("undo", "u,ctrl+z", "Undo", "Take the last step back: an answer, a skip, a burial"),
    command("accept", "enter,space", "Continue", "Accept the suggested rating", shown=False),
    command("rate(1)", "1", "Again", "Rate Again: not recalled", shown=False),
    command("rate(2)", "2", "Hard", "Rate Hard: recalled with great effort", shown=False),
    command("rate(3)", "3", "Good", "Rate Good: recalled", shown=False),
    command("rate(4)", "4", "Easy", "Rate Easy: recalled at once", shown=False),
    command("was_right", "i", "I was right", "Count my answer as right from now on", shown=False),
    command("reveal", "enter,space", "Show", "Show the back of the card", shown=False),
    command("leave", "q,escape", "Finish", "Finish here; every answer is saved already"),
    command("join", "J,f3", "Join", "Compare new questions with old ones that they look like"),
    command("bury", "minus,f7", "Bury", "Ask this again tomorrow at the earliest"),
    command("suspend", "at,f8", "Suspend", "Ask this no more, until you resume it"),
    command("edit", "e,f4", "Edit", "Open the card in your editor; it is read again after"),
    command("flag", "asterisk,f5", "Flag", "Mark this to find it again, or take the mark away"),
    command("pause", "p,f9", "Pause", "Hide the question and stop the clock"),
    command("copy", "y,f6", "Copy", "Copy the question, and once answered the answer"),
    command("read(-1)", "pageup", "Read up", "Scroll the question back", shown=False),
    command("read(1)", "pagedown", "Read on", "Scroll the question", shown=False),
    command("look(-1)", "up", "Look up", "Scroll the explanation back", shown=False),
    command("look(1)", "down", "Look on", "Scroll the explanation", shown=False),
]

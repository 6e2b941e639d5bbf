"""The commands of the quiz screen."""

from textual.binding import BindingType

from coalition_quiz.tui.commands import command

QUIZ_KEYS: list[BindingType] = [
    command("move(-1)", "pageup,ctrl+b", "Back", "Go to the question before"),
    command("move(1)", "pagedown,ctrl+n", "Next", "Go to the next question"),
    command("flag", "m,ctrl+t,f2", "Flag", "Flag the question, to come back to it"),
    command("hand_in_all", "ctrl+s,f10", "Hand in", "Hand in the quiz, and see the result"),
    command("overview", "o,ctrl+o", "Questions", "See all questions: answered, open, flagged"),
    command("clear", "backspace,ctrl+l", "Clear", "Take the answer back", shown=False),
    command("on", "enter,space", "Go on", "Go to the next question", shown=False),
    command("rate(True)", "y", "I knew it", "Count it as known", shown=False),
    command("rate(False)", "n", "I did not", "Count it as not known", shown=False),
    command("reveal", "enter,space", "Show", "Show the back of the card", shown=False),
    command("leave", "q,escape", "Leave", "Leave the quiz, after a question"),
    command("read(-1)", "left_square_bracket,f3", "Up", "Scroll the question back", shown=False),
    command("read(1)", "right_square_bracket,f4", "Down", "Scroll the question", shown=False),
    command("look(-1)", "up", "Look up", "Scroll the explanation back", shown=False),
    command("look(1)", "down", "Look on", "Scroll the explanation", shown=False),
]

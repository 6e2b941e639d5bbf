"""What is said while a missed answer is typed once."""

from collections.abc import Sequence

from coalition_quiz.wording.sentences import listed, one_line, sentence


def retype_label(left: Sequence[str], *, is_list: bool) -> str:
    """Return the label of the line. The names of a list are asked one at a time."""
    return f"Type {one_line(left[0])}:" if is_list else "Type it once:"


def describe_not_retyped(left: Sequence[str]) -> str:
    """Say that a text was none of the answers that are left."""
    what = "the answer" if len(left) == 1 else "one of the answers"
    return f"This is not {what}. Type {_answers(left)}"


def ask_to_retype(left: Sequence[str]) -> str:
    """Ask for the answers that are left, in line mode."""
    return f"Type {_answers(left)} Press Enter to skip."


def _answers(texts: Sequence[str]) -> str:
    return sentence(listed([f"“{one_line(text)}”" for text in texts]))

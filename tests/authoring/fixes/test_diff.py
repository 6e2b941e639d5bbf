"""Diffs as people see them."""

from coalition_quiz.authoring.fixes import diff


def test_diff() -> None:
    """A diff has three lines of context, and the path in both headers."""
    before = "".join(f"{number}\n" for number in range(9))
    assert diff(before, before.replace("4\n", "four\n"), "a.yaml") == (
        "--- a.yaml\n+++ a.yaml (mended)\n@@ -2,7 +2,7 @@\n 1\n 2\n 3\n-4\n+four\n 5\n 6\n 7\n"
    )


def test_no_difference() -> None:
    assert diff("a\n", "a\n", "a.yaml") == ""
    assert diff("", "", "a.yaml") == ""


def test_no_last_newline() -> None:
    """A missing last newline is shown as diff and git show it."""
    assert diff("a\nb ", "a\nb", "a.yaml") == (
        "--- a.yaml\n+++ a.yaml (mended)\n@@ -1,2 +1,2 @@\n a\n"
        "-b \n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
    )


def test_control_characters_are_visible() -> None:
    """Control characters are made visible, in lines and in the path."""
    shown = diff(
        "\ufeffa\x1b[31m\u202e \r\n\x85\x0c\r\n", "\ufeffa\x1b[31m\u202e\r\n", "x\x1b\n.yaml"
    )
    assert shown.splitlines() == [
        "--- x\\x1b\\n.yaml",
        "+++ x\\x1b\\n.yaml (mended)",
        "@@ -1,2 +1 @@",
        "-\\ufeffa\\x1b[31m\\u202e ",
        "-\\x85\\x0c",
        "+\\ufeffa\\x1b[31m\\u202e",
    ]


def test_only_newlines_end_lines() -> None:
    """A line separator or a form feed does not end a line."""
    assert diff("a\u2028b\x0bc \n", "a\u2028b\x0bc\n", "a.yaml").count("\n") == 5

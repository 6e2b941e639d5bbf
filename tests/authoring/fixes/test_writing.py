"""Writing fixed files: completely or not at all, with all their properties; and their diffs."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from coalition_quiz.authoring.fixes import FixedFile, diff, fix_file, replace_contents
from coalition_quiz.system.errors import DeckError

BEFORE = b"format: 1\ndeck: d\ntitle: T \ncards:\n- {id: a, front: a, back: b}\n"
AFTER = BEFORE.replace(b"T \n", b"T\n")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Write a file with something to fix."""
    path = tmp_path / "deck.yaml"
    path.write_bytes(BEFORE)
    return path


def is_alone(path: Path) -> bool:
    """Whether a file is the only one in its folder."""
    return list(path.parent.iterdir()) == [path]


def test_fix_file(deck: Path) -> None:
    """The file is fixed, and the fixes are returned."""
    fixed = fix_file(deck, {})
    assert deck.read_bytes() == AFTER
    assert is_alone(deck)
    assert fixed.counts == {"S101": 1}
    assert fixed.diff.splitlines()[:2] == [f"--- {deck}", f"+++ {deck} (fixed)"]
    assert fix_file(deck, {}) == FixedFile(deck)


def test_only_the_diff(deck: Path) -> None:
    """Nothing is written if only the diff is wanted."""
    fixed = fix_file(deck, {}, writes=False)
    assert fixed.diff
    assert deck.read_bytes() == BEFORE
    assert fix_file(deck, {}, {"D103"}) == FixedFile(deck)


def test_unreadable_files(tmp_path: Path) -> None:
    """Missing files, folders and binary files are left to the check."""
    assert fix_file(tmp_path / "none.yaml", {}) == FixedFile(tmp_path / "none.yaml")
    assert fix_file(tmp_path, {}) == FixedFile(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_mode(deck: Path, mode: int) -> None:
    deck.chmod(mode)
    fix_file(deck, {})
    assert stat.S_IMODE(deck.stat().st_mode) == mode


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs root")
def test_owner(deck: Path) -> None:
    os.chown(deck, 1234, 1235)
    fix_file(deck, {})
    assert (deck.stat().st_uid, deck.stat().st_gid) == (1234, 1235)


def test_owner_that_cannot_be_set(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody with write permission can fix another user's file, which keeps its owner."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse, raising=False)
    fix_file(deck, {})
    assert deck.read_bytes() == AFTER


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_link(deck: Path, tmp_path: Path) -> None:
    """The target of a link is written, and the link stays a link."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target = deck.rename(folder / "real.yaml")
    deck.symlink_to(target)
    fix_file(deck, {})
    assert deck.is_symlink()
    assert target.read_bytes() == AFTER
    assert is_alone(target)


def refused(path: Path, data: bytes = AFTER, before: bytes = BEFORE) -> str:
    """Return the error of a failed writing, after checking that the file is unchanged."""
    held = path.read_bytes()
    with pytest.raises(DeckError) as caught:
        replace_contents(path, data, before)
    assert path.read_bytes() == held
    assert is_alone(path)
    return str(caught.value)


def test_read_only_file(deck: Path) -> None:
    """A rename does not need permission on the file, but the author has denied it."""
    deck.chmod(0o444)
    assert refused(deck) == f"{deck} was not changed: it is read-only."


def test_file_that_only_others_may_write(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mode that lets only others write is not enough."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refused(deck) == f"{deck} was not changed: it is read-only."


def test_changed_meanwhile(deck: Path) -> None:
    """Changes by another program are not lost."""
    deck.write_bytes(BEFORE + b"# more\n")
    assert "another program changed it" in refused(deck)


def test_removed_meanwhile(deck: Path) -> None:
    deck.unlink()
    with pytest.raises(DeckError, match=r"it could not be written: No such file"):
        replace_contents(deck, AFTER, BEFORE)
    assert not list(deck.parent.iterdir())


def failing(error: int) -> object:
    """Make a system call that fails."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    return fail


@pytest.mark.parametrize(
    ("owner", "name", "error"),
    [
        (Path, "mkdir", errno.EROFS),
        (os, "fsync", errno.ENOSPC),
        (os, "fsync", errno.EIO),
        (Path, "chmod", errno.EPERM),
        (Path, "replace", errno.EBUSY),
    ],
)
def test_failing_system_call(
    deck: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, error: int
) -> None:
    """If the folder or disk fails, there is a sentence and the file is unchanged."""
    monkeypatch.setattr(owner, name, failing(error))
    reason = f"it could not be written: {os.strerror(error)}."
    assert refused(deck) == f"{deck} was not changed: {reason}"


def test_interrupted(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C leaves no temporary file behind."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_contents(deck, AFTER, BEFORE)
    assert deck.read_bytes() == BEFORE
    assert is_alone(deck)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folder(deck: Path) -> None:
    deck.parent.chmod(0o555)
    try:
        assert "Permission denied" in refused(deck)
    finally:
        deck.parent.chmod(0o755)


def test_on_disk_before_it_is_renamed(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a power cut there is either the old or the new file."""
    calls: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (calls.append("fsync"), fsync(handle)))
    monkeypatch.setattr(
        Path, "replace", lambda self, to: (calls.append("replace"), replace(self, to))
    )
    replace_contents(deck, AFTER, BEFORE)
    assert calls[:2] == ["fsync", "replace"]


def test_control_characters_in_a_name(tmp_path: Path) -> None:
    """An error message has no control characters."""
    path = tmp_path / "a\x1b[31m\n.yaml"
    with pytest.raises(DeckError) as caught:
        replace_contents(path, AFTER, BEFORE)
    assert "a\\x1b[31m\\n.yaml" in str(caught.value)


def test_diff() -> None:
    """A diff has three lines of context, and the path in both headers."""
    before = "".join(f"{number}\n" for number in range(9))
    assert diff(before, before.replace("4\n", "four\n"), "a.yaml") == (
        "--- a.yaml\n+++ a.yaml (fixed)\n@@ -2,7 +2,7 @@\n 1\n 2\n 3\n-4\n+four\n 5\n 6\n 7\n"
    )


def test_no_difference() -> None:
    assert diff("a\n", "a\n", "a.yaml") == ""
    assert diff("", "", "a.yaml") == ""


def test_no_last_newline() -> None:
    """A missing last newline is shown as diff and git show it."""
    assert diff("a\nb ", "a\nb", "a.yaml") == (
        "--- a.yaml\n+++ a.yaml (fixed)\n@@ -1,2 +1,2 @@\n a\n"
        "-b \n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
    )


def test_control_characters_are_visible() -> None:
    """Control characters are made visible, in lines and in the path."""
    shown = diff(
        "\ufeffa\x1b[31m\u202e \r\n\x85\x0c\r\n", "\ufeffa\x1b[31m\u202e\r\n", "x\x1b\n.yaml"
    )
    assert shown.splitlines() == [
        "--- x\\x1b\\n.yaml",
        "+++ x\\x1b\\n.yaml (fixed)",
        "@@ -1,2 +1 @@",
        "-\\ufeffa\\x1b[31m\\u202e ",
        "-\\x85\\x0c",
        "+\\ufeffa\\x1b[31m\\u202e",
    ]


def test_only_newlines_end_lines() -> None:
    """A line separator or a form feed does not end a line."""
    assert diff("a\u2028b\x0bc \n", "a\u2028b\x0bc\n", "a.yaml").count("\n") == 5

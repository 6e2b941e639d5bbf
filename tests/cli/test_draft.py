"""`coalition-quiz draft`: a new deck that `check` accepts; no file is overwritten."""

from pathlib import Path

from helpers.support import Run

TEXT = "In 1912 the Titanic left Southampton with 20 boats for the town of New York."


def test_a_draft_passes_the_check_and_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    text, deck = tmp_path / "t.txt", tmp_path / "ship.yaml"
    text.write_text(TEXT, encoding="utf-8")
    made = run("draft", text, "--out", deck, "--as-of", "1912")
    assert (made.returncode, made.stderr) == (0, "")
    assert f"coalition-quiz check {deck} --text {text}" in made.stdout
    checked = run("check", deck, "--text", text)
    assert checked.returncode == 0
    assert "F108" in checked.stdout
    written = deck.read_bytes()
    again = run("draft", text, "--out", deck)
    assert (again.returncode, deck.read_bytes()) == (2, written)
    assert "already exists" in again.stderr


def test_nothing_is_written_for_wrong_arguments_or_nothing_to_draft(
    run: Run, tmp_path: Path
) -> None:
    text, deck = tmp_path / "t.txt", tmp_path / "ship.yaml"
    text.write_text("It rained all day.", encoding="utf-8")
    assert "nothing to draft" in run("draft", text, "--out", deck).stdout
    assert run("draft", text, "--out", deck, "--as-of", "soon").returncode == 2
    assert run("draft", tmp_path / "none.txt", "--out", deck).returncode == 2
    assert run("draft", text, "--out", tmp_path / "ship.txt").returncode == 2
    assert sorted(tmp_path.glob("ship*")) == []

"""`coalition-quiz cover`: as text, as JSON and as a page; hostile texts do no harm."""

import json
from pathlib import Path

from helpers.support import Run

TEXT = (
    "In 1912 the <b>Titanic</b> left Southampton.\x1b]0;x\x07 \u202eShe had 20 boats & 4 funnels."
)
DECK = """format: 1
deck: ship
title: Ship
cards:
  - {id: a, date: When did she leave?, answer: 1912}
  - {id: b, typed: From where?, answer: Southampton}
  - {id: c, typed: To where?, answer: "<i>New York</i>"}
"""


def test_text_json_and_page_of_a_hostile_text(run: Run, tmp_path: Path) -> None:
    text, deck, page = tmp_path / "t.txt", tmp_path / "ship.yaml", tmp_path / "p.html"
    text.write_text(TEXT, encoding="utf-8")
    deck.write_text(DECK, encoding="utf-8")
    plain = run("cover", text, deck)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert "date 1912: asked by 1 card (1 date): ship/a" in plain.stdout
    assert "number 20 boats: not asked" in plain.stdout
    assert "  ship/c: <i>New York</i>" in plain.stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(plain.stdout)
    found = json.loads(run("cover", text, deck, "--json").stdout)
    assert [each["text"] for each in found["asked_once"]] == ["1912", "Southampton"]
    assert found["answers_not_in_text"] == [
        {"deck": "ship", "card": "c", "answer": "<i>New York</i>"}
    ]
    assert run("cover", text, deck, "--html", page).returncode == 0
    written = page.read_text(encoding="utf-8")
    assert "<b>" not in written
    assert "<i>" not in written
    assert '<mark class="none">20</mark> boats &amp; <mark class="none">4</mark>' in written
    assert "prefers-color-scheme: dark" in written


def test_a_page_replaces_only_its_own_kind(run: Run, tmp_path: Path) -> None:
    text, deck, page = tmp_path / "t.txt", tmp_path / "ship.yaml", tmp_path / "p.html"
    text.write_text(TEXT, encoding="utf-8")
    deck.write_text(DECK, encoding="utf-8")
    page.write_text("mine", encoding="utf-8")
    refused = run("cover", text, deck, "--html", page)
    assert (refused.returncode, page.read_text(encoding="utf-8")) == (2, "mine")
    assert "not overwritten" in refused.stderr


def test_a_missing_text_and_a_missing_deck_get_a_sentence(run: Run, tmp_path: Path) -> None:
    missing = run("cover", tmp_path / "nowhere.txt", "coalition-members")
    assert missing.returncode == 2
    assert "does not exist" in missing.stderr
    assert run("cover", tmp_path, "coalition-members").returncode == 2

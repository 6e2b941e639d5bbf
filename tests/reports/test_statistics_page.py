"""The page: well-formed, escaped, with numbers beside every plot, and never over another's file."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from coalition_quiz.core.days import moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.ids import deck_of as deck_id
from coalition_quiz.reports.files import NotWrittenError, save_page
from coalition_quiz.reports.statistics import ChartShape, Section, deck_names, sections
from coalition_quiz.reports.statistics_page import statistics_as_html
from coalition_quiz.reports.statistics_text import statistics_as_text
from coalition_quiz.reports.svg import draw_chart, level
from coalition_quiz.services.workspace import Workspace

from helpers.classroom import HEAD, FixedClock, deck_of, make_workspace

DAY_MS = 86_400_000
EVIL = "</title><script>alert(1)</script> & \"q\" 'a' [/x] <b>"
HOSTILE = HEAD.replace("Every kind of card", f"'{EVIL.replace(chr(39), chr(39) * 2)}'") + (
    f"  - id: card\n    front: |-\n      {EVIL}\n      second line\n    back: b\n"
)


def studied(workspace: Workspace, *items: str, kind: str = "choice", days: int = 40) -> Workspace:
    """The desk after reviews of these items, one a day each, until today."""
    now = FixedClock().now()
    for ago in range(days, -1, -1):
        when = moment(now.at_ms - ago * DAY_MS, 60, 240)
        payload = {"rating": 1 if ago % 9 == 4 else 3, "ms": 6000, "kind": kind, "mode": "study"}
        workspace.history.append([Draft("review", item, when, payload=payload) for item in items])
    return workspace


def page_of(workspace: Workspace, span: int | None = None) -> str:
    statistics = workspace.statistics((), span)
    return statistics_as_html(
        "Statistics <of> all", statistics, sections(statistics, deck_names(workspace.library))
    )


def tree_of(page: str) -> ET.Element:
    return ET.fromstring(page.partition("\n")[2])  # noqa: S314 - it is our own


def test_the_page_is_well_formed_and_self_contained(tmp_path: Path) -> None:
    workspace = studied(
        make_workspace(tmp_path, deck_of("choice", "typed")), "kinds/choice", "kinds/typed"
    )
    page = page_of(workspace)
    tree = tree_of(page)
    assert not list(tree.iter("script"))
    assert not re.search(r"(?:src|href|url)\s*[=(]", page)
    for query in ("prefers-color-scheme: dark", "@media print", "default-src 'none'"):
        assert query in page
    workspace.history.close()


def test_every_plot_has_a_title_words_and_a_table(tmp_path: Path) -> None:
    workspace = studied(make_workspace(tmp_path, deck_of("choice")), "kinds/choice")
    drawn = 0
    for section in tree_of(page_of(workspace)).iter("section"):
        for svg in section.iter("svg"):
            names = svg.attrib["aria-labelledby"].split()
            told = {each.attrib.get("id"): each.text for each in svg if each.tag != "g"}
            assert svg.attrib["role"] == "img"
            assert all(told[name] for name in names)
            assert list(section.iter("table"))
            drawn += 1
    assert drawn == 9
    ids = re.findall(r' id="(\w+)"', page_of(workspace))
    assert len(ids) == len(set(ids))
    workspace.history.close()


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, HOSTILE)
    assert workspace.library.decks, workspace.library.diagnostics
    studied(workspace, "kinds/card", "gone\x1b[31m<i>/x", kind="<u>kind\x1b")
    page = page_of(workspace)
    tree = tree_of(page)
    assert not {each.tag for each in tree.iter()} & {"script", "b", "u", "i"}
    told = " ".join(tree.itertext())
    assert EVIL in told
    assert "<u>kind\\x1b" in told
    assert not set(page) & {"\x1b", "\u202e"}
    workspace.history.close()


def test_plain_text_shows_nothing_that_steers_a_terminal(tmp_path: Path) -> None:
    workspace = studied(
        make_workspace(tmp_path, HOSTILE), "kinds/card", "gone\x1b[31m/x", kind="\x07\n"
    )
    told = statistics_as_text(
        "A\x1btitle", sections(workspace.statistics(), deck_names(workspace.library))
    )
    assert "gone\\x1b[31m" in told
    assert "A\\x1btitle" in told
    assert all(line.isprintable() for line in told.splitlines())
    workspace.history.close()


def test_the_forecast_covers_the_decks_chosen(tmp_path: Path) -> None:
    second = deck_of("truth").replace("deck: kinds", "deck: second")
    workspace = studied(
        make_workspace(tmp_path, deck_of("choice"), second), "kinds/choice", "second/truth"
    )
    for decks, items in (((), 2), (("kinds",), 1), (("second",), 1), (("kinds", "second"), 2)):
        found = workspace.statistics(decks)
        assert sum(each.items for each in found.stability) == len(found.hardest) == items
        assert sum(found.forecast.days) + found.forecast.later == items
        assert len(found.decks) == items
    workspace.history.close()


def test_an_empty_history_makes_a_page(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("choice"))
    told = " ".join(tree_of(page_of(workspace)).itertext())
    assert "Nothing to show yet" in told
    assert deck_id("kinds/choice") == "kinds"
    workspace.history.close()


def test_small_values_are_drawn() -> None:
    rows = (("a", "1"), ("b", "0"), ("c", "1000"))
    section = Section("T", "a", ("x", "y"), rows, ChartShape.COLUMNS, (1, 0, 1000))
    assert draw_chart(section, 1).count("<rect") == 2
    assert draw_chart(Section("T", "a", ("x",), ()), 1) == ""
    assert [level(number, 100) for number in (0, 1, 25, 26, 100)] == [0, 1, 1, 2, 4]
    assert level(0, 0) == 0


def test_a_page_takes_the_place_of_an_earlier_one_and_of_nothing_else(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("choice"))
    file = tmp_path / "out" / "page.html"
    with pytest.raises(NotWrittenError, match=r"The folder .* does not exist"):
        save_page(file, "x")
    file.parent.mkdir()
    save_page(file, page_of(workspace))
    save_page(file, page_of(workspace, 7))
    assert file.read_text(encoding="utf-8") == page_of(workspace, 7)
    file.write_text("my thesis", encoding="utf-8")
    with pytest.raises(NotWrittenError, match="was not overwritten"):
        save_page(file, page_of(workspace))
    assert file.read_text(encoding="utf-8") == "my thesis"
    with pytest.raises(NotWrittenError):
        save_page(tmp_path, "x")
    assert list(file.parent.iterdir()) == [file]
    workspace.history.close()


def test_where_no_page_fits_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.html"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(NotWrittenError, match="No space left"):
        save_page(file, "x")
    assert list(tmp_path.iterdir()) == []

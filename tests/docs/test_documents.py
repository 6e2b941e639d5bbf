"""Documents that are made from the program are those it makes now."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def script(name: str) -> ModuleType:
    """A script of the documents' folder, loaded and not run."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_checks() -> None:
    """checks.md is made from the rules: run `python docs/checks.py` when they change."""
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == script("checks").page()


def test_recorded_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """record.py still plays its session, in a small picture that loads nothing."""
    monkeypatch.setenv("COALITION_QUIZ_HOME", str(tmp_path))
    recorded = script("record").picture(tmp_path)
    frames = re.findall(r'<g class="f f\d+">.*', recorded)
    # Typed, and repeated at the end of the session.
    assert sum("Mossul" in frame for frame in frames) == 2
    assert all(frame.count("<g") == frame.count("</g>") for frame in frames)
    assert re.findall(r"https?://[^\"]*", recorded) == ["http://www.w3.org/2000/svg"]
    assert len(recorded) < 150_000


def test_links() -> None:
    """Every link between the pages leads to a page and a heading that exist."""
    root = DOCS.parent
    pages = [root / "README.md", root / "CONTRIBUTING.md", *DOCS.glob("*.md")]
    anchors = {page: headings(page) for page in pages}
    for page in pages:
        for target, _, anchor in links(page):
            path = (page.parent / target).resolve() if target else page
            assert path.exists(), f"{page.name}: {target}"
            assert not anchor or anchor in anchors[path], f"{page.name}: {target}#{anchor}"


def links(page: Path) -> list[tuple[str, str, str]]:
    """The links of a page to others, each as path, `#` and heading."""
    text = without_code(page)
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link.partition("#") for link in found if "://" not in link]


def headings(page: Path) -> set[str]:
    """The names by which a page's headings can be linked."""
    text = without_code(page)
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def without_code(page: Path) -> str:
    """The text of a page without its examples."""
    text = page.read_text(encoding="utf-8")
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)

"""Documents that are made from the program are those it makes now."""

import importlib.util
from pathlib import Path
from types import ModuleType

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

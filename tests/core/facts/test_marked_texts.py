"""Precision and recall against facts marked by hand, as docs/coverage.md states them."""

import pytest

from helpers.marked_texts import ARTICLE, FOLDER, Score, article_marked, score, totals

PAGE = (FOLDER.parents[2] / "docs" / "coverage.md").read_text(encoding="utf-8")
KINDS = ("date", "number", "place", "name", "quotation", "claim")


def _table(scores: dict[str, Score]) -> str:
    return "".join(f"| {kind} | {scores[kind].row} |\n" for kind in KINDS)


def test_texts_that_the_rules_were_made_with() -> None:
    assert _table(totals(sorted(FOLDER.glob("*.txt")))) in PAGE


def test_texts_that_were_kept_aside() -> None:
    assert _table(totals(sorted((FOLDER / "later").glob("*.txt")))) in PAGE


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not in the repository")
def test_article() -> None:
    assert _table(score(*article_marked())) in PAGE

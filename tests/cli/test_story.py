"""`coalition-quiz story`: as JSON and as text."""

import json

from helpers.support import Run


def test_the_bundled_story_as_json_and_as_text(run: Run) -> None:
    told = json.loads(run("story", "--json").stdout)
    assert told["format"] == 1
    places = [each["title"] for each in told["sections"]]
    assert len(places) == 5
    assert places[-1] is None
    assert told["sections"][2]["from"] == "2014-08"
    assert all(each["recall"] is None and each["questions"] > 0 for each in told["sections"])
    text = run("story", "coalition-members")
    assert text.returncode == 0
    assert "35,404" not in text.stdout
    assert places[1] in text.stdout
    assert run("story", "nowhere").returncode == 2

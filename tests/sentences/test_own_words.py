"""The program's own words are not words for learners."""

import re

from sentences.listing import FOR_LEARNERS, Sentence, sentences

OWN_WORDS = re.compile(
    r"\b(?:items?|events?|verdicts?|retrievability)\b|`(?:front|truth|typed|cloze)`"
)


TIMELINE_WORDS = re.compile(r"\bevents?\b")
"""On a timeline, they are what happened in the world."""


def _own_words(each: Sentence) -> bool:
    is_timeline = "timeline" in str(each.path)
    text = TIMELINE_WORDS.sub("", each.text) if is_timeline else each.text
    return bool(OWN_WORDS.search(text))


def test_learners_read_no_words_of_the_code() -> None:
    found = list(filter(_own_words, sentences(FOR_LEARNERS)))
    assert not found, "\n".join(f"{each.path}:{each.line}: {each.text}" for each in found)


def test_a_sentence_is_found_wherever_it_is() -> None:
    """The listing finds plain strings, f-strings and joined lines, but no docstring."""
    found = [each.text for each in sentences(("wording",))]
    assert any("{}" in text for text in found)
    assert not any(text.startswith("Return ") for text in found)

"""The program's own words are not words for learners."""

import re

from sentences.listing import FOR_LEARNERS, sentences

OWN_WORDS = re.compile(
    r"\b(?:items?|events?|verdicts?|retrievability)\b|`(?:front|truth|typed|cloze)`"
)


def test_learners_read_no_words_of_the_code() -> None:
    found = [each for each in sentences(FOR_LEARNERS) if OWN_WORDS.search(each.text)]
    assert not found, "\n".join(f"{each.path}:{each.line}: {each.text}" for each in found)


def test_a_sentence_is_found_wherever_it_is() -> None:
    """The listing finds plain strings, f-strings and joined lines, but no docstring."""
    found = [each.text for each in sentences(("wording",))]
    assert any("{}" in text for text in found)
    assert not any(text.startswith("Return ") for text in found)

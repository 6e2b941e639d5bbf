"""What is enough of a side of a vocabulary card: one meaning, without what is in brackets."""

import re
from collections.abc import Iterator
from itertools import islice

from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.questions import Context, Entry

_MEANING = re.compile(r"(?:\([^()]*\)|[^,;،؛、；])+")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_INFINITIVE = re.compile(r"to\s+(?=\w)", re.IGNORECASE)
_NO_WORD = re.compile(r"[-–~]\w+|(?:[^\W\d_]{1,4}\. ?)+")
"""An ending (*heureux, -euse*), or a mark of grammar (*la souris, f.*)."""
_MOST = 40


def with_short_forms(entry: Entry, context: Context) -> Entry:
    """Add what is enough of the spellings of a word or its meaning.

    Word lists write several meanings in one (*car; automobile*, *beau / belle*), remarks and
    optional words in brackets (*l'eau (f.)*, *to wash (oneself)*), and English verbs with *to*.
    If punctuation must be exact, the whole text is asked.
    """
    if "punctuation" in context.strict:
        return entry
    own = (entry.text, *entry.accept)
    forms = dict.fromkeys(form for text in own for form in _short_forms(text, context.language))
    new = tuple(islice((form for form in forms if form not in own), _MOST))
    return Entry(entry.text, (*entry.accept, *new)) if new else entry


def _short_forms(text: str, language: str) -> Iterator[str]:
    for meaning in _MEANING.findall(text.replace(" / ", ";")):
        for form in (meaning.strip(), _BRACKETS.sub("", meaning).strip()):
            if form and not _NO_WORD.fullmatch(form):
                yield form
            if is_english(language) and (verb := _INFINITIVE.match(form)):
                yield form[verb.end() :]

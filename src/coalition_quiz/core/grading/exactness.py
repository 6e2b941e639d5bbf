"""What a strict card wants exact in an answer that would otherwise be right.

Each aspect is compared by itself: a text may lack an accent and still have all its capitals. The
letters of a text are compared one by one if both texts have the same letters, and else by how many
there are of each.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.grading.languages.articles import Articles, articles_of, split_article
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.questions import Context

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")
_STROKES = str.maketrans("łøđħŧıŁØĐĦŦ", "lodhtiLODHT")
_FORGIVEN_IN_ENGLISH = ("le", "la", "les", "l'", "der", "die", "das", "los", "las", "il", "une",
                        "eine", "ο", "η", "το")  # fmt: skip
"""The foreign articles that may be left out of names in English decks."""
_LEFT_OUT_ON_CAPITALS = ("\u0300", "\u0301", "\u0302", "\u0327")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def note_of_inexactness(text: str, spellings: Sequence[str], context: Context) -> str:
    """Return a sentence on what is not exact in a text, or nothing if all is exact that must be.

    Args:
        text: what was typed; it means the answer.
        spellings: the ways to write the answer.
        context: the context of the answer, with what must be exact.
    """
    if not context.strict:
        return ""
    articles = _articles(context)
    given = _Written(text, articles)
    failures = [
        [fault for aspect in context.strict if (fault := _FAULTS[aspect](given, right))]
        for right in (_Written(each, articles) for each in spellings)
    ]
    closest = min(failures, key=len)
    return f"Almost: {'; '.join(closest)}." if closest else ""


def _articles(context: Context) -> Articles:
    more = _FORGIVEN_IN_ENGLISH if is_english(context.language) else ()
    return articles_of(context.language, (*more, *context.articles))


class _Written:
    """A text with the parts of it that are compared."""

    def __init__(self, text: str, articles: Articles) -> None:
        self.text = plain(text)
        self.article, self.rest = split_article(text, articles)
        self.bare = without_accents(self.rest)
        self.letters = _letters(self.bare.lower())
        self.words = [word.lower() for word in _WORD.findall(self.bare)]
        self.others = [word for word in self.words if word in articles]

    def has_letters_of(self, other: "_Written") -> bool:
        """Check whether two texts have the same letters, whatever their accents and case."""
        return self.letters == other.letters


def without_accents(text: str) -> str:
    """Return a text without its accents; its case and its letters stay."""
    marked = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _MARKS.sub("", marked)).translate(_STROKES)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _accents(given: _Written, right: _Written) -> str:
    said, own = (_marked_letters(each.rest) for each in (given, right))
    ours, theirs = _with_bare_capitals(said, own).lower(), own.lower()
    if given.has_letters_of(right):
        if ours == theirs:
            return ""
    elif _accented(ours) == _accented(theirs):
        return ""
    word = _word_with_other_accents(given, right)
    missing = _accented(theirs).total() - _accented(ours).total()
    if missing > 0:
        return f"{word} needs {'an accent' if missing == 1 else 'accents'}"
    has_none = not _accented(_marked_letters(word.lower())).total()
    return f"{word} has no accent" if has_none else f"mind the accents: {word}"


def _with_bare_capitals(said: str, right: str) -> str:
    """Return a text with the accents left out that its author left out on capitals: *Etat*."""
    if len(said) != len(right):
        return said
    pairs = zip(said, right, strict=True)
    return "".join(
        own if own.isupper() and own.isascii() and _bare_vowel(each) == own.lower() else each
        for each, own in pairs
    )


def _bare_vowel(letter: str) -> str:
    """Return a letter without an acute, a grave, a circumflex or a cedilla, in lower case."""
    marked = unicodedata.normalize("NFD", letter.lower())
    return marked[:1] if marked[1:] in _LEFT_OUT_ON_CAPITALS else ""


def _marked_letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum() or _MARKS.match(each))


def _accented(letters: str) -> Counter[str]:
    return Counter(each for each in letters if without_accents(each) != each)


def _word_with_other_accents(given: _Written, right: _Written) -> str:
    """Return the word whose accents differ, or the whole text."""
    ours, theirs = (each.text.split() for each in (given, right))
    pairs = zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ()
    found = (own for said, own in pairs if said.lower() != own.lower())
    return next(found, right.text)


def _articles_fault(given: _Written, right: _Written) -> str:
    if given.article == right.article and given.others == right.others:
        return ""
    if right.article and not given.article:
        return f"{right.text} needs its article"
    if given.article and right.article:
        return f"the article is “{right.article}”"
    return f"{right.text} has no article here" if given.article else f"it is “{right.text}”"


def _case(given: _Written, right: _Written) -> str:
    same = given.has_letters_of(right)
    keep: Callable[[str], bool] = str.isalnum if same else str.isupper
    ours, theirs = ([*filter(keep, each.bare)] for each in (given, right))
    return "" if ours == theirs else f"mind the capitals: {right.text}"


def _spelling(given: _Written, right: _Written) -> str:
    """Compare the words. A name may be cut short, and words around it have been allowed."""
    missing, extra = set(right.words) - set(given.words), set(given.words) - set(right.words)
    is_same = given.has_letters_of(right) or not missing or not extra
    return "" if is_same else f"it is spelt “{right.text}”"


def _punctuation(given: _Written, right: _Written) -> str:
    if given.has_letters_of(right):
        ours, theirs = given.bare.lower(), right.bare.lower()
    else:
        ours, theirs = _signs(given.text), _signs(right.text)
    return "" if ours == theirs else f"mind the punctuation: {right.text}"


def _signs(text: str) -> str:
    return "".join(each for each in text if not each.isalnum() and not each.isspace())


def _order(given: _Written, right: _Written) -> str:
    ours = [word for word in given.words if word in right.words]
    theirs = [word for word in right.words if word in given.words]
    return "" if ours == theirs else f"mind the order of the words: {right.text}"


_FAULTS: dict[str, Callable[[_Written, _Written], str]] = {
    "accents": _accents,
    "articles": _articles_fault,
    "case": _case,
    "spelling": _spelling,
    "punctuation": _punctuation,
    "order": _order,
}

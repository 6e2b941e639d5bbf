"""Articles, and words in front of an answer that change nothing about it."""

from functools import lru_cache

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.grading.languages.names import code_of

ARTICLES = {
    "en": "a an the",
    "fr": "le la les l' un une des du",
    "de": "der die das den dem des ein eine einen einem einer eines",
    "es": "el la los las lo un una unos unas",
    "it": "il lo la i gli le l' un uno una un'",
    "pt": "o a os as um uma uns umas",
    "nl": "de het een 't",
    "ca": "el la els les l' un una uns unes",
    "el": "ο η το οι τα ένας μία μια ένα",
    "sv": "en ett den det de",
    "da": "en et den det de",
    "no": "en ei et den det de",
    "hu": "a az egy",
    "ro": "un o niște",
    "ar": "ال-",
    "eo": "la",
}
"""Articles by the codes of languages. One that ends in ' or - is joined to the word behind it."""
_COUNTERPARTS = {
    "fr": ("le l' / un", "la l' / une", "les / des"),
    "es": ("el / un", "la / una", "los / unos", "las / unas"),
    "it": ("il lo l' / un uno", "la l' / una un'"),
    "pt": ("o / um", "a / uma", "os / uns", "as / umas"),
    "ca": ("el l' / un", "la l' / una", "els / uns", "les / unes"),
}
"""Definite and indefinite articles of one gender and number, where both show them."""
_ALL = frozenset(each for articles in ARTICLES.values() for each in articles.split())
_SHORTEST_STEM = 3

Articles = tuple[str, ...]


@lru_cache(maxsize=64)
def articles_of(tag: str, more: Articles = ()) -> Articles:
    """Return the articles of a language, and more that a deck names, the longest first."""
    own = ARTICLES.get(code_of(tag), "").split()
    folded = {plain(each).casefold() for each in (*own, *more)} - {""}
    return tuple(sorted(folded, key=lambda each: (-len(each), each)))


def split_article(text: str, articles: Articles) -> tuple[str, str]:
    """Split a text into its article, in lower case, and the rest; no article, an empty text.

    A word that is only an article is no article.
    """
    said = plain(text)
    lower = said.lower()
    for article in articles:
        joined = article[-1] in "'-"
        stem = article.removesuffix("-")
        if not lower.startswith(stem):
            continue
        rest = said[len(stem) :]
        if article.endswith("-") and len(rest) < _SHORTEST_STEM:
            continue
        if rest.strip() and (joined or rest.startswith(" ")) and len(lower) == len(said):
            return article, rest.strip()
    return "", said


@lru_cache(maxsize=16)
def _counterparts(code: str) -> frozenset[tuple[str, str]]:
    sides = [pair.split(" / ") for pair in _COUNTERPARTS.get(code, ())]
    pairs = [(a, b) for definite, other in sides for a in definite.split() for b in other.split()]
    # *L'* does not tell which of *un* and *une* is right.
    return frozenset([*pairs, *((b, a) for a, b in pairs if a != "l'")])


def may_replace(article: str, right: str, tag: str) -> bool:
    """Check whether one of two articles is definite, and both have one gender and number."""
    return (article, right) in _counterparts(code_of(tag))


def has_article(text: str) -> bool:
    """Check whether a word of a text is an article of any language here."""
    return not _ALL.isdisjoint(plain(text).lower().split())

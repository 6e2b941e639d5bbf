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

"""Small words around an answer in other languages than English: *c'est Paris*, *à Paris*."""

from collections.abc import Mapping

from msgspec import Struct

from coalition_quiz.core.grading.languages.names import code_of


class Phrases(Struct, frozen=True):
    """The small words of a language, all folded.

    Attributes:
        leads: what may be said in front of any answer.
        places: prepositions that may be in front of a place.
        asking: words that ask which thing is meant; the noun behind them may be repeated.
        where: words that ask for a place.
    """

    leads: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()


def _of(leads: str, places: str, asking: str, where: str) -> Phrases:
    split = (frozenset(each.split()) for each in (places, asking, where))
    return Phrases(tuple(leads.split("/")), *split)


PHRASES: Mapping[str, Phrases] = {
    "fr": _of(
        "c est/c etait/ce sont/il s agit de/je crois/je pense/la reponse est",
        "a en au aux dans sur",
        "quel quelle quels quelles",
        "ou",
    ),
    "de": _of(
        "es ist/das ist/es war/das war/es sind/das sind/ich glaube/die antwort ist",
        "in im an am auf bei nach",
        "welcher welche welches welchem welchen",
        "wo wohin",
    ),
    "es": _of(
        "es/son/fue/era/es el/creo que es/la respuesta es", "en a al", "que cual cuales", "donde"
    ),
    "it": _of(
        "e/sono/era/credo/penso/la risposta e",
        "a in ad al nel nella nello sul sulla",
        "quale quali che qual",
        "dove dov",
    ),
    "pt": _of(
        "e/sao/foi/era/acho que e/a resposta e", "em no na nos nas a ao", "qual quais que", "onde"
    ),
    "nl": _of(
        "het is/dat is/het was/het zijn/ik denk/het antwoord is",
        "in op te aan bij naar",
        "welk welke",
        "waar",
    ),
    "ru": _of("это/я думаю", "в во на", "какой какая какое какие каком какую", "где"),
    "he": _of("זה/זאת/זו/התשובה היא", "", "איזה איזו אילו", "איפה היכן"),
    "ar": _of("هو/هي/هذا/هذه", "في", "اي ايه", "اين"),
    "ja": _of("", "", "", ""),
}
"""The small words by the codes of languages."""
_NO_PHRASES = Phrases()


def phrases_of(tag: str) -> Phrases:
    """Return the small words of a language; none for a language without a table."""
    return PHRASES.get(code_of(tag), _NO_PHRASES)

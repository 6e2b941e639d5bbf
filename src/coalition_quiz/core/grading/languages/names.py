"""Languages by their tags: `fr`, `fr-CA`, or their English names."""

from functools import lru_cache

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
"""The English names of languages, by the codes of ISO 639-1."""
_CODES = {name.casefold(): code for code, name in NAMES.items()} | {
    "iw": "he", "nb": "no", "nn": "no", "grc": "el", "eng": "en", "fra": "fr", "deu": "de",
    "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "heb": "he", "jpn": "ja", "ara": "ar",
}  # fmt: skip


@lru_cache(maxsize=64)
def code_of(tag: str) -> str:
    """Return the code of a language, such as ``fr`` for *fr-CA*; ``en`` for an empty tag."""
    first = tag.strip().replace("_", "-").partition("-")[0].casefold()
    return _CODES.get(first, first) or "en"


def is_english(tag: str) -> bool:
    """Check whether a tag names English."""
    return tag == "en" or code_of(tag) == "en"


def name_of(tag: str) -> str:
    """Return the English name of a language; empty for an unknown one."""
    return NAMES.get(code_of(tag), "")

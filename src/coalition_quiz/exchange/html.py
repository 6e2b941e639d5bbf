"""HTML as other programs store it, turned into plain text."""

import re
from html import escape, unescape
from html.parser import HTMLParser

from msgspec import Struct

from coalition_quiz.exchange.text import clean

_BLOCKS = frozenset(
    {"br", "div", "p", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "pre"}
)
_HIDDEN = frozenset({"script", "style", "head", "title", "template"})
_MARKUP = re.compile(r"[<&]")
_SOUND = re.compile(r"\[sound:[^\]\n]{0,500}\]|\[anki:(?:play|tts)[^\]\n]{0,500}\]")
# An open comment hides the rest. Without this, each of many is searched to the end of the text.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARATION = re.compile("<[!?][^>]*>")
_SUPERSCRIPT = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_SMALL = {"sup": _SUPERSCRIPT, "sub": _SUBSCRIPT}


class Rendered(Struct, frozen=True):
    """HTML as text, with what text cannot hold."""

    text: str
    pictures: tuple[str, ...] = ()
    has_sound: bool = False
    has_table: bool = False


def render(html: str) -> Rendered:
    """Turn HTML into text. Never fails: what is no tag is text."""
    bare = _SOUND.sub(" ", html)
    has_sound = bare != html or "<audio" in html or "<video" in html
    if not _MARKUP.search(bare):
        return Rendered(_tidy(bare), has_sound=has_sound)
    parser = _Parser()
    parser.feed(_closed(bare))
    parser.close()
    return Rendered(
        _tidy("".join(parser.texts)), tuple(parser.pictures), has_sound, parser.has_table
    )


def without_comments(html: str) -> str:
    """Return HTML without its comments."""
    return _COMMENT.sub("", html)


def text_of(html: str) -> str:
    """Return the text of HTML alone."""
    return render(html).text


def as_html(text: str) -> str:
    """Write a plain text as HTML."""
    return escape(text, quote=False).replace("\n", "<br>")


def _closed(html: str) -> str:
    """Return HTML without comments and declarations, and with an end for each tag.

    The parser takes quadratic time for those that do not end, and stops at unknown declarations.
    """
    tags, end, text = without_comments(html).rpartition(">")
    return _DECLARATION.sub("", tags + end) + text.replace("<", "&lt;")


def _tidy(text: str) -> str:
    text = text.replace("\u00a0", " ")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return clean(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


class _Parser(HTMLParser):
    """Gathers texts and pictures. It keeps no tree, so nothing grows with the depth."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.pictures: list[str] = []
        self.has_table = False
        self._hidden = ""
        self._small = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break a line, note a picture."""
        if self._hidden:
            return
        if tag in _HIDDEN:
            self._hidden = tag
        elif tag == "img":
            self._picture(dict(attrs))
        elif tag in _BLOCKS:
            self._break(tag)
            self.has_table |= tag == "table"
        elif tag in {"td", "th"}:
            self.texts.append("\u2003" if self.texts and self.texts[-1] != "\n" else "")
        elif tag in _SMALL:
            self._small = tag

    def handle_endtag(self, tag: str) -> None:
        """Break a line, show text again."""
        if tag == self._hidden:
            self._hidden = ""
        elif tag in _BLOCKS and tag != "br":
            self._break(tag)
        elif tag == self._small:
            self._small = ""

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self._hidden:
            small = data.translate(_SMALL[self._small]) if self._small else data
            self.texts.append(small.replace("\n", " "))

    def _break(self, tag: str) -> None:
        if tag == "br" or (self.texts and self.texts[-1] != "\n"):
            self.texts.append("\n")
        if tag == "li":
            self.texts.append("– ")

    def _picture(self, attributes: dict[str, str | None]) -> None:
        if source := attributes.get("src"):
            self.pictures.append(unescape(source))
        if alternative := attributes.get("alt"):
            self.texts.append(f" {alternative} ")

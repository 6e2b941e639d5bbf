"""XML from anywhere, read without entities, without the network and with limits."""

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from coalition_quiz.exchange.model import ExchangeError
from coalition_quiz.exchange.text import LARGEST, decode

DEEPEST = 100
MOST_ELEMENTS = 2_000_000
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_xml(data: bytes) -> tuple[Element, tuple[str, ...]]:
    """Parse XML, and drop the namespaces of its names.

    Returns:
        The root, and a sentence if the encoding had to be guessed.

    Raises:
        ExchangeError: if it is not well-formed, has entities of its own, or is too deep or large.
    """
    if len(data) > LARGEST:
        limit = LARGEST // (1024 * 1024)
        raise ExchangeError(f"The file is larger than {limit} MB. Split it and import the parts.")
    try:
        return _parsed(data), ()
    except ParseError as error:
        # Files often claim to be UTF-8 and are not.
        text, notes = decode(data)
        if not notes:
            raise ExchangeError(f"The XML is damaged: {error}.") from error
    try:
        return _parsed(_DECLARATION.sub("", text).encode()), notes
    except ParseError as error:
        raise ExchangeError(f"The XML is damaged: {error}.") from error


def child_text(element: Element, path: str) -> str:
    """Return the text of the first element at a path; empty if there is none."""
    found = element.find(path)
    return (found.text or "").strip() if found is not None else ""


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element with a text to another."""
    element = SubElement(parent, tag, attributes)
    element.text = _REFUSED.sub("", text) or None
    return element


def written(root: Element) -> bytes:
    """Write a document."""
    data: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + data


def _parsed(data: bytes) -> Element:
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - only XML needs it
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 - likewise

    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end")):
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > DEEPEST or count > MOST_ELEMENTS:
                raise ExchangeError("The XML is nested too deeply, or has too many elements.")
            if event == "start":
                root = element if root is None else root
                element.tag = element.tag.rpartition("}")[2]
    except DefusedXmlException as error:
        raise ExchangeError("The XML defines entities of its own, which are refused.") from error
    except (ValueError, LookupError) as error:  # an unknown encoding
        raise ExchangeError(f"The XML cannot be read: {error}.") from error
    assert root is not None
    return root


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements with one of these names, in the order of the document."""
    return (each for each in root.iter() if each.tag in tags)

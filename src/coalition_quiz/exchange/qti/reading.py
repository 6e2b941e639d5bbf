"""Read QTI: packages, or single XML files. This module reads the questions of QTI 1.2."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from xml.etree.ElementTree import Element

from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.kinds.shared import parse_number
from coalition_quiz.exchange.archive import names_in, open_archive, read_member
from coalition_quiz.exchange.html import Rendered, render
from coalition_quiz.exchange.model import (
    ExchangeError,
    Imported,
    ImportedCard,
    ImportOptions,
    Loss,
    short,
)
from coalition_quiz.exchange.qti.canvas import GENERAL, IDENTIFIER, TAGS
from coalition_quiz.exchange.qti.items_reading import read_items
from coalition_quiz.exchange.school import match_or_order
from coalition_quiz.exchange.text import LARGEST, clean, sample
from coalition_quiz.exchange.xml import child_text, elements, parse_xml

_LEFT_OUT = True
_TRUE_FALSE = {"true": True, "false": False}
_MANIFEST = "imsmanifest.xml"
_MOST_FILES = 5_000


def is_qti(data: bytes) -> bool:
    """Recognise QTI: a package, or an XML file."""
    if data.startswith(b"PK"):
        return _MANIFEST in names_in(data)
    text = sample(data)
    return "<questestinterop" in text or "<assessmentItem" in text


def is_items(data: bytes) -> bool:
    """Recognise QTI 2: a package of items, or a single one."""
    if _MANIFEST not in names_in(data):
        return "<assessmentItem" in sample(data)
    try:
        return b"imsqti_item" in read_member(open_archive(data), _MANIFEST, LARGEST)
    except ExchangeError:
        return False


def read_qti(data: bytes, options: ImportOptions) -> Imported:
    """Read the items of a package or a file.

    Raises:
        ExchangeError: if it is damaged.
    """
    losses: list[Loss] = []
    cards: list[ImportedCard] = []
    notes: list[str] = []
    title = ""
    documents = list(_documents(data, notes))
    if any(root.tag == "assessmentItem" for root in documents):
        return read_items(documents, notes, options)
    for root in documents:
        assessment = next(elements(root, "assessment"), None)
        title = title or clean(assessment.get("title", "") if assessment is not None else "")
        for item in elements(root, "item"):
            cards += _Item(item, losses).card()
            options.check(len(cards))
    return Imported("qti", cards, losses, title=title, notes=tuple(dict.fromkeys(notes)))


def _documents(data: bytes, notes: list[str]) -> Iterator[Element]:
    """Yield the documents of a package, or the one of a file."""
    if not data.startswith(b"PK"):
        root, found = parse_xml(data)
        notes += found
        yield root
        return
    archive = open_archive(data)
    names = [name for name in archive.namelist() if name.casefold().endswith(".xml")]
    if len(names) > _MOST_FILES:
        raise ExchangeError("The package has too many files. Export a smaller part of it.")
    size = 0
    for name in names:
        content = read_member(archive, name, LARGEST)
        size += len(content)
        if size > LARGEST:
            raise ExchangeError("The package unpacks to too much data. Export a part of it.")
        root, found = parse_xml(content)
        notes += found
        yield root


class _Item:
    """Reads one item."""

    def __init__(self, item: Element, losses: list[Loss]) -> None:
        self._item = item
        self._losses = losses
        self._fields = {
            child_text(each, "fieldlabel"): child_text(each, "fieldentry")
            for each in elements(item, "qtimetadatafield")
        }
        presentation = item.find("presentation")
        self._presentation = Element("presentation") if presentation is None else presentation
        self._prompt = render(_html(_own_material(self._presentation)))
        self._name = short(item.get("title", "") or self._prompt.text) or item.get("ident", "")
        self._feedback = {
            each.get("ident", ""): render(_html(each)).text
            for each in elements(item, "itemfeedback")
        }

    def card(self) -> Iterator[ImportedCard]:
        """Yield the card; nothing if a deck cannot hold the item."""
        body = self._body()
        if body is None:
            return
        why = self._feedback.get(GENERAL, "") if not isinstance(body, Flip) else ""
        tags = tuple(clean(tag) for tag in self._fields.get(TAGS, "").split("\n") if tag.strip())
        key = self._fields.get(IDENTIFIER, "")
        card = Card(key, body, 0, why=why, tags=tags)
        ident = key or self._item.get("ident", "")
        yield ImportedCard(card, clean(ident), (), self._prompt.pictures)

    def _body(self) -> Body | None:
        choices = list(elements(self._presentation, "response_lid"))
        fields = list(elements(self._presentation, "response_str", "response_num"))
        if not self._prompt.text:
            return self._leave_out("has no question")
        if len(choices) == 1 and not fields and not self._is("fill_in", "matching", "dropdown"):
            return self._choice(choices[0])
        if choices and self._is("fill_in", "dropdown"):
            return self._gaps(choices)
        if choices:
            return self._pairs(choices)
        if len(fields) == 1:
            return self._field(fields[0])
        return self._leave_out("is of a type that a deck cannot hold")

    def _choice(self, response: Element) -> Body | None:
        labels = _labels(response)
        name = response.get("ident", "")
        right = self._right(name)
        texts = list(dict.fromkeys(labels[ident] for ident in labels if ident in right))
        many = response.get("rcardinality", "Single").casefold() == "multiple"
        others = {text: ident for ident, text in labels.items() if text and text not in texts}
        folded = {text.casefold() for text in labels.values()}
        if folded == _TRUE_FALSE.keys() and len(texts) == 1 and not many:
            return TrueFalse(self._prompt.text, _TRUE_FALSE[texts[0].casefold()])
        if not texts or not others:
            return self._leave_out("has no right or no wrong option")
        if len(texts) > 1 and not many:
            self._losses.append(Loss("partial credit is left out", self._name))
            texts = texts[:1]
        said = self._said_after(name)
        wrong = tuple(Wrong(text, said.get(ident, "")) for text, ident in others.items())
        return Choice(self._prompt.text, tuple(texts), many, wrong)

    def _pairs(self, responses: list[Element]) -> Body | None:
        pairs: dict[str, str] = {}
        for each in responses:
            left = render(_html(_own_material(each))).text
            right = self._right(each.get("ident", ""))
            texts = [text for ident, text in _labels(each).items() if ident in right]
            if not left or len(texts) != 1:
                return self._leave_out("a pair has no right side")
            pairs[left] = texts[0]
        if len(pairs) < 2 or len(set(pairs.values())) < len(pairs):  # noqa: PLR2004 - two pairs
            return self._leave_out("has too few pairs, or equal ones")
        return match_or_order(self._prompt.text, tuple(pairs.items()))

    def _gaps(self, responses: list[Element]) -> Body | None:
        """Read a text with ``[names]`` of gaps."""
        parts: list[str | Gap] = [self._prompt.text]
        for each in responses:
            name = each.get("ident", "").removeprefix("response_")
            right = self._right(each.get("ident", ""))
            texts = [text for ident, text in _labels(each).items() if ident in right and text]
            if not texts:
                return self._leave_out("has a gap without a right answer")
            gap = Gap(Entry(texts[0], tuple(dict.fromkeys(texts[1:]))))
            parts = list(_with_gap(parts, f"[{name}]", gap))
        if sum(isinstance(each, Gap) for each in parts) != len(responses):
            return self._leave_out("the text does not show where its gaps are")
        return Cloze(tuple(parts))

    def _field(self, response: Element) -> Body | None:
        name = response.get("ident", "")
        fib = next(elements(response, "render_fib"), None)
        kind = fib.get("fibtype", "") if fib is not None else ""
        if kind in {"Decimal", "Integer"} or self._is("numerical"):
            return self._number(name)
        texts = list(dict.fromkeys(filter(None, map(clean, self._right(name)))))
        if texts:
            return Typed(self._prompt.text, Entry(texts[0], tuple(texts[1:])))
        back = self._feedback.get(GENERAL, "")
        return Flip(self._prompt.text, back) if back else self._leave_out("has no answer")

    def _number(self, name: str) -> Body | None:
        """Read the first number that gives full marks, with its bounds."""
        full = [each for each in elements(self._item, "respcondition") if _score(each) > 0]
        if len(full) > 1:
            reason = "further answers with other tolerances are left out"
            self._losses.append(Loss(reason, self._name))
        if not full:
            return self._leave_out("its answer is not a number")
        bounds = _numbers(full[0], name, "vargte", "vargt", "varlte", "varlt")
        found = _numbers(full[0], name, "varequal")
        if not found and len(bounds) > 1:
            found = [(min(bounds) + max(bounds)) / 2]
        if not found:
            return self._leave_out("its answer is not a number")
        off = max((abs(each - found[0]) for each in bounds), default=Decimal(0))
        within = Tolerance(off) if off else None
        return Number(self._prompt.text, found[0], f"{found[0]:f}", within)

    def _right(self, name: str) -> dict[str, None]:
        """Return the values of a response that give marks, in their order."""
        found: dict[str, None] = {}
        for condition in elements(self._item, "respcondition"):
            if _score(condition) > 0:
                refused = {id(e) for each in elements(condition, "not") for e in each.iter()}
                for each in elements(condition, "varequal"):
                    if id(each) not in refused and each.get("respident", name) == name:
                        found[(each.text or "").strip()] = None
        return found

    def _said_after(self, name: str) -> dict[str, str]:
        """Map options to the feedback that is shown after them."""
        said: dict[str, str] = {}
        for condition in elements(self._item, "respcondition"):
            shown = condition.find("displayfeedback")
            equal = condition.find("conditionvar/varequal")
            if shown is not None and equal is not None and equal.get("respident", name) == name:
                text = self._feedback.get(shown.get("linkrefid", ""), "")
                said.setdefault((equal.text or "").strip(), text)
        return said

    def _is(self, *kinds: str) -> bool:
        return any(each in self._fields.get("question_type", "") for each in kinds)

    def _leave_out(self, reason: str) -> Body | None:
        """Note that the item is left out, and return no body."""
        self._losses.append(Loss(reason, self._name, _LEFT_OUT))
        return None


def _score(condition: Element) -> Decimal:
    """Return the marks that a condition gives."""
    return parse_number(child_text(condition, "setvar") or "0") or Decimal(0)


def _numbers(condition: Element, name: str, *tags: str) -> list[Decimal]:
    """Return the numbers that a response is compared with."""
    own = (each for each in elements(condition, *tags) if each.get("respident") == name)
    return [number for each in own if (number := parse_number(each.text or "")) is not None]


def _own_material(parent: Element) -> Element:
    """Return the material of an element without that of its responses."""
    own = Element("own")
    stack = list(parent)
    for each in stack:
        if each.tag == "material":
            own.append(each)
        elif each.tag in {"flow", "flow_mat"}:
            stack += list(each)
    return own


def _html(parent: Element) -> str:
    """Return the texts of an element as HTML, also those that are written as elements."""
    pieces: list[str] = []
    for each in elements(parent, "mattext"):
        text = "".join(each.itertext())
        is_plain = each.get("texttype", "text/plain") == "text/plain" and "<" not in text
        pieces.append(text.replace("&", "&amp;") if is_plain else text)
    pictures = (f'<img src="{each.get("uri", "")}">' for each in elements(parent, "matimage"))
    return "<br>".join([*pieces, *pictures])


def _labels(response: Element) -> Mapping[str, str]:
    labels = elements(response, "response_label")
    rendered: list[tuple[str, Rendered]] = [(e.get("ident", ""), render(_html(e))) for e in labels]
    return {ident: shown.text for ident, shown in rendered}


def _with_gap(parts: list[str | Gap], mark: str, gap: Gap) -> Iterator[str | Gap]:
    """Put a gap where its mark is."""
    for part in parts:
        if isinstance(part, str) and mark in part:
            before, _, after = part.partition(mark)
            yield from filter(None, (before, gap, after))
        else:
            yield part

"""Read QTI 2.1 and 2.2: the items of a package, or a single one."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from xml.etree.ElementTree import Element

from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.kinds.shared import parse_number
from coalition_quiz.exchange.html import render
from coalition_quiz.exchange.model import Imported, ImportedCard, ImportOptions, Loss, short
from coalition_quiz.exchange.text import clean
from coalition_quiz.exchange.xml import elements

_LEFT_OUT = True
_TRUE_FALSE = {"true": True, "false": False}
_MARK = "\ue140"
_ASKED = (
    *("choiceInteraction", "orderInteraction", "matchInteraction", "textEntryInteraction"),
    *("extendedTextInteraction", "inlineChoiceInteraction"),
)
_HIDDEN = frozenset({"feedbackInline", "feedbackBlock", "rubricBlock", *_ASKED})


def read_items(
    documents: Sequence[Element], notes: Sequence[str], options: ImportOptions
) -> Imported:
    """Read the items among some documents."""
    losses: list[Loss] = []
    cards: list[ImportedCard] = []
    tags = _tags(documents)
    for root in documents:
        if root.tag == "assessmentItem":
            cards += _Item(root, losses).card(tags)
            options.check(len(cards))
    return Imported("qti21", cards, losses, notes=tuple(dict.fromkeys(notes)))


def _tags(documents: Sequence[Element]) -> Mapping[str, tuple[str, ...]]:
    """Return the keywords of each item in a manifest, by the end of its identifier."""
    found: dict[str, tuple[str, ...]] = {}
    for root in documents:
        for resource in elements(root, "resource") if root.tag == "manifest" else ():
            words = (clean("".join(each.itertext())) for each in elements(resource, "keyword"))
            name = resource.get("href", "").rpartition("/")[2].removesuffix(".xml")
            found[name] = tuple(dict.fromkeys(filter(None, words)))
    return found


class _Item:
    """Reads one item."""

    def __init__(self, item: Element, losses: list[Loss]) -> None:
        self._item = item
        self._losses = losses
        body = item.find("itemBody")
        self._body = Element("itemBody") if body is None else body
        self._asked = list(elements(self._body, *_ASKED))
        prompts = "<br>".join(_html(each) for each in elements(self._body, "prompt"))
        around = _html(self._body)
        shown = render("<br>".join(filter(None, (around, prompts))).replace(_MARK, " "))
        self._prompt, self._pictures = shown.text, shown.pictures
        self._name = short(item.get("title", "") or self._prompt)
        modal = (render(_html(each)).text for each in elements(item, "modalFeedback"))
        self._why = "\n".join(dict.fromkeys(filter(None, modal)))

    def card(self, tags: Mapping[str, tuple[str, ...]]) -> Iterator[ImportedCard]:
        """Yield the card; nothing if a deck cannot hold the item."""
        made = self._made()
        if made is None:
            return
        ident = self._item.get("identifier", "")
        key = self._item.get("label", "") or ident
        why = "" if isinstance(made, Flip) else self._why
        card = Card(key, made, 0, why=why, tags=tags.get(ident, ()))
        yield ImportedCard(card, clean(key), (), self._pictures)

    def _made(self) -> Body | None:
        kinds = {each.tag for each in self._asked}
        if not self._prompt:
            return self._leave_out("has no question")
        if kinds <= {"textEntryInteraction", "inlineChoiceInteraction"} and kinds:
            return self._typed()
        if len(self._asked) != 1:
            return self._leave_out("is of a type that a deck cannot hold")
        (asked,) = self._asked
        match asked.tag:
            case "choiceInteraction":
                return self._choice(asked)
            case "orderInteraction":
                return self._order(asked)
            case "matchInteraction":
                return self._pairs(asked)
        return Flip(self._prompt, self._why) if self._why else self._leave_out("has no answer")

    def _choice(self, asked: Element) -> Body | None:
        labels = _labels(asked, "simpleChoice")
        right = self._right(asked)
        texts = [text for ident, text in labels.items() if ident in right and text]
        many = asked.get("maxChoices", "1") != "1"
        if {text.casefold() for text in labels.values()} == _TRUE_FALSE.keys() and len(texts) == 1:
            return TrueFalse(self._prompt, _TRUE_FALSE[texts[0].casefold()])
        wrong = {
            text: "\n".join(render(_html(each)).text for each in elements(option, "feedbackInline"))
            for option in elements(asked, "simpleChoice")
            if (text := labels[option.get("identifier", "")]) and text not in texts
        }
        if not texts or not wrong or (len(texts) > 1 and not many):
            return self._leave_out("has no right or no wrong option")
        found = tuple(Wrong(*each) for each in wrong.items())
        return Choice(self._prompt, tuple(dict.fromkeys(texts)), many, found)

    def _order(self, asked: Element) -> Body | None:
        labels = _labels(asked, "simpleChoice")
        rows = [labels[ident] for ident in self._right(asked) if labels.get(ident)]
        if len(set(rows)) < 2 or len(set(rows)) < len(rows):  # noqa: PLR2004 - two rows
            return self._leave_out("has too few rows, or equal ones")
        return Order(self._prompt, tuple(rows))

    def _pairs(self, asked: Element) -> Body | None:
        labels = _labels(asked, "simpleAssociableChoice")
        found = [each.split() for each in self._right(asked)]
        pairs = [(labels.get(each[0], ""), labels.get(each[-1], "")) for each in found if each]
        order = list(labels.values())
        pairs.sort(key=lambda pair: order.index(pair[0]) if pair[0] in order else 0)
        sides = dict(pairs)
        is_whole = all(left and right for left, right in pairs)
        if not is_whole or len(sides) < 2 or len(set(sides.values())) < len(pairs):  # noqa: PLR2004 - two pairs
            return self._leave_out("has too few pairs, or equal ones")
        return Match(self._prompt, tuple(pairs))

    def _typed(self) -> Body | None:
        """Read fields in a text: a question with one at its end, or a text with gaps."""
        text = render(_html(self._body)).text
        answers = [self._spellings(each) for each in self._asked]
        if not all(answers):
            return self._leave_out("has a gap without a right answer")
        pieces = text.split(_MARK)
        if len(pieces) == 2 and not pieces[1].strip():  # noqa: PLR2004 - one field, at the end
            return self._single(clean(pieces[0]), answers[0])
        parts: list[str | Gap] = []
        for number, piece in enumerate(pieces):
            parts += [piece] if piece else []
            if number < len(answers):
                first, *others = answers[number]
                parts.append(Gap(Entry(first, tuple(others))))
        return Cloze(tuple(parts))

    def _single(self, prompt: str, texts: Sequence[str]) -> Body:
        declaration = self._declaration(self._asked[0])
        kind = declaration.get("baseType", "") if declaration is not None else ""
        answer = parse_number(texts[0]) if kind in {"float", "integer"} else None
        if answer is None:
            return Typed(prompt, Entry(texts[0], tuple(texts[1:])))
        equal = next(elements(self._item, "equal"), None)
        bounds = (equal.get("tolerance", "") if equal is not None else "").split()
        off = parse_number(bounds[0]) if bounds else None
        return Number(prompt, answer, texts[0], Tolerance(abs(off)) if off else None)

    def _spellings(self, asked: Element) -> list[str]:
        labels = _labels(asked, "inlineChoice")
        found = self._right(asked)
        return list(dict.fromkeys(clean(labels.get(each, each)) for each in found if each.strip()))

    def _right(self, asked: Element) -> list[str]:
        """Return the right values of a response, and others with marks."""
        declaration = self._declaration(asked)
        if declaration is None:
            return []
        correct = declaration.iterfind("correctResponse/value")
        values = ["".join(each.itertext()).strip() for each in correct]
        if not values or declaration.get("baseType") == "string":
            values += [
                each.get("mapKey", "")
                for each in declaration.iterfind("mapping/mapEntry")
                if (parse_number(each.get("mappedValue", "0")) or Decimal(0)) > 0
            ]
        return list(dict.fromkeys(values))

    def _declaration(self, asked: Element) -> Element | None:
        name = asked.get("responseIdentifier", "")
        found = elements(self._item, "responseDeclaration")
        return next((each for each in found if each.get("identifier") == name), None)

    def _leave_out(self, reason: str) -> Body | None:
        """Note that the item is left out, and return no body."""
        self._losses.append(Loss(reason, self._name, _LEFT_OUT))
        return None


def _labels(asked: Element, tag: str) -> dict[str, str]:
    return {each.get("identifier", ""): render(_html(each)).text for each in elements(asked, tag)}


def _html(element: Element) -> str:
    """Write the content of an element as HTML, with a mark for each field in it.

    The depth of a document is limited, so this may call itself.
    """
    pieces = [escape(element.text or "", quote=False)]
    for each in element:
        if each.tag in _HIDDEN:
            pieces.append(_MARK if each.tag in _ASKED else "")
        elif each.tag in {"br", "img"}:
            source = escape(each.get("src", ""))
            pieces.append("<br>" if each.tag == "br" else f'<img src="{source}">')
        else:
            pieces.append(f"<{each.tag}>{_html(each)}</{each.tag}>")
        pieces.append(escape(each.tail or "", quote=False))
    return "".join(pieces)

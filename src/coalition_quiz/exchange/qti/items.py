"""Write QTI 2.1. The order of elements is that of the official XSD."""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.exchange.archive import write_archive
from coalition_quiz.exchange.model import Exported, ExportOptions, Loss, short
from coalition_quiz.exchange.qti.canvas import identifier
from coalition_quiz.exchange.school import (
    feedback_of,
    mixed,
    notes_lost,
    school_card,
    spellings_of,
    tolerance_text,
)
from coalition_quiz.exchange.xml import add, written

_SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
_METADATA = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_UNGRADED = "becomes an essay that a teacher marks"
GENERAL = "GENERAL"


def write_items(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write decks as a package with a file for each card."""
    del options
    losses: list[Loss] = []
    members: dict[str, bytes] = {}
    manifest = Element("manifest", xmlns=_MANIFEST, identifier="i_manifest")
    metadata = add(manifest, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    add(manifest, "organizations")
    resources = add(manifest, "resources")
    for deck in decks:
        for card in deck.cards:
            name = f"{identifier(deck.id)}/{identifier(card.id)}.xml"
            members[name] = _Item(school_card(card, deck), losses).document()
            _resource(resources, name, f"{deck.id}-{card.id}", card)
    return Exported(write_archive({"imsmanifest.xml": written(manifest)} | members), losses)


def _resource(resources: Element, name: str, key: str, card: Card) -> None:
    attributes = {"identifier": identifier(key), "type": "imsqti_item_xmlv2p1", "href": name}
    resource = add(resources, "resource", **attributes)
    if card.tags:
        general = add(add(add(resource, "metadata"), "lom", xmlns=_METADATA), "general")
        for tag in card.tags:
            add(add(general, "keyword"), "langstring", tag)
    add(resource, "file", href=name)


class _Item:
    """Writes one card as an item."""

    def __init__(self, card: Card, losses: list[Loss]) -> None:
        self._card = card
        losses += notes_lost(card)
        if reason := _LOST.get(card.kind):
            losses.append(Loss(reason, card.id))
        title = short(card.body.shown("…"), 80)
        fixed = {"adaptive": "false", "timeDependent": "false", "label": card.id}
        named = {"xmlns": _SPACE, "identifier": identifier(card.id), "title": title}
        self._root = Element("assessmentItem", named | fixed)
        self._body = Element("itemBody")
        self._rules = Element("responseProcessing")

    def document(self) -> bytes:
        """Write the item."""
        _WRITERS[self._card.kind](self)
        said = self._feedback()
        for name, kind, default in (("SCORE", "float", "0"), (GENERAL, "identifier", "")):
            outcome = {"identifier": name, "cardinality": "single", "baseType": kind}
            declaration = add(self._root, "outcomeDeclaration", **outcome)
            if default:
                add(add(declaration, "defaultValue"), "value", default)
        if isinstance(self._card.body, Choice):
            kind = "multiple" if self._card.body.many else "single"
            outcome = {"identifier": "CHOSEN", "cardinality": kind, "baseType": "identifier"}
            add(self._root, "outcomeDeclaration", **outcome)
            chosen = add(self._rules, "setOutcomeValue", identifier="CHOSEN")
            add(chosen, "variable", identifier="RESPONSE")
        if said:
            shown = add(self._rules, "setOutcomeValue", identifier=GENERAL)
            add(shown, "baseValue", "general", baseType="identifier")
        self._root.append(self._body)
        if len(self._rules):
            self._root.append(self._rules)
        if said:
            when = {"outcomeIdentifier": GENERAL, "identifier": "general", "showHide": "show"}
            _text(add(add(self._root, "modalFeedback", **when), "p"), said)
        return written(self._root)

    def choice(self) -> None:
        """Write one right option or several."""
        body = self._card.body
        assert isinstance(body, Choice)
        options = (*((text, "") for text in body.answers), *((e.text, e.why) for e in body.wrong))
        named = [(text, why, f"c{number}") for number, (text, why) in enumerate(options, 1)]
        right = [ident for text, _, ident in named if text in body.answers]
        self._declare("RESPONSE", "multiple" if body.many else "single", "identifier", right)
        most = "0" if body.many else "1"
        given = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxChoices": most}
        choices = add(self._body, "choiceInteraction", **given)
        _text(add(choices, "prompt"), body.prompt)
        for text, why, ident in mixed(named, len(right)):
            option = add(choices, "simpleChoice", identifier=ident)
            _text(option, text)
            if why:
                shown = {"outcomeIdentifier": "CHOSEN", "identifier": ident, "showHide": "show"}
                _text(add(option, "feedbackInline", **shown), why)
        self._match_correct("RESPONSE")

    def truth(self) -> None:
        """Write the options True and False."""
        body = self._card.body
        assert isinstance(body, TrueFalse)
        self._declare("RESPONSE", "single", "identifier", [str(body.answer).lower()])
        given = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": "1"}
        choices = add(self._body, "choiceInteraction", **given)
        _text(add(choices, "prompt"), body.prompt)
        for text in ("True", "False"):
            add(choices, "simpleChoice", text, identifier=text.lower())
        self._match_correct("RESPONSE")

    def order(self) -> None:
        """Write rows to be put in order."""
        body = self._card.body
        assert isinstance(body, Order)
        idents = [f"r{number}" for number in range(1, len(body.answer) + 1)]
        self._declare("RESPONSE", "ordered", "identifier", idents)
        rows = add(self._body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
        _text(add(rows, "prompt"), body.prompt)
        pairs = list(zip(body.answer, idents, strict=True))
        for text, ident in mixed(pairs, len(pairs) // 2):
            _text(add(rows, "simpleChoice", identifier=ident), text)
        self._match_correct("RESPONSE")

    def pairs(self) -> None:
        """Write two sets to be matched."""
        body = self._card.body
        assert isinstance(body, Match)
        count = len(body.pairs)
        numbers = range(1, count + 1)
        self._declare("RESPONSE", "multiple", "directedPair", [f"l{n} r{n}" for n in numbers])
        most = str(count)
        given = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": most}
        match = add(self._body, "matchInteraction", **given)
        _text(add(match, "prompt"), body.prompt)
        for side, mark in enumerate("lr"):
            found = add(match, "simpleMatchSet")
            named = [(pair[side], f"{mark}{n}") for n, pair in enumerate(body.pairs, 1)]
            for text, ident in mixed(named, count // 2) if side else named:
                _text(add(found, "simpleAssociableChoice", identifier=ident, matchMax="1"), text)
        self._match_correct("RESPONSE")

    def text(self) -> None:
        """Write a field for a text, a date or a number."""
        body = self._card.body
        paragraph = add(self._body, "p")
        _text(paragraph, f"{body.prompt} ")
        add(paragraph, "textEntryInteraction", responseIdentifier="RESPONSE")
        if isinstance(body, Number):
            self._declare("RESPONSE", "single", "float", [f"{body.answer:f}"])
            self._equal(tolerance_text(body.within, body.answer))
        elif isinstance(body, Date):
            self._spelt("RESPONSE", spellings_of(body.answer))
        else:
            assert isinstance(body, Typed)
            self._spelt("RESPONSE", (body.answer.text, *body.answer.accept))

    def gaps(self) -> None:
        """Write a text with fields in it."""
        body = self._card.body
        assert isinstance(body, Cloze)
        paragraph = add(self._body, "p")
        number = 0
        for part in body.parts:
            if isinstance(part, str):
                _text(paragraph, part)
            else:
                number += 1
                name = f"RESPONSE{number}"
                add(paragraph, "textEntryInteraction", responseIdentifier=name)
                self._spelt(name, (part.entry.text, *part.entry.accept))

    def essay(self) -> None:
        """Write a field that a teacher marks."""
        self._declare("RESPONSE", "single", "string", [])
        essay = add(self._body, "extendedTextInteraction", responseIdentifier="RESPONSE")
        _text(add(essay, "prompt"), self._card.body.prompt)

    def _feedback(self) -> str:
        body = self._card.body
        back = "\n".join(body.answer_lines) if isinstance(body, Flip | List) else ""
        return "\n".join(filter(None, [back, feedback_of(self._card)]))

    def _declare(self, name: str, cardinality: str, kind: str, right: Sequence[str]) -> Element:
        given = {"identifier": name, "cardinality": cardinality, "baseType": kind}
        declaration = add(self._root, "responseDeclaration", **given)
        if right:
            correct = add(declaration, "correctResponse")
            for value in right:
                add(correct, "value", value)
        return declaration

    def _spelt(self, name: str, texts: Sequence[str]) -> None:
        """Declare spellings, each with full marks, and add the marks to the score."""
        declaration = self._declare(name, "single", "string", texts[:1])
        mapping = add(declaration, "mapping", defaultValue="0")
        for text in dict.fromkeys(texts):
            add(mapping, "mapEntry", mapKey=text, mappedValue="1", caseSensitive="false")
        total = add(add(self._rules, "setOutcomeValue", identifier="SCORE"), "sum")
        add(total, "variable", identifier="SCORE")
        add(total, "mapResponse", identifier=name)

    def _match_correct(self, name: str) -> None:
        match = Element("match")
        add(match, "variable", identifier=name)
        add(match, "correct", identifier=name)
        self._score_if(match)

    def _equal(self, within: str) -> None:
        bounds = {"toleranceMode": "absolute", "tolerance": f"{within} {within}"}
        equal = Element("equal", bounds)
        add(equal, "variable", identifier="RESPONSE")
        add(equal, "correct", identifier="RESPONSE")
        self._score_if(equal)

    def _score_if(self, condition: Element) -> None:
        when = add(add(self._rules, "responseCondition"), "responseIf")
        when.append(condition)
        score = add(when, "setOutcomeValue", identifier="SCORE")
        add(score, "baseValue", "1", baseType="float")


_LOST = {
    "front": _UNGRADED,
    "list": _UNGRADED,
    "typed": "accents and typos count",
    "date": "only some spellings of a date are accepted",
    "cloze": "all gaps are asked at once",
}
_WRITERS: dict[str, Callable[[_Item], None]] = {
    "front": _Item.essay,
    "choice": _Item.choice,
    "truth": _Item.truth,
    "typed": _Item.text,
    "number": _Item.text,
    "date": _Item.text,
    "order": _Item.order,
    "match": _Item.pairs,
    "list": _Item.essay,
    "cloze": _Item.gaps,
}


def _text(parent: Element, text: str) -> None:
    """Add a text of several lines to an element, after what it holds already."""
    for number, line in enumerate(text.split("\n")):
        if number:
            add(parent, "br")
        last = parent[-1] if len(parent) else None
        if last is None:
            parent.text = (parent.text or "") + line
        else:
            last.tail = (last.tail or "") + line

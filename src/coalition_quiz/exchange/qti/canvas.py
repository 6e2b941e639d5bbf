"""Write QTI 1.2 as Canvas reads it. The order of elements is that of the official DTD."""

import re
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import shuffled
from coalition_quiz.exchange.archive import write_archive
from coalition_quiz.exchange.html import as_html
from coalition_quiz.exchange.model import Exported, ExportOptions, Loss, short
from coalition_quiz.exchange.school import (
    feedback_of,
    mixed,
    notes_lost,
    order_as_match,
    school_card,
    spellings_of,
    tolerance_text,
)
from coalition_quiz.exchange.xml import add, written

_SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
_SEED = 1
GENERAL = "general_fb"
TAGS, IDENTIFIER = "tags", "identifier"


def write_canvas(decks: Sequence[Deck], options: ExportOptions) -> Exported:
    """Write decks as a package, each as a quiz."""
    del options
    losses: list[Loss] = []
    members: dict[str, bytes] = {}
    for deck in decks:
        root = Element("questestinterop", xmlns=_SPACE)
        quiz = add(root, "assessment", ident=identifier(deck.id), title=deck.title)
        section = add(quiz, "section", ident="root_section")
        for card in deck.cards:
            _Item(section, school_card(card, deck), losses).write()
        members[f"{identifier(deck.id)}/{identifier(deck.id)}.xml"] = written(root)
    return Exported(write_archive({"imsmanifest.xml": _manifest(list(members))} | members), losses)


def identifier(key: str) -> str:
    """Make a name that XML takes as an identifier."""
    return "i_" + re.sub(r"[^A-Za-z0-9_.-]", "_", key)


def _manifest(names: Sequence[str]) -> bytes:
    root = Element("manifest", xmlns=_MANIFEST, identifier="i_manifest")
    metadata = add(root, "metadata")
    add(metadata, "schema", "IMS Content")
    add(metadata, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    for name in names:
        kind = {"identifier": name.partition("/")[0], "type": "imsqti_xmlv1p2", "href": name}
        add(add(resources, "resource", **kind), "file", href=name)
    return written(root)


class _Item:
    """Writes one card as an item."""

    def __init__(self, section: Element, card: Card, losses: list[Loss]) -> None:
        self._card = card
        self._losses = losses
        title = short(card.body.shown("…"), 80)
        self._item = add(section, "item", ident=identifier(card.id), title=title)
        self._feedback: dict[str, str] = {}

    def write(self) -> None:
        """Write the item with its answers and feedback."""
        card = self._card
        self._losses += notes_lost(card)
        kind, lost = _KINDS[card.kind]
        many = isinstance(card.body, Choice) and card.body.many
        self._metadata("multiple_answers_question" if many else kind)
        presentation = add(self._item, "presentation")
        body = card.body
        text = _with_blanks(body) if isinstance(body, Cloze) else body.prompt
        _material(presentation, text)
        processing = add(self._item, "resprocessing")
        outcomes = add(processing, "outcomes")
        score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
        add(outcomes, "decvar", **score)
        back = self._general(processing)
        _WRITERS[card.kind](self, presentation, processing)
        self._losses += [Loss(lost, card.id)] if lost else []
        if back:
            self._feedback[GENERAL] = back
        for ident, said in self._feedback.items():
            _material(add(add(self._item, "itemfeedback", ident=ident), "flow_mat"), said)

    def choice(self, presentation: Element, processing: Element) -> None:
        """Write one right option or several."""
        body = self._card.body
        assert isinstance(body, Choice)
        options = (*((text, "") for text in body.answers), *((e.text, e.why) for e in body.wrong))
        idents = {text: f"o{number}" for number, (text, _) in enumerate(options, 1)}
        cardinality = "Multiple" if body.many else "Single"
        shown = mixed(tuple(idents.items()), len(body.answers))
        _labels(presentation, "response1", cardinality, shown)
        for text, why in options:
            if why:
                _shown_if(processing, idents[text], f"{idents[text]}_fb")
                self._feedback[f"{idents[text]}_fb"] = why
        right = _scored(processing)
        if not body.many:
            _equal(right, "response1", idents[body.answers[0]])
            return
        both = add(right, "and")
        for text, _ in options:
            _equal(both if text in body.answers else add(both, "not"), "response1", idents[text])

    def truth(self, presentation: Element, processing: Element) -> None:
        """Write the options True and False."""
        body = self._card.body
        assert isinstance(body, TrueFalse)
        _labels(presentation, "response1", "Single", (("True", "true"), ("False", "false")))
        _equal(_scored(processing), "response1", str(body.answer).lower())

    def text(self, presentation: Element, processing: Element) -> None:
        """Write the spellings of a text or a date."""
        body = self._card.body
        _field(presentation)
        if isinstance(body, Date):
            texts = spellings_of(body.answer)
        else:
            assert isinstance(body, Typed)
            texts = (body.answer.text, *body.answer.accept)
        right = _scored(processing)
        for text in texts:
            _equal(right, "response1", text)

    def number(self, presentation: Element, processing: Element) -> None:
        """Write a number with its bounds."""
        body = self._card.body
        assert isinstance(body, Number)
        _field(presentation, "Decimal")
        if body.unit:
            self._losses.append(Loss("the unit is left out", self._card.id))
        either = add(_scored(processing), "or")
        _equal(either, "response1", f"{body.answer:f}")
        within = type(body.answer)(tolerance_text(body.within, body.answer))
        both = add(either, "and")
        add(both, "vargte", f"{body.answer - within:f}", respident="response1")
        add(both, "varlte", f"{body.answer + within:f}", respident="response1")

    def pairs(self, presentation: Element, processing: Element) -> None:
        """Write a menu of right sides for each left one."""
        body = self._card.body
        match = order_as_match(body) if isinstance(body, Order) else body
        assert isinstance(match, Match)
        idents = {right: f"o{number}" for number, (_, right) in enumerate(match.pairs, 1)}
        rights = shuffled(tuple(idents.items()), _SEED)
        for number, (left, right) in enumerate(match.pairs, 1):
            name = f"response_{number}"
            _labels(presentation, name, "Single", rights, left)
            _equal(_scored(processing, f"{100 / len(match.pairs):.2f}"), name, idents[right])

    def gaps(self, presentation: Element, processing: Element) -> None:
        """Write the texts of all gaps."""
        body = self._card.body
        assert isinstance(body, Cloze)
        for number, gap in enumerate(body.gaps, 1):
            name = f"response_gap{number}"
            texts = (gap.entry.text, *gap.entry.accept)
            options = tuple((text, f"g{number}o{at}") for at, text in enumerate(texts, 1))
            _labels(presentation, name, "Single", options, f"gap{number}")
            right = _scored(processing, f"{100 / len(body.gaps):.2f}")
            for _, ident in options:
                _equal(right, name, ident)

    def essay(self, presentation: Element, processing: Element) -> None:
        """Write a field that a teacher marks."""
        _field(presentation)
        add(add(add(processing, "respcondition", **{"continue": "No"}), "conditionvar"), "other")

    def _metadata(self, kind: str) -> None:
        metadata = add(add(self._item, "itemmetadata"), "qtimetadata")
        fields = {"question_type": kind, "points_possible": "1.0", IDENTIFIER: self._card.id}
        if self._card.tags:
            fields[TAGS] = "\n".join(self._card.tags)
        for label, entry in fields.items():
            field = add(metadata, "qtimetadatafield")
            add(field, "fieldlabel", label)
            add(field, "fieldentry", entry)

    def _general(self, processing: Element) -> str:
        """Show the general feedback after every answer, and return it."""
        body = self._card.body
        lines = [feedback_of(self._card)]
        if isinstance(body, Flip | List):
            lines.insert(0, "\n".join(body.answer_lines))
        text = "\n".join(filter(None, lines))
        if text:
            _shown_if(processing, "", GENERAL)
        return text


_UNGRADED = "becomes an essay that a teacher marks"
_KINDS = {
    "front": ("essay_question", _UNGRADED),
    "choice": ("multiple_choice_question", ""),
    "truth": ("true_false_question", ""),
    "typed": ("short_answer_question", "accents and typos count in Canvas"),
    "number": ("numerical_question", ""),
    "date": ("short_answer_question", "only some spellings of a date are accepted"),
    "order": ("matching_question", "rows are matched with their places"),
    "match": ("matching_question", ""),
    "list": ("essay_question", _UNGRADED),
    "cloze": ("fill_in_multiple_blanks_question", "all gaps are asked at once"),
}
_WRITERS: dict[str, Callable[[_Item, Element, Element], None]] = {
    "front": _Item.essay,
    "choice": _Item.choice,
    "truth": _Item.truth,
    "typed": _Item.text,
    "number": _Item.number,
    "date": _Item.text,
    "order": _Item.pairs,
    "match": _Item.pairs,
    "list": _Item.essay,
    "cloze": _Item.gaps,
}


def _with_blanks(cloze: Cloze) -> str:
    numbers = iter(range(1, len(cloze.gaps) + 1))
    return "".join(
        f"[gap{next(numbers)}]" if isinstance(part, Gap) else part for part in cloze.parts
    )


def _material(parent: Element, text: str) -> None:
    add(add(parent, "material"), "mattext", as_html(text), texttype="text/html")


def _labels(
    parent: Element,
    name: str,
    cardinality: str,
    options: Sequence[tuple[str, str]],
    label: str = "",
) -> None:
    """Write options, each with its identifier."""
    response = add(parent, "response_lid", ident=name, rcardinality=cardinality)
    if label:
        _material(response, label)
    choices = add(response, "render_choice")
    for text, ident in options:
        _material(add(choices, "response_label", ident=ident), text)


def _field(parent: Element, kind: str = "") -> None:
    response = add(parent, "response_str", ident="response1", rcardinality="Single")
    field = add(response, "render_fib", **({"fibtype": kind} if kind else {}))
    add(field, "response_label", ident="answer1")


def _scored(processing: Element, share: str = "100") -> Element:
    """Add a condition that gives a share of the mark, and return it to be filled."""
    action = "Set" if share == "100" else "Add"
    attributes = {"continue": "No"} if share == "100" else {}
    condition = add(processing, "respcondition", **attributes)
    found = add(condition, "conditionvar")
    add(condition, "setvar", share, action=action, varname="SCORE")
    return found


def _equal(parent: Element, name: str, value: str) -> None:
    add(parent, "varequal", value, respident=name)


def _shown_if(processing: Element, ident: str, feedback: str) -> None:
    condition = add(processing, "respcondition", **{"continue": "Yes"})
    when = add(condition, "conditionvar")
    if ident:
        _equal(when, "response1", ident)
    else:
        add(when, "other")
    add(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)

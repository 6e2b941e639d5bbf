"""Read a package: notes become cards, and cards of Anki become items."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry
from coalition_quiz.exchange.anki.collection import (
    AnkiCard,
    Collection,
    Note,
    NoteType,
    open_collection,
)
from coalition_quiz.exchange.anki.history import Place, reviews_in
from coalition_quiz.exchange.anki.notes import BadClozeError, losses_of_html, read_cloze
from coalition_quiz.exchange.anki.own import own_card
from coalition_quiz.exchange.anki.package import open_package
from coalition_quiz.exchange.anki.templates import (
    cloze_field,
    fields_in,
    render_template,
    typed_field,
)
from coalition_quiz.exchange.html import Rendered, render, text_of
from coalition_quiz.exchange.model import (
    Imported,
    ImportedCard,
    ImportedFlags,
    ImportOptions,
    Loss,
    short,
)
from coalition_quiz.exchange.text import clean

_SUSPENDED = -1
_BURIED = (-2, -3)
_FLAG = 7  # the colours of a flag
_NOTHING = "…"
_EMPTY_SIDE = "One side of this card is empty in Anki. Write it."
_OCCLUSION = "image-occlusion:"


class Found(Struct):
    """What is found while the notes are read."""

    cards: list[ImportedCard] = []
    losses: list[Loss] = []
    places: dict[int, Place] = {}


class _Side(Struct, frozen=True):
    """One card of a note, rendered."""

    ord: int
    question: Rendered
    answer: Rendered
    typed: str = ""


def read_package(data: bytes, options: ImportOptions) -> Imported:
    """Read the cards of a package, and their history if it is asked for.

    Raises:
        ExchangeError: if it is damaged, or too large.
    """
    package = open_package(data)
    with open_collection(package.database) as collection:
        found = _Reader(collection, options).found()
        reviews, flags = [], []
        if options.history:
            reviews = list(reviews_in(collection.log(), found.places, collection.settings()))
            flags = list(_flags(collection, found.places))
        title, _ = _titles(collection)
    return Imported(
        "anki",
        found.cards,
        found.losses,
        title=title,
        reviews=reviews,
        flags=flags,
        media=package.media,
    )


class _Reader:
    """Reads the notes of a collection one by one."""

    def __init__(self, collection: Collection, options: ImportOptions) -> None:
        self._collection = collection
        self._options = options
        self._found = Found()
        self._types = collection.note_types()
        _, self._subdecks = _titles(collection)
        self._cards: dict[int, list[AnkiCard]] = defaultdict(list)
        for card in collection.cards():
            self._cards[card.note].append(card)

    def found(self) -> Found:
        """Read all notes."""
        for number, note in enumerate(self._collection.notes()):
            self._options.check(number)
            self._read(note)
        return self._found

    def _read(self, note: Note) -> None:
        kind = self._types.get(note.type)
        fields = dict(zip(kind.fields, note.fields, strict=False)) if kind else {}
        name = short(text_of(note.fields[0]) if note.fields else "") or note.guid
        if kind is None or not fields:
            self._leave_out("its note type is missing", name)
        elif (own := own_card(fields)) is not None:
            self._keep_own(own, note)
        elif self._options.fields:
            self._keep_named(note, fields, name)
        elif kind.is_cloze:
            self._keep_cloze(note, kind, fields, name)
        else:
            self._keep_sides(note, kind, fields, name)

    def _keep_own(self, card: Card, note: Note) -> None:
        key = clean(note.guid)
        self._found.cards.append(ImportedCard(card, key))
        for each in self._cards[note.id]:
            if 0 <= each.ord < len(card.body.item_parts):
                self._found.places[each.id] = (key, card.body.item_parts[each.ord])

    def _keep_named(self, note: Note, fields: Mapping[str, str], name: str) -> None:
        """Keep the fields that the user has named."""
        named = self._options.fields
        if set(named.values()).isdisjoint(fields):
            self._leave_out(f"its note type has no field {' or '.join(named.values())}", name)
            return
        rendered = {key: render(fields.get(field, "")) for key, field in named.items()}
        none = Rendered("")
        question, answer = rendered.get("question", none), rendered.get("answer", none)
        why = rendered["why"].text if "why" in rendered else ""
        self._keep(note, Flip(question.text, answer.text), [question, answer], why=why, name=name)

    def _keep_cloze(self, note: Note, kind: NoteType, fields: Mapping[str, str], name: str) -> None:
        sides = kind.templates[0] if kind.templates else ("", "")
        field = cloze_field(sides[0]) or kind.fields[0]
        html = fields.get(field, "")
        if _OCCLUSION in html:
            self._leave_out("hides parts of a picture", name)
            return
        try:
            cloze = read_cloze(html)
        except BadClozeError as bad:
            self._leave_out(str(bad), name)
            return
        extra = [fields[each] for each in fields_in(sides[1]) if each != field and each in fields]
        rendered = [render(html), *map(render, extra)]
        why = "\n".join(filter(None, (each.text for each in rendered[1:])))
        parts = {number - 1: f"gap{n}" for n, number in enumerate(cloze.numbers, 1)}
        self._keep(note, cloze.body, rendered, parts, why=why, name=name)

    def _keep_sides(self, note: Note, kind: NoteType, fields: Mapping[str, str], name: str) -> None:
        """Keep the sides of a note: one card, one that is asked both ways, or several."""
        cards = self._cards[note.id]
        ords = {card.ord for card in cards}
        sides = [
            side
            for number, template in enumerate(kind.templates)
            if (number in ords or not cards) and (side := _side(number, template, fields))
        ]
        if not sides:
            self._leave_out("shows no text", name)
            return
        first, *others = sides
        both = bool(others) and _is_reverse(first, others[0])
        parts = {first.ord: ""} | ({others[0].ord: "back"} if both else {})
        self._keep_side(note, first, parts, name)
        for side in others[both:]:
            self._keep_side(note, side, {side.ord: ""}, name, f"/{side.ord}")

    def _keep_side(
        self, note: Note, side: _Side, parts: Mapping[int, str], name: str, suffix: str = ""
    ) -> None:
        question, answer = side.question.text, side.answer.text
        body: Body = (
            Typed(question, Entry(side.typed))
            if side.typed
            else Flip(question, answer, both=len(parts) > 1)
        )
        self._keep(
            note._replace(guid=f"{note.guid}{suffix}"),
            body,
            [side.question, side.answer],
            parts,
            name=name,
        )

    def _keep(
        self,
        note: Note,
        body: Body,
        rendered: Sequence[Rendered],
        parts: Mapping[int, str] | None = None,
        *,
        name: str,
        why: str = "",
    ) -> None:
        """Keep a card, and say which of Anki's cards are its parts."""
        comments: tuple[str, ...] = ()
        if isinstance(body, Flip) and not (body.prompt and body.back):
            if not (body.prompt or body.back):
                self._leave_out("shows no text", name)
                return
            body = Flip(body.prompt or _NOTHING, body.back or _NOTHING, body.both)
            comments = (_EMPTY_SIDE,)
            self._found.losses.append(Loss("one side is empty in Anki: write it", name))
        self._found.losses += [loss for each in rendered for loss in losses_of_html(each, name)]
        key = clean(note.guid)
        card = Card("", body, 0, why=why, tags=self._tags(note))
        pictures = tuple(dict.fromkeys(name for each in rendered for name in each.pictures))
        self._found.cards.append(ImportedCard(card, key, comments, pictures))
        places = {0: ""} if parts is None else parts
        for each in self._cards[note.id]:
            if each.ord in places:
                self._found.places[each.id] = (key, places[each.ord])

    def _tags(self, note: Note) -> tuple[str, ...]:
        """Return the tags of a note, and its sub-deck as one more."""
        cards = self._cards[note.id]
        subdeck = self._subdecks.get(cards[0].deck, "") if cards else ""
        tags = [clean(tag) for tag in note.tags.split()]
        return tuple(dict.fromkeys(filter(None, [*tags, clean(subdeck)])))

    def _leave_out(self, reason: str, name: str) -> None:
        self._found.losses.append(Loss(reason, name, left_out=True))


def _side(number: int, template: tuple[str, str], fields: Mapping[str, str]) -> _Side | None:
    """Render one card of a note; None if Anki would not make it, because its front is empty."""
    front, back = template
    question = render(render_template(front, fields))
    if not (question.text or question.pictures or question.has_sound):
        return None
    answer = render(render_template(back, fields))
    if answer.text.startswith(question.text):  # a back without FrontSide repeats its fields
        shortened = answer.text.removeprefix(question.text).strip()
        answer = Rendered(shortened, answer.pictures, answer.has_sound, answer.has_table)
    typed = typed_field(front)
    return _Side(number, question, answer, text_of(fields.get(typed, "")) if typed else "")


def _is_reverse(first: _Side, second: _Side) -> bool:
    if first.typed or second.typed or not first.answer.text:
        return False
    asked = (second.question.text, second.answer.text)
    return asked == (first.answer.text, first.question.text)


def _flags(collection: Collection, places: Mapping[int, Place]) -> Iterator[ImportedFlags]:
    for card in collection.cards():
        place = places.get(card.id)
        flags = ImportedFlags(
            *(place or ("", "")),
            suspended=card.queue == _SUSPENDED,
            buried=card.queue in _BURIED,
            flagged=bool(card.flags & _FLAG),
        )
        if place and (flags.suspended or flags.buried or flags.flagged):
            yield flags


def _titles(collection: Collection) -> tuple[str, dict[int, str]]:
    """Return the name that all decks of the cards begin with, and the rest of each name."""
    names = collection.deck_names()
    used = {card.deck for card in collection.cards()}
    paths = {deck: names[deck].split("::") for deck in used if deck in names}
    if not paths:
        return "", {}
    shared = _shared_start(list(paths.values()))
    rest = {deck: "::".join(path[len(shared) :]) for deck, path in paths.items()}
    return clean(": ".join(shared)), rest


def _shared_start(paths: Sequence[Sequence[str]]) -> Sequence[str]:
    shared = paths[0]
    for path in paths:
        same = 0
        while same < min(len(shared), len(path)) and shared[same] == path[same]:
            same += 1
        shared = shared[:same]
    return shared

"""Editing decks never costs history, whatever the edits and their order.

Two decks are edited at random, as authors do: cards are reworded, moved, renamed, split, merged,
given ids, and moved to other decks. After every edit the files are read, fixed and adopted as
the program does it, and every review must still belong to the card that teaches its fact.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coalition_quiz.authoring.fixes import fix_text
from coalition_quiz.authoring.renames.detect import find_renames
from coalition_quiz.authoring.renames.previous import PreviousCards
from coalition_quiz.core.cards import Card
from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.events import REVIEW, Draft
from coalition_quiz.core.items import content_hash, item_ids, renames_of
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks import read_text
from coalition_quiz.history.history import History

DAY_MS = 86_400_000
DECKS = ("rivers", "lakes")
_WORDS = "delta source mouth bank flood bridge ferry harbour island valley canal lock"
WORDS = _WORDS.split()


@dataclass
class Written:
    """A card in a file, and the facts it teaches: one, unless cards were merged."""

    words: tuple[int, ...]
    id: str = ""
    was: list[str] = field(default_factory=list)
    facts: list[int] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the card as an author writes it."""
        prompt = " ".join(WORDS[word] for word in self.words)
        answer = f"answer {min(self.facts)}"
        fields = [f"id: {self.id}"] if self.id else []
        fields += [f"was: {json.dumps(self.was)}"] if self.was else []
        fields += [f"typed: What is the {prompt} number {self.facts[0]}?", f"answer: {answer}"]
        return [f"{'  - ' if not at else '    '}{line}" for at, line in enumerate(fields)]


def text_of(deck: str, cards: list[Written]) -> str:
    """Return the text of a deck."""
    head = f"format: 1\ndeck: {deck}\ntitle: {deck}\ncards:\n"
    return head + "".join(f"{line}\n" for card in cards for line in card.lines())


class Editing(RuleBasedStateMachine):
    """An author at work, and a learner who has studied."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.history = History.open(Path(self.folder.name) / "history.sqlite")
        self.decks: dict[str, list[Written]] = {deck: [] for deck in DECKS}
        self.reviews: dict[int, int] = {}
        self.names = 0
        self.day = 0

    def teardown(self) -> None:
        """Remove all files."""
        self.history.close()
        self.folder.cleanup()

    @initialize(named=st.lists(st.booleans(), min_size=2, max_size=6))
    def write(self, named: list[bool]) -> None:
        """Write a first deck, some of its cards with ids, and review each card once."""
        for fact, has_id in enumerate(named):
            card = Written((fact, fact + 1), self.new_id() if has_id else "", facts=[fact])
            self.decks[DECKS[0]].append(card)
        for deck in self.read_all():
            for card in deck.cards:
                self.learn(deck, card)

    @rule(data=st.data())
    def reword(self, data: st.DataObject) -> None:
        """Reword the prompt of a card that has an id."""
        if cards := [card for card in self.all_cards() if card.id]:
            card = data.draw(st.sampled_from(cards))
            card.words = tuple(data.draw(st.lists(st.integers(0, 11), min_size=2, max_size=4)))

    @rule(data=st.data())
    def reword_a_card_without_id(self, data: st.DataObject) -> None:
        """Reword a card without an id: another card, until the author accepts `check`'s offer."""
        if cards := [card for card in self.all_cards() if not card.id]:
            card = data.draw(st.sampled_from(cards))
            deck = self.deck_of(card)
            card.words = (*card.words, data.draw(st.integers(0, 11)))
            self.take_offers(deck)

    @rule(data=st.data())
    def move_within(self, data: st.DataObject) -> None:
        """Move a card within its file."""
        deck = data.draw(st.sampled_from(DECKS))
        self.decks[deck] = data.draw(st.permutations(self.decks[deck]))

    @rule(data=st.data())
    def move_to_other_deck(self, data: st.DataObject) -> None:
        """Move a card to another deck, with `was: deck/id` as documented."""
        if cards := [card for card in self.all_cards() if card.id]:
            card = data.draw(st.sampled_from(cards))
            here = self.deck_of(card)
            there = next(deck for deck in DECKS if deck != here)
            self.decks[here].remove(card)
            card.was = [w if "/" in w else f"{here}/{w}" for w in (*card.was, card.id)]
            self.decks[there].append(card)

    @rule(data=st.data())
    def move_without_a_word(self, data: st.DataObject) -> None:
        """Move a card, with or without an id, but without `was`; `check --fix` corrects that."""
        if cards := [card for card in self.all_cards() if self.is_as_learnt(card)]:
            card = data.draw(st.sampled_from(cards))
            here = self.deck_of(card)
            there = next(deck for deck in DECKS if deck != here)
            card.was = [w if "/" in w else f"{here}/{w}" for w in card.was]
            self.decks[here].remove(card)
            self.decks[there].append(card)
            self.fix(there)

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        """Change an id, with the old one in `was`."""
        if cards := [card for card in self.all_cards() if card.id]:
            card = data.draw(st.sampled_from(cards))
            card.was.append(card.id)
            card.id = self.new_id()

    @rule(data=st.data())
    def rename_without_a_word(self, data: st.DataObject) -> None:
        """Change an id without `was`, a mistake that `check --fix` corrects."""
        named = [card for card in self.all_cards() if card.id and not card.was]
        if cards := [card for card in named if self.is_as_learnt(card)]:
            card = data.draw(st.sampled_from(cards))
            deck, card.id = self.deck_of(card), self.new_id()
            self.fix(deck)

    @rule(deck=st.sampled_from(DECKS))
    def give_ids(self, deck: str) -> None:
        """Let `check --fix` give ids to the cards without."""
        self.fix(deck)

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        """Split a card: the old one keeps its id."""
        if cards := self.all_cards():
            fact = max(each for card in cards for each in card.facts) + 1
            deck = self.deck_of(data.draw(st.sampled_from(cards)))
            self.decks[deck].append(Written((fact % 12, 3), self.new_id(), facts=[fact]))

    @rule(data=st.data())
    @precondition(lambda self: len([card for card in self.all_cards() if card.id]) > 1)
    def merge(self, data: st.DataObject) -> None:
        """Merge two cards: the result has the other's id in `was`."""
        cards = [card for card in self.all_cards() if card.id]
        kept, gone = data.draw(st.permutations(cards))[:2]
        here = self.deck_of(gone)
        kept.was += [w if "/" in w else f"{here}/{w}" for w in (*gone.was, gone.id)]
        kept.facts += gone.facts
        self.decks[here].remove(gone)

    @rule(data=st.data())
    def study(self, data: st.DataObject) -> None:
        """Review any card, so that histories grow while decks change."""
        deck = data.draw(st.sampled_from(self.read_all()))
        if deck.cards:
            self.learn(deck, data.draw(st.sampled_from(deck.cards)))

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every review belongs to the card that teaches its fact, and to no other."""
        for deck in self.read_all():
            for card, written in zip(deck.cards, self.decks[deck.id], strict=True):
                expected = sum(self.reviews.get(fact, 0) for fact in written.facts)
                (item,) = item_ids(deck.id, card)
                progress = self.history.progress(item)
                assert (progress.reviews if progress else 0) == expected, item

    # The program's part

    def read_all(self) -> list[Deck]:
        """Read every deck and let renamed items keep their history."""
        decks = [self.read(deck) for deck in DECKS]
        pairs = [pair for deck in decks for pair in renames_of(deck)]
        self.history.record_renames(pairs, Moment(self.day * DAY_MS, 0, self.day))
        return decks

    def read(self, deck: str) -> Deck:
        """Read a deck, which has no problem except perhaps no cards."""
        result = read_text(text_of(deck, self.decks[deck]), f"{deck}.yaml")
        assert {each.code for each in result.diagnostics} <= {"D314"}
        assert result.deck is not None
        return result.deck

    def learn(self, deck: Deck, card: Card) -> None:
        """Review a card once."""
        self.day += 1
        written = self.decks[deck.id][deck.cards.index(card)]
        (item,) = item_ids(deck.id, card)
        payload = {"rating": 3, "content": content_hash(card), "prompt": card.body.prompt}
        moment = Moment(self.day * DAY_MS, 0, self.day)
        self.history.append([Draft(REVIEW, item, moment, payload=payload)])
        fact = written.facts[0]
        self.reviews[fact] = self.reviews.get(fact, 0) + 1

    def fix(self, deck: str) -> None:
        """Fix a file, and copy the result into the author's cards."""
        text = text_of(deck, self.decks[deck])
        fixed = read_text(fix_text(text.encode(), deck, self.known(deck)).data, deck)
        assert fixed.deck is not None
        for written, card in zip(self.decks[deck], fixed.deck.cards, strict=True):
            written.id = "" if card.id.startswith("~") else card.id
            written.was = list(card.was)

    def take_offers(self, deck: str) -> None:
        """Accept the offers of `check`: give the card an id, and the old name as `was`."""
        cards = self.decks[deck]
        offers = find_renames(self.read(deck), self.known(deck))
        for offer in offers:
            cards[offer.number].id = cards[offer.number].id or self.new_id()
            cards[offer.number].was.append(offer.old)

    def is_as_learnt(self, written: Written) -> bool:
        """Whether a card teaches what was learnt, which is the only way to find it again."""
        name = self.deck_of(written)
        deck = self.read(name)
        (card,) = [c for c, w in zip(deck.cards, self.decks[name], strict=True) if w is written]
        known = self.history.past_cards(name).get(card.id)
        return known is None or content_hash(card) in known.contents

    def known(self, deck: str) -> Known:
        """Return the history's known cards of a deck, besides the other decks of the folder."""
        for each in DECKS:
            file = Path(self.folder.name) / f"{each}.yaml"
            file.write_text(text_of(each, self.decks[each]), encoding="utf-8")
        path = str(Path(self.folder.name) / f"{deck}.yaml")
        previous = PreviousCards(self.history.past_cards)
        previous._committed = lambda _: {}  # to ask git each time would take most of the time
        return previous.known(msgspec.structs.replace(self.read(deck), path=path))

    # Small helpers

    def new_id(self) -> str:
        self.names += 1
        return f"card-{self.names}"

    def all_cards(self) -> list[Written]:
        return [card for cards in self.decks.values() for card in cards]

    def deck_of(self, card: Written) -> str:
        return next(deck for deck, cards in self.decks.items() if any(c is card for c in cards))


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=25,
    stateful_step_count=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

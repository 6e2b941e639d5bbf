"""The decks that ship: readable, complete, sourced, and in words of their own."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.lint.selection import ALL_CODES
from coalition_quiz.core.cards import Card, Section
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.story import places_in
from coalition_quiz.decks import read_deck

ROOT = Path(__file__).parents[2]
DECKS = sorted((ROOT / "decks").glob("*.yaml"))
ARTICLE_RUNS = ROOT / "tests" / "data" / "article-runs.txt"
"""Hashes of the article's runs of words: enough to find a copied one, and no copy itself."""

FORMAT_DOC = ROOT / "docs" / "deck-format.md"

PLACES = re.compile(r"(title|introduction|sections? \d(, \d)*( and \d)?|, | and )+")
"""Where a fact stands. The sections go by numbers, because their headings answer questions."""

PARTS = frozenset({"introduction", "section 1", "section 2", "section 3"})

TODAY = Edtf(2026, 11, 30)
RUN = 7
"""So many words in a row are a sentence of the article's, not of ours."""

FACTS: dict[str, tuple[str, ...]] = {
    # title
    "a model mentioned by the Élysée": ("proposal/title-model", "proposal/title-word"),
    # introduction
    "Macron made the proposal": ("proposal/proposer", "proposal/who-says"),
    "he was president of France": ("proposal/proposer-office", "proposal/match-people"),
    "on 24 October 2023": (
        "proposal/proposal-day",
        "proposal/days-between",
        "proposal/order-october",
        "timeline/order-three",
    ),
    "which was a Tuesday": ("proposal/proposal-weekday", "proposal/which-wrong"),
    "from Tel Aviv": (
        "proposal/proposal-city",
        "proposal/which-wrong",
        "campaign/match-cities",
    ),
    "the coalition could also fight Hamas": (
        "proposal/proposal-content",
        "proposal/who-says",
        "proposal/what-changed",
        "proposal/overview",
    ),
    "the Élysée then clarified it": (
        "proposal/clarifier",
        "proposal/order-october",
        "glossary/elysee",
        "glossary/overview",
    ),
    "learning from the coalition's experience": (
        "proposal/clarification",
        "proposal/what-changed",
        "proposal/voice-experience",
        "proposal/who-says",
    ),
    "seeing what can be repeated": ("proposal/clarification-parts", "proposal/clarification"),
    "it caused controversy": ("proposal/reception", "proposal/who-says"),
    "and no more is said of the reactions": (
        "proposal/silent-objectors",
        "proposal/silent-members",
    ),
    "deadly attacks on 7 October 2023": (
        "proposal/attacks-date",
        "proposal/days-between",
        "timeline/order-five",
    ),
    "carried out by Hamas": (
        "proposal/attacks-by",
        "proposal/match-groups",
        "glossary/hamas",
    ),
    "Hamas is a Palestinian Islamist movement": ("proposal/hamas-kind", "glossary/hamas"),
    "in power in Gaza": ("proposal/hamas-place", "glossary/gaza", "glossary/overview"),
    "Israel launched a bombing campaign": (
        "proposal/israel-response-gap",
        "proposal/order-october",
    ),
    "it was massive": ("proposal/bombing-scale", "proposal/israel-response-gap"),
    "against the enclave": ("glossary/gaza", "proposal/israel-response-gap"),
    "Israel says it aims to destroy Hamas": (
        "proposal/israel-aim",
        "proposal/voice-aim",
        "proposal/who-says",
    ),
    "Daesh is the Islamic State of Iraq and Syria": (
        "origins/enemy",
        "glossary/daesh-long",
    ),
    # A coalition born in 2014
    "also Islamic State, or IS": ("glossary/is-abbreviation", "glossary/daesh-other-name"),
    "the coalition is against Daesh": (
        "origins/enemy",
        "origins/aim",
        "origins/overview",
        "glossary/daesh",
        "proposal/match-groups",
    ),
    "born in 2014": ("origins/creation-year", "glossary/coalition", "timeline/overview"),
    "in summer": ("origins/creation-season", "origins/which-wrong", "timeline/order-three"),
    "mainly under the United States": (
        "origins/leader",
        "origins/match-2014",
        "origins/order-origins",
        "glossary/coalition",
    ),
    "a terrorist group, a jihadist group": ("origins/group-words", "glossary/daesh-words"),
    "it had seized large territories": ("origins/match-2014", "origins/order-origins"),
    "in Syria and Iraq": ("origins/seized-countries", "origins/overview"),
    "Raqqa, Fallujah and Mosul among them": (
        "origins/seized-cities",
        "origins/seized-cities-pick",
        "campaign/match-cities",
    ),
    "during the Syrian civil war": (
        "origins/setting-war",
        "origins/setting-gap",
        "origins/match-2014",
    ),
    "while the Iraqi state disintegrated": ("origins/setting-gap", "origins/match-2014"),
    "22 countries initially": ("origins/first-size", "origins/growth", "origins/which-wrong"),
    "then nearly 80": ("origins/later-size", "origins/growth", "origins/order-origins"),
    "the usual allies of the United States": ("members/groups", "members/match-groups"),
    "Canada": ("members/usual-allies", "members/ally-canada"),
    "Australia": ("members/usual-allies", "members/match-groups"),
    "the United Kingdom": ("members/usual-allies", "members/ally-uk"),
    "European members of NATO": ("members/ally-nato", "members/ally-europe", "glossary/nato"),
    "several Arab countries": ("members/groups", "members/arab-only-some"),
    "Saudi Arabia": ("members/arab-some", "members/match-groups"),
    "the United Arab Emirates": ("members/arab-some", "members/arab-pick"),
    "Morocco": ("members/arab-some", "members/arab-pick"),
    "Jordan": ("members/arab-some", "members/arab-pick"),
    "Bahrain": ("members/arab-some", "members/arab-pick"),
    "Qatar": ("members/arab-some", "members/arab-qatar"),
    "international organisations": ("members/groups", "members/organisations-too"),
    "Interpol": (
        "members/organisations",
        "members/organisations-pick",
        "members/match-groups",
    ),
    "the European Union": ("members/organisations", "members/organisations-pick"),
    "the Arab League": ("members/organisations", "members/organisations-pick"),
    "Iran fights Daesh independently": ("members/outside", "members/groups"),
    "Russia fights Daesh independently": (
        "members/outside",
        "members/groups",
        "members/match-groups",
    ),
    "both are allied with Assad's government": (
        "members/outside-ally",
        "members/outside-where",
        "proposal/match-people",
    ),
    "in Syria": ("members/outside-where", "proposal/match-people"),
    # Air support
    "the coalition mainly gives air support": ("campaign/main-support", "glossary/air-support"),
    "the United States carried out airstrikes": (
        "campaign/strikes-country",
        "timeline/match-dates",
    ),
    "from August 2014": (
        "campaign/strikes-start",
        "timeline/when-airstrikes",
        "timeline/match-dates",
        "timeline/order-campaign",
    ),
    "and gave logistical assistance": ("campaign/logistics", "campaign/logistics-army"),
    "to the Iraqi army": (
        "campaign/logistics",
        "campaign/logistics-army",
        "campaign/which-wrong",
    ),
    "Ramadi and Fallujah recaptured": (
        "campaign/early-cities",
        "campaign/early-cities-pick",
        "campaign/match-cities",
    ),
    "quickly": ("campaign/early-not-late", "campaign/early-cities", "campaign/which-wrong"),
    "the coalition supports the SDF in Syria": (
        "campaign/partner-syria",
        "proposal/match-groups",
        "glossary/sdf",
    ),
    "an alliance of Kurdish militias and Arab fighters": (
        "campaign/sdf-parts",
        "campaign/which-wrong",
        "glossary/sdf",
    ),
    "Mosul was the capital of the “caliphate”": ("campaign/capital", "glossary/caliphate"),
    "Iraq retook Mosul with the coalition": (
        "campaign/three-years-city",
        "campaign/mosul-retaker",
    ),
    "after three years of war": ("campaign/three-years", "campaign/match-cities"),
    "then its entire territory": (
        "campaign/order-retaken",
        "campaign/overview",
        "timeline/event-2017",
        "timeline/mosul-before",
    ),
    "in December 2017": (
        "campaign/iraq-retaken",
        "timeline/years-gap",
        "timeline/match-dates",
        "timeline/same-month",
    ),
    "Daesh lost its territories in March 2019": (
        "campaign/syria-retaken",
        "timeline/months-between",
        "timeline/match-dates",
        "timeline/by-withdrawal",
    ),
    "in northeastern Syria": ("campaign/syria-region", "timeline/years-gap"),
    "then the aim is to prevent a revival": ("campaign/after-aim", "timeline/match-phases"),
    "by training the Iraqi security services": (
        "campaign/after-means",
        "campaign/after-means-gap",
    ),
    "by logistical support": ("campaign/after-means", "campaign/after-means-gap"),
    "by intelligence missions": ("campaign/after-means", "campaign/after-means-gap"),
    # From 2019, a gradual withdrawal
    "a withdrawal from 2019": (
        "withdrawal/withdrawal-year",
        "withdrawal/withdrawal-first",
        "withdrawal/overview",
    ),
    "a gradual one": ("withdrawal/withdrawal-pace", "withdrawal/troops-second"),
    "announced in January 2019": (
        "withdrawal/withdrawal-announced",
        "timeline/when-withdrawal",
    ),
    "from Syria": (
        "withdrawal/withdrawal-country",
        "timeline/when-withdrawal",
        "withdrawal/match-places",
    ),
    "the United States brought troops home": (
        "withdrawal/troops-first",
        "withdrawal/order-withdrawal",
    ),
    "then France": ("withdrawal/troops-second", "withdrawal/order-withdrawal"),
    "a part of them": ("withdrawal/troops-part", "withdrawal/troops-second"),
    "end of the combat mission": (
        "withdrawal/mission-end-what",
        "withdrawal/ended-and-went-on",
        "timeline/match-dates",
    ),
    "announced by Iraq": ("withdrawal/mission-end-by", "withdrawal/match-places"),
    "in December 2021": (
        "withdrawal/mission-end",
        "timeline/years-between",
        "timeline/years-gap",
        "timeline/came-last",
    ),
    "35,404 airstrikes": ("withdrawal/strikes-about", "withdrawal/strikes-a-month"),
    "from August 2014 to December 2021": (
        "withdrawal/strikes-period",
        "withdrawal/strikes-a-month",
    ),
    "Qassem al-Aaraji": (
        "withdrawal/aaraji-name",
        "proposal/match-people",
        "proposal/voice-relationship",
    ),
    "national security advisor of Iraq": ("withdrawal/aaraji-office", "proposal/match-people"),
    "training, advice, capacity building": (
        "withdrawal/relationship-areas",
        "withdrawal/relationship-pick",
        "timeline/match-phases",
    ),
    "clandestine “sleeper” cells": ("withdrawal/cells-name", "glossary/sleeper-cells"),
    "persist in the Middle East": ("withdrawal/cells-region", "glossary/sleeper-cells"),
    "the coalition continues to exist": (
        "withdrawal/still-exists",
        "withdrawal/ended-and-went-on",
    ),
    "and extends its action to Africa": (
        "withdrawal/still-exists-gap",
        "timeline/match-phases",
    ),
    "where jihadist groups gain influence": ("withdrawal/match-places", "withdrawal/africa-groups"),
    "such as Daesh and al-Qaeda": (
        "withdrawal/africa-groups",
        "glossary/al-qaeda",
        "proposal/match-groups",
    ),
}
"""Every fact of the article, and the cards that ask it (deck ids without `coalition-`)."""


@cache
def bundled() -> tuple[Deck, ...]:
    """The decks that could be read, in the order of the course."""
    decks = (read_deck(path).deck for path in DECKS)
    return tuple(deck for deck in decks if deck is not None)


def cards() -> Iterator[tuple[str, Card]]:
    """Every card that is asked, under the name that the table of facts has for it."""
    for deck in bundled():
        for card in deck.cards:
            if card.retired is None:
                yield f"{deck.id.removeprefix('coalition-')}/{card.id}", card


def texts(card: Card) -> Iterator[str]:
    """What a learner reads of a card."""
    yield from (card.body.prompt, card.why, card.hint)
    match card.body:
        case Flip(back=back):
            yield back
        case Choice(wrong=wrong):
            for option in wrong:
                yield from (option.text, option.why)


def runs(text: str) -> dict[str, str]:
    """The runs of seven words in a text, accents and case folded, by their hashes."""
    plain = unicodedata.normalize("NFD", text.casefold())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    found = (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:12]: run for run in found}


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_bundled_decks_have_no_diagnostics(path: Path) -> None:
    """No deck that ships has a problem, however small."""
    assert read_deck(path).diagnostics == ()


def test_course_is_complete() -> None:
    """Seven decks or more, 110 to 150 cards, and every kind of card four times or more.

    They are in one language, so they have no vocabulary.
    """
    kinds = Counter(card.kind for _, card in cards())
    assert len(DECKS) == len(bundled()) >= 7
    assert 110 <= kinds.total() <= 150
    assert set(kinds) == set(KINDS) - {"word"}
    assert min(kinds.values()) >= 4


def test_every_deck_begins_with_an_overview() -> None:
    """Nobody is tested cold: the first card is read, and recalled later."""
    for deck in bundled():
        assert deck.cards[0].body.prompt.startswith("Overview"), deck.id
        assert deck.cards[0].kind == "front", deck.id


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_lint_finds_nothing_in_the_bundled_decks(path: Path) -> None:
    """No rule has anything to say, that of answers told before among them."""
    assert list(lint(read_deck(path), TODAY, {}, frozenset(ALL_CODES))) == []


def test_source_lines_answer_nothing() -> None:
    """The title names the Élysée, Daesh and Hamas, so that learners see a short name."""
    for name, card in cards():
        assert card.source is not None, name
        assert card.source.in_words().startswith("Article on the coalition (October 2023), "), name


def test_retired_cards_say_why() -> None:
    """A learner who looks for a card in Browse reads what became of it."""
    gone = [card.retired for deck in bundled() for card in deck.cards if card.retired]
    assert len(gone) >= 20
    assert all(each.why for each in gone)


def test_every_deck_mixes_kinds() -> None:
    """Five kinds or more in each deck."""
    for deck in bundled():
        assert len({card.kind for card in deck.cards}) >= 5, deck.id


def test_every_card_says_where_it_is_from() -> None:
    """An id, a section of the article, an as-of date and, where graded, an explanation."""
    for name, card in cards():
        assert not card.id.startswith("~"), name
        assert card.source is not None, name
        assert PLACES.fullmatch(card.source.place), name
        assert card.as_of is not None, name
        assert card.why or card.kind == "front", name


def test_facts_name_cards_that_exist() -> None:
    """No fact is asked by a card that is gone, and no card asks what is no fact."""
    named = {name for names in FACTS.values() for name in names}
    assert named == {name for name, _ in cards()}


@pytest.mark.parametrize("fact", FACTS)
def test_fact_is_asked_in_two_ways(fact: str) -> None:
    """Two different questions, at least, ask each fact."""
    by_name = dict(cards())
    asked = {(by_name[name].kind, by_name[name].body.prompt) for name in FACTS[fact]}
    assert len(asked) >= 2


def test_cards_do_not_copy_their_sources() -> None:
    """No run of seven words is the article's."""
    article = set(ARTICLE_RUNS.read_text(encoding="utf-8").split())
    assert len(article) > 500
    shared = [
        (name, run)
        for name, card in cards()
        for text in texts(card)
        for digest, run in runs(text).items()
        if digest in article
    ]
    assert shared == []


def test_summaries_are_the_same_in_every_deck_and_copy_nothing() -> None:
    """Each deck has the sections that its cards name, in the article's order."""
    article = set(ARTICLE_RUNS.read_text(encoding="utf-8").split())
    told: dict[str, Section] = {}
    for deck in bundled():
        sources = [card.source for card in deck.cards if card.source]
        sections = sources[0].source.sections
        assert all(told.setdefault(each.place, each) == each for each in sections), deck.id
        assert [each.place for each in sections] == sorted(each.place for each in sections)
        named = frozenset().union(*(places_in(each.place) for each in sources))
        assert {each.place for each in sections} == named & PARTS
    assert told.keys() == PARTS
    for each in told.values():
        assert not runs(each.summary).keys() & article


def documented() -> list[str]:
    """The examples of the format's documentation."""
    text = FORMAT_DOC.read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("number", range(len(documented())))
def test_documented_example_reads(number: int, tmp_path: Path) -> None:
    """Every YAML example of the documentation is a deck without a problem."""
    path = tmp_path / "example.yaml"
    path.write_text(documented()[number], encoding="utf-8")
    assert read_deck(path).diagnostics == ()


def test_documentation_shows_every_kind(tmp_path: Path) -> None:
    """The examples hold a card of each kind."""
    shown: set[str] = set()
    for number, example in enumerate(documented()):
        path = tmp_path / f"{number}.yaml"
        path.write_text(example, encoding="utf-8")
        deck = read_deck(path).deck
        shown |= {card.kind for card in deck.cards} if deck else set()
    assert shown == set(KINDS)

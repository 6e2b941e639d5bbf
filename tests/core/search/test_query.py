"""The query language: what a line means, what it says of mistakes, and that it never raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.scheduling.fsrs import Memory
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.search.card_status import ItemFacts, Status, card_statuses
from coalition_quiz.core.search.card_table import CardTable, Sort
from coalition_quiz.core.search.query import OfKind, parse_query
from coalition_quiz.decks import read_text
from coalition_quiz.wording.cards import KIND_NAMES

TODAY = 19_680  # 19 November 2023

ONE = """\
format: 1
deck: rivers
title: Rivers of France
cards:
  - id: seine
    typed: Which river flows through Paris?
    answer: Seine
    accept: [Sequana]
    tags: [water, Île-de-France]
  - id: elysee
    choice: Who lives in the Élysée?
    answer: the president
    wrong: [the king]
    tags: [people]
    review_by: 2023-10
  - id: gaps
    cloze: The [Loire] is  longer
      than the [Rhône|south].
    review_by: 2023-11-19
  - id: gone
    truth: Nantes lies in Brittany.
    answer: no
    review_by: 2020
    retired: {on: 2023, why: Disputed.}
"""
TWO = """\
format: 1
deck: rivers-2
title: More water
cards:
  - id: length
    number: How long is the Seine?
    answer: 777
    unit: km
  - id: treaty
    date: When was it signed?
    answer: 1992-02
    changed: {on: 2023-05, was: 1991}
  - id: pairs
    match: Which belongs to which?
    pairs: {Lyon: Rhône, Nantes: Loire}
  - id: named
    list: Name two seas
    answer: [North Sea, [Channel, La Manche]]
"""


def made(text: str) -> Deck:
    """A deck without problems."""
    result = read_text(text, "deck.yaml")
    assert result.deck is not None
    assert not result.diagnostics, result.diagnostics
    return result.deck


def stood(due: int, lapses: int = 0, told: str = "") -> Progress:
    """A reviewed item."""
    return Progress(
        Memory(5.0, 5.0, TODAY - 9), due, TODAY - 30, 3, lapses, 3, (1, 1, "a", 1), told
    )


CATALOGUE = CardTable([made(ONE), made(TWO)])
STANDINGS = card_statuses(
    CATALOGUE.rows,
    ItemFacts(
        progress={
            "rivers/seine": stood(TODAY),
            "rivers/gaps/gap2": stood(TODAY + 5, lapses=8),
            "rivers/gone": stood(TODAY - 3),
            "rivers-2/length": stood(TODAY - 1, lapses=7),
            "rivers-2/treaty": stood(TODAY + 50),
            "rivers-2/pairs": stood(TODAY - 5),
        },
        flags={
            "rivers-2/length": ItemFlags(suspended=True),
            "rivers-2/pairs": ItemFlags(buried_until=TODAY + 1),
            "rivers-2/named": ItemFlags(buried_until=TODAY, flagged=True),
        },
        day=TODAY,
    ),
)
ALL = [row.card.id for row in CATALOGUE.rows]


def found(text: str) -> list[str]:
    """The cards that a query finds, which has no problem."""
    query = parse_query(text, CATALOGUE.vocabulary)
    assert not query.problem
    return ids(text)


def ids(text: str) -> list[str]:
    """The cards that a query finds."""
    query = parse_query(text, CATALOGUE.vocabulary)
    rows = CATALOGUE.find(query, STANDINGS, range(len(CATALOGUE.rows)))
    return [CATALOGUE.rows[at].card.id for at in rows]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("", ALL),
        ("  ", ALL),
        ("-", ALL),
        ('""', ALL),
        ("seine", ["seine", "length"]),
        ("SEINE which", ["seine"]),
        ("sequana", ["seine"]),
        ("elysee", ["elysee"]),
        ("Élysée", ["elysee"]),
        ("ile-de-france", ["seine"]),
        ("rhone", ["gaps", "pairs"]),
        ("manche", ["named"]),
        ("1992", ["treaty"]),
        ("777 km", ["length"]),
        ("rivers-2/len", ["length"]),
        ('"river flows"', ["seine"]),
        ('"flows river"', []),
        ('"longer than"', ["gaps"]),
        ('"paris? seine"', []),  # no phrase goes across two texts
        ('"is:due"', []),
        ('"river', ["seine", "elysee", "gaps", "gone", "length", "treaty", "pairs", "named"]),
        ("seine -paris", ["length"]),
        ('-"river flows" seine', ["length"]),
        ("10:30", []),
        ("deck:rivers", ["seine", "elysee", "gaps", "gone"]),  # the very one, not its namesakes
        ("deck:river", ALL),
        ("deck:france", ["seine", "elysee", "gaps", "gone"]),
        ('deck:"more water"', ["length", "treaty", "pairs", "named"]),
        ("-deck:rivers-2 seine", ["seine"]),
        ("DECK:rivers-2 seine", ["length"]),
        ("tag:water", ["seine"]),
        ("tag:peo", ["elysee"]),
        ("tag:île-de-france", ["seine"]),
        ("-tag:water -tag:people deck:rivers", ["gaps", "gone"]),
        ("kind:cloze", ["gaps"]),
        ("-kind:cloze deck:rivers", ["seine", "elysee", "gone"]),
        ("is:due", ["seine", "treaty"]),
        ("is:new", ["elysee", "gaps", "named"]),
        ("is:suspended", ["length"]),
        ("is:buried", ["pairs"]),
        ("is:flagged", ["named"]),
        ("is:leech", ["gaps"]),
        ("is:stale", ["elysee"]),
        ("is:retired", ["gone"]),
        ("is:changed", ["treaty"]),
        ("is:new is:leech", ["gaps"]),
    ],
)
def test_what_a_query_finds(text: str, cards: list[str]) -> None:
    assert found(text) == cards


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("is:dued", "There is no `is:dued`. Did you mean `is:due`?"),
        ("is:zzz", "There is no `is:zzz`. There are: due, new, suspended, buried, flagged"),
        ("is:", "Add a name after `is:`. There are: due"),
        ("kind:clozes", "There are: flashcard, multiple choice"),
        ("tag:watter", "Did you mean `tag:water`?"),
        ("tag:", "Add a name after `tag:`. There are: people, water, Île-de-France."),
        ("deck:zzz", "There is no `deck:zzz`. There are: rivers, rivers-2."),
        ("tags:water", "There is no `tags:` to search by. Did you mean `tag:`?"),
        ("https://example.org", '"quotes" to search for text'),
        ("is:due is:x tag:y", "`is:x`"),
        ("kind:flashcards", "There is no `kind:flashcards`. Did you mean `kind:flashcard`?"),
        ("kind:multipel-choice", 'Did you mean `kind:"multiple choice"`?'),
    ],
)
def test_invalid_conditions_are_reported_and_left_out(text: str, says: str) -> None:
    query = parse_query(text, CATALOGUE.vocabulary, KIND_NAMES)
    assert says in query.problem
    assert ids(text) == ids(" ".join(word for word in text.split() if word == "is:due"))


@pytest.mark.parametrize("name", ["choice", "multiple-choice", '"Multiple choice"', "multiple"])
def test_kinds_have_the_names_that_people_use(name: str) -> None:
    query = parse_query(f"kind:{name}", CATALOGUE.vocabulary, KIND_NAMES)
    assert (query.problem, query.terms) == ("", (OfKind(frozenset({"choice"})),))
    assert list(KIND_NAMES) == list(KINDS)


def test_a_deck_without_tags_says_so() -> None:
    assert "There are: none." in parse_query("tag:x", CardTable([made(TWO)]).vocabulary).problem


PIECES = st.sampled_from(
    [
        "is:",
        "tag:",
        "deck:",
        "kind:",
        "-",
        '"',
        " ",
        "due",
        "water",
        "seine",
        "é",
        ":",
        "\0",
        "is:new",
    ]
)
LINES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join))


@given(LINES)
def test_no_line_raises(text: str) -> None:
    query = parse_query(text, CATALOGUE.vocabulary)
    CATALOGUE.find(query, STANDINGS, range(len(CATALOGUE.rows)))
    assert "\n" not in query.problem or "\n" in text


TERMS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"\0'), min_size=1)
    .filter(lambda text: text.strip())
    .map(lambda text: f'"{text}"'),
    st.sampled_from(
        ["is:due", "is:new", "tag:water", "deck:rivers", "kind:cloze", "se", "is:leech"]
    ),
)


@given(TERMS)
def test_a_negation_finds_just_the_others(term: str) -> None:
    if not parse_query(term, CATALOGUE.vocabulary).terms:
        return  # nothing that can be seen: no condition
    assert sorted(ids(term) + ids(f"-{term}")) == sorted(ALL)


@given(st.lists(TERMS, max_size=4), st.randoms())
def test_terms_hold_together_in_any_order(terms: list[str], random: object) -> None:
    shuffled = list(terms)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    expected = set(ALL).intersection(*(ids(term) for term in terms))
    assert set(ids(" ".join(shuffled))) == expected


def test_a_found_list_keeps_the_order_it_was_given() -> None:
    backwards = list(reversed(range(len(CATALOGUE.rows))))
    rows = CATALOGUE.find(parse_query("seine", CATALOGUE.vocabulary), STANDINGS, backwards)
    assert [CATALOGUE.rows[at].card.id for at in rows] == ["length", "seine"]


@pytest.mark.parametrize(
    ("sort", "descends", "first"),
    [
        (Sort.DECK, False, ["seine", "elysee"]),
        (Sort.DECK, True, ["named", "pairs"]),
        (Sort.DUE, False, ["pairs", "seine", "gaps", "treaty"]),
        (Sort.DUE, True, ["treaty", "gaps", "seine", "pairs"]),
        (Sort.LAPSES, False, ["gaps", "length"]),
        (Sort.PROMPT, False, ["pairs", "length", "named", "gone"][1:]),
    ],
)
def test_orders(sort: Sort, descends: bool, first: list[str]) -> None:
    rows = CATALOGUE.ordered(sort, STANDINGS, descends=descends)
    assert [CATALOGUE.rows[at].card.id for at in rows][: len(first)] == first


@given(st.sampled_from(Sort), st.booleans())
def test_an_order_has_every_card_once_and_cards_without_value_last(sort: Sort, down: bool) -> None:
    rows = CATALOGUE.ordered(sort, STANDINGS, descends=down)
    assert sorted(rows) == list(range(len(CATALOGUE.rows)))
    if sort in {Sort.RECALL, Sort.STABILITY, Sort.LAPSES}:
        is_recall = sort is Sort.RECALL
        known = (STANDINGS[at] for at in rows)
        reviewed = [
            each.weakest is not None if is_recall else each.stability >= 0 for each in known
        ]
        assert reviewed == sorted(reviewed, reverse=True)


def test_marks_are_bits_of_their_own() -> None:
    values = [int(mark) for mark in Status]
    assert values == [1 << at for at in range(len(values))]

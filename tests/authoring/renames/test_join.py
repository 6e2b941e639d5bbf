"""Which pairs of a card that is gone and a new one are offered, for decks as authors edit them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_quiz.authoring.renames.join import JoinPair, find_pairs
from coalition_quiz.authoring.renames.join_offers import JoinOffers
from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import REVIEW, Draft
from coalition_quiz.core.items import content_hash
from coalition_quiz.history.history import History
from coalition_quiz.library.library import Library, read_library

HEAD = "format: 1\ndeck: {}\ntitle: Rivers\ncards:\n"
RHINE = "  - id: {}\n    typed: Into which sea does the Rhine flow?\n    answer: North Sea\n"
RHINE_REWORDED = RHINE.replace("Into which sea does the Rhine flow?", "Which sea takes the Rhine?")
DANUBE = "  - id: {}\n    typed: Which capitals lie on the Danube?\n    answer: Vienna\n"
ELBE = "  - id: {}\n    front: Where does the Elbe rise?\n    back: In Bohemia.\n    both: true\n"
CLOZE = "  - id: {}\n    cloze: The [Volga] flows into the [Caspian Sea].\n"
EXTRA = "  - id: new\n    truth: The Nile flows northwards.\n    answer: true\n"


class Shelf:
    """A folder of decks, and the history of somebody who learns them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = 100
        self.history = History.open(folder / "history.sqlite")

    def write(self, deck: str, *cards: str, head: str = HEAD) -> None:
        """Write a deck."""
        text = head.format(deck) + "".join(cards)
        (self.folder / f"{deck}.yaml").write_text(text, encoding="utf-8")

    def library(self) -> Library:
        """The decks as they are now, written down by the history."""
        library = read_library(sorted(self.folder.glob("*.yaml")), self.folder / "cache")
        self.history.record_renames(library.renames(), self.now())
        self.history.store_decks(library.summaries)
        return library

    def now(self) -> Moment:
        """A moment of the next day."""
        self.day += 1
        return Moment(self.day * 86_400_000, 0, self.day)

    def learn(self, *but: str) -> None:
        """Answer every question that there is, but for some."""
        library, now = self.library(), self.now()
        self.history.append(
            [
                Draft(
                    REVIEW,
                    item.id,
                    now,
                    payload={
                        "rating": 3,
                        "prompt": item.card.body.prompt,
                        "content": content_hash(item.card),
                    },
                )
                for item in library.items.values()
                if item.id not in but
            ]
        )

    def pairs(self) -> list[JoinPair]:
        """What is offered now."""
        library = self.library()
        offers = JoinOffers(self.folder / "cache")
        found = find_pairs(self.history.path, library, offers)
        assert found is not None
        kept = JoinOffers(self.folder / "cache")
        assert kept.count(library.entries) == len(found)
        return list(found)

    def offered(self) -> list[tuple[str, str]]:
        """The old and the new card of each pair."""
        return [(pair.old, pair.new) for pair in self.pairs()]

    def join(self) -> None:
        """Join all that is offered."""
        items = [each for pair in self.pairs() for each in pair.items]
        self.history.record_decisions(items, [], self.now())

    def refuse(self) -> None:
        """Keep all apart that is offered."""
        items = [each for pair in self.pairs() for each in pair.items]
        self.history.record_decisions([], items, self.now())


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty shelf."""
    empty = Shelf(tmp_path)
    with empty.history:
        yield empty


@pytest.mark.parametrize(
    ("before", "after", "offered"),
    [
        ([RHINE.format("a")], [RHINE.format("b"), EXTRA], [("d/a", "d/b")]),
        ([RHINE.format("a")], [RHINE_REWORDED.format("b")], [("d/a", "d/b")]),
        ([ELBE.format("a")], [ELBE.format("b"), EXTRA], [("d/a", "d/b")]),
        ([CLOZE.format("a")], [EXTRA, CLOZE.format("b")], [("d/a", "d/b")]),
        (
            [RHINE.format("a"), DANUBE.format("b")],
            [DANUBE.format("y"), RHINE.format("x")],
            [("d/b", "d/y"), ("d/a", "d/x")],
        ),
        # Nothing is gone: the new card merely is like one that is there.
        ([RHINE.format("a")], [RHINE.format("a"), RHINE.format("b")], []),
        ([RHINE.format("a")], [RHINE.format("a"), RHINE_REWORDED.format("b")], []),
        # The card is gone, and the new one asks something else.
        ([RHINE.format("a")], [DANUBE.format("b")], []),
        ([RHINE.format("a")], [EXTRA], []),
        # Nothing is new.
        ([RHINE.format("a"), DANUBE.format("b")], [DANUBE.format("b")], []),
        # Its author says what it was.
        ([RHINE.format("a")], [RHINE.format("b") + "    was: a\n", EXTRA], []),
        # A card that is retired is still there; a new one that is retired is not asked.
        (
            [RHINE.format("a")],
            [
                RHINE.format("a") + "    retired: {on: 2023-10, why: It is so.}\n",
                RHINE_REWORDED.format("b"),
            ],
            [],
        ),
        (
            [RHINE.format("a")],
            [RHINE.format("b") + "    retired: {on: 2023-10, why: It is so.}\n", EXTRA],
            [],
        ),
        # A card of one part becomes one of gaps: there is nothing to go on with.
        (
            ["  - id: a\n    front: The Volga flows into the Caspian Sea.\n    back: Yes.\n"],
            [CLOZE.format("b")],
            [],
        ),
    ],
)
def test_what_is_offered(
    shelf: Shelf, before: list[str], after: list[str], offered: list[tuple[str, str]]
) -> None:
    shelf.write("d", *before)
    shelf.learn()
    shelf.write("d", *after)
    assert shelf.offered() == offered
    assert shelf.offered() == offered


@pytest.mark.parametrize("card", [RHINE, ELBE, CLOZE])
def test_a_join_takes_every_part_along(shelf: Shelf, card: str) -> None:
    shelf.write("d", card.format("a"))
    shelf.learn()
    before = sorted(shelf.history.all_progress().values(), key=repr)
    shelf.write("d", card.format("b"))
    shelf.join()
    states = [shelf.history.progress(item) for item in shelf.library().items]
    assert sorted(states, key=repr) == before
    assert shelf.offered() == []
    shelf.history.rebuild()
    assert [shelf.history.progress(item) for item in shelf.library().items] == states


def test_a_refusal_is_remembered(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"))
    shelf.learn()
    shelf.write("d", RHINE.format("b"))
    shelf.refuse()
    assert shelf.offered() == []
    # Whatever else is edited, and under a further name.
    shelf.write("d", RHINE.format("c") + "    was: b\n", EXTRA)
    assert shelf.offered() == []
    # Another new card is another question.
    shelf.write("d", RHINE.format("other"), EXTRA)
    assert shelf.offered() == [("d/a", "d/other")]


def test_what_is_undone_is_offered_again(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"))
    shelf.learn()
    shelf.write("d", RHINE.format("b"))
    for settle in (shelf.join, shelf.refuse):
        settle()
        assert shelf.offered() == []
        *_, last = shelf.history.events()
        shelf.history.append([Draft("undo", last.item, shelf.now(), last.ref)])
        assert shelf.offered() == [("d/a", "d/b")]


def test_a_card_with_a_history_of_its_own_is_not_offered(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"))
    shelf.learn()
    shelf.write("d", RHINE.format("b"), EXTRA)
    shelf.learn("d/new")
    assert shelf.offered() == []


def test_a_deck_that_goes_back_needs_nothing(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"))
    shelf.learn()
    shelf.write("d", RHINE.format("b"), EXTRA)
    shelf.join()
    shelf.write("d", RHINE.format("a"), EXTRA)
    assert shelf.offered() == []
    assert shelf.history.progress("d/a") is not None


def test_a_card_that_moved_to_another_deck(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"), DANUBE.format("b"))
    shelf.write("e", EXTRA)
    shelf.learn()
    shelf.write("d", DANUBE.format("b"))
    shelf.write("e", EXTRA, RHINE.format("a"))
    assert shelf.offered() == [("d/a", "e/a")]
    shelf.join()
    assert shelf.offered() == []


def test_a_gap_that_is_gone_belongs_to_a_card_that_is_there(shelf: Shelf) -> None:
    """A copy of that card in another deck stands beside it."""
    shelf.write("d", CLOZE.format("a"))
    shelf.write("e", EXTRA)
    shelf.learn()
    shelf.write("d", CLOZE.format("a").replace("[Caspian Sea]", "Caspian Sea"))
    shelf.write("e", EXTRA, CLOZE.format("copy"))
    assert shelf.offered() == []


def test_a_deck_with_another_id(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"), CLOZE.format("b"))
    shelf.learn()
    (shelf.folder / "d.yaml").unlink()
    shelf.write("e", RHINE.format("a"), CLOZE.format("b"))
    assert shelf.offered() == [("d/a", "e/a"), ("d/b", "e/b")]
    assert [pair.before for pair in shelf.pairs()] == [pair.now for pair in shelf.pairs()]


def test_one_old_card_is_offered_to_one_new_card(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"))
    shelf.learn()
    (shelf.folder / "d.yaml").unlink()
    shelf.write("e", RHINE.format("x"))
    shelf.write("f", RHINE.format("y"))
    assert shelf.offered() == [("d/a", "e/x")]


def test_a_card_that_cannot_be_read_is_not_gone(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"), DANUBE.format("b"))
    shelf.learn()
    broken = RHINE.format("a").replace("answer", "anser")
    shelf.write("d", broken, DANUBE.format("b"), RHINE_REWORDED.format("c"))
    assert shelf.offered() == []
    # It may be in any file that cannot be read.
    shelf.write("d", broken, DANUBE.format("b"))
    shelf.write("e", RHINE.format("c"))
    assert shelf.offered() == []


def test_a_deck_alone_is_compared_with_itself_only(shelf: Shelf) -> None:
    """Other decks may be installed, and are not at hand."""
    shelf.write("d", RHINE.format("a"))
    shelf.learn()
    shelf.write("e", RHINE.format("x"))
    shelf.library()
    alone = read_library([shelf.folder / "e.yaml"], shelf.folder / "cache")
    offers = JoinOffers(shelf.folder / "cache")
    assert find_pairs(shelf.history.path, alone, offers) == ()


def test_a_deck_by_its_path_is_compared_with_itself(shelf: Shelf) -> None:
    shelf.write("d", RHINE.format("a"))
    shelf.learn()
    shelf.history.store_decks([])
    shelf.write("d", RHINE.format("b"))
    by_path = read_library([shelf.folder / "d.yaml"], shelf.folder / "cache")
    offers = JoinOffers(shelf.folder / "cache")
    found = find_pairs(shelf.history.path, by_path, offers)
    assert [(pair.old, pair.new) for pair in found or ()] == [("d/a", "d/b")]


def test_questions_are_shown_with_their_gaps(shelf: Shelf) -> None:
    shelf.write("d", CLOZE.format("a"))
    shelf.learn()
    shelf.write("d", CLOZE.format("b"))
    (pair,) = shelf.pairs()
    assert pair.before == pair.now == "The […] flows into the […]."


def test_where_nothing_was_found_nothing_is_compared_again(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write("d", RHINE.format("a"))
    shelf.learn()
    shelf.write("d", DANUBE.format("b"))
    assert shelf.offered() == []
    with monkeypatch.context() as patched:
        patched.setattr(History, "past_cards", None)
        assert shelf.offered() == []
    shelf.write("d", RHINE.format("b"))
    assert shelf.offered() == [("d/a", "d/b")]


def test_an_unreadable_history_is_an_error_of_ours(shelf: Shelf, tmp_path: Path) -> None:
    from coalition_quiz.system.errors import HistoryError

    library = shelf.library()
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"nothing that is a database" * 40)
    with pytest.raises(HistoryError):
        find_pairs(other, library, JoinOffers(tmp_path))

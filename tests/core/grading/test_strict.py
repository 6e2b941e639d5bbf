"""Strict cards: what must be exact, and what the learner is told."""

import pytest

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import confusable_names, draw
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import List, ListResponse
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import Entry, Outcome, Task
from coalition_quiz.core.strictness import ASPECTS, strict_everywhere
from coalition_quiz.wording.feedback import describe_result
from coalition_quiz.wording.tree import speak

# The language, the answer, what is typed, the aspect, and what the learner is told if it is strict.
TABLE = """
fr | où | ou | accents | Almost: où needs an accent.
fr | ou | où | accents | Almost: ou has no accent.
fr | sûr | sur | accents | Almost: sûr needs an accent.
fr | élève | eleve | accents | Almost: élève needs accents.
fr | élève | élevé | accents | Almost: mind the accents: élève.
fr | mangé | mange | accents | Almost: mangé needs an accent.
fr | le château fort | le chateau fort | accents | Almost: château needs an accent.
fr | la gare | gare | articles | Almost: la gare needs its article.
fr | gare | la gare | articles | Almost: gare has no article here.
fr | l'eau | eau | articles | Almost: l'eau needs its article.
fr | poisson | poison | spelling | Almost: it is spelt “poisson”.
fr | adresse | adrese | spelling | Almost: it is spelt “adresse”.
fr | l'eau | leau | punctuation | Almost: mind the punctuation: l'eau.
fr | Paris | paris | case | Almost: mind the capitals: Paris.
de | schön | schon | accents | Almost: schön needs an accent.
de | Köln | Koeln | accents | Almost: Köln needs an accent.
de | der Hund | der hund | case | Almost: mind the capitals: der Hund.
de | die Straße | die Strasse | spelling | Almost: it is spelt “die Straße”.
de | die Straße | Straße | articles | Almost: die Straße needs its article.
es | el año | el ano | accents | Almost: año needs an accent.
es | ¿qué? | qué | punctuation | Almost: mind the punctuation: ¿qué?.
it | l'amico | amico | articles | Almost: l'amico needs its article.
pt | à casa | a casa | accents | Almost: à needs an accent.
nl | het huis | huis | articles | Almost: het huis needs its article.
he | שָׁלוֹם | שלום | accents | Almost: שָׁלוֹם needs accents.
ar | السلام | سلام | articles | Almost: السلام needs its article.
en | the Élysée | the Elysee | accents | Almost: Élysée needs accents.
en | the moon | moon | articles | Almost: the moon needs its article.
en | la gare | gare | articles | Almost: la gare needs its article.
en | colour | color | spelling | Almost: it is spelt “colour”.
en | Spanish Civil War | Spain's civil war | case | Almost: mind the capitals: Spanish Civil War.
en | war in Syria | Syrian war | spelling | Almost: it is spelt “war in Syria”.
"""
# Exact, whatever must be.
EXACT = """
fr | où | où
fr | la gare | la gare
fr | l'eau | l’eau
de | die Straße | die Straße
en | Élysée Palace | Élysée Palace
ja | 東京 | 東京
he | שלום | שלום
"""


def asked(language: str, body: Body, *aspects: str) -> Task:
    card = Card("c", body, 1, strict=strict_everywhere(aspects))
    deck = Deck("d", "D", "d.yaml", (card,), language=language)
    item = next(items_of(deck))
    return draw(item, 1, confusable_names(deck)).task


def typed(language: str, answer: str, *aspects: str, accept: tuple[str, ...] = ()) -> Task:
    return asked(language, Typed("?", Entry(answer, accept)), *aspects)


def rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


@pytest.mark.parametrize(("language", "answer", "text", "aspect", "told"), rows(TABLE))
def test_what_is_not_exact_is_wrong_and_named(
    language: str, answer: str, text: str, aspect: str, told: str
) -> None:
    verdict = grade(typed(language, answer, aspect), TypedResponse(text))
    assert (verdict.outcome, verdict.note) == (Outcome.WRONG, told)


@pytest.mark.parametrize(("language", "answer", "text", "aspect", "told"), rows(TABLE))
def test_without_strictness_it_is_right(
    language: str, answer: str, text: str, aspect: str, told: str
) -> None:
    del aspect, told
    assert grade(typed(language, answer), TypedResponse(text)).outcome is Outcome.RIGHT
    about_something_else = typed(language, answer, "order")
    assert grade(about_something_else, TypedResponse(text)).outcome is Outcome.RIGHT


@pytest.mark.parametrize(("language", "answer", "text"), rows(EXACT))
def test_an_exact_answer_is_right_whatever_must_be_exact(
    language: str, answer: str, text: str
) -> None:
    verdict = grade(typed(language, answer, *ASPECTS), TypedResponse(text))
    assert (verdict.outcome, verdict.note) == (Outcome.RIGHT, "")


def test_every_accepted_spelling_may_be_the_exact_one() -> None:
    task = typed("fr", "la gare", *ASPECTS, accept=("une gare",))
    assert grade(task, TypedResponse("une gare")).outcome is Outcome.RIGHT
    assert grade(task, TypedResponse("gare")).outcome is Outcome.WRONG


def test_a_wrong_answer_is_not_almost_right() -> None:
    verdict = grade(typed("fr", "où", "accents"), TypedResponse("quand"))
    assert (verdict.outcome, verdict.note) == (Outcome.WRONG, "")


def test_a_number_in_words_must_be_written_so_if_spelling_is_strict() -> None:
    body = Typed("14", Entry("quatorze"))
    assert grade(asked("fr", body, "spelling"), TypedResponse("14")).outcome is Outcome.WRONG
    assert grade(asked("fr", body), TypedResponse("14")).outcome is Outcome.WRONG
    body = Typed("Combien ?", Entry("quatorze"))
    assert grade(asked("fr", body), TypedResponse("14")).outcome is Outcome.RIGHT


def test_gaps_and_lists_are_strict_too() -> None:
    gap = asked("fr", Cloze(("Il est ", Gap(Entry("où")), ".")), "accents")
    assert grade(gap, TypedResponse("ou")).note == "Almost: où needs an accent."
    task = asked("fr", List("?", (Entry("été"), Entry("hiver")), 2), "accents")
    verdict = grade(task, ListResponse(("ete", "hiver")))
    assert verdict.outcome is Outcome.PARTLY
    assert verdict.parts[0].why == "Almost: été needs accents."


def test_the_learner_is_told_on_every_face() -> None:
    task = typed("fr", "où", "accents")
    response = TypedResponse("ou")
    node = describe_result(task, response, grade(task, response))
    assert "Almost: où needs an accent." in "\n".join(speak(node))
    assert any(each.text == "Almost: où needs an accent." for each in node.children)

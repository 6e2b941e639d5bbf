"""Values as authors write them: read in the deck's language, unless they may mean two things."""

import pytest

from coalition_quiz.authoring.fixes import fix_text
from coalition_quiz.core.items import content_hash
from coalition_quiz.decks import ReadResult, read_text

# The language, the card, and what `check --fix` makes of it.
FORMS = """
en | date: Q, answer: 14 July 1789 | 1789-07-14
en | date: Q, answer: 25/04/1953 | 1953-04-25
en | date: Q, answer: 'Nov. 24th, 1859' | 1859-11-24
en | date: Q, answer: summer 1969 | 1969-22
en | date: Q, answer: 1969-7-2 | 1969-07-02
en | date: Q, answer: 1964年10月10日 | 1964-10-10
en | number: Q, answer: forty-six | 46
en | number: Q, answer: 21 % | 21, unit: "%"
en | number: Q, answer: 37 °C | 37, unit: "°C"
en | number: Q, answer: 206 bones | 206, unit: "bones"
en | number: Q, answer: 3 × 10^9 | 3000000000
en | number: Q, answer: '3,50' | 3.50
en | number: Q, answer: １２ | 12
en | number: Q, answer: 1１％ | 11, unit: "%"
en | number: Q, answer: 5 km, unit: kilometres | 5, unit: kilometres
en | number: Q, answer: 5, within: '2,5 %' | 5, within: 2.5%
en | truth: Q, answer: vrai | true
en | truth: Q, answer: FALSCH | false
fr | date: Q, answer: 14 juillet 1789 | 1789-07-14
fr | date: Q, answer: 1er mai 1900 | 1900-05-01
fr | date: Q, answer: été 1944 | 1944-22
fr | date: Q, answer: 14 July 1789 | 1789-07-14
fr | number: Q, answer: '1 234,5' | 1234.5
fr | number: Q, answer: quarante-six | 46
fr | number: Q, answer: '1,5 million' | 1500000
fr-CA | truth: Q, answer: vrai | true
de | date: Q, answer: 3. Oktober 1990 | 1990-10-03
de | number: Q, answer: '1.234,5' | 1234.5
de | number: Q, answer: neunzehnhundertvierundachtzig | 1984
es | date: Q, answer: 12 de octubre de 1492 | 1492-10-12
es | truth: Q, answer: verdadero | true
it | date: Q, answer: 2 giugno 1946 | 1946-06-02
pt | date: Q, answer: 25 de abril de 1974 | 1974-04-25
nl | number: Q, answer: drieëntwintig | 23
he | date: Q, answer: 14 במאי 1948 | 1948-05-14
he | truth: Q, answer: נכון | true
he | truth: Q, answer: כן | true
ja | truth: Q, answer: はい | true
ja | number: Q, answer: 四十六 | 46
ja | date: Q, answer: 一九六四年十月 | 1964-10
ar | date: Q, answer: 14 مايو 1948 | 1948-05-14
ar | number: Q, answer: ٣٥ | 35
"""
# The language, the card, and the remedy.
UNCLEAR = """
en | date: Q, answer: 01/02/2024 | Write 2024-02-01 or 2024-01-02.
en | date: Q, answer: 14 July 89 | Write 2023, 2023-10
en | number: Q, answer: 35k | Write 35 (and `k` in `unit`) or 35000.
de | number: Q, answer: 1.230 m | Write 1230 (and `m` in `unit`) or 1.230 (and `m` in `unit`) or
de | number: Q, answer: forty-six | Write 35404, 35,404 or 0.5
en | number: Q, answer: quarante-six | Write 35404, 35,404 or 0.5
fr | date: Q, answer: 14 brumaire 1799 | Write 2023, 2023-10
en | truth: Q, answer: perhaps | Write true or false.
en | number: Q, answer: 5 km, unit: miles | Write 5 or change `unit`.
"""


def rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


def source(language: str, card: str) -> str:
    return f"format: 1\ndeck: d\ntitle: T\nlanguage: {language}\ncards:\n- {{id: a, {card}}}\n"


def read(text: str) -> ReadResult:
    return read_text(text, "d.yaml")


@pytest.mark.parametrize(("language", "card", "form"), rows(FORMS))
def test_a_value_is_read_and_can_be_rewritten(language: str, card: str, form: str) -> None:
    text = source(language, card)
    before = read(text)
    assert not before.diagnostics
    fixed = fix_text(text.encode(), "d.yaml", {}, {"S102"}).data.decode()
    assert fixed.strip().endswith(f"answer: {form}}}")
    after = read(fixed)
    assert not after.diagnostics
    assert not after.other_forms
    assert before.deck
    assert after.deck
    assert content_hash(before.deck.cards[0]) == content_hash(after.deck.cards[0])


@pytest.mark.parametrize(("language", "card", "remedy"), rows(UNCLEAR))
def test_a_value_with_two_meanings_is_a_mistake(language: str, card: str, remedy: str) -> None:
    (problem,) = read(source(language, card)).diagnostics
    assert problem.remedy.startswith(remedy)


def test_a_unit_gets_a_line_of_its_own() -> None:
    text = "format: 1\ndeck: d\ntitle: T\ncards:\n  - id: a\n    number: Q\n    answer: 21 %\n"
    fixed = fix_text(text.encode(), "d.yaml", {}, {"S102"}).data.decode()
    assert fixed.endswith('    answer: 21\n    unit: "%"\n')


def test_a_comment_is_left_alone() -> None:
    text = "format: 1\ndeck: d\ntitle: T\ncards:\n  - number: Q\n    answer: 21 %  # of all\n"
    assert fix_text(text.encode(), "d.yaml", {}, {"S102"}).data.decode() == text


@pytest.mark.parametrize("card", ["number: Q, answer: '1.230'", "number: Q, answer: '3,504'"])
def test_what_was_valid_before_keeps_its_meaning(card: str) -> None:
    bodies = [read(source(each, card)).deck.cards[0].body for each in ("en", "de")]  # type: ignore[union-attr]
    assert bodies[0] == bodies[1]
    assert not read(source("de", card)).other_forms

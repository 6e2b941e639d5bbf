"""What authors copy from worksheets on paper, in several languages."""

import json
from typing import Any

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text

CODES = frozenset(("Q112", "Q113", "Q215", "Q216", "Q217", "Q218", "Q301", "Q312"))
NOT_THERE = [
    ("en", "Look at the diagram on the sheet. What is the part labelled C?"),
    ("en", "According to the text, who was there?"),
    ("en", "What is shown on page 45?"),
    ("fr", "D'après le document 2, qui manifeste ?"),
    ("fr", "Observe la carte. Quel pays est en rouge ?"),
    ("de", "Sieh dir das Bild an. Was ist das?"),
    ("de", "Welches Land ist in Abb. 3 rot?"),
    ("es", "Observa el mapa. ¿Qué país es?"),
    ("ru", "Рассмотрите карту на стр. 45. Какая это страна?"),
]
THERE = [
    ("en", "Who drew the first map of the world?"),
    ("en", "Which element is first in the periodic table?"),
    ("en", "Who put the town on the map?"),
    ("en", "What is a text editor?"),
    ("en", "In the picture by Leonardo, who smiles?"),
    ("en", "What does this print?\n\nprint(table[1])"),
    ("fr", "Que voit-on dans le tableau de Delacroix ?"),
    ("de", "Wer malte das Bild?"),
    ("ru", "Какая река самая длинная?"),
]
COUNTS = [
    ("en", "Name two things that a plant needs.", 4, 1),
    ("en", "Name the four parts of blood.", 3, 1),
    ("en", "Name 3 oceans.", 5, 1),
    ("fr", "Citez trois symboles.", 5, 1),
    ("ru", "Назовите три океана.", 4, 1),
    ("en", "Name the four parts of blood.", 4, 0),
    ("en", "Name three of the five Great Lakes.", 5, 0),
    ("en", "Name the countries of World War Two.", 4, 0),
    ("fr", "Citez un symbole, ou plusieurs.", 3, 0),
]
NOTES = ["students' own answers", "own words", "Answers will vary.", "see page 12", "???", "TODO",
         "any suitable answer", "réponse libre", "individuelle Antwort", "respuesta abierta",
         "свой ответ"]  # fmt: skip
ANSWERS = ["open", "ver", "own goal", "todo el mundo", "The answer", "page", "sea", "?", "…"]
EXPLAINED = [
    ("en", "Why do roots have hairs?", "to take up more water", 1),
    ("en", "What is the function of a stoma?", "it lets water vapour out", 1),
    ("fr", "Pourquoi manifestent-ils ?", "ils ne sont pas contents", 1),
    ("ru", "Что такое полуостров?", "часть суши, окружённая водой с трёх сторон", 1),
    ("en", "Why is the sky blue?", "Rayleigh scattering", 0),
    ("en", "How do you say this in French?", "où est donc la gare", 0),
    ("fr", "Comment dit-on cela ?", "where is the station now", 0),
    ("en", "What is the full name of the UK?", "United Kingdom of Great Britain", 0),
]
FORMULAE = [
    ("What is the formula of water?", "H20", 1),
    ("What is the formula of this gas?", "C02", 1),
    ("What is the formula of this acid?", "H2S04", 1),
    ("What is the formula of glucose?", "C6H12O6", 0),
    ("What is the formula of decane?", "C10H22", 0),
    ("What is the formula of water?", "H2O", 0),
    ("Which room is it?", "B01", 0),
    ("What is the pH of this acid?", "0.5", 0),
]
REST = [("fr", "Toutes les réponses ci-dessus"), ("fr", "Aucune de ces réponses"),
        ("de", "Alle Antworten sind richtig"), ("es", "Todas las anteriores"),
        ("it", "Tutte le risposte"), ("pt", "Nenhuma das anteriores"),
        ("nl", "Alle bovenstaande"), ("ru", "Все вышеперечисленное"),
        ("ru", "Нет правильного ответа"), ("he", "כל התשובות נכונות")]  # fmt: skip
REAL = [("fr", "Toutes les villes"), ("de", "Alle Menschen"), ("es", "Todas las mujeres"),
        ("ru", "Все реки"), ("it", "Tutte le donne")]  # fmt: skip


def found(card: dict[str, Any], *more: dict[str, Any], language: str = "en") -> list[str]:
    """The codes of what is found in cards."""
    lines = "".join(f"- {json.dumps(each, ensure_ascii=False)}\n" for each in (card, *more))
    text = f"format: 1\ndeck: paper\ntitle: Paper\nlanguage: {language}\ncards:\n{lines}"
    result = read_text(text, "deck.yaml")
    assert result.diagnostics == ()
    return [each.code for each in lint(result, Edtf(2026, 11, 30), {}, CODES)]


@pytest.mark.parametrize(("language", "prompt"), NOT_THERE)
def test_nothing_to_look_at(language: str, prompt: str) -> None:
    """The question needs what lay beside it on paper."""
    assert found({"typed": prompt, "answer": "x"}, language=language) == ["Q112"]


@pytest.mark.parametrize(("language", "prompt"), THERE)
def test_a_question_that_needs_nothing(language: str, prompt: str) -> None:
    """Maps, tables and pictures are things to ask about, too."""
    assert found({"typed": prompt, "answer": "x"}, language=language) == []


def test_a_picture_is_there() -> None:
    """With a picture, only a page is missing."""
    picture = {"file": "cell.png", "alt": "A cell"}
    asked = "Look at the picture. What is the part labelled C?"
    assert found({"typed": asked, "answer": "x", "picture": picture}) == []
    assert found({"typed": "What is on page 3?", "answer": "x", "picture": picture}) == ["Q112"]


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        (("la voiture", "car"), ("l'auto", "car"), 1),
        (("neuf", "nine"), ("neuf", "new"), 1),
        (("la voiture", ["car", "coach"]), ("le car", "coach"), 0),
        (("tu", "you (to a friend)"), ("vous", "you (to several)"), 0),
        ((["la voiture", "l'auto"], "car"), (["l'auto", "la voiture"], "car"), 0),
    ],
)
def test_shared_meaning(one: tuple[Any, Any], other: tuple[Any, Any], times: int) -> None:
    """Two words with one meaning need both on both cards, or a difference."""
    cards = [{"id": f"c{n}", "word": w, "means": m} for n, (w, m) in enumerate((one, other))]
    assert found(*cards, language="fr") == ["Q113"] * times


@pytest.mark.parametrize(("language", "prompt", "size", "times"), COUNTS)
def test_counts(language: str, prompt: str, size: int, times: int) -> None:
    """The number in a question is the number that is needed."""
    answers = [chr(ord("a") + n) * 3 for n in range(size)]
    assert found({"list": prompt, "answer": answers}, language=language) == ["Q215"] * times


@pytest.mark.parametrize("note", NOTES)
def test_notes(note: str) -> None:
    """A note to the teacher is no answer."""
    assert found({"typed": "Which one?", "answer": note}) == ["Q216"]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers(answer: str) -> None:
    """Short words and signs are answers."""
    assert found({"typed": "Which one?", "answer": answer}) == []


@pytest.mark.parametrize(("language", "prompt", "answer", "times"), EXPLAINED)
def test_explanations(language: str, prompt: str, answer: str, times: int) -> None:
    """A reason or a definition has as many wordings as learners."""
    assert found({"typed": prompt, "answer": answer}, language=language) == ["Q217"] * times


@pytest.mark.parametrize(("prompt", "answer", "times"), FORMULAE)
def test_zeros(prompt: str, answer: str, times: int) -> None:
    """No element has the symbol 0."""
    assert found({"typed": prompt, "answer": answer}) == ["Q218"] * times


@pytest.mark.parametrize(("language", "option"), REST)
def test_options_about_the_others(language: str, option: str) -> None:
    """Options are shuffled in every language."""
    card = {"choice": "?", "answer": "aaa", "wrong": ["bbb", "ccc", option]}
    assert found(card, language=language) == ["Q301"]


@pytest.mark.parametrize(("language", "option"), REAL)
def test_real_options(language: str, option: str) -> None:
    """An option may begin with *all*."""
    card = {"choice": "?", "answer": "aaa", "wrong": ["bbb", "ccc", option]}
    assert found(card, language=language) == []


@pytest.mark.parametrize(
    ("prompt", "options", "times"),
    [
        ("Which part controls a cell?", "BACD", 1),
        ("Which vitamin do we get from the Sun?", "DABC", 0),
        ("Which letter comes first?", "ABCD", 0),
        ("Which size is it?", "XYZW", 0),
        ("Choose: A) wall B) nucleus", "BACD", 0),
    ],
)
def test_letters(prompt: str, options: str, times: int) -> None:
    """Letters are options only where the question is about letters."""
    card = {"choice": prompt, "answer": options[0], "wrong": list(options[1:])}
    assert found(card) == ["Q312"] * times


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("иcтория", "a Latin `c` among Cyrillic letters"),
        ("Раris", "a Cyrillic `Р` among Latin letters"),
        ("Ρaris", "a Greek `Ρ` among Latin letters"),
    ],
)
def test_mixed_alphabets(word: str, said: str) -> None:
    """The author is told which letter is the odd one, in words too."""
    text = f"format: 1\ndeck: d\ntitle: T\ncards:\n- {{word: city, means: {word}}}\n"
    (finding,) = lint(read_text(text, "d.yaml"), Edtf(2026, 11, 30), {}, frozenset(("Q213",)))
    assert said in finding.message

"""What an author puts into one answer, of which learners type a part."""

import json

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text

HEAD = "format: 1\ndeck: several\ntitle: Several\ncards:\n"
ASKED = "What is the thing in the picture?"
SEVERAL = [
    (ASKED, "cytoplasm / cytosol"),
    (ASKED, "cytoplasm/cytosol"),
    (ASKED, "artery / vein / capillary"),
    (ASKED, "RNA / DNA"),
    (ASKED, "endothermic; homeothermic"),
    (ASKED, "endothermic | homeothermic"),
    (ASKED, "endothermic = warm-blooded"),
    (ASKED, "capillary or capillaries tube"),
    (ASKED, "Holland or the Netherlands"),
    (ASKED, "he/she"),
    (ASKED, "aorta [artery]"),
    (ASKED, "aorta, the largest artery"),
    (ASKED, "37 °C / 98.6 °F"),
    (ASKED, "U.S.A. / United States"),
    (ASKED, "CO2 (carbon dioxide)"),
    (ASKED, "sofa (also: couch)"),
    (ASKED, "sofa, also couch"),
    (ASKED, "sofa, couch"),
    (ASKED, "sofa aka couch"),
    (ASKED, "nucleus, not nucleolus"),
    (ASKED, "big -> large"),
    (ASKED, "1) Paris"),
    (ASKED, "answer: Paris"),
    (ASKED, "Paris\nIt lies on the Seine."),
    (ASKED, "photosynthesis - how a plant makes food"),
    (ASKED, "photosynthesis: how a plant makes food"),
    (ASKED, "e.g. yeast, mould, mushroom"),
    (ASKED, "for example yeast"),
    (ASKED, "heart, lungs, etc."),
]
GRADED_FAIRLY = [
    (ASKED, "appeasement (policy, 2 marks)"),
    (ASKED, "deoxyribonucleic acid (all three parts!)"),
    (ASKED, "Charles Darwin (1809-1882)"),
    (ASKED, "aorta (artery)"),
    (ASKED, "manger (to eat)"),
    (ASKED, "un(e) élève"),
    (ASKED, "mitochondrion(s)"),
    (ASKED, "light, water, carbon dioxide"),
    ("Which gases are exchanged by plants?", "oxygen and carbon dioxide"),
    ("Which two gases does a plant exchange?", "oxygen and carbon dioxide"),
]
ONE = [
    (ASKED, "cytoplasm"),
    (ASKED, "m/s"),
    (ASKED, "km/h"),
    (ASKED, "AC/DC"),
    (ASKED, "TCP/IP"),
    (ASKED, "GNU/Linux"),
    (ASKED, "24/7"),
    (ASKED, "3/4"),
    (ASKED, "https://example.org/path"),
    (ASKED, "/etc/passwd"),
    (ASKED, "iron(III) oxide"),
    (ASKED, "iron (III) oxide"),
    (ASKED, "Ca(OH)2"),
    (ASKED, "f(x)"),
    (ASKED, "print()"),
    (ASKED, "(the) nucleus"),
    (ASKED, "E = mc²"),
    (ASKED, "9:3:3:1"),
    (ASKED, "Washington, D.C."),
    (ASKED, "Tel Aviv, Israel"),
    (ASKED, "Trinidad and Tobago"),
    (ASKED, "Romeo and Juliet"),
    (ASKED, "salt and pepper"),
    (ASKED, "Trick or Treat"),
    (ASKED, "Earth, Wind & Fire"),
    (ASKED, "etc."),
    (ASKED, "25 July 1978"),
    (ASKED, "1809-1882"),
    (ASKED, "jack-in-the-box"),
    (ASKED, "v = s / t"),
    (ASKED, "a / b"),
    (ASKED, "3 / 4"),
    (ASKED, "finality of payment or acceptance"),
    (ASKED, "eat (eaten)"),
    (ASKED, "Star Wars: A New Hope"),
    (ASKED, "Jean-Luc Picard"),
    ("What is the motto of the cook?", "salt, pepper, and no sugar"),
    ("Complete the line of Hamlet: to be …", "or not to be"),
    ("Which phrase did he use?", "now or never"),
]


OTHER_LANGUAGES = [
    ("de", "ein Löwe oder Tiger", 1),
    ("de", "Lehrer/in", 1),
    ("de", "der Hund, -e", 1),
    ("fr", "le/la prof", 1),
    ("fr", "heureux, heureuse", 1),
    ("fr", "un homme ou une femme", 1),
    ("fr", "heureux", 0),
    ("fr", "de l'or or not", 0),
    ("fr", "acteur (actrice)", 1),
    ("fr", "manger (to eat)", 0),
    ("ru", "р. Волга", 1),
    ("ru", "Пушкин А. С.", 1),
    ("ru", "Иван IV (Грозный)", 1),
    ("ru", "3. атмосфера", 1),
    ("ru", "А) атмосфера", 1),
    ("ru", "Кутузов, 1 балл", 1),
    ("ru", "Юрий Гагарин", 0),
    ("de", "2. Weltkrieg", 0),
    ("de", "z. B. Wasser", 1),
    ("es", "1. la célula", 1),
    ("de", "Alpen bzw. die Alpen", 1),
    ("de", "Bern - nicht Zürich!", 1),
    ("ru", "кошка или кот", 1),
    ("es", "niño/a", 1),
    ("ja", "東京（とうきょう）", 1),
    ("ja", "食べる・食う", 1),
    ("ja", "エベレスト、チョモランマ", 1),
    ("ja", "レオナルド・ダ・ヴィンチ", 0),
    ("he", "ירושלים / תל אביב", 1),
]


WHO = [
    ("fr", "Qui a écrit Les Misérables ?", "Victor Hugo", 1),
    ("fr", "Qui vote les lois ?", "le Parlement", 0),
    ("fr", "Qui vote les lois ?", "Assemblée Nationale", 0),
    ("fr", "Qui était le Roi-Soleil ?", "Louis XIV", 0),
    ("fr", "Quelle ville est en Seine-Maritime ?", "Victor Hugo", 0),
    ("ru", "Кто был первым в космосе?", "Юрий Гагарин", 1),
    ("ru", "Какие полюса есть у Земли?", "северный и южный", 1),
    ("fr", "Quelles sont les deux couleurs ?", "noir et blanc", 1),
    ("fr", "Comment est le film ?", "noir et blanc", 0),
    ("de", "Wer war der erste Kanzler?", "Adenauer, Konrad", 1),
    ("de", "Wie heißt der Ort?", "Berlin, Mitte", 0),
    ("de", "Wer erfand den Buchdruck?", "Johannes Gutenberg (um 1450)", 1),
    ("de", "Wie heißen die zwei größten Städte?", "Berlin, Hamburg", 1),
]
WORDS = [
    ("le médecin", "doctor, physician", 0),
    ("aller", "to go out / to leave", 0),
    ("grand", "big/tall", 1),
    ("beau (belle)", "beautiful", 1),
    ("heureux, -euse", "happy", 0),
    ("le prof / la prof", "teacher", 0),
    ("la souris, f.", "mouse", 0),
    ("souris nf", "mouse", 1),
    ("chercher qqch", "to look for", 1),
    ("chercher", "to look for sth", 1),
    ("un(e) élève", "pupil", 0),
    ("la souris (f.)", "mouse", 0),
    ("le travail (pl. travaux)", "work", 0),
    ("l’école", "school", 0),
    ("Où habites-tu ?", "Where do you live?", 0),
    ("oui, merci", "Yes, please.", 0),
    ("ne … pas", "not", 0),
    ("se lever", "to get up", 0),
    ("bon", "adj. good", 1),
    ("rouge -s", "red", 1),
    ("el/la estudiante", "student", 1),
    ("ir (a + inf.)", "to go", 0),
]


def found(cards: str, language: str = "en") -> list[str]:
    """What the rule says of cards."""
    result = read_text(HEAD.replace("title", f"language: {language}\ntitle") + cards, "deck.yaml")
    assert result.diagnostics == ()
    return [each.message for each in lint(result, Edtf(2026, 11, 23), {}, frozenset(["Q212"]))]


def typed(prompt: str, answer: str, *accept: str) -> str:
    """A card to type."""
    card = {"typed": prompt, "answer": answer} | ({"accept": accept} if accept else {})
    return f"- {json.dumps(card, ensure_ascii=False)}\n"


@pytest.mark.parametrize(("prompt", "answer"), SEVERAL)
def test_several_in_one(prompt: str, answer: str) -> None:
    """What a learner would type who knows the answer is graded wrong, and the author is told."""
    (message,) = found(typed(prompt, answer))
    assert message.startswith(f"`{' '.join(answer.split())}` is one answer")


@pytest.mark.parametrize(("prompt", "answer"), GRADED_FAIRLY)
def test_no_finding_where_the_parts_are_right(prompt: str, answer: str) -> None:
    assert found(typed(prompt, answer)) == []


@pytest.mark.parametrize(("language", "answer", "times"), OTHER_LANGUAGES)
def test_other_languages(language: str, answer: str, times: int) -> None:
    """Signs are those of every language, words are those of the deck's own."""
    assert len(found(typed("?", answer), language)) == times


@pytest.mark.parametrize(("language", "prompt", "answer", "times"), WHO)
def test_what_the_question_asks_for(language: str, prompt: str, answer: str, times: int) -> None:
    """A last name, or two things in another order."""
    assert len(found(typed(prompt, answer), language)) == times


@pytest.mark.parametrize(("word", "means", "times"), WORDS)
def test_words(word: str, means: str, times: int) -> None:
    """The signs of dictionaries, on the side that a learner types."""
    card = json.dumps({"word": word, "means": means}, ensure_ascii=False)
    assert len(found(f"- {card}\n", "fr")) == times


@pytest.mark.parametrize(("prompt", "answer"), ONE)
def test_one_answer(prompt: str, answer: str) -> None:
    """A name, a unit, a formula, a title: all of it is the answer."""
    assert found(typed(prompt, answer)) == []


@pytest.mark.parametrize(
    ("answer", "accept", "is_found"),
    [
        ("autotroph", ("producer, primary producer",), True),
        ("autotroph", ("producer", "primary producer"), False),
        ("autotroph", ("producer / maker of food",), True),
        ("cytoplasm / cytosol", ("cytoplasm", "cytosol"), False),
        ("cytoplasm / cytosol", ("cytoplasm",), True),
        ("John Smith", ("Smith, John",), False),
        ("Tel Aviv", ("Tel Aviv, Israel",), False),
        ("Washington", ("Washington, D.C.",), False),
        ("rights of man and citizen", ("rights of man, declaration of rights",), True),
        ("the car", ("the auto, the old banger",), True),
    ],
)
def test_accepted(answer: str, accept: tuple[str, ...], *, is_found: bool) -> None:
    """What `accept` holds is one answer an entry; what it accepts by itself is no matter."""
    assert bool(found(typed(ASKED, answer, *accept))) is is_found


def test_every_entry_and_gap() -> None:
    """All of them are told, not only the first."""
    answers = ["artery/arteries", "vein / veins of the body", "lymph"]
    assert len(found(f"- {json.dumps({'list': 'Which vessels?', 'answer': answers})}\n")) == 2
    assert len(found("- cloze: The [aorta / artery] leaves the [heart/muscle|organ].\n")) == 2

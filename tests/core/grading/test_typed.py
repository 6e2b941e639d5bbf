"""Short answers: what is equal, what is a typo, and what is another name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import confusable_names
from coalition_quiz.core.grading import typed as texts
from coalition_quiz.core.grading.normalise import normalise, same
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry, Outcome, TypedTask, Verdict

RIGHT, WRONG, UNREADABLE = Outcome.RIGHT, Outcome.WRONG, Outcome.UNREADABLE


def graded(answer: str, text: str, *, accept: tuple[str, ...] = (), rivals: str = "") -> Verdict:
    names = frozenset(normalise(name) for name in rivals.split(",") if name)
    return texts.grade(TypedTask(Entry(answer, accept), names), text)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param("Mosul", "Mosul", id="as it stands"),
        pytest.param("Mosul", "mOSUL", id="any case"),
        pytest.param("Mosul", "  Mosul ", id="spaces around"),
        pytest.param("Mosul", "Mosul.", id="a full stop"),
        pytest.param("Mosul", "“Mosul”", id="quotation marks"),
        pytest.param("Élysée", "Elysee", id="no accents"),
        pytest.param("Elysee", "Élysée", id="accents of one's own"),
        pytest.param("Élysée", "E\u0301lyse\u0301e", id="accents as separate characters"),
        pytest.param("Élysée", "the Élysée", id="an English article in front"),
        pytest.param("Élysée", "l’Élysée", id="a French article in front"),
        pytest.param("an alliance", "alliance", id="no article"),
        pytest.param("the Arab League", "Arab League", id="no definite article"),
        pytest.param("a coalition", "the coalition", id="another English article"),
        pytest.param(
            "Islamic State of Iraq and the Levant",
            "islamic state of iraq and levant",
            id="an article within",
        ),
        pytest.param("Le Monde", "monde", id="no French article"),
        pytest.param("al-Aaraji", "Al Aaraji", id="al as a word"),
        pytest.param("al-Aaraji", "Alaaraji", id="al run together"),
        pytest.param("al-Aaraji", "Aaraji", id="no al"),
        pytest.param("al-Aaraji", "al‑Aaraji", id="a hyphen that does not break"),
        pytest.param("Bashar al-Assad", "bashar assad", id="no al within a name"),
        pytest.param("Côte d’Ivoire", "Cote d'Ivoire", id="a straight apostrophe"),
        pytest.param("Côte d’Ivoire", "cote divoire", id="no apostrophe"),
        pytest.param("Sana'a", "Sanaʿa", id="a letter that serves as apostrophe"),
        pytest.param("air strikes", "airstrikes", id="a space left out"),
        pytest.param("air strikes", "air-strikes", id="a hyphen for a space"),
        pytest.param("air strikes", "air\u00a0strikes", id="a space that does not break"),
        pytest.param("anti-Daesh", "anti–Daesh", id="a dash for a hyphen"),
        pytest.param("Bashar al-Assad", "bashar al asad", id="another spelling of an Arabic name"),
        pytest.param("airstrike", "airstrikes", id="the plural"),
        pytest.param("Raqqa", "the city of Raqqa in Syria", id="what and where it is"),
        pytest.param("U.S.", "US", id="an abbreviation without stops"),
        pytest.param("training & advice", "training and advice", id="an ampersand spelt out"),
        pytest.param("training and advice", "training & advice", id="an ampersand for and"),
        pytest.param("Łódź", "Lodz", id="a stroke through l"),
        pytest.param("Tromsø", "Tromso", id="a stroke through o"),
        pytest.param("Đà Nẵng", "Da Nang", id="a stroke through d"),
        pytest.param("Weißenburg", "Weissenburg", id="a sharp s"),
        pytest.param("Ærø", "Aero", id="a ligature"),
        pytest.param("Þingvellir", "Thingvellir", id="a thorn"),
        pytest.param("İzmir", "izmir", id="a dotted capital i"),
        pytest.param("Diyarbakır", "Diyarbakir", id="a dotless i"),
        pytest.param("F-16", "F16", id="a hyphen before a number"),
        pytest.param("35,404", "35 404", id="thousands grouped by a space"),
        pytest.param("35,404", "35404", id="thousands not grouped"),
        pytest.param("2014", "２０１４", id="digits of full width"),
        pytest.param("2014", "٢٠١٤", id="Arabic digits"),
        pytest.param("Mosul", "Mo\u200bsul", id="a space of no width"),
        pytest.param("서울", "서울", id="Korean"),
        pytest.param("हिन्दी", "हिन्दी", id="Devanagari keeps its vowels"),
        pytest.param("The The", "the the", id="nothing but articles"),
        pytest.param("A", "a", id="a letter that is also an article"),
        pytest.param("?", "?", id="mere punctuation"),
        pytest.param(":-)", ":-)", id="a smiley"),
        pytest.param("🦊", "🦊", id="an emoji"),
    ],
)
def test_what_is_equal(answer: str, text: str) -> None:
    verdict = graded(answer, text)
    assert (verdict.outcome, verdict.note) == (RIGHT, "")
    assert verdict.answer == (answer,)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param("Mosul", "Mossul", id="a letter doubled"),
        pytest.param("Mosul", "Mosull", id="a letter too many"),
        pytest.param("Mosul", "Msoul", id="two letters swapped"),
        pytest.param("Raqqa", "Raqa", id="a letter not doubled"),
        pytest.param("Fallujah", "Falluja", id="a letter left out"),
        pytest.param("Afghanistan", "Afganistn", id="two letters in a long word"),
        pytest.param("United Arab Emirates", "Untied Arab Emirats", id="one in each of two words"),
        pytest.param("Palestinian", "Plaestinain", id="two slips in a word of ten or more"),
        pytest.param("Morocco", "Morroco", id="the wrong letter doubled"),
        pytest.param("Philippines", "Phillipines", id="the wrong letter doubled in a long word"),
        pytest.param("Mosul", "Mossull", id="two letters doubled"),
        pytest.param("Bahrain", "Bahrian", id="two letters swapped within"),
        pytest.param("Saudi Arabia", "Saudi Arabai", id="two letters swapped at the end"),
        pytest.param("Qatar", "Qatr", id="a letter left out of five"),
        pytest.param("Interpol", "Intepol", id="a consonant left out"),
        pytest.param("Afghanistan", "Afghanisran", id="the consonant beside it on the keyboard"),
        pytest.param("Baghdadi", "Baghdafi", id="the same in a word of eight"),
        pytest.param("chlorine", "clorine", id="a silent h within"),
        pytest.param("Raqqa", "Raqqah", id="a silent h at the end"),
        pytest.param("photosynthesis", "photosythesis", id="a letter left out of a long word"),
        pytest.param("Sana'a Airport", "Sanaa Airprot", id="beside a word with an apostrophe"),
        pytest.param("Macron", "Emmanuel Macorn", id="a typo in an accepted variant"),
    ],
)
def test_a_typo_passes_and_shows_the_spelling(answer: str, text: str) -> None:
    verdict = graded(answer, text, accept=("Emmanuel Macron",))
    assert verdict.outcome is RIGHT
    assert answer in verdict.note


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param("Iraq", "Iran", id="a short name"),
        pytest.param("Hamas", "Hama", id="a short name typed for a longer"),
        pytest.param("Hama", "Hamas", id="a longer name typed for a short"),
        pytest.param("Mosul", "Msolu", id="two slips in a word of five"),
        pytest.param("Mosul", "Mosil", id="another vowel"),
        pytest.param("Macron", "Machon", id="another consonant"),
        pytest.param("Afghanistan", "Afghamistam", id="two keys missed"),
        pytest.param("Syria", "Syrian", id="the adjective"),
        pytest.param("Interpol", "Interpole", id="a letter added at the end, as in silicone"),
        pytest.param("Palestine", "Plaestien", id="two slips in a word of nine"),
        pytest.param("Damascus", "Dmaascsu", id="two slips in a word of eight"),
        pytest.param(
            "Syrian Democratic Forces", "Sryian Democrtic Froces", id="a slip in each of three"
        ),
        pytest.param("Iraq War", "Iran War", id="a short word in a long answer"),
        pytest.param("legal", "illegal", id="a prefix that negates"),
        pytest.param("illegal", "legal", id="the lack of a prefix that negates"),
        pytest.param("dependent", "independent", id="another prefix that negates"),
        pytest.param("military", "nonmilitary", id="non-"),
        pytest.param("Gambia", "Zambia", id="another beginning"),
        pytest.param("northern Syria", "southern Syria", id="the opposite direction"),
        pytest.param("northeastern Syria", "northwestern Syria", id="east for west within a word"),
        pytest.param("hypertension", "hypotension", id="hypo for hyper"),
        pytest.param("microeconomics", "macroeconomics", id="macro for micro"),
        pytest.param("World War I", "World War II", id="a Roman numeral"),
        pytest.param("Louis XVIII", "Louis XXIII", id="a long Roman numeral"),
        pytest.param("Group A", "Group B", id="a word of one letter"),
        pytest.param("F-16", "F-15", id="a digit"),
        pytest.param("Resolution 2170", "Resolution 2178", id="a digit in a long answer"),
        pytest.param("Resolution 2170", "Resolution 21700", id="a digit too many"),
        pytest.param("December 2017", "December 2071", id="digits swapped"),
        pytest.param("G7 summits", "G20 summits", id="digits within a word"),
        pytest.param("1.5", "15", id="a decimal point left out"),
        pytest.param("1, 2", "12", id="numbers run together"),
        pytest.param("1/2", "1.2", id="a fraction for a decimal"),
        pytest.param("-5", "5", id="a minus left out"),
        pytest.param("10²", "102", id="a raised digit"),
        pytest.param("C#", "C", id="a sharp"),
        pytest.param("C++", "C", id="pluses"),
        pytest.param("Cl-", "Cl", id="the charge of an ion"),
        pytest.param("Raqqa", "Mosul", id="another name"),
        pytest.param("Raqqa", "the city of Raqqa in Iraq", id="a place in another country"),
        pytest.param("el mar", "la mar", id="a foreign article exchanged"),
    ],
)
def test_what_is_wrong(answer: str, text: str) -> None:
    assert graded(answer, text).outcome is WRONG


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("convection", "conduction"),
        ("stalactite", "stalagmite"),
        ("chlorine", "chloride"),
        ("adduction", "abduction"),
        ("astrology", "astronomy"),
        ("entomology", "etymology"),
        ("isotope", "isotone"),
        ("ileum", "ilium"),
        ("silicon", "silicone"),
        ("complement", "compliment"),
        ("stationary", "stationery"),
        ("sulfate", "sulfite"),
        ("nitrite", "nitride"),
        ("ethane", "ethene"),
        ("amylase", "amylose"),
        ("absorption", "adsorption"),
        ("endogenous", "exogenous"),
        ("intermolecular", "intramolecular"),
        ("antebellum", "antibellum"),
        ("human", "humane"),
        ("principal", "principle"),
        ("precede", "proceed"),
        ("eight", "eighth"),
        ("Niger", "Nigeria"),
        ("Austria", "Australia"),
        ("Slovenia", "Slovakia"),
    ],
)
def test_a_term_is_never_a_typo_of_its_neighbour(one: str, other: str) -> None:
    assert graded(one, other).outcome is WRONG
    assert graded(other, one).outcome is WRONG


@pytest.mark.parametrize("text", ["", " ", "\n", "?", "...", "—", "\u200b", "\u200e \u00ad"])
def test_nothing_said_is_never_wrong(text: str) -> None:
    verdict = graded("Mosul", text)
    assert verdict.outcome is UNREADABLE
    assert verdict.note == "Type an answer."
    assert not verdict.answer, "a question that is asked again must not give itself away"


def test_an_accepted_spelling_is_as_good_as_the_answer() -> None:
    verdict = graded("Raqqa", "rakka", accept=("Rakka", "ar-Raqqah"))
    assert (verdict.outcome, verdict.note, verdict.answer) == (RIGHT, "", ("Raqqa",))


@pytest.mark.parametrize(
    ("answer", "text", "rivals"),
    [
        pytest.param("Iceland", "Ireland", "Ireland", id="the very name of another"),
        pytest.param("Iceland", "Ieland", "Ireland", id="as near to another"),
        pytest.param("Iceland", "Irelandd", "Ireland", id="nearer to another"),
        pytest.param("airstrike", "airstrikes", "airstrikes", id="the plural, if told apart"),
        pytest.param("El Salvador", "Salvador", "Salvador", id="another name but for an article"),
        pytest.param("Slovenia", "Slovenija", "Slovakia,Slovenija", id="one of several"),
    ],
)
def test_a_typo_is_never_another_name_of_the_deck(answer: str, text: str, rivals: str) -> None:
    assert graded(answer, text).outcome is RIGHT or answer == "Iceland"
    assert graded(answer, text, rivals=rivals).outcome is WRONG


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param("Macron", "Mr Macron", id="Mr"),
        pytest.param("Macron", "mr. macron", id="Mr with a stop"),
        pytest.param("Macron", "President Macron", id="President"),
        pytest.param("Syrian Democratic Forces", "Syrian Democratic Forces (SDF)", id="both names"),
        pytest.param("Syrian Democratic Forces", "SDF (Syrian Democratic Forces)", id="reversed"),
        pytest.param("Tuesday", "Tue", id="a weekday cut short"),
        pytest.param("Tuesday", "Tues.", id="a weekday cut short with a stop"),
        pytest.param("September", "Sept", id="a month cut short"),
    ],
)
def test_what_is_said_around_a_name(answer: str, text: str) -> None:
    verdict = graded(answer, text, accept=("SDF",))
    assert (verdict.outcome, verdict.note) == (RIGHT, "")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param("Macron", "Mr Marcon", id="behind a title"),
        pytest.param("Syrian Democratic Forces", "Syrian Democratic Froces (SDF)", id="brackets"),
    ],
)
def test_a_typo_in_what_is_said_around_a_name(answer: str, text: str) -> None:
    verdict = graded(answer, text, accept=("SDF",))
    assert verdict.outcome is RIGHT
    assert answer in verdict.note


@pytest.mark.parametrize(
    ("answer", "text", "rivals"),
    [
        pytest.param("Congo", "DR Congo", "", id="no title"),
        pytest.param("Macron", "Mr Sarkozy", "", id="another name behind a title"),
        pytest.param("Pibb", "Mr Pibb", "Mr Pibb", id="a title that the deck tells apart"),
        pytest.param("EU", "EU (NATO)", "", id="another name in brackets"),
        pytest.param("EU", "NATO (EU)", "", id="another name before the brackets"),
        pytest.param("Tuesday", "Tu", "", id="two letters of a weekday"),
        pytest.param("Tuesday", "Thu", "", id="another weekday"),
        pytest.param("Tuesday club", "Tue", "", id="more than a weekday"),
        pytest.param("Marching", "Mar", "", id="no month"),
    ],
)
def test_what_is_said_around_another_name(answer: str, text: str, rivals: str) -> None:
    assert graded(answer, text, rivals=rivals).outcome is WRONG


def test_own_spellings_are_no_rivals() -> None:
    rivals = "Fallujah,Falluja,al-Fallujah,al-Falluja"
    verdict = graded("al-Fallujah", "Fallujha", accept=("Falluja",), rivals=rivals)
    assert verdict.outcome is RIGHT


def test_the_deck_tells_apart_all_that_it_names() -> None:
    bodies: tuple[Body, ...] = (
        Typed("?", Entry("Daesh", ("ISIS",))),
        Choice("?", ("Mosul",), many=False, pool="cities"),
        Choice("?", ("Mosul",), many=False, wrong=(Wrong("Ramadi"),)),
        Match("?", (("Iraq", "Baghdad"),)),
        List("?", (Entry("Qatar"), Entry("Bahrain")), 2),
        Cloze(("In ", Gap(Entry("Tel Aviv", ("TLV",))), ".")),
        TrueFalse("Baghdad is far.", answer=True),
    )
    cards = tuple(Card(f"c{i}", body, i) for i, body in enumerate(bodies))
    pools = {"cities": ("Hit", "Ramadi"), "never drawn on": ("Narnia",)}
    assert confusable_names(Deck("d", "D", "d.yaml", cards, pools=pools)) == {
        *("daesh", "isis", "mosul", "ramadi", "iraq", "baghdad", "qatar", "bahrain", "telaviv"),
        *("tlv", "hit"),
    }


def test_a_near_spelling_on_one_card_is_still_a_typo_on_another() -> None:
    listing = List("?", (Entry("Fallujah", ("Falluja",)), Entry("al-Aaraji", ("Aaraji",))), 2)
    rivals = confusable_names(Deck("d", "D", "d.yaml", (Card("c", listing, 1),)))
    assert texts.grade(TypedTask(Entry("Fallujah"), rivals), "Falluja").outcome is RIGHT
    assert texts.grade(TypedTask(Entry("al-Aaraji"), rivals), "Aaraji").outcome is RIGHT


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.from_regex(r"[-aA .,'/&#%0-9the²½]{0,12}", fullmatch=True))
def test_folding_twice_is_folding_once_for_what_it_treats_apart(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(), st.text())
def test_being_the_same_has_no_direction(one: str, other: str) -> None:
    assert same(one, one)
    assert same(one, other) == same(other, one)


@given(st.text(min_size=1), st.text())
def test_any_text_can_be_graded(answer: str, text: str) -> None:
    assert isinstance(graded(answer, text), Verdict)


@given(st.text(), st.frozensets(st.text(), max_size=5))
def test_the_answer_itself_is_right_whatever_the_deck_names(
    answer: str, names: frozenset[str]
) -> None:
    rivals = frozenset(map(normalise, names)) | {normalise(answer)}
    outcome = texts.grade(TypedTask(Entry(answer), rivals), answer).outcome
    assert outcome is (RIGHT if normalise(answer) else UNREADABLE)


_WORD = st.text(st.sampled_from("abefghko"), min_size=5, max_size=12)


@given(_WORD, st.from_regex(r"[0-9]{1,6}", fullmatch=True), st.data())
def test_a_typo_is_never_in_the_digits(word: str, digits: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != digits[at]))
    changed = digits[:at] + other + digits[at + 1 :]
    assert graded(f"{word} {digits}", f"{word} {changed}").outcome is WRONG
    assert graded(word + digits, word + changed).outcome is WRONG


@given(_WORD, _WORD)
def test_a_rival_never_passes(answer: str, rival: str) -> None:
    expected = RIGHT if normalise(answer) == normalise(rival) else WRONG
    assert graded(answer, rival, rivals=rival).outcome is expected


@given(_WORD, st.data())
def test_a_swap_of_neighbours_passes_from_five_letters_on(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 2))
    typo = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert graded(word, typo).outcome is RIGHT

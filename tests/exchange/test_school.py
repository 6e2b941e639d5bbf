"""Questions of schools as real files have them: partial credit, bands, HTML, encodings."""

import io
import warnings
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.kinds.base import Wrong
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.kinds.word import Word
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.reading import read_deck
from coalition_quiz.exchange.formats import FORMATS, read
from coalition_quiz.exchange.model import (
    ExchangeError,
    ExportOptions,
    Imported,
    ImportOptions,
    Loss,
)
from coalition_quiz.system.paths import bundled_decks

SHARED = Path(__file__).parents[3] / "shared" / "data" / "exchange"


def imported(text: str | bytes, name: str = "") -> Imported:
    data = text.encode() if isinstance(text, str) else text
    return read(data, ImportOptions("file"), name)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "::T::Which? {=a ~b#no ~c}",
            Choice("Which?", ("a",), False, (Wrong("b", "no"), Wrong("c"))),
        ),
        (
            "Which two? {~%50%a ~%50%b ~%-100%c}",
            Choice("Which two?", ("a", "b"), True, (Wrong("c"),)),
        ),
        ("Grant is buried. {T}", TrueFalse("Grant is buried.", answer=True)),
        ("Pigs fly. {FALSE#no#yes}", TrueFalse("Pigs fly.", answer=False)),
        ("Two plus two is {=four =4}.", Typed("Two plus two is _____.", Entry("four", ("4",)))),
        ("When? {#1822:5}", Number("When?", Decimal(1822), "1822", Tolerance(Decimal(5)))),
        (
            "Pi? {#3.141..3.142}",
            Number("Pi?", Decimal("3.1415"), "3.1415", Tolerance(Decimal("0.0005"))),
        ),
        ("Match. {=a -> 1 =b -> 2}", Match("Match.", (("a", "1"), ("b", "2")))),
        ("Say more. {####Because.}", Flip("Say more.", "Because.")),
        (r"[plain]a \{b\} \: \\ c? {=x\=y}", Typed("a {b} : \\ c?", Entry("x=y"))),
        (
            "[html]<p>Sun&nbsp;rises</p> {=<b>east</b> ~west}",
            Choice("Sun rises", ("east",), False, (Wrong("west"),)),
        ),
    ],
)
def test_gift_is_read_as_moodle_reads_it(text: str, body: object) -> None:
    (card,) = imported(f"// comment\n{text}\n", "gift").cards
    assert card.card.body == body


def test_gift_keeps_ids_tags_categories_and_feedback() -> None:
    category, question = "$CATEGORY: $course$/top/A//B", "Is it? {TRUE####Because.}"
    text = f"{category}\n\n// [id:q-1] [tag:x y] [tag:z]\n{question}\n"
    found = imported(text)
    card = found.cards[0].card
    assert (found.title, found.cards[0].key, card.tags, card.why) == (
        *("A/B", "q-1", ("x y", "z"), "Because."),
    )


def test_gift_says_what_it_leaves_out() -> None:
    blocks = ("A text.", "Essay {}", "Number {#=1:0 =%50%2:1}", "Short {=a =%50%b =*}")
    found = imported("\n\n".join(blocks), "gift")
    assert [(loss.reason, loss.left_out) for loss in found.losses] == [
        ("is a description, not a question", True),
        ("is an essay without an answer", True),
        ("further answers with other tolerances are left out", False),
        ("answers with partial credit are left out", False),
    ]


def test_gift_without_empty_lines_between_the_questions() -> None:
    """A line that begins with a title or a comment begins a question."""
    text = (
        "::1:: A? {=a ~b#No.}\n::2:: B? {\n=b\n~a\n}\n// [id:c]\n::3:: C {=c} c.\n"
        "::4:: D \\}\n:: {=d}\n"
    )
    cards = imported(text, "gift").cards
    assert [each.card.body.prompt for each in cards] == ["A?", "B?", "C _____ c.", "D }\n::"]
    assert cards[2].key == "c"


MOODLE = """<?xml version="1.0" encoding="UTF-8"?><quiz>
<question type="category"><category><text>$course$/top/Käse</text></category></question>
<question type="multichoice"><name><text>Q1</text></name>
<questiontext format="html">
<text><![CDATA[<p>Which <b>one</b>?<img src="@@PLUGINFILE@@/a.png"></p>]]></text>
<file name="a.png" path="/" encoding="base64">aGk=</file></questiontext>
<generalfeedback><text>&lt;p&gt;Why&lt;/p&gt;</text></generalfeedback><single>true</single>
<answer fraction="100"><text>x</text><feedback><text>yes</text></feedback></answer>
<answer fraction="50"><text>y</text><feedback><text>nearly</text></feedback></answer>
<answer fraction="0"><text>z</text></answer><idnumber>q1</idnumber>
<tags><tag><text>t</text></tag></tags></question>
<question type="numerical"><questiontext><text>How many?</text></questiontext>
<answer fraction="100"><text>12</text><tolerance>0.5</tolerance></answer>
<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units></question>
<question type="cloze"><questiontext><text>{1:SHORTANSWER:=A~=B} and {2:NUMERICAL:=3:0.1}.</text>
</questiontext></question>
<question type="stack"><questiontext><text>x</text></questiontext></question></quiz>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_moodle_xml_is_read_with_its_losses(encoding: str) -> None:
    found = imported(MOODLE.encode(encoding))
    assert found.title == "Käse"
    first, second, third = found.cards
    assert first.card.body == Choice(
        "Which one?", ("x",), False, (Wrong("y", "nearly"), Wrong("z"))
    )
    assert (first.key, first.card.why, first.card.tags, first.pictures) == (
        "q1",
        "Why",
        ("t",),
        ("a.png",),
    )
    assert second.card.body == Number(
        "How many?", Decimal(12), "12", Tolerance(Decimal("0.5")), "km"
    )
    assert third.card.body.answers == ("A", "3")
    assert [loss.reason for loss in found.losses] == [
        "partial credit is left out",
        "feedback on right answers is left out",
        "is of a type that a deck cannot hold (stack)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE q [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><quiz><question>&b;</question></quiz>',
        '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><question>&a;</question></quiz>',
        f"<quiz>{'<question>' * 50_000}",
        "<quiz><question type='essay'></quiz>",
        '<?xml version="1.0" encoding="no-such"?><quiz><question/></quiz>',
    ],
)
def test_hostile_xml_gets_a_sentence(text: str) -> None:
    with pytest.raises(ExchangeError, match="XML"):
        imported(text, "moodle")


def test_another_parser_reads_the_gift_of_the_bundled_decks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is from 2017
        from pygiftparser import parser
    write = FORMATS["gift"].write
    assert write is not None
    for path in sorted(bundled_decks().glob("*.yaml")):
        deck = read_deck(path).deck
        assert deck is not None
        text = write([deck], ExportOptions()).data.decode()
        read_again = parser.parseFile(io.StringIO(text))
        assert all(question.valid for question in read_again)
        assert len(read_again) == text.count("// [id:")
    capsys.readouterr()  # it says that questions have no title


LINES = {
    "aiken": "What is the capital?\nA. Paris\nB. London\nANSWER: A\n\nNo answer\nA. x\n",
    "opentriviaqa": "#Q What is\nthe capital?\n^ Paris\nA London\nB Paris\n\n#Q None\n^ x\n",
    "text2qti": (
        "Quiz title: Demo\n\n1. What is the capital?\n... Because.\n*a) Paris\nb) London\n... No.\n"
        "2. Two?\n[*] a\n[ ] b\n[*] c\n\n3. Name?\n* Abc\n* abcd\n\n4. Pi?\n= 3.14 +- 0.01\n"
        "5. Say.\n___\n"
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_banks_with_one_line_for_each_option_are_recognised_and_read(name: str) -> None:
    found = imported(LINES[name])
    assert found.format == name
    first = found.cards[0].card.body
    assert isinstance(first, Choice)
    assert (first.answers, [each.text for each in first.wrong]) == (("Paris",), ["London"])
    assert sum(loss.left_out for loss in found.losses) == 1
    if name == "text2qti":
        assert (found.cards[0].card.why, first.wrong[0].why) == ("Because.", "No.")
        assert [each.card.body for each in found.cards[1:]] == [
            Choice("Two?", ("a", "c"), True, (Wrong("b"),)),
            Typed("Name?", Entry("Abc", ("abcd",))),
            Number("Pi?", Decimal("3.14"), "3.14", Tolerance(Decimal("0.01"))),
        ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not here")
def test_real_files_are_read() -> None:
    gift = {path.stem: imported(path.read_bytes(), "gift") for path in SHARED.glob("gift/*.gift")}
    assert len(gift) == 8
    assert sum(len(each.cards) for each in gift.values()) >= 18
    canvas = imported((SHARED / "qti" / "instructure_all_canvas_simple_1.2.xml").read_bytes())
    assert [each.card.kind for each in canvas.cards] == [
        *("choice", "truth", "typed", "cloze", "choice", "cloze", "number", "front"),
    ]


def test_a_package_of_canvas_says_where_its_parts_are() -> None:
    write = FORMATS["qti"].write
    assert write is not None
    deck = Deck("demo", "Demo: all", "", (Card("a.b", TrueFalse("Is it?", answer=True), 0),))
    exported = write([deck], ExportOptions())
    with zipfile.ZipFile(io.BytesIO(exported.data)) as archive:
        assert archive.namelist() == ["imsmanifest.xml", "i_demo/i_demo.xml"]
        manifest, quiz = (archive.read(name).decode() for name in archive.namelist())
    assert 'type="imsqti_xmlv1p2" href="i_demo/i_demo.xml"' in manifest
    assert '<item ident="i_a.b" title="Is it?">' in quiz
    assert imported(exported.data).title == "Demo: all"


@pytest.mark.parametrize("name", ["moodle", "gift", "qti", "qti21"])
def test_a_word_is_written_as_the_question_for_its_meaning(name: str) -> None:
    word = Word(Entry("la gare"), Entry("station", ("railway station",)))
    deck = Deck("d", "D", "", (Card("a", word, 0),), language="fr")
    write = FORMATS[name].write
    assert write is not None
    exported = write([deck], ExportOptions())
    (card,) = imported(exported.data, name).cards
    assert card.card.body == Typed("In English: la gare", word.means)
    assert Loss("is asked in one direction only", "a") in exported.losses

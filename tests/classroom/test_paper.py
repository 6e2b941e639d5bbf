"""The test on paper: keys that are right on each version, and deck text that stays text."""

import re
from html.parser import HTMLParser

from coalition_quiz.classroom.class_test import accept_answer
from coalition_quiz.classroom.paper import paper_page, slips_page

from helpers.class_test import every_kind, key_of
from helpers.classroom import HEAD


class _Sections(HTMLParser):
    """Collects the text of each section, one line per piece."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag == "section":
            self.sections.append([])

    def handle_data(self, data: str) -> None:
        if self.sections and data.strip():
            self.sections[-1].append(data.strip())


def _sections(page: str) -> dict[str, list[str]]:
    parser = _Sections()
    parser.feed(page)
    titled = {}
    for lines in parser.sections:
        version = next((each for each in lines if each.startswith("Version ")), "")
        titled[version[:9] if version else lines[0]] = lines
    return titled


def test_the_letters_of_each_key_lead_to_the_answers() -> None:
    test = every_kind(versions=3)
    pages = _sections(paper_page(test))
    for name in "ABC":
        asked, key = pages[f"Version {name}"], pages[f"Key, version {name}"]
        layout = test.versions["ABC".index(name)].layouts
        for card, answers in (("choice", {"Paris"}), ("several", {"Marseille", "Nice"})):
            shown = layout[key_of(test, card)]
            letters = {chr(65 + at) for at, text in enumerate(shown) if text in answers}
            assert " ".join(sorted(letters)) in key
            listed = [line for at, text in enumerate(shown) for line in (chr(65 + at), text)]
            assert any(asked[at : at + len(listed)] == listed for at in range(len(asked)))
        rows = layout[key_of(test, "order")]
        order = next(each for each in key if re.fullmatch(r"[A-D]( [A-D]){3}", each))
        assert [rows[ord(letter) - 65] for letter in order.split()] == [
            *("Lille", "Paris", "Lyon", "Marseille")
        ]
        rights = layout[key_of(test, "match")]
        match = next(each for each in key if re.fullmatch(r"\d[A-C]( \d[A-C])+", each))
        pairs = [rights[ord(pair[1]) - 65] for pair in match.split()]
        assert pairs == ["Seine", "Rhône", "Loire"]
    assert "Paris" not in " ".join(pages["Answer sheet, version A"])


def test_an_accepted_answer_is_in_the_key() -> None:
    test = every_kind()
    accepted = accept_answer(test, key_of(test, "typed"), "Panam")
    assert "also Panam" in _sections(paper_page(accepted))["Key, version A"]


def test_large_print_is_the_same_text() -> None:
    test = every_kind(versions=2)
    large = paper_page(test, large=True)
    assert large.replace('<body class="large">', "<body>") == paper_page(test)


def test_codes_with_their_versions() -> None:
    page = slips_page(every_kind(versions=2, pupils=3))
    slips = re.findall(r"<b>(P\d\d)</b>[^<]*<br>Version (.)", page)
    assert slips == [("P01", "A"), ("P02", "B"), ("P03", "A")]


def test_deck_text_stays_text() -> None:
    card = "  - {id: x, typed: '<script>alert(1)</script>', answer: '</td><img src=x>'}\n"
    page = paper_page(every_kind(HEAD + card))
    assert "<script" not in page
    assert "<img" not in page

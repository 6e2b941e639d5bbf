"""The test in a real browser: by keyboard, mouse and touch, after a reload, without storage."""

import base64
import codecs
import json
import os
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from coalition_quiz.classroom.answer_sheets import read_handed_in
from coalition_quiz.classroom.class_test import ClassTest
from coalition_quiz.classroom.paper import paper_page
from coalition_quiz.classroom.player import player_page
from coalition_quiz.classroom.results import PupilResult, grade_class

from helpers.class_test import every_kind, key_of
from helpers.classroom import HEAD

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""

pytestmark = pytest.mark.skipif(
    not _CHROMIUM and not os.environ.get("CI"), reason="needs Chromium: install it to run this"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(accept_downloads=True, has_touch=True)
    context.set_default_timeout(10_000)
    yield context
    context.close()


class Pupil:
    """Opens the page of a test, and hands in what it saves."""

    def __init__(self, context: BrowserContext, folder: Path, test: ClassTest) -> None:
        self.test = test
        self.file = folder / "test.html"
        self.file.write_text(player_page(test), encoding="utf-8")
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page = self.open(context)

    def open(self, context: BrowserContext) -> Page:
        """Open the page in a tab."""
        page = context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(self.file.as_uri())
        return page

    def start(self, code: str = "P01") -> None:
        """Type the code and start."""
        self.page.get_by_label("Your code").fill(code)
        self.page.get_by_role("button", name="Start").click()

    def question(self, card: str) -> Any:
        """Find the question about a card."""
        return self.page.locator(f"#{key_of(self.test, card)}")

    def save(self) -> dict[str, Any]:
        """Save, and return the file's content."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name="Save my answers").click()
        text = Path(download.value.path()).read_text("utf-8")
        document: dict[str, Any] = json.loads(text)
        return document

    def graded(self) -> PupilResult:
        """Save, hand in, and return the result."""
        data = json.dumps(self.save()).encode()
        return grade_class(self.test, [read_handed_in(self.test, "file", data)]).pupils[0]


@pytest.fixture
def pupil(context: BrowserContext, tmp_path: Path) -> Iterator[Pupil]:
    pupil = Pupil(context, tmp_path, every_kind())
    yield pupil
    assert pupil.errors == []
    outside = [url for url in pupil.requests if not url.startswith(("file:", "blob:", "data:"))]
    assert outside == []


def _order_by_buttons(pupil: Pupil, card: str, rows: list[str]) -> None:
    for place, row in enumerate(rows):
        for _ in range(len(rows)):
            shown = pupil.question(card).locator("li .text").all_inner_texts()
            if shown.index(row) <= place:
                break
            pupil.page.get_by_role("button", name=f"Up: {row}").click()


def test_all_kinds_with_the_mouse(pupil: Pupil) -> None:
    pupil.start()
    page = pupil.page
    pupil.question("choice").get_by_text("Paris").click()
    for city in ("Nice", "Marseille"):
        pupil.question("several").get_by_text(city).click()
    pupil.question("truth").get_by_text("True").click()
    for card, text in (("typed", "Paris"), ("number", "777"), ("cloze", "Seine")):
        pupil.question(card).get_by_role("textbox").fill(text)
    pupil.question("date").get_by_role("textbox").fill("November 1993")
    for city, river in (("Paris", "Seine"), ("Lyon", "Rhône"), ("Nantes", "Loire")):
        pupil.question("match").get_by_label(city).select_option(river)
    for at, name in enumerate(("Nice", "Toulon")):
        pupil.question("list").get_by_role("textbox").nth(at).fill(name)
    _order_by_buttons(pupil, "order", ["Lille", "Paris", "Lyon", "Marseille"])
    assert page.get_by_text("All questions are answered.").is_visible()
    result = pupil.graded()
    assert (result.score, result.answered, result.code) == (10, 10, "P01")


def test_all_kinds_by_keyboard_alone(pupil: Pupil) -> None:
    """Tab goes from field to field, as for a pupil without a mouse."""
    keys = pupil.page.keyboard
    keys.press("Tab")
    keys.type("p01")
    keys.press("Enter")
    done: set[str] = set()
    typed = {"typed": "Paris", "number": "777", "cloze": "Seine", "date": "November 1993"}
    names = iter(("Nice", "Toulon"))
    for _ in range(60):
        keys.press("Tab")
        focus = pupil.page.evaluate(
            "() => { const e = document.activeElement; const s = e.closest('fieldset'); return {"
            " key: s ? s.id : '', type: e.type || '', label: e.getAttribute('aria-label') || '',"
            " text: e.closest('label') ? e.closest('label').innerText : '', id: e.id } }"
        )
        if focus["id"] == "save":
            break
        card = next((c for c in typed if focus["key"] == key_of(pupil.test, c)), "")
        if card:
            keys.type(typed[card])
        elif focus["key"] == key_of(pupil.test, "list"):
            keys.type(next(names))
        elif focus["key"] == key_of(pupil.test, "several"):
            if focus["text"].strip() in {"Nice", "Marseille"}:
                keys.press("Space")
        elif focus["key"] == key_of(pupil.test, "match"):
            keys.type({"Paris": "Sei", "Lyon": "Rh", "Nantes": "Loi"}[focus["label"]])
        elif focus["type"] == "radio" and focus["key"] not in done:
            done.add(focus["key"])
            _choose_radio(
                pupil, "Paris" if focus["key"] == key_of(pupil.test, "choice") else "True"
            )
        elif focus["label"].startswith("Move: ") and "order" not in done:
            done.add("order")
            _order_by_arrows(pupil, ["Lille", "Paris", "Lyon", "Marseille"])
    result = pupil.graded()
    assert result.score == 10


def _choose_radio(pupil: Pupil, wanted: str) -> None:
    pupil.page.keyboard.press("Space")
    for _ in range(6):
        text = pupil.page.evaluate("document.activeElement.closest('label').innerText")
        if text.strip() == wanted:
            return
        pupil.page.keyboard.press("ArrowDown")
    raise AssertionError(wanted)


def _order_by_arrows(pupil: Pupil, rows: list[str]) -> None:
    for place, row in enumerate(rows):
        grip = pupil.page.get_by_role("button", name=f"Move: {row}")
        grip.focus()
        for _ in range(len(rows)):
            shown = pupil.question("order").locator("li .text").all_inner_texts()
            if shown.index(row) <= place:
                break
            pupil.page.keyboard.press("ArrowUp")
    last = pupil.page.get_by_role("button", name=f"Down: {rows[-2]}")
    last.focus()


def test_rows_are_dragged_by_touch_or_mouse(pupil: Pupil) -> None:
    pupil.start()
    shown = pupil.question("order").locator("li .text").all_inner_texts()
    grip = pupil.page.get_by_role("button", name=f"Move: {shown[0]}")
    grip.scroll_into_view_if_needed()
    box, rows = grip.bounding_box(), pupil.question("order").locator("li")
    end = rows.nth(3).bounding_box()
    assert box is not None
    assert end is not None
    pupil.page.mouse.move(box["x"] + 5, box["y"] + 5)
    pupil.page.mouse.down()
    for row in range(1, 4):
        there = rows.nth(row).bounding_box()
        assert there is not None
        pupil.page.mouse.move(box["x"] + 5, there["y"] + there["height"] / 2)
    pupil.page.mouse.up()
    moved = pupil.question("order").locator("li .text").all_inner_texts()
    assert moved == [*shown[1:], shown[0]]
    assert pupil.save()["answers"][key_of(pupil.test, "order")]["rows"] == moved
    up = pupil.page.get_by_role("button", name=f"Up: {shown[0]}")
    up.tap()
    assert pupil.question("order").locator("li .text").all_inner_texts()[2] == shown[0]


def test_a_reload_keeps_answers_and_another_code_starts_empty(pupil: Pupil) -> None:
    pupil.start()
    pupil.question("typed").get_by_role("textbox").fill("Paris")
    pupil.question("choice").get_by_text("Lyon").click()
    pupil.page.reload()
    assert pupil.question("typed").get_by_role("textbox").input_value() == "Paris"
    assert pupil.page.locator("#count").inner_text() == "2 of 10 answered"
    pupil.page.once("dialog", lambda dialog: dialog.accept())
    pupil.page.get_by_role("button", name="Use another code").click()
    pupil.start("P02")
    assert pupil.question("typed").get_by_role("textbox").input_value() == ""
    assert pupil.save()["code"] == "P02"


def test_a_code_must_be_one(pupil: Pupil) -> None:
    for bad in ("", "  ", "=1+1", "P 1", "<b>"):
        pupil.page.get_by_label("Your code").fill(bad)
        pupil.page.get_by_role("button", name="Start").click()
        assert "letters, digits and hyphens" in pupil.page.get_by_role("alert").inner_text()


def test_time_runs_out(context: BrowserContext, tmp_path: Path) -> None:
    pupil = Pupil(context, tmp_path, every_kind(minutes=5))
    pupil.page.clock.install()
    pupil.page.reload()
    pupil.start()
    pupil.question("typed").get_by_role("textbox").fill("Paris")
    assert "left" in pupil.page.locator("#time").inner_text()
    pupil.page.clock.run_for(5 * 60_000 + 1_000)
    assert pupil.page.get_by_role("heading", name="Time is up").is_visible()
    assert pupil.question("typed").get_by_role("textbox").is_disabled()
    assert pupil.graded().score == 1
    pupil.page.reload()
    pupil.page.clock.run_for(1_000)
    assert pupil.question("typed").get_by_role("textbox").is_disabled()


def test_two_tabs_do_not_overwrite_each_other(pupil: Pupil, context: BrowserContext) -> None:
    pupil.start()
    pupil.question("typed").get_by_role("textbox").fill("Paris")
    second = pupil.open(context)
    second.locator("#end").wait_for()
    blocked = pupil.page.get_by_role("heading", name="The test is open in another tab")
    blocked.wait_for()
    assert pupil.question("typed").get_by_role("textbox").is_disabled()
    second.locator(f"#{key_of(pupil.test, 'number')}").get_by_role("textbox").fill("777")
    pupil.page.get_by_role("button", name="Continue here").click()
    assert pupil.question("number").get_by_role("textbox").input_value() == "777"
    assert pupil.graded().score == 2


@pytest.mark.parametrize("fault", ["full", "forbidden"])
def test_without_storage_the_pupil_is_told_and_can_hand_in(
    context: BrowserContext, tmp_path: Path, fault: str
) -> None:
    if fault == "full":
        context.add_init_script(
            "Storage.prototype.setItem = () => { throw new DOMException('full') }"
        )
    else:
        context.add_init_script(
            "Object.defineProperty(window, 'localStorage',"
            " { get() { throw new DOMException('no') } })"
        )
    pupil = Pupil(context, tmp_path, every_kind())
    pupil.start()
    pupil.question("typed").get_by_role("textbox").fill("Paris")
    assert "cannot store your answers" in pupil.page.locator("#storage").inner_text()
    assert pupil.graded().score == 1
    assert pupil.errors == []


def test_answers_are_copied_as_text(pupil: Pupil) -> None:
    pupil.start()
    pupil.question("typed").get_by_role("textbox").fill("Paris")
    pupil.page.get_by_role("button", name="Copy as text").click()
    text = pupil.page.get_by_label("Your answers as text").input_value()
    found = read_handed_in(pupil.test, "mail", f"> Hi,\n{text}\nBye".encode())
    assert grade_class(pupil.test, [found]).pupils[0].score == 1


def test_no_serious_fault_for_assistive_technology(pupil: Pupil) -> None:
    axe = Axe()
    pages = []
    for scheme in ("light", "dark"):
        pupil.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if scheme == "light":
            pages.append(axe.run(pupil.page))
            pupil.start()
        pages.append(axe.run(pupil.page))
    for result in pages:
        serious = [
            (each["id"], each["nodes"][0]["html"])
            for each in result.response["violations"]
            if each["impact"] in {"serious", "critical"}
        ]
        assert serious == []


def test_small_and_zoomed_pages_need_no_sideways_scrolling(pupil: Pupil) -> None:
    for width in (320, 640):
        pupil.page.set_viewport_size({"width": width, "height": 480})
        if width == 320:
            pupil.start()
        else:
            pupil.page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = pupil.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


_HOSTILE = (
    HEAD
    + """\
  - id: script
    choice: '</script><script>document.title = "owned"</script><img src=x onerror=alert(1)>'
    answer: '"><b onmouseover=alert(1)>'
    wrong: ['</option></select>', '&lt;i&gt; {{x}}', '<!--']
  - {id: rtl, typed: 'ما هي عاصمة فرنسا؟', answer: باريس}
  - id: rows
    order: 東京から
    answer: [東京, 名古屋, 大阪]
  - id: pairs
    match: Which?
    pairs: {'<a href="javascript:1">': '<script>1</script>', '__proto__': 'constructor'}
"""
)


def test_deck_text_stays_text(context: BrowserContext, tmp_path: Path) -> None:
    pupil = Pupil(context, tmp_path, every_kind(_HOSTILE))
    title = pupil.page.title()
    pupil.start()
    pupil.question("script").get_by_text('"><b onmouseover=alert(1)>').click()
    pupil.question("rtl").get_by_role("textbox").fill("باريس")
    _order_by_buttons(pupil, "rows", ["東京", "名古屋", "大阪"])
    pairs = pupil.question("pairs")
    pairs.get_by_label('<a href="javascript:1">').select_option("<script>1</script>")
    pairs.get_by_label("__proto__").select_option("constructor")
    assert pupil.page.title() == title
    assert pupil.graded().score == 4
    assert pupil.errors == []


_SECRET = (
    HEAD
    + """\
  - id: quokka-card
    typed: Which animal smiles?
    answer: quokka
    accept: [setonix]
    why: Because tuatara.
  - {id: n, number: How many?, answer: 86421357, within: 10%, hint: platypus}
  - {id: d, date: When?, answer: 1871-03-18}
  - id: l
    list: Name two.
    answer: [wombat, [numbat, banded anteater], dingo]
    need: 2
  - {id: c, cloze: 'The [kookaburra|bird] laughs.'}
"""
)


def test_no_byte_gives_an_answer_away() -> None:
    page = player_page(every_kind(_SECRET, versions=3, pupils=30))
    secrets = (
        *("quokka", "setonix", "tuatara", "86421357", "platypus", "1871-03-18", "wombat", "numbat"),
        *("banded anteater", "dingo", "kookaburra", "kookaburras", "within", "10%", "0.1,"),
    )
    texts = [page, page.casefold(), page[::-1], codecs.encode(page, "rot13")]
    for secret in secrets:
        encoded = (
            *(secret, escape(secret), secret.encode().hex(), json.dumps(secret)),
            "".join(f"\\u{ord(letter):04x}" for letter in secret),
            *(base64.b64encode(b" " * pad + secret.encode()).decode()[4:-4] for pad in range(3)),
        )
        for one in encoded:
            assert not any(one and len(one) > 3 and one in text for text in texts), (secret, one)


def test_only_what_pupils_may_see_is_in_the_page() -> None:
    """Each key of the page's data is known, so that a new field of a task cannot slip in."""
    page = player_page(every_kind(versions=2, pupils=3))
    data = json.loads(page.split('id="test">')[1].split("</script>")[0])
    assert set(data) == {"id", "name", "title", "minutes", "questions", "versions"}
    allowed = {"key", "kind", "prompt", "lang", "many", "unit", "lefts", "need"}
    assert {key for question in data["questions"] for key in question} == allowed
    assert {key for version in data["versions"] for key in version} == {"name", "order", "layouts"}
    assert len(page) < 60_000


_FORMATTED = """\
format: 1
deck: kinds
title: Formatted
text: markdown
cards:
  - id: half
    choice: "What is *half* of $x^2$? <img src=x onerror=alert(1)>"
    answer: $\\frac{x^2}{2}$
    wrong: [$x$, "`y`", "**none** [link](javascript:alert(1))"]
  - id: rows
    order: "*In order*"
    answer: ["**one**", two, three]
"""


def test_formatted_texts_are_drawn_and_graded_as_plain(
    context: BrowserContext, tmp_path: Path
) -> None:
    test = every_kind(_FORMATTED)
    pupil = Pupil(context, tmp_path, test)
    pupil.start()
    half = pupil.question("half")
    assert half.locator(".prompt em").inner_text() == "half"
    assert half.locator("math").count() == 3
    assert half.locator("img, a").count() == 0
    half.locator("label", has=pupil.page.locator("mfrac")).click()
    _order_by_buttons(pupil, "rows", ["one", "two", "three"])
    assert pupil.graded().score == 2
    assert pupil.errors == []
    assert "<em>half</em>" in paper_page(test)


def test_a_picture_is_shown_and_described(context: BrowserContext, tmp_path: Path) -> None:
    card = "  - {id: map, typed: Which?, answer: Italy, picture: {file: a.png, alt: A boot}}\n"
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC"
    for picture in (pixel, ""):
        test = every_kind(HEAD + card, picture=picture)
        pupil = Pupil(context, tmp_path, test)
        pupil.start()
        question = pupil.question("map")
        drawn = question.get_by_role("img", name="A boot").count()
        assert (drawn, "Picture: A boot" in question.inner_text()) == (bool(picture), not picture)
        pupil.page.evaluate("localStorage.clear()")

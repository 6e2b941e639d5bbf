"""No byte from the terminal ends the app."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from textual.events import Key, Paste

from coalition_quiz.tui.terminal_input import PASTE_S, LenientDecoder, SafeParser

from helpers.terminal import program

DECK = """\
format: 1
deck: one
title: One
cards:
  - id: one
    typed: What is the name of the river?
    answer: Seine
"""
ODD = [
    *(
        b"\xe9",
        b"\xff\xfe",
        b"\x00",
        b"\x80\x9b\x9d",
        b"\xc3",
        b"\xe2\x82",
        b"\xf0\x9f\x98",
        b"\xc2\x9b5n",
    ),
    *(b"\x1b[M\x20\xff\xfe", b"\x1b[M\x23\x21\xe9", b"\x1b[M", b"\x1b[M!"),
    *(b"\x1b[<0;0;0M", b"\x1b[<999;99999;99999m", b"\x1b[<;;M", b"\x1b[<64;-5;3M"),
    *(b"\x1b[97;1:3u", b"\x1b[1114112u", b"\x1b[55296;;55296u", b"\x1b[;;;u", b"\x1b[1;99999A"),
    *(
        b"\x1b]11;rgb:ffff/ffff/ffff\x07",
        b"\x1b]52;c;qqqq\x1b\\",
        b"\x1bP1$rq\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
    ),
    *(b"\x1b[?1;2c", b"\x1b[>0;276;0c", b"\x1b[0n", b"\x1b[99q", b"\x1b[?2048;0$y", b"\x1b[5;6;7t"),
    *(
        b"\x1b[48;99999;99999;0;0t",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[" + b"1;" * 40 + b"m",
        b"\x1b[999999999999999999999R",
    ),
    *(b"\x1b[200~\x1b[200~a\x1b[201~", b"\x1b[201~", b"\x1b[I", b"\x1b[O\x1b[I"),
]
"""Input from terminals, slow lines and other programs that no person types."""


def odd(chance: Random) -> bytes:
    """Return some of it, partly cut short or changed."""
    made = bytearray()
    for each in chance.choices(ODD, k=chance.randint(1, 4)):
        piece = bytearray(each)
        if chance.random() < 0.3:
            piece[chance.randrange(len(piece))] = chance.choice(b"\x00;:0159\x7f\x80\xff[?<$~ ")
        made += piece
    return bytes(made)


@pytest.mark.parametrize("seed", range(5))
def test_a_key_is_read_after_any_bytes(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(seed)
    now = 0.0

    def clock() -> float:
        return now

    monkeypatch.setattr("textual._parser.get_time", clock)
    for _ in range(1000):
        decoder, parser = LenientDecoder(), SafeParser(clock=clock)
        data = odd(chance) if chance.random() < 0.5 else chance.randbytes(chance.randint(1, 40))
        at = chance.randint(0, len(data))
        for part in (data[:at], data[at:]):
            list(parser.feed(decoder.decode(part)))
        now += PASTE_S + 1
        list(parser.tick())
        list(parser.feed(decoder.decode(b"..")))  # an old mouse report may swallow these
        list(parser.tick())
        keys = [each for each in parser.feed(decoder.decode(b"....z")) if isinstance(each, Key)]
        assert keys[-1].key == "z", data


def read(*parts: bytes) -> list[str]:
    """Return the keys and pastes in input that arrives in parts."""
    decoder, parser = LenientDecoder(), SafeParser()
    events = [event for part in parts for event in parser.feed(decoder.decode(part))]
    return [
        event.key if isinstance(event, Key) else event.text
        for event in events
        if isinstance(event, Key | Paste)
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((b"\x1b]11;rgb:1/2/3\x07a",), ["a"]),
        ((b"\x1b]11;rgb", b":1/2/3\x1b\\a"), ["a"]),
        ((b"\x1bP1$rq\x1b\\a",), ["a"]),
        ((b"\x1b[99qa",), ["a"]),
        ((b"\x1b[97;1:3ua",), ["a"]),
        ((b"\x1b[M !\xffa",), ["a"]),
        ((b"\x1b[5", b"~"), ["pageup"]),
        ((b"\x1b", b"[A"), ["up"]),
        ((b"\xc3", b"\xa9"), ["é"]),
        ((b"\xe9a",), ["\ufffd", "a"]),
        ((b"\x1b[200~a\x1b[99qb\x1b[201~c",), ["ab", "c"]),
        ((b"\x1b[200~a", b"b\x1b[201~"), ["ab"]),
        ((b"\x1b[[A\x1b[3$",), ["f1", "shift+delete"]),
    ],
)
def test_what_is_not_a_key_is_not_typed(parts: tuple[bytes, ...], expected: list[str]) -> None:
    assert [{"replacement_character": "\ufffd"}.get(key, key) for key in read(*parts)] == expected


def test_a_paste_without_an_end_ends_by_itself() -> None:
    now = 0.0
    parser = SafeParser(clock=lambda: now)
    assert list(parser.feed("\x1b[200~half a paste")) == []
    assert list(parser.tick()) == []
    now = PASTE_S + 0.1
    assert [each.text for each in parser.tick() if isinstance(each, Paste)] == ["half a paste"]
    assert [each.key for each in parser.feed("a") if isinstance(each, Key)] == ["a"]


def test_keys_of_one_read_have_one_time() -> None:
    assert len({event.time for event in SafeParser().feed("abc\r\x1b[A")}) == 1


@pytest.mark.parametrize("seed", range(2))
def test_the_app_goes_on_whatever_arrives(home: Path, tmp_path: Path, seed: int) -> None:
    deck = tmp_path / "one.yaml"
    deck.write_text(DECK, encoding="utf-8")
    chance = Random(seed)
    with program(home, "study", str(deck)) as screen:
        screen.wait_for("name of the river")
        for _ in range(200):
            screen.child.send(odd(chance))
            try:
                screen.read(0.001)
            except AssertionError:
                # A changed sequence may be a key that leaves, and the next one may quit.
                assert screen.end() == 0
                return
        screen.press("\x1b[201~")
        for _ in range(30):
            screen.read(0.1)
        # An answer that stands there is lost only on a second press.
        with suppress(AssertionError):
            for _ in range(3):
                screen.press("\x11")
                screen.read(1)
        assert screen.end() == 0

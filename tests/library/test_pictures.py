"""Pictures of cards: only from the deck's folder, and decoded whatever they hold."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from PIL import Image

from coalition_quiz.library import pictures
from coalition_quiz.library.picture_decoder import MOST_PIXELS, shrunk
from coalition_quiz.library.pictures import (
    PictureError,
    Thumbnail,
    as_data_address,
    examine_picture,
    fitted,
    read_picture,
    thumbnail,
)

RED, BLUE = (250, 0, 0), (0, 0, 250)


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), colour: object = RED) -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    mode = "RGBA" if isinstance(colour, tuple) and len(colour) == 4 else "RGB"
    Image.new(mode, size, colour).save(file, form)  # type: ignore[arg-type]
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a deck and a picture, and a picture next to that folder."""
    inside = tmp_path / "decks"
    (inside / "maps").mkdir(parents=True)
    (inside / "maps" / "a.png").write_bytes(picture())
    (tmp_path / "secret.png").write_bytes(picture())
    (inside / "link.png").symlink_to(inside / "maps" / "a.png")
    (inside / "out.png").symlink_to(tmp_path / "secret.png")
    (inside / "outside").symlink_to(tmp_path)
    (inside / "text.png").write_text("no picture", encoding="utf-8")
    (inside / "folder.png").mkdir()
    os.mkfifo(inside / "pipe.png")
    with (inside / "large.png").open("wb") as file:
        file.write(picture())
        file.truncate(pictures.MOST_BYTES + 1)
    return inside


@pytest.mark.parametrize("name", ["maps/a.png", "link.png"])
def test_pictures_in_the_folder_are_read(folder: Path, name: str) -> None:
    assert read_picture(str(folder / "d.yaml"), name) == picture()
    examine_picture(str(folder / "d.yaml"), name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gone.png", "does not exist"),
        ("../secret.png", "not in the deck's folder"),
        ("out.png", "not in the deck's folder"),
        ("outside/secret.png", "not in the deck's folder"),
        ("/etc/passwd", "not in the deck's folder"),
        ("text.png", "not a PNG"),
        ("folder.png", "cannot be read|not a file"),
        ("pipe.png", "not a file"),
        ("large.png", "larger than 10 MB"),
        ("a\0b.png", "cannot be read"),
        ("maps/a.png/b.png", "cannot be read|does not exist"),
    ],
)
def test_others_are_refused(folder: Path, name: str, why: str) -> None:
    for read in (read_picture, examine_picture):
        with pytest.raises(PictureError, match=why):
            read(str(folder / "d.yaml"), name)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_formats(form: str) -> None:
    data = picture(form)
    assert as_data_address(data).startswith(f"data:image/{form.lower()};base64,")
    size, pixels = shrunk(data, 10, 10)[:8], shrunk(data, 10, 10)[8:]
    assert (int.from_bytes(size[:4]), int.from_bytes(size[4:]), len(pixels)) == (10, 5, 150)
    assert pixels[0] > 230
    assert pixels[1] < 30


@pytest.mark.parametrize("form", ["BMP", "TIFF", "PPM", "EPS", "PDF", "ICO"])
def test_other_formats_are_not_even_opened(form: str) -> None:
    data = picture(form)
    assert pictures.media_type(data) == ""
    with pytest.raises(Exception, match="cannot identify"):
        shrunk(data, 10, 10)


def test_transparent_pixels_are_white() -> None:
    assert shrunk(picture(colour=(0, 0, 0, 0)), 4, 4)[8:11] == b"\xff\xff\xff"


def test_only_the_first_frame_is_drawn() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    assert shrunk(file.getvalue(), 4, 4)[8] > 200


def test_a_picture_on_its_side_is_turned() -> None:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), RED).save(file, "JPEG", exif=exif)
    assert shrunk(file.getvalue(), 10, 10)[:8] == (5).to_bytes(4) + (10).to_bytes(4)


def test_too_many_pixels() -> None:
    """The header says how many there are; nothing is decoded."""
    data = bytearray(picture())
    data[16:24] = MOST_PIXELS.to_bytes(4) + (2).to_bytes(4)
    data[29:33] = crc32(data[12:29]).to_bytes(4)
    with pytest.raises(Exception, match=r"pixels|bomb"):
        shrunk(bytes(data), 10, 10)


def test_a_helper_decodes() -> None:
    small = thumbnail(picture(size=(400, 200)), 20, 20)
    assert (small.width, small.height, len(small.pixels)) == (20, 10, 600)


@pytest.mark.parametrize(
    ("helper", "why"),
    [
        ("import os; main = os.abort", "damaged"),
        ("main = lambda: 1 / 0", "damaged"),
        ("import sys; main = lambda: sys.stdout.buffer.write(bytes(8))", "damaged"),
        ("import sys; main = lambda: sys.stdout.buffer.write(b'\\xff' * 8)", "damaged"),
        ("import time; main = lambda: time.sleep(60)", "too long"),
    ],
)
def test_whatever_happens_to_the_helper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, helper: str, why: str
) -> None:
    """It crashes, fails, lies or hangs: this process gets a sentence."""
    (tmp_path / "stand_in.py").write_text(helper, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(pictures, "_DECODER", "stand_in")
    monkeypatch.setattr(pictures, "LONGEST_S", 1.5)
    with pytest.raises(PictureError, match=why):
        thumbnail(picture(colour=(0, 0, len(helper))), 10, 10)


FUZZ = """
import random, sys
from coalition_quiz.library.picture_decoder import _limit_resources, shrunk
_limit_resources()
chance = random.Random(7)
for path in sys.argv[1:]:
    data = open(path, "rb").read()
    for _ in range(80):
        bad = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        if chance.random() < 0.3:
            del bad[chance.randrange(len(bad)):]
        try:
            output = shrunk(bytes(bad), 20, 20)
        except Exception:
            continue
        assert len(output) <= 8 + 3 * 400
print("done")
"""


def test_damaged_pictures(tmp_path: Path) -> None:
    """Mutations of each format are decoded or refused; the helper survives them all."""
    noise = Image.effect_noise((64, 48), 80).convert("RGB")
    paths = []
    for form in ("PNG", "JPEG", "GIF", "WEBP"):
        paths.append(tmp_path / form)
        noise.save(paths[-1], form)
    done = subprocess.run(
        [sys.executable, "-c", FUZZ, *map(str, paths)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "done\n", done.stderr[-2000:]


@pytest.mark.parametrize(
    ("size", "room", "expected"),
    [
        ((4, 2), (2, 2), (2, 1)),
        ((2, 2), (8, 4), (4, 4)),
        ((1, 9), (5, 3), (1, 3)),
        ((9, 1), (3, 3), (3, 1)),
    ],
)
def test_fitting(size: tuple[int, int], room: tuple[int, int], expected: tuple[int, int]) -> None:
    """A picture keeps its shape, and a pixel is the mean of those it stands for."""
    row = [(200, 200, 200) if column < size[0] / 2 else (0, 0, 0) for column in range(size[0])]
    pixels = bytes(channel for pixel in row * size[1] for channel in pixel)
    small = fitted(Thumbnail(*size, pixels), *room)
    assert (small.width, small.height) == expected
    assert len(small.pixels) == 3 * small.width * small.height
    assert small.pixels[0] == 200

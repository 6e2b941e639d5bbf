"""The helper process that decodes a picture: from standard input to pixels on standard output.

It reads PNG, JPEG, GIF and WebP, the first frame only, and limits its own memory and time. Any
failure ends it without output.
"""

import sys
from contextlib import suppress
from io import BytesIO

MOST_PIXELS = 24_000_000
"""As many as a camera takes. Decoded, they need about 100 MB."""
_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_SECONDS = 5
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_GROUND = (255, 255, 255)
"""Behind transparent pixels: diagrams are drawn for white paper."""


def main() -> None:
    """Decode the picture. The arguments are the most pixels in a row and the most rows."""
    _limit_resources()
    width, height = map(int, sys.argv[1:])
    with suppress(Exception):
        sys.stdout.buffer.write(shrunk(sys.stdin.buffer.read(), width, height))


def shrunk(data: bytes, width: int, height: int) -> bytes:
    """Return the size of the small picture (twice four bytes) and its pixels (three bytes each).

    Raises:
        Exception: whatever Pillow raises, or ValueError if there are too many pixels.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - optional

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(BytesIO(data), formats=_FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        picture.draft("RGB", (width * 2, height * 2))
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((width, height), reducing_gap=2.0)
    ground = Image.new("RGB", upright.size, _GROUND)
    ground.paste(upright, mask=upright.getchannel("A"))
    size = ground.width.to_bytes(4) + ground.height.to_bytes(4)
    return size + ground.tobytes()


def _limit_resources() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

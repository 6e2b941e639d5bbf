"""Reads one file from an address. Only the commands `follow` and `update` do this."""

import time
from http.client import HTTPException
from pathlib import Path
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import url2pathname

from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.text import on_one_line

_ANSWER_S = 10.0
_WHOLE_S = 60.0
_PIECE = 65_536
_HANDLERS = (
    request.ProxyHandler,
    request.HTTPHandler,
    request.HTTPSHandler,
    request.HTTPDefaultErrorHandler,
    request.HTTPRedirectHandler,
    request.HTTPErrorProcessor,
    request.UnknownHandler,
)
"""Without files and FTP: a server must not redirect to a file of this machine."""


class FetchError(QuizError):
    """A file that cannot be read from where it is published."""


def is_address(source: str) -> bool:
    """Whether a source is an address, such as ``https://…``, and not a path."""
    return "://" in source


def fetch(address: str, most: int) -> bytes:
    """Read a file from an ``https``, ``http`` or ``file`` address.

    Args:
        address: where it is.
        most: the most bytes that are read.

    Raises:
        FetchError: if it cannot be read, is larger, or takes more than a minute.
    """
    shown = on_one_line(address)
    try:
        scheme = urlsplit(address).scheme
        if scheme == "file":
            with Path(url2pathname(urlsplit(address).path)).open("rb") as file:
                data = file.read(most + 1)
        elif scheme in ("https", "http"):
            data = _download(address, most)
        else:
            raise FetchError(f"{shown} cannot be read. Use an address with https, http or file.")
    except HTTPError as error:
        raise FetchError(f"{shown} cannot be read: the server answered {error.code}.") from error
    except (OSError, ValueError, HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        why = getattr(reason, "strerror", None) or reason
        raise FetchError(on_one_line(f"{shown} cannot be read: {why}.")) from error
    if len(data) > most:
        raise FetchError(f"{shown} is larger than {most // 2**20} MB, so it was not read.")
    return data


def _download(address: str, most: int) -> bytes:
    opener = request.OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    until = time.monotonic() + _WHOLE_S
    data = b""
    with opener.open(address, timeout=_ANSWER_S) as answer:
        while len(data) <= most and (piece := answer.read1(_PIECE)):
            data += piece
            if time.monotonic() > until:
                raise TimeoutError(f"it took more than {_WHOLE_S:.0f} seconds")
    return data

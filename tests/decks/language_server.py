"""The YAML language server that editors run, driven as they drive it: over stdio."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, Self

Message = dict[str, Any]
PATIENCE = 60.0
"""Seconds that an answer may take on a busy machine."""
_SETTINGS = {
    "yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
}


class LanguageServer:
    """A server with one folder open; it ends with the `with` block."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._folder = folder
        self._inbox: Queue[Message] = Queue()
        self._asked = 0
        self._receiver = Thread(target=self._receive, daemon=True)
        self._receiver.start()

    def __enter__(self) -> Self:
        """Begin, as an editor does, with what it can do and how it is set."""
        capabilities = {
            "textDocument": {"hover": {"contentFormat": ["plaintext"]}},
            "workspace": {"configuration": True},
        }
        uri = self._folder.as_uri()
        self.ask("initialize", processId=None, rootUri=uri, capabilities=capabilities)
        self._tell("initialized")
        self._await(lambda message: message.get("method") == "workspace/configuration")
        return self

    def __exit__(self, *_: object) -> None:
        """End the server whatever it is doing."""
        self._process.kill()
        self._receiver.join()
        with self._process:
            pass

    def problems(self, file: Path) -> list[tuple[int, str]]:
        """Open a file; the line and the message of each problem, in order."""
        uri = file.as_uri()
        document = {
            "uri": uri,
            "languageId": "yaml",
            "version": 1,
            "text": file.read_text(encoding="utf-8"),
        }
        self._tell("textDocument/didOpen", textDocument=document)
        found = self._await(lambda message: _published(message, uri))
        return sorted(
            (each["range"]["start"]["line"] + 1, each["message"])
            for each in found["params"]["diagnostics"]
        )

    def completions(self, file: Path, line: int, column: int) -> set[str]:
        """What an open file may go on with, at a place counted from 1."""
        answer = self.ask("textDocument/completion", **_at(file, line, column))
        return {item["label"] for item in answer["items"]}

    def hover(self, file: Path, line: int, column: int) -> str:
        """What is shown about a place of an open file, counted from 1."""
        answer = self.ask("textDocument/hover", **_at(file, line, column))
        return str(answer["contents"]["value"])

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request."""
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        return self._await(lambda message: "method" not in message and message["id"] == number)[
            "result"
        ]

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _await(self, is_it: Callable[[Message], bool]) -> Message:
        """The next message of a sort; what the server asks meanwhile is answered."""
        while True:
            try:
                message = self._inbox.get(timeout=PATIENCE)
            except Empty:
                raise TimeoutError("the language server does not answer") from None
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": _reply(message)})
            if is_it(message):
                return message

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> None:
        assert self._process.stdout
        for message in _messages(self._process.stdout):
            self._inbox.put(message)


def _messages(stream: IO[bytes]) -> Iterator[Message]:
    """Each message after its header, until the stream ends."""
    length = 0
    while line := stream.readline():
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
        elif line == b"\r\n":
            yield json.loads(stream.read(length))


def _published(message: Message, uri: str) -> bool:
    is_news = message.get("method") == "textDocument/publishDiagnostics"
    return is_news and message["params"]["uri"] == uri


def _reply(request: Message) -> Any:
    """What the server is told of the editor's settings, or nothing."""
    if request["method"] != "workspace/configuration":
        return None
    return [_SETTINGS.get(item.get("section")) for item in request["params"]["items"]]


def _at(file: Path, line: int, column: int) -> Message:
    return {
        "textDocument": {"uri": file.as_uri()},
        "position": {"line": line - 1, "character": column - 1},
    }

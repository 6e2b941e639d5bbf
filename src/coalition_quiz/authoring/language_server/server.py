"""The server itself: it answers an editor over standard input and output, with pygls."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from coalition_quiz import __version__
from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.fixes import fix_text
from coalition_quiz.authoring.fixes.edits import Edit
from coalition_quiz.authoring.language_server.assist import complete, explain, fixes_for
from coalition_quiz.decks.diagnostics import Diagnostic, Lines

_DECK = re.compile(r"^\ufeff?(?:deck|cards)\s*:", re.MULTILINE)
_PAUSE_S = 0.2
"""A deck is checked when nothing was typed for so long."""
_SEVERITIES = {"error": lsp.DiagnosticSeverity.Error, "warning": lsp.DiagnosticSeverity.Warning}
_SIGNS = [" ", "[", ","]


def serve(make_checker: Callable[[], Checker]) -> None:
    """Answer an editor until it ends the server.

    Args:
        make_checker: makes a checker with today's date, the history and the settings.
    """
    server = _DeckServer(make_checker)
    for method, handler, options in (
        (lsp.TEXT_DOCUMENT_DID_OPEN, server.opened, None),
        (lsp.TEXT_DOCUMENT_DID_CHANGE, server.changed, None),
        (lsp.TEXT_DOCUMENT_DID_CLOSE, server.closed, None),
        (lsp.TEXT_DOCUMENT_HOVER, server.hover, None),
        (lsp.TEXT_DOCUMENT_CODE_ACTION, server.code_actions, None),
        (lsp.TEXT_DOCUMENT_COMPLETION, server.completion, lsp.CompletionOptions(_SIGNS)),
    ):
        server.feature(method, options)(_as_function(handler))
    server.start_io()


def _as_function(method: Callable[[Any], Awaitable[Any]]) -> Callable[[Any], Awaitable[Any]]:
    """Wrap a method: pygls marks the functions that it is given."""

    async def handle(event: Any) -> Any:
        return await method(event)

    return handle


class _DeckServer(LanguageServer):
    """The decks that are open in an editor, with their problems."""

    def __init__(self, make_checker: Callable[[], Checker]) -> None:
        super().__init__("coalition-quiz", __version__)
        self._make_checker = make_checker
        self._problems: dict[str, tuple[Diagnostic, ...]] = {}

    async def opened(self, event: lsp.DidOpenTextDocumentParams) -> None:
        """Check a deck."""
        await self._check(event.text_document.uri)

    async def changed(self, event: lsp.DidChangeTextDocumentParams) -> None:
        """Check a deck again, unless more is typed."""
        version = event.text_document.version
        await asyncio.sleep(_PAUSE_S)
        uri = event.text_document.uri
        if self.workspace.get_text_document(uri).version == version:
            await self._check(uri)

    async def closed(self, event: lsp.DidCloseTextDocumentParams) -> None:
        """Forget the problems of a deck."""
        self._problems.pop(event.text_document.uri, None)
        self._publish(event.text_document.uri, [])

    async def hover(self, event: lsp.HoverParams) -> lsp.Hover | None:
        """Explain the problems on a line."""
        found = self._problems_on(event.text_document.uri, event.position.line, event.position.line)
        texts = {each.code: explain(each) for each in found}
        if not texts:
            return None
        shown = "\n\n---\n\n".join(texts.values())
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, shown))

    async def code_actions(self, event: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Offer the fixes of the problems on some lines, and of all."""
        document = self.workspace.get_text_document(event.text_document.uri)
        lines = event.range.start.line, event.range.end.line
        found = self._problems_on(document.uri, *lines)
        known = self._make_checker().known(_path_of(document))
        place = _Places(document)
        actions = [
            lsp.CodeAction(
                title=fix.title,
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[place.diagnostic(fix.problem)],
                edit=lsp.WorkspaceEdit({document.uri: [place.edit(edit) for edit in fix.edits]}),
            )
            for fix in fixes_for(document.source, str(_path_of(document)), known, found)
        ]
        data = document.source.encode(errors="replace")
        fixed = fix_text(data, str(_path_of(document)), known).data.decode()
        if actions and fixed != document.source:
            edit = lsp.TextEdit(place.whole, fixed)
            title, kind = "Fix everything that is certain", lsp.CodeActionKind.SourceFixAll
            actions.append(
                lsp.CodeAction(title, kind, edit=lsp.WorkspaceEdit({document.uri: [edit]}))
            )
        return actions

    async def completion(self, event: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        """Offer sources, pools, timelines, tags and earlier ids."""
        document = self.workspace.get_text_document(event.text_document.uri)
        line = event.position.line
        column = _Places(document).column(event.position)
        path = _path_of(document)
        known = self._make_checker().known(path)
        texts = complete(document.source, str(path), known, line, column)
        return [lsp.CompletionItem(text, kind=lsp.CompletionItemKind.Value) for text in texts]

    async def _check(self, uri: str) -> None:
        document = self.workspace.get_text_document(uri)
        # An editor sends every YAML file, and most of them are not decks.
        if not _DECK.search(document.source):
            self._problems.pop(uri, None)
            self._publish(uri, [])
            return
        checker = self._make_checker()
        checked = await asyncio.to_thread(checker.check_text, document.source, _path_of(document))
        if uri in self.workspace.text_documents:
            self._problems[uri] = checked.diagnostics
            place = _Places(document)
            self._publish(uri, [place.diagnostic(each) for each in checked.diagnostics])

    def _publish(self, uri: str, diagnostics: list[lsp.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, diagnostics))

    def _problems_on(self, uri: str, first: int, last: int) -> list[Diagnostic]:
        """Return the problems on some lines, counted from 0."""
        found = self._problems.get(uri, ())
        return [each for each in found if first <= each.line - 1 <= last]


class _Places:
    """The places of a document in the units of the editor, which often counts UTF-16."""

    def __init__(self, document: TextDocument) -> None:
        self._codec = document.position_codec
        self._lines = Lines(document.source)
        self._texts = document.source.split("\n")

    @property
    def whole(self) -> lsp.Range:
        """The range of the whole text."""
        return lsp.Range(lsp.Position(0, 0), self._at(len(self._texts), len(self._texts[-1]) + 1))

    def column(self, position: lsp.Position) -> int:
        """Return the number of characters before a position in its line."""
        text = self._texts[position.line] if position.line < len(self._texts) else ""
        here = lsp.Position(0, position.character)
        return self._codec.position_from_client_units([text], here).character

    def diagnostic(self, problem: Diagnostic) -> lsp.Diagnostic:
        """Convert a problem."""
        start = self._at(problem.line, problem.column)
        return lsp.Diagnostic(
            lsp.Range(start, self._at(problem.line, problem.end_column)),
            "\n".join(filter(None, (problem.message, problem.remedy))),
            severity=_SEVERITIES[problem.severity],
            code=problem.code,
            source="coalition-quiz",
        )

    def edit(self, edit: Edit) -> lsp.TextEdit:
        """Convert an edit."""
        start, end = self._lines.place(edit.start), self._lines.place(edit.end)
        return lsp.TextEdit(
            lsp.Range(self._at(start.line, start.column), self._at(end.line, end.column)),
            edit.text,
        )

    def _at(self, line: int, column: int) -> lsp.Position:
        """Convert a line and a column, both counted from 1."""
        text = self._texts[line - 1] if line <= len(self._texts) else ""
        return lsp.Position(line - 1, self._codec.client_num_units(text[: column - 1]))


def _path_of(document: TextDocument) -> Path:
    return Path(to_fs_path(document.uri) or document.uri)

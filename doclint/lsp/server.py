"""Owns the language server: the editor's requests in, diagnostics, fixes and places out (LSP 3.17, through pygls)."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from doclint import __version__
from doclint.catalogue import rules
from doclint.config import Config, ConfigError, load
from doclint.lsp import phrases
from doclint.lsp.desk import Desk
from doclint.model import Problem

_PAUSE = 0.25  # seconds without a keystroke, after which a page is looked at again


class Server(LanguageServer):
    """A server for one folder. Requests are answered from what was last found; looking happens in a thread."""

    def __init__(self) -> None:
        super().__init__("doclint", __version__)
        self.desk: Desk | None = None
        self.typed: dict[str, int] = {}
        self.shown: set[str] = set()

    @property
    def count(self) -> phrases.Units:
        """Give the counter for the units of this connection."""
        return phrases.units(self.workspace.position_encoding or "utf-16")

    def start(self) -> None:
        """Read the configuration of the editor's folder and take up its pages."""
        folder = Path(self.workspace.root_path or ".").resolve()
        try:
            config = load(folder)
        except ConfigError as error:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"doclint: {error}"))
            config = Config()
        self.desk = Desk(folder, config)

    async def survey(self) -> None:
        """Look at the whole site in a thread and show what is found."""
        if self.desk is not None:
            self.show(await asyncio.to_thread(self.desk.survey))

    async def look(self, path: Path) -> None:
        """Look at one page and its counterparts in a thread and show what is found."""
        if self.desk is not None:
            self.show(await asyncio.to_thread(self.desk.look, path))

    def show(self, names: Iterable[str]) -> None:
        """Show what was last found in these pages, and on the other side in pages that are open."""
        if self.desk is None:
            return
        told = set(names)
        for name in sorted(told | {name for name in self.shown if self.desk.is_open(name)}):
            path = self.desk.path_of(name)
            found = [phrases.diagnostic(problem, self.desk, self.count) for problem in self.desk.problems(path)]
            if self.desk.is_open(name):
                found += self._mirrored(name)
            if found or name in self.shown:
                self.shown.add(name)
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(path.as_uri(), found))

    def _mirrored(self, name: str) -> list[types.Diagnostic]:
        assert self.desk is not None  # noqa: S101 (the caller has seen it)
        told = (phrases.mirrored(problem, self.desk, self.count) for problem in self.desk.against(name))
        return [item for item in told if item is not None]


def _path(uri: str) -> Path:
    return Path(to_fs_path(uri) or uri).resolve()


def make() -> Server:
    """Make a server with all its answers; nothing is read before an editor connects."""
    server = Server()

    @server.feature(types.INITIALIZED)
    async def initialized(server: Server, _params: types.InitializedParams) -> None:
        server.start()
        await server.survey()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
        await _typed(server, params.text_document.uri, pause=0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
        await _typed(server, params.text_document.uri, pause=_PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
        if server.desk is not None:
            server.desk.close(_path(params.text_document.uri))
            await server.look(_path(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(server: Server, _params: types.DidSaveTextDocumentParams) -> None:
        await server.survey()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def moved(server: Server, _params: types.DidChangeWatchedFilesParams) -> None:
        await server.survey()

    _answers(server)
    return server


async def _typed(server: Server, uri: str, *, pause: float) -> None:
    """Take a page's new text; look at it once the typing has stopped for `pause` seconds."""
    if server.desk is None:
        return
    path = _path(uri)
    server.desk.open(path, server.workspace.get_text_document(uri).source)
    server.typed[uri] = turn = server.typed.get(uri, 0) + 1
    await asyncio.sleep(pause)
    if server.typed[uri] == turn:
        await server.look(path)


def _answers(server: Server) -> None:
    """Add the answers to questions about a place: what can be done, what it means, where its counterpart is."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def code_action(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        desk = server.desk
        if desk is None:
            return []
        found = _at(server, params.text_document.uri, params.range)
        return [action for problem in found for action in phrases.actions(problem, desk, server.count)]

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
        place = types.Range(params.position, params.position)
        names = dict.fromkeys(problem.rule for problem in _at(server, params.text_document.uri, place))
        pages = [f"# {name}\n\n{rules()[name].advice}" for name in names]
        text = "\n\n---\n\n".join(pages)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if pages else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def counterpart(server: Server, params: types.DefinitionParams) -> list[types.Location]:
        desk, path = server.desk, _path(params.text_document.uri)
        page = desk.document(path) if desk else None
        if desk is None or page is None:
            return []
        places = desk.counterparts(path, phrases.offset(page, params.position, server.count))
        return [
            types.Location(
                desk.path_of(place.document.path).as_uri(), phrases.range_of(place.document, place.span, server.count)
            )
            for place in places
        ]


def _at(server: Server, uri: str, asked: types.Range) -> list[Problem]:
    """Give the findings of a page that touch a range."""
    if server.desk is None:
        return []

    def touches(problem: Problem) -> bool:
        here: Any = phrases.range_of(problem.finding.document, problem.finding.span, server.count)
        return bool(here.start <= asked.end and asked.start <= here.end)

    return [problem for problem in server.desk.problems(_path(uri)) if touches(problem)]

"""The language server as an editor meets it: a real client over standard input and output."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from doclint.lsp import phrases
from doclint.parse import parse

EN = "# Guide\n\n## Install\n\nRun the 🤗 installer.\n\n```sh\nmake all\n```\n"
ES = "# Guía\n\n## Instalar\n\nEjecuta el 🤗 instalador.\n\n```sh\nmake all\n```\n"
LIMIT = 30  # seconds that an answer may take before the test gives up


class Editor:
    """A client that keeps what the server shows."""

    def __init__(self, root):
        self.root = root
        self.client = LanguageClient("an editor", "1")
        self.shown: dict[str, list[types.Diagnostic]] = {}
        self.news = asyncio.Event()
        self.version = 0

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params):
            self.shown[params.uri.rsplit("/docs/")[-1]] = list(params.diagnostics)
            self.news.set()

    async def start(self, *encodings):
        await self.client.start_io(sys.executable, "-m", "doclint", "lsp", "--stdio")
        general = types.GeneralClientCapabilities(position_encodings=list(encodings) or None)
        answer = await self.client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(general=general), root_uri=self.root.as_uri(), process_id=None
            )
        )
        self.client.initialized(types.InitializedParams())
        return answer

    async def stop(self):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def uri(self, name):
        return (self.root / "docs" / name).as_uri()

    def open(self, name):
        text = (self.root / "docs" / name).read_text(encoding="utf-8")
        item = types.TextDocumentItem(self.uri(name), "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, name, text):
        self.version += 1
        page = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(page, [whole]))

    async def until(self, name, fits):
        """Wait until what is shown in a page fits."""
        async with asyncio.timeout(LIMIT):
            while not (name in self.shown and fits(self.shown[name])):
                self.news.clear()
                await self.news.wait()
        return self.shown[name]


def session(folder, talk, *encodings, spanish=ES):
    """Write a small site, start the server on it, and run `talk` with the editor."""
    for name, text in (("en/guide.md", EN), ("es/guide.md", spanish)):
        page = folder / "docs" / name
        page.parent.mkdir(parents=True)
        page.write_text(text, encoding="utf-8")

    async def whole():
        editor = Editor(folder.resolve())
        await editor.start(*encodings)
        try:
            return await talk(editor)
        finally:
            await editor.stop()

    return asyncio.run(whole())


def rules(told):
    return sorted(item.code for item in told)


def test_findings_come_and_go_as_one_types(tmp_path):
    async def talk(editor):
        first = await editor.until("es/guide.md", lambda told: rules(told) == ["heading-level"])
        assert first[0].severity is types.DiagnosticSeverity.Error
        assert first[0].range == types.Range(types.Position(2, 0), types.Position(2, 12))
        there = first[0].related_information[0].location
        assert there.uri == editor.uri("en/guide.md")
        assert there.range.start.line == 2
        editor.open("es/guide.md")
        editor.type("es/guide.md", ES.replace("make all", "make alll").replace("## Inst", "### Inst"))
        await editor.until("es/guide.md", lambda told: rules(told) == ["changed-code", "heading-level"])
        editor.type("es/guide.md", ES)
        await editor.until("es/guide.md", lambda told: told == [])

    session(tmp_path, talk, spanish=ES.replace("## Inst", "### Inst"))


def test_the_source_page_is_told_of_too(tmp_path):
    async def talk(editor):
        editor.open("en/guide.md")
        editor.type("en/guide.md", EN.replace("make all", "make most"))
        await editor.until("es/guide.md", lambda told: rules(told) == ["changed-code"])
        (mirrored,) = await editor.until("en/guide.md", lambda told: rules(told) == ["changed-code"])
        assert mirrored.severity is types.DiagnosticSeverity.Hint
        assert mirrored.message.startswith("in es: ")

    session(tmp_path, talk)


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 17), ("utf-16", 15), ("utf-32", 14)])
def test_characters_are_counted_in_the_units_agreed_upon(tmp_path, encoding, character):
    async def talk(editor):
        (told,) = await editor.until("es/guide.md", lambda told: rules(told) == ["hidden-character"])
        assert told.range.start == types.Position(4, character)

    hidden = ES.replace("🤗 instal", "🤗 i\u200enstal")
    session(tmp_path, talk, types.PositionEncodingKind(encoding), spanish=hidden)


def test_a_quick_fix_mends_and_an_allowance_silences(tmp_path):
    hidden = ES.replace("🤗 instal", "🤗 i\u200enstal")

    async def talk(editor):
        (told,) = await editor.until("es/guide.md", lambda told: rules(told) == ["hidden-character"])
        editor.open("es/guide.md")
        page = types.TextDocumentIdentifier(editor.uri("es/guide.md"))
        asked = types.CodeActionParams(page, told.range, types.CodeActionContext([told]))
        mend, allow = await editor.client.text_document_code_action_async(asked)
        assert mend.is_preferred
        (edit,) = mend.edit.changes[editor.uri("es/guide.md")]
        assert edit.range == told.range
        assert edit.new_text == ""
        (comment,) = allow.edit.changes[editor.uri("es/guide.md")]
        lines = hidden.splitlines(keepends=True)
        lines.insert(comment.range.start.line, comment.new_text)
        editor.type("es/guide.md", "".join(lines))
        await editor.until("es/guide.md", lambda told: told == [])

    session(tmp_path, talk, spanish=hidden)


def test_hover_explains_and_the_counterpart_is_a_jump_away(tmp_path):
    async def talk(editor):
        (told,) = await editor.until("es/guide.md", lambda told: rules(told) == ["heading-level"])
        page = types.TextDocumentIdentifier(editor.uri("es/guide.md"))
        hover = await editor.client.text_document_hover_async(types.HoverParams(page, told.range.start))
        assert hover.contents.value.startswith("# heading-level")
        nothing = await editor.client.text_document_hover_async(types.HoverParams(page, types.Position(0, 0)))
        assert nothing is None
        place = types.DefinitionParams(page, types.Position(7, 2))
        (there,) = await editor.client.text_document_definition_async(place)
        assert there.uri == editor.uri("en/guide.md")
        assert there.range.start.line == 6
        source = types.TextDocumentIdentifier(editor.uri("en/guide.md"))
        (back,) = await editor.client.text_document_definition_async(
            types.DefinitionParams(source, types.Position(7, 2))
        )
        assert back.uri == editor.uri("es/guide.md")

    session(tmp_path, talk, spanish=ES.replace("## Inst", "### Inst"))


def test_what_needs_the_whole_site_stays_while_one_types_and_is_renewed_on_saving(tmp_path):
    dead = ES + "\nMira [allí](#nada).\n"

    async def talk(editor):
        await editor.until("es/guide.md", lambda told: "broken-anchor" in rules(told))
        editor.open("es/guide.md")
        editor.type("es/guide.md", dead.replace("make all", "make alll"))
        await editor.until("es/guide.md", lambda told: {"broken-anchor", "changed-code"} <= set(rules(told)))
        (editor.root / "docs/es/guide.md").write_text(ES, encoding="utf-8")
        editor.type("es/guide.md", ES)
        page = types.TextDocumentIdentifier(editor.uri("es/guide.md"))
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(page))
        await editor.until("es/guide.md", lambda told: told == [])

    session(tmp_path, talk, spanish=dead)


def test_a_broken_configuration_is_shown_and_the_server_works_on(tmp_path):
    (tmp_path / "doclint.toml").write_text("sauce = 1\n", encoding="utf-8")

    async def talk(editor):
        await editor.until("es/guide.md", lambda told: rules(told) == ["heading-level"])

    session(tmp_path, talk, spanish=ES.replace("## Inst", "### Inst"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_positions_and_offsets_are_each_other_s_inverse(encoding):
    page = parse("# Año 🤗 x\n\nπ € 🏳️‍🌈 fin\n", "a.md", "es")
    count = phrases.units(encoding)
    for at in range(len(page.text)):
        assert phrases.offset(page, phrases.position(page, at, count), count) == at


def test_a_server_that_its_editor_sends_away_goes_quietly():
    def said(message: dict[str, object]) -> bytes:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body

    asked = {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}
    talk = [asked, {"method": "initialized", "params": {}}, {"id": 2, "method": "shutdown"}, {"method": "exit"}]
    done = subprocess.run(
        [sys.executable, "-m", "doclint", "lsp"],
        input=b"".join(map(said, talk)),
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert (done.returncode, b"unexpected failure" in done.stderr) == (0, False)
    assert b'"id": 2' in done.stdout or b'"id":2' in done.stdout

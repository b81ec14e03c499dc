"""Owns the words of a heading: what each renderer sees of its inline Markdown when it makes a slug."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from html import unescape
from typing import NamedTuple

from markdown_it import MarkdownIt

_MARKUP = re.compile(r"[\\`*_~\[\]<>&!]")
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
_EMOJI_CODE = re.compile(r":[a-z0-9_+-]+:")
_DOUBLE_DASH = re.compile(r"(?<!-)--(?!-)")
_DASHES = re.compile(r"---?")
_NUMERIC_ENTITY = re.compile(r"&(?=#)")


class Piece(NamedTuple):
    """A leaf of the inline tree. `raw` is an entity as written; `depth` counts the emphasis and links around it."""

    kind: str  # text, code, html, image, entity, escape, open, close
    text: str
    raw: str = ""
    depth: int = 0


@cache
def _grammar() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("strikethrough")


@lru_cache(maxsize=16384)
def pieces(markdown: str) -> tuple[Piece, ...]:
    """Cut a heading's inline Markdown into pieces, in order."""
    if not _MARKUP.search(markdown):
        return (Piece("text", markdown),) if markdown else ()
    md = _grammar()
    tokens: list[object] = []
    md.inline.parse(markdown, md, {}, tokens)  # type: ignore[arg-type]  # a list of tokens, empty yet
    return tuple(_pieces(tokens))


def _pieces(tokens: Iterable[object]) -> Iterable[Piece]:
    depth = 0
    for token in tokens:
        kind, content = str(getattr(token, "type", "")), str(getattr(token, "content", ""))
        if kind.endswith("_open"):
            yield Piece("open", "", str(getattr(token, "markup", "")), depth)
            depth += 1
        elif kind.endswith("_close"):
            depth -= 1
            yield Piece("close", "", "", depth)
        elif kind == "code_inline":
            yield Piece("code", content, "", depth)
        elif kind == "html_inline":
            yield Piece("html", content, "", depth)
        elif kind == "image":
            inner = _pieces(getattr(token, "children", None) or ())
            yield Piece("image", "".join(piece.text for piece in inner if piece.kind != "html"), "", depth)
        elif kind == "text_special":
            yield Piece(str(getattr(token, "info", "")), content, str(getattr(token, "markup", "")), depth)
        elif kind in ("softbreak", "hardbreak"):
            yield Piece("text", " ", "", depth)
        elif content:
            yield Piece("text", content, "", depth)


def plain_text(markdown: str) -> str:
    """Turn inline Markdown into what a reader sees of it: links and emphasis give their words, tags and images none."""
    return "".join(piece.text for piece in pieces(markdown) if piece.kind not in ("html", "image"))


def with_alt(markdown: str) -> str:
    """Give the words as Docusaurus does, which counts the alternative text of images."""
    return "".join(piece.text for piece in pieces(markdown) if piece.kind != "html")


def smart(markdown: str) -> str:
    """Give the words as Astro does, which sets a dash for `--` outside code before it makes ids."""
    seen = (piece for piece in pieces(markdown) if piece.kind not in ("html", "image"))
    return "".join(_DOUBLE_DASH.sub("—", piece.text) if piece.kind == "text" else piece.text for piece in seen)


def typographic(markdown: str) -> str:
    """Give the words as kramdown does, which sets a dash for `--` and `---` outside code."""
    seen = (piece for piece in pieces(markdown) if piece.kind not in ("html", "image"))
    return "".join(_DASHES.sub("—", piece.text) if piece.kind == "text" else piece.text for piece in seen)


def with_entities(markdown: str) -> str:
    """Give the words as VitePress does: entities as written, no emoji codes."""
    seen = (piece for piece in pieces(markdown) if piece.kind not in ("html", "image"))
    text = "".join(piece.raw if piece.kind == "entity" else piece.text for piece in seen)
    return _EMOJI_CODE.sub("", text) if ":" in text else text


def spaced(markdown: str) -> str:
    """Give the words as doc-builder does: every piece trimmed, blanks between them, tags as they are written."""
    seen = []
    for piece in pieces(markdown):
        text = piece.text
        if piece.kind == "code":
            text = text.replace("<", "&lt;").replace(">", "&gt;").replace("{", "&#123;")
        elif piece.kind == "text":
            text = _DOUBLE_DASH.sub("—", text)
        if piece.kind not in ("open", "close"):
            seen.append("" if piece.kind == "image" else text.strip())
    return " ".join(seen)


def first_words(markdown: str) -> str:
    """Give the words as Hugo does: of emphasis and links only the first piece, of addresses none."""
    seen: list[str] = []
    first = False  # whether the next piece is the first one inside emphasis or a link
    address = False
    previous = ""
    for piece in pieces(markdown):
        if piece.kind == "open":
            first = first or not piece.depth
            address = piece.raw == "autolink"
        elif piece.kind not in ("close", "html"):
            run = piece.kind in ("text", "entity", "escape") and previous in ("text", "entity", "escape")
            if (not piece.depth or first or (run and seen)) and not address:
                text = piece.raw if piece.kind == "entity" and piece.raw.startswith("&#") else piece.text
                seen.append(unescape(_NUMERIC_ENTITY.sub("&amp;", text)) if piece.kind == "code" else text)
            first = False
        else:
            address = address and piece.kind != "close"
        previous = piece.kind
    return _BARE_ADDRESS.sub("", "".join(seen)).strip()

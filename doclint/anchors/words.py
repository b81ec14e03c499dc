"""Owns the words of a heading: what each renderer sees of its inline Markdown when it makes a slug."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import unescape

from doclint.markdown import Parser, Token
from doclint.record import record, replace
from doclint.regex import regex

_MARKUP = regex(r"[\\`*_~\[\]<>&!]")
_BARE_ADDRESS = regex(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+")
_EMOJI_CODE = regex(r":[a-z0-9_+-]+:")
_DOUBLE_DASH = regex(r"(?<!-)--(?!-)")
_SET_SIGNS = regex(r"['\"]|--|\.\.\.|<<|>>")
_DASHES = regex(r"---?")
_KEPT = "\ue000"
_LONGEST = 5000  # characters of a heading: nobody links to a longer one
_KINDS = {"code_inline": "code", "html_inline": "html"}
_CLASSIC_ESCAPES = frozenset("\\`*_{}[]()>#+-.!~|")
_RUNNING = ("text", "entity", "escape", "new-escape")
_NUMERIC_ENTITY = regex(r"&(?=#)")


@record
class Piece:
    """A leaf of the inline tree. `raw` is an entity as written; `depth` counts the emphasis and links around it."""

    kind: str  # text, code, html, image, entity, escape, new-escape (not in the first Markdown), open, close
    text: str
    raw: str = ""
    depth: int = 0


@cache
def _grammar() -> Parser:
    return Parser()


@lru_cache(maxsize=16384)
def pieces(markdown: str) -> tuple[Piece, ...]:
    """Cut a heading's inline Markdown into pieces, in order."""
    if len(markdown) > _LONGEST or not _MARKUP.search(markdown):
        return (Piece("text", markdown),) if markdown else ()
    md = _grammar()
    tokens: list[Token] = []
    md.inline.parse(markdown, md, {}, tokens)
    return tuple(_merged(_pieces(tokens)))


def _pieces(tokens: Iterable[Token]) -> Iterator[Piece]:
    depth = 0
    for token in tokens:
        kind = token.type
        if token.nesting == 1:
            yield Piece("open", "", token.markup, depth)
            depth += 1
        elif token.nesting == -1:
            depth -= 1
            yield Piece("close", "", "", depth)
        elif kind in _KINDS:
            yield Piece(_KINDS[kind], token.content, "", depth)
        elif kind == "image":
            inner = _pieces(token.children or ())
            yield Piece("image", "".join(piece.text for piece in inner if piece.kind != "html"), "", depth)
        elif kind == "text_special":
            classic = token.info != "escape" or token.content in _CLASSIC_ESCAPES
            yield Piece(token.info if classic else "new-escape", token.content, token.markup, depth)
        else:
            yield Piece("text", " " if kind in ("softbreak", "hardbreak") else token.content, "", depth)


def _merged(found: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbouring pieces of text; empty ones go."""
    last: Piece | None = None
    for piece in found:
        if piece.kind == "text" and last and last.kind == "text":
            last = replace(last, text=last.text + piece.text)
            continue
        if last and (last.kind != "text" or last.text):
            yield last
        last = piece
    if last and (last.kind != "text" or last.text):
        yield last


def plain_text(markdown: str) -> str:
    """Turn inline Markdown into what a reader sees of it: links and emphasis give their words, tags and images none."""
    return "".join(piece.text for piece in pieces(markdown) if piece.kind not in ("html", "image"))


def classic(markdown: str) -> str:
    """Give the words as Python-Markdown does: only the first Markdown's escapes, runs of blanks as one."""
    seen = []
    for piece in pieces(markdown):
        text = piece.raw if piece.kind == "new-escape" else piece.text
        if piece.kind == "code":
            text = text.strip()
        if piece.kind not in ("html", "image"):
            seen.append(text.replace("\xa0", _KEPT) if piece.kind == "entity" else text)
    return " ".join("".join(seen).split()).replace(_KEPT, "\xa0")


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
    old = (replace(piece, kind="text") if piece.kind == "new-escape" else piece for piece in pieces(markdown))
    seen = []
    for piece in _merged(old):
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
            run = piece.kind in _RUNNING and previous in _RUNNING
            if (not piece.depth or first or (run and seen)) and not address:
                seen.append(_as_hugo_reads(piece))
            first = False
        else:
            address = address and piece.kind != "close"
        previous = piece.kind
    return _BARE_ADDRESS.sub("", "".join(seen)).strip()


def _as_hugo_reads(piece: Piece) -> str:
    """Give a piece's words: entities with a number stay as they are, those with a name are read even in code."""
    if piece.kind == "entity" and piece.raw.startswith("&#"):
        return piece.raw
    if piece.kind == "code":
        return unescape(_NUMERIC_ENTITY.sub("&amp;", piece.text))
    if piece.kind != "text":
        return piece.text
    if piece.depth:  # its typographer cuts the text at every sign that it sets
        return _SET_SIGNS.split(piece.text, maxsplit=1)[0]
    return _DASHES.sub("—", piece.text)

"""Owns the harmless edits of the benchmark: what a translator may do without any finding."""

import itertools
import random
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from doclint.code.cells import cells
from doclint.model import Code, Document, Link, Pair, Prose, Span

T = TypeVar("T")
Edited = str | None
Injector = Callable[[Pair, random.Random], Edited]

_SENTENCE_END = re.compile(r"(?<=[a-zé\)])\. (?=[A-ZÁÉÍÓÚ¿¡])")
_COMMENT = {"python": "#", "bash": "#", "yaml": "#", "javascript": "//", "typescript": "//", "go": "//", "java": "//"}


def _pick(rng: random.Random, items: Iterator[T]) -> T | None:
    found = list(items)
    return rng.choice(found) if found else None


def _with(document: Document, span: Span, text: str) -> str:
    return document.text[: span.start] + text + document.text[span.end :]


def _paragraphs(pair: Pair, least: int = 80) -> Iterator[Prose]:
    """Yield paragraphs that stand alone at the left margin, without markup that an edit could cut in two."""
    for _, block in pair.both(Prose):
        lonely = block.depth == 0 and not block.quoted and pair.translation.position(block.span.start)[1] == 1
        if lonely and len(block.text) >= least and not re.search(r"[<>|{}$]|^\W|\\\n|  \n", block.text):
            yield block


def comment_translated(pair: Pair, rng: random.Random) -> Edited:
    document = pair.translation
    found = []
    for source, code in pair.both(Code):
        mark = _COMMENT.get(code.language)
        if mark and source.body == code.body and code.fence and '"""' not in code.body:
            pattern = re.compile(rf"^[ \t]*{mark}(?![!#/])[ ]([A-Za-z][^\n]*)$", re.MULTILINE)
            found += [m.span(1) for m in pattern.finditer(document.text, code.body_span.start, code.body_span.end)]
    span = _pick(rng, iter(found))
    return span and _with(document, Span(*span), "esto lo explica con otras palabras")


def comment_rewrapped(pair: Pair, rng: random.Random) -> Edited:
    document = pair.translation
    found = []
    for source, code in pair.both(Code):
        mark = _COMMENT.get(code.language)
        if mark and source.body == code.body and code.fence and '"""' not in code.body:
            pattern = re.compile(rf"^([ \t]*){mark} (\w+ \w+) (\w[^\n]*)$", re.MULTILINE)
            found += (
                (m.span(), f"{m[1]}{mark} {m[2]}\n{m[1]}{mark} {m[3]}")
                for m in pattern.finditer(document.text, code.body_span.start, code.body_span.end)
            )
    choice = _pick(rng, iter(found))
    return choice and _with(document, Span(*choice[0]), choice[1])


def reflowed(pair: Pair, rng: random.Random) -> Edited:
    block = _pick(rng, _paragraphs(pair))
    if block is None:
        return None
    raw = " ".join(pair.translation.text[block.span.start : block.span.end].split())
    lines = textwrap.wrap(raw, 60, break_long_words=False, break_on_hyphens=False)
    if any(re.match(r"[-+*#>=~:]|\d+[.)]", line) for line in lines[1:]):
        return None
    return _with(pair.translation, block.span, "\n".join(lines))


def split(pair: Pair, rng: random.Random) -> Edited:
    found = []
    for block in _paragraphs(pair, 150):
        raw = pair.translation.text[block.span.start : block.span.end]
        ends = [m.start() + 1 for m in _SENTENCE_END.finditer(raw) if 40 < m.start() < len(raw) - 40]
        if ends:
            found.append(block.span.start + rng.choice(ends))
    at = _pick(rng, iter(found))
    return None if at is None else _with(pair.translation, Span(at, at + 1), "\n\n")


def merged(pair: Pair, rng: random.Random) -> Edited:
    document = pair.translation
    blocks = list(document.blocks)
    lonely = {id(block) for block in _paragraphs(pair, 60)}
    found = [
        Span(here.span.end, after.span.start)
        for here, after in itertools.pairwise(blocks)
        if id(here) in lonely and id(after) in lonely and document.text[here.span.end : after.span.start].strip() == ""
    ]
    span = _pick(rng, iter(found))
    return span and _with(document, span, " ")


def reworded(pair: Pair, rng: random.Random) -> Edited:
    """Put the sentences of a paragraph into another order."""
    found = []
    for block in _paragraphs(pair, 120):
        raw = pair.translation.text[block.span.start : block.span.end]
        parts = _SENTENCE_END.split(raw.rstrip("."))
        if len(parts) > 1 and raw.endswith("."):
            found.append((block.span, ". ".join([*parts[1:], parts[0]]) + "."))
    choice = _pick(rng, iter(found))
    return choice and _with(pair.translation, *choice)


def typographic_quotes(pair: Pair, rng: random.Random) -> Edited:
    found = []
    for block in pair.translation.of(Prose):
        raw = pair.translation.text[block.span.start : block.span.end]
        if "<" in raw or "{" in raw:
            continue
        for match in re.finditer(r'(?<![(\w=])"([^"`\n\[\]]{2,60})"', raw):
            place = Span(block.span.start + match.start(), block.span.start + match.end())
            if not any(item.span.start <= place.start < item.span.end for item in block.inlines):
                found.append((place, f"«{match[1]}»"))
    choice = _pick(rng, iter(found))
    return choice and _with(pair.translation, *choice)


def list_markers(pair: Pair, rng: random.Random) -> Edited:
    """Change the bullets of the whole page."""
    document = pair.translation
    items = [b for b in document.of(Prose) if b.role == "item"]
    text = document.text
    changed = False
    for item in reversed(items):
        line = document.position(item.span.start)[0]
        start = document.line_starts[line - 1]
        match = re.match(r"([ \t]*)([-*])( )", text[start : item.span.start])
        if match and start + match.end() == item.span.start and not text[start:].startswith(("---", "***")):
            other = "*" if match[2] == "-" else "-"
            text = text[: start + len(match[1])] + other + text[start + len(match[1]) + 1 :]
            changed = True
    return text if changed else None


def locale_prefix(pair: Pair, rng: random.Random) -> Edited:
    """Put the language in front of a site-absolute link, where the site has such links at all."""
    found = [
        link
        for block in pair.translation.of(Prose)
        for link in block.inlines
        if isinstance(link, Link) and link.form == "inline" and re.match(r"/[a-z]{4,}/", link.target)
    ]
    link = _pick(rng, iter(found))
    return link and _with(pair.translation, link.target_span, f"/{pair.translation.language}{link.target}")


def printed_string(pair: Pair, rng: random.Random) -> Edited:
    """Translate a string that a program prints, and the output that shows it."""
    document = pair.translation
    found = []
    for source, code in pair.both(Code):
        if source.body != code.body or not code.fence:
            continue
        for cell in cells(code.language, code.body):
            for match in re.finditer(r"[\"']([A-Za-z]+ [A-Za-z ]{3,}[a-z.!]?)[\"']", cell.text):
                words = match[1]
                raw = document.text[code.body_span.start : code.body_span.end]
                if (
                    cell.kind == "input"
                    and raw.count(words) >= 2
                    and re.search(rf"print\(.*{re.escape(words)}", cell.text)
                ):
                    found.append((code.body_span, raw.replace(words, "una frase del todo distinta")))
    choice = _pick(rng, iter(found))
    return choice and _with(document, *choice)


HARMLESS: Mapping[str, Injector] = {
    "comment translated": comment_translated,
    "comment re-wrapped": comment_rewrapped,
    "paragraph reflowed": reflowed,
    "paragraph split": split,
    "paragraphs merged": merged,
    "paragraph reworded": reworded,
    "quotes made typographic": typographic_quotes,
    "list markers changed": list_markers,
    "locale prefix on a link": locale_prefix,
    "printed string and output translated": printed_string,
}

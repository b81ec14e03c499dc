"""Owns the faults that the benchmark injects into a translation, each with the rules that should tell it and its place.

A fault takes a pair of documents and a random generator and gives the translation's new text, or None where the page
has nothing to break in that way.
"""

import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from doclint import metadata
from doclint.anchors.dialect import document_ids
from doclint.code.cells import cells
from doclint.engine import document
from doclint.model import Block, Code, Document, Heading, Image, InlineCode, Link, Pair, Prose, Span, Table


@dataclass(frozen=True, slots=True)
class Fault:
    """A damaged translation: its text, the rules that may tell it, and the lines of the damage (from 1).

    A damaged paragraph runs from `line` to `last`; where two sections changed places, either may be told as moved, so
    `other` is the second place.
    """

    text: str
    line: int
    rules: frozenset[str]
    last: int = 0
    other: int = 0


T = TypeVar("T")
Injector = Callable[[Pair, random.Random], Fault | None]


def _cut(document: Document, span: Span, replacement: str, rules: str, at: int | None = None) -> Fault:
    text = document.text[: span.start] + replacement + document.text[span.end :]
    line = document.position(span.start if at is None else at)[0]
    return Fault(text, line, frozenset(rules.split()))


def _lines(document: Document, span: Span) -> Span:
    """Widen a span to whole lines, with one blank line after it."""
    start = document.line_starts[document.position(span.start)[0] - 1]
    last = document.position(max(span.start, span.end - 1))[0]
    end = document.line_starts[last] if last < len(document.line_starts) else len(document.text)
    if last < len(document.line_starts) and not document.line(last + 1).strip():
        end = document.line_starts[last + 1] if last + 1 < len(document.line_starts) else len(document.text)
    return Span(start, end)


def _pick(rng: random.Random, items: Iterator[T]) -> T | None:
    found = list(items)
    return rng.choice(found) if found else None


def _plain(block: Block, document: Document) -> bool:
    """Say whether a block stands alone, outside lists and quotes, so that cutting it leaves whole Markdown."""
    column = document.position(block.span.start)[1]
    return column == 1 and not getattr(block, "quoted", False)


def heading_removed(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (t for _, t in pair.both(Heading) if _plain(t, pair.translation) and t.level > 1))
    return found and _cut(pair.translation, _lines(pair.translation, found.span), "", "missing-heading")


def heading_added(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (t for _, t in pair.both(Prose) if _plain(t, pair.translation) and t.depth == 0))
    if found is None:
        return None
    level = max((t.level for _, t in pair.both(Heading) if t.span.start < found.span.start), default=2)
    added = "#" * level + " " + rng.choice(["Zurrapa verde", "Nota del cuaderno", "Quilla y sextante"])
    start = Span(found.span.start, found.span.start)
    return _cut(pair.translation, start, added + "\n\n", "extra-heading")


def heading_level(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(
        rng,
        (
            t
            for s, t in pair.both(Heading)
            if _plain(t, pair.translation) and t.form == "marks" and s.level == t.level and 1 < t.level < 6
        ),
    )
    if found is None:
        return None
    down = rng.random() < 0.5 and found.level > 2
    span = Span(found.span.start, found.span.start + found.level)
    return _cut(pair.translation, span, "#" * (found.level + (-1 if down else 1)), "heading-level")


def renamed_id(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (t for _, t in pair.both(Heading) if t.anchors))
    if found is None:
        return None
    return _cut(
        pair.translation,
        found.anchors[0].id_span,
        found.anchors[0].id + "-x",
        "changed-anchor missing-anchor broken-anchor",
    )


def pinned_id_lost(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (t for s, t in pair.both(Heading) if s.anchors and t.anchors))
    if found is None:
        return None
    fault = _cut(pair.translation, found.anchors[0].span, "", "missing-anchor changed-anchor broken-anchor")
    page = document(fault.text.encode("utf-8", "surrogatepass"), pair.translation.path, pair.translation.language)
    # a heading that was left in English has the same id without a pin
    kept = found.anchors[0].id in document_ids(page, pair.habits.anchor_dialect)
    return None if kept else fault


def section_moved(pair: Pair, rng: random.Random) -> Fault | None:
    """Move a section of at least three blocks behind its next sibling."""
    document = pair.translation
    heads = [block for block in document.of(Heading) if _plain(block, document)]
    candidates = []
    for here, after in itertools.pairwise(heads):
        later = next((h for h in heads if h.span.start > after.span.start and h.level <= here.level), None)
        end = later.span.start if later else len(document.text)
        inner = [b for b in document.blocks if here.span.start < b.span.start < after.span.start]
        alone = not any(after.span.start < h.span.start < end and h.level < here.level for h in heads)
        if here.level == after.level > 1 and alone and len(inner) >= 3:
            candidates.append((here, after, end))
    if not candidates:
        return None
    here, after, end = rng.choice(candidates)
    moved = document.text[here.span.start : after.span.start]
    kept = document.text[after.span.start : end]
    text = (
        document.text[: here.span.start]
        + kept.rstrip("\n")
        + "\n\n"
        + moved.rstrip("\n")
        + "\n\n"
        + document.text[end:]
    )
    first = document.position(here.span.start)[0]
    second = first + kept.rstrip("\n").count("\n") + 2
    return Fault(text, second, frozenset({"moved-section"}), other=first)


def code_removed(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (t for _, t in pair.both(Code) if _plain(t, pair.translation) and t.fence and t.closed))
    return found and _cut(pair.translation, _lines(pair.translation, found.span), "", "missing-code missing-output")


_TOKEN = re.compile(r"[A-Za-z_][A-Za-z_]{3,}")


def code_token(pair: Pair, rng: random.Random) -> Fault | None:
    """Misspell an identifier in code that the translator left as it was, outside comments and strings."""
    document = pair.translation
    for _ in range(20):
        both = _pick(rng, ((s, t) for s, t in pair.both(Code) if s.body == t.body and _is_program(t)))
        if both is None:
            return None
        code = both[1]
        inputs = [cell for cell in cells(code.language, code.body) if cell.kind == "input"]
        if not inputs or _plain(code, document) is False:
            continue
        found = [
            m for m in _TOKEN.finditer(document.text, code.body_span.start, code.body_span.end) if _bare(document, m)
        ]
        found = [m for m in found if any(m[0] in cell.text for cell in inputs)]
        if found:
            match = rng.choice(found)
            word = match[0]
            at = rng.randrange(1, len(word) - 1)
            return _cut(document, Span(*match.span()), word[:at] + word[at] + word[at:], "changed-code")
    return None


_PROGRAMS = frozenset("python py javascript js typescript ts go rust java c cpp bash sh yaml json sql ruby php".split())


def _is_program(code: Code) -> bool:
    return code.language in _PROGRAMS and bool(code.fence)


def _bare(document: Document, match: re.Match[str]) -> bool:
    """Say whether a word stands outside comments, strings, outputs and prompts, judged by its line alone."""
    line = document.line(document.position(match.start())[0])
    before = line[: document.position(match.start())[1] - 1]
    if any(mark in before for mark in ("#", "//", "--", "/*", '"', "'", "`", "<", "*")):
        return False
    return '"""' not in line and "'''" not in line and not line.lstrip().startswith(("*", "<"))


def output_digit(pair: Pair, rng: random.Random) -> Fault | None:
    document = pair.translation
    found = []
    for source, code in pair.both(Code):
        if source.body != code.body:
            continue
        for cell in cells(code.language, code.body):
            if cell.kind == "output":
                found += [(code, cell.start + m.start()) for m in re.finditer(r"\d", cell.text)]
    if not found:
        return None
    code, offset = rng.choice(found)
    line = code.body.count("\n", 0, offset)
    number = document.position(code.body_span.start)[0] + line
    want = code.body.split("\n")[line]
    start = document.line_starts[number - 1]
    at = document.text.find(want, start)
    if not want or at < 0:
        return None
    at += offset - (code.body.rfind("\n", 0, offset) + 1)
    digit = str((int(document.text[at]) + 3) % 10)
    return _cut(document, Span(at, at + 1), digit, "changed-output changed-code")


def fence_language(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (t for s, t in pair.both(Code) if _is_program(t) and s.language == t.language))
    if found is None:
        return None
    word = re.match(r"[\w+-]+", found.info)
    if word is None:
        return None
    other = "css" if found.language != "css" else "java"
    return _cut(
        pair.translation, Span(found.info_span.start, found.info_span.start + word.end()), other, "code-language"
    )


def fence_lost(pair: Pair, rng: random.Random) -> Fault | None:
    document = pair.translation
    found = _pick(rng, (t for _, t in pair.both(Code) if t.fence and t.closed and t.info and _plain(t, document)))
    if found is None:
        return None
    start = document.line_starts[document.position(found.span.end - 1)[0] - 1]
    fault = _cut(document, Span(start, found.span.end + 1), "", "unclosed-fence", at=start)
    opening = document.position(found.span.start)[0]
    return Fault(fault.text, opening, fault.rules)


def _links(pair: Pair) -> Iterator[Link]:
    for row in pair.rows:
        if len(row.source) == len(row.translation) == 1 and isinstance(row.translation[0], Prose):
            source = {item.target for item in row.source[0].inlines if isinstance(item, Link)}  # type: ignore[union-attr]
            for item in row.translation[0].inlines:
                if isinstance(item, Link) and item.form == "inline" and item.target in source and len(item.target) > 3:
                    yield item


def link_removed(pair: Pair, rng: random.Random) -> Fault | None:
    # an address for a text leads there all the same
    found = _pick(rng, (item for item in _links(pair) if not re.match(r"https?://|www\.", item.text)))
    return found and _cut(pair.translation, found.span, found.text, "missing-link")


def link_retargeted(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (item for item in _links(pair) if item.target.startswith("http")))
    return found and _cut(pair.translation, found.target_span, "https://example.org/otra-cosa", "changed-link")


def link_dangling(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (item for item in _links(pair) if not item.target.startswith(("http", "#", "mailto", "{", "/"))))
    if found is None:
        return None
    path, mark, fragment = found.target.partition("#")
    stem, dot, ending = path.rpartition(".")
    broken = f"{stem}-zzz{dot}{ending}" if dot and "/" not in ending else f"{path}-zzz"
    return _cut(pair.translation, found.target_span, broken + mark + fragment, "broken-link changed-link")


def fragment_dangling(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (item for item in _links(pair) if item.target.startswith("#")))
    return found and _cut(pair.translation, found.target_span, found.target + "-zzz", "broken-anchor changed-link")


def image_removed(pair: Pair, rng: random.Random) -> Fault | None:
    found = []
    for row in pair.rows:
        if len(row.source) == len(row.translation) == 1:
            left = [i for i in getattr(row.source[0], "inlines", ()) if isinstance(i, Image)]
            right = [i for i in getattr(row.translation[0], "inlines", ()) if isinstance(i, Image)]
            if len(left) == len(right):
                found += right
    image = _pick(rng, iter(found))
    return image and _cut(
        pair.translation, image.span, "", "missing-image missing-block missing-component missing-link list-length"
    )


def paragraph_removed(pair: Pair, rng: random.Random) -> Fault | None:
    document = pair.translation
    found = _pick(rng, (t for _, t in pair.both(Prose) if _plain(t, document) and t.depth == 0 and len(t.text) > 60))
    return found and _cut(document, _lines(document, found.span), "", "missing-block")


def paragraph_english(pair: Pair, rng: random.Random) -> Fault | None:
    document = pair.translation
    found = _pick(
        rng,
        (
            (s, t)
            for s, t in pair.both(Prose)
            if _plain(t, document) and len(s.text.split()) > 15 and s.text != t.text and not s.text.startswith("{")
        ),
    )
    return found and _cut(document, found[1].span, found[0].text, "untranslated-prose")


def inline_code_misspelt(pair: Pair, rng: random.Random) -> Fault | None:
    found = []
    for row in pair.rows:
        if len(row.source) == len(row.translation) == 1:
            left = [i.text for i in getattr(row.source[0], "inlines", ()) if isinstance(i, InlineCode)]
            found += [
                i
                for i in getattr(row.translation[0], "inlines", ())
                if isinstance(i, InlineCode) and i.text in left and len(i.text) > 4 and i.text.isidentifier()
            ]
    code = _pick(rng, iter(found))
    if code is None:
        return None
    at = rng.randrange(1, len(code.text) - 1)
    raw = pair.translation.text[code.span.start : code.span.end]
    start = raw.index(code.text) + at
    return _cut(pair.translation, code.span, raw[:start] + raw[start + 1 :], "changed-inline-code")


_NUMBER = re.compile(r"(?<![\w.,/#-])\d{2,}(?![\w.,/-])")


def number_changed(pair: Pair, rng: random.Random) -> Fault | None:
    found = []
    for source, translation in pair.both(Prose):
        numbers = set(_NUMBER.findall(source.text))
        taken = [item.span for item in translation.inlines]
        for match in _NUMBER.finditer(pair.translation.text, translation.span.start, translation.span.end):
            place = Span(*match.span())
            if match[0] in numbers and not any(span.holds(place) for span in taken):
                found.append(place)
    place = _pick(rng, iter(found))
    if place is None:
        return None
    digits = pair.translation.text[place.start : place.end]
    return _cut(pair.translation, place, digits[:-1] + str((int(digits[-1]) + 3) % 10), "changed-number")


def table_row_lost(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (t for s, t in pair.both(Table) if len(t.rows) == len(s.rows) > 2))
    if found is None:
        return None
    row = rng.choice(found.row_spans[1:])
    fault = _cut(pair.translation, Span(row.start, row.end + 1), "", "table-shape")
    return Fault(fault.text, pair.translation.position(found.span.start)[0], fault.rules)


def list_item_lost(pair: Pair, rng: random.Random) -> Fault | None:
    document = pair.translation
    items = [t for _, t in pair.both(Prose) if t.role == "item" and t.depth == 1 and not t.quoted]
    spans = []
    for item in items:
        start = document.line_starts[document.position(item.span.start)[0] - 1]
        nested = [b for b in document.blocks if b.span.start > item.span.start]
        if nested and isinstance(nested[0], Prose) and nested[0].role == "item" and nested[0].depth == 1:
            next_start = document.line_starts[document.position(nested[0].span.start)[0] - 1]
            spans.append(Span(start, next_start))
    span = _pick(rng, iter(spans))
    return span and _cut(document, span, "", "list-length")


def hidden_character(pair: Pair, rng: random.Random) -> Fault | None:
    found = _pick(rng, (t for t in pair.translation.of(Prose) if len(t.text) > 40))
    if found is None:
        return None
    spaces = [
        m.start() for m in re.finditer(r"[a-z](?=[a-z])", pair.translation.text[found.span.start : found.span.end])
    ]
    if not spaces:
        return None
    at = found.span.start + rng.choice(spaces) + 1
    return _cut(pair.translation, Span(at, at), rng.choice(["\u200b", "\u202e", "\ufeff", "\x08"]), "hidden-character")


def _mojibake(codec: str) -> Injector:
    def inject(pair: Pair, rng: random.Random) -> Fault | None:
        document = pair.translation
        found = _pick(rng, (t for t in document.of(Prose) if sum(not c.isascii() for c in t.text) >= 3))
        if found is None:
            return None
        raw = document.text[found.span.start : found.span.end]
        try:
            damaged = raw.encode().decode(codec)
        except UnicodeDecodeError:
            return None
        first = next(n for n, char in enumerate(raw) if not char.isascii())
        fault = _cut(document, found.span, damaged, "mojibake", at=found.span.start + first)
        return replace(fault, last=document.position(found.span.end)[0])

    return inject


def replacement_character(pair: Pair, rng: random.Random) -> Fault | None:
    document = pair.translation
    found = []
    for block in document.of(Prose):
        found += [
            block.span.start + n
            for n, c in enumerate(document.text[block.span.start : block.span.end])
            if c.isalpha() and not c.isascii()
        ]
    at = _pick(rng, iter(found))
    return None if at is None else _cut(document, Span(at, at + 1), "\ufffd", "replacement-character")


def page_cut(pair: Pair, rng: random.Random) -> Fault | None:
    """Cut a page in its second half: behind a paragraph, or in the middle of it."""
    document, size = pair.translation, len(pair.translation.text)
    ends = {id(block) for block in pair.source.blocks[-3:]}
    found = _pick(
        rng,
        (
            t
            for s, t in pair.both(Prose)
            if _plain(t, document) and len(t.text) > 60 and 0.5 <= t.span.start / size <= 0.9 and id(s) not in ends
        ),
    )
    if found is None:
        return None
    at = found.span.end if rng.random() < 0.5 else (found.span.start + found.span.end) // 2
    fault = _cut(document, Span(at, size), "\n", "truncated-page missing-heading missing-block missing-code", at=at)
    more = frozenset({"missing-component", "list-length"})
    return replace(fault, line=document.position(found.span.start)[0], last=fault.line, rules=fault.rules | more)


def front_matter_key_lost(pair: Pair, rng: random.Random) -> Fault | None:
    ours, theirs = metadata.keys(pair.source), metadata.keys(pair.translation)
    wanted = ours.keys() & theirs.keys() & pair.habits.kept_keys - {"date", "lastmod", "author", "authors", "aliases"}
    text = pair.translation.text
    spans = [theirs[key][1] for key in sorted(wanted) if theirs[key][0]]
    whole = [span for span in spans if not text[span.end : span.end + 2].strip("\r\n").startswith((" ", "-", "\t"))]
    span = _pick(rng, iter(whole))
    return span and _cut(pair.translation, Span(span.start, span.end + 1), "", "front-matter-key", at=0)


FAULTS: Mapping[str, Injector] = {
    "heading removed": heading_removed,
    "heading added": heading_added,
    "heading one level off": heading_level,
    "heading id renamed": renamed_id,
    "pinned id lost": pinned_id_lost,
    "section moved": section_moved,
    "code block removed": code_removed,
    "code token changed": code_token,
    "output digit changed": output_digit,
    "fence language changed": fence_language,
    "closing fence lost": fence_lost,
    "link removed": link_removed,
    "link retargeted": link_retargeted,
    "link dangling": link_dangling,
    "fragment dangling": fragment_dangling,
    "image removed": image_removed,
    "paragraph removed": paragraph_removed,
    "paragraph left in English": paragraph_english,
    "inline code misspelt": inline_code_misspelt,
    "number changed": number_changed,
    "table row lost": table_row_lost,
    "list item lost": list_item_lost,
    "hidden character": hidden_character,
    "mojibake, Windows-1252": _mojibake("cp1252"),
    "mojibake, Mac Roman": _mojibake("mac_roman"),
    "mojibake, Latin-1": _mojibake("latin-1"),
    "mojibake, code page 850": _mojibake("cp850"),
    "mojibake, Windows-1250": _mojibake("cp1250"),
    "replacement character": replacement_character,
    "page cut": page_cut,
    "front matter key lost": front_matter_key_lost,
}

"""The targets of the fuzzer: each takes any bytes and raises AssertionError where a promise is broken.

Targets that need two texts cut the bytes at the first U+001E (record separator).
"""

import json
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from xml.etree import ElementTree as ET

from doclint import config, metadata
from doclint.align import align
from doclint.catalogue import rules
from doclint.config.globs import matches
from doclint.engine import Outcome, document, examine
from doclint.engine.named import examine_extract
from doclint.extract import is_extract, recover, restored
from doclint.fix import apply_edits, plan
from doclint.model import Block, Code, Document, Page, PagePair, Scope, Severity, Span
from doclint.parse import parse
from doclint.report import FORMATS, Report, Style, render
from doclint.terms import files as term_files
from doclint.text.decode import decode, encode
from doclint.text.front import front_matter
from doclint.text.repair import apply, explain, find_repairs

CUT = b"\x1e"
_LONGEST = 4.0
"""CPU seconds for an input of a few kilobytes, under instrumentation, which makes Python some five times slower."""
_BOX = Path(tempfile.mkdtemp(prefix="doclint-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108
_ALL = config.Config(min_severity=Severity.INFO)


@contextmanager
def bounded(data: bytes):
    """Fail where the work inside takes longer than any input of this size may."""
    start = time.process_time()
    yield
    took = time.process_time() - start
    assert took < _LONGEST * max(1, len(data) / 4000), f"took {took:.1f} s for {len(data)} bytes"


def decoding(data: bytes) -> None:
    """Every file can be read, and written back byte for byte."""
    text, encoding = decode(data)
    assert encode(text, encoding) == data
    ends = [0]
    for span in encoding.undecodable:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)


def repairing(data: bytes) -> None:
    """Repairs are sorted and apart, and a repaired text has none."""
    head, _, tail = data.partition(CUT)
    text, reference = decode(head)[0], decode(tail)[0] or None
    repairs = find_repairs(text, "es", reference=reference)
    at = 0
    for repair in repairs:
        assert at <= repair.edit.span.start <= repair.edit.span.end <= len(text)
        at = repair.edit.span.end
    list(explain(repairs, text))
    healed = apply(text, repairs)
    again = find_repairs(healed, "es", reference=reference)
    assert not again, f"a second repair: {again[0]}"


def parsing(data: bytes) -> None:
    """Every block and everything inside it stands where its span says."""
    for suffix in (".md", ".mdx"):
        _sound(document(data, f"page{suffix}", "es"))


def _sound(page: Document) -> None:
    whole = Span(0, len(page.text))
    at = 0
    for block in page.blocks:
        assert whole.holds(block.span), block
        assert at <= block.span.start, f"{block} stands before the block above it"
        at = block.span.start
        for name in ("text_span", "info_span", "body_span", "target_span"):
            inner = getattr(block, name, block.span)
            # a body ends with its line, blanks and all, also where no closing fence stands below
            end = page.text.find("\n", block.span.end) + 1 or len(page.text)
            assert block.span.start <= inner.start, (name, block)
            assert inner.end <= end, (name, block)
        for item in getattr(block, "inlines", ()):
            assert block.span.holds(item.span), (item, block)
            assert item.span.holds(getattr(item, "target_span", item.span)), item
        if isinstance(block, Code) and block.fence and "\n" not in block.info:
            assert block.info == page.read(block.info_span), block
    for anchor in page.anchors:
        assert whole.holds(anchor.span), anchor
        assert anchor.span.holds(anchor.id_span), anchor


def aligning(data: bytes) -> None:
    """Every block of two pages stands in at most one row, and no row is empty."""
    head, _, tail = data.partition(CUT)
    source, translation = document(head, "en/page.md", "en"), document(tail, "es/page.md", "es")
    rows = align(source, translation)
    for side, other, page in (("source", "translation", source), ("translation", "source", translation)):
        found: list[Block] = [block for row in rows for block in getattr(row, side)]
        found += [block for row in rows if not getattr(row, other) for block in row.carried]
        assert len(found) == len({id(block) for block in found}), "a block stands in two rows"
        assert {id(block) for block in found} <= {id(block) for block in page.blocks}
    for row in rows:
        assert row.source or row.translation
    selves = align(source, source)
    assert all(row.source == row.translation for row in selves), "a page does not match itself"


def checking(data: bytes) -> None:
    """Every rule runs on a pair, findings lie in their pages, every report can be written, and a fix settles."""
    head, _, tail = data.partition(CUT)
    outcome = _outcome(head, tail)
    for problem in outcome.problems:
        for place in (problem.finding, problem.finding.related):
            assert place is None or Span(0, len(place.document.text)).holds(place.span), problem
    _reports(outcome)
    fixed = plan(outcome.problems, ("safe",)).get("es/page.md")
    if fixed is not None:
        text = apply_edits(fixed.document.text, fixed.edits)
        with suppress(UnicodeEncodeError):
            tail = encode(text, fixed.document.encoding)
        _outcome(head, tail)


def _outcome(source: bytes, translation: bytes) -> Outcome:
    scope, pages = _pages(source, translation)
    return examine(scope, pages, _ALL, frozenset(pages))


def _pages(source: bytes, translation: bytes, suffix: str = ".md") -> tuple[Scope, Mapping[str, Document]]:
    there = Page(_BOX / "en/page.md", "en/page.md", "en"), Page(_BOX / f"es/page{suffix}", f"es/page{suffix}", "es")
    pages = {
        page.name: document(data, page.name, page.language)
        for page, data in zip(there, (source, translation), strict=True)
    }
    return Scope(_BOX, there, (PagePair(*there),)), pages


def _reports(outcome: Outcome) -> None:
    report = Report(outcome.problems, 2, 1, rules(), ("a note",), outcome.site.pairs)
    for name in FORMATS:
        for style in (Style(), Style(colour=True, width=20, unicode=False)):
            text = "".join(render(name, report, style))
            assert text == text.encode("utf-8").decode("utf-8"), name
            if name in ("json", "sarif", "gitlab"):
                json.loads(text)
            elif name == "junit":
                ET.fromstring(text)  # noqa: S314  # the text is our own
            elif name in ("full", "concise"):
                plain = text.replace("\x1b[", "") if style.colour else text
                assert not set(plain) & set("\x1b\x07\x08\r\x9b\u202e\u2066"), (
                    f"{name}: a control character came through"
                )


def extracts(data: bytes) -> None:
    """Text taken out of a page is compared with it and written as Markdown again."""
    head, _, tail = data.partition(CUT)
    scope, pages = _pages(head, tail, ".txt")
    page, text = pages.values()
    is_extract(text.text, page)
    restored(recover(text, page))
    _reports(examine_extract(scope, pages, _ALL, extract_is_source=False))


def configuring(data: bytes) -> None:
    """Any file is a configuration or a ConfigError with clear lines."""
    for name in ("doclint.toml", "pyproject.toml"):
        path = _BOX / name
        path.write_bytes(data)
        with suppress(config.ConfigError):
            loaded = config.load(_BOX, path)
            config.check_names(loaded, rules(), ())
            for glob in loaded.exclude:
                matches(glob, "docs/es/guide.md")
        path.unlink()


def heads(data: bytes) -> None:
    """The metadata at a page's head are found and read, whatever they are."""
    for mark in (b"", b"---\n", b"+++\n"):
        page = parse(decode(mark + data)[0], "page.md", "es")
        front_matter(page.text)
        for _, span in metadata.keys(page).values():
            assert Span(0, len(page.text)).holds(span)
        broken = metadata.broken_line(page)
        assert broken is None or Span(0, len(page.text)).holds(broken)


def term_bases(data: bytes) -> None:
    """Any file is a term base or a TermBaseError with clear lines; what was read can be written and read again."""
    for suffix in (".toml", ".csv", ".tbx"):
        path = _BOX / f"terms{suffix}"
        path.write_bytes(data)
        with suppress(term_files.TermBaseError):
            terms = term_files.read(path)
            term_files.to_csv(terms)
            term_files.to_tbx(terms)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "decode": decoding,
    "repair": repairing,
    "parse": parsing,
    "align": aligning,
    "check": checking,
    "extract": extracts,
    "config": configuring,
    "front-matter": heads,
    "terms": term_bases,
}
"""What can be fuzzed, by name."""

"""See rules/truncated-page.md."""

import re
from collections.abc import Iterator, Sequence

from doclint.anchors.slugs import plain_text
from doclint.model import (
    Block,
    Comment,
    Component,
    Definition,
    Finding,
    FrontMatter,
    Heading,
    Html,
    Pair,
    Place,
    Prose,
    Span,
)
from doclint.parity import excerpt

# Less may well be what was added to the source since.
_LEAST_SECTIONS = 2
_LEAST_SHARE = 0.3
# A paragraph as short as this beside its source, and without an end, was cut.
_CUT = 0.6
_CUT_BEFORE_MORE = 0.95  # where whole sections are missing behind it
_ENDED = re.compile(r"[.!?…:;。！？：；।؟|)\]}»”’\"'`*_>]\s*$")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield the place where a translation stops while its source goes on for sections, or for half a sentence."""
    both = [row for row in pair.rows if row.source and row.translation and not row.moved]
    if not both:
        return
    last = max(both, key=lambda row: row.source[-1].span.end)
    end = last.translation[-1]
    if any(_running(block) and block.span.start >= end.span.end for block in pair.translation.blocks):
        return
    every = [block for block in pair.source.blocks if _running(block)]
    rest = [block for block in every if block.span.start >= last.source[-1].span.end]
    sections = [block for block in rest if isinstance(block, Heading)]
    cut = _is_cut(last.source, last.translation, _CUT_BEFORE_MORE if sections else _CUT)
    if not cut and (len(sections) < _LEAST_SECTIONS or len(rest) < _LEAST_SHARE * len(every)):
        return
    here = Span(end.span.start, end.span.end)
    if cut:
        tail = excerpt(plain_text(getattr(last.source[-1], "text", "")[-60:]))
        message = f"the page breaks off in the middle of a sentence; the source's ends with “{tail}”{_more(sections)}"
        yield Finding(pair.translation, here, message, Place(pair.source, last.source[-1].span))
    else:
        title = excerpt(plain_text(sections[0].text))
        message = f"the page stops here: the source goes on for {len(sections)} sections, from “{title}” on"
        yield Finding(pair.translation, here, message, Place(pair.source, rest[0].span))


def _more(sections: Sequence[Heading]) -> str:
    if not sections:
        return ""
    return f", and {len(sections)} more section{'s' * (len(sections) > 1)} follow{'s' * (len(sections) == 1)}"


def _is_cut(source: Sequence[Block], translation: Sequence[Block], most: float) -> bool:
    """Say whether a paragraph has no end, as its source has, and is at most so long in its source's lengths."""
    ours, theirs = source[-1], translation[-1]
    if not isinstance(ours, Prose) or not isinstance(theirs, Prose) or len(source) != len(translation):
        return False
    unended = not _ENDED.search(theirs.text) and bool(_ENDED.search(ours.text))
    wide = 2.5 if re.search(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", theirs.text) else 1.0
    return unended and len(theirs.text) * wide < most * len(ours.text)


def _running(block: Block) -> bool:
    """Say whether a block belongs to the running text."""
    if isinstance(block, Comment | Definition | FrontMatter):
        return False
    if isinstance(block, Html):
        return bool(re.sub(r"<[^>]*>", "", block.text).strip())
    return not (isinstance(block, Component) and block.closing)

"""Owns suppression: which findings a page's own comments allow, and which of these comments nothing used."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from doclint.model import Code, Document, Finding, FrontMatter, InlineCode, Span

_ALLOWANCE = re.compile(
    r"<!--\s*doclint:\s*(allow(?:-file)?)\s++([\w\s,-]+)-->|\{\s*/\*\s*doclint:\s*(allow(?:-file)?)\s++([\w\s,-]+)\*/\s*\}"
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """One name that a comment allows: in the whole file, or in the block after the comment (`reach`)."""

    document: Document
    span: Span
    name: str
    reach: Span

    def covers(self, document: Document, span: Span) -> bool:
        """Say whether a place lies in this allowance's reach."""
        return document is self.document and self.reach.start <= span.start <= self.reach.end


def allowances(document: Document) -> tuple[Allowance, ...]:
    """Read the allowances of a page; comments inside code are examples, not allowances."""
    if "doclint:" not in document.text:
        return ()
    found: list[Allowance] = []
    for match in _ALLOWANCE.finditer(document.text):
        span = Span(match.start(), match.end())
        if _in_code(document, span):
            continue
        kind, names = (match[1], match[2]) if match[1] else (match[3], match[4])
        reach = Span(0, len(document.text)) if kind == "allow-file" else _reach(document, span)
        found += (Allowance(document, span, name, reach) for name in re.split(r"[\s,]+", names) if name)
    return tuple(found)


def _in_code(document: Document, span: Span) -> bool:
    for block in document.blocks:
        if block.span.holds(span):
            spans = [item.span for item in getattr(block, "inlines", ()) if isinstance(item, InlineCode)]
            return isinstance(block, Code | FrontMatter) or any(inner.holds(span) for inner in spans)
    return False


def _reach(document: Document, comment: Span) -> Span:
    """Give the stretch that a comment covers: from the end of the block before it to the end of the block after.

    What is missing is reported where it belongs, right after the block before, so that belongs to the reach too.
    """
    blocks = [block.span for block in document.blocks if not comment.holds(block.span)]
    after = bisect_left(blocks, comment)
    start = blocks[after - 1].end if after else 0
    if after and blocks[after - 1].holds(comment):  # the comment stands inside a block: that block is meant
        return blocks[after - 1]
    return Span(start, blocks[after].end if after < len(blocks) else len(document.text))


Signed = tuple[str, Finding]


def split(
    found: Iterable[Signed], allowed: Mapping[str, tuple[Allowance, ...]], groups: Mapping[str, Collection[str]]
) -> tuple[list[Signed], set[Allowance]]:
    """Drop what the pages allow, on either side of a finding; give what remains and the allowances that were used."""
    kept: list[Signed] = []
    used: set[Allowance] = set()
    for rule, finding in found:
        places = [(finding.document, finding.span)]
        if finding.related:
            places.append((finding.related.document, finding.related.span))
        covering = [
            allowance
            for document, span in places
            for allowance in allowed.get(document.path, ())
            if (allowance.name == rule or rule in groups.get(allowance.name, ())) and allowance.covers(document, span)
        ]
        if covering:
            used.update(covering)
        else:
            kept.append((rule, finding))
    return kept, used


def leftovers(
    allowed: Iterable[Allowance],
    used: Collection[Allowance],
    names: Collection[str],
    groups: Mapping[str, Collection[str]],
    running: Collection[str],
) -> Iterator[Signed]:
    """Yield `unknown-allowance` and `unused-allowance` findings; a rule that does not run leaves nothing unused."""
    for allowance in allowed:
        meant = {allowance.name} if allowance.name in names else set(groups.get(allowance.name, ()))
        if not meant:
            near = get_close_matches(allowance.name, [*names, *groups], n=1)
            hint = f"; did you mean `{near[0]}`?" if near else "; `doclint rules` lists the names"
            message = f"this comment allows `{allowance.name}`, but there is no such rule{hint}"
            yield "unknown-allowance", Finding(allowance.document, allowance.span, message)
        elif allowance not in used and meant <= set(running):
            message = f"this comment allows `{allowance.name}`, but there is nothing to allow; remove it"
            yield "unused-allowance", Finding(allowance.document, allowance.span, message)

"""Owns suppression: which findings a page's own comments allow, and which of these comments nothing used."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from doclint.model import Code, Comment, Document, Finding, FrontMatter, InlineCode, Prose, Span
from doclint.record import record
from doclint.regex import regex

_ALLOWANCE = regex(
    r"<!--\s*doclint:\s*(allow(?:-file)?)\s++([\w\s,-]+)-->|\{\s*/\*\s*doclint:\s*(allow(?:-file)?)\s++([\w\s,-]+)\*/\s*\}"
)
# What people write who have other linters in mind, or who forget the colon or the names.
_MEANT = regex(
    r"(?:<!--|\{\s*/\*)\s*(?P<said>doclint(?:\s*:|[\s-]+(?:allow|disable|ignore|skip|off|suppress|no-?lint))[^\n>*]*)",
    re.IGNORECASE,
)
_INDENT = 3
_NEAR = 20
"""Lines within which a finding may be what a comment was meant for that nothing used."""


Signed = tuple[str, Finding]


@record
class Allowance:
    """One name that a comment allows: in the whole file, or in the block after the comment (`reach`).

    `cuts` is the paragraph before a comment that was put into the middle of one.
    """

    document: Document
    span: Span
    name: str
    reach: Span
    cuts: Span | None = None

    def covers(self, document: Document, span: Span) -> bool:
        """Say whether a place lies in this allowance's reach."""
        return document is self.document and self.reach.start <= span.start <= self.reach.end

    def allows(self, rule: str, groups: Mapping[str, Collection[str]]) -> bool:
        """Say whether this allows a rule; the halves of a paragraph that it cuts are its own doing."""
        return (
            self.name == rule or rule in groups.get(self.name, ()) or (self.cuts is not None and rule == "extra-block")
        )


def speaks(document: Document) -> bool:
    """Say whether a page says a word to doclint: most do not, and have nothing that could be read here."""
    return "oclint" in document.text


def allowances(document: Document) -> tuple[Allowance, ...]:
    """Read the allowances of a page; comments inside code are examples, not allowances."""
    found: list[Allowance] = []
    ends, starts = _paragraphs(document)
    for match in _ALLOWANCE.finditer(document.text):
        span = Span(match.start(), match.end())
        if _in_code(document, span):
            continue
        kind, names = (match[1], match[2]) if match[1] else (match[3], match[4])
        cuts = _cut(document.text, span, ends, starts)
        reach = Span(0, len(document.text)) if kind == "allow-file" else _reach(document, span)
        if cuts:
            reach = Span(min(reach.start, cuts.start), reach.end)
        found += (Allowance(document, span, name, reach, cuts) for name in re.split(r"[\s,]+", names) if name)
    return tuple(found)


def not_understood(document: Document) -> Iterator[Signed]:
    """Yield `unknown-allowance` findings for comments that were meant to allow something, but say it in other words."""
    known = {match.start() for match in _ALLOWANCE.finditer(document.text)}
    for match in _MEANT.finditer(document.text):
        span = Span(match.start(), match.end())
        if match.start() not in known and not _in_code(document, span):
            said = " ".join(match["said"].removesuffix("--").split())
            whole = re.search(r"\b(?:file|all)\b", said) is not None
            form = f"doclint: allow{'-file' * whole} RULE"
            written = f"<!-- {form} -->" if match[0].startswith("<") else f"{{/* {form} */}}"
            message = f"“{said}” allows nothing; write `{written}`, with only names of rules or groups in it"
            yield "unknown-allowance", Finding(document, span, message)


def _paragraphs(document: Document) -> tuple[dict[int, Span], frozenset[int]]:
    """Give the paragraphs outside lists by their end, and where they start."""
    spans = [
        block.span
        for block in document.blocks
        if isinstance(block, Prose) and block.role == "paragraph" and not block.depth
    ]
    return {span.end: span for span in spans}, frozenset(span.start for span in spans)


def _cut(text: str, comment: Span, ends: Mapping[int, Span], starts: Collection[int]) -> Span | None:
    """Give the paragraph that a comment cuts in two: it stands on a line of its own right between two of its lines."""
    line = text.rfind("\n", 0, comment.start) + 1
    end, below = line - 1, comment.end
    if comment.start - line > _INDENT:
        return None
    while end > 0 and text[end - 1] in " \t\r":
        end -= 1
    while below < len(text) and text[below] in " \t\r":
        below += 1
    return ends.get(end) if text[below : below + 1] == "\n" and below + 1 in starts else None


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
            if allowance.allows(rule, groups) and allowance.covers(document, span)
        ]
        if covering:
            used.update(covering)
        else:
            kept.append((rule, finding))
    return kept, used


def leftovers(
    allowed: Iterable[Allowance],
    used: Collection[Allowance],
    kept: Sequence[Signed],
    groups: Mapping[str, Collection[str]],
    running: Collection[str],
) -> Iterator[Signed]:
    """Yield `unknown-allowance` and `unused-allowance` findings; a rule that does not run leaves nothing unused.

    `kept` are the findings that nothing allowed: one of them may be what a comment was meant for.
    """
    told: dict[tuple[str, str], list[int]] = {}
    for rule, finding in kept:
        told.setdefault((finding.document.path, rule), []).append(finding.span.start)
    names = frozenset(rule for group in groups.values() for rule in group)
    for allowance in allowed:
        meant = {allowance.name} if allowance.name in names else set(groups.get(allowance.name, ()))
        if allowance.cuts is not None:
            line = allowance.document.position(allowance.cuts.start)[0]
            message = f"this comment cuts a paragraph in two; put it before the paragraph, above line {line}"
            yield "unused-allowance", Finding(allowance.document, allowance.span, message)
        elif not meant:
            from difflib import get_close_matches

            near = get_close_matches(allowance.name, [*names, *groups], n=1)
            hint = f"; did you mean `{near[0]}`?" if near else "; `doclint rules` lists the names"
            message = f"this comment allows `{allowance.name}`, but there is no such rule{hint}"
            yield "unknown-allowance", Finding(allowance.document, allowance.span, message)
        elif allowance not in used and meant <= set(running):
            advice = _place(
                allowance, [start for rule in meant for start in told.get((allowance.document.path, rule), ())]
            )
            message = f"this comment allows `{allowance.name}`, but there is nothing to allow; {advice}"
            yield "unused-allowance", Finding(allowance.document, allowance.span, message)


def _place(allowance: Allowance, starts: Iterable[int]) -> str:
    """Say where a comment belongs that nothing used: before a block with such a finding nearby, or nowhere."""
    page = allowance.document
    at = page.position(allowance.span.start)[0]
    lines = sorted((abs(page.position(start)[0] - at), start) for start in starts)
    if not lines or lines[0][0] > _NEAR:
        return "remove it"
    start = lines[0][1]
    spans = (block.span for block in page.blocks if not isinstance(block, Comment))
    block = next((span for span in spans if span.start <= start < span.end), Span(start, start))
    line, first = page.position(start)[0], page.position(block.start)[0]
    return f"for what is told on line {line}, put it on a line of its own before line {first}"

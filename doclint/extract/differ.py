"""Owns what an extract says otherwise than the page beside it, in the same language, and what a scrape lost."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from doclint.extract.recover import Recovered, lost_heads
from doclint.extract.words import Word, markup_words
from doclint.model import Code, Component, Document, Finding, Heading, InlineCode, Link, Place, Prose, Span
from doclint.regex import regex
from doclint.text.scrape import find
from doclint.wording import excerpt

Told = tuple[str, Finding]
_OPENS = regex(r"(?:</?|\{[%{]|:::\s*|!\[)[^<>\n]*$")
_CLOSES = regex(r"[^<>\n]*(?:>|[%}]\}|$)", re.MULTILINE)
_CHROME = 3  # so few words on lines of their own are a button's, not the page's


def differences(found: Recovered, *, extract_is_source: bool) -> Iterator[Told]:
    """Yield what differs, by rule, and what a scrape lost; code is compared as everywhere."""
    if found.matched:
        yield from _gaps(found, extract_is_source)
        if found.scraped:
            yield from ((rule, finding) for rule, finding in _lost(found))


# --- words ----------------------------------------------------------------------------------------------------------


def _gaps(found: Recovered, extract_is_source: bool) -> Iterator[Told]:
    """Yield the words between two that both sides have; what stands before the first or behind the last is cut off."""
    known = _Known(found)
    for (i, j), (after_i, after_j) in pairwise(found.matched):
        extra, missing = found.words[i + 1 : after_i], found.page_words[j + 1 : after_j]
        if not extra and not missing:
            continue
        here = Span(found.words[i].span.end, found.words[i].span.end)
        there = Span(found.page_words[j].span.end, found.page_words[j].span.end)
        told = _judged(known, extra, missing)
        if told is None:
            continue
        rule, lacks = told
        extract = Place(found.extract, _span(extra) or here)
        page = Place(found.page, _span(missing) or there)
        yield rule, _finding(rule, lacks, extract, page, extract_is_source)


class _Known:
    """What is asked of an extract and its page at every gap."""

    def __init__(self, found: Recovered) -> None:
        self.found = found
        self.whole = _whole_blocks(found)
        self.lines = {found.words[i].block for i, _ in found.matched}
        code = sorted((made.span.start, made.span.end) for _, made in found.rows if isinstance(made, Code))
        self._starts = [start for start, _ in code]
        self._ends = list(accumulate((end for _, end in code), max))

    def in_code(self, at: int) -> bool:
        """Say whether a place of the extract is in a block of code."""
        before = bisect_right(self._starts, at)
        return before > 0 and at < self._ends[before - 1]

    @cached_property
    def markup(self) -> frozenset[str]:
        """The words of the page's components and raw HTML."""
        return markup_words(self.found.page)


def _judged(known: _Known, extra: Sequence[Word], missing: Sequence[Word]) -> tuple[str, bool] | None:
    """Give the rule that a gap breaks, and whether it is the extract that lacks something; None where it is fine."""
    found, whole = known.found, known.whole
    blocks = {word.block for word in missing}
    kinds = {type(found.page.blocks[number]) for number in blocks}
    if blocks & whole:
        lost = next(found.page.blocks[number] for number in sorted(blocks & whole))
        name = "heading" if isinstance(lost, Heading) else "code" if isinstance(lost, Code) else "block"
        return f"missing-{name}", True
    if not missing:
        return _added(known, extra)
    if kinds == {Code}:
        return None
    if any(_in_inline_code(found.page, word) for word in missing):
        return "changed-inline-code", not extra
    if extra and all(word.key.replace(".", "").isdigit() for word in (*extra, *missing)):
        return "changed-number", False
    return "changed-text", not extra


def _added(known: _Known, extra: Sequence[Word]) -> tuple[str, bool] | None:
    """Judge words that the page does not have: code is compared elsewhere, buttons and markup are not the page's."""
    if known.in_code(extra[0].span.start) or _is_markup(known, extra):
        return None
    if known.lines.isdisjoint(word.block for word in extra):  # they fill the lines that they stand on
        return None if len(extra) <= _CHROME else ("extra-block", False)
    return "changed-text", False


def _finding(rule: str, lacks: bool, extract: Place, page: Place, extract_is_source: bool) -> Finding:
    here, there = (page, extract) if extract_is_source else (extract, page)
    ours, theirs = (excerpt(place.document.text[place.span.start : place.span.end]) for place in (here, there))
    missing = lacks is not extract_is_source
    if rule.startswith("missing-") and not missing:
        rule = rule.replace("missing-", "extra-")
    quote = "`{}`" if rule == "changed-inline-code" else "“{}”"
    shown, source = (quote.format(text) if text else "nothing" for text in (ours, theirs))
    if rule.startswith("missing-"):
        message = f"{source} of the source is missing here"
    elif rule.startswith("extra-"):
        message = f"the source has nothing that stands for {shown}"
    elif rule == "changed-number":
        message = f"the number {ours} is {theirs} in the source"
    else:
        message = f"{shown} here, but {source} in the source"
    return Finding(here.document, here.span, message, there)


def _whole_blocks(found: Recovered) -> frozenset[int]:
    """Give the blocks of the page of which the extract has no word, between those of which it has one."""
    there = {found.page_words[j].block for _, j in found.matched}
    first, last = min(there), max(there)
    every = {word.block for word in found.page_words if first < word.block < last}
    blocks = found.page.blocks
    return frozenset(number for number in every - there if isinstance(blocks[number], Heading | Prose | Code))


def _is_markup(known: _Known, extra: Sequence[Word]) -> bool:
    """Say whether words number a list, come from the page's components, or stand in tags that were left."""
    text = known.found.extract.text
    start, end = extra[0].span.start, extra[-1].span.end
    line = text.rfind("\n", 0, start) + 1
    if all(word.key.isdigit() for word in extra) and not text[line:start].strip(" \t("):
        return True
    left = bool(_OPENS.search(text[max(0, start - 20) : start]) and _CLOSES.match(text, end))
    return left or all(word.key in known.markup for word in extra)


def _in_inline_code(page: Document, word: Word) -> bool:
    inlines = getattr(page.blocks[word.block], "inlines", ())
    return any(isinstance(item, InlineCode) and item.span.holds(word.span) for item in inlines)


def _span(words: Sequence[Word]) -> Span | None:
    return Span(words[0].span.start, words[-1].span.end) if words else None


# --- what a scrape lost ---------------------------------------------------------------------------------------------


def _lost(found: Recovered) -> Iterator[Told]:
    """Yield each kind of mark that a scrape lost, once, with how often."""
    text = found.extract.text
    heads = [made for _, made in found.rows if isinstance(made, Heading) and not text.startswith("#", made.span.start)]
    if heads:
        yield _residue(found, heads[0].span, _message(len(heads), "heading", "`#`"))
    prompts = [
        span
        for block, made in found.rows
        if isinstance(block, Code) and isinstance(made, Code)
        for span, head in lost_heads(found.extract, block, found.said_in(made.span)).items()
        if head.strip()
    ]
    if prompts:
        yield _residue(found, prompts[0], _message(len(prompts), "line", "prompt, such as `>>>`"))
    fences = [made for block, made in found.rows if isinstance(block, Code) and block.fence]
    if fences and "```" not in text and not any(item.kind == "fences" for item in find(text)):
        yield _residue(found, fences[0].span, _message(len(fences), "code block", "fence"))
    together = [
        later.span
        for (_, made), (_, later) in pairwise(found.rows)
        if text.count("\n", made.span.end, later.span.start) == 1
    ]
    if together:
        yield _residue(found, together[0], f"{_count(len(together), 'blank line')} between paragraphs got lost")
    yield from _lost_inside(found)
    yield from _chrome(found)


def _lost_inside(found: Recovered) -> Iterator[Told]:
    """Yield what was lost inside blocks, and the components around them."""
    blocks = [block for block, _ in found.rows]
    text = found.extract.text
    for kind, noun, what in ((Link, "link", "address"), (InlineCode, "code span", "backticks")):
        lost = [
            made.span
            for block, made in found.rows
            for item in getattr(block, "inlines", ())
            if isinstance(item, kind) and "](" not in text[made.span.start : made.span.end]
        ]
        if lost:
            yield _residue(found, lost[0], _message(len(lost), noun, what))
    if blocks:
        first, last = blocks[0].span.start, blocks[-1].span.end
        tags = [
            item
            for item in found.page.of(Component)
            if first < item.span.start < last and not item.closing and item.name not in text
        ]
        if tags:
            named = ", ".join(sorted({f"`{item.name}`" for item in tags}))
            yield _residue(found, found.rows[0][1].span, f"{_count(len(tags), 'component')} got lost: {named}")


def _chrome(found: Recovered) -> Iterator[Told]:
    """Yield the lines around the page that belong to the site that it was taken from."""
    known = {found.words[i].block for i, _ in found.matched}
    around = [*found.sayings[: min(known)], *found.sayings[max(known) + 1 :]]
    if around:
        shown = excerpt(" / ".join(found.extract.text[line.start : line.end] for line in around))
        belong = "belongs" if len(around) == 1 else "belong"
        yield _residue(
            found, around[0], f"{_count(len(around), 'line')} around the page {belong} to the site: “{shown}”"
        )


def _residue(found: Recovered, span: Span, message: str) -> Told:
    return "scrape-residue", Finding(found.extract, span, message)


def _message(number: int, noun: str, what: str) -> str:
    return f"{_count(number, noun)} lost {'its' if number == 1 else 'their'} {what}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"

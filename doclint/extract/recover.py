"""Owns the recovery of an extract's structure: which of its words are which of the page beside it, block by block."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from doclint.extract.match import pairs
from doclint.extract.words import Word, block_words, key, line_words, lines
from doclint.model import Block, Code, Cut, Document, Heading, Prose, Row, Span
from doclint.record import record, replace
from doclint.regex import regex
from doclint.text.scrape import find

# Of an extract's words so many stand in a page in its own language; in another, names and code alone.
_SAME_LANGUAGE = 0.5
_KNOWN_CODE = 0.5


@record
class Recovered:
    """An extract beside a Markdown page.

    `rows` pair the page's blocks with what of the extract stands for them; `matched` pairs the words of both, and is
    empty where the languages differ: then only code and headings that read the same are known. `scraped` says that
    the extract keeps residue, `sayings` are its lines without it.
    """

    extract: Document
    page: Document
    rows: tuple[tuple[Block, Block], ...]
    words: tuple[Word, ...]
    page_words: tuple[Word, ...]
    matched: tuple[tuple[int, int], ...]
    sayings: tuple[Span, ...]
    scraped: bool

    def said_in(self, span: Span) -> list[Span]:
        """Give the lines that stand whole in a stretch of the extract."""
        return [line for line in self.begun_in(span.start, span.end) if line.end <= span.end]

    def begun_in(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the lines that begin in a stretch of the extract."""
        first = bisect_left(self.sayings, start, key=lambda line: line.start)
        return self.sayings[first : bisect_left(self.sayings, end, first, key=lambda line: line.start)]

    def aligned(self, *, extract_is_source: bool) -> tuple[Row, ...]:
        """Give the rows as a pair has them."""
        if extract_is_source:
            return tuple(Row((made,), (block,)) for block, made in self.rows)
        return tuple(Row((block,), (made,)) for block, made in self.rows)


def recover(extract: Document, page: Document) -> Recovered:
    """Recover the structure of a text that was taken out of a page, with a Markdown page's help."""
    residue = list(find(extract.text))
    tails = {span for item in residue if item.kind == "fences" for span in item.spans}
    skipped = [span for item in residue for span in item.spans]
    sayings = tuple(span for span in lines(extract.text, skipped) if span not in tails)
    ours = tuple(word for number, line in enumerate(sayings) for word in line_words(extract, line, number))
    theirs = block_words(page)
    known = {word.key for word in theirs}
    shared = sum(word.key in known for word in ours)
    if shared >= _SAME_LANGUAGE * len(ours):
        matched = pairs([word.key for word in ours], [word.key for word in theirs])
        by_block: dict[int, set[int]] = defaultdict(set)
        for i, j in matched:
            by_block[theirs[j].block].add(ours[i].block)
    else:
        matched = []
        by_block = dict(_by_lines(extract, page, sayings))
    by_block = _uncut(page, by_block, theirs, {j for _, j in matched})
    rows = tuple(_rows(extract, page, sayings, by_block))
    cut = Cut(tuple(sorted((made for _, made in rows), key=lambda block: block.span)))
    return Recovered(
        replace(extract, cut=lambda: cut), page, rows, ours, theirs, tuple(matched), sayings, bool(residue)
    )


def _uncut(
    page: Document, by_block: dict[int, set[int]], theirs: Sequence[Word], matched: set[int]
) -> dict[int, set[int]]:
    """Leave out the first and the last block if they are code of which the extract, cut there, has a part alone."""
    if not matched:
        return by_block
    for number, end in ((min(by_block), 0), (max(by_block), -1)):
        own = [j for j, word in enumerate(theirs) if word.block == number]
        if isinstance(page.blocks[number], Code) and own[end] not in matched:
            by_block = {other: lines for other, lines in by_block.items() if other != number}
    return by_block


# --- by lines: pages in two languages share code, and headings that were left ---------------------------------------


def _by_lines(extract: Document, page: Document, sayings: Sequence[Span]) -> Iterator[tuple[int, set[int]]]:
    """Yield the blocks of code and the headings of the page that the extract has, with the numbers of its lines."""
    theirs: list[tuple[str, int]] = []
    for number, block in enumerate(page.blocks):
        if isinstance(block, Heading):
            theirs.append((key(block.text), number))
        elif isinstance(block, Code):
            theirs += ((said, number) for line in block.body.split("\n") if (said := key(line)))
    ours = [key(extract.text[line.start : line.end]) for line in sayings]
    found: dict[int, set[int]] = defaultdict(set)
    for i, j in pairs(ours, [said for said, _ in theirs], run=1):
        found[theirs[j][1]].add(i)
    for number, here in sorted(found.items()):
        block = page.blocks[number]
        if isinstance(block, Code):
            keys = [said for line in block.body.split("\n") if (said := key(line))]
            if len(here) < _KNOWN_CODE * len(keys):
                continue
        yield number, here


# --- blocks ----------------------------------------------------------------------------------------------------------


def _rows(
    extract: Document, page: Document, sayings: Sequence[Span], by_block: dict[int, set[int]]
) -> Iterator[tuple[Block, Block]]:
    """Yield each block of the page that the extract has, with a block like it made of the extract's lines."""
    taken = {line for lines in by_block.values() for line in lines}
    for number, numbers in sorted(by_block.items()):
        block = page.blocks[number]
        span = Span(sayings[min(numbers)].start, sayings[max(numbers)].end)
        match block:
            case Heading():
                text = extract.text[span.start : span.end]
                yield block, Heading(span, block.level, text, span)
            case Code():
                ends = _with_ends(extract, block, sayings, numbers, taken)
                taken.update(ends)
                yield block, _code(extract, block, sayings, ends)
            case Prose():
                text = extract.text[span.start : span.end]
                yield block, Prose(span, text, block.role, block.depth, block.quoted)
            case _:
                continue


def _code(extract: Document, block: Code, sayings: Sequence[Span], numbers: list[int]) -> Code:
    """Make a block of code of the extract's lines, with the prompts and the indentation that they lost."""
    first = extract.position(sayings[numbers[0]].start)[0]
    last = extract.position(sayings[numbers[-1]].start)[0]
    lost = lost_heads(extract, block, [sayings[number] for number in range(numbers[0], numbers[-1] + 1)])
    body = []
    for line in range(first, last + 1):
        start = extract.line_starts[line - 1]
        end = start + len(extract.line(line))
        at = bisect_right(sayings, end, key=lambda line: line.start) - 1
        if at < 0 or sayings[at].start < start:
            body.append("")
            continue
        said = sayings[at]
        body.append(lost.get(said, extract.text[start : said.start]) + extract.text[said.start : said.end])
    span = Span(extract.line_starts[first - 1], sayings[numbers[-1]].end)
    return Code(
        span, block.info, Span(span.start, span.start), block.language, "\n".join(body) + "\n", span, block.fence
    )


def _with_ends(
    extract: Document, block: Code, sayings: Sequence[Span], numbers: set[int], taken: set[int]
) -> list[int]:
    """Add the lines at both ends that read otherwise, or are mere signs, as many as the page's block has there."""
    theirs = [key(line) for line in block.body.split("\n") if line.strip()]
    ours = {key(extract.text[sayings[n].start : sayings[n].end]) for n in numbers} - {""}
    known = [n for n, said in enumerate(theirs) if said in ours] or [0, len(theirs) - 1]
    before, after = known[0], len(theirs) - 1 - known[-1]
    first, last = min(numbers), max(numbers)
    while before and first and first - 1 not in taken:
        first, before = first - 1, before - 1
    while after and last + 1 < len(sayings) and last + 1 not in taken:
        last, after = last + 1, after - 1
    return list(range(first, last + 1))


_HEAD = regex(r"^[ \t]*(?:(?:>>>|\.\.\.|\$|%|In \[\d+\]:)(?:[ \t]+|$))?(?:#[ \t]+)?")


def lost_heads(extract: Document, block: Code, here: Sequence[Span]) -> dict[Span, str]:
    """Give what the extract's lines lost at their beginning: prompts, comment signs, indentation."""
    heads: dict[str, list[str]] = defaultdict(list)
    for line in block.body.split("\n"):
        heads[key(line)].append(_HEAD.match(line)[0])  # type: ignore[index]  # it matches the empty text
    found: dict[Span, str] = {}
    for span in here:
        start = extract.line_starts[extract.position(span.start)[0] - 1]
        known = heads.get(key(extract.text[span.start : span.end]))
        if known:
            head = known.pop(0) if len(known) > 1 else known[0]
            own = _HEAD.match(extract.text[span.start : span.end])[0]  # type: ignore[index]
            if len(head) > len(extract.text[start : span.start] + own) and head.endswith(own):
                found[span] = head[: len(head) - len(own)]
    return found

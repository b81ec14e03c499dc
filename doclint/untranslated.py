"""Owns what a translation still has in the source's language: paragraphs, sentences, headings, cells, descriptions."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from doclint.bilingual import quotations
from doclint.chinese import is_chinese
from doclint.language import base, function_words, is_titled, language_of, latin_runs, reads_as, votes, words
from doclint.model import Component, Document, Heading, Html, Pair, Prose, Row, Span, Table
from doclint.record import record
from doclint.regex import regex
from doclint.shown import images, phrase, title

_LEAST_VOTES = 3
_LONG = 6  # words of a sentence inside a paragraph
_SENTENCES = regex(r"(?<=[.!?:])\s+")
# The line that says what an abbreviation stands for, as PHP Markdown Extra has it: no part of a sentence.
_ABBREVIATION = regex(r"^\*\[[^\]\n]{1,80}\]:.*$", re.MULTILINE)
_WORD = regex(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_MARKED = regex(r"[`<>{}\[\]()_/.\d]|[^\W\d_][A-Z]|\w-\w")  # code, links and names of products
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CITED = regex(r"\bet al\b|\barXiv\b|\bdoi\b|\bDOI\b|\bISBN\b|\bProceedings of\b|\[(?:J|C|M|D|EB/OL)\]")
_LONE = 0.1
_LEAST_TRANSLATED = 3
_LEAST_WORDS = 2
_TAG = regex(r"<[^<>]*>")
_CODE_TAG = regex(r"<(?:script|style|pre|code|svg|iframe)\b", re.IGNORECASE)


@record
class Left:
    """Something that nobody translated: `what` it is, its text, where, and where the source has it.

    `usual` is how other pages render it, where that is what tells.
    """

    what: str
    text: str
    span: Span
    source: Span
    usual: str = ""


@lru_cache(maxsize=4)
def left(pair: Pair) -> tuple[Left, ...]:
    """Find what is still in the source's language, in reading order; short things where the site translates them."""
    return tuple(sorted((*_paragraphs(pair), *_short(pair)), key=lambda item: item.span))


def _paragraphs(pair: Pair) -> Iterator[Left]:
    begins: dict[str, list[Prose]] = defaultdict(list)
    for ours in pair.source.of(Prose):
        begins[_first_word(ours.text)].append(ours)
    rows = {id(block): row for row in pair.rows for block in row.translation}
    row = Row((), (), Span(0, 0))
    for block in pair.translation.blocks:  # what no row holds stands beside what the last row is about
        row = rows.get(id(block)) or Row((), (), row.place)
        match block:
            case Prose() if not (block.quoted and id(block) in quotations(pair)):
                source = _copied(block, begins.get(_first_word(block.text), ()))
                there = source.span if source else row.source[0].span if row.source else row.place
                speaks = votes(words(block.text), pair.source.language)
                if _is_left(pair, block, speaks, copy=source is not None):
                    found = iter((Left("paragraph", block.text, block.span, there),))
                else:
                    found = _sentences(pair, row, block) if speaks >= _LEAST_VOTES else iter(())
                yield from (item for item in found if not _is_citation(block.text))
            case Table():
                yield from _cells(pair, row, block)
            case Html():
                yield from _lines(pair, row, block)
            case _:
                pass


def _is_citation(text: str) -> bool:
    """Say whether a paragraph cites a paper or a book as libraries list it: nobody translates that."""
    return _YEAR.search(text) is not None and _CITED.search(text) is not None


def _first_word(text: str) -> str:
    return next(iter(text.split(None, 1)), "")


def _copied(block: Prose, others: Sequence[Prose]) -> Prose | None:
    """Give the last of some paragraphs that says the same, whatever its blanks."""
    said = block.text.split() if others else []
    return next((other for other in reversed(others) if other.text.split() == said), None)


def _is_left(pair: Pair, block: Prose, speaks: int, *, copy: bool) -> bool:
    """Say whether a paragraph was left; `speaks` counts the words in it that speak for the source's language."""
    source, translation = pair.source.language, pair.translation.language
    if (base(source), base(translation)) == ("zh", "ja"):
        return is_chinese(block.text)
    if copy:
        return reads_as(block.text, source, against=translation)
    if speaks < _LEAST_VOTES and (speaks < _LEAST_VOTES - 1 or votes(words(block.text), translation)):
        return False
    return language_of(block.text, (source, translation)) == source and not is_titled(block.text, source)


def _sentences(pair: Pair, row: Row, block: Prose) -> Iterator[Left]:
    """Yield the first sentence that was left inside a paragraph: the source's own, or one in its letters."""
    source = pair.source.language
    text = _ABBREVIATION.sub("", block.text)
    flat = " ".join(text.split())
    for ours in row.source:
        said = _ABBREVIATION.sub("", getattr(ours, "text", ""))
        for sentence in _SENTENCES.split(" ".join(said.split())):
            if sentence in flat and _long(sentence, source):
                yield Left("sentence", sentence, _find(pair.translation, block.span, sentence), ours.span)
                return
    for run in latin_runs(text, pair.translation.language):
        if _long(run, source):
            there = row.source[0].span if row.source else row.place
            yield Left("sentence", run, _find(pair.translation, block.span, run), there)
            return


def _long(sentence: str, language: str) -> bool:
    found = words(sentence)
    return len(found) >= _LONG and votes(found, language) >= _LEAST_VOTES


def _find(document: Document, span: Span, words_: str) -> Span:
    """Find a sentence in a block, whatever its line breaks; the block where it is not to be found as it stands."""
    parts = words_.split()[:6]
    found = re.compile(r"[\s>]+".join(map(re.escape, parts))).search(document.text, span.start, span.end)
    return Span(found.start(), min(found.start() + len(words_), span.end)) if found else span


def _cells(pair: Pair, row: Row, table: Table) -> Iterator[Left]:
    """Yield the first cell of a table that was left; a table is one piece of work."""
    ours = {cell: other for other in row.source if isinstance(other, Table) for line in other.rows for cell in line}
    for number, line in enumerate(table.rows):
        for cell in line:
            if cell in ours and reads_as(cell, pair.source.language, against=pair.translation.language):
                yield Left("cell", cell, table.row_spans[number], ours[cell].span)
                return


def _lines(pair: Pair, row: Row, block: Html) -> Iterator[Left]:
    """Yield the first line of text in raw HTML that was left."""
    if _CODE_TAG.search(block.text):
        return
    ours = {line: other for other in row.source if isinstance(other, Html) for line in _texts(other)}
    for line in _texts(block) if ours else ():
        if line in ours and reads_as(line, pair.source.language, against=pair.translation.language):
            yield Left("paragraph", line, _find(pair.translation, block.span, line), ours[line].span)
            return


def _texts(block: Html) -> list[str]:
    return [line.strip() for line in _TAG.sub("\n", block.text).split("\n") if line.strip()]


def _short(pair: Pair) -> Iterator[Left]:
    """Yield headings, titles and descriptions that were left: where the site translates such, or this one elsewhere."""
    habits, source = pair.habits, pair.source.language
    shown = [("heading", a.text, b.text, a.span, b.span) for a, b in pair.both(Heading)]
    shown += [("title", title(a), title(b), a.span, b.span) for a, b in pair.both(Component)]
    for row in pair.rows if habits.translates_images else ():
        ours = {image.alt: image for image in images(row.source)}
        shown += [
            ("description", one.alt, one.alt, ours[one.alt].span, one.span)
            for one in images(row.translation)
            if one.alt in ours
        ]
    rare = cache(lambda: _rarely_kept(pair))
    seen = set()
    for what, original, text, there, span in shown:
        if not text or original != text or (what, text) in seen:
            continue
        seen.add((what, text))
        usual = habits.usual.get(phrase(text), "")
        surely = (habits.translates_headings or what == "description") and reads_as(text, source)
        surely = surely or (what == "heading" and not _MARKED.search(text) and rare() and _stands_out(pair, text))
        if surely or usual:
            yield Left(what, text, span, there, usual)


def _rarely_kept(pair: Pair) -> bool:
    """Say whether hardly one of the headings of several words is left as it is, and some are translated."""
    both = [(a.text, b.text) for a, b in pair.both(Heading) if len(_WORD.findall(a.text)) > 1]
    kept = sum(ours == theirs for ours, theirs in both)
    return kept <= max(1, _LONE * len(both)) and len(both) - kept >= _LEAST_TRANSLATED


def _stands_out(pair: Pair, heading: str) -> bool:
    """Say whether a heading is ordinary words of the source's language.

    A name or a term is also said somewhere else on the translated page, and is no ordinary word of the source page.
    """
    function = function_words(pair.source.language)
    content = [word for word in _WORD.findall(heading) if word.lower() not in function]
    helping = len(_WORD.findall(heading)) - len(content)
    if not content or len(content) + helping < _LEAST_WORDS:
        return False
    around = set(_WORD.findall(pair.translation.text.replace(heading, " ", 1).lower()))
    ordinary = set(_WORD.findall(pair.source.text.replace(heading, " ", 1)))
    known = sum(word.lower() in ordinary for word in content)
    least = len(content) if not helping else (len(content) + 1) // 2
    return around.isdisjoint(word.lower() for word in content) and known >= least

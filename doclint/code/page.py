"""Owns the comparison of all code blocks of two pages: what one block tells about the next is kept in mind."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from doclint.code.carried import Carried
from doclint.code.cells import Cell, answers
from doclint.code.compare import common_language, compare, spoken_tokens
from doclint.code.known import Page
from doclint.code.language import kind
from doclint.code.renames import page_names
from doclint.code.verdict import Verdict
from doclint.code.vocabulary import repeated, said, written
from doclint.model import Block, Code, Document, Heading, Pair
from doclint.record import record, replace
from doclint.regex import regex

_NAME = regex(r"[^\W\d]\w*")


@record
class Compared:
    """Two blocks that stand for each other and the verdict on them; `output` says that they show what code prints."""

    source: Code
    translation: Code
    verdict: Verdict
    output: bool


@lru_cache(maxsize=4)
def compared(pair: Pair) -> tuple[Compared, ...]:
    """Compare the code blocks of a pair in reading order; blocks without an end are left out."""
    found = list(_compared(pair))
    if all(item.verdict.forgiven for item in found):
        return tuple(found)
    carried = Carried()
    for item in found:
        if item.verdict.level != "equal":
            carried.learn(spoken_tokens(item.source, item.translation), forgiven=item.verdict.forgiven)
    page = known_page(pair)
    return tuple(item if item.verdict.forgiven else _looked_at_again(item, carried, page) for item in found)


def _looked_at_again(item: Compared, carried: Carried, page: Page) -> Compared:
    """Compare two blocks as if the source's said what its strings became in the page's other blocks."""
    put = carried.put(item.source)
    if put is item.source or not compare(put, item.translation, page, output=item.output).forgiven:
        return item
    return replace(item, verdict=Verdict("string"))


def _compared(pair: Pair) -> Iterator[Compared]:
    page = known_page(pair)
    printed = shown_outputs(pair.source) | shown_outputs(pair.translation)
    told, changed = False, False  # strings translated in this section; code right above that is not the same
    for row in pair.rows:
        match row.source, row.translation:
            case ((Heading(),), _) | (_, (Heading(),)):
                told = changed = False
            case ((Code() as source,), (Code() as translation,)):
                if not source.closed or not translation.closed:
                    changed = True
                    continue
                output = all(id(one) in printed or one.language == "text" for one in (source, translation))
                output = output and bool({id(source), id(translation)} & printed)
                verdict = compare(source, translation, page, follows=told or changed, output=output)
                yield Compared(source, translation, verdict, output)
                told = told or (not output and verdict.level in ("string", "renamed"))
                changed = verdict.level == "code" or (changed and output)
            case ((Code(),), ()) | ((), (Code(),)):
                changed = True  # whatever it prints is told with the block


def surplus_answers(pair: Pair, *, source: bool) -> Iterator[tuple[Compared, Cell]]:
    """Yield what one side (the source, or the translation) shows more of what the same code prints, once a block."""
    for item in compared(pair):
        if item.output or not item.verdict.forgiven:
            continue
        language = common_language(item.source, item.translation)
        more, fewer = answers(language, item.source.body), answers(language, item.translation.body)
        if not source:
            more, fewer = fewer, more
        if len(more) > len(fewer):
            known = {" ".join(cell.text.split()) for cell in fewer}
            yield item, next((cell for cell in more if " ".join(cell.text.split()) not in known), more[-1])


def shown_outputs(document: Document) -> frozenset[int]:
    """Give the `id` of each block that shows what code prints: by its language, or text right behind code."""
    found: set[int] = set()
    before: Block | None = None
    for block in document.blocks:
        if isinstance(block, Code):
            answers = block.language == "text" and block.fence and isinstance(before, Code) and _runs(before)
            if kind(block.language) == "output" or answers:
                found.add(id(block))
        before = block
    return frozenset(found)


def _runs(block: Code) -> bool:
    """Say whether a block holds code that could print something."""
    return kind(block.language) == "code" and block.language not in ("css", "diff", "dockerfile")


@lru_cache(maxsize=4)
def known_page(pair: Pair) -> Page:
    """Learn what the two pages tell about their blocks; nothing where all blocks are equal."""
    language = pair.translation.language
    if not _changed(pair):
        return Page(language)
    kept = frozenset(name for code in pair.translation.of(Code) for name in _NAME.findall(code.body))
    return Page(language, renamed(pair), translated_words(pair), kept, repeated(pair))


def _changed(pair: Pair) -> list[tuple[Code, Code]]:
    return [(a, b) for a, b in pair.both(Code) if a.body != b.body and kind(a.language) in ("code", "markup")]


@lru_cache(maxsize=4)
def renamed(pair: Pair) -> Mapping[str, str]:
    """Give the names that the translation renames throughout its code, and to what."""
    return page_names(spoken_tokens(a, b) for a, b in _changed(pair) if a.closed and b.closed)


@lru_cache(maxsize=4)
def translated_words(pair: Pair) -> frozenset[str]:
    """Give the words that the page, or its site in this language, says, and that are no words of the source."""
    habits, here, there = pair.habits, pair.translation.language, pair.source.language
    site = habits.spoken(here) - habits.spoken(there) if here != there else frozenset()
    return (said(pair.translation) | site) - written(pair.source)

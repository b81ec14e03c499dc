"""Owns the comparison of all code blocks of two pages: what one block tells about the next is kept in mind.

On most pages every block is the source's to the letter: then nothing is imported that tells code apart.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from doclint.code.around import known_page
from doclint.code.language import kind
from doclint.code.verdict import Level, Verdict
from doclint.model import Block, Code, Document, Heading, Pair, Place, Row, Span
from doclint.record import record, replace

if TYPE_CHECKING:
    from doclint.code.carried import Carried

_EQUAL = Verdict("equal")


@record
class Compared:
    """Two blocks that stand for each other and the verdict on them; `output` says that they show what code prints.

    `parts` says that one side shows in several blocks what the other one has in one: these are the two that differ.
    """

    source: Code
    translation: Code
    verdict: Verdict
    output: bool
    parts: bool = False


@record
class Difference:
    """What two blocks say where they differ, as a message shows it, and where that stands."""

    here: str
    there: str
    span: Span
    place: Place


@lru_cache(maxsize=4)
def compared(pair: Pair) -> tuple[Compared, ...]:
    """Compare the code blocks of a pair in reading order; blocks without an end are left out."""
    found = list(_compared(pair))
    if all(item.verdict.forgiven for item in found):
        return tuple(found)
    from doclint.code.carried import Carried
    from doclint.code.compare import spoken_tokens

    carried = Carried()
    for item in found:
        if item.verdict.level != "equal":
            carried.learn(spoken_tokens(item.source, item.translation), forgiven=item.verdict.forgiven)
    return tuple(item if item.verdict.forgiven else _looked_at_again(item, carried, pair) for item in found)


def _looked_at_again(item: Compared, carried: "Carried", pair: Pair) -> Compared:
    """Compare two blocks as if the source's said what its strings became in the page's other blocks."""
    put = carried.put(item.source)
    if item.parts or put is item.source or not _verdict(pair, put, item.translation, output=item.output).forgiven:
        return item
    return replace(item, verdict=Verdict("string"))


def _compared(pair: Pair) -> Iterator[Compared]:
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
                verdict = _verdict(pair, source, translation, follows=told or changed, output=output)
                yield Compared(source, translation, verdict, output)
                told = told or (not output and verdict.level in ("string", "renamed"))
                changed = verdict.level == "code" or (changed and output)
            case ((Code(), *_), (Code(), *_)):
                found = _divided(pair, row)
                changed = changed or found is not None
                if found:
                    yield found
            case ((Code(),), ()) | ((), (Code(),)):
                changed = True  # whatever it prints is told with the block


def _divided(pair: Pair, row: Row) -> Compared | None:
    """Compare what two sides show in one block and in several; None where nothing is lost and nothing new."""
    from doclint.code.divided import divided

    if any(isinstance(block, Code) and not block.closed for block in (*row.source, *row.translation)):
        return None
    found = divided(row.source, row.translation, known_page(pair))
    return Compared(*found, output=False, parts=True) if found else None


def _verdict(pair: Pair, source: Code, translation: Code, *, follows: bool = False, output: bool = False) -> Verdict:
    if source.body == translation.body:
        return _EQUAL
    from doclint.code.compare import compare

    return compare(source, translation, known_page(pair), follows=follows, output=output)


def differing(pair: Pair, level: Level) -> Iterator[tuple[Compared, Difference]]:
    """Yield the blocks that differ as `level` says, and how and where."""
    for item in compared(pair):
        if item.verdict.level == level:
            yield item, difference(pair, item.source, item.translation, item.verdict)


def difference(pair: Pair, source: Code, translation: Code, verdict: Verdict) -> Difference:
    """Give what two blocks say where they differ, as a message shows it, and where that stands."""
    from doclint.code.place import places, quoted

    here = quoted(verdict.translation, translation.body, verdict.translation_at)
    there = quoted(verdict.source, source.body, verdict.source_at)
    return Difference(here, there, *places(pair.source, source, pair.translation, translation, verdict))


def doubtful(pair: Pair) -> list[tuple[Code | None, Code, Verdict]]:
    """Give the blocks of the translation that are not the source's, each with that or None, and the verdict."""
    found: list[tuple[Code | None, Code, Verdict]] = [
        (item.source, item.translation, item.verdict)
        for item in compared(pair)
        if item.verdict.level in ("code", "output") and item.translation.body.strip()
    ]
    extra = [block for block, _ in pair.extra(Code) if block.closed and block.body.strip()]
    return found + [(None, block, Verdict("code")) for block in extra]


def surplus_answers(pair: Pair, *, source: bool) -> Iterator[tuple[Compared, str, Span]]:
    """Yield what one side (the source, or the translation) shows more of what the same code prints, and where.

    It is yielded once a block.
    """
    for item in compared(pair):
        if item.output or not item.verdict.forgiven or item.verdict.level == "equal":
            continue
        from doclint.code.cells import answers
        from doclint.code.compare import common_language
        from doclint.code.place import disk_span

        language = common_language(item.source, item.translation)
        more, fewer = answers(language, item.source.body), answers(language, item.translation.body)
        if not source:
            more, fewer = fewer, more
        if len(more) > len(fewer):
            known = {" ".join(cell.text.split()) for cell in fewer}
            cell = next((cell for cell in more if " ".join(cell.text.split()) not in known), more[-1])
            page, block = (pair.source, item.source) if source else (pair.translation, item.translation)
            yield item, cell.text, disk_span(page, block, cell.start, len(cell.text))


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

"""Owns the ladder that tells whether two code blocks say the same: layout, comments, prose strings, names, outputs."""

from collections.abc import Sequence

from doclint.code import answers, listing
from doclint.code.cells import Cell, answer, bare_lines, cells, unprompted
from doclint.code.known import NOTHING_KNOWN, Page
from doclint.code.language import inner_language, is_text, kind
from doclint.code.reader import Parts, Reader
from doclint.code.token import Token
from doclint.code.verdict import Level, Verdict
from doclint.code.walk import inputs
from doclint.model import Code

# A demo page is content: its links, pictures and names may be translated with it.
_DEMOS = frozenset({"markdown", "rst", "asciidoc", "poetry", "email"})


def compare(
    source: Code, translation: Code, page: Page = NOTHING_KNOWN, *, follows: bool = False, output: bool = False
) -> Verdict:
    """Compare two blocks that stand for each other, down the ladder; the first rung that holds is the verdict.

    `follows` says that code above these blocks prints a string that was translated, so that an output may differ, too;
    `output` that they are the output of the code above them, whatever their language is.
    """
    if source.body == translation.body:
        return Verdict("equal")
    if _layout(source.body) == _layout(translation.body):
        return Verdict("layout")
    language = common_language(source, translation)
    ours, theirs = cells(language, source.body), cells(language, translation.body)
    if output or (ours and theirs and all(cell.kind == "output" for cell in (*ours, *theirs))):
        whole = Cell("output", source.body, 0, len(source.body)), Cell("output", translation.body, 0, 0)
        return Verdict("content") if follows else _answers(whole[:1], whole[1:]) or Verdict("content")
    if kind(language) == "prose" and not any(cell.prompted for cell in ours):
        listed = None if language in _DEMOS else listing.mismatch(source.body, translation.body)
        return _different("listing", listed) if listed else Verdict("content")
    if kind(language) == "prose":
        language = "bash"
    inner = inner_language(source.info) if language == "diff" else ""
    return _sessions(Reader(language, inner, page), ours, theirs, follows=follows)


def spoken_tokens(source: Code, translation: Code) -> tuple[Sequence[Token], Sequence[Token]]:
    """Give the tokens of both blocks that count, read by one language; outputs and comments do not."""
    language = common_language(source, translation)
    reader = Reader(language, inner_language(source.info) if language == "diff" else "", NOTHING_KNOWN)
    left, right = (reader.spoken(_typed(cells(language, code.body)))[0] for code in (source, translation))
    return left, right


def common_language(source: Code, translation: Code) -> str:
    """Give the language by which both blocks are read: the source's, unless only the translation names one.

    Sentences are text, whatever the block is said to be in.
    """
    if kind(source.language) in ("code", "data") and is_text(source.body) and is_text(translation.body):
        return "text"
    if kind(source.language) == "prose" and kind(translation.language) not in ("prose", "output"):
        return translation.language
    return source.language


def _different(level: Level, found: answers.Mismatch, at: int = 0, there: int = 0) -> Verdict:
    return Verdict(level, found.source, found.translation, at + found.source_at, there + found.translation_at)


def _layout(body: str) -> str:
    return "\n".join(line.rstrip() for line in body.split("\n") if line.strip())


def _sessions(reader: Reader, source: Sequence[Cell], translation: Sequence[Cell], *, follows: bool) -> Verdict:
    """Compare the inputs token by token, then the outputs, which may follow what was translated above them."""
    one_sided = any(cell.prompted for cell in source) != any(cell.prompted for cell in translation)
    verdict = inputs(reader, _typed(source), _typed(translation))
    prompted = any(cell.prompted for cell in (*source, *translation))
    if not verdict.forgiven and prompted and _whole(source) == _whole(translation):
        return Verdict("layout")
    if not verdict.forgiven and one_sided:
        everything = inputs(reader, _all(source), _all(translation))
        return everything if everything.forgiven else verdict
    if not verdict.forgiven or verdict.level == "string" or follows:
        return verdict
    left, right = ([cell for cell in side if cell.kind == "output"] for side in (source, translation))
    if len(left) == len(right):
        return _answers(left, right) or verdict
    return verdict


def _typed(parts: Sequence[Cell]) -> Parts:
    return tuple((cell.start, unprompted(cell)) for cell in parts if cell.kind == "input")


def _all(parts: Sequence[Cell]) -> Parts:
    return tuple((cell.start, unprompted(cell)) for cell in parts)


def _whole(parts: Sequence[Cell]) -> list[str]:
    return bare_lines("".join(cell.text for cell in parts))


def _answers(source: Sequence[Cell], translation: Sequence[Cell]) -> Verdict | None:
    for ours, theirs in zip(source, translation, strict=False):
        found = answers.mismatch(answer(ours), answer(theirs))
        if found:
            return _different("output", found, ours.start, theirs.start)
    return None

"""See rules/replacement-character.md."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from doclint.model import Code, Comment, Document, Finding, Fix, InlineCode, Span, inlines_of
from doclint.regex import regex
from doclint.text.repair import Repair, repairs_of
from doclint.wording import excerpt

_RUN = regex("\ufffd+")


def check(document: Document) -> Iterator[Finding]:
    """Yield U+FFFD in running text, one finding a line: a character that was lost. In code it may be meant."""
    text = document.text
    if "\ufffd" not in text:
        return
    from doclint.text.regions import Stretches

    spans = [block.span for block in document.blocks if isinstance(block, Code | Comment)]
    spans += [item.span for item in inlines_of(document.blocks, InlineCode)]
    code = Stretches((span.start, span.end) for span in spans)
    runs = (run.span() for run in _RUN.finditer(text) if not _shown(text, *run.span()))
    lost = (at for start, end in runs for at in range(start, end) if at not in code)
    repairs = repairs_of(document, "replacement-character")
    starts = [repair.edit.span.start for repair in repairs]
    for _, group in groupby(lost, key=lambda at: document.position(at)[0]):
        places = list(group)
        yield _finding(document, places, [_at(repairs, starts, at) for at in places])


def _at(repairs: Sequence[Repair], starts: Sequence[int], place: int) -> Repair | None:
    """Give the repair that takes in a place; `starts` are where the repairs begin, in order."""
    nth = bisect_right(starts, place) - 1
    return repairs[nth] if nth >= 0 and place < repairs[nth].edit.span.end else None


def _shown(text: str, start: int, end: int) -> bool:
    """Say whether a page speaks about the sign: it stands alone, in brackets or quotation marks or after its number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    quoted = before in "\"'“‘«„(|" and after in "\"'”’»“)|" and before and after
    return bool(quoted) or "fffd" in text[max(0, start - 60) : end + 60].lower()


def _finding(document: Document, places: list[int], repairs: list[Repair | None]) -> Finding:
    """Make the finding of a line; `repairs` are those of its places."""
    known = [repair for repair, _ in groupby(repairs) if repair is not None]
    whole = all(repair is not None for repair in repairs)
    around = excerpt(document.text[max(0, places[0] - 20) : places[0] + 20])
    message = f"a character was lost here (U+FFFD): “{around}”; "
    new = known[0].edit.text if whole else ""
    what = "the word" if any(char.isalpha() for char in new) else "it"
    message += f"{what} may be “{new}”" if new else "write it again"
    safe = all(repair.safety == "safe" for repair in known)
    fix = Fix(tuple(r.edit for r in known), "safe" if safe else "unsafe") if whole else None
    return Finding(document, Span(places[0], places[-1] + 1), message, fix=fix)

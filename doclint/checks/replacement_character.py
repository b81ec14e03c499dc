"""See rules/replacement-character.md."""

from collections.abc import Iterator
from itertools import groupby

from doclint.model import Code, Comment, Document, Finding, Fix, InlineCode, Span
from doclint.parity import excerpt
from doclint.text.repair import repairs_of


def check(document: Document) -> Iterator[Finding]:
    """Yield U+FFFD in running text, one finding a line: a character that was lost. In code it may be meant."""
    text = document.text
    if "\ufffd" not in text:
        return
    code = [block.span for block in document.blocks if isinstance(block, Code | Comment)]
    code += [i.span for block in document.blocks for i in getattr(block, "inlines", ()) if isinstance(i, InlineCode)]
    lost = (at for at, char in enumerate(text) if char == "\ufffd" and not any(s.start <= at < s.end for s in code))
    for _, group in groupby(lost, key=lambda at: document.position(at)[0]):
        places = [at for at in group if not _shown(text, at)]
        if places:
            yield _finding(document, places)


def _shown(text: str, at: int) -> bool:
    """Say whether a page speaks about the sign: it stands alone, in brackets or quotation marks or after its number."""
    before, after = text[:at].rstrip("\ufffd")[-1:], text[at:].lstrip("\ufffd")[:1]
    quoted = before in "\"'“‘«„(|" and after in "\"'”’»“)|" and before and after
    return bool(quoted) or "fffd" in text[max(0, at - 60) : at + 60].lower()


def _finding(document: Document, places: list[int]) -> Finding:
    repairs = repairs_of(document, "replacement-character")
    known = [r for r in repairs if any(r.edit.span.start <= at < r.edit.span.end for at in places)]
    whole = known and all(any(r.edit.span.start <= at < r.edit.span.end for r in known) for at in places)
    around = excerpt(document.text[max(0, places[0] - 20) : places[0] + 20])
    message = f"a character was lost here (U+FFFD): “{around}”; "
    new = known[0].edit.text if whole else ""
    what = "the word" if any(char.isalpha() for char in new) else "it"
    message += f"{what} may be “{new}”" if new else "write it again"
    safe = all(repair.safety == "safe" for repair in known)
    fix = Fix(tuple(r.edit for r in known), "safe" if safe else "unsafe") if whole else None
    return Finding(document, Span(places[0], places[-1] + 1), message, fix=fix)

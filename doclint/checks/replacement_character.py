"""See rules/replacement-character.md."""

from collections.abc import Iterator

from doclint.model import Code, Comment, Document, Finding, FrontMatter, InlineCode, Span
from doclint.parity import excerpt


def check(document: Document) -> Iterator[Finding]:
    """Yield U+FFFD in running text: a character that was lost when the page was saved. In code it may be meant."""
    if "\ufffd" not in document.text:
        return
    code = [block.span for block in document.blocks if isinstance(block, Code | Comment)]
    code += [i.span for block in document.blocks for i in getattr(block, "inlines", ()) if isinstance(i, InlineCode)]
    front = next(document.of(FrontMatter), None)
    told: set[int] = set()
    for offset, char in enumerate(document.text):
        if char != "\ufffd" or any(span.start <= offset < span.end for span in code):
            continue
        line = document.position(offset)[0]
        around = document.text[max(0, offset - 1) : offset] + document.text[offset + 1 : offset + 2]
        inside_word = any(letter.isalpha() for letter in around) or around.strip("\ufffd") == ""
        if line not in told and (inside_word or (front and front.span.start <= offset < front.span.end)):
            told.add(line)
            words = excerpt(document.text[max(0, offset - 20) : offset + 20])
            message = f"a character was lost here (U+FFFD): “{words}”; write it again"
            yield Finding(document, Span(offset, offset + 1), message)

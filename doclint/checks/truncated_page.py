"""See rules/truncated-page.md."""

from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.ending import Stop, running, stop
from doclint.model import Comment, Component, Finding, FrontMatter, Heading, Pair, Place, Prose, Span
from doclint.wording import excerpt

_MORE_THAN_A_NOTE = 2  # one block under the head of a page is told as missing: many such pages need none


def check(pair: Pair) -> Iterator[Finding]:
    """Yield the place where a translation stops while its source goes on."""
    ours = [block for block in running(pair.source) if not isinstance(block, Component)]
    if ours and all(isinstance(block, FrontMatter | Comment) for block in pair.translation.blocks):
        head = next(pair.translation.of(FrontMatter), None)
        if head is None or len(ours) >= _MORE_THAN_A_NOTE:
            yield _empty(pair, head, len(ours), ours[0].span)
            return
    found = stop(pair)
    if found is not None:
        related = Place(pair.source, found.source.span)
        yield Finding(pair.translation, found.translation.span, _message(found), related)


def _empty(pair: Pair, head: FrontMatter | None, count: int, first: Span) -> Finding:
    """Tell of a page that says nothing."""
    place = Span(head.span.start, head.span.end) if head else Span(0, 0)
    where = "nothing stands under its head" if head else "nothing stands in it"
    message = (
        f"this page is empty: {where}, where the source has {count} block{'s' * (count > 1)}; translate it or remove it"
    )
    return Finding(pair.translation, place, message, Place(pair.source, first))


def _message(found: Stop) -> str:
    if found.inside == "sentence":
        text = getattr(found.source, "text", "")
        tail = excerpt(plain_text(text)[-60:]) or excerpt(text[-60:])
        return f"the page breaks off in the middle of a sentence; the source's ends with “{tail}”{_more(found)}"
    if found.inside in ("code", "table"):
        what = "code block" if found.inside == "code" else "table"
        return f"the page breaks off in the middle of a {what}{_more(found)}"
    if found.inside == "section":
        return f"the page stops at this heading, with nothing under it; the source goes on for {_count(found)}"
    return f"the page stops here: the source goes on for {_count(found)}{_from(found)}"


def _count(found: Stop) -> str:
    """Count what is missing: in sections, where there are some, and what stands before the first."""
    sections = sum(isinstance(block, Heading) for block in found.rest)
    before = next((n for n, block in enumerate(found.rest) if isinstance(block, Heading)), len(found.rest))
    counts = ((before, "block"), (sections, "section"))
    return " and ".join(f"{count} more {name}{'s' * (count > 1)}" for count, name in counts if count)


def _more(found: Stop) -> str:
    return f"; {_count(found)} would follow" if found.rest else ""


def _from(found: Stop) -> str:
    """Name where the source goes on, by the first words there."""
    texts = (plain_text(block.text) for block in found.rest if isinstance(block, Heading | Prose))
    first = next((text for text in texts if any(map(str.isalnum, text))), "")
    return f", from “{excerpt(first)}” on" if first else ""

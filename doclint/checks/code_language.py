"""See rules/code-language.md."""

from collections.abc import Iterator

from doclint.code.alike import similarity
from doclint.code.language import is_language, same_family, word
from doclint.code.page import Compared, compared
from doclint.model import Code, Edit, Finding, Fix, Pair, Place, Span

# Where the code itself differs, that is the finding; where it is content, nothing tells which language is right.
_NEAR = 0.55
_SAME = ("equal", "layout", "comment", "string")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield fences that name another language than the source's, or none, over code that is the same."""
    for item in compared(pair):
        source, translation = item.source, item.translation
        if not source.fence or not translation.fence or same_family(source.language, translation.language):
            continue
        here, there = word(translation.info), word(source.info)
        if not there or not _alike(item):
            continue
        shown = f"as `{here}`" if here else "with no language"
        named = is_language(source.language)
        doubt = "" if named else ", which names no known language"
        message = f"the code block is marked {shown}, but as `{there}` in the source{doubt}"
        fix = _fix(translation, here, there) if item.verdict.level in _SAME and named else None
        yield Finding(pair.translation, translation.span, message, Place(pair.source, source.span), fix)


def _alike(item: Compared) -> bool:
    """Say whether the code is so much the same that another language is a slip, and no part of another example."""
    code = item.verdict.level == "code" and similarity(item.source, item.translation) >= _NEAR
    return item.verdict.level in _SAME or code


def _fix(translation: Code, here: str, there: str) -> Fix | None:
    """Name the source's language; titles and options behind it stay."""
    start = translation.info_span.start
    if translation.info.lstrip()[:1] == "{" and (here or not there):
        return None
    if here:
        return Fix((Edit(Span(start, start + len(here)), there),), "safe")
    gap = " " if translation.info.strip() and translation.info[:1] != "{" else ""
    return Fix((Edit(Span(start, start), there + gap),), "safe")

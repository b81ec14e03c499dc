"""See rules/code-language.md."""

from collections.abc import Iterator

from doclint.code.language import kind
from doclint.model import Code, Edit, Finding, Fix, Pair, Place, Span


def check(pair: Pair) -> Iterator[Finding]:
    """Yield fences that name another language than the source's."""
    for source, translation in pair.both(Code):
        ours, theirs = source.language, translation.language
        if ours == theirs or not source.fence or not translation.fence or kind(ours) == kind(theirs) == "prose":
            continue
        word = translation.info.split()[0] if translation.info.split() else ""
        there = source.info.split()[0] if source.info.split() else ""
        span = Span(translation.info_span.start, translation.info_span.start + len(word))
        fix = Fix((Edit(span, there),), "safe") if source.body == translation.body and there and word else None
        shown = f"`{word}`" if word else "no language"
        message = (
            f"the code block is marked as {shown}, but as {f'`{there}`' if there else 'no language'} in the source"
        )
        yield Finding(pair.translation, translation.span, message, Place(pair.source, source.span), fix)

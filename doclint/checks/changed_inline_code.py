"""See rules/changed-inline-code.md."""

from collections.abc import Iterator

from doclint.code.literal import blank_placeholders, same_but_yours
from doclint.model import Finding, InlineCode, Pair, Place
from doclint.parity import excerpt, mismatches, same_code, slip

# Spans up to this length are shown whole, of longer ones so much before the difference.
_LONG = 60
_LEAD = 20


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code spans that come close to one of the source's, but are not it."""
    for changed in mismatches(pair, InlineCode, _same, alike=slip):
        if changed.source and changed.translation:
            here, there = changed.translation.text, changed.source.text
            first = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), 0)
            start = max(0, first - _LEAD)
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"`{_shown(here, start)}` here, but `{_shown(there, start)}` in the source",
                Place(pair.source, changed.source.span),
            )


def _shown(text: str, start: int) -> str:
    """Cut a long span to the part around the difference."""
    return f"…{excerpt(text[start:])}" if len(text) > _LONG and start else excerpt(text, _LONG)


def _same(source: InlineCode, translation: InlineCode) -> bool:
    """Say whether two code spans are one, but for what readers are to fill in: `<name>`, `YOUR_TOKEN`, `my-folder`."""
    return (
        same_code(source, translation)
        or blank_placeholders(source.text) == blank_placeholders(translation.text)
        or same_but_yours(source.text, translation.text)
    )

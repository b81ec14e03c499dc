"""See rules/changed-inline-code.md."""

from collections.abc import Iterator

from doclint.code.literal import blank_placeholders, same_but_yours
from doclint.model import Finding, InlineCode, Pair, Place
from doclint.parity import excerpt, mismatches, same_code, slip


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code spans that come close to one of the source's, but are not it."""
    for changed in mismatches(pair, InlineCode, _same, alike=slip):
        if changed.source and changed.translation:
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"`{excerpt(changed.translation.text)}` here, but `{excerpt(changed.source.text)}` in the source",
                Place(pair.source, changed.source.span),
            )


def _same(source: InlineCode, translation: InlineCode) -> bool:
    """Say whether two code spans are one, but for what readers are to fill in: `<name>`, `YOUR_TOKEN`, `my-folder`."""
    return (
        same_code(source, translation)
        or blank_placeholders(source.text) == blank_placeholders(translation.text)
        or same_but_yours(source.text, translation.text)
    )

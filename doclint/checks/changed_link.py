"""See rules/changed-link.md."""

from collections.abc import Iterator

from doclint.linked import in_language, link_mismatches
from doclint.model import Finding, Pair, Place


def check(pair: Pair) -> Iterator[Finding]:
    """Yield links that lead to another place than the source's."""
    for changed in link_mismatches(pair):
        if changed.source and changed.translation and not _own(pair, changed.translation.target, changed.source.target):
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"link goes to `{changed.translation.target}`, but to `{changed.source.target}` in the source",
                Place(pair.source, changed.source.span),
            )


def _own(pair: Pair, target: str, source: str) -> bool:
    """Say whether the translation leads its readers to something in their own language."""
    language = pair.translation.language
    return in_language(target, language) and not in_language(source, language)

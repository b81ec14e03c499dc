"""See rules/changed-link.md."""

from collections.abc import Iterator

from doclint.linked import link_mismatches, own_language
from doclint.model import Finding, Pair, Place
from doclint.switches import is_switch_link


def check(pair: Pair) -> Iterator[Finding]:
    """Yield links that lead to another place than the source's."""
    language = pair.translation.language
    for changed in link_mismatches(pair):
        if not changed.source or not changed.translation or is_switch_link(pair, changed.source):
            continue
        if not own_language(changed.source.target, changed.translation.target, language):
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"link goes to `{changed.translation.target}`, but to `{changed.source.target}` in the source",
                Place(pair.source, changed.source.span),
            )

"""Owns what is said of a run that compared nothing: a good result that rests on nothing is none."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from doclint.cli.misuse import misuse

if TYPE_CHECKING:
    from doclint.outcome import Outcome

TEXT = (".txt", ".text")
"""What a file of plain text, which is no page of a site, ends in."""
_MOST = 3


def uncompared(outcome: "Outcome") -> Iterator[str]:
    """Yield what is to be said where nothing was compared. Raises what `misuse` gives where no page could be."""
    site = outcome.site
    if any({pair.source.path, pair.translation.path} & outcome.asked for pair in site.pairs):
        return
    pages = [page for page in site.scope.pages if page.name in outcome.asked]
    pairs = [pair for pair in site.scope.pairs if {pair.source.name, pair.translation.name} & outcome.asked]
    if not outcome.problems and (pairs or (pages and not any(page.name in site.documents for page in pages))):
        said = "; ".join(outcome.warnings[:_MOST])
        rest = f"; and {len(outcome.warnings) - _MOST} more" if len(outcome.warnings) > _MOST else ""
        raise misuse(f"nothing could be {'compared' if pairs else 'checked'}: {said}{rest}")
    if not pages:
        if not any(item.name in outcome.asked for item in site.scope.missing):
            yield "nothing was checked: `exclude` or --shard leaves out all that was named"
    elif not site.pairs and not all(page.path.suffix in TEXT for page in pages):
        yield (
            "no translation was found: each page was checked alone. `doclint compare` takes any two files, and `pairs` "
            "in doclint.toml says which page translates which"
        )

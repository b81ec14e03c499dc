"""See rules/broken-image.md."""

from collections.abc import Iterator

from doclint.anchors.pictures import lost_pictures, place
from doclint.model import Finding, Place, Site


def check(site: Site) -> Iterator[Finding]:
    """Yield images whose file is not there."""
    sources = {pair.translation.path: pair.source for pair in site.pairs}
    for lost in lost_pictures(site):
        message = f"readers see no picture here: there is no file `{lost.image.target}`"
        if lost.other_case:
            message += f", only `{lost.other_case}`, and capital letters matter"
        elif lost.same:
            message += " beside this page, only beside the source"
        source = sources.get(lost.page.path)
        related = Place(source, lost.same.span) if source and lost.same else None
        yield Finding(lost.page, place(lost), message, related)

"""Owns the pages that name no language, but translate the one beside them that is named as the source.

`guide.md` in Chinese beside `guide_en.md`, on a site whose other pages are English.
"""

from collections.abc import Iterator, Mapping

from doclint.discover import codes
from doclint.discover.tree import Claim, Pages, bare, join, parent
from doclint.discover.voice import Evidence


def find(pages: Pages, source: str, evidence: Evidence, claims: Mapping[str, Claim]) -> Iterator[Claim]:
    """Yield these pages, as translations. `claims` are the pages that have their role already."""
    taken = {claim.source for claim in claims.values()}
    for name in pages.names:
        folder, extension = parent(name), name[len(bare(name)) :]
        for base, _, spelled in codes.ends(bare(name.rpartition("/")[2])):
            page = pages.at(join(folder, base + extension))
            free = page is not None and page != name and page not in claims and page not in taken
            if name in claims or page is None or not free or not codes.of_source(source, spelled):
                continue
            language, named = evidence.language(page), evidence.language(name)
            if language and named and codes.same(source, named) and not codes.same(source, language):
                yield Claim(page, language, name)
                break

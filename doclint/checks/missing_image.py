"""See rules/missing-image.md."""

from collections.abc import Iterator
from itertools import pairwise

from doclint.model import Finding, Image, Pair, Place, inlines_of
from doclint.parity import Mismatch, image_mismatches
from doclint.switches import is_on_switch
from doclint.wording import listed


def check(pair: Pair) -> Iterator[Finding]:
    """Yield blocks in which the translation lost images of the source; those that stand side by side are told once."""
    groups: list[list[Mismatch[Image]]] = []
    following: dict[int, int] = {}
    for item in image_mismatches(pair):
        if item.translation or not item.source or is_on_switch(pair, item.source):
            continue
        before = groups[-1][-1] if groups else None
        if before is None or before.row is not item.row:
            following = {id(one): id(other) for one, other in pairwise(inlines_of(item.row.source, Image))}
            groups.append([item])
        elif following.get(id(before.source)) == id(item.source):
            groups[-1].append(item)
        else:
            groups.append([item])
    for group in groups:
        images = [item.source for item in group if item.source]
        shown = listed(image.target for image in images)
        message = f"the source shows the image{'s' * (len(images) > 1)} {shown} here, the translation does not"
        yield Finding(pair.translation, group[0].place(pair.translation), message, Place(pair.source, images[0].span))

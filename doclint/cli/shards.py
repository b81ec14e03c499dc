"""Owns `--shard`: which pages are whose where a run is shared out over machines."""

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doclint.model import Scope


def share(scope: "Scope", asked: Collection[str], shard: tuple[int, int]) -> frozenset[str]:
    """Give the pages of one shard: a source goes with all its translations, so that a finding is in one shard alone."""
    from zlib import crc32

    number, of = shard
    head = {pair.translation.name: pair.source.name for pair in scope.pairs}
    return frozenset(
        name for name in asked if crc32(head.get(name, name).encode("utf-8", "surrogateescape")) % of == number - 1
    )

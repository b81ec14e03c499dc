"""Owns the pairing of two trees that were named one after the other: the second mirrors the first."""

import re
from collections.abc import Callable, Sequence

from doclint.config import Config
from doclint.discover import codes
from doclint.discover.detect import Detected
from doclint.discover.tree import Claim, Pages, below, join
from doclint.discover.voice import spread
from doclint.model import Layout
from doclint.regex import regex


def twins(
    trees: tuple[str, str],
    names: Sequence[str],
    detected: Detected,
    config: Config,
    read: Callable[[str], str],
    *,
    apart: bool,
) -> Detected:
    """Pair two trees (POSIX, below the root), unless the layout explains them already or they are merely two folders.

    The language is the one in the folder's name, the only one asked for, or the one in the pages' front matter.
    Raises `ValueError` where the trees mirror each other but the language cannot be told, and where trees that lie
    `apart`, in two repositories, mirror nothing of each other.
    """
    first, second = trees
    inside = [[name for name in names if below(name, tree) is not None] for tree in trees]
    if not all(inside) or any(claim.source and _concerns(claim, trees) for claim in detected.claims.values()):
        return detected
    if codes.same(config.source, _named(second) or "und"):
        first, second, inside = second, first, inside[::-1]
    sources = Pages(inside[0])
    pairs = {name: sources.at(join(first, str(below(name, second)))) for name in inside[1]}
    if sum(page is not None for page in pairs.values()) < _MIRRORED * len(pairs):
        if apart:
            raise ValueError(
                f"{first} and {second} are no pair: their pages do not bear the same names; check the paths"
            )
        return detected
    language = _language(second, pairs, config, read)
    if language is None:
        raise ValueError(
            f"{second} mirrors {first}, but in which language? Nothing in its name tells; say so with --language"
        )
    claims = {name: Claim(name, language, page) for name, page in pairs.items()}
    taken = set(pairs.values())
    gone = tuple((page, language, join(second, str(below(page, first)))) for page in inside[0] if page not in taken)
    kept = {name: claim for name, claim in detected.claims.items() if name not in claims and name not in taken}
    layout = Layout(join(first, "{path}"), join(second, "{path}"), "trees")
    return Detected({**kept, **claims}, (*detected.missing, *gone), (*detected.layouts, layout))


_MIRRORED = 0.3  # which part of the second tree's pages must stand in the first


def _concerns(claim: Claim, trees: Sequence[str]) -> bool:
    return any(below(name, tree) is not None for name in (claim.page, claim.source) for tree in trees if name)


def _named(tree: str) -> str | None:
    """Read a language off a tree's own name, or off the folders above it."""
    for part in reversed(tree.split("/")):
        readings = [spelled for *_, spelled in codes.ends(part)] + [spelled for spelled, *_ in codes.begins(part)]
        for spelled in (part, *readings):
            if codes.plain(spelled):
                return codes.canonical(spelled)
    return None


_LANGUAGE_KEY = regex(r"^(?:lang|language|locale)\s*[:=]\s*[\"']?([A-Za-z_-]+)[\"']?\s*$", re.MULTILINE)


def _language(tree: str, pairs: dict[str, str | None], config: Config, read: Callable[[str], str]) -> str | None:
    if len(config.languages) == 1:
        return codes.canonical(config.languages[0])
    named = _named(tree)
    if named and not codes.same(config.source, named):
        return named
    for name in spread(sorted(pairs)):
        match = _LANGUAGE_KEY.search(read(name)[:2000])
        if match and (tag := codes.tag(match[1])) and not codes.same(config.source, tag):
            return tag
    return None

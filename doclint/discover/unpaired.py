"""Owns the answer to why a site gives not one pair: a setting may be the reason, and not the site."""

from collections.abc import Callable, Sequence

from doclint.config import Config
from doclint.discover.site import ScopeError
from doclint.model import Scope
from doclint.record import replace

_MOST_NAMED = 3


def why_unpaired(scope: Scope, config: Config, seen: Sequence[str], look: Callable[[Config], Scope]) -> str:
    """Say which setting keeps a site without pairs from having some, or "" where it simply has no translations.

    `look` finds the site again with another configuration; `seen` are languages that pages may be in.
    """
    if scope.pairs:
        return ""
    file = f"{config.path.name}: " if config.path else ""
    if config.pairs:
        tried = "; ".join(f"“{pattern.source}” with “{pattern.translation}”" for pattern in config.pairs)
        found = _told(_count(look, replace(config, pairs=())))
        hint = f"; without `pairs`, doclint finds {found} by itself" if found else ""
        folder = "this file's folder" if config.path else "the current folder"
        return (
            f"{file}pairs: nothing was compared, for no two pages fit {tried}; "
            f"paths are seen from {folder}, `{{path}}` and `{{lang}}` stand for what varies{hint}"
        )
    if config.exclude and (found := _told(_count(look, replace(config, exclude=())))):
        globs = ", ".join(f"“{glob}”" for glob in config.exclude)
        left = f"leaves out all that could be compared ({found})"
        return f"{file}exclude: nothing was compared, for {globs} {left}; name less there"
    if config.source != "en":
        for language in dict.fromkeys(("en", *seen)):
            if found := _told(_count(look, replace(config, source=language))):
                return (
                    f"source: nothing was compared, for no page is the translation of one in “{config.source}”; "
                    f"with the source “{language}” there would be {found} (`--source {language}`)"
                )
    return ""


def other_source(scope: Scope, config: Config, seen: Sequence[str], look: Callable[[Config], Scope]) -> str:
    """Say which source language would give pairs where English, the usual one, gives none; "" where none would."""
    if scope.pairs or config.pairs or config.source != "en" or len(seen) < 2:
        return ""
    counts = {language: _count(look, replace(config, source=language)) for language in seen}
    most = max(counts.values())
    best = [language for language, count in counts.items() if count == most]
    if not most or len(best) > _MOST_NAMED:  # where any language does as well as the others, none is the source
        return ""
    choice = " or ".join(f"`--source {language}`" for language in best)
    return f"no page is the translation of one in “en”; with {choice} there would be {_told(most)}"


def _count(look: Callable[[Config], Scope], config: Config) -> int:
    """Count the pairs that another configuration would find."""
    try:
        return len(look(config).pairs)
    except ScopeError:
        return 0


def _told(count: int) -> str:
    return f"{count} pair{'s' * (count > 1)}" if count else ""

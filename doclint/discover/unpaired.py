"""Owns the answer to why a site gives not one pair: a setting may be the reason, and not the site."""

from collections.abc import Callable, Sequence

from doclint.config import Config
from doclint.discover.site import ScopeError
from doclint.model import Scope
from doclint.record import replace


def why_unpaired(scope: Scope, config: Config, seen: Sequence[str], look: Callable[[Config], Scope]) -> str:
    """Say which setting keeps a site without pairs from having some, or "" where it simply has no translations.

    `look` finds the site again with another configuration; `seen` are languages that pages may be in.
    """
    if scope.pairs:
        return ""
    file = f"{config.path.name}: " if config.path else ""
    if config.pairs:
        tried = "; ".join(f"“{pattern.source}” with “{pattern.translation}”" for pattern in config.pairs)
        found = _pairs(look, replace(config, pairs=()))
        hint = f"; without `pairs`, doclint finds {found} by itself" if found else ""
        folder = "this file's folder" if config.path else "the current folder"
        return (
            f"{file}pairs: nothing was compared, for no two pages fit {tried}; "
            f"paths are seen from {folder}, `{{path}}` and `{{lang}}` stand for what varies{hint}"
        )
    if config.exclude and (found := _pairs(look, replace(config, exclude=()))):
        globs = ", ".join(f"“{glob}”" for glob in config.exclude)
        left = f"leaves out all that could be compared ({found})"
        return f"{file}exclude: nothing was compared, for {globs} {left}; name less there"
    if config.source != "en":
        for language in dict.fromkeys(("en", *seen)):
            if found := _pairs(look, replace(config, source=language)):
                return (
                    f"source: nothing was compared, for no page is the translation of one in “{config.source}”; "
                    f"with the source “{language}” there would be {found} (`--source {language}`)"
                )
    return ""


def other_source(scope: Scope, config: Config, seen: Sequence[str], look: Callable[[Config], Scope]) -> str:
    """Say which source language would give pairs where English, the usual one, gives none; "" where none would."""
    if scope.pairs or config.pairs or config.source != "en" or len(seen) < 2:
        return ""
    for language in seen:
        if found := _pairs(look, replace(config, source=language)):
            return f"no page is the translation of one in “en”; with `--source {language}` there would be {found}"
    return ""


def _pairs(look: Callable[[Config], Scope], config: Config) -> str:
    """Count the pairs that another configuration would find, in words; "" where there are none."""
    try:
        count = len(look(config).pairs)
    except ScopeError:
        return ""
    return f"{count} pair{'s' * (count > 1)}" if count else ""

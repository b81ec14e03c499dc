"""Owns the loading of a stemmer from the Snowball library, whose own door loads those of all languages."""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_BESIDE = "doclint_snowball"  # under this name, the library's modules can be loaded one by one


def snowball(name: str) -> Any:
    """Give the stemmer of a language by the library's name for it; None where it has none."""
    found = find_spec("snowballstemmer")
    folders = found.submodule_search_locations if found else None
    if folders and not find_spec("Stemmer"):  # the same in C, which the library's own door leads to
        package = ModuleType(_BESIDE)
        package.__path__ = list(folders)
        sys.modules.setdefault(_BESIDE, package)
        try:
            return getattr(import_module(f"{_BESIDE}.{name}_stemmer"), f"{name.capitalize()}Stemmer")()
        except (ImportError, AttributeError):  # kept otherwise, or not at all
            pass
    import snowballstemmer

    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None

"""Owns command lines that need no parser of options: `check`, paths and switches. Loading click takes a tenth of a run.

What is read here is read as click would (a test holds the two against each other); all else is left to it.
"""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from doclint.cli.wishes import Wishes


def plain(arguments: Sequence[str]) -> "tuple[tuple[Path, ...], Wishes] | None":
    """Read the paths and the wishes off a command line; `None` where that is for click to do."""
    if arguments[:1] != ["check"] or "_DOCLINT_COMPLETE" in os.environ:
        return None
    from pathlib import Path

    from doclint.cli.wishes import Wishes

    switches = {f"--{name.replace('_', '-')}": name for name, kind in Wishes.__annotations__.items() if kind is bool}
    options = [argument for argument in arguments[1:] if argument.startswith("-")]
    paths = [argument for argument in arguments[1:] if not argument.startswith("-")]
    if not all(option in switches for option in options) or not all(os.access(path, os.R_OK) for path in paths):
        return None
    switched: dict[str, Any] = {switches[option]: True for option in options}
    return tuple(map(Path, paths)), Wishes(**switched)

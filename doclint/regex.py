"""Owns regular expressions that are compiled when they are first used: a run needs a third of all that there are."""

import re
from typing import Any, cast


class _Lazy:
    """A regular expression that is not compiled yet; what is asked of it once, it keeps."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        self.__dict__[name] = found
        return found


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """Give a regular expression that behaves as `re.compile(text, flags)` does, and costs nothing until it is used.

    Only its methods and attributes may be used: `re.sub(regex(…), …)` takes compiled ones alone. Raises `re.error` on
    first use where the expression is wrong.
    """
    return cast("re.Pattern[str]", _Lazy(text, flags))

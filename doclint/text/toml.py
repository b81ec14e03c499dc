"""Owns the reading of TOML that nobody vouches for: whatever cannot be read is an error with its line."""

from typing import Any

from doclint.regex import regex

_MOST = 2_000_000
_DEEP = regex(r"(?:[\w\"' \t-]{1,100}\.){100}")


class TomlError(ValueError):
    """A text that is no TOML, or none that can be read; the message says why and, where it is known, in which line."""


def loads(text: str) -> dict[str, Any]:
    """Read TOML. Raises TomlError, also for what would take the parser more memory or depth than there is."""
    import tomllib  # most sites have no TOML to read

    if len(text) > _MOST:
        raise TomlError(f"it is longer than {_MOST // 1_000_000} million characters")
    if _DEEP.search(text):
        raise TomlError("a key has more than a hundred parts")

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TomlError("its lists or tables are nested too deep") from None
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error)) from None
    except ValueError:
        raise TomlError("a number has more digits than can be read, or a date is none") from None

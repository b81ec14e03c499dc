"""Owns the keys of the configuration file: what each may hold, and what is said where it holds something else.

A reader takes a TOML value and gives what the code works with, or raises `ValueError` with a message per fault; a
message starts with what follows the key's name in a report (`: must be…`, `.inner: must be…`).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from doclint.model import Severity
from doclint.record import record
from doclint.regex import regex

COMMAND_LINE_ONLY = frozenset(
    {
        "format", "output", "fix", "unsafe-fixes", "diff", "baseline", "write-baseline", "base", "jobs", "no-cache",
        "config", "show-config", "statistics", "exit-zero", "quiet",
    }
)  # fmt: skip


@record
class PairPattern:
    """How a source page's path becomes its translation's; `{path}` and `{lang}` stand for what varies."""

    source: str
    translation: str


class _PartlyError(ValueError):
    """A value of which a part is good; `good` is that part."""

    def __init__(self, good: Any, *faults: str) -> None:
        super().__init__(*faults)
        self.good = good


def read(section: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Read a table: its values by field name, as far as they are good, and the faults, each beginning with its key."""
    values: dict[str, Any] = {}
    faults: list[str] = []
    for key, value in section.items():
        reader = READERS.get(key)
        if reader is None:
            faults.append(f"{quoted(key)}: {_unknown(key)}")
            continue
        field = _FIELDS.get(key, key.replace("-", "_"))
        try:
            values[field] = reader(value)
        except ValueError as bad:
            if isinstance(bad, _PartlyError):
                values[field] = bad.good
            faults += (f"{key}{message}" for message in bad.args)
    return values, faults


def _unknown(key: str) -> str:
    if key in COMMAND_LINE_ONLY:
        return f"can only be given on the command line, as --{key}"
    if key == "tool":
        return "[tool.doclint] is for pyproject.toml; in this file, leave that line out"
    return f"there is no such key{suggest(_RENAMED.get(key, key.replace('_', '-')), READERS)}"


_RENAMED = {"languages": "language", "lang": "language", "target-languages": "language", "layout": "pairs"}
# Keys mirror the options; a field of `Config` says that it holds several.
_FIELDS = {"language": "languages"}


def suggest(word: str, choices: Collection[str]) -> str:
    """Give `; did you mean "x"?` for the nearest of `choices`, or all of them where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), sorted(choices), n=1, cutoff=0.6)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; choose from {', '.join(sorted(choices))}" if choices else ""


# --- single values -------------------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f": must be a text in quotes, not {_shown(value)}")
    return value


def _code(value: Any) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise ValueError(f': must be a language\'s code, like "es" or "pt-br", not {_shown(value)}')
    return value


_CODE = regex(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}")


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f': must be a list of texts, like ["a", "b"], not {_shown(value)}')
    return tuple(value)


def _codes(value: Any) -> tuple[str, ...]:
    found = _texts(value)
    faults = [f': "{item}" is no language\'s code, like "es" or "pt-br"' for item in found if not _CODE.fullmatch(item)]
    if faults:
        raise ValueError(*faults)
    return found


def _severity(value: Any) -> Severity:
    labels = {severity.label: severity for severity in Severity}
    if isinstance(value, str) and value in labels:
        return labels[value]
    from difflib import get_close_matches

    near = get_close_matches(str(value).lower(), sorted(labels), n=1)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    raise ValueError(f": must be error, warning or info, not {_shown(value)}{hint}")


# --- tables and lists ----------------------------------------------------------------------------------------------


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f": must be a table of name = value, not {_shown(value)}")  # noqa: TRY004 (a value read)
    return value


def _each(item_reader: Callable[[Any], Any]) -> Callable[[Any], Mapping[str, Any]]:
    """Make a reader of a table whose values are all read by `item_reader`."""

    def reader(value: Any) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        faults: list[str] = []
        for key, item in _table(value).items():
            try:
                found[key] = item_reader(item)
            except ValueError as bad:
                faults += (f".{quoted(key)}{message}" for message in bad.args)
        if faults:
            raise _PartlyError(found, *faults)
        return found

    return reader


_SIDES = ("source", "translation")


def _pairs(value: Any) -> tuple[PairPattern, ...]:
    if not isinstance(value, list):
        example = '[{source = "docs/{path}", translation = "i18n/{lang}/{path}"}]'
        raise ValueError(f": must be a list like {example}, not {_shown(value)}")  # noqa: TRY004 (a value read)
    faults = [f"[{number}]{message}" for number, item in enumerate(value) for message in _pair_faults(item)]
    if faults:
        raise ValueError(*faults)
    return tuple(PairPattern(item["source"], item["translation"]) for item in value)


def _pair_faults(item: Any) -> Iterator[str]:
    """Yield what is wrong with one entry of `pairs`."""
    if not isinstance(item, dict):
        yield f": must be a table with source and translation, not {_shown(item)}"
        return
    for key in item:
        if key not in _SIDES:
            yield f".{quoted(key)}: there is no such key{suggest(key, _SIDES)}"
    for key in _SIDES:
        yield from (f".{key}{message}" for message in _pattern_faults(item.get(key)))
    source, translation = (item.get(key) for key in _SIDES)
    if isinstance(translation, str) and "{lang}" not in translation:
        yield ".translation: must contain {lang}, where the language's code stands"
    if isinstance(source, str) and isinstance(translation, str) and ("{path}" in source) != ("{path}" in translation):
        yield ": {path} must stand in both source and translation, or in neither"


def _pattern_faults(pattern: Any) -> Iterator[str]:
    """Yield what is wrong with one pattern."""
    if pattern is None:
        yield ": is missing; give a path, with {path} for what varies"
        return
    if not isinstance(pattern, str):
        yield f": must be a text in quotes, not {_shown(pattern)}"
        return
    for name in re.findall(r"\{([^{}]*)\}", pattern):
        if name not in ("path", "lang"):
            yield f": {{{name}}} means nothing here{suggest(name, ('path', 'lang'))}"
    if pattern.count("{path}") > 1 or pattern.count("{lang}") > 1:
        yield ": {path} and {lang} may each stand only once"
    if pattern.startswith("/") or ".." in pattern.split("/"):
        yield ": must be relative to the folder of this file, and inside it"


def _terms(value: Any) -> Mapping[str, Any] | str:
    """Read a term base that stands in the configuration, or the name of its file."""
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, dict):
        raise ValueError(f": must be a file's name or a table of term = {{language = text}}, not {_shown(value)}")  # noqa: TRY004 (a value read)
    from doclint.terms.entries import from_tables

    _, faults = from_tables(value)
    if faults:
        raise ValueError(*(f".{fault}" for fault in faults))
    return value


READERS: Mapping[str, Callable[[Any], Any]] = {
    "source": _code,
    "language": _codes,
    "select": _texts,
    "ignore": _texts,
    "min-severity": _severity,
    "severity": _each(_severity),
    "per-file-ignores": _each(_texts),
    "exclude": _texts,
    "pairs": _pairs,
    "anchors": _text,
    "terms": _terms,
}
"""What reads each key's value."""


# --- how values are shown ------------------------------------------------------------------------------------------


def _shown(value: Any) -> str:
    """Say what a value is, in TOML's words, short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def quoted(key: str) -> str:
    """Write a key as TOML would."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f'"{key}"'

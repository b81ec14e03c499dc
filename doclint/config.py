"""The configuration: one TOML file, the nearest above the first path, read strictly and never merged.

Nothing here knows the rules: their names are checked by the caller with `check_names`.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from doclint.model import Severity

FILES = ("doclint.toml", ".doclint.toml", "pyproject.toml")
"""Names of configuration files; where a folder has several, the first wins."""

COMMAND_LINE_ONLY = frozenset(
    "format output fix unsafe-fixes diff baseline write-baseline base jobs no-cache cache config statistics "
    "exit-zero quiet".split()
)


class ConfigError(Exception):
    """The configuration cannot be used; `errors` are all its faults, each with the file and the key."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class PairPattern:
    """How a source page's path becomes its translation's; `{path}` and `{lang}` stand for what varies."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True)
class Config:
    """What a run is asked to do, apart from where. Globs and patterns are relative to the folder of `path`."""

    source: str = "en"
    languages: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = Severity.WARNING
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    pairs: tuple[PairPattern, ...] = ()
    anchors: str | None = None
    terms: Mapping[str, Any] = field(default_factory=dict)
    path: Path | None = None

    def override(self, **changes: Any) -> "Config":
        """Give a copy with `changes`; those that are `None` (an option not given) change nothing."""
        return replace(self, **{key: value for key, value in changes.items() if value is not None})

    def ignored_in(self, path: Path, cwd: Path) -> tuple[str, ...]:
        """Give the rules and groups that `per-file-ignores` switches off for the file at `path`.

        `cwd` is what globs are relative to where no configuration file was found.
        """
        name = relative_to(path, self.path.parent if self.path else cwd)
        found = (names for glob, names in self.per_file_ignores.items() if matches(glob, name))
        return tuple(dict.fromkeys(name for names in found for name in names))


# --- finding the file ----------------------------------------------------------------------------------------------


def load(start: Path, explicit: Path | None = None) -> Config:
    """Read the configuration that holds for `start` (a file or folder), or the file `explicit`.

    The search goes from `start` up to the repository's root (the folder with `.git`) or the file system's. Without
    a file the defaults hold. Raises `ConfigError` with every fault at once.
    """
    if explicit is not None:
        if not explicit.is_file():
            raise ConfigError((f"{explicit}: no such configuration file; check the path after --config",))
        section = _section(explicit)
        if section is None:
            raise ConfigError((f"{explicit}: has no section [tool.doclint]; add it, or name another file",))
        return _build(explicit, section)
    for folder in _upwards(start):
        for name in FILES:
            path = folder / name
            section = _section(path) if path.is_file() else None
            if section is not None:
                return _build(path, section)
    return Config()


def config_in(folder: Path) -> bool:
    """Say whether `folder` itself has a configuration file (a `pyproject.toml` counts if it has the section)."""
    for name in FILES:
        path = folder / name
        try:
            if path.is_file() and _section(path) is not None:
                return True
        except ConfigError:
            return name != "pyproject.toml"
    return False


def _upwards(start: Path) -> Iterator[Path]:
    """Yield the folders from `start` up to the repository's root, or the file system's."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if folder.is_file():
            continue
        yield folder
        if (folder / ".git").exists():
            return


def _section(path: Path) -> Mapping[str, Any] | None:
    """Read the part of a file that is ours; `None` for a `pyproject.toml` without it."""
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((f"{path}: is no valid TOML: {error}",)) from None
    except UnicodeDecodeError:
        raise ConfigError((f"{path}: is not saved as UTF-8; save it again with that encoding",)) from None
    except OSError as error:
        raise ConfigError((f"{path}: cannot be read: {error.strerror}",)) from None
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool", {})
    section = tool.get("doclint") if isinstance(tool, dict) else None
    if section is None or isinstance(section, dict):
        return section
    raise ConfigError((f"{path}: tool.doclint: must be a table, [tool.doclint]",))


# --- reading the keys ----------------------------------------------------------------------------------------------


class _Bad(ValueError):
    """A value that cannot be used; says what is wanted."""


def _build(path: Path, section: Mapping[str, Any]) -> Config:
    """Turn a table into a `Config`, or raise with all its faults."""
    prefix = "tool.doclint." if path.name == "pyproject.toml" else ""
    values: dict[str, Any] = {}
    errors: list[str] = []
    for key, value in section.items():
        reader = READERS.get(key)
        if reader is None:
            errors.append(f"{path}: {prefix}{key}: {_unknown(key)}")
            continue
        try:
            values[key.replace("-", "_")] = reader(value)
        except _Bad as bad:
            errors += (f"{path}: {prefix}{key}{message}" for message in bad.args)
    if errors:
        raise ConfigError(tuple(errors))
    return Config(**values, path=path.absolute())


def _unknown(key: str) -> str:
    if key in COMMAND_LINE_ONLY:
        return f"can only be given on the command line, as --{key}"
    return f"there is no such key{suggest(key.replace('_', '-'), READERS)}"


def suggest(word: str, choices: Collection[str]) -> str:
    """Give `; did you mean "x"?` for the nearest of `choices`, or all of them where none is near."""
    near = difflib.get_close_matches(word.lower(), sorted(choices), n=1, cutoff=0.6)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; choose from {', '.join(sorted(choices))}" if choices else ""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Bad(f": must be a text in quotes, not {_shown(value)}")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _Bad(f': must be a list of texts, like ["a", "b"], not {_shown(value)}')
    return tuple(value)


def _severity(value: Any) -> Severity:
    labels = {severity.label: severity for severity in Severity}
    if not isinstance(value, str) or value not in labels:
        hint = suggest(value, labels) if isinstance(value, str) else ""
        raise _Bad(f": must be error, warning or info, not {_shown(value)}{hint if 'did' in hint else ''}")
    return labels[value]


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Bad(f": must be a table of name = value, not {_shown(value)}")
    return value


def _each(read: Callable[[Any], Any]) -> Callable[[Any], Mapping[str, Any]]:
    """Make a reader of a table whose values are all read by `read`."""

    def reader(value: Any) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        faults: list[str] = []
        for key, item in _table(value).items():
            try:
                found[key] = read(item)
            except _Bad as bad:
                faults += (f".{_quoted(key)}{message}" for message in bad.args)
        if faults:
            raise _Bad(*faults)
        return found

    return reader


def _pairs(value: Any) -> tuple[PairPattern, ...]:
    if not isinstance(value, list):
        raise _Bad(
            ': must be a list like [{source = "docs/{path}", translation = "i18n/{lang}/{path}"}], '
            f"not {_shown(value)}"
        )
    found: list[PairPattern] = []
    faults: list[str] = []
    for number, item in enumerate(value):
        messages = tuple(_pair_faults(item))
        faults += (f"[{number}]{message}" for message in messages)
        if not messages:
            found.append(PairPattern(item["source"], item["translation"]))
    if faults:
        raise _Bad(*faults)
    return tuple(found)


def _pair_faults(item: Any) -> Iterator[str]:
    """Yield what is wrong with one entry of `pairs`."""
    wanted = ("source", "translation")
    if not isinstance(item, dict):
        yield f": must be a table with source and translation, not {_shown(item)}"
        return
    for key in item:
        if key not in wanted:
            yield f".{_quoted(key)}: there is no such key{suggest(key, wanted)}"
    for key in wanted:
        pattern = item.get(key)
        if not isinstance(pattern, str):
            yield (
                f".{key}: is missing; give a path with {{path}}"
                if key not in item
                else (f".{key}: must be a text in quotes, not {_shown(pattern)}")
            )
            continue
        for name in re.findall(r"\{([^{}]*)\}", pattern):
            if name not in ("path", "lang"):
                yield f".{key}: {{{name}}} means nothing here{suggest(name, ('path', 'lang'))}"
        if pattern.count("{path}") > 1 or pattern.count("{lang}") > 1:
            yield f".{key}: {{path}} and {{lang}} may each stand only once"
        if pattern.startswith("/") or ".." in pattern.split("/"):
            yield f".{key}: must be relative to the folder of this file, and inside it"
    translation = item.get("translation")
    if isinstance(translation, str) and "{lang}" not in translation:
        yield ".translation: must contain {lang}, where the language's code stands"
    texts = [item.get(key) for key in wanted]
    if all(isinstance(text, str) for text in texts) and len({"{path}" in str(text) for text in texts}) > 1:
        yield ": {path} must stand in both source and translation, or in neither"


READERS: Mapping[str, Callable[[Any], Any]] = {
    "source": _text,
    "languages": _texts,
    "select": _texts,
    "ignore": _texts,
    "min-severity": _severity,
    "severity": _each(_severity),
    "per-file-ignores": _each(_texts),
    "exclude": _texts,
    "pairs": _pairs,
    "anchors": _text,
    "terms": _table,
}
assert {key.replace("-", "_") for key in READERS} == {item.name for item in fields(Config)} - {"path"}  # noqa: S101 (a table that must stay complete)


def _shown(value: Any) -> str:
    """Say what a value is, in TOML's words, short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _quoted(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else f'"{key}"'


# --- names and globs -----------------------------------------------------------------------------------------------


def check_names(config: Config, names: Collection[str], groups: Collection[str]) -> tuple[str, ...]:
    """Say which names in `select`, `ignore`, `severity` and `per-file-ignores` are no rule and no group.

    Each message names the file (or the command line), the key, and the nearest name that exists.
    """
    where = str(config.path) if config.path else "command line"
    known = {*names, *groups}
    used: list[tuple[str, str, Collection[str]]] = [
        *(("select", name, known) for name in config.select),
        *(("ignore", name, known) for name in config.ignore),
        *(("severity", name, known) for name in config.severity),
    ]
    for glob, ignored in config.per_file_ignores.items():
        used += ((f"per-file-ignores.{_quoted(glob)}", name, known) for name in ignored)
    return tuple(
        f'{where}: {key}: there is no rule or group "{name}"{_near(name, choices)}'
        for key, name, choices in used
        if name not in choices
    )


def _near(name: str, choices: Collection[str]) -> str:
    hint = suggest(name.replace("_", "-"), choices)
    return hint if "did you mean" in hint else '; "doclint rules" lists them all'


def relative_to(path: Path, folder: Path) -> str:
    """Give `path` as a POSIX path seen from `folder`; the absolute path where it lies outside."""
    path, folder = path.absolute(), folder.absolute()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def matches(glob: str, name: str) -> bool:
    """Say whether a POSIX path `name` is what `glob` means, as in a `.gitignore`.

    `*` and `?` stay within a folder, `**` spans folders; a glob without a slash means a file or folder of that name
    anywhere; a glob that means a folder means all that is in it.
    """
    return _compiled(glob).match(name) is not None


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    body = glob.removeprefix("./")
    anywhere = "/" not in body.rstrip("/")
    parts: list[str] = ["(?:.*/)?" if anywhere else ""]
    for token in re.findall(r"\*\*/|/\*\*$|\*+|\?|\[[^\]/]+\]|.", body.strip("/"), re.DOTALL):
        if token == "**/":
            parts.append("(?:.*/)?")
        elif token == "/**":
            parts.append("/.*")
        elif token[0] == "*":
            parts.append("[^/]*" if len(token) == 1 else ".*")
        elif token == "?":
            parts.append("[^/]")
        elif token[0] == "[" and len(token) > 2:
            inner = token[1:-1].replace("\\", "\\\\")
            parts.append(f"[^{inner[1:]}]" if inner[0] == "!" and len(inner) > 1 else f"[{inner}]")
        else:
            parts.append(re.escape(token))
    try:
        return re.compile(f"(?s:{''.join(parts)})(?:/.*)?\\Z", re.DOTALL)
    except re.error:
        return re.compile(re.escape(glob) + r"\Z")

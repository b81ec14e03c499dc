"""The configuration: one TOML file, the nearest above the first path, read strictly and never merged.

Nothing here knows the rules: their names are checked by the caller with `check_names`.
"""

from collections.abc import Collection, Iterator, Mapping
from os.path import exists, isfile  # which raise nothing where a folder may not be read
from pathlib import Path
from typing import Any

from doclint.config.globs import matches, relative_to
from doclint.config.reading import PairPattern, quoted, read, suggest
from doclint.model import Severity, Term
from doclint.record import field, record, replace

__all__ = [
    "Config",
    "ConfigError",
    "PairPattern",
    "check_names",
    "config_in",
    "load",
    "matches",
    "relative_to",
    "suggest",
]

FILES = ("doclint.toml", ".doclint.toml", "pyproject.toml")
"""Names of configuration files; where a folder has several, the first wins."""


class ConfigError(Exception):
    """The configuration cannot be used; `errors` are all its faults, each with the file and the key.

    `config` is what it holds beside these, so that its names can be checked, too.
    """

    def __init__(self, errors: tuple[str, ...], config: "Config | None" = None) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors
        self.config = config


@record
class Config:
    """What a run is asked to do, apart from where. Globs and patterns are relative to the folder of `path`.

    `terms` is what the file says, `term_base` what that gives once a file that it names is read.
    """

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
    terms: Mapping[str, Any] | str = field(default_factory=dict)
    term_base: tuple[Term, ...] = ()
    path: Path | None = None
    source_is_set: bool = False
    """Whether somebody said which language the source is in, and did not leave it at English."""

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
        if not isfile(explicit):  # noqa: PTH113
            raise ConfigError((f"{explicit}: no such configuration file; check the path after --config",))
        section = _section(explicit)
        if section is None:
            raise ConfigError((f"{explicit}: has no section [tool.doclint]; add it, or name another file",))
        return _build(explicit, section)
    for folder in _upwards(start):
        for name in FILES:
            path = folder / name
            section = _section(path) if isfile(path) else None  # noqa: PTH113
            if section is not None:
                return _build(path, section)
    return Config()


def config_in(folder: Path) -> bool:
    """Say whether `folder` itself has a configuration file (a `pyproject.toml` counts if it has the section)."""
    for name in FILES:
        path = folder / name
        try:
            if isfile(path) and _section(path) is not None:  # noqa: PTH113
                return True
        except ConfigError:
            return name != "pyproject.toml"
    return False


def _upwards(start: Path) -> Iterator[Path]:
    """Yield the folders from `start` up to the repository's root, or the file system's."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if isfile(folder):  # noqa: PTH113
            continue
        yield folder
        if exists(folder / ".git"):  # noqa: PTH110
            return


def _section(path: Path) -> Mapping[str, Any] | None:
    """Read the part of a file that is ours; `None` for a `pyproject.toml` without it."""
    from doclint.text.toml import TomlError, loads

    try:
        data = loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError((f"{path}: is not saved as UTF-8; save it again with that encoding",)) from None
    except TomlError as error:
        raise ConfigError((f"{path}: is no valid TOML: {error}",)) from None
    except OSError as error:
        raise ConfigError((f"{path}: cannot be read: {error.strerror}",)) from None
    if path.name != "pyproject.toml" and (set(data) != {"tool"} or not isinstance(data["tool"], dict)):
        return data
    tool = data.get("tool", {})
    section = tool.get("doclint") if isinstance(tool, dict) else None
    if isinstance(section, dict) or (section is None and path.name == "pyproject.toml"):
        return section  # our own file may say [tool.doclint], too, as what was copied from elsewhere does
    if section is None:
        return data
    raise ConfigError((f"{path}: tool.doclint: must be a table, [tool.doclint]",))


def _build(path: Path, section: Mapping[str, Any]) -> Config:
    """Turn a table into a `Config`, or raise with all its faults."""
    values, faults = read(section)
    if faults:
        prefix = "tool.doclint." if path.name == "pyproject.toml" else ""
        told = tuple(f"{path}: {prefix}{fault}" for fault in faults)
        raise ConfigError(told, Config(**values, path=path.absolute()))
    terms = _term_base(path, values.get("terms", {}))
    return Config(**values, term_base=terms, path=path.absolute(), source_is_set="source" in values)


def _term_base(path: Path, terms: Mapping[str, Any] | str) -> tuple[Term, ...]:
    """Give the terms of a configuration, from its own tables or from the file that it names."""
    if not isinstance(terms, str):
        from doclint.terms.entries import from_tables

        return tuple(from_tables(terms)[0])
    from doclint.terms.files import TermBaseError
    from doclint.terms.files import read as read_terms

    try:
        return read_terms(path.parent / terms)
    except TermBaseError as error:
        raise ConfigError(error.errors) from None


# --- names of rules ------------------------------------------------------------------------------------------------


def check_names(config: Config, names: Collection[str], groups: Collection[str]) -> tuple[str, ...]:
    """Say which names in `select`, `ignore`, `severity` and `per-file-ignores` are no rule and no group.

    Each message names the file (or the command line), the key, and the nearest name that exists.
    """
    where = str(config.path) if config.path else "command line"
    if not (config.select or config.ignore or config.severity or config.per_file_ignores):
        return ()
    known = {*names, *groups}
    used: list[tuple[str, str, Collection[str]]] = [
        *(("select", name, known) for name in config.select),
        *(("ignore", name, known) for name in config.ignore),
        *(("severity", name, known) for name in config.severity),
    ]
    for glob, ignored in config.per_file_ignores.items():
        used += ((f"per-file-ignores.{quoted(glob)}", name, known) for name in ignored)
    return tuple(
        f'{where}: {key}: there is no rule or group "{name}"{_near(name, choices)}'
        for key, name, choices in used
        if name not in choices
    )


def _near(name: str, choices: Collection[str]) -> str:
    hint = suggest(name.replace("_", "-"), choices)
    return hint if "did you mean" in hint else '; "doclint rules" lists them all'

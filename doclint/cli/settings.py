"""Owns `doclint init` and `--show-config`: the configuration as a file that a person reads and changes."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doclint.cli.examples import examples

if TYPE_CHECKING:
    from doclint.config import Config
    from doclint.model import Scope

FILE = "doclint.toml"


@click.command(
    short_help="Write a configuration from what was detected.",
    epilog=examples({"doclint init --print": "look at it first", "doclint init": "write doclint.toml"}),
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
@click.option("--source", metavar="LANG", help="The language of the source pages.  [default: en]")
@click.option("--force", is_flag=True, help="Replace a doclint.toml that is there already.")
@click.option("--print", "printed", is_flag=True, help="Show the file; write nothing.")
def init(folder: Path, source: str | None, force: bool, printed: bool) -> int:
    """Write FOLDER/doclint.toml: what was detected on this site, why, and what else can be set.

    doclint works without it; the file is for what you want otherwise.
    """
    from doclint.config import Config
    from doclint.discover import ScopeError, discover
    from doclint.fix import FixError, write_atomically

    target = folder / FILE
    if target.exists() and not (force or printed):
        raise click.UsageError(f"{target}: is there already; edit it, or replace it with --force")
    config = Config(source=source or "en", source_is_set=source is not None)
    try:
        scope = discover((folder,), config, Path.cwd())
    except ScopeError as error:
        raise click.UsageError(str(error)) from None
    text = "".join(f"{line}\n" for line in _draft(scope, config))
    if printed:
        click.echo(text, nl=False)
        return 0
    try:
        write_atomically(target, text.encode())
    except FixError as error:
        raise click.UsageError(f"{target}: cannot be written: {error}") from None
    click.echo(f"{target}: written, from {_counted(len(scope.pages), 'page')} in {_languages(scope)}.")
    click.echo(f"Next: doclint check {folder}")
    return 0


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _languages(scope: "Scope") -> str:
    found = sorted({page.language for page in scope.pages} - {scope.source_language})
    return ", ".join([scope.source_language, *found])


def _draft(scope: "Scope", config: "Config") -> Iterator[str]:
    """Yield the lines of a first configuration: facts as comments, what may need another value as keys."""
    from doclint.anchors.dialect import UNKNOWN, detect
    from doclint.anchors.slugs import DIALECTS

    translated = Counter(pair.translation.language for pair in scope.pairs)
    sources = len({pair.source.name for pair in scope.pairs} | {item.source.name for item in scope.missing})
    yield "# doclint needs no configuration: this file says what was detected, for you to change what does not fit."
    yield "# Delete what you do not need. All rules: doclint rules"
    yield ""
    yield f"# The language that the others are translated from; {_counted(sources, 'page')} found."
    yield f"source = {_value(scope.source_language)}"
    yield ""
    if translated:
        seen = ", ".join(f"{language} ({_counted(count, 'page')})" for language, count in sorted(translated.items()))
        yield f"# Found: {seen}. All are checked; name some to check only these."
        yield f"# language = {_value(sorted(translated))}"
    else:
        yield "# No translation was found. Say below, under `pairs`, which page translates which."
    yield ""
    yield "# Which page is a translation of which; {path} and {lang} stand for what varies. Detected:"
    shown = sorted({(layout.source, layout.translation) for layout in scope.layouts})
    pairs = shown or [("docs/{path}", "i18n/{lang}/docs/{path}")]
    yield "# pairs = ["
    yield from (f"#   {{ source = {_value(one)}, translation = {_value(other)} }}," for one, other in pairs)
    yield "# ]"
    yield ""
    dialect = detect(scope.root, [page.path.as_posix() for page in scope.pages])
    if dialect == UNKNOWN:
        yield f"# How links to headings are made; not detected. One of {', '.join(DIALECTS)}."
        yield '# anchors = "github"'
    else:
        yield f"# How links to headings are made: detected {dialect}. One of {', '.join(DIALECTS)}."
        yield f"# anchors = {_value(dialect)}"
    yield ""
    yield "# What is reported, and makes the run fail: info, warning or error."
    yield f"min-severity = {_value(config.min_severity.label)}"
    yield ""
    yield "# Rules or groups that are not wanted, everywhere or in some files, and other severities."
    yield "ignore = []"
    yield '# per-file-ignores = { "docs/es/legal/**" = ["links"] }'
    yield '# severity = { missing-link = "info" }'
    yield ""
    yield "# Files to leave alone."
    yield "exclude = []"


def shown(config: "Config") -> str:
    """Give the configuration that holds as TOML, with the file that it came from."""
    lines = [f"# from {config.path}" if config.path else "# no configuration file: the defaults, and the command line"]
    values: Mapping[str, object] = {
        "source": config.source if config.source_is_set else None,
        "language": config.languages,
        "select": config.select,
        "ignore": config.ignore,
        "min-severity": config.min_severity.label,
        "severity": {name: severity.label for name, severity in config.severity.items()},
        "per-file-ignores": config.per_file_ignores,
        "exclude": config.exclude,
        "pairs": [{"source": pair.source, "translation": pair.translation} for pair in config.pairs],
        "anchors": config.anchors,
        "terms": config.terms,
    }
    for key, value in values.items():
        lines.append(f"# {key} is detected" if value is None else f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """Write a value as TOML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)

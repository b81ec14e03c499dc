"""Owns `doclint status`: how far each language is, and what the site was seen to do throughout."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from doclint.model import Scope


@click.command(short_help="Show how far each language is.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Use this configuration file.")
@click.option("--list", "listed", is_flag=True, help="Name the missing and orphan pages.")
def status(paths: tuple[Path, ...], format_: str, config: Path | None, listed: bool) -> int:
    """Count per language the pages that are translated, missing, and without a source page (orphan)."""
    from doclint.config import ConfigError, load
    from doclint.discover import ScopeError, discover

    where = paths or (Path(),)
    try:
        scope = discover(where, load(where[0], config), Path.cwd())
    except ConfigError as error:
        raise click.UsageError("\n".join(error.errors)) from None
    except ScopeError as error:
        raise click.UsageError(str(error)) from None
    if format_ == "json":
        click.echo(json.dumps({"schema": 1, "languages": _table(scope)}, ensure_ascii=False, indent=2))
        return 0
    sources = len({pair.source.name for pair in scope.pairs} | {item.source.name for item in scope.missing})
    click.echo(f"{sources} source pages")
    for row in _table(scope):
        click.echo(
            f"  {row['language']:10} {row['translated']:5} translated"
            f"  {row['missing']:5} missing  {row['orphan']:5} orphan"
        )
    if listed:
        for missing in scope.missing:
            click.echo(f"missing  {missing.name}")
        for orphan in scope.orphans:
            click.echo(f"orphan   {orphan.name}")
    return 0


def _table(scope: "Scope") -> list[dict[str, object]]:
    """Give a row per language, in order of its code."""
    languages = {pair.translation.language for pair in scope.pairs}
    languages |= {item.language for item in scope.missing} | {page.language for page in scope.orphans}
    return [
        {
            "language": language,
            "translated": sum(pair.translation.language == language for pair in scope.pairs),
            "missing": sum(item.language == language for item in scope.missing),
            "orphan": sum(page.language == language for page in scope.orphans),
        }
        for language in sorted(languages)
    ]

"""Owns `doclint status`: how far each language is, and what the site was seen to do throughout."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from doclint.config import Config
    from doclint.engine.portrait import Portrait
    from doclint.model import Scope


@click.command(short_help="Show how far each language is.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Use this configuration file.")
@click.option("--quick", is_flag=True, help="Count the pages only; do not look into them.")
@click.option("--list", "listed", is_flag=True, help="Name the missing and orphan pages.")
def status(paths: tuple[Path, ...], format_: str, config: Path | None, quick: bool, listed: bool) -> int:
    """Show per language how many pages are translated, missing, and without a source page (orphan).

    And what its pages do throughout, as doclint learnt it from them: findings are what differs from these habits.
    """
    from doclint.config import ConfigError, load
    from doclint.discover import ScopeError, discover

    where = paths or (Path(),)
    try:
        settings = load(where[0], config)
        scope = discover(where, settings, Path.cwd())
    except ConfigError as error:
        raise click.UsageError("\n".join(error.errors)) from None
    except ScopeError as error:
        raise click.UsageError(str(error)) from None
    seen = {} if quick or not scope.pairs else _habits(scope, settings)
    if format_ == "json":
        rows = _table(scope)
        for row in rows:
            if row["language"] in seen:
                row["habits"] = seen[str(row["language"])].shares()
        click.echo(json.dumps({"schema": 1, "languages": rows}, ensure_ascii=False, indent=2))
        return 0
    sources = len({pair.source.name for pair in scope.pairs} | {item.source.name for item in scope.missing})
    click.echo(f"{sources} source pages")
    for row in _table(scope):
        click.echo(
            f"  {row['language']:10} {row['translated']:5} translated"
            f"  {row['missing']:5} missing  {row['orphan']:5} orphan"
        )
        if row["language"] in seen:
            click.echo(f"  {'':10} {_told(seen[str(row['language'])])}")
    if listed:
        for missing in scope.missing:
            click.echo(f"missing  {missing.name}")
        for orphan in scope.orphans:
            click.echo(f"orphan   {orphan.name}")
    return 0


def _habits(scope: "Scope", config: "Config") -> "dict[str, Portrait]":
    """Read the pages and give the portrait of each language."""
    from doclint.engine import load_all, survey
    from doclint.engine.portrait import portraits

    documents = {page.name: document for page, document in load_all(scope.pages, lambda _message: None)}
    return {portrait.language: portrait for portrait in portraits(survey(scope, documents, config))}


def _told(portrait: "Portrait") -> str:
    """Say a portrait in one line; what its pages had no occasion for is left out."""
    said = []
    if portrait.pinned.whole:
        pins = "pinned to the source's ids" if portrait.pinned.percent >= 50 else "made from the translated headings"
        said.append(f"anchors {pins} ({portrait.pinned.part} of {portrait.pinned.whole} pinned)")
    if portrait.kept.whole:
        said.append(f"{portrait.kept.percent} % of headings left as in the source")
    if portrait.prefixed.whole:
        said.append(f"language in {portrait.prefixed.percent} % of links from the root")
    if portrait.localised.whole:
        said.append(f"code localised in {portrait.localised.percent} % of {portrait.localised.whole} blocks")
    return "; ".join(said)


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

"""Owns `doclint check` and `doclint compare` as click sees them."""

from pathlib import Path
from typing import Any

import click

from doclint.cli import checking
from doclint.cli.examples import examples
from doclint.cli.options import reporting, without_help
from doclint.cli.wishes import Wishes

_CHECK = {
    "doclint check": "the site in the current folder",
    "doclint check docs --fix": "repair what is proven, report the rest",
    "doclint check docs --diff": "show what --fix would change",
    "doclint check docs --select links,mojibake": "only these rules and groups",
    "doclint check docs --language es": "only the Spanish pages",
    "doclint check docs --format html --output report.html": "a page for translators",
    "doclint check docs --base origin/main": "only what that revision did not have",
}
_COMPARE = {
    "doclint compare guide.md guia.md": "a page and its translation",
    "doclint compare guide.md guia.md --fix": "repair what is proven",
    "doclint compare guia.md rendered.txt": "a page, and text that was taken out of it",
}


@click.command(short_help="Check a site, a folder or single pages.", epilog=examples(_CHECK))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@reporting
def check(paths: tuple[Path, ...], **options: Any) -> int:
    """Check the translations under PATHS (default: the current folder) against their source pages."""
    return checking.check(paths, Wishes(**options), click.get_current_context().obj)


@click.command(short_help="Check two files against each other.", epilog=examples(_COMPARE))
@click.argument("source_page", metavar="SOURCE", type=click.Path(path_type=Path))
@click.argument("translated_page", metavar="TRANSLATION", type=click.Path(path_type=Path))
@reporting
def compare(source_page: Path, translated_page: Path, **options: Any) -> int:
    """Check TRANSLATION against SOURCE, whatever their names."""
    return checking.compare(source_page, translated_page, Wishes(**options))


without_help(compare, "shard", "executor", "jobs", "no_cache")

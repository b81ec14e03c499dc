"""Owns `doclint terms`: what the pages teach about the site's terms, to read or to keep as a term base."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doclint.cli.examples import examples
from doclint.cli.options import named
from doclint.cli.say import note

if TYPE_CHECKING:
    from doclint.model import Term
    from doclint.terms.learn import Learnt, Rendering

_MOST_PLACES = 3


_EXAMPLES = {
    "doclint terms docs": "to read",
    "doclint terms docs --language es": "one language",
    "doclint terms docs --format csv": "a term base to correct and keep",
}


@click.command(short_help="List the terms that the pages teach.", epilog=examples(_EXAMPLES))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["table", "csv", "tbx"]), default="table", show_default=True)
@click.option("--source", metavar="LANG", help="The language of the source pages.  [default: en]")
@click.option("--language", callback=named, help="Only these translations (comma-separated).")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Use this configuration file.")
def terms(
    paths: tuple[Path, ...], format_: str, source: str | None, language: tuple[str, ...], config: Path | None
) -> int:
    """List the terms of the site's glossaries and of its explanations in brackets, with what translations say for them.

    Counts are paragraphs and headings whose source has the term. As CSV or TBX the list is a term base: correct it, and
    name the file under `terms` in the configuration.
    """
    from doclint.config import ConfigError, load
    from doclint.discover import ScopeError, discover
    from doclint.engine import load_all, survey
    from doclint.terms.learn import learn

    where = paths or (Path(),)
    try:
        known = load(where[0], config).override(source=source, languages=language or None)
        scope = discover(where, known, Path.cwd())
    except ConfigError as error:
        raise click.UsageError("\n".join(error.errors)) from None
    except ScopeError as error:
        raise click.UsageError(str(error)) from None
    warnings = list(scope.warnings)
    site = survey(scope, {page.name: document for page, document in load_all(scope.pages, warnings.append)}, known)
    for warning in warnings:
        note(f"doclint: {warning}")
    languages = sorted({pair.translation.language for pair in site.pairs})
    learnt = [item for code in languages for item in learn(site.pairs, code) if item.believed]
    click.echo(_written(learnt, format_, known.source), nl=False)
    if not learnt:
        click.echo("doclint: no terms: these pages have no glossary, and explain no term in brackets", err=True)
    return 0


def _written(learnt: "Sequence[Learnt]", format_: str, source: str) -> str:
    from doclint.terms.files import to_csv, to_tbx

    if format_ == "csv":
        return to_csv(_entries(learnt), {(item.source, item.language): _notes(item) for item in learnt})
    if format_ == "tbx":
        return to_tbx(_entries(learnt), source)
    return "".join(f"{line}\n" for line in _table(learnt))


def _entries(learnt: "Sequence[Learnt]") -> "list[Term]":
    """Make a term base of what was learnt: per term and language the rendering that stands most often."""
    from doclint.model import Term

    made: dict[str, dict[str, tuple[str, ...]]] = {}
    for item in learnt:
        made.setdefault(item.source, {})[item.language] = (item.renderings[0].text,)
    return [Term(source, made[source]) for source in sorted(made, key=str.casefold)]


def _notes(item: "Learnt") -> dict[str, str]:
    best = item.renderings[0]
    others = "; ".join(f"{other.text} {len(other.places)}" for other in item.renderings[1:])
    return {
        "count": f"{len(best.places)} of {len(item.lines)}",
        "pages": str(len(best.pages)),
        "places": " ".join(_places(best)),
        "note": f"also: {others}" if others else "",
    }


def _places(rendering: "Rendering") -> list[str]:
    """Give where a rendering stands, the first few."""
    found = []
    for line, span in rendering.places[:_MOST_PLACES]:
        page = line.pair.translation
        number, column = page.position(span.start)
        found.append(f"{page.path}:{number}:{column}")
    return found


def _table(learnt: "Sequence[Learnt]") -> Iterator[str]:
    """Yield the list for people: a language, its terms, each with its renderings and where they stand."""
    for code in sorted({item.language for item in learnt}):
        yield code
        for item in learnt:
            if item.language != code:
                continue
            yield f"  {item.source}  ({len(item.lines)} in the source)"
            for rendering in item.renderings:
                pages = len(rendering.pages)
                shown = " ".join(_places(rendering))
                yield f"    {len(rendering.places):4}  {rendering.text}  ({pages} page{'s' * (pages != 1)}: {shown})"

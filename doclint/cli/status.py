"""Owns `doclint status`: how far each language and page is, and what the site was seen to do throughout."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doclint.cli import say
from doclint.cli.examples import examples
from doclint.cli.standing import State, counted, looked_at
from doclint.record import contents

if TYPE_CHECKING:
    from doclint.config import Config
    from doclint.engine.portrait import Portrait
    from doclint.history import History
    from doclint.model import Scope, Site


_EXAMPLES = {
    "doclint status docs": "a line per language",
    "doclint status docs --list": "and the pages that are behind or missing",
    "doclint status docs --quick": "count the pages only",
    "doclint status docs --format json": "for programs",
}


@click.command(short_help="Show how far each language is.", epilog=examples(_EXAMPLES))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Use this configuration file.")
@click.option("--quick", is_flag=True, help="Count the pages only; do not look into them.")
@click.option("--list", "listed", is_flag=True, help="Name each page that there is something to do about.")
def status(paths: tuple[Path, ...], format_: str, config: Path | None, quick: bool, listed: bool) -> int:
    """Show per language how many pages are translated, behind their source, missing, and without one (orphan).

    And what its pages do throughout, as doclint learnt it from them: findings are what differs from these habits. Which
    pages are behind is found in the git history; a page that lacks sections of its source is incomplete, and a copy of
    the source is not translated.
    """
    from doclint.config import ConfigError, load
    from doclint.discover import ScopeError, discover_pairs
    from doclint.engine.portrait import portraits

    where = paths or (Path(),)
    try:
        settings = load(where[0], config)
        scope = discover_pairs(where, settings, Path.cwd())
    except ConfigError as error:
        raise click.UsageError("\n".join(error.errors)) from None
    except ScopeError as error:
        raise click.UsageError(str(error)) from None
    seen: dict[str, Portrait] = {}
    states: list[State] = list(counted(scope))
    if not quick and scope.pairs:
        with _history(scope) as history:
            site = _read(scope, settings, history)
            states = [*looked_at(site), *(state for state in states if state.state != "translated")]
            seen = {portrait.language: portrait for portrait in portraits(site)}
        for note in history.notes:
            say.note(f"doclint: {note}")
    states.sort(key=lambda state: (state.language, state.path))
    _print_json(states, seen) if format_ == "json" else _show(scope, states, seen, listed=listed)
    return 0


def _history(scope: "Scope") -> "History":
    from doclint.engine import history_of

    return history_of(scope, frozenset(pair.source.name for pair in scope.pairs), deep=True)


def _read(scope: "Scope", config: "Config", history: "History") -> "Site":
    """Read and align the pages."""
    from doclint.engine import load_all, survey

    documents = {page.name: document for page, document in load_all(scope.pages, lambda _message: None)}
    return survey(scope, documents, config, past=history.past)


# --- what is shown -------------------------------------------------------------------------------------------------

_KNOWN = ("in step", "wording", "behind")
_MOST = 5
_RESTS = (
    "“in step” says only that the source has not changed in substance since the version that the page was made from: "
    "the one that the page names, or else the one in the git history that fits it best. What is wrong on a page, "
    "`doclint check` tells."
)
_UNKNOWN = (
    "Whether pages are in step with their source cannot be known here: no git history shows an earlier version of the "
    "source pages."
)


def _table(states: list[State]) -> list[dict[str, object]]:
    """Give a row per language, in order of its code. A copy of the source is no translation."""
    rows: list[dict[str, object]] = []
    for language in sorted({state.language for state in states}):
        mine = Counter(state.state for state in states if state.language == language)
        translated = mine.total() - mine["missing"] - mine["orphan"] - mine["copy"]
        rows.append({"language": language, "translated": translated})
        rows[-1] |= {"missing": mine["missing"], "orphan": mine["orphan"]}
        if any(mine[name] for name in _KNOWN):
            rows[-1] |= {"in_step": mine["in step"] + mine["wording"], "behind": mine["behind"]}
        rows[-1] |= {name: mine[name] for name in ("incomplete", "copy") if mine[name]}
    return rows


def _print_json(states: list[State], seen: "dict[str, Portrait]") -> None:
    rows = _table(states)
    for row in rows:
        if row["language"] in seen:
            row["habits"] = seen[str(row["language"])].told()
    content = {"schema": 1, "languages": rows, "pages": [contents(state) for state in states]}
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def _show(scope: "Scope", states: list[State], seen: "dict[str, Portrait]", *, listed: bool) -> None:
    """Print the table, and below it, if asked for, the pages there is something to do about."""
    sources = len({pair.source.name for pair in scope.pairs} | {item.source.name for item in scope.missing})
    click.echo(f"{sources} source page{'s' * (sources != 1)}")
    rows = _table(states)
    columns = [name for name in _COLUMNS if any(name in row for row in rows)]
    for row in rows:
        click.echo(f"  {row['language']:10}" + " ".join(f" {row.get(name, 0):5} {_COLUMNS[name]}" for name in columns))
        if row["language"] in seen:
            _wrapped(_told(seen[str(row["language"])]), 13)
    if seen:
        _wrapped(_RESTS if any("behind" in row for row in rows) else _UNKNOWN, 0)
    for state in states if listed else ():
        if line := _line(state):
            click.echo(line)


_COLUMNS = {
    "translated": "translated",
    "in_step": "in step",
    "behind": "behind",
    "incomplete": "incomplete",
    "copy": "copied, not translated",
    "missing": "missing",
    "orphan": "orphan",
}


def _line(state: State) -> str:
    """Say of a page what there is to do about it; nothing where it is as it should be."""
    named = [f"“{title}”" if title else "what stands before the first heading" for title in state.sections[:_MOST]]
    rest = len(state.sections) - _MOST
    sections = ", ".join(named) + (f" and {rest} more" if rest > 0 else "")
    match state.state:
        case "behind":
            since = f"since {state.since} " if state.since else ""
            return f"behind     {state.path}: {since}the source has changed {sections}"
        case "incomplete":
            return f"incomplete {state.path}: lacks {sections}"
        case "copy":
            return f"copy       {state.path}: nothing in it is translated"
        case "missing" | "orphan":
            return f"{state.state:10} {state.path}"
    return ""


def _wrapped(text: str, indent: int) -> None:
    """Print a text in the terminal's width."""
    import shutil

    width = max(40, shutil.get_terminal_size((100, 24)).columns)
    if text:
        click.echo(click.wrap_text(text, width, " " * indent, " " * indent))


def _told(portrait: "Portrait") -> str:
    """Say a portrait in one line; what its pages had no occasion for is left out."""
    said = []
    if portrait.pinned.whole:
        share = f"{portrait.pinned.part} of {portrait.pinned.whole}"
        made = "" if portrait.habits.pins_anchors else ", so ids are made from the translated words"
        said.append(f"translated headings that carry the source's id: {share}{made}")
    if portrait.kept.whole:
        said.append(f"headings left as in the source: {portrait.kept.percent} %")
    if portrait.prefixed.whole:
        said.append(f"links from the root that name the language: {portrait.prefixed.percent} %")
    if portrait.localised.whole:
        share = f"{portrait.localised.percent} % of {portrait.localised.whole}"
        said.append(f"code blocks with translated comments or texts: {share}")
    if portrait.habits.kept_keys:
        said.append(f"keys kept at the head of pages: {', '.join(sorted(portrait.habits.kept_keys))}")
    return "; ".join(said)

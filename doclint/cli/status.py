"""Owns `doclint status`: how far each language and page is, and what the site was seen to do throughout."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doclint.cli import say
from doclint.cli.examples import examples

if TYPE_CHECKING:
    from doclint.config import Config
    from doclint.drift import Drift
    from doclint.engine.portrait import Portrait
    from doclint.history import History
    from doclint.model import Scope, Site


@dataclass(frozen=True, slots=True)
class _State:
    """How a page stands to its source: in step, behind, missing, orphan, or translated where no history tells more."""

    path: str
    language: str
    state: str
    sections: tuple[str, ...] = ()
    since: str = ""
    base: str = ""


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
@click.option("--list", "listed", is_flag=True, help="Name each page that is behind, missing or an orphan.")
def status(paths: tuple[Path, ...], format_: str, config: Path | None, quick: bool, listed: bool) -> int:
    """Show per language how many pages are translated, behind their source, missing, and without one (orphan).

    And what its pages do throughout, as doclint learnt it from them: findings are what differs from these habits. Which
    pages are behind is found in the git history.
    """
    from doclint.config import ConfigError, load
    from doclint.discover import ScopeError, discover
    from doclint.engine.portrait import portraits

    where = paths or (Path(),)
    try:
        settings = load(where[0], config)
        scope = discover(where, settings, Path.cwd())
    except ConfigError as error:
        raise click.UsageError("\n".join(error.errors)) from None
    except ScopeError as error:
        raise click.UsageError(str(error)) from None
    seen: dict[str, Portrait] = {}
    states: list[_State] = list(_counted(scope))
    if not quick and scope.pairs:
        with _history(scope) as history:
            site = _read(scope, settings, history)
            states = [*_looked_at(site), *(state for state in states if state.state != "translated")]
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


def _counted(scope: "Scope") -> Iterator[_State]:
    """Yield what the names of the pages tell."""
    for pair in scope.pairs:
        yield _State(pair.translation.name, pair.translation.language, "translated")
    for item in scope.missing:
        yield _State(item.name, item.language, "missing")
    for page in scope.orphans:
        yield _State(page.name, page.language, "orphan")


def _looked_at(site: "Site") -> Iterator[_State]:
    """Yield how the translated pages stand to their source, as far as its history is known."""
    from doclint.drift import drift

    for pair in site.pairs:
        found = drift(pair.source, pair.translation, pair.past)
        page = pair.translation
        yield _State(page.path, page.language, _state(found), found.sections, found.since, _commit(found))


def _state(found: "Drift") -> str:
    if found.base is None:
        return "translated"
    return "behind" if found.sections else "wording" if found.wording else "in step"


def _commit(found: "Drift") -> str:
    return found.base.commit if found.base else ""


# --- what is shown -------------------------------------------------------------------------------------------------

_COUNTED = ("in step", "wording", "behind")


def _table(states: list[_State]) -> list[dict[str, object]]:
    """Give a row per language, in order of its code."""
    rows: list[dict[str, object]] = []
    for language in sorted({state.language for state in states}):
        mine = [state.state for state in states if state.language == language]
        rows.append(
            {
                "language": language,
                "translated": len(mine) - mine.count("missing") - mine.count("orphan"),
                "missing": mine.count("missing"),
                "orphan": mine.count("orphan"),
            }
        )
        if any(mine.count(name) for name in _COUNTED):
            rows[-1] |= {"in_step": mine.count("in step") + mine.count("wording"), "behind": mine.count("behind")}
    return rows


def _print_json(states: list[_State], seen: "dict[str, Portrait]") -> None:
    rows = _table(states)
    for row in rows:
        if row["language"] in seen:
            row["habits"] = seen[str(row["language"])].told()
    content = {"schema": 1, "languages": rows, "pages": [asdict(state) for state in states]}
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def _show(scope: "Scope", states: list[_State], seen: "dict[str, Portrait]", *, listed: bool) -> None:
    """Print the table, and below it, if asked for, the pages there is something to do about."""
    sources = len({pair.source.name for pair in scope.pairs} | {item.source.name for item in scope.missing})
    click.echo(f"{sources} source pages")
    for row in _table(states):
        behind = f"  {row['in_step']:5} in step  {row['behind']:5} behind" if "behind" in row else ""
        click.echo(
            f"  {row['language']:10} {row['translated']:5} translated{behind}"
            f"  {row['missing']:5} missing  {row['orphan']:5} orphan"
        )
        if row["language"] in seen:
            click.echo(f"  {'':10} {_told(seen[str(row['language'])])}")
    for state in states if listed else ():
        if state.state == "behind":
            count = len(state.sections)
            since = f" since {state.since}" if state.since else ""
            click.echo(f"behind   {state.path}: {count} section{'s' * (count > 1)} changed{since}")
        elif state.state in ("missing", "orphan"):
            click.echo(f"{state.state:8} {state.path}")


def _told(portrait: "Portrait") -> str:
    """Say a portrait in one line; what its pages had no occasion for is left out."""
    said = []
    if portrait.pinned.whole:
        pins = "pinned to the source's ids" if portrait.habits.pins_anchors else "made from the translated headings"
        said.append(f"anchors {pins} ({portrait.pinned.part} of {portrait.pinned.whole} pinned)")
    if portrait.kept.whole:
        said.append(f"{portrait.kept.percent} % of headings left as in the source")
    if portrait.prefixed.whole:
        said.append(f"language in {portrait.prefixed.percent} % of links from the root")
    if portrait.localised.whole:
        said.append(f"code localised in {portrait.localised.percent} % of {portrait.localised.whole} blocks")
    if portrait.habits.kept_keys:
        said.append(f"keys kept at the head of pages: {', '.join(sorted(portrait.habits.kept_keys))}")
    return "; ".join(said)

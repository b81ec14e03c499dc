"""Owns `doclint repair`: the encoding of files, folders or standard input, and nothing else of them."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doclint.cli.examples import examples
from doclint.cli.say import note, patch_name, show_diff
from doclint.record import record

if TYPE_CHECKING:
    from doclint.model import Context, Page, Scope

_STDIN = Path("-")


_EXAMPLES = {
    "doclint repair page.md": "the repaired text on standard output",
    "doclint repair page.md --diff": "show what would change",
    "doclint repair docs --explain": "each repair: where, what, why, how sure",
    "doclint repair docs --write": "repair the files",
}


@click.command(short_help="Repair broken characters.", epilog=examples(_EXAMPLES))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--write", is_flag=True, help="Write the repaired files; otherwise the text goes to standard output.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what would change; write nothing.")
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Say of each repair where, what stands there, what it becomes, why and how sure; write nothing.",
)
@click.option("--unsafe-fixes", is_flag=True, help="Repair with suggestions, too; read them afterwards.")
@click.option("--language", metavar="LANG", help="The language of the text.  [default: read off the path]")
@click.option(
    "--reference",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The page's counterpart in another language.  [default: found in the site]",
)
def repair(
    paths: tuple[Path, ...],
    write: bool,
    show_diff: bool,
    explained: bool,
    unsafe_fixes: bool,
    language: str | None,
    reference: Path | None,
) -> int:
    """Repair the encoding damage of PATHS, files or folders; without PATHS, or with `-`, of standard input.

    Only what is proven is repaired. What was lost is looked up in the counterpart and in the other pages of the site.
    Exit status 1 where --diff or --explain has something to show.
    """
    wanted = paths or (_STDIN,)
    if write and _STDIN in wanted:
        raise click.UsageError("--write needs files: standard input cannot be written back")
    several = len(wanted) > 1 or (wanted[0] != _STDIN and wanted[0].is_dir())
    if several and not (write or show_diff or explained):
        raise click.UsageError("several files need --write, --diff or --explain: their texts would run together")
    if reference and several:
        raise click.UsageError("--reference is the counterpart of one file; name that file alone")
    job = _Job(write, show_diff, explained, unsafe_fixes, language, _text(_read(reference)) if reference else None)
    return max([job.do(path, scope, page) for path, scope, page in _files(wanted)], default=0)


def _files(paths: tuple[Path, ...]) -> "Iterator[tuple[Path, Scope | None, Page | None]]":
    """Yield the files that are meant, each with its site and its place there, if it has one."""
    from doclint.config import ConfigError, load
    from doclint.discover import ScopeError, discover, reported

    for path in paths:
        if path == _STDIN:
            yield path, None, None
            continue
        try:
            scope = discover([path], load(path if path.is_dir() else path.parent), Path.cwd())
        except ScopeError as error:
            if path.is_dir():
                raise click.UsageError(str(error)) from None
            yield path, None, None
            continue
        except ConfigError as error:
            raise click.UsageError("\n".join(error.errors)) from None
        asked = reported(scope, [path])
        pages = {page.path.resolve(): page for page in scope.pages if page.name in asked}
        if path.is_dir():
            yield from ((page.path, scope, page) for page in sorted(pages.values(), key=lambda page: page.name))
        else:
            yield path, scope, pages.get(path.resolve())


def _read(path: Path) -> bytes:
    try:
        if path == _STDIN:
            return sys.stdin.buffer.read()
        if path.exists() and not path.is_file():
            raise click.UsageError(f"{path}: is no ordinary file; what a pipe or a device gives goes in by `-`")
        return path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be read ({error.strerror or error})") from None


def _text(data: bytes) -> str:
    from doclint.text.decode import decode

    return decode(data)[0]


def _language(path: Path) -> str | None:
    from doclint.discover import language_of

    return language_of(path, "") if path != _STDIN else None


def _page_text(page: "Page") -> str | None:
    """Read another page of the site for what it tells; one that cannot be read tells nothing."""
    from doclint.text.repair import apply, find_repairs

    try:
        text = _text(page.path.read_bytes())
    except OSError:
        return None
    return apply(text, [item for item in find_repairs(text, page.language) if item.safety == "safe"])


@record
class _Job:
    """What to do with every file."""

    write: bool
    show_diff: bool
    explained: bool
    unsafe: bool
    language: str | None
    reference: str | None

    def do(self, path: Path, scope: "Scope | None", page: "Page | None") -> int:
        """Repair one file as asked; give 1 where there was something to show."""
        from doclint.fix import FixError, diff, write_atomically
        from doclint.report.screen import whole
        from doclint.text.decode import broken, decode, encode, is_binary
        from doclint.text.repair import apply, explain, find_repairs, of_encoding

        data = _read(path)
        text, encoding = decode(data)
        name = "standard input" if path == _STDIN else page.name if page else path.as_posix()
        if is_binary(data, text):
            note(f"{name}: not repaired: it holds binary data and no text")
            if not (self.write or self.show_diff or self.explained or sys.stdout.isatty()):
                sys.stdout.buffer.write(data)
            return 0
        language = self.language or (page.language if page else _language(path))
        around = self._context(text, scope, page)
        every = find_repairs(
            text, language, reference=around.reference, clean_words=around.words, clean_pages=around.pages
        )
        found = of_encoding(every, text)
        chosen = tuple(item for item in found if self.unsafe or item.safety == "safe")
        repaired = self._structure(apply(text, chosen), language or "und")
        if self.explained:
            for line in explain(found, text):
                click.echo(whole(f"{name}:{line}"))
            return int(bool(found))
        if self.show_diff:
            lines = list(diff("-" if path == _STDIN else patch_name(path), text, repaired))
            show_diff(lines)
            return int(bool(lines))
        if left := broken(repaired):
            note(
                f"{name}: {left} place{'s are' if left > 1 else ' is'} broken, and nothing tells what stood there: "
                "it may help to name the language (--language zh) or the counterpart (--reference guide.md)"
            )
        if not self.write:
            sys.stdout.buffer.write(encode(repaired, encoding))
        elif repaired != text:
            try:
                write_atomically(path, encode(repaired, encoding), data)
            except FixError as error:
                raise click.ClickException(f"{name}: not repaired: {error}") from None
            note(f"{name}: repaired {len(chosen)} place{'s' * (len(chosen) != 1)}")
        return 0

    def _structure(self, text: str, language: str) -> str:
        """Take out residue of a table, and write again what the counterpart proves of a text taken out of a page."""
        from doclint.extract import is_extract, recover, restored
        from doclint.parse import parse
        from doclint.text.scrape import without_residue

        if self.reference is not None:
            page = parse(self.reference, "", "")
            if is_extract(text, page):
                return restored(recover(parse(text, "", language), page))
        return without_residue(text, guess=self.unsafe)

    def _context(self, text: str, scope: "Scope | None", page: "Page | None") -> "Context":
        """Give what the counterpart and the site tell; a counterpart that was named counts more."""
        from doclint.engine.evidence import context_of
        from doclint.model import Context
        from doclint.record import replace

        around = context_of(page, text, scope, _page_text) if scope and page else Context()
        return replace(around, reference=self.reference) if self.reference else around

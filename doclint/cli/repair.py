"""Owns `doclint repair`: the encoding of single files or of standard input, and nothing else of them."""

import sys
from pathlib import Path

import click


@click.command(short_help="Repair broken characters.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--write", is_flag=True, help="Write the repaired files; otherwise the text goes to standard output.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what would change; write nothing.")
@click.option("--explain", "explained", is_flag=True, help="Say of each repair what, where and why; write nothing.")
@click.option("--unsafe-fixes", is_flag=True, help="Repair with suggestions, too; read them afterwards.")
@click.option("--language", metavar="LANG", help="The language of the text.")
@click.option(
    "--reference", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The page's counterpart."
)
def repair(
    files: tuple[Path, ...],
    write: bool,
    show_diff: bool,
    explained: bool,
    unsafe_fixes: bool,
    language: str | None,
    reference: Path | None,
) -> int:
    """Repair the encoding damage of FILES; without FILES, or with `-`, of standard input.

    Only what is proven is repaired. Exit status 1 where --diff or --explain has something to show.
    """
    status = 0
    wanted = files or (Path("-"),)
    if write and Path("-") in wanted:
        raise click.UsageError("--write needs files: standard input cannot be written back")
    if len(wanted) > 1 and not (write or show_diff or explained):
        raise click.UsageError("several files need --write, --diff or --explain: their texts would run together")
    counterpart = _decoded(_read(reference))[0] if reference else None
    for path in wanted:
        data = _read(path)
        status |= _repair(
            path, data, write, show_diff, explained, unsafe_fixes, language or _language(path), counterpart
        )
    return status


def _read(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be read ({error.strerror or error})") from None


def _language(path: Path) -> str | None:
    from doclint.discover import language_of

    return language_of(path, "") if path != Path("-") else None


def _decoded(data: bytes) -> "tuple[str, object]":
    from doclint.text.decode import decode

    return decode(data)


def _repair(
    path: Path,
    data: bytes,
    write: bool,
    show_diff: bool,
    explained: bool,
    unsafe: bool,
    language: str | None,
    counterpart: str | None,
) -> int:
    """Repair one file as asked; give 1 where there was something to show."""
    from doclint.fix import FixError, diff, write_atomically
    from doclint.text.decode import decode, encode
    from doclint.text.repair import apply, explain, find_repairs

    text, encoding = decode(data)
    found = find_repairs(text, language, reference=counterpart)
    chosen = tuple(item for item in found if unsafe or item.safety == "safe")
    repaired = apply(text, chosen)
    name = "standard input" if path == Path("-") else path.as_posix()
    if explained:
        for line in explain(found, text):
            click.echo(f"{name}:{line}")
        return int(bool(found))
    if show_diff:
        lines = list(diff(name, text, repaired))
        click.echo("".join(lines), nl=False)
        return int(bool(lines))
    if write:
        if repaired != text:
            try:
                write_atomically(path, encode(repaired, encoding), data)
            except FixError as error:
                raise click.ClickException(f"{name}: not repaired: {error}") from None
            click.echo(f"{name}: repaired {len(chosen)} place{'s' * (len(chosen) != 1)}", err=True)
        return 0
    sys.stdout.buffer.write(encode(repaired, encoding))
    return 0

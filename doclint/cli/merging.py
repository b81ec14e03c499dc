"""Owns `--shard` and `doclint merge`: a run shared out over machines, and its reports put together again."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doclint.cli.examples import examples

if TYPE_CHECKING:
    from doclint.model import Scope

_COUNTS = ("documents", "pairs", "findings", "errors", "warnings", "infos", "fixable")


def shard_of(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Read `2/4`. Raises click.BadParameter where it is no such thing."""
    if value is None:
        return None
    number, slash, of = value.partition("/")
    if slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
        return int(number), int(of)
    raise click.BadParameter(f"“{value}” is no shard; write 1/4 for the first of four")


def share(scope: "Scope", asked: Collection[str], shard: tuple[int, int]) -> frozenset[str]:
    """Give the pages of one shard: a source goes with all its translations, so that a finding is in one shard alone."""
    from zlib import crc32

    number, of = shard
    head = {pair.translation.name: pair.source.name for pair in scope.pairs}
    return frozenset(
        name for name in asked if crc32(head.get(name, name).encode("utf-8", "surrogateescape")) % of == number - 1
    )


@click.command(
    short_help="Put the JSON reports of several runs together.",
    epilog=examples(
        {
            "doclint check docs --shard 1/2 --format json > 1.json": "the first half, on one machine",
            "doclint merge 1.json 2.json": "one report of all",
        }
    ),
)
@click.argument("reports", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "format_", type=click.Choice(["json", "concise"]), default="json", show_default=True)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
def merge(reports: Sequence[Path], format_: str, exit_zero: bool) -> int:
    """Put the JSON REPORTS of `doclint check --shard` together; a finding that several have is told once."""
    import json

    read = [_read(path) for path in reports]
    merged = _merged(read)
    if format_ == "json":
        findings = ",\n  ".join(json.dumps(finding) for finding in merged)
        summary = json.dumps(_summary(read, merged))
        head = f'{{"schema": 1, "version": {json.dumps(read[0]["version"])},\n "summary": {summary},\n "findings": ['
        click.echo(head + (f"\n  {findings}" if findings else "") + "]}")
    else:
        from doclint.report import Style
        from doclint.report.screen import show

        style = Style(colour=False)
        for finding in merged:
            place = f"{show(finding['path'], style)}:{finding['line']}:{finding['column']}"
            told = show(finding["message"], style)
            click.echo(f"{place}: {finding['severity']} {finding['rule']}: {told}")
    return int(bool(merged) and not exit_zero)


def _read(path: Path) -> Mapping[str, Any]:
    from doclint.cli.baseline import read_json

    remedy = f"write one with `doclint check --format json --output {path}`"
    try:
        report = read_json(path, "report", remedy)
        if report["schema"] != 1:
            raise click.UsageError(f"{path}: was written by another version of doclint; run the check anew")
        sum(report["summary"][name] for name in _COUNTS)
        [_place(finding) for finding in report["findings"]]
    except (ValueError, KeyError, TypeError):
        raise click.UsageError(f"{path}: this is no report of doclint; {remedy}") from None
    return dict(report)


def _place(finding: Mapping[str, Any]) -> tuple[str, int, int, str, str]:
    told = (finding["path"], finding["line"], finding["column"], finding["rule"], finding["message"])
    finding["severity"], finding["fingerprint"], finding["fix"]
    return told


def _merged(reports: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    found = {_place(finding): finding for report in reports for finding in report["findings"]}
    return [found[place] for place in sorted(found)]


def _summary(reports: Sequence[Mapping[str, Any]], merged: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {
        "documents": sum(report["summary"]["documents"] for report in reports),
        "pairs": sum(report["summary"]["pairs"] for report in reports),
        "findings": len(merged),
        **{f"{name}s": sum(one["severity"] == name for one in merged) for name in ("error", "warning", "info")},
        "fixable": sum(bool(one["fix"]) for one in merged),
    }

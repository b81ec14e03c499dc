"""Owns `doclint merge`: the reports of a run that was shared out over machines, put together again."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from doclint.cli.examples import examples

_COUNTS = ("documents", "pairs", "findings", "errors", "warnings", "infos", "fixable")


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

"""Owns `doclint explain` and `doclint rules`: the rule pages on the terminal."""

import click

from doclint.cli.completion import rule_names
from doclint.cli.examples import examples


@click.command(
    short_help="Show what a rule means and how to mend a finding.",
    epilog=examples({"doclint explain changed-code": "the page of one rule", "doclint explain": "all rules"}),
)
@click.argument("name", required=False, shell_complete=rule_names)
def explain(name: str | None) -> int:
    """Show the page of the rule NAME; without NAME, list the rules."""
    from difflib import get_close_matches

    from doclint.catalogue import rules as catalogue

    if name is None:
        return _list()
    rule = catalogue().get(name)
    if rule is None:
        near = get_close_matches(name, catalogue(), n=1)
        hint = f"Did you mean “{near[0]}”?" if near else "`doclint rules` lists them."
        raise click.UsageError(f"there is no rule “{name}”. {hint}")
    click.echo(rule.page, nl=False)
    return 0


@click.command(
    short_help="List the rules.",
    epilog=examples({"doclint rules": "to read", "doclint rules --format json": "for programs"}),
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(format_: str) -> int:
    """List every rule with its severity, its group and what it finds."""
    from doclint.catalogue import rules as catalogue

    if format_ == "text":
        return _list()
    entries = [
        {
            "name": rule.name,
            "group": rule.group,
            "severity": rule.severity.label,
            "fix": rule.fix,
            "summary": rule.summary,
        }
        for rule in catalogue().values()
    ]
    import json

    click.echo(json.dumps({"schema": 1, "rules": entries}, ensure_ascii=False, indent=2))
    return 0


def _list() -> int:
    from doclint.catalogue import rules as catalogue

    found = sorted(catalogue().values(), key=lambda rule: (rule.group, rule.name))
    width = max(len(rule.name) for rule in found)
    group = ""
    for rule in found:
        if rule.group != group:
            group = rule.group
            click.echo(f"\n{group}" if rule is not found[0] else group)
        fix = {"none": "", "safe": " [fix]", "unsafe": " [suggests]"}[rule.fix]
        click.echo(f"  {rule.name:{width}}  {rule.severity.label:7}  {rule.summary}{fix}")
    return 0

"""Owns `doclint explain` and `doclint rules`: the rule pages on the terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from doclint.cli.completion import rule_names
from doclint.cli.examples import examples

if TYPE_CHECKING:
    from doclint.catalogue import Rule


@click.command(
    short_help="Show what a rule means and how to mend a finding.",
    epilog=examples(
        {
            "doclint explain changed-code": "one rule, with an example",
            "doclint explain changed-code --examples": "and all its other examples",
            "doclint explain links": "the rules of a group",
            "doclint explain": "all rules",
        }
    ),
)
@click.argument("name", required=False, shell_complete=rule_names)
@click.option("--examples", "every", is_flag=True, help="Show all examples of the rule.")
def explain(name: str | None, every: bool) -> int:
    """Show what the rule NAME means and how to mend a finding; of a group, its rules; without NAME, all rules."""
    from difflib import get_close_matches

    from doclint.catalogue import groups
    from doclint.catalogue import rules as catalogue

    if name is None or name in groups():
        return _list(name)
    rule = catalogue().get(name)
    if rule is None:
        near = get_close_matches(name, [*catalogue(), *groups()], n=1)
        hint = f"Did you mean “{near[0]}”?" if near else "`doclint rules` lists them."
        raise click.UsageError(f"there is no rule “{name}”. {hint}")
    for line in _page(rule, every=every):
        click.echo(line)
    return 0


_FIXES = {
    "none": "mended by hand",
    "safe": "--fix repairs what is proven",
    "unsafe": "--fix --unsafe-fixes writes a suggestion; read it afterwards",
}


def _page(rule: "Rule", *, every: bool) -> Iterator[str]:
    """Yield a rule's page for people: what is wrong and what to do first, then an example or all of them."""
    yield f"# {rule.name}\n"
    said = f"{rule.summary[:1].upper()}{rule.summary[1:]}."
    yield f"{said} ({rule.severity.label}, group {rule.group}; {_FIXES[rule.fix]})\n"
    yield f"{rule.advice}\n"
    shown = rule.examples if every else rule.examples[:1]
    yield "\n\n".join(shown)
    left = len(rule.examples) - len(shown)
    if left > 0:
        yield f"\n{left} more example{'s' * (left > 1)}: doclint explain {rule.name} --examples"


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


def _list(asked: str | None = None) -> int:
    """List the rules, all or those of one group."""
    from doclint.catalogue import rules as catalogue

    found = sorted(catalogue().values(), key=lambda rule: (rule.group, rule.name))
    found = [rule for rule in found if asked in (None, rule.group)]
    width = max(len(rule.name) for rule in found)
    group = ""
    for rule in found:
        if rule.group != group:
            group = rule.group
            click.echo(f"\n{group}" if rule is not found[0] else group)
        fix = {"none": "", "safe": " [fix]", "unsafe": " [suggests]"}[rule.fix]
        click.echo(f"  {rule.name:{width}}  {rule.severity.label:7}  {rule.summary}{fix}")
    return 0

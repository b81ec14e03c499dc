"""Owns `doclint completion`: the script that lets a shell complete commands, options and rule names."""

from typing import TYPE_CHECKING

import click

from doclint.cli.examples import examples

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


@click.command(
    short_help="Print the script that makes your shell complete doclint.",
    epilog=examples({"doclint completion bash": "print the script", "doclint completion fish": ""}),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script of SHELL.

    \b
    bash: doclint completion bash > ~/.local/share/bash-completion/completions/doclint
    zsh:  doclint completion zsh > a file _doclint in a folder of your $fpath
    fish: doclint completion fish > ~/.config/fish/completions/doclint.fish
    """  # noqa: D301 (click wants the sign itself: what follows is not wrapped)
    from click.shell_completion import get_completion_class

    from doclint.cli.group import doclint

    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(f"{shell}: this version of click cannot complete in it")
    click.echo(maker(doclint, {}, "doclint", "_DOCLINT_COMPLETE").source())
    return 0


def rule_names(_context: click.Context, _option: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Complete the name of a rule or group, the last of a list with commas."""
    from click.shell_completion import CompletionItem

    from doclint.catalogue import groups, rules

    before, comma, begun = incomplete.rpartition(",")
    names = {rule.name: rule.summary for rule in rules().values()} | dict.fromkeys(groups(), "all rules of this group")
    return [
        CompletionItem(f"{before}{comma}{name}", help=says)
        for name, says in sorted(names.items())
        if name.startswith(begun)
    ]

"""Owns the command line: the group of commands. Each command imports what it needs only when it runs."""

from collections.abc import Sequence
from importlib import import_module

import click

from doclint import __version__

# Name, module, and what it does in a few words: only the command that is run is loaded.
_COMMANDS = {
    "check": ("check", "Check a site, a folder or single pages."),
    "compare": ("check", "Check two files against each other."),
    "repair": ("repair", "Repair broken characters."),
    "status": ("status", "Show how far each language is."),
    "explain": ("pages", "Show what a rule means and how to mend a finding."),
    "rules": ("pages", "List the rules."),
    "init": ("settings", "Write a configuration from what was detected."),
    "terms": ("terms", "List the terms that the pages teach."),
    "merge": ("merging", "Put the JSON reports of several runs together."),
    "completion": ("completion", "Print the script that makes your shell complete doclint."),
    "lsp": ("lsp", "Serve an editor: findings as one types."),
}


class _Commands(click.Group):
    """The group of commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"doclint.cli.{_COMMANDS[cmd_name][0]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS:
            from difflib import get_close_matches

            for near in get_close_matches(args[0], _COMMANDS, n=1):
                ctx.fail(f"No such command '{args[0]}'. Did you mean '{near}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in _COMMANDS.items()])


_EPILOG = """\b
Examples:
  doclint check docs/                      check a whole site, languages found by themselves
  doclint check docs/ --fix                repair what is proven, report the rest
  doclint check docs/es/guide.md           one page and its source
  doclint compare en.md es.md              two files, whatever their names
  doclint repair damaged.md --diff         show how broken characters would be repaired
  doclint explain changed-code             what a rule means and how to mend a finding

Exit status: 0 clean, 1 findings remain, 2 wrong usage or nothing to check, 3 unexpected failure.
"""


@click.group(cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="doclint")
def doclint() -> None:
    """Check that translated documentation matches its source.

    Headings, anchors, code blocks, outputs, links and encoding are compared page by page; every finding shows both
    sides and says what to do.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its status; what is foreseen to go wrong is told. Raises whatever is not."""
    try:
        status = doclint.main(arguments, prog_name="doclint", standalone_mode=False, obj=tuple(arguments))
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        return told(error)
    return status if isinstance(status, int) else 0


def told(error: Exception, command: str = "") -> int:
    """Tell what is wrong with the use of a command and give the status. Raises the error where it is none of click's.

    Click knows which `command` it was itself, unless that was run without it.
    """
    if not isinstance(error, click.ClickException):
        raise error
    from doclint.report.screen import whole

    group = click.Context(doclint, info_name="doclint")
    without_click = doclint.get_command(group, command)
    if without_click is not None and isinstance(error, click.UsageError):
        error.ctx = click.Context(without_click, parent=group, info_name=command)
    object.__setattr__(error, "message", whole(error.message))  # click calls it final
    error.show()
    return 2

"""Owns the command line: the group of commands. Each command imports what it needs only when it runs."""

import click

from doclint import __version__
from doclint.cli.check import check, compare
from doclint.cli.completion import completion
from doclint.cli.lsp import lsp
from doclint.cli.merging import merge
from doclint.cli.pages import explain, rules
from doclint.cli.repair import repair
from doclint.cli.settings import init
from doclint.cli.status import status
from doclint.cli.terms import terms

__all__ = ["doclint"]

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


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="doclint")
def doclint() -> None:
    """Check that translated documentation matches its source.

    Headings, anchors, code blocks, outputs, links and encoding are compared page by page; every finding shows both
    sides and says what to do.
    """


for command in (check, compare, repair, status, explain, rules, init, terms, merge, completion, lsp):
    doclint.add_command(command)

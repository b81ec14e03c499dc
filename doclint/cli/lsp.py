"""Owns `doclint lsp`: the language server on standard input and output."""

import gc

import click

from doclint.cli.examples import examples


@click.command(
    short_help="Serve an editor: findings as one types.",
    epilog=examples({"doclint lsp": "an editor starts it; nobody types it"}),
)
@click.option("--stdio", is_flag=True, help="Talk over standard input and output; that is what it does anyway.")
def lsp(stdio: bool) -> int:  # noqa: ARG001 (editors pass --stdio to every server)
    """Run a language server (LSP) over standard input and output, for an editor to start.

    It needs the extra `lsp`: pip install 'doclint[lsp]'
    """
    try:
        from doclint.lsp.server import make
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise click.UsageError("the language server needs pygls; install it with: pip install 'doclint[lsp]'") from None
    gc.enable()  # a server runs all day
    make().start_io()
    return 0

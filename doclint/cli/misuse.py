"""Owns how code that does without click says that what was asked for cannot be done."""


def misuse(message: str) -> Exception:
    """Give the exception to be raised: click's, which is loaded only now, and shows how the command is used."""
    import click

    return click.UsageError(message)

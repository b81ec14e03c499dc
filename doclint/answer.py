"""Owns what a command answers, and how it is said.

No record: an answer that is told again is there before what makes records would be loaded.
"""

import sys


class Answer:
    """What a command says: its report, the notes beside it (whole lines, for standard error), its exit status.

    `for_programs` says that programs read the report: it is UTF-8 then, whatever the terminal takes.
    """

    __slots__ = ("for_programs", "notes", "report", "status")

    def __init__(self, report: str, notes: tuple[str, ...], status: int, *, for_programs: bool = False) -> None:
        self.report, self.notes, self.status, self.for_programs = report, notes, status, for_programs


def tell(answer: Answer) -> None:
    """Print the notes and the report."""
    for note in answer.notes:
        sys.stderr.write(f"{note}\n")
    if answer.for_programs and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    if sys.platform == "win32":  # whose terminals need help with colours
        import click

        click.echo(answer.report, nl=False)
    else:
        sys.stdout.write(answer.report)

"""Owns how what a run found becomes the answer of the command line: report, notes, exit status."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from doclint.answer import Answer
from doclint.cli.wishes import Wishes

if TYPE_CHECKING:
    from doclint.model import Problem
    from doclint.outcome import Outcome
    from doclint.report import Report, Style

# What no shell reads as anything but itself, as `shlex` has it, which takes longer to load than to do without.
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-")


def answer_of(outcome: "Outcome", wishes: Wishes, notes: list[str]) -> Answer:
    """Put what was found into words."""
    from doclint.catalogue import rules
    from doclint.report import Report, render
    from doclint.report.screen import whole

    asked = [pair for pair in outcome.site.pairs if {pair.source.path, pair.translation.path} & outcome.asked]
    report = Report(
        problems=outcome.problems,
        documents=len(outcome.asked & set(outcome.site.documents)),
        pairs=len(asked),
        rules=rules(),
        notes=() if wishes.quiet else tuple(notes),
        quiet=wishes.quiet,
        pairs_detail=tuple(asked),
        command=_command(),
        prefix=_prefix(),
    )
    counted = wishes.statistics and wishes.format in ("full", "concise")
    text = "" if counted and wishes.quiet else "".join(render(wishes.format, report, _style(wishes)))
    text += _statistics(outcome.problems) if counted else ""
    # These formats say it themselves; and that a result rests on no comparison is said even to who wants quiet.
    silent = bool(outcome.site.pairs) if wishes.quiet else wishes.format in ("full", "github")
    beside = [] if silent else notes
    if wishes.summary:
        beside = [*beside, *_summarise(report, wishes.summary)]
    for_programs = wishes.format not in ("full", "concise")
    status = int(bool(outcome.problems) and not wishes.exit_zero)
    return Answer(text, tuple(whole(f"doclint: {note}") for note in beside), status, for_programs=for_programs)


def _style(wishes: Wishes) -> "Style":
    """See what the place to which the report goes can show."""
    import os
    import sys

    from doclint.report import Style

    stream = sys.stdout
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"  # https://no-color.org
    colour = stream.isatty() and wishes.output is None and not plain
    for_programs = wishes.format not in ("full", "concise")
    unicode = for_programs or (stream.encoding or "").lower().startswith("utf") or wishes.output is not None
    return Style(colour=colour, width=_width(stream), unicode=unicode)


def _width(stream: TextIO) -> int:
    """Give the number of columns that lines may take."""
    import os

    if not stream.isatty() and "COLUMNS" not in os.environ:
        return 100
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _summarise(report: "Report", summary: Path) -> Iterator[str]:
    """Add the summary of a job to its file; yield what went wrong."""
    from doclint.report.github import job_summary

    try:
        with summary.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(job_summary(report))
    except OSError as error:
        yield f"{summary}: the job's summary cannot be written ({error.strerror})"


def _command() -> str:
    """Give the command line as it was typed, for the hint at the end."""
    import sys

    typed = ["doclint", *sys.argv[1:]]
    if all(part and _SAFE.issuperset(part) for part in typed):
        return " ".join(typed)
    import shlex

    return shlex.join(typed)


def _prefix() -> str:
    """Give the working directory's path below its repository's root, for reports that want paths from there."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    prefix = here.relative_to(root).as_posix()
    return "" if prefix == "." else prefix


def _statistics(problems: Sequence["Problem"]) -> str:
    """Count the findings of each rule, most first."""
    from collections import Counter

    counts = Counter((problem.rule, problem.severity.label) for problem in problems)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:6}  {severity:7}  {rule}\n" for (rule, severity), count in rows)

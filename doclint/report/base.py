"""What every output format works from: the report, how it may look, and where findings stand."""

from collections import Counter
from collections.abc import Mapping
from posixpath import join, normpath
from typing import Protocol

from doclint.model import Pair, Place, Problem, Severity
from doclint.record import field, record


class RuleInfo(Protocol):
    """What a report tells about a rule."""

    @property
    def summary(self) -> str:
        """The defect in one line."""

    @property
    def group(self) -> str:
        """The group that the rule belongs to."""

    @property
    def severity(self) -> Severity:
        """How grave its findings are by default."""

    @property
    def page(self) -> str:
        """The rule's page, in Markdown."""


@record
class Report:
    """A run's outcome. `problems` are in the order in which they are to be shown.

    `command` is the command line that made it, for the hint at the end. `prefix` is the working directory's POSIX
    path under the repository's root ("" at the root), for the formats that want paths from there. `quiet` leaves
    out all but the problems.
    """

    problems: tuple[Problem, ...]
    documents: int
    pairs: int
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    pairs_detail: tuple[Pair, ...] = ()
    command: str = "doclint check"
    prefix: str = ""
    quiet: bool = False

    def counts(self) -> Counter[Severity]:
        """Count the problems by severity."""
        return Counter(problem.severity for problem in self.problems)

    def fixes(self) -> Counter[str]:
        """Count the problems that have a fix by its safety, "safe" or "unsafe"."""
        return Counter(problem.finding.fix.safety for problem in self.problems if problem.finding.fix)

    def from_root(self, path: str) -> str:
        """Turn a path as reported, relative to the working directory, into one from the repository's root."""
        return normpath(join(self.prefix, path)) if path else path


@record
class Style:
    """How text for people may look.

    `width` is the line's length in columns; `unicode` allows signs such as `…`. What `encoding` cannot say is shown
    escaped; where it is "", that is UTF-8 if `unicode` and ASCII otherwise.
    """

    colour: bool = False
    width: int = 100
    unicode: bool = True
    encoding: str = ""


@record
class Region:
    """Lines and columns from 1, columns in code points; the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def last_line(self) -> int:
        """The last line that holds a code point of the region: one less where it ends with a line end."""
        return max(self.line, self.end_line - (self.end_column == 1))


def region(place: Place) -> Region:
    """Say where `place` is. A span that leaves the text is cut to it."""
    document, last = place.document, len(place.document.text)
    start = max(0, min(place.span.start, last))
    end = max(start, min(place.span.end, last))
    line, column = document.position(start)
    if end < (document.line_starts[line] if line < len(document.line_starts) else last):  # on the same line
        return Region(line, column, line, column + end - start)
    return Region(line, column, *document.position(end))


def place_of(problem: Problem) -> Place:
    """Give the place where a problem is reported."""
    return Place(problem.finding.document, problem.finding.span)


def plural(count: int, noun: str) -> str:
    """Say how many: `1 error`, `2 errors`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

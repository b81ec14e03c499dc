"""Owns the writing of fixes: the edits of a run's findings, applied per file, refused where they would do harm."""

from collections.abc import Iterator

from doclint.cli.say import note, patch_name, show_diff
from doclint.engine import document
from doclint.fix import FixError, Plan, diff, fix_document, plan, write_atomically
from doclint.model import Document
from doclint.outcome import Outcome
from doclint.record import record
from doclint.text.decode import encode


@record
class Told:
    """How many files were changed, and what there is to say about it."""

    files: int
    notes: tuple[str, ...]


def show(outcome: Outcome, *, unsafe: bool) -> bool:
    """Print what fixing would change as a unified diff; say whether there is anything."""
    changed = False
    paths = {page.name: page.path for page in outcome.site.scope.pages}
    for name, before, after in _changes(outcome, _plans(outcome, unsafe=unsafe)):
        changed = True
        show_diff(diff(patch_name(paths[name]), before.text, after))
    return changed


def write(outcome: Outcome, *, unsafe: bool) -> Told:
    """Write the fixed pages. A file that cannot be written is named and left as it is."""
    paths = {page.name: page.path for page in outcome.site.scope.pages}
    plans = _plans(outcome, unsafe=unsafe)
    files, notes = 0, []
    for name, before, after in _changes(outcome, plans):
        was = encode(before.text, before.encoding)
        try:
            write_atomically(paths[name], encode(after, before.encoding), was)
        except FixError as error:
            notes.append(f"{name}: not fixed: {error}")
            continue
        files += 1
        done = len(plans[name].done)
        notes.append(f"{name}: fixed {done} finding{'s' * (done > 1)}")
    return Told(files, tuple(notes))


def _plans(outcome: Outcome, *, unsafe: bool) -> dict[str, Plan]:
    asked = (problem for problem in outcome.problems if problem.finding.document.path in outcome.asked)
    return dict(plan(asked, ("safe", "unsafe") if unsafe else ("safe",)))


def _changes(outcome: Outcome, plans: dict[str, Plan]) -> Iterator[tuple[str, Document, str]]:
    """Yield each page that fixing changes: its name, the document, and its new text."""
    for name, planned in plans.items():
        before = outcome.site.documents.get(name)
        if before is None:
            continue

        def reparse(text: str, before: Document = before) -> Document:
            return document(encode(text, before.encoding), before.path, before.language)

        try:
            after = fix_document(before, planned.edits, reparse)
        except FixError as error:
            note(f"{name}: not fixed: {error}")
            continue
        if after != before.text:
            yield name, before, after

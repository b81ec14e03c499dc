"""Owns the writing of fixes: the edits of a run's findings, applied per file, refused where they would do harm."""

from collections.abc import Iterator
from dataclasses import dataclass

import click

from doclint.engine import Outcome, document
from doclint.fix import FixError, diff, fix_document, write_atomically
from doclint.model import Document, Edit, Page
from doclint.text.decode import encode


@dataclass(frozen=True, slots=True)
class Told:
    """How many files were changed, and what there is to say about it."""

    files: int
    notes: tuple[str, ...]


def show(outcome: Outcome, *, unsafe: bool) -> bool:
    """Print what fixing would change as a unified diff; say whether there is anything."""
    changed = False
    for page, _, before, after in _changes(outcome, unsafe=unsafe):
        changed = True
        click.echo("".join(diff(page.name, before, after)), nl=False)
    return changed


def write(outcome: Outcome, *, unsafe: bool) -> Told:
    """Write the fixed pages. A file that cannot be written is named and left as it is."""
    files, notes = 0, []
    for page, original, _, after in _changes(outcome, unsafe=unsafe):
        count = sum(1 for _ in _edits(outcome, original, unsafe=unsafe))
        try:
            write_atomically(page.path, encode(after, original.encoding))
        except FixError as error:
            notes.append(f"{page.name}: not fixed: {error}")
            continue
        files += 1
        notes.append(f"{page.name}: fixed {count} place{'s' * (count > 1)}")
    return Told(files, tuple(notes))


def _changes(outcome: Outcome, *, unsafe: bool) -> Iterator[tuple[Page, Document, str, str]]:
    """Yield each page that fixing changes, with its document and its text before and after."""
    for page in outcome.site.scope.pages:
        original = outcome.site.documents.get(page.name)
        if original is None:
            continue
        edits = list(_edits(outcome, original, unsafe=unsafe))
        if not edits:
            continue
        path, language, encoding = page.name, page.language, original.encoding

        def reparse(text: str, path: str = path, language: str = language, encoding: object = encoding) -> Document:
            return document(encode(text, original.encoding), path, language)

        try:
            after = fix_document(original, edits, reparse)
        except FixError as error:
            click.echo(f"{page.name}: not fixed: {error}", err=True)
            continue
        if after != original.text:
            yield page, original, original.text, after


def _edits(outcome: Outcome, page: Document, *, unsafe: bool) -> Iterator[Edit]:
    for problem in outcome.problems:
        fix = problem.finding.fix
        if problem.finding.document is page and fix and (unsafe or fix.safety == "safe"):
            yield from fix.edits

"""Owns baselines: a file of fingerprints of the findings that a site has accepted for now."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from doclint.fix import FixError, write_atomically
from doclint.model import Problem


def write(path: Path, problems: Iterable[Problem]) -> None:
    """Write the findings' fingerprints with enough beside them for a reader; no line numbers, they move."""
    entries = [
        {"fingerprint": p.fingerprint, "rule": p.rule, "path": p.finding.document.path, "message": p.finding.message}
        for p in problems
    ]
    text = json.dumps({"schema": 1, "findings": entries}, ensure_ascii=True, indent=1) + "\n"
    try:
        write_atomically(path, text.encode("ascii"))
    except FixError as error:
        raise click.UsageError(f"{path}: the baseline cannot be written: {error}") from None


def read(path: Path) -> frozenset[str]:
    """Read the fingerprints of a baseline. Raises click.UsageError where it is none."""
    if path.exists() and not path.is_file():
        raise click.UsageError(f"{path}: the baseline is no ordinary file; write one with --write-baseline")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(str(entry["fingerprint"]) for entry in content["findings"])
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(
            f"{path}: the baseline cannot be read ({_reason(error)}); write one with --write-baseline"
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise click.UsageError(f"{path}: this is no baseline of doclint; write one with --write-baseline") from None


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not saved as UTF-8"

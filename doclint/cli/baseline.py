"""Owns baselines: a file of fingerprints of the findings that a site has accepted for now."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doclint.cli.misuse import misuse

if TYPE_CHECKING:
    from doclint.model import Problem


def write(path: Path, problems: "Iterable[Problem]") -> None:
    """Write the findings' fingerprints with enough beside them for a reader; no line numbers, they move."""
    import json

    from doclint.fix import FixError, write_atomically

    entries = [
        {"fingerprint": p.fingerprint, "rule": p.rule, "path": p.finding.document.path, "message": p.finding.message}
        for p in problems
    ]
    text = json.dumps({"schema": 1, "findings": entries}, ensure_ascii=True, indent=1) + "\n"
    try:
        write_atomically(path, text.encode("ascii"))
    except FixError as error:
        raise misuse(f"{path}: the baseline cannot be written: {error}") from None


def read(path: Path) -> frozenset[str]:
    """Read the fingerprints of a baseline. Raises what `misuse` gives where it is none."""
    remedy = "write one with --write-baseline"
    try:
        return frozenset(str(entry["fingerprint"]) for entry in read_json(path, "baseline", remedy)["findings"])
    except (ValueError, KeyError, TypeError):
        raise misuse(f"{path}: this is no baseline of doclint; {remedy}") from None


def read_json(path: Path, name: str, remedy: str) -> Any:
    """Read a JSON file that reports call `name`. Raises what `misuse` gives, and ValueError for what is no JSON."""
    import json

    try:
        if path.exists() and not path.is_file():
            raise misuse(f"{path}: the {name} is no ordinary file; {remedy}")
        return json.loads(path.read_text(encoding="utf-8"))
    except RecursionError:
        raise ValueError from None
    except UnicodeDecodeError:
        raise misuse(f"{path}: the {name} is not saved as UTF-8; {remedy}") from None
    except OSError as error:
        raise misuse(f"{path}: the {name} cannot be read ({error.strerror}); {remedy}") from None

"""Owns answers of the command line: kept when they are given, and found again for the same question."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from doclint.answer import Answer
from doclint.cache.question import digest_of, now
from doclint.cache.state import Grounds, state
from doclint.cache.store import Store


def remembered(arguments: Sequence[str]) -> Answer | None:
    """Give what the same command answered earlier, if nothing has changed since."""
    question = digest_of(arguments)
    for folder in _places(arguments):
        kept = Store(folder).read(question)
        if kept is not None:
            return _if_it_holds(kept)
    return None


class Memory:
    """What is to be kept of a run: the question when it begins, then what it rests on, at last the answer."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._question = digest_of(arguments)
        self._began = now()
        self._grounds: Grounds | None = None
        self._before: str | None = None

    def rests_on(self, grounds: Grounds) -> None:
        """Take down what the answer will rest on, before any page is looked at."""
        self._grounds = grounds
        found, newest = state(grounds)
        self._before = found if newest <= self._began else None  # what changed meanwhile may not have been listed

    def keep(self, answer: Answer) -> None:
        """Keep an answer, unless something that it rests on has changed while it was looked for."""
        if self._grounds is None or self._before is None or state(self._grounds)[0] != self._before:
            return
        import json

        record = {
            "root": self._grounds.root,
            "pages": self._grounds.pages,
            "others": self._grounds.others,
            "state": self._before,
            "notes": answer.notes,
            "status": answer.status,
            "for_programs": answer.for_programs,
        }
        header = json.dumps(record, separators=(",", ":")).encode("ascii")
        Store(self._grounds.root).write(self._question, header + b"\n" + answer.report.encode("utf-8", "surrogatepass"))


def _places(arguments: Sequence[str]) -> Iterator[str]:
    """Yield the folders that may be the site's root: those above the first path, and above the working directory."""
    here = os.getcwd()  # noqa: PTH109
    named = [os.path.join(here, argument) for argument in arguments[1:] if not argument.startswith("-")]  # noqa: PTH118
    for start in dict.fromkeys([*named[:1], here]):
        folder = os.path.normpath(start)
        yield folder
        yield from map(str, Path(folder).parents)


def _if_it_holds(kept: bytes) -> Answer | None:
    """Read an answer; `None` where it is of another kind, or holds no longer."""
    import json

    header, _, report = kept.partition(b"\n")
    try:
        record = json.loads(header)
        grounds = Grounds(record["root"], tuple(record["pages"]), tuple(record["others"]))
        if state(grounds)[0] != record["state"]:
            return None
        notes, told = tuple(map(str, record["notes"])), report.decode("utf-8", "surrogatepass")
        return Answer(told, notes, int(record["status"]), for_programs=bool(record["for_programs"]))
    except (ValueError, KeyError, TypeError):
        return None

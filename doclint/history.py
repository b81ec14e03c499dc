"""Owns what git knows of source pages: one look through the log, and the texts of earlier versions when needed."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from doclint.model import Past, Revision
from doclint.record import field, record
from doclint.text.decode import decode

if TYPE_CHECKING:
    import subprocess

# A hook runs with variables that point git at another tree or index.
_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_GONE = "0" * 40
_LARGEST = 10_000_000


@record
class _Change:
    """A commit that touched a page: what the page was called and what stood in it afterwards."""

    commit: str
    date: str
    subject: str
    name: str
    blob: str


@record(frozen=False, caching=True)
class History:
    """The past of the pages `wanted` (absolute paths) in the repository around `root`; use it in a `with`.

    Git is asked when the first page's past is, once for all pages. `notes` then says, in words for the user, why there
    is no past to look at, if there is none.
    """

    root: Path
    wanted: Collection[Path]
    deep: bool = False
    notes: list[str] = field(default_factory=list)
    _reader: "subprocess.Popen[bytes] | None" = None
    _texts: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._reader is not None:
            self._reader.communicate()
            self._reader = None

    def past(self, page: Path) -> Past:
        """Give the past of a page; it is looked up when it is asked for."""
        return Past(partial(self._revisions, page), partial(self._at, page), self.deep)

    def _revisions(self, page: Path) -> tuple[Revision, ...]:
        """Give the page's versions, the newest first, each once."""
        found = []
        for change in self._changes.get(self._name(page), ()):
            text = self._text(change.blob)
            if text is not None:
                found.append(Revision(change.commit, change.date, change.subject, text))
        return tuple(found)

    def _at(self, page: Path, commit: str) -> Revision | None:
        """Give the page as it was at a commit, whatever it was called then."""
        names = dict.fromkeys([self._name(page), *(change.name for change in self._changes.get(self._name(page), ()))])
        for name in names:
            text = self._text(f"{commit}:{name}")
            if text is not None:
                date = _git(self._top, "show", "-s", "--format=%cs", commit) if self._top else None
                return Revision(commit, (date or "").strip(), "", text)
        return None

    # --- the log ---------------------------------------------------------------------------------------------------

    @cached_property
    def _top(self) -> Path | None:
        """Find the repository's root; a past that cannot be seen is noted."""
        top = _git(self.root, "rev-parse", "--show-toplevel")
        if top is None:
            self.notes.append("no git history here: what an older source page said is not looked up")
            return None
        if (_git(self.root, "rev-parse", "--is-shallow-repository") or "").strip() == "true":
            self.notes.append(
                "only a part of the git history is here (a shallow clone): what older source pages said may not be "
                "seen; `git fetch --unshallow` brings it"
            )
        return Path(top.rstrip("\n"))

    def _name(self, page: Path) -> str:
        return Path(os.path.relpath(os.path.realpath(page), os.path.realpath(self._top or self.root))).as_posix()

    @cached_property
    def _changes(self) -> Mapping[str, tuple[_Change, ...]]:
        """Read the log once, newest first, following renames, for all wanted pages."""
        if self._top is None:
            return {}
        names = [self._name(page) for page in self.wanted]
        folders = sorted({name.rpartition("/")[0] or "." for name in names})
        roots = [one for one in folders if not any(one != other and _inside(one, other) for other in folders)]
        log = _git(self._top, "log", "-z", "--raw", "--no-abbrev", "-M", "--format=%x01%H%x1f%cs%x1f%s", "--", *roots)
        found: dict[str, list[_Change]] = defaultdict(list)
        called = {name: name for name in names}  # what a page was called at the commit that is being read
        for (commit, date, subject), status, blob, old, new in _entries(log or ""):
            page = called.get(new)
            if page is None:
                continue
            found[page].append(_Change(commit, date, subject, new, blob))
            if status.startswith(("R", "C")):
                del called[new]
                called[old] = page
        return {page: tuple(changes) for page, changes in found.items()}

    # --- texts -----------------------------------------------------------------------------------------------------

    def _text(self, name: str) -> str | None:
        """Read a blob, by its hash or as `commit:path`; None where there is none."""
        if name == _GONE or "\n" in name or self._top is None:
            return None
        if name not in self._texts:
            if self._reader is None:
                import subprocess

                self._reader = subprocess.Popen(
                    ["git", "cat-file", "--batch"],
                    cwd=self._top,
                    env=_clean(),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            data = _ask(self._reader, name)
            if data is None:
                return None
            self._texts[name] = decode(data)[0]
        return self._texts[name]


def _ask(reader: "subprocess.Popen[bytes]", name: str) -> bytes | None:
    """Ask `git cat-file --batch` for one object."""
    if reader.stdin is None or reader.stdout is None:
        return None
    reader.stdin.write(os.fsencode(name) + b"\n")
    reader.stdin.flush()
    head = reader.stdout.readline().split()
    if len(head) != 3 or not head[2].isdigit():
        return None
    data = reader.stdout.read(int(head[2]))
    reader.stdout.read(1)
    return data if head[1] == b"blob" and len(data) <= _LARGEST else None


def _entries(log: str) -> Iterator[tuple[tuple[str, str, str], str, str, str, str]]:
    """Yield what each commit did: who it was, the kind of change, the new blob, the old name and the new one.

    The format is that of `git log -z --raw` (git-diff(1), “Raw output format”).
    """
    head = ("", "", "")
    parts = iter(log.split("\0"))
    for part in parts:
        words = part.strip("\n")
        if words.startswith("\x01"):
            commit, date, subject = words[1:].split("\x1f", 2)
            head = commit, date, subject.partition("\n")[0]
            _, _, words = words.partition("\n")
        if not words.startswith(":"):
            continue
        status = words.split(" ")[4]
        old = next(parts, "")
        new = next(parts, "") if status[:1] in "RC" else old
        yield head, status, words.split(" ")[3], old, new


def _inside(name: str, folder: str) -> bool:
    return folder == "." or name.startswith(f"{folder}/")


def _clean() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in _HOOK} | {"GIT_OPTIONAL_LOCKS": "0"}


def _git(folder: Path, *arguments: str) -> str | None:
    """Ask git; None where it cannot answer."""
    import subprocess

    try:
        done = subprocess.run(["git", *arguments], cwd=folder, env=_clean(), capture_output=True, check=False)
    except OSError:
        return None
    return os.fsdecode(done.stdout) if done.returncode == 0 else None

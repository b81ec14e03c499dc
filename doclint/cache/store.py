"""Owns the folder in which the cache is kept: entries are whole or worthless, and old ones go."""

import os
from pathlib import Path

from doclint.digest import blake2b

FOLDER = ".doclint_cache"
_MOST = 12  # entries that are kept
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of doclint: https://bford.info/cachedir/\n"
)


class Store:
    """Entries by key, in a folder of the site's root. Nothing here ever fails: a cache that cannot be used is none."""

    def __init__(self, root: str) -> None:
        self._folder = Path(root) / FOLDER

    def read(self, key: str) -> bytes | None:
        """Give an entry; None where there is none, or a damaged one."""
        path = self._folder / f"{key}.answer"
        try:
            raw = path.read_bytes()
            os.utime(path)  # it was of use
        except OSError:
            return None
        sign, _, data = raw.partition(b"\n")
        return data if sign == _sign(data) else None

    def write(self, key: str, data: bytes) -> None:
        """Keep an entry, in one step, and drop those that were not used for longest."""
        try:
            self._folder.mkdir(exist_ok=True)
            for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
                if not (self._folder / name).exists():
                    (self._folder / name).write_text(text, encoding="ascii")
            new = self._folder / f"{key}.{os.getpid()}.new"
            new.write_bytes(_sign(data) + b"\n" + data)
            new.replace(self._folder / f"{key}.answer")
            self._prune()
        except OSError:
            return

    def _prune(self) -> None:
        found = sorted(self._folder.glob("*.answer"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        oldest = found[_MOST - 1].stat().st_mtime_ns if len(found) >= _MOST else 0
        left = [path for path in self._folder.glob("*.new") if path.stat().st_mtime_ns < oldest]
        for path in (*found[_MOST:], *left):
            path.unlink(missing_ok=True)


def _sign(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).hexdigest().encode("ascii")

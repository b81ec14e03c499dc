"""Owns the bundle: the compiled modules of a check in one file, beside those that Python keeps of each alone.

A check loads some two hundred small modules. To find and open their files one by one takes it as long as to read a long
page. The bundle is made of Python's own compiled modules after a run that loaded some of them from elsewhere; what of
it is older than its source is not used. Where nothing can be written, or Python is told not to, there is none.
"""

import io
import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from types import CodeType, ModuleType
from typing import IO

from doclint import __version__

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
_NUMBER = 8  # bytes of the number that says how long the table is

# What a check loads of markdown-it is as many small modules as its own.
_BUNDLED = ("doclint.", "markdown_it.")

# Of a module: its folder, its file, whether it is a package, when the file was changed (nanoseconds), its size, and
# where Python keeps it compiled; in the table also where its code begins and ends, counted from the table's end.
_Facts = tuple[str, str, bool, int, int, str | None]
_Table = dict[str, tuple[_Facts, int, int]]


@contextmanager
def bundled() -> Iterator[None]:
    """Have modules of doclint looked for in the bundle first, and take in at the end what was not in it."""
    bundle = _Bundle()
    sys.meta_path.insert(0, bundle)
    try:
        yield
    finally:
        sys.meta_path.remove(bundle)
        bundle.renew()


class _Bundle:
    """Finds the modules that the file holds, as an entry of `sys.meta_path` (PEP 451)."""

    def __init__(self) -> None:
        self._file, self._start, self._table = _opened()

    def _code(self, start: int, end: int) -> bytes:
        self._file.seek(self._start + start)
        return self._file.read(end - start)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,  # noqa: ARG002  # a finder's
    ) -> ModuleSpec | None:
        """Find a module, unless it is to come from elsewhere or its source has changed since."""
        if fullname not in self._table:
            return None
        (folder, origin, is_package, changed, size, cached), start, end = self._table[fullname]
        if path is None or folder not in path or _stamp(origin) != (changed, size):
            del self._table[fullname]
            return None
        loader = _Loader(fullname, origin, self._code(start, end))
        spec = ModuleSpec(fullname, loader, origin=origin, is_package=is_package)
        spec.has_location, spec.cached = True, cached
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(origin))  # noqa: PTH120
        return spec

    def renew(self) -> None:
        """Write the file anew if this process has loaded modules of doclint from elsewhere."""
        names = [name for name in sys.modules if name.startswith(_BUNDLED) and name not in self._table]
        new = [found for name in names if (found := _compiled(sys.modules[name])) is not None]
        if new and not sys.dont_write_bytecode:
            new += [(name, facts, self._code(start, end)) for name, (facts, start, end) in self._table.items()]
        self._file.close()
        if new and not sys.dont_write_bytecode:
            _write(new)


class _Loader(SourceFileLoader):
    """Loads a module whose code is at hand."""

    def __init__(self, fullname: str, path: str, code: bytes) -> None:
        super().__init__(fullname, path)
        self._marshalled = code

    def get_code(self, fullname: str) -> CodeType | None:
        try:
            code: CodeType = marshal.loads(self._marshalled)  # noqa: S302  # as trusted as Python's own compiled files
        except (ValueError, EOFError, TypeError):
            return super().get_code(fullname)
        return code


def _compiled(module: ModuleType) -> tuple[str, _Facts, bytes] | None:
    """Give a loaded module's name, facts and code; `None` where Python reads it from no ordinary file."""
    spec = module.__spec__
    if spec is None or type(spec.loader) is not SourceFileLoader or spec.origin is None:
        return None
    before = _stamp(spec.origin)
    try:
        code = marshal.dumps(spec.loader.get_code(spec.name))
    except (OSError, SyntaxError):  # it is being changed, or gone
        return None
    if before is None or before != _stamp(spec.origin):
        return None
    is_package = spec.submodule_search_locations is not None
    folder = os.path.dirname(os.path.dirname(spec.origin) if is_package else spec.origin)  # noqa: PTH120
    return spec.name, (folder, spec.origin, is_package, *before, spec.cached), code


def _stamp(file: str) -> tuple[int, int] | None:
    try:
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _place() -> str:
    return f"{cache_from_source(os.path.join(_PACKAGE, 'bundle.py')).removesuffix('.pyc')}.modules"  # noqa: PTH118


def _header() -> bytes:
    """Give what a bundle of this Python and this doclint begins with, and none that was made before this module."""
    made_by = f"doclint {__version__} {_PACKAGE} {_stamp(__file__)}\n"
    return MAGIC_NUMBER + made_by.encode("utf-8", "surrogateescape")


def _opened() -> tuple[IO[bytes], int, _Table]:
    """Open the file; give it, where code begins in it, and the table.

    Where there is none, or one that is another Python's or doclint's, or not whole, an empty one is given.
    """
    header = _header()
    file: IO[bytes] = io.BytesIO()
    try:
        file = open(_place(), "rb", buffering=0)  # noqa: PTH123, SIM115  # `renew` closes it
        size = os.fstat(file.fileno()).st_size
        begun, length = file.read(len(header)), int.from_bytes(file.read(_NUMBER), "little")
        if begun == header and length <= size:
            table: _Table = marshal.loads(file.read(length))  # noqa: S302
            start = len(header) + _NUMBER + length
            if start + max(end for _, _, end in table.values()) == size:
                return file, start, table
    except (OSError, ValueError, EOFError, TypeError, AttributeError):
        pass
    return file, 0, {}


def _write(modules: Sequence[tuple[str, _Facts, bytes]]) -> None:
    """Write the file in one step; where that cannot be, there is none."""
    table: _Table = {}
    end = 0
    for name, facts, code in modules:
        table[name] = (facts, end, end + len(code))
        end += len(code)
    head = marshal.dumps(table)
    place = _place()
    new = f"{place}.{os.getpid()}"
    try:
        with open(new, "wb") as file:  # noqa: PTH123
            file.writelines([_header(), len(head).to_bytes(_NUMBER, "little"), head, *(code for _, _, code in modules)])
        os.replace(new, place)  # noqa: PTH105
    except OSError:
        return

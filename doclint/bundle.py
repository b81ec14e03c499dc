"""Owns the bundle: the compiled modules of a check in one file, beside those that Python keeps of each alone.

A check loads some two hundred small modules. To find and open their files one by one takes it as long as to read a long
page. The bundle is made of Python's own compiled modules after a run that loaded some of them from elsewhere; what of
it is older than its source is not used. Where nothing can be written, or Python is told not to, there is none.
"""

import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source
from mmap import ACCESS_READ, mmap
from types import CodeType, ModuleType

from doclint import __version__

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
# What a check loads of markdown-it is as many small modules as its own.
_BUNDLED = ("doclint.", "markdown_it.")

_MOST_UNUSED = 10

# Of a module: its folder, its file, whether it is a package, when the file was changed (nanoseconds), its size, where
# Python keeps it compiled, and its code. What all runs need is read in one go, as it is; what some had no use for, or
# only a later one loaded, stands for itself, and is read when it is loaded.
_Entry = tuple[str, str, bool, int, int, str | None, CodeType | bytes]


@contextmanager
def bundled() -> Iterator[None]:
    """Have modules of doclint looked for in the bundle first, and take in at the end what was not in it."""
    if sys.implementation.cache_tag is None:  # this Python keeps no compiled modules
        yield
        return
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
        self._entries = _read()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,  # noqa: ARG002  # a finder's
    ) -> ModuleSpec | None:
        """Find a module, unless it is to come from elsewhere or its source has changed since."""
        if fullname not in self._entries:
            return None
        folder, origin, is_package, changed, size, cached, code = self._entries[fullname]
        if path is None or folder not in path or _stamp(origin) != (changed, size):
            del self._entries[fullname]
            return None
        spec = ModuleSpec(fullname, _Loader(fullname, origin, code), origin=origin, is_package=is_package)
        spec.has_location, spec.cached = True, cached
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(origin))  # noqa: PTH120
        return spec

    def renew(self) -> None:
        """Write the file anew if this process has loaded modules from elsewhere, or had no use for many of these."""
        if sys.dont_write_bytecode:
            return
        loaded = [name for name in sys.modules if name.startswith(_BUNDLED) and name not in self._entries]
        new = {name: entry for name in loaded if (entry := _entry(sys.modules[name], plain=not self._entries))}
        unused = {
            name: (*entry[:-1], marshal.dumps(entry[-1]))
            for name, entry in self._entries.items()
            if isinstance(entry[-1], CodeType) and name not in sys.modules
        }
        if new or len(unused) > _MOST_UNUSED:
            _write(self._entries | new | unused)


class _Loader(SourceFileLoader):
    """Loads a module whose code is at hand."""

    def __init__(self, fullname: str, path: str, code: CodeType | bytes) -> None:
        super().__init__(fullname, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:
        if isinstance(self._code, CodeType):
            return self._code
        try:
            code: CodeType = marshal.loads(self._code)  # noqa: S302  # as trusted as Python's own compiled files
        except (ValueError, EOFError, TypeError):
            return super().get_code(fullname)
        return code


def _entry(module: ModuleType, *, plain: bool) -> _Entry | None:
    """Make an entry of a loaded module; `None` where Python reads it from no ordinary file.

    The code stands in it as it is (`plain`), or for itself.
    """
    spec = module.__spec__
    if spec is None or type(spec.loader) is not SourceFileLoader or spec.origin is None:
        return None
    before = _stamp(spec.origin)
    try:
        code = spec.loader.get_code(spec.name)
    except (OSError, SyntaxError):  # it is being changed, or gone
        return None
    if code is None or before is None or before != _stamp(spec.origin):
        return None
    is_package = spec.submodule_search_locations is not None
    folder = os.path.dirname(os.path.dirname(spec.origin) if is_package else spec.origin)  # noqa: PTH120
    return folder, spec.origin, is_package, *before, spec.cached, code if plain else marshal.dumps(code)


def _stamp(file: str) -> tuple[int, int] | None:
    try:
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _place() -> str:
    return f"{cache_from_source(os.path.join(_PACKAGE, 'bundle.py')).removesuffix('.pyc')}.modules"  # noqa: PTH118


def _header(length: int) -> bytes:
    """Give what a bundle of so many bytes begins with: it is of this Python, and made by this very module."""
    made_by = f"doclint {__version__} {_PACKAGE} {_stamp(__file__)} {length:12}\n"
    return MAGIC_NUMBER + made_by.encode("utf-8", "surrogateescape")


def _read() -> dict[str, _Entry]:
    """Read the entries; none where there is no file, or one that is another Python's or doclint's, or damaged."""
    try:
        with open(_place(), "rb", buffering=0) as file:  # noqa: PTH123
            content = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))  # half as long as to read it
        at = len(_header(0))
        if content[:at] != _header(len(content) - at):
            return {}
        entries: dict[str, _Entry] = marshal.loads(content[at:])  # noqa: S302
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return entries


def _write(entries: dict[str, _Entry]) -> None:
    """Write the file in one step; where that cannot be, there is none."""
    content = marshal.dumps(entries)
    place = _place()
    new = f"{place}.{os.getpid()}"
    try:
        with open(new, "wb") as file:  # noqa: PTH123
            file.writelines([_header(len(content)), content])
        os.replace(new, place)  # noqa: PTH105
    except OSError:
        return

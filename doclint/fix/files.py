"""Writing files so that at any moment, even under kill -9, either the old or the new one is there, whole."""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from doclint.digest import blake2b
from doclint.fix.errors import FixError

_PATIENCE = 10.0
"""Seconds to wait for another run that writes the same file."""
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write \n as \r\n
_CHANGED = "the file was changed while doclint ran; run doclint again"
_GONE = "the file is no longer there"


def write_atomically(path: Path, data: bytes, was: bytes | None = None) -> bool:
    """Make `data` the content of the file at `path`; say whether anything had to be written.

    With `was`, the content on which `data` is based: the file must exist and still hold it, or hold `data` already
    because another run was faster. Without it, the file is made if need be. The file keeps its mode, owner,
    extended attributes, hard and symbolic links. Raises FixError where the file is not written; it is then as it was.
    """
    try:
        return _write(path, data, was)
    except FileNotFoundError:
        raise FixError(_GONE if was is not None else f"the folder {path.parent} is not there") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: a symbolic link that leads to itself, before Python 3.13
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FixError(f"the file could not be written ({reason})") from error


def _write(path: Path, data: bytes, was: bytes | None) -> bool:
    target = path.resolve()
    if was is None and not target.exists():
        _replace(target, data, None)
        return True
    status = target.stat()
    if not stat.S_ISREG(status.st_mode):
        if was is None and not stat.S_ISDIR(status.st_mode):
            target.write_bytes(data)  # a device or a pipe, such as /dev/stdout
            return True
        raise FixError("this is no ordinary file")
    # A run as root may write a read-only file; that it was made read-only still means something.
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise FixError("the file is read-only; make it writable and run doclint again")
    with _locked(target) as held:
        return _exchange(target, data, was, held)


class _Held(NamedTuple):
    """A file that is about to be written: its status, and whether other runs are kept off it."""

    status: os.stat_result
    locked: bool


def _exchange(target: Path, data: bytes, was: bytes | None, held: _Held) -> bool:
    """Put `data` in place of what the held file holds, if that is still what it should be."""
    now = target.read_bytes()
    if now == data:
        return False
    if was is not None and now != was:
        raise FixError(_CHANGED)
    if held.status.st_nlink > 1:
        _overwrite(target, data, now)
        return True
    try:
        _replace(target, data, held)
    except OSError as error:
        # No right to make files in the folder or to keep the owner, or the file is a mount point of its own.
        if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}:
            raise
        _overwrite(target, data, now)
    return True


# --- the usual way: a new file takes the old one's place -----------------------------------------------------------


def _replace(target: Path, data: bytes, held: _Held | None) -> None:
    """Write a file beside `target` and rename it. `held` is the old file, None where there is none."""
    # Under a lock the name is always the same, so that the next run cleans up what a killed one left behind.
    mark = "" if held and held.locked else f"-{os.getpid()}"
    beside = target.with_name(f".doclint-{_short(target.name)}{mark}.tmp")
    beside.unlink(missing_ok=True)
    try:
        with _created(beside, 0o600 if held else 0o666) as file:
            _write_all(file, data)
            if held:
                _dress(file, target, held.status)
            os.fsync(file)
        if held:
            _make_sure(target, held.status)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _make_sure(target: Path, status: os.stat_result) -> None:
    """Look once more, right before writing, whether someone else, say an editor, has written the file."""
    now = target.stat()
    if (now.st_ino, now.st_size, now.st_mtime_ns) != (status.st_ino, status.st_size, status.st_mtime_ns):
        raise FixError(_CHANGED)


def _short(name: str) -> str:
    """Give a short name for a name that may be as long as names can be."""
    return blake2b(os.fsencode(name), digest_size=6).hexdigest()


def _dress(file: int, target: Path, status: os.stat_result) -> None:
    """Give a new file the old one's owner, mode and extended attributes. Raises OSError where it may not."""
    if sys.platform != "win32":
        mine = os.fstat(file)
        if (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
            os.fchown(file, status.st_uid, status.st_gid)
        os.fchmod(file, stat.S_IMODE(status.st_mode))
    if sys.platform == "linux":
        with suppress(OSError):  # a file system without extended attributes
            for name in os.listxattr(target):
                with suppress(OSError):  # the security module sets its own
                    os.setxattr(file, name, os.getxattr(target, name))


def _sync_folder(folder: Path) -> None:
    if sys.platform != "win32":
        with suppress(OSError):  # some file systems cannot
            file = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(file)
            finally:
                os.close(file)


# --- the careful way: into the file itself -------------------------------------------------------------------------


def _overwrite(target: Path, data: bytes, now: bytes) -> None:
    """Write into the file itself, which keeps its other names, while a rescue copy holds the old content."""
    copy = _rescue_copy(target, now)
    file = os.open(target, os.O_WRONLY | _BINARY)
    try:
        _fill(file, data)
    except BaseException:
        try:
            _fill(file, now)
        except OSError:
            raise FixError(f"the file could not be written whole; its old text is in {copy}") from None
        copy.unlink()
        raise
    finally:
        os.close(file)
    copy.unlink()


def _fill(file: int, data: bytes) -> None:
    """Make `data` the whole content of an open file."""
    os.lseek(file, 0, os.SEEK_SET)
    _write_all(file, data)
    os.ftruncate(file, len(data))
    os.fsync(file)


def _rescue_copy(target: Path, now: bytes) -> Path:
    """Save the old content beside the file or, where that is not allowed, in the folder for temporary files."""
    from tempfile import gettempdir

    name = f".doclint-rescue-{_short(str(target))}"
    for folder in (target.parent, Path(gettempdir())):
        copy = folder / name
        try:
            with _created(copy, 0o600) as file:
                _write_all(file, now)
                os.fsync(file)
        except FileExistsError:
            if copy.read_bytes() == now:  # an interrupted run had not begun to write
                return copy
            raise FixError(
                f"an earlier run was stopped while it wrote this file; {copy} holds the text as it was before: "
                "compare the two, delete that copy, and run doclint again"
            ) from None
        except OSError:
            continue
        _sync_folder(folder)
        return copy
    raise FixError("the file cannot be written safely: there is no place for a copy of it")


# --- ground --------------------------------------------------------------------------------------------------------


@contextmanager
def _created(path: Path, mode: int) -> Iterator[int]:
    """Open a file that must not exist yet, not even as a link."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
    try:
        yield file
    finally:
        os.close(file)


def _write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


@contextmanager
def _locked(target: Path) -> Iterator[_Held]:
    """Keep other runs off the file. The lock is on the file itself, so it dies with the run."""
    if sys.platform == "win32":
        yield _Held(target.stat(), locked=False)
        return
    deadline = time.monotonic() + _PATIENCE
    while True:
        file = os.open(target, os.O_RDONLY | os.O_NONBLOCK)
        try:
            locked = _lock(file, deadline)
            status = os.fstat(file)
            # Another run may have put a new file in place while this one waited for the old.
            if os.path.samestat(status, target.stat()):
                yield _Held(status, locked)
                return
        finally:
            os.close(file)


def _lock(file: int, deadline: float) -> bool:
    """Wait for the lock; say whether there is one. Raises FixError after the deadline."""
    if sys.platform == "win32":
        return False
    import fcntl

    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise FixError("another run of doclint is writing this file; run doclint again later") from None
            time.sleep(0.02)
        except OSError:
            return False  # a file system without locks
        else:
            return True

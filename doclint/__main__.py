"""Owns the program's edge: runs the command line and turns whatever goes wrong into one clear line and a status."""

import atexit
import errno
import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from doclint.cli.wishes import Wishes


def main() -> None:
    """Run doclint: exit status 0 clean, 1 findings, 2 wrong usage, 3 an unexpected failure, 130 interrupted."""
    gc.disable()  # a run makes hardly a cycle, and looking for them takes a tenth of its time
    _leave(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run doclint with these arguments and give its exit status. Raises nothing."""
    try:
        _make_ready()
        known = _told_again(arguments) if arguments[:1] == ["check"] and "--no-cache" not in arguments else None
        return _run(arguments) if known is None else known
    except KeyboardInterrupt:
        print("doclint: interrupted", file=sys.stderr)
        return 130
    except (BrokenPipeError, SystemExit):  # the reader (`| head`) has seen enough; click makes an exit of that
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is None and error.errno in _FULL:
            _drop_output()
            print(
                f"doclint: the output could not be written ({error.strerror}); make room and run again", file=sys.stderr
            )
            return 2
        return _unexpected(error)
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback reaches a user
        return _unexpected(error)


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})


def _leave(status: int) -> None:
    """Exit without taking apart all that was made: that is a tenth of a run, and the system frees it at once."""
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:  # somebody is at work still
        sys.exit(status)
    atexit._run_exitfuncs()  # noqa: SLF001  # as `multiprocessing` ends its processes
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # the reader is gone, or somebody closed the stream
        pass
    os._exit(status)


def _make_ready() -> None:
    """Open what a caller closed, so that whatever is said has a place to go."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a message must not stop the run
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let what is still to be written go nowhere: there is nobody left to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told_again(arguments: list[str]) -> int | None:
    """Tell what the same command answered earlier, if nothing has changed; nothing else is loaded for that."""
    from doclint.answer import tell
    from doclint.cache import remembered

    try:
        answer = remembered(arguments)
    except OSError:
        return None  # the folder that one is in is gone: the run says so
    if answer is None:
        return None
    tell(answer)
    sys.stdout.flush()
    return answer.status


def _run(arguments: list[str]) -> int:
    """Run the command; give the status of what is foreseen to go wrong."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        print("doclint: the folder that you are in is gone; go to another one and run again", file=sys.stderr)
        return 2
    from doclint.cli.plain import plain

    asked = plain(arguments)
    if asked is None:
        from doclint.cli.group import run

        status = run(arguments)
    else:
        status = _check(*asked, arguments)
    if not sys.stdout.closed:  # a language server closes it when its editor goes
        sys.stdout.flush()
    return status


def _check(paths: "tuple[Path, ...]", wishes: "Wishes", arguments: list[str]) -> int:
    """Check without click, unless that is loaded because something is wrong with what is asked."""
    from doclint.bundle import bundled

    try:
        with bundled():
            from doclint.cli.checking import check

            return check(paths, wishes, arguments)
    except KeyboardInterrupt:
        print(file=sys.stderr)  # below the ^C of the terminal
        raise
    except Exception as error:
        if "click" not in sys.modules:
            raise
        from doclint.cli.group import told

        return told(error, "check")


def _unexpected(error: Exception) -> int:
    import platform
    import traceback

    from doclint import __version__

    place = traceback.extract_tb(error.__traceback__)[-1]
    print(
        f"doclint: unexpected failure: {type(error).__name__}: {error}\n"
        "This is a fault in doclint, not in your docs; no file was left half written. "
        "Please report it with this line:\n"
        f"  doclint {__version__}, Python {platform.python_version()} on {platform.system()},"
        f" {os.path.basename(place.filename)}:{place.lineno} in {place.name}",  # noqa: PTH119
        file=sys.stderr,
    )
    if os.environ.get("DOCLINT_DEBUG"):
        traceback.print_exception(error)
    else:
        print("(DOCLINT_DEBUG=1 shows where it happened.)", file=sys.stderr)
    return 3


if __name__ == "__main__":
    main()

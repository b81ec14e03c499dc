"""Owns the program's edge: runs the command line and turns whatever goes wrong into one clear line and a status."""

import gc
import os
import sys


def main() -> None:
    """Run doclint: exit status 0 clean, 1 findings, 2 wrong usage, 3 an unexpected failure, 130 interrupted."""
    gc.disable()  # a run makes hardly a cycle, and looking for them takes a tenth of its time
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run doclint with these arguments and give its exit status. Raises nothing."""
    import click

    from doclint.cli import doclint

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a message must not stop the run
            stream.reconfigure(errors="backslashreplace")
    try:
        status = doclint.main(arguments, prog_name="doclint", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("doclint: interrupted", file=sys.stderr)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except (BrokenPipeError, SystemExit):  # the reader (`| head`) has seen enough; click makes an exit of that
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback reaches a user
        return _unexpected(error)
    return status if isinstance(status, int) else 0


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

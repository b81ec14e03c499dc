"""Owns what `doclint check` and `doclint compare` do once they know what is asked: run, fix, report, decide the status.

No click: a line that asks for nothing special is read and answered without it.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from doclint.answer import tell
from doclint.cli.answering import answer_of
from doclint.cli.misuse import misuse
from doclint.cli.nothing import TEXT, uncompared
from doclint.cli.wishes import Wishes
from doclint.record import replace

if TYPE_CHECKING:
    from doclint.cache import Memory
    from doclint.config import Config
    from doclint.engine.work import Workers
    from doclint.outcome import Outcome

# Fixing encoding can bring other damage to light; it is repaired in the same run, but not for ever.
_MOST_ROUNDS = 4


def check(paths: Sequence[Path], wishes: Wishes, arguments: Sequence[str]) -> int:
    """Check what is at these paths and give the exit status; `arguments` is the command line as it was typed.

    Raises what `misuse` gives.
    """
    from doclint.discover import ScopeError
    from doclint.outcome import WorkError

    where = paths or (Path(),)
    config = wishes.configure(where[0])
    if wishes.show_config:
        from doclint.cli.settings import shown

        sys.stdout.write(shown(config))
        return 0
    if all(path.suffix.lower() in TEXT and path.is_file() for path in where):
        return _check_texts(where, wishes, config)
    try:
        known = _known(
            wishes, lambda place, old: _run([place(path) for path in where], old, place(Path.cwd()), wishes), config
        )
        memory = _memory(arguments) if wishes.only_reports else None
        return _finish(lambda: _run(where, config, Path.cwd(), wishes, memory), wishes, known, memory)
    except (ScopeError, WorkError) as error:
        raise misuse(str(error)) from None


def _memory(arguments: Sequence[str]) -> "Memory":
    """Give what keeps the answer to a command line."""
    from doclint.cache import Memory

    return Memory(arguments)


def _run(
    where: Sequence[Path], config: "Config", cwd: Path, wishes: Wishes, memory: "Memory | None" = None
) -> "Outcome":
    """Check what is at these paths; `memory` is told what the answer rests on."""
    from doclint.discover import discover_pairs, reported

    scope = discover_pairs(where, config, cwd)
    asked = reported(scope, where)
    if wishes.shard:
        from doclint.cli.shards import share

        asked = share(scope, asked, wishes.shard)
    if memory is not None:
        from doclint.cache import Grounds

        memory.rests_on(Grounds(str(scope.root), tuple(str(page.path) for page in scope.pages), wishes.files(config)))
    from doclint.engine import check_scope

    return check_scope(scope, asked, config, _workers(wishes))


def _workers(wishes: Wishes) -> "Workers":
    """Give who does the work: processes of this machine, or a cluster."""
    kind, _, address = (wishes.executor or "local").partition("://")
    if kind == "local":
        from doclint.engine.pool import processes

        return processes(wishes.jobs)
    from doclint.engine.cluster import cluster

    return cluster(address)


def _check_texts(paths: Sequence[Path], wishes: Wishes, config: "Config") -> int:
    """Check files of plain text, each alone: what their words and characters show."""
    from doclint.engine.named import check_texts
    from doclint.model import Page

    def run(place: "Callable[[Path], Path]", old: "Config") -> "Outcome":
        pages = [Page(place(path), _name(path), _language_of(path, "")) for path in paths]
        return check_texts(pages, old)

    return _finish(lambda: run(lambda path: path, config), wishes, _known(wishes, run, config))


def compare(source_page: Path, translated_page: Path, wishes: Wishes) -> int:
    """Check a page against another, whatever their names, and give the exit status. Raises what `misuse` gives."""
    from doclint.engine.named import compare as run
    from doclint.model import Page

    for path in (source_page, translated_page):
        if not path.is_file():
            raise misuse(f"{path}: {'is no ordinary file' if path.exists() else 'there is no such file'}")
    config = wishes.configure(source_page)
    language = (*config.languages, _language_of(translated_page, config.source))[0]
    source = Page(
        source_page,
        _name(source_page),
        config.source if config.source_is_set or config.source != "en" else _written_in(source_page) or "en",
    )
    translation = Page(translated_page, _name(translated_page), language)

    def earlier(place: Callable[[Path], Path], config: "Config") -> "Outcome":
        before, after = replace(source, path=place(source.path)), replace(translation, path=place(translation.path))
        return run(before, after, config)

    return _finish(lambda: run(source, translation, config), wishes, _known(wishes, earlier, config))


def _known(
    wishes: Wishes, run: Callable[[Callable[[Path], Path], "Config"], "Outcome"], config: "Config"
) -> frozenset[str]:
    """Give the fingerprints of what --base REV says was there before; `run` looks at the copy of that revision."""
    if wishes.base is None:
        return frozenset()
    from doclint.cli.base import fingerprints_at
    from doclint.cli.progress import progress

    with progress(quiet=wishes.quiet):
        return fingerprints_at(
            wishes.base,
            lambda place: run(place, replace(config, path=place(config.path)) if config.path else config),
        )


def _name(path: Path) -> str:
    """Give the name by which reports call a file: relative to the working directory where it lies below it."""
    import os

    return Path(os.path.relpath(path)).as_posix()


def _language_of(path: Path, source: str) -> str:
    """Read a translation's language off its name and folders, or off its words; otherwise leave it open.

    Folders outside the working directory may be called anything: there the words come first.
    """
    from doclint.discover import language_of

    seen = Path(_name(path))
    if ".." in seen.parts:
        return language_of(Path(seen.name), source) or _written_in(path) or language_of(seen, source) or "und"
    return language_of(seen, source) or _written_in(path) or "und"


def _written_in(path: Path) -> str | None:
    """Read a file's language off its words: all of them, or those of the paragraphs that are surely not English."""
    from doclint.language import prevailing
    from doclint.text.decode import decode

    try:
        text = decode(path.read_bytes())[0]
    except OSError:
        return None  # that it cannot be read is told when it is loaded
    return prevailing(text) or _of_paragraphs(text)


def _of_paragraphs(text: str) -> str | None:
    from collections import Counter

    from doclint.foreign import third_languages

    found = Counter(language for language in third_languages(text.split("\n\n"), "und", "en") if language)
    return found.most_common(1)[0][0] if found else None


def _finish(
    run: Callable[[], "Outcome"], wishes: Wishes, known: frozenset[str] = frozenset(), memory: "Memory | None" = None
) -> int:
    """Run, fix, report what is not `known` (by fingerprint), and give the exit status; `memory` keeps the answer."""
    from doclint.cli.progress import progress

    def watched() -> "Outcome":
        with progress(quiet=wishes.quiet):
            return run()

    outcome = watched()
    changed = False
    notes = [*outcome.warnings, *uncompared(outcome)]
    if wishes.diff:
        from doclint.cli import fixing

        changed = fixing.show(outcome, unsafe=wishes.unsafe_fixes)
        return int(changed and not wishes.exit_zero)
    if wishes.unsafe_fixes and not wishes.fix:
        notes.append("--unsafe-fixes only says which repairs --fix writes and --diff shows: nothing was written")
    if wishes.fix:
        from doclint.cli import fixing

        for _ in range(_MOST_ROUNDS):
            told = fixing.write(outcome, unsafe=wishes.unsafe_fixes)
            notes += told.notes
            if not told.files:
                break
            outcome = watched()
    if wishes.write_baseline:
        notes.append(_accepted(outcome, wishes.write_baseline))
        outcome = replace(outcome, problems=())
    outcome = _without(known, _without_baseline(outcome, wishes))
    answer = answer_of(outcome, wishes, notes)
    if wishes.output:
        _write(wishes.output, answer.report)
        answer.report = ""
    tell(answer)
    if memory is not None and outcome.site.pairs:
        memory.keep(answer)
    return answer.status


def _accepted(outcome: "Outcome", path: Path) -> str:
    """Write the findings to a baseline, and say so."""
    from doclint.cli import baseline

    baseline.write(path, outcome.problems)
    return f"{path}: accepts {len(outcome.problems)} finding{'s' * (len(outcome.problems) != 1)}"


def _without_baseline(outcome: "Outcome", wishes: Wishes) -> "Outcome":
    """Take out what the baseline holds that was named."""
    if wishes.baseline is None:
        return outcome
    from doclint.cli import baseline

    return _without(baseline.read(wishes.baseline), outcome)


def _without(known: frozenset[str], outcome: "Outcome") -> "Outcome":
    """Leave out the findings with these fingerprints."""
    return replace(outcome, problems=tuple(item for item in outcome.problems if item.fingerprint not in known))


def _write(path: Path, text: str) -> None:
    """Write a report to a file, whole or not at all."""
    from doclint.fix import FixError, write_atomically

    try:
        write_atomically(path, text.encode("utf-8", "backslashreplace"))
    except FixError as error:
        raise misuse(f"{path}: the report cannot be written: {error}") from None

"""A coverage-guided fuzzer: mutates the fixtures' pages for as long as you like and keeps every input that breaks.

    pip install atheris && python benchmarks/fuzz.py all --seconds 60
    python benchmarks/fuzz.py parse --seconds 600 --finds /tmp/finds
    python benchmarks/fuzz.py parse --replay /tmp/finds/parse-1a2b3c4d

Each target of fuzz_targets.py runs in a process of its own. An input that raises or takes too long is written to the
folder of finds, one for each place in the code, and the search goes on; the exit status is 1 if there were any.
"""

import argparse
import hashlib
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(_ROOT), str(Path(__file__).parent)]
_PIECE = 1500
_NAMES = ("decode", "repair", "parse", "align", "check", "extract", "config", "front-matter", "terms")
_WORDS = (
    "# ,## ,```,~~~,`,``,> ,- ,1. ,| ,|---|,[a](b),![a](b),[a]: b,<!-- ,-->,{#id},{{< x >}},{% x %},::: note,:::,"
    '<Tip>,</Tip>,<a id=\\"x\\">,---\\x0a,+++\\x0a,\\x0a\\x0a,\\x0d\\x0a,\\xc3\\x83\\xc2\\xa1,\\xe2\\x80\\xae,'
    "\\x1b[31m,"
    "&amp;,&lt;,\\xef\\xbf\\xbd,>>> ,$ ,In [1]:,<!-- doclint: allow x -->,{/* x */},\\x1e,<details>,***,[^1],\\\\,\\x09"
).split(",")


def seeds(target: str) -> Iterator[bytes]:
    """Yield inputs to begin with: pieces of the fixtures' pages, and of what else a target reads."""
    from fuzz_targets import CUT

    if target in ("config", "terms", "front-matter"):
        yield b'source = "en"\nlanguage = ["es"]\nexclude = ["a/**"]\n[severity]\nlinks = "info"\n'
        yield b'[tool.doclint]\npairs = [{source = "a/{path}", translation = "b/{lang}/{path}"}]\nterms = "t.csv"\n'
        yield b'term,language,translation,forbidden\nfork,es,bifurcar|fork,"tenedor"\n'
        yield b'[fork]\nes = ["a", "b"]\nkeep = true\nforbidden = {es = "c"}\n'
        yield (
            b'<tbx xml:lang="en"><text><body><conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>a</term>'
            b'</termSec></langSec><langSec xml:lang="es"><termSec><term>b</term></termSec></langSec></conceptEntry>'
            b"</body></text></tbx>"
        )
        yield b'title: "A: b"\ntags: [a, b]\ndate: 2024-02-30\n---\ntext\n'
        return
    for folder in sorted((_ROOT / "fixtures/sites").iterdir()):
        pages = sorted(page for page in folder.rglob("*.md*") if page.is_file())
        for one, other in zip(pages, pages[1:] + pages[:1], strict=True):
            ours, theirs = one.read_bytes(), other.read_bytes()
            for at in range(0, min(len(ours), 4 * _PIECE), _PIECE):
                yield ours[at : at + _PIECE] + CUT + theirs[at : at + _PIECE]
                yield ours[at : at + _PIECE] + CUT + ours[at : at + _PIECE]
    for page in sorted((_ROOT / "fixtures/encoding").glob("*.md")):
        text = page.read_text(encoding="utf-8")[:_PIECE]
        yield text.encode()
        yield text.encode("utf-8").decode("cp1252", "replace").encode() + CUT + text.encode()
        yield text.encode("utf-16")


def fuzz(target: str, seconds: int, finds: Path) -> None:
    """Fuzz one target in this process. It ends with the process: that is how libFuzzer ends."""
    import atheris

    with atheris.instrument_imports(include=["doclint"]):
        from fuzz_targets import TARGETS, bounded
    run = TARGETS[target]
    seen: set[str] = set()

    def one(data: bytes) -> None:
        try:
            with bounded(data):
                run(data)
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{target} {type(error).__name__} {last.filename}:{last.lineno}"
            if place not in seen:
                seen.add(place)
                path = finds / f"{target}-{hashlib.sha256(data).hexdigest()[:8]}"
                path.write_bytes(data)
                where = traceback.format_exception(error)[-4:]
                path.with_suffix(".txt").write_text("".join(where), encoding="utf-8", errors="backslashreplace")
                print(f"FOUND {path}: {place}: {str(error)[:200]!a}", flush=True)

    with TemporaryDirectory() as box:
        corpus = Path(box)
        for data in seeds(target):
            (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        words = corpus.with_suffix(".dict")
        words.write_text("".join(f'"{word}"\n' for word in _WORDS), encoding="ascii")
        options = [f"-max_total_time={seconds}", "-max_len=4096", f"-dict={words}", "-timeout=60", "-rss_limit_mb=1500"]
        options += ["-seed=1", "-print_final_stats=1", f"-artifact_prefix={finds}/{target}-"]
        atheris.Setup([sys.argv[0], *options, str(corpus)], one)
        atheris.Fuzz()


def replay(target: str, path: Path) -> None:
    """Run one target on one input, and say how long it took."""
    from fuzz_targets import TARGETS

    start = time.process_time()
    try:
        TARGETS[target](path.read_bytes())
    finally:
        print(f"{target}: {time.process_time() - start:.2f} s")


def main() -> int:
    """Fuzz the targets named, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=("all", *_NAMES))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--finds", type=Path, default=Path("fuzz-finds"))
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.replay:
        replay(given.target, given.replay)
        return 0
    given.finds.mkdir(parents=True, exist_ok=True)
    if given.inside:
        fuzz(given.target, given.seconds, given.finds)
        return 0
    for target in _NAMES if given.target == "all" else (given.target,):
        command = [sys.executable, __file__, target, "--seconds", str(given.seconds), "--inside"]
        done = subprocess.run([*command, "--finds", str(given.finds)], capture_output=True, text=True, check=False)
        said = (done.stdout + done.stderr).splitlines()
        runs = next((line.split()[-1] for line in said if "number_of_executed_units" in line), "?")
        covered = next((line.split("cov:")[1].split()[0] for line in reversed(said) if "cov:" in line), "?")
        print(f"{target}: {runs} inputs, {covered} branches, exit status {done.returncode}", flush=True)
        print("\n".join(line for line in said if line.startswith("FOUND")) or "  nothing found", flush=True)
        if done.returncode:
            print("\n".join(said[-15:]))
    return int(any(given.finds.iterdir()))


if __name__ == "__main__":
    sys.exit(main())

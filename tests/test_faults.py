"""What a user sees when something around a run goes wrong: the table of docs/en/faults.md, row by row."""

import os
import pty
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from pages import write_pages

from doclint.__main__ import run
from doclint.engine.progress import watching

EN = "# Guide\n\n## Install\n\nRun the installer.\n"
ES = "# Guía\n\n### Instalar\n\nEjecuta el instalador.\n"
DAMAGED = "# Guía\n\n## Instalar\n\nLa instalaciÃ³n es rÃ¡pida y fÃ¡cil.\n"
ROOT = str(Path(__file__).parents[1])

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and rights of POSIX")


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(write_pages(tmp_path, {"docs/en/guide.md": EN, "docs/es/guide.md": ES}))
    return tmp_path


def outside(*arguments: str, behind: str = "", **options) -> subprocess.CompletedProcess[bytes]:
    """Run doclint in a process of its own; `behind` is what a shell is told behind the command."""
    command = [sys.executable, "-m", "doclint", *arguments]
    if behind:
        command = ["sh", "-c", f'"$0" "$@" {behind}', *command]
    environment = os.environ | {"PYTHONPATH": ROOT} | options.pop("env", {})
    return subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False, **options)


def told(capsys) -> str:
    """Give what was said on standard error, on one line."""
    return " ".join(capsys.readouterr().err.split())


# --- links, pipes, devices -----------------------------------------------------------------------------------------


def test_links_are_not_followed(site, capsys):
    (site / "docs/es/loop").symlink_to(".")
    (site / "docs/es/a.md").symlink_to("b.md")
    (site / "docs/es/b.md").symlink_to("a.md")
    (site / "docs/es/out.md").symlink_to("/etc/hostname")
    assert run(["check", "docs", "--format", "concise"]) == 1
    assert capsys.readouterr().out.count("\n") == 1


def test_a_link_to_nowhere_that_is_named(site, capsys):
    (site / "docs/es/a.md").symlink_to("a.md")
    assert run(["check", "docs/es/a.md"]) == 2
    assert "docs/es/a.md: is a link that leads nowhere, or back to itself; mend or remove it" in told(capsys)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "docs/es/pipe.md"], "is neither a file nor a folder"),
        (["compare", "docs/en/guide.md", "docs/es/pipe.md"], "is no ordinary file"),
        (["compare", "docs/en/guide.md", "/dev/zero"], "is no ordinary file"),
        (["repair", "docs/es/pipe.md"], "what a pipe or a device gives goes in by `-`"),
        (["repair", "/dev/zero"], "what a pipe or a device gives goes in by `-`"),
        (["check", "docs", "--baseline", "docs/es/pipe.md"], "the baseline is no ordinary file"),
        (["merge", "docs/es/pipe.md"], "the report is no ordinary file"),
        (["check", "docs", "--config", "docs/es/pipe.md"], "no such configuration file"),
    ],
)
def test_a_pipe_or_a_device_is_not_waited_for(site, capsys, arguments, said):
    os.mkfifo(site / "docs/es/pipe.md")
    signal.alarm(30)  # a run that waits would wait for ever
    try:
        assert run(arguments) == 2
    finally:
        signal.alarm(0)
    assert said in told(capsys)


def test_pipes_and_sockets_among_the_pages_are_passed_over(site, capsys):
    os.mkfifo(site / "docs/es/pipe.md")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("docs/es/socket.md")
        os.mkfifo(site / "doclint.toml")
        assert run(["check", "docs", "--format", "concise"]) == 1
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("content", [b"[" * 100_000, bytes(range(256)), b"[1]", b'{"findings": 3}', b""])
@pytest.mark.parametrize("arguments", [["check", "docs", "--baseline"], ["merge"]])
def test_a_report_or_a_baseline_that_is_none(site, capsys, content, arguments):
    (site / "x.json").write_bytes(content)
    assert run([*arguments, "x.json"]) == 2
    said = told(capsys)
    assert "x.json: this is no" in said or "is not saved as UTF-8" in said


# --- rights, and files that come and go ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 9, b"\x7fELF\x02\x01\x01" + bytes(400), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"]
)
def test_a_file_that_is_no_text_is_passed_over_and_never_written(site, capsys, data):
    (site / "docs/es/other.md").write_bytes(data)
    (site / "docs/en/other.md").write_text(EN, encoding="utf-8")
    run(["check", "docs", "--fix", "--unsafe-fixes"])
    assert "docs/es/other.md: skipped, it holds binary data" in "".join(capsys.readouterr())
    assert (site / "docs/es/other.md").read_bytes() == data


def test_text_in_utf_16_is_no_binary_data(site, capsys):
    (site / "docs/es/guide.md").write_bytes(ES.encode("utf-16"))
    run(["check", "docs"])
    assert "binary" not in "".join(capsys.readouterr())


def test_a_page_that_may_not_be_read_is_named(site, capsys, monkeypatch):
    (site / "docs/es/other.md").write_text(ES, encoding="utf-8")
    (site / "docs/en/other.md").write_text(EN, encoding="utf-8")
    opened = os.open

    def refuse(path, *arguments, **options):
        if os.fspath(path).endswith("other.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refuse)
    assert run(["check", "docs", "--format", "concise"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("docs/es/guide.md:3:1: error heading-level")
    assert "docs/es/other.md: cannot be read (Permission denied); check that it exists and its permissions" in said.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_rights_for_one_who_is_not_root(site, capsys):
    folder = site / "docs/es/closed"
    folder.mkdir()
    (folder / "x.md").write_text(ES, encoding="utf-8")
    folder.chmod(0)
    try:
        assert run(["check", "docs"]) == 1
        assert "closed: cannot be read (Permission denied); passed over" in told(capsys)
        assert run(["check", "docs/es/closed/x.md"]) == 2
        assert "check that you may read it and the folders above it" in told(capsys)
    finally:
        folder.chmod(0o755)


def test_a_folder_that_may_not_be_searched(site, capsys, monkeypatch):
    asked = os.stat

    def refuse(path, *arguments, **options):
        if str(path).endswith("closed/x.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return asked(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", refuse)
    assert run(["check", "docs/es/closed/x.md"]) == 2
    assert "cannot be read (Permission denied); check that you may read it" in told(capsys)


def test_a_page_that_vanishes_during_the_run(site, capsys):
    (site / "docs/es/other.md").write_text(ES, encoding="utf-8")
    (site / "docs/en/other.md").write_text(EN, encoding="utf-8")

    def vanish(step: str, _done: int, _total: int) -> None:
        if step == "reading":
            (site / "docs/es/other.md").unlink(missing_ok=True)

    with watching(vanish):
        assert run(["check", "docs", "--format", "concise"]) == 1
    said = capsys.readouterr()
    assert "docs/es/other.md: cannot be read (No such file or directory)" in said.err
    assert "docs/es/guide.md:3:1" in said.out


def test_a_page_that_changes_during_the_run_is_not_overwritten(site, capsys):
    page = site / "docs/es/guide.md"
    page.write_text(DAMAGED, encoding="utf-8")

    def change(step: str, done: int, _total: int) -> None:
        if step == "checking" and not done:
            page.write_text(DAMAGED + "\nMás.\n", encoding="utf-8")

    with watching(change):
        run(["check", "docs", "--fix"])
    assert page.read_text(encoding="utf-8") == DAMAGED + "\nMás.\n"
    assert "the file was changed while doclint ran; run doclint again" in " ".join(capsys.readouterr().out.split())


def test_the_folder_that_one_is_in_is_gone(tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    command = f'cd "{folder}" && rmdir "{folder}" && exec "{sys.executable}" -m doclint check'
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, env=os.environ | {"PYTHONPATH": ROOT}, timeout=60, check=False
    )
    assert done.returncode == 2
    assert done.stderr == b"doclint: the folder that you are in is gone; go to another one and run again\n"


@pytest.mark.parametrize("kind", ["file", "loop", "rubbish"])
def test_a_cache_that_is_none(site, capsys, kind):
    cache = site / ".doclint_cache"
    if kind == "file":
        cache.write_text("x", encoding="utf-8")
    elif kind == "loop":
        cache.symlink_to(cache.name)
    else:
        assert run(["check", "docs", "--format", "concise"]) == 1
        for path in cache.rglob("*"):
            if path.is_file():
                path.write_bytes(b"\x80\x04 rubbish")
        capsys.readouterr()
    assert run(["check", "docs", "--format", "concise"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("docs/es/guide.md:3:1: error heading-level")
    assert "Traceback" not in said.err


@pytest.mark.parametrize("content", ["gitdir: /nowhere/at/all\n", ""])
def test_a_repository_that_is_none(site, capsys, content):
    (site / ".git").write_text(content, encoding="utf-8")
    assert run(["check", "docs", "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("docs/es/guide.md:3:1: error heading-level")


def test_no_language_and_no_letters_but_ascii(site):
    done = outside("check", "docs", cwd=site, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 1
    assert b"heading-level" in done.stdout
    assert b"fault in doclint" not in done.stderr


# --- names and signs -----------------------------------------------------------------------------------------------

ODD = ["a\nb.md", "-x.md", " .md", "\x1b[31mred.md", "\u202egpj.md", "bad\udcff.md", "%s{}.md", "$(id).md", "a b.md"]


def test_odd_names(site, capsys):
    for name in ODD:
        for language, text in (("en", EN), ("es", ES)):
            Path(os.fsdecode(os.fsencode(site / "docs" / language / name))).write_text(text, encoding="utf-8")
    for form in ("full", "concise", "json", "github", "gitlab", "sarif", "junit", "html"):
        assert run(["check", "docs", "--format", form]) == 1
        out = capsys.readouterr().out
        assert not set(out) & set("\x1b\u202e\udcff"), form
        if form == "concise":
            assert out.count("\n") == len(ODD) + 1
    os.chdir("docs/es")
    assert run(["check", "--format", "concise", "--", "-x.md"]) == 1
    assert capsys.readouterr().out.startswith("-x.md:3:1: ")


def at_terminal(*arguments: str) -> bytes:
    """Run doclint with a terminal for all that it says, and give what arrives there."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "PYTHONPATH": ROOT, "NO_COLOR": "1"}
    subprocess.run(
        [sys.executable, "-m", "doclint", *arguments], stdout=theirs, stderr=theirs, env=environment, check=False
    )
    os.close(theirs)
    text = b""
    try:
        while chunk := os.read(ours, 65536):
            text += chunk
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(ours)
    return text


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "docs", "--min-severity", "info"],
        ["check", "docs", "--diff"],
        ["repair", "docs/es/guide.md", "--diff"],
        ["repair", "docs/es/guide.md", "--explain"],
        ["check", "\x1b[31m\u202e"],
        ["check", "docs", "--select", "\x1b]0;x\x07"],
    ],
)
def test_nothing_that_acts_on_a_terminal_reaches_one(site, arguments):
    page = site / "docs/es/guide.md"
    page.write_text("# Guía\n\n### \x1b]0;x\x07 \u202eabc\u2066 \x9b31m\n\nLa instalaciÃ³n.\x01\n", encoding="utf-8")
    text = at_terminal(*arguments).decode().replace("\x1b[K", "")
    assert text
    assert not set(text) & set("\x1b\x07\x01\x9b\u202e\u2066")


def test_a_diff_for_programs_is_byte_for_byte(site):
    page = site / "docs/es/guide.md"
    page.write_bytes(DAMAGED.encode() + b"\n\x1b \xff\n")
    done = outside("repair", "docs/es/guide.md", "--diff", cwd=site)
    assert done.returncode == 1
    assert b"\x1b \xff\n" in done.stdout
    patched = subprocess.run(
        ["git", "apply", "--check", "-"], input=done.stdout, cwd=site, capture_output=True, check=False
    )
    assert patched.returncode == 0, patched.stderr


# --- where the output goes -----------------------------------------------------------------------------------------

full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@full
@pytest.mark.parametrize(
    ("arguments", "behind", "said"),
    [
        (["check", "docs"], ">/dev/full", b"doclint: the output could not be written (No space left on device)"),
        (["check", "docs", "--output", "/dev/full"], "", b"/dev/full: the report cannot be written"),
        (["check", "docs", "--write-baseline", "/dev/full"], "", b"/dev/full: the baseline cannot be written"),
        (["check", "docs", "--output", "no/such/x.json"], "", b"the folder no/such is not there"),
    ],
)
def test_a_full_disk_is_one_clear_line(site, arguments, behind, said):
    done = outside(*arguments, behind=behind, cwd=site)
    assert done.returncode == 2
    assert said in done.stderr
    assert b"fault in doclint" not in done.stderr


@full
def test_a_summary_that_cannot_be_written_is_a_note(site):
    done = outside("check", "docs", "--format", "github", cwd=site, env={"GITHUB_STEP_SUMMARY": "/dev/full"})
    assert done.returncode == 1
    assert b"the job's summary cannot be written (No space left on device)" in done.stderr


@pytest.mark.parametrize(("behind", "status"), [(">&-", 1), ("2>&-", 1), ("<&-", 1)])
def test_streams_that_the_caller_closed(site, behind, status):
    done = outside("check", "docs", behind=behind, cwd=site)
    assert done.returncode == status
    assert b"fault in doclint" not in done.stdout + done.stderr


def test_a_reader_that_has_seen_enough(site):
    done = outside("rules", "--format", "json", behind="| head -c 1", cwd=site)
    assert (done.stdout, done.stderr) == (b"{", b"")


_STOPS = """
import sys, time
from doclint.__main__ import run
from doclint.engine.progress import watching

def tell(step, done, total):
    if step == "checking":
        print("now", flush=True)
        time.sleep(60)

with watching(tell):
    sys.exit(run(sys.argv[1:]))
"""


def test_ctrl_c_leaves_nothing_half_done(site):
    for number in range(5):
        for language, text in (("en", EN), ("es", DAMAGED)):
            (site / "docs" / language / f"p{number}.md").write_text(text * 30, encoding="utf-8")
    before = {path: path.read_bytes() for path in site.rglob("*.md")}
    command = [sys.executable, "-c", _STOPS, "check", "docs", "--fix", "--format", "json", "--output", "r.json"]
    running = subprocess.Popen(
        [*command, "--jobs", "1"],
        cwd=site,
        env=os.environ | {"PYTHONPATH": ROOT},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"now\n"
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.strip().endswith(b"doclint: interrupted")
    assert not (site / "r.json").exists()
    assert not [path for path in site.rglob("*") if path.name.startswith(".doclint")]
    for path, old in before.items():
        now = path.read_bytes()
        assert now == old or b"\xc3\x83" not in now
        assert stat.S_ISREG(path.stat().st_mode)


# --- size ----------------------------------------------------------------------------------------------------------


def test_a_file_too_large_for_a_page_is_skipped_with_one_line(site, capsys):
    (site / "docs/es/large.md").write_text("palabra " * 500_000, encoding="utf-8")
    (site / "docs/en/large.md").write_text(EN, encoding="utf-8")
    assert run(["check", "docs", "--format", "concise"]) == 1
    assert "docs/es/large.md: skipped, larger than 3 MB; split it or exclude it" in capsys.readouterr().err

"""Fixing never harms a file: edits, the guard, and atomic writing."""

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.fix import FixError, apply_edits, choose, diff, fix_document, plan, write_atomically
from doclint.model import Code, Cut, Document, Edit, Finding, Fix, Heading, Problem, Prose, Severity, Span

ODD = st.text(alphabet="aé😀\r\n\t\u2028\u0085\x0b\x0c\u00a0\u200dé\ufeff\udcf1\0#`", max_size=60)


@st.composite
def texts_and_edits(draw):
    text = draw(ODD)
    offset = st.integers(0, len(text))
    edits = [Edit(Span(*sorted((draw(offset), draw(offset)))), draw(ODD)) for _ in range(draw(st.integers(0, 8)))]
    return text, edits


# --- edits ---------------------------------------------------------------------------------------------------------


@given(texts_and_edits())
def test_nothing_outside_the_kept_edits_changes(given_):
    text, edits = given_
    kept, rejected = choose(edits)
    after = apply_edits(text, edits)
    at = grown = 0
    for edit in kept:
        assert after[at + grown : edit.span.start + grown] == text[at : edit.span.start]
        start = edit.span.start + grown
        assert after[start : start + len(edit.text)] == edit.text
        grown += len(edit.text) - len(edit.span)
        at = edit.span.end
    assert after[at + grown :] == text[at:]
    assert set(kept) | set(rejected) == set(edits)
    assert not set(kept) & set(rejected)


@given(texts_and_edits(), st.randoms())
def test_order_of_edits_does_not_matter(given_, random):
    text, edits = given_
    shuffled = edits[:]
    random.shuffle(shuffled)
    assert apply_edits(text, edits) == apply_edits(text, shuffled)


@given(texts_and_edits())
def test_kept_edits_never_overlap_and_rejected_ones_do(given_):
    _, edits = given_
    kept, rejected = choose(edits)
    for one, other in pairwise(kept):
        assert one.span.end <= other.span.start
        assert one.span != other.span
    for edit in rejected:
        assert any(k.span == edit.span or (k.span.start < edit.span.end and edit.span.start < k.span.end) for k in kept)


def test_of_two_overlapping_edits_the_first_is_kept():
    first, second = Edit(Span(0, 4), "x"), Edit(Span(2, 6), "y")
    assert choose([second, first]) == ((first,), (second,))
    assert apply_edits("abcdef", [second, first]) == "xef"


def test_edits_that_touch_go_together_and_twice_the_same_counts_once():
    edits = [Edit(Span(0, 3), "1"), Edit(Span(3, 3), "2"), Edit(Span(3, 6), "3"), Edit(Span(0, 3), "1")]
    assert apply_edits("abcdef", edits) == "123"


def test_two_insertions_at_one_point_have_no_order():
    kept, rejected = choose([Edit(Span(1, 1), "b"), Edit(Span(1, 1), "a")])
    assert len(kept) == len(rejected) == 1


def test_an_edit_outside_the_text_is_an_error():
    with pytest.raises(ValueError, match="outside"):
        apply_edits("abc", [Edit(Span(2, 9), "")])


# --- plans ---------------------------------------------------------------------------------------------------------


def document(text, path="docs/es/a.md", blocks=()):
    return Document(path, "es", text, lambda: Cut(blocks))


def problem(page, edits, safety="safe", rule="r"):
    edits = tuple(edits)
    return Problem(rule, Severity.ERROR, Finding(page, edits[0].span, "m", fix=Fix(edits, safety)), "f")


def test_a_plan_takes_fixes_whole_or_not_at_all():
    page = document("abcdefghij")
    one = problem(page, [Edit(Span(0, 2), "X"), Edit(Span(6, 8), "Y")])
    cut = problem(page, [Edit(Span(3, 4), "Z"), Edit(Span(7, 9), "W")])
    free = problem(page, [Edit(Span(9, 10), "V")])
    (made,) = plan([free, cut, one]).values()
    assert made.done == (one, free)
    assert made.refused == (cut,)
    assert apply_edits(page.text, made.edits) == "XcdefYiV"


def test_a_plan_prefers_safe_fixes_and_takes_unsafe_ones_only_when_asked():
    page = document("abcdef")
    unsafe = problem(page, [Edit(Span(0, 3), "U")], "unsafe")
    safe = problem(page, [Edit(Span(2, 4), "S")])
    assert plan([unsafe, safe])[page.path].done == (safe,)
    both = plan([unsafe, safe], ("safe", "unsafe"))[page.path]
    assert (both.done, both.refused) == ((safe,), (unsafe,))
    assert plan([unsafe]) == {}


def test_two_problems_with_the_same_fix_are_both_done():
    page = document("abc")
    one, other = problem(page, [Edit(Span(0, 1), "x")]), problem(page, [Edit(Span(0, 1), "x")], rule="s")
    assert plan([one, other])[page.path].done == (one, other)


# --- diff ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\r\nb\r\n", "a\r\nB\r\n"),
        ("a\nb", "a\nb\n"),
        ("a\nb\n", "a\nb"),
        ("", "new\n"),
        ("a\u2028b\x0cc\u0085d\nx\n", "a\u2028b\x0cc\u0085d\ny\n"),
    ],
)
def test_a_diff_can_be_applied_by_git(tmp_path, before, after):
    path = tmp_path / "docs es" / "á.md"
    path.parent.mkdir()
    path.write_bytes(before.encode())
    patch = "".join(diff("docs es/á.md", before, after))
    if before:
        git = ["git", "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"]
        subprocess.run(git, cwd=tmp_path, input=patch.encode(), check=True)
        assert path.read_bytes() == after.encode()


@given(ODD, ODD)
def test_a_diff_is_empty_only_for_equal_texts(before, after):
    lines = list(diff("a.md", before, after))
    assert bool(lines) == (before != after)
    assert all(line.endswith("\n") for line in lines)


# --- the guard -----------------------------------------------------------------------------------------------------


def cut(text):
    """Cut into headings, fences and one-line paragraphs: a parser small enough to see through."""
    blocks, at, fence = [], 0, -1
    for line in text.split("\n"):
        end = at + len(line)
        if line.startswith("```"):
            if fence < 0:
                fence = at
            else:
                blocks.append(Code(Span(fence, end), "", Span(fence, fence), "", "", Span(fence, end), "```"))
                fence = -1
        elif fence < 0 and line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            blocks.append(Heading(Span(at, end), level, line[level:].strip(), Span(at + level, end)))
        elif fence < 0 and line.strip():
            blocks.append(Prose(Span(at, end), line))
        at = end + 1
    if fence >= 0:
        blocks.append(
            Code(Span(fence, len(text)), "", Span(fence, fence), "", "", Span(fence, at), "```", closed=False)
        )
    return document(text, blocks=tuple(blocks))


PAGE = "# One\n\ntext\n\n```\ncode\n```\n\n## Two\n\nmore\n"


def edit(page, old, new):
    at = page.text.index(old)
    return Edit(Span(at, at + len(old)), new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text", "other text"),
        ("## Two", "### Two"),
        ("code\n", ""),
        ("text\n", "text\n\nan added paragraph\n"),
        ("\n## Two", "\n```\nadded\n```\n\n## Two"),
        ("# One\n\n", ""),
        ("more\n", ""),
        ("text", "a\n\nb"),
    ],
)
def test_the_guard_lets_through_what_changes_only_the_edited_blocks(old, new):
    page = cut(PAGE)
    assert fix_document(page, [edit(page, old, new)], cut) == PAGE.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("text", "```", "line 5"),  # opens a fence that swallows the rest
        ("code\n```", "code\n", "line 9"),  # the fence's end goes
        ("text\n\n```", "text\n\n``", "line 9"),
        ("code\n```\n\n", "code\n``` ", "line 9"),  # the heading joins the line before
    ],
)
def test_the_guard_refuses_what_changes_other_blocks(old, new, says):
    page = cut(PAGE)
    with pytest.raises(FixError, match=says):
        fix_document(page, [edit(page, old, new)], cut)


def test_the_guard_refuses_a_block_that_appears_elsewhere():
    page = cut(PAGE)

    def lies(text):
        found = cut(text)
        return document(text, blocks=(*found.blocks, Prose(Span(len(text), len(text)), "")))

    with pytest.raises(FixError, match="elsewhere"):
        fix_document(page, [edit(page, "text", "prose")], lies)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["# h", "## h", "```", "text", "", "more text"]), max_size=14), st.data())
def test_the_guard_keeps_every_untouched_block(lines, data):
    page = cut("\n".join(lines))
    offset = st.integers(0, len(page.text))
    edits = [
        Edit(
            Span(*sorted((data.draw(offset), data.draw(offset)))), data.draw(st.sampled_from(["", "x", "\n", "```\n"]))
        )
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    try:
        after = fix_document(page, edits, cut)
    except FixError:
        return
    kept, _ = choose(edits)
    # Whatever block lies apart from every edit must be found again, in order.
    apart = [
        page.text[b.span.start : b.span.end]
        for b in page.blocks
        if not any(e.span.start <= b.span.end and b.span.start <= e.span.end for e in kept)
    ]
    found = iter(after[b.span.start : b.span.end] for b in cut(after).blocks)
    assert all(text in found for text in apart)


# --- writing -------------------------------------------------------------------------------------------------------

OLD, NEW = b"\xef\xbb\xbfold \xf1\r\n" * 50, b"\xef\xbb\xbfnew \xf1\r\n" * 60


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "página.md"
    path.write_bytes(OLD)
    return path


def only(path):
    """Nothing but `path` may be left in its folder."""
    return [child.name for child in path.parent.iterdir()] == [path.name]


def test_writes_and_keeps_the_mode(page):
    page.chmod(0o754)
    assert write_atomically(page, NEW, OLD)
    assert page.read_bytes() == NEW
    assert stat.S_IMODE(page.stat().st_mode) == 0o754
    assert only(page)


def test_does_not_touch_a_file_that_has_the_content_already(page):
    before = page.stat()
    assert not write_atomically(page, OLD)
    after = page.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_makes_a_new_file_with_the_usual_mode(tmp_path):
    write_atomically(tmp_path / "a.md", NEW)
    (tmp_path / "b.md").write_bytes(NEW)
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b.md").stat().st_mode


def test_refuses_a_file_that_changed_meanwhile(page):
    page.write_bytes(b"edited by hand")
    with pytest.raises(FixError, match="was changed"):
        write_atomically(page, NEW, OLD)
    assert page.read_bytes() == b"edited by hand"
    assert only(page)


def test_refuses_a_file_that_changes_at_the_last_moment(page, monkeypatch):
    sync = os.fsync

    def slow(file):
        page.write_bytes(b"edited by hand")
        sync(file)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(FixError, match="was changed"):
        write_atomically(page, NEW, OLD)
    assert page.read_bytes() == b"edited by hand"
    assert only(page)


def test_the_work_of_another_run_is_as_good(page):
    page.write_bytes(NEW)
    assert not write_atomically(page, NEW, OLD)


def test_reports_a_vanished_file(page):
    page.unlink()
    with pytest.raises(FixError, match="no longer there"):
        write_atomically(page, NEW, OLD)
    assert not page.exists()


def test_reports_a_missing_folder(tmp_path):
    with pytest.raises(FixError, match="folder"):
        write_atomically(tmp_path / "no" / "a.md", NEW)


def test_reports_a_read_only_file(page):
    page.chmod(0o444)
    with pytest.raises(FixError, match="read-only"):
        write_atomically(page, NEW, OLD)
    assert page.read_bytes() == OLD


def test_reports_a_folder_and_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(FixError, match="no ordinary file"):
            write_atomically(path, NEW, OLD)


def test_follows_a_link_and_keeps_it(page, tmp_path):
    link = tmp_path / "links" / "a.md"
    link.parent.mkdir()
    link.symlink_to(page)
    write_atomically(link, NEW, OLD)
    assert link.is_symlink()
    assert page.read_bytes() == NEW


def test_reports_links_that_lead_nowhere(tmp_path):
    lost, loop = tmp_path / "lost.md", tmp_path / "loop.md"
    lost.symlink_to(tmp_path / "nothing.md")
    loop.symlink_to(loop)
    for path in (lost, loop):
        with pytest.raises(FixError):
            write_atomically(path, NEW, OLD)


def test_keeps_hard_links_together(page, tmp_path):
    other = tmp_path / "other.md"
    os.link(page, other)
    write_atomically(page, NEW, OLD)
    assert other.read_bytes() == page.read_bytes() == NEW
    assert page.stat().st_nlink == 2
    assert sorted(child.name for child in tmp_path.iterdir()) == ["other.md", "página.md"]


def test_restores_a_hard_link_when_the_disk_is_full(page, tmp_path, monkeypatch):
    os.link(page, tmp_path / "other.md")
    write, written = os.write, []

    def full(file, data):
        written.append(bytes(data))
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        return write(file, bytes(data)[:100] if len(written) == 2 else data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FixError, match="No space"):
        write_atomically(page, NEW, OLD)
    assert page.read_bytes() == OLD
    assert sorted(child.name for child in tmp_path.iterdir()) == ["other.md", "página.md"]


def test_says_where_the_old_text_is_after_an_interrupted_write(page, tmp_path):
    os.link(page, tmp_path / "other.md")
    from doclint.fix.files import _rescue_copy

    copy = _rescue_copy(page, OLD)
    page.write_bytes(OLD[:10])
    with pytest.raises(FixError, match=copy.name):
        write_atomically(page, NEW)
    assert copy.read_bytes() == OLD
    page.write_bytes(OLD)
    assert write_atomically(page, NEW)
    assert not copy.exists()


def test_a_full_disk_leaves_the_old_file(page, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FixError, match="No space"):
        write_atomically(page, NEW, OLD)
    assert page.read_bytes() == OLD
    assert only(page)


def test_cleans_up_after_a_killed_run(page):
    from doclint.fix.files import _short

    page.with_name(f".doclint-{_short(page.name)}.tmp").write_bytes(b"half")
    write_atomically(page, NEW, OLD)
    assert only(page)


def test_keeps_extended_attributes(page):
    if sys.platform != "linux":
        pytest.skip("needs extended attributes")
    try:
        os.setxattr(page, "user.doclint", b"1")
    except OSError:
        pytest.skip("a file system without extended attributes")
    write_atomically(page, NEW, OLD)
    assert os.getxattr(page, "user.doclint") == b"1"


WRITER = """
import sys
from pathlib import Path
from doclint.fix import FixError, write_atomically
path, size, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
contents = [letter * size for letter in (b"a", b"b")]
print("ready", flush=True)
for turn in range(rounds):
    try:
        write_atomically(path, contents[turn % 2])
    except FixError as error:
        print(error)
        sys.exit(7)
"""


def writer(path, size, rounds, **options):
    command = [sys.executable, "-c", WRITER, str(path), str(size), str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1], **options)


def test_kill_leaves_the_old_or_the_new_file(tmp_path):
    path = tmp_path / "a.md"
    size = 300_000
    path.write_bytes(b"a" * size)
    for trial in range(24):
        process = writer(path, size, 10**9)
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.003 * (trial % 8) + 0.0007 * trial)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        content = path.read_bytes()
        assert content in (b"a" * size, b"b" * size)
    assert len(list(tmp_path.iterdir())) <= 2  # at most one leaving, however many were killed
    write_atomically(path, b"end")
    assert only(path)


def test_two_writers_take_turns(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"a" * 50_000)
    processes = [writer(path, 50_000, 60) for _ in range(2)]
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert path.read_bytes() in (b"a" * 50_000, b"b" * 50_000)
    assert only(path)


@contextmanager
def unprivileged():
    """Root may do everything, so be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.parametrize("linked", [False, True])
def test_writes_in_a_folder_that_is_not_writable(linked):
    with TemporaryDirectory() as root:
        folder = Path(root) / "docs"
        folder.mkdir()
        path = folder / "a.md"
        path.write_bytes(b"old")
        path.chmod(0o666)
        if linked:
            os.link(path, folder / "b.md")
        Path(root).chmod(0o755)
        folder.chmod(0o555)
        inode = path.stat().st_ino
        with unprivileged():
            assert write_atomically(path, b"new text", b"old")
        assert path.read_bytes() == b"new text"
        assert path.stat().st_ino == inode
        assert len(list(folder.iterdir())) == 1 + linked
        folder.chmod(0o755)


def test_never_takes_a_file_away_from_its_owner():
    if os.geteuid() != 0:
        pytest.skip("only root has files of others to write")
    with TemporaryDirectory() as root:
        Path(root).chmod(0o777)
        path = Path(root) / "a.md"
        path.write_bytes(b"old")
        path.chmod(0o666)
        with unprivileged():
            write_atomically(path, b"new", b"old")
        assert (path.read_bytes(), path.stat().st_uid) == (b"new", 0)
        os.chown(path, 65534, 65534)
        write_atomically(path, b"newer", b"new")
        assert (path.read_bytes(), path.stat().st_uid) == (b"newer", 65534)

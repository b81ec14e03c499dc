"""The bundle of compiled modules: a run is the same with it, without it, and with one that is damaged or outdated."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pages import write_pages

ROOT = Path(__file__).parents[1]
SAYS = "\nprint('loaded from', __spec__.loader.__class__.__module__)\n"
FINDING = "docs/es/a.md:3:1"


@pytest.fixture
def installed(tmp_path):
    """Give a folder with a copy of doclint and a small site that has a finding."""
    for name in ("doclint", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    write_pages(tmp_path, {"docs/en/a.md": "# One\n\n## Two\n", "docs/es/a.md": "# Uno\n\n### Dos\n"})
    return tmp_path


def check(folder: Path, **environment: str) -> str:
    """Check the site with the copy, and give what is printed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(
        [sys.executable, "-m", "doclint", "check", "docs", "--no-cache"],
        cwd=folder, env=kept | {"PYTHONPATH": str(folder)} | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1, ran.stderr
    assert FINDING in ran.stdout
    return ran.stdout


def bundles(folder: Path) -> list[Path]:
    return [path for path in (folder / "doclint").rglob("*") if ".modules" in path.name]


def put(content: bytes, at: int, damage: bytes) -> bytes:
    """Damage a bundle so many bytes behind its header."""
    at += content.index(b")\n") + 2
    return content[:at] + damage + content[at + len(damage) :]


def test_the_second_run_takes_its_modules_from_the_bundle(installed):
    with (installed / "doclint/engine/__init__.py").open("a", encoding="utf-8") as file:
        file.write(SAYS)
    first, second = check(installed), check(installed)
    assert "loaded from _frozen_importlib_external" in first
    assert "loaded from doclint.bundle" in second
    assert first.partition("loaded from")[0] == second.partition("loaded from")[0]
    assert len(bundles(installed)) == 1


def test_a_module_that_has_changed_is_read_anew_and_taken_in(installed):
    check(installed)
    module = installed / "doclint/engine/__init__.py"
    module.write_text(module.read_text(encoding="utf-8") + SAYS, encoding="utf-8")
    assert "loaded from _frozen_importlib_external" in check(installed)
    assert "loaded from doclint.bundle" in check(installed)


def test_a_module_that_is_gone_is_not_brought_back(installed):
    check(installed)
    module = installed / "doclint/engine/selection.py"
    module.rename(module.with_name("gone.txt"))
    ran = subprocess.run(
        [sys.executable, "-m", "doclint", "check", "docs", "--no-cache"],
        cwd=installed, env=os.environ | {"PYTHONPATH": str(installed)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 3
    assert "doclint.engine.selection" in ran.stderr


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: b"x" + content[1:],
        lambda content: put(content, 0, b"\xff" * 8),
        lambda content: put(content, 8, b"N"),
    ],
    ids=["empty", "half", "last byte lost", "longer", "another Python's", "endless table", "no table"],
)
def test_a_damaged_bundle_is_none_and_is_written_anew(installed, damage):
    whole = check(installed)
    (path,) = bundles(installed)
    content = path.read_bytes()
    path.write_bytes(damage(content))
    assert check(installed) == whole
    assert len(path.read_bytes()) == len(content)


def test_damaged_code_in_a_bundle_is_read_from_its_own_file(installed):
    whole = check(installed)
    (path,) = bundles(installed)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2].ljust(len(content), b"\xff"))
    assert check(installed) == whole


def test_what_a_run_has_no_use_for_is_no_longer_read_by_all(installed):
    everything = "import pkgutil, doclint\nfor module in pkgutil.walk_packages(doclint.__path__, 'doclint.'):\n"
    everything += "    if '.lsp' not in module.name and '__main__' not in module.name: __import__(module.name)\n"
    everything += "from doclint.__main__ import run\nrun(['check', 'docs', '--no-cache'])\n"
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", everything], cwd=installed, env=kept, check=True, capture_output=True)
    (path,) = bundles(installed)
    all_as_they_are = path.stat().st_size
    whole = check(installed)
    apart = path.read_bytes()
    assert len(apart) > all_as_they_are  # code that stands for itself shares nothing
    assert check(installed) == whole
    assert path.read_bytes() == apart


def test_a_copy_elsewhere_does_not_run_the_code_of_the_first(installed):
    check(installed)
    other = installed / "other"
    other.mkdir()
    for name in ("doclint", "rules", "docs"):
        shutil.copytree(installed / name, other / name, copy_function=shutil.copy2)
    shutil.rmtree(installed / "doclint")
    check(other)


def test_where_python_writes_no_compiled_modules_doclint_writes_none(installed):
    check(installed, PYTHONDONTWRITEBYTECODE="1")
    assert not bundles(installed)


def test_compiled_modules_that_are_kept_elsewhere_have_the_bundle_with_them(installed, tmp_path):
    check(installed, PYTHONPYCACHEPREFIX=str(tmp_path / "elsewhere"))
    assert not bundles(installed)
    assert list((tmp_path / "elsewhere").rglob("bundle.*.modules"))


@pytest.mark.skipif(os.name == "nt" or not os.geteuid(), reason="root may write everything")
def test_where_nothing_can_be_written_there_is_none(installed):
    (installed / "doclint/__pycache__").mkdir()
    (installed / "doclint/__pycache__").chmod(0o555)
    check(installed)
    assert not bundles(installed)

"""What people who use doclint for the first time tripped over, and no longer do."""

from pathlib import Path

import pytest

from doclint.__main__ import run

EN = "# Guide\n\n## Install\n\nRun the installer now.\n\n```sh\nmake all\nmake install\n```\n"
ES = "# Guía\n\n## Instalar\n\nEjecuta el instalador.\n\n```sh\nmake all\nmake install\n```\n"
WRONG_CODE = ES.replace("make install", "make instal")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Give a function that writes pages by their names into a fresh folder and goes there."""

    def write(spanish: str | bytes = ES, **more: str | bytes) -> Path:
        pages = {"docs/en/guide.md": EN, "docs/es/guide.md": spanish} | {
            name.replace("__", "/") + ".md": text for name, text in more.items()
        }
        for name, text in pages.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return write


def test_suggestions_are_written_only_with_fix(site, capsys, monkeypatch):
    root = site(WRONG_CODE)
    monkeypatch.setattr("sys.argv", ["doclint", "check", "docs", "--unsafe-fixes"])
    assert run(["check", "docs", "--unsafe-fixes"]) == 1
    out = capsys.readouterr().out
    assert (root / "docs/es/guide.md").read_text(encoding="utf-8") == WRONG_CODE
    assert "nothing was written" in out
    assert out.endswith("Next: doclint check docs --unsafe-fixes --diff    shows what --fix would change\n")
    assert run(["check", "docs", "--unsafe-fixes", "--diff"]) == 1
    assert "+make install" in capsys.readouterr().out
    assert run(["check", "docs", "--fix", "--unsafe-fixes"]) == 0
    assert (root / "docs/es/guide.md").read_text(encoding="utf-8") == ES

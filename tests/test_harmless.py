"""A safe fix breaks no link: after `--fix` no more links lead nowhere than before."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from doclint.__main__ import run

SITES = Path(__file__).parents[1] / "fixtures" / "sites"
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
CORPORA = ("cncf__glossary", "conventional-commits__conventionalcommits.org", "learnlatex__learnlatex.github.io")


def dead_links(capsys) -> Counter[tuple[str, str]]:
    run(["check", ".", "--no-cache", "--select", "broken-anchor,broken-link", "--format", "json"])
    return Counter((found["path"], found["message"]) for found in json.loads(capsys.readouterr().out)["findings"])


def broken_by_fixing(site: Path, tmp_path: Path, monkeypatch, capsys) -> Counter[tuple[str, str]]:
    copy = tmp_path / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns(".git"), copy_function=shutil.copyfile)
    monkeypatch.chdir(copy)
    before = dead_links(capsys)
    run(["check", ".", "--no-cache", "--fix", "--exit-zero", "--quiet", "--select", "anchors,code,encoding,links"])
    capsys.readouterr()
    return dead_links(capsys) - before


@pytest.mark.parametrize("site", sorted(path.name for path in SITES.iterdir() if path.is_dir()))
def test_fixing_a_site_breaks_no_link(site, tmp_path, monkeypatch, capsys):
    assert not broken_by_fixing(SITES / site, tmp_path, monkeypatch, capsys)


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the shared corpora are not at {CORPUS}")
@pytest.mark.parametrize("site", CORPORA)
def test_fixing_a_real_site_breaks_no_link(site, tmp_path, monkeypatch, capsys):
    assert not broken_by_fixing(CORPUS / site, tmp_path, monkeypatch, capsys)


SOURCE = "# Boats\n\n## Setup {#setup}\n\nSee [tools](#tools).\n\n## Tools {#tools}\n"
SHIPPED = "# Barcos\n\n## Preparación {#setup}\n\nMira [útiles](#utiles).\n\n## Útiles {#utiles}\n"


@pytest.mark.parametrize(
    "other",
    ["Mira [útiles](barcos.md#utiles).\n", "Mira [útiles](./barcos.md#UTILES).\n", "[u]: barcos.md#utiles\n\n[u]\n"],
)
def test_no_fix_is_offered_where_another_page_leads_to_the_old_id(other, tmp_path, monkeypatch, capsys):
    for name, text in {"en/barcos.md": SOURCE, "es/barcos.md": SHIPPED, "en/a.md": "A.\n", "es/a.md": other}.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run(["check", ".", "--no-cache", "--fix", "--select", "changed-anchor", "--format", "json"])
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert found["fix"] is None
    assert "links in docs/es/a.md lead to `#" in found["message"]
    assert (tmp_path / "docs" / "es" / "barcos.md").read_text(encoding="utf-8") == SHIPPED

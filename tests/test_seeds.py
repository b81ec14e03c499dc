"""The seed documents, whose truth is known exactly, through the command; skipped without the shared corpora."""

import json
from pathlib import Path

import pytest

from doclint.__main__ import run

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
HISTORY = CORPUS / "glossary-history"
DAMAGED_LINES = (
    "12,19,25,29,54,60,67,76,80,86,92,96,100,104,110,112,116,118,120,124,130,136,144,148,150,152,156,158,164,166,167,174,"
    "178,182,186,202,203,210,216,224,245,248,250,252,254,256,257,259,260,261,262,266,270,274,280,285,291,295,306,308,312,"
    "316,320,324,326,328,332,336,338,348,354,358,362,364,368,370,374,383,387,393,394,398,402,406,407,413,426,433,435,448,"
    "452,458,464"
)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the shared corpora are not at {CORPUS}")


def seed(number: str) -> Path:
    return next((CORPUS / "seeds").glob(f"{number}_*"))


def english(commit: str) -> Path:
    return next(HISTORY.glob(f"*_{commit}_en.md"))


def spanish(commit: str) -> Path:
    return next(HISTORY.glob(f"*_{commit}_es.md"))


def compared(capsys, source: Path, translation: Path) -> list[tuple[str, int]]:
    capsys.readouterr()
    run(["compare", str(source), str(translation), "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert all(finding["path"].endswith(translation.name) for finding in findings)
    return [(finding["rule"], finding["line"]) for finding in findings]


def without_damage(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [item for item in found if item[0] != "mojibake"]


def test_seed_001_against_its_own_english_page_is_damaged_and_nothing_else(capsys):
    found = compared(capsys, english("f497f564bb"), seed("001"))
    assert found == [("mojibake", int(line)) for line in DAMAGED_LINES.split(",")]


def test_seed_001_is_restored_byte_for_byte(capsys, tmp_path):
    damaged = tmp_path / "glossary.md"
    damaged.write_bytes(seed("001").read_bytes())
    assert run(["compare", str(english("f497f564bb")), str(damaged), "--fix"]) == 0
    assert damaged.read_bytes() == spanish("f497f564bb").read_bytes()
    damaged.write_bytes(seed("001").read_bytes())
    assert run(["repair", "--write", str(damaged)]) == 0
    assert damaged.read_bytes() == spanish("f497f564bb").read_bytes()


def test_seed_001_against_newest_english(capsys):
    found = without_damage(compared(capsys, english("150eb7c9ed"), seed("001")))
    assert found == [("changed-inline-code", 86), ("changed-link", 150), ("changed-link", 186)]


def test_newest_spanish_against_newest_english(capsys):
    assert compared(capsys, english("150eb7c9ed"), spanish("150eb7c9ed")) == [("changed-inline-code", 86)]


def test_seed_001_against_the_english_of_its_first_translation(capsys):
    found = without_damage(compared(capsys, english("815ea8e8a2"), seed("001")))
    assert found == [
        ("changed-code", 36),
        ("changed-inline-code", 148),
        ("changed-link", 168),
        ("changed-code", 191),
        ("changed-link", 379),
        ("changed-code", 418),
    ]


@pytest.mark.parametrize("page", sorted(HISTORY.glob("*_en.md")), ids=lambda path: path.name)
def test_english_pages_are_left_untouched(page, tmp_path):
    copy = tmp_path / "glossary.md"
    copy.write_bytes(page.read_bytes())
    run(["repair", "--write", str(copy)])
    assert copy.read_bytes() == page.read_bytes()


def test_seed_000_is_older_than_seed_001_in_four_names(capsys):
    found = without_damage(compared(capsys, spanish("f497f564bb"), seed("000")))
    assert found == [("changed-code", 29), ("changed-inline-code", 128), ("changed-code", 168), ("changed-code", 361)]
    found = without_damage(compared(capsys, seed("000"), seed("001")))
    assert found == [("changed-code", 36), ("changed-inline-code", 148), ("changed-code", 191), ("changed-code", 418)]


def test_seed_002_names_every_kind_of_damage_and_nothing_else(capsys):
    run(["compare", str(english("f497f564bb")), str(seed("002")), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {item["rule"] for item in found} == {"scrape-residue", "mojibake"}
    messages = " / ".join(item["message"] for item in found)
    for count in (
        "126 lines end",
        "4 lines say only `thon`",
        "38 headings",
        "9 lines lost",
        "19 links",
        "15 code spans",
    ):
        assert count in messages
    run(["compare", str(seed("002")), str(spanish("f497f564bb")), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {item["rule"] for item in found} == {"scrape-residue", "mojibake"}


def test_seed_002_is_restored_with_its_counterpart(capsys):
    run(["repair", str(seed("002")), "--reference", str(english("f497f564bb"))])
    made = [line.rstrip() for line in capsys.readouterr().out.rstrip().split("\n")]
    page = english("f497f564bb").read_text(encoding="utf-8").split("\n")[300:522]
    assert made[:4] == ["Spaces:", "Running", "Running", ""]
    assert made[4:] == [line.rstrip() for line in page]


def test_seeds_003_and_004_alone(capsys):
    capsys.readouterr()
    run(["check", str(seed("003")), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(item["rule"], item["line"]) for item in found] == [("untranslated-prose", 13)]
    assert run(["check", str(seed("004")), "--min-severity", "info"]) == 0

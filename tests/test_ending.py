"""Wherever a page is cut, its end is told once."""

import pytest
from pages import run

from doclint.model import Severity

PARTS = ["pilots", "moorings", "fees", "cranes", "leaving"]


def text(language):
    say = {"en": "Read all of it, and ask for number", "es": "Léelo todo, y pregunta por el número"}[language]
    blocks = []
    for number, part in enumerate(PARTS):
        blocks += [f"## {part.title()} `{part}`", f"{say} {number + 20} of `{part}_one`."]
        blocks += [f"{say} {number + 40} of `{part}_two`, please.", f"```toml\n{part} = {number}\n```"]
    return blocks


def told(spanish):
    problems = run({("en", "page.md"): "\n\n".join(text("en")).encode(), ("es", "page.md"): spanish.encode()}).problems
    return [problem.rule for problem in problems if problem.severity >= Severity.WARNING]


@pytest.mark.parametrize("kept", range(2, len(PARTS) * 4))
def test_a_cut_between_blocks_is_one_finding(kept):
    assert len(told("\n\n".join(text("es")[:kept]) + "\n")) == 1


@pytest.mark.parametrize("kept", [n for n in range(5, len(PARTS) * 4 - 4) if n % 4 in (1, 2)])
def test_a_cut_in_the_middle_of_a_paragraph_is_one_finding(kept):
    blocks = text("es")[: kept + 1]
    blocks[-1] = blocks[-1][: len(blocks[-1]) // 2]
    assert told("\n\n".join(blocks) + "\n") == ["truncated-page"]


@pytest.mark.parametrize("kept", [n for n in range(4, len(PARTS) * 4 - 4) if n % 4 == 3])
def test_a_cut_in_the_middle_of_code_is_one_finding(kept):
    blocks = text("es")[: kept + 1]
    blocks[-1] = blocks[-1][:10]
    assert told("\n\n".join(blocks)) == ["truncated-page"]


def test_a_whole_page_does_not_stop():
    assert told("\n\n".join(text("es")) + "\n") == []


ENTRIES = "# Terms\n\nThe `anchor` holds the boat.\n\nThe `buoy` marks the way.\n\nThe `wharf` is made of wood.\n"
MORE = "\n## Books\n\nRead the harbour book.\n"


@pytest.mark.parametrize(("entry", "stops"), [("", True), ("El `zoco` está junto al puerto viejo.\n\n", False)])
def test_a_glossary_that_was_sorted_anew_stops_not_before_its_last_entry(entry, stops):
    page = f"# Términos\n\n{entry}El `anchor` sujeta el barco.\n\nLa `buoy` marca el camino.\n"
    problems = run({("en", "page.md"): (ENTRIES + MORE).encode(), ("es", "page.md"): page.encode()}).problems
    assert ("truncated-page" in [problem.rule for problem in problems]) == stops

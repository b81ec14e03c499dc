"""Every slug is what the real renderer makes of the same heading; tests/slug_values tells how the values are made."""

import json
from pathlib import Path

import pytest

from doclint.anchors.explicit import heading_anchors
from doclint.anchors.slugs import DIALECTS, slugs

VALUES = Path(__file__).parent / "data" / "slugs"


def inputs(headings):
    found = []
    for raw in headings:
        text, _, anchors = heading_anchors(raw, 0)
        found.append((text, anchors[0].id if anchors else None, 2))
    return found


def pages():
    for path in sorted(VALUES.glob("*.json")):
        for number, page in enumerate(json.loads(path.read_text("utf-8"))):
            yield pytest.param(path.stem, page, id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("dialect", "page"), list(pages()))
def test_slugs_are_those_of_the_real_renderer(dialect, page):
    headings = [heading for heading, _ in page]
    made = slugs(inputs(headings), dialect)
    wrong = [(raw, own, real) for (raw, real), own in zip(page, made, strict=True) if own != real]
    assert wrong == []


@pytest.mark.parametrize("path", sorted(VALUES.glob("*.json")), ids=lambda path: path.stem)
def test_there_are_at_least_200_headings_a_dialect(path):
    assert sum(len(page) for page in json.loads(path.read_text("utf-8"))) >= 200
    assert path.stem in DIALECTS

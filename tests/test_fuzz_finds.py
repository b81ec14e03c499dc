"""What benchmarks/fuzz.py and benchmarks/pathological.py found: each is kept here, as small as it can be."""

import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from pages import run

from doclint.align.band import band
from doclint.config import Config, ConfigError, load
from doclint.engine import document, examine
from doclint.extract import recover, restored
from doclint.model import Code, Document, Edit, Heading, Page, PagePair, Scope, Severity, Span
from doclint.parse import parse
from doclint.terms.files import TermBaseError
from doclint.terms.files import read as read_terms
from doclint.text.repair import apply, find_repairs
from doclint.text.repairs import Repair, chain

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from hard_pairs import PAIRS
from pathological import PAGES

_SECONDS = 6.0
"""CPU seconds that a pair of the pages below may take on a slow machine; before they were bounded, minutes."""


# --- repairs -------------------------------------------------------------------------------------------------------


def test_two_repairs_inside_what_a_third_wrote_are_one():
    text = "a?b"
    first = (Repair(Edit(Span(1, 2), "[xy]"), "mojibake", "one", "safe", 0.9, ""),)
    second = (
        Repair(Edit(Span(2, 3), "X"), "mojibake", "two", "safe", 0.8, ""),
        Repair(Edit(Span(3, 4), "Y"), "mojibake", "three", "unsafe", 0.7, ""),
    )
    (both,) = chain(first, second, text)
    assert apply(text, [both]) == "a[XY]b"
    assert (both.safety, both.confidence) == ("unsafe", 0.7)


@pytest.mark.parametrize("middle", ["1[xy]", "", "zz"])
def test_a_chain_of_repairs_does_what_they_do_in_turn(middle):
    text = "ab??cd?e"
    first = (
        Repair(Edit(Span(2, 3), "[xy]"), "mojibake", "", "safe", 0.9, ""),
        Repair(Edit(Span(3, 4), middle), "mojibake", "", "safe", 0.9, ""),
        Repair(Edit(Span(6, 7), "!!"), "mojibake", "", "safe", 0.9, ""),
    )
    between = apply(text, first)
    for start in range(len(between)):
        for end in range(start, len(between) + 1):
            for other in range(max(end, start + 1), len(between)):
                second = (
                    Repair(Edit(Span(start, end), "R"), "mojibake", "", "safe", 0.9, ""),
                    Repair(Edit(Span(other, other + 1), "S"), "mojibake", "", "safe", 0.9, ""),
                )
                made = chain(first, second, text)
                spans = [repair.edit.span for repair in made]
                assert all(one.end <= two.start for one, two in pairwise(spans)), (
                    start,
                    end,
                    other,
                )
                assert apply(text, made) == apply(between, second), (start, end, other)


def test_a_sign_that_the_counterpart_itself_lost_is_not_copied():
    assert not find_repairs("a \ufffd b\n", "es", reference="a \u202e b\n")
    assert not find_repairs("a \ufffd b\n", "es", reference="a \udceb b\n")


# --- parsing and extracts ------------------------------------------------------------------------------------------


def test_the_words_behind_a_fence_are_healed_like_all_others():
    page = document(
        '```py title="InstalaciÃ³n rÃ¡pida"\nx = 1\n```\n\nLa instalaciÃ³n es rÃ¡pida.\n'.encode(), "p.md", "es"
    )
    (code,) = page.of(Code)
    assert code.info == page.read(code.info_span) == 'py title="Instalación rápida"'


@pytest.mark.parametrize("text", ["```\nabc", "```\nabc\ndef\x1c\x1c", "~~~ py\n\nabc"])
def test_the_last_line_of_a_block_that_nothing_ends(text):
    (code,) = parse(text).of(Code)
    assert code.body == text.partition("\n")[2] + "\n"
    assert not code.closed


def test_an_empty_extract_beside_an_empty_page():
    assert restored(recover(parse("", "", "es"), parse("", "", "es"))) == "\n"


def test_a_reference_before_brackets_that_are_no_target():
    page = parse("[a](no target)\n\n[a]: x.md\n")
    (link,) = (item for block in page.blocks for item in getattr(block, "inlines", ()))
    assert (page.text[link.span.start : link.span.end], link.target, link.form) == ("[a]", "x.md", "reference")
    assert link.span.holds(link.target_span)


@pytest.mark.parametrize("page", [" #\n", "a\n\n  ##\n\nb\n", "> #\n", "- a\n\n  #\n", "# #\n", "   ### ###\n"])
def test_a_heading_that_says_nothing_says_it_behind_its_marks(page):
    (heading,) = parse(page).of(Heading)
    assert heading.span.holds(heading.text_span)
    assert page[heading.text_span.start : heading.text_span.end].strip(" #") == heading.text == ""


def test_a_table_lost_where_the_page_ends_in_its_header():
    pages = {"en/a.md": "# A\n\n| a | b |\n|---|---|\n| c | d |\n", "es/a.md": "# A\n\n| a | b |"}
    read = {name: document(text.encode(), name, name[:2]) for name, text in pages.items()}
    named = [Page(Path(name), name, name[:2]) for name in pages]
    scope = Scope(Path(), tuple(named), (PagePair(*named),))
    assert "missing-block" in {problem.rule for problem in examine(scope, read, Config(), frozenset(read)).problems}


def test_a_page_of_nothing_but_closing_tags():
    scope, read = _pages("</a></b>\n")
    assert not examine(scope, read, Config(), frozenset(read)).problems


# --- hard pages ----------------------------------------------------------------------------------------------------

_HARD = {
    "deep quotes": 1,
    "brackets open": 2,
    "links in angles": 4,
    "comments open": 2,
    "comments in a line": 4,
    "declarations open": 2,
    "tags with attributes": 6,
    "shortcodes open": 4,
    "braces in a heading": 2,
    "headings all alike": 4,
    "components open": 8,
    "bidi signs": 2,
    "mojibake": 5,
    "zero bytes": 5,
    "front matter of TOML": 1,
    "allowances": 4,
    "paragraphs of one letter": 4,
    "footnotes": 4,
    "a long table": 1,
    "one anchor, linked to": 1,
    "directives open": 1,
    "directives nested": 1,
    "admonitions nested": 1,
    "tabs nested": 1,
    "fences closed": 4,
}
"""Pages of benchmarks/pathological.py, and the part of each that is enough to tell."""


_HARD_PAIRS = {
    "unrelated prose": 10,
    "headings gone": 1,
    "other links in one paragraph": 5,
    "other images": 4,
    "other code spans": 10,
    "other code spans in one paragraph": 8,
    "long code spans": 1,
    "other numbers": 1,
    "other front matter": 1,
    "long code, lines gone": 2,
    "nothing and a page": 3,
}


def _pages(text: str, translation: str | None = None) -> tuple[Scope, dict[str, Document]]:
    pages = Page(Path("/nowhere/en.md"), "en.md", "en"), Page(Path("/nowhere/es.md"), "es.md", "es")
    texts = text, text if translation is None else translation
    read = {
        page.name: document(content.encode(), page.name, page.language)
        for page, content in zip(pages, texts, strict=True)
    }
    return Scope(Path("/nowhere"), pages, (PagePair(*pages),)), read


@pytest.mark.parametrize("name", _HARD)
def test_a_page_made_to_be_hard_costs_little(name):
    text = PAGES[name]()
    start = time.process_time()
    scope, read = _pages(text[: len(text) // _HARD[name]])
    examine(scope, read, Config(min_severity=Severity.INFO), frozenset(read))
    assert time.process_time() - start < _SECONDS


@pytest.mark.parametrize("name", _HARD_PAIRS)
def test_a_pair_made_to_be_hard_costs_little(name):
    source, translation = (text[: len(text) // _HARD_PAIRS[name]] for text in PAIRS[name]())
    start = time.process_time()
    scope, read = _pages(source, translation)
    examine(scope, read, Config(min_severity=Severity.INFO), frozenset(read))
    assert time.process_time() - start < _SECONDS


def test_what_is_equal_to_the_letter_is_matched_first():
    scope, read = _pages("[a](#gone) and [b](.) are here.\n", "Aquí está [b](.) solo.\n")
    problems = examine(scope, read, Config(), frozenset(read)).problems
    assert ["#gone" in problem.finding.message for problem in problems if problem.rule == "missing-link"] == [True]


@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (0, 9), (9, 0), (50, 70), (9000, 9000), (9000, 30), (30, 9000)])
def test_a_band_leads_from_corner_to_corner(rows, columns):
    bounds = band(rows, columns, 40)
    assert len(bounds) == rows + 1
    assert bounds[0][0] == 0
    assert bounds[-1][1] == columns
    for (low, high), (next_low, next_high) in pairwise(bounds):
        assert low <= next_low <= high + 1
        assert high <= next_high
    assert sum(high - low + 1 for low, high in bounds) < 1_000_000


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (b"## Setup {#setup}\n\nSee [it](#setup).\n", b"## Preparar {#\xc8setup}\n\nMira [eso](#\xc8setup).\n"),
        (b"# A\n\n```sh\nmake all\nmake test\n```\n", "# A\n\n```sh\n────\n```\n".encode()),
        (b"# A\n\n```sh\nmake all\n```\n", b"# A\n\n```sh\n# todo esto\n```\n"),
    ],
)
def test_ids_that_are_no_text_and_code_that_is_but_lines(source, translation):
    problems = run({("en", "page.md"): source, ("es", "page.md"): translation}).problems
    assert problems


# --- files that nobody vouches for -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"exclude = " + b"[" * 5000, "nested too deep"),
        (b"source = " + b"9" * 5000, "more digits"),
        (b"a." * 5000 + b"b = 1", "more than a hundred parts"),
        (b"#" * 2_000_001, "longer than 2 million"),
        (bytes(range(256)), "not saved as UTF-8"),
        (b"\0", "no valid TOML"),
    ],
)
def test_a_configuration_made_to_be_hard_is_one_clear_line(tmp_path, content, said):
    path = tmp_path / "doclint.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, path)
    (line,) = caught.value.errors
    assert said in line
    assert "doclint.toml" in line


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", b'term,language\n"' + b"a" * 140_000, "is a quote not closed?"),
        ("t.toml", b"a = " + b"[" * 5000, "nested too deep"),
        ("t.tbx", b"<a>" * 50_000, "no well-formed XML"),
    ],
)
def test_a_term_base_made_to_be_hard_is_one_clear_line(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TermBaseError) as caught:
        read_terms(path)
    assert said in caught.value.errors[0]

"""The alignment: what stands for what, what is missing, and that one cause gives one row."""

import re
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.align import align
from doclint.align.features import spoken_length
from doclint.model import (
    Block,
    Code,
    Comment,
    Component,
    Definition,
    Document,
    FrontMatter,
    Heading,
    Html,
    Image,
    Link,
    Prose,
    Row,
    Table,
)
from doclint.parse import parse

# Two made-up languages that share no word; the second is a little longer, as Spanish is than English.
ENGLISH = (
    "boats harbour rope sails tide quay crew anchor mast wind berth captain lamp wharf cargo deck buoy oars".split()
)
SPANISH = (
    "lunedos vastrino quelbar drimosa fenulta gorbivas pleristo zandulo merkania tolvesta bruñida colquero "
    "jasmedo wirnados ulpetra sombriga nektario ygroles"
).split()
KINDS = ("prose", "prose", "prose", "code", "table", "list", "box")


@dataclass(frozen=True)
class Part:
    """A block of a made-up page: its kind, its number, which makes it differ from all others, and its size."""

    kind: str
    number: int
    size: int = 12

    def write(self, words: list[str]) -> str:
        n = self.number
        if self.kind == "prose":
            return f"{sentence(words, n, self.size)} See `name_{n}`."
        if self.kind == "code":
            return f"```py\nname_{n} = read({n})\nprint(name_{n} + {n * 7})\n```"
        if self.kind == "table":
            return f"| `key_{n}` | {words[n % len(words)]} |\n|---|---|\n| `row_{n}` | {n} |"
        if self.kind == "list":
            return "\n".join(f"- `item_{n}_{k}` {sentence(words, n + k, 5)}" for k in range(3))
        return f":::note\n\n{sentence(words, n, 8)} Use `box_{n}`.\n\n:::"


@dataclass(frozen=True)
class Chapter:
    """A section of a made-up page."""

    level: int
    number: int
    parts: tuple[Part, ...]

    def write(self, words: list[str]) -> str:
        title = f"{'#' * self.level} {sentence(words, self.number * 5, 2).rstrip('.')} `topic_{self.number}`"
        return "\n\n".join([title, *(part.write(words) for part in self.parts)])


def sentence(words: list[str], seed: int, size: int) -> str:
    chosen = [words[(seed * 5 + k * (seed % 7 + 1) + k * k) % len(words)] for k in range(size)]
    return " ".join(chosen).capitalize() + "."


def page(chapters, words=ENGLISH, language="en") -> Document:
    return parse("\n\n".join(chapter.write(words) for chapter in chapters) + "\n", language=language)


def spanish(chapters) -> Document:
    return page(chapters, SPANISH, "es")


@st.composite
def books(draw, least_parts=0, least_chapters=1, kinds=KINDS):
    numbers = count(1)
    shapes = st.lists(st.sampled_from(kinds), min_size=least_parts, max_size=5)
    levels = draw(st.lists(st.sampled_from([2, 2, 3]), min_size=least_chapters - 1, max_size=4))
    return tuple(
        Chapter(
            level, next(numbers), tuple(Part(kind, next(numbers), draw(st.integers(6, 30))) for kind in draw(shapes))
        )
        for level in [1, *levels]
    )


def aligned(document: Document) -> list[Block]:
    """Give the blocks that take part."""
    return [
        block
        for block in document.blocks
        if not isinstance(block, Comment | Definition | FrontMatter)
        and not (isinstance(block, Html) and is_wrap(block))
    ]


def is_wrap(block: Html) -> bool:
    return not re.sub(r"<[^>]*>", "", block.text).strip() and not any(
        isinstance(item, Link | Image) for item in block.inlines
    )


def gaps(rows) -> list[Row]:
    return [row for row in rows if not row.source or not row.translation]


def texts(document: Document, blocks) -> list[str]:
    return [document.text[block.span.start : block.span.end] for block in blocks]


# --- laws ----------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(books())
def test_a_page_against_itself_is_pairs_of_the_same_blocks(book):
    source, translation = page(book), page(book)
    rows = align(source, translation)
    assert [row.source for row in rows] == [(block,) for block in aligned(source)]
    assert [row.translation for row in rows] == [row.source for row in rows]
    assert not any(row.moved or row.carried for row in rows)


@settings(max_examples=60, deadline=None)
@given(books())
def test_a_translation_is_paired_block_by_block(book):
    source, translation = page(book), spanish(book)
    rows = align(source, translation)
    assert [row.source for row in rows] == [(block,) for block in aligned(source)]
    assert [row.translation for row in rows] == [(block,) for block in aligned(translation)]


def without_part(book, chapter: int, part: int):
    parts = book[chapter].parts
    cut = Chapter(book[chapter].level, book[chapter].number, parts[:part] + parts[part + 1 :])
    return (*book[:chapter], cut, *book[chapter + 1 :])


@settings(max_examples=120, deadline=None)
@given(books(least_parts=1), st.data(), st.booleans())
def test_a_block_that_is_gone_is_one_gap_and_all_else_is_paired(book, data, is_missing):
    at = data.draw(st.integers(0, len(book) - 1))
    part = data.draw(st.integers(0, len(book[at].parts) - 1))
    whole, cut = (page(book), spanish(without_part(book, at, part)))
    source, translation = (whole, cut) if is_missing else (page(without_part(book, at, part)), spanish(book))
    rows = align(source, translation)
    (gap,) = gaps(rows)
    side = source if is_missing else translation
    lost = [*(gap.source or gap.translation), *gap.carried]
    written = book[at].parts[part].write(ENGLISH if is_missing else SPANISH)
    assert all(text in written for text in texts(side, lost))
    assert len(rows) == len(aligned(source if is_missing else translation)) - len(gap.carried)
    check_pairs(rows, source, translation, lost)
    assert bool(gap.source) == is_missing


def check_pairs(rows, source, translation, lost):
    """Check that what is paired is paired in order, with nothing left out but what was lost."""
    ids = {id(block) for block in lost}
    ours = [block for block in aligned(source) if id(block) not in ids]
    theirs = [block for block in aligned(translation) if id(block) not in ids]
    pairs = [(row.source, row.translation) for row in rows if row.source and row.translation]
    assert pairs == [((left,), (right,)) for left, right in zip(ours, theirs, strict=True)]


@settings(max_examples=80, deadline=None)
@given(books(least_chapters=2), st.data())
def test_a_section_that_is_gone_is_one_gap_that_carries_all_of_it(book, data):
    at = data.draw(st.integers(1, len(book) - 1))
    end = next((n for n in range(at + 1, len(book)) if book[n].level <= book[at].level), len(book))
    source, translation = page(book), spanish(book[:at] + book[end:])
    rows = align(source, translation)
    (gap,) = gaps(rows)
    (heading,) = gap.source
    assert isinstance(heading, Heading)
    assert f"topic_{book[at].number}`" in heading.text
    blocks = aligned(source)
    first = blocks.index(heading)
    last = next(
        (n for n in range(first + 1, len(blocks)) if is_heading(blocks[n], f"topic_{next_topic(book, end)}`")),
        len(blocks),
    )
    assert list(gap.carried) == blocks[first + 1 : last]
    check_pairs(rows, source, translation, [heading, *gap.carried])


def next_topic(book, end: int) -> int:
    return book[end].number if end < len(book) else -1


def is_heading(block: Block, topic: str) -> bool:
    return isinstance(block, Heading) and topic in block.text


@settings(max_examples=80, deadline=None)
@given(books(), books())
def test_every_block_stands_in_exactly_one_row(book, other):
    covers_all(page(book), spanish(other))


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_every_block_of_any_two_pages_stands_in_exactly_one_row(data):
    bits = st.sampled_from(
        ["# A", "## B", "### `c`", "text", "more `x` text", "[l](t.md)", "- item", "- `i`", "> q", "```\nx = 1\n```",
         "<!-- c -->", "[r]: x.md", "| a |\n|---|\n| 1 |", "<Tip>", "</Tip>", ":::note", ":::", "<p>html</p>", "</div>"]
    )  # fmt: skip
    source, translation = (parse("\n\n".join(data.draw(st.lists(bits, max_size=14))), language=c) for c in ("en", "es"))
    covers_all(source, translation)


def covers_all(source: Document, translation: Document) -> None:
    rows = align(source, translation)
    for side, document in (("source", source), ("translation", translation)):
        found = [block for row in rows for block in getattr(row, side)]
        other = "translation" if side == "source" else "source"
        found += [block for row in rows if not getattr(row, other) for block in row.carried]
        assert sorted(map(id, found)) == sorted(map(id, aligned(document)))
    for row in rows:
        assert row.source or row.translation
        assert not (row.carried and row.source and row.translation)
        missing_in = translation if row.source else source
        assert 0 <= row.place.start == row.place.end <= len(missing_in.text) or (row.source and row.translation)


# --- examples ------------------------------------------------------------------------------------------------------


def shapes(source: str, translation: str) -> list[tuple[int, int]]:
    rows = align(parse(source, language="en"), parse(translation, language="es"))
    return [(len(row.source), len(row.translation)) for row in rows]


FIRST = "The harbour master keeps a list of all boats in `boats.toml`, and he reads it aloud in the morning."
SECOND = "Nobody may leave the quay before the `bell` has rung twice, whatever the tide and the weather are like."
PRIMERO = (
    "El capitán del puerto guarda la lista de todos los barcos en `boats.toml` y la lee en voz alta por la mañana."
)
SEGUNDO = "Nadie puede dejar el muelle antes de que la `bell` suene dos veces, sean como sean la marea y el tiempo."
END = "\n\nAt the end of the day, look at `report.txt`.\n"
FIN = "\n\nAl final del día, mira `report.txt`.\n"


@pytest.mark.parametrize("head", [("", ""), ("# Guide\n\n", "# Guía\n\n"), ("Read `this`.\n\n", "Lee `this`.\n\n")])
def test_a_paragraph_that_was_split_is_one_to_two(head):
    before = [(1, 1)] if head[0] else []
    source = head[0] + FIRST + " " + SECOND + END
    assert shapes(source, head[1] + PRIMERO + "\n\n" + SEGUNDO + FIN) == [*before, (1, 2), (1, 1)]


@pytest.mark.parametrize("head", [("", ""), ("# Guide\n\n", "# Guía\n\n"), ("Read `this`.\n\n", "Lee `this`.\n\n")])
def test_two_paragraphs_that_were_merged_are_two_to_one(head):
    before = [(1, 1)] if head[0] else []
    source = head[0] + FIRST + "\n\n" + SECOND + END
    assert shapes(source, head[1] + PRIMERO + " " + SEGUNDO + FIN) == [*before, (2, 1), (1, 1)]


@settings(max_examples=60, deadline=None)
@given(st.integers(12, 30), st.integers(12, 30), st.booleans())
def test_split_and_merged_paragraphs_of_any_length(first, second, is_split):
    one, two = Part("prose", 1, first), Part("prose", 2, second)
    apart = [f"{one.write(words)}\n\n{two.write(words)}" for words in (ENGLISH, SPANISH)]
    joined = [f"{one.write(words)} {two.write(words)}" for words in (ENGLISH, SPANISH)]
    source, translation = (joined[0], apart[1]) if is_split else (apart[0], joined[1])
    assert shapes(source + END, translation + FIN) == [(1, 2) if is_split else (2, 1), (1, 1)]


@settings(max_examples=80, deadline=None)
@given(books(2, 3, ("prose", "prose", "code", "table", "list")), st.data())
def test_sections_that_changed_places_are_moved_and_nothing_is_missing(book, data):
    flat = tuple(Chapter(1 if n == 0 else 2, chapter.number, chapter.parts) for n, chapter in enumerate(book))
    first = data.draw(st.integers(1, len(flat) - 2))
    other = (*flat[:first], flat[first + 1], flat[first], *flat[first + 2 :])
    source, translation = page(flat), spanish(other)
    rows = align(source, translation)
    assert not gaps(rows)
    moved = [row for row in rows if row.moved]
    assert len(moved) >= 1
    topics = {flat[first].number, flat[first + 1].number}
    assert all(any(f"topic_{n}`" in row.source[0].text for n in topics) for row in moved)
    for row in rows:
        if isinstance(row.source[0], Heading):
            assert row.source[0].text.split("`")[1] == row.translation[0].text.split("`")[1]


def test_swapped_sections_of_boxes_are_moved():
    boxes = [[Part("box", 5), Part("box", 6)], [Part("box", 8), Part("box", 9)]]
    one, two = Chapter(2, 4, tuple(boxes[0])), Chapter(2, 7, tuple(boxes[1]))
    lead = Chapter(1, 1, (Part("prose", 2), Part("prose", 3)))
    rows = align(page((lead, one, two)), spanish((lead, two, one)))
    assert [row.moved for row in rows].count(True) == 1


def test_items_are_never_merged():
    assert shapes("- `a` one\n- `b` two\n- `c` three\n", "- `a` uno y `b` dos\n- `c` tres\n").count((2, 1)) == 0


def test_kinds_are_never_mixed():
    source = "# A\n\ntext\n\n```sh\nls\n```\n\n| a |\n|---|\n| 1 |\n\n<Tip>\n\n- item\n"
    rows = align(parse(source), parse("# A\n\n- punto\n\n<Tip>\n\n| a |\n|---|\n| 1 |\n\n```sh\nls\n```\n\ntexto\n"))
    for row in rows:
        if row.source and row.translation:
            left, right = type(row.source[0]), type(row.translation[0])
            assert left is right


def test_what_takes_no_part_is_in_no_row():
    source = parse("---\nt: x\n---\n\n<!-- c -->\n\n# A\n\n[r]\n\n[r]: x.md\n\n<div>\n\ntext\n\n</div>\n")
    assert [type(row.source[0]) for row in align(source, source)] == [Heading, Prose, Prose]


def test_what_is_missing_in_one_place_is_one_row_of_its_weightiest_block():
    source = "# A\n\nOne `a`.\n\nTwo `b`.\n\n```sh\nrun\n```\n\n- c\n\nLast `z`.\n"
    rows = align(parse(source), parse("# A\n\nUno `a`.\n\nFin `z`.\n"))
    (gap,) = gaps(rows)
    assert isinstance(gap.source[0], Code)
    assert [type(block) for block in gap.carried] == [Prose, Prose]


def test_the_place_of_what_is_missing_is_behind_the_block_before():
    source = "# A\n\nOne `a`.\n\nTwo `b`.\n\nLast `z`.\n"
    translation = parse("# A\n\nUno `a`.\n\nFin `z`.\n")
    (gap,) = gaps(align(parse(source), translation))
    assert translation.position(gap.place.start) == (3, 9)
    (gap,) = gaps(align(parse("Lead `x`.\n\n# A\n\ntext\n"), parse("# A\n\ntexto\n")))
    assert gap.place.start == 0


def test_a_heading_that_is_missing_alone_carries_nothing():
    source = "# A\n\nOne `a` and more of it.\n\n## B\n\nTwo `b` and more of it.\n"
    (gap,) = gaps(align(parse(source), parse("# A\n\nUno `a` y más de eso.\n\nDos `b` y más de eso.\n")))
    assert isinstance(gap.source[0], Heading)
    assert gap.carried == ()


def test_code_that_only_changed_its_place_is_neither_missing_nor_extra():
    source = "# A\n\n```sh\nharbour run\n```\n\nText `a`.\n\n## B\n\nText `b`.\n"
    translation = "# A\n\nTexto `a`.\n\n## B\n\nTexto `b`.\n\n```sh\nharbour run\n```\n"
    rows = align(parse(source), parse(translation))
    assert not gaps(rows)
    assert [row for row in rows if isinstance(row.source[0], Code)]


@pytest.mark.parametrize(
    ("source", "translation"), [("", ""), ("", "# A\n\ntext\n"), ("# A\n\ntext\n", ""), ("<!-- -->", "x")]
)
def test_empty_pages(source, translation):
    covers_all(parse(source), parse(translation))


@pytest.mark.parametrize(
    ("titles", "otros"),
    [
        ("Install Update Remove", "Instalar Actualizar Eliminar"),
        ("Overview Details Notes", "Übersicht Einzelheiten Hinweise"),
        ("Overview Details Notes", "概述 详情 说明"),
    ],
)
def test_bare_headings_are_paired_in_order(titles, otros):
    source = parse("\n\n".join(f"## {title}" for title in titles.split()), language="en")
    translation = parse("\n\n".join(f"## {title}" for title in otros.split()), language="es")
    rows = align(source, translation)
    assert [(row.source[0].text, row.translation[0].text) for row in rows] == list(
        zip(titles.split(), otros.split(), strict=True)
    )


def test_tables_and_components_find_their_own():
    source = "| Port | Use |\n|---|---|\n| 1 | a |\n\n<Video id='k1' />\n\n<Video id='k2' />\n\n<Tip>\n"
    translation = "| Puerto | Uso |\n|---|---|\n| 1 | a |\n\n<Video id='k2' />\n\n<Tip>\n"
    (gap,) = gaps(align(parse(source), parse(translation)))
    assert isinstance(gap.source[0], Component)
    assert "k1" in gap.source[0].attributes
    assert any(isinstance(row.source[0], Table) and row.translation for row in align(parse(source), parse(translation)))


# --- lists ---------------------------------------------------------------------------------------------------------


def listed(items: str, language: str) -> Document:
    return parse("\n".join(f"- {item}" for item in items.split(", ")), "page.md", language)


@pytest.mark.parametrize(
    ("source", "translation", "missing", "extra"),
    [
        ("Kestrel, Buoy, Osprey 8", "Kestrel, Osprey 8, Boya", [], []),  # a name that was translated, elsewhere
        ("Kestrel, Osprey", "Kestrel, Osprey 8, Osprey", [], ["Osprey 8"]),
        ("`keep` and `drop` (4), `all`", "`keep` (4), `drop` (4), `all`", [], []),  # one item became two
    ],
)
def test_items_are_bound_by_what_they_name_before_their_place(source, translation, missing, extra):
    rows = align(listed(source, "en"), listed(translation, "es"))
    assert [row.source[0].text for row in rows if not row.translation] == missing
    assert [row.translation[0].text for row in rows if not row.source] == extra


@pytest.mark.parametrize(
    ("source", "translation", "is_told"),
    [
        ("ropes, sails, lamps, spoons", "绳索, 船帆, 勺子", False),
        ("ropes `a`, sails `b`, lamps `c`, spoons `d`", "绳索 `a`, 船帆 `b`, 勺子 `d`", True),
    ],
)
def test_an_item_is_named_only_where_something_tells_which_is_missing(source, translation, is_told):
    (lost,) = [row for row in align(listed(source, "en"), listed(translation, "zh")) if not row.translation]
    assert (not lost.among[0]) == is_told
    if is_told:
        assert lost.source[0].text == "lamps `c`"
    else:
        assert [len(side) for side in lost.among] == [4, 3]


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("abc d", 5), ("número", 6), ("港口", 6), ("みなと", 5), ("항구", 4), ("用 npm 安装", 15)],
)
def test_a_length_counts_letters_so_that_an_ideograph_says_more(text: str, length: int):
    assert spoken_length(text) == length


def test_a_title_that_is_only_an_id_of_another_section_proves_nothing():
    source = parse('# A\n\n## Sails.raise\n\nUse `x`.\n\n## <a id="raise"></a>A tour\n\nUse `y`.\n', language="en")
    translation = parse("# A\n\n## raise\n\nUsa `x`.\n\n## Un paseo\n\nUsa `y`.\n", language="es")
    rows = align(source, translation)
    assert [(len(row.source), len(row.translation)) for row in rows] == [(1, 1)] * 5
    assert not any(row.moved for row in rows)

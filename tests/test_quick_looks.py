"""The quick looks at a page's text that spare most pages a parser: none may miss what the parser would find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.anchors.explicit import repeats_an_id
from doclint.anchors.uses import uses
from doclint.anchors.written import targets
from doclint.checks.duplicate_anchor import _repeated
from doclint.code.fences import surely_closed
from doclint.model import Code, Heading
from doclint.parse import parse
from doclint.terms.glossary import entries

AROUND = [
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "  ",
    "    ",
    "\t",
    "text ",
    "`",
    "<!-- ",
    " -->",
    "<div>",
    "</div>",
    "\\",
    "<",
]
FENCES = [
    "```\n",
    "```py\n",
    "~~~\n",
    "````\n",
    "  ```\n",
    "   ```\n",
    "> ```\n",
    "```\u00a0\n",
    "``` a `b` ```\n",
    "---\n",
]
MARKUP = ["<pre>\n", "</pre>\n", "{/*\n", "*/}\n", "!!! note\n", "::: tip\n", ":::\n", "<Tip>\n", "</Tip>\n", "+++\n"]
LINKS = [
    "[a](b)",
    "[a](<b c>)",
    '[a](b "t")',
    "[a][r]",
    "[r]: x\n",
    '[r]: <x y> "t"\n',
    "[a](\nb)",
    "[a](b(c)d)",
    "[a](b\\)c)",
]
HTML_LINKS = [
    '<a href="q">',
    "<a href='q'>",
    '<Link to={"q"}>',
    "</a>",
    "![i](b)",
    "[![i](b)](c)",
    "&amp;",
    "(",
    ")",
    "[",
    "]",
]
IDS = [
    "# h ",
    "## ",
    "{#a}",
    " {: #a}",
    "[[a]]",
    "<!-- #a -->",
    '<a id="a"></a>',
    "(a)=",
    "[x]{#a}",
    "{/* #a */}",
    "\\{#a}",
]
NAMES = st.sampled_from(["a.md", "a.mdx"])


def pages(*pieces):
    return st.lists(st.sampled_from([*AROUND, *(piece for group in pieces for piece in group)]), max_size=14).map(
        "".join
    )


@settings(max_examples=400)
@given(pages(FENCES, MARKUP), NAMES)
def test_fences_that_are_surely_closed_are_closed(text, name):
    if surely_closed(text):
        assert all(code.closed for code in parse(text, name).of(Code))


def test_most_pages_need_no_parser_for_their_fences():
    assert surely_closed("# T\n\n```py\nx = 1\n```\n\n* a\n\n    ```sh\n    ls\n    ```\n")
    assert not surely_closed("```py\nx = 1\n")
    assert not surely_closed("```py\nx = 1\n``` .\n")


@settings(max_examples=400)
@given(pages(LINKS, HTML_LINKS), NAMES)
def test_written_targets_are_no_fewer_than_the_parsed_ones(text, name):
    written = targets(text)
    if written is not None:
        assert {use.target for use in uses(parse(text, name)) if use.target} <= written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md#c) and [d](<e f>)", {"b.md#c", "e f"}),
        ("[a]: b\n", {"b"}),
        ('<a href="b&amp;c">', {"b&c"}),
        ("[a](b(c)d))", {"b(c)d"}),
        ("no link, `code[0]`", set()),
    ],
)
def test_written_targets(text, expected):
    assert targets(text) == expected


def test_a_target_on_the_next_line_is_left_to_the_parser():
    assert targets("[a](\nb)") is None


@settings(max_examples=400)
@given(pages(IDS), NAMES)
def test_no_repeated_id_is_overlooked(text, name):
    page = parse(text, name)
    found = [*page.anchors, *(anchor for heading in page.of(Heading) for anchor in heading.anchors)]
    if len({anchor.id for anchor in found}) < len({anchor.id_span for anchor in found}):
        assert repeats_an_id(text)
        assert list(_repeated(page))


@pytest.mark.parametrize("mark", ["## {}\n\nWhat it is.\n\n", "{}\n---\n\nWhat it is.\n\n"])
def test_a_glossary_is_worth_parsing(mark):
    names = ["Anchor", "Block", "Code", "Drift", "Edit", "Fence", "Glossary", "Heading", "Image"]
    assert len(entries(parse("".join(mark.format(name) for name in names)))) == len(names)

"""Places: an offset in a block's body is found again on disk, whatever contains the block; and what pages tell."""

import pytest

from doclint.align import align
from doclint.code.page import compared, shown_outputs
from doclint.code.place import disk_span, quoted
from doclint.model import Code, Pair
from doclint.parse import parse

CONTAINERS = {
    "alone": "```py\nfirst()\nsecond(1)\n```\n",
    "in an item": "* a\n\n  ```py\n  first()\n  second(1)\n  ```\n",
    "in a numbered item": "1. a\n   ```py\n   first()\n   second(1)\n   ```\n",
    "in a quote": "> ```py\n> first()\n> second(1)\n> ```\n",
    "in a quote in an item": "- > ```py\n  > first()\n  > second(1)\n  > ```\n",
    "indented": "text\n\n    first()\n    second(1)\n",
    "with CRLF": "```py\r\nfirst()\r\nsecond(1)\r\n```\r\n",
    "with tabs": "- a\n\n\t```py\n\tfirst()\n\tsecond(1)\n\t```\n",
    "in a component": "<Tabs>\n\n```py\nfirst()\nsecond(1)\n```\n\n</Tabs>\n",
    "behind wide letters": "🤗 ¡hola!\n\n```py\nfirst()\nsecond(1)\n```\n",
}


@pytest.mark.parametrize("text", CONTAINERS.values(), ids=CONTAINERS.keys())
def test_an_offset_in_the_body_is_found_on_disk(text):
    page = parse(text, "a.md", "en")
    code = next(page.of(Code))
    for word in ("first", "second", "1"):
        span = disk_span(page, code, code.body.index(word), len(word))
        assert page.text[span.start : span.end] == word


def test_the_end_of_a_body_and_an_empty_line_have_a_place_in_the_block():
    page = parse("```py\na\n\nb\n```\n", "a.md", "en")
    code = next(page.of(Code))
    for at in range(len(code.body) + 3):
        span = disk_span(page, code, at, 5)
        assert code.span.start <= span.start <= span.end <= code.span.end
        assert "\n" not in page.text[span.start : span.end]


def test_one_side_of_a_difference_is_shown():
    assert quoted("name", "name(x)", 0) == "`name`"
    assert quoted("(", "name(x) # y\nz", 4) == "`(x) # y`"
    assert quoted("\n", "a\nb", 1) == "the line ends"
    assert quoted("", "a", 1) == "nothing"
    assert quoted("`a`", "`a`", 0) == "`` `a` ``"
    assert len(quoted("x" * 99, "x" * 99, 0)) < 70


def pair(source: str, translation: str) -> Pair:
    ours, theirs = parse(source, "en/a.md", "en"), parse(translation, "es/a.md", "es")
    return Pair(ours, theirs, align(ours, theirs))


def test_outputs_are_what_stands_right_behind_code():
    page = parse("```py\na\n```\n\n```\n1\n```\n\nText\n\n```\n2\n```\n\n```out\n3\n```\n", "a.md", "en")
    assert [id(code) in shown_outputs(page) for code in page.of(Code)] == [False, True, False, True]


def test_an_output_follows_what_was_translated_in_its_section_alone():
    block, said = "```py\nprint({})\n```\n\n", "```output\n{}\n```\n\n"
    english = (
        "# A\n\n" + block.format('"Good day, crew"') + said.format("Good day, crew") + "# B\n\n" + said.format("7")
    )
    spanish = "# A\n\n" + block.format('"Hola a todos"') + said.format("Hola a todos") + "# B\n\n" + said.format("8")
    assert [item.verdict.level for item in compared(pair(english, spanish))] == ["string", "content", "output"]


def test_an_output_below_code_that_differs_is_told_with_the_code():
    english = "```py\nrun(1)\n```\n\n```output\n1\n```\n"
    spanish = "```py\nrun(2)\n```\n\n```output\n2\n```\n"
    assert [item.verdict.level for item in compared(pair(english, spanish))] == ["code", "content"]

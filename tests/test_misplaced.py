"""A fence that nothing closes: what is told of it fits what is wrong with it."""

import pytest

from doclint.checks.unclosed_fence import check
from doclint.parse import parse

F = "```"
TEXT = "The berths are listed here, by their depth."


def told(page: str) -> list[tuple[int, str]]:
    """Give line and message of each finding."""
    document = parse(page, "a.md", "en")
    return [(document.position(one.span.start)[0], one.message) for one in check(document)]


@pytest.mark.parametrize(
    ("page", "line", "lines"),
    [
        (f"- one\n\n  {F}sh\na --b\n\nc\n  {F}\n\n{TEXT}\n", 3, "lines 4 to 6"),
        (f"- one\n  {F}sh\n  a\nb\n  {F}\n\n{TEXT}\n", 2, "line 4"),
        (f"1. one\n   {F}sh\na --b\nc\n{F}\n2. two\n   {F}sh\n   d\n   {F}\n\n{TEXT}\n", 2, "lines 3 to 5"),
        ("- ~~~sh\na\n  ~~~\n- two\n", 1, "line 2"),
    ],
)
def test_code_that_is_not_indented_as_its_fence_is(page, line, lines):
    assert [(at, message.partition("; ")[2]) for at, message in told(page)] == [
        (line, f"indent {lines} as far as this fence")
    ]


@pytest.mark.parametrize(
    "page",
    [
        f"- one\n\n  {F}\n  a\n\n- two\n\n  {F}\n  b\n  {F}\n",
        f"- one\n\n  {F}\n  a = 1\n\n{TEXT}\n\n{F}\nb = 2\n{F}\n\n{TEXT}\n",
        f"> {F}sh\n> a\n\nb\n\n{F}\nc\n{F}\n",
    ],
)
def test_a_block_in_a_list_that_lost_its_end(page):
    assert [message.partition("; ")[0] for _, message in told(page)] == ["this code block is never closed"]


@pytest.mark.parametrize("behind", ["", f"\n## Depth\n\n{TEXT}\n", f"\n{TEXT}\n", f"\n# Depth\n\n{TEXT}\n"])
@pytest.mark.parametrize("between", ["", f"{TEXT}\n", "- one\n- two or three\n"])
def test_a_fence_too_many(between, behind):
    page = f"{TEXT}\n\n{F}sh\nls\n{F}\n\n{between}{F}\n{behind}"
    found = told(page)
    assert [line for line, _ in found] == [page[: page.rindex(F)].count("\n") + 1]
    assert "is one too many: the code block above ends in line 5" in found[0][1]


def test_a_block_of_text_and_code_may_be_whole():
    page = f"{TEXT}\n\n{F}\n{TEXT}\n\n{TEXT}\n  [\n  ]\n{F}\n{TEXT}\n\n- one\n- two or three\n{F}\n"
    assert [message.rpartition("; ")[2] for _, message in told(page)] == ["delete it"]


@pytest.mark.parametrize("code", ["b = 2", "npm install boats and berths"])
def test_where_a_block_above_may_have_lost_its_end_no_fence_is_too_many(code):
    page = f"{F}\na = 1\n\n{TEXT}\n\n{F}\n{code}\n{F}\n\n{TEXT}\n\n{TEXT}\n"
    assert [message.rpartition("; ")[2] for _, message in told(page)] == [
        "delete it, or write the fence that a block above it lacks"
    ]

"""What is found without a parser is what the parser finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model import Block, Prose
from doclint.parse import inlines, parse
from doclint.parse.content import Content
from doclint.parse.simple import simple_inlines

PIECES = (
    *"word,`,``,`code`,`[a](b)`,[,],(,),](u),[`a`](b),[text](to/page.md#at),![,![alt](pic.png),!,[r],[r][s],\\,\\[".split(
        ","
    ),
    *"<,>,<b>,<https://x.y>,https://x.y/z,mailto:,javascript:,&amp;,*,_,{{ x }}".split(","),
    *(" ", "\n", "\t", "\u00a0", "\u200b", "> ", "- ", '"title"', "[r]: /u\n"),
)


def blocks_of_parser(text: str) -> tuple[Block, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inlines, "simple_inlines", lambda *_args, **_kwargs: None)
        return parse(text).blocks


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_it_finds_what_the_parser_finds(text: str) -> None:
    assert parse(text).blocks == blocks_of_parser(text)


@pytest.mark.parametrize(
    "text",
    [
        "a `b` c",
        "see [`name`](page.md) and ![a plan](plan.png)",
        "[a label alone] and \\[none\\](at all)",
        "`code\non two lines` here",
    ],
)
def test_plain_text_needs_no_parser(text: str) -> None:
    assert (
        simple_inlines(Content(text, (0,), (0,)), lambda span: text[span.start : span.end], defined=False) is not None
    )
    assert parse(text).blocks == blocks_of_parser(text)


@pytest.mark.parametrize(
    ("text", "defined"),
    [("`a``", False), ("[a](<b>)", False), ("[a [b] c](d)", False), ("<b>", False), ("[a]", True), ("[a](b", False)],
)
def test_what_could_mean_more_is_left_to_the_parser(text: str, defined: bool) -> None:
    assert simple_inlines(Content(text, (0,), (0,)), lambda _: "", defined=defined) is None


def test_a_healed_page_is_read_as_its_reader_sees_it() -> None:
    (block,) = (block for block in parse("> `a\n> b` [c\n> d](e)").blocks if isinstance(block, Prose))
    assert [getattr(item, "text", "") for item in block.inlines] == ["a\nb", "c\nd"]

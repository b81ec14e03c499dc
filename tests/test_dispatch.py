"""Trying only the rules that have a chance reads a page as trying all of them does."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock

from doclint.model import Block, Link
from doclint.parse import parse
from doclint.parse.grammar import _undispatched

PIECES = [
    "\n",
    "\n\n",
    "    ",
    "\t",
    " ",
    "> ",
    "- ",
    "* ",
    "+ ",
    "12. ",
    "3) ",
    "# ",
    "#",
    "===\n",
    "---\n",
    "- - -\n",
    "***",
    "__",
    "| a | b |\n",
    "a | b\n",
    "|---|---|\n",
    "--|:-:\n",
    "c | d\n--|--\n",
    "```\n",
    "```{note}\n",
    "~~~ py\n",
    "`",
    "``",
    "\\",
    "[",
    "]",
    "![",
    "!",
    "](u)",
    "][r]",
    "[r]: u 't'\n",
    "[^1]: ",
    "<",
    "<a href='x'>",
    "</div>",
    "<div>\n",
    "<!-- x -->",
    "<https://x.y>",
    "&amp;",
    "~~",
    ":::note\n",
    "!!! tip\n",
    '=== "Tab"\n',
    "??? x\n",
    "{% x %}",
    "{* y *}",
    "/// z\n",
    "<<< f\n",
    "[[toc]]",
    "@[toc]",
    "import a from 'b'\n",
    "{/* c */}",
    "word",
    "Café",
    "漢字",
    "\u00a0",
]


@cache
def plainly(*, mdx: bool) -> object:
    """Give the parser as it is before the dispatch."""
    return _undispatched(mdx=mdx)


def blocks(text: str, path: str) -> tuple[Block, ...]:
    return parse(text, path).blocks


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["a.md", "a.mdx"]))
def test_no_rule_that_might_match_is_left_out(text, path):
    quick = blocks(text, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("doclint.parse.grammar", plainly)
        assert blocks(text, path) == quick


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "  ", "\r\n", " \t", ">", "\f"]), max_size=14).map("".join))
def test_the_parser_starts_as_its_own_state_does(text):
    quick = blocks(text, "a.md")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("doclint.parse.State", lambda text, _starts, md, env: StateBlock(text, md, env, []))
        assert blocks(text, "a.md") == quick


def test_every_rule_is_known_by_name():
    from doclint.parse.dispatch import _BEGINNINGS

    names = set(_undispatched(mdx=False).block.ruler.get_all_rules())
    assert set(_BEGINNINGS) < names
    assert names - set(_BEGINNINGS) == {"table", "code", "lheading", "paragraph"}


def test_every_link_of_a_long_page_is_read():
    line = "- :bug: Fix what went wrong, at last -- _thanks_ & well done. PR [#{n}](https://example.com/pull/{n}).\n"
    page = "# Changes\n\n" + "".join(line.format(n=n) for n in range(4000))
    links = [item for block in parse(page).blocks for item in getattr(block, "inlines", ())]
    assert len(links) == 4000
    assert all(isinstance(link, Link) and link.form == "inline" for link in links)


def test_a_reference_leads_where_its_definition_says():
    page = "See [the demo][] and [it](<a b>).\n\n[the demo]: {{% param repo %}}/%20x&amp;y\n"
    (prose, _) = parse(page).blocks
    assert [item.target for item in prose.inlines] == ["{{% param repo %}}/%20x&amp;y", "a b"]

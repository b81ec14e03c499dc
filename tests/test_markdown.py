"""What is taken of markdown-it behaves as the whole of it would, and is no more than is needed."""

import subprocess
import sys

from markdown_it import MarkdownIt

from doclint.markdown import Parser

LOADED = """
import sys
import doclint.parse
{then}
print(*sorted(name for name in sys.modules if name.startswith(("markdown_it", "mdurl"))))
"""


def loaded(then: str) -> set[str]:
    """Give the parts of markdown-it that a fresh process loads for `then`."""
    ran = subprocess.run([sys.executable, "-c", LOADED.format(then=then)], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_the_parser_has_the_rules_and_options_of_the_one_it_stands_for():
    real, ours = MarkdownIt("commonmark").enable(["table", "strikethrough"]), Parser()
    assert ours.block.ruler.get_active_rules() == real.block.ruler.get_active_rules()
    assert ours.inline.ruler.get_active_rules() == real.inline.ruler.get_active_rules()
    assert ours.inline.ruler2.get_active_rules() == real.inline.ruler2.get_active_rules()
    assert dict(ours.options) == dict(real.options)
    assert ours.helpers is real.helpers or ours.helpers.parseLinkLabel is real.helpers.parseLinkLabel
    for address in ("https://example.org/a b", "javascript:alert(1)", "data:image/png;base64,AA", "mailto:a@b.example"):
        assert ours.validateLink(address) == real.validateLink(address)
        assert ours.normalizeLinkText(address) == real.normalizeLinkText(address)


def test_a_page_without_difficult_links_is_read_with_a_part_of_markdown_it():
    parts = loaded('doclint.parse.parse("# One\\n\\nText with `code` and [a link](b.md).\\n").blocks')
    assert "markdown_it.parser_block" in parts
    assert not parts & {"markdown_it.main", "markdown_it.parser_inline", "markdown_it.renderer", "mdurl"}


def test_the_parts_that_are_needed_later_are_loaded_then():
    assert "markdown_it.parser_inline" in loaded('doclint.parse.parse("See [a\\\\]b](c.md) and [x][y].\\n").blocks')


def test_others_in_the_same_process_have_the_whole_of_markdown_it():
    then = 'import markdown_it\nassert markdown_it.MarkdownIt().render("*a*") == "<p><em>a</em></p>\\n"'
    assert "markdown_it.main" in loaded(then)
    then = (
        "from markdown_it import MarkdownIt, __version__\nimport markdown_it.presets\nfrom markdown_it import helpers"
    )
    assert "markdown_it.renderer" in loaded(then)

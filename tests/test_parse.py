"""The parser: what stands in a page is found, and every span holds its text as it stands on disk."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model import (
    Code,
    Comment,
    Component,
    Definition,
    Document,
    Edit,
    FrontMatter,
    Heading,
    Html,
    Image,
    InlineCode,
    Link,
    Prose,
    Span,
    Table,
    Tag,
)
from doclint.parse import parse
from doclint.text.decode import decode
from doclint.text.nested import nested


def on_disk(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def kinds(document: Document) -> list[str]:
    return [type(block).__name__ for block in document.blocks]


def only(document: Document, kind):
    (block,) = document.of(kind)
    return block


def inlines(document: Document, kind):
    return [item for block in document.blocks for item in getattr(block, "inlines", ()) if isinstance(item, kind)]


# --- headings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "level", "text", "span"),
    [
        ("# One\n", 1, "One", "# One"),
        ("before\n\n###### Six\n", 6, "Six", "###### Six"),
        ("   ## Indented\n", 2, "Indented", "## Indented"),
        ("## Closed ##\n", 2, "Closed", "## Closed ##"),
        ("## Closed #####   \n", 2, "Closed", "## Closed #####"),
        ("## C# and F#\n", 2, "C# and F#", "## C# and F#"),
        ("## Hash \\#\n", 2, "Hash \\#", "## Hash \\#"),
        ("#\tTab\n", 1, "Tab", "#\tTab"),
        ("#\n", 1, "", "#"),
        ("##   \n", 2, "", "##"),
        ("## `code` and *more*\n", 2, "`code` and *more*", "## `code` and *more*"),
        ("# 見出し 🚢\n", 1, "見出し 🚢", "# 見出し 🚢"),
        ("Title\n=====\n", 1, "Title", "Title\n====="),
        ("Long title\nof two lines\n---\n", 2, "Long title\nof two lines", "Long title\nof two lines\n---"),
        ("> # Quoted\n> text\n", 1, "Quoted", "# Quoted"),
        ("> > ## Deeper ##\n", 2, "Deeper", "## Deeper ##"),
        ("- # In a list\n", 1, "In a list", "# In a list"),
        ("- a\n  - ### Nested\n", 3, "Nested", "### Nested"),
        ("1. Setext\n   ------\n", 2, "Setext", "Setext\n   ------"),
        ("## Pinned { #pin }\n", 2, "Pinned", "## Pinned { #pin }"),
        ("## Pinned {#pin} ##\n", 2, "Pinned", "## Pinned {#pin} ##"),
    ],
)
def test_a_heading_is_found_where_it_stands(page, level, text, span):
    document = parse(page)
    heading = only(document, Heading)
    assert (heading.level, heading.text) == (level, text)
    assert on_disk(document, heading.span) == span
    assert on_disk(document, heading.text_span) == text
    assert heading.form == ("line" if span.endswith(("=", "---")) else "marks")


@pytest.mark.parametrize(
    "page", ["#Not\n", "\\# Not\n", "    # code\n", "```\n# code\n```\n", "####### seven\n", "<!--\n# comment\n-->\n"]
)
def test_what_is_no_heading(page):
    assert not list(parse(page).of(Heading))


def test_an_id_of_a_heading_is_found_where_it_stands():
    document = parse("text\n\n## Über `x` { #ueber }\n")
    heading = only(document, Heading)
    assert [(a.id, on_disk(document, a.span), on_disk(document, a.id_span)) for a in heading.anchors] == [
        ("ueber", " { #ueber }", "ueber")
    ]
    assert [on_disk(document, item.span) for item in heading.inlines] == ["`x`"]


# --- code ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "info", "body", "span", "fence"),
    [
        ("```py\nx = 1\n\n  y\n```\n", "py", "x = 1\n\n  y\n", "```py\nx = 1\n\n  y\n```", "```"),
        ("~~~\ntilde\n~~~~\n", "", "tilde\n", "~~~\ntilde\n~~~~", "~~~"),
        ('``` py title="a b"\nx\n```\n', 'py title="a b"', "x\n", '``` py title="a b"\nx\n```', "```"),
        ("````md\n```py\na\n```\n````\n", "md", "```py\na\n```\n", "````md\n```py\na\n```\n````", "````"),
        ("~~~md\n```\na\n```\n~~~\n", "md", "```\na\n```\n", "~~~md\n```\na\n```\n~~~", "~~~"),
        ("```\n```\n", "", "", "```\n```", "```"),
        ("- item\n\n  ```sh\n  ls\n    -l\n  ```\n", "sh", "ls\n  -l\n", "```sh\n  ls\n    -l\n  ```", "```"),
        ("1. a\n   ```\n   b\n   ```\n", "", "b\n", "```\n   b\n   ```", "```"),
        ("> ~~~\n> q\n>\n> r\n> ~~~\n", "", "q\n\nr\n", "~~~\n> q\n>\n> r\n> ~~~", "~~~"),
        ("- > ```py\n  > a\n  > ```\n", "py", "a\n", "```py\n  > a\n  > ```", "```"),
        ("- a\n\n\t```\n\tb\n\t```\n", "", "b\n", "```\n\tb\n\t```", "```"),
        ('!!! note "T"\n\n    ```py\n    x\n    ```\n', "py", "x\n", "```py\n    x\n    ```", "```"),
        ("    indented\n\n      more\n\ntext\n", "", "indented\n\n  more\n", "    indented\n\n      more", ""),
    ],
)
def test_code_is_found_where_it_stands(page, info, body, span, fence):
    document = parse(page)
    code = only(document, Code)
    assert (code.info, code.body, code.fence, code.closed) == (info, body, fence, True)
    assert on_disk(document, code.span) == span
    assert on_disk(document, code.info_span) == info
    ends = [line for line in on_disk(document, code.body_span).splitlines() if not re.fullmatch(r"[ >]*", line)]
    wanted = [line for line in body.splitlines() if line.strip()]
    assert len(ends) == len(wanted)
    assert all(end.endswith(line) for end, line in zip(ends, wanted, strict=True))


def test_footnotes_are_paragraphs_of_their_own_and_no_references():
    text = "See[^1].\n\n[^1]: copper\n[^2]: tin\n    and lead\n\n    More.\n\n    ```sh\n    ls\n    ```\n\nEnd.\n"
    page = parse(text)
    shown = [text[block.span.start : block.span.end] for block in page.of(Prose)]
    assert shown == ["See[^1].", "[^1]: copper", "[^2]: tin\n    and lead", "More.", "End."]
    assert [code.body for code in page.of(Code)] == ["ls\n"]
    assert not list(page.of(Definition))


def test_an_unclosed_fence_runs_to_the_end():
    document = parse("text\n\n```py\nnever\n\n# closed\n")
    code = only(document, Code)
    assert (code.body, code.closed) == ("never\n\n# closed\n", False)
    assert on_disk(document, code.span) == "```py\nnever\n\n# closed"
    assert on_disk(document, code.body_span) == "never\n\n# closed\n"


def test_an_unclosed_fence_in_a_quote_ends_with_the_quote():
    document = parse("> ```py\n> a\n\ntext\n")
    assert not only(document, Code).closed
    assert only(document, Code).body == "a\n"
    assert only(document, Prose).text == "text"


def test_a_fence_that_opens_inside_another_tells_that_an_end_was_lost():
    document = parse("```py\na = 1\n\ntext\n\n```sh\nls\n```\n\n# End\n")
    assert [(code.info, code.body, code.closed) for code in document.of(Code)] == [
        ("py", "a = 1\n", False),
        ("sh", "ls\n", True),
    ]
    assert only(document, Heading).text == "End"


def test_the_counterparts_code_tells_where_a_lost_fence_stood():
    document = parse("```py\na = 1\n\nb = 2\n\ntext\n", known_code=["a = 1\n\nb = 2\n"])
    assert only(document, Code).body == "a = 1\n\nb = 2\n"
    assert only(document, Prose).text == "text"


# --- tables --------------------------------------------------------------------------------------------------------


def test_a_tables_cells_and_what_stands_in_them():
    page = "before\n\n| a | b |\n|---|---|\n| x \\| y | `p` |\n| [l](t.md) | ![i](i.png) |\n\nafter\n"
    document = parse(page)
    table = only(document, Table)
    assert table.rows == (("a", "b"), ("x \\| y", "`p`"), ("[l](t.md)", "![i](i.png)"))
    assert on_disk(document, table.span) == page[8:-7].rstrip("\n")
    assert [on_disk(document, span).count("|") for span in table.row_spans] == [3, 4, 3]
    assert [on_disk(document, item.span) for item in table.inlines] == ["`p`", "[l](t.md)", "![i](i.png)"]
    assert on_disk(document, table.inlines[1].target_span) == "t.md"


def test_a_table_with_short_long_empty_and_equal_cells():
    table = only(parse("|a|b|\n|-|-|\n|1|2|3|\n|same|same|\n||x|\n|y|\n"), Table)
    assert table.rows == (("a", "b"), ("1", "2"), ("same", "same"), ("", "x"), ("y", ""))


@pytest.mark.parametrize(
    ("row", "cells"), [("| a \\| b | a | b |", ("a \\| b", "a", "b")), ("| x | \\| | y |", ("x", "\\|", "y"))]
)
def test_an_escaped_bar_is_not_taken_for_another_cell(row, cells):
    assert only(parse(f"| 1 | 2 | 3 |\n|---|---|---|\n{row}\n"), Table).rows[1] == cells


def test_tables_in_lists_and_quotes():
    for page in ("> | a |\n> |---|\n> | b |\n", "- | a |\n  |---|\n  | b |\n"):
        assert only(parse(page), Table).rows == (("a",), ("b",))


# --- links, images, code spans -------------------------------------------------------------------------------------

LINKS = [
    ("[a *b*](t.md)", "t.md", "a *b*", "inline"),
    ("[p](a_(b).md)", "a_(b).md", "p", "inline"),
    ('[q](<a b.md> "t")', "a b.md", "q", "inline"),
    ("[n](a\\)b.md)", "a\\)b.md", "n", "inline"),
    ("[t](x.md 'title')", "x.md", "t", "inline"),
    ("[t](x.md (title))", "x.md", "t", "inline"),
    ("[b]( y.md )", "y.md", "b", "inline"),
    ("[e]()", "", "e", "inline"),
    ("[f](#below)", "#below", "f", "inline"),
    ("[l\nm](t.md\n'title')", "t.md", "l\nm", "inline"),
    ("[a [b] c](t.md)", "t.md", "a [b] c", "inline"),
    ("[`c]`](t.md)", "t.md", "`c]`", "inline"),
    ("[é](/ñ/ü.md#ß)", "/ñ/ü.md#ß", "é", "inline"),
    ('[x]({{< ref "a b" >}})', '{{< ref "a b" >}}', "x", "inline"),
    ("[x]({% link a.md %})", "{% link a.md %}", "x", "inline"),
    ("<https://h.example/a>", "https://h.example/a", "https://h.example/a", "autolink"),
    ("https://h.example/b_(c)", "https://h.example/b_(c)", "https://h.example/b_(c)", "bare"),
    ('<a class="x" href="h.md">', "h.md", "", "html"),
    ("<a href='h.md'>", "h.md", "", "html"),
]


@pytest.mark.parametrize("container", ["{}", "Before {} after.", "> quoted {}", "- item {}", "| {} |\n|---|"])
@pytest.mark.parametrize(("written", "target", "text", "form"), LINKS)
def test_a_link_is_found_where_it_stands(container, written, target, text, form):
    if "|" in container or ">" in container:  # a table's row and a quote's line end with the line
        written, text = written.replace("\n", " "), text.replace("\n", " ")
    document = parse("First.\n\n" + container.format(written) + "\n")
    (link,) = inlines(document, Link)
    assert (link.target, link.text, link.form) == (target, text, form)
    assert on_disk(document, link.span) == written
    assert on_disk(document, link.target_span) == target


def test_an_address_in_angle_brackets_that_stands_alone():
    document = parse("Our site:\n\n<https://h.example/a>\n")
    assert [link.target for link in inlines(document, Link)] == ["https://h.example/a"]
    assert not list(document.of(Component))


def test_a_bare_address_ends_before_the_sentence_does():
    document = parse("(see https://h.example/a), https://h.example/b. And https://h.example/c!\n")
    assert [link.target for link in inlines(document, Link)] == [f"https://h.example/{c}" for c in "abc"]


def test_reference_links_and_their_definitions():
    page = "[ref][r], [R][], [r]; [no][where]\n\n[r]: ../año.md 'T'\n[r]: again.md\n"
    document = parse(page)
    assert [(item.text, item.target, item.form) for item in inlines(document, Link)] == [
        ("ref", "../año.md", "reference"),
        ("R", "../año.md", "reference"),
        ("r", "../año.md", "reference"),
    ]
    assert [on_disk(document, item.span) for item in inlines(document, Link)] == ["[ref][r]", "[R][]", "[r]"]
    definition, again = document.of(Definition)
    assert (definition.label, definition.target) == ("r", "../año.md")
    assert on_disk(document, definition.span) == "[r]: ../año.md 'T'"
    assert on_disk(document, definition.target_span) == "../año.md"
    assert again.target == "again.md"


def test_a_definition_with_a_blank_in_its_target():
    document = parse("[a]\n\n[a]: <r file.md>\n")
    assert only(document, Definition).target == "r file.md"
    assert inlines(document, Link)[0].target == "r file.md"


def test_a_definition_in_a_quote():
    document = parse("> [a]: ñ.md\n\n[a]\n")
    assert only(document, Definition).target == "ñ.md"
    assert inlines(document, Link)[0].target == "ñ.md"


@pytest.mark.parametrize(
    ("written", "target", "alt", "form"),
    [
        ("![Alt *x*](i.png)", "i.png", "Alt *x*", "inline"),
        ("![](e.png 't')", "e.png", "", "inline"),
        ("![a](<my img.png>)", "my img.png", "a", "inline"),
        ("![im][i]", "img/é.png", "im", "reference"),
        ("<img alt='A' src=\"h.png\"/>", "h.png", "A", "html"),
    ],
)
def test_an_image_is_found_where_it_stands(written, target, alt, form):
    document = parse(f"Look: {written}\n\n[i]: img/é.png\n")
    (image,) = inlines(document, Image)
    assert (image.target, image.alt, image.form) == (target, alt, form)
    assert on_disk(document, image.span) == written
    if form != "reference":
        assert on_disk(document, image.target_span) == target


def test_an_image_in_a_link():
    document = parse("- [![Alt](i.png \"t\")](l.md 'x') more\n")
    (link,), (image,) = inlines(document, Link), inlines(document, Image)
    assert (on_disk(document, link.span), link.target) == ("[![Alt](i.png \"t\")](l.md 'x')", "l.md")
    assert (on_disk(document, image.span), image.target) == ('![Alt](i.png "t")', "i.png")
    assert on_disk(document, link.target_span) == "l.md"


@pytest.mark.parametrize("page", ["`[a](b)`\n", "\\[a](b)\n", "[a] (b)\n", "```\n[a](b)\n```\n", "<!-- [a](b) -->\n"])
def test_what_is_no_link(page):
    assert inlines(parse(page), Link) == []


def test_code_spans():
    document = parse("> `a` and `` b`c ``, ` d `\n> \\`no\\` `unclosed\n")
    assert [(item.text, on_disk(document, item.span)) for item in inlines(document, InlineCode)] == [
        ("a", "`a`"),
        ("b`c", "`` b`c ``"),
        ("d", "` d `"),
    ]


def test_what_runs_over_two_lines_of_a_quote():
    document = parse("> a `b\n> c` [d\n> e](t.md)\n")
    assert inlines(document, InlineCode)[0].text.split() == ["b", "c"]
    assert inlines(document, Link)[0].text.split() == ["d", "e"]


# --- site markup ---------------------------------------------------------------------------------------------------


def components(page: str, path: str = "page.md") -> list[tuple[str, str, bool, str]]:
    document = parse(page, path)
    return [(on_disk(document, c.span), c.name, c.closing, c.form) for c in document.of(Component)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<Tip>\n\nx\n\n</Tip>\n", [("<Tip>", "Tip", False, "tag"), ("</Tip>", "Tip", True, "tag")]),
        (
            '<Video id="k" /> <Other/>\n',
            [('<Video id="k" />', "Video", False, "tag"), ("<Other/>", "Other", False, "tag")],
        ),
        (
            "<My.Card>\nx\n</My.Card>\n",
            [("<My.Card>", "My.Card", False, "tag"), ("</My.Card>", "My.Card", True, "tag")],
        ),
        (
            '<Card\n  title="a > b"\n  href={`a${b}`}\n  on={() => x}\n>\n\nx\n\n</Card>\n',
            [
                ('<Card\n  title="a > b"\n  href={`a${b}`}\n  on={() => x}\n>', "Card", False, "tag"),
                ("</Card>", "Card", True, "tag"),
            ],
        ),
        (":::note[T]\nx\n:::\n", [(":::note[T]", "note", False, "admonition"), (":::", "", True, "admonition")]),
        ("::: tip\nx\n:::\n", [("::: tip", "tip", False, "admonition"), (":::", "", True, "admonition")]),
        ("/// tip | T\n\nx\n\n///\n", [("/// tip | T", "tip", False, "admonition"), ("///", "", True, "admonition")]),
        ('!!! note "T"\n\n    x\n', [('!!! note "T"', "note", False, "admonition")]),
        ("??? tip\n    x\n", [("??? tip", "tip", False, "admonition")]),
        ('=== "Tab"\n\n    x\n', [('=== "Tab"', "tab", False, "admonition")]),
        ("> [!NOTE]\n> x\n", [("[!NOTE]", "note", False, "admonition")]),
        ("```{note} T\nx\n```\n", [("```{note} T", "note", False, "admonition"), ("```", "", True, "admonition")]),
        (
            "{{% tabs %}}\nx\n{{% /tabs %}}\n",
            [("{{% tabs %}}", "tabs", False, "shortcode"), ("{{% /tabs %}}", "tabs", True, "shortcode")],
        ),
        ("{% include x.html %}\n", [("{% include x.html %}", "include", False, "shortcode")]),
        ("{* f.py hl[1] *}\n", [("{* f.py hl[1] *}", "", False, "include")]),
        ("{!> ../f.py !}\n", [("{!> ../f.py !}", "", False, "include")]),
        ("<<< @/s.ts\n", [("<<< @/s.ts", "", False, "include")]),
        ('--8<-- "x.md"\n', [('--8<-- "x.md"', "", False, "include")]),
        ("[[autodoc]] Foo\n", [("[[autodoc]] Foo", "autodoc", False, "macro")]),
        ("[TOC]\n", [("[TOC]", "TOC", False, "macro")]),
    ],
)
def test_site_markup_is_found_where_it_stands(page, expected):
    assert components(page) == expected
    assert components("text before\n\n" + page + "\ntext after\n") == expected


@pytest.mark.parametrize(
    "page", ["<Tip>\nin [l](m)\n</Tip>\n", ":::note\nin [l](m)\n:::\n", "??? tip\n    in [l](m)\n"]
)
def test_prose_right_under_a_line_of_markup_is_prose(page):
    document = parse(page)
    assert only(document, Prose).text == "in [l](m)"
    assert [on_disk(document, link.target_span) for link in inlines(document, Link)] == ["m"]


def test_hugos_other_shortcodes():
    assert components('{{< tabs "a b" >}}\n\nx\n\n{{< /tabs >}}\n') == [
        ('{{< tabs "a b" >}}', "tabs", False, "shortcode"),
        ("{{< /tabs >}}", "tabs", True, "shortcode"),
    ]


def test_what_is_indented_below_a_tag_is_no_code():
    page = '<a href="x">\n    <img src="y.png">\n</a>\n\ntext\n'
    assert [name for _, name, *_ in components(page)] == ["a", "img", "a"]
    prose = '<a href="x">\n    some words\n</a>\n'
    assert [type(block).__name__ for block in parse(prose, "page.md", "en").blocks] == ["Html"]


def test_indented_content_ends_with_its_indentation():
    document = parse('!!! note "T"\n\n    inside\n\n    - item\n\nafter\n\n    code\n')
    assert kinds(document) == ["Component", "Prose", "Prose", "Prose", "Code"]
    assert [block.text for block in document.of(Prose)] == ["inside", "item", "after"]


def test_mdx_imports_exports_and_comments():
    page = "import X from 'x';\nexport const a = {\n  b: 1,\n};\n\n# H {/*id*/}\n\n{/* c */}\n\n{/*\n two\n*/}\n"
    page += "\n    text\n"
    document = parse(page, "page.mdx")
    assert kinds(document) == ["Component", "Heading", "Comment", "Comment", "Prose"]
    assert only(document, Component).form == "import"
    assert on_disk(document, only(document, Component).span) == page[: page.index("\n\n#")]
    assert (only(document, Heading).text, [a.id for a in only(document, Heading).anchors]) == ("H", ["id"])
    assert [(c.text, on_disk(document, c.span)) for c in document.of(Comment)] == [
        ("c", "{/* c */}"),
        ("two", "{/*\n two\n*/}"),
    ]
    assert only(document, Prose).text == "text"


def test_an_import_in_plain_markdown_is_prose():
    assert kinds(parse("import boats from the old list\n")) == ["Prose"]


def test_a_component_in_a_list_holds_prose():
    document = parse('<Steps>\n\n1. One\n\n   <Aside type="tip">\n   in [l](m)\n   </Aside>\n\n</Steps>\n', "page.mdx")
    assert kinds(document) == ["Component", "Prose", "Component", "Prose", "Component", "Component"]
    assert [on_disk(document, c.span) for c in document.of(Component)][1] == '<Aside type="tip">'


def test_html_comments_and_tags():
    page = '<!-- one --> <!-- two -->\n\ntext <!-- in --> more\n\n<!--\nthree\n-->\n\n<p>\n  <img src="i.png">\n</p>\n'
    document = parse(page)
    assert kinds(document) == ["Comment", "Comment", "Prose", "Comment", "Html"]
    assert [c.text for c in document.of(Comment)] == ["one", "two", "three"]
    assert on_disk(document, only(document, Html).span) == page[page.index("<p>") :].rstrip("\n")
    assert [on_disk(document, tag.span) for tag in inlines(document, Tag)] == ["<p>", '<img src="i.png">', "</p>"]


def test_headings_in_html():
    page = (
        '<div>\n  <h1 align="center" id="top">The <b>sea</b></h1>\n  <p>Wide.</p>\n</div>\n\n'
        '<h2>\n  <a href="x.md">Deep</a>\n</h2>\n\n<h3><img src="i.png"></h3>\n\n'
        "<table><tr><td><h3>Cell</h3></td></tr></table>\n\n<!-- <h2>No</h2> -->\n"
    )
    document = parse(page)
    assert kinds(document) == ["Html", "Heading", "Html", "Heading", "Html", "Html", "Comment"]
    first, second = document.of(Heading)
    assert (first.level, first.text, first.form, [anchor.id for anchor in first.anchors]) == (
        1, "The <b>sea</b>", "tag", ["top"]
    )  # fmt: skip
    assert on_disk(document, first.span) == '<h1 align="center" id="top">The <b>sea</b></h1>'
    assert on_disk(document, second.text_span) == second.text == '<a href="x.md">Deep</a>'
    assert [link.target for link in inlines(document, Link)] == ["x.md"]


def test_anchors_outside_headings():
    document = parse('<a id="x"></a>\n## Y\n\nText <span id=\'s\'>x</span>, [term]{#t}\n\n(u)=\n\n`<a id="no">`\n')
    assert {anchor.id: on_disk(document, anchor.id_span) for anchor in document.anchors} == {
        name: name for name in ("x", "s", "t", "u")
    }


# --- prose and lists -----------------------------------------------------------------------------------------------


def test_roles_and_depths():
    document = parse("Text\n\n- a\n\n  more\n  - b\n- c\n\n1) d\n\n> - e\n")
    found = [(p.text, p.role, p.depth, p.quoted) for p in document.of(Prose)]
    assert found == [
        ("Text", "paragraph", 0, False),
        ("a", "item", 1, False),
        ("more", "paragraph", 1, False),
        ("b", "item", 2, False),
        ("c", "item", 1, False),
        ("d", "item", 1, False),
        ("e", "item", 1, True),
    ]


def test_items_of_one_list_name_its_start():
    starts = [p.list_start for p in parse("- a\n- b\n\ntext\n\n- c\n").of(Prose)]
    assert starts == [0, 0, -1, 15]


def test_the_text_of_prose_is_free_of_what_contains_it():
    document = parse("> - one\n>   two\n")
    prose = only(document, Prose)
    assert prose.text == "one\ntwo"
    assert on_disk(document, prose.span) == "one\n>   two"


# --- front matter, line ends, odd characters -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "span", "text", "syntax"),
    [
        ("---\ntitle: x\n---\n\n# H\n", "---\ntitle: x\n---", "title: x", "yaml"),
        ("---\ntitle: x\n...\n# H\n", "---\ntitle: x\n...", "title: x", "yaml"),
        ("--- \na: [broken\n--- \n# H\n", "--- \na: [broken\n---", "a: [broken", "yaml"),
        ("---\n---\n# H\n", "---\n---", "", "yaml"),
        ("+++\nt = 'x'\n+++\n# H\n", "+++\nt = 'x'\n+++", "t = 'x'", "toml"),
    ],
)
def test_front_matter_is_set_apart(page, span, text, syntax):
    document = parse(page)
    front = only(document, FrontMatter)
    assert (front.text, front.syntax, on_disk(document, front.span)) == (text, syntax, span)
    assert kinds(document) == ["FrontMatter", "Heading"]


@pytest.mark.parametrize("page", ["---\ntitle: x\n\n# H\n", "\n---\na: b\n---\n", "---\n", "# H\n\n---\na\n---\n"])
def test_what_is_no_front_matter(page):
    assert not list(parse(page).of(FrontMatter))


PAGE = "---\nt: x\n---\n\n# A `b`\n\n```py\nx = 1\n\ny\n```\n\n| a |\n|---|\n| b |\n\n- one\n  two [l](t)\n\n> q\n"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(end):
    plain, other = parse(PAGE), parse(PAGE.replace("\n", end))
    assert kinds(plain) == kinds(other)
    assert [code.body for code in plain.of(Code)] == [code.body for code in other.of(Code)]
    assert [table.rows for table in plain.of(Table)] == [table.rows for table in other.of(Table)]
    places = [[doc.position(block.span.start) for block in doc.blocks] for doc in (plain, other)]
    assert places[0] == places[1]
    for kind in (Link, InlineCode):
        assert [on_disk(plain, item.span) for item in inlines(plain, kind)] == [
            on_disk(other, item.span) for item in inlines(other, kind)
        ]
    assert plain.line(5) == other.line(5) == "# A `b`"


def test_a_span_ends_before_the_line_end_and_texts_are_the_same():
    plain, other = parse(PAGE), parse(PAGE.replace("\n", "\r\n"))
    assert not any(on_disk(other, block.span).endswith("\r") for block in other.blocks)
    assert [prose.text for prose in plain.of(Prose)] == [prose.text for prose in other.of(Prose)]


def test_nul_and_other_line_separators_are_characters_like_others():
    document = parse("# H\u0085x\n\na\u2028b `c\0`\n\n```\nx\0y\n```\n")
    assert kinds(document) == ["Heading", "Prose", "Code"]
    assert only(document, Heading).text == "H\u0085x"
    assert inlines(document, InlineCode)[0].text == "c\0"
    assert only(document, Code).body == "x\0y\n"


def test_a_byte_order_mark_is_gone_before_the_parser_sees_the_page():
    text, encoding = decode(b"\xef\xbb\xbf# H\n")
    assert encoding.bom
    assert only(parse(text), Heading).span == Span(0, 3)


def test_texts_are_healed_and_spans_are_not():
    page = "# Gu\u00c3\u00ada\n\nEl a\u00c3\u00b1o `x`\n"
    places = [page.index(damage) for damage in ("\u00c3\u00ad", "\u00c3\u00b1")]
    repairs = [Edit(Span(at, at + 2), letter) for at, letter in zip(places, "íñ", strict=True)]
    document = parse(page, repairs=repairs)
    assert only(document, Heading).text == "Guía"
    assert on_disk(document, only(document, Heading).span) == "# Gu\u00c3\u00ada"
    assert only(document, Prose).text == "El año `x`"
    assert [on_disk(document, item.span) for item in inlines(document, InlineCode)] == ["`x`"]


# --- laws ----------------------------------------------------------------------------------------------------------

BITS = st.sampled_from(
    """# ## - * 1. > | ` ``` ~~~ ---- === : ::: /// !!! [ ] ( ) ![ ]( < > <a </a> <Tip> </Tip> <!-- --> {{< >}} {% %}
    { } {# {/* */} \\ & &amp; https:// a b word é 🚢 漢字 "t" 't' = [a]: [a] +++ import export $ ^ _ **x** <p> [!NOTE]
    {note}""".split()
)
GAPS = st.sampled_from(
    ["", " ", "\n", "\n\n", "    ", "\t", "\r\n", "\r", "\n> ", "\n- ", "\n  ", "\0", "\u2028", "\x0c"]
)
MARKUP = st.lists(st.tuples(BITS, GAPS), max_size=30).map(lambda parts: "".join(bit + gap for bit, gap in parts))
PAGES = st.one_of(MARKUP, MARKUP, st.text(max_size=60), st.text(alphabet="#`~-*>|[]()<!/{} \n\tab", max_size=60))
PATHS = st.sampled_from(["page.md", "page.mdx"])


@settings(max_examples=400, deadline=None)
@given(PAGES, PATHS)
def test_anything_is_markdown_and_all_spans_lie_in_it(text, path):
    document = parse(text, path)
    spans = [block.span for block in document.blocks]
    assert spans == sorted(spans)
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(text)
        for name in ("text_span", "info_span", "body_span", "target_span"):
            inner = getattr(block, name, Span(0, 0))
            assert 0 <= inner.start <= inner.end <= len(text)
        for item in getattr(block, "inlines", ()):
            assert block.span.holds(item.span)
            assert item.span.holds(getattr(item, "target_span", item.span))
    for anchor in document.anchors:
        assert on_disk(document, anchor.id_span) == anchor.id


@settings(max_examples=200, deadline=None)
@given(PAGES, st.data())
def test_a_position_leads_back_to_its_offset(text, data):
    document = parse(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = document.position(offset)
    assert document.line_starts[line - 1] + column - 1 == offset
    assert document.line(line) in text
    ends = re.findall(r"\r\n|\r|\n", text)
    assert len(document.line_starts) == len(ends) + 1


CODE_LINES = st.lists(st.text(alphabet="ab =#`>*-[]|\t", max_size=12), max_size=6)


@settings(max_examples=200, deadline=None)
@given(CODE_LINES, st.sampled_from(["", "> ", "- ", "1. ", "- > "]), st.sampled_from(["````", "~~~"]))
def test_a_code_block_says_what_its_lines_say(lines, container, fence):
    rest = "".join(char if char == ">" else " " for char in container)
    inside = [f"{fence}py", *(line for line in lines if not line.strip().startswith(fence)), fence]
    page = "\n".join((container if n == 0 else rest) + line for n, line in enumerate(inside)) + "\n"
    document = parse(page)
    code = only(document, Code)
    assert code.body.split("\n")[:-1] == inside[1:-1]
    assert on_disk(document, code.span).startswith(fence + "py")
    assert on_disk(document, code.span).endswith(fence)


SENTENCES = st.lists(
    st.sampled_from(["Run it.", "See [x](y.md).", "Use `a`.", "![i](j.png)", "漢字。"]), min_size=1, max_size=3
)


@settings(max_examples=100, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=5), st.sampled_from(["", "> ", "- ", "1. "]), st.sampled_from("\n "))
def test_paragraphs_are_found_whole_and_in_order(paragraphs, container, joint):
    rest = "> " if container == "> " else " " * len(container)
    texts = [joint.join(sentences) for sentences in paragraphs]
    page = "\n\n".join(container + text.replace("\n", "\n" + rest) for text in texts) + "\n"
    document = parse(page)
    assert [prose.text for prose in document.of(Prose)] == texts
    for prose in document.of(Prose):
        first, last = prose.text.split("\n")[0], prose.text.split("\n")[-1]
        assert on_disk(document, prose.span).startswith(first)
        assert on_disk(document, prose.span).endswith(last)
    assert len(inlines(document, Link)) == page.count("[x](")
    assert all(on_disk(document, link.span) == "[x](y.md)" for link in inlines(document, Link))


@pytest.mark.parametrize(
    ("inside", "meant"),
    [
        ("```|a|```|```", 5),
        ("```sh|a|```|text|```|b|```|```|after|```js|c|```", 9),
        ("text|```|after|```sh|lost|```js|c|```", 0),
        ("text|```|after|```|lost|```js|c|```", 0),
        ("text|```|after|```|a|```|b|```", 0),
        ("text|```|after", 0),
    ],
)
def test_a_block_of_markdown_is_taken_whole_where_all_below_it_proves_that(inside, meant):
    found = nested(["```markdown", *inside.split("|")], 1)
    assert (found.meant if found else 0) == meant
    assert found is None or found.fence == "````"

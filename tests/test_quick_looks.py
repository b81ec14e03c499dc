"""The quick looks at a page's text that spare most pages a parser: none may miss what the parser would find."""

from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from doclint.anchors.certain import surely_exposes, surely_lacks
from doclint.anchors.dialect import document_ids
from doclint.anchors.explicit import repeats_an_id
from doclint.anchors.slugs import DIALECTS
from doclint.anchors.uses import uses, uses_of
from doclint.anchors.written import targets
from doclint.checks import unpaired_punctuation
from doclint.checks.duplicate_anchor import _repeated
from doclint.code import cells, literal, vocabulary
from doclint.model import Code, FrontMatter, Heading
from doclint.parse import _cut, parse
from doclint.terms.glossary import entries
from doclint.terms.match import Words, found, words
from doclint.text.fences import headings, outside, surely_closed

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
    "    ```\n",
    "    ```sh\n",
    "- ```\n",
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
    "[a](https://b)",
    "[a]( <https://b> )",
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
HEADS = [
    "# h\n",
    "\n\n## k [[a]]\n",
    "\n\n## {#a}\n",
    "\n\n# a | b\n",
    "|-|-|\n",
    "- # x\n",
    "\n\n## m\n",
    "```{note}\n",
    "~~~{r}\n",
]
WORDS = "Token tokens Größe größer oe ö gs G gefiltert filtern África africanas écoles école ёлка елки evs ef".split()
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


@settings(max_examples=400)
@given(pages(FENCES, MARKUP, HEADS), NAMES)
def test_what_is_surely_a_heading_is_one(text, name):
    found = [heading for heading in parse(text, name).of(Heading) if heading.form == "marks"]
    written = [text[heading.span.start : heading.span.end].strip() for heading in found]
    for heading in headings(text):
        assert heading.strip() in written
        written.remove(heading.strip())


@settings(max_examples=400)
@given(pages(FENCES, MARKUP, LINKS, HEADS), NAMES)
def test_what_is_left_out_of_a_page_is_code(text, name):
    page = parse(text, name)
    left = outside(text).text
    for block in page.blocks:
        if not isinstance(block, Code | FrontMatter):
            assert all(line.strip(" \t\r") in left for line in text[block.span.start : block.span.end].split("\n"))


def test_most_code_and_headings_are_told_without_a_parser():
    text = "---\ntitle: T\n---\n# T\n\n## A\n\n```py\n# x\n\n## y\n```\n\n- b\n  ```\n  c\n  ```\n\n## C [[c]]\n"
    assert outside(text).text == "\n# T\n\n## A\n\n\n\n- b\n\n\n## C [[c]]\n"
    assert list(headings(text)) == ["## A", "## C [[c]]"]
    assert outside("````md\n```\na\n```\n    ```sh\n- ````\n  ````\nb\n").text == "\nb\n"
    assert outside("> ```\n> a\n> ```\nb\n").text == "\nb\n"
    assert not list(headings("```{note}\n\n## A\n```\n"))


def test_most_pages_need_no_parser_for_their_fences():
    assert surely_closed("# T\n\n```py\nx = 1\n```\n\n* a\n\n    ```sh\n    ls\n    ```\n")
    assert not surely_closed("```py\nx = 1\n")
    assert not surely_closed("```py\nx = 1\n``` .\n")


@settings(max_examples=400)
@given(pages(LINKS, HTML_LINKS, FENCES), NAMES)
def test_written_targets_are_no_fewer_than_the_parsed_ones(text, name):
    written = targets(text)
    if written is not None:
        found = {use.target for use in uses(parse(text, name)) if use.target}
        assert {target for target in found if not target.startswith("https://")} <= written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md#c) and [d](<e f>)", {"b.md#c", "e f"}),
        ("[a]: b\n", {"b"}),
        ("[a](https://b) and [c]( http://d 'e')", set()),
        ('<a href="b&amp;c">', {"b&c"}),
        ("[a](b(c)d))", {"b(c)d"}),
        ("no link, `code[0]`", set()),
    ],
)
def test_written_targets(text, expected):
    assert targets(text) == expected


BOXES = ["<Tip>", "</Tip>", "\n\n<Tip>a", "b</Tip>\n\n", "\n\n## ", "\n\n# h\n\n", "\n\n#### k\n", "`<Tip>`"]
BOXES += ["\n\n", "{{ x [a](b) }}", "{% x %}", "{{< x >}}", "{{< /x >}}", "[a]: ", "[r]: b\n"]


@settings(max_examples=600, deadline=None)
@example("[a](b) [a][r]\n\n## k\n\n[r]: b\n", "a.md")
@given(pages(LINKS, HTML_LINKS, FENCES, HEADS, MARKUP, BOXES, BOXES, BOXES), NAMES)
def test_links_of_a_part_of_a_page_are_those_of_the_page(text, name):
    page = parse(text, name)
    every = {(use.target, use.span) for use in uses(page)}
    for target in ("b", "b c", "q", "x", "c"):
        part = uses_of(page, {target})
        found = every if part is None else {(use.target, use.span) for use in part}
        assert found <= every
        assert {use for use in every if use[0] == target} <= found


def test_a_part_of_most_pages_is_enough():
    text = "---\nt: x\n---\n\n# A\n\n[z](y)\n\n```py\n[w](x)\n```\n\n## B\n\n<Tip>[w](x)\n\n"
    text += "## C\n\n[z](y)\n\n</Tip>\n\n## D\n"
    with patch("doclint.parse._cut", wraps=_cut) as cut:
        found = uses_of(parse(text, "a.md"), {"x"}) or ()
    assert [(use.target, text[use.span.start - 4 : use.span.end + 1]) for use in found] == [
        ("x", "[w](x)"),
        ("y", "[z](y)"),
    ]
    assert cut.call_args.args[0] == text[text.index("## B") : text.index("## D")]
    assert uses_of(parse(text, "partials/a.md"), {"x"}) == uses(parse(text, "partials/a.md")) == ()


def test_a_target_on_the_next_line_is_left_to_the_parser():
    assert targets("[a](\nb)") is None


@settings(max_examples=400)
@given(pages(IDS, HEADS, FENCES, MARKUP), NAMES, st.sampled_from(["unknown", *DIALECTS]))
def test_what_is_surely_an_id_is_one(text, name, dialect):
    page = parse(text, name)
    ids = document_ids(page, dialect)
    for fragment in ("h", "k", "a", "m", "x", "ab", "a--b", "i", "h-k-a"):
        assert fragment in ids or not surely_exposes(page, dialect, fragment)


TEXTS = ["Größe ß", "İz ı", "ﬁx ℡ ²", "naïve e\u0301", "æther", "&eacute;a", "&#233;", "`a<b>{c}`", "<b>x</b>y", "का"]
TEXTS += ["[x](http://y/%C3%A9)", "<http://y/%C3%A9>", "![x](y)", ":tada: x", "a -- b", "a\\_b", "1. x", "id", "x 2"]
TEXTS += ["(#a)", "**x**y", "\n## ", "\n\n## ", "\n# ", " #", "\n===\n", "\n---\n", "\n> ===\n", "<h2>", "</h2>"]
TEXTS += [
    "\n:name: q\n",
    "{{< x >}}",
    "{% x a='a' %}",
    "<i id='a'>",
    "<i id = {`a`}>",
    "<a name=a>",
    "{: .x\n #a}",
    "Id 2",
]


@settings(max_examples=600, deadline=None)
@example("`a\n{{< x >}}`\nb\n===\n", "a.md", "unknown")
@given(pages(IDS, HEADS, FENCES, MARKUP, LINKS, TEXTS, TEXTS, TEXTS), NAMES, st.sampled_from(["unknown", *DIALECTS]))
def test_no_id_is_surely_lacking(text, name, dialect):
    page = parse(text, name)
    for one in document_ids(page, dialect):
        assert not surely_lacks(page, dialect, one)
        assert not surely_lacks(page, dialect, one.upper())


def test_most_ids_that_are_not_there_are_surely_lacking():
    page = parse("# One page\n\nOf [other](#other) things.\n\n```py\n# in code\n```\n\nTwo\nlines\n---\n", "a.md")
    lacking = ["page-two", "in-code", "one-thing-1", "lines-two", "other"]
    assert [name for name in lacking if surely_lacks(page, "hf", name)] == lacking
    assert not any(surely_lacks(page, "hf", name) for name in ("one-page", "one-page-3", "Page", "two-lines"))


def test_most_headings_are_surely_ids():
    page = parse("# T\n\n## Á b\n\nx\n\n## B [[c]]\n\n```\n\n## D\n```\n", "a.md")
    found = [name for name in ("á-b", "a-b", "b", "c", "d", "t") if surely_exposes(page, "hf", name)]
    assert found == ["á-b", "c"]


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quote_that_nothing_closes_hides_no_target(quote):
    assert "b" in targets(f"<Tip a={quote}\n\n<a href={quote}b{quote}>")


@settings(max_examples=400)
@given(pages(IDS), NAMES)
def test_no_repeated_id_is_overlooked(text, name):
    page = parse(text, name)
    found = [*page.anchors, *(anchor for heading in page.of(Heading) for anchor in heading.anchors)]
    if len({anchor.id for anchor in found}) < len({anchor.id_span for anchor in found}):
        assert repeats_an_id(text)
        assert list(_repeated(page))


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(WORDS), max_size=60),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
    st.sampled_from(["en", "es", "fr", "de", "nl", "ru", "tr", "ja"]),
)
def test_forms_of_words_are_all_looked_at(said, term, language):
    text, phrase = Words([(" ".join(said), 0)], language), words(" ".join(term), language)
    length = len(phrase)
    alike = [
        at
        for at in range(len(text) - length + 1)
        if all(
            w.stem == o.stem or w.borrowed == o.borrowed for w, o in zip(text[at : at + length], phrase, strict=True)
        )
    ]
    expected: list[int] = []
    for at in alike:
        if not expected or at >= expected[-1] + length:
            expected.append(at)
    assert [span.start for span in found(phrase, text)] == [text[at].span.start for at in expected]


SAID = ["¿", "¿", "?", "?\n", "? ", "!", "¡", " es esta", "como una ", " con una", "\n", "\n\n", "- ", "> ", "`"]
SAID += [
    "](",
    ")",
    "[a",
    "<b>",
    "<",
    ">",
    "{",
    "}",
    "https://a",
    "&iquest;",
    "*",
    "```\n",
    "## ",
    "es una cosa como esta?",
]


@settings(max_examples=600)
@given(st.lists(st.sampled_from(SAID), max_size=16).map("".join))
def test_no_sentence_without_its_opening_mark_is_overlooked(text):
    page = parse(text, "a.md", "es")
    with patch.object(unpaired_punctuation, "_may_lack", return_value=True):
        full = list(unpaired_punctuation.check(page))
    assert list(unpaired_punctuation.check(page)) == full


def test_most_sentences_need_no_parser_for_their_marks():
    assert not unpaired_punctuation._may_lack("# ¿Qué `es` esto?\n\nAsí ¿[a](b) es? y ¿cómo?\n", "¿", "?")
    assert unpaired_punctuation._may_lack("- ¿Qué\n- esto?\n", "¿", "?")


@pytest.mark.parametrize("mark", ["## {}\n\nWhat it is.\n\n", "{}\n---\n\nWhat it is.\n\n"])
def test_a_glossary_is_worth_parsing(mark):
    names = ["Anchor", "Block", "Code", "Drift", "Edit", "Fence", "Glossary", "Heading", "Image"]
    assert len(entries(parse("".join(mark.format(name) for name in names)))) == len(names)


NAMES = ["my", "My", "your", "some", "example", "foo", "xxx", "xXx", "change", "-me", "Bar", "App", "-", "_", "1", "é"]
PLACEHOLDERS = ["<your name>", "<>", "<", "[KEY]", "[", "{{ key }}", "{", "a", " "]
PROMPTS = [
    "\n",
    " ",
    ">>>",
    ">>> x",
    "In [1]: ",
    "iex(1)> ",
    "irb> ",
    "julia> ",
    "postgres=# ",
    "sqlite> ",
    "irb",
    ">",
    "x",
]


@given(st.lists(st.sampled_from(NAMES), max_size=5).map("".join))
def test_a_name_that_readers_put_in_is_not_missed(name: str) -> None:
    full = literal._YOURS.search(name) or literal._YOURS_CAMEL.search(name)
    assert literal.yours(name) == bool(full)


@given(
    st.lists(st.sampled_from(PLACEHOLDERS), max_size=4).map("".join),
    st.lists(st.sampled_from(PLACEHOLDERS), max_size=4).map("".join),
)
def test_texts_that_differ_in_placeholders_alone_are_not_missed(source: str, translation: str) -> None:
    full = literal._blanked(source) == literal._blanked(translation)
    assert literal.same_but_placeholders(source, translation) == full


@given(st.lists(st.sampled_from(PROMPTS), max_size=8).map("".join))
def test_a_prompt_is_not_missed(body: str) -> None:
    found = cells.cells("lua", body)
    doctest = cells._DOCTEST_FIRST.match(cells._below_remarks(body))
    full = doctest or cells._IPYTHON_FIRST.search(body) or cells._REPL_FIRST.search(body)
    assert bool(full) == (found != ((cells.Cell("input", body, 0, len(body)),) if body else ()))


WORDS = ["ab", "AB", "é", "ß", "ſ", "x", "1", "_", "-", "²", " ", "\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map("".join), st.sampled_from(["ab", "AB", "abx", "é", "éß", "²x"]))
def test_a_word_that_stands_in_a_text_is_among_its_words(text: str, word: str) -> None:
    among = literal.folded(word) in vocabulary._folded([text])
    assert among or not vocabulary.stands_in(text, word)

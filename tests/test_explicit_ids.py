"""Every syntax of explicit ids, at its true place, and what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.anchors.explicit import heading_anchors, html_anchors, span_anchors, target_anchors
from doclint.anchors.slugs import DIALECTS, slugs


@pytest.mark.parametrize(
    ("raw", "text", "ids", "syntax"),
    [
        ("Install { #install }", "Install", ["install"], "attribute"),
        ("Install {#install}", "Install", ["install"], "attribute"),
        ("Install{#install}", "Install", ["install"], "attribute"),
        ("Install {#install .wide key=1}", "Install", ["install"], "attribute"),
        ('Install {.wide data-x="a b" #install}', "Install", ["install"], "attribute"),
        ("Install {: #install }", "Install", ["install"], "attribute"),
        ("Install {:#install .x}", "Install", ["install"], "attribute"),
        ("Instalación {#instalación}", "Instalación", ["instalación"], "attribute"),
        ("Install {#v1.2:a_b-c}  ", "Install", ["v1.2:a_b-c"], "attribute"),
        ("Install \\{#install}", "Install", ["install"], "escaped"),
        ("Install [[install]]", "Install", ["install"], "brackets"),
        ("`Trainer`[[trainer]]", "`Trainer`", ["trainer"], "brackets"),
        ("Install {/*install*/}", "Install", ["install"], "mdx-bare"),
        ("Install {/* install */}", "Install", ["install"], "mdx-bare"),
        ("Install {/* #install */}", "Install", ["install"], "mdx-comment"),
        ("<!-- install -->Install", "Install", ["install"], "comment"),
        ('<a id="install"></a>Install', "Install", ["install"], "html"),
        ("<a name='install'></a> Install", "Install", ["install"], "html"),
        ('Install <a id="install"/>', "Install", ["install"], "html"),
        ('Install <a name="install"></a>', "Install", ["install"], "html"),
        ('<span id="install">Install</span>', '<span id="install">Install</span>', ["install"], "html"),
        ('<a id="a"></a><a id="b"></a> Install', "Install", ["a", "b"], "html"),
        # what only looks like one
        ("Install", "Install", [], ""),
        ("[[autodoc]] Trainer", "[[autodoc]] Trainer", [], ""),
        ("[[open-in-colab]]", "[[open-in-colab]]", [], ""),
        ("[[TOC]]", "[[TOC]]", [], ""),
        ("See [[Some page]]", "See [[Some page]]", [], ""),
        ("[`Name`]", "[`Name`]", [], ""),
        ("`{#id}`", "`{#id}`", [], ""),
        ("The `{#id}`", "The `{#id}`", [], ""),
        ('The `<a id="x">` tag', 'The `<a id="x">` tag', [], ""),
        ("{#if ready}", "{#if ready}", [], ""),
        ("Install {.wide}", "Install {.wide}", [], ""),
        ("Install {}", "Install {}", [], ""),
        ("Install {# #}", "Install {# #}", [], ""),
        ('{{< heading "x" >}}', '{{< heading "x" >}}', [], ""),
        ('A <input name="x"> field', 'A <input name="x"> field', [], ""),
        ('A <b data-id="x">field</b>', 'A <b data-id="x">field</b>', [], ""),
        ("{#id} first", "{#id} first", [], ""),
        ("", "", [], ""),
    ],
)
def test_a_heading_gives_its_text_and_its_ids(raw, text, ids, syntax):
    found, (start, end), anchors = heading_anchors(raw, 100)
    assert found == raw[start:end] == text
    assert [anchor.id for anchor in anchors] == ids
    for anchor in anchors:
        assert anchor.syntax == syntax
        assert raw[anchor.id_span.start - 100 : anchor.id_span.end - 100] == anchor.id
        assert anchor.span.holds(anchor.id_span)


def test_an_id_at_the_end_and_one_in_html_are_both_read():
    _, _, anchors = heading_anchors('<a id="old"></a>Install {#install}', 0)
    assert [anchor.id for anchor in anchors] == ["install", "old"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('<div id="a"><span id="b">', ["a", "b"]),
        ("<a name=a>", ["a"]),
        ('<a class="x" name="a">', ["a"]),
        ('<div name="a">', []),
        ("<Card id={'a'}>", ["a"]),
        ('<Card title="x" id="a" />', ["a"]),
        ('<div data-id="a">', []),
        ("<id=a>", []),
        ("no tag, id=a", []),
    ],
)
def test_html_ids(text, ids):
    assert [anchor.id for anchor in html_anchors(text, 0)] == ids


def test_targets_and_spans():
    assert [anchor.id for anchor in target_anchors("(my-target)=\n# Heading\nx (no)= y", 0)] == ["my-target"]
    assert [anchor.id for anchor in span_anchors("A [term]{#term}, [](){#here} and [x]{.class}.", 0)] == [
        "term",
        "here",
    ]


@pytest.mark.parametrize(
    "raw",
    [
        " " * 30000 + "x",
        "{#" * 15000,
        "<a id" * 8000,
        "<a " + "id= " * 8000,
        "`" * 30000,
        "[[" * 15000 + "]]",
        "{: .a" * 6000 + "}",
    ],
)
def test_odd_headings_take_no_time(raw):
    before = time.perf_counter()
    heading_anchors(raw, 0)
    assert time.perf_counter() - before < 2


@given(st.text(alphabet="ab #{}[]<>/*:=\"'`\\-.\n\t&;é日", max_size=60))
def test_any_heading_gives_true_places(raw):
    text, (start, end), anchors = heading_anchors(raw, 7)
    assert text == raw[start:end] == text.strip()
    for anchor in anchors:
        assert raw[anchor.id_span.start - 7 : anchor.id_span.end - 7] == anchor.id
        assert anchor.span.holds(anchor.id_span)


@given(st.lists(st.text(alphabet="aB1 #{}[]<>()*_`~!&;:-.'\"\\éßİ日🚀", max_size=30), max_size=6))
def test_any_headings_have_slugs_in_every_dialect(headings):
    for dialect in DIALECTS:
        assert len(slugs([(text, None, 2) for text in headings], dialect)) == len(headings)

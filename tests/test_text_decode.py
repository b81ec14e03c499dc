"""Bytes become text and text becomes bytes again, whatever the bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.model import Encoding, Span
from doclint.text.decode import decode, encode

MARKS = (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")
PAGE = "# Título\n\nEl año, el niño y la canción: 12 páginas. Привет, 世界 🚀\n"


@given(st.sampled_from(MARKS), st.binary(max_size=60))
def test_any_bytes_come_back(mark, data):
    assert encode(*decode(mark + data)) == mark + data


@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]))
def test_any_text_in_any_width_comes_back(text, codec):
    data = text.encode(codec, "replace")
    assert encode(*decode(data)) == data


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize(
    "page", [PAGE, "Привет, мир.\nЕщё одна строка здесь.\n", "これは例です。\n二行目 です。\n", "plain\n"]
)
def test_a_page_is_read_in_any_width(page, codec):
    assert decode(page.encode(codec))[0] == page


def test_a_mark_at_the_start_is_no_text():
    assert decode(b"\xef\xbb\xbfa") == ("a", Encoding(bom=True))


def test_a_second_mark_is_text():
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa") == ("\ufeffa", Encoding(bom=True))


def test_bytes_that_are_no_utf8_are_listed_together():
    text, encoding = decode(b"a\xf1\xf3b \xe9")
    assert text == "a\udcf1\udcf3b \udce9"
    assert encoding.undecodable == (Span(1, 3), Span(5, 6))


def test_ascii_with_zeros_is_no_wide_text():
    text, encoding = decode(b"a\0\0\0b\0c\n")
    assert (encoding.name, encode(text, encoding)) == ("utf-8", b"a\0\0\0b\0c\n")

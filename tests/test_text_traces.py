"""A quick look never clears what a close look would repair, and clears the pages that most sites are made of."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from doclint.text import evidence, hidden, lossy, normal, regions, traces
from doclint.text.channels import MULTIBYTE, Multibyte, _family, channel, channels, suspected
from doclint.text.plausible import marks
from doclint.text.search import searched, settled
from doclint.text.traces import asked, untouched

EVERY = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
CODED = frozenset().union(*(way.to_byte for way in channels()))


everyday = st.text(
    "ab ?\n\u200d👩“”«»‘’„…—–·¿¡°©™→✓⚠️áéíóúñçãõàèùêôûäöüßÁÉÑÖæøåłšžőİı\xa0\u2009\ufe0f🚀│█ΩµйЖ字ア한हشبשל،", max_size=12
)
words_of_many = st.one_of(everyday, st.text("あア漢字中文é—", max_size=5)).map(lambda text: text.replace("\n", ""))


@pytest.mark.parametrize(
    "text",
    [
        "plain\r\n\ttext\f",
        "⚠️ Atención: ¿“así”? «No»… — 1 → 2",
        "« Déjà vu », « là », l’an, çà et là",
        "„Größe“ – ‚klein‘ ©",
        "A ação não coração — “está”",
        "설명서를 읽어 주세요.",
        "यह एक पन्ना है।",
        "请先阅读手册，再开始。",
        "「設定」を読みます。",
        "a 字 b",
        "שלום עולם",
        "هذا نص بسيط",
        "👩\u200d💻 and ❤\ufe0f\u200d🔥",
        "🚀🎉 ✅ done",
        "AT&amp;T &lt;b&gt;",
    ],
)
def test_pages_without_traces(text):
    assert untouched(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "a\x7fb",
        "a\x0bb",
        "a\udce9b",
        "a\ufffd b",
        "asi\u0301",
        "&amp;eacute;",
        "a字b",
        "fÃ©",
        "a\u200db",
        "é\u200dé",
    ],
)
def test_pages_with_traces(text):
    assert not untouched(text)


def test_no_code_page_makes_anything_that_is_overlooked():
    pairs = {lead + trail for way in channels() for lead in way.leads for trail in way.trails}
    assert not [pair for pair in pairs if untouched(f"a{pair}b", counterpart=True)]
    short = {lead + trail for way in channels() for lead in way.starts(2) for trail in way.trails}
    assert not [pair for pair in short if untouched(f"a{pair}b")]
    images = [(way, way.there(char)) for way in channels() for char in EVERY[0x800::997]]
    assert not [image for way, image in images if untouched(f"a {image} b") and way.back(image)]


def test_every_code_page_is_in_its_family():
    for way in channels():
        assert all(_family(way.codec) in traces.families(lead + trail) for lead in way.leads for trail in way.trails)


def test_no_east_asian_encoding_does():
    for codec in MULTIBYTE:
        images = ((2 * char).encode().decode(codec, "ignore") for char in "áéíóúñüß—“”…")
        assert not [image for image in images if untouched(f"a{image}b") and evidence.suspicious(f"a{image}b")]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(MULTIBYTE)), st.lists(words_of_many, max_size=4))
def test_many_texts_are_read_back_as_each_is(codec, words):
    damaged = [word.encode().decode(codec, "ignore") for word in words]
    way = Multibyte(codec)
    assert way.back_all([*damaged, *words]) == [way.back(word) for word in (*damaged, *words)]


def test_nothing_becomes_a_code_pages_character_when_it_is_composed():
    changed = [char for char in EVERY if unicodedata.normalize("NFC", char) != char]
    singles = [char for char in changed if not CODED.isdisjoint(unicodedata.normalize("NFC", char))]
    apart = [unicodedata.normalize("NFD", char) for char in CODED]
    images = [f"é{char}é" for char in (*singles, *(two for two in apart if len(two) > 1))]
    assert not [image for image in images if untouched(image)]


def test_nothing_hidden_is_overlooked():
    found = hidden._HIDDEN.findall(EVERY)
    assert len(found) > 100
    assert not [char for char in found if untouched(f"a{char}b")]


def test_no_sign_that_lost_a_part_is_overlooked():
    signs = [char for char in EVERY[0x2000:] if unicodedata.category(char)[0] in "SP" and not char.isalpha()]
    looks = {left.rstrip("?") for char in (*marks(), *signs[::25]) for left in lossy._looks_of(char)}
    assert not [left for left in looks if lossy._RUN.fullmatch(left) and untouched(f"a {left} b", counterpart=True)]


damaged = st.sampled_from(["cp1252", "mac_roman", "cp437", "cp850", "koi8_r", "cp1255"]).flatmap(
    lambda codec: everyday.map(lambda text: channel(codec).there(text))
)
misread = st.sampled_from(sorted(MULTIBYTE)).flatmap(
    lambda codec: everyday.map(lambda text: text.encode().decode(codec, "ignore"))
)
texts = st.lists(st.one_of(everyday, damaged, misread), max_size=4).map("".join)


@settings(max_examples=400, deadline=None)
@given(texts, texts, st.sampled_from(["es", "en", "ja", None]))
@example("\ud63b\n\ud63b\ud63b?\ud63b\uff82\uf8f0", "", "es")
def test_what_is_cleared_needs_no_repair(text, reference, language):
    if untouched(text):
        assert searched(text, language, None, frozenset(), ()) == ()
        if untouched(text, counterpart=True):
            assert searched(text, language, reference, frozenset(), ()) == ()
            assert lossy.lost_something(text, reference) == asked(text)


spoken = [
    "año",
    "está",
    "así",
    "más",
    "niño",
    "código",
    "también",
    "él",
    "Ŀ",
    "слово",
    "ελέγχει",
    "the",
    "page",
    "says",
]
codecs = st.sampled_from(["cp1252", "cp437"])
sentences = st.lists(
    st.one_of(
        st.sampled_from([*spoken, "\n", "```\n", "─┐", "█░"]),
        st.builds(
            lambda word, codec: channel(codec).there(word),
            st.sampled_from(spoken),
            codecs,
        ),
    ),
    max_size=9,
).map(" ".join)


@settings(max_examples=400, deadline=None)
@example("```\n ni\u00c3\u00b1o", frozenset({"niño"}), "es")  # which only another page's word proves
@given(sentences, st.frozensets(st.sampled_from(spoken)), st.sampled_from(["es", "en", "ru"]))
def test_what_is_settled_no_other_page_can_tell_more_about(text, words, language):
    if settled(text, language) and not lossy.lost_something(text, None) and not normal.asks(text):
        told = frozenset(word for word in words if len(word) >= traces.LEAST_TOLD)
        assert searched(text, language, None, told, ()) == ()


@settings(max_examples=300, deadline=None)
@given(texts)
def test_all_code_pages_are_looked_for_at_once(text):
    assert suspected(text) == tuple(way for way in channels() if list(way.sequences(text)))


@pytest.mark.parametrize("codec", ["cp1252", "cp866", "mac_roman", "cp1255"])
@settings(max_examples=50, deadline=None)
@given(text=texts)
def test_sequences_are_those_of_utf8(codec, text):
    way = channel(codec)
    more, (two, three, four) = "".join(way.trails), ("".join(way.starts(size)) for size in (2, 3, 4))
    more, two, three, four = (f"[{re.escape(chars)}]" for chars in (more, two, three, four))
    expression = re.compile(f"(?:{two}{more}|{three}{more}{{2}}|{four}{more}{{3}})+")
    assert list(way.sequences(text)) == [match.span() for match in expression.finditer(text)]


@given(texts)
def test_a_text_and_its_bytes_say_the_same(text):
    assert untouched(text, raw=text.encode()) == untouched(text)
    assert untouched(text) == all(untouched(part) for part in re.split(r"(?<=[ -~])(?=[ -~])", text))


@given(texts)
def test_no_letter_is_overlooked(text):
    assert traces.has_letters(text) == any(char.isalpha() and not char.isascii() for char in text)


@given(st.lists(st.sampled_from(["?", "??", "a", "B", "é", "=", "/", " ", "\n", "ni?o", "a?o", ".", "1"]), max_size=14))
def test_question_marks_are_looked_at_where_they_stand(parts):
    text = "".join(parts)
    inside, alone = traces.INSIDE_WORDS.findall(text), traces._ASKED_INSIDE.findall(text)
    assert asked(text) == (len(inside) >= traces.HITS and len(alone) >= traces.HITS)


marked = st.lists(st.sampled_from(["`", "``", "é", "a", "\n", "```\n", "<b ", ">", "](", ")", "https://", " ", "> "]))


@given(marked.map("".join))
def test_what_is_protected_beyond_ascii_is_told_by_its_lines(text):
    every, some = regions.protected(text), regions.protected(text, beyond_ascii=True)
    places = [at for at, char in enumerate(text) if not char.isascii()]
    assert [at in some for at in places] == [at in every for at in places]


words = st.sampled_from(
    "mojibake|ftfy|Windows-1252|cp-1250|CP1251|Latin-1|latin1|ISO 8859|iso-8859|wrong encoding|misread as|charmap"
    "|charset|UnicodeDecodeError|unicodeencodeerror|garbled|UTF8|utf-8|encoding|decodings|coding|codificación"
    "|codificaçao|codificaz|encodage|Zeichensatz|ZEICHENKODIERUNG|кодировка|КОДИРОВКИ|kodowanie|文字化け|文字コード"
    "|乱码|亂碼|编码|編碼|인코딩".split("|")
)
SPELT = {"i": "iIıİ", "s": "sSſ", "k": "kK\u212a"}


@given(
    words.flatmap(lambda word: st.tuples(*(st.sampled_from(SPELT.get(char, char + char.swapcase())) for char in word)))
)
def test_words_about_encodings_are_found_however_they_are_written(letters):
    text = f"a {''.join(letters)} b"
    assert bool(regions.about_encodings(text)) == (regions._ABOUT.search(text) is not None)
    assert bool(regions.mentions_encodings(text)) == (regions._MENTIONS.search(text) is not None)

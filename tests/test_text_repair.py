"""Damage is undone where it is proven, whole text stays, and a repaired text has nothing left to repair."""

import itertools
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from doclint.text import evidence, hidden
from doclint.text.channels import NAMES, channel, channels
from doclint.text.decode import decode
from doclint.text.repair import apply, explain, find_repairs
from doclint.text.repairs import chain

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLES = json.loads((FIXTURES / "mojibake.json").read_text(encoding="utf-8"))
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((FIXTURES / "encoding").glob("*.md"))}
COMMON = ["cp1252", "latin-1", "mac_roman", "cp437", "cp850", "cp1250", "cp1251", "cp1253", "iso8859_7", "koi8_r"]


def repaired(text, language, **more):
    return apply(text, find_repairs(text, language, **more))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["label"])
def test_a_sample(sample):
    found = find_repairs(sample["damaged"], sample["language"])
    assert apply(sample["damaged"], found) == sample["whole"]
    assert all(repair.safety == "safe" for repair in found)
    assert find_repairs(sample["whole"], sample["language"]) == ()


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("read_as", [None, "es", "en"])
def test_a_whole_page_stays(language, read_as):
    assert find_repairs(PAGES[language], read_as or language) == ()
    assert find_repairs(PAGES[language], None) == ()


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("codec", COMMON)
def test_a_page_comes_back_from_a_code_page(language, codec):
    damaged = channel(codec).there(PAGES[language])
    assert repaired(damaged, language) == PAGES[language]


@pytest.mark.parametrize("language", ["es", "de", "ru", "ja"])
@pytest.mark.parametrize("codecs", ["cp1252 cp1252", "mac_roman cp1252", "latin-1 latin-1", "cp1252 cp1252 cp1252"])
def test_a_page_comes_back_through_layers(language, codecs):
    damaged = PAGES[language]
    for codec in codecs.split():
        damaged = channel(codec).there(damaged)
    assert repaired(damaged, language) == PAGES[language]


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
def test_one_damaged_line_comes_back(codec):
    lines = PAGES["es"].split("\n")
    for number, line in enumerate(lines):
        if line.isascii() or line.startswith("paginas ="):  # one word in code proves nothing
            continue
        damaged = "\n".join([*lines[:number], channel(codec).there(line), *lines[number + 1 :]])
        assert repaired(damaged, "es") == PAGES["es"]


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("es", "cp1252"),
        ("es", "mac_roman"),
        ("de", "cp850"),
        ("pl", "cp1250"),
        ("ru", "cp1251"),
        ("ru", "koi8_r"),
        ("el", "cp1253"),
        ("tr", "cp1254"),
        ("ja", "shift_jis"),
        ("ja", "euc_jp"),
        ("zh", "gb18030"),
        ("ko", "cp949"),
    ],
)
def test_legacy_bytes_are_read(language, codec):
    page = "".join(char for char in PAGES[language] if _fits(char, codec))
    text, encoding = decode(page.encode(codec))
    assert encoding.undecodable
    assert repaired(text, language) == page


def _fits(char, codec):
    try:
        return bool(char.encode(codec))
    except UnicodeEncodeError:
        return False


def test_legacy_lines_in_utf8_are_read():
    lines = PAGES["es"].replace("🚀", "").replace("→", "-").split("\n")
    data = b"\n".join(line.encode("cp1252" if number % 3 else "utf-8") for number, line in enumerate(lines))
    assert repaired(decode(data)[0], "es") == "\n".join(lines)


def test_a_cut_character_is_no_legacy_byte():
    text = decode("Works ✅ fine — yes".encode().replace(b"\x85", b"?").replace(b"\x94", b"?"))[0]
    assert find_repairs(text, "en") == ()


def test_characters_in_two_halves_are_joined():
    assert repaired(decode(b"go \xed\xa0\xbd\xed\xba\x80")[0], "en") == "go 🚀"


def test_a_sign_that_the_counterpart_has_is_found_again():
    assert repaired("Usa π€ aquí.", "es", reference="Use 🤗 here.") == "Usa 🤗 aquí."
    assert find_repairs("Usa π€ aquí.", "es") == ()


def test_a_lost_letter_is_found_in_known_words():
    (repair,) = find_repairs("La configuraci\ufffdn.\n\n" + 20 * "Otra configuración. ", "es")
    assert (repair.edit.text, repair.safety) == ("configuración", "safe")
    (repair,) = find_repairs("La configuraci\ufffdn.\n\nOtra configuración.", "es")
    assert (repair.edit.text, repair.safety) == ("configuración", "unsafe")
    (repair,) = find_repairs("La configuraci\ufffdn está.", "es")
    assert (repair.edit.text, repair.safety) == ("configuración", "unsafe")


CLEAN = (
    "La página está en español. ¿Qué más? Según el capítulo, está bien.\n\n"
    "También están aquí los vídeos y el código; la opción está más allá.\n"
    "Él está “en casa” desde el año pasado — quizá más.\n"
)


def restored(text, *, pages=(CLEAN,) * 5, **more):
    words = {word for page in pages for word in re.findall(r"[^\W\d_]{3,}", page) if not word.isascii()}
    return find_repairs(text, "es", clean_pages=pages, clean_words=words, **more)


@pytest.mark.parametrize("hole", ["\ufffd", "?"])
@pytest.mark.parametrize("each_byte", [False, True])
def test_what_stands_around_it_on_clean_pages_tells_what_was_lost(hole, each_byte):
    whole = "El código está en la página; ¿Qué más? También está “en casa” desde el capítulo."
    text = re.sub("[^\x00-\x7f]", lambda match: hole * (len(match[0].encode()) if each_byte else 1), whole)
    found = restored(text)
    assert apply(text, found) == whole
    assert restored(apply(text, found)) == ()


def test_a_word_that_no_page_knows_is_guessed_by_its_letters_and_only_suggested():
    (repair,) = restored("La adopci\ufffdn.")
    assert (repair.edit.text, repair.safety) == ("adopción", "unsafe")


@pytest.mark.parametrize(
    ("pages", "safety"),
    [
        ((20 * "La opción es otra.\n",), "safe"),  # said so often, a rival would have shown
        (("Ve la opción es.\n", "La opción es otra.\n" * 2), "safe"),  # between the same words
        (("Una opción, la opción; sin opción.\n",), "unsafe"),
        ((20 * "La opción es otra.\n", "La opcián.\n"), "unsafe"),  # a rival
    ],
)
def test_only_a_word_that_is_said_often_or_in_the_same_company_is_proof(pages, safety):
    (repair,) = restored("La opci\ufffdn es.", pages=pages)
    assert (repair.edit.text, repair.safety) == ("opción", safety)


def test_lone_holes_stay_unless_somebody_knows_what_stood_there():
    assert restored("## \ufffd Inicio") == ()
    assert restored("| \ufffd | \ufffd |") == ()
    (repair,) = restored("## \ufffd Inicio", reference="## 🚀 Start\n")
    assert (repair.edit.text, repair.safety) == ("🚀", "unsafe")


def test_the_counterparts_line_is_found_where_lines_were_added():
    text = "# Guía\n\nMás texto.\n\nOtra línea.\n\n## \ufffd Ver `doc`\n"
    (repair,) = restored(text, reference="# Guide\n\n## 🚀 See `doc`\n")
    assert repair.edit.text == "🚀"


def test_a_line_of_code_that_the_counterpart_has_whole_is_the_same():
    text = "Así:\n\n```\n.\n\ufffd\ufffd docs/index.md\n```\n"
    (repair,) = restored(text, reference="So:\n\n```\n.\n├─ docs/index.md\n```\n")
    assert (repair.edit.text, repair.safety) == ("├─", "safe")
    name = "```\nname = 'Andr\ufffdmeda'\n```\n"  # a name may be written otherwise in each language
    (repair,) = restored(name, reference="```\nname = 'Andrômeda'\n```\n")
    assert repair.safety == "unsafe"


def test_holes_in_code_are_filled_with_known_words_only():
    assert not restored("```\n# adopci\ufffdn\n```\n")
    (repair,) = restored("```\n# el c\ufffddigo\n```\n")
    assert (repair.edit.text, repair.safety) == ("código", "unsafe")


def test_question_marks_that_ask_stay_beside_those_that_were_letters():
    text = "Est? bien. ?Qu? m?s? La p?gina est? aqu?; la opci?n. `a?b?c` https://x.org/?q=m?s"
    assert (
        apply(text, restored(text))
        == "Está bien. ¿Qué más? La página está aquí; la opción. `a?b?c` https://x.org/?q=m?s"
    )


def test_a_sign_that_the_counterpart_has_on_another_line_is_no_proof():
    text = "Uno π€ dos.\n\nTres.\n"
    for reference, safety in (("One 🤗 two.\n\nThree.\n", "safe"), ("One two.\n\nThree 🤗.\n", "unsafe")):
        (repair,) = find_repairs(text, "es", reference=reference)
        assert (repair.edit.text, repair.safety) == ("🤗", safety)


def test_question_marks_need_known_words():
    text = "La configuraci?n de la secci?n y la opci?n; ¿qué?"
    words = {"configuración", "sección", "opción"}
    found = find_repairs(text, "es", clean_words=words)
    assert apply(text, found) == "La configuración de la sección y la opción; ¿qué?"
    assert {repair.safety for repair in found} == {"unsafe"}
    assert find_repairs(text, "es") == ()


def test_decomposed_letters_join_where_the_page_joins_them():
    (repair,) = find_repairs("Está asi\u0301 bien.", "es")
    assert (repair.kind, repair.edit.text, repair.safety) == ("unnormalized-text", "í", "safe")
    (repair,) = find_repairs("Asi\u0301 bien.", "es")
    assert repair.safety == "unsafe"


def test_a_page_that_a_program_took_apart_is_joined_where_the_other_pages_are():
    page = "La sección de configuración es así.\n\n```sh\n# según la opción\n```\n"
    apart = unicodedata.normalize("NFD", page)
    found = find_repairs(apart, "es", clean_words={"sección"})
    assert apply(apart, found) == page
    assert {repair.safety for repair in found} == {"safe"}
    alone = find_repairs(apart, "es")
    assert {repair.safety for repair in alone} == {"unsafe"}
    assert "según" not in apply(apart, alone)


def test_entities_escaped_twice():
    found = find_repairs("La secci&amp;oacute;n `&amp;oacute;` &amp;lt; AT&amp;T", "es")
    assert [(repair.edit.text, repair.safety) for repair in found] == [("ó", "safe")]


def test_damaged_characters_written_apart():
    damaged = unicodedata.normalize("NFD", channel("cp1252").there(PAGES["es"]))
    assert repaired(damaged, "es") == PAGES["es"]


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩",
        "می\u200cخواهم",
        "a\xadb",
        "5\xa0km",
        "❤️",
        "ไทย\u200bไทย",
        "🏴\U000e0067\U000e007f",
        "\u202bשלום\u202c",
        "שלום\u200f!",
        "**a**\u200bb",
        "a\x0cb",
        "`@\u200ba`",
    ],
)
def test_hidden_characters_that_work(text):
    assert list(hidden.find(text)) == []


@pytest.mark.parametrize("char", "\u200b\ufeff\u200d\u202e\u2066\x08\U000e0041\u200e")
def test_hidden_characters_that_do_not(char):
    (found,) = hidden.find(f"una pala{char}bra")
    assert found.removable
    assert repaired(f"una pala{char}bra", "es") == "una palabra"


# --- laws ----------------------------------------------------------------------------------------------------------

snippets = st.sampled_from(
    [s["damaged"] for s in SAMPLES] + [s["whole"] for s in SAMPLES] + list("Ãâ√├©\u0080\xa0\ufffd?")
)
texts = st.lists(st.one_of(snippets, st.text(max_size=8), st.just("\n")), max_size=6).map("".join)


@pytest.mark.parametrize("language", ["fr", "en", None])
def test_the_words_of_a_page_tell_in_which_code_page_it_was_saved(language):
    text = (
        "Une ligne vide sépare déjà les pages. Où est la règle des marées ? Elle est dans le manuel, avec les cartes "
        "et les horaires pour tous ceux qui ont été sur le quai à midi."
    )
    damaged = text.encode("cp1252").decode("utf-8", "surrogateescape")
    assert apply(damaged, find_repairs(damaged, language)) == text


SPOKEN = {
    "zh": "这本书讲的是海上的船。请先读安装指南，然后再读每一章的说明，最后看看港口的海图。\n",
    "ja": "この本は海の上の船についてのものです。まず導入の手引きを読み、それから各章の説明を読んでください。\n",
    "ko": "이 책은 바다 위의 배에 대한 것입니다. 먼저 설치 안내서를 읽고 나서 각 장의 설명을 읽어 주세요.\n",
    "ru": "Эта книга рассказывает о кораблях. Сначала прочитайте руководство по установке, затем описание глав.\n",
    "el": "Αυτό το βιβλίο μιλά για τα πλοία. Διαβάστε πρώτα τον οδηγό εγκατάστασης και μετά τις σημειώσεις.\n",
    "he": "הספר הזה מספר על אוניות בים. קראו קודם את מדריך ההתקנה ואחר כך את ההערות של כל פרק.\n",
}


@pytest.mark.parametrize("named", [None, "en", "es"])
@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("zh", "gb18030"),
        ("ja", "cp932"),
        ("ja", "euc_jp"),
        ("ko", "cp949"),
        ("ru", "cp1251"),
        ("ru", "koi8_r"),
        ("ru", "cp866"),
        ("el", "cp1253"),
        ("he", "cp1255"),
    ],
)
def test_bytes_in_another_script_are_read_in_the_language_that_they_speak(language, codec, named):
    text = "# Ships\n\n" + SPOKEN[language] + "\nAll of this was written in the harbour, and it is kept there.\n"
    damaged, _ = decode(text.encode(codec))
    found = find_repairs(damaged, named)
    assert apply(damaged, found) == text


@pytest.mark.parametrize("named", [None, "en"])
def test_bytes_in_another_script_that_speak_no_language_are_left_alone(named):
    damaged, _ = decode(b"# Ships\n\n" + bytes(range(255, 128, -1)) * 3 + b"\n")
    assert find_repairs(damaged, named) == ()


def test_drawn_lines_are_no_other_script():
    text = (
        "El puerto está así, según el capitán; después vendrá el muelle, también aquí:\n\n"
        "puerto/\n├── muelle/\n│   ├── grúa\n│   └── árbol\n└── almacén/\n    └── sótano\n"
    )
    damaged, _ = decode(text.encode("cp850"))
    assert apply(damaged, find_repairs(damaged, "es")) == text


def comes_to_rest(repaired, language, **more):
    """Say whether a repaired text has nothing left but suggestions in what proven repairs made, and then nothing."""
    again = find_repairs(repaired, language, **more)
    return not again or (
        all(repair.safety == "unsafe" for repair in again)
        and find_repairs(apply(repaired, again), language, **more) == ()
    )


@settings(max_examples=200, deadline=None)
@given(texts, st.sampled_from(["es", "en", "ja", "ru", None]))
def test_a_second_repair_finds_nothing(text, language):
    text = re.sub("[\ud800-\udfff]", "", text)
    once = apply(text, find_repairs(text, language))
    assert comes_to_rest(once, language)


# What a page goes through before it is repaired: read as something else, thinned, blotted out, in part or as a whole.
damages = st.lists(
    st.one_of(
        st.sampled_from(COMMON).map(lambda codec: channel(codec).there),
        st.sampled_from([("[\x80-\x9f]", ""), ("[\x80-\x9f]", "?"), ("\xa0", " "), ("[^\x00-\x7f]", "\ufffd")]).map(
            lambda pair: lambda text: re.sub(*pair, text)
        ),
        st.just(lambda text: unicodedata.normalize("NFD", text)),
        st.just(lambda text: re.sub("[^\x00-\x7f]", "?", text)),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(PAGES)), damages, st.data())
def test_a_second_repair_finds_nothing_after_real_damage(language, steps, data):
    lines = PAGES[language].split("\n")
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first, len(lines)))
    damaged = "\n".join(lines[first:last])
    for step in steps:
        damaged = step(damaged)
    text = "\n".join((*lines[:first], damaged, *lines[last:]))
    around = {"reference": PAGES["en"], "clean_words": frozenset(re.findall(r"[^\W\d_]{3,}", PAGES[language]))}
    for more in ({}, around, around | {"clean_pages": (PAGES[language],)}):
        every = find_repairs(text, language, **more)
        assert comes_to_rest(apply(text, every), language, **more)
        safe = apply(text, [repair for repair in every if repair.safety == "safe"])
        assert not [repair for repair in find_repairs(safe, language, **more) if repair.safety == "safe"]


def test_a_proven_repair_stays_proven_where_a_suggestion_follows_on_it():
    lines = PAGES["en"].split("\n")
    damaged = unicodedata.normalize("NFD", "\n".join(lines[:15]))
    for codec in ("cp1252", "latin-1"):
        damaged = channel(codec).there(damaged)
    text = "\n".join((damaged, *lines[15:]))
    safe = apply(text, [repair for repair in find_repairs(text, "en") if repair.safety == "safe"])
    again = find_repairs(safe, "en")
    assert {repair.safety for repair in again} == {"unsafe"}
    assert {repair.kind for repair in again} == {"unnormalized-text"}


@settings(max_examples=100, deadline=None)
@given(texts)
def test_repairs_are_sorted_and_apart(text):
    found = find_repairs(text, "es")
    spans = [repair.edit.span for repair in found]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(text[r.edit.span.start : r.edit.span.end] != r.edit.text for r in found)
    assert len(list(explain(found, text))) == len(found)


# Some code pages leave a byte undefined whose place another byte's character takes: there is no way back from there.
TWO_WAY = [codec for codec in NAMES if len(set(channel(codec).to_char.values())) == 128]


@given(st.text(max_size=20), st.sampled_from(TWO_WAY))
def test_a_channel_goes_there_and_back(text, codec):
    assume(not re.search("[\ud800-\udfff]", text))
    assert channel(codec).back(channel(codec).there(text).replace("\n", "")) == text.replace("\n", "")


@example("÷\u2126")  # the ohm sign is an omega, composed
@given(st.text(max_size=30).filter(lambda text: not re.search("[\ud800-\udfff]", text)))
def test_the_quick_test_misses_nothing(text):
    clean = not evidence.suspicious(text)
    assume(clean)
    assert not any(list(way.sequences(unicodedata.normalize("NFC", text))) for way in channels())


@settings(deadline=None)
@given(texts)
def test_chained_repairs_do_what_both_do(text):
    first = find_repairs(text, "es")
    middle = apply(text, first)
    second = find_repairs(middle, "ru")
    assert apply(text, chain(first, second, text)) == apply(middle, second)


@given(st.text(alphabet=st.characters(max_codepoint=126, min_codepoint=32)))
def test_ascii_is_never_touched(text):
    assume("&" not in text)
    assert find_repairs(text, "es") == ()


def test_what_reads_as_a_lost_letter_is_no_sure_repair():
    (repair,) = find_repairs("The range [ -\u00ef\u00bf\u00bd\u00f0\x90\u20ac\u20ac-x] is wrong.", "en")
    assert (repair.edit.text, repair.safety) == ("\ufffd\U00010000", "unsafe")


def test_accents_that_proven_repairs_bring_to_light_make_others_sure():
    lines = PAGES["ru"].split("\n")
    damaged = unicodedata.normalize("NFD", "\n".join(lines[:17]))
    damaged = unicodedata.normalize("NFD", channel("mac_roman").there(damaged))
    text = "\n".join((damaged, *lines[17:]))
    safe = apply(text, [repair for repair in find_repairs(text, "ru") if repair.safety == "safe"])
    assert not [repair for repair in find_repairs(safe, "ru") if repair.safety == "safe"]

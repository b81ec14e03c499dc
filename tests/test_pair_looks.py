"""The quick looks and short ways of checks of pairs: none may lead elsewhere than the long way would."""

import re
import subprocess
import sys
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from doclint import drift, ending, foreign, language, letters, numbers, parity
from doclint.align import align, blocks, likeness, sections
from doclint.align.band import band
from doclint.align.features import features
from doclint.checks import PAIR, hidden_character, missing_link
from doclint.code.literal import all_folded, folded
from doclint.extract.words import lines
from doclint.model import Pair, Span
from doclint.parse import parse

ROOT = Path(__file__).parents[1]
block_features = sys.modules["doclint.align.features"]

# --- words and languages --------------------------------------------------------------------------------------------

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            '` ``` ``x` < > <b> { } [ ] [a](b) ![ ( ) " “ ” « » „ * ** _ __ *a* _b_ & &amp; @ / \\ a@b a/b . ! '
            "http://x ? : | ; ' ’ don't el La NASA ÉL ǅ 𝐀b ß İ é e\u0301 \u00a0 7 - \n \t".split(" ")
        ),
        st.sampled_from([" ", "\n", "\r\n", "  "]),
        st.text(max_size=4),
    ),
    max_size=40,
).map("".join)


@given(PIECES)
@example("and/or the *quick* `code`, “said” _so_ &amp; more/less")
def test_noise_is_found_where_a_sign_of_it_stands(text):
    assert language._without_noise(text, " | ") == re.sub(
        language._NOISE._text, " | ", text, flags=language._NOISE._flags
    )


@given(PIECES)
@example("The Ship. sails Over the Sea: A day, a Night")
def test_words_are_those_of_its_sentences_but_for_names(text):
    said = []
    for sentence in re.split(r"[.!?:;|()]\s*|\n\s*", language._without_noise(text, " | ")):
        for number, word in enumerate(language._WORD.findall(sentence)):
            if not number or not word[:1].isupper():
                said.append(word.lower())
    assert language.words.__wrapped__(text) == tuple(said)


@given(st.one_of(PIECES, st.text(st.characters())))
@example("a1b _c_ ²d e\u0301 \udc80f “Más” 年")
def test_runs_of_letters_are_those_that_a_pattern_finds(text):
    assert letters.runs(text) == re.findall(r"[^\W\d_]+", text)


@given(st.lists(st.text().map(lambda text: text.replace("\n", "")), max_size=20))
@example(["Más", "ÁRBOL", "straße", "ﬁn", "İ", "e\u0301", "\u0301"])
def test_words_are_folded_together_as_one_by_one(words):
    assert all_folded(words) == frozenset(map(folded, words))


def test_every_letter_of_a_script_is_seen_at_once():
    every = "".join(map(chr, range(0x110000)))
    letters = set("".join(char for script in language.SCRIPTS.values() for char in re.findall(script, every)))
    assert letters == set(foreign._OTHER_SCRIPT.findall("".join(letters)))
    assert all(map(foreign._is_of_other_script, letters))


@given(st.text(st.sampled_from("\n \t.!”」`]a\u0964\u3000"), max_size=6))
def test_a_text_ends_with_its_last_sign(text):
    ends = "[" + "".join(map(re.escape, sorted(ending._ENDS))) + r"]\s*$"
    assert ending._ended(text) == (re.search(ends, text) is not None)


@given(st.text(st.sampled_from("]( \t（a"), max_size=8))
def test_a_torn_link_has_one_of_a_few_marks(text):
    if missing_link._TORN.search(text + "a"):
        assert any(mark in text for mark in missing_link._TORN_BY)


@given(
    st.lists(
        st.sampled_from(
            ("<!--", "{/*", "-->", "*/}", " ", "  " * 40, "\n", "sourCe", "ſource", "commit:", "0a1b2c3d4e")
        )
    ).map("".join)
)
@example("a\n<!-- Source commit: 0a1b2c3d4e -->")
def test_a_pin_in_a_comment_begins_with_few_words(text):
    if drift._COMMENT_PIN.search(text):
        assert drift._may_pin(text)


def test_blanks_are_those_of_their_pattern():
    assert tuple(hidden_character.BLANKS.findall("".join(map(chr, range(0x10000))))) == hidden_character._BLANKS


WORDS = [*sorted({word for code in language.tabled() for word in language.function_words(code)}), "ship", "barco"]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(("es", "fr", "pt", "ja")))
@example("le bateau est dans le port et les voiles sont sur le quai".split(), "es")
def test_likely_is_a_language_of_which_enough_words_speak_and_fewer_against(found, own):
    _, known, _ = foreign._tables(own, "en")
    least = 2 if len(found) >= foreign._LONG else 3
    likely = []
    for code in language.tabled():
        mine, others = language.function_words(code) - known, known - language.function_words(code)
        votes = sum(word in mine for word in found)
        if code not in (own, "en") and votes >= max(least, 1 + sum(word in others for word in found)):
            likely.append(code)
    assert [code for code in foreign._likely(found, own, "en")[0] if code not in foreign._LATIN] == likely


# --- numbers --------------------------------------------------------------------------------------------------------

FIGURES = st.lists(
    st.sampled_from(
        [
            *"1 12 123 1234 1234567 ٣ ² . , ' - – / : # ~ % ` ( ) _ kB px x a min era 年 万 million mil \n".split(" "),
            " ",
            "  ",
        ]
    ),
    max_size=16,
).map("".join)


@given(FIGURES, st.sampled_from(("en", "es", "ja")), st.integers(0, 3))
@example("v1.2.3 of 2024-02-29, 3-5 of 1.000,5 and :8080", "es", 0)
def test_numbers_begin_where_figures_do(text, tongue, start):
    pattern = numbers._patterns(dense=tongue == "ja" and not text.isascii()).any
    found = list(numbers.numbers(text, tongue, start, len(text)))
    places = [match.span() for match in pattern.finditer(text, start, len(text))]
    assert all(any(first <= number.start < last for first, last in places) for number in found)
    assert all(any(first <= number.start < last for number in found) for first, last in places)


@given(FIGURES, st.sampled_from(("en", "es", "ja", "eo")), st.integers(0, 3), st.integers(0, 3))
@example("v1 of 2s, 12 mil\nmillones, [3, 4.5] and 7-layer GPT-3 or 5mil", "es", 0, 0)
def test_figures_that_stand_alone_need_no_patterns(text, tongue, start, less):
    found = list(numbers.numbers(text, tongue, start, len(text) - less))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbers, "_stands_alone", lambda *_: None)
        patch.setattr(numbers, "_may_scale", lambda _text, _at, language: bool(numbers.pack(language).scales))
        assert list(numbers.numbers(text, tongue, start, len(text) - less)) == found


def test_units_are_known_by_their_names():
    signs = [chr(sign) for sign in range(128) if chr(sign).isalpha()]
    every = ("".join(name) for length in (1, 2, 3) for name in product(signs, repeat=length))
    assert {name for name in every if re.fullmatch(numbers._UNITS, name)} == numbers._UNIT_NAMES


@given(st.from_regex(r"\A[0-9]{1,12}(\.[0-9]{1,8})?\Z"), st.sampled_from((2, 3, 5, 6, 7, 9, 12)))
@example("0", 6)
@example("0.50", 3)
def test_a_word_of_scale_moves_the_point(reading, power):
    shown = format(Decimal(reading).scaleb(power), "f")
    assert numbers._scaled(reading, power) == (shown.rstrip("0").rstrip(".") if "." in shown else shown)


# --- alignment ------------------------------------------------------------------------------------------------------

PARTS = (
    "The ship sails.",
    "El barco zarpa hoy.",
    "See `name` and 42.",
    "Mira `name` y 42. Luego vuelve a 7.",
    "- one",
    "- uno de `a`",
    "> said",
    "```py\nx = 1\n```",
    "```py\ny = f(2)\n```",
    "| a | 1 |\n|---|---|\n| b | 2 |",
    "<Tip>",
    "</Tip>",
    "# Lost",
    "### Perdido",
)
PAGES = st.lists(st.sampled_from(PARTS), max_size=9).map("\n\n".join)


@settings(max_examples=300, deadline=None)
@given(PAGES, PAGES, st.sampled_from((0.8, 1.0, 1.3)))
@example("\n\n".join(PARTS[:4]), "\n\n".join(PARTS[:4]), 1.0)
@example("\n\n".join([PARTS[0]] * 3), "\n\n".join([PARTS[0]] * 3 + [PARTS[3]]), 1.0)
def test_blocks_are_aligned_near_the_diagonal_as_in_the_whole_table(source, translation, ratio):
    ours, theirs = ([features(block) for block in parse(text, "p.md", "en").blocks] for text in (source, translation))
    table = blocks._Table(blocks._Side(ours, ratio), blocks._Side(theirs, 1.0))
    bounds = band(len(ours), len(theirs), blocks._BAND)
    if ours and theirs:
        assert blocks.align_blocks(ours, theirs, ratio) == blocks._trace(table.filled(bounds)[1], bounds)


def test_every_character_that_says_more_is_seen_at_once():
    every = "".join(map(chr, range(0x110000)))
    for char in block_features._DENSE.findall(every):
        assert block_features.spoken_length(char[0]) == round(block_features._weight(char[0]))


@given(st.text())
@example("Mañana_2 zarpa el ²ND barco")
def test_plain_words_are_runs_of_letters(text):
    assert block_features._words(text) == frozenset(re.findall(r"[^\W\d_]{3,}", text.casefold()))


@given(st.one_of(PIECES, st.text(st.sampled_from(".!?…:。！？：*_\"'”’») \na"))))
@example("One. Two? “Three!” *Four:*\nFive.")
def test_sentences_end_alike_in_plain_text(text):
    assert block_features._sentences(text) == len(block_features._SENTENCE.findall(text))


@given(PIECES)
@example("![a [b](c) `d <e> https://f !`g` [h][i] h")
def test_markup_begins_with_few_signs(text):
    markup = r"`[^`]*`|!?\[([^\]]{0,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,500}\])|<[^<>]+>|https?://\S+"
    found = [(match.span(), match[1]) for match in block_features._MARKUP.finditer(text)]
    assert found == [(match.span(), match[1]) for match in re.finditer(markup, text)]


@given(st.text(st.sampled_from("abXY-_1é"), max_size=9))
def test_a_language_in_an_address_is_a_tag(part):
    tag = re.fullmatch(r"[a-z]{2,3}([-_][a-z]{2,4})?", part, re.IGNORECASE | re.ASCII)
    assert language.may_be_tag(part) == (tag is not None)


HEADS = st.lists(
    st.sampled_from(
        [
            f"{marks} {title}{pin}"
            for marks in ("##", "###")
            for title in "Alba Mar Sol Ría".split()
            for pin in ("", " {#a}", " {#b}")
        ]
    ),
    max_size=7,
)


@settings(deadline=None)
@given(HEADS, HEADS, st.lists(st.sampled_from(PARTS[:9]), min_size=7, max_size=7))
def test_a_section_that_is_surely_anothers_is_no_way_to_a_cell(ours, theirs, below):
    pages = [
        parse("\n\n".join(part for both in zip(heads, below, strict=False) for part in both), f"{name}.md", name)
        for name, heads in (("en", ours), ("es", theirs))
    ]
    rows = align(*pages)
    with pytest.MonkeyPatch.context() as patch:
        every = lambda self, ours: (set(range(1, len(self.numbers) + 1)), set())  # noqa: E731
        patch.setattr(sections._Columns, "led_to", every)
        assert align(*pages) == rows


def no_short_way(patch):
    """Have all sections scored to the end, and every cell of their table filled."""
    whole = likeness.score
    patch.setattr(sections, "score", lambda source, translation, ratio, _least=0.0: whole(source, translation, ratio))
    patch.setattr(sections, "_in_place", lambda _table: False)


@settings(deadline=None)
@given(HEADS, HEADS, st.lists(st.sampled_from(PARTS[:9]), min_size=14, max_size=14))
def test_sections_that_can_be_no_pair_need_no_score(ours, theirs, below):
    pages = [
        parse("\n\n".join(part for both in zip(heads, under, strict=False) for part in both), f"{name}.md", name)
        for name, heads, under in (("en", ours, below[:7]), ("es", theirs, below[7:]))
    ]
    rows = align(*pages)
    with pytest.MonkeyPatch.context() as patch:
        no_short_way(patch)
        assert align(*pages) == rows


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PARTS[:10]), st.sampled_from(PARTS[:10])), min_size=1, max_size=7),
    st.lists(st.tuples(st.sampled_from((2, 2, 3, 5)), st.booleans()), min_size=7, max_size=7),
    st.booleans(),
)
@example([(PARTS[8], PARTS[3]), (PARTS[3], PARTS[8]), (PARTS[0], PARTS[1])], [(3, True), (2, False)] * 4, True)
def test_sections_that_surely_stand_in_their_places_need_no_table(below, heads, titled):
    pages = []
    for side, name in enumerate(("en", "es")):
        made = [
            f"{'#' * level} {f'{name} {{#s{n}}}' if pinned else f'Mar {n}'}" for n, (level, pinned) in enumerate(heads)
        ]
        if titled:
            made[0] = ("# The Sea", "# El mar")[side]
        parts = (part for head, both in zip(made, below, strict=False) for part in (head, both[side]))
        pages.append(parse("\n\n".join(parts), f"{name}.md", name))
    rows = align(*pages)
    with pytest.MonkeyPatch.context() as patch:
        no_short_way(patch)
        assert align(*pages) == rows


# --- what stands inside blocks, and code ------------------------------------------------------------------------------

SPANS = ("`name`", "`names`", "`nombre`", "`<name>`", "`<nombre>`", "`my-app`", "`mi-app`", "`a b`", "`NAME`", "`x`")


@settings(deadline=None)
@given(*(st.lists(st.sampled_from([*SPANS, "\n\n"]), max_size=12).map(" ".join) for _ in range(2)))
@example("`name` `my-app`\n\n`names`", "`names` `nam`\n\n`nome`")
def test_a_slip_is_strange_to_the_whole_source(ours, theirs):
    def first(ours, theirs, alike, is_strange):
        return parity._slips(ours, [item for item in theirs if is_strange(item)], alike)

    pages = parse(ours, "en.md", "en"), parse(theirs, "es.md", "es")
    pair = Pair(*pages, align(*pages))
    found = list(PAIR["changed-inline-code"](pair))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parity, "_strange_slips", first)
        assert list(PAIR["changed-inline-code"](pair)) == found


def test_code_that_is_the_same_asks_for_no_lexer(tmp_path):
    for tongue, said in (("en", "The sea, 3 of 5."), ("es", "El mar, 3 de 5.")):
        (tmp_path / "docs" / tongue).mkdir(parents=True)
        text = f"# {said[:6]}\n\n{said} `x`\n\n```py\nx = 1  # {said[0]}\n```\n".replace("# T\n", "#\n").replace(
            "# E\n", "#\n"
        )
        (tmp_path / "docs" / tongue / "a.md").write_text(text, encoding="utf-8")
    run = (
        "import sys; from pathlib import Path; from doclint.engine import check; from doclint.config import Config; "
        "check([Path('.')], Config(), Path.cwd()); "
        "print([name for name in ('decimal', 'pygments', 'doclint.code.compare') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", run],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


# --- extracts -------------------------------------------------------------------------------------------------------


@given(
    st.text("ab \n", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), max_size=5),
)
def test_lines_of_an_extract_are_cut_where_residue_stands(text, places):
    skipped = {start: start + length for start, length in places}
    made = []
    at = 0
    for line in text.split("\n"):
        start, stop, end = at, at + len(line), at + len(line)
        for place, after in skipped.items():
            if at <= place and after <= end:
                start, stop = (after, stop) if place == at else (start, min(stop, place))
        if said := text[start:stop].strip():
            first = text.index(said, start)
            made.append(Span(first, first + len(said)))
        at = end + 1
    assert list(lines(text, [Span(*both) for both in skipped.items()])) == made

"""A term base is read strictly and written so that it can be read again; words are found whatever their inflection."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from doclint.cli.group import doclint
from doclint.config import Config, ConfigError, load
from doclint.discover import discover
from doclint.engine import load_all, survey
from doclint.locales import sort_key
from doclint.model import Span, Term
from doclint.terms import match
from doclint.terms.files import TermBaseError, read, to_csv, to_tbx
from doclint.terms.glossary import entries, out_of_order
from doclint.terms.learn import learn
from doclint.terms.likely import Likely
from doclint.terms.match import Words, found, stem, words
from doclint.terms.stemmers import snowball

BASE = [
    Term(
        "mooring", {"es": ("amarre", "boya, de fondeo"), "fr": ("place",)}, {"es": ("fondeo",)}, part_of_speech="noun"
    ),
    Term("Safe Harbour", keep=True),
    Term("API & <tag>", {"zh-hant": ("介面",)}),
]
GLOSSARY = ["anchor ancla", "berth atraque", "bilge sentina", "buoy boya", "cargo carga", "deck cubierta", "hull casco"]
GLOSSARY += ["keel quilla", "mast mástil", "rudder timón"]


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(TermBaseError) as caught:
        read(path)
    assert all(error.startswith(f"{path}: ") for error in caught.value.errors)
    return [error.removeprefix(f"{path}: ") for error in caught.value.errors]


@pytest.mark.parametrize(("name", "write"), [("t.csv", to_csv), ("t.tbx", to_tbx)])
def test_what_is_written_is_read_again(tmp_path, name, write):
    assert list(read(put(tmp_path / name, write(BASE)))) == BASE


def test_case_survives_in_csv(tmp_path):
    terms = [Term("Go", {"es": ("Go",)}, case_sensitive=True)]
    assert list(read(put(tmp_path / "t.csv", to_csv(terms)))) == terms


def test_tbx_has_the_form_of_its_standard():
    root = ET.fromstring(to_tbx(BASE))  # noqa: S314  # our own text
    ns = "{urn:iso:std:iso:30042:ed-2}"
    assert (root.tag, root.get("type"), root.get("style")) == (f"{ns}tbx", "TBX-Basic", "dca")
    assert [child.tag for child in root] == [f"{ns}tbxHeader", f"{ns}text"]
    concepts = root.findall(f"{ns}text/{ns}body/{ns}conceptEntry")
    assert len({concept.get("id") for concept in concepts}) == len(concepts) == len(BASE)
    assert all(section.findall(f"{ns}termSec/{ns}term") for section in root.iter(f"{ns}langSec"))


def test_tbx_of_2008_is_read(tmp_path):
    text = (
        '<martif type="TBX" xml:lang="en"><text><body><termEntry id="a"><langSet xml:lang="en"><tig><term>berth</term>'
        '</tig></langSet><langSet xml:lang="es"><ntig><termGrp><term>atraque</term></termGrp></ntig></langSet>'
        "</termEntry>"
        "</body></text></martif>"
    )
    assert read(put(tmp_path / "t.tbx", text)) == (Term("berth", {"es": ("atraque",)}),)


def test_every_fault_of_a_csv_file_is_told_with_its_line(tmp_path):
    rows = [
        "term,language,translation,do-not-translate",
        "berth,,atraque,",
        ",es,x,",
        "keel,es,,",
        "hull,es,casco,maybe",
    ]
    text = "\n".join([*rows, "a,es,b,,z"])
    assert faults(put(tmp_path / "t.csv", text)) == [
        'line 2: the language is missing; write its code, like "es"',
        "line 3: the term is missing",
        "line 4: says nothing; give a translation, a forbidden rendering, or yes under do-not-translate",
        'line 5: do-not-translate: "maybe" is neither yes nor no',
        'line 6: has more cells than the first line has columns; put quotes ("…") around a cell with a comma in it',
    ]


def test_an_unknown_column_is_told_with_what_was_meant(tmp_path):
    assert faults(put(tmp_path / "t.csv", "term,langauge\n")) == [
        'line 1: there is no column "langauge"; did you mean "language"?'
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("t.tbx", "<tbx>", "line 1, column 6: is no well-formed XML; mend it or export the file again"),
        ("t.tbx", "<tbx/>", "has no entry (conceptEntry or termEntry); is it TBX?"),
        ("t.tbx", "<!DOCTYPE t [<!ENTITY a 'b'>]><t/>", "defines entities, which a term base has no need of; "),
        ("t.xls", "", "a term base is a file that ends in .toml, .csv, .tbx; rename or convert it"),
        ("t.toml", "a = 1", '"a": must be a table like {es = "…"}, or "keep" for a term that is not translated'),
    ],
)
def test_other_files_that_cannot_be_used_are_told(tmp_path, name, text, told):
    assert faults(put(tmp_path / name, text))[0].startswith(told)


def test_the_configuration_names_a_file_beside_it(tmp_path):
    put(tmp_path / "terms.csv", to_csv(BASE))
    put(tmp_path / "doclint.toml", 'terms = "terms.csv"')
    assert list(load(tmp_path).term_base) == BASE
    put(tmp_path / "doclint.toml", 'terms = "gone.csv"')
    with pytest.raises(ConfigError, match=r"gone\.csv: the term base cannot be read"):
        load(tmp_path)


def test_faults_of_a_term_base_in_the_configuration_are_told_together(tmp_path):
    path = put(tmp_path / "doclint.toml", '[terms]\na = 1\nb = {forbiden = "x"}\nc = {}\n')
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert [error.removeprefix(f"{path}: terms.") for error in caught.value.errors] == [
        '"a": must be a table like {es = "…"}, or "keep" for a term that is not translated',
        '"b".forbiden: is no language\'s code, like "es" or "pt-br", and no such key; did you mean "forbidden"?',
        '"c": says nothing; give a translation, like {es = "…"}, or do-not-translate = true',
    ]


@pytest.mark.parametrize(
    ("language", "phrase", "text", "places"),
    [
        ("es", "amarre", "Los amarres y el amarre.", [(4, 11), (17, 23)]),
        ("es", "token", "unos tokens", [(5, 11)]),
        ("en", "virtual machine", "Virtual machines, `virtual machine` and virtual. Machine", [(0, 16)]),
        ("en", "provider", "it provides", []),
        ("de", "Behälter", "in Behältern", [(3, 12)]),
        ("zh", "容器", "运行容器镜像", [(2, 4)]),
        ("ko", "컨테이너", "컨테이너는", [(0, 4)]),
    ],
)
def test_words_are_found_in_every_inflection_and_not_across_a_stop(language, phrase, text, places):
    assert list(found(words(phrase, language), Words([(text, 0)], language))) == [Span(*place) for place in places]


forms = st.sampled_from(
    "fly flies box boxes key keys ID IDs query Queries bus buses class classes model models s".split()
)


@given(st.lists(forms, min_size=1, max_size=3), st.lists(st.sampled_from([" ", ", ", "-", "_", "`"]), max_size=12))
def test_a_quick_look_for_terms_overlooks_none(said, signs):
    term = " ".join(["model", *said])
    text = "".join(f"{sign}{word}" for sign, word in zip(signs, ["models", *said[::-1], "model", *said], strict=False))
    if any(found(words(term, "en"), Words([(text, 0)], "en"))):
        assert Likely([term], "en").terms(text) == [term]


@example("token", ["token", "tokens"] * 40, "es")
@given(forms, st.lists(forms, max_size=60), st.sampled_from(["en", "es", "ru"]))
def test_a_word_is_found_wherever_a_form_of_it_stands(word, text, language):
    said = Words([(" ".join(text), 3), ("a key", 700)], language)
    (term,) = words(word, language)
    forms = [one.span for one in said if one.stem == term.stem or one.borrowed == term.borrowed]
    assert list(found((term,), said)) == forms
    assert [one.text for one in said] == [*text, "a", "key"]


def test_a_stemmer_is_the_same_whichever_door_it_comes_through():
    import snowballstemmer

    for name in {*match._NAMES.values(), "dutch_porter", "klingon"}:
        known = name in snowballstemmer.algorithms()
        assert (snowball(name) is not None) == known
        if known:
            word = "herramientas"
            assert snowball(name).stemWord(word) == snowballstemmer.stemmer(name).stemWord(word)


def test_names_in_capitals_lose_their_plural_mark_alone():
    assert (stem("APIs", "es"), stem("AWS", "es"), stem("k8s", "es")) == ("api", "aws", "k8s")


def test_enye_follows_n_in_spanish_alone():
    assert sorted(["añil", "anzuelo", "apio", "ánfora"], key=lambda word: sort_key(word, "es")) == [
        "ánfora", "anzuelo", "añil", "apio",
    ]  # fmt: skip
    assert sort_key("añil", "pt") < sort_key("anzuelo", "pt")


def test_the_fewest_strays_are_named():
    assert out_of_order(["a", "z", "b", "c"]) == [1]
    assert out_of_order(["a", "b", "b", "a"]) == [3]
    assert out_of_order([]) == []


def site(tmp_path: Path) -> Path:
    for number, (language, body) in enumerate([("en", "The {}."), ("es", "El {}.")]):
        names = sorted(item.split()[number] for item in GLOSSARY)
        text = "# G\n" + "".join(f"\n## {name}\n\n{body.format(name)}\n" for name in names)
        put(tmp_path / f"docs/{language}/glossary.md", text)
    for page in "abc":
        put(tmp_path / f"docs/en/{page}.md", "# P\n\nA **berth** is free.\n\nEach berth has a number.\n")
        put(tmp_path / f"docs/es/{page}.md", "# P\n\nUn **atraque** (berth) libre.\n\nCada atraque tiene un número.\n")
    return tmp_path / "docs"


def test_terms_are_learnt_with_counts_and_places(tmp_path):
    scope = discover([site(tmp_path)], Config(), tmp_path)
    known = survey(scope, {page.name: document for page, document in load_all(scope.pages, print)}, Config())
    assert len(entries(known.documents["docs/en/glossary.md"])) == len(GLOSSARY)
    berth = next(item for item in learn(known.pairs, "es") if item.source == "berth")
    best = berth.renderings[0]
    assert (best.text, best.named, len(best.places)) == ("atraque", True, 6)
    assert {"docs/es/a.md", "docs/es/b.md", "docs/es/c.md"} <= set(best.pages)


@pytest.mark.parametrize("form", ["csv", "tbx"])
def test_the_command_writes_a_term_base_that_can_be_read(tmp_path, monkeypatch, form):
    folder = site(tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(doclint, ["terms", str(folder), "--format", form, "--language", "es"])
    assert ran.exit_code == 0, ran.output
    terms = read(put(tmp_path / f"out.{form}", ran.stdout))
    assert next(term for term in terms if term.source == "berth").renderings == {"es": ("atraque",)}


def test_the_table_shows_where(tmp_path, monkeypatch):
    site(tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(doclint, ["terms", "docs"])
    assert "docs/es/a.md:3:" in ran.stdout
    assert "  berth  (" in ran.stdout


def test_a_site_without_terms_is_told_so(tmp_path, monkeypatch):
    put(tmp_path / "docs/en/a.md", "# A\n\nText.\n")
    put(tmp_path / "docs/es/a.md", "# A\n\nTexto.\n")
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(doclint, ["terms", "docs"])
    assert ran.exit_code == 0
    assert "no terms" in ran.stderr

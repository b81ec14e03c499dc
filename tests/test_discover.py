"""Every layout as a small tree, the traps beside it: which page is a translation of which."""

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.config import Config, PairPattern
from doclint.discover import ScopeError, codes, discover, language_of, reported
from doclint.discover.detect import detect
from doclint.discover.files import list_files

# What a page of a language says; the pages of a tree are filled by the language that their path names, unless the
# table says otherwise (`path=en`). A page's own name stands in it, so that no two pages are alike.
SAYS = {
    "en": "This page tells you which of the parts you have to know, and when you can start with them from your shell.",
    "es": "Esta página cuenta qué partes hay que conocer y cuándo se puede empezar con ellas desde la consola propia.",
    "fr": "Cette page raconte quelles parties il faut connaître et quand on peut commencer avec elles dans la console.",
    "other": "Вот страница, на которой сказано, какие части следует знать и когда можно начать работу с ними.",
    "": "",
}


def build(root: Path, table: str) -> list[str]:
    names = []
    for entry in table.split():
        name, _, language = entry.partition("=")
        if "=" not in entry:
            found = language_of(Path(name), "en") or "en"
            language = found if found in SAYS else "other"
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n\n{SAYS[language]}\n", encoding="utf-8")
        names.append(name)
    return names


def pairs(scope) -> set[str]:
    return {f"{pair.translation.name}<{pair.source.name}" for pair in scope.pairs}


def look(root: Path, table: str, config: Config | None = None):
    build(root, table)
    (root / ".git").mkdir(exist_ok=True)  # marks the root; git itself refuses it, and the tree is walked
    return discover([root], config or Config(), root)


LAYOUTS = {
    "language folders": (
        "docs/en/a.md docs/en/g/b.md docs/es/a.md docs/es/g/b.md README.md",
        "docs/es/a.md<docs/en/a.md docs/es/g/b.md<docs/en/g/b.md",
    ),
    "folders deep in the tree": (
        "docs/source/en/a.md docs/source/pt_BR/a.md docs/source/zh-hant/a.md",
        "docs/source/pt_BR/a.md<docs/source/en/a.md docs/source/zh-hant/a.md<docs/source/en/a.md",
    ),
    "a folder within each language": (
        "docs/en/docs/a.md docs/en/docs/c/b.md docs/es/docs/a.md docs/en/mkdocs.md",
        "docs/es/docs/a.md<docs/en/docs/a.md",
    ),
    "languages at the root": (
        "en/lesson.md es/lesson.md fr/lesson.md LICENSE.md",
        "es/lesson.md<en/lesson.md fr/lesson.md<en/lesson.md",
    ),
    "root source": (
        "docs/index.mdx docs/guides/a.mdx docs/guides/b.mdx docs/es/index.mdx docs/es/guides/a.mdx",
        "docs/es/index.mdx<docs/index.mdx docs/es/guides/a.mdx<docs/guides/a.mdx",
    ),
    "root source at the repository's root": (
        "a.mdx g/b.mdx es/a.mdx es/g/b.mdx zh-CN/g/b.mdx",
        "es/a.mdx<a.mdx es/g/b.mdx<g/b.mdx zh-CN/g/b.mdx<g/b.mdx",
    ),
    "collections": (
        (
            "src/content/tutorials/en/a.mdx src/content/tutorials/es/a.mdx "
            "src/content/events/en/b.mdx src/content/events/es/b.mdx"
        ),
        (
            "src/content/tutorials/es/a.mdx<src/content/tutorials/en/a.mdx "
            "src/content/events/es/b.mdx<src/content/events/en/b.mdx"
        ),
    ),
    "docusaurus": (
        (
            "docs/a.md docs/g/b.md versioned_docs/version-1.0/a.md blog/post.md community/c.md src/pages/p.md "
            "i18n/es/docusaurus-plugin-content-docs/current/a.md i18n/es/docusaurus-plugin-content-docs/current/g/b.md "
            "i18n/es/docusaurus-plugin-content-docs/version-1.0/a.md i18n/es/docusaurus-plugin-content-blog/post.md "
            "i18n/es/docusaurus-plugin-content-docs-community/current/c.md i18n/es/docusaurus-plugin-content-pages/p.md"
        ),
        (
            "i18n/es/docusaurus-plugin-content-docs/current/a.md<docs/a.md "
            "i18n/es/docusaurus-plugin-content-docs/current/g/b.md<docs/g/b.md "
            "i18n/es/docusaurus-plugin-content-docs/version-1.0/a.md<versioned_docs/version-1.0/a.md "
            "i18n/es/docusaurus-plugin-content-blog/post.md<blog/post.md "
            "i18n/es/docusaurus-plugin-content-docs-community/current/c.md<community/c.md "
            "i18n/es/docusaurus-plugin-content-pages/p.md<src/pages/p.md"
        ),
    ),
    "docusaurus in a folder": (
        "website/docs/a.md website/docs/b.md website/i18n/fr/docusaurus-plugin-content-docs/current/a.md",
        "website/i18n/fr/docusaurus-plugin-content-docs/current/a.md<website/docs/a.md",
    ),
    "translations folder": (
        (
            "README.md lessons/a/README.md lessons/b/README.md translations/es/README.md "
            "translations/es/lessons/a/README.md"
        ),
        "translations/es/README.md<README.md translations/es/lessons/a/README.md<lessons/a/README.md",
    ),
    "translations of the folder around": (
        (
            "public/content/a.md public/content/b/c.md public/content/translations/es/a.md "
            "public/content/translations/es/b/c.md"
        ),
        (
            "public/content/translations/es/a.md<public/content/a.md "
            "public/content/translations/es/b/c.md<public/content/b/c.md"
        ),
    ),
    "lang folder": (
        "spec.md about.md lang/es/spec.md lang/fr/about.md",
        "lang/es/spec.md<spec.md lang/fr/about.md<about.md",
    ),
    "_i18n": ("_i18n/en/a.md _i18n/es/a.md", "_i18n/es/a.md<_i18n/en/a.md"),
    "chapters": ("chapters/en/c1/1.mdx chapters/es/c1/1.mdx", "chapters/es/c1/1.mdx<chapters/en/c1/1.mdx"),
    "elsewhere, by agreement of the pages": (
        "docs/a.md docs/t/b.md docs/t/c.md i18n/es/pages/a.md i18n/es/pages/t/b.md i18n/es/pages/t/c.md README.md",
        "i18n/es/pages/a.md<docs/a.md i18n/es/pages/t/b.md<docs/t/b.md i18n/es/pages/t/c.md<docs/t/c.md",
    ),
    "language in a folder's name": (
        "pages/common/tar.md pages/linux/apt.md pages.es/common/tar.md pages.pt_BR/linux/apt.md",
        "pages.es/common/tar.md<pages/common/tar.md pages.pt_BR/linux/apt.md<pages/linux/apt.md",
    ),
    "two repositories beside each other": (
        "shell-en/ep/a.md shell-en/b.md shell-es/ep/a.md shell-es/b.md",
        "shell-es/ep/a.md<shell-en/ep/a.md shell-es/b.md<shell-en/b.md",
    ),
    "suffix": ("guide.md guide.es.md sub/a.md sub/a.pt-br.md", "guide.es.md<guide.md sub/a.pt-br.md<sub/a.md"),
    "suffix on the source too": (
        "a.en.md a.es.md b.en.md b.es.md b.fr.md",
        "a.es.md<a.en.md b.es.md<b.en.md b.fr.md<b.en.md",
    ),
    "readmes": (
        "README.md README.es.md README.es-419.md README_fr.md README-ja.md README_zh_CN.md README-pt-BR.md",
        (
            "README.es.md<README.md README.es-419.md<README.md README_fr.md<README.md README-ja.md<README.md "
            "README_zh_CN.md<README.md README-pt-BR.md<README.md"
        ),
    ),
    "the language in the folder's name and in the file's": (
        "lang/en/help_en.md lang/fr/help_fr.md lang/pt-BR/help_pt-BR.md lang/kr/help_kr.md",
        (
            "lang/fr/help_fr.md<lang/en/help_en.md lang/pt-BR/help_pt-BR.md<lang/en/help_en.md "
            "lang/kr/help_kr.md<lang/en/help_en.md"
        ),
    ),
    "readmes in a folder": (
        "README.md translations/README-es.md i18n/README_fr.md docs/README.ko.md",
        "translations/README-es.md<README.md i18n/README_fr.md<README.md docs/README.ko.md<README.md",
    ),
    "a folder's own readme is no source": (
        "README.md translations/README.md translations/README-es.md translations/README-fr.md",
        "translations/README-es.md<README.md translations/README-fr.md<README.md",
    ),
    "a page of that folder is one": (
        "TROUBLE.md i18n/trouble.md i18n/trouble_es.md i18n/trouble_fr.md",
        "i18n/trouble_es.md<i18n/trouble.md i18n/trouble_fr.md<i18n/trouble.md",
    ),
    "names of languages": (
        "README.md README.french.md README.brazilian-portuguese.md s/x.md s/x.chinese.md",
        "README.french.md<README.md README.brazilian-portuguese.md<README.md s/x.chinese.md<s/x.md",
    ),
    "two layouts in one repository": (
        "README.md README.es.md docs/en/a.md docs/es/a.md",
        "README.es.md<README.md docs/es/a.md<docs/en/a.md",
    ),
    "another extension": ("docs/en/a.mdx docs/es/a.md", "docs/es/a.md<docs/en/a.mdx"),
    "codes that are words too, in their language": (
        "docs/a.md docs/b.md docs/id/a.md=other docs/id/b.md=other docs/ar/a.md=other",
        "docs/id/a.md<docs/a.md docs/id/b.md<docs/b.md docs/ar/a.md<docs/a.md",
    ),
    "an odd code that mirrors its siblings": (
        "docs/en/a.md docs/en/b.md docs/es/a.md docs/xq/a.md docs/xq/b.md",
        "docs/es/a.md<docs/en/a.md docs/xq/a.md<docs/en/a.md docs/xq/b.md<docs/en/b.md",
    ),
    "a language folder for the readme alone": ("README.md docs/x.md docs/es/README.md", "docs/es/README.md<README.md"),
}

TRAPS = {
    "folders that only look like codes": (
        "docs/index.md docs/setup.md docs/api/index.md=en docs/id/index.md=en docs/ar/index.md=en docs/is/setup.md=en "
        "docs/no/index.md=en docs/cs/setup.md=en"
    ),
    "a folder like a code, with nothing in it to tell": "docs/index.md docs/id/index.md= docs/to/index.md=",
    "independent lists": (
        "docs/HOWTO.md books/free-books-en.md books/free-books-es.md courses/list-en.md courses/list-es.md"
    ),
    "names that end in a word": (
        "sign.md sign-in.md=en api.md api-cs.md=en part.md part-ii.md=en install.md install-os.md=en a.md a.is.md=en"
    ),
    "no translations": "README.md docs/index.md docs/guide/a.md CHANGELOG.md",
    "an affix that is a word": "modules/index.md modules/b.md es-modules/index.md=en",
    "computer science": "cs/intro.md=en cs/index.md=en index.md ml/index.md=en",
}


@pytest.mark.parametrize("case", LAYOUTS)
def test_layout_is_found(tmp_path, case):
    table, expected = LAYOUTS[case]
    if "independent" not in case:
        scope = look(tmp_path, table)
        assert pairs(scope) == set(expected.split())


@pytest.mark.parametrize("case", TRAPS)
def test_trap_gives_no_pair(tmp_path, case):
    table = TRAPS[case]
    if case == "independent lists":
        build(tmp_path, table)
        for number, name in enumerate(sorted(tmp_path.rglob("*-e[ns].md"))):
            links = "".join(f"## Part\n\n* [Book](https://{number}.example/{at})\n" for at in range(20 * (number + 1)))
            name.write_text(name.read_text("utf-8") + links, "utf-8")
        scope = discover([tmp_path], Config(), tmp_path)
    else:
        scope = look(tmp_path, table)
    assert pairs(scope) == set()
    assert not scope.orphans
    assert {page.language for page in scope.pages} == {"en"}


@given(st.sampled_from(sorted(LAYOUTS)), st.randoms(use_true_random=False))
def test_order_of_files_does_not_matter(case, chance):
    names = [entry.partition("=")[0] for entry in LAYOUTS[case][0].split()]

    def say(name: str) -> str:
        language = language_of(Path(name), "en") or "en"
        return SAYS[language if language in SAYS else "other"]

    shuffled = names[:]
    chance.shuffle(shuffled)
    assert detect(shuffled, Config(), say) == detect(names, Config(), say)


PARTS = st.sampled_from(["docs", "en", "es", "fr", "id", "i18n", "translations", "api", "guide", "pages.es", "pt-BR"])
NAMES = st.sampled_from(["a.md", "a.es.md", "index.md", "README.md", "README-fr.md", "b-en.md", "b-es.md", "c.en.mdx"])


@settings(deadline=None)
@given(
    st.lists(st.builds(lambda parts, name: "/".join([*parts, name]), st.lists(PARTS, max_size=4), NAMES), unique=True)
)
def test_every_page_has_one_role(names):
    found = detect(names, Config(), lambda name: SAYS[random.Random(name).choice(["en", "es", ""])])
    sources = {claim.source for claim in found.claims.values() if claim.source}
    assert set(found.claims) <= set(names)
    assert sources <= set(names)
    assert not sources & set(found.claims)
    assert len({(claim.source, claim.page) for claim in found.claims.values()}) == len(found.claims)
    assert all(source in names and source not in found.claims for source, *_ in found.missing)
    assert len({item[:2] for item in found.missing}) == len(found.missing)


# --- what is missing, what is orphan -------------------------------------------------------------------------------


def test_missing_and_orphan_pages(tmp_path):
    scope = look(tmp_path, "docs/en/a.md docs/en/b.md docs/en/c.md docs/es/a.md docs/es/z.md docs/fr/c.md")
    assert [(item.name, item.source.name) for item in scope.missing] == [
        ("docs/es/b.md", "docs/en/b.md"),
        ("docs/es/c.md", "docs/en/c.md"),
        ("docs/fr/a.md", "docs/en/a.md"),
        ("docs/fr/b.md", "docs/en/b.md"),
    ]
    assert [page.name for page in scope.orphans] == ["docs/es/z.md"]
    assert scope.orphans[0].language == "es"


def test_what_nobody_translates_is_not_missing(tmp_path):
    scope = look(tmp_path, "README.md x/notes.md docs/a.md docs/b.md es/docs/a.md fr/docs/b.md tools/deep/er.md")
    assert [item.name for item in scope.missing] == ["es/docs/b.md", "fr/docs/a.md"]


def test_missing_beside_suffixed_pages(tmp_path):
    scope = look(tmp_path, "l/a.md l/a.es.md l/b.md l/b.es.md l/c.md README.md CHANGELOG.md x/y.md")
    assert [item.name for item in scope.missing] == ["l/c.es.md"]


def test_translated_file_names_are_orphans(tmp_path):
    scope = look(tmp_path, "01_intro.md 02_install.md es/01_introduccion.md es/02_instalar.md")
    assert [page.name for page in scope.orphans] == ["es/01_introduccion.md", "es/02_instalar.md"]
    assert not scope.missing


def test_languages_are_canonical(tmp_path):
    scope = look(tmp_path, "docs/en/a.md docs/pt_br/a.md docs/zh-hant/a.md docs/es-419/a.md")
    assert [pair.translation.language for pair in scope.pairs] == ["es-419", "pt-BR", "zh-Hant"]
    assert {pair.source.language for pair in scope.pairs} == {"en"}


def test_other_source(tmp_path):
    scope = look(tmp_path, "docs/es/a.md docs/en/a.md docs/fr/a.md", Config(source="es"))
    assert pairs(scope) == {"docs/en/a.md<docs/es/a.md", "docs/fr/a.md<docs/es/a.md"}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("README.md=other README.en.md=en g.md=other g.en.md=en", "README.en.md<README.md g.en.md<g.md"),
        ("README.md=other README_EN.md=en", "README_EN.md<README.md"),
        (
            "docs/a.md=other docs/b.md=other docs/en/a.md=en docs/en/b.md=en",
            "docs/en/a.md<docs/a.md docs/en/b.md<docs/b.md",
        ),
        ("README.md=es README.en.md=en", "README.en.md<README.md"),
        ("a.md=other a.en.md=en a.fr.md=fr", "a.en.md<a.md a.fr.md<a.md"),
        ("README.md=en README.en.md=en", ""),
        ("README.md=other GUIDE.en.md=en", ""),
    ],
)
def test_pages_that_name_no_language_are_the_source_where_the_others_are_named_as_english(tmp_path, table, expected):
    scope = look(tmp_path, table)
    assert pairs(scope) == set(expected.split())
    assert scope.source_language == ("en" if not expected else "es" if "=es" in table else "ru")
    assert any("taken for the source" in note for note in scope.warnings) == bool(expected)


@pytest.mark.parametrize(
    ("table", "expected"),
    [  # most pages are English; what stands beside a page that is named as English may not be
        ("README.md=en INSTALL.md=en use.md=other use_en.md=en", "use.md<use_en.md"),
        ("README.md=other README.en-US.md=en CHANGELOG.md=en", "README.md<README.en-US.md"),
        ("README.md=en INSTALL.md=en use.md=en use_en.md=en", ""),
        ("README.md=en INSTALL.md=en sail.md=es sail-en.md=es", ""),  # a word, no language
        ("A.md=en B.md=en use.md=other use_en.md=en use_ja.md=other", "use.md<use_en.md use_ja.md<use_en.md"),
    ],
)  # fmt: skip
def test_a_page_that_names_no_language_may_translate_the_one_beside_it(tmp_path, table, expected):
    scope = look(tmp_path, table)
    assert pairs(scope) == set(expected.split())
    assert not [pair for pair in scope.pairs if pair.translation.language == "en"]


def test_a_source_that_was_set_is_the_source(tmp_path):
    table = "README.md=other README.en.md=en g.md=other g.en.md=en"
    scope = look(tmp_path, table, Config(source="en", source_is_set=True))
    assert scope.source_language == "en"
    assert pairs(scope) == {"README.md<README.en.md", "g.md<g.en.md"}
    assert not any("taken for the source" in note for note in scope.warnings)


def test_traditional_chinese_is_translated_from_simplified(tmp_path):
    scope = look(tmp_path, "a.md=other a.en.md=en a.zh-TW.md=other", Config(source="zh"))
    assert pairs(scope) == {"a.en.md<a.md", "a.zh-TW.md<a.md"}
    scope = look(tmp_path, "docs/zh/b.md=other docs/zh-hant/b.md=other docs/en/b.md", Config(source="zh"))
    assert {"docs/en/b.md<docs/zh/b.md", "docs/zh-hant/b.md<docs/zh/b.md"} <= pairs(scope)


def test_only_some_languages(tmp_path):
    table = "docs/en/a.md docs/en/b.md docs/es/a.md docs/fr/a.md docs/pt/a.md docs/pt-br/a.md"
    scope = look(tmp_path, table, Config(languages=("es",)))
    assert pairs(scope) == {"docs/es/a.md<docs/en/a.md"}
    assert [item.name for item in scope.missing] == ["docs/es/b.md"]
    assert pairs(look(tmp_path, table, Config(languages=("pt",)))) == {"docs/pt/a.md<docs/en/a.md"}
    with pytest.raises(ScopeError, match=r'"ja".*es, fr, pt, pt-BR'):
        look(tmp_path, table, Config(languages=("ja",)))


def test_a_broad_code_means_its_varieties(tmp_path):
    scope = look(tmp_path, "docs/en/a.md docs/pt-br/a.md docs/es/a.md", Config(languages=("pt",)))
    assert pairs(scope) == {"docs/pt-br/a.md<docs/en/a.md"}


def test_a_code_nobody_knows_can_be_named(tmp_path):
    scope = look(tmp_path, "guide.md guide.qaa.md=other", Config(languages=("qaa",)))
    assert pairs(scope) == {"guide.qaa.md<guide.md"}


def test_configured_pairs_are_the_only_ones(tmp_path):
    config = Config(pairs=(PairPattern("text/{path}", "done/{lang}/final/{path}"),))
    table = "text/a.md text/b/c.md done/es/final/a.md done/es/final/z.md docs/en/a.md docs/es/a.md"
    scope = look(tmp_path, table, config)
    assert pairs(scope) == {"done/es/final/a.md<text/a.md"}
    assert [item.name for item in scope.missing] == ["done/es/final/b/c.md"]
    assert [page.name for page in scope.orphans] == ["done/es/final/z.md"]


def test_configured_suffix(tmp_path):
    config = Config(pairs=(PairPattern("{path}.md", "{path}@{lang}.md"),))
    assert pairs(look(tmp_path, "a.md a@es.md a.b.md a.b@fr.md", config)) == {"a@es.md<a.md", "a.b@fr.md<a.b.md"}


# --- paths ---------------------------------------------------------------------------------------------------------

SITE = "docs/en/a.md docs/en/b.md docs/es/a.md docs/es/b.md docs/fr/a.md README.md"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/es/a.md", "docs/es/a.md"),
        ("docs/en/a.md", "docs/en/a.md docs/es/a.md docs/fr/a.md"),
        ("docs/es", "docs/es/a.md docs/es/b.md"),
        ("docs/fr", "docs/fr/a.md docs/fr/b.md"),
        ("README.md", "README.md"),
        (".", "README.md docs/en/a.md docs/en/b.md docs/es/a.md docs/es/b.md docs/fr/a.md docs/fr/b.md"),
    ],
)
@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("absolute", [True, False])
def test_paths_limit_what_is_reported_only(tmp_path, path, expected, mark, absolute):
    root = tmp_path / "deep" / "site"
    build(root, SITE)
    if mark:
        (root / ".git").mkdir()
    asked = root / path if absolute else Path(path)
    scope = discover([asked], Config(), root)
    if path != "README.md" or mark:
        assert len(scope.pairs) == 3
    assert reported(scope, [asked]) == set(expected.split())


def test_names_are_seen_from_the_working_directory(tmp_path):
    build(tmp_path / "site", SITE)
    (tmp_path / "site/.git").mkdir()
    scope = discover([Path("a.md")], Config(), tmp_path / "site/docs/es")
    assert "../en/a.md" in [page.name for page in scope.pages]
    assert reported(scope, [Path("a.md")]) == {"a.md"}
    assert reported(scope, [Path("../en/a.md")]) == {"../en/a.md", "a.md", "../fr/a.md"}
    assert scope.root == tmp_path / "site"


def test_two_trees(tmp_path):
    build(tmp_path, "ours/a.md ours/g/b.md ours/g/c.md theirs/a.md=es theirs/g/b.md=es")
    both = [Path("ours"), Path("theirs")]
    with pytest.raises(ScopeError, match="--language"):
        discover(both, Config(), tmp_path)
    scope = discover(both, Config(languages=("es",)), tmp_path)
    assert pairs(scope) == {"theirs/a.md<ours/a.md", "theirs/g/b.md<ours/g/b.md"}
    assert [item.name for item in scope.missing] == ["theirs/g/c.md"]
    for page in (tmp_path / "theirs").rglob("*.md"):
        page.write_text("---\ntitle: x\nlang: es\n---\n" + SAYS["es"], "utf-8")
    assert pairs(discover(both, Config(), tmp_path)) == pairs(scope)


@pytest.mark.parametrize("names", [("manual", "manual-es"), ("manual-en", "manual-es"), ("src", "spanish")])
def test_two_repositories(tmp_path, names):
    for name in names:
        build(tmp_path / name, f"a.md={'es' if name[-1] in 'sh' and name != 'src' else 'en'} g/b.md")
        (tmp_path / name / ".git").mkdir()
    one, two = names
    expected = {f"{two}/a.md<{one}/a.md", f"{two}/g/b.md<{one}/g/b.md"}
    assert pairs(discover([Path(one), Path(two)], Config(), tmp_path)) == expected


def test_two_repositories_that_are_no_pair(tmp_path):
    for name in ("one", "two-es"):
        build(tmp_path / name, f"{name}.md x/{name}{name}.md")
        (tmp_path / name / ".git").mkdir()
    with pytest.raises(ScopeError, match="no pair"):
        discover([Path("one"), Path("two-es")], Config(), tmp_path)


def test_two_folders_of_one_site_need_not_be_a_pair(tmp_path):
    build(tmp_path, "guides/a.md blog/b.md")
    (tmp_path / ".git").mkdir()
    assert not discover([Path("guides"), Path("blog")], Config(), tmp_path).pairs


@pytest.mark.parametrize(
    ("path", "message"), [("gone", "no such file or folder"), ("empty", "no Markdown"), ("notes.txt", "no Markdown")]
)
def test_scope_that_selects_nothing(tmp_path, path, message):
    build(tmp_path, "docs/a.md")
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".git").mkdir()
    with pytest.raises(ScopeError, match=message):
        discover([Path(path)], Config(), tmp_path)


def test_no_page_there_in_the_language_asked_for(tmp_path):
    build(tmp_path, SITE)
    (tmp_path / ".git").mkdir()
    with pytest.raises(ScopeError, match="docs/fr: no page there is in es"):
        discover([Path("docs/fr")], Config(languages=("es",)), tmp_path)


def test_no_pairs_is_a_scope_all_the_same(tmp_path):
    scope = look(tmp_path, "README.md docs/a.md")
    assert len(scope.pages) == 2
    assert not scope.pairs


def test_excluded_pages(tmp_path):
    config = Config(exclude=("docs/*/gen/", "**/draft-*.md"), path=tmp_path / "doclint.toml")
    table = "docs/en/a.md docs/es/a.md docs/en/gen/b.md docs/es/gen/b.md docs/en/draft-c.md"
    scope = look(tmp_path, table, config)
    assert [page.name for page in scope.pages] == ["docs/en/a.md", "docs/es/a.md"]
    asked = [Path("docs/en/draft-c.md")]  # a hook names what it was given
    assert reported(discover(asked, config, tmp_path), asked) == set()


# --- files ---------------------------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x", *arguments], cwd=root, check=True, capture_output=True
    )


def test_git_tells_what_is_ignored(tmp_path):
    build(tmp_path, "docs/en/a.md docs/es/a.md out/en/a.md node_modules/x/README.md new.md")
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("out/\n")
    git(tmp_path, "add", "docs")
    (tmp_path / "docs/es/gone.md").write_text("x")
    git(tmp_path, "add", "docs")
    (tmp_path / "docs/es/gone.md").unlink()
    assert list_files(tmp_path).names == ["docs/en/a.md", "docs/es/a.md", "new.md"]
    asked = [Path("out/en/a.md")]
    assert reported(discover(asked, Config(), tmp_path), asked) == {"out/en/a.md"}
    build(tmp_path, "out/es/a.md")
    assert pairs(discover([Path("out")], Config(), tmp_path)) == {"out/es/a.md<out/en/a.md"}


def test_variables_of_a_hook_do_not_mislead_git(tmp_path, monkeypatch):
    build(tmp_path, "one/a.md two/b.md")
    for name in ("one", "two"):
        git(tmp_path / name, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "one/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "one/.git/index"))
    assert list_files(tmp_path / "two").names == ["b.md"]


def test_a_home_is_no_site(tmp_path, monkeypatch):
    build(tmp_path, "project/a.md other/b.md")
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    assert discover([tmp_path / "project"], Config(), tmp_path).root == tmp_path / "project"


def test_the_folder_of_the_configuration_is_the_site(tmp_path):
    build(tmp_path, "repo/docs/en/a.md repo/docs/es/a.md repo/x.md")
    (tmp_path / "repo/doclint.toml").write_text("")
    scope = discover([tmp_path / "repo/docs/es"], Config(), tmp_path)
    assert scope.root == tmp_path / "repo"
    assert "repo/x.md" in [page.name for page in scope.pages]


def test_walk_passes_over_what_is_no_page(tmp_path):
    build(
        tmp_path,
        "a.md B.MD c.mdx d.markdown e.txt .venv/x.md node_modules/y.md .github/README.md .hidden/z.md site/w.md "
        "public/p.md",
    )
    (tmp_path / "site/index.html").write_text("")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link.md").symlink_to("/etc/hosts")
    assert list_files(tmp_path).names == [".github/README.md", "B.MD", "a.md", "c.mdx", "d.markdown", "public/p.md"]
    assert ".hidden/z.md" in list_files(tmp_path, [".hidden"]).names


def test_odd_names(tmp_path):
    odd = [
        "-rf.md",
        "two\nlines.md",
        "bell\a.md",
        "smile😀.md",
        os.fsdecode(b"caf\xe9.md"),
        "[draft] x.md",
        "a b.es.md",
        "a b.md",
    ]
    for name in odd:
        (tmp_path / name).write_text(SAYS["es" if ".es" in name else "en"], "utf-8")
    scope = discover([tmp_path], Config(), tmp_path)
    assert sorted(page.name for page in scope.pages) == sorted(odd)
    assert pairs(scope) == {"a b.es.md<a b.md"}
    git(tmp_path, "init", "-q")
    assert list_files(tmp_path).names == sorted(odd)


def test_folder_that_cannot_be_read_is_a_warning(tmp_path, monkeypatch):
    build(tmp_path, "a.md b/c.md")
    really = os.scandir

    def scandir(path):
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)
    scope = discover([tmp_path], Config(), tmp_path)
    assert [page.name for page in scope.pages] == ["a.md"]
    assert scope.warnings == ("b: cannot be read (Permission denied); passed over",)


# --- codes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("es", "es"), ("ES", "es"), ("es-ES", "es-ES"), ("pt_br", "pt-BR"), ("zh-hant", "zh-Hant"),
        ("es-419", "es-419"),
        ("zh_Hant_TW", "zh-Hant-TW"), ("french", "fr"), ("brazilian-portuguese", "pt-BR"),
        ("Brazilian_Portuguese", "pt-BR"),
        ("deu", "de"), ("cn", "zh"), ("jp", "ja"), ("yue", "yue"), ("api", None), ("js", None), ("repo", None),
        ("es-repo", None), ("x", None), ("", None), ("v2", None), ("guide", None), ("en-US", "en-US"),
    ],
)  # fmt: skip
def test_tags(text, tag):
    assert codes.tag(text) == tag


@pytest.mark.parametrize(
    ("path", "source", "language"),
    [
        ("docs/es/a.md", "en", "es"), ("docs/en/a.md", "en", None), ("docs/en/a.md", "", "en"),
        ("README_pt-BR.md", "en", "pt-BR"), ("x/repo-fr/a.md", "en", "fr"), ("docs/sign-in.md", "en", None),
        ("a.md", "en", None), ("es/fr/a.md", "en", "fr"),
    ],
)  # fmt: skip
def test_language_of_a_path(path, source, language):
    assert language_of(Path(path), source) == language


@given(st.text(max_size=30))
def test_tags_of_anything(text):
    found = codes.tag(text)
    assert found is None or codes.canonical(found) == found
    assert all(before + mark + spelled == text for before, mark, spelled in codes.ends(text))


# --- the fixtures --------------------------------------------------------------------------------------------------

SITES = Path(__file__).parent.parent / "fixtures" / "sites"


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        (
            "mkdocs-pinned",
            {f"docs/es/docs/{name}.md<docs/en/docs/{name}.md" for name in ("index", "install", "tutorial")},
        ),
        (
            "docusaurus",
            {
                f"i18n/es/docusaurus-plugin-content-docs/current/{name}.md<docs/{name}.md"
                for name in ("intro", "guides/sizes")
            },
        ),
        ("suffix", {"README.es.md<README.md", "README.fr.md<README.md", "guide.es.md<guide.md"}),
        ("glossary", {"docs/es/glossary.md<docs/en/glossary.md"}),
        ("glossary-damaged", {"docs/es/glossary.md<docs/en/glossary.md"}),
    ],
)
def test_fixture_sites(tmp_path, site, expected):
    shutil.copytree(SITES / site, tmp_path / site)
    scope = discover([tmp_path / site], Config(), tmp_path / site)
    assert pairs(scope) == expected
    assert not scope.orphans
    for line in (SITES / f"{site}.planted.txt").read_text("utf-8").splitlines():
        name, number, _ = line.split(":", 2)
        assert int(number) <= len((SITES / site / name).read_text("utf-8").splitlines()) + 1


def test_the_damaged_site_is_the_sound_one_read_as_mac_roman():
    damaged = (SITES / "glossary-damaged/docs/es/glossary.md").read_text("utf-8")
    assert damaged.encode("mac_roman") == (SITES / "glossary/docs/es/glossary.md").read_bytes()

"""Where links lead, as site generators answer it, and which of a site's links are dead."""

import pytest

from doclint.anchors.resolve import Kind, Resolver
from doclint.anchors.survey import Survey
from doclint.anchors.uses import uses
from doclint.model import Habits, Page, PagePair, Pair, Scope, Site
from doclint.parse import parse


def site(root, files, pairs, *, dialect="github"):
    """Write files below `root` and read the pages among them, in the languages that their pairs say."""
    languages = {}
    for source, translation, language in pairs:
        languages[source], languages[translation] = "en", language
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    names = sorted(name for name in files if name.endswith((".md", ".mdx")))
    pages = {name: Page(root / name, name, languages.get(name, "en")) for name in names}
    documents = {name: parse(files[name], name, page.language) for name, page in pages.items()}
    paired = tuple(PagePair(pages[source], pages[translation]) for source, translation, _ in pairs)
    scope = Scope(root, tuple(pages.values()), paired)
    aligned = tuple(
        Pair(documents[source], documents[translation], (), Habits(anchor_dialect=dialect))
        for source, translation, _ in pairs
    )
    return Site(scope, documents, aligned, Habits(anchor_dialect=dialect))


FILES = {
    "docs/en/index.md": "# Home\n",
    "docs/en/guide/boats.md": "# Boats\n\n## Sails\n",
    "docs/en/guide/README.md": "# Guide\n\n## First\n",
    "docs/en/guide/only.md": "---\nslug: /special/\naliases:\n  - /former/only\n---\n# Only English\n",
    "docs/en/guide/chart.svg": "<svg/>",
    "docs/es/index.md": "# Inicio\n",
    "docs/es/guide/boats.md": "# Barcos\n\n## Velas\n",
    "docs/es/guide/README.md": "# Guía\n\n## Primero\n",
    "static/logo.png": "",
}
PAIRS = [
    ("docs/en/index.md", "docs/es/index.md", "es"),
    ("docs/en/guide/boats.md", "docs/es/guide/boats.md", "es"),
    ("docs/en/guide/README.md", "docs/es/guide/README.md", "es"),
]


@pytest.mark.parametrize(
    ("target", "kind", "page", "fallback"),
    [
        ("#velas", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("boats.md", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("./boats.md?plain=1#x", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("boats.mdx", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("boats", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("boats.html", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("../boats/", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("../guide/Boats", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("bo%61ts.md", Kind.PAGE, "docs/es/guide/boats.md", False),
        (".", Kind.PAGE, "docs/es/guide/README.md", False),
        ("README.md", Kind.PAGE, "docs/es/guide/README.md", False),
        ("index.md", Kind.PAGE, "docs/es/guide/README.md", False),
        ("..", Kind.PAGE, "docs/es/index.md", False),
        ("../index.md", Kind.PAGE, "docs/es/index.md", False),
        ("../../en/guide/boats.md", Kind.PAGE, "docs/en/guide/boats.md", False),
        ("only.md", Kind.PAGE, "docs/en/guide/only.md", True),
        ("only", Kind.PAGE, "docs/en/guide/only.md", True),
        ("/es/guide/boats/", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("/guide/boats/", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("/docs/guide/boats", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("/base/guide/boats", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("/special/", Kind.PAGE, "docs/en/guide/only.md", True),
        ("/former/only/", Kind.PAGE, "docs/en/guide/only.md", True),
        ("chart.svg", Kind.FILE, None, True),
        ("/logo.png", Kind.FILE, None, False),
        ("https://harbour.example/x", Kind.EXTERNAL, None, False),
        ("//harbour.example/x", Kind.EXTERNAL, None, False),
        ("mailto:crew@harbour.example", Kind.EXTERNAL, None, False),
        ("{{ site.baseurl }}/x", Kind.UNKNOWN, None, False),
        ("{% link x.md %}", Kind.UNKNOWN, None, False),
        ("{{< ref boats >}}", Kind.PAGE, "docs/es/guide/boats.md", False),
        ("{{< param boats >}}", Kind.UNKNOWN, None, False),
        ("@site/docs/x.md", Kind.UNKNOWN, None, False),
        ("ENGLISH_VERSION_URL", Kind.UNKNOWN, None, False),
        ("/nowhere/at/all", Kind.UNKNOWN, None, False),
        ("../../../CONTRIBUTING.md", Kind.UNKNOWN, None, False),
        ("../../fr/x.md", Kind.UNKNOWN, None, False),
        ("barcos.md", Kind.DEAD, None, False),
        ("barcos", Kind.DEAD, None, False),
        ("carta.svg", Kind.DEAD, None, False),
        ("boats.md/", Kind.PAGE, "docs/es/guide/boats.md", False),
    ],
)
def test_where_a_link_leads(tmp_path, target, kind, page, fallback):
    made = site(tmp_path, FILES, PAIRS)
    document = made.documents["docs/es/guide/boats.md"]
    found = Resolver(made.scope, made.documents, "github").resolve(document, target)
    assert found.kind is kind
    assert [p.path for p in found.pages][:1] == ([page] if page else [])
    assert found.fallback == fallback


def test_an_orphan_falls_back_to_where_its_source_would_be(tmp_path):
    files = {**FILES, "docs/es/guide/alone.md": "# Sola\n"}
    made = site(tmp_path, files, PAIRS)
    found = Resolver(made.scope, made.documents).resolve(made.documents["docs/es/guide/alone.md"], "only.md")
    assert found.kind is Kind.PAGE


def test_an_absolute_address_means_the_page_in_its_own_language(tmp_path):
    there = "i18n/es/docusaurus-plugin-content-docs/current"
    files = {"docs/a.md": "# A\n", "docs/b.md": "# B\n", f"{there}/a.md": "# A\n", f"{there}/b.md": "# Be\n"}
    made = site(tmp_path, files, [(f"docs/{name}.md", f"{there}/{name}.md", "es") for name in "ab"])
    found = Resolver(made.scope, made.documents).resolve(made.documents[f"{there}/a.md"], "/docs/b")
    assert [page.path for page in found.pages] == [f"{there}/b.md"]


def test_language_in_the_file_name(tmp_path):
    files = {
        "guide.md": "# A\n",
        "guide.es.md": "# A\n",
        "other.md": "# B\n",
        "other.es.md": "# B\n",
        "docs/x.md": "# X\n",
    }
    made = site(tmp_path, files, [("guide.md", "guide.es.md", "es"), ("other.md", "other.es.md", "es")])
    resolver = Resolver(made.scope, made.documents)
    page = made.documents["guide.es.md"]
    assert [p.path for p in resolver.resolve(page, "other.es.md").pages] == ["other.es.md"]
    assert [p.path for p in resolver.resolve(page, "other.md").pages] == ["other.md"]
    assert resolver.resolve(page, "docs/x.md").kind is Kind.PAGE
    assert resolver.resolve(page, "docs/y.md").kind is Kind.DEAD


def test_a_fragment_may_mean_either_of_two_pages(tmp_path):
    """`../` starts from the file or from the page's address: a fragment of either page will do."""
    made = site(tmp_path, FILES, PAIRS)
    resolver = Resolver(made.scope, made.documents, "github")
    page = made.documents["docs/es/guide/boats.md"]
    assert resolver.has_fragment(resolver.resolve(page, "../#primero"))
    assert resolver.has_fragment(resolver.resolve(page, "../#inicio"))
    assert resolver.has_fragment(resolver.resolve(page, "../#boats")) is False


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "top",
        "fn:1",
        "fnref1",
        "footnote-2",
        ":~:text=boats",
        "L10",
        "user-content-x",
        "__tabbed_1_1",
        "!/x",
        "tab=a",
    ],
)
def test_generated_fragments_are_left_alone(tmp_path, fragment):
    made = site(tmp_path, FILES, PAIRS)
    resolver = Resolver(made.scope, made.documents, "github")
    page = made.documents["docs/es/guide/boats.md"]
    assert resolver.has_fragment(resolver.resolve(page, f"boats.md#{fragment}")) is None


def test_capital_letters_matter_but_on_github(tmp_path):
    made = site(tmp_path, FILES, PAIRS)
    page = made.documents["docs/es/guide/boats.md"]
    for dialect, there in (("github", True), ("docusaurus", False), ("unknown", True)):
        resolver = Resolver(made.scope, made.documents, dialect)
        assert resolver.has_fragment(resolver.resolve(page, "#Velas")) is there


def test_pages_that_take_in_others_have_unknown_ids(tmp_path):
    files = {
        "en/a.md": "# A\n\n## Steps\n\n{% include more.md %}\n",
        "es/a.md": "# A\n\n## Pasos\n\n{% include more.md %}\n",
    }
    made = site(tmp_path, files, [("en/a.md", "es/a.md", "es")])
    resolver = Resolver(made.scope, made.documents, "github")
    page = made.documents["es/a.md"]
    assert resolver.has_fragment(resolver.resolve(page, "#somewhere")) is None
    assert resolver.has_fragment(resolver.resolve(page, "#steps")) is False


def test_what_people_did_not_write_is_no_use():
    text = (
        "[a](a.md) <https://harbour.example> https://harbour.example/b [c][c] <a href='d.md'>d</a>\n\n"
        "<!-- LIST:START -->\n[made](e.md)\n<!-- LIST:END -->\n\n`[code](f.md)`\n\n[c]: c.md\n[unused]: g.md\n"
    )
    assert [use.target for use in uses(parse(text, "page.md", "en"))] == ["a.md", "d.md", "c.md"]
    assert not uses(parse(text, "docs/_includes/page.md", "en"))


def dead(made):
    survey = Survey(made)
    return [(found.page.path, found.use.target) for found in survey.dead_links()]


def test_a_readme_in_another_folder_leads_where_it_stands(tmp_path):
    files = {
        "README.md": "[rules](RULES.md)\n",
        "RULES.md": "# Rules\n",
        "i18n/README_es.md": "[normas](RULES.md) [más](../RULES.md)\n",
    }
    made = site(tmp_path, files, [("README.md", "i18n/README_es.md", "es")])
    assert dead(made) == [("i18n/README_es.md", "RULES.md")]


def test_a_dead_link_of_both_sides_is_told_on_the_source(tmp_path):
    files = {"en/a.md": "[x](gone.md)\n", "es/a.md": "[x](gone.md) [y](perdido.md)\n", "fr/a.md": "[x](gone.md)\n"}
    made = site(tmp_path, files, [("en/a.md", "es/a.md", "es"), ("en/a.md", "fr/a.md", "fr")])
    assert dead(made) == [("en/a.md", "gone.md"), ("es/a.md", "perdido.md")]


def test_a_dead_link_that_every_translation_mended_is_told_where_it_differs(tmp_path):
    files = {"en/a.md": "[x](gone.md)\n", "en/b.md": "# B\n", "es/a.md": "[x](b.md)\n", "es/b.md": "# B\n"}
    assert dead(site(tmp_path, files, [("en/a.md", "es/a.md", "es"), ("en/b.md", "es/b.md", "es")])) == []


def test_what_the_build_makes_is_left_alone_unless_the_name_was_translated(tmp_path):
    files = {
        "en/a.md": "[book](book.pdf) [api](reference/boat.md) [list](guide/b.md)\n",
        "en/guide/b.md": "# B\n",
        "es/a.md": "[libro](book.pdf) [api](reference/boat.md) [lista](guía/b.md) [libro](libro.pdf)\n",
        "es/guide/b.md": "# B\n",
    }
    pairs = [("en/a.md", "es/a.md", "es"), ("en/guide/b.md", "es/guide/b.md", "es")]
    assert dead(site(tmp_path, files, pairs)) == [("es/a.md", "guía/b.md"), ("es/a.md", "libro.pdf")]


def test_myst_finds_targets_from_any_page(tmp_path):
    files = {
        "en/a.md": "[x](#berths) [y](berths)\n",
        "en/b.md": "(berths)=\n\n# B\n",
        "es/a.md": "[x](#berths) [y](berths)\n",
    }
    made = site(tmp_path, files, [("en/a.md", "es/a.md", "es")], dialect="myst")
    assert not dead(made)
    assert not list(Survey(made).dead_fragments())


def test_links_that_mostly_lead_nowhere_in_the_source_are_not_understood(tmp_path):
    lost = " ".join(f"[x](made-{n}/)" for n in range(8))
    files = {"en/a.md": f"{lost}\n", "es/a.md": f"{lost} [y](otro/) [z](otra.md)\n"}
    assert dead(site(tmp_path, files, [("en/a.md", "es/a.md", "es")])) == [("es/a.md", "otra.md")]


def test_a_list_of_languages_may_name_more_than_there_are(tmp_path):
    files = {
        "GUIDE.md": "# Guide\n\n[a](GUIDE-fr.md) [b](GUIDE-pt_BR.md) [c](GUIDE-es.md) [d](GUIDE-part.md) "
        "[e](TOUR-es.md)\n",
        "GUIDE-es.md": "# Guía\n",
        "TOUR.md": "# Tour\n",
    }
    one = site(tmp_path, files, [("GUIDE.md", "GUIDE-es.md", "es")])
    resolver = Resolver(one.scope, one.documents)
    kinds = [resolver.resolve(one.documents["GUIDE.md"], use.target).kind for use in uses(one.documents["GUIDE.md"])]
    assert kinds == [Kind.UNKNOWN, Kind.UNKNOWN, Kind.PAGE, Kind.DEAD, Kind.DEAD]


def test_addresses_given_by_front_matter_and_numbered_files(tmp_path):
    folder = "i18n/es/docusaurus-plugin-content-docs/current"
    files = {
        "docs/01-guide/02-boats.md": "# Boats\n",
        f"{folder}/01-guide/02-boats.md": "# Barcos\n\n## Flotar\n",
        "docs/tides.md": "---\nslug: /the-tides\n---\n# Tides\n",
        f"{folder}/tides.md": "---\nslug: /the-tides\n---\n# Mareas\n",
        "docs/start.md": "# Start\n",
        f"{folder}/start.md": "# Inicio\n",
    }
    sources = [name for name in files if name.startswith("docs/")]
    one = site(tmp_path, files, [(name, folder + name[4:], "es") for name in sources], dialect="docusaurus")
    resolver = Resolver(one.scope, one.documents, "docusaurus")
    page = one.documents[f"{folder}/start.md"]
    for target, wanted in {
        "guide/boats": "01-guide/02-boats.md",
        "the-tides": "tides.md",
        "/docs/guide/boats": "01-guide/02-boats.md",
    }.items():
        found = resolver.resolve(page, target)
        assert [other.path for other in found.pages] == [f"{folder}/{wanted}"], target
    assert resolver.has_fragment(resolver.resolve(page, "/docs/guide/boats#float")) is False
    assert resolver.resolve(page, "guide/boots").kind is Kind.DEAD


@pytest.mark.parametrize(("dialect", "found"), [("mkdocs", "docs/boats.es.md"), ("github", "docs/boats.md")])
def test_a_translation_beside_its_source_is_meant_by_some_generators(tmp_path, dialect, found):
    files = {
        "docs/boats.md": "# Boats\n",
        "docs/boats.es.md": "# Barcos\n",
        "docs/a.md": "# A\n",
        "docs/a.es.md": "# A\n",
    }
    pairs = [("docs/boats.md", "docs/boats.es.md", "es"), ("docs/a.md", "docs/a.es.md", "es")]
    one = site(tmp_path, files, pairs, dialect=dialect)
    resolver = Resolver(one.scope, one.documents, dialect)
    assert [page.path for page in resolver.resolve(one.documents["docs/a.es.md"], "boats.md").pages] == [found]


@pytest.mark.parametrize(
    "target",
    [
        '{{< ref "boats.md#velas" >}}',
        '{{% relref "boats.md#velas" %}}',
        "{% link docs/es/guide/boats.md %}#velas",
        "{{ site.baseurl }}{% link docs/es/guide/boats.md %}#velas",
        "{{ site.baseurl }}/es/guide/boats#velas",
        "{{ '/es/guide/boats' | relative_url }}#velas",
    ],
)
def test_templates_that_hold_a_path(tmp_path, target):
    one = site(tmp_path, FILES, PAIRS)
    resolver = Resolver(one.scope, one.documents, "github")
    page = one.documents["docs/es/guide/boats.md"]
    found = resolver.resolve(page, target)
    assert [other.path for other in found.pages] == ["docs/es/guide/boats.md"]
    assert resolver.has_fragment(found) is True
    assert resolver.has_fragment(resolver.resolve(page, target.replace("velas", "sails"))) is False
    assert resolver.resolve(page, "{{ site.logs }}/boats#sails").kind is Kind.UNKNOWN

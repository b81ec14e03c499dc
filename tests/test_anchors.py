"""Dialects, the ids of pages, pins and slipped ids."""

import pytest
from pages import run

from doclint.anchors.dialect import detect, document_ids, heading_ids
from doclint.anchors.parts import is_open, is_partial
from doclint.anchors.pins import Pin, pin_edit, wrong_pins
from doclint.anchors.slipped import slipped
from doclint.checks import changed_anchor
from doclint.fix import apply_edits
from doclint.habits import learn
from doclint.model import Habits, Heading, Pair, Row
from doclint.parse import parse
from doclint.record import replace


def page(text, name="en/page.md", language="en"):
    return parse(text, name, language)


def pair(source, translation, **habits):
    """Pair two pages heading by heading."""
    left, right = page(source), page(translation, "es/page.md", "es")
    rows = tuple(Row((a,), (b,)) for a, b in zip(left.of(Heading), right.of(Heading), strict=True))
    return Pair(left, right, rows, Habits(**habits))


# --- dialects ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "content", "dialect"),
    [
        ("mkdocs.yml", "site_name: x\n", "mkdocs"),
        ("mkdocs.yml", "toc:\n  slugify: !!python/object/apply:pymdownx.slugs.slugify\n", "mkdocs-unicode"),
        ("website/docusaurus.config.ts", "", "docusaurus"),
        ("docs/.vitepress/config.ts", "", "vitepress"),
        ("docs/astro.config.mjs", "", "starlight"),
        ("hugo.toml", "", "hugo"),
        ("config.toml", 'baseURL = "https://harbour.example"\n', "hugo"),
        ("config.toml", 'colour = "blue"\n', "unknown"),
        ("_config.yml", "kramdown:\n  input: GFM\n", "jekyll"),
        ("_config.yml", "colour: blue\n", "unknown"),
        ("docs/conf.py", 'extensions = ["myst_parser"]\n', "myst"),
        ("docs/source/en/_toctree.yml", "", "hf"),
        ("notes.txt", "", "unknown"),
    ],
)
def test_a_generators_file_tells_the_dialect(tmp_path, monkeypatch, file, content, dialect):
    place = tmp_path / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert detect(tmp_path, ["docs/source/en/a.md", "docs/source/es/a.md"]) == dialect


@pytest.mark.parametrize(
    ("names", "text", "dialect"),
    [
        ([f"i18n/es/docusaurus-plugin-content-docs/{name}.md" for name in "ab"], "", "docusaurus"),
        (["src/content/docs/a.mdx", "src/content/docs/es/a.mdx"], "", "starlight"),
        (["content/en/_index.md", "content/es/_index.md"], "", "hugo"),
        (["content/en/a.md", "content/es/a.md"], 'See {{< ref "b" >}}.\n', "hugo"),
        (["docs/en/a.md", "docs/es/a.md"], "# Boats\n\n[[open-in-colab]]\n", "hf"),
        (["docs/en/a.md", "docs/es/a.md"], "/// note\n\nMind.\n\n///\n", "mkdocs"),
        (["en/a.md", "es/a.md"], "Plain.\n", "unknown"),
    ],
)  # fmt: skip
def test_pages_tell_where_there_is_no_such_file(tmp_path, monkeypatch, names, text, dialect):
    monkeypatch.chdir(tmp_path)
    assert detect(tmp_path, {name: page(text, name) for name in names}) == dialect


def test_files_of_another_site_say_nothing(tmp_path, monkeypatch):
    (tmp_path / "mkdocs.yml").write_text("site_name: Other\n", encoding="utf-8")
    site = tmp_path / "far" / "away" / "site"
    (site / "docs").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert detect(site, [f"{site.as_posix()}/docs/en/a.md"]) == "unknown"
    assert detect(site, ["docs/en/a.md"]) == "unknown"
    assert detect(tmp_path / "far" / "away", ["site/docs/en/a.md"]) == "mkdocs"


def test_ids_of_a_page():
    text = (
        "# Boats\n\n## Boats\n\n## Sails {#sails}\n\n"
        '<a name="old"></a>\n\nA [term]{#term}.\n\nA paragraph.\n{: #note .wide }\n\n<div id="box">x</div>\n\n'
        "```\n## No heading\n```\n"
    )
    ids = document_ids(page(text), "github")
    assert {"boats", "boats-1", "sails", "old", "term", "note", "box"} <= ids
    assert "no-heading" not in ids
    assert heading_ids(page(text), "mkdocs") == {0: "boats", 1: "boats_1", 2: "sails"}


def test_an_explicit_id_takes_the_slugs_place_unless_it_is_html():
    assert "sails" not in document_ids(page("## Sails {#canvas}\n"), "docusaurus")
    assert {"sails", "canvas"} <= document_ids(page('## <a id="canvas"></a>Sails\n'), "docusaurus")


def test_an_unknown_dialect_takes_every_renderers_id():
    ids = document_ids(page("## Año & más\n\n## Año & más\n"), "unknown")
    assert {"año--más", "ano-mas", "ano-mas_1", "año--más-1"} <= ids


def test_github_gives_ids_to_headings_in_html():
    assert "the-sea" in document_ids(page('<h2 align="center">The sea</h2>\n'), "github")
    assert "the-sea" not in document_ids(page('<h2 align="center">The sea</h2>\n'), "mkdocs")
    mixed = page('<h2 align="center">The sea</h2>\n\n## The sea\n\n<h2 id="deep">The deep</h2>\n')
    assert heading_ids(mixed, "github") == {0: "the-sea", 1: "the-sea-1", 2: "deep"}
    assert heading_ids(mixed, "mkdocs") == {0: "", 1: "the-sea", 2: "deep"}


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("[[autodoc]] Boat\n", True),
        ('--8<-- "a.md"\n', True),
        ("{% include a.md %}\n", True),
        ('## {{% heading "next" %}}\n', True),
        ("Plain [text](a.md).\n", False),
        ("{* ../a.py hl[1] *}\n", False),
    ],
)
def test_pages_that_take_in_others_are_open(text, opened):
    assert is_open(page(text)) == opened


def test_parts_of_pages():
    assert is_partial(page("# A\n", "docs/_includes/a.md"))
    assert is_partial(page("Some words.\n", "docs/_part.mdx"))
    assert not is_partial(page("# A page after all\n", "docs/_page.md"))
    assert not is_partial(page("Some words.\n", "content/en/_index.md"))
    assert not is_partial(page("Some words.\n", "_articles/es/a.md"))


# --- pins ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "translation", "fixed"),
    [
        ("## Sails {#sails}\n", "## Velas\n", "## Velas {#sails}\n"),
        ("## Sails { #sails }\n", "## Velas\n", "## Velas { #sails }\n"),
        ("## Sails {: #sails .wide }\n", "## Velas\n", "## Velas {: #sails}\n"),
        ("## Sails {#sails .wide}\n", "## Velas ##\n", "## Velas {#sails} ##\n"),
        ("## Sails \\{#sails}\n", "## Velas\n", "## Velas \\{#sails}\n"),
        ("## Sails [[sails]]\n", "## `Vela`\n", "## `Vela` [[sails]]\n"),
        ("## Sails {/*sails*/}\n", "## Velas\n", "## Velas {/*sails*/}\n"),
        ("## Sails {/* #sails */}\n", "## Velas\n", "## Velas {/* #sails */}\n"),
        ('## <a id="sails"></a> Sails\n', "## Velas\n", '## <a id="sails"></a> Velas\n'),
        ("## <!-- sails -->Sails\n", "## Velas\n", "## <!-- sails -->Velas\n"),
        ("Sails {#sails}\n-----\n", "Velas\n-----\n", "Velas {#sails}\n-----\n"),
    ],
)
def test_a_lost_pin_is_written_as_the_source_does(source, translation, fixed):
    both = pair(source, translation)
    (pin,) = wrong_pins(both)
    edit = pin_edit(both, pin)
    assert edit is not None
    assert apply_edits(translation, [edit]) == fixed
    again = pair(source, fixed)
    assert not wrong_pins(again)


def test_no_pin_is_written_where_nobody_shows_how():
    both = pair("## <b id='sails'>Sails</b>\n", "## Velas\n")
    (pin,) = wrong_pins(both)
    assert pin_edit(both, pin) is None


def test_an_empty_heading_gets_no_pin():
    both = pair("## Sails {#sails}\n", "## Velas\n")
    (pin,) = wrong_pins(both)
    empty = next(page("##\n").of(Heading))
    assert pin_edit(both, Pin(pin.source, empty, "sails", ())) is None


def test_the_slug_is_pinned_where_the_site_does_it():
    source, translation = "## Sails\n\n## Oars\n", "## Velas {#sails}\n\n## Remos\n"
    assert not wrong_pins(pair(source, translation, pins_anchors=False))
    (pin,) = wrong_pins(pair(source, translation, pins_anchors=True))
    assert pin.wanted == "oars"


def test_a_heading_of_another_level_is_no_changed_id():
    assert not wrong_pins(pair("#### Oars {#oars}\n", "## Remos {#remos}\n"))


def test_policies_are_learnt():
    names = ["one", "two", "three", "four", "five"]
    source = "".join(f"## Heading {name}\n\n" for name in names)
    pinned = "".join(f"## Título {name} {{#heading-{name}}}\n\n" for name in names)
    free = "".join(f"## Título {name}\n\n" for name in names)
    assert learn([pair(source, pinned)], "github", lambda _language: frozenset()).pins_anchors
    assert learn([pair(source, pinned)], "github", lambda _language: frozenset()).anchor_form == " {#%s}"
    assert not learn([pair(source, free)], "github", lambda _language: frozenset()).pins_anchors
    assert learn([pair(source, source)], "github", lambda _language: frozenset()).keeps_headings
    assert learn([pair(source, pinned)], "github", lambda _language: frozenset()).copies_anchors
    assert not learn(
        [pair(source, pinned.replace("{#heading", "{#titulo"))], "github", lambda _language: frozenset()
    ).copies_anchors


def in_language(language, source, translation, number):
    both = pair(source, translation)
    page_ = replace(both.translation, language=language, path=f"{language}/{number}.md")
    return replace(both, translation=page_)


def test_each_language_has_its_own_policy():
    names = ["one", "two", "three", "four", "five"]
    source = "".join(f"## Heading {name}\n\n" for name in names)
    pinned = "".join(f"## Título {name} {{#heading-{name}}}\n\n" for name in names)
    free = "".join(f"## Titel {name}\n\n" for name in names)
    pairs = [in_language(code, source, text, n) for code, text in (("es", pinned), ("de", free)) for n in range(3)]
    pairs.append(in_language("fr", source, free, 0))  # too little to show a policy
    habits = learn(pairs, "github", lambda _language: frozenset())
    assert habits.of("es").pins_anchors
    assert not habits.of("de").pins_anchors
    assert habits.of("fr").pins_anchors == habits.pins_anchors
    assert not wrong_pins(replace(pairs[3], habits=habits.of("de")))


def test_a_language_may_translate_its_ids():
    names = ["one", "two", "three", "four", "five"]
    source = "".join(f"## Heading {name} {{#heading-{name}}}\n\n" for name in names)
    own = "".join(f"## Título {name} {{#titulo-{name}}}\n\n" for name in names)
    pairs = [in_language("es", source, own, number) for number in range(3)]
    habits = learn(pairs, "github", lambda _language: frozenset())
    assert habits.translates_anchors
    assert not wrong_pins(replace(pairs[0], habits=habits))
    assert len(wrong_pins(replace(pairs[0], habits=Habits()))) == len(names)
    turned = "".join(
        f"## Título {name} {{#heading-{other}}}\n\n" for name, other in zip(names, names[1:] + names[:1], strict=True)
    )
    assert not learn([in_language("es", source, turned, n) for n in range(3)], "github", set).translates_anchors


def test_a_slip_in_a_copied_id_is_known_where_ids_are_copies():
    both = pair(
        "## Find a berth\n\n## Pay\n", "## Encuentra un amarre {#find-a-birth}\n\n## Paga\n", copies_anchors=True
    )
    (pin,) = wrong_pins(both)
    assert (pin.wanted, pin.own) == ("find-a-berth", ("find-a-birth",))
    assert not wrong_pins(pair("## Find a berth\n", "## Requisitos {#requirements}\n", copies_anchors=True))


def test_what_is_written_must_be_sure():
    source, translation = "## A & b\n", "## A y b {#a---b}\n"
    (pin,) = wrong_pins(pair(source, translation, copies_anchors=True, anchor_dialect="unknown"))
    assert not pin.sure
    (pin,) = wrong_pins(pair(source, translation, copies_anchors=True, anchor_dialect="docusaurus"))
    assert pin.sure


SLIPPED = "# Puerto\n\n## Velas {#ropes}\n\n`sail`\n\n## Remos {#sails}\n\n`oar`\n\n## Cabos {#oars}\n\n`rope`\n"
HARBOUR = "# Harbour\n\n## Sails {#sails}\n\n`sail`\n\n## Oars {#oars}\n\n`oar`\n\n## Ropes {#ropes}\n\n`rope`\n"
MOVED = "# Puerto\n\n## Cabos {#ropes}\n\n`rope`\n\n## Velas {#sails}\n\n`sail`\n\n## Remos {#oars}\n\n`oar`\n"


def test_slipped_ids_are_known_from_moved_sections():
    assert slipped(page(HARBOUR), page(SLIPPED))
    assert not slipped(page(HARBOUR), page(MOVED))
    assert not slipped(page(HARBOUR), page(HARBOUR))
    assert slipped(page(HARBOUR.replace("`", "")), page(SLIPPED.replace("`", "")))


def test_slipped_ids_are_one_finding_and_mended_together():
    (finding,) = changed_anchor.check(pair(HARBOUR, SLIPPED))
    assert "those of 2 other headings are mixed up" in finding.message
    assert finding.fix is not None
    fixed = apply_edits(SLIPPED, finding.fix.edits)
    assert fixed == SLIPPED.replace("#sails", "#x").replace("#ropes", "#sails").replace("#oars", "#ropes").replace(
        "#x", "#oars"
    )


def test_in_memory_sites_are_understood():
    pages = {("en", "page.md"): b"# A\n\n[x](#b)\n\n## B\n", ("es", "page.md"): b"# A\n\n[x](#b)\n\n## B\n"}
    assert not run(pages).problems

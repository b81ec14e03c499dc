"""What the heads of pages tell of a site's habits, and which pages do otherwise."""

from pathlib import Path

from doclint.config import Config
from doclint.engine import document, examine
from doclint.model import Page, PagePair, Scope


def findings(pages, mark="---"):
    """Check pairs of heads, given as English and Spanish text."""
    documents, pairs = {}, []
    for number, (english, spanish) in enumerate(pages):
        sides = []
        for language, head in (("en", english), ("es", spanish)):
            name = f"{language}/{number}.md"
            documents[name] = document(f"{mark}\n{head}\n{mark}\n\nHola.\n".encode(), name, language)
            sides.append(Page(Path(name), name, language))
        pairs.append(PagePair(*sides))
    scope = Scope(Path(), tuple(p for pair in pairs for p in (pair.source, pair.translation)), tuple(pairs))
    outcome = examine(scope, documents, Config(select=("front-matter-key",)), frozenset(documents))
    return [(p.finding.document.path, p.finding.message) for p in outcome.problems]


def site(count, **changed):
    pages = [
        (f"title: T{n}\nweight: {n}\nkind: tall-ship", f"title: X{n}\nweight: {n}\nkind: tall-ship")
        for n in range(count)
    ]
    for number, head in changed.items():
        pages[int(number.removeprefix("p"))] = (pages[int(number.removeprefix("p"))][0], head)
    return pages


def test_a_setting_that_all_other_pages_keep_is_told():
    assert findings(site(24, p7="title: Otro\nweight: 8\nkind: tall-ship")) == [
        ("es/7.md", "`weight` is `8` here, but `7` in the source, as in most translations")
    ]


def test_a_title_may_differ_even_where_most_are_left_in_english():
    pages = [("title: Bollard", "title: Bollard")] * 40
    pages[3] = ("title: Bollard", "title: Bolardo")
    assert findings(pages) == []


def test_a_key_that_only_some_pages_keep_is_nobody_s_duty():
    pages = site(10, p1="title: A", p2="title: B", p3="title: C")
    assert findings(pages) == []


def test_few_pages_show_no_habit():
    assert findings(site(4, p1="title: A")) == []


def test_toml_heads_are_read_too():
    pages = [(f'title = "T{n}"\nweight = {n}', f'title = "X{n}"\nweight = {n}') for n in range(24)]
    pages[5] = (pages[5][0], 'tittle = "X"\nweight = 5')
    assert [path for path, _ in findings(pages, "+++")] == ["es/5.md"]

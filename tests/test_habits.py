"""What a site does throughout is learnt per language, and the checks go by it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from doclint.align import align
from doclint.config import Config
from doclint.engine import document, examine
from doclint.habits import learn
from doclint.metadata import broken_line, keys
from doclint.model import Page, PagePair, Pair, Scope

SECTIONS = ["Install the pump `p1`", "Update the pump `p2`", "Oil the pump `p3`", "Sell the pump `p4`", "Moor `p5`"]


def pages(language, *, pinned, head="title: T"):
    title = {"en": "", "es": "Es ", "fr": "Fr "}[language]
    body = "\n".join(
        f"## {title}{section}{f' {{#section-{number}}}' if pinned else ''}\n\nText {number}.\n"
        for number, section in enumerate(SECTIONS)
    )
    return f"---\n{head}\n---\n\n{body}"


def pair(source, translation, language):
    left = document(source.encode(), "en/a.md", "en")
    right = document(translation.encode(), f"{language}/a.md", language)
    return Pair(left, right, align(left, right))


def learnt(*pairs):
    return learn(pairs, "github", lambda _language: frozenset())


def test_each_language_has_its_own_habits():
    source = pages("en", pinned=True)
    spanish = [pair(source, pages("es", pinned=True), "es") for _ in range(3)]
    french = [pair(source, pages("fr", pinned=False), "fr") for _ in range(3)]
    habits = learnt(*spanish, *french)
    assert habits.of("es").pins_anchors
    assert not habits.of("fr").pins_anchors


def test_a_language_with_little_to_show_follows_the_site():
    source = pages("en", pinned=True)
    spanish = [pair(source, pages("es", pinned=True), "es") for _ in range(2)]
    little = pair("## Moor {#moor}\n\nText.\n", "## Amarrer\n\nTexte.\n", "fr")
    assert learnt(*spanish, little).of("fr").pins_anchors
    assert learnt(*spanish).of("de").pins_anchors


def test_keys_that_one_language_drops_are_another_s_habit():
    source = pages("en", pinned=False, head="title: T\nweight: 1")
    spanish = [pair(source, pages("es", pinned=False, head="title: S\nweight: 1"), "es") for _ in range(6)]
    french = [pair(source, pages("fr", pinned=False, head="title: F"), "fr") for _ in range(6)]
    habits = learnt(*spanish, *french)
    assert habits.of("es").kept_keys == {"title", "weight"}
    assert habits.of("es").equal_keys == {"weight"}
    assert habits.of("fr").kept_keys == {"title"}


def test_habits_reach_a_page_that_is_looked_at_alone():
    """As in an editor, and in the benchmark: the site's habits are given, and one pair is checked."""
    source = pages("en", pinned=False, head="title: T\nweight: 1")
    habits = learnt(*(pair(source, pages("es", pinned=False, head="title: S\nweight: 1"), "es") for _ in range(6)))
    both = {
        "en/a.md": document(source.encode(), "en/a.md", "en"),
        "es/a.md": document(pages("es", pinned=False, head="title: S").encode(), "es/a.md", "es"),
    }
    sides = [Page(Path(name), name, name[:2]) for name in both]
    scope = Scope(Path(), tuple(sides), (PagePair(*sides),))
    config = Config(select=("front-matter-key",))
    (problem,) = examine(scope, both, config, frozenset(both), habits=habits).problems
    assert "`weight`" in problem.finding.message


def test_broken_heads_are_placed():
    page = document(b'+++\ntitle = "A"\nweight = \n+++\n\nText.\n', "a.md", "en")
    where = broken_line(page)
    assert where is not None
    assert page.position(where.start) == (3, 1)
    page = document(b"---\ntitle: A\nnote: a: b\n---\n\nText.\n", "a.md", "en")
    where = broken_line(page)
    assert where is not None
    assert page.position(where.start)[0] == 3


@given(st.text(max_size=60), st.sampled_from(["---", "+++"]))
def test_no_head_breaks_the_reading(text, mark):
    page = document(f"{mark}\n{text}\n{mark}\n\nText.\n".encode("utf-8", "surrogatepass"), "a.md", "en")
    for _, where in keys(page).values():
        assert 0 <= where.start <= where.end <= len(page.text)
    where = broken_line(page)
    assert where is None or 0 <= where.start <= where.end <= len(page.text)

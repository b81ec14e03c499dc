"""The run as a whole: suppression, selection, what is reported, and laws that hold for every page."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages import run, scope_of

from doclint.config import Config
from doclint.engine import document, examine
from doclint.model import Severity

EN = "# Guide\n\n## Install\n\nRun `make`.\n\n```sh\nmake all\n```\n"
ES = "# Guía\n\n### Instalar\n\nEjecuta `make`.\n\n```sh\nmake alll\n```\n"


def site(es: str, en: str = EN, **more: str) -> dict[tuple[str, str], bytes]:
    pages = {("en", "page.md"): en.encode(), ("es", "page.md"): es.encode()}
    return pages | {("es", name): text.encode() for name, text in more.items()}


def rules_of(pages, **changes):
    scope = scope_of(pages, lists_pages=False)
    data = {f"{language}/{path}": content for (language, path), content in pages.items()}
    documents = {page.name: document(data[page.name], page.name, page.language) for page in scope.pages}
    config = Config(**{"min_severity": Severity.INFO, **changes})
    return [problem.rule for problem in examine(scope, documents, config, frozenset(documents)).problems]


def test_findings_come_in_the_order_of_the_page():
    assert rules_of(site(ES)) == ["heading-level", "changed-code"]


def test_levels_are_not_compared_on_pages_that_grew_apart():
    en = "# Harbour\n\n" + "".join(f"## {name}\n\nText.\n\n" for name in ("Moor", "Night", "Storm", "Pay", "Leave"))
    assert "heading-level" not in rules_of(site("# Puerto\n\n### Historia del faro\n\nTexto.\n", en))
    assert "heading-level" in rules_of(site("# Puerto\n\n### Moorings\n\nTexto.\n", en.replace("Moor", "Moorings")))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"select": ("headings",)}, ["heading-level"]),
        ({"select": ("changed-code",)}, ["changed-code"]),
        ({"ignore": ("code",)}, ["heading-level"]),
        ({"select": ("all",), "ignore": ("heading-level",)}, ["changed-code"]),
        ({"severity": {"heading-level": Severity.INFO}, "min_severity": Severity.WARNING}, ["changed-code"]),
        ({"per_file_ignores": {"es/*": ("headings",)}}, ["changed-code"]),
        ({"per_file_ignores": {"fr/*": ("headings",)}}, ["heading-level", "changed-code"]),
    ],
)
def test_what_is_selected_runs(changes, expected):
    assert rules_of(site(ES), **changes) == expected


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- doclint: allow heading-level -->",
        "<!-- doclint: allow heading-level, missing-link -->",
        "<!-- doclint: allow headings -->",
        "{/* doclint: allow heading-level */}",
    ],
)
def test_a_comment_before_a_block_allows_it(comment):
    allowed = ES.replace("### Instalar", f"{comment}\n\n### Instalar")
    assert "heading-level" not in rules_of(site(allowed))
    assert "changed-code" in rules_of(site(allowed))


def test_a_comment_covers_only_the_block_after_it():
    assert "changed-code" in rules_of(site("<!-- doclint: allow changed-code -->\n\n" + ES))


def test_a_comment_anywhere_allows_in_the_whole_file():
    assert rules_of(site(ES + "\n<!-- doclint: allow-file changed-code heading-level -->\n")) == []


def test_a_comment_in_the_source_covers_its_translations():
    allowed = EN.replace("## Install", "<!-- doclint: allow heading-level -->\n\n## Install")
    assert rules_of(site(ES, allowed)) == ["changed-code"]


def test_a_comment_in_code_is_an_example():
    text = "# Guía\n\n```html\n<!-- doclint: allow no-such-rule -->\n```\n"
    assert rules_of(site(text, text)) == []


def test_an_unused_and_an_unknown_allowance_are_told():
    text = "# A\n\n<!-- doclint: allow heading-level -->\n\n## B\n\n<!-- doclint: allow heading-levle -->\n"
    assert rules_of(site(text, "# A\n\n## B\n")) == ["unused-allowance", "unknown-allowance"]


def test_an_allowance_for_a_rule_that_does_not_run_is_not_unused():
    text = "# A\n\n<!-- doclint: allow heading-level -->\n\n## B\n"
    assert rules_of(site(text, text), ignore=("heading-level",)) == []


def test_only_pages_that_were_asked_for_are_reported():
    pages = site(ES, **{"other.md": "# Otra\n"}) | {("en", "other.md"): b"# Other\n\nText that is missing.\n"}
    scope = scope_of(pages, lists_pages=False)
    documents = {
        page.name: document(pages[tuple(page.name.split("/", 1))], page.name, page.language) for page in scope.pages
    }
    asked = examine(scope, documents, Config(), frozenset({"es/other.md"})).problems
    assert {problem.finding.document.path for problem in asked} == {"es/other.md"}
    source = examine(scope, documents, Config(), frozenset({"en/other.md"})).problems
    assert [p.rule for p in source] == [p.rule for p in asked] == ["missing-block"]


def test_a_fingerprint_stays_when_lines_move():
    before = run(site(ES)).problems
    after = run(site("<!-- a note -->\n\n" + ES)).problems
    assert [p.fingerprint for p in before] == [p.fingerprint for p in after]
    assert len({p.fingerprint for p in before}) == len(before)


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# Title\n",
            "## Part one\n",
            "### `code` and more\n",
            "A paragraph with a [link](other.md) and `code`.\n",
            "Two lines\nof prose, 42 of them.\n",
            "- an item\n- another item\n",
            "1. first\n2. second\n",
            "```python\nprint(1)\n```\n",
            "```\n$ ls\na.txt\n```\n",
            "| a | b |\n|---|---|\n| 1 | 2 |\n",
            "> quoted\n",
            "<Tip>\n\ninside\n\n</Tip>\n",
            ":::note\n\ntext\n\n:::\n",
            "![alt](img.png)\n",
            "<div>html</div>\n",
            "~~~\nnever closed\n",
            "<!-- comment -->\n",
            "\ufeffodd\u200b\n",
        ]
    ),
    max_size=14,
).map("\n".join)

BOTH_SIDES = frozenset(
    {"hidden-character", "unclosed-fence", "duplicate-anchor", "identical-page", "broken-link", "broken-anchor"}
)


@settings(max_examples=60, deadline=None)
@given(MARKDOWN)
@example("~~~\nnever closed\n\n## Part one\n\n~~~\nnever closed\n\n~~~\nnever closed\n\n## Part one\n\n# Title\n")
def test_a_document_against_itself_is_clean(text):
    found = {problem.rule for problem in run(site(text, text)).problems}
    assert found <= BOTH_SIDES | {"untranslated-prose"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_checked(source, translation):
    outcome = run(
        {
            ("en", "page.md"): source.encode("utf-8", "replace"),
            ("es", "page.md"): translation.encode("utf-8", "replace"),
        }
    )
    for problem in outcome.problems:
        span = problem.finding.span
        assert 0 <= span.start <= span.end <= len(problem.finding.document.text)
        assert problem.finding.message


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_checked(data):
    run({("en", "page.md"): data, ("es", "page.md"): data})


def test_a_message_quotes_no_more_of_an_address_than_tells_it():
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 400
    outcome = run(site(f"# Guía\n\n![logo]({picture})\n", f"# Guide\n\n![logo]({picture[:-4]}AAAA)\n"))
    (problem,) = [problem for problem in outcome.problems if problem.rule == "changed-image"]
    assert "`data:image/png;base64,iVBOR" in problem.finding.message
    assert len(problem.finding.message) < 400

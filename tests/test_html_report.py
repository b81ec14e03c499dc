"""The HTML report: text of documents stays text, findings stand where they belong, the page needs nothing else."""

import json
import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.model import (
    Code,
    Cut,
    Document,
    Edit,
    Finding,
    Fix,
    Heading,
    Pair,
    Place,
    Problem,
    Prose,
    Row,
    Severity,
    Span,
)
from doclint.report import Report, Style
from doclint.report import render as chunks
from doclint.report.page.text import Mark, differences, marked, quoted

VOID = {"meta", "input", "br"}
EVIL = "<script>document.title='hacked'</script>\"'><img src=x onerror=\"document.title='hacked'\"></style></div>"


class Tree(HTMLParser):
    """Collects elements, their attributes and text, and makes sure that every tag is closed in its turn."""

    def __init__(self, text):
        super().__init__()
        self.stack, self.elements, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def having(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]


def document(path, language, *parts):
    text = "\n\n".join(text for _, text in parts) + "\n"
    blocks, at = [], 0
    for kind, part in parts:
        span = Span(at, at + len(part))
        if kind == "code":
            blocks.append(Code(span, "py", Span(at + 3, at + 5), "python", part, span, "```"))
        elif kind == "heading":
            blocks.append(Heading(span, 2, part[3:], Span(at + 3, span.end)))
        else:
            blocks.append(Prose(span, part))
        at = span.end + 2
    return Document(path, language, text, lambda: Cut(tuple(blocks)))


EN = document(
    'docs/en/"a".md',
    "en",
    ("heading", f"## Install {EVIL}"),
    ("text", "Some text."),
    ("code", "```py\nprint(1, 'yes')\n```"),
    ("text", "Missing."),
    *[("text", f"Line {n}.") for n in range(6)],
)
ES = document(
    f"docs/es/{EVIL}.md",
    "es",
    ("heading", f"## Instalar {EVIL}"),
    ("text", "Ã±u \x1b[31m \u202e\udcf1 fin"),
    ("code", "```py\nprint(2, 'sí')\n```"),
    *[("text", f"Línea {n}.") for n in range(6)],
)
PAIR = Pair(
    EN,
    ES,
    (
        *(Row((EN.blocks[n],), (ES.blocks[n],)) for n in range(3)),
        Row((EN.blocks[3],), (), place=Span(ES.blocks[2].span.end, ES.blocks[2].span.end)),
        *(Row((EN.blocks[n + 1],), (ES.blocks[n],)) for n in range(3, 9)),
    ),
)
BARE = document("docs/en/alone.md", "en", ("text", f"see [x](#gone) {EVIL}"))


def problem(rule, severity, document, span, message, related=None, fix=None):
    return Problem(rule, severity, Finding(document, span, message, related, fix), f"{rule}-{span.start}")


PROBLEMS = (
    problem("heading", Severity.ERROR, ES, ES.blocks[0].span, EVIL, Place(EN, EN.blocks[0].span)),
    problem(
        "mojibake",
        Severity.WARNING,
        ES,
        Span(ES.blocks[1].span.start, ES.blocks[1].span.start + 2),
        "“Ã±” was “ñ”",
        None,
        Fix((Edit(Span(ES.blocks[1].span.start, ES.blocks[1].span.start + 2), "ñ"),), "safe"),
    ),
    problem("code", Severity.ERROR, ES, ES.blocks[2].span, "code differs", Place(EN, EN.blocks[2].span)),
    problem("missing", Severity.ERROR, ES, PAIR.rows[3].place, "a paragraph is missing", Place(EN, EN.blocks[3].span)),
    problem("anchor", Severity.INFO, BARE, Span(8, 13), "leads nowhere"),
)


class Info:
    summary = f"a defect {EVIL}"
    group = "x"
    severity = Severity.ERROR
    page = EVIL


REPORT = Report(PROBLEMS, 3, 1, {"heading": Info()}, (EVIL,), (PAIR,), command=f"doclint check {EVIL}")


def render(report=REPORT):
    return "".join(chunks("html", report, Style()))


PAGE = render()
TREE = Tree(PAGE)


def test_documents_cannot_add_elements():
    allowed = {
        *("html", "head", "meta", "title", "style", "body", "header", "a", "h1", "h2", "p", "code", "form", "fieldset"),
        *(
            "legend",
            "label",
            "input",
            "b",
            "select",
            "option",
            "button",
            "output",
            "kbd",
            "section",
            "table",
            "caption",
        ),
        *("thead", "tbody", "tr", "th", "td", "meter", "main", "details", "summary", "span", "div", "i", "mark", "ul"),
        *("li", "pre", "script"),
    }
    assert {tag for tag, _ in TREE.elements} <= allowed
    assert [tag for tag, _ in TREE.elements].count("script") == 1
    assert [tag for tag, _ in TREE.elements].count("style") == 1
    assert not [
        name for _, attrs in TREE.elements for name in attrs if name.startswith("on") or name in {"src", "style"}
    ]
    assert "document.title='hacked'" in "".join(TREE.texts)


def test_the_page_needs_nothing_else_and_allows_nothing_else():
    assert all(address.startswith("#") for address in TREE.having("href"))
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    policy = next(attrs["content"] for _, attrs in TREE.elements if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        text = re.search(f"<{name}>(.*?)</{name}>", PAGE, re.DOTALL)[1]
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_what_hides_is_named():
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", PAGE)
    assert "‹U+001B›" in PAGE
    assert "‹byte F1›" in PAGE


def test_every_finding_stands_once_and_every_mark_has_one():
    ids = TREE.having("id")
    assert len(ids) == len(set(ids))
    findings = {name for name in ids if name.startswith("f-")}
    assert findings == {f"f-{problem.fingerprint}" for problem in PROBLEMS}
    marks = {name for names in TREE.having("data-p") for name in names.split()}
    assert marks == findings


def test_findings_stand_in_their_rows():
    rows = PAGE.split('<div class="row')[1:]
    for text, fingerprint in (
        ("Instalar", "f-heading-0"),
        ("Some text.", PROBLEMS[1].fingerprint),
        ("yes", PROBLEMS[2].fingerprint),
        ("Missing.", PROBLEMS[3].fingerprint),
        ("#gone", "f-anchor-8"),
    ):
        (row,) = [row for row in rows if text in row]
        assert fingerprint in row
    assert "not in the translation" in next(row for row in rows if "Missing." in row)
    assert "5 rows without a finding" in PAGE


def test_code_that_differs_is_compared_word_by_word():
    assert re.search(r'print\(<mark class="del">1</mark>, &#x27;<mark class="del">yes</mark>', PAGE)
    assert re.search(r'print\(<mark class="ins">2</mark>, &#x27;<mark class="ins">sí</mark>', PAGE)


def test_deterministic_and_clean_pages():
    assert render() == PAGE
    clean = render(Report((), 2, 1, pairs_detail=(PAIR,)))
    Tree(clean)
    assert "All good" in clean
    assert "Línea 5." in clean
    Tree(render(Report((), 0, 0)))


def test_many_clean_pages_are_only_counted(monkeypatch):
    monkeypatch.setattr("doclint.report.page._MOST_TEXT", 10)
    clean = render(Report((), 2, 1, pairs_detail=(PAIR, PAIR)))
    assert "2 pages without findings are left out" in clean
    assert "Línea 5." not in clean


TEXTS = st.text(alphabet="ab<&>\"' \n\r\té😀\x1b\u202e\udcf1", max_size=40)


@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_marks_never_change_the_text(text, spans, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    marks = [Mark(Span(*sorted(pair)), "error", f"f-{at}") for at, pair in enumerate(spans)]
    shown = marked(text, Span(start, end), marks)
    plain = re.sub(r"</?mark[^>]*>", "", shown)
    assert plain.replace("‹U+000D›\n", "\n") == quoted(text[start:end]).replace("‹U+000D›\n", "\n")
    tree = Tree(shown)
    assert {tag for tag, _ in tree.elements} <= {"mark"}
    for mark in marks:
        if start < mark.span.end and mark.span.start < end:
            assert any(mark.finding in attrs["data-p"].split() for _, attrs in tree.elements)


@given(st.text(alphabet="ab c=(1)\n", max_size=60), st.text(alphabet="ab c=(1)\n", max_size=60))
def test_what_does_not_differ_is_the_same(source, translation):
    def rest(text, spans):
        for span in reversed(spans):
            assert span
            text = text[: span.start] + text[span.end :]
        return text

    one, other = differences(source, translation)
    assert rest(source, one) == rest(translation, other)
    assert (source == translation) == (not one and not other)


def test_a_huge_difference_does_not_take_for_ever():
    one, other = differences("a " * 20_000, "b " * 20_000)
    assert len(one) == len(other) == 1


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
def test_in_a_browser_the_script_runs_and_documents_do_not(tmp_path):
    file = tmp_path / "report.html"
    probe = (
        "addEventListener('load',()=>{const f=document.getElementById('filters');"
        "const see=()=>[...document.querySelectorAll('.p:not(.off)')].map(e=>e.dataset.r);"
        "const r=[document.title.includes('hacked')&&document.title==='hacked',see()];"
        "f.elements.rule.value='code';f.dispatchEvent(new Event('input'));r.push(see());"
        "document.body.dispatchEvent(new KeyboardEvent('keydown',{key:'j',bubbles:true}));"
        "r.push(document.activeElement.id);"
        "f.elements.path.value='nothing like it';f.dispatchEvent(new Event('input'));r.push(see());"
        "r.push(document.getElementById('nothing').hidden);"
        "r.push(document.documentElement.scrollWidth<=innerWidth);"
        "document.body.setAttribute('data-probe',JSON.stringify(r));});"
    )
    digest = b64encode(sha256(probe.encode()).digest()).decode()
    page = PAGE.replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    file.write_text(page.replace("</body>", f"<script>{probe}</script></body>"), encoding="utf-8")
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=500,900"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=5000", "--dump-dom", file.as_uri()]
    dump = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout
    (probe,) = [json.loads(value) for value in Tree(dump).having("data-probe")]
    hacked, seen, filtered, focused, none, nothing_hidden, fits = probe
    assert not hacked
    assert sorted(seen) == ["anchor", "code", "heading", "missing", "mojibake"]
    assert filtered == ["code"]
    assert focused == f"f-{PROBLEMS[2].fingerprint}"
    assert none == []
    assert not nothing_hidden
    assert fits

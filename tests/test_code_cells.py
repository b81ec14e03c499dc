"""Cells: what is typed in, and what the computer answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.code.cells import answers, cells, unprompted
from doclint.code.language import inner_language, kind, normal, same_family, same_language, word


def shape(language, body):
    return [(cell.kind[0], cell.text) for cell in cells(language, body)]


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("python", "a = 1\n", [("i", "a = 1\n")]),
        ("python", "", []),
        ("output", "42\n", [("o", "42\n")]),
        ("python", ">>> a\n1\n>>> b\n", [("i", ">>> a\n"), ("o", "1\n"), ("i", ">>> b\n")]),
        ("python", ">>> if a:\n...     b\n...\n2\n", [("i", ">>> if a:\n...     b\n...\n"), ("o", "2\n")]),
        ("python", "# first\n>>> a\n1", [("i", "# first\n>>> a\n"), ("o", "1")]),
        (
            "python",
            "In [1]: a\nOut[1]: 2\n\nIn [2]: b\n",
            [("i", "In [1]: a\n"), ("o", "Out[1]: 2\n\n"), ("i", "In [2]: b\n")],
        ),
        (
            "python",
            "In [1]: if a:\n   ...:     b\nOut[1]: 2",
            [("i", "In [1]: if a:\n   ...:     b\n"), ("o", "Out[1]: 2")],
        ),
        ("bash", "$ ls\na\nb\n$ pwd\n", [("i", "$ ls\n"), ("o", "a\nb\n"), ("i", "$ pwd\n")]),
        ("bash", "$ run \\\n  --all\nok\n", [("i", "$ run \\\n  --all\n"), ("o", "ok\n")]),
        ("bash", "$ for a in b\n> do c\n> done\nd\n", [("i", "$ for a in b\n> do c\n> done\n"), ("o", "d\n")]),
        ("bash", "$ cat <<END\nx y\nEND\nx y\n", [("i", "$ cat <<END\nx y\nEND\n"), ("o", "x y\n")]),
        ("bash", "ana@box:~/x$ ls\na\n", [("i", "ana@box:~/x$ ls\n"), ("o", "a\n")]),
        ("bash", "(env) $ ls\na\n", [("i", "(env) $ ls\n"), ("o", "a\n")]),
        ("bash", "% ls\na\n", [("i", "% ls\n"), ("o", "a\n")]),
        ("powershell", "PS C:\\x> dir\na\n", [("i", "PS C:\\x> dir\n"), ("o", "a\n")]),
        ("bat", "C:\\x> dir\na\n", [("i", "C:\\x> dir\n"), ("o", "a\n")]),
        ("text", "$ ls\na\n", [("i", "$ ls\n"), ("o", "a\n")]),
        ("text", "% of all\n", [("i", "% of all\n")]),
        ("bash", "echo $HOME\n", [("i", "echo $HOME\n")]),
        ("elixir", "iex> 1 + 1\n2\n", [("i", "iex> 1 + 1\n"), ("o", "2\n")]),
        ("sql", "mysql> select 1\n1\n", [("i", "mysql> select 1\n"), ("o", "1\n")]),
    ],
)
def test_cells(language, body, expected):
    assert shape(language, body) == expected


BODIES = st.lists(
    st.sampled_from([">>> ", "... ", "$ ", "> ", "In [1]: ", "Out[1]: ", "a", " ", "\n", "#", "\\\n", "<<E"]),
    max_size=25,
)


@given(st.sampled_from(["python", "bash", "text", "output", "powershell"]), BODIES.map("".join))
def test_cells_cover_the_body_and_prompts_are_blanked_in_place(language, body):
    found = cells(language, body)
    assert "".join(cell.text for cell in found) == body
    for cell in found:
        assert body[cell.start : cell.end] == cell.text
        assert len(unprompted(cell)) == len(cell.text)


def test_answers_say_something():
    assert [cell.text for cell in answers("bash", "$ ls\n\n$ pwd\n/x\n")] == ["/x\n"]


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("", "text"),
        ("py", "python"),
        ("Python hl_lines='1'", "python"),
        ("python{1,3}", "python"),
        ("js {1}", "javascript"),
        ("ts:line-numbers {1}", "typescript"),
        ("{.python .cell}", "python"),
        ("{python}", "python"),
        ("{ .dockerfile .annotate }", "dockerfile"),
        ("{code-block} python", "python"),
        ("{python, echo=FALSE}", "python"),
        ('title="x"', "text"),
        ('{title="x"}', "text"),
        ("{1,3}", "text"),
        ("rust,no_run", "rust"),
        ("c++", "cpp"),
        ("c#", "csharp"),
        ("shell-session", "bash"),
        ("console", "bash"),
        ("yml", "yaml"),
        ("js [app.js]", "javascript"),
        ("javascript{numberLines: true}", "javascript"),
        ("language-js", "javascript"),
        ("console-output", "output"),
        ('hl_lines="4"', "text"),
        ("js-nolint", "javascript"),
        ("PlainText", "text"),
        ("wibble", "wibble"),
        ('diff lang="js"', "diff"),
        ("objective-c", "objective-c"),
        ("vue-html", "html"),
    ],
)
def test_normal(info, language):
    assert normal(info) == language


def test_languages():
    assert same_language("py title='a'", "python")
    assert not same_language("js", "ts")
    assert same_family("javascript", "jsx")
    assert not same_family("javascript", "typescript")
    assert [kind(name) for name in ("python", "output", "text", "mermaid", "yaml", "html")] == [
        "code", "output", "prose", "diagram", "data", "markup",
    ]  # fmt: skip
    assert inner_language('diff lang="js"') == "javascript"
    assert inner_language("diff-py") == "python"
    assert inner_language("diff") == ""
    assert [word(info) for info in ("py{1}", " js [a]", "", "{1}", "{.python}")] == ["py", "js", "", "", "python"]

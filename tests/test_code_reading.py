"""Python and shell commands are read without Pygments, and as Pygments reads them."""

from importlib.metadata import version

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from doclint.code import tokens
from doclint.code.python import python_tokens

_PIECES = [
    *("def ", "class ", "import ", "from ", " import ", " as ", "match", "case", "lazy ", "async ", "await ", "None"),
    *("yield from x", "print", "in ", "is", "not ", "lambda: ", "x", "ab.c", "_d1", "self", "é", " ", "  ", "\n", "\n"),
    *('"', "'", '"""', "'''", 'f"', "f'''", "rb'", "t'", "u'", 'r"', '"word"', "'two words'", '"""A line."""'),
    *("{", "}", "{{", "}}", "{x}", "{x!r}", "{x:>{y}}", "{x=}", "f'{x}'", "{a[", "%s"),
    *("[", "]", "(", ")", ":", ",", ";", "\\"),
    *("0x1F", "1e5", ".5", "...", "1_0.", "3j", "==", "!=", ":=", "**", "->", "<<=", "@", "@cached", "!", "$", "?"),
    *("# remark", "// a remark", "\\\n", "\\N{DASH}", "//", "\ue000", "─", "…", "█", "（", "“", "#!"),
]
_READ = [
    'import os.path as p, sys\nfrom ..a.b import (c, d as e)\n\n\ndef f(x: int = 0) -> "str":\n    """Say it."""\n',
    "print(f\"{name!r:>{width}} of {d['key']} {{kept}} {x=}\")  # told\n",
    "@cached\nclass A(B):\n    match = 1_000.5e-3 if 0xFF else None\n    raise KeyError from None\n",
    "x = r'\\d' + b\"\\x00\" + 'it\\'s {} %s' % y\n",
]


_SHELL = [
    *("if ", "fi", "done;", "cd ", "test)", "export ", "A=", "a b", "--flag", "x", "1", "2>&1", "é", " ", "\n", "\n"),
    *('"', "'", "$", "${a}", "${", "$(", "`", "\\", "$'", '$"', "$1", "$@", "$NAME", '"of $NAME"', "'of $NAME'", '\\"'),
    *("# remark\n", "#", "<", "<<", "<<<", "&&", "|", "&", ">", ";", "=", "+=", "(", ")", "[", "]", "{", "}", "*", "!"),
    *("<your name>", "[the name]", "\\\n", "// a remark here", "Run the whole thing\n", "it's", "\ue000"),
]
_READ_SHELL = [
    'export NAME="the name" && cd "$HOME/${NAME}" # told\n',
    "for one in 1 2 3; do\n  echo 'a $b' > out.txt\ndone\n",
    "pip install <your package> \\\n  --upgrade 2>&1 | tee log\n",
]


def _by_pygments(language: str, code: str) -> object:
    tokens.tokens.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_OWN", {})
        found = tokens.tokens(language, code)
    tokens.tokens.cache_clear()
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
@example('"a{b["c"]}"')
@example('"{:"<5}"')
@example("'a\\\\'")
def test_python_is_read_as_pygments_reads_it(code: str) -> None:
    assert tokens.tokens("python", code) == _by_pygments("python", code)


@pytest.mark.skipif(
    tuple(map(int, version("pygments").split(".")[:2])) < (2, 21),
    reason="older lexers cut some words of shells otherwise",
)
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_SHELL), max_size=14).map("".join))
def test_a_shell_is_read_as_pygments_reads_it(code: str) -> None:
    assert tokens.tokens("bash", code) == _by_pygments("bash", code)


@pytest.mark.parametrize("code", _READ)
def test_usual_python_takes_no_pygments(code: str) -> None:
    assert python_tokens(code, code) is not None
    assert tokens.tokens("python", code) == _by_pygments("python", code)


@pytest.mark.parametrize("code", _READ_SHELL)
def test_usual_commands_take_no_pygments(code: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_by_lexer", None)
        found = tokens.tokens("bash", code)
    assert found == _by_pygments("bash", code)

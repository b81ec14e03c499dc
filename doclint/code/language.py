"""Owns the languages of code blocks: what an info string says, which names mean the same, what kind of block it is."""

import re
from functools import lru_cache
from typing import Literal

from doclint.regex import regex

Kind = Literal["code", "output", "prose", "diagram", "data", "markup"]


def _named(table: dict[str, str]) -> dict[str, str]:
    return {alias: name for name, aliases in table.items() for alias in aliases.split()}


_ALIASES = _named(
    {
        "bash": "sh shell zsh console shell-session shellsession sh-session bash-session terminal command "
        "commandline cli fish ksh",
        "bat": "cmd batch dos",
        "c": "h",
        "cpp": "c++ cxx cc hpp",
        "csharp": "c# cs",
        "diff": "patch udiff",
        "dockerfile": "docker containerfile",
        "dot": "gv graphviz",
        "elixir": "ex exs iex",
        "erlang": "erl",
        "go": "golang",
        "haskell": "hs",
        "hcl": "terraform tf",
        "html": "htm xhtml vue-html angular-html",
        "ini": "conf cfg properties dotenv env",
        "javascript": "js mjs cjs node js-vue",
        "json": "json5 jsonc jsonl jsonlines ndjson",
        "jinja": "jinja2 j2 django html+jinja html+django twig liquid nunjucks",
        "kotlin": "kt kts",
        "latex": "tex",
        "makefile": "make mk",
        "markdown": "md mkd mdown commonmark gfm markdoc mdoc",
        "objective-c": "objc obj-c objectivec",
        "output": "out console-output stdout stderr result results testoutput log logs traceback pytb py3tb error",
        "plantuml": "puml uml",
        "powershell": "ps1 ps pwsh posh",
        "protobuf": "proto",
        "python": "py python3 py3 python2 pycon python-console ipython ipython3 doctest python-repl testcode",
        "ruby": "rb irb",
        "rust": "rs",
        "text": "txt plaintext plain none nocode no-highlight nohighlight raw textfile unknown",
        "typescript": "ts mts cts",
        "yaml": "yml",
    }
)
_KINDS: dict[str, Kind] = {
    "output": "output",
    **dict.fromkeys(("", "text", "markdown", "rst", "asciidoc", "csv", "tsv", "tree", "filetree", "treeview"), "prose"),
    **dict.fromkeys(("bibtex", "email", "poetry"), "prose"),
    **dict.fromkeys(("mermaid", "dot", "plantuml", "d2", "ditaa", "ascii", "flowchart"), "diagram"),
    **dict.fromkeys(("yaml", "json", "toml", "ini"), "data"),
    **dict.fromkeys(("html", "xml", "svg", "vue", "jsx", "tsx", "mdx", "astro", "svelte", "latex"), "markup"),
    **dict.fromkeys(("handlebars", "jinja", "hugo", "go-html-template", "erb", "ejs"), "markup"),
}
# What a reader sees alike: retagging within a family is a matter of taste.
_FAMILIES = _named(
    {
        "javascript": "jsx",
        "typescript": "tsx",
        "markdown": "mdx",
        "html": "xml svg",
        "text": "output tree filetree treeview ascii",
        "bash": "bat powershell",
    }
)
_DIRECTIVES = frozenset("code code-block code-cell sourcecode literalinclude parsed-literal prompt doctest".split())
# `{.python .cell}`, `{python, echo=FALSE}`, `{code-block} python`, `{ .dockerfile .annotate }`
_BRACED = regex(r"\{\s*[.%]?([A-Za-z][\w+#-]*)?[^}]*\}?\s*([A-Za-z][\w+#-]*)?")
_WORD = regex(r"\.?(?:language-|lang-|text/x-)?([A-Za-z][\w+#-]*)(?![\w+#-]*\s*=\s*[\"'])")
_SUFFIX = regex(r"-(?:nolint|repl|static|interactive|example(?:-good|-bad)?)$")
_INNER = regex(r"\blang=[\"']?([\w+#-]+)")


# A capital first, several words, and nothing that code is made of; `SELECT` and `RUN` are no words of a sentence.
_SENTENCE = regex(r"[ \t>*-]*[¿¡\"“«]?[^\W\d_a-z][^\W\d_]*[^\W\dA-Z_](?:[ ,:'’-]+[^\s(){}\[\]=;|$\\<>&]+){3,}\s*")


@lru_cache(maxsize=512)
def is_text(body: str) -> bool:
    """Say whether at least half of a block's lines are sentences."""
    lines = [line for line in body.split("\n") if line.strip()]
    return 2 * sum(_SENTENCE.fullmatch(line) is not None for line in lines) >= len(lines) > 0


@lru_cache(maxsize=2048)
def normal(info: str) -> str:
    """Give the language that an info string names, aliases resolved: `python` for `py title="x"` and `{.python}`.

    An info string without a language gives `text`.
    """
    info = info.strip()
    if info.startswith("{"):
        braced = _BRACED.match(info)
        first, second = (braced[1] or "", braced[2] or "") if braced else ("", "")
        name = second if first in _DIRECTIVES else first
        if re.match(r"\{\s*" + re.escape(name) + r"\s*=", info):  # `{title="x"}`
            name = ""
    else:
        word = _WORD.match(info)
        name = word[1] if word else ""
    name = name.lower()
    if name not in _ALIASES and "-" in name:
        name = _SUFFIX.sub("", name.removesuffix("-vue"))
    return _ALIASES.get(name, name) or "text"


def word(info: str) -> str:
    """Give the language as the info string writes it, "" where it names none."""
    match = _WORD.match(info.strip())
    if match:
        return match[0]
    return normal(info) if info.strip().startswith("{") and normal(info) != "text" else ""


@lru_cache(maxsize=512)
def inner_language(info: str) -> str:
    """Give the language of what a diff changes, from `diff lang="js"`, `diff-js` or `js diff`; "" where none says."""
    named = _INNER.search(info)
    if named:
        return normal(named[1])
    dashed = re.match(r"diff-([\w+#]+)", info)
    return normal(dashed[1]) if dashed else ""


def same_language(source: str, translation: str) -> bool:
    """Say whether two info strings name the same language, whatever their titles and options."""
    return normal(source) == normal(translation)


def same_family(source: str, translation: str) -> bool:
    """Say whether two normalised languages are shown alike, such as `javascript` and `jsx`."""
    return _FAMILIES.get(source, source) == _FAMILIES.get(translation, translation)


@lru_cache(maxsize=512)
def is_language(language: str) -> bool:
    """Say whether a (normalised) name is one of a language that somebody knows, and no slip of the pen."""
    if language in _ALIASES.values() or language in _KINDS:
        return True
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return False
    return True


def kind(language: str) -> Kind:
    """Say what stands in a block of this (normalised) language."""
    return _KINDS.get(language, "code")

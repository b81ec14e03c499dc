"""Owns the languages of code blocks: what an info string says, which names mean the same, what kind of block it is."""

import re
from functools import lru_cache
from typing import Literal

Kind = Literal["code", "output", "prose", "diagram", "data", "markup"]

_ALIASES = {
    **dict.fromkeys(("py", "python3", "py3", "pycon", "python-console", "ipython", "ipython3", "doctest"), "python"),
    **dict.fromkeys(("sh", "shell", "zsh", "console", "shell-session", "shellsession", "sh-session", "bash-session"), "bash"),
    **dict.fromkeys(("terminal", "cmd", "command", "commandline"), "bash"),
    **dict.fromkeys(("js", "mjs", "cjs", "node"), "javascript"),
    **dict.fromkeys(("ts", "mts", "cts"), "typescript"),
    **dict.fromkeys(("yml",), "yaml"),
    **dict.fromkeys(("md", "mdx", "mkd", "mdoc", "markdoc"), "markdown"),
    **dict.fromkeys(("", "txt", "plaintext", "plain", "none", "no-highlight", "nohighlight"), "text"),
    **dict.fromkeys(("json5", "jsonc", "jsonl"), "json"),
    **dict.fromkeys(("htm", "xhtml", "vue-html"), "html"),
    **dict.fromkeys(("c++", "cxx", "hpp"), "cpp"),
    **dict.fromkeys(("c#", "cs"), "csharp"),
    **dict.fromkeys(("golang",), "go"),
    **dict.fromkeys(("rs",), "rust"),
    **dict.fromkeys(("rb",), "ruby"),
    **dict.fromkeys(("kt", "kts"), "kotlin"),
    **dict.fromkeys(("tex",), "latex"),
    **dict.fromkeys(("ps1", "ps", "pwsh", "posh"), "powershell"),
    **dict.fromkeys(("docker",), "dockerfile"),
    **dict.fromkeys(("make", "mk"), "makefile"),
    **dict.fromkeys(("patch", "udiff"), "diff"),
    **dict.fromkeys(("conf", "cfg", "properties", "dotenv", "env"), "ini"),
    **dict.fromkeys(("out", "console-output", "stdout", "stderr", "result", "results", "testoutput"), "output"),
    **dict.fromkeys(("gv", "graphviz"), "dot"),
    **dict.fromkeys(("puml", "uml"), "plantuml"),
}
_KINDS: dict[str, Kind] = {
    "output": "output",
    **dict.fromkeys(("text", "markdown", "rst", "asciidoc", "csv", "tree", "filetree"), "prose"),
    **dict.fromkeys(("mermaid", "dot", "plantuml", "d2", "ditaa", "ascii", "flowchart"), "diagram"),
    **dict.fromkeys(("yaml", "json", "toml", "ini", "xml"), "data"),
    **dict.fromkeys(("html", "vue", "jsx", "tsx", "astro", "svelte", "latex", "handlebars", "jinja", "liquid"), "markup"),
}
_WORD = re.compile(r"\{?[\s.{%]*([A-Za-z][\w+#-]*)")


@lru_cache(maxsize=2048)
def normal(info: str) -> str:
    """Give the language that an info string names, aliases resolved: `python` for `py title="x"` and `{.python}`."""
    match = _WORD.match(info)
    name = match[1].lower() if match else ""
    if "=" in info.split(" ")[0]:  # `title="x"` without a language
        name = ""
    return _ALIASES.get(name, name)


def same_language(source: str, translation: str) -> bool:
    """Say whether two info strings name the same language, whatever their titles and options."""
    return normal(source) == normal(translation)


def kind(language: str) -> Kind:
    """Say what stands in a block of this (normalised) language."""
    return _KINDS.get(language, "code")

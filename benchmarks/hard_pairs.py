"""Pairs of pages made to be hard, by name: what a page beside itself does not show. For pathological.py and tests."""

from collections.abc import Callable, Mapping

_K = 1_000


def _numbered(count: int, line: str) -> str:
    return "".join(line.replace("@", str(number)) for number in range(count))


def _words(count: int, step: int) -> str:
    """Give so many words that look like a language's and come again only after long."""
    parts = ("ka", "lo", "mi", "ne", "ru", "sa", "ti", "vo", "pe", "du", "fa")
    words = (parts[at % 11] + parts[at // 11 % 11] + parts[at // 121 % 11] for at in range(0, count * step, step))
    return " ".join(word + (".\n\n" if number % 40 == 39 else "") for number, word in enumerate(words))


PAIRS: Mapping[str, Callable[[], tuple[str, str]]] = {
    "unrelated prose": lambda: (_words(150 * _K, 7), _words(150 * _K, 13)),
    "unrelated headings": lambda: (
        _numbered(5 * _K, "## Part @\n\nText @.\n\n"),
        _numbered(5 * _K, "### Teil x@\n\nMehr davon, @ mal.\n\n"),
    ),
    "headings gone": lambda: (_numbered(5 * _K, "## Part @\n\nText @.\n\n"), "# Parte\n\nTexto.\n"),
    "headings reversed": lambda: (
        "".join(f"## Part {n}\n\nText {n}.\n\n" for n in range(1 * _K)),
        "".join(f"## Part {n}\n\nText {n}.\n\n" for n in reversed(range(1 * _K))),
    ),
    "other links": lambda: (
        _numbered(10 * _K, "See [a](https://example.com/a@).\n\n"),
        _numbered(10 * _K, "Mira [a](https://example.org/b@).\n\n"),
    ),
    "other links in one paragraph": lambda: (
        _numbered(10 * _K, "[a](https://example.com/a@) "),
        _numbered(10 * _K, "[a](https://example.org/b@) "),
    ),
    "other links to anchors": lambda: (
        _numbered(5 * _K, "[a](#a@) ") + "\n\n" + _numbered(5 * _K, "## a@\n\n"),
        _numbered(5 * _K, "[a](#b@) ") + "\n\n" + _numbered(5 * _K, "## b@\n\n"),
    ),
    "other images": lambda: (
        _numbered(10 * _K, "![a](a@.png)\n\n"),
        _numbered(10 * _K, "![a](b@.png)\n\n"),
    ),
    "other code spans": lambda: (
        _numbered(10 * _K, "Use `name_@`.\n\n"),
        _numbered(10 * _K, "Usa `nombre-@`.\n\n"),
    ),
    "other code spans in one paragraph": lambda: (
        _numbered(5 * _K, "`name_@` "),
        _numbered(5 * _K, "`nombre-@` "),
    ),
    "long code spans": lambda: (
        "`" + "a b " * 20 * _K + "`\n",
        "`" + "b c " * 20 * _K + "`\n",
    ),
    "other numbers": lambda: (_numbered(20 * _K, "1@ "), _numbered(20 * _K, "2@ ")),
    "other code blocks": lambda: (
        _numbered(3 * _K, "```python\na@ = f(@)\n```\n\n"),
        _numbered(3 * _K, "```python\nb@ = g(@, 1)\n```\n\n"),
    ),
    "code blocks reversed": lambda: (
        "".join(f"```python\na{n} = f({n})\n```\n\n" for n in range(3 * _K)),
        "".join(f"```python\na{n} = f({n})\n```\n\n" for n in reversed(range(3 * _K))),
    ),
    "long code, other lines": lambda: (
        "```python\n" + _numbered(20 * _K, "x@ = f(@)\n") + "```\n",
        "```python\n" + _numbered(20 * _K, "y@ = g(@)\n") + "```\n",
    ),
    "long code, lines gone": lambda: (
        "```python\n" + _numbered(20 * _K, "x@ = f(@)\n") + "```\n",
        "```python\n" + "".join(f"x{n} = f({n})\n" for n in range(20 * _K) if n % 7) + "```\n",
    ),
    "long output, other lines": lambda: (
        "```console\n" + _numbered(20 * _K, "$ a @\nb @\n") + "```\n",
        "```console\n" + _numbered(20 * _K, "$ c @\nd @\n") + "```\n",
    ),
    "long diagram, other nodes": lambda: (
        "```mermaid\ngraph TD\n" + _numbered(10 * _K, "a@ --> b@\n") + "```\n",
        "```mermaid\ngraph TD\n" + _numbered(10 * _K, "c@ --> d@\n") + "```\n",
    ),
    "long list, items gone": lambda: (
        _numbered(20 * _K, "- item number @\n"),
        "".join(f"- elemento número {n}\n" for n in range(20 * _K) if n % 5),
    ),
    "long table, rows gone": lambda: (
        "|a|b|\n|-|-|\n" + _numbered(20 * _K, "|a@|b|\n"),
        "|a|b|\n|-|-|\n" + "".join(f"|a{n}|b|\n" for n in range(20 * _K) if n % 5),
    ),
    "other components": lambda: (
        _numbered(3 * _K, "<Tip a='@'>\n\ntext @\n\n</Tip>\n\n"),
        _numbered(3 * _K, "<Note a='@'>\n\ntexto @\n\n</Note>\n\n"),
    ),
    "other anchors": lambda: (
        _numbered(5 * _K, "## Part @ {#part-@}\n\n"),
        _numbered(5 * _K, "## Parte @ {#parte-@}\n\n"),
    ),
    "other front matter": lambda: (
        "---\n" + _numbered(30 * _K, "a@: b\n") + "---\n",
        "---\n" + _numbered(30 * _K, "c@: b\n") + "---\n",
    ),
    "paragraphs of 400 letters": lambda: (
        _words(120 * _K, 3).replace(".\n\n", "\n\n"),
        _words(120 * _K, 5).replace(".\n\n", "\n\n"),
    ),
    "damage beside its cure": lambda: (
        "áéñ ü “a” — b…\n\n" * 5 * _K,
        ("áéñ ü “a” — b…\n\n" * 5 * _K).encode().decode("cp1252", "replace"),
    ),
    "signs lost": lambda: (
        _numbered(5 * _K, "palabra@ año niñez@\n\n"),
        _numbered(5 * _K, "palabra@ a\ufffdo ni\ufffdez@\n\n"),
    ),
    "question marks": lambda: (
        _numbered(5 * _K, "palabra@ año niñez@\n\n"),
        _numbered(5 * _K, "palabra@ a?o ni?ez@\n\n"),
    ),
    "a page and nothing": lambda: (_words(150 * _K, 7), ""),
    "nothing and a page": lambda: ("", _words(150 * _K, 7)),
    "untranslated": lambda: (_words(150 * _K, 7),) * 2,
    "glossary, other order": lambda: (
        "# Glossary\n\n" + "".join(f"## {chr(65 + n % 26)}{n}\n\nText about {n}.\n\n" for n in range(2 * _K)),
        "# Glosario\n\n"
        + "".join(f"## {chr(65 + n * 7 % 26)}{n}\n\nTexto sobre {n}.\n\n" for n in reversed(range(2 * _K))),
    ),
    "paragraphs split": lambda: (
        _numbered(5 * _K, "The first one is @. The second one is @.\n\n"),
        _numbered(5 * _K, "El primero es @.\n\nEl segundo es @.\n\n"),
    ),
    "the same number, ten thousand times": lambda: ("1.2.3.4 " * 10 * _K, "1.2.3.5 " * 10 * _K),
    "long headings": lambda: ("# " + _words(20 * _K, 7).replace("\n", ""), "# " + _words(20 * _K, 5).replace("\n", "")),
    "answers of a session": lambda: (
        "```pycon\n" + _numbered(10 * _K, ">>> f(@)\n@\n") + "```\n",
        "```pycon\n" + _numbered(10 * _K, ">>> f(@)\n@.0\n") + "```\n",
    ),
    "terms of a list, other order": lambda: (
        "".join(f"- **Term{n}**: text about `x{n}`.\n" for n in range(5 * _K)),
        "".join(f"- **Término{n}**: texto sobre `x{n}`.\n" for n in reversed(range(5 * _K))),
    ),
}

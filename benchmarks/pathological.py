"""Measures what pages made to be hard cost: time and memory of `doclint check` on each, beside itself or another.

    python benchmarks/pathological.py [--only NAME] [--most-seconds 10] [--most-mb 500]

The exit status is 1 if a page takes longer or more memory than the limits, or ends in an unexpected failure.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hard_pairs import PAIRS

_ROOT = Path(__file__).parents[1]
_K, _M = 1_000, 1_000_000
_WORDS = "the ship sails over the quiet sea and nobody knows where it goes "


def _numbered(count: int, line: str) -> str:
    return "".join(line.replace("@", str(number)) for number in range(count))


PAGES: Mapping[str, Callable[[], str]] = {
    "deep quotes": lambda: ">" * 20 * _K + " a\n",
    "deep quotes, many lines": lambda: (">" * 500 + " a\n") * 200,
    "deep lists": lambda: "".join("  " * depth + "- a\n" for depth in range(1500)),
    "deep lists on one line": lambda: "- " * 10 * _K + "a\n",
    "deep quotes and lists": lambda: "> - " * 5 * _K + "a\n",
    "deep emphasis": lambda: "*a **b " * 20 * _K,
    "closed emphasis": lambda: "*" * 50 * _K + "a" + "*" * 50 * _K,
    "mixed emphasis": lambda: "*a_ " * 50 * _K,
    "brackets open": lambda: "[" * 100 * _K,
    "brackets nested": lambda: "[" * 50 * _K + "a" + "]" * 50 * _K,
    "links open": lambda: "[a](" * 50 * _K,
    "links in angles": lambda: "[a](<b" * 50 * _K,
    "images nested": lambda: "![" * 20 * _K + "a" + "](b)" * 20 * _K,
    "links nested": lambda: "[" * 20 * _K + "a" + "](b)" * 20 * _K,
    "references nested": lambda: "[a][" * 50 * _K,
    "backticks of every length": lambda: "".join("a" + "`" * length for length in range(1, 1200)),
    "backticks open": lambda: "`a " * 100 * _K + "``",
    "fences open": lambda: "```\na\n\n" * 20 * _K + "~~~~\n",
    "fences like indented code": lambda: "    ```\n" * 40 * _K,
    "headings in a comment": lambda: "<!--\n\n## a\n\n" * 20 * _K,
    "tags open": lambda: "<a " * 100 * _K,
    "tags with attributes": lambda: "<a b='c' " * 50 * _K,
    "angles": lambda: "<" * 200 * _K,
    "comments open": lambda: "<!-- a\n\n" * 50 * _K,
    "comments in a line": lambda: "a <!-- " * 50 * _K,
    "declarations open": lambda: "<!A <? <![CDATA[ " * 20 * _K,
    "entities": lambda: "&amp;&#xe1;&notit;" * 30 * _K,
    "ampersands": lambda: "&" * 300 * _K,
    "backslashes": lambda: "\\" * 300 * _K,
    "braces": lambda: "{" * 100 * _K + "}" * 100 * _K,
    "braces in a heading": lambda: "# a " + "{#" * 20 * _K + "\n",
    "parentheses": lambda: "(" * 200 * _K,
    "quotation marks": lambda: "\"'" * 100 * _K,
    "shortcodes open": lambda: "{{< a " * 50 * _K,
    "admonitions open": lambda: "::: note\n\n" * 10 * _K,
    "components open": lambda: "<Tip>\n\n" * 20 * _K,
    "details nested": lambda: "<details>\n\n" * 2 * _K + "a\n\n" + "</details>\n\n" * 2 * _K,
    "addresses": lambda: "https://example.com/a_(b " * 20 * _K,
    "one address": lambda: "https://example.com/" + "a(" * 100 * _K,
    "mail addresses": lambda: "a.b" * 50 * _K + "@" + "c." * 50 * _K,
    "a line of a megabyte": lambda: _WORDS * (_M // len(_WORDS)) + "\n",
    "a word of a megabyte": lambda: "a" * _M + "\n",
    "digits": lambda: "1" * _M + "\n",
    "numbers": lambda: "1,234.5 " * 100 * _K,
    "a heading of a megabyte": lambda: "# " + "a " * (_M // 2) + "\n",
    "a code line of a megabyte": lambda: "```python\n" + "x = [" + "1, " * (_M // 3) + "\n```\n",
    "code with brackets": lambda: "```python\n" + "(" * 100 * _K + "\n```\n",
    "code with quotes": lambda: "```python\n" + "'\"" * 50 * _K + "\n```\n",
    "code of many lines": lambda: "```python\n" + _numbered(20 * _K, "x@ = f(@)  # a\n") + "```\n",
    "a session of many lines": lambda: "```console\n" + _numbered(20 * _K, "$ a @\nb\n") + "```\n",
    "a JSON file": lambda: "```json\n" + "[" * 50 * _K + "\n```\n",
    "a diagram": lambda: "```mermaid\ngraph TD\n" + _numbered(10 * _K, "a@ --> b@\n") + "```\n",
    "unknown language": lambda: "```" + "a" * 100 * _K + "\nx\n```\n",
    "reference definitions": lambda: _numbered(30 * _K, "[a@]: https://example.com/@\n"),
    "references": lambda: _numbered(10 * _K, "[a@] and [b][a@]\n\n") + _numbered(10 * _K, "[a@]: b@\n"),
    "one definition often": lambda: "[a]: b\n" * 30 * _K,
    "footnotes": lambda: _numbered(10 * _K, "a[^@]\n\n[^@]: b\n\n"),
    "a wide table": lambda: "|" + "a|" * 5 * _K + "\n|" + "-|" * 5 * _K + "\n" + ("|" + "b|" * 5 * _K + "\n") * 4,
    "a wide table, short rows": lambda: "|" + "a|" * 20 * _K + "\n|" + "-|" * 20 * _K + "\n" + "|b|\n" * 1000,
    "a long table": lambda: "|a|b|\n|-|-|\n" + _numbered(20 * _K, "|a@|b|\n"),
    "tables open": lambda: "|a|\n|-|\n" * 10 * _K,
    "blank lines": lambda: "\n" * _M,
    "blank lines, returns": lambda: "\r" * _M,
    "spaces": lambda: " " * _M + "a\n",
    "tabs": lambda: "\t" * _M + "a\n",
    "lines of one letter": lambda: "a\n" * 300 * _K,
    "paragraphs of one letter": lambda: "a\n\n" * 20 * _K,
    "headings": lambda: _numbered(5 * _K, "## Part @\n\nText @.\n\n"),
    "headings all alike": lambda: "## Part\n\nText.\n\n" * 3 * _K,
    "list of many items": lambda: _numbered(20 * _K, "- item @\n"),
    "rules": lambda: "---\n" * 50 * _K,
    "setext": lambda: "a\n=\n" * 10 * _K,
    "front matter open": lambda: "---\n" + _numbered(30 * _K, "a@: b\n"),
    "front matter, nested": lambda: "---\na: " + "[" * 20 * _K + "\n---\n",
    "front matter, aliases": lambda: (
        "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9))
        + "t:  x: y\n---\n"
    ),
    "front matter of TOML": lambda: "+++\na = " + "[" * 20 * _K + "\n+++\n",
    "zero bytes": lambda: "\0" * 500 * _K,
    "bidi signs": lambda: "\u202e\u2066" * 100 * _K,
    "joiners": lambda: "\u200d" * 300 * _K,
    "combining marks": lambda: "a" + "\u0301" * 300 * _K,
    "mojibake": lambda: "Ã¡Ã©Ã± " * 50 * _K,
    "mojibake, thrice": lambda: (
        ("ñ á ".encode().decode("cp1252", "replace").encode().decode("cp1252", "replace")) * 10000
    ),
    "one word of mojibake": lambda: "Ã¡" * 200 * _K,
    "replacement characters": lambda: "a\ufffd " * 50 * _K,
    "escaped entities": lambda: "&amp;amp;amp; " * 30 * _K,
    "residue of scrapes": lambda: _numbered(20 * _K, "| @ | a |\n"),
    "allowances": lambda: "<!-- doclint: allow changed-code -->\n\na\n\n" * 3 * _K,
    "anchors": lambda: _numbered(10 * _K, '<a id="a@"></a>\n\n'),
    "links to anchors": lambda: _numbered(10 * _K, "[a](#b@)\n\n"),
    "links to pages": lambda: _numbered(5 * _K, "[a](page@.md#b)\n\n"),
    "one heading, ten thousand times": lambda: "## Part\n\n" * 10 * _K,
    "one link, twenty thousand times": lambda: "[a](b.md)\n\n" * 20 * _K,
    "one anchor, linked to": lambda: "[a](#a) " * 10 * _K + "\n\n" + "## a\n\n" * 5 * _K,
    "one anchor, set": lambda: '<a id="a"></a>\n\n' * 10 * _K,
    "a very long table": lambda: "|a|b|\n|-|-|\n" + _numbered(50 * _K, "|@|b|\n"),
    "a very wide table": lambda: (
        "|" + "a|" * 10 * _K + "\n|" + "-|" * 10 * _K + "\n" + ("|" + "b|" * 10 * _K + "\n") * 9
    ),
    "fences closed": lambda: _numbered(10 * _K, "```py\nx@ = @\n```\n\n"),
    "fences that lost their end": lambda: _numbered(
        5 * _K, "```py\nx@ = @\n\nThis is a sentence about @, and it goes on.\n\n"
    ),
    "directives open": lambda: "```{note}\n\na\n\n" * 5 * _K,
    "directives nested": lambda: (
        "".join("`" * n + "{note}\n" for n in range(1500, 2, -1))
        + "a\n"
        + "".join("`" * n + "\n" for n in range(3, 1500))
    ),
    "admonitions nested": lambda: "".join("    " * n + "!!! note\n\n" for n in range(1000)) + "    " * 1000 + "a\n",
    "tabs nested": lambda: "".join("    " * n + '=== "T"\n\n' for n in range(1000)) + "    " * 1000 + "a\n",
    "admonitions, indented": lambda: "!!! note\n    a\n\n" * 20 * _K,
    "MDX comments open": lambda: "{/* a\n\n" * 50 * _K,
    "imports": lambda: "import a from 'b'\n" * 50 * _K,
    "Liquid in a line": lambda: "a {% b {{ c " * 50 * _K,
    "Jinja nested": lambda: "{{" * 50 * _K + "}}" * 50 * _K,
    "shortcodes nested": lambda: "{{< a >}}\n" * 20 * _K + "{{< /a >}}\n" * 20 * _K,
    "HTML nested": lambda: "<div>\n" * 20 * _K + "a\n" + "</div>\n" * 20 * _K,
    "HTML nested in a line": lambda: "a " + "<b>" * 50 * _K + "a" + "</b>" * 50 * _K,
    "components in a line": lambda: "<A><B c={d}>" * 20 * _K,
    "a tag open over many lines": lambda: "<A\n" + "b={c}\n" * 50 * _K,
    "definition lists": lambda: "a\n: b\n\n" * 20 * _K,
    "footnotes, unused": lambda: _numbered(20 * _K, "[^@]: a\n"),
    "formulas": lambda: "$$\na\n$$\n\n" * 20 * _K,
    "front matter, many anchors": lambda: "---\n" + _numbered(20 * _K, "a@: &a@ b: c\n") + "---\n",
    "front matter, deep": lambda: "---\n" + "".join(" " * n + "a:\n" for n in range(1500)) + "@: : a\n---\n",
    "front matter of TOML, deep": lambda: "+++\n[" + "a." * 20 * _K + "b]\n+++\n",
    "line separators": lambda: "a   b " * 100 * _K,
    "emoji": lambda: "👩\u200d👩\u200d👧\u200d👦" * 50 * _K,
    "Chinese": lambda: "船在平静的海上航行。" * 30 * _K,
    "50 MB": lambda: (_WORDS + "\n\n") * (50 * _M // (len(_WORDS) + 2)),
    "9 MB": lambda: (_WORDS * 5 + "\n\n") * (9 * _M // (5 * len(_WORDS) + 2)),
}


def _twice(make: Callable[[], str]) -> tuple[str, str]:
    text = make()
    return text, text.replace("the", "el")


def measure(source: str, translation: str, command: list[str], limit: float) -> tuple[float, float, int, str]:
    """Give seconds, megabytes, exit status and the first line on stderr of a check of two pages."""
    with TemporaryDirectory() as box:
        for language in ("en", "es"):
            page = Path(box, "docs", language, "page.md")
            page.parent.mkdir(parents=True)
            page.write_text(source if language == "en" else translation, encoding="utf-8", newline="")
            (page.parent / "index.md").write_text("# A\n", encoding="utf-8")
        said = Path(box, "said")
        with said.open("wb") as errors, Path(box, "out").open("wb") as out:
            run = subprocess.Popen(
                ["/bin/sh", "-c", f'ulimit -t {limit:.0f}; exec "$@"', "sh", *command],
                cwd=box,
                stdout=out,
                stderr=errors,
                env=os.environ | {"PYTHONPATH": str(_ROOT)},
            )
            _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        lines = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, run.returncode, lines[0] if lines else ""


def main() -> int:
    """Measure each page and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    parser.add_argument("--most-seconds", type=float, default=10)
    parser.add_argument("--most-mb", type=float, default=500)
    given = parser.parse_args()
    command = [sys.executable, "-m", "doclint", "check", "docs", "--min-severity", "info", "--quiet"]
    bad = []
    print(f"{'page':36} {'MB':>6} {'s':>7} {'MB used':>8} {'status':>6}")
    beside_itself = {name: partial(_twice, make) for name, make in PAGES.items()}
    for name, pair in {**beside_itself, **PAIRS}.items():
        if given.only not in name:
            continue
        text, translation = pair()
        seconds, used, status, said = measure(text, translation, command, 2 * given.most_seconds)
        over = seconds > given.most_seconds or used > given.most_mb or status not in (0, 1)
        bad += [name] if over else []
        size = max(len(text.encode("utf-8")), len(translation.encode("utf-8"))) / _M
        print(
            f"{name:36} {size:6.2f} {seconds:7.2f} {used:8.0f} {status:6} {'<- ' if over else ''}{said[:120]}",
            flush=True,
        )
    print(f"{len(bad)} over the limits: {', '.join(bad) or 'none'}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())

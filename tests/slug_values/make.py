"""Makes the values of mkdocs, mkdocs-unicode, myst and hugo with the real renderers. See README.md in this folder."""

import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VALUES = HERE.parent / "data" / "slugs"
PAGES = [page.split("\n") for page in (HERE / "headings.txt").read_text("utf-8").strip().split("\n\n")]


def written(page: list[str], pin: str) -> list[str]:
    """Write `words @@ id` as the dialect writes explicit ids; `pin` is empty where it has none."""
    pairs = [line.partition(" @@ ")[::2] for line in page]
    return [text + pin.replace("ID", name) if name else text for text, name in pairs]


def make(dialect: str, pin: str, render: Callable[[str], list[str]]) -> None:
    """Write the ids that `render` makes of each page's headings."""
    made = []
    for page in PAGES:
        headings = written(page, pin)
        ids = render("".join(f"## {heading}\n\n" for heading in headings))
        if len(ids) != len(headings):
            sys.exit(f"{dialect}: {len(ids)} ids for {len(headings)} headings")
        made.append(list(zip(headings, ids, strict=True)))
    lines = (",\n".join("  " + json.dumps(pair, ensure_ascii=False) for pair in page) for page in made)
    (VALUES / f"{dialect}.json").write_text("[[\n" + "\n ],[\n".join(lines) + "\n]]\n", "utf-8")


def ids_of(text: str) -> list[str]:
    """Read the ids of second-level headings from HTML."""
    heads = re.findall(r"<h2\b([^>]*)>", text)
    found = [re.search(r"\bid=\"([^\"]*)\"|\bid=([^\s>]+)", head) for head in heads]
    return [html.unescape(match[1] or match[2] or "") if match else "" for match in found]


def python_markdown(**toc: object) -> Callable[[str], list[str]]:
    """Render as MkDocs does."""
    import markdown

    def render(text: str) -> list[str]:
        options = {"toc": toc}
        extensions = ["toc", "tables", "fenced_code", "attr_list"]
        return ids_of(markdown.markdown(text, extensions=extensions, extension_configs=options))

    return render


def sections(text: str) -> list[Any]:
    """Parse a page with MyST-Parser and give its sections."""
    from docutils.core import publish_doctree
    from docutils.nodes import section
    from myst_parser.docutils_ import Parser

    settings = {
        "myst_heading_anchors": 6,
        "report_level": 5,
        "doctitle_xform": False,
        "sectsubtitle_xform": False,
        "auto_id_prefix": "id",
    }
    tree = publish_doctree("# The page itself\n\n" + text, parser=Parser(), settings_overrides=settings)
    return list(tree.findall(section))[1:]


def myst(text: str) -> list[str]:
    """Give the slugs that MyST-Parser resolves `#fragment` links with."""
    return [node.get("slug", "") for node in sections(text)]


def docutils(text: str) -> list[str]:
    """Give the ids that Sphinx writes into the HTML of the same page."""
    return [node["ids"][0] for node in sections(text)]


def hugo(binary: str) -> Callable[[str], list[str]]:
    """Build a site of one page."""

    def render(text: str) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, content in {
                "hugo.toml": "disableKinds = ['taxonomy', 'term', 'rss', 'sitemap']\n",
                "layouts/home.html": "{{ .Content }}",
                "layouts/index.html": "{{ .Content }}",
                "content/_index.md": text,
            }.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(content, "utf-8")
            subprocess.run([binary, "--quiet"], cwd=root, check=True)
            return ids_of((root / "public" / "index.html").read_text("utf-8"))

    return render


if __name__ == "__main__":
    from pymdownx.slugs import slugify

    make("mkdocs", " { #ID }", python_markdown())
    make("mkdocs-unicode", " { #ID }", python_markdown(slugify=slugify(case="lower")))
    make("myst", "", myst)
    make("docutils", "", docutils)
    make("hugo", " {#ID}", hugo(sys.argv[1] if len(sys.argv) > 1 else "hugo"))

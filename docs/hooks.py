"""Owns what the site adds to the pages in `docs/`: the README and the rules' own pages, taken from where they stand."""

import re
from pathlib import Path

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
_RULE = re.compile(r"\| `([a-z0-9-]+)` \|")
# In a browser a card would be a puzzle, and an example is shown as it is written.
_CARD = re.compile(r"^```toml\n.*?^```\n", re.DOTALL | re.MULTILINE)


def on_files(files: Files, config: dict) -> Files:
    """Add the pages that stand elsewhere in the repository."""
    start = "# doclint\n\n[English](en/index.md) · [Español](es/index.md)\n"
    files.append(File.generated(config, "index.md", content=start))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    files.append(File.generated(config, "en/readme.md", content=re.sub(r"\]\((?!http)[^)]*\)", "]", readme)))
    for page in sorted((ROOT / "rules").glob("*.md")):
        text = _CARD.sub("", page.read_text(encoding="utf-8"), count=1)
        files.append(File.generated(config, f"en/rules/{page.name}", content=text))
    return files


def on_page_markdown(markdown: str, page: object, **_: object) -> str:
    """Link each rule in the tables of rules to its page."""
    source = page.file.src_uri
    if not source.endswith("/rules.md"):
        return markdown
    folder = "rules" if source.startswith("en/") else "../en/rules"
    return _RULE.sub(lambda match: f"| [`{match[1]}`]({folder}/{match[1]}.md) |", markdown)

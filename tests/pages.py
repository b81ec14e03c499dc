"""Owns the reading of rule pages as tests: their Bad and Good sections become small sites with expected findings."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from doclint.config import Config
from doclint.engine import document, examine
from doclint.engine.named import examine_extract
from doclint.model import MissingPage, Page, PagePair, Past, Revision, Scope, Severity, Term
from doclint.outcome import Outcome
from doclint.terms.entries import from_tables

_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=mark)[ \t]*$", re.DOTALL | re.MULTILINE)
_SECTION = re.compile(r"^## (?P<title>(?:Bad|Good)\b.*)$", re.MULTILINE)
_ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]+)\}|\\x\{([0-9A-Fa-f]{2})\}")


NOWHERE = Path("/nowhere")


def write_pages(root: Path, pages: Mapping[str, str | bytes]) -> Path:
    """Write pages by their names below a folder, and give that folder."""
    for name, text in pages.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


@dataclass
class Example:
    """One example of a rule page: pages by (language, path), the findings it shows, and the pages after the fix.

    `older` are earlier versions of source pages by path, each with its date, the oldest first; `terms` is a term base.
    `files` are what else is on disk, by name; the pages of an example that has any are written to disk as well.
    """

    rule: str
    title: str
    pages: dict[tuple[str, str], bytes] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    fixed: dict[tuple[str, str], bytes] = field(default_factory=dict)
    older: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)


def unescape(text: str) -> bytes:
    """Turn `\\u{XXXX}` and `\\x{NN}` into the code point and the byte that they stand for."""
    out = b""
    at = 0
    for match in _ESCAPE.finditer(text):
        out += text[at : match.start()].encode()
        out += chr(int(match[1], 16)).encode("utf-8", "surrogatepass") if match[1] else bytes([int(match[2], 16)])
        at = match.end()
    return out + text[at:].encode()


def examples(rule: str, page: str) -> Iterator[Example]:
    """Yield the examples of one rule page."""
    fences = list(_FENCE.finditer(page))
    heads = [head for head in _SECTION.finditer(page) if not any(f.start() < head.start() < f.end() for f in fences)]
    ends = [*(head.start() for head in heads[1:]), len(page)][: len(heads)]
    for head, end in zip(heads, ends, strict=True):
        example = Example(rule, head["title"])
        for fence in fences:
            if not head.start() < fence.start() < end:
                continue
            words = fence["info"].split()
            if words[:1] == ["findings"]:
                example.findings += [line for line in fence["body"].splitlines() if line.strip()]
            elif words[:1] == ["terms"]:
                read, faults = from_tables(tomllib.loads(fence["body"]))
                assert not faults, faults
                example.terms = tuple(read)
            elif words[:1] == ["text"] and len(words) > 1:
                example.pages[words[1], "page.txt"] = unescape(fence["body"])
            elif words[:1] == ["file"]:
                example.files[words[1]] = unescape(fence["body"])
            elif words[:1] in (["markdown"], ["mdx"]) and len(words) > 1:
                if words[-1].startswith("@"):
                    example.older.setdefault(words[2], []).append((words[-1][1:], unescape(fence["body"])))
                    continue
                fixed = words[-1] == "fixed"
                default = "page.md" if words[0] == "markdown" else "page.mdx"
                path = words[2] if len(words) > 2 + fixed else default
                into = example.fixed if fixed else example.pages
                into[words[1], path] = unescape(fence["body"])
        yield example


def scope_of(pages: dict[tuple[str, str], bytes], *, lists_pages: bool, root: Path = NOWHERE) -> Scope:
    """Build the scope that discovery would find for these pages, each at `LANG/PATH` below `root`."""
    made = {key: Page(root / key[0] / key[1], f"{key[0]}/{key[1]}", key[0]) for key in sorted(pages)}
    languages = sorted({language for language, _ in made} - {"en"})
    sources = sorted(path for language, path in made if language == "en")
    pairs = tuple(
        PagePair(made["en", path], page)
        for (language, path), page in made.items()
        if language != "en" and path in sources
    )
    missing = tuple(
        MissingPage(made["en", path], language, f"{language}/{path}")
        for path in sources
        for language in languages
        if (language, path) not in made
    )
    orphans = tuple(page for (language, path), page in made.items() if language != "en" and path not in sources)
    if not lists_pages:
        missing, orphans = (), ()
    return Scope(root, tuple(made.values()), pairs, missing, orphans)


def past_of(older: dict[str, list[tuple[str, bytes]]]) -> Callable[[Path], Past]:
    """Make a past of the older versions that an example shows: commits are numbered, the oldest is 1."""

    def past(page: Path) -> Past:
        versions = [
            Revision(f"{number:08}{'0' * 32}", date, f"Change {number}", data.decode())
            for number, (date, data) in enumerate(older.get(page.as_posix().rpartition("en/")[2], ()), 1)
        ]
        by_commit = {version.commit[:8]: version for version in versions}
        return Past(lambda: tuple(reversed(versions)), lambda commit: by_commit.get(commit[:8]))

    return past


def run(
    pages: dict[tuple[str, str], bytes],
    *,
    lists_pages: bool = False,
    older: dict[str, list[tuple[str, bytes]]] | None = None,
    terms: tuple[Term, ...] = (),
    files: dict[str, bytes] | None = None,
) -> Outcome:
    """Run every rule, at every severity, on a small site that is held in memory or, with `files`, on disk."""
    with TemporaryDirectory() as folder, chdir(folder):  # no file of the project tells anything about the site
        root = Path(folder) if files else NOWHERE
        for name, content in (files or {}).items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        for (language, path), content in (pages if files else {}).items():
            (root / language / path).parent.mkdir(parents=True, exist_ok=True)
            (root / language / path).write_bytes(content)
        return _run(scope_of(pages, lists_pages=lists_pages, root=root), pages, older or {}, terms)


def _run(
    scope: Scope,
    pages: dict[tuple[str, str], bytes],
    older: dict[str, list[tuple[str, bytes]]],
    terms: tuple[Term, ...],
) -> Outcome:
    """Run the rules; a page.txt is text taken out of a page, and is compared with the Markdown beside it."""
    data = {f"{language}/{path}": content for (language, path), content in pages.items()}
    documents = {page.name: document(data[page.name], page.name, page.language) for page in scope.pages}
    config = Config(min_severity=Severity.INFO, term_base=terms)
    if any(path == "page.txt" for _, path in pages):
        page, extract = sorted(scope.pages, key=lambda page: page.name.endswith(".txt"))
        scope = Scope(scope.root, scope.pages, (PagePair(page, extract),))
        return examine_extract(scope, documents, config, extract_is_source=False)
    return examine(scope, documents, config, frozenset(documents), past=past_of(older))


def shown(outcome: Outcome, rule: str) -> list[str]:
    """Write findings as rule pages do: `es:3:1: message`; those of other rules with the rule's name before."""
    lines = []
    for problem in outcome.problems:
        finding = problem.finding
        path = finding.document.path.removesuffix("/page.md").removesuffix("/page.mdx")
        line, column = finding.document.position(finding.span.start)
        other = "" if problem.rule == rule else f"[{problem.rule}] "
        lines.append(f"{path}:{line}:{column}: {other}{finding.message}")
    return lines

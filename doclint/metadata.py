"""Owns the keys at the head of a page: which there are, what they say, and where a generator cannot read them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from doclint.model import Document, Pair, Span
from doclint.regex import regex
from doclint.text.front import front_matter

__all__ = ["Keys", "bare", "broken_line", "keys", "usual"]

_KEY = regex(r"^(?P<key>[A-Za-z_][\w.-]*)[ \t]*(?::(?=[ \t\r]|$)|=)[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)
# What breaks YAML most often: a second colon, a tab, a quote that is not closed, a sign that means something.
_DOUBTFUL = regex(
    r"^[\w.-]+:[ \t]++(?:[^\"'\[{|>#\n][^\n]*:(?:[ \t]|$)|\"[^\"\n]*$|'[^'\n]*$|[@`%&*])|^[ ]*\t|^[\w.-]+:[^\s:]",
    re.MULTILINE,
)
_FEWEST = 5  # translated pages that show a habit of the site
_KEPT = 0.85  # of the pages whose source has a key
_HEAD_LINES, _BEFORE_KEYS = 40, 2  # a head that is not read is looked for in so many lines, and begins soon
_EQUAL = 0.95  # of the pages that have it on both sides

Keys = Mapping[str, tuple[str, Span]]
"""What stands behind each key on its line, and where key and value stand."""


def keys(page: Document) -> Keys:
    """Give the keys of a page's metadata that stand at the margin; those of TOML's tables are left out."""
    block = front_matter(page.text)
    if block is None:
        return {}
    start = page.text.find(block.text, block.span.start) if block.text else block.span.start
    table = block.text.find("\n[") if block.syntax == "toml" else -1
    text = block.text[: table + 1] if table >= 0 else block.text
    return {
        match["key"]: (
            match["value"].strip(),
            Span(start + match.start(), start + len(match[0].rstrip()) + match.start()),
        )
        for match in _KEY.finditer(text)
    }


def bare(value: str) -> str:
    """Give a value without its quotes."""
    return value.strip("\"'")


def usual(pairs: Sequence[Pair]) -> tuple[frozenset[str], frozenset[str]]:
    """Learn which keys translations keep, and which of them with the source's value."""
    wanted: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    for pair in pairs:
        ours, theirs = keys(pair.source), keys(pair.translation)
        if ours and theirs:
            wanted.update(ours.keys())
            kept.update(ours.keys() & theirs.keys())
            equal.update(key for key in ours.keys() & theirs.keys() if bare(ours[key][0]) == bare(theirs[key][0]))
    common = {key for key in kept if kept[key] >= _FEWEST and kept[key] >= _KEPT * wanted[key]}
    same = {key for key in kept if equal[key] >= _FEWEST and equal[key] >= _EQUAL * kept[key]}
    return frozenset(common), frozenset(same)


def unread_head(page: Document, source: Document) -> tuple[Span, str] | None:
    """Give the lines of a head that is not read as one, and what is wrong with the lines around it.

    That these lines are a head is told by the keys of the source's. None where the page has a head, or lines unlike it.
    """
    block, known = front_matter(source.text), keys(source)
    if block is None or not known or front_matter(page.text) is not None:
        return None
    mark = "---" if block.syntax == "yaml" else "+++"
    lines = page.text.split("\n", _HEAD_LINES)[:_HEAD_LINES]
    told = [number for number, line in enumerate(lines) if (found := _KEY.search(line)) and found["key"] in known]
    if not told or told[0] > _BEFORE_KEYS:
        return None
    above = [line for line in lines[: told[0]] if line.strip()]
    end = next((number for number in range(told[-1] + 1, len(lines)) if lines[number].strip() == mark), told[-1])
    if len(told) == 1 and len(known) > 1 and end == told[0]:  # one line may be text that only looks like a key
        return None
    span = Span(0, sum(len(line) + 1 for line in lines[:end]) + len(lines[end].rstrip()))
    if not above and page.text.startswith(lines[told[0]]):
        cure = f"the line `{mark}` that begins it is missing above line 1"
    elif above == [mark] and page.text.startswith(mark):
        cure = f"the line `{mark}` that ends it is missing after line {told[-1] + 1}"
    elif above == [mark]:
        cure = f"it must begin on the first line: remove what stands above `{mark}`"
    else:
        cure = f"its first line must be `{mark}` and nothing else; here it is “{lines[0].strip()[:40]}”"
    return span, cure


def broken_line(page: Document) -> Span | None:
    """Give the line at which the head of a page cannot be read; None where it can."""
    block = front_matter(page.text)
    if block is None or "{{" in block.text:
        return None
    line = _broken_toml(block.text) if block.syntax == "toml" else _broken_yaml(block.text)
    if line is None:
        return None
    first = page.position(page.text.find(block.text, block.span.start))[0]
    number = first + min(line, block.text.count("\n"))
    start = page.line_starts[number - 1]
    return Span(start, start + len(page.line(number)))


def _broken_yaml(text: str) -> int | None:
    """Give the line, from 0, that is no YAML."""
    if not _DOUBTFUL.search(text):
        return None
    import yaml

    try:
        yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (one of the safe ones)
    except yaml.MarkedYAMLError as error:
        return error.problem_mark.line if error.problem_mark else 0
    except (
        yaml.YAMLError,
        ValueError,
        RecursionError,
    ):  # a date that is none, say: the generator has its own say on these
        return None
    return None


def _broken_toml(text: str) -> int | None:
    """Give the line, from 0, that is no TOML."""
    from doclint.text.toml import TomlError, loads

    try:
        loads(text)
    except TomlError as error:
        place = re.search(r"at line (\d+)", str(error))
        return int(place[1]) - 1 if place else text.count("\n")
    return None

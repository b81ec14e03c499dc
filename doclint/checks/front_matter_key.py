"""See rules/front-matter-key.md."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from doclint.model import Document, Finding, FrontMatter, Pair, Place, Site, Span

_KEY = re.compile(r"^(?P<key>[A-Za-z_][\w.-]*)[ \t]*(?::(?=[ \t\r]|$)|=)[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)
# What breaks YAML most often: a second colon, a tab, a quote that is not closed, a sign that means something.
_DOUBTFUL = re.compile(
    r"^[\w.-]+:[ \t]+(?:[^\"'\[{|>#\n][^\n]*:(?:[ \t]|$)|\"[^\"\n]*$|'[^'\n]*$|[@`%&*])|^[ ]*\t|^[\w.-]+:[^\s:]",
    re.MULTILINE,
)
_FEWEST = 5  # translated pages that show a habit of the site
_KEPT = 0.85  # of the pages whose source has a key
_EQUAL = 0.95  # of the pages that have it on both sides
_LIKE = 0.8
# What a person reads may differ, whatever most pages do.
_VALUE = re.compile(r"-?\d+(?:\.\d+)?|true|false|[\"']?[a-z][a-z0-9]*(?:[-_/.][a-z0-9]+)+[\"']?")
# A page's own affair: when it was changed, and by whom.
_OWN = re.compile(
    r"alias|redirect|date|lastmod|modified|updated|author|translat|commit|drift|version|hash|draft|l10n", re.IGNORECASE
)

Keys = Mapping[str, tuple[str, Span]]


def check(site: Site) -> Iterator[Finding]:
    """Yield keys and settings at the head of a page that translations of this site keep, and this one does not."""
    for page in site.documents.values():
        yield from _unreadable(page)
    pages: dict[str, list[tuple[Pair, Keys, Keys]]] = defaultdict(list)
    for pair in site.pairs:
        ours, theirs = _keys(pair.source), _keys(pair.translation)
        if ours and theirs:
            pages[pair.translation.language].append((pair, ours, theirs))
    for found in pages.values():
        kept, equal = _habits(found)
        for pair, ours, theirs in found:
            yield from _lost(pair, ours, theirs, kept)
            yield from _changed(pair, ours, theirs, equal)


def _unreadable(page: Document) -> Iterator[Finding]:
    """Yield the place where the site's generator would fail to read the head of a page."""
    block = next(page.of(FrontMatter), None)
    if block is None or block.syntax != "yaml" or "{{" in block.text or not _DOUBTFUL.search(block.text):
        return
    import yaml

    try:
        yaml.load(block.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (one of the safe ones)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        number = page.position(page.text.find(block.text, block.span.start))[0] + min(line, block.text.count("\n"))
        start = page.line_starts[number - 1]
        cure = "put a text with a colon or another sign in it between quotes, and use no tabs"
        message = f"the head of the page cannot be read here; {cure}"
        yield Finding(page, Span(start, start + len(page.line(number))), message)
    except (yaml.YAMLError, ValueError):  # a date that is none, say: the generator has its own say on these
        return


def _keys(page: Document) -> Keys:
    """Give the keys of a page's metadata that stand at the margin, with what follows on their line."""
    block = next(page.of(FrontMatter), None)
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


def _habits(found: Sequence[tuple[Pair, Keys, Keys]]) -> tuple[frozenset[str], frozenset[str]]:
    """Learn which keys the translations keep, and which of them with the same value."""
    wanted: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    for _, ours, theirs in found:
        wanted.update(ours.keys())
        kept.update(ours.keys() & theirs.keys())
        equal.update(key for key in ours.keys() & theirs.keys() if _bare(ours[key][0]) == _bare(theirs[key][0]))
    common = {key for key in kept if kept[key] >= _FEWEST and kept[key] >= _KEPT * wanted[key]}
    same = {key for key in kept if equal[key] >= _FEWEST and equal[key] >= _EQUAL * kept[key]}
    return frozenset(common), frozenset(same)


def _lost(pair: Pair, ours: Keys, theirs: Keys, kept: frozenset[str]) -> Iterator[Finding]:
    """Yield keys that were lost or misspelt."""
    from difflib import get_close_matches

    strange = [key for key in theirs if key not in ours and key not in kept]
    for key, (_, place) in ours.items():
        if key in theirs or _OWN.search(key):
            continue
        near = get_close_matches(key.casefold(), [name.casefold() for name in strange], n=1, cutoff=_LIKE)
        slip = next((name for name in strange if name.casefold() == near[0]), None) if near else None
        related = Place(pair.source, place)
        if slip:
            start = theirs[slip][1].start
            yield Finding(
                pair.translation,
                Span(start, start + len(slip)),
                f"the key at the head of the page is `{slip}` here, but `{key}` in the source",
                related,
            )
        elif key in kept:
            head = next(pair.translation.of(FrontMatter)).span
            message = f"the source has `{key}` at the head of the page, as most translations have; it is missing here"
            yield Finding(pair.translation, Span(head.start, head.start + 3), message, related)


def _changed(pair: Pair, ours: Keys, theirs: Keys, equal: frozenset[str]) -> Iterator[Finding]:
    """Yield settings that differ, where nearly all translations keep them."""
    for key in ours.keys() & equal & theirs.keys():
        (value, place), (other, where) = ours[key], theirs[key]
        if _OWN.search(key) or _bare(value) == _bare(other) or not (_VALUE.fullmatch(value) and other):
            continue
        message = f"`{key}` is `{other}` here, but `{value}` in the source, as in most translations"
        yield Finding(pair.translation, where, message, Place(pair.source, place))


def _bare(value: str) -> str:
    return value.strip("\"'")

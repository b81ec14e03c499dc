"""Owns drift: which version of its source a translation was made from, and what the source says otherwise today.

Commit dates do not tell: a typo mended in the translation would hide what it lacks. A pin that the page carries does,
or else the version whose structure and code fit the translation best.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from doclint.model import Document, FrontMatter, Past, Revision
from doclint.record import record
from doclint.regex import regex

_PINS = tuple(
    regex(rf"^{key}\s*[:=][ \t]*[\"']?(?P<commit>[0-9a-f]{{7,64}})\b", re.MULTILINE)
    for key in ("default_lang_commit", r"[ \t]*sourceCommit", r"(?:source|original|upstream)[_-]commit")
)
_COMMENT_PIN = regex(
    r"(?:<!--|\{/\*)\s*(?:source|sync(?:ed)?|translated|original|based)[\w -]{0,20}?(?:commit|hash|at|from|on)?[ :=]+"
    r"(?P<commit>[0-9a-f]{7,40})\s*(?:-->|\*/\})",
    re.IGNORECASE,
)
_PIN_WORDS = ("source", "sync", "translated", "original", "based")
_HEAD = 10
_FENCE = regex(r"^[ \t>]*(`{3,}|~{3,})")
_HEADING = regex(r"^(?P<marks>#{1,6})[ \t]++(?P<title>.+)$")
_ID = regex(r"(?<![ \t])[ \t]*+(?:\{:?[ ]*#[^}]*\}|\[\[[\w.-]+\]\])[ \t]*$")
_TOKEN = regex(
    r"`[^`\n]+`|\]\([^()\s]+|\]\[[^\]\n]*\]|https?://[^\s)>\]]+|\d+(?:[.,]\d+)*|!\[|\{\{[<%] */?[\w/-]+|\[![A-Z]+\]"
    r"|</?[A-Za-z][\w.-]*|^:{3,}[ \t]*\w*|^(?:!!!|\?\?\?\+?|///) ?\w+"
    r"|^#{1,6}(?= )|^[ \t]*(?:[-*+]|\d+[.)])(?= )|^\||^> ?"
    r"|^\[[^\]\n]+\]:[ \t]*\S+|\*\*|^[\w-]+:[ \t]*[\w./-]+$|\n(?=\n)",
    re.MULTILINE,
)
_TARGET = regex(r"(?<=\]\()[^()\s]+|https?://[^\s)>\]]+|^\[[^\]]+\]:.*$", re.MULTILINE)
_MARGIN = 0.001  # how much better an older version must fit than today's
_SAME_WORDS = 0.97  # two wordings so alike say the same


@record
class Drift:
    """What the source says otherwise than `base`, the version that the translation was made from.

    `sections` are the titles of today's sections that changed in substance, and of those that are gone; `wording`
    counts those in which only words, marks or addresses were mended. `pinned` says that the page itself names its
    base; with a `base` of None that version cannot be seen.
    """

    base: Revision | None
    sections: tuple[str, ...]
    wording: int
    pinned: bool
    since: str = ""

    @property
    def behind(self) -> bool:
        """Say whether the source is otherwise at all, or cannot be compared with what the page was made from."""
        return bool(self.sections) or self.wording > 0 or self.base is None


def drift(source: Document, translation: Document, past: Past) -> Drift:
    """Find out what changed in the source since the translation was made from it."""
    commit = pin(translation)
    if commit:
        base = past.at(commit)
        if base is None:
            return Drift(None, (), 0, pinned=True)
        return _since(base, source, past, pinned=True)
    versions = past.revisions()
    base = best_fit(translation.text, source.text, versions)
    return _since(base, source, past, pinned=False) if base and versions else Drift(None, (), 0, pinned=False)


def pin(page: Document) -> str:
    """Give the commit of the source that a page names; empty where it names none."""
    front = next(page.of(FrontMatter), None)
    for pattern in _PINS if front else ():
        found = pattern.search(front.text if front else "")
        if found:
            return found["commit"]
    comment = _COMMENT_PIN.search(page.text) if _may_pin(page.text) else None
    return comment["commit"] if comment else ""


def _may_pin(text: str) -> bool:
    """Say whether a comment on a page begins as one does that names a commit; none does on most pages."""
    heads = [part[:80].lstrip()[:_HEAD] for mark in ("<!--", "{/*") for part in text.split(mark)[1:]]
    return any(len(head) < _HEAD or not head.isascii() or head.lower().startswith(_PIN_WORDS) for head in heads)


def best_fit(translation: str, today: str, versions: Sequence[Revision]) -> Revision | None:
    """Give the version of the source whose structure, code, numbers and addresses fit a translation best.

    Today's is the answer unless an older one fits clearly better; among equals the newest is.
    """
    theirs = _tokens(translation)
    best, best_fit_ = Revision("", "", "", today), _dice(_tokens(today), theirs) + _MARGIN
    seen: set[str] = {today}
    for version in versions:
        if version.text in seen:
            continue
        seen.add(version.text)
        fit = _dice(_tokens(version.text), theirs)
        if fit > best_fit_:
            best, best_fit_ = version, fit
    return best


def _since(base: Revision, source: Document, past: Past, *, pinned: bool) -> Drift:
    """Compare today's sections with the base's."""
    if _bare(base.text) == _bare(source.text):
        return Drift(base, (), 0, pinned)
    before, after = _sections(base.text), _sections(source.text)
    changed: list[str] = []
    wording = 0
    old = dict(before)
    for title, body in after:
        if title not in old:
            changed.append(title)
        elif _bare(old[title]) != _bare(body):
            if _same_substance(old[title], body):
                wording += 1
            else:
                changed.append(title)
    now = {title for title, _ in after}
    gone = [f"{title} (removed)" for title in old if title not in now]
    later = (v for v in reversed(past.revisions()) if base.commit and v.date >= base.date and v.text != base.text)
    first = next(later, None)
    return Drift(base, tuple(changed + gone), wording, pinned, first.date if first else "")


def _sections(text: str) -> list[tuple[str, str]]:
    """Cut a page at its headings; front matter and what stands before the first heading are a section without title."""
    title, fence = "", ""
    lines: list[str] = []
    found: list[tuple[str, str]] = []
    uses: Counter[str] = Counter()
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        head = None if fence or mark else _HEADING.match(line)
        if head:
            found.append((title, "\n".join(lines)))
            name = _ID.sub("", head["title"].rstrip().rstrip("#").rstrip())
            uses[name] += 1
            title, lines = name if uses[name] == 1 else f"{name} ({uses[name]})", [head["marks"]]
        else:
            lines.append(line)
    return [*found, (title, "\n".join(lines))]


def _same_substance(old: str, new: str) -> bool:
    """Say whether two wordings of a section say the same: code, numbers and order are kept, words hardly changed."""
    left, right = _TARGET.sub("", old), _TARGET.sub("", new)
    if _tokens(left) != _tokens(right):
        return False
    a, b = _bare(left), _bare(right)
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return a == b or (matcher.real_quick_ratio() >= _SAME_WORDS and matcher.ratio() >= _SAME_WORDS)


def _bare(text: str) -> str:
    """Give a text without what changes nothing for its readers: blanks, line ends, forms of quotes."""
    text = unicodedata.normalize("NFKC", text).translate(str.maketrans("“”„«»‘’", '"""""\'\''))
    return " ".join(text.split())


def _tokens(text: str) -> Counter[str]:
    """Count what a translator leaves alone: code lines, code spans, addresses, numbers, and what pages are built of."""
    found: Counter[str] = Counter()
    prose: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            found["fence"] += 1
        elif fence:
            found[line.strip()] += 1
        else:
            prose.append(line)
    found.update(match[0].strip() for match in _TOKEN.finditer("\n".join(prose)))
    return found


def _dice(left: Counter[str], right: Counter[str]) -> float:
    """Give how far two bags agree, 0 to 1 (Dice 1945)."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0

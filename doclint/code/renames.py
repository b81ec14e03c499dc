"""Owns renamed names: renamed throughout, code stays whole; with one place forgotten, it is broken."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from doclint.code.known import Page
from doclint.code.literal import folded, slip
from doclint.code.token import Token
from doclint.regex import regex

_DECLARED_BY = frozenset(
    """def class function const let var val func fn fun type struct interface enum import as for int integer string
    double float boolean bool char void long short byte auto public private static final record namespace""".split()
)
_PART = regex(r"[^\W\d_][^\W\d_A-Z]*")
_HEADS = frozenset("def function func fn fun lambda".split())
_ASSIGNING = frozenset({"=", ":=", "<-"})

Names = Sequence[tuple[Token, Token]]


def changed_names(pairs: Names) -> dict[str, str]:
    """Give what each name became where it first was renamed."""
    found: dict[str, str] = {}
    for a, b in pairs:
        found.setdefault(a.text, b.text)
    return found


def self_contained(
    source: Sequence[Token], translation: Sequence[Token], renamed: Names, page: Page, *, loose: bool = False
) -> tuple[Token, Token] | None:
    """Give the first renaming that breaks the code, None where all of them hold.

    A name must be renamed everywhere, to a name that means nothing else here; and be declared and used here, or be
    one that the page renames throughout, or be declared here and stand nowhere else. `loose` says that names need no
    declaration, as in diagrams.
    """
    became: dict[str, Counter[str]] = defaultdict(Counter)
    for a, b in zip(source, translation, strict=False):
        if a.category in ("name", "key"):
            became[a.text][b.text] += 1
    changed = changed_names(renamed)
    for a, b in zip(source, translation, strict=False):
        if a.text in changed and a.category in ("name", "key") and b.text != _mostly(a.text, became[a.text]):
            return a, b
    declared = {a.text for a, _ in renamed} if loose else _declared(source)
    targets = Counter(changed.values())
    for a, b in renamed:
        known = page.names.get(a.text) == b.text
        free = a.category == "name" and not loose and _free(a.text, b.text, page)
        own = a.text in declared and (became[a.text].total() > 1 or free)
        if b.text in became or targets[b.text] > 1 or not (known or own):
            return a, b
    return None


def _mostly(name: str, became: Counter[str]) -> str:
    """Give what a name became in most places; itself, where it was renamed no more often than kept."""
    best, count = became.most_common(1)[0]
    return name if became[name] >= count else best


def _free(source: str, translation: str, page: Page) -> bool:
    """Say whether a name that is declared here and used no more may have another name.

    No other code says the old one, or the translated text speaks of the new one.
    """
    if slip(source, translation):
        return False
    if source not in page.kept:
        return True
    parts = [folded(part) for part in _PART.findall(translation)]
    return bool(parts) and all(part in page.words for part in parts)


def page_names(blocks: Iterable[tuple[Sequence[Token], Sequence[Token]]]) -> dict[str, str]:
    """Give the names that a page renames throughout: at least twice, always to the same name, never what is imported.

    Each item is the tokens of a source's block and of its translation; blocks that do not fit token by token are
    left out.
    """
    fitting = [both for both in blocks if len(both[0]) == len(both[1])]
    became: dict[str, Counter[str]] = defaultdict(Counter)
    for source, translation in fitting:
        for a, b in zip(source, translation, strict=True):
            if a.text != b.text and _names(a, b):
                became[a.text][b.text] += 1
    if not became:
        return {}
    kept: set[str] = set()
    for source, translation in fitting:
        kept |= _foreign(source)
        kept |= {a.text for a, b in zip(source, translation, strict=True) if a.text == b.text and _names(a, b)}
    return {
        name: next(iter(others))
        for name, others in became.items()
        if len(others) == 1 and others.total() > 1 and name not in kept
    }


def _names(a: Token, b: Token) -> bool:
    return a.category == b.category and a.category in ("name", "key")


def _foreign(found: Sequence[Token]) -> set[str]:
    """Give the names that come from elsewhere: imported, or reached with a dot."""
    names: set[str] = set()
    importing = False
    for number, token in enumerate(found):
        before = found[number - 1].text if number else "\n"
        if token.category == "line" or before in (";", "\n"):
            importing = False
        importing = importing or token.text in ("import", "from", "require", "use", "using", "#include")
        if token.category == "name" and (importing or before in (".", "?.", "::", "->")):
            names.add(token.text)
    return names


def _declared(found: Sequence[Token]) -> set[str]:
    """Give the names that a block seems to declare: after `def` or `let`, before `=`, as parameters and keys.

    A name before `=` between brackets is an argument, which belongs to what is called.
    """
    names: set[str] = set()
    depth, parameters = 0, -1
    for number, token in enumerate(found):
        before = found[number - 1].text if number else ""
        after = found[number + 1].text if number + 1 < len(found) else ""
        if before in _HEADS:
            parameters = depth + (before != "lambda")
        if token.category in ("name", "key") and before not in (".", "?.", "::", "->"):
            assigned = depth == 0 and after in _ASSIGNING
            declared = (token.category == "key" and before != "[") or before.lower() in _DECLARED_BY or after == "=>"
            if assigned or declared or 0 <= parameters <= depth:
                names.add(token.text)
        depth = max(0, depth + sum((char in "([") - (char in ")]") for char in token.text))
        if parameters > depth or (parameters == depth and token.text in (":", "{")):
            parameters = -1 if before in (")", "()") or token.text in (":", "{") else parameters
    return names

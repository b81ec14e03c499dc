"""Owns renamed names: renamed throughout, code stays whole; with one place forgotten, it is broken."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from doclint.code.token import Token

_DECLARED_BY = frozenset(
    """def class function const let var val func fn fun type struct interface enum import as for int integer string
    double float boolean bool char void long short byte auto public private static final record namespace""".split()
)
_DECLARED_BEFORE = frozenset({"=", ":=", "=>", "<-", "in"})

Names = Sequence[tuple[Token, Token]]


def changed_names(pairs: Names) -> dict[str, str]:
    """Give what each name became where it first was renamed."""
    found: dict[str, str] = {}
    for a, b in pairs:
        found.setdefault(a.text, b.text)
    return found


def self_contained(
    source: Sequence[Token], translation: Sequence[Token], renamed: Names, names: Mapping[str, str]
) -> tuple[Token, Token] | None:
    """Give the first renaming that breaks the code, None where all of them hold.

    A name must be renamed everywhere, to a name that means nothing else here; and be declared and used here, or be
    one of the `names` that the page renames throughout.
    """
    forward = changed_names(renamed)
    uses = Counter(a.text for a, _ in renamed)
    declared = _declared(source)
    taken = {token.text for token in source if token.category in ("name", "key")}
    became = Counter(forward.values())
    for a, b in zip(source, translation, strict=False):
        if a.category in ("name", "key") and a.text in forward and b.text != forward[a.text]:
            return a, b
    for a, b in renamed:
        known = names.get(a.text) == b.text
        if b.text in taken or became[b.text] > 1 or not (known or (a.text in declared and uses[a.text] > 1)):
            return a, b
    return None


def page_names(blocks: Iterable[tuple[Sequence[Token], Sequence[Token]]]) -> dict[str, str]:
    """Give the names that a page renames throughout: at least twice, always to the same name, never what is imported.

    Each item is the tokens of a source's block and of its translation; blocks that do not fit token by token are
    left out.
    """
    became: dict[str, Counter[str]] = defaultdict(Counter)
    foreign: set[str] = set()
    for source, translation in blocks:
        if len(source) != len(translation):
            continue
        foreign |= _foreign(source)
        for a, b in zip(source, translation, strict=True):
            if a.category == b.category and a.category in ("name", "key"):
                became[a.text][b.text] += 1
    return {
        name: next(iter(others))
        for name, others in became.items()
        if len(others) == 1 and others.total() > 1 and name not in others and name not in foreign
    }


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
    """Give the names that a block seems to declare: after `def` or `let`, before `=`, as parameters and keys."""
    names: set[str] = set()
    parameters = False
    for number, token in enumerate(found):
        before = found[number - 1].text if number else ""
        after = found[number + 1].text if number + 1 < len(found) else ""
        if before in ("def", "function", "func", "fn", "fun", "lambda"):
            parameters = True
        if token.category == "key":
            names.add(token.text)
        if token.category == "name" and (parameters or before.lower() in _DECLARED_BY or after in _DECLARED_BEFORE):
            names.add(token.text)
        if token.text.endswith(")") or token.text in ("{", ":"):
            parameters = parameters and token.text == ":" and after not in ("\n", "")
    return names

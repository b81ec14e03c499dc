"""Owns the walk through the tokens of two blocks: which differences a translator may make."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import cache, lru_cache

from doclint.code.known import Asked
from doclint.code.language import kind
from doclint.code.literal import (
    folded,
    for_people,
    is_prose,
    is_word,
    same_but_placeholders,
    same_but_told,
    same_but_yours,
    same_literal,
    same_locale,
    slip,
    told,
    yours,
)
from doclint.code.reader import Parts, Reader
from doclint.code.renames import self_contained
from doclint.code.token import Token, bare
from doclint.code.verdict import Level, Verdict
from doclint.record import field, record
from doclint.regex import regex

_PREFIX = regex(r"([A-Za-z@$]{0,3})[\"'`]")
_WORDS = regex(r"[^\W\d_]{3,}")


def inputs(reader: Reader, source: Parts, translation: Parts) -> Verdict:
    """Compare code: which rung holds, or the first tokens that cannot stand for each other."""
    (ours, remarks), (theirs, other_remarks) = reader.spoken(source), reader.spoken(translation)

    @cache
    def own() -> frozenset[str]:
        known = _spoken(remarks, ours) | {token.text.casefold() for token in ours}
        return frozenset(_spoken(other_remarks, theirs) - known)

    walk = _Walk(reader, dict(reader.page.names), Asked(lambda word: word in own()))
    for a, b in zip(ours, theirs, strict=False):
        if not _equal(a, b) and not walk.passes(a, b):
            return walk.difference(a, b)
    if len(ours) != len(theirs):
        at = min(len(ours), len(theirs))
        return walk.difference(_from(ours, at), _from(theirs, at))
    loose = kind(reader.language) == "diagram"
    wrong = self_contained(ours, theirs, walk.renamed, reader.page, loose=loose) if walk.renamed else None
    if walk.slips and not walk.translated and remarks == other_remarks:
        wrong = wrong or walk.slips[0]  # a translator would have translated more than this word
    if wrong:
        return _wrong(*wrong, walk.names)
    return Verdict(walk.rung(remarked=bool(remarks or other_remarks)))


@record(frozen=False)
class _Walk:
    """What was met on the way through two blocks: names renamed, words that may be slips, literals translated."""

    reader: Reader
    names: dict[str, str]
    own: Container[str]
    """Words that this block alone tells were put into the translation's language."""
    renamed: list[tuple[Token, Token]] = field(default_factory=list)
    slips: list[tuple[Token, Token]] = field(default_factory=list)
    translated: bool = False

    def passes(self, a: Token, b: Token) -> bool:
        """Say whether two tokens that differ may stand for each other, and keep in mind why."""
        if same_locale(said(a.text), said(b.text), self.reader.page.to):
            self.translated = True
        elif a.category == b.category and _renameable(a, self.reader.language) and not is_prose(a.text):
            self.names.setdefault(a.text, b.text)
            self.renamed.append((a, b))
        elif not _forgiven(a, b, self.names, self):
            return False
        elif (
            said(a.text).isalpha()
            and slip(said(a.text), said(b.text))
            and (word := folded(said(b.text))) not in self.reader.page.words
            and word not in self.reader.page.repeated
        ):
            self.slips.append((a, b))
        else:
            self.translated = True
        return True

    def __contains__(self, word: object) -> bool:
        """Say whether a word is one that the page or this block says in the translation's language."""
        return word in self.own or word in self.reader.page.words

    def rung(self, *, remarked: bool) -> Level:
        """Give the rung that holds where nothing else differs; `remarked` says that there are comments."""
        if self.renamed:
            return "renamed"
        if self.translated or self.slips:
            return "string"
        if kind(self.reader.language) in ("markup", "diagram"):
            return "content"
        return "comment" if remarked else "layout"

    def difference(self, a: Token, b: Token) -> Verdict:
        """Name the first difference that is no renaming: a name that became two, one met once, or what did not pass."""
        often = Counter((x.text, y.text) for x, y in self.renamed)
        likely = {x: y for (x, y), count in often.items() if self.names.get(x) == y and count > 1}
        a, b = next(((x, y) for x, y in self.renamed if likely.get(x.text) != y.text), (a, b))
        return _wrong(a, b, likely)


def _from(found: Sequence[Token], index: int) -> Token:
    """Give the first token from `index` on that can be seen, or the end behind the last one."""
    end = found[-1].end if found else 0
    seen = (token for token in found[index:] if token.category not in ("line", "indent"))
    return next(seen, Token("sign", "", end, end))


def _wrong(a: Token, b: Token, names: Mapping[str, str]) -> Verdict:
    expected = names.get(a.text, "") if a.category in ("name", "key") else ""
    return Verdict("code", _shown(a), _shown(b), a.at, b.at, expected if expected != b.text else "")


def _shown(token: Token) -> str:
    """Give a token for a message: its text, a line end as such, a step of indentation as a tab."""
    return "\t" if token.category == "indent" else token.text


def _equal(a: Token, b: Token) -> bool:
    if a.text == b.text:
        return True
    if a.category == b.category == "string" or {a.category, b.category} == {"string", "key"}:
        return _prefix(a.text) == _prefix(b.text) and said(a.text) == said(b.text)
    return False


def _prefix(literal: str) -> str:
    match = _PREFIX.match(literal)
    return match[1].lower().replace("u", "") if match else ""


@lru_cache(maxsize=8192)
def said(literal: str) -> str:
    """Give what a literal says, whichever its quotes are."""
    return bare(literal).replace("\\'", "'").replace('\\"', '"')


def _forgiven(a: Token, b: Token, names: Mapping[str, str], words: Container[str]) -> bool:
    """Say whether a token may stand for another in translation."""
    source, translation = said(a.text), said(b.text)
    if a.category == b.category == "string":
        if _prefix(a.text) != _prefix(b.text):
            return False
        translated = same_literal(source, translation, human=for_people(a.role))
        return translated or names.get(source) == translation or told(source, translation, words)
    spoken = ("word", "string", "key")
    if a.category in spoken and b.category in spoken:
        if same_but_placeholders(a.text, b.text):
            return True
        return same_but_yours(a.text, b.text) or (a.category == "key" and is_prose(a.text) and is_prose(b.text))
    capitals = a.category == b.category == "name" and a.text.isupper() and b.text.isupper()
    return capitals and (yours(a.text) or same_but_told(a.text, b.text, words))


def _spoken(remarks: Sequence[str], found: Sequence[Token]) -> set[str]:
    """Give the words of a block's comments, and of its strings that are prose."""
    texts = [*remarks, *(token.text for token in found if token.category == "string" and _is_said(token))]
    return {folded(word) for text in texts for word in _WORDS.findall(text)}


def _is_said(token: Token) -> bool:
    text = said(token.text)
    return is_prose(text) or is_word(text) or for_people(token.role)


def _renameable(token: Token, language: str) -> bool:
    if kind(language) == "diagram":
        return token.category == "name"
    if kind(language) == "data" or language in ("bash", "powershell", "bat", "dockerfile", "css", "diff"):
        return False
    return token.category == "name" or (token.category == "key" and kind(language) == "code")

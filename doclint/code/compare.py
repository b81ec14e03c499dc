"""Owns the ladder that tells whether two code blocks say the same: layout, comments, prose strings, names, outputs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from doclint.code import answers, listing
from doclint.code.cells import Cell, answer, cells, unprompted
from doclint.code.diagram import diagram_tokens
from doclint.code.known import NOTHING_KNOWN, Page
from doclint.code.language import inner_language, kind
from doclint.code.literal import (
    HUMAN,
    blank_placeholders,
    is_prose,
    same_but_yours,
    same_literal,
    same_locale,
    slip,
    yours,
)
from doclint.code.markup import markup_tokens
from doclint.code.renames import self_contained
from doclint.code.token import Token, bare
from doclint.code.tokens import tokens
from doclint.model import Code

Level = Literal["equal", "layout", "comment", "string", "renamed", "content", "listing", "output", "code"]

_PREFIX = re.compile(r"([A-Za-z@$]{0,3})[\"'`]")
_CLOSING = frozenset(")]}")
# A demo page is content: its links, pictures and names may be translated with it.
_DEMOS = frozenset({"markdown", "rst", "asciidoc", "poetry", "email"})
_SEMICOLONS = frozenset({"javascript", "typescript", "jsx", "tsx", "vue", "svelte", "astro", "python"})


@dataclass(frozen=True, slots=True)
class Verdict:
    r"""The rung on which two blocks meet.

    On `code`, `output` and `listing` also the first difference: what each side says there ("" at an end, "\n" for
    a line end, "\t" for a step of indentation) and its offset into the body, in code points.
    """

    level: Level
    source: str = ""
    translation: str = ""
    source_at: int = 0
    translation_at: int = 0
    expected: str = ""
    """The name that the translation gave `source` in other places of the block, where it forgot this one."""

    @property
    def forgiven(self) -> bool:
        """Say whether the difference is one that a translator may make."""
        return self.level not in ("code", "output", "listing")


def compare(
    source: Code, translation: Code, page: Page = NOTHING_KNOWN, *, follows: bool = False, output: bool = False
) -> Verdict:
    """Compare two blocks that stand for each other, down the ladder; the first rung that holds is the verdict.

    `follows` says that code above these blocks prints a string that was translated, so that an output may differ, too;
    `output` that they are the output of the code above them, whatever their language is.
    """
    if source.body == translation.body:
        return Verdict("equal")
    if _layout(source.body) == _layout(translation.body):
        return Verdict("layout")
    language = common_language(source, translation)
    ours, theirs = cells(language, source.body), cells(language, translation.body)
    if output or (ours and theirs and all(cell.kind == "output" for cell in (*ours, *theirs))):
        whole = Cell("output", source.body, 0, len(source.body)), Cell("output", translation.body, 0, 0)
        return Verdict("content") if follows else _answers(whole[:1], whole[1:]) or Verdict("content")
    if kind(language) == "prose" and not any(cell.prompted for cell in ours):
        listed = None if language in _DEMOS else listing.mismatch(source.body, translation.body)
        return _different("listing", listed) if listed else Verdict("content")
    if kind(language) == "prose":
        language = "bash"
    inner = inner_language(source.info) if language == "diff" else ""
    return _sessions(_Reader(language, inner, page), ours, theirs, follows=follows)


def spoken_tokens(source: Code, translation: Code) -> tuple[list[Token], list[Token]]:
    """Give the tokens of both blocks that count, read by one language; outputs and comments do not."""
    language = common_language(source, translation)
    reader = _Reader(language, inner_language(source.info) if language == "diff" else "", NOTHING_KNOWN)
    left, right = (reader.spoken(_typed(cells(language, code.body)))[0] for code in (source, translation))
    return left, right


def common_language(source: Code, translation: Code) -> str:
    """Give the language by which both blocks are read: the source's, unless only the translation names one."""
    if kind(source.language) == "prose" and kind(translation.language) not in ("prose", "output"):
        return translation.language
    return source.language


def _different(level: Level, found: answers.Mismatch, at: int = 0, there: int = 0) -> Verdict:
    return Verdict(level, found.source, found.translation, at + found.source_at, there + found.translation_at)


def _layout(body: str) -> str:
    return "\n".join(line.rstrip() for line in body.split("\n") if line.strip())


# --- inputs and outputs --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reader:
    """How a block is read: its language, and the language of what a diff changes."""

    language: str
    inner: str
    page: Page

    def spoken(self, parts: Iterable[tuple[int, str]]) -> tuple[list[Token], list[str]]:
        """Give the tokens that count, and what the comments among the others say."""
        found: list[Token] = []
        for start, text in parts:
            if found and found[-1].category != "line":
                found.append(Token("line", "\n", start, start))
            found += (replace(t, at=t.at + start, end=t.end + start) for t in self._tokens(text))
        return self._tidy(found), [token.text for token in found if token.category == "comment"]

    def _tokens(self, text: str) -> Sequence[Token]:
        sort = kind(self.language)
        if sort == "diagram":
            return diagram_tokens(self.language, text)
        if sort == "markup":
            return markup_tokens(self.language, text)
        if self.language == "diff":
            return _diff_tokens(self.inner or "diff-of-unknown", text)
        return tokens(self.language, text)

    def _tidy(self, found: Sequence[Token]) -> list[Token]:
        """Leave out comments, and the signs that only layout puts there."""
        kept: list[Token] = []
        for token in found:
            if token.category in ("comment", "text"):
                continue
            if token.text in _CLOSING and kept and kept[-1].text == ",":
                kept.pop()
            again = token.category == "line" and (not kept or kept[-1].category == "line")
            if not again and not (token.text == ";" and self.language in _SEMICOLONS):
                kept.append(token)
        while kept and kept[-1].category == "line":
            kept.pop()
        return kept


def _diff_tokens(inner: str, text: str) -> list[Token]:
    """Read a diff: the mark of each line, and its text as code of the language that is changed."""
    marks = [Token("sign", match[0], match.start(), match.end()) for match in re.finditer(r"^[-+]", text, re.MULTILINE)]
    code = re.sub(r"^[-+]", " ", text, flags=re.MULTILINE)
    return sorted((*marks, *(t for t in tokens(inner, code) if t.category != "indent")), key=lambda token: token.at)


def _sessions(reader: _Reader, source: Sequence[Cell], translation: Sequence[Cell], *, follows: bool) -> Verdict:
    """Compare the inputs token by token, then the outputs, which may follow what was translated above them."""
    one_sided = any(cell.prompted for cell in source) != any(cell.prompted for cell in translation)
    verdict = _inputs(reader, _typed(source), _typed(translation))
    if not verdict.forgiven and _bare_lines(source) == _bare_lines(translation):
        return Verdict("layout")
    if not verdict.forgiven and one_sided:
        everything = _inputs(reader, _all(source), _all(translation))
        return everything if everything.forgiven else verdict
    if not verdict.forgiven or verdict.level == "string" or follows:
        return verdict
    left, right = ([cell for cell in side if cell.kind == "output"] for side in (source, translation))
    if len(left) == len(right):
        return _answers(left, right) or verdict
    return verdict


def _typed(parts: Sequence[Cell]) -> list[tuple[int, str]]:
    return [(cell.start, unprompted(cell)) for cell in parts if cell.kind == "input"]


def _all(parts: Sequence[Cell]) -> list[tuple[int, str]]:
    return [(cell.start, unprompted(cell)) for cell in parts]


def _bare_lines(parts: Sequence[Cell]) -> list[str]:
    """Give the lines of a block without prompts and blanks, to see blocks that lost some of their prompts."""
    lines = "".join(unprompted(cell) for cell in parts).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def _answers(source: Sequence[Cell], translation: Sequence[Cell]) -> Verdict | None:
    for ours, theirs in zip(source, translation, strict=False):
        found = answers.mismatch(answer(ours), answer(theirs))
        if found:
            return _different("output", found, ours.start, theirs.start)
    return None


# --- tokens --------------------------------------------------------------------------------------------------------


def _inputs(reader: _Reader, source: list[tuple[int, str]], translation: list[tuple[int, str]]) -> Verdict:
    """Compare code: which rung holds, or the first tokens that cannot stand for each other."""
    (ours, remarks), (theirs, other_remarks) = reader.spoken(source), reader.spoken(translation)
    level: Level = "comment" if remarks or other_remarks else "layout"
    if kind(reader.language) in ("markup", "diagram"):
        level = "content"
    names = dict(reader.page.names)
    renamed: list[tuple[Token, Token]] = []
    slips: list[tuple[Token, Token]] = []
    for a, b in zip(ours, theirs, strict=False):
        if _equal(a, b):
            continue
        if a.category == b.category and _renameable(a, reader.language) and not is_prose(a.text):
            names.setdefault(a.text, b.text)
            renamed.append((a, b))
        elif not _forgiven(a, b, names, reader.page):
            return _difference(renamed, a, b, names)
        elif slip(_said(a.text), _said(b.text)):
            slips.append((a, b))
        else:
            level = "string"
    if len(ours) != len(theirs):
        at = min(len(ours), len(theirs))
        return _difference(renamed, _at(ours, at), _at(theirs, at), names)
    wrong = self_contained(ours, theirs, renamed, reader.page) if renamed else None
    if slips and level != "string" and remarks == other_remarks:  # a translator would have translated more than this
        wrong = wrong or slips[0]
    if wrong:
        return _wrong(*wrong, names)
    return Verdict("renamed" if renamed else "string" if slips else level)


def _at(found: Sequence[Token], index: int) -> Token:
    """Give a token, or the end behind the last one."""
    if index < len(found):
        return found[index]
    end = found[-1].end if found else 0
    return Token("sign", "", end, end)


def _difference(renamed: Sequence[tuple[Token, Token]], a: Token, b: Token, names: Mapping[str, str]) -> Verdict:
    """Name the first difference that is no renaming: a name that went to two names, or what could not be passed."""
    a, b = next(((x, y) for x, y in renamed if names.get(x.text) != y.text), (a, b))
    return _wrong(a, b, names)


def _wrong(a: Token, b: Token, names: Mapping[str, str]) -> Verdict:
    expected = names.get(a.text, "") if a.category in ("name", "key") else ""
    return Verdict("code", shown(a), shown(b), a.at, b.at, expected if expected != b.text else "")


def shown(token: Token) -> str:
    """Give a token for a message: its text, a line end as such, a step of indentation as a tab."""
    return "\t" if token.category == "indent" else token.text


def _equal(a: Token, b: Token) -> bool:
    if a.text == b.text:
        return True
    if a.category == b.category == "string" or {a.category, b.category} == {"string", "key"}:
        return _prefix(a.text) == _prefix(b.text) and _said(a.text) == _said(b.text)
    return False


def _prefix(literal: str) -> str:
    match = _PREFIX.match(literal)
    return match[1].lower().replace("u", "") if match else ""


@lru_cache(maxsize=8192)
def _said(literal: str) -> str:
    return bare(literal).replace("\\'", "'").replace('\\"', '"')


def _forgiven(a: Token, b: Token, names: Mapping[str, str], page: Page) -> bool:
    """Say whether a token may stand for another in translation."""
    source, translation = _said(a.text), _said(b.text)
    if same_locale(source, translation, page.to):
        return True
    if a.category == b.category == "string":
        if _prefix(a.text) != _prefix(b.text):
            return False
        translated = same_literal(source, translation, human=a.role in HUMAN)
        return translated or names.get(source) == translation or _told(source, translation, page.words)
    if blank_placeholders(a.text) == blank_placeholders(b.text):
        return True
    spoken = ("word", "string", "key")
    if a.category in spoken and b.category in spoken:
        return same_but_yours(a.text, b.text) or (a.category == "key" and is_prose(a.text) and is_prose(b.text))
    return a.category == b.category == "name" and a.text.isupper() and b.text.isupper() and yours(a.text)


def _told(source: str, translation: str, words: frozenset[str]) -> bool:
    """Say whether a literal is a word that the translated page uses in its text, and the source page does not."""
    said = translation.strip().casefold()
    return source.strip().isalpha() and said in words and source.strip().casefold() not in words


def _renameable(token: Token, language: str) -> bool:
    if kind(language) == "diagram":
        return token.category == "name"
    if kind(language) == "data" or language in ("bash", "powershell", "bat", "dockerfile", "css", "diff"):
        return False
    return token.category == "name" or (token.category == "key" and kind(language) == "code")

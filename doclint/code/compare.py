"""Owns the ladder that tells whether two code blocks say the same: layout, comments, prose strings, then tokens."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from doclint.code.cells import Cell, cells
from doclint.code.language import kind
from doclint.code.tokens import Token, tokens
from doclint.model import Code

Level = Literal["equal", "layout", "comment", "string", "renamed", "content", "output", "code"]

_QUOTES = re.compile(r"^[A-Za-z]{0,2}(\"\"\"|'''|[\"'`])(.*)\1$", re.DOTALL)
_PROSE = re.compile(r"[^\W\d_]{2,}[,;:.!?…]*\s+\S*[^\W\d_]{2,}")
_TECHNICAL = re.compile(r"^\s*(?:[\w.-]+://\S*|[-\w./\\:@#%*={}\[\]()<>$,&|~^+]+)\s*$")
_SENTENCE_WORD = re.compile(r"^[A-ZÀ-ÞА-Я¿¡][^\W\d_]*(?:[-'’][^\W\d_]+)*[.!?…:,]*$")
_LETTERS = re.compile(r"[^\W\d_]+")
_PLACEHOLDER = re.compile(r"<[A-Za-zÀ-ÿ][^<>\n]{1,60}>|\[[A-ZÀ-Þ][A-ZÀ-Þ _-]+\]")
_YOURS = re.compile(r"(?:^|[-_./\s<])(?:your|my|tu|tus|mi|mis|su|votre|mon|ma|dein|meu|seu|il-tuo|example|ejemplo)(?:[-_./\s>]|$)", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][\w.:-]*)")
_COMMAND = re.compile(r"\\[A-Za-z@]+\*?")
_FIGURES = re.compile(r"\d+(?:\.\d+)*")
_PROMPT = re.compile(r"^\s*(?:>>> ?|\.\.\. ?|In \[\d*\]: ?|\$ )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rung on which two blocks meet; on `code` and `output` the first difference: texts and body offsets."""

    level: Level
    source: str = ""
    translation: str = ""
    source_at: int = 0
    translation_at: int = 0

    @property
    def forgiven(self) -> bool:
        """Say whether the difference is one that a translator may make."""
        return self.level not in ("code", "output")


def compare(source: Code, translation: Code) -> Verdict:
    """Compare two blocks that stand for each other, down the ladder; the first rung that holds is the verdict."""
    if source.body == translation.body:
        return Verdict("equal")
    if _layout(source.body) == _layout(translation.body):
        return Verdict("layout")
    language = source.language if kind(source.language) != "prose" else translation.language
    sort = kind(language)
    if sort in ("prose", "diagram"):
        return Verdict("content")
    if sort == "output":
        return Verdict("content")
    if sort == "markup":
        return _markup(source.body, translation.body)
    return _cells(language, cells(source.language, source.body), cells(translation.language, translation.body))


def _layout(body: str) -> str:
    return "\n".join(line.rstrip() for line in body.split("\n") if line.strip())


def _cells(language: str, source: Sequence[Cell], translation: Sequence[Cell]) -> Verdict:
    """Compare the inputs token by token, and the outputs only where the inputs are the same."""
    inputs = _text(source, "input"), _text(translation, "input")
    verdict = _inputs(language, *inputs)
    if not verdict.forgiven or verdict.level == "string":
        return verdict
    left, right = [c for c in source if c.kind == "output"], [c for c in translation if c.kind == "output"]
    if len(left) != len(right):
        return verdict
    for ours, theirs in zip(left, right, strict=True):
        difference = _outputs(ours, theirs)
        if difference:
            return difference
    return verdict


def _text(parts: Sequence[Cell], wanted: str) -> tuple[tuple[int, str], ...]:
    return tuple((cell.start, cell.text) for cell in parts if cell.kind == wanted)


def compare_outputs(source: Code, translation: Code) -> Verdict:
    """Compare two blocks that show what the code above them prints; its words may be translated, its figures not."""
    difference = _outputs(Cell("output", source.body, 0, 0), Cell("output", translation.body, 0, 0))
    if difference is None:
        return Verdict("equal")
    figures = [match[0] for match in _FIGURES.finditer(source.body)]
    for ours, theirs in zip(_FIGURES.finditer(source.body), _FIGURES.finditer(translation.body), strict=False):
        if ours[0] != theirs[0]:
            return Verdict("output", ours[0], theirs[0], ours.start(), theirs.start())
    same_count = len(figures) == len(_FIGURES.findall(translation.body))
    return Verdict("content") if kind(source.language) != "output" and same_count else difference


def _outputs(source: Cell, translation: Cell) -> Verdict | None:
    """Find the first word in which two outputs differ."""
    left, right = list(re.finditer(r"\S+", source.text)), list(re.finditer(r"\S+", translation.text))
    for ours, theirs in zip(left, right, strict=False):
        if ours[0] != theirs[0]:
            return Verdict("output", ours[0], theirs[0], source.start + ours.start(), translation.start + theirs.start())
    if len(left) != len(right):
        shorter = min(len(left), len(right))
        ours_text = left[shorter][0] if len(left) > shorter else ""
        theirs_text = right[shorter][0] if len(right) > shorter else ""
        return Verdict("output", ours_text, theirs_text, source.start, translation.start)
    return None


def _inputs(language: str, source: tuple[tuple[int, str], ...], translation: tuple[tuple[int, str], ...]) -> Verdict:
    left, right = _code(language, source), _code(language, translation)
    ours, theirs = _spoken(left), _spoken(right)
    if [t.text for t in ours] == [t.text for t in theirs]:
        return Verdict("comment")
    if len(ours) == len(theirs):
        open_pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if not _same(a, b)]
        if not open_pairs:
            return Verdict("string")
        if _renamed(ours, theirs, open_pairs):
            return Verdict("renamed")
    for a, b in zip(ours, theirs, strict=False):
        if not _same(a, b):
            return Verdict("code", a.text, b.text, a.at, b.at)
    shorter = min(len(ours), len(theirs))
    a_text, a_at = (ours[shorter].text, ours[shorter].at) if len(ours) > shorter else ("", ours[-1].at if ours else 0)
    b_text, b_at = (
        (theirs[shorter].text, theirs[shorter].at) if len(theirs) > shorter else ("", theirs[-1].at if theirs else 0)
    )
    return Verdict("code", a_text, b_text, a_at, b_at)


def _code(language: str, parts: tuple[tuple[int, str], ...]) -> list[Token]:
    """Lex the inputs of a block, their prompts blanked so that offsets stay true."""
    found: list[Token] = []
    for start, text in parts:
        bare = _PROMPT.sub(lambda match: " " * len(match[0]), text)
        if bare.count("\n") and bare[: len(bare) - len(bare.lstrip(" "))]:
            bare = _dedented(bare)
        found += (Token(t.category, t.text, start + t.at) for t in tokens(language, bare))
    return found


def _dedented(text: str) -> str:
    return text


def _spoken(found: Sequence[Token]) -> list[Token]:
    """Leave out comments, and commas before a closing bracket, which only layout puts there."""
    kept = [token for token in found if token.category != "comment"]
    return [
        token
        for number, token in enumerate(kept)
        if not (token.text == "," and number + 1 < len(kept) and kept[number + 1].text[:1] in ")]}")
    ]


def _same(source: Token, translation: Token) -> bool:
    """Say whether two tokens may stand for each other."""
    if source.text == translation.text:
        return True
    if source.category == translation.category == "string":
        return _same_string(_content(source.text), _content(translation.text))
    if "<" in source.text and _blank(source.text) == _blank(translation.text):
        return True
    return bool(_YOURS.search(source.text) and source.category == translation.category)


def _content(literal: str) -> str:
    match = _QUOTES.match(literal)
    return match[2] if match else literal


def _blank(text: str) -> str:
    return _PLACEHOLDER.sub("<>", text)


def _same_string(source: str, translation: str) -> bool:
    """Say whether two literals may differ: both are prose, and nothing technical in them changed."""
    if source == translation:
        return True
    if _blank(source) == _blank(translation) or _YOURS.search(source):
        return True
    if _SENTENCE_WORD.match(source) and _SENTENCE_WORD.match(translation):
        return True
    if _LETTERS.findall(source) == _LETTERS.findall(translation):  # no word was translated: a figure or a sign changed
        return False
    return _is_prose(source) and (_is_prose(translation) or not _TECHNICAL.match(translation) or translation.isalpha())


def _is_prose(text: str) -> bool:
    return bool(_PROSE.search(text)) or any(ord(char) > 0x2E7F and char.isalpha() for char in text)


def _renamed(source: Sequence[Token], translation: Sequence[Token], open_pairs: Sequence[tuple[Token, Token]]) -> bool:
    """Say whether names were renamed throughout: a policy of the translator, not a slip."""
    if any(a.category != "name" or b.category != "name" for a, b in open_pairs):
        return False
    forward: dict[str, str] = {}
    backward: dict[str, str] = {}
    for a, b in zip(source, translation, strict=True):
        if a.category == b.category == "name" and (forward.setdefault(a.text, b.text) != b.text or backward.setdefault(b.text, a.text) != a.text):
            return False
    uses = Counter(a.text for a, _ in open_pairs)
    return min(uses.values()) >= 2


def _markup(source: str, translation: str) -> Verdict:
    """Compare the tags or commands of markup; the text between them is content."""
    pattern = _COMMAND if "\\" in source and "\\begin" in source + "\\documentclass" and _COMMAND.search(source) and "<" not in source else _TAG
    left, right = list(pattern.finditer(source)), list(pattern.finditer(translation))
    for ours, theirs in zip(left, right, strict=False):
        if ours[0] != theirs[0]:
            return Verdict("code", ours[0], theirs[0], ours.start(), theirs.start())
    if len(left) != len(right):
        shorter = min(len(left), len(right))
        ours_text, at = (left[shorter][0], left[shorter].start()) if len(left) > shorter else ("", 0)
        theirs_text, there = (right[shorter][0], right[shorter].start()) if len(right) > shorter else ("", 0)
        return Verdict("code", ours_text, theirs_text, at, there)
    return Verdict("content")


@lru_cache(maxsize=8192)
def _bag(body: str) -> Counter[str]:
    return Counter(re.findall(r"\w+|[^\w\s]", body))


def similarity(source: Code, translation: Code) -> float:
    """Give how much two blocks have in common, 0 to 1: the share of tokens that both hold (Dice)."""
    left, right = _bag(source.body), _bag(translation.body)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0

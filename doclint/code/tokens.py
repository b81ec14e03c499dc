"""Owns the reading of code as tokens, as the real lexer of its language (Pygments) reads it, layout taken off."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from doclint.code.bash import bash_tokens
from doclint.code.literal import is_prose
from doclint.code.pieces import hole_role, joined, placed
from doclint.code.python import python_tokens
from doclint.code.token import Category, Token
from doclint.regex import regex

# Pygments' names where they are not ours; None where it has no lexer.
_LEXERS = {
    "text": None,
    "output": None,
    "mdx": None,
    "astro": "typescript",
    "svelte": "typescript",
    "vue": "typescript",
}
_LEXERS |= {"tsx": "typescript", "jsx": "javascript", "dockerfile": "docker", "latex": "tex", "protobuf": "protobuf"}
# In these a line end ends nothing, so that re-wrapped code is the same code.
_FREE_FORM = frozenset(
    """javascript typescript jsx tsx java c cpp csharp go rust php css scss less sql json graphql kotlin swift dart
    scala groovy objective-c protobuf hcl solidity zig perl arduino glsl wgsl prisma""".split()
)
_INDENTED = frozenset({"python", "yaml", "nim", "fsharp", "haskell", "sass", "pug", "gherkin", "makefile"})
# Here brackets join lines; elsewhere (shells) a bracket holds lines.
_JOINING = frozenset({"python", "yaml", "toml", "ruby", "julia", "r", "elixir", "nim", "lua"})
_CONTINUED = {"bash": "\\", "dockerfile": "\\", "python": "\\", "makefile": "\\", "powershell": "`", "bat": "^"}
_PLACEHOLDERS = frozenset(
    {"bash", "powershell", "bat", "yaml", "toml", "ini", "dockerfile", "json", "http", "promql", "nginx", "sql"}
)
# `<name of it>`, `{NAME}`, and `{name of it}` or what letters beyond ASCII show to be words.
_PLACEHOLDER = regex(
    r"(?<![<\w])<[^\x00-@\[-`{-\xbf](?:[^<>\n=\"'/]{0,60}|[^<>\n=\"'/]{1,40},? [^<>\n=\"']{1,40})>"
    r"|(?<![${\w])\{(?:[A-Z][A-Z_ ]+|(?=[^{}\n]{0,60}(?: |[^\x00-\x7f]))[^\W\d_][^{}\n=\"',;:$|]{0,60})\}"
)
_SHELLS = frozenset({"bash", "powershell", "bat"})
_IN_BRACKETS = regex(r"(?<![$\w\]])\[(?=[^\[\]\n]{0,60}(?: |[^\x00-\x7f]))[^\W\d_][^\[\]\n=\"',;:$|]{0,60}\]")
_MASK = "\ue000"
_DRAWN = regex("[\u2500-\u257f]+")  # lines of trees and tables: as long as the words beside them
_PLAIN = regex(
    r"(?P<line>\n)|(?P<string>\"[^\"\n]*\"|(?<!\w)'[^'\n]*'(?!\w))"
    r"|(?P<word>[^\W\d](?:[\w.@/:-]*\w)?|--?[\w-]+)|(?P<number>\d[\w.,:]*)|(?P<sign>[^\s\w])"
)
_REMARKED = frozenset({"bash", "css", "python", "yaml", "sql", "dockerfile", "html"})
_SLASHED = regex(r"(?:^|(?<=\s))//([^\n]*)", re.MULTILINE)
# A line in a shell block that no shell would take: a capital first, and words.
_SENTENCE = regex(r"^[ \t]*[A-ZÀ-ÞА-Я¿¡][^\W\d_]*[,:]?(?: [^\n]*)?$", re.MULTILINE)
_BLOCK_SCALAR = regex(r"(?:^|[:\-] +)[|>][-+\d]*(?: +#.*)?$")
_SHELL_SIGNS = regex(r"[$=;`\\]|(?:^|\s)-")
# A line that is a comment in most languages, and says something to people.
_PLAIN_COMMENT = regex(r"^[ \t]*(?:#|//|--|;|%|<!--|/\*|\*)[ \t]+[^\W\d_]+[^\n]*$", re.MULTILINE)
_COMMENT_BEHIND = regex(r"(?:^[ \t]*|(?<=[ \t]))(?:#|//|--)[ \t]+[^\W\d_]+[^\n]*$", re.MULTILINE)
# What is read without Pygments where it is plain.
_OWN = {"python": python_tokens, "bash": bash_tokens}
UNKNOWN = "diff-of-unknown"
"""Stands for the language of what a diff changes, where nothing says which it is."""
_MOST, _LONGEST_LINE = 60_000, 1_500
_HEREDOC = regex(r"<<[-~]?\s*(?P<quote>[\"']?)(?P<end>\w++)(?P=quote)[^\n]*\n")


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    name = _LEXERS.get(language, language)
    try:
        options = {"startinline": True} if name == "php" else {}
        return get_lexer_by_name(name, stripnl=False, ensurenl=False, **options) if name else None
    except ClassNotFound:
        return None


@lru_cache(maxsize=4096)
def tokens(language: str, code: str) -> tuple[Token, ...]:
    """Cut code into tokens; line ends and indentation are tokens only where they mean something.

    A language without a lexer gives words and signs, and comments only where a line surely is one.
    """
    raw = _read(language, code)
    if language not in _FREE_FORM:
        raw = _with_lines(raw, code, language)
    return tuple(placed(joined(raw), language))


def _read(language: str, code: str) -> Iterable[Token]:
    written = code
    if not code.isascii():
        code = _DRAWN.sub(lambda match: " " * len(match[0]), code)
    if language in _PLACEHOLDERS and ("<" in code or "{" in code):
        code = _PLACEHOLDER.sub(_masked, code)
    if language in _SHELLS and "[" in code:
        code = _IN_BRACKETS.sub(_masked, code)
    code = _in_one_line(language, code)
    remarks = list(_foreign_remarks(language, code))
    for token in remarks:
        code = code[: token.at] + " " * len(token.text) + code[token.end :]
    own = _OWN.get(language) if _readable(code) else None
    found = own(code, written) if own else None
    if found is None:
        found = _by_lexer(language, code, written)
    return sorted((*found, *remarks), key=lambda token: token.at) if remarks else found


def _by_lexer(language: str, code: str, written: str) -> list[Token]:
    lexer = _lexer("html+php" if language == "php" and "<?" in code else language) if _readable(code) else None
    return list(plain(code, behind=language == UNKNOWN) if lexer is None else _lexed(lexer, code, written, language))


def _in_one_line(language: str, code: str) -> str:
    """Blank the line ends after which a line goes on."""
    mark = _CONTINUED.get(language)
    if not mark or mark not in code:
        return code
    return re.sub(re.escape(mark) + r"[ \t]*\n", lambda match: " " * len(match[0]), code)


def _masked(match: re.Match[str]) -> str:
    return _MASK * len(match[0])


def _readable(code: str) -> bool:
    """Say whether a block is small enough for lexers whose time grows with the square of what they read."""
    return len(code) <= _LONGEST_LINE or (len(code) <= _MOST and max(map(len, code.split("\n"))) <= _LONGEST_LINE)


def _foreign_remarks(language: str, code: str) -> Iterator[Token]:
    """Yield what is a remark to people although not to the language: `//` in CSS, a sentence in a shell block."""
    if language == "yaml" and "#" in code:
        yield from _yaml_comments(code)
    if language not in _REMARKED:
        return
    for match in _SLASHED.finditer(code) if "//" in code else ():
        if is_prose(match[1]):
            yield Token("comment", match[0], match.start(), match.end())
    for match in _SENTENCE.finditer(code) if language == "bash" else ():
        if is_prose(match[0]) and not _SHELL_SIGNS.search(match[0]):
            yield Token("comment", match[0], match.start(), match.end())


def _yaml_comments(code: str) -> Iterator[Token]:
    """Yield whole-line comments of YAML outside block scalars; Pygments takes one behind a plain scalar for its rest.

    See YAML 1.2.2, section 6.6: a comment ends a plain scalar.
    """
    at, scalar = 0, -1
    for line in code.split("\n"):
        bare = line.lstrip()
        depth = len(line) - len(bare)
        if bare and depth <= scalar:
            scalar = -1
        if scalar < 0 and bare.startswith("#"):
            yield Token("comment", bare.rstrip(), at + depth, at + len(line.rstrip()))
        elif scalar < 0 and _BLOCK_SCALAR.search(bare):
            scalar = depth
        at += len(line) + 1


def plain(code: str, start: int = 0, *, behind: bool = False) -> Iterator[Token]:
    """Cut text of an unknown language into words, numbers, quoted strings, signs and line ends.

    `behind` says that comments may stand behind code, too.
    """
    pattern = _COMMENT_BEHIND if behind else _PLAIN_COMMENT
    comments = {match.start(): match.end() for match in pattern.finditer(code)}
    at = 0
    while at < len(code):
        if at in comments:
            yield Token("comment", code[at : comments[at]], start + at, start + comments[at])
            at = comments[at]
            continue
        match = _PLAIN.match(code, at)
        if match:
            yield Token(match.lastgroup or "sign", match[0], start + at, start + match.end())  # type: ignore[arg-type]
        at = match.end() if match else at + 1


def _lexed(lexer: Any, code: str, written: str, language: str) -> Iterator[Token]:
    """Yield what Pygments reads, without blanks; a here-document is opened up."""
    for at, sort, text in lexer.get_tokens_unprocessed(code):
        category = _category(sort)
        heredoc = _HEREDOC.match(text) if category == "string" and language == "bash" else None
        if heredoc:
            inner = text[: text.rfind("\n")] if text.rstrip().endswith(heredoc["end"]) else text
            yield Token("sign", "<<", at, at + heredoc.end() - 1)
            yield from plain(written[at + heredoc.end() - 1 : at + len(inner)], at + heredoc.end() - 1)
            continue
        if category == "sign" and language in ("bash", "dockerfile", "bat") and re.search(r"[\w\ue000]", text):
            category = "word"
        bare = text.strip()
        if category == "string" and sort in _holes():
            yield Token("string", text, at, at + len(text), hole_role(text))
        elif category == "string":
            yield Token("string", written[at : at + len(text)], at, at + len(text))
        elif bare:
            lead = at + len(text) - len(text.lstrip())
            yield Token(category, re.sub(_MASK + "+", "<>", bare), lead, lead + len(bare))


@cache
def _holes() -> Any:
    from pygments import token as pygments_token

    return pygments_token.String.Interpol


@cache
def _category(sort: Any) -> Category:
    from pygments import token as pygments_token

    table: tuple[tuple[Any, Category], ...] = (
        (pygments_token.Comment.Preproc, "sign"),
        (pygments_token.Comment.PreprocFile, "sign"),
        (pygments_token.Comment.Hashbang, "sign"),
        (pygments_token.Comment, "comment"),
        (pygments_token.String.Doc, "doc"),
        (pygments_token.String.Symbol, "name"),
        (pygments_token.String, "string"),
        (pygments_token.Token.Literal.Scalar, "string"),
        (pygments_token.Number, "number"),
        (pygments_token.Keyword, "keyword"),
        (pygments_token.Operator.Word, "keyword"),
        (pygments_token.Name.Tag, "key"),
        (pygments_token.Name, "name"),
    )
    return next((category for above, category in table if sort in above), "sign")


def _with_lines(raw: Iterable[Token], code: str, language: str) -> Iterator[Token]:
    """Put in a token for each line end that ends something, and for each step of indentation that means something."""
    depth, last_end = 0, -1
    joining = language in _JOINING
    columns: list[int] = []
    lines = _in_one_line(language, code)
    for token in raw:
        if token.category == "comment":
            yield token
            continue
        starts = last_end < 0 or (depth == 0 and lines.find("\n", last_end, token.at) >= 0)
        if starts and token.category != "line":
            if last_end >= 0:
                yield Token("line", "\n", last_end, token.at)
            if language in _INDENTED:
                yield from _steps(columns, _column(code, token, language), token.at)
        if joining and token.category == "sign":
            depth = max(0, depth + sum((char in "([{") - (char in ")]}") for char in token.text))
        last_end = token.end
        yield token
    for _ in columns[1:]:
        yield Token("indent", "<", last_end, last_end)


def _column(code: str, token: Token, language: str) -> int:
    """Give how deep a line stands; a dash of a YAML list stands deeper than a key in its column."""
    line = code.rfind("\n", 0, token.at) + 1
    column = 2 * len(code[line : token.at].expandtabs(4))
    return column + 1 if language == "yaml" and token.text[:1] == "-" else column


def _steps(columns: list[int], column: int, at: int) -> Iterator[Token]:
    if not columns:
        columns.append(column)
    elif column > columns[-1]:
        columns.append(column)
        yield Token("indent", ">", at, at)
    else:
        while len(columns) > 1 and column < columns[-1]:
            columns.pop()
            yield Token("indent", "<", at, at)

"""Owns the reading of markup: HTML and what is made of it (Vue, JSX, Astro, Svelte, MDX), and LaTeX.

The text between tags is content, so it gives no token; tags, attributes and the code between braces do.
"""

import re
from collections.abc import Generator, Iterator
from functools import lru_cache

from doclint.code.token import Token
from doclint.code.tokens import tokens
from doclint.record import replace
from doclint.regex import regex

_SCRIPTED = {
    "jsx": "javascript",
    "tsx": "typescript",
    "astro": "typescript",
    "svelte": "typescript",
    "mdx": "javascript",
}
_SKIPPED = regex(
    r"//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|<(?=[A-Za-z>])",
    re.DOTALL,
)
_BEFORE_ELEMENT = regex(r"(?:[(=>?:&|,{;}\[]|\breturn|\bdefault)\s*$|^\s*$")
_TAG = regex(r"<(/?)([A-Za-z][\w.:-]*|(?=>))")
_ATTRIBUTE = regex(r"\s*([^\s=/>\"'{}<]+)(?:\s*=\s*)?")
_VALUE = regex(r"\"[^\"]*\"|'[^']*'|[^\s\"'<>{}`]+")
_COMMENT = regex(r"<!--(?:[^-]|-(?!->))*(?:-->|$)")
_TEMPLATE = regex(r"\{\{[^{}]*\}\}|\{%[^%]*%\}|<%[^%]*%>")
_FRONT = regex(r"\s*---\n((?:(?!---).*\n)*)---[ \t]*(?:\n|$)")
_SCRIPT = regex(r"<(script|style)\b[^>]*>", re.IGNORECASE)
_DYNAMIC = (":", "@", "v-", "#", "x-", "ng-", "*", "[", "(")
_LANGUAGE_ATTRIBUTES = frozenset({"lang", "hreflang", "xml:lang", "locale"})
_FENCE = regex(r"^([ \t]*)(`{3,}|~{3,})[^`\n]*\n(?:.*\n)*?[ \t]*\2[`~]*[ \t]*$", re.MULTILINE)

# Options that name the document's own language.
_SPOKEN_OPTION = regex(r"\{(?:babel|polyglossia|inputenc|csquotes)\}")
_LATEX = regex(
    r"(?P<comment>(?<!\\)%[^\n]*)"
    r"|(?P<argument>\\(?:begin|end|documentclass|usepackage|input|include|includegraphics|label|ref|eqref|pageref"
    r"|bibliography|bibliographystyle|addbibresource|setmainfont|newcommand|renewcommand|hspace|vspace|setlength|url)\*?"
    r"\s*(?:\[[^\]\n]*\])?(?:\{[^{}\n]*\})?)"
    r"|(?P<cite>\\cite\w*\*?\s*(?:\[[^\]\n]*\])*(?:\{[^{}\n]*\})?)"
    r"|(?P<command>\\[A-Za-z@]+\*?|\\[^A-Za-z\s])|(?P<math>\$[^$\n]+\$)|(?P<sign>[{}&])"
)


@lru_cache(maxsize=2048)
def markup_tokens(language: str, body: str) -> tuple[Token, ...]:
    """Cut a block of markup into tokens: tags, attributes and their values, scripts and expressions, no text."""
    if language == "latex":
        return tuple(_latex(body))
    scanner = _Scanner(language, body)
    if language in ("jsx", "tsx"):
        return tuple(scanner.script(0, len(body)))
    front = _FRONT.match(body) if language in ("astro", "mdx", "svelte") else None
    start = front.end() if front else 0
    head = _shifted(tokens("typescript" if language == "astro" else "yaml", front[1]), front.start(1)) if front else ()
    return (*head, *scanner.children(start, len(body)))


def _latex(body: str) -> Iterator[Token]:
    for match in _LATEX.finditer(body):
        sort = match.lastgroup or "sign"
        text = re.sub(r"\s+", "", match[0])
        if sort == "math":
            text = re.sub(r"(?<![\\A-Za-z])[^\W\d_]{3,}", "", text)
        elif sort == "cite" or _SPOKEN_OPTION.search(text):
            text = re.sub(r"\[[^\]]*\]", "", text)
        category = "comment" if sort == "comment" else "sign"
        yield Token(category, text, match.start(), match.end())  # type: ignore[arg-type]


def _shifted(found: tuple[Token, ...], by: int) -> Iterator[Token]:
    return (replace(token, at=token.at + by, end=token.end + by) for token in found)


class _Scanner:
    """Walks over one block; every method takes offsets and yields tokens, `at` says how far it got."""

    def __init__(self, language: str, body: str) -> None:
        self.body = body
        self.braces = language in _SCRIPTED
        self.code = _SCRIPTED.get(language, "javascript")
        self.jsx = language in ("jsx", "tsx", "mdx", "astro")
        self.at = 0

    def lex(self, start: int, end: int) -> Iterator[Token]:
        return _shifted(tokens(self.code, self.body[start:end]), start)

    def script(self, start: int, end: int) -> Iterator[Token]:
        """Read code in which elements may stand."""
        done = at = start
        while True:
            match = _SKIPPED.search(self.body, at, end)
            if not match:
                break
            at = match.end()
            if (
                match[0] == "<"
                and self.jsx
                and _BEFORE_ELEMENT.search(self.body[max(start, match.start() - 40) : match.start()])
            ):
                yield from self.lex(done, match.start())
                yield from self.children(match.start(), end, one=True)
                done = at = max(self.at, match.end())
        yield from self.lex(done, end)

    def children(self, start: int, end: int, *, one: bool = False) -> Iterator[Token]:
        """Read elements and text up to `end`, or up to the end of one element; `self.at` is where it stopped."""
        at, depth = start, 0
        sought = re.compile(r"[<{]")
        while at < end:
            match = sought.search(self.body, at, end)
            if not match:
                at = end
                break
            at = match.start()
            special = _COMMENT.match(self.body, at) or _TEMPLATE.match(self.body, at)
            tag = _TAG.match(self.body, at) if not special else None
            if special:
                category = "comment" if special[0].startswith("<!--") else "sign"
                yield Token(category, "".join(special[0].split()), at, special.end())  # type: ignore[arg-type]
                at = min(special.end(), end)
            elif tag:
                yield Token("keyword", f"<{tag[1]}{tag[2]}>", at, tag.end())
                closes = bool(tag[1])
                opens = yield from self.attributes(tag.end(), end)
                at = self.at
                raw = _SCRIPT.match(self.body, tag.start(), at) if not closes and opens else None
                if raw:
                    at = yield from self.raw(raw, at, end)
                depth += -1 if closes else int(opens)
                if one and depth <= 0:
                    break
            elif self.braces and self.body[at] == "{":
                close = self.closing(at, end)
                yield from self.script(at + 1, close)
                at = close + 1
            else:
                at += 1
        self.at = at

    def raw(self, tag: re.Match[str], at: int, end: int) -> Generator[Token, None, int]:
        """Read what stands between `<script>` or `<style>` and its end."""
        close = re.compile(rf"</{tag[1]}\b", re.IGNORECASE).search(self.body, at, end)
        stop = close.start() if close else end
        typed = re.search(r"lang=[\"']?(ts|scss|less)", tag[0])
        language = "css" if tag[1].lower() == "style" else "typescript" if typed else "javascript"
        yield from _shifted(tokens(language, self.body[at:stop]), at)
        return stop

    def attributes(self, at: int, end: int) -> Generator[Token, None, bool]:
        """Read a tag from behind its name to its `>`; the value returned says whether it opens an element."""
        opens = True
        while at < end:
            char = self.body[at]
            if char == ">":
                at += 1
                break
            if char == "{":
                close = self.closing(at, end)
                yield from self.script(at + 1, close)
                at = close + 1
                continue
            match = _ATTRIBUTE.match(self.body, at)
            if not match or match.end() > end:
                opens = opens and char != "/"
                at += 1
                continue
            yield Token("key", match[1], match.start(1), match.end(1))
            at = match.end()
            if match[0].rstrip().endswith("="):
                at = yield from self.value(match[1], at, end)
        self.at = at
        return opens

    def value(self, name: str, at: int, end: int) -> Generator[Token, None, int]:
        if at < end and self.body[at] == "{":
            close = self.closing(at, end)
            for token in self.script(at + 1, close):
                yield replace(token, role=name.lower()) if token.category == "string" and not token.role else token
            return close + 1
        match = _VALUE.match(self.body, at)
        if not match:
            return at
        quoted = match[0][0] in "\"'"
        if name.startswith(_DYNAMIC) and quoted:
            yield from _shifted(tokens("javascript", match[0][1:-1]), at + 1)
        elif name.lower() in _LANGUAGE_ATTRIBUTES:
            pass  # a translated demo speaks of its own language
        else:
            text = match[0] if quoted else f'"{match[0]}"'
            yield Token("string", " ".join(text.split()), at, match.end(), name.lower())
        return match.end()

    def closing(self, at: int, end: int) -> int:
        """Give where the brace that opens at `at` is closed, strings and comments skipped."""
        depth = 0
        sought = re.compile(r"[{}\"'`]|/\*")
        while True:
            match = sought.search(self.body, at, end)
            if not match:
                return end
            at = match.end()
            if match[0] in "{}":
                depth += 1 if match[0] == "{" else -1
                if not depth:
                    return match.start()
            else:
                skipped = _SKIPPED.match(self.body, match.start(), end)
                at = skipped.end() if skipped else at

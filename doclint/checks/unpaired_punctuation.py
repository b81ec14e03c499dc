"""See rules/unpaired-punctuation.md."""

import re
from collections.abc import Iterator
from html import unescape

from doclint.language import votes, words
from doclint.locales import pack
from doclint.model import Document, Finding, Heading, Prose, Span
from doclint.regex import regex
from doclint.terms.match import masked
from doclint.text.fences import outside

_LEAST_VOTES = 2
_HIDING = regex(r"[`<>{}\[\]]|://")


def check(document: Document) -> Iterator[Finding]:
    """Yield questions and exclamations without the mark that opens them in the page's language."""
    for opening, closing in pack(document.language).paired:
        if not _may_lack(document.text, opening, closing):
            continue
        ends = re.compile(rf"(?<=\w){re.escape(closing)}(?=[\s*_)»”\"]|$)")
        for block in document.blocks:
            if not isinstance(block, Heading | Prose):
                continue
            text = masked(document.text[block.span.start : block.span.end])
            for end in ends.finditer(text):
                start = max(text.rfind(closing, 0, end.start()), text.rfind("\n\n", 0, end.start())) + 1
                said = text[start : end.start()]
                sentence = re.split(r"(?<=[.:;!?…])\s", said)[-1]
                if opening in unescape(said) or not _in_language(sentence, document.language):
                    continue
                span = Span(block.span.start + end.start(), block.span.start + end.end())
                yield Finding(document, span, f"“{closing}” closes a sentence that no “{opening}” opens")


def _may_lack(text: str, opening: str, closing: str) -> bool:
    """Say whether a sentence of a page may lack its opening mark; markup and code may hide what is there.

    Where the mark stands in plain words between the end of a sentence and the last such sign before, it is not lacking.
    """
    seen = outside(text).text
    for end in re.finditer(rf"(?<=\w){re.escape(closing)}(?=[\s*_)»”\"<{{]|$)", seen):
        start = max(seen.rfind(closing, 0, end.start()), seen.rfind("\n\n", 0, end.start())) + 1
        said = seen[start : end.start()]
        if opening not in said or not said[0].isspace() or _HIDING.search(said):
            return True
    return False


def _in_language(sentence: str, language: str) -> bool:
    """Say whether a sentence is the language's own: titles and quotations in another have their own customs."""
    found = words(sentence)
    return votes(found, language) >= _LEAST_VOTES and not votes(found, "en")

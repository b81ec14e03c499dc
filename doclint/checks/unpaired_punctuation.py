"""See rules/unpaired-punctuation.md."""

import re
from collections.abc import Iterator
from html import unescape

from doclint.language import votes, words
from doclint.locales import pack
from doclint.model import Document, Finding, Heading, Prose, Span
from doclint.text.fences import outside

_LEAST_VOTES = 2
_AROUND = (("(", ")"), ("<", ">"), ("{", "}"))


def check(document: Document) -> Iterator[Finding]:
    """Yield questions and exclamations without the mark that opens them in the page's language."""
    for opening, closing in pack(document.language).paired:
        if not _may_lack(document.text, opening, closing):
            continue
        from doclint.terms.match import masked  # few pages need it

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
    """Say whether a sentence of a page may lack its opening mark: none that has it on its line."""
    if closing not in text:
        return False
    seen = outside(text).text
    if "```" in seen:  # code over several lines may hide anything
        return True
    end = seen.find(closing)
    while end >= 0:
        if _ends_a_sentence(seen, end):
            first = seen.rfind("\n", 0, end) + 1
            at = seen.rfind(opening, max(first, seen.rfind(closing, 0, end) + 1), end)
            if at < 0 or _may_hide(seen[first:at], seen[at:end]):
                return True
        end = seen.find(closing, end + 1)
    return False


def _ends_a_sentence(text: str, at: int) -> bool:
    """Say whether a mark stands behind a word, and before a blank or what may close a sentence."""
    before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return (before.isalnum() or before == "_") and (behind.isspace() or behind in '*_)»”"<{')


def _may_hide(before: str, behind: str) -> bool:
    """Say whether markup, code or an address that begins before a place may end behind it."""
    if before.count("`") % 2 or "://" in before[before.rfind(" ") + 1 :]:
        return True
    ends = ((behind.find(begin), behind.find(end)) for begin, end in _AROUND)
    return any(end >= 0 and not 0 <= begin < end for begin, end in ends)


def _in_language(sentence: str, language: str) -> bool:
    """Say whether a sentence is the language's own: titles and quotations in another have their own customs."""
    found = words(sentence)
    return votes(found, language) >= _LEAST_VOTES and not votes(found, "en")

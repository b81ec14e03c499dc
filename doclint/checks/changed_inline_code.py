"""See rules/changed-inline-code.md."""

from collections.abc import Iterator
from functools import partial

from doclint.code.literal import blank_placeholders, folded, same_but_told, same_but_yours
from doclint.code.page import renamed, translated_words
from doclint.code.vocabulary import said
from doclint.model import Code, Finding, InlineCode, Pair, Place
from doclint.parity import excerpt, mismatches, same_code, slip

# Spans up to this length are shown whole, of longer ones so much before the difference.
_LONG = 60
_LEAD = 20


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code spans that come close to one of the source's, but are not it."""
    for changed in mismatches(pair, InlineCode, partial(_same, pair), alike=slip):
        if changed.source and changed.translation:
            here, there = changed.translation.text, changed.source.text
            first = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), 0)
            start = max(0, first - _LEAD)
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"`{_shown(here, start)}` here, but `{_shown(there, start)}` in the source",
                Place(pair.source, changed.source.span),
            )


def _shown(text: str, start: int) -> str:
    """Cut a long span to the part around the difference."""
    return f"…{excerpt(text[start:])}" if len(text) > _LONG and start else excerpt(text, _LONG)


def _same(pair: Pair, source: InlineCode, translation: InlineCode) -> bool:
    """Say whether two code spans are one, but for what readers are to fill in and what the page's code renames, too.

    Readers fill in `<name>`, `YOUR_TOKEN`, `my-folder`.
    """
    return (
        same_code(source, translation)
        or blank_placeholders(source.text) == blank_placeholders(translation.text)
        or same_but_yours(source.text, translation.text)
        or renamed(pair).get(source.text) == translation.text
        or _plural(pair, source, translation)
        or (
            source.text.startswith("~") and source.text.rpartition(".")[2] == translation.text
        )  # shown as its last part
        or _only_said(pair, source.text, translation.text)
        or same_but_told(source.text, translation.text, translated_words(pair))
    )


def _only_said(pair: Pair, source: str, translation: str) -> bool:
    """Say whether a code span is a word that both pages say, and that no code of the source uses."""
    if not (source.isalpha() and translation.isalpha()) or folded(translation) not in translated_words(pair):
        return False
    return folded(source) in said(pair.source) and not any(source in code.body for code in pair.source.of(Code))


def _plural(pair: Pair, source: InlineCode, translation: InlineCode) -> bool:
    """Say whether a code span took in the ending that the source writes behind its own: `Quay`s and `Quays`."""
    ending = translation.text.removeprefix(source.text)
    return ending != translation.text and pair.source.text.startswith(ending, source.span.end)

"""See rules/changed-inline-code.md."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial

from doclint.code.around import renamed, translated_words
from doclint.code.literal import differing_words, folded, same_but_placeholders, same_but_told, same_but_yours
from doclint.code.vocabulary import said, stands_in, written
from doclint.code_spans import same_call, same_code, same_quoted, slip
from doclint.linked import in_own_folder, same_page
from doclint.model import Code, Document, Finding, InlineCode, Pair, Place
from doclint.parity import Mismatch, mismatches
from doclint.regex import regex
from doclint.regrouped import same_words, without_regrouped
from doclint.wording import excerpt

# Spans up to this length are shown whole, of longer ones so much before the difference.
_LONG = 60
_LEAD = 20
_TWO = 2
_PAGES = (".md", ".mdx", ".html")
_LEAST_NAME = 4
_WORDS = regex(r"[^\W_]+(?:[-_][^\W_]+)*")
_TOKEN = regex(r"[^\s`]{3,}")


def check(pair: Pair) -> Iterator[Finding]:
    """Yield code spans that come close to one of the source's, or stand for a name of it, but are not it."""
    every = list(mismatches(pair, InlineCode, _same(pair), alike=slip))
    rows = {id(item.row): item.row for item in every}
    regrouped = {number for number, row in rows.items() if same_words(row)}
    found = list(without_regrouped(pair, (item for item in every if id(item.row) not in regrouped)))
    alike: dict[object, list[Mismatch[InlineCode]]] = {}
    for changed in (*found, *_renamed(pair, found)):
        alike.setdefault(_cause(pair.translation, changed), []).append(changed)
    for group in alike.values():
        changed, *others = sorted(group, key=_place)
        if changed.source and changed.translation:
            more = f", and so with {len(others)} more here" if others else ""
            here, there = changed.translation.text, changed.source.text
            first = next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), 0)
            start = max(0, first - _LEAD)
            yield Finding(
                pair.translation,
                changed.translation.span,
                f"`{_shown(here, start)}` here, but `{_shown(there, start)}` in the source{more}",
                Place(pair.source, changed.source.span),
            )


def _place(changed: Mismatch[InlineCode]) -> int:
    return changed.translation.span.start if changed.translation else 0


def _cause(page: Document, changed: Mismatch[InlineCode]) -> object:
    """Give what code spans of a line have in common that were changed alike: the same way, or all in their case."""
    if not changed.source or not changed.translation:
        return id(changed)
    here, there = changed.translation.text, changed.source.text
    return page.position(_place(changed))[0], *(() if here.casefold() == there.casefold() else (here, there))


def _renamed(pair: Pair, found: list[Mismatch[InlineCode]]) -> Iterator[Mismatch[InlineCode]]:
    """Yield the lone name of a block that the source has as another one: translated, as no reader would look for it.

    That it is no choice is told by the page, which keeps the name elsewhere, or by the name, kept in part.
    """
    rows: dict[int, list[Mismatch[InlineCode]]] = {}
    for item in found:
        rows.setdefault(id(item.row), []).append(item)
    for items in rows.values():
        ours = [item.source for item in items if item.source and not item.translation]
        theirs = [item.translation for item in items if item.translation and not item.source]
        if len(ours) != 1 or len(theirs) != 1 or len(items) != _TWO:
            continue
        source, translation = ours[0].text, theirs[0].text
        if _other_choice(source, translation):
            yield Mismatch(items[0].row, *ours, *theirs)
            continue
        if _holds(pair.source, translation):
            continue
        from doclint.code.identifier import is_name, name_parts  # few pages get here

        names = is_name(source) and is_name(translation)
        parts, others = name_parts(source), name_parts(translation)
        partly = len(parts) == len(others) and not set(parts).isdisjoint(others)
        named = names and (partly or _holds(pair.translation, source))
        if named or _stays_in_code(pair.translation, source, translation):
            yield Mismatch(items[0].row, *ours, *theirs)


def _other_choice(source: str, translation: str) -> bool:
    """Say whether two code spans offer a choice, as `left | right`, of which one side has more than the other."""
    ours, theirs = ({part.strip() for part in text.replace("｜", "|").split("|")} for text in (source, translation))
    return ours < theirs or theirs < ours


def _holds(page: Document, name: str) -> bool:
    """Say whether a name stands on a page as a word of its own."""
    return name in page.text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", page.text) is not None


@lru_cache(maxsize=4)
def _code(page: Document) -> str:
    return "\n".join(block.body for block in page.of(Code))


def _stays_in_code(page: Document, source: str, translation: str) -> bool:
    """Say whether a page's code blocks have the source's word still, and the one that stands for it nowhere."""
    if not _TOKEN.fullmatch(source) or _WORDS.sub("x", source) != _WORDS.sub("x", translation):
        return False  # `main.cpp` may have become `principal.cpp`, but not `--verbose`
    code = _code(page)
    if source not in code:
        return False
    kept, new = (re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", code) for name in (source, translation))
    return kept is not None and new is None


def _shown(text: str, start: int) -> str:
    """Cut a long span to the part around the difference."""
    return f"…{excerpt(text[start:])}" if len(text) > _LONG and start else excerpt(text, _LONG)


def _same(pair: Pair) -> Callable[[InlineCode, InlineCode], bool]:
    """Give the test whether two code spans of a pair are one; a page says the same names again and again."""
    alike = cache(partial(_alike, pair))

    def same(source: InlineCode, translation: InlineCode) -> bool:
        return (
            same_code(source, translation) or _plural(pair, source, translation) or alike(source.text, translation.text)
        )

    return same


def _alike(pair: Pair, source: str, translation: str) -> bool:
    """Say whether two code spans are one, but for what readers are to fill in and what the page's code renames, too.

    Readers fill in `<name>`, `YOUR_TOKEN`, `my-folder`.
    """
    return (
        same_but_placeholders(source, translation)
        or same_but_yours(source, translation)
        or renamed(pair).get(source) == translation
        or (source.endswith(_PAGES) and same_page(pair, source, translation))
        or in_own_folder(pair, source, translation)
        or same_call(source, translation)
        or same_quoted(source, translation)
        or (source.startswith("~") and source.rpartition(".")[2] == translation)  # shown as its last part
        or _factor(source, translation)
        or _only_said(pair, source, translation)
        or (bool(differing_words(source, translation)) and same_but_told(source, translation, translated_words(pair)))
    )


def _only_said(pair: Pair, source: str, translation: str) -> bool:
    """Say whether a code span is a word that both pages say, and that no code of the source uses."""
    if not (source.isalpha() and translation.isalpha()) or stands_in(pair.source.text, translation):
        return False
    word = folded(translation)
    if any(source in code.body for code in pair.source.of(Code)) or word in written(pair.source):
        return False
    return folded(source) in said(pair.source) and word in translated_words(pair)


def _factor(source: str, translation: str) -> bool:
    """Say whether a code span lacks but the number before a name, which the sentence may say in words."""
    rest = source.lstrip("0123456789")
    return rest != source and len(rest) >= _LEAST_NAME and rest == translation


def _plural(pair: Pair, source: InlineCode, translation: InlineCode) -> bool:
    """Say whether a code span took in the ending that the source writes behind its own: `Quay`s and `Quays`."""
    ending = translation.text.removeprefix(source.text)
    return ending != translation.text and pair.source.text.startswith(ending, source.span.end)

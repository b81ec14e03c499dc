"""See rules/unsorted-entry.md."""

from collections.abc import Iterator

from doclint.locales import pack, sort_key
from doclint.model import Document, Finding, Site
from doclint.terms.glossary import STRAY, Entry, entries, first_letter, out_of_order, plain


def check(site: Site) -> Iterator[Finding]:
    """Yield entries of glossaries that stand under a wrong letter or out of order, each told once for both sides."""
    told: dict[str, set[str]] = {}
    sources = {pair.translation.path: pair.source for pair in site.pairs}
    pages = sorted(site.looked_at(), key=lambda page: page.path in sources)
    for page in pages:
        source = sources.get(page.path)
        known = told.get(source.path, set()) if source else set()
        found = list(_on_page(page))
        told[page.path] = {entry.name for entry, _ in found}
        for entry, message in found:
            if entry.name not in known:
                yield Finding(page, entry.heading.text_span, message)


def _on_page(page: Document) -> Iterator[tuple[Entry, str]]:
    made = entries(page) if pack(page.language).ordered else ()
    misfiled = [entry for entry in made if entry.letter and not _under_its_letter(entry, page.language)]
    if len(misfiled) * STRAY > len(made):
        misfiled = []
    # Both customs are fine: word by word (`new york` before `newton`) and letter by letter.
    by_letter = [sort_key(entry.name, page.language) for entry in made]
    by_word = ["\0".join(sort_key(word, page.language) for word in entry.name.split()) for entry in made]
    keys = min((by_letter, by_word), key=lambda keys: len(out_of_order(keys)))
    late = set(out_of_order(keys))
    for number, entry in enumerate(made):
        if entry in misfiled and entry.letter:
            yield entry, f"“{entry.name}” stands under the letter {plain(entry.letter.text)}"
        elif number in late:
            before = next((n for n in range(number - 1, -1, -1) if n not in late), None)
            after = next((n for n in range(number + 1, len(made)) if n not in late), number)
            wrong = before is not None and keys[before] > keys[number]
            side = f"after “{made[before].name}”" if wrong and before is not None else f"before “{made[after].name}”"
            yield entry, f"“{entry.name}” stands {side}, out of alphabetical order"


def _under_its_letter(entry: Entry, language: str) -> bool:
    """Say whether an entry stands under the letter it begins with; figures and ranges of letters take what fits."""
    letter = plain(entry.letter.text) if entry.letter else ""
    if len(letter) != 1 or not letter.isalpha():
        return True
    first = first_letter(entry.name)
    return first == letter.upper() or sort_key(first, language) == sort_key(letter, language)

"""See rules/missing-heading.md."""

import re
from collections import Counter
from collections.abc import Iterator

from doclint.anchors.slugs import plain_text
from doclint.model import Finding, Heading, Pair, Place, Prose
from doclint.switches import lists_translations
from doclint.wording import excerpt

_OFTEN = 3  # the same heading, lost so many times on a page, has one cause


def check(pair: Pair) -> Iterator[Finding]:
    """Yield source headings that the translation lacks, with how much of their section is missing with them."""
    bare = Counter(source.text for source, row in pair.missing(Heading) if not row.carried)
    told: set[str] = set()
    for source, row in pair.missing(Heading):
        if lists_translations(pair, row.carried):
            continue
        title = excerpt(plain_text(source.text))
        number = bare[source.text]
        if not row.carried and number >= _OFTEN:
            if source.text in told:
                continue
            told.add(source.text)
            message = f"{number} headings “{title}” of the source are missing, here and on the rest of the page"
        elif row.carried:
            under = "what stands" if len(row.carried) == 1 else f"the {len(row.carried)} blocks"
            message = f"the section “{title}” of the source is missing here, with {under} under it"
        else:
            message = f"the heading “{title}” of the source is missing here"
        yield Finding(pair.translation, row.place, message, Place(pair.source, source.span))
    for row in pair.rows:
        match row.source, row.translation:
            case ((Heading() as heading,), (Prose() as prose,)):
                title, marks = excerpt(plain_text(heading.text)), "#" * heading.level
                bold = re.match(r"\*\*|__", prose.text)
                kind = "bold" if bold else "plain"
                cure = f"`{marks} ` in place of the `{bold[0]}`" if bold else f"`{marks} ` before it, with the space"
                message = f"this is {kind} text here, but the heading “{title}” in the source; write {cure}"
                yield Finding(pair.translation, prose.span, message, Place(pair.source, heading.span))
            case _:
                pass

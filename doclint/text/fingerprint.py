"""Names for findings that survive edits elsewhere: a hash of the rule, the path and the text of both sides."""

from collections import defaultdict
from collections.abc import Sequence

from doclint.digest import blake2b
from doclint.model import Document, Finding, Span

_DIGEST = 10
"""Bytes of hash; a site with a million findings has a chance of one in 10^12 for two of one name."""


def fingerprints(items: Sequence[tuple[str, Finding]]) -> tuple[str, ...]:
    """Name each (rule, finding), in the order given: 20 hex digits, unique among `items`.

    Line numbers do not count, so findings keep their names when unrelated lines move, and neither do messages,
    so they keep them when a message is reworded. Findings alike in all that counts are told apart by their order
    in the document; the order of `items` does not matter, unless they stand at the very same place.
    """
    alike: defaultdict[bytes, list[int]] = defaultdict(list)
    for index, (rule, finding) in enumerate(items):
        alike[_key(rule, finding)].append(index)
    names = [""] * len(items)
    for key, indices in alike.items():
        for nth, index in enumerate(sorted(indices, key=lambda index: items[index][1].span)):
            names[index] = blake2b(key + nth.to_bytes(4, "big"), digest_size=_DIGEST).hexdigest()
    return tuple(names)


def _key(rule: str, finding: Finding) -> bytes:
    here = _words(finding.document, finding.span)
    there = _words(finding.related.document, finding.related.span) if finding.related else ""
    if not here and not there:
        here = _words(finding.document, _line_around(finding.document, finding.span.start))
    parts = (rule, finding.document.path, finding.related.document.path if finding.related else "", here, there)
    # Lengths keep the parts apart: no text can pretend to be two.
    return "".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")


def _words(document: Document, span: Span) -> str:
    """Give the healed text at `span`, each run of white space as one space."""
    return " ".join(document.read(span).split())


def _line_around(document: Document, offset: int) -> Span:
    start = document.text.rfind("\n", 0, offset) + 1
    end = document.text.find("\n", offset)
    return Span(start, len(document.text) if end < 0 else end)

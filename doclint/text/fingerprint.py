"""Owns fingerprints: a name for a finding that stays when unrelated lines move, so that baselines survive edits."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from doclint.model import Document, Finding, Span


def fingerprints(items: Sequence[tuple[str, Finding]]) -> tuple[str, ...]:
    """Give each signed finding its fingerprint: a hash of rule, path and the text of both sides, no line number.

    Where several findings are alike in all of that, they are told apart by their order.
    """
    seen: Counter[str] = Counter()
    result = []
    for rule, finding in items:
        parts = [rule, finding.document.path, _text(finding.document, finding.span)]
        if finding.related:
            parts += [finding.related.document.path, _text(finding.related.document, finding.related.span)]
        if not finding.related or not len(finding.span):
            parts.append(finding.message)
        content = "\0".join(parts)
        seen[content] += 1
        whole = f"{content}\0{seen[content]}".encode("utf-8", "surrogatepass")
        result.append(hashlib.sha256(whole).hexdigest()[:20])
    return tuple(result)


def _text(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].split())[:400]

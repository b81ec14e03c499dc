"""See rules/stale-page.md."""

from collections.abc import Iterator, Sequence

from doclint.drift import drift, pin
from doclint.model import Finding, Pair, Place, Span

_MOST = 3


def check(pair: Pair) -> Iterator[Finding]:
    """Yield pages whose source says something else since they were translated.

    Pages that name no commit of their source are judged only where the past is to be looked through for them.
    """
    commit = pin(pair.translation)
    if not commit and not pair.past.deep:
        return
    found = drift(pair.source, pair.translation, pair.past)
    if found.base is None or not found.sections:
        return
    text = pair.translation.text
    start = text.find(commit) if commit else 0
    end = start + len(commit) if commit else len(pair.translation.line(1))
    made = f"from its version of {found.base.date} ({found.base.commit[:8]})"
    message = f"this page was translated {made}; since then the source has changed {_listed(found.sections)}"
    yield Finding(pair.translation, Span(start, end), message, Place(pair.source, Span(0, len(pair.source.line(1)))))


def _listed(sections: Sequence[str]) -> str:
    names = [f"“{title}”" if title else "what stands before the first heading" for title in sections[:_MOST]]
    more = f" and {len(sections) - _MOST} more sections" if len(sections) > _MOST else ""
    return ", ".join(names) + more

"""See rules/forbidden-term.md."""

from collections.abc import Iterator

from doclint.model import Finding, Place, Site


def check(site: Site) -> Iterator[Finding]:
    """Yield renderings that the term base forbids, where the source has their term."""
    if not site.terms:
        return
    from doclint.terms.base import said

    for uses in said(site):
        term, allowed = uses.term, uses.allowed
        for line, there in uses.lines:
            fine = [span for phrase in allowed for span in uses.found(phrase, line)]
            for phrase in uses.forbidden:
                for span in uses.found(phrase, line):
                    if any(right.holds(span) for right in fine):
                        continue
                    shown = line.pair.translation.read(span)
                    instead = f"; write “{allowed[0]}”" if allowed else ""
                    message = f"“{shown}” is not to stand for “{term.source}”{instead}"
                    yield Finding(line.pair.translation, span, message, Place(line.pair.source, there))

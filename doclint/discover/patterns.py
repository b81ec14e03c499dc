"""Owns the pairs that a configuration spells out: `docs/{path}` and `i18n/{lang}/docs/{path}`."""

import re
from collections.abc import Iterator, Mapping, Sequence

from doclint.config import PairPattern
from doclint.discover import codes
from doclint.discover.tree import Claim, Missing, Pages
from doclint.model import Layout


def find(pages: Pages, patterns: Sequence[PairPattern], source: str, languages: Sequence[str]) -> tuple[Claim, ...]:
    """Find the pages that the patterns name. A page has the role that the first pattern gives it."""
    wanted = {code.lower().replace("_", "-") for code in languages}
    claims: dict[str, Claim] = {}
    for pattern in patterns:
        ours = _expression(pattern.translation)
        for name in pages.names:
            match = ours.fullmatch(name)
            if match is None or name in claims:
                continue
            spelled = match["lang"]
            known = codes.tag(spelled) or (spelled.lower().replace("_", "-") in wanted and codes.canonical(spelled))
            if not known or codes.of_source(source, known):
                continue
            page = _source(pages, pattern, source, match.groupdict())
            claims[name] = Claim(name, known, page if page != name else None)
    return tuple(claims[name] for name in sorted(claims))


def _source(pages: Pages, pattern: PairPattern, source: str, found: Mapping[str, str]) -> str | None:
    return pages.at(pattern.source.replace("{lang}", source).replace("{path}", found.get("path", "")))


def _expression(pattern: str) -> re.Pattern[str]:
    """Turn a pattern into an expression; a language stands within one part of a path."""
    text = re.escape(pattern).replace(r"\{lang\}", "(?P<lang>[^/]+)").replace(r"\{path\}", "(?P<path>.+)")
    return re.compile(text, re.DOTALL)


def layouts(patterns: Sequence[PairPattern]) -> Iterator[Layout]:
    """Yield the patterns as layouts."""
    for pattern in patterns:
        yield Layout(pattern.source, pattern.translation, "configured")


def missing(
    pages: Pages, patterns: Sequence[PairPattern], source: str, claims: Mapping[str, Claim]
) -> Iterator[Missing]:
    """Yield the source pages that a language lacks, per pattern, for the languages that this pattern has."""
    have = {(claim.source, claim.language) for claim in claims.values()}
    for pattern in patterns:
        ours, theirs = _expression(pattern.translation), _expression(pattern.source.replace("{lang}", source))
        spellings: dict[str, str] = {}
        for name, claim in claims.items():
            match = ours.fullmatch(name)
            if match:
                spellings.setdefault(claim.language, match["lang"])
        for name in pages.names:
            match = theirs.fullmatch(name) if name not in claims else None
            for language in sorted(spellings) if match else ():
                if (name, language) not in have:
                    path = match.groupdict().get("path", "") if match else ""
                    wanted = pattern.translation.replace("{lang}", spellings[language]).replace("{path}", path)
                    yield name, language, wanted

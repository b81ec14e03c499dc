"""Owns what an entry of a term base may hold, and what is said where it holds something else.

A term base comes as TOML tables, CSV rows or TBX concepts; all of them become `Term`s here. Faults are collected, not
raised one by one: each begins with its place and ends with the remedy.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from doclint.model import Term
from doclint.regex import regex

KEYS = ("forbidden", "do-not-translate", "case-sensitive", "part-of-speech")
_CODE = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")


def from_tables(tables: Mapping[str, Any]) -> tuple[list[Term], list[str]]:
    """Read `term = {es = "…", forbidden = {es = ["…"]}, …}`; a bare `term = "keep"` is a term that stays as it is.

    Gives the terms and the faults, each beginning with the entry's key.
    """
    terms: list[Term] = []
    faults: list[str] = []
    for source, entry in tables.items():
        wrong = list(_faults(entry))
        faults += (f'"{source}"{fault}' for fault in wrong)
        if not wrong and entry == "keep":
            terms.append(Term(source, keep=True))
        elif not wrong:
            terms.append(_term(source, entry))
    return terms, faults


def _term(source: str, entry: Mapping[str, Any]) -> Term:
    """Make a term of a table that was found right."""
    return Term(
        source,
        {normal(key): texts(value) for key, value in entry.items() if key not in KEYS},
        {normal(key): texts(value) for key, value in entry.get("forbidden", {}).items()},
        keep=entry.get("do-not-translate", False),
        case_sensitive=entry.get("case-sensitive", False),
        part_of_speech=entry.get("part-of-speech", ""),
    )


def normal(code: str) -> str:
    """Write a language's code as pages have it: `pt_BR` is `pt-br`."""
    return code.lower().replace("_", "-")


def texts(value: str | list[str]) -> tuple[str, ...]:
    """Give one text or a list of them as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)


def _faults(entry: Any) -> Iterator[str]:
    """Yield what is wrong with one entry."""
    if entry == "keep":
        return
    if not isinstance(entry, dict):
        yield ': must be a table like {es = "…"}, or "keep" for a term that is not translated'
        return
    for key, value in entry.items():
        if key in ("do-not-translate", "case-sensitive"):
            if not isinstance(value, bool):
                yield f".{key}: must be true or false"
        elif key == "part-of-speech":
            if not isinstance(value, str):
                yield f'.{key}: must be a text, like "noun"'
        elif key == "forbidden":
            yield from _faults_in_forbidden(value)
        else:
            yield from _faults_in_renderings(key, value)
    if not entry.get("do-not-translate") and not set(entry) - set(KEYS[1:]):
        yield ': says nothing; give a translation, like {es = "…"}, or do-not-translate = true'


def _faults_in_forbidden(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield '.forbidden: must be a table by language, like {es = ["…"]}'
        return
    for key, item in value.items():
        yield from (f".forbidden{fault}" for fault in _faults_in_renderings(key, item))


def _faults_in_renderings(code: str, value: Any) -> Iterator[str]:
    if not _CODE.fullmatch(code):
        near = get_close_matches(code.lower().replace("_", "-"), KEYS, n=1)
        hint = f'; did you mean "{near[0]}"?' if near else f"; choose from {', '.join(KEYS)}"
        yield f'.{code}: is no language\'s code, like "es" or "pt-br", and no such key{hint}'
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, str) and item.strip() for item in items):
        yield f".{code}: must be a text in quotes or a list of texts"

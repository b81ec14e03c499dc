"""Owns the files of a term base: TOML, CSV and TBX (ISO 30042) read into terms, CSV and TBX written."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from doclint.model import Term
from doclint.terms.entries import from_tables, normal
from doclint.text.toml import TomlError, loads

if TYPE_CHECKING:
    from _csv import Reader
    from xml.etree.ElementTree import Element

COLUMNS = ("term", "language", "translation", "forbidden", "do-not-translate", "case-sensitive", "part-of-speech")
NOTES = ("count", "pages", "places", "note")
"""Columns that a list of learnt terms adds; they say nothing to a term base."""
BETWEEN = "|"
"""What stands between several translations in one cell of a CSV file."""
_YES = {"yes": True, "true": True, "1": True, "x": True, "no": False, "false": False, "0": False, "": False}


class TermBaseError(Exception):
    """A term base cannot be used; `errors` are all its faults, each with the file, the place and the remedy."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def read(path: Path) -> tuple[Term, ...]:
    """Read a term base by its file's ending. Raises TermBaseError with every fault at once."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        endings = ", ".join(_READERS)
        raise TermBaseError((f"{path}: a term base is a file that ends in {endings}; rename or convert it",))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TermBaseError((f"{path}: is not saved as UTF-8; save it again with that encoding",)) from None
    except OSError as error:
        raise TermBaseError((f"{path}: the term base cannot be read ({error.strerror}); check `terms`",)) from None
    terms, faults = reader(text)
    if faults:
        raise TermBaseError(tuple(f"{path}: {fault}" for fault in faults))
    return tuple(terms)


def _read_toml(text: str) -> tuple[list[Term], list[str]]:
    try:
        return from_tables(loads(text))
    except TomlError as error:
        return [], [f"is no valid TOML: {error}"]


# --- CSV -----------------------------------------------------------------------------------------------------------


def _read_csv(text: str) -> tuple[list[Term], list[str]]:
    """Read a row per term and language: one term's rows are one entry."""
    import csv

    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        return _from_rows(rows)
    except csv.Error as error:
        return [], [f"line {rows.line_num}: {error}; is a quote not closed?"]


def _from_rows(rows: "Reader") -> tuple[list[Term], list[str]]:
    header = [cell.strip().lower().replace("_", "-").replace(" ", "-") for cell in next(rows, [])]
    faults = list(_faults_in_header(header))
    if faults:
        return [], faults
    terms: dict[str, Term] = {}
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        wrong = list(_faults_in_row(row, spare=len(cells) - len(header)))
        faults += (f"line {rows.line_num}: {fault}" for fault in wrong)
        if not wrong:
            terms[row["term"]] = _joined(terms.get(row["term"], Term(row["term"])), row)
    return list(terms.values()), faults


def _faults_in_header(header: list[str]) -> Iterator[str]:
    for name in header:
        if name not in (*COLUMNS, *NOTES):
            near = get_close_matches(name, COLUMNS, n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"choose from {', '.join(COLUMNS)}"
            yield f'line 1: there is no column "{name}"; {hint}'
    if "term" not in header:
        yield f'line 1: the column "term" is missing; the first line names the columns: {",".join(COLUMNS)}'


def _faults_in_row(row: Mapping[str, str], *, spare: int) -> Iterator[str]:
    if spare > 0:
        yield 'has more cells than the first line has columns; put quotes ("…") around a cell with a comma in it'
    if not row.get("term"):
        yield "the term is missing"
    for name in ("do-not-translate", "case-sensitive"):
        if row.get(name, "").lower() not in _YES:
            yield f'{name}: "{row[name]}" is neither yes nor no'
    said = row.get("translation") or row.get("forbidden")
    if said and not row.get("language"):
        yield 'the language is missing; write its code, like "es"'
    if not said and not _YES.get(row.get("do-not-translate", "").lower()):
        yield "says nothing; give a translation, a forbidden rendering, or yes under do-not-translate"


def _joined(term: Term, row: Mapping[str, str]) -> Term:
    """Add a row to what earlier rows said of its term."""
    code = normal(row.get("language", ""))
    parts = {
        key: tuple(part.strip() for part in row.get(key, "").split(BETWEEN) if part.strip())
        for key in ("translation", "forbidden")
    }
    return Term(
        term.source,
        _added(term.renderings, code, parts["translation"]),
        _added(term.forbidden, code, parts["forbidden"]),
        keep=term.keep or _YES[row.get("do-not-translate", "").lower()],
        case_sensitive=term.case_sensitive or _YES[row.get("case-sensitive", "").lower()],
        part_of_speech=term.part_of_speech or row.get("part-of-speech", ""),
    )


def _added(known: Mapping[str, tuple[str, ...]], code: str, more: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    return {**known, code: (*known.get(code, ()), *more)} if more else known


def to_csv(terms: Iterable[Term], notes: Mapping[tuple[str, str], Mapping[str, str]] | None = None) -> str:
    """Write terms as CSV, a row per term and language; `notes` (by term and language) fill the columns of counts."""
    import csv

    out = io.StringIO()
    extra = [name for name in NOTES if notes and any(name in note for note in notes.values())]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *extra])
    for term in terms:
        for code in sorted({*term.renderings, *term.forbidden}) or [""]:
            note = (notes or {}).get((term.source, code), {})
            cells = [term.source, code]
            cells += [BETWEEN.join(part.get(code, ())) for part in (term.renderings, term.forbidden)]
            cells += ["yes" if term.keep else "", "yes" if term.case_sensitive else "", term.part_of_speech]
            writer.writerow(cells + [note.get(name, "") for name in extra])
    return out.getvalue()


# --- TBX -----------------------------------------------------------------------------------------------------------

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts")


def _read_tbx(text: str) -> tuple[list[Term], list[str]]:
    """Read TBX of 2019 (`conceptEntry`) and of 2008 (`termEntry`); the document's own language is the source's."""
    from xml.etree import ElementTree as ET

    if "<!ENTITY" in text:  # expanding what others defined can fill the memory
        return [], ["defines entities, which a term base has no need of; take <!ENTITY …> out"]
    try:
        root = ET.fromstring(text)  # noqa: S314  # entities are refused above, and expat loads nothing from elsewhere
    except ET.ParseError as error:
        line, column = error.position
        return [], [f"line {line}, column {column + 1}: is no well-formed XML; mend it or export the file again"]
    source = normal(root.get(_LANG) or "en")
    terms: list[Term] = []
    faults: list[str] = []
    concepts = [item for item in root.iter() if _name(item) in ("conceptEntry", "termEntry")]
    for number, concept in enumerate(concepts, 1):
        where = f"concept {concept.get('id') or number}"
        found = _concept(concept, source)
        if found is None:
            faults.append(f"{where}: has no term in the source language ({source}); add one, or correct xml:lang")
        else:
            terms.append(found)
    if not concepts:
        faults.append("has no entry (conceptEntry or termEntry); is it TBX?")
    return terms, faults


def _concept(concept: "Element", source: str) -> Term | None:
    name, part, keep = "", "", False
    renderings: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for section in (item for item in concept if _name(item) in ("langSec", "langSet")):
        code = normal(section.get(_LANG) or "")
        for item in (one for one in section.iter() if _name(one) in ("termSec", "tig", "ntig")):
            text = next(("".join(one.itertext()).strip() for one in item.iter() if _name(one) == "term"), "")
            notes = {one.get("type"): (one.text or "").strip() for one in item.iter() if _name(one) == "termNote"}
            if code.split("-")[0] == source.split("-", maxsplit=1)[0]:
                name, part = name or text, part or notes.get("partOfSpeech", "")
                keep = keep or notes.get("doNotTranslate", "") == "yes"
            elif text:
                into = forbidden if notes.get("administrativeStatus") in _FORBIDDEN else renderings
                into[code] = (*into.get(code, ()), text)
    return Term(name, renderings, forbidden, keep=keep, part_of_speech=part) if name else None


def _name(element: "Element") -> str:
    return element.tag.rpartition("}")[2]


def to_tbx(terms: Iterable[Term], source: str = "en") -> str:
    """Write terms as TBX-Basic (ISO 30042:2019, DCA style); forbidden renderings are deprecated terms."""
    from xml.sax.saxutils import escape, quoteattr

    def term_section(text: str, *notes: tuple[str, str]) -> str:
        inner = "".join(f'<termNote type="{kind}">{escape(value)}</termNote>' for kind, value in notes if value)
        return f"          <termSec><term>{escape(text)}</term>{inner}</termSec>\n"

    def section(code: str, content: str) -> str:
        return f"        <langSec xml:lang={quoteattr(code)}>\n{content}        </langSec>\n"

    body = ""
    for number, term in enumerate(terms, 1):
        own = ("partOfSpeech", term.part_of_speech), ("doNotTranslate", "yes" if term.keep else "")
        languages = section(source, term_section(term.source, *own))
        for code in sorted({*term.renderings, *term.forbidden}):
            content = "".join(term_section(text) for text in term.renderings.get(code, ()))
            deprecated = ("administrativeStatus", _FORBIDDEN[0])
            content += "".join(term_section(text, deprecated) for text in term.forbidden.get(code, ()))
            languages += section(code, content)
        body += f'      <conceptEntry id="c{number}">\n{languages}      </conceptEntry>\n'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx type="TBX-Basic" style="dca" xml:lang={quoteattr(source)} xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "  <tbxHeader><fileDesc><sourceDesc><p>Learnt by doclint from aligned pages</p></sourceDesc></fileDesc>"
        f"</tbxHeader>\n  <text>\n    <body>\n{body}    </body>\n  </text>\n</tbx>\n"
    )


_READERS: Mapping[str, Callable[[str], tuple[list[Term], list[str]]]] = {
    ".toml": _read_toml,
    ".csv": _read_csv,
    ".tbx": _read_tbx,
}

"""Measure the repair of encoding damage: damage of many kinds is done to clean pages, and undone; ftfy beside it.

    python benchmarks/encoding.py [FOLDER] [--kinds REGEX] [--most N] [--alone] [--show N]

FOLDER holds clean pages, their language in the path (`es/page.md`, `page.es.md`, `es.md`); by default it is the
project's own `fixtures/encoding`. Per kind of damage: files that come back exactly, damaged words repaired, damaged
words made into other words (wrong), and characters changed on lines that were clean.
"""

import argparse
import random
import re
import sys
import time
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import ftfy

sys.path.insert(0, str(Path(__file__).parents[1]))

from doclint.text.channels import channel
from doclint.text.decode import decode
from doclint.text.repair import apply, find_repairs

CODE_PAGES = [
    "cp1252",
    "latin-1",
    "mac_roman",
    "cp437",
    "cp850",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859_2",
    "iso8859_7",
    "iso8859_9",
    "iso8859_15",
    "koi8_r",
    "cp866",
    "cp852",
    "cp1256",
    "cp1258",
    "mac_cyrillic",
    "cp874",
]
LEGACY = {
    "cp1252": "en es fr de pt it",
    "mac_roman": "en es fr de",
    "cp850": "es fr de",
    "iso8859_15": "es fr",
    "cp1250": "pl",
    "iso8859_2": "pl",
    "cp1251": "ru uk",
    "koi8_r": "ru",
    "cp866": "ru",
    "cp1253": "el",
    "cp1254": "tr",
    "shift_jis": "ja",
    "euc_jp": "ja",
    "gb18030": "zh",
    "cp949": "ko",
}
LANGUAGE = re.compile(
    r"(?:^|[/._-])((?:ar|bg|ca|cs|da|de|el|en|es|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|nb|nl|no|pl|pt|ro|ru|sr|sv|th|tr|uk|vi|zh)"
    r"(?:-[A-Za-z]{2,4})?)(?=[/.]|$)"
)
WORD = re.compile(r"\S+")
PLAIN = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
Damage = Callable[[str, random.Random], "str | bytes"]


def through(*codecs: str) -> Damage:
    def damage(text, rng):
        for codec in codecs:
            text = channel(codec).there(text)
        return text

    return damage


def some_lines(damage: Damage, share: float) -> Damage:
    def partly(text, rng):
        lines = text.split("\n")
        able = [number for number, line in enumerate(lines) if not line.isascii()]
        chosen = set(rng.sample(able, max(1, round(len(able) * share)))) if able else set()
        return "\n".join(damage(line, rng) if n in chosen else line for n, line in enumerate(lines))

    return partly


def a_paragraph(damage: Damage) -> Damage:
    def partly(text, rng):
        parts = re.split(r"(\n\s*\n)", text)
        able = [number for number, part in enumerate(parts) if not part.isascii()]
        chosen = rng.choice(able) if able else -1
        return "".join(damage(part, rng) if n == chosen else part for n, part in enumerate(parts))

    return partly


def two_kinds(first: Damage, second: Damage) -> Damage:
    return lambda text, rng: some_lines(first, 0.2)(some_lines(second, 0.2)(text, rng), rng)


def then(damage: Damage, *more: Callable[[str], str]) -> Damage:
    def both(text, rng):
        text = damage(text, rng)
        for step in more:
            text = step(text)
        return text

    return both


def replaced(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text)


def halves(text: str) -> str:
    pairs = (text if text < "\U00010000" else "".join(map(chr, _utf16(text))) for text in text)
    return "".join(pairs)


def _utf16(char: str) -> Iterator[int]:
    data = char.encode("utf-16-be")
    return (int.from_bytes(data[at : at + 2], "big") for at in (0, 2))


def decomposed(text: str, rng: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def legacy(codec: str, share: float = 1.0) -> Damage:
    def saved(text, rng):
        lines = text.split("\n")
        chosen = {n for n, line in enumerate(lines) if not line.isascii() and (share == 1.0 or rng.random() < share)}
        return b"\n".join(line.encode(codec if n in chosen else "utf-8") for n, line in enumerate(lines))

    return saved


def kinds() -> Iterator[tuple[str, str, Damage, str]]:
    """Yield family, name, damage, and the languages it can happen to (empty: any)."""
    for codec in CODE_PAGES:
        yield "whole file", codec, through(codec), ""
        yield "10 % of lines", codec, some_lines(through(codec), 0.1), ""
        yield "one paragraph", codec, a_paragraph(through(codec)), ""
        yield "one line", codec, some_lines(through(codec), 0.0), ""
    for pair in ("cp1252 cp1252", "cp1252 cp1252 cp1252", "mac_roman mac_roman", "latin-1 latin-1", "cp1252 mac_roman"):
        yield "2-3 layers, whole file", pair, through(*pair.split()), ""
        yield "2-3 layers, 10 % of lines", pair, some_lines(through(*pair.split()), 0.1), ""
    for pair in ("cp437 cp437", "cp850 cp1252", "cp1251 cp1251"):
        yield "2-3 layers, whole file", pair, through(*pair.split()), ""
    yield "two kinds in a file", "cp1252, mac_roman", two_kinds(through("cp1252"), through("mac_roman")), ""
    yield "two kinds in a file", "cp850, cp1252", two_kinds(through("cp850"), through("cp1252")), ""
    yield from lossy_kinds()
    for codec, languages in LEGACY.items():
        yield "legacy bytes, whole file", codec, legacy(codec), languages
    for codec in ("cp1252", "cp1251"):
        yield "legacy bytes, 20 % of lines", codec, legacy(codec, 0.2), LEGACY[codec]
    for codec in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield "wide", codec, lambda text, _, codec=codec: text.encode(codec), ""
    yield "other", "decomposed", decomposed, "es fr de pt pl vi tr it"
    yield "other", "decomposed, 10 % of lines", some_lines(decomposed, 0.1), "es fr de pt pl vi tr it"
    yield "other", "cp1252 decomposed", lambda text, rng: decomposed(through("cp1252")(text, rng), rng), "es fr de pt"
    yield "other", "surrogate pairs", lambda text, _: halves(text), ""
    yield "other", "CESU-8 as mac_roman", lambda text, rng: through("mac_roman")(halves(text), rng), ""
    yield "other", "BOM as cp1252", lambda text, _: "ï»¿" + text, ""
    yield "other", "BOM inside", lambda text, _: text.replace("\n\n", "\n\n\ufeff", 3), ""
    yield "clean", "clean", lambda text, _: text, ""


def lossy_kinds():
    gone, asked, unknown = replaced("[\x80-\x9f]", ""), replaced("[\x80-\x9f]", "?"), replaced("[\x80-\x9f]", "\ufffd")
    blank = replaced("\xa0", " ")
    for codec in ("cp1252", "latin-1", "iso8859_7"):
        for name, loss in (("dropped", gone), ("?", asked), ("U+FFFD", unknown)):
            yield "lossy, whole file", f"{codec}, {name}", then(through(codec), loss), ""
    for codec in ("cp1252", "mac_roman", "cp1251"):
        yield "lossy, whole file", f"{codec}, NBSP to space", then(through(codec), blank), ""
        yield "lossy, 10 % of lines", f"{codec}, NBSP to space", some_lines(then(through(codec), blank), 0.1), ""
    yield "all lost", "U+FFFD", lambda text, _: re.sub(r"[^\x00-\x7f]", "\ufffd", text), "es fr de pt pl tr en"


def legible(damaged: "str | bytes") -> str:
    return damaged if isinstance(damaged, str) else decode(damaged)[0]


def ours(damaged: "str | bytes", language: str) -> str:
    text = legible(damaged)
    return apply(text, [repair for repair in find_repairs(text, language) if repair.safety == "safe"])


def theirs(damaged: "str | bytes", language: str) -> str:
    text = damaged if isinstance(damaged, str) else ftfy.guess_bytes(damaged)[0]
    return "\n".join(ftfy.fix_text(line, PLAIN) for line in text.split("\n"))


def words_of(clean: str, damaged: str, repaired: str) -> tuple[int, int, int, int]:
    """Count damaged words, those repaired, those made into other words, and characters changed on clean lines."""
    total = good = wrong = harmed = 0
    lines = [text.split("\n") for text in (clean, damaged, repaired)]
    if len({len(part) for part in lines}) != 1:
        return 1, 0, 0, 0
    for was, broken, now in zip(*lines, strict=True):
        if was == broken:
            harmed += sum(a != b for a, b in zip(was, now, strict=False)) + abs(len(was) - len(now))
            continue
        before, after, result = WORD.findall(was), set(WORD.findall(broken)), WORD.findall(now)
        for word in before:
            if word not in after:
                total += 1
                good += word in result
        wrong += sum(word not in before and word not in after and not _still(word, broken, was) for word in result)
    return total, good, wrong, harmed


def _still(word: str, broken: str, clean: str) -> bool:
    """Say whether a word still shows damage."""
    return any((char in broken and char not in clean) or char == "\ufffd" for char in word if not char.isascii())


def language_of(path: Path) -> str:
    found = LANGUAGE.findall(path.with_suffix("").as_posix())
    return found[-1] if found else "en"


def pages(folder: Path, most: int) -> list[tuple[str, str, str]]:
    by_language = defaultdict(list)
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.mdx")]):
        text = decode(path.read_bytes())[0]
        if not text.isascii() and not re.search("[\udc80-\udcff\ufffd\u200b-\u200f\ufeff]", text) and _composed(text):
            by_language[language_of(path.relative_to(folder))].append((path.name, text))
    for found in by_language.values():
        random.Random(7).shuffle(found)
    return [(language, *page) for language, found in sorted(by_language.items()) for page in found[:most]]


def _composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def trials(chosen, wanted):
    """Yield every page damaged in every wanted way that can happen to it."""
    for family, name, damage, languages in kinds():
        if not re.search(wanted, f"{family}: {name}"):
            continue
        for language, title, text in chosen:
            if languages and language.split("-")[0] not in languages.split():
                continue
            try:
                damaged = damage(text, random.Random(zlib.crc32(f"{name}{title}".encode())))
            except UnicodeEncodeError:  # the legacy code page never held such a page
                continue
            if damaged != text or family == "clean":
                yield family, name, language, title, text, damaged


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "fixtures" / "encoding")
    parser.add_argument("--kinds", default="", help="regular expression for family: kind")
    parser.add_argument("--most", type=int, default=4, help="pages a language")
    parser.add_argument("--languages", default="", help="only these")
    parser.add_argument("--alone", action="store_true", help="without ftfy beside it")
    parser.add_argument("--show", type=int, default=0, help="failures to show")
    options = parser.parse_args()
    tools = {"doclint": ours} if options.alone else {"doclint": ours, "ftfy": theirs}
    chosen = pages(options.folder, options.most)
    if options.languages:
        chosen = [page for page in chosen if page[0] in options.languages.split(",")]
    print(f"{len(chosen)} pages in {len({page[0] for page in chosen})} languages")
    print("files exact %, damaged words repaired % / wrong %, clean characters changed")
    families = defaultdict(lambda: defaultdict(list))
    clock = dict.fromkeys(tools, 0.0)
    size = 0
    for family, name, language, title, text, damaged in trials(chosen, options.kinds):
        shown = legible(damaged)
        size += len(text)
        for tool, repair in tools.items():
            began = time.perf_counter()
            result = repair(damaged, language)
            clock[tool] += time.perf_counter() - began
            families[family, name][tool].append((result == text, *words_of(text, shown, result)))
            if tool == "doclint" and result != text and options.show:
                options.show -= 1
                show(f"{family}: {name}: {title} ({language})", text, shown, result)
    report(families, tools)
    for tool, seconds in clock.items():
        print(f"{tool}: {size / 1e6 / max(seconds, 1e-9):.2f} million characters a second")


def show(title, clean, damaged, result):
    print(f"-- {title}")
    for was, broken, now in zip(clean.split("\n"), damaged.split("\n"), result.split("\n"), strict=False):
        if was != now:
            print(f"   was {was[:100]!a}\n   got {now[:100]!a}\n   from {broken[:100]!a}")
            break


def report(families, tools):
    totals = defaultdict(lambda: defaultdict(list))
    for (family, name), results in families.items():
        line(f"{family}: {name}", results, tools)
        for tool in tools:
            totals[family][tool] += results[tool]
    print()
    for family, results in totals.items():
        line(f"{family} (all)", results, tools)


def line(title, results, tools):
    cells = []
    for tool in tools:
        found = results[tool]
        exact, total, good, wrong, harmed = (sum(column) for column in zip(*found, strict=True))
        total = max(total, 1)
        cells.append(
            f"{100 * exact / len(found):6.1f} {100 * good / total:6.1f} / {100 * wrong / total:5.2f} {harmed:4d}"
        )
    print(f"{title:48}{len(results[next(iter(tools))]):5}  " + "   ".join(cells))


if __name__ == "__main__":
    main()

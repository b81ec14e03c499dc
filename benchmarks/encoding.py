"""Measure the repair of encoding damage: damage of many kinds is done to clean pages, and undone; ftfy beside it.

    python benchmarks/encoding.py [FOLDER] [--sites] [--half tuning|held-out] [--kinds REGEX] [--most N] [--alone]
    python benchmarks/encoding.py SITE --lost [--half tuning|held-out] [--most N]
    python benchmarks/encoding.py FOLDER --untouched

FOLDER holds clean pages, their language in the path (`es/page.md`, `page.es.md`, `es.md`); by default it is the
project's own `fixtures/encoding`. Per kind of damage: files that come back exactly, damaged words repaired, damaged
words made into other words (wrong), and characters changed on lines that were clean. A page's name decides in which
half it is: what was tuned on the one half is measured on the other.

`--sites` says that every folder in FOLDER is a site: damage is repaired with a page's counterpart and the other pages
of its site at hand, as `doclint repair` does it. Without it every page stands alone.

`--lost` blots out characters of a site's translations, and restores them with the counterpart and the other pages.
Words of which no letter is left, as in Japanese and Russian, are counted apart: nobody can restore them.
`--untouched` repairs every page as it is, and tells what that changed and how fast it was.
"""

import argparse
import random
import re
import sys
import time
import unicodedata
import zlib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import ftfy

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from damage_kinds import LOSSES, kinds

from doclint.config import Config
from doclint.discover import ScopeError, codes, discover, is_markdown, language_of
from doclint.engine.evidence import context_of
from doclint.model import Context
from doclint.text.decode import decode
from doclint.text.refill import LOST
from doclint.text.repair import Repair, apply, find_repairs, of_encoding

WORD = re.compile(r"\S+")
GONE = re.compile(r"[^\W\d_\x00-\x7f]")
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


def legible(damaged: "str | bytes") -> str:
    return damaged if isinstance(damaged, str) else decode(damaged)[0]


def repaired(text: str, language: str, around: Context) -> tuple[Repair, ...]:
    clean = {"clean_words": around.words, "clean_pages": around.pages}
    return find_repairs(text, language, reference=around.reference, **clean)


def ours(damaged: "str | bytes", language: str, place: "Place") -> str:
    text = legible(damaged)
    found = repaired(text, language, place.around(text))
    return apply(text, [repair for repair in of_encoding(found, text) if repair.safety == "safe"])


def theirs(damaged: "str | bytes", language: str, place: "Place") -> str:
    text = damaged if isinstance(damaged, str) else ftfy.guess_bytes(damaged)[0]
    return "\n".join(ftfy.fix_text(line, PLAIN) for line in text.split("\n"))


class Place:
    """A page in its site, where that is known: what `doclint repair` finds there beside the page itself."""

    def __init__(self, scope=None, page=None, read=None):
        self.scope, self.page, self.read = scope, page, read

    def around(self, text) -> Context:
        return context_of(self.page, text, self.scope, self.read) if self.scope else Context()


def sites(folder: Path) -> dict[Path, Place]:
    read = cache(lambda page: decode(page.path.read_bytes())[0])
    found = {}
    for site in (path.resolve() for path in sorted(folder.iterdir()) if path.is_dir()):
        try:
            scope = discover([site], Config(), site)
        except ScopeError:
            continue
        found |= {page.path.resolve(): Place(scope, page, read) for page in scope.pages}
    return found


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
        wrong += sum(word not in before and word not in after and not _still(word, was, broken) for word in result)
    return total, good, wrong, harmed


def _still(word: str, clean: str, broken: str) -> bool:
    """Say whether a word still shows damage: characters that its line lacks, or holes with nothing wrong beside."""
    if any(char in broken and char not in clean for char in word if not char.isascii() and char != LOST):
        return True
    if not word.isascii() and word in clean:  # a space that damage left cuts a word in two
        return True
    for hole in (LOST, "?"):
        if hole in word:
            fits = re.compile("(?:[^\x00-\x7f]|[?])+".join(map(re.escape, re.split(re.escape(hole) + "+", word))))
            if fits.search(clean):
                return True
    return False


def half_of(path: Path) -> str:
    """Give the half that a page belongs to: by its name, so that all versions of a page are on one side."""
    name = "/".join((path.parent.name, path.name.split(".")[0]))
    return ("tuning", "held-out")[zlib.crc32(name.encode()) % 2]


def texts(folder: Path):
    for path in sorted(path for path in folder.rglob("*.md*") if path.is_file() and is_markdown(path.name)):
        inside = path.relative_to(folder)
        own = codes.canonical(path.stem) if codes.plain(path.stem) else "en"
        yield inside, language_of(inside, "") or own, decode(path.read_bytes())[0]


def pages(folder: Path, most: int, half: str, known: dict[Path, Place]) -> list[tuple[str, str, str, Place]]:
    by_language = defaultdict(dict)
    for path, language, text in texts(folder):
        whole = not re.search("[\udc80-\udcff\ufffd\u200b-\u200f\ufeff]", text)
        if whole and not text.isascii() and _composed(text) and half in ("", half_of(path)):
            place = known.get((folder / path).resolve(), Place())
            by_language[language].setdefault(text, (path.name, place))
    chosen = []
    for language, found in sorted(by_language.items()):
        shuffled = [(name, text, place) for text, (name, place) in found.items()]
        random.Random(7).shuffle(shuffled)
        chosen += [(language, *page) for page in shuffled[:most]]
    return chosen


def _composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def untouched(folder: Path) -> None:
    size, seconds, slowest, changes = 0, 0.0, [], Counter()
    for path, language, text in texts(folder):
        began = time.process_time()
        found = [repair for repair in of_encoding(find_repairs(text, language), text) if repair.safety == "safe"]
        spent = time.process_time() - began
        size, seconds = size + len(text.encode("utf-8", "surrogateescape")), seconds + spent
        slowest.append((len(text.encode("utf-8", "surrogateescape")) / max(spent, 1e-9) / 1e6, path.as_posix()))
        for repair in found:
            changes[f"{path.as_posix()}: {repair.kind}, {repair.codec}"] += 1
    print(f"{len(slowest)} pages, {size / 1e6:.1f} MB, {size / 1e6 / seconds:.1f} MB/s; changes: {changes.total()}")
    for what, count in sorted(changes.items()):
        print(f"{count:6} {what}")
    for speed, name in sorted(slowest)[:5]:
        print(f"{speed:6.1f} MB/s {name}")


def lost(folder: Path, most: int, half: str) -> None:
    """Blot out characters of translations, and restore them with the site at hand: the counterpart and other pages."""
    scope = discover([folder], Config(), folder)
    pairs = [pair for pair in scope.pairs if half in ("", half_of(pair.translation.path))]
    random.Random(7).shuffle(pairs)
    read = cache(lambda page: decode(page.path.read_bytes())[0])
    for name, blot in LOSSES.items():
        counts, gone = Counter[str](), 0
        for pair in pairs[:most]:
            page, clean = pair.translation, read(pair.translation)
            text = blot(clean, random.Random(zlib.crc32(page.name.encode())))
            if text == clean or not _composed(clean):
                continue
            found = repaired(text, page.language, context_of(page, text, scope, read))
            safe = apply(text, [repair for repair in found if repair.safety == "safe"])
            for applied, result in (("safe", safe), ("suggested", apply(text, found))):
                total, good, bad, _ = words_of(clean, text, result)
                counts[applied] += good
                counts[f"{applied} wrong"] += bad
            counts["all"] += total
            gone += hopeless(clean, text)
        share = {of: 100 * count / max(1, counts["all"]) for of, count in counts.items()}
        possible = 100 * counts["suggested"] / max(1, counts["all"] - gone)
        print(f"{name:26}{counts['all']:6} words, no letter left of {gone:5}; ", end="")
        print(f"safe {share['safe']:5.1f} % wrong {share['safe wrong']:5.2f} %; with suggestions ", end="")
        print(f"{share['suggested']:5.1f} % wrong {share['suggested wrong']:5.2f} %, ", end="")
        print(f"of those with a letter {possible:5.1f} %")


def hopeless(clean: str, damaged: str) -> int:
    """Count the words that lost two letters or more, and all they had: those of scripts without ASCII letters."""
    found = 0
    for was, broken in zip(clean.split("\n"), damaged.split("\n"), strict=False):
        after = set(WORD.findall(broken)) if was != broken else ()
        lost = [word for word in WORD.findall(was) if word not in after] if was != broken else ()
        found += sum(len(GONE.findall(word)) > 1 and not re.search("[A-Za-z]", word) for word in lost)
    return found


def trials(chosen, wanted):
    """Yield every page damaged in every wanted way that can happen to it."""
    for family, name, damage, languages in kinds():
        if not re.search(wanted, f"{family}: {name}"):
            continue
        for language, title, text, place in chosen:
            if languages and language.split("-")[0] not in languages.split():
                continue
            try:
                damaged = damage(text, random.Random(zlib.crc32(f"{name}{title}".encode())))
            except UnicodeEncodeError:  # the legacy code page never held such a page
                continue
            if damaged != text or family == "clean":
                yield family, name, language, title, text, damaged, place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "fixtures" / "encoding")
    parser.add_argument("--kinds", default="", help="regular expression for family: kind")
    parser.add_argument("--most", type=int, default=4, help="pages a language")
    parser.add_argument("--languages", default="", help="only these")
    parser.add_argument("--alone", action="store_true", help="without ftfy beside it")
    parser.add_argument("--show", type=int, default=0, help="failures to show")
    parser.add_argument("--half", choices=("tuning", "held-out"), default="", help="only these pages")
    parser.add_argument("--lost", action="store_true", help="FOLDER is a site: blot out characters of its pages")
    parser.add_argument("--sites", action="store_true", help="FOLDER holds sites: repair with each site at hand")
    parser.add_argument("--untouched", action="store_true", help="repair the pages as they are")
    options = parser.parse_args()
    if options.lost:
        lost(options.folder.resolve(), options.most, options.half)
        return
    if options.untouched:
        untouched(options.folder)
        return
    tools = {"doclint": ours} if options.alone else {"doclint": ours, "ftfy": theirs}
    chosen = pages(options.folder, options.most, options.half, sites(options.folder) if options.sites else {})
    if options.languages:
        chosen = [page for page in chosen if page[0] in options.languages.split(",")]
    print(f"{len(chosen)} pages in {len({page[0] for page in chosen})} languages")
    print("files exact %, damaged words repaired % / wrong %, clean characters changed")
    families = defaultdict(lambda: defaultdict(list))
    clock = dict.fromkeys(tools, 0.0)
    size = 0
    for family, name, language, title, text, damaged, place in trials(chosen, options.kinds):
        shown = legible(damaged)
        size += len(text)
        for tool, repair in tools.items():
            began = time.perf_counter()
            result = repair(damaged, language, place)
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
            f"{100 * exact / len(found):6.1f} {100 * good / total:6.1f} / {100 * wrong / total:6.3f} {harmed:4d}"
        )
    print(f"{title:48}{len(results[next(iter(tools))]):5}  " + "   ".join(cells))


if __name__ == "__main__":
    main()

"""Owns damage through a code page that lost something: bytes that were dropped, blanked or replaced on the way.

What was lost cannot be read back; it can only be found again among known characters. A candidate counts where, damaged
and thinned in the same way, it gives exactly what stands there. One candidate is proof.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from doclint.model import Edit, Safety, Span
from doclint.regex import regex
from doclint.text import counterpart
from doclint.text.channels import Channel, channels
from doclint.text.plausible import Plausible, marks
from doclint.text.regions import protected
from doclint.text.repairs import Repair
from doclint.text.traces import asked

_C1 = regex("[\x80-\x9f]")
_FOREIGN = regex("[^\x00-\x7f]+")
_RUN = regex("[^\x00-\x7f]{2,}")
_LOSSES: tuple[Callable[[str], str], ...] = (
    lambda image: image.replace("\xa0", " "),
    lambda image: image.replace("\xad", ""),
    lambda image: _C1.sub("", image),
    lambda image: _C1.sub("?", image),
    lambda image: _C1.sub("\ufffd", image),
)


def _thinned(channel: Channel, chars: Iterable[str]) -> Mapping[str, set[str]]:
    """Give, by what stands there after damage and loss, the characters that it may have been."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for char in chars:
        image = channel.there(char)
        for loss in _LOSSES:
            left = loss(image)
            if left != image and left and not left[0].isascii():
                found[left].add(char)
    return found


def _letters(model: Plausible) -> Iterator[str]:
    """Yield the letters and marks that a page in the language may have lost."""
    yield from (char for char in model.alphabet if model.char(char) <= 10)
    yield from marks()


def lost_something(text: str, reference: str | None) -> bool:
    """Say quickly whether a text shows a loss that its counterpart, or its folder, can tell more about."""
    if "\ufffd" in text or asked(text):
        return True
    if not reference or text.isascii():
        return False
    looks = {left for char in _signs(text, reference) for left in _looks_of(char)}
    return bool(looks) and any(run in looks for run in _RUN.findall(text))


def _signs(text: str, reference: str) -> set[str]:
    """Give the signs that a counterpart shows and a text lacks."""
    return {char for char in set(reference) - set(text) if char > "\u2000" and not char.isalpha()}


@cache
def _looks_of(char: str) -> Mapping[str, str]:
    """Give what damage and loss can have made of a character, with the code page that it was read in."""
    found: dict[str, str] = {}
    for channel in channels():
        for left in _thinned(channel, char):
            found[left] = min(channel.name, found.get(left, channel.name))
    return found


def fill(
    text: str, channel: Channel, damaged: Mapping[int, Iterable[str]], model: Plausible, codec: str
) -> Iterator[Repair]:
    """Yield the repairs of what a proven channel left incomplete, on lines that hold nothing but damage.

    `damaged` are runs that were read already, by line number; lines that show only what was lost are looked at, too.
    """
    table = _thinned(channel, _letters(model))
    sure = {left: min(chars) for left, chars in table.items() if len(chars) == 1}
    if not sure:
        return
    pattern = re.compile("|".join(re.escape(left) for left in sorted(sure, key=lambda left: (-len(left), left))))
    kept = any(_tells(channel, run) for runs in damaged.values() for run in runs)
    code = protected(text)
    rests = {left.rstrip(" ") for left in sure}
    at = 0
    for number, line in enumerate(text.split("\n")):
        only_rests = not line.isascii() and all(run in rests for run in _FOREIGN.findall(line))
        for match in pattern.finditer(line) if number in damaged or only_rests else ():
            left, start, before = match[0], at + match.start(), line[: match.start()][-1:]
            whole = channel.begins(line, match.start()) or before in channel.leads
            if whole or start in code or model.bare(left) <= model.char(sure[left]):
                continue
            # A single space may be the next word's own, and what stands before it something else that was lost.
            doubled = left.endswith(" ") and line.startswith(" ", match.end())
            if doubled or ((kept or _tells(channel, left)) and left.rstrip(" ") not in table.keys() - {left}):
                edit = Edit(Span(start, start + len(left)), sure[left])
                why = "only this character looks so when a part of it is lost"
                yield Repair(edit, "mojibake", f"{codec}, and a part was lost", "safe", 0.95, why)
        at += len(line) + 1


def _tells(channel: Channel, run: str) -> bool:
    """Say whether a run kept a byte from 0x80 to 0x9F: they tell a Windows code page from its ISO ancestor.

    Where none is left, all of them may have been lost, and with them whole letters.
    """
    return any(0x80 <= channel.to_byte.get(char, 0) < 0xA0 for char in run)


def from_reference(text: str, reference: str, model: Plausible) -> Iterator[Repair]:
    """Yield the repairs of signs that the counterpart shows, and that damage and loss made of what stands here."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for char in _signs(text, reference):
        for left in _looks_of(char):
            found[left].add(char)
    if not found:
        return
    code = protected(text)
    others = counterpart.lines(text, reference)
    for match in _RUN.finditer(text):
        left = match[0] + "?" if text.startswith("?", match.end()) and match[0] + "?" in found else match[0]
        chars = found.get(left, set())
        if len(chars) != 1 or match.start() in code or match[0] in reference:
            continue
        char = min(chars)
        if model.bare(match[0]) > model.char(char) + 3:
            # Signs that the counterpart lacks may look so, too: proof is the sign on the line's own counterpart.
            safety: Safety = "safe" if char in others(match.start()) else "unsafe"
            why = "the counterpart has this sign, and this page lacks it"
            edit, name = Edit(Span(match.start(), match.start() + len(left)), char), _looks_of(char)[left]
            confidence = 0.95 if safety == "safe" else 0.7
            yield Repair(edit, "mojibake", f"UTF-8 read as {name}, and a part was lost", safety, confidence, why)

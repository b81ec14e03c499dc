"""Text on a screen: how wide it is, what must not reach a terminal as it stands, and excerpts with carets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from unicodedata import category, combining, east_asian_width

from doclint.model import Place
from doclint.report.base import Style, region

_JOINERS = "\u200c\u200d"
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that are seen, such as the Arabic number sign."""
_TAB = 4
_LAST_LATIN = "\u02ff"
"""Up to this character, letters and signs beyond ASCII take one column, if they are shown as they are."""
_BOLD, _DIM, _RESET = "1", "2", "\x1b[0m"
TINTS = {"error": "1;31", "warning": "1;33", "info": "1;36", "rule": "1;35", "caret": "1;31", "fix": "32"}


def tint(text: str, code: str, style: Style) -> str:
    """Colour `text` by an ANSI code, where colour is wanted."""
    return f"\x1b[{code}m{text}{_RESET}" if style.colour and text else text


def bold(text: str, style: Style) -> str:
    """Make `text` bold, where colour is wanted."""
    return tint(text, _BOLD, style)


def dim(text: str, style: Style) -> str:
    """Make `text` faint, where colour is wanted."""
    return tint(text, _DIM, style)


def show(text: str, style: Style) -> str:
    """Make `text` safe to print: what acts on a terminal or hides itself is named, e.g. `‹U+202E›`."""
    if text.isprintable() and (text.isascii() or (style.unicode and not style.encoding)):
        return text
    return "".join(_shown(char, style) for char in text)


def _shown(char: str, style: Style) -> str:
    if char.isascii() and char.isprintable():
        return char
    if is_hidden(char):
        return _named(char, style)
    encoding = style.encoding or ("utf-8" if style.unicode else "ascii")
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return _named(char, style)
    return char


def is_hidden(char: str) -> bool:
    """Say whether `char` is a control, a line separator, an invisible sign, or half a surrogate pair."""
    kind = category(char)
    return kind in {"Cc", "Zl", "Zp", "Cs"} or (kind == "Cf" and char not in _JOINERS and char not in _PREPENDED)


def name_of(char: str) -> str:
    """Name a character that cannot be shown: `byte F1` for a byte that could not be read, `U+202E` otherwise."""
    # U+DC80…U+DCFF stand for undecodable bytes (PEP 383).
    return f"byte {ord(char) - 0xDC00:02X}" if 0xDC80 <= ord(char) <= 0xDCFF else f"U+{ord(char):04X}"


def whole(text: str) -> str:
    """Name what is hidden, which JSON readers and other tools choke on or are fooled by; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"‹{name_of(char)}›" if is_hidden(char) and char not in "\t\n" else char for char in text)


def _named(char: str, style: Style) -> str:
    return f"‹{name_of(char)}›" if style.unicode and not style.encoding else f"<{name_of(char)}>"


def width(text: str) -> int:
    """Give the columns that `text` takes on a terminal, after `show`."""
    if text.isascii():
        return len(text)
    total, ruler = 0, _Ruler()
    for char in text:
        total += ruler.measure(char)
    return total


class _Ruler:
    """Measures characters in turn, for some take their width from the one before."""

    def __init__(self) -> None:
        self.before, self.wide = "", 0

    def measure(self, char: str) -> int:
        """Give the columns that `char` adds."""
        wide = self._width(char)
        if wide or char == "\u200d":
            self.before, self.wide = char, wide
        return wide

    def _width(self, char: str) -> int:
        if char.isascii():
            return 1
        kind = category(char)
        if char == "\ufe0f":  # asks for the emoji form, which is two columns wide
            return int(self.wide == 1 and category(self.before) == "So")
        if char in _JOINERS or combining(char) or kind in {"Mn", "Me"} or 0x1F3FB <= ord(char) <= 0x1F3FF:
            return 0
        if self.before == "\u200d" and kind == "So":
            return 0  # a part of the emoji before
        return 2 if east_asian_width(char) in "WF" else 1


class _Line:
    """One line as it is shown, of which a window is: the sign or signs for each character, and where each ends."""

    def __init__(self, line: str, focus: int, room: int, style: Style) -> None:
        # A line may be megabytes long: only what can come into view is looked at.
        self.first = max(0, focus - 2 * room)
        part = line[self.first : focus + 4 * room]
        self.more = len(line) > self.first + len(part)
        self.shown: Sequence[str] = part
        self.ends: Sequence[int] = range(len(part) + 1)
        if not (part.isascii() and part.isprintable()):
            self.shown, self.ends = _measured(part, style)

    def __len__(self) -> int:
        return len(self.shown)

    def columns(self, start: int, end: int) -> int:
        """Give the columns that a stretch takes."""
        return max(0, self.ends[min(end, len(self))] - self.ends[min(start, len(self))])


def _measured(part: str, style: Style) -> tuple[list[str], list[int]]:
    """Give what is shown for each character, and the columns up to each and to the end."""
    shown: list[str] = []
    ends, ruler = [0], _Ruler()
    last = "~" if style.encoding or not style.unicode else _LAST_LATIN
    for char in part:
        if " " <= char <= last and (char <= "~" or char > "\xad"):  # most of all that is shown, and as wide as it looks
            ruler.before, ruler.wide = char, 1
            shown.append(char)
            ends.append(ends[-1] + 1)
            continue
        shown.append(" " * (_TAB - ends[-1] % _TAB) if char == "\t" else _shown(char, style))
        ends.append(ends[-1] + sum(ruler.measure(sign) for sign in shown[-1]))
    return shown, ends


def excerpt(place: Place, style: Style, gutter: int) -> Iterator[str]:
    """Yield the lines that show `place`: its first line behind a number, and carets under what is meant.

    `gutter` is the width of the line number. Long lines are cut around the carets.
    """
    where = region(place)
    line = place.document.line(where.line)
    start = min(where.column - 1, len(line))
    end = min(where.end_column - 1, len(line)) if where.end_line == where.line else len(line)
    room = max(20, style.width - gutter - 4)
    cut = _Line(line, start, room, style)
    start, end = start - cut.first, max(start, end) - cut.first
    left, right = _window(cut, start, end, room)
    dots = "…" if style.unicode else "..."
    before, after = (left > 0 or cut.first > 0), (right < len(cut) or cut.more)
    text = "".join(cut.shown[left:right])
    marks = min(cut.columns(start, min(end, right)), room) or 1
    offset = cut.columns(left, start) + (len(dots) if before else 0)
    bar = dim("|", style)
    number = dim(f"{where.line:>{gutter}}", style)
    yield f"{number} {bar} {dots if before else ''}{text}{dots if after else ''}".rstrip()
    yield f"{'':{gutter}} {bar} {' ' * offset}{tint('^' * marks, TINTS['caret'], style)}"
    rest = where.last_line - where.line
    if rest > 0:
        yield f"{'':{gutter}} {bar} {dim(f'{dots} and {rest} more line' + 's' * (rest > 1), style)}"


def _window(cut: _Line, start: int, end: int, room: int) -> tuple[int, int]:
    """Choose which cells to show: all if they fit, otherwise about a third of the room before the carets."""
    if not cut.first and not cut.more and cut.columns(0, len(cut)) <= room:
        return 0, len(cut)
    room -= 6  # dots on both sides
    before = max(room // 3, room - cut.columns(start, end))
    # Room that the text after the carets does not need is given to the text before them.
    tail = cut.columns(start, len(cut))
    before = min(before, room // 3) if tail > room - room // 3 else room - tail
    left = bisect_left(cut.ends, cut.ends[start] - before, 0, start)
    while left < start and cut.columns(left, left + 1) == 0:
        left += 1
    return left, bisect_right(cut.ends, cut.ends[left] + room, start) - 1

"""Makes pages in two languages, of any number and length, from the words of the project's own fixtures."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_LANGUAGES = ("en", "es")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FOLDER = 100  # pages in a folder


def make(folder: Path, pairs: int, size: int) -> tuple[Path, Path]:
    """Write so many pairs of pages of about `size` bytes under a folder; give the two pages of the first pair."""
    words = {language: _words(language) for language in _LANGUAGES}
    for number in range(pairs):
        for language in _LANGUAGES:
            path = _path(folder, language, number)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(number, size, words[language]), encoding="utf-8")
    return _path(folder, "en", 0), _path(folder, "es", 0)


def _path(folder: Path, language: str, number: int) -> Path:
    return folder / "docs" / language / f"part-{number // _FOLDER}" / f"page-{number}.md"


def _words(language: str) -> list[str]:
    pages = [*_FIXTURES.glob(f"sites/*/docs/{language}/**/*.md"), _FIXTURES / "encoding" / f"{language}.md"]
    text = "\n".join(_FENCED.sub("", page.read_text(encoding="utf-8")) for page in sorted(pages))
    return [word.lower() for word in _WORD.findall(text)]


def _page(number: int, size: int, words: list[str]) -> str:
    """Write one page. The dice fall alike for every language, so that pages of one number have the same blocks."""
    dice = random.Random(number)

    def draw(least: int, most: int) -> int:
        return least + int(dice.random() * (most - least + 1))  # unlike randint, one throw whatever the bounds

    def some(least: int, most: int) -> str:
        return " ".join(words[draw(0, len(words) - 1)] for _ in range(draw(least, most)))

    text = f"# {some(2, 4).capitalize()}\n\n"
    for section in _sections(number, draw, some):
        text += section
        if len(text.encode()) >= size:
            break
    return text.rstrip() + "\n"


def _sections(number: int, draw: Callable[[int, int], int], some: Callable[[int, int], str]) -> Iterator[str]:
    """Yield sections without end: prose with a link and a name, a list, code with its output."""
    while True:
        value, name = draw(2, 9999), f"value_{draw(1, 99)}"
        neighbour = number - number % _FOLDER
        prose = " ".join(f"{some(6, 18).capitalize()}." for _ in range(draw(2, 5)))
        points = "\n".join(f"- {some(3, 9).capitalize()}" for _ in range(draw(2, 5)))
        yield (
            f"## {some(2, 5).capitalize()}\n\n{prose} [{some(1, 3).capitalize()}](page-{neighbour}.md): `{name}`.\n\n"
            f"{points}\n\n```python\n{name} = {value}\nprint({name} + 1)\n```\n\n```text\n{value + 1}\n```\n\n"
        )

"""Makes pages in two languages, of any number and length, from the words of the project's own fixtures."""

import random
import re
from pathlib import Path

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_LANGUAGES = ("en", "es")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FOLDER = 100  # pages in a folder
_SECTION = 480  # bytes of a section, about


def make(folder: Path, pairs: int, size: int) -> tuple[Path, Path]:
    """Write so many pairs of pages of about `size` bytes under a folder; give the two pages of the first pair."""
    words = {language: _words(language) for language in _LANGUAGES}
    for number in range(pairs):
        for language in _LANGUAGES:
            path = _path(folder, language, number)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_Author(number, words[language]).page(max(1, size // _SECTION)), encoding="utf-8")
    return _path(folder, "en", 0), _path(folder, "es", 0)


def _path(folder: Path, language: str, number: int) -> Path:
    return folder / "docs" / language / f"part-{number // _FOLDER}" / f"page-{number}.md"


def _words(language: str) -> list[str]:
    pages = [*_FIXTURES.glob(f"sites/*/docs/{language}/**/*.md"), _FIXTURES / "encoding" / f"{language}.md"]
    text = "\n".join(_FENCED.sub("", page.read_text(encoding="utf-8")) for page in sorted(pages))
    return [word.lower() for word in _WORD.findall(text)]


class _Author:
    """Writes one page. The dice fall alike for every language, so that pages of one number have the same blocks."""

    def __init__(self, number: int, words: list[str]) -> None:
        self._number, self._words, self._dice = number, words, random.Random(number)

    def page(self, sections: int) -> str:
        """Write a title and so many sections."""
        return f"# {self._some(2, 4)}\n\n" + "\n".join(self._section() for _ in range(sections))

    def _section(self) -> str:
        """Write prose with a link and a name, a list, and code with its output."""
        value, name = self._draw(2, 9999), f"value_{self._draw(1, 99)}"
        neighbour = self._number - self._number % _FOLDER
        prose = " ".join(f"{self._some(6, 18)}." for _ in range(self._draw(2, 5)))
        points = "\n".join(f"- {self._some(3, 9)}" for _ in range(self._draw(2, 5)))
        return (
            f"## {self._some(2, 5)}\n\n{prose} [{self._some(1, 3)}](page-{neighbour}.md): `{name}`.\n\n"
            f"{points}\n\n```python\n{name} = {value}\nprint({name} + 1)\n```\n\n```text\n{value + 1}\n```\n"
        )

    def _some(self, least: int, most: int) -> str:
        count = self._draw(least, most)
        return " ".join(self._words[self._draw(0, len(self._words) - 1)] for _ in range(count)).capitalize()

    def _draw(self, least: int, most: int) -> int:
        return least + int(self._dice.random() * (most - least + 1))  # one throw whatever the bounds, unlike randint

"""Owns what is taken of markdown-it: the part that reads blocks at once, the part that reads inlines when it is needed.

`import markdown_it` loads all of it, renderer, presets and address library too, which takes as long as reading a long
page does. So the package itself is loaded when somebody asks for what it exports; its parts do without it.
"""

import sys
from collections.abc import Callable
from functools import cached_property
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import ParserInline
else:
    MarkdownIt = object

NAME = "markdown_it"


def _hold_back() -> None:
    """Put a package in place that is loaded when a name is asked of it that it does not have yet (PEP 562)."""
    spec = PathFinder.find_spec(NAME)
    if NAME in sys.modules or spec is None or spec.loader is None:
        return  # who lacks it is told so by the imports below
    package, loader = module_from_spec(spec), spec.loader

    def load(name: str) -> Any:
        if PathFinder.find_spec(f"{NAME}.{name}", package.__path__):
            raise AttributeError(name)  # a part, which the import that asks for it loads
        del package.__dict__["__getattr__"]
        loader.exec_module(package)
        return getattr(package, name)

    package.__dict__["__getattr__"] = load
    sys.modules[NAME] = package


_hold_back()

from markdown_it.common.utils import unescapeAll  # noqa: E402
from markdown_it.parser_block import ParserBlock  # noqa: E402
from markdown_it.ruler import RuleOptionsType, Ruler  # noqa: E402
from markdown_it.rules_block import StateBlock, fence, paragraph  # noqa: E402
from markdown_it.token import Token  # noqa: E402
from markdown_it.utils import OptionsDict, OptionsType  # noqa: E402

__all__ = ["Parser", "RuleOptionsType", "Ruler", "StateBlock", "Token", "fence", "paragraph", "unescapeAll"]

# Those of the preset "commonmark"; a test holds them against it.
_OPTIONS: OptionsType = {
    "maxNesting": 20,
    "html": True,
    "linkify": False,
    "typographer": False,
    "quotes": "\u201c\u201d\u2018\u2019",
    "xhtmlOut": True,
    "breaks": False,
    "langPrefix": "language-",
    "highlight": None,
}


class Parser(MarkdownIt):
    """Stands for `MarkdownIt("commonmark").enable(["table", "strikethrough"])`, of which it has what the rules ask.

    `adapt` is given the inline parser when that is made.
    """

    def __init__(self, adapt: "Callable[[ParserInline], None] | None" = None) -> None:
        self.block = ParserBlock()
        self.options = OptionsDict(_OPTIONS)
        self._adapt = adapt

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    @cached_property
    def inline(self) -> "ParserInline":  # type: ignore[override]  # an attribute there
        """The parser of what stands inside a block."""
        from markdown_it.parser_inline import ParserInline

        made = ParserInline()
        made.ruler.disable("linkify")
        if self._adapt:
            self._adapt(made)
        return made

    @property
    def helpers(self) -> ModuleType:
        """What finds the parts of a link."""
        import markdown_it.helpers

        return markdown_it.helpers

    def validateLink(self, url: str) -> bool:  # noqa: N802  # markdown-it's name, as the two below
        """Say whether a renderer would make a link of an address."""
        from markdown_it.common.normalize_url import validateLink

        return validateLink(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Leave an address as the page has it: nobody follows it, and percent signs would hide how it was written."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Give what a reader sees of an address that is its own text."""
        from markdown_it.common.normalize_url import normalizeLinkText

        return normalizeLinkText(link)

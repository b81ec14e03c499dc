"""Owns what two pages tell about each of their code blocks."""

from collections.abc import Mapping

from doclint.record import field, record


@record
class Page:
    """What the pages around a block tell about it.

    `to` is the language of the translation; `names` are names that it renames throughout; `words` are words that it
    says and the source does not, which makes a lone word in quotes a translated one; `kept` are the names that stand
    in the translation's code; `repeated` are words that only the translation's code has, in several blocks.
    """

    to: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()


NOTHING_KNOWN = Page()

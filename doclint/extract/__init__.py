"""Owns text that was taken out of a page: a rendered page or a scrape, its structure recovered beside Markdown."""

from doclint.extract.differ import differences
from doclint.extract.plain import plain
from doclint.extract.recognise import is_extract
from doclint.extract.recover import Recovered, recover
from doclint.extract.restore import restored

__all__ = ["Recovered", "differences", "is_extract", "plain", "recover", "restored"]

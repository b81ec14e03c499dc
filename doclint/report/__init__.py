"""The output formats: how a report becomes text. Each is a generator of chunks, and `FORMATS` names them."""

from collections.abc import Callable, Iterable, Mapping

from doclint.report import concise, full, json_format
from doclint.report.base import Report, RuleInfo, Style

__all__ = ["FORMATS", "Report", "RuleInfo", "Style"]

FORMATS: Mapping[str, Callable[[Report, Style], Iterable[str]]] = {
    "full": full.render,
    "concise": concise.render,
    "json": json_format.render,
}

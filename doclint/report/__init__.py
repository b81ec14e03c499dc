"""The output formats: how a report becomes text. `FORMATS` names the module of each; one run loads one of them."""

from collections.abc import Iterable, Mapping
from importlib import import_module

from doclint.report.base import Report, RuleInfo, Style

__all__ = ["FORMATS", "Report", "RuleInfo", "Style", "render"]

FORMATS: Mapping[str, str] = {
    "full": "full",
    "concise": "concise",
    "json": "json_format",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "junit": "junit",
    "html": "page",
}


def render(name: str, report: Report, style: Style) -> Iterable[str]:
    """Yield the report in the format of that name, in chunks."""
    chunks: Iterable[str] = import_module(f"doclint.report.{FORMATS[name]}").render(report, style)
    return chunks

"""The output formats: how a report becomes text. Each is a generator of chunks, and `FORMATS` names them."""

from collections.abc import Callable, Iterable, Mapping

from doclint.report import concise, full, github, gitlab, json_format, junit, page, sarif
from doclint.report.base import Report, RuleInfo, Style
from doclint.report.github import job_summary

__all__ = ["FORMATS", "Report", "RuleInfo", "Style", "job_summary"]

FORMATS: Mapping[str, Callable[[Report, Style], Iterable[str]]] = {
    "full": full.render,
    "concise": concise.render,
    "json": json_format.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "html": page.render,
}

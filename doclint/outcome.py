"""Owns what a run gives: findings, the site that they were found on, and what was asked for; or why nothing."""

from doclint.model import Problem, Site
from doclint.record import record


class WorkError(Exception):
    """The work cannot be done where it was wished; says why, and what to do."""


@record
class Outcome:
    """What a run gives: the problems, the site as it was read, which pages were asked for, and what to tell."""

    problems: tuple[Problem, ...]
    site: Site
    asked: frozenset[str]
    warnings: tuple[str, ...]

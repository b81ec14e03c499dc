"""Owns the verdict on two code blocks."""

from typing import Literal

from doclint.record import record

Level = Literal["equal", "layout", "comment", "string", "renamed", "content", "listing", "output", "code"]


@record
class Verdict:
    r"""The rung on which two blocks meet.

    On `code`, `output` and `listing` also the first difference: what each side says there ("" at an end, "\n" for
    a line end, "\t" for a step of indentation) and its offset into the body, in code points.
    """

    level: Level
    source: str = ""
    translation: str = ""
    source_at: int = 0
    translation_at: int = 0
    expected: str = ""
    """The name that the translation gave `source` in other places of the block, where it forgot this one."""

    @property
    def forgiven(self) -> bool:
        """Say whether the difference is one that a translator may make."""
        return self.level not in ("code", "output", "listing")

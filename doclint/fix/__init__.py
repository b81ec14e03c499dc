"""Applying repairs: edits become new text, proven to change nothing else, and new text becomes a whole file."""

from doclint.fix.edits import Plan, apply_edits, choose, diff, plan
from doclint.fix.errors import FixError
from doclint.fix.files import write_atomically
from doclint.fix.guard import fix_document

__all__ = ["FixError", "Plan", "apply_edits", "choose", "diff", "fix_document", "plan", "write_atomically"]

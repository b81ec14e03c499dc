"""doclint: a linter for translated documentation."""

__version__ = "0.1.0"

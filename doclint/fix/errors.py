"""The one way in which fixing fails."""


class FixError(Exception):
    """A file was left as it was. The message says why, and what to do, in a translator's words."""

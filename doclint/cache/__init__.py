"""The cache: what a command answered is told again as long as nothing that the answer rests on has changed.

Nothing here imports what a run needs: telling an answer again costs little more than starting Python.
"""

from doclint.cache.answers import Memory, remembered
from doclint.cache.state import Grounds

__all__ = ["Grounds", "Memory", "remembered"]
